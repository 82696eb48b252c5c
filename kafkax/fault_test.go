package kafkax

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// The figures are those measured for kafka-go v0.4.51: ten tries, 100 ms to
// 1 s apart, 10 s for an answer.
func TestProduceFaults(t *testing.T) {
	for _, test := range []struct {
		fault     string
		outcome   sim.Outcome
		low, high time.Duration
		requests  uint32
		copies    uint32
	}{
		{"ack-lost", sim.Value, 100 * time.Millisecond, 150 * time.Millisecond, 2, 2},
		{"ack-lost:count=always", sim.Failure, 7 * time.Second, 8 * time.Second, 10, 10},
		{"ack-swallowed", sim.Value, 10 * time.Second, 10200 * time.Millisecond, 2, 2},
		{"ack-delay:delay=3s", sim.Value, 3 * time.Second, 3010 * time.Millisecond, 1, 1},
		{"produce-error:code=MESSAGE_TOO_LARGE", sim.Failure, 0, 20 * time.Millisecond, 1, 0},
		{"produce-error:code=TOPIC_AUTHORIZATION_FAILED", sim.Failure, 0, 20 * time.Millisecond, 1, 0},
		{"produce-error:code=NOT_LEADER_OR_FOLLOWER,count=2", sim.Value, 500 * time.Millisecond, 600 * time.Millisecond, 3, 1},
		{"produce-error:code=UNKNOWN_TOPIC_OR_PARTITION", sim.Value, 100 * time.Millisecond, 150 * time.Millisecond, 2, 1},
		{"produce-error:code=NOT_ENOUGH_REPLICAS,count=always", sim.Failure, 7 * time.Second, 8 * time.Second, 10, 0},
		{"produce-error:code=NOT_ENOUGH_REPLICAS_AFTER_APPEND", sim.Value, 100 * time.Millisecond, 150 * time.Millisecond, 2, 2},
	} {
		t.Run(test.fault, func(t *testing.T) {
			c := config(sim.EmitAwait, 2, test.fault)
			c.Faults[0].Order = 2
			log, state := play(t, c, nil)
			wantWhole(t, state.Order(1), sim.EmitAwait)
			o := state.Order(2)
			if o.Caller != test.outcome || o.Requests != test.requests || o.Copies != test.copies || o.Marked != (test.outcome == sim.Value) {
				t.Errorf("the caller knows %s (%s) after %d requests, %d copies, marked %t", o.Caller, o.ErrorText, o.Requests, o.Copies, o.Marked)
			}
			wantBetween(t, "the awaited emit", o.CallerAt, test.low, test.high)
			struck := int(test.requests)
			if test.outcome == sim.Value && c.Faults[0].Count != sim.Always {
				struck = c.Faults[0].Count
			}
			wantCount(t, log, sim.FaultStruck, 2, struck)
			wantAnomaly(t, state, 2, sim.DuplicateRecord, test.copies > 1)
			wantAnomaly(t, state, 2, sim.DuplicateWork, test.copies > 1)
		})
	}
}

// The caller of emit() learns of none of it.
func TestProduceFaultsAreSilentInEmit(t *testing.T) {
	_, state := play(t, config(sim.Emit, 1, "produce-error:code=MESSAGE_TOO_LARGE"), nil)
	if o := state.Order(1); !o.Marked || o.Caller != sim.Nothing || o.Truth() != sim.Lost {
		t.Errorf("marked %t, the caller knows %s, in truth %s", o.Marked, o.Caller, o.Truth())
	}
	_, state = play(t, config(sim.Emit, 1, "serialize-error"), nil)
	if o := state.Order(1); !o.Marked || o.Requests != 0 || o.Truth() != sim.Lost {
		t.Errorf("not serialised: marked %t after %d requests, in truth %s", o.Marked, o.Requests, o.Truth())
	}
}

func TestSendFaults(t *testing.T) {
	for _, test := range []struct {
		faults  []string
		timeout time.Duration
		outcome sim.Outcome
		code    sim.Code
		replies uint32
		handled uint32
		event   sim.EventType // and one of these
	}{
		{[]string{"reply-unproducible"}, 0, sim.Pending, 0, 0, 1, sim.ReplyFailed},
		{[]string{"reply-unproducible"}, 5 * time.Second, sim.Failure, sim.TimeoutError, 0, 1, sim.ReplyFailed},
		{[]string{"reply-ack-lost"}, 0, sim.Value, 0, 2, 1, sim.ReplyDropped},
		{[]string{"ack-lost"}, 0, sim.Value, 0, 2, 2, sim.ReplyDropped},
		{[]string{"handler-error"}, 0, sim.Failure, sim.InternalServerError, 1, 1, sim.HandlerFailed},
		{[]string{"handler-error:kind=rpc"}, 0, sim.Failure, sim.RPCException, 1, 1, sim.HandlerFailed},
		{[]string{"handler-error:kind=empty"}, 0, sim.Value, 0, 1, 1, sim.HandlerReturned},
		{[]string{"handler-error:kind=retriable"}, 0, sim.Value, 0, 1, 2, sim.HandlerFailed},
		{[]string{"consumer-crash:at=after-commit"}, 0, sim.Pending, 0, 0, 1, sim.ConsumerCrashed},
		{[]string{"consumer-crash:at=before-commit"}, 0, sim.Value, 0, 1, 2, sim.ConsumerCrashed},
		{[]string{"consumer-slow:delay=9s"}, 2 * time.Second, sim.Failure, sim.TimeoutError, 1, 1, sim.ReplyDropped},
		{[]string{"consumer-absent"}, 2 * time.Second, sim.Failure, sim.TimeoutError, 0, 0, sim.RecordAppended},
	} {
		t.Run(strings.Join(test.faults, " "), func(t *testing.T) {
			c := config(sim.Send, 1, test.faults...)
			c.SendTimeout = test.timeout
			log, state := play(t, c, nil)
			o := state.Order(1)
			if o.Caller != test.outcome || o.Error != test.code || o.Replies != test.replies || o.Handled != test.handled {
				t.Errorf("the caller knows %s (%s: %s), %d replies, handled %d times", o.Caller, o.Error, o.ErrorText, o.Replies, o.Handled)
			}
			wantCount(t, log, test.event, 1, 1)
			if state.Ended != sim.ReasonQuiet {
				t.Errorf("the run ended with reason %d", state.Ended)
			}
		})
	}
}

func TestConsumerFaults(t *testing.T) {
	for _, test := range []struct {
		fault    string
		handled  uint32
		work     uint32
		finished bool
	}{
		{"handler-error", 2, 1, true},
		{"handler-error:count=3", 4, 1, true},
		{"handler-error:kind=empty", 2, 1, true},
		{"consumer-slow:delay=4s", 1, 1, true},
		{"commit-lost", 2, 2, true}, // kafka-go joins again at the committed offset
		{"consumer-crash:at=before-commit", 2, 2, true},
		{"consumer-crash:at=mid-batch,restart=40s", 2, 2, true},
		{"consumer-crash:at=after-commit", 1, 1, true},
		{"consumer-absent:for=5s", 1, 1, true},
		{"consumer-absent:group=statistics", 1, 1, true},
		{"consumer-absent:from=500ms", 0, 0, false},
	} {
		t.Run(test.fault, func(t *testing.T) {
			_, state := play(t, config(sim.EmitAwait, 1, test.fault), nil)
			o := state.Order(1)
			if o.Handled != test.handled || o.WorkDone != test.work || (o.Truth() == sim.Done) != test.finished {
				t.Errorf("handled %d times, work done %d times, in truth %s", o.Handled, o.WorkDone, o.Truth())
			}
			if state.Ended != sim.ReasonQuiet {
				t.Errorf("the run ended with reason %d", state.Ended)
			}
		})
	}
}

// A poison record blocks its partition for ever, and no other.
func TestPoison(t *testing.T) {
	c := config(sim.EmitAwait, 12, "poison:order=2")
	c.Workers, c.Until = 3, time.Minute // a worker for each partition
	_, state := play(t, c, nil)
	blocked := state.Order(2).Partition
	for n := range state.Orders.Each() {
		o := state.Order(n)
		if want := n < 2 || o.Partition != blocked; (o.Truth() == sim.Done) != want {
			t.Errorf("order %d in partition %d is %s", n, o.Partition, o.Truth())
		}
	}
}

func TestPanelFaults(t *testing.T) {
	for _, test := range []struct {
		fault    string
		row      sim.Row
		jobs     uint32
		refunded bool
	}{
		{"provider-partial:ratio=0.4", sim.RowPartial, 1, true},
		{"provider-cancel:ratio=0", sim.RowCanceled, 1, true},
		{"provider-error:status=429", sim.RowCompleted, 1, false},
		{"provider-error:status=503,count=5", sim.RowCompleted, 1, false},
		{"provider-timeout", sim.RowCompleted, 2, false},
		{"provider-timeout:after-accept=false", sim.RowCompleted, 1, false},
		{"provider-silent", sim.RowProcessing, 1, false},
		{"provider-down:for=4s", sim.RowCompleted, 1, false},
		{"provider-error:error=Not enough funds on balance", sim.RowCanceled, 0, true},
		{"provider-drop:ratio=0.4,delay=3s", sim.RowCompleted, 1, false},
	} {
		t.Run(test.fault, func(t *testing.T) {
			c := config(sim.EmitAwait, 1, test.fault)
			c.ExternalRatio = 1000
			_, state := play(t, c, nil)
			o := state.Order(1)
			if o.Row != test.row || o.Jobs != test.jobs || (o.Refunded > 0) != test.refunded {
				t.Errorf("row %s, %d jobs, %d of %d points refunded", o.Row, o.Jobs, o.Refunded, o.Charged)
			}
			wantAnomaly(t, state, 1, sim.DuplicatePurchase, test.jobs > 1)
			if state.Ended != sim.ReasonQuiet {
				t.Errorf("the run ended with reason %d", state.Ended)
			}
		})
	}
}

// A panel that says no with status 200: the handler does not throw, its words
// are in the log, and the record is committed after one execution.
func TestAPanelThatDeclines(t *testing.T) {
	c := config(sim.Send, 1, "provider-error:error=Not enough funds on balance")
	c.ExternalRatio = 1000
	log, state := play(t, c, nil)
	o := state.Order(1)
	if o.Handled != 1 || !o.Committed() || o.Refunded != o.Charged || o.Caller != sim.Value || o.Truth() != sim.Ended {
		t.Errorf("%d executions, committed %t, %d of %d points back, the caller knows %s, in truth %s", o.Handled, o.Committed(), o.Refunded, o.Charged, o.Caller, o.Truth())
	}
	said := ""
	for e := range log.All() {
		if e.Type == sim.HandlerFailed {
			t.Error("the handler threw")
		}
		if e.Type == sim.PanelRefusal && e.Value == 200 {
			said = e.Detail.Text
		}
	}
	if said != "Not enough funds on balance" {
		t.Errorf("the panel said %q", said)
	}
}

// A part of what was delivered goes again after Completed: the row stays, and
// the run waits for it.
func TestADrop(t *testing.T) {
	c := config(sim.EmitAwait, 1, "provider-drop:ratio=0.4,delay=3s")
	c.ExternalRatio = 1000
	_, state := play(t, c, nil)
	o := state.Order(1)
	if quantity := int64(o.Order.Quantity); o.Delivered != quantity-quantity*4/10 || o.Gone != quantity*4/10 || o.Truth() != sim.Done || state.Finished != 1 {
		t.Errorf("%d of %d are left, %d gone, in truth %s", o.Delivered, quantity, o.Gone, o.Truth())
	}
}

// What cannot be made is refused before anything starts, with one line.
func TestFaultsThatCannotBeMade(t *testing.T) {
	for _, test := range []struct {
		fault string
		real  bool
		want  string
	}{
		{"replica-slow:delay=1s", false, "fault replica-slow only works on the simulator: leave it out, or use orderflow run"},
		{"produce-error:code=MESSAGE_TOO_LARGE", true, "fault produce-error only works on the simulator or the embedded Kafka: leave out --brokers"},
		{"leader-failover", true, "fault leader-failover only works on the simulator or the embedded Kafka: leave out --brokers"},
		{"broker-down", true, ""},
		{"ack-lost", true, ""},
	} {
		c := config(sim.Emit, 1, test.fault)
		got := ""
		if err := check(&c, test.real); err != nil {
			got = err.Error()
		}
		if got != test.want {
			t.Errorf("fault %s, real %t: %q, want %q", test.fault, test.real, got, test.want)
		}
	}
}
