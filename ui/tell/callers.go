package tell

import (
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
)

// Callers is what a run has shown about who called, and about their orders.
type Callers struct {
	Nothing, Values, Errors, Waiting int // callers by what they know
	Answered                         int // of those with a value, by a reply
	Told                             int // callers with an error whose order is not done
	Failed                           int // orders that are lost, or failed openly
	Openly                           int // of those, whose row never said PUBLISHED
	Acked, Handled                   int // of those that went on: how many orders had got that far by then
	Calm                             []time.Duration
	Longest                          time.Duration // that somebody waited who knows
	Hangs, Indifferent               bool          // while a record lay unread
}

// Knowing returns how many callers went on without an error.
func (c *Callers) Knowing() int { return c.Nothing + c.Values }

// Usual returns how long a caller waits where no fault acts; false where none
// has shown it.
func (c *Callers) Usual() (time.Duration, bool) {
	if len(c.Calm) == 0 {
		return 0, false
	}
	list := slices.Sorted(slices.Values(c.Calm))
	return list[(len(list)-1)/2], true
}

// unreadFrom is how long a record must lie in the log before nobody reads it.
const unreadFrom = time.Second

// callersOf is what the callers of a run are remembered by.
type callersOf struct {
	mode sim.Mode
	n    sim.EventID
}

// Callers asks every caller of one of the ways that are compared.
func (f *Reader) Callers(lane *moment.Lane) *Callers {
	return moment.Once(f.Moment, callersOf{lane.Mode, lane.State.N}, func() *Callers { return CallersOf(lane.State, f.Moment.At) })
}

// CallersOf asks every caller of a run.
func CallersOf(s *sim.State, now time.Duration) *Callers {
	c := &Callers{}
	for number := range s.Orders.Each() {
		o := s.Order(number)
		c.held(o, now)
		lost := o.Truth() == sim.Lost
		if o.Caller == sim.Failure && o.Truth() != sim.Done {
			c.Told++
		}
		open := o.Caller == sim.Failure && (o.Truth() == sim.Ended || dropped(s, o, now))
		if lost || open {
			c.Failed++
		}
		if open && !o.Marked {
			c.Openly++
		}
		c.ask(s, o)
	}
	return c
}

// dropped reports whether an order is back at the order service, and nothing will
// send it again: its row says so an instant later.
func dropped(s *sim.State, o *sim.OrderState, now time.Duration) bool {
	return s.Standing(o, now).Where == sim.NowInHand && !s.Remedies.Has(sim.Sweeper) && !s.Remedies.Has(sim.Outbox)
}

// ask asks the caller of an order.
func (c *Callers) ask(s *sim.State, o *sim.OrderState) {
	switch o.Caller {
	case sim.Nothing:
		c.Nothing++
	case sim.Value:
		c.Values++
	case sim.Failure:
		c.Errors++
		c.Longest = max(c.Longest, o.CallerAt)
		return
	case sim.Pending:
		if waits(s, o) {
			c.Waiting++
		} else {
			c.Nothing++
		}
		return
	default:
		return
	}
	c.Longest = max(c.Longest, o.CallerAt)
	knew := o.CalledAt + o.CallerAt
	by := func(r sim.Rung) bool { return o.Reached(r) && o.Rungs[r] <= knew }
	if by(sim.Appended) {
		c.Acked++
	}
	if by(sim.Handled) {
		c.Handled++
	}
	if o.Answered {
		c.Answered++
	}
	if calm(s, o.CalledAt, knew) {
		c.Calm = append(c.Calm, o.CallerAt)
	}
}

// held sees whether a record that lay unread held its caller up.
func (c *Callers) held(o *sim.OrderState, now time.Duration) {
	if !o.Reached(sim.Appended) || !o.Reached(sim.Called) {
		return
	}
	read := now
	if o.Reached(sim.Polled) {
		read = o.Rungs[sim.Polled]
	}
	if read-o.Rungs[sim.Appended] < unreadFrom {
		return
	}
	if o.Caller == sim.Pending || o.CalledAt+o.CallerAt >= read {
		c.Hangs = true
	} else if o.Caller == sim.Nothing || o.Caller == sim.Value {
		c.Indifferent = true
	}
}

// calm reports whether no fault acted in a span of time.
func calm(s *sim.State, from, to time.Duration) bool {
	for i := range s.Faults {
		f := &s.Faults[i]
		end := f.End
		if end == sim.Never && f.Spent() {
			end = f.Struck
		}
		if f.Start <= to && (end == sim.Never || end >= from) {
			return false
		}
	}
	return true
}
