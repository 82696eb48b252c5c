package kafkax

import (
	"testing"
	"time"

	"orderflow/sim"
)

// cured returns a configuration with remedies.
func cured(c sim.Config, remedies ...sim.Remedy) sim.Config {
	for _, r := range remedies {
		c.Remedies = c.Remedies.With(r, true)
	}
	return c
}

// With an outbox no order is lost in an outage, in no mode: the relay publishes
// until it knows that the record is there, and marks only then.
func TestOutboxLosesNothing(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) {
			log, state := play(t, cured(config(mode, 12, "broker-down:from=3500ms,for=10s"), sim.Outbox, sim.Dedupe), nil)
			totals := state.Totals()
			if totals.Finished != 12 || totals.Published != 12 || totals.Lost != 0 || totals.PointsRefunded != 0 {
				t.Errorf("totals %+v, want 12 published and finished", totals)
			}
			if idle := state.Setup.WithoutEffect(); len(idle) > 0 {
				t.Errorf("without effect: %v", idle)
			}
			for n := range state.Orders.Each() {
				o := state.Order(n)
				if o.By != sim.ByOutbox || o.WorkDone != 1 || o.Outboxed || o.RungEvent[sim.Marked] < o.RungEvent[sim.Acked] {
					t.Errorf("order %d: published by %d, done %d times, still in the outbox %t", n, o.By, o.WorkDone, o.Outboxed)
				}
				wantCount(t, log, sim.OutboxSent, n, 1)
			}
		})
	}
}

// The sweeper finds rows that are not published, and only those: an awaited
// failure is published again, what emit() has marked is lost.
func TestSweeper(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) {
			log, state := play(t, cured(config(mode, 12, "broker-down:from=3500ms,for=10s"), sim.Sweeper, sim.Dedupe), nil)
			totals := state.Totals()
			if mode == sim.Emit {
				if totals.Lost == 0 || totals.Finished+totals.Lost != 12 {
					t.Errorf("totals %+v, want some lost", totals)
				}
				return
			}
			if totals.Finished != 12 || totals.Lost != 0 || totals.PointsRefunded != 0 {
				t.Errorf("totals %+v, want 12 finished", totals)
			}
			swept := 0
			for _, e := range events(log, sim.PublishCalled, 0) {
				if sim.By(e.Word) == sim.BySweeper {
					swept++
				}
			}
			if swept == 0 {
				t.Error("the sweeper published nothing")
			}
		})
	}
}

// Tries are those of a publish: while the first is still tried, the sweeper publishes
// the order again, and that one counts from 1.
func TestTriesBelongToAPublish(t *testing.T) {
	t.Parallel()
	log, _ := play(t, cured(config(sim.EmitAwait, 2, "broker-down:from=1500ms,for=30s"), sim.Sweeper, sim.Dedupe), nil)
	try, calls, overlap := uint32(1), 0, false
	for e := range log.All() {
		if e.Order != 2 || e.Topic != sim.Orders && e.Type != sim.PublishCalled {
			continue
		}
		switch e.Type {
		case sim.PublishCalled:
			calls++
			overlap = overlap || try > 1
		case sim.RetryScheduled:
			try++
			if e.Try != try || try > sim.WriterAttempts {
				t.Errorf("event %d: try %d of %d is scheduled, want %d", e.N, e.Try, sim.WriterAttempts, try)
			}
		case sim.RequestSent, sim.RequestFailed, sim.RequestRefused, sim.RequestAcked:
			if e.Try != try {
				t.Errorf("event %d: %s of try %d, and that is %d", e.N, e.Type, e.Try, try)
			}
			if try > 1 && log.At(e.Cause).Type == sim.PublishCalled {
				t.Errorf("event %d: try %d follows from a call that waits behind it", e.N, try)
			}
			if e.Type == sim.RequestAcked {
				try = 1
			}
		case sim.PublishGaveUp:
			try = 1
		}
	}
	if calls < 2 || !overlap {
		t.Errorf("it was published %d times, while a publish was tried: %t", calls, overlap)
	}
}

// A record that is in the log twice is worked once.
func TestDedupe(t *testing.T) {
	t.Parallel()
	for _, on := range []bool{false, true} {
		c := config(sim.EmitAwait, 3, "ack-lost:order=2")
		if on {
			c = cured(c, sim.Dedupe)
		}
		_, state := play(t, c, nil)
		o := state.Order(2)
		if want := map[bool]uint32{false: 2, true: 1}[on]; o.Copies != 2 || o.Handled != 2 || o.WorkDone != want || o.Row != sim.RowCompleted {
			t.Errorf("dedupe %t: %d copies, handled %d times, done %d times, row %s", on, o.Copies, o.Handled, o.WorkDone, o.Row)
		}
		wantAnomaly(t, state, 2, sim.DuplicateWork, !on)
	}
}

// The external consumer buys once, though its process dies before its commit.
func TestDedupeOfPurchases(t *testing.T) {
	t.Parallel()
	for _, on := range []bool{false, true} {
		c := config(sim.EmitAwait, 2, "consumer-crash:at=before-commit,order=2")
		c.ExternalRatio, c.SessionTimeout = 1000, 6*time.Second
		if on {
			c = cured(c, sim.Dedupe)
		}
		_, state := play(t, c, nil)
		o := state.Order(2)
		if want := map[bool]uint32{false: 2, true: 1}[on]; o.Jobs != want || o.Row != sim.RowCompleted {
			t.Errorf("dedupe %t: %d jobs, row %s", on, o.Jobs, o.Row)
		}
	}
}

// A record that can never be handled is put aside after three executions, and
// those behind it are handled.
func TestDeadLetter(t *testing.T) {
	t.Parallel()
	c := config(sim.EmitAwait, 4, "poison:order=1")
	c.Partitions, c.Workers = 1, 1
	log, state := play(t, cured(c, sim.DeadLetter), nil)
	if totals := state.Totals(); totals.Finished != 3 || state.Ended != sim.ReasonQuiet {
		t.Errorf("totals %+v, ended with reason %d; want the other three finished", totals, state.Ended)
	}
	wantCount(t, log, sim.HandlerFailed, 1, sim.DeadLetterAfter)
	wantCount(t, log, sim.DeadLettered, 1, 1)
	if !state.Order(1).Committed() {
		t.Error("the record that was put aside is not committed")
	}
}

// With send-timeout nobody waits for ever.
func TestSendTimeoutRemedy(t *testing.T) {
	t.Parallel()
	_, state := play(t, cured(config(sim.Send, 1, "consumer-absent:group=in-house,for=12s"), sim.SendTimeoutRemedy), nil)
	if o := state.Order(1); o.Caller != sim.Failure || o.Error != sim.TimeoutError || o.CallerAt.Round(time.Millisecond) != sim.SendTimeoutDefault {
		t.Errorf("the caller knows %s (%s) after %s", o.Caller, o.Error, o.CallerAt)
	}
}

// A remedy that is switched on acts from then on.
func TestSwitchRemedy(t *testing.T) {
	t.Parallel()
	_, state := play(t, config(sim.Emit, 4), func(s *Session) {
		time.Sleep(1500 * time.Millisecond)
		if err := s.Act(sim.Input{Remedy: &sim.RemedySwitch{Remedy: sim.Outbox, On: true}}); err != nil {
			t.Error(err)
		}
	})
	for n := range state.Orders.Each() {
		if want := map[bool]sim.By{false: sim.ByService, true: sim.ByOutbox}[n > 1]; state.Order(n).By != want {
			t.Errorf("order %d was published by %d, want %d", n, state.Order(n).By, want)
		}
	}
	if totals := state.Totals(); totals.Finished != 4 {
		t.Errorf("totals %+v, want 4 finished", totals)
	}
}

// What the log says of points and rows is what the database says.
func TestDatabaseAgreesWithTheLog(t *testing.T) {
	t.Parallel()
	skipShort(t)
	for _, remedies := range [][]sim.Remedy{nil, {sim.Outbox, sim.Dedupe}, {sim.Sweeper}} {
		for _, mode := range modes {
			c := cured(config(mode, 12, "broker-down:from=3500ms,for=10s", "provider-partial:ratio=0.5", "provider-cancel:order=9"), remedies...)
			c.ExternalRatio = 400
			var session *Session
			_, state := play(t, c, func(s *Session) { session = s })
			b := session.ledger
			if len(b.Wrong) > 0 || b.Orders != 12 || b.Paid != state.Charged || b.Refunded != state.Refunded {
				t.Errorf("%s, %v: the ledger says %+v, the log %d paid and %d given back", mode, remedies, b, state.Charged, state.Refunded)
			}
		}
	}
}
