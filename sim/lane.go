package sim

import (
	"slices"
	"time"
)

// Lane is what one mode came to, under the seed and the faults it shares with
// the other two. Everything in it is read off its run.
type Lane struct {
	Mode      Mode
	State     *State
	LogHash   string
	Outcomes  [Unknown + 1]int // what the callers know, by Outcome
	Proved    [RungCount]int   // of the callers that know a value or nothing: how many knew when their order had reached the rung
	Knowing   int              // how many those are
	Told      Rung             // the last rung that every one of them had reached when the caller knew
	Answers   int              // orders with a record in the reply topic
	Waited    [3]time.Duration // the callers' waiting that ended: least, median, most
	Hanging   int              // callers that still wait at the end
	ForWhom   [3]time.Duration // median of the waiting until the broker acknowledged, until the handler was done, until the caller knew
	Anomalies [Stuck + 1]int   // by name
	Errors    map[Code]int     // that reached a caller
	Furthest  map[Rung]int     // of the orders that are not finished: the last rung they reached
	Late      time.Duration    // the longest time from the call to the first copy in the log
	Money     struct{ Taken, Back, ForNothing, Panel int64 }
}

// NewLane reads a lane off what a run came to.
func NewLane(s *State, logHash string) Lane {
	l := Lane{Mode: s.Setup.Mode, State: s, LogHash: logHash, Errors: map[Code]int{}, Furthest: map[Rung]int{}}
	l.Money.Taken, l.Money.Back, l.Money.ForNothing, l.Money.Panel = s.Charged, s.Refunded, s.ForNothing, s.Cost
	l.Anomalies = s.Found
	var waited, acked, handled []time.Duration
	for number := range s.Orders.Each() {
		o := s.Order(number)
		l.count(o)
		if o.Caller == Value || o.Caller == Failure || o.Caller == Nothing {
			waited = append(waited, o.CallerAt)
		}
		if o.Reached(Acked) && o.Reached(Called) {
			acked = append(acked, max(0, min(o.Rungs[Acked]-o.CalledAt, o.CallerAt)))
		}
		if o.Reached(Handled) && o.Reached(Called) {
			handled = append(handled, max(0, min(o.Rungs[Handled]-o.CalledAt, o.CallerAt)))
		}
	}
	l.Waited = [3]time.Duration{quantile(waited, 0), quantile(waited, 50), quantile(waited, 100)}
	l.ForWhom = [3]time.Duration{quantile(acked, 50), quantile(handled, 50), l.Waited[1]}
	l.Told = l.told()
	return l
}

// count adds what one order says.
func (l *Lane) count(o *OrderState) {
	l.Outcomes[o.Caller]++
	if o.Caller == Pending {
		l.Hanging++
	}
	if o.Caller == Failure {
		l.Errors[o.Error]++
	}
	if o.Replies > 0 {
		l.Answers++
	}
	if o.Reached(Appended) && o.CalledAt != Never {
		l.Late = max(l.Late, o.Rungs[Appended]-o.CalledAt)
	}
	if o.Truth() != Done {
		l.Furthest[furthest(o)]++
	}
	if o.Caller != Value && o.Caller != Nothing {
		return
	}
	l.Knowing++
	for r := range RungCount {
		if o.Reached(r) && o.Rungs[r] <= o.CalledAt+o.CallerAt {
			l.Proved[r]++
		}
	}
}

// furthest returns the last rung of the order's way that it reached.
func furthest(o *OrderState) Rung {
	last := Created
	for _, r := range way {
		if o.Reached(r) {
			last = r
		}
	}
	return last
}

// way is the truth's rungs in order, without the beliefs.
var way = [...]Rung{Created, Paid, Called, OnWire, Appended, Replicated, Acked, Polled, Handled, Committed, Accepted, Finished}

// told returns how far every order had got whose caller knew.
func (l *Lane) told() Rung {
	last := Created
	for _, r := range way {
		if l.Knowing > 0 && l.Proved[r] == l.Knowing {
			last = r
		}
	}
	return last
}

// quantile returns the value at a percentage of the sorted list; 0 for an empty one.
func quantile(list []time.Duration, percent int) time.Duration {
	if len(list) == 0 {
		return 0
	}
	list = slices.Clone(list)
	slices.Sort(list)
	return list[(len(list)-1)*percent/100]
}
