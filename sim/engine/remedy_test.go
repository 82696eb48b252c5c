package engine

import (
	"slices"
	"testing"
	"time"

	"orderflow/sim"
)

// events returns those of a type, of one order or of all (0).
func eventsOf(log *sim.Log, t sim.EventType, order sim.OrderID) []*sim.Event {
	var list []*sim.Event
	for e := range log.All() {
		if e.Type == t && (order == 0 || e.Order == order) {
			list = append(list, e)
		}
	}
	return list
}

// TestTheSweeperKnowsOnlyTheDatabase: a row whose first publish waits for its
// acknowledgement says paid, so the sweeper publishes it once more: a second
// copy, done twice. It is no unmarked publish, and its caller is told when its
// own acknowledgement comes.
func TestTheSweeperKnowsOnlyTheDatabase(t *testing.T) {
	for seed := uint64(1); seed <= 40; seed++ {
		e, log := runFlags(t, seed, "--mode emit-await --orders 4 --external 0 --remedy sweeper --fault ack-delay:delay=20s,order=1 --fault consumer-absent:for=40s")
		o := e.State().Order(1)
		if o.Copies != 2 || o.WorkDone != 2 || o.Publishes != 2 || !o.Has(sim.DuplicateRecord) || !o.Has(sim.DuplicateWork) {
			t.Errorf("seed %d: %d copies, done %d times, published %d times, want 2 each", seed, o.Copies, o.WorkDone, o.Publishes)
		}
		if o.Caller != sim.Value || o.CallerAt < 20*time.Second || o.Row != sim.RowCompleted {
			t.Errorf("seed %d: the caller knows %s after %s, the row says %s", seed, o.Caller, o.CallerAt, o.Row)
		}
		if o.Has(sim.UnmarkedPublish) || o.Has(sim.PhantomPublish) || o.Has(sim.LateExecution) {
			t.Errorf("seed %d: an anomaly is named that there is not", seed)
		}
		called := eventsOf(log, sim.PublishCalled, 1)
		if sim.By(called[1].Word) != sim.BySweeper || called[1].At != sweepInterval || log.At(called[1].Cause).Type != sim.OrderPaid {
			t.Errorf("seed %d: called again by %d at %s because of %s", seed, called[1].Word, called[1].At, log.At(called[1].Cause).Type)
		}
		for n := sim.OrderID(2); n <= 4; n++ {
			if e.State().Order(n).Publishes != 1 {
				t.Errorf("seed %d: #%d was marked at once, and published %d times", seed, n, e.State().Order(n).Publishes)
			}
		}
	}
}

// TestTheSweeperLeavesYoungRowsAlone: it looks at each whole multiple of its
// interval, at rows that have said so for its age.
func TestTheSweeperLeavesYoungRowsAlone(t *testing.T) {
	e, log := runFlags(t, 1, "--mode emit-await --orders 8 --rate 2/s --external 0 --remedy sweeper --fault ack-delay:delay=20s,count=always --fault consumer-absent --until 30s")
	for n := range e.State().Orders.Each() {
		paid := e.State().Order(n).Rungs[sim.Paid]
		again := eventsOf(log, sim.PublishCalled, n)[1]
		if again.At%sweepInterval != 0 || again.At <= paid+sweepAge || again.At > paid+sweepAge+sweepInterval {
			t.Errorf("#%d was paid at %s and swept at %s", n, paid, again.At)
		}
	}
}

// TestASweepersSendIsAnswered: with send() the row says paid until the answer
// is there, so an absent consumer brings the sweeper; its own send() ends with
// its own answer, also after the caller's has timed out.
func TestASweepersSendIsAnswered(t *testing.T) {
	e, log := runFlags(t, 3, "--mode send --orders 1 --external 0 --remedy sweeper --fault consumer-absent:for=10s")
	o := e.State().Order(1)
	if o.Publishes != 2 || o.Copies != 2 || o.Caller != sim.Value {
		t.Errorf("published %d times, %d copies, its caller knows %s", o.Publishes, o.Copies, o.Caller)
	}
	if answers := len(eventsOf(log, sim.ReplyReceived, 1)); answers != 2 {
		t.Errorf("%d answers reached somebody who waits, want the caller and the sweeper", answers)
	}
	e, log = runFlags(t, 3, "--mode send --orders 1 --external 0 --workers 1 --remedy sweeper --send-timeout 7s --fault consumer-absent:for=6s")
	if at := log.At(e.State().Order(1).KnowsEvent).Cause; sim.By(log.At(at).Word) != sim.ByService {
		t.Errorf("the caller's timeout comes of event %d, which is not its own call", at)
	}
	if o := e.State().Order(1); o.Caller != sim.Failure || !o.Marked || o.Publishes != 2 {
		t.Errorf("after a timeout: the caller knows %s, marked %t after %d publishes, want the sweeper's answer to mark it", o.Caller, o.Marked, o.Publishes)
	}
}

// TestAnOutboxRowHasItsOwnMark: the relay marks it once, after the
// acknowledgement; what the order's row says by then hides nothing.
func TestAnOutboxRowHasItsOwnMark(t *testing.T) {
	for _, mode := range []string{"emit", "emit-await"} {
		for _, x := range []struct {
			name, faults string
			copies       uint32
		}{
			{"a slow acknowledgement is waited for", "--fault ack-delay:delay=20s,order=1", 1},
			{"a process that dies before the mark", "--fault caller-exit:at=after-ack,order=1", 2},
			{"an acknowledgement that never comes", "--fault ack-lost:count=6,order=1", 7},
		} {
			e, log := runFlags(t, 2, "--orders 4 --external 0 --remedy outbox --mode "+mode+" "+x.faults)
			o := e.State().Order(1)
			if o.Copies != x.copies || o.Truth() != sim.Done || o.Row != sim.RowCompleted {
				t.Errorf("%s, %s: %d copies, in truth %s, the row says %s; want %d copies", mode, x.name, o.Copies, o.Truth(), o.Row, x.copies)
			}
			for n := range e.State().Orders.Each() {
				sent, acked := eventsOf(log, sim.OutboxSent, n), eventsOf(log, sim.RequestAcked, n)
				if len(sent) != 1 || len(acked) == 0 || sent[0].At < acked[0].At {
					t.Errorf("%s, %s: #%d was marked sent %d times", mode, x.name, n, len(sent))
				}
			}
		}
	}
	// The status event had moved the row on long before the relay published once more.
	e, log := runFlags(t, 2, "--orders 1 --external 0 --remedy outbox --mode emit --fault caller-exit:at=after-ack")
	called, rows := eventsOf(log, sim.PublishCalled, 1), eventsOf(log, sim.RowChanged, 1)
	if len(called) != 2 || len(rows) == 0 || e.State().Count() != 1 {
		t.Fatalf("published %d times", len(called))
	}
}

// TestTheRelayTakesTheOldestFirst: at each look, in the order in which the rows
// were written.
func TestTheRelayTakesTheOldestFirst(t *testing.T) {
	_, log := runFlags(t, 1, "--mode emit --orders 40 --rate 100/s --external 0 --remedy outbox")
	var paid, called []sim.OrderID
	for _, e := range eventsOf(log, sim.OrderPaid, 0) {
		paid = append(paid, e.Order)
	}
	for _, e := range eventsOf(log, sim.PublishCalled, 0) {
		called = append(called, e.Order)
		if e.At%relayInterval != 0 {
			t.Errorf("#%d was called at %s", e.Order, e.At)
		}
	}
	if !slices.Equal(paid, called) {
		t.Errorf("written %v, published %v", paid, called)
	}
}

// TestTheRelayFindsOnlyItsOwnRows: what was paid before the outbox was there is
// not in it, and no job invents it.
func TestTheRelayFindsOnlyItsOwnRows(t *testing.T) {
	c := sim.DefaultConfig()
	c.Orders, c.ExternalRatio = 1, 0
	fault, err := sim.ParseFault("caller-exit:at=after-call")
	if err != nil {
		t.Fatal(err)
	}
	c.Faults = []sim.Fault{fault}
	on := sim.Input{At: 20 * time.Second, Remedy: &sim.RemedySwitch{Remedy: sim.Outbox, On: true}}
	e, err := New(c, []sim.Input{on})
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	if o := e.State().Order(1); o.Truth() != sim.Lost || o.Publishes != 1 {
		t.Errorf("in truth %s after %d publishes, want lost after its only one", o.Truth(), o.Publishes)
	}
}

// TestSweeperAndRelayTogether: they are two jobs with two marks, and neither
// knows of the other.
func TestSweeperAndRelayTogether(t *testing.T) {
	e, log := runFlags(t, 4, "--mode emit --orders 1 --external 0 --remedy outbox --remedy sweeper --fault ack-delay:delay=20s,order=1 --fault consumer-absent:for=40s")
	o := e.State().Order(1)
	if o.Copies != 2 || len(eventsOf(log, sim.OutboxSent, 1)) != 1 {
		t.Errorf("%d copies, %d marks in the outbox; want the relay's and the sweeper's copy, and one mark", o.Copies, len(eventsOf(log, sim.OutboxSent, 1)))
	}
}

// TestWhoNeverCalledIsTold: an order that was paid and not called when the
// process died is published by the sweeper, whose answer is the first.
func TestWhoNeverCalledIsTold(t *testing.T) {
	seen := 0
	for seed := uint64(1); seed <= 60; seed++ {
		e, _ := runFlags(t, seed, "--mode emit --orders 60 --rate 200/s --external 0 --remedy sweeper --fault caller-exit:at=after-call,order=20")
		for n := range e.State().Orders.Each() {
			if o := e.State().Order(n); o.Publishes == 1 && o.By == sim.BySweeper {
				seen++
				if o.Caller != sim.Value {
					t.Fatalf("seed %d: #%d was first published by the sweeper, whose caller knows: %s", seed, n, o.Caller)
				}
			}
		}
	}
	if seen == 0 {
		t.Error("no process died between payment and call")
	}
}

// TestAJobThatIsSwitchedOffLeavesItsOrders: what only a job would have
// published is lost when nobody has the job any more, and not before.
func TestAJobThatIsSwitchedOffLeavesItsOrders(t *testing.T) {
	for _, x := range []struct {
		flags  string
		remedy sim.Remedy
	}{
		{"--mode emit --orders 1 --external 0 --remedy outbox", sim.Outbox}, // before its first look
		{"--mode emit-await --orders 1 --external 0 --remedy sweeper --fault produce-error:code=MESSAGE_TOO_LARGE", sim.Sweeper},
		{"--mode emit-await --orders 1 --external 0 --remedy outbox --fault produce-error:code=MESSAGE_TOO_LARGE", sim.Outbox},
	} {
		for _, off := range []bool{false, true} {
			c := flagsConfig(t, 1, x.flags)
			var inputs []sim.Input
			if off {
				inputs = []sim.Input{{At: 990 * time.Millisecond, Remedy: &sim.RemedySwitch{Remedy: x.remedy, On: false}}}
				if x.remedy == sim.Sweeper || c.Mode == sim.EmitAwait {
					inputs[0].At = 1100 * time.Millisecond
				}
			}
			e, err := New(c, inputs)
			if err != nil {
				t.Fatal(err)
			}
			e.Run()
			o, want := e.State().Order(1), sim.Done
			if off {
				want = sim.Lost
			}
			if o.Truth() != want || o.Has(sim.GhostCharge) != off {
				t.Errorf("%s, switched off %t: in truth %s, the row says %s, ghost-charge %t", x.flags, off, o.Truth(), o.Row, o.Has(sim.GhostCharge))
			}
		}
	}
}

// TestACallThatHangsIsStuck: send() waits for the answer to a record that was
// put aside, for ever; nothing is wrong with the order, and nothing moves.
func TestACallThatHangsIsStuck(t *testing.T) {
	e, _ := runFlags(t, 1, "--mode send --orders 1 --external 0 --remedy dead-letter --fault handler-error:kind=retriable,count=always")
	if o := e.State().Order(1); o.Caller != sim.Pending || !o.Has(sim.Stuck) {
		t.Errorf("its caller knows %s, in truth %s, stuck %t", o.Caller, o.Truth(), o.Has(sim.Stuck))
	}
}
