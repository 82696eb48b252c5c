package assemble

import (
	"encoding/json"
	"testing"
	"time"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// TestToldLate: what a process tells after it had not been heard of for too long is
// appended, and says when it happened.
func TestToldLate(t *testing.T) {
	var log []sim.Event
	j := NewJournal(record.Names{Prefix: "team."}, func(e sim.Event) { log = append(log, e) })
	c := sim.DefaultConfig()
	j.Open(c.Setup("kafka"))
	j.OfMany(&c)
	a := NewAssembly(j, j.names, sim.BrokerCount)
	epoch := time.Unix(1000, 0)
	j.beginAt(epoch)
	seqs := map[string]uint64{}
	tell := func(role string, happened, appended time.Duration, kind string, about trace.Observation, more any) {
		seqs[role]++
		about.Seq, about.Kind, about.Clock = seqs[role], kind, happened
		if more != nil {
			about.Data, _ = json.Marshal(more)
		}
		a.Take(&trace.Record{Source: trace.Source{Role: role, Instance: "1"}, List: []trace.Observation{about}, Sent: appended}, epoch.Add(appended))
	}
	order := sim.Event{Type: sim.OrderCreated, N: 1, Detail: &sim.Detail{Order: &sim.Order{ID: "1", Customer: sim.Person, Channel: sim.Blog, Product: sim.Views, Quantity: 1, Points: 1, Fulfilment: sim.InHouse, Link: "@x"}}}
	tell(chronicle.ServiceRole, 0, 0, trace.KindAlive, trace.Observation{}, nil)
	tell(chronicle.ServiceRole, time.Second, time.Second, sayCreated, trace.Observation{Order: "1"}, &saying{Event: order.AppendJSON(nil)})
	tell("other", 2*time.Second, 2*time.Second, trace.KindAlive, trace.Observation{}, nil)
	tell("other", 9*time.Second, 9*time.Second, sayBroker, trace.Observation{}, &saying{Broker: 1, Reason: sim.ReasonFault})
	tell("other", 12*time.Second, 12*time.Second, trace.KindAlive, trace.Observation{}, nil)
	tell(chronicle.ServiceRole, 5*time.Second, 12500*time.Millisecond, sayCalled, trace.Observation{Order: "1"}, &saying{By: sim.ByService})
	tell("other", 15*time.Second, 15*time.Second, trace.KindAlive, trace.Observation{}, nil)
	for i := range log {
		switch e := &log[i]; e.Type {
		case sim.OrderCreated:
			if e.Happened() != e.At {
				t.Errorf("what was told in time has a time of its own: %s", e.AppendJSON(nil))
			}
		case sim.PublishCalled:
			if own := 5 * time.Second; e.Happened() != own || e.At <= own {
				t.Errorf("told late as %s, want own_ns %d", e.AppendJSON(nil), own)
			}
			return
		}
	}
	t.Errorf("what was told late is not in the log of %d events", len(log))
}
