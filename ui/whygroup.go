package ui

import (
	"fmt"

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

// groupCrashed tells of a worker of the group that does not run.
func (f *frame) groupCrashed(g sim.Group) (reason, bool) {
	members := f.s.Groups[g].Members
	for i := range members {
		if !members[i].Crashed {
			continue
		}
		e := f.m.latest(sim.ConsumerCrashed, func(e *sim.Event) bool { return e.Group == g && int(e.Worker) == i+1 })
		if e != nil {
			return reason{head: fmt.Sprintf(f.t.Why.Crashed, i+1), event: e.N, detail: f.isLag(g)}, true
		}
	}
	return reason{}, false
}

// groupAway tells that the group cannot read, or is not formed yet.
func (f *frame) groupAway(g sim.Group) (reason, bool) {
	if r, absent := f.groupAbsent(g); absent {
		return r, false // it does not even try
	}
	ofGroup := func(e *sim.Event) bool { return e.Group == g }
	members := f.s.Groups[g].Members
	away, joined := 0, 0
	for i := range members {
		if members[i].Disconnected {
			away++
		}
		if members[i].Joined {
			joined++
		}
	}
	if away > 0 && away == len(members) {
		if e := f.m.latest(sim.ConsumerDisconnected, ofGroup); e != nil {
			return reason{head: fmt.Sprintf(f.t.Why.Disconnected, g), event: e.N, detail: f.isLag(g)}, true
		}
	}
	if len(members) > 0 && joined == 0 {
		if e := f.m.latest(sim.MemberLeft, ofGroup); e != nil {
			return reason{head: fmt.Sprintf(f.t.Why.Forming, g), event: e.N, detail: f.isLag(g)}, true
		}
	}
	return reason{}, false
}

// groupHaunted tells of a worker that died and is still counted as a member:
// its partitions wait until its session is over.
func (f *frame) groupHaunted(g sim.Group) (reason, bool) {
	members := f.s.Groups[g].Members
	for i := range members {
		m := &members[i]
		if m.Silent == sim.Never || m.Disconnected {
			continue
		}
		e := f.m.latest(sim.ConsumerCrashed, func(e *sim.Event) bool { return e.Group == g && int(e.Worker) == i+1 })
		if e != nil {
			return reason{head: fmt.Sprintf(f.t.Why.Haunted, i+1), event: e.N, detail: fmt.Sprintf(f.t.Why.HauntedFor, f.t.rounded(f.s.Setup.SessionTimeout))}, true
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
		if order == 0 || members[i].Crashed {
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
	found.add(f.groupCrashed(g))
	found.add(f.groupHaunted(g))
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
