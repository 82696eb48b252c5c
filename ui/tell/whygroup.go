package tell

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
)

// groupAbsent tells that a fault keeps the group away.
func (f *Reader) groupAbsent(g sim.Group) (Reason, bool) {
	fault := f.State.KeepsAway(g)
	if fault == nil {
		return Reason{}, false
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.Absent, g), Event: fault.Event, Detail: f.isLag(g)}, true
}

// groupCrashed tells of a worker of the group that does not run, by which error
// it stopped, and when it starts again.
func (f *Reader) groupCrashed(g sim.Group) (Reason, bool) {
	t, members := &f.Words.Why, f.State.Groups[g].Members
	for i := range members {
		if f.MemberStanding(g, &members[i]) != sim.StandsCrashed {
			continue
		}
		e := f.Moment.Latest(sim.ConsumerCrashed, f.ofWorker(g, i))
		if e == nil {
			continue
		}
		r := Reason{Head: fmt.Sprintf(t.Crashed, f.workerName(g, uint8(i+1))), Event: e.N, Detail: f.isLag(g)}
		if next := members[i].NextAt - f.Moment.At; next > 0 {
			r.Detail = fmt.Sprintf(t.StartsAgain, f.Words.SecondsOf(next))
		}
		switch e.Code {
		case sim.NoError:
		case sim.CoordinatorLoading:
			r.Head = t.CoordinatorReads
		default:
			r.Head = fmt.Sprintf(t.CrashedBy, f.workerName(g, uint8(i+1)), e.Code)
			if canvas.Columns(r.Head) > whyHead {
				r.Head = fmt.Sprintf(t.CrashedBy, "w"+strconv.Itoa(i+1), e.Code)
			}
		}
		r.Head = Sentence("%s", r.Head)[0]
		return r, true
	}
	return Reason{}, false
}

// whyHead is the room of a head beside its event, in columns.
const whyHead = 52

// ofWorker returns which events are those of a worker, by its index.
func (f *Reader) ofWorker(g sim.Group, i int) func(*sim.Event) bool {
	return func(e *sim.Event) bool { return e.Group == g && int(e.Worker) == i+1 }
}

// groupAway tells that the group cannot read, or is not formed yet.
func (f *Reader) groupAway(g sim.Group) (Reason, bool) {
	if f.State.KeepsAway(g) != nil {
		return Reason{}, false // it does not even try
	}
	ofGroup := func(e *sim.Event) bool { return e.Group == g }
	c := f.Census(g)
	if c.Stand[sim.StandsApart] > 0 && c.Stand[sim.StandsApart] == c.Count {
		if e := f.Moment.Latest(sim.ConsumerDisconnected, ofGroup); e != nil {
			return Reason{Head: fmt.Sprintf(f.Words.Why.Disconnected, g), Event: e.N, Detail: f.isLag(g)}, true
		}
	}
	if _, ghost := f.ghostOf(g); c.Reading() > 0 || ghost || c.Stand[sim.StandsCrashed]+c.Stand[sim.StandsOut] > 0 {
		return Reason{}, false
	}
	if e := f.Moment.LatestOf(ofGroup, sim.MemberJoining, sim.RebalanceNoticed, sim.MemberLeft); e != nil {
		return Reason{Head: fmt.Sprintf(f.Words.Why.Forming, g), Event: e.N, Detail: f.Words.Why.JoinWaits}, true
	}
	return Reason{}, false
}

// ghostEnd returns until when a ghost of the group is counted.
func (f *Reader) ghostEnd(g sim.Group) time.Duration {
	_, until := f.State.GhostIn(g)
	return until
}

// ghostOf returns the event by which the ghost that is counted longest became one.
func (f *Reader) ghostOf(g sim.Group) (*sim.Event, bool) {
	worker, _ := f.State.GhostIn(g)
	if worker == 0 {
		return nil, false
	}
	e := f.Moment.Latest(sim.MemberAbandoned, f.ofWorker(g, worker-1))
	return e, e != nil
}

// groupGhost tells of a member that nobody is behind and that is still
// counted: whoever wants to join waits for the end of its session.
func (f *Reader) groupGhost(g sim.Group) (Reason, bool) {
	t, members, c := &f.Words.Why, f.State.Groups[g].Members, f.Census(g)
	if e, found := f.ghostOf(g); found {
		r := Reason{Head: fmt.Sprintf(t.Ghost, e.Worker, f.Words.SecondsOf(f.ghostEnd(g))), Event: e.N, Detail: t.GhostAlone}
		if joins := f.Moment.LatestOf(func(e *sim.Event) bool { return e.Group == g }, sim.MemberJoining, sim.RebalanceNoticed); joins != nil && c.Queued() > 0 {
			r.Detail, r.Second = t.JoinWaits, joins.N
		}
		return r, true
	}
	for i := range members {
		m := &members[i]
		if m.Silent == sim.Never || m.Disconnected {
			continue
		}
		if e := f.Moment.Latest(sim.ConsumerCrashed, f.ofWorker(g, i)); e != nil {
			return Reason{Head: fmt.Sprintf(t.GhostCounted, i+1), Event: e.N, Detail: fmt.Sprintf(t.GhostCountedFor, f.Words.Rounded(f.State.Setup.SessionTimeout))}, true
		}
	}
	return Reason{}, false
}

// groupStopped tells of a worker that a rebalance has stopped.
func (f *Reader) groupStopped(g sim.Group) (Reason, bool) {
	members := f.State.Groups[g].Members
	for i := range members {
		if f.MemberStanding(g, &members[i]) != sim.StandsStopped {
			continue
		}
		if e := f.Moment.Latest(sim.RebalanceNoticed, f.ofWorker(g, i)); e != nil {
			return Reason{Head: fmt.Sprintf(f.Words.Why.Stopped, i+1), Event: e.N, Detail: f.Words.Why.JoinWaits}, true
		}
	}
	return Reason{}, false
}

// groupOut tells of a worker that was silent for a whole session, and that does
// not know that it is no longer a member.
func (f *Reader) groupOut(g sim.Group) (Reason, bool) {
	members := f.State.Groups[g].Members
	for i := range members {
		if f.MemberStanding(g, &members[i]) != sim.StandsOut {
			continue
		}
		if e := f.Moment.Latest(sim.MemberLeft, f.ofWorker(g, i)); e != nil {
			return Reason{Head: fmt.Sprintf(f.Words.Why.Out, i+1), Event: e.N, Detail: f.Words.Why.OutMeans}, true
		}
	}
	return Reason{}, false
}

// groupRetrying tells of a worker that makes new fetchers in a moment.
func (f *Reader) groupRetrying(g sim.Group) (Reason, bool) {
	t, members := &f.Words.Why, f.State.Groups[g].Members
	for i := range members {
		m := &members[i]
		if f.MemberStanding(g, m) != sim.StandsRetrying {
			continue
		}
		if e := f.Moment.Latest(sim.ConsumerRetrying, f.ofWorker(g, i)); e != nil {
			return Reason{Head: fmt.Sprintf(t.Refetches, i+1, f.Words.SecondsOf(m.NextAt-f.Moment.At)), Event: e.N, Detail: fmt.Sprintf(t.RetryOf, m.Retries, sim.ConsumerRetries, e.Code)}, true
		}
	}
	return Reason{}, false
}

// groupBlocked tells of the record at which the group's handler throws, again
// and again.
func (f *Reader) groupBlocked(g sim.Group, fits func(*sim.Event) bool) (Reason, bool) {
	e := f.Moment.Latest(sim.HandlerFailed, func(e *sim.Event) bool {
		return e.Group == g && e.Topic == sim.Orders && int(e.Partition) < len(f.State.Partitions) && e.Offset >= f.State.Partitions[e.Partition].Committed[g] && fits(e)
	})
	if e == nil {
		return Reason{}, false
	}
	throws := 0
	for id := e.N; id > 0 && f.Moment.N-id < moment.WhyBack; id-- {
		if c := f.Moment.Log.At(id); c.Type == sim.HandlerFailed && c.Order == e.Order && c.Group == g {
			throws++
		}
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.BlockedBy, e.Order, e.Code), Event: e.N, Detail: fmt.Sprintf(f.Words.Why.BlockedAt, recordAt(e), throws)}, true
}

// groupBusy tells what the group's workers are at.
func (f *Reader) groupBusy(g sim.Group) (Reason, bool) {
	members := f.State.Groups[g].Members
	for i := range members {
		order := members[i].Order
		if f.MemberStanding(g, &members[i]) != sim.StandsBusy {
			continue
		}
		e := f.Moment.Latest(sim.HandlerStarted, func(e *sim.Event) bool { return e.Group == g && e.Order == order && int(e.Worker) == i+1 })
		if e != nil {
			return Reason{Head: fmt.Sprintf(f.Words.Why.Busy, i+1, order), Event: e.N, Detail: fmt.Sprintf(f.Words.Why.BusyFor, f.Words.Span(f.Since(e.At)))}, true
		}
	}
	return Reason{}, false
}

// groupCommits tells of the last commit of the group.
func (f *Reader) groupCommits(g sim.Group, fits func(*sim.Event) bool) (Reason, bool) {
	e := f.Moment.Latest(sim.OffsetCommitted, func(e *sim.Event) bool { return e.Group == g && e.Topic == sim.Orders && fits(e) })
	if e == nil {
		return Reason{}, false
	}
	return Reason{Head: fmt.Sprintf(f.Words.Why.LastCommit, g, e.Partition, e.Offset), Event: e.N, Detail: f.Words.Why.CommitMeans}, true
}

func anyEvent(*sim.Event) bool { return true }

// groupReasons returns why a group is as it is.
func (f *Reader) groupReasons(g sim.Group) []Reason {
	var found causes
	found.add(f.groupAbsent(g))
	found.add(f.groupAway(g))
	found.add(f.groupGhost(g))
	found.add(f.groupCrashed(g))
	found.add(f.groupStopped(g))
	found.add(f.groupOut(g))
	found.add(f.groupRetrying(g))
	if f.Lag(g) > 0 {
		found.add(f.groupBlocked(g, anyEvent))
	}
	found.add(f.groupBusy(g))
	found.add(f.groupCommits(g, anyEvent))
	return found.list()
}

// causes gathers reasons, as many as are told, none twice.
type causes struct{ found []Reason }

func (c *causes) add(r Reason, found bool) {
	if !found || len(c.found) == ReasonsMax {
		return
	}
	for i := range c.found {
		if c.found[i].Event == r.Event && c.found[i].Head == r.Head {
			return
		}
	}
	if r.Detail != "" && said(c.found, r) {
		r.Detail, r.Second = "", 0
	}
	c.found = append(c.found, r)
}

func (c *causes) list() []Reason { return c.found }
