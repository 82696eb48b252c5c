package tell

import (
	"fmt"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/moment"
)

// isLag says what waiting in the log counts as.
func (f *Reader) isLag(g sim.Group) string { return fmt.Sprintf(f.Words.Why.IsLag, g) }

// whyBlocked tells of a record before the order's that its handler throws on.
func whyBlocked(f *Reader, d *moment.Dossier) (Reason, bool) {
	o := d.State
	if int(o.Partition) >= len(f.State.Partitions) {
		return Reason{}, false
	}
	committed := f.State.Partitions[o.Partition].Committed[d.Carrier()]
	e := d.Latest(sim.HandlerFailed, func(e *sim.Event) bool {
		return d.OfCarrier(e) && e.Topic == sim.Orders && e.Partition == o.Partition && e.Offset < o.Offset && e.Offset >= committed && e.Order != 0
	})
	if e == nil {
		return Reason{}, false
	}
	throws := 0
	for id := e.N; id > 0 && d.Moment.N-id < moment.WhyBack; id-- {
		if c := d.Moment.Log.At(id); c.Type == sim.HandlerFailed && c.Order == e.Order && d.OfCarrier(c) {
			throws++
		}
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.Blocked, e.Order, e.Code), Event: e.N, Detail: fmt.Sprintf(f.Words.Why.BlockedAt, recordAt(e), throws)}, true
}

// whyUnseen tells that the order's record is not below the high watermark.
func whyUnseen(f *Reader, d *moment.Dossier) (Reason, bool) {
	t, o := &f.Words.Why, d.State
	return Reason{Head: fmt.Sprintf(t.Unseen, o.Offset, o.Partition, f.State.Partitions[o.Partition].High), Event: o.LastCopy, Detail: t.NoLagYet}, true
}

// whyLeaderDown tells that the leader of the order's partition does not run.
func whyLeaderDown(f *Reader, d *moment.Dossier) (Reason, bool) {
	leader := f.State.Partitions[d.State.Partition].Leader
	if leader == 0 || int(leader) >= len(f.State.Brokers) || !f.State.Brokers[leader].Down {
		return Reason{}, false
	}
	e := d.Moment.Latest(sim.BrokerStopped, func(e *sim.Event) bool { return e.Broker == leader })
	if e == nil {
		return Reason{}, false
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.LeaderDown, leader), Event: e.N}, true
}

// whyThrows tells that the order's own handler threw, and what came of it.
func whyThrows(f *Reader, d *moment.Dossier) (Reason, bool) {
	t := &f.Words.Why
	e := d.Last(sim.HandlerFailed, d.OfCarrier)
	if e == nil {
		return Reason{}, false
	}
	r := Reason{Head: fmt.Sprintf(t.Throws, e.Code), Event: e.N}
	if d.State.Truth() == sim.Waiting {
		r.Detail = f.isLag(d.Carrier())
	}
	if dead := d.Last(sim.DeadLettered, nil); dead != nil {
		r.Detail, r.Second = t.Dead, dead.N
	} else if done := d.Last(sim.RecordCommitted, d.OfCarrier); done != nil && d.State.Committed() {
		r.Detail, r.Second = t.Committed, done.N
	}
	return r, true
}

func whyAbsent(f *Reader, d *moment.Dossier) (Reason, bool) { return f.groupAbsent(d.Carrier()) }

func whyCrashed(f *Reader, d *moment.Dossier) (Reason, bool) { return f.groupCrashed(d.Carrier()) }

func whyGhost(f *Reader, d *moment.Dossier) (Reason, bool) {
	if f.Consumed(d.Carrier()) && !f.ghostHas(d) {
		return Reason{}, false // the ghost is in nobody's way yet
	}
	return f.groupGhost(d.Carrier())
}

// ghostHas reports whether the order's partition belongs to a worker of which
// only a ghost is left in the group.
func (f *Reader) ghostHas(d *moment.Dossier) bool {
	g := d.Carrier()
	if int(d.State.Partition) >= len(f.State.Partitions) {
		return false
	}
	worker := f.Assigned(&f.State.Partitions[d.State.Partition], g)
	return worker > 0 && worker <= len(f.State.Groups[g].Members) && f.State.Groups[g].Members[worker-1].GhostUntil > f.Moment.At
}

func whyStopped(f *Reader, d *moment.Dossier) (Reason, bool) { return f.groupStopped(d.Carrier()) }

func whyOut(f *Reader, d *moment.Dossier) (Reason, bool) { return f.groupOut(d.Carrier()) }

// whyRetrying tells of an order whose handler threw, and that it comes again
// only when all fetchers of its worker have ended.
func whyRetrying(f *Reader, d *moment.Dossier) (Reason, bool) {
	failed := d.Last(sim.HandlerFailed, d.OfCarrier)
	if failed == nil || !d.State.Failed() {
		return Reason{}, false
	}
	if r, found := f.groupRetrying(d.Carrier()); found {
		return r, true
	}
	g := d.Carrier()
	if members := f.State.Groups[g].Members; int(failed.Worker) > len(members) || !f.MemberStanding(g, &members[failed.Worker-1]).Reads() {
		return Reason{}, false
	}
	return Reason{Head: f.Words.Why.FetchersEnd, Event: failed.N, Detail: f.Words.Why.FetchersMeans}, true
}

// whyUnanswered tells that the work is done, and that the caller's answer waits
// for the order service's own consumer.
func whyUnanswered(f *Reader, d *moment.Dossier) (Reason, bool) {
	if f.State.Setup.Mode != sim.Send || d.State.Caller != sim.Pending || f.Consumed(sim.ReplyGroup) || !f.State.Groups[sim.ReplyGroup].Seen {
		return Reason{}, false
	}
	e := d.Last(sim.ReplySent, nil)
	if e == nil {
		return Reason{}, false
	}
	r := Reason{Head: f.Words.Why.AnswerWaits, Event: e.N}
	r.Detail, r.Second = f.readsAgain(sim.ReplyGroup)
	return r, true
}

// readsAgain says what keeps a member of the order service from reading, and
// the event that shows it.
func (f *Reader) readsAgain(g sim.Group) (string, sim.EventID) {
	t := &f.Words.Why
	if f.State.Service.Down {
		return t.ServiceDown, 0
	}
	if e, found := f.ghostOf(g); found {
		return fmt.Sprintf(t.OwnGhost, f.Words.SecondsOf(f.ghostEnd(g))), e.N
	}
	for i := range f.State.Groups[g].Members {
		m := &f.State.Groups[g].Members[i]
		if f.MemberStanding(g, m) == sim.StandsCrashed && m.NextAt > f.Moment.At {
			return fmt.Sprintf(t.OwnStarts, f.Words.SecondsOf(m.NextAt-f.Moment.At)), 0
		}
	}
	return t.OwnAway, 0
}

func whyDisconnected(f *Reader, d *moment.Dossier) (Reason, bool) { return f.groupAway(d.Carrier()) }

// whyBusy tells that the worker of the order's partition works on another order.
func whyBusy(f *Reader, d *moment.Dossier) (Reason, bool) {
	if int(d.State.Partition) >= len(f.State.Partitions) {
		return Reason{}, false
	}
	worker := int(f.State.Partitions[d.State.Partition].AssignedTo[d.Carrier()])
	members := f.State.Groups[d.Carrier()].Members
	if worker == 0 || worker > len(members) || members[worker-1].Order == 0 || members[worker-1].Order == d.State.Order.Number {
		return Reason{}, false
	}
	busy := members[worker-1].Order
	e := d.Latest(sim.HandlerStarted, func(e *sim.Event) bool { return d.OfCarrier(e) && e.Order == busy })
	if e == nil {
		return Reason{}, false
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.Busy, worker, busy), Event: e.N, Detail: f.isLag(d.Carrier())}, true
}

// whyBefore tells how many records of the partition come before the order's.
func whyBefore(f *Reader, d *moment.Dossier) (Reason, bool) {
	o := d.State
	if int(o.Partition) >= len(f.State.Partitions) || o.LastCopy == 0 {
		return Reason{}, false
	}
	before := o.Offset - f.State.Partitions[o.Partition].Committed[d.Carrier()]
	if before <= 0 {
		return Reason{}, false
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.Before, before, o.Partition), Event: o.LastCopy}, true
}

func whyNotFetched(f *Reader, d *moment.Dossier) (Reason, bool) {
	if d.State.LastCopy == 0 {
		return Reason{}, false
	}
	at := f.Moment.Log.At(d.State.LastCopy).At
	return Reason{Head: fmt.Sprintf(f.Words.Why.NotFetched, f.Words.Span(f.Since(at))), Event: d.State.LastCopy, Detail: f.isLag(d.Carrier())}, !d.State.Reached(sim.Polled)
}

// whyJob tells that the panel works on the order, on its own clock.
func whyJob(f *Reader, d *moment.Dossier) (Reason, bool) {
	t := &f.Words.Why
	e := d.Last(sim.PanelAccepted, nil)
	if e == nil {
		return Reason{}, false
	}
	r := Reason{Head: fmt.Sprintf(t.JobRuns, e.Job, f.Words.Span(f.Since(e.At))), Event: e.N, Detail: fmt.Sprintf(t.JobAt, d.State.Percent)}
	if p := d.Last(sim.JobProgressed, nil); p != nil && p.N > e.N {
		r.Second = p.N
	}
	return r, true
}

// whyPanel tells what the panel answered, or that it did not.
func whyPanel(f *Reader, d *moment.Dossier) (Reason, bool) {
	t := &f.Words.Why
	if e := d.Last(sim.PanelSilent, nil); e != nil {
		return Reason{Head: t.PanelSilent, Event: e.N, Detail: t.SilentMeans}, true
	}
	if r, declined := whyDeclined(f, d); declined {
		return r, true
	}
	if e := d.Last(sim.PanelRefusal, nil); e != nil {
		return Reason{Head: t.PanelRefuses, Event: e.N, Detail: fmt.Sprintf(t.ErrorName, e.Code)}, true
	}
	e := d.Last(sim.PanelCalled, nil)
	if e == nil || d.State.Jobs > 0 {
		return Reason{}, false
	}
	return Reason{Head: t.PanelAsks, Event: e.N}, true
}

// whyDeclined tells that the panel's last word was a no with status 200.
func whyDeclined(f *Reader, d *moment.Dossier) (Reason, bool) {
	e := d.Last(sim.PanelRefusal, nil)
	if e == nil || !Declines(e) || e.N < d.State.LastJob {
		return Reason{}, false
	}
	return Reason{Head: f.Words.Why.PanelDeclines, Event: e.N, Detail: "\"" + panelSaid(e, 60) + "\""}, true
}

// whyGone tells that a part of what was delivered has gone again, and who knows.
func whyGone(f *Reader, d *moment.Dossier) (Reason, bool) {
	t := &f.Words.Why
	e := d.Last(sim.JobDropped, nil)
	if e == nil || d.State.Gone == 0 {
		return Reason{}, false
	}
	r := Reason{Head: fmt.Sprintf(t.Gone, e.Job, typeset.Grouped(d.State.Gone)), Event: e.N, Detail: t.GoneUntold}
	if refill := d.Last(sim.RefillOrdered, nil); refill != nil && refill.N > e.N {
		r.Detail, r.Second = t.RefillOrdered, refill.N
	}
	return r, true
}

// whyWorker tells who works on the order, and for how long.
func whyWorker(f *Reader, d *moment.Dossier) (Reason, bool) {
	e := d.Last(sim.HandlerStarted, d.OfCarrier)
	if e == nil || !d.State.Running() {
		return Reason{}, false
	}
	span := f.Words.Span(f.Since(e.At))
	if d.Carrier() == sim.ExternalGroup {
		return Reason{Head: fmt.Sprintf(f.Words.Why.ExternalRuns, span), Event: e.N}, true
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.WorkerRuns, e.Worker, span), Event: e.N}, true
}

// whyHandled tells that the handler is done though the work is not.
func whyHandled(f *Reader, d *moment.Dossier) (Reason, bool) {
	e := d.Last(sim.HandlerReturned, d.OfCarrier)
	if e == nil || d.State.Jobs == 0 {
		return Reason{}, false
	}
	return Reason{Head: f.Words.Why.NotLag, Event: e.N, Detail: f.Words.Why.HandledOnly}, true
}

// whyAgain tells that the handler runs once more.
func whyAgain(f *Reader, d *moment.Dossier) (Reason, bool) {
	e := d.Last(sim.HandlerStarted, d.OfCarrier)
	if e == nil || e.Try < 2 {
		return Reason{}, false
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.Again, e.Try), Event: e.N}, true
}

// whyNoWork tells that the handler came back and no work was done.
func whyNoWork(f *Reader, d *moment.Dossier) (Reason, bool) {
	t := &f.Words.Why
	e := d.Last(sim.HandlerReturned, d.OfCarrier)
	if e == nil || d.State.Jobs > 0 {
		return Reason{}, false
	}
	r := Reason{Head: t.NoWork, Event: e.N}
	if done := d.Last(sim.RecordCommitted, d.OfCarrier); done != nil {
		r.Detail, r.Second = t.Committed, done.N
	}
	return r, true
}

// whyJobEnded tells how the panel's job ended without complete work.
func whyJobEnded(f *Reader, d *moment.Dossier) (Reason, bool) {
	t := &f.Words.Why
	e := d.Last(sim.JobEnded, nil)
	if e == nil {
		return Reason{}, false
	}
	return Reason{Head: fmt.Sprintf(t.JobEnds, e.Job, sim.JobStatus(e.Word)), Event: e.N, Detail: fmt.Sprintf(t.Delivered, e.Offset, d.State.Order.Quantity)}, true
}

// whyBoughtAgain tells that the panel was paid more than once.
func whyBoughtAgain(f *Reader, d *moment.Dossier) (Reason, bool) {
	if d.State.Jobs < 2 {
		return Reason{}, false
	}
	r := Reason{Head: fmt.Sprintf(f.Words.Why.BoughtAgain, d.State.Job), Event: d.State.LastJob}
	if e := d.Last(sim.PanelSilent, func(e *sim.Event) bool { return e.N < d.State.LastJob }); e != nil {
		r.Detail, r.Second = f.Words.Why.PanelSilent, e.N
	}
	return r, true
}

// whyWorkTwice tells that the work was done more than once.
func whyWorkTwice(f *Reader, d *moment.Dossier) (Reason, bool) {
	if d.State.WorkDone < 2 {
		return Reason{}, false
	}
	return Reason{Head: f.Words.Why.WorkTwice, Event: d.State.LastWork}, true
}

// whyNotCommitted tells of a commit that failed, after which it came again.
func whyNotCommitted(f *Reader, d *moment.Dossier) (Reason, bool) {
	e := d.Last(sim.CommitFailed, d.OfCarrier)
	if e == nil {
		return Reason{}, false
	}
	r := Reason{Head: f.Words.Why.NotCommitted, Event: e.N}
	if again := d.Last(sim.HandlerStarted, d.OfCarrier); again != nil && again.N > e.N {
		r.Detail, r.Second = fmt.Sprintf(f.Words.Why.Again, again.Try), again.N
	}
	return r, true
}

// whyArrived tells when the order's record came into the log.
func whyArrived(f *Reader, d *moment.Dossier) (Reason, bool) {
	n := d.State.RungEvent[sim.Appended]
	if n == 0 || d.State.CalledAt == sim.Never {
		return Reason{}, false
	}
	e := f.Moment.Log.At(n)
	return Reason{Head: fmt.Sprintf(f.Words.Why.Arrived, f.Words.Span(e.Happened()-d.State.CalledAt)), Event: n, Detail: fmt.Sprintf(f.Words.Why.ArrivedOn, recordAt(e))}, true
}

// whyWorked tells who finished the work, and how long it took.
func whyWorked(f *Reader, d *moment.Dossier) (Reason, bool) {
	t, e := &f.Words.Why, d.Last(sim.WorkFinished, nil)
	switch {
	case e == nil:
		return Reason{}, false
	case e.Job > 0:
		accepted := d.Last(sim.PanelAccepted, func(a *sim.Event) bool { return a.Job == e.Job })
		if accepted != nil {
			return Reason{Head: fmt.Sprintf(t.PanelWorked, e.Job, f.Words.Span(e.At-accepted.At)), Event: e.N}, true
		}
	case e.Cause > 0 && f.Moment.Log.At(e.Cause).Type == sim.HandlerStarted:
		return Reason{Head: fmt.Sprintf(t.Worked, f.Words.Span(e.At-f.Moment.Log.At(e.Cause).At)), Event: e.N}, true
	}
	return Reason{Head: f.toldEvent(e), Event: e.N}, true
}

// whyTold tells when the row learnt that the order is finished, or that it has not.
func whyTold(f *Reader, d *moment.Dossier) (Reason, bool) {
	t, o := &f.Words.Why, d.State
	if !o.Reached(sim.Finished) {
		return Reason{}, false
	}
	if !o.Reached(sim.Reported) {
		r := Reason{Head: fmt.Sprintf(t.NotTold, f.Words.Span(f.Since(o.Rungs[sim.Finished]))), Event: o.RungEvent[sim.Finished]}
		if e := d.Last(sim.StatusSent, nil); e != nil && e.N > r.Event {
			r.Event = e.N
		}
		if gone, _ := f.Unreachable(); gone {
			r.Detail = t.NoReport
			if e := f.Moment.Latest(sim.BrokerStopped, func(*sim.Event) bool { return true }); e != nil {
				r.Second = e.N
			}
		} else if f.State.Groups[sim.ServiceGroup].Seen && !f.Consumed(sim.ServiceGroup) {
			r.Detail, r.Second = f.readsAgain(sim.ServiceGroup)
		}
		return r, !o.Row.Final()
	}
	late := o.Rungs[sim.Reported] - o.Rungs[sim.Finished]
	said := t.Told
	if late >= LateFrom {
		said = t.ToldLate
	}
	return Reason{Head: fmt.Sprintf(said, f.Words.Span(max(0, late))), Event: o.RungEvent[sim.Reported]}, true
}
