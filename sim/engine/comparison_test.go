package engine

import (
	"testing"
	"time"

	"orderflow/sim"
)

// TestCompare: the rows of the spine are computed from the runs.
func TestCompare(t *testing.T) {
	config := sim.DefaultConfig()
	config.ExternalRatio = 0
	lanes, err := Compare(config)
	if err != nil {
		t.Fatal(err)
	}
	emit, awaited, send := lanes[0], lanes[1], lanes[2]
	for i, want := range []sim.Rung{sim.Called, sim.Acked, sim.Handled} {
		if lanes[i].Told < want || i == 0 && lanes[i].Told != sim.Called {
			t.Errorf("%s: every order had reached %s when its caller knew, want %s", lanes[i].Mode, lanes[i].Told, want)
		}
	}
	if emit.Waited[2] > 2*time.Millisecond || awaited.Waited[2] > 60*time.Millisecond || send.Waited[1] < 300*time.Millisecond {
		t.Errorf("waited %v, %v, %v", emit.Waited, awaited.Waited, send.Waited)
	}
	if emit.Answers+awaited.Answers != 0 || send.Answers != 20 {
		t.Errorf("answers %d, %d, %d; want 0, 0, 20", emit.Answers, awaited.Answers, send.Answers)
	}
	outage, err := sim.FindScenario("outage")
	if err != nil {
		t.Fatal(err)
	}
	lanes, err = Compare(outage.Config)
	if err != nil {
		t.Fatal(err)
	}
	if lanes[0].Money.ForNothing == 0 || lanes[1].Money.ForNothing != 0 || lanes[2].Money.ForNothing != 0 {
		t.Errorf("points for nothing: %d, %d, %d; want just the first", lanes[0].Money.ForNothing, lanes[1].Money.ForNothing, lanes[2].Money.ForNothing)
	}
	if lanes[0].Outcomes[sim.Failure] != 0 || lanes[1].Outcomes[sim.Failure] != 5 || lanes[2].Outcomes[sim.Failure] != 5 {
		t.Errorf("errors that reached a caller: %d, %d, %d; want 0, 5, 5", lanes[0].Outcomes[sim.Failure], lanes[1].Outcomes[sim.Failure], lanes[2].Outcomes[sim.Failure])
	}
}
