package tell

import (
	"fmt"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

func whyNotCalled(f *Reader, d *moment.Dossier) (Reason, bool) {
	e, said := d.Events[len(d.Events)-1], f.Words.Why.NotCalledYet
	if d.State.Row == sim.RowCreated {
		said = f.Words.Why.NotPaidYet
	}
	return Reason{Head: fmt.Sprintf(said, f.Words.Span(f.Since(e.At))), Event: e.N}, d.State.CalledAt == sim.Never && !d.State.Foreign
}

// whyWaits tells that the order waited in memory for a connection, and what
// became of its first round.
func whyWaits(f *Reader, d *moment.Dossier) (Reason, bool) {
	t := &f.Words.Why
	var waits *sim.Event
	for _, e := range d.Events {
		if e.Type == sim.MemoryWaiting && e.Round() > 0 {
			waits = e
			break
		}
	}
	if waits == nil {
		return Reason{}, false
	}
	r := Reason{Head: t.NoConnection, Event: waits.N}
	for i := range f.State.Faults {
		fault := &f.State.Faults[i]
		if fault.Fault.Name == sim.BrokerDown && fault.Event != 0 && fault.Start <= waits.At && (fault.End == sim.Never || fault.End > waits.At) {
			r.Head, r.Event = t.BrokerGone, fault.Event
		}
	}
	var last *sim.Event
	for id := waits.N; id <= f.Moment.N; id++ {
		e := f.Moment.Log.At(id)
		if e.Round() != waits.Round() || e.Order != 0 || e.At > f.waitEnd(d) {
			continue
		}
		switch e.Type {
		case sim.RoundUsedUp:
			r.Detail, r.Second = fmt.Sprintf(t.UsedUp, f.Words.ConnectsOf(f.Connects()), words.Clock(e.At)), e.N
			return r, true
		case sim.ConnectRefused, sim.ConnectSucceeded:
			last = e
		}
	}
	switch {
	case last == nil:
	case last.Type == sim.ConnectSucceeded:
		r.Detail, r.Second = fmt.Sprintf(t.Connected, last.Round(), words.Clock(last.At)), last.N
	default:
		r.Detail, r.Second = fmt.Sprintf(t.Refused, last.Try, f.Connects(), words.Clock(last.At)), last.N
	}
	return r, true
}

// whyHeld tells that the order waits for the JoinGroup of the client that is to
// send it, and for whose ghost that waits.
func whyHeld(f *Reader, d *moment.Dossier) (Reason, bool) {
	if f.Standing(d.State).Where != sim.NowHeld {
		return Reason{}, false
	}
	t, event := &f.Words.Why, d.State.LastEvent
	ofReply := func(e *sim.Event) bool { return e.Group == sim.ReplyGroup }
	if e := f.Moment.Latest(sim.MemberJoining, ofReply); e != nil {
		event = e.N
	} else if e := f.Moment.Latest(sim.ServiceRestarted, anyEvent); e != nil {
		event = e.N
	}
	r := Reason{Head: t.Held, Event: event, Detail: t.HeldMeans}
	if ghost, found := f.ghostOf(sim.ReplyGroup); found {
		r.Detail, r.Second = fmt.Sprintf(t.HeldGhost, f.Words.SecondsOf(f.ghostEnd(sim.ReplyGroup))), ghost.N
	}
	return r, true
}

// waitEnd returns until when the order was only in memory.
func (f *Reader) waitEnd(d *moment.Dossier) time.Duration {
	if d.State.Reached(sim.OnWire) {
		return d.State.Rungs[sim.OnWire]
	}
	return f.Moment.At
}

// whyGaveUp tells how the producer's attempts for the order ended.
func whyGaveUp(f *Reader, d *moment.Dossier) (Reason, bool) {
	t := &f.Words.Why
	if e := d.Last(sim.MemoryLost, nil); e != nil {
		return Reason{Head: t.MemoryLost, Event: e.N, Detail: t.OnlyThere}, true
	}
	if e := d.Last(sim.NeverSubscribed, nil); e != nil {
		return Reason{Head: t.Cold, Event: e.N}, true
	}
	e := d.Last(sim.PublishGaveUp, nil)
	if e == nil {
		return Reason{}, false
	}
	r := Reason{Head: fmt.Sprintf(t.GaveUp, e.Code), Event: e.N}
	switch {
	case sim.Within(e.At, f.State.Client.Connected):
		r.Head = t.GaveUpAgain
	case e.Code == sim.NumberOfRetriesExceeded || e.Code == sim.WriteFailed:
		r.Head = t.GaveUpTries
	}
	switch d.State.Caller {
	case sim.Nothing:
		r.Detail = t.Unsubscribed
	case sim.Failure:
		r.Detail, r.Second = fmt.Sprintf(t.CallerTold, f.Words.Span(d.State.CallerAt)), d.State.KnowsEvent
	default:
		r.Detail = fmt.Sprintf(t.ErrorName, e.Code)
	}
	return r, true
}

// whyDropped tells of a request that was dropped where no answer would tell it.
func whyDropped(f *Reader, d *moment.Dossier) (Reason, bool) {
	e := d.Last(sim.RequestDropped, nil)
	if e == nil || f.State.Setup.Acks != 0 {
		return Reason{}, false
	}
	return Reason{Head: f.Words.Why.Dropped, Event: e.N, Detail: f.Words.Why.DroppedQuietly}, true
}

// saidBefore is from when on a row had said something before: a shorter time
// is 0 ms where it is told.
const saidBefore = time.Millisecond / 2

// whyMarked tells that the row said PUBLISHED before anything was true.
func whyMarked(f *Reader, d *moment.Dossier) (Reason, bool) {
	t, o := &f.Words.Why, d.State
	until := f.Moment.At
	switch {
	case !o.Reached(sim.Marked) || o.Reached(sim.Acked) && o.Rungs[sim.Acked] <= o.Rungs[sim.Marked]:
		return Reason{}, false
	case o.Truth() == sim.Lost:
		until = max(o.Since, o.Rungs[sim.Marked])
	}
	r := Reason{Head: t.MarkedNow, Event: o.RungEvent[sim.Marked], Detail: t.MarkedBlind}
	if o.Truth() == sim.Lost {
		r.Head, r.Detail = t.MarkedLate, t.MarkedRow
	}
	if said := until - o.Rungs[sim.Marked]; said >= saidBefore {
		r.Head = fmt.Sprintf(t.MarkedFor, f.Words.Span(said))
	}
	return r, true
}

// whyRefused tells of the last refusal, and of the next try.
func whyRefused(f *Reader, d *moment.Dossier) (Reason, bool) {
	t := &f.Words.Why
	count, last := 0, (*sim.Event)(nil)
	for _, e := range d.Events {
		if e.Type == sim.RequestRefused || e.Type == sim.RequestFailed && !e.Flag {
			count++
			last = e
		}
	}
	if last == nil {
		return Reason{}, false
	}
	r := Reason{Head: fmt.Sprintf(t.BrokerRefused, last.Code), Event: last.N, Detail: fmt.Sprintf(t.Times, count)}
	if retry := d.Last(sim.RetryScheduled, nil); retry != nil && retry.N > last.N && d.State.NextAt > f.Moment.At {
		r.Detail, r.Second = fmt.Sprintf(t.NextTry, retry.Try, f.Attempts(), f.Words.SecondsOf(d.State.NextAt-f.Moment.At)), retry.N
	}
	return r, true
}

// whyNoAnswer tells of a request that left and was not answered.
func whyNoAnswer(f *Reader, d *moment.Dossier) (Reason, bool) {
	t := &f.Words.Why
	e := d.Last(sim.RequestFailed, func(e *sim.Event) bool { return e.Flag })
	if e == nil {
		return Reason{}, false
	}
	r := Reason{Head: t.NoAnswer, Event: e.N, Detail: t.MayExist}
	if d.State.Reached(sim.Appended) && d.State.Rungs[sim.Appended] <= e.At {
		r.Detail, r.Second = t.DoesExist, d.State.RungEvent[sim.Appended]
	}
	return r, true
}

// whyStruck names the fault that struck the order itself.
func whyStruck(f *Reader, d *moment.Dossier) (Reason, bool) {
	e := d.Last(sim.FaultStruck, nil)
	if e == nil {
		return Reason{}, false
	}
	for i := range f.State.Faults {
		if fault := &f.State.Faults[i]; fault.Number == e.Fault {
			return Reason{Head: fmt.Sprintf(f.Words.Why.Faulty, f.FaultName(fault)), Event: e.N}, true
		}
	}
	return Reason{}, false
}

// whyActing names a lasting fault that acts now, without claiming more.
func whyActing(f *Reader, d *moment.Dossier) (Reason, bool) {
	if r, waits := whyWaits(f, d); waits && r.Head == f.Words.Why.BrokerGone {
		return Reason{}, false // told already
	}
	for i := range f.State.Faults {
		fault := &f.State.Faults[i]
		if name := fault.Fault.Name; fault.End == sim.Never && fault.Event != 0 && name.Lasting() && name != sim.ConsumerAbsent && fault.Fault.Concerns(d.State.Order.Number) {
			return Reason{Head: fmt.Sprintf(f.Words.Why.Acting, f.FaultName(fault)), Event: fault.Event}, true
		}
	}
	return Reason{}, false
}

// whySkipped tells of a record behind which its group began.
func whySkipped(f *Reader, d *moment.Dossier) (Reason, bool) {
	e := d.Last(sim.RecordSkipped, nil)
	if e == nil || e.Group != d.State.Order.Fulfilment.Carrier() {
		return Reason{}, false
	}
	return Reason{Head: f.Words.Why.Skipped, Event: e.N}, true
}

func whyTruncated(f *Reader, d *moment.Dossier) (Reason, bool) {
	e := d.Last(sim.RecordTruncated, nil)
	if e == nil {
		return Reason{}, false
	}
	r := Reason{Head: f.Words.Why.Truncated, Event: e.N}
	if d.State.Reached(sim.Acked) && d.State.Rungs[sim.Acked] <= e.At {
		r.Detail, r.Second = fmt.Sprintf(f.Words.Why.AckedBefore, words.Clock(d.State.Rungs[sim.Acked])), d.State.RungEvent[sim.Acked]
	}
	return r, true
}

// whyKnows tells that the caller knows of the failure, and who looks at the row.
func whyKnows(f *Reader, d *moment.Dossier) (Reason, bool) {
	t := &f.Words.Why
	if d.State.Caller != sim.Failure || d.State.KnowsEvent == 0 || d.Last(sim.PublishGaveUp, nil) != nil && d.State.Truth() == sim.Ended {
		return Reason{}, false
	}
	r := Reason{Head: fmt.Sprintf(t.Knows, f.Words.Span(d.State.CallerAt)), Event: d.State.KnowsEvent}
	switch {
	case d.State.Truth() == sim.Ended:
	case f.State.Remedies.Has(sim.Sweeper):
		r.Detail = t.Sweeper
	case !f.State.Remedies.Has(sim.Outbox):
		r.Detail = t.NoSweeper
	}
	return r, true
}

func whyRefunded(f *Reader, d *moment.Dossier) (Reason, bool) {
	e := d.Last(sim.PointsRefunded, nil)
	if e == nil {
		return Reason{}, false
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.Refunded, typeset.Grouped(e.Value)), Event: e.N}, true
}

func whyOnWire(f *Reader, d *moment.Dossier) (Reason, bool) {
	e := d.Last(sim.RequestSent, nil)
	if e == nil {
		return Reason{}, false
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.OnWire, f.Words.Span(f.Since(e.At))), Event: e.N}, true
}

// whySecondCopy tells that the order is in the log more than once.
func whySecondCopy(f *Reader, d *moment.Dossier) (Reason, bool) {
	if d.State.Appended < 2 {
		return Reason{}, false
	}
	e := f.Moment.Log.At(d.State.LastCopy)
	return Reason{Head: f.Words.Why.SecondCopy, Event: e.N, Detail: fmt.Sprintf(f.Words.Why.CopyAt, recordAt(e))}, true
}
