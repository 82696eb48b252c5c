package stage

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/panels"
	"orderflow/ui/words"
)

// mayBeCut is what … may stand for: a caller that waits, beside what its row says,
// records before the ones that are shown, code that leaves its arguments out, and
// data from outside, which may be of any length, such as the fields of an event.
var mayBeCut = regexp.MustCompile(`\b[A-Z-]{4,} … |…[■□◆]|\(…\)|… [\d,]+ earlier|… 앞선|[,:]…|https://\S*…|[a-z_]+:\S* …`)

// sights are what is opened over a moment.
var openedSights = []func(m *Scene){
	func(m *Scene) { m.show() },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.OrderPanel, Order: m.Shown()}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.AnomaliesPanel}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.EventsPanel}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.PartitionPanel}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.GroupPanel, Of: uint32(sim.InHouseGroup)}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.GroupPanel, Of: uint32(sim.ExternalGroup)}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.JobPanel, Of: 8841}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.ServicePanel}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.ProducerPanel}) },
	func(m *Scene) { m.show(&whyScreen{about: moment.PlaceOf(m.Shown())}) },
	func(m *Scene) { m.show(&whyScreen{about: intent.Place{Kind: intent.GapPlace}}) },
	func(m *Scene) {
		m.show(&whyScreen{about: intent.Place{Kind: intent.GroupPlace, Number: uint32(sim.InHouseGroup)}})
	},
	func(m *Scene) { m.show(&whyScreen{about: intent.Place{Kind: intent.PartitionPlace, Number: 0}}) },
	func(m *Scene) { m.show(&diagramScreen{orders: []sim.OrderID{m.Shown()}}) },
}

// TestNoWordOfOursIsCut: in every scenario, way and language, at every size
// that has a golden, … stands only where it may.
func TestNoWordOfOursIsCut(t *testing.T) {
	uitest.SingleThreaded(t)
	for i, s := range sim.Scenarios() {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
			if !takesTurn(i+1, mode) {
				continue
			}
			t.Run(s.Name+" "+mode.String(), func(t *testing.T) {
				t.Parallel()
				log := uitest.ScenarioLog(t, s.Name, func(c *sim.Config) { c.Mode = mode })
				end := min(log.At(sim.EventID(log.Len())).At, 90*time.Second)
				for i := range 5 {
					m := momentAt(log, end*time.Duration(i+1)/5)
					for _, size := range goldenSizes {
						for _, size.Lang = range []words.Lang{words.English, words.Korean} {
							holdUncut(t, m, size)
						}
					}
				}
			})
		}
	}
}

func holdUncut(t *testing.T, m *Scene, o moment.Options) {
	t.Helper()
	for i, open := range openedSights {
		opened := *m
		open(&opened)
		holdLines(t, &opened, o, i)
		for panel := openedPanel(&opened); panel.Box+1 < panels.Pages(panel.Kind, o.Width, o.Height); {
			panel.Box++
			opened.showPanel(panel)
			holdLines(t, &opened, o, i)
		}
	}
}

// openedPanel returns the panel that is open on top; its zero value where none is.
func openedPanel(m *Scene) moment.Panel {
	switch s := m.open.top().screen.(type) {
	case *orderScreen:
		return s.panel
	case *placeScreen:
		return s.panel
	}
	return moment.Panel{}
}

func holdLines(t *testing.T, m *Scene, o moment.Options, sight int) {
	t.Helper()
	for line := range strings.Lines(Draw(m, o).Text()) {
		if strings.Contains(line, "…") && strings.Contains(mayBeCut.ReplaceAllString(strings.TrimRight(line, " │┃\n"), ""), "…") {
			t.Errorf("at %s, %dx%d %v, sight %d: a word is cut: %s", m.At, o.Width, o.Height, o.Lang, sight, line)
		}
	}
}
