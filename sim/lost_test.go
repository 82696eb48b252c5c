package sim

import (
	"fmt"
	"testing"
)

// mourner holds the law that LOST is for ever: what was LOST at the end of an
// event, or named phantom-publish or ghost-charge, is never appended or
// finished afterwards. Only a user who switches a remedy can save an order.
type mourner struct {
	lost  map[OrderID]EventID // since which event it is LOST
	named map[OrderID]EventID // by which event it was named
}

func newMourner() *mourner {
	return &mourner{lost: map[OrderID]EventID{}, named: map[OrderID]EventID{}}
}

// see looks at an event that is folded into s. It returns what is wrong.
func (m *mourner) see(s *State, e *Event) string {
	switch {
	case e.Type == RemedySwitched:
		clear(m.lost)
		clear(m.named)
	case e.Type == AnomalyFound && (Anomaly(e.Word) == PhantomPublish || Anomaly(e.Word) == GhostCharge):
		m.named[e.Order] = e.N
	case e.Type == ServiceExited: // every order is judged anew
		for n := range s.Orders.Each() {
			m.note(s.Order(n), e)
		}
	}
	o := s.Order(e.Order)
	if o == nil {
		return ""
	}
	since, lost := m.lost[e.Order]
	by, named := m.named[e.Order]
	done := e.Type == WorkFinished || e.Type == RecordAppended && e.Topic == Orders
	switch {
	case lost && done:
		return fmt.Sprintf("order %d was LOST at event %d, then %s at event %d", e.Order, since, e.Type, e.N)
	case named && done:
		return fmt.Sprintf("order %d was named at event %d, then %s at event %d", e.Order, by, e.Type, e.N)
	case lost && o.Truth() != Lost && o.Truth() != Ended:
		return fmt.Sprintf("order %d was LOST at event %d, and is %s after event %d (%s)", e.Order, since, o.Truth(), e.N, e.Type)
	}
	m.note(o, e)
	return ""
}

func (m *mourner) note(o *OrderState, e *Event) {
	n := o.Order.Number
	if _, known := m.lost[n]; o.Truth() == Lost && !known {
		m.lost[n] = e.N
	}
	if o.Truth() != Lost {
		delete(m.lost, n) // the points came back
	}
}

// resurrected returns an order of the log that was LOST and came back.
func resurrected(log *Log) string {
	s, m := NewState(), newMourner()
	for e := range log.All() {
		s.Apply(e)
		if wrong := m.see(s, e); wrong != "" {
			return wrong
		}
	}
	return ""
}

// TestLostIsForEver holds the law where it was broken, and where a request
// leaves without anybody who waits for its answer.
func TestLostIsForEver(t *testing.T) {
	for _, c := range []struct {
		change func(*Config)
		faults []string
	}{
		{func(c *Config) { c.Acks = 0 }, nil},
		{func(c *Config) { c.Acks, c.Client = 0, KafkaGo }, nil},
		{func(c *Config) { c.Acks = 0 }, []string{"broker-down:from=6s,for=5s"}},
		{func(c *Config) { c.Acks, c.Client = 0, KafkaGo }, []string{"broker-down:from=6s,for=5s,how=freeze"}},
		{func(c *Config) { c.Acks = 0 }, []string{"produce-error:code=NOT_ENOUGH_REPLICAS,count=3"}},
		{func(c *Config) { c.Acks = 0 }, []string{"leader-failover:from=3s,how=shutdown"}},
		{func(c *Config) { c.Mode, c.Orders, c.Rate, c.Seed = EmitAwait, 6, Rate{100, 1e9}, 27 }, []string{"caller-exit:at=after-ack"}},
		{func(c *Config) { c.Rate = Rate{100, 1e9} }, []string{"caller-exit:at=after-ack", "broker-down:from=900ms,for=40s,how=freeze"}},
	} {
		for seed := uint64(1); seed <= 40; seed++ {
			config := DefaultConfig()
			config.Seed = seed
			c.change(&config)
			for _, text := range c.faults {
				f, err := ParseFault(text)
				if err != nil {
					t.Fatal(err)
				}
				config.Faults = append(config.Faults, f)
			}
			if wrong := resurrected(logOf(t, config)); wrong != "" {
				t.Errorf("%s\n%s", wrong, trial{config: config}.command())
				break
			}
		}
	}
}

// logOf returns the log of a whole run.
func logOf(t *testing.T, c Config, inputs ...Input) *Log {
	t.Helper()
	log := &Log{}
	e, err := NewEngine(c, inputs, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	return log
}
