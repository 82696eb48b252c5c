package story

import (
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/tell"
)

// at is where the figures of a cue are read.
type at struct {
	event   *sim.Event
	order   *sim.OrderState // that the cue selects, or nil
	state   *sim.State
	follows bool // the run follows another of the same seed and faults
}

// sets are the orders that a sentence can count and name.
var sets = map[string]func(a at, o *sim.OrderState) bool{
	"orders":       func(at, *sim.OrderState) bool { return true },
	"memory":       func(a at, o *sim.OrderState) bool { return slices.Contains(a.state.Client.Memory, o.Order.Number) },
	"round":        func(a at, o *sim.OrderState) bool { return o.Alive() && o.Round > 0 && o.Round == a.event.Round() },
	"lost":         func(_ at, o *sim.OrderState) bool { return o.Truth() == sim.Lost },
	"now-lost":     func(a at, o *sim.OrderState) bool { return o.Truth() == sim.Lost && a.givenUp(o) },
	"late":         func(_ at, o *sim.OrderState) bool { return tell.LateArrival(o) },
	"finished":     func(_ at, o *sim.OrderState) bool { return o.Truth() == sim.Done },
	"twice":        func(_ at, o *sim.OrderState) bool { return o.WorkDone > 1 },
	"published":    func(_ at, o *sim.OrderState) bool { return o.Marked },
	"waiting":      func(_ at, o *sim.OrderState) bool { return o.Caller == sim.Pending },
	"unheard":      func(_ at, o *sim.OrderState) bool { return o.Caller == sim.Pending && o.WorkDone > 0 },
	"told":         func(_ at, o *sim.OrderState) bool { return o.Caller == sim.Failure },
	"failed":       func(_ at, o *sim.OrderState) bool { return o.Row == sim.RowPublishFailed || o.Row == sim.RowRefunded },
	"canceled":     func(_ at, o *sim.OrderState) bool { return o.Row == sim.RowCanceled },
	"partial":      func(_ at, o *sim.OrderState) bool { return o.Row == sim.RowPartial },
	"stored":       func(_ at, o *sim.OrderState) bool { return o.Copies > 0 },
	"never-stored": func(_ at, o *sim.OrderState) bool { return o.Appended == 0 && o.Truth().Over() },
	"held":         func(_ at, o *sim.OrderState) bool { return o.Alive() && o.Requests == 0 },
	"in-log":       func(_ at, o *sim.OrderState) bool { return o.Truth() == sim.Waiting },
	"behind":       at.behind,
}

// of returns the orders of a set, ascending.
func (a at) of(set string) []sim.OrderID {
	var list []sim.OrderID
	for number := range a.state.Orders.Each() {
		if o := a.state.Order(number); o != nil && sets[set](a, o) {
			list = append(list, number)
		}
	}
	return list
}

// all reports whether something is so for each order of a set that has any.
func (a at) all(set string, is func(o *sim.OrderState) bool) bool {
	list := a.of(set)
	return len(list) > 0 && !slices.ContainsFunc(list, func(n sim.OrderID) bool { return !is(a.state.Order(n)) })
}

// givenUp reports whether the producer gave an order up at the instant of the cue.
func (a at) givenUp(o *sim.OrderState) bool {
	return slices.ContainsFunc(a.state.Client.LostAt, func(l sim.LostState) bool {
		return l.At == a.event.At && slices.Contains(l.Orders, o.Order.Number)
	})
}

// behind reports whether an order waits behind that of the cue in its partition.
func (a at) behind(o *sim.OrderState) bool {
	return a.order != nil && a.order.Copies > 0 && o.Truth() == sim.Waiting && o.Partition == a.order.Partition && o.Offset > a.order.Offset
}

// blocker returns the order that stands before that of the cue in its partition
// and whose handler threw; nil where there is none.
func (a at) blocker() *sim.OrderState {
	if a.order == nil || a.order.Copies == 0 {
		return nil
	}
	for number := range a.state.Orders.Each() {
		if o := a.state.Order(number); o != nil && o.Failed() && !o.Committed() && o.Partition == a.order.Partition && o.Offset < a.order.Offset {
			return o
		}
	}
	return nil
}

// fault returns the fault that the cue's event belongs to; its zero value where
// it is not one of a fault.
func (a at) fault() sim.FaultState {
	for i := range a.state.Faults {
		if a.event.Fault != 0 && a.state.Faults[i].Number == a.event.Fault {
			return a.state.Faults[i]
		}
	}
	return sim.FaultState{Start: sim.Never, End: sim.Never}
}

// since returns how long ago something was, at the cue's event.
func (a at) since(then time.Duration) time.Duration {
	if then == sim.Never {
		return 0
	}
	return max(a.event.At-then, 0)
}

// sinceRung returns how long ago the cue's order reached a rung.
func (a at) sinceRung(rung sim.Rung) time.Duration {
	if a.order == nil {
		return 0
	}
	return a.since(a.order.Rungs[rung])
}

// faultStart returns when the last fault began that is not there from the
// beginning.
func (a at) faultStart() time.Duration {
	last := sim.Never
	for i := range a.state.Faults {
		if f := &a.state.Faults[i]; f.Start > 0 {
			last = max(last, f.Start)
		}
	}
	return last
}

// faultEnd returns when the last fault was over.
func (a at) faultEnd() time.Duration {
	last := sim.Never
	for i := range a.state.Faults {
		last = max(last, a.state.Faults[i].End)
	}
	return last
}

// faultLasted returns how long the fault lasted that was over last.
func (a at) faultLasted() time.Duration {
	end := a.faultEnd()
	for i := range a.state.Faults {
		if f := &a.state.Faults[i]; end != sim.Never && f.End == end {
			return f.End - f.Start
		}
	}
	return 0
}

// usedUp returns when the first round of connects was used up.
func (a at) usedUp() time.Duration {
	for _, r := range a.state.Client.Rounds {
		if !r.Running && !r.OK && r.EndAt != sim.Never {
			return r.EndAt
		}
	}
	return sim.Never
}

// gaveUp returns when the producer gave an order up the last time.
func (a at) gaveUp() time.Duration {
	if list := a.state.Client.LostAt; len(list) > 0 {
		return list[len(list)-1].At
	}
	return sim.Never
}

// longest returns the longest of what is measured of each order.
func (a at) longest(of func(o *sim.OrderState) time.Duration) time.Duration {
	longest := time.Duration(0)
	for number := range a.state.Orders.Each() {
		if o := a.state.Order(number); o != nil {
			longest = max(longest, of(o))
		}
	}
	return longest
}

// longestOf returns the first order of which it is the longest; 0 where it is
// nothing for any.
func (a at) longestOf(of func(o *sim.OrderState) time.Duration) sim.OrderID {
	longest := a.longest(of)
	for number := range a.state.Orders.Each() {
		if o := a.state.Order(number); o != nil && longest > 0 && of(o) == longest {
			return number
		}
	}
	return 0
}

// lateness returns by how much the late ones are late, at least and at most.
func (a at) lateness() (least, most time.Duration) {
	for i, number := range a.of("late") {
		o := a.state.Order(number)
		by := o.Rungs[sim.Appended] - o.CalledAt
		if i == 0 || by < least {
			least = by
		}
		most = max(most, by)
	}
	return least, most
}

// lag returns the LAG of a group over all partitions.
func (a at) lag(g sim.Group) (sum int64) {
	for i := range a.state.Partitions {
		sum += a.state.Partitions[i].Lag(g)
	}
	return sum
}
