package ui

import (
	"fmt"

	"orderflow/sim"
)

// What follows finds causes for a partition and for a job of the panel.

// partitionReasons returns why a partition is as it is.
func (f *frame) partitionReasons(number uint32) []reason {
	p := f.partition(number)
	if p == nil {
		return nil
	}
	var found causes
	if !f.led(p) {
		found.add(f.whyNoLeader(int16(number)))
	}
	found.add(f.whyHidden(p, int16(number)))
	if g, lag := mostLag(p); lag > 0 {
		f.lagReasons(&found, p, int16(number), g)
		return found.list()
	}
	e := f.m.latest(sim.RecordAppended, func(e *sim.Event) bool { return e.Topic == sim.Orders && e.Partition == int16(number) })
	if e != nil {
		found.add(reason{head: fmt.Sprintf(f.t.Why.LastRecord, e.Order, recordAt(e)), event: e.N}, true)
	}
	for _, g := range lagGroups {
		found.add(f.groupCommits(g, func(e *sim.Event) bool { return e.Partition == int16(number) }))
	}
	if len(found.found) == 0 {
		found.add(reason{head: f.t.Why.KeyDecides, event: 1}, f.m.N > 0)
	}
	return found.list()
}

// lagReasons tells why a group has not committed all of a partition: what keeps
// the group, else the first of its records.
func (f *frame) lagReasons(found *causes, p *sim.PartitionState, number int16, g sim.Group) {
	found.add(f.groupBlocked(g, func(e *sim.Event) bool { return e.Partition == number }))
	found.add(f.groupAbsent(g))
	found.add(f.groupAway(g))
	found.add(f.groupHaunted(g))
	found.add(f.groupCrashed(g))
	found.add(f.groupStopped(g))
	found.add(f.groupOut(g))
	found.add(f.groupRetrying(g))
	if worker := f.assigned(p, g); worker > 0 && worker <= len(f.s.Groups[g].Members) && f.s.Groups[g].Members[worker-1].Order != 0 {
		found.add(f.groupBusy(g))
	}
	next := f.m.latest(sim.RecordAppended, func(e *sim.Event) bool {
		return e.Topic == sim.Orders && e.Partition == number && e.Offset == p.Committed[g]
	})
	if next != nil {
		found.add(reason{head: fmt.Sprintf(f.t.Why.NextFor, g, next.Order), event: next.N, detail: fmt.Sprintf(f.t.Why.InLogFor, f.t.span(f.since(next.At)))}, true)
	}
}

// whyNoLeader tells which broker went away, and by which fault.
func (f *frame) whyNoLeader(number int16) (reason, bool) {
	e := f.m.latest(sim.BrokerStopped, func(e *sim.Event) bool { return e.Broker == f.s.Partitions[number].Leader })
	if lost := f.m.latest(sim.LeaderElected, func(e *sim.Event) bool { return e.Topic == sim.Orders && e.Partition == number }); lost != nil && lost.Broker == 0 {
		e = lost
	}
	if e == nil {
		return reason{}, false
	}
	r := reason{head: f.t.Why.LeaderGone, event: e.N}
	if e.Type == sim.BrokerStopped {
		r.head = fmt.Sprintf(f.t.Why.BrokerStopped, e.Broker)
	}
	if acting, _ := f.faults(); acting != nil {
		r.detail, r.second = fmt.Sprintf(f.t.Why.Acting, f.faultName(acting)), acting.Event
	}
	return r, true
}

// whyHidden tells of records that consumers do not see yet.
func (f *frame) whyHidden(p *sim.PartitionState, number int16) (reason, bool) {
	if p.High >= p.End {
		return reason{}, false
	}
	e := f.m.latest(sim.RecordAppended, func(e *sim.Event) bool { return e.Topic == sim.Orders && e.Partition == number && e.Offset >= p.High })
	if e == nil {
		return reason{}, false
	}
	return reason{head: fmt.Sprintf(f.t.Why.HiddenOnes, p.End-p.High), event: e.N, detail: f.t.Why.HighMeans}, true
}

// jobReasons returns why a job of the panel is as it is.
func (f *frame) jobReasons(job uint32) []reason {
	b := purchaseOf(f.m, job)
	if b == nil {
		return nil
	}
	t, d := &f.t.Why, f.m.dossier(b.order.Order.Number)
	var found causes
	if b.number > 1 {
		found.add(whyBoughtAgain(f, d))
	}
	if !b.accepted.Flag {
		found.add(reason{head: t.PanelSilent, event: b.accepted.N, detail: t.SilentMeans}, true)
	}
	if b.ended == nil {
		r := reason{head: fmt.Sprintf(t.JobRuns, job, f.t.span(f.since(b.accepted.At))), event: b.accepted.N, detail: t.OwnClock}
		if b.progress != nil {
			r.detail, r.second = fmt.Sprintf(t.JobAt, b.progress.Value), b.progress.N
		}
		found.add(r, true)
		found.add(whyHandled(f, d))
		found.add(whyActing(f, d))
		return found.list()
	}
	found.add(whyGone(f, d))
	if b.status() == sim.JobCompleted {
		found.add(reason{head: fmt.Sprintf(t.PanelWorked, job, f.t.span(b.ended.At-b.accepted.At)), event: b.ended.N}, true)
	} else {
		found.add(whyJobEnded(f, d))
		found.add(whyStruck(f, d))
	}
	found.add(whyTold(f, d))
	found.add(whyHandled(f, d))
	return found.list()
}
