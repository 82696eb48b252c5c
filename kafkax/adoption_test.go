package kafkax

import (
	"context"
	"errors"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/kafkatest"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// said lists what the log says of limits and of records that were refused.
func said(log *sim.Log) string {
	var texts []string
	for _, e := range events(log, sim.LimitReached, 0) {
		texts = append(texts, e.Detail.Text)
	}
	return strings.Join(texts, "\n")
}

// orderNamed returns the order with an id, or nil.
func orderNamed(s *sim.State, id string) *sim.OrderState {
	for n := range s.Orders.Each() {
		if o := s.Order(n); o.Order.ID == id {
			return o
		}
	}
	return nil
}

// The orders of another service are carried out like the run's own. What their
// rows say is unknown until a status event tells, and no points are taken.
func TestAdoption(t *testing.T) {
	t.Parallel()
	log, state := play(t, config(sim.EmitAwait, 4), func(s *Session) {
		time.Sleep(1500 * time.Millisecond)
		foreign(t, s, sim.Orders, kafkatest.Ordered("n-101", sim.InHouse), kafkatest.Ordered("n-102", sim.External))
	})
	for _, id := range []string{"n-101", "n-102"} {
		o := orderNamed(state, id)
		if o == nil {
			t.Fatalf("order %s is not adopted; %s", id, said(log))
		}
		if !o.Foreign || o.Truth() != sim.Done || o.Row != sim.RowCompleted || o.Charged != 0 || !o.Committed() || o.Handled != 1 || o.Reached(sim.Created) {
			t.Errorf("order %s: %+v", id, o)
		}
		wantCount(t, log, sim.OrderAdopted, o.Order.Number, 1)
	}
	points := int64(0)
	for n := range state.Orders.Each() {
		if o := state.Order(n); !o.Foreign {
			points += int64(o.Order.Points)
		}
	}
	if got := state.Totals(); got.Orders != 6 || got.Foreign != 2 || got.Finished != 6 || got.Published != 4 || got.PointsCharged != points || len(state.Anomalies) != 0 || said(log) != "" {
		t.Errorf("totals %+v, anomalies %v, said %q", got, state.Anomalies, said(log))
	}
}

// Until a status event tells, nobody here knows what the row says.
func TestAdoptedRowIsUnknown(t *testing.T) {
	t.Parallel()
	c := config(sim.Emit, 2, "consumer-absent:group=in-house")
	_, state := play(t, c, func(s *Session) {
		time.Sleep(1500 * time.Millisecond)
		foreign(t, s, sim.Orders, kafkatest.Ordered("n-101", sim.InHouse))
		time.Sleep(time.Second)
	})
	o := orderNamed(state, "n-101")
	if o == nil || o.Row != sim.RowNone || o.Truth() != sim.Waiting || state.Standing(o, state.At).Belief != sim.Agrees || !o.Has(sim.Stuck) {
		t.Fatalf("%+v", o)
	}
	var report strings.Builder
	if err := (&sim.Report{State: state}).WriteJSON(&report); err != nil {
		t.Fatal(err)
	}
	for _, says := range []string{`"row":"unknown","row_at_ms":null`, `"caller":{"outcome":"unknown","at_ms":null,"error":null}`, `"foreign":true`, `"foreign":1`} {
		if !strings.Contains(report.String(), says) {
			t.Errorf("the report does not say %s: %s", says, report.String())
		}
	}
}

// answered reads what a topic has, by correlation id.
func answered(t *testing.T, s *Session, topic string) map[string]kafka.Message {
	t.Helper()
	list := make(map[string]kafka.Message)
	reader := kafka.NewReader(kafka.ReaderConfig{
		Brokers: s.cluster.seeds, Topic: topic, Dialer: &kafka.Dialer{DialFunc: s.cluster.dial}, MinBytes: 1, MaxBytes: 1 << 20, MaxWait: 100 * time.Millisecond,
		ReadLagInterval: -1,
	})
	defer reader.Close()
	enough, cancel := context.WithTimeout(s.ctx, time.Second)
	defer cancel()
	for {
		m, err := reader.FetchMessage(enough)
		if err != nil {
			return list
		}
		list[string(record.HeaderOf(m, record.HeaderCorrelation))] = m
	}
}

// The send() of another service is answered where its request says: in the run's
// own reply topic or in one of its own, which nobody makes for it.
func TestAdoptedRequests(t *testing.T) {
	t.Parallel()
	var own, other map[string]kafka.Message
	log, state := play(t, config(sim.Send, 12), func(s *Session) {
		a := s.cluster.admin(s.ctx)
		defer a.close()
		if _, err := a.client.CreateTopics(s.ctx, &kafka.CreateTopicsRequest{Topics: []kafka.TopicConfig{{Topic: "billing.reply", NumPartitions: 1, ReplicationFactor: 3}, {Topic: "payroll", NumPartitions: 1, ReplicationFactor: 3}}}); err != nil {
			t.Error(err)
		}
		time.Sleep(1500 * time.Millisecond)
		ours := s.names.Topic(sim.Reply)
		foreign(t, s, sim.Orders,
			kafkatest.Ordered("n-1", sim.InHouse, kafkatest.Asking("c-1", ours)...),
			kafkatest.Ordered("n-2", sim.InHouse, kafkatest.Asking("c-2", "billing.reply")...),
			kafkatest.Ordered("n-3", sim.InHouse, kafkatest.Asking("c-3", "payroll")...),
			kafkatest.Ordered("n-4", sim.InHouse, kafkatest.Asking("c-4", "nobody.made.it.reply")...),
			kafkatest.Ordered("1", sim.InHouse, kafkatest.Asking("c-5", ours)...),
		)
		time.Sleep(4 * time.Second)
		foreign(t, s, sim.Orders, kafkatest.Ordered("n-1", sim.InHouse, kafkatest.Asking("c-6", "billing.reply")...), kafkatest.Ordered("n-1", sim.External))
		time.Sleep(4 * time.Second)
		own, other = answered(t, s, ours), answered(t, s, "billing.reply")
		if leak := answered(t, s, "payroll"); len(leak) != 0 {
			t.Errorf("a topic that is no reply topic has %v", leak)
		}
	})
	for correlation, m := range map[string]kafka.Message{"c-1": own["c-1"], "c-2": other["c-2"]} {
		if record.OutcomeOf(m) != nil || !strings.Contains(string(m.Value), `"result":"done"`) {
			t.Errorf("the answer to %s is %s, %v", correlation, m.Value, record.OutcomeOf(m))
		}
	}
	for refused, m := range map[string]kafka.Message{`order "1" exists already, as #1`: own["c-5"], `order "n-1" exists already, as #`: other["c-6"]} {
		var e record.RemoteError
		if err := record.OutcomeOf(m); !errors.As(err, &e) || e.Status != "error" || !strings.Contains(e.Message, refused) {
			t.Errorf("the answer says %v, want %q", err, refused)
		}
		if got := strings.Count(said(log), refused); got == 0 {
			t.Errorf("nothing says %q: %s", refused, said(log))
		}
	}
	if !strings.Contains(said(log), `an answer to topic "payroll" is not written`) || strings.Contains(said(log), "nobody asked") {
		t.Error(said(log))
	}
	for _, id := range []string{"n-1", "n-2", "n-3", "n-4"} {
		if o := orderNamed(state, id); o == nil || o.Truth() != sim.Done || o.WorkDone != 1 || o.Copies != 1 || (o.Replies == 1) != (id < "n-3") {
			t.Errorf("order %s: %+v", id, o)
		}
	}
	if o := state.Order(1); o.Copies != 1 || o.WorkDone != 1 || o.Handled != 1 || o.Replies != 1 {
		t.Errorf("order 1, whose id somebody else has used: %d copies, done %d times", o.Copies, o.WorkDone)
	}
	if got := state.Totals(); got.Orders != 16 || got.Duplicated != 0 || got.Finished != 16 {
		t.Errorf("totals %+v", got)
	}
	for n := range state.Orders.Each() {
		if o := state.Order(n); !o.Foreign && o.Caller != sim.Value {
			t.Errorf("order %d: the caller knows %s", n, o.Caller)
		}
	}
}

// What processes of a run tell of another service's orders makes the same of them:
// they are adopted, worked and shown.
func TestAdoptionInProcesses(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		c := newCompany(t, config(sim.EmitAwait, 3))
		all := c.joinAll(RoleService, RoleInHouse, RoleExternal, RoleStatistics, RoleWatch)
		o := all[4].Watched()
		if err := o.Caught(context.WithoutCancel(t.Context())); err != nil {
			t.Fatal(err)
		}
		n := record.Names{Prefix: testPrefix + "."}
		transport := &kafka.Transport{Dial: c.brokers.dial}
		w := &kafka.Writer{Addr: kafka.TCP(c.brokers.addresses()...), Topic: n.Topic(sim.Orders), RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond, Transport: transport, Balancer: kafka.Murmur2Balancer{}}
		if err := w.WriteMessages(t.Context(), kafkatest.Ordered("n-101", sim.InHouse), kafkatest.Ordered("n-101", sim.InHouse, kafkatest.Asking("c-1", n.Topic(sim.Reply))...), kafka.Message{Key: []byte("n-102"), Value: []byte("{}")}); err != nil {
			t.Error(err)
		}
		until(t, o, 2*time.Minute, func(s *sim.State) bool {
			adopted := orderNamed(s, "n-101")
			return adopted != nil && adopted.Row == sim.RowCompleted && s.Finished == 4
		})
		time.Sleep(5 * time.Second)
		o.End(sim.ReasonQuit)
		o.Advance(0)
		wantLawful(t, o.Log(), o.LogHash())
		adopted := orderNamed(o.State(), "n-101")
		if !adopted.Foreign || adopted.Truth() != sim.Done || adopted.Charged != 0 || adopted.Copies != 1 || adopted.WorkDone != 1 || o.State().Count() != 4 {
			t.Errorf("%+v of %d orders", adopted, o.State().Count())
		}
		if !strings.Contains(said(o.Log()), `is refused: order "n-101" exists already, as #`) {
			t.Error(said(o.Log()))
		}
		if err := w.Close(); err != nil {
			t.Error(err)
		}
		transport.CloseIdleConnections()
		c.close(all...)
	})
}
