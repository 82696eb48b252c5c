package ui

import (
	"fmt"
	"time"

	"orderflow/sim"
)

// What follows finds causes in the order service and in the producer.

func whyNotCalled(f *frame, d *dossier) (reason, bool) {
	e := d.events[len(d.events)-1]
	return reason{head: fmt.Sprintf(f.t.Why.NotCalledYet, f.t.span(f.since(e.At))), event: e.N}, d.o.CalledAt == sim.Never
}

// whyWaits tells that the order waited in memory for a connection, and what
// became of its first round.
func whyWaits(f *frame, d *dossier) (reason, bool) {
	t := &f.t.Why
	var waits *sim.Event
	for _, e := range d.events {
		if e.Type == sim.MemoryWaiting && e.Round() > 0 {
			waits = e
			break
		}
	}
	if waits == nil {
		return reason{}, false
	}
	r := reason{head: t.NoConnection, event: waits.N}
	for i := range f.s.Faults {
		fault := &f.s.Faults[i]
		if faultOf(fault) == sim.BrokerDown && fault.Event != 0 && fault.Start <= waits.At && (fault.End == sim.Never || fault.End > waits.At) {
			r.head, r.event = t.BrokerGone, fault.Event
		}
	}
	var last *sim.Event
	for id := waits.N; id <= f.m.N; id++ {
		e := f.m.Log.At(id)
		if e.Round() != waits.Round() || e.Order != 0 || e.At > f.waitEnd(d) {
			continue
		}
		switch e.Type {
		case sim.RoundUsedUp:
			r.detail, r.second = fmt.Sprintf(t.UsedUp, f.t.connects(f.connects()), clock(e.At)), e.N
			return r, true
		case sim.ConnectRefused, sim.ConnectSucceeded:
			last = e
		}
	}
	switch {
	case last == nil:
	case last.Type == sim.ConnectSucceeded:
		r.detail, r.second = fmt.Sprintf(t.Connected, last.Round(), clock(last.At)), last.N
	default:
		r.detail, r.second = fmt.Sprintf(t.Refused, last.Try, f.attempts(), clock(last.At)), last.N
	}
	return r, true
}

// whyHeld tells that the order waits for the JoinGroup of the client that is to
// send it, and for whose ghost that waits.
func whyHeld(f *frame, d *dossier) (reason, bool) {
	if !f.held(d.o) {
		return reason{}, false
	}
	t, event := &f.t.Why, d.o.LastEvent
	ofReply := func(e *sim.Event) bool { return e.Group == sim.ReplyGroup }
	if e := f.m.latest(sim.MemberJoining, ofReply); e != nil {
		event = e.N
	} else if e := f.m.latest(sim.ServiceRestarted, anyEvent); e != nil {
		event = e.N
	}
	r := reason{head: t.Held, event: event, detail: t.HeldMeans}
	if ghost, found := f.ghostOf(sim.ReplyGroup); found {
		r.detail, r.second = fmt.Sprintf(t.HeldGhost, f.t.seconds(f.ghostEnd(sim.ReplyGroup))), ghost.N
	}
	return r, true
}

// waitEnd returns until when the order was only in memory.
func (f *frame) waitEnd(d *dossier) time.Duration {
	if d.o.Reached(sim.OnWire) {
		return d.o.Rungs[sim.OnWire]
	}
	return f.m.At
}

// whyGaveUp tells how the producer's attempts for the order ended.
func whyGaveUp(f *frame, d *dossier) (reason, bool) {
	t := &f.t.Why
	if e := d.last(sim.MemoryLost, nil); e != nil {
		return reason{head: t.MemoryLost, event: e.N, detail: t.OnlyThere}, true
	}
	if e := d.last(sim.NeverSubscribed, nil); e != nil {
		return reason{head: t.Cold, event: e.N}, true
	}
	e := d.last(sim.PublishGaveUp, nil)
	if e == nil {
		return reason{}, false
	}
	r := reason{head: fmt.Sprintf(t.GaveUp, e.Code), event: e.N}
	switch {
	case within(e.At, f.s.Client.Connected):
		r.head = t.GaveUpAgain
	case e.Code == sim.NumberOfRetriesExceeded || e.Code == sim.WriteFailed:
		r.head = t.GaveUpTries
	}
	switch d.o.Caller {
	case sim.Nothing:
		r.detail = t.Unsubscribed
	case sim.Failure:
		r.detail, r.second = fmt.Sprintf(t.CallerTold, f.t.span(d.o.CallerAt)), d.o.KnowsEvent
	default:
		r.detail = fmt.Sprintf(t.ErrorName, e.Code)
	}
	return r, true
}

// whyDropped tells of a request that was dropped where no answer would tell it.
func whyDropped(f *frame, d *dossier) (reason, bool) {
	e := d.last(sim.RequestDropped, nil)
	if e == nil || f.s.Setup.Acks != 0 {
		return reason{}, false
	}
	return reason{head: f.t.Why.Dropped, event: e.N, detail: f.t.Why.DroppedQuietly}, true
}

// saidBefore is from when on a row had said something before: a shorter time
// is 0 ms where it is told.
const saidBefore = time.Millisecond / 2

// whyMarked tells that the row said PUBLISHED before anything was true.
func whyMarked(f *frame, d *dossier) (reason, bool) {
	t, o := &f.t.Why, d.o
	until := f.m.At
	switch {
	case !o.Reached(sim.Marked) || o.Reached(sim.Acked) && o.Rungs[sim.Acked] <= o.Rungs[sim.Marked]:
		return reason{}, false
	case o.Truth() == sim.Lost:
		until = max(o.Since, o.Rungs[sim.Marked])
	}
	r := reason{head: t.MarkedNow, event: o.RungEvent[sim.Marked], detail: t.MarkedBlind}
	if o.Truth() == sim.Lost {
		r.head, r.detail = t.MarkedLate, t.MarkedRow
	}
	if said := until - o.Rungs[sim.Marked]; said >= saidBefore {
		r.head = fmt.Sprintf(t.MarkedFor, f.t.span(said))
	}
	return r, true
}

// whyRefused tells of the last refusal, and of the next try.
func whyRefused(f *frame, d *dossier) (reason, bool) {
	t := &f.t.Why
	count, last := 0, (*sim.Event)(nil)
	for _, e := range d.events {
		if e.Type == sim.RequestRefused || e.Type == sim.RequestFailed && !e.Flag {
			count++
			last = e
		}
	}
	if last == nil {
		return reason{}, false
	}
	r := reason{head: fmt.Sprintf(t.BrokerRefused, last.Code), event: last.N, detail: fmt.Sprintf(t.Times, count)}
	if retry := d.last(sim.RetryScheduled, nil); retry != nil && retry.N > last.N && d.o.NextAt > f.m.At {
		r.detail, r.second = fmt.Sprintf(t.NextTry, retry.Try, f.attempts(), f.t.seconds(d.o.NextAt-f.m.At)), retry.N
	}
	return r, true
}

// whyNoAnswer tells of a request that left and was not answered.
func whyNoAnswer(f *frame, d *dossier) (reason, bool) {
	t := &f.t.Why
	e := d.last(sim.RequestFailed, func(e *sim.Event) bool { return e.Flag })
	if e == nil {
		return reason{}, false
	}
	r := reason{head: t.NoAnswer, event: e.N, detail: t.MayExist}
	if d.o.Reached(sim.Appended) && d.o.Rungs[sim.Appended] <= e.At {
		r.detail, r.second = t.DoesExist, d.o.RungEvent[sim.Appended]
	}
	return r, true
}

// whyStruck names the fault that struck the order itself.
func whyStruck(f *frame, d *dossier) (reason, bool) {
	e := d.last(sim.FaultStruck, nil)
	if e == nil {
		return reason{}, false
	}
	for i := range f.s.Faults {
		if fault := &f.s.Faults[i]; fault.Number == e.Fault {
			return reason{head: fmt.Sprintf(f.t.Why.Faulty, f.faultName(fault)), event: e.N}, true
		}
	}
	return reason{}, false
}

// whyActing names a lasting fault that acts now, without claiming more.
func whyActing(f *frame, d *dossier) (reason, bool) {
	if r, waits := whyWaits(f, d); waits && r.head == f.t.Why.BrokerGone {
		return reason{}, false // told already
	}
	for i := range f.s.Faults {
		fault := &f.s.Faults[i]
		if name := faultOf(fault); fault.End == sim.Never && fault.Event != 0 && lastingFault(name) && name != sim.ConsumerAbsent {
			return reason{head: fmt.Sprintf(f.t.Why.Acting, f.faultName(fault)), event: fault.Event}, true
		}
	}
	return reason{}, false
}

// whySkipped tells of a record behind which its group began.
func whySkipped(f *frame, d *dossier) (reason, bool) {
	e := d.last(sim.RecordSkipped, nil)
	if e == nil || e.Group != d.o.Order.Fulfilment.Carrier() {
		return reason{}, false
	}
	return reason{head: f.t.Why.Skipped, event: e.N}, true
}

func whyTruncated(f *frame, d *dossier) (reason, bool) {
	e := d.last(sim.RecordTruncated, nil)
	if e == nil {
		return reason{}, false
	}
	r := reason{head: f.t.Why.Truncated, event: e.N}
	if d.o.Reached(sim.Acked) && d.o.Rungs[sim.Acked] <= e.At {
		r.detail, r.second = fmt.Sprintf(f.t.Why.AckedBefore, clock(d.o.Rungs[sim.Acked])), d.o.RungEvent[sim.Acked]
	}
	return r, true
}

// whyKnows tells that the caller knows of the failure, and who looks at the row.
func whyKnows(f *frame, d *dossier) (reason, bool) {
	t := &f.t.Why
	if d.o.Caller != sim.Failure || d.o.KnowsEvent == 0 || d.last(sim.PublishGaveUp, nil) != nil && d.o.Truth() == sim.Ended {
		return reason{}, false
	}
	r := reason{head: fmt.Sprintf(t.Knows, f.t.span(d.o.CallerAt)), event: d.o.KnowsEvent}
	switch {
	case d.o.Truth() == sim.Ended:
	case f.s.Remedies.Has(sim.Sweeper):
		r.detail = t.Sweeper
	case !f.s.Remedies.Has(sim.Outbox):
		r.detail = t.NoSweeper
	}
	return r, true
}

func whyRefunded(f *frame, d *dossier) (reason, bool) {
	e := d.last(sim.PointsRefunded, nil)
	if e == nil {
		return reason{}, false
	}
	return reason{head: fmt.Sprintf(f.t.Why.Refunded, grouped(e.Value)), event: e.N}, true
}

func whyOnWire(f *frame, d *dossier) (reason, bool) {
	e := d.last(sim.RequestSent, nil)
	if e == nil {
		return reason{}, false
	}
	return reason{head: fmt.Sprintf(f.t.Why.OnWire, f.t.span(f.since(e.At))), event: e.N}, true
}

// whySecondCopy tells that the order is in the log more than once.
func whySecondCopy(f *frame, d *dossier) (reason, bool) {
	if d.o.Appended < 2 {
		return reason{}, false
	}
	e := f.m.Log.At(d.o.LastCopy)
	return reason{head: f.t.Why.SecondCopy, event: e.N, detail: fmt.Sprintf(f.t.Why.CopyAt, recordAt(e))}, true
}
