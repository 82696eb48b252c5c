package tell

import (
	"fmt"

	"orderflow/sim"
)

// partitionReasons returns why a partition is as it is.
func (f *Reader) partitionReasons(number uint32) []Reason {
	p := f.Partition(number)
	if p == nil {
		return nil
	}
	var found causes
	if !f.Led(p) {
		found.add(f.whyNoLeader(int16(number)))
	}
	found.add(f.whyHidden(p, int16(number)))
	if g, lag := mostLag(p); lag > 0 {
		f.lagReasons(&found, p, int16(number), g)
		return found.list()
	}
	e := f.Moment.Latest(sim.RecordAppended, func(e *sim.Event) bool { return e.Topic == sim.Orders && e.Partition == int16(number) })
	if e != nil {
		found.add(Reason{Head: fmt.Sprintf(f.Words.Why.LastRecord, e.Order, recordAt(e)), Event: e.N}, true)
	}
	for _, g := range LagGroups {
		found.add(f.groupCommits(g, func(e *sim.Event) bool { return e.Partition == int16(number) }))
	}
	if len(found.found) == 0 {
		found.add(Reason{Head: f.Words.Why.KeyDecides, Event: 1}, f.Moment.N > 0)
	}
	return found.list()
}

// lagReasons tells why a group has not committed all of a partition: what keeps
// the group, else the first of its records.
func (f *Reader) lagReasons(found *causes, p *sim.PartitionState, number int16, g sim.Group) {
	found.add(f.groupBlocked(g, func(e *sim.Event) bool { return e.Partition == number }))
	found.add(f.groupAbsent(g))
	found.add(f.groupAway(g))
	found.add(f.groupGhost(g))
	found.add(f.groupCrashed(g))
	found.add(f.groupStopped(g))
	found.add(f.groupOut(g))
	found.add(f.groupRetrying(g))
	if worker := f.Assigned(p, g); worker > 0 && worker <= len(f.State.Groups[g].Members) && f.State.Groups[g].Members[worker-1].Order != 0 {
		found.add(f.groupBusy(g))
	}
	next := f.Moment.Latest(sim.RecordAppended, func(e *sim.Event) bool {
		return e.Topic == sim.Orders && e.Partition == number && e.Offset == p.Committed[g]
	})
	if next != nil {
		found.add(Reason{Head: fmt.Sprintf(f.Words.Why.NextFor, g, next.Order), Event: next.N, Detail: fmt.Sprintf(f.Words.Why.InLogFor, f.Words.Span(f.Since(next.At)))}, true)
	}
}

// whyNoLeader tells which broker went away, and by which fault.
func (f *Reader) whyNoLeader(number int16) (Reason, bool) {
	e := f.Moment.Latest(sim.BrokerStopped, func(e *sim.Event) bool { return e.Broker == f.State.Partitions[number].Leader })
	if lost := f.Moment.Latest(sim.LeaderElected, func(e *sim.Event) bool { return e.Topic == sim.Orders && e.Partition == number }); lost != nil && lost.Broker == 0 {
		e = lost
	}
	if e == nil {
		return Reason{}, false
	}
	r := Reason{Head: f.Words.Why.LeaderGone, Event: e.N}
	if e.Type == sim.BrokerStopped {
		r.Head = fmt.Sprintf(f.Words.Why.BrokerStopped, e.Broker)
	}
	if acting, _ := f.Faults(); acting != nil {
		r.Detail, r.Second = fmt.Sprintf(f.Words.Why.Acting, f.FaultName(acting)), acting.Event
	}
	return r, true
}

// whyHidden tells of records that consumers do not see yet.
func (f *Reader) whyHidden(p *sim.PartitionState, number int16) (Reason, bool) {
	if p.High >= p.End {
		return Reason{}, false
	}
	e := f.Moment.Latest(sim.RecordAppended, func(e *sim.Event) bool { return e.Topic == sim.Orders && e.Partition == number && e.Offset >= p.High })
	if e == nil {
		return Reason{}, false
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.HiddenOnes, p.End-p.High), Event: e.N, Detail: f.Words.Why.HighMeans}, true
}

// jobReasons returns why a job of the panel is as it is.
func (f *Reader) jobReasons(job uint32) []Reason {
	b := PurchaseOf(f.Moment, job)
	if b == nil {
		return nil
	}
	t, d := &f.Words.Why, f.Moment.Dossier(b.Order.Order.Number)
	var found causes
	if b.number > 1 {
		found.add(whyBoughtAgain(f, d))
	}
	if !b.Accepted.Flag {
		found.add(Reason{Head: t.PanelSilent, Event: b.Accepted.N, Detail: t.SilentMeans}, true)
	}
	if b.Ended == nil {
		r := Reason{Head: fmt.Sprintf(t.JobRuns, job, f.Words.Span(f.Since(b.Accepted.At))), Event: b.Accepted.N, Detail: t.OwnClock}
		if b.progress != nil {
			r.Detail, r.Second = fmt.Sprintf(t.JobAt, b.progress.Value), b.progress.N
		}
		found.add(r, true)
		found.add(whyHandled(f, d))
		found.add(whyActing(f, d))
		return found.list()
	}
	found.add(whyGone(f, d))
	if b.Status() == sim.JobCompleted {
		found.add(Reason{Head: fmt.Sprintf(t.PanelWorked, job, f.Words.Span(b.Ended.At-b.Accepted.At)), Event: b.Ended.N}, true)
	} else {
		found.add(whyJobEnded(f, d))
		found.add(whyStruck(f, d))
	}
	found.add(whyTold(f, d))
	found.add(whyHandled(f, d))
	return found.list()
}
