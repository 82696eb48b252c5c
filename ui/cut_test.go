package ui

import (
	"regexp"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
)

// mayBeCut is what … may stand for: records before the ones that are shown,
// code that leaves its arguments out, and data from outside, which may be of
// any length.
var mayBeCut = regexp.MustCompile(`…[■□◆]|\(…\)|… [\d,]+ earlier|… 앞선|[,:]…|https://\S*…`)

// sights are what is opened over a moment.
var openedSights = []func(m *Moment){
	func(*Moment) {},
	func(m *Moment) { m.Panel = Panel{Kind: OrderPanel, Order: m.Shown()} },
	func(m *Moment) { m.Panel = Panel{Kind: AnomaliesPanel} },
	func(m *Moment) { m.Panel = Panel{Kind: PartitionPanel} },
	func(m *Moment) { m.Panel = Panel{Kind: GroupPanel, Of: uint32(sim.InHouseGroup)} },
	func(m *Moment) { m.Panel = Panel{Kind: GroupPanel, Of: uint32(sim.ExternalGroup)} },
	func(m *Moment) { m.Panel = Panel{Kind: JobPanel, Of: 8841} },
	func(m *Moment) { m.Why = placeOf(m.Shown()) },
	func(m *Moment) { m.Why = Place{Kind: GapPlace} },
	func(m *Moment) { m.Why = Place{GroupPlace, uint32(sim.InHouseGroup)} },
	func(m *Moment) { m.Why = Place{PartitionPlace, 0} },
	func(m *Moment) { m.Diagram = &DiagramView{Orders: []sim.OrderID{m.Shown()}} },
}

// TestNoWordOfOursIsCut: in every scenario, way and language, at every size
// that has a golden, … stands only where it may.
func TestNoWordOfOursIsCut(t *testing.T) {
	uitest.SingleThreaded(t)
	for _, s := range sim.Scenarios() {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
			log := uitest.ScenarioLog(t, s.Name, func(c *sim.Config) { c.Mode = mode })
			end := min(log.At(sim.EventID(log.Len())).At, 90*time.Second)
			for i := range 5 {
				m := momentAt(log, end*time.Duration(i+1)/5)
				for _, size := range goldenSizes {
					for _, size.Lang = range []Lang{English, Korean} {
						holdUncut(t, s.Name+" "+mode.String(), m, size)
					}
				}
			}
		}
	}
}

func holdUncut(t *testing.T, run string, m *Moment, o Options) {
	for i, open := range openedSights {
		opened := *m
		open(&opened)
		for line := range strings.Lines(Draw(&opened, o).Text()) {
			if strings.Contains(line, "…") && strings.Contains(mayBeCut.ReplaceAllString(strings.TrimRight(line, " │\n"), ""), "…") {
				t.Errorf("%s at %s, %dx%d %v, sight %d: a word is cut: %s", run, m.At, o.Width, o.Height, o.Lang, i, line)
			}
		}
	}
}
