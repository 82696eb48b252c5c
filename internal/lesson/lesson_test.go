package lesson_test

import (
	"testing"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/sim/engine"
)

// played plays a run to its end.
func played(c sim.Config) (*sim.Log, error) {
	s, err := engine.NewSession(c, sim.Header{Scenario: c.Scenario, Seed: c.Seed, Version: "test"})
	if err != nil {
		return nil, err
	}
	s.Advance(c.Until)
	return s.Log(), nil
}

// TestEmbeddedLessonsHold: every lesson that comes with the program passes the
// check that a teacher's own must pass.
func TestEmbeddedLessonsHold(t *testing.T) {
	for _, l := range lesson.Embedded() {
		t.Run(l.Name, func(t *testing.T) {
			r := lesson.Check(l, played)
			for _, err := range r.Problems {
				t.Error(sim.TextOf(err).English)
			}
			for _, act := range r.Plan.Acts {
				for _, p := range act.Parts {
					t.Logf("scene %d: events %d to %d, %d cues, question %v", p.Scene+1, p.From, p.To, len(p.Cues), p.Question != nil)
				}
			}
		})
	}
}
