package engine

import (
	"fmt"
	"testing"
	"time"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// membersDiffer compares what the fold says of every member with what its
// worker and its coordinator are at.
func (e *Engine) membersDiffer(s *sim.State) string {
	for _, g := range e.groups {
		if g == nil {
			continue
		}
		for _, w := range g.workers {
			if wrong := w.differs(memberOf(&s.Groups[g.id], w.id)); wrong != "" {
				return fmt.Sprintf("%s at %s, %s w%d: %s", s.Setup.Mode, e.now, g.id, w.id, wrong)
			}
		}
	}
	return ""
}

// memberOf returns a worker as the fold knows it.
func memberOf(g *sim.GroupState, worker uint8) *sim.MemberState {
	if int(worker) > len(g.Members) {
		return &sim.MemberState{Silent: sim.Never, GhostUntil: sim.Never}
	}
	return &g.Members[worker-1]
}

func (w *worker) differs(m *sim.MemberState) string {
	g := w.group
	ghost := sim.Never
	for _, other := range g.members {
		if other.worker == w && other.ghost != 0 {
			ghost = max(ghost, other.heard+g.e.config.SessionTimeout)
		}
	}
	joined := w.member != nil && w.member.present()
	switch {
	case (m.GhostUntil == sim.Never) != (ghost == sim.Never):
		return fmt.Sprintf("ghost until %s, and the coordinator says %s", m.GhostUntil, ghost)
	case g.phase == groupStable && m.Joined != joined:
		return fmt.Sprintf("joined %t, and the coordinator says %t", m.Joined, joined)
	case m.Joining && (!w.alive || w.phase != consumerJoining):
		return fmt.Sprintf("joining, and its phase is %d, alive %t", w.phase, w.alive)
	case m.Stopped && (!w.alive || w.phase == consumerSleeping || w.phase == consumerCrashed):
		return fmt.Sprintf("stopped, and its phase is %d, alive %t", w.phase, w.alive)
	case m.Out && (!w.alive || w.member != nil && w.member.present() && g.phase == groupStable):
		return fmt.Sprintf("thrown out, and its phase is %d, alive %t", w.phase, w.alive)
	case m.Crashed && w.phase != consumerCrashed && w.phase != consumerStopped:
		return fmt.Sprintf("crashed, and its phase is %d", w.phase)
	case g.id <= sim.ExternalGroup && m.Order != w.handling:
		return fmt.Sprintf("in the handler of #%d, and it is in that of #%d", m.Order, w.handling)
	}
	return ""
}

// What a log says of the members of every group is what they are, whenever
// one looks, in any scenario.
func TestTheLogKnowsEveryMember(t *testing.T) {
	singleThreaded(t)
	for seed := uint64(1); seed <= 1000; seed++ {
		x := simtest.Random(seed)
		e, err := New(x.Config, x.Inputs)
		if err != nil {
			t.Fatal(err)
		}
		draw := sim.NewStream(seed, "looks", 0)
		for !e.Ended() {
			e.Advance(e.Now() + draw.Between(time.Millisecond, 2*time.Second))
			if wrong := e.membersDiffer(e.State()); wrong != "" {
				t.Errorf("seed %d: %s\n%s", seed, wrong, x.Command())
				break
			}
		}
	}
}
