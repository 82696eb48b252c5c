package stage

import (
	"testing"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
)

func TestEveryScenarioCanBeSteppedThrough(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	for _, scenario := range sim.Scenarios() {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
			log := uitest.WholeRun(t, scenario.Name, func(c *sim.Config) { c.Mode = mode })
			p := newPlayer(Replay(log), nil, moment.Options{Width: 80, Height: 24})
			for p.growing() {
				p.grow()
			}
			for p.playback.Step() {
				checkFrame(t, p, 80, 24)
			}
			if !p.finished() {
				t.Errorf("%s, %s: stepping ends at event %d of %d", scenario.Name, mode, p.playback.Cursor.N, log.Len())
			}
		}
	}
}
