package pace

import (
	"testing"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
)

func storyOf(l *Layer) (end float64, busy int, still float64) {
	var walls []float64
	for _, place := range everything(l) {
		walls = append(walls, place.wall.Seconds())
	}
	var changes []scriptChange
	for _, c := range l.Changes {
		changes = append(changes, scriptChange{wall: c.wall.Seconds()})
	}
	return walls[len(walls)-1], busiest(changes), stillest(walls)
}

func TestOutageStory(t *testing.T) {
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		l := layAll(uitest.WholeRun(t, "outage", func(c *sim.Config) { c.Mode = mode }))
		end, busy, still := storyOf(l)
		t.Logf("%s: %d events, %.1f virtual seconds take %.1f s of wall, %d changes, busiest second %d, stillest %.2f s",
			mode, l.Len(), l.head.last.at.Seconds(), end, len(l.Changes), busy, still)
		if end < 45 || end > 70 || busy > 3 || still > longestGap.Seconds()+1e-9 {
			t.Errorf("%s: %.1f s of wall, busiest second %d, stillest %.2f s", mode, end, busy, still)
		}
	}
}

func TestEveryScenarioCanBeFollowed(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
			log := uitest.WholeRun(t, scenario.Name, func(c *sim.Config) { c.Mode = mode })
			l := layAll(log)
			end, busy, still := storyOf(l)
			t.Logf("%s, %s: %d events, %.1f virtual seconds take %.1f s of wall, %d changes", scenario.Name, mode, l.Len(), l.head.last.at.Seconds(), end, len(l.Changes))
			if busy > 3 || still > longestGap.Seconds()+1e-9 {
				t.Errorf("%s, %s: busiest second %d, stillest %.2f s", scenario.Name, mode, busy, still)
			}
		}
	}
}
