package engine

import (
	"testing"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// resurrected returns an order of the log that was LOST and came back.
func resurrected(log *sim.Log) string {
	s, m := sim.NewState(), simtest.NewLossLaw()
	for e := range log.All() {
		s.Apply(e)
		if wrong := m.See(s, e); wrong != "" {
			return wrong
		}
	}
	return ""
}

// TestLostIsForEver holds the law where it was broken, and where a request
// leaves without anybody who waits for its answer.
func TestLostIsForEver(t *testing.T) {
	for _, c := range []struct {
		change func(*sim.Config)
		faults []string
	}{
		{func(c *sim.Config) { c.Acks = 0 }, nil},
		{func(c *sim.Config) { c.Acks, c.Client = 0, sim.KafkaGo }, nil},
		{func(c *sim.Config) { c.Acks = 0 }, []string{"broker-down:from=6s,for=5s"}},
		{func(c *sim.Config) { c.Acks, c.Client = 0, sim.KafkaGo }, []string{"broker-down:from=6s,for=5s,how=freeze"}},
		{func(c *sim.Config) { c.Acks = 0 }, []string{"produce-error:code=NOT_ENOUGH_REPLICAS,count=3"}},
		{func(c *sim.Config) { c.Acks = 0 }, []string{"leader-failover:from=3s,how=shutdown"}},
		{func(c *sim.Config) {
			c.Mode, c.Orders, c.Rate, c.Seed = sim.EmitAwait, 6, sim.Rate{Orders: 100, Per: 1e9}, 27
		}, []string{"caller-exit:at=after-ack"}},
		{func(c *sim.Config) { c.Rate = sim.Rate{Orders: 100, Per: 1e9} }, []string{"caller-exit:at=after-ack", "broker-down:from=900ms,for=40s,how=freeze"}},
	} {
		for seed := uint64(1); seed <= 40; seed++ {
			config := sim.DefaultConfig()
			config.Seed = seed
			c.change(&config)
			for _, text := range c.faults {
				f, err := sim.ParseFault(text)
				if err != nil {
					t.Fatal(err)
				}
				config.Faults = append(config.Faults, f)
			}
			if wrong := resurrected(logOf(t, config)); wrong != "" {
				t.Errorf("%s\n%s", wrong, simtest.Trial{Config: config}.Command())
				break
			}
		}
	}
}
