package ui

import (
	"fmt"

	"orderflow/sim"
)

// What follows finds causes in the log, in the consumers and in the panel.

// whyBack is how many events before the cursor are searched for what a group did.
const whyBack = 1 << 17

// latest returns the last event of a type, of whatever order, that fits.
func (m *Moment) latest(t sim.EventType, fits func(*sim.Event) bool) *sim.Event {
	for id := m.N; id > 0 && m.N-id < whyBack; id-- {
		if e := m.Log.At(id); e.Type == t && fits(e) {
			return e
		}
	}
	return nil
}

func (d *dossier) latest(t sim.EventType, fits func(*sim.Event) bool) *sim.Event {
	return d.m.latest(t, fits)
}

// carrier returns the group that carries the order out.
func (d *dossier) carrier() sim.Group { return d.o.Order.Fulfilment.Carrier() }

// ofCarrier reports whether an event is of the group that carries the order out.
func (d *dossier) ofCarrier(e *sim.Event) bool { return e.Group == d.carrier() }

// isLag says what waiting in the log counts as.
func (f *frame) isLag(g sim.Group) string { return fmt.Sprintf(f.t.Why.IsLag, g) }

// whyBlocked tells of a record before the order's that its handler throws on.
func whyBlocked(f *frame, d *dossier) (reason, bool) {
	o := d.o
	if int(o.Partition) >= len(f.s.Partitions) {
		return reason{}, false
	}
	committed := f.s.Partitions[o.Partition].Committed[d.carrier()]
	e := d.latest(sim.HandlerFailed, func(e *sim.Event) bool {
		return d.ofCarrier(e) && e.Topic == sim.Orders && e.Partition == o.Partition && e.Offset < o.Offset && e.Offset >= committed && e.Order != 0
	})
	if e == nil {
		return reason{}, false
	}
	throws := 0
	for id := e.N; id > 0 && d.m.N-id < whyBack; id-- {
		if c := d.m.Log.At(id); c.Type == sim.HandlerFailed && c.Order == e.Order && d.ofCarrier(c) {
			throws++
		}
	}
	return reason{head: fmt.Sprintf(f.t.Why.Blocked, e.Order, e.Code), event: e.N, detail: fmt.Sprintf(f.t.Why.BlockedAt, recordAt(e), throws)}, true
}

// whyUnseen tells that the order's record is not below the high watermark.
func whyUnseen(f *frame, d *dossier) (reason, bool) {
	t, o := &f.t.Why, d.o
	return reason{head: fmt.Sprintf(t.Unseen, o.Offset, o.Partition, f.s.Partitions[o.Partition].High), event: o.LastCopy, detail: t.NoLagYet}, true
}

// whyLeaderDown tells that the leader of the order's partition does not run.
func whyLeaderDown(f *frame, d *dossier) (reason, bool) {
	leader := f.s.Partitions[d.o.Partition].Leader
	if leader == 0 || int(leader) >= len(f.s.Brokers) || !f.s.Brokers[leader].Down {
		return reason{}, false
	}
	e := d.m.latest(sim.BrokerStopped, func(e *sim.Event) bool { return e.Broker == leader })
	if e == nil {
		return reason{}, false
	}
	return reason{head: fmt.Sprintf(f.t.Why.LeaderDown, leader), event: e.N}, true
}

// whyThrows tells that the order's own handler threw, and what came of it.
func whyThrows(f *frame, d *dossier) (reason, bool) {
	t := &f.t.Why
	e := d.last(sim.HandlerFailed, d.ofCarrier)
	if e == nil {
		return reason{}, false
	}
	r := reason{head: fmt.Sprintf(t.Throws, e.Code), event: e.N}
	if d.o.Truth() == sim.Waiting {
		r.detail = f.isLag(d.carrier())
	}
	if dead := d.last(sim.DeadLettered, nil); dead != nil {
		r.detail, r.second = t.Dead, dead.N
	} else if done := d.last(sim.RecordCommitted, d.ofCarrier); done != nil && d.o.Committed() {
		r.detail, r.second = t.Committed, done.N
	}
	return r, true
}

func whyAbsent(f *frame, d *dossier) (reason, bool) { return f.groupAbsent(d.carrier()) }

func whyCrashed(f *frame, d *dossier) (reason, bool) { return f.groupCrashed(d.carrier()) }

func whyHaunted(f *frame, d *dossier) (reason, bool) {
	if f.consumed(d.carrier()) && !f.ghostHas(d) {
		return reason{}, false // the ghost is in nobody's way yet
	}
	return f.groupHaunted(d.carrier())
}

// ghostHas reports whether the order's partition belongs to a worker of which
// only a ghost is left in the group.
func (f *frame) ghostHas(d *dossier) bool {
	g := d.carrier()
	if int(d.o.Partition) >= len(f.s.Partitions) {
		return false
	}
	worker := f.assigned(&f.s.Partitions[d.o.Partition], g)
	return worker > 0 && worker <= len(f.s.Groups[g].Members) && f.s.Groups[g].Members[worker-1].GhostUntil > f.m.At
}

func whyStopped(f *frame, d *dossier) (reason, bool) { return f.groupStopped(d.carrier()) }

func whyOut(f *frame, d *dossier) (reason, bool) { return f.groupOut(d.carrier()) }

// whyRetrying tells of an order whose handler threw, and that it comes again
// only when all fetchers of its worker have ended.
func whyRetrying(f *frame, d *dossier) (reason, bool) {
	failed := d.last(sim.HandlerFailed, d.ofCarrier)
	if failed == nil || !d.o.Failed() {
		return reason{}, false
	}
	if r, found := f.groupRetrying(d.carrier()); found {
		return r, true
	}
	g := d.carrier()
	if members := f.s.Groups[g].Members; int(failed.Worker) > len(members) || !f.standing(g, &members[failed.Worker-1]).reads() {
		return reason{}, false
	}
	return reason{head: f.t.Why.FetchersEnd, event: failed.N, detail: f.t.Why.FetchersMeans}, true
}

// whyUnanswered tells that the work is done, and that the caller's answer waits
// for the order service's own consumer.
func whyUnanswered(f *frame, d *dossier) (reason, bool) {
	if f.s.Setup.Mode != sim.Send || d.o.Caller != sim.Pending || f.consumed(sim.ReplyGroup) || !f.s.Groups[sim.ReplyGroup].Seen {
		return reason{}, false
	}
	e := d.last(sim.ReplySent, nil)
	if e == nil {
		return reason{}, false
	}
	r := reason{head: f.t.Why.AnswerWaits, event: e.N}
	r.detail, r.second = f.readsAgain(sim.ReplyGroup)
	return r, true
}

// readsAgain says what keeps a member of the order service from reading, and
// the event that shows it.
func (f *frame) readsAgain(g sim.Group) (string, sim.EventID) {
	t := &f.t.Why
	if f.s.Service.Down {
		return t.ServiceDown, 0
	}
	if e, found := f.ghostOf(g); found {
		return fmt.Sprintf(t.OwnGhost, f.t.seconds(f.ghostEnd(g))), e.N
	}
	for i := range f.s.Groups[g].Members {
		m := &f.s.Groups[g].Members[i]
		if f.standing(g, m) == standsCrashed && m.NextAt > f.m.At {
			return fmt.Sprintf(t.OwnStarts, f.t.seconds(m.NextAt-f.m.At)), 0
		}
	}
	return t.OwnAway, 0
}

func whyDisconnected(f *frame, d *dossier) (reason, bool) { return f.groupAway(d.carrier()) }

// whyBusy tells that the worker of the order's partition works on another order.
func whyBusy(f *frame, d *dossier) (reason, bool) {
	if int(d.o.Partition) >= len(f.s.Partitions) {
		return reason{}, false
	}
	worker := int(f.s.Partitions[d.o.Partition].AssignedTo[d.carrier()])
	members := f.s.Groups[d.carrier()].Members
	if worker == 0 || worker > len(members) || members[worker-1].Order == 0 || members[worker-1].Order == d.o.Order.Number {
		return reason{}, false
	}
	busy := members[worker-1].Order
	e := d.latest(sim.HandlerStarted, func(e *sim.Event) bool { return d.ofCarrier(e) && e.Order == busy })
	if e == nil {
		return reason{}, false
	}
	return reason{head: fmt.Sprintf(f.t.Why.Busy, worker, busy), event: e.N, detail: f.isLag(d.carrier())}, true
}

// whyBefore tells how many records of the partition come before the order's.
func whyBefore(f *frame, d *dossier) (reason, bool) {
	o := d.o
	if int(o.Partition) >= len(f.s.Partitions) || o.LastCopy == 0 {
		return reason{}, false
	}
	before := o.Offset - f.s.Partitions[o.Partition].Committed[d.carrier()]
	if before <= 0 {
		return reason{}, false
	}
	return reason{head: fmt.Sprintf(f.t.Why.Before, before, o.Partition), event: o.LastCopy}, true
}

func whyNotFetched(f *frame, d *dossier) (reason, bool) {
	if d.o.LastCopy == 0 {
		return reason{}, false
	}
	at := f.m.Log.At(d.o.LastCopy).At
	return reason{head: fmt.Sprintf(f.t.Why.NotFetched, f.t.span(f.since(at))), event: d.o.LastCopy, detail: f.isLag(d.carrier())}, !d.o.Reached(sim.Polled)
}

// whyJob tells that the panel works on the order, on its own clock.
func whyJob(f *frame, d *dossier) (reason, bool) {
	t := &f.t.Why
	e := d.last(sim.PanelAccepted, nil)
	if e == nil {
		return reason{}, false
	}
	r := reason{head: fmt.Sprintf(t.JobRuns, e.Job, f.t.span(f.since(e.At))), event: e.N, detail: fmt.Sprintf(t.JobAt, d.o.Percent)}
	if p := d.last(sim.JobProgressed, nil); p != nil && p.N > e.N {
		r.second = p.N
	}
	return r, true
}

// whyPanel tells what the panel answered, or that it did not.
func whyPanel(f *frame, d *dossier) (reason, bool) {
	t := &f.t.Why
	if e := d.last(sim.PanelSilent, nil); e != nil {
		return reason{head: t.PanelSilent, event: e.N, detail: t.SilentMeans}, true
	}
	if r, declined := whyDeclined(f, d); declined {
		return r, true
	}
	if e := d.last(sim.PanelRefusal, nil); e != nil {
		return reason{head: t.PanelRefuses, event: e.N, detail: fmt.Sprintf(t.ErrorName, e.Code)}, true
	}
	e := d.last(sim.PanelCalled, nil)
	if e == nil || d.o.Jobs > 0 {
		return reason{}, false
	}
	return reason{head: t.PanelAsks, event: e.N}, true
}

// whyDeclined tells that the panel's last word was a no with status 200.
func whyDeclined(f *frame, d *dossier) (reason, bool) {
	e := d.last(sim.PanelRefusal, nil)
	if e == nil || !declines(e) || e.N < d.o.LastJob {
		return reason{}, false
	}
	return reason{head: f.t.Why.PanelDeclines, event: e.N, detail: "\"" + panelSaid(e, 60) + "\""}, true
}

// whyGone tells that a part of what was delivered has gone again, and who knows.
func whyGone(f *frame, d *dossier) (reason, bool) {
	t := &f.t.Why
	e := d.last(sim.JobDropped, nil)
	if e == nil || d.o.Gone == 0 {
		return reason{}, false
	}
	r := reason{head: fmt.Sprintf(t.Gone, e.Job, grouped(d.o.Gone)), event: e.N, detail: t.GoneUntold}
	if refill := d.last(sim.RefillOrdered, nil); refill != nil && refill.N > e.N {
		r.detail, r.second = t.RefillOrdered, refill.N
	}
	return r, true
}

// whyWorker tells who works on the order, and for how long.
func whyWorker(f *frame, d *dossier) (reason, bool) {
	e := d.last(sim.HandlerStarted, d.ofCarrier)
	if e == nil || !d.o.Running() {
		return reason{}, false
	}
	span := f.t.span(f.since(e.At))
	if d.carrier() == sim.ExternalGroup {
		return reason{head: fmt.Sprintf(f.t.Why.ExternalRuns, span), event: e.N}, true
	}
	return reason{head: fmt.Sprintf(f.t.Why.WorkerRuns, e.Worker, span), event: e.N}, true
}

// whyHandled tells that the handler is done though the work is not.
func whyHandled(f *frame, d *dossier) (reason, bool) {
	e := d.last(sim.HandlerReturned, d.ofCarrier)
	if e == nil || d.o.Jobs == 0 {
		return reason{}, false
	}
	return reason{head: f.t.Why.NotLag, event: e.N, detail: f.t.Why.HandledOnly}, true
}

// whyAgain tells that the handler runs once more.
func whyAgain(f *frame, d *dossier) (reason, bool) {
	e := d.last(sim.HandlerStarted, d.ofCarrier)
	if e == nil || e.Try < 2 {
		return reason{}, false
	}
	return reason{head: fmt.Sprintf(f.t.Why.Again, e.Try), event: e.N}, true
}

// whyNoWork tells that the handler came back and no work was done.
func whyNoWork(f *frame, d *dossier) (reason, bool) {
	t := &f.t.Why
	e := d.last(sim.HandlerReturned, d.ofCarrier)
	if e == nil || d.o.Jobs > 0 {
		return reason{}, false
	}
	r := reason{head: t.NoWork, event: e.N}
	if done := d.last(sim.RecordCommitted, d.ofCarrier); done != nil {
		r.detail, r.second = t.Committed, done.N
	}
	return r, true
}

// whyJobEnded tells how the panel's job ended without complete work.
func whyJobEnded(f *frame, d *dossier) (reason, bool) {
	t := &f.t.Why
	e := d.last(sim.JobEnded, nil)
	if e == nil {
		return reason{}, false
	}
	return reason{head: fmt.Sprintf(t.JobEnds, e.Job, sim.JobStatus(e.Word)), event: e.N, detail: fmt.Sprintf(t.Delivered, e.Offset, d.o.Order.Quantity)}, true
}

// whyBoughtAgain tells that the panel was paid more than once.
func whyBoughtAgain(f *frame, d *dossier) (reason, bool) {
	if d.o.Jobs < 2 {
		return reason{}, false
	}
	r := reason{head: fmt.Sprintf(f.t.Why.BoughtAgain, d.o.Job), event: d.o.LastJob}
	if e := d.last(sim.PanelSilent, func(e *sim.Event) bool { return e.N < d.o.LastJob }); e != nil {
		r.detail, r.second = f.t.Why.PanelSilent, e.N
	}
	return r, true
}

// whyWorkTwice tells that the work was done more than once.
func whyWorkTwice(f *frame, d *dossier) (reason, bool) {
	if d.o.WorkDone < 2 {
		return reason{}, false
	}
	return reason{head: f.t.Why.WorkTwice, event: d.o.LastWork}, true
}

// whyNotCommitted tells of a commit that failed, after which it came again.
func whyNotCommitted(f *frame, d *dossier) (reason, bool) {
	e := d.last(sim.CommitFailed, d.ofCarrier)
	if e == nil {
		return reason{}, false
	}
	r := reason{head: f.t.Why.NotCommitted, event: e.N}
	if again := d.last(sim.HandlerStarted, d.ofCarrier); again != nil && again.N > e.N {
		r.detail, r.second = fmt.Sprintf(f.t.Why.Again, again.Try), again.N
	}
	return r, true
}

// whyArrived tells when the order's record came into the log.
func whyArrived(f *frame, d *dossier) (reason, bool) {
	n := d.o.RungEvent[sim.Appended]
	if n == 0 || d.o.CalledAt == sim.Never {
		return reason{}, false
	}
	e := f.m.Log.At(n)
	return reason{head: fmt.Sprintf(f.t.Why.Arrived, f.t.span(e.At-d.o.CalledAt)), event: n, detail: fmt.Sprintf(f.t.Why.ArrivedOn, recordAt(e))}, true
}

// whyWorked tells who finished the work, and how long it took.
func whyWorked(f *frame, d *dossier) (reason, bool) {
	t, o := &f.t.Why, d.o
	e := d.last(sim.WorkFinished, nil)
	switch {
	case e == nil:
		return reason{}, false
	case e.Job > 0 && o.Reached(sim.Accepted):
		return reason{head: fmt.Sprintf(t.PanelWorked, e.Job, f.t.span(e.At-o.Rungs[sim.Accepted])), event: e.N}, true
	case o.Reached(sim.Polled):
		return reason{head: fmt.Sprintf(t.Worked, f.t.span(e.At-o.Rungs[sim.Polled])), event: e.N}, true
	}
	return reason{head: f.toldEvent(e), event: e.N}, true
}

// whyTold tells when the row learnt that the order is finished, or that it has not.
func whyTold(f *frame, d *dossier) (reason, bool) {
	t, o := &f.t.Why, d.o
	if !o.Reached(sim.Finished) {
		return reason{}, false
	}
	if !o.Reached(sim.Reported) {
		r := reason{head: fmt.Sprintf(t.NotTold, f.t.span(f.since(o.Rungs[sim.Finished]))), event: o.RungEvent[sim.Finished]}
		if e := d.last(sim.StatusSent, nil); e != nil && e.N > r.event {
			r.event = e.N
		}
		if gone, _ := f.unreachable(); gone {
			r.detail = t.NoReport
			if e := f.m.latest(sim.BrokerStopped, func(*sim.Event) bool { return true }); e != nil {
				r.second = e.N
			}
		} else if f.s.Groups[sim.ServiceGroup].Seen && !f.consumed(sim.ServiceGroup) {
			r.detail, r.second = f.readsAgain(sim.ServiceGroup)
		}
		return r, !o.Row.Final()
	}
	late := o.Rungs[sim.Reported] - o.Rungs[sim.Finished]
	words := t.Told
	if late >= lateFrom {
		words = t.ToldLate
	}
	return reason{head: fmt.Sprintf(words, f.t.span(max(0, late))), event: o.RungEvent[sim.Reported]}, true
}
