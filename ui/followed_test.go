package ui

import (
	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"testing"
)

func TestEveryScenarioCanBeFollowed(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
			log := uitest.WholeRun(t, scenario.Name, func(c *sim.Config) { c.Mode = mode })
			l := layAll(log)
			end, busy, still := storyOf(l)
			t.Logf("%s, %s: %d events, %.1f virtual seconds take %.1f s of wall, %d changes", scenario.Name, mode, l.Len(), l.head.last.at.Seconds(), end, len(l.changes))
			if busy > 3 || still > longestGap.Seconds()+1e-9 {
				t.Errorf("%s, %s: busiest second %d, stillest %.2f s", scenario.Name, mode, busy, still)
			}
			p := newPlayer(Replay(log), nil, Options{Width: 80, Height: 24})
			for p.growing() {
				p.grow()
			}
			for p.playback.step() {
				checkFrame(t, p, 80, 24)
			}
			if !p.finished() {
				t.Errorf("%s, %s: stepping ends at event %d of %d", scenario.Name, mode, p.playback.cursor.n, log.Len())
			}
		}
	}
}
