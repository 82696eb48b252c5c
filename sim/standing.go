package sim

import (
	"slices"
	"time"
)

// Where says where an order truly is, finer than Truth does.
type Where uint8

// The places, by their truth.
const (
	NowUncalled     Where = iota // created or paid; nothing was handed over yet
	NowLeaving                   // in the producer's memory, only just handed over: it waits for nothing
	NowHeld                      // in the producer's memory: its client has to join its group first
	NowUnconnected               // in the producer's memory: it waits for the connection
	NowMetadata                  // in the producer's memory: its round has connected, the metadata is to come
	NowUsedUp                    // in the producer's memory: the tries it depended on are used up, and it is yet to be given up
	NowBetweenTries              // in the producer's memory, between tries of its own
	NowInHand                    // back at the order service: no try of the producer's is set for it
	NowOnWire                    // a request is on the wire
	NowUnanswered                // a request left and no answer came: nobody can tell
	NowElsewhere                 // handled by a member that is not this run's: nobody here can tell what came of it
	NowStored                    // in the log, and about to be replicated: no consumer can see it, for a moment
	NowUnseen                    // in the log, above the high watermark, and stays there: no consumer can see it
	NowWaiting                   // in the log, not handled: it counts as LAG
	NowDoubled                   // more than one copy is in the log, none is done
	NowAtWorker                  // its handler runs
	NowAsking                    // its handler runs, and the panel has no job for it yet
	NowAtPanel                   // the panel has a job for it
	NowDone                      // the work is complete
	NowFallen                    // the work was complete; a part of it is gone again
	NowDoneTwice                 // the work was done more than once
	NowBoughtTwice               // the work is complete, and was bought from the panel more than once
	NowPartial                   // over: the panel delivered a part
	NowCanceled                  // over: the panel canceled
	NowEnded                     // over without complete work: declined, refused or given up
	NowUnsent                    // lost: no request of it ever left
	NowNowhere                   // lost: a request left, and never came into the log
	NowGone                      // lost: no copy of it is in the log any more
	NowUndone                    // lost: it is in the log, and nobody is going to do the work
	WhereCount
)

// Belief says whether an order's row, or its points, tell more than is true.
type Belief uint8

// The beliefs.
const (
	Agrees Belief = iota
	Ahead         // they tell of what is not so, or not yet
	Behind        // they do not tell yet what is so
)

// Standing is where an order truly is at a time, since and until when, and who
// knows. One function says it; table, ladder, verdict, diagram and causes only
// word it. MemberStanding is how a member of a group stands.
type Standing struct {
	Of     *OrderState // with partition and offset, job and percent, copies, and what the row says and the caller knows
	Where  Where
	Truth  Truth         // the same in one word of eleven
	Since  time.Duration // since when it waits or is worked on, else since when its truth is so
	Until  time.Duration // when its own next try, or the next connect of its round, comes; or Never
	Round  *RoundState   // the reconnect round it waits in, as far as it is kept; nil: none
	Worker int           // of the carrying group, that runs its handler; 0 = none
	Belief Belief        // whether the row runs ahead of it, or behind
}

// Standing returns where an order is at a time from the state's last event on.
func (s *State) Standing(o *OrderState, at time.Duration) Standing {
	st := Standing{Of: o, Truth: o.truth, Since: o.TruthAt, Until: Never, Belief: o.belief()}
	switch o.truth {
	case InMemory, Retrying:
		s.inMemory(&st, at)
	case Waiting:
		st.Where = s.inLog(o, at)
	case Working:
		st.Where, st.Worker = s.AtWork(o)
		if st.Since = o.Rungs[Polled]; st.Worker > 0 {
			st.Since = s.Groups[o.Order.Fulfilment.Carrier()].Members[st.Worker-1].Began
		}
	case Lost, Done, Ended:
		st.Where = o.closed()
	case Uncertain:
		if st.Where = NowUnanswered; o.outOfSight() {
			st.Where = NowElsewhere
		}
	default:
		st.Where = [...]Where{NotCalled: NowUncalled, OnTheWay: NowOnWire, Duplicated: NowDoubled}[o.truth]
	}
	return st
}

// leavesWithin is how long an order may be in memory before it counts as one
// that waits: handing it over takes a few milliseconds, connecting first up to 275.
const leavesWithin = 300 * time.Millisecond

// inMemory says for what an order waits that is neither in the log nor under way.
func (s *State) inMemory(st *Standing, at time.Duration) {
	o := st.Of
	if st.Since = o.Since; o.Publishes == 1 {
		st.Since = o.CalledAt // it may have moved from round to round since
	}
	if o.truth == Retrying {
		st.Where = NowInHand
		if o.Live > 0 {
			st.Where, st.Until = NowBetweenTries, o.NextAt
		}
		return
	}
	if i := slices.IndexFunc(s.Client.Rounds, func(r RoundState) bool { return r.Number == o.Round }); i >= 0 {
		st.Round = &s.Client.Rounds[i]
		st.Until = st.Round.NextAt
	}
	connected := st.Round != nil && st.Round.OK
	switch held := s.Held(o); {
	case o.usedUp:
		st.Where = NowUsedUp
	case held && (o.Round == 0 || connected):
		st.Where = NowHeld
	case connected:
		st.Where = NowMetadata
	case o.Round == 0 && at-o.Since < leavesWithin && !held:
		st.Where = NowLeaving
	default:
		st.Where = NowUnconnected
	}
}

// replicatesWithin is how soon the followers have a record when all is well:
// for so long it does not count as unseen, unless they are known to be slow.
const replicatesWithin = 40 * time.Millisecond

// inLog says for what an order waits that is in the log: where its last copy is
// not below the high watermark no consumer can read it, so it is no LAG.
func (s *State) inLog(o *OrderState, at time.Duration) Where {
	slow := func(f FaultState) bool { return f.End == Never && f.Fault.Name == ReplicaSlow }
	switch {
	case o.Copies == 0 || int(o.Partition) >= len(s.Partitions) || o.Offset < s.Partitions[o.Partition].High:
		return NowWaiting
	case at-o.CopyAt >= replicatesWithin || slices.ContainsFunc(s.Faults, slow):
		return NowUnseen
	}
	return NowStored
}

// AtWork returns who works on an order, whatever else is true of it, and the
// worker that runs its handler, or 0.
func (s *State) AtWork(o *OrderState) (where Where, worker int) {
	runs := func(m MemberState) bool { return m.Order == o.Order.Number }
	worker = 1 + slices.IndexFunc(s.Groups[o.Order.Fulfilment.Carrier()].Members, runs)
	switch {
	case o.Jobs > 0:
		return NowAtPanel, worker
	case o.Order.Fulfilment == External:
		return NowAsking, worker
	}
	return NowAtWorker, worker
}

// closed says how an order is over.
func (o *OrderState) closed() Where {
	for _, c := range [...]struct {
		where Where
		is    bool
	}{
		{NowPartial, o.truth == Ended && o.JobStatus == JobPartial},
		{NowCanceled, o.truth == Ended && o.JobStatus == JobCanceled},
		{NowEnded, o.truth == Ended},
		{NowBoughtTwice, o.truth == Done && o.Jobs > 1},
		{NowDoneTwice, o.WorkDone > 1},
		{NowFallen, o.truth == Done && o.Gone > 0},
		{NowDone, o.truth == Done},
		{NowUnsent, o.Requests == 0 && !o.Foreign},
		{NowNowhere, o.Appended == 0},
		{NowGone, o.Copies == 0},
	} {
		if c.is {
			return c.where
		}
	}
	return NowUndone
}

// belief compares the row and the points with the truth.
func (o *OrderState) belief() Belief {
	unlogged := o.truth == InMemory || o.truth == Retrying || o.truth == OnTheWay || o.truth == Uncertain && !o.outOfSight()
	switch {
	case o.Row == RowNone:
		return Agrees // it says nothing that is known here
	case o.truth == Done && o.Row != RowCompleted, o.truth == Ended && !o.Row.Final() && o.Row != RowPublishFailed:
		return Behind
	case o.truth == Lost, o.truth == Done && o.Gone > 0, o.Marked && unlogged:
		return Ahead
	}
	return Agrees
}

// Loss says how an order came to be lost.
type Loss uint8

// The ways to be lost. The first six are those in which the client gave it up.
const (
	LostAtOnce    Loss = iota // at the very moment the connection was back
	LostReconnect             // a moment after it was back
	LostMetadata              // no metadata came in time
	LostUsedUp                // its round was used up
	LostTries                 // its last try was refused
	LostRefused               // refused with an error for good
	LostTruncated             // its record was in a log, and was truncated
	LostSwitched              // what would send it was switched off
	LostMemory                // it was in the memory of a process that died
	LostAside                 // its handler failed too often, and it was put aside
	LostUndone                // it was handled, and no work was done
	LossCount
)

// Loss returns how an order that is lost came to be so, and the instant at
// which the client gave it up; nil where it did not.
func (s *State) Loss(o *OrderState) (Loss, *LostState) {
	var by *LostState
	for i := range s.Client.LostAt {
		if l := &s.Client.LostAt[i]; Within(l.At, o.Since) && slices.Contains(l.Orders, o.Order.Number) {
			by = l
		}
	}
	if by == nil {
		return s.lossUngiven(o), nil
	}
	return s.LossAt(by), by
}

// LossAt returns how the client came to give orders up at an instant.
func (s *State) LossAt(l *LostState) Loss {
	reconnected := Within(l.At, s.Client.Connected)
	switch {
	case l.Error == NoError:
		return LostMemory
	case l.Error == NumberOfRetriesExceeded || l.Error == WriteFailed:
		return LostTries
	case l.Error != NonRetriableError:
		return LostRefused
	case reconnected && l.At-s.Client.Connected < time.Millisecond:
		return LostAtOnce
	case reconnected:
		return LostReconnect
	case len(s.Client.Rounds) == 0:
		return LostMetadata
	}
	return LostUsedUp
}

// lossUngiven returns how an order was lost that the client did not give up.
func (s *State) lossUngiven(o *OrderState) Loss {
	switch {
	case o.Copies < o.Appended:
		return LostTruncated
	case o.TruthBy == s.switched:
		return LostSwitched
	case o.Appended == 0:
		return LostMemory
	case o.Failed():
		return LostAside
	}
	return LostUndone
}

// UsedUp returns the round that was used up while a lost order waited in it, and
// cost it its last connect; nil where there was none.
func (s *State) UsedUp(o *OrderState) *RoundState {
	if o.Reached(OnWire) || !Within(s.Client.Connected, o.TruthAt) {
		return nil
	}
	for i := range s.Client.Rounds {
		if r := &s.Client.Rounds[i]; !r.OK && !r.Running && o.CalledAt < r.EndAt && r.EndAt < o.TruthAt {
			return r
		}
	}
	return nil
}

// SameInstant is how far apart events of one instant may be, in virtual time.
const SameInstant = 50 * time.Millisecond

// Within reports whether two times are one instant.
func Within(a, b time.Duration) bool {
	return b != Never && a-b <= SameInstant && b-a <= SameInstant
}
