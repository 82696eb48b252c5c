package ui

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"orderflow/sim"
)

// What follows finds causes in a consumer group, for the group itself, for its
// partitions, and for the orders that wait for it.

// groupAbsent tells that a fault keeps the group away.
func (f *frame) groupAbsent(g sim.Group) (reason, bool) {
	for i := range f.s.Faults {
		fault := &f.s.Faults[i]
		if fault.End != sim.Never || fault.Event == 0 {
			continue
		}
		spec, err := sim.ParseFault(fault.Text)
		if err == nil && spec.Name == sim.ConsumerAbsent && (spec.Group == 0 || spec.Group == g) {
			return reason{head: fmt.Sprintf(f.t.Why.Absent, g), event: fault.Event, detail: f.isLag(g)}, true
		}
	}
	return reason{}, false
}

// groupCrashed tells of a worker of the group that does not run, by which error
// it stopped, and when it starts again.
func (f *frame) groupCrashed(g sim.Group) (reason, bool) {
	t, members := &f.t.Why, f.s.Groups[g].Members
	for i := range members {
		if f.standing(g, &members[i]) != standsCrashed {
			continue
		}
		e := f.m.latest(sim.ConsumerCrashed, f.ofWorker(g, i))
		if e == nil {
			continue
		}
		r := reason{head: fmt.Sprintf(t.Crashed, f.workerName(g, uint8(i+1))), event: e.N, detail: f.isLag(g)}
		if next := members[i].NextAt - f.m.At; next > 0 {
			r.detail = fmt.Sprintf(t.StartsAgain, f.t.seconds(next))
		}
		switch e.Code {
		case sim.NoError:
		case sim.CoordinatorLoading:
			r.head = t.CoordinatorReads
		default:
			r.head = fmt.Sprintf(t.CrashedBy, f.workerName(g, uint8(i+1)), e.Code)
			if columns(r.head) > whyHead {
				r.head = fmt.Sprintf(t.CrashedBy, "w"+strconv.Itoa(i+1), e.Code)
			}
		}
		r.head = sentence("%s", r.head)[0]
		return r, true
	}
	return reason{}, false
}

// whyHead is the room of a head beside its event, in columns.
const whyHead = 52

// ofWorker returns which events are those of a worker, by its index.
func (f *frame) ofWorker(g sim.Group, i int) func(*sim.Event) bool {
	return func(e *sim.Event) bool { return e.Group == g && int(e.Worker) == i+1 }
}

// groupAway tells that the group cannot read, or is not formed yet.
func (f *frame) groupAway(g sim.Group) (reason, bool) {
	if r, absent := f.groupAbsent(g); absent {
		return r, false // it does not even try
	}
	ofGroup := func(e *sim.Event) bool { return e.Group == g }
	c := f.census(g)
	if c.stand[standsApart] > 0 && c.stand[standsApart] == c.count {
		if e := f.m.latest(sim.ConsumerDisconnected, ofGroup); e != nil {
			return reason{head: fmt.Sprintf(f.t.Why.Disconnected, g), event: e.N, detail: f.isLag(g)}, true
		}
	}
	if _, haunted := f.ghostOf(g); c.reading() > 0 || haunted || c.stand[standsCrashed]+c.stand[standsOut] > 0 {
		return reason{}, false
	}
	if e := f.m.latestOf(ofGroup, sim.MemberJoining, sim.RebalanceNoticed, sim.MemberLeft); e != nil {
		return reason{head: fmt.Sprintf(f.t.Why.Forming, g), event: e.N, detail: f.t.Why.JoinWaits}, true
	}
	return reason{}, false
}

// latestOf returns the last event of one of some types that fits.
func (m *Moment) latestOf(fits func(*sim.Event) bool, types ...sim.EventType) *sim.Event {
	for id := m.N; id > 0 && m.N-id < whyBack; id-- {
		if e := m.Log.At(id); slices.Contains(types, e.Type) && fits(e) {
			return e
		}
	}
	return nil
}

// ghostEnd returns until when a ghost of the group is counted.
func (f *frame) ghostEnd(g sim.Group) time.Duration {
	_, until := f.haunting(g)
	return until
}

// ghostOf returns the event by which the ghost that is counted longest became one.
func (f *frame) ghostOf(g sim.Group) (*sim.Event, bool) {
	worker, _ := f.haunting(g)
	if worker == 0 {
		return nil, false
	}
	e := f.m.latest(sim.MemberAbandoned, f.ofWorker(g, worker-1))
	return e, e != nil
}

// groupHaunted tells of a member that nobody is behind and that is still
// counted: whoever wants to join waits for the end of its session.
func (f *frame) groupHaunted(g sim.Group) (reason, bool) {
	t, members := &f.t.Why, f.s.Groups[g].Members
	if e, found := f.ghostOf(g); found {
		r := reason{head: fmt.Sprintf(t.Ghost, e.Worker, f.t.seconds(f.ghostEnd(g))), event: e.N, detail: t.GhostAlone}
		if joins := f.m.latestOf(func(e *sim.Event) bool { return e.Group == g }, sim.MemberJoining, sim.RebalanceNoticed); joins != nil && f.queued(g) {
			r.detail, r.second = t.JoinWaits, joins.N
		}
		return r, true
	}
	for i := range members {
		m := &members[i]
		if m.Silent == sim.Never || m.Disconnected {
			continue
		}
		if e := f.m.latest(sim.ConsumerCrashed, f.ofWorker(g, i)); e != nil {
			return reason{head: fmt.Sprintf(t.Haunted, i+1), event: e.N, detail: fmt.Sprintf(t.HauntedFor, f.t.rounded(f.s.Setup.SessionTimeout))}, true
		}
	}
	return reason{}, false
}

// groupStopped tells of a worker that a rebalance has stopped.
func (f *frame) groupStopped(g sim.Group) (reason, bool) {
	members := f.s.Groups[g].Members
	for i := range members {
		if f.standing(g, &members[i]) != standsStopped {
			continue
		}
		if e := f.m.latest(sim.RebalanceNoticed, f.ofWorker(g, i)); e != nil {
			return reason{head: fmt.Sprintf(f.t.Why.Stopped, i+1), event: e.N, detail: f.t.Why.JoinWaits}, true
		}
	}
	return reason{}, false
}

// groupOut tells of a worker that was silent for a whole session, and that does
// not know that it is no member any more.
func (f *frame) groupOut(g sim.Group) (reason, bool) {
	members := f.s.Groups[g].Members
	for i := range members {
		if f.standing(g, &members[i]) != standsOut {
			continue
		}
		if e := f.m.latest(sim.MemberLeft, f.ofWorker(g, i)); e != nil {
			return reason{head: fmt.Sprintf(f.t.Why.Out, i+1), event: e.N, detail: f.t.Why.OutMeans}, true
		}
	}
	return reason{}, false
}

// groupRetrying tells of a worker that makes new fetchers in a moment.
func (f *frame) groupRetrying(g sim.Group) (reason, bool) {
	t, members := &f.t.Why, f.s.Groups[g].Members
	for i := range members {
		m := &members[i]
		if f.standing(g, m) != standsRetrying {
			continue
		}
		if e := f.m.latest(sim.ConsumerRetrying, f.ofWorker(g, i)); e != nil {
			return reason{head: fmt.Sprintf(t.Refetches, i+1, f.t.seconds(m.NextAt-f.m.At)), event: e.N, detail: fmt.Sprintf(t.RetryOf, m.Retries, sim.ConsumerRetries, e.Code)}, true
		}
	}
	return reason{}, false
}

// groupBlocked tells of the record at which the group's handler throws, again
// and again.
func (f *frame) groupBlocked(g sim.Group, fits func(*sim.Event) bool) (reason, bool) {
	e := f.m.latest(sim.HandlerFailed, func(e *sim.Event) bool {
		return e.Group == g && e.Topic == sim.Orders && int(e.Partition) < len(f.s.Partitions) && e.Offset >= f.s.Partitions[e.Partition].Committed[g] && fits(e)
	})
	if e == nil {
		return reason{}, false
	}
	throws := 0
	for id := e.N; id > 0 && f.m.N-id < whyBack; id-- {
		if c := f.m.Log.At(id); c.Type == sim.HandlerFailed && c.Order == e.Order && c.Group == g {
			throws++
		}
	}
	return reason{head: fmt.Sprintf(f.t.Why.BlockedBy, e.Order, e.Code), event: e.N, detail: fmt.Sprintf(f.t.Why.BlockedAt, recordAt(e), throws)}, true
}

// groupBusy tells what the group's workers are at.
func (f *frame) groupBusy(g sim.Group) (reason, bool) {
	members := f.s.Groups[g].Members
	for i := range members {
		order := members[i].Order
		if f.standing(g, &members[i]) != standsBusy {
			continue
		}
		e := f.m.latest(sim.HandlerStarted, func(e *sim.Event) bool { return e.Group == g && e.Order == order && int(e.Worker) == i+1 })
		if e != nil {
			return reason{head: fmt.Sprintf(f.t.Why.Busy, i+1, order), event: e.N, detail: fmt.Sprintf(f.t.Why.BusyFor, f.t.span(f.since(e.At)))}, true
		}
	}
	return reason{}, false
}

// groupCommits tells of the last commit of the group.
func (f *frame) groupCommits(g sim.Group, fits func(*sim.Event) bool) (reason, bool) {
	e := f.m.latest(sim.OffsetCommitted, func(e *sim.Event) bool { return e.Group == g && e.Topic == sim.Orders && fits(e) })
	if e == nil {
		return reason{}, false
	}
	return reason{head: fmt.Sprintf(f.t.Why.LastCommit, g, e.Partition, e.Offset), event: e.N, detail: f.t.Why.CommitMeans}, true
}

func anyEvent(*sim.Event) bool { return true }

// groupReasons returns why a group is as it is.
func (f *frame) groupReasons(g sim.Group) []reason {
	var found causes
	found.add(f.groupAbsent(g))
	found.add(f.groupAway(g))
	found.add(f.groupHaunted(g))
	found.add(f.groupCrashed(g))
	found.add(f.groupStopped(g))
	found.add(f.groupOut(g))
	found.add(f.groupRetrying(g))
	if f.lag(g) > 0 {
		found.add(f.groupBlocked(g, anyEvent))
	}
	found.add(f.groupBusy(g))
	found.add(f.groupCommits(g, anyEvent))
	return found.list()
}

// causes gathers reasons, as many as are told, none twice.
type causes struct{ found []reason }

func (c *causes) add(r reason, found bool) {
	if !found || len(c.found) == reasonsMax {
		return
	}
	for i := range c.found {
		if c.found[i].event == r.event && c.found[i].head == r.head {
			return
		}
	}
	if r.detail != "" && said(c.found, r) {
		r.detail, r.second = "", 0
	}
	c.found = append(c.found, r)
}

func (c *causes) list() []reason { return c.found }
