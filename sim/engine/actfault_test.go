package engine

import (
	"testing"
	"time"

	"orderflow/sim"
)

func TestActRefusesAPartitionThatIsNotThere(t *testing.T) {
	s, err := NewSession(sim.DefaultConfig(), sim.Header{})
	if err != nil {
		t.Fatal(err)
	}
	f, err := sim.ParseFault("leader-failover:partition=9")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Act(time.Second, sim.Input{Fault: &f}); err == nil {
		t.Error("partition 9 of 3 was taken")
	}
}
