package kafkax

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// mutable is a connection on which nothing arrives any more once it is muted, as at a
// broker that is frozen.
type mutable struct {
	net.Conn
	muted *atomic.Bool
}

func (m mutable) Write(b []byte) (int, error) {
	if m.muted.Load() {
		return len(b), nil
	}
	return m.Conn.Write(b)
}

// TestFrozenBrokersKeepNoRole: who acts is told within putTimeout that nobody took it,
// and a process ends.
func TestFrozenBrokersKeepNoRole(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.Emit, 2))
		muted := &atomic.Bool{}
		o := c.options(RoleService)
		o.dial = func(ctx context.Context, network, address string) (net.Conn, error) {
			conn, err := c.brokers.dial(ctx, network, address)
			if err != nil {
				return nil, err
			}
			return mutable{conn, muted}, nil
		}
		r := c.join(o)
		muted.Store(true)
		start := time.Now()
		if err := r.Act(sim.Input{NewOrder: true}); err == nil {
			t.Error("frozen brokers have taken an act")
		}
		wantBetween(t, "being told so", time.Since(start), 0, putTimeout+time.Second)
		start = time.Now()
		_ = r.Close() // what it could not tell stays
		wantBetween(t, "closing", time.Since(start), 0, 20*time.Second)
	})
}

// TestHostileObservations: whatever somebody else writes into the trace, who watches goes
// on, in bounded time and memory, and says what was skipped.
func TestHostileObservations(t *testing.T) {
	j := newJournal(record.Names{Prefix: "team."})
	c := sim.DefaultConfig()
	j.open(c.Setup("kafka"))
	j.motion.loose = true
	a := newAssembly(j, j.names, sim.BrokerCount)
	order := sim.Event{Type: sim.OrderCreated, N: 1, Detail: &sim.Detail{Order: &sim.Order{ID: "1", Customer: sim.Person, Channel: sim.Blog, Product: sim.Views, Quantity: 1, Points: 1, Fulfilment: sim.InHouse, Link: "@x"}}}
	source, seq, at := trace.Source{Role: RoleService, Instance: "evil"}, uint64(0), time.Unix(1000, 0)
	tell := func(skip uint64, kind string, about trace.Observation, more any) {
		seq += 1 + skip
		about.Seq, about.Kind = seq, kind
		if more != nil {
			about.Data, _ = json.Marshal(more)
		}
		at = at.Add(10 * time.Second)
		a.take(&trace.Record{Source: source, List: []trace.Observation{about}, Sent: at.Sub(time.Unix(1000, 0))}, at)
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
	if s := j.state(); s.Count() != 1 || s.Order(1).Row != sim.RowCreated {
		t.Errorf("%d orders, row %s", s.Count(), s.Order(1).Row)
	}
}

// TestAnswersAreLetGoOf: a worker that has answered keeps nothing of the request.
func TestAnswersAreLetGoOf(t *testing.T) {
	spool, err := trace.NewSpool("", trace.Source{Role: RoleInHouse, Instance: "a"}, time.Now())
	if err != nil {
		t.Fatal(err)
	}
	c := newCorrespondent(record.Names{Prefix: "team."}, spool)
	for i := range 100 {
		o := &newTrail(sim.Order{ID: fmt.Sprint(i)}).order
		c.answering(o, fmt.Sprint("c-", i), 0)
		if i%2 == 0 {
			c.answerDone(o)
		} else {
			c.answerLost(o, kafka.MessageSizeTooLarge)
		}
	}
	if len(c.byReply) != 0 {
		t.Errorf("%d requests are kept", len(c.byReply))
	}
}
