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
	"orderflow/ui/words"
)

// mayBeCut is what … may stand for: records before the ones that are shown,
// code that leaves its arguments out, and data from outside, which may be of
// any length.
var mayBeCut = regexp.MustCompile(`…[■□◆]|\(…\)|… [\d,]+ earlier|… 앞선|[,:]…|https://\S*…`)

// sights are what is opened over a moment.
var openedSights = []func(m *Scene){
	func(m *Scene) { m.show() },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.OrderPanel, Order: m.Shown()}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.AnomaliesPanel}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.PartitionPanel}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.GroupPanel, Of: uint32(sim.InHouseGroup)}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.GroupPanel, Of: uint32(sim.ExternalGroup)}) },
	func(m *Scene) { m.showPanel(moment.Panel{Kind: moment.JobPanel, Of: 8841}) },
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
	for _, s := range sim.Scenarios() {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
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
		for line := range strings.Lines(Draw(&opened, o).Text()) {
			if strings.Contains(line, "…") && strings.Contains(mayBeCut.ReplaceAllString(strings.TrimRight(line, " │\n"), ""), "…") {
				t.Errorf("at %s, %dx%d %v, sight %d: a word is cut: %s", m.At, o.Width, o.Height, o.Lang, i, line)
			}
		}
	}
}
