package assemble

import (
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/hostile"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// What a broker or a network says in an error, and what a handler elsewhere
// answers with, is kept as one inert line.
func TestHostileErrors(t *testing.T) {
	for _, h := range hostile.Texts {
		answer := record.OutcomeOf(kafka.Message{Headers: []kafka.Header{{Key: record.HeaderError, Value: []byte(h.Text[:min(len(h.Text), record.HeaderBytesMax)])}}})
		quoted := record.OutcomeOf(kafka.Message{Headers: []kafka.Header{{Key: record.HeaderError, Value: record.Encode(record.Failure{Status: "error", Message: h.Text[:min(len(h.Text), record.HeaderBytesMax/8)]})}}})
		for _, said := range []string{text(errors.New(h.Text)).Text, text(fmt.Errorf("dialing %s: %w", h.Text, kafka.UnknownTopicOrPartition)).Text, fmt.Sprint(answer), fmt.Sprint(quoted)} {
			if act := hostile.Act(said); act != "" || strings.Contains(said, "\n") || len(said) > 4*record.ErrorTextMax+4 {
				t.Errorf("%s: %.300q: %s", h.Name, said, act)
			}
		}
	}
}

// TestHostileObservations: whatever somebody else writes into the trace, who watches goes
// on, in bounded time and memory, and says what was skipped.
func TestHostileObservations(t *testing.T) {
	j := NewJournal(record.Names{Prefix: "team."})
	c := sim.DefaultConfig()
	j.Open(c.Setup("kafka"))
	j.OfMany(&c)
	a := NewAssembly(j, j.names, sim.BrokerCount)
	order := sim.Event{Type: sim.OrderCreated, N: 1, Detail: &sim.Detail{Order: &sim.Order{ID: "1", Customer: sim.Person, Channel: sim.Blog, Product: sim.Views, Quantity: 1, Points: 1, Fulfilment: sim.InHouse, Link: "@x"}}}
	source, seq, at := trace.Source{Role: chronicle.ServiceRole, Instance: "evil"}, uint64(0), time.Unix(1000, 0)
	tell := func(skip uint64, kind string, about trace.Observation, more any) {
		seq += 1 + skip
		about.Seq, about.Kind = seq, kind
		if more != nil {
			about.Data, _ = json.Marshal(more)
		}
		at = at.Add(10 * time.Second)
		a.Take(&trace.Record{Source: source, List: []trace.Observation{about}, Sent: at.Sub(time.Unix(1000, 0))}, at)
	}
	tell(0, sayCreated, trace.Observation{Order: "1"}, &saying{Event: order.AppendJSON(nil)})
	tell(0, sayFound, trace.Observation{Order: "1", Topic: sim.Orders.String()}, &saying{Keys: []string{"1"}})
	of := trace.Observation{Order: "1", Topic: sim.Status.String(), Group: sim.ServiceGroup.String(), Member: 1}
	for _, row := range []sim.Row{sim.RowCanceled + 1, 200} {
		for _, kind := range []string{saySettled, sayPolled, sayFollowed, sayReported} {
			tell(0, kind, of, &saying{Row: row, Flag: true})
		}
	}
	tell(0, sayCalled, of, &saying{By: 200})
	tell(0, sayBroker, trace.Observation{}, &saying{Broker: -7, Reason: 200})
	huge := &wireSaying{Group: "team.in-house", Commits: []committed{{Topic: "team.sns.orders", Partition: 0, Offset: 1 << 60}}}
	tell(0, sayAnswered, trace.Observation{Group: sim.InHouseGroup.String(), Member: 1}, &saying{Duty: wire.DutyConsume, Wire: huge})
	tell(1<<30, sayHello, trace.Observation{}, nil)
	if n := len(a.known[source].events); n > 4*causesMax {
		t.Errorf("%d events of one process are kept", n)
	}
	for _, text := range []string{"null", "[]", `{"row":1e9}`, `{"wire":{"commits":[{}]}}`} {
		tell(0, sayAnswered, trace.Observation{}, json.RawMessage(text))
	}
	if s := j.State(); s.Count() != 1 || s.Order(1).Row != sim.RowCreated {
		t.Errorf("%d orders, row %s", s.Count(), s.Order(1).Row)
	}
}
