package sim_test

import (
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/sim/engine"
)

// BenchmarkFold is the cost of one event in the fold, over the log of an outage
// of 2,000 orders.
func BenchmarkFold(b *testing.B) {
	scenario, err := sim.FindScenario("outage")
	if err != nil {
		b.Fatal(err)
	}
	c := scenario.Config
	c.Orders, c.Rate = 2000, sim.Rate{Orders: 80, Per: time.Second}
	log := &sim.Log{}
	e, err := engine.New(c, nil, log.Append)
	if err != nil {
		b.Fatal(err)
	}
	e.Run()
	b.ReportAllocs()
	var s *sim.State
	for n := 0; b.Loop(); n++ {
		if n %= log.Len(); n == 0 {
			s = sim.NewState()
		}
		s.Apply(log.At(sim.EventID(n + 1)))
	}
}
