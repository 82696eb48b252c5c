package stage

import (
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/pace"
)

// walk goes through two futures side by side, from where they part, and looks
// for the first thing that happens to an order in one of them alone. What the
// user did is no difference: it is why they part. Nor is a few milliseconds:
// what takes no time worth a sentence is drawn anew in each future.
type walk struct {
	parting time.Duration
	logs    [2]*sim.Log
	added   [2][]time.Duration      // when the user added an order that the other side has not
	last    [2]sim.EventID          // the last event of each that was looked at
	waiting []*lone                 // in ascending order of time, with some that have met their like
	alone   map[sim.OrderID][]*lone // those that have not
	found   *sim.Event
	side    int // that the difference is on
}

// lone is an event that the other side has not had yet.
type lone struct {
	event *sim.Event
	side  int
	met   bool
}

// sameTime is how far apart in virtual time the same thing may happen in two
// futures: it is about the longest that the payment of an order takes.
const sameTime = pace.Burst

func newWalk(a, b *sim.Future) *walk {
	w := &walk{logs: [2]*sim.Log{a.Log(), b.Log()}, alone: map[sim.OrderID][]*lone{}}
	w.parting, _ = a.Parting(b)
	for side, own := range [2][]sim.Input{a.Own([]*sim.Future{b}), b.Own([]*sim.Future{a})} {
		w.last[side] = sim.EventID(w.logs[side].Until(w.parting - 1))
		for _, in := range own {
			if in.NewOrder {
				w.added[side] = append(w.added[side], in.At)
			}
		}
	}
	return w
}

// advance looks at everything up to a virtual time, within the limit of a frame,
// and reports whether it is there. Both logs must be computed up to there. A
// difference is found sameTime after it: until then the other side may have the
// same.
func (w *walk) advance(until time.Duration) bool {
	for range laneEventsMax {
		if w.found != nil {
			return true
		}
		side, e := 0, w.next(0, until)
		if other := w.next(1, until); e == nil || other != nil && other.At < e.At {
			side, e = 1, other
		}
		if e == nil {
			w.settle(until)
			return true
		}
		w.settle(e.At)
		w.last[side] = e.N
		w.meet(side, e)
	}
	return false
}

// meet looks for the event of the other side that says the same, or lets the
// event wait for it.
func (w *walk) meet(side int, e *sim.Event) {
	alone := w.alone[e.Order]
	i := slices.IndexFunc(alone, func(l *lone) bool { return l.side != side && alike(l.event, e) })
	if i < 0 {
		l := &lone{event: e, side: side}
		w.waiting, w.alone[e.Order] = append(w.waiting, l), append(alone, l)
		return
	}
	alone[i].met = true
	if alone = slices.Delete(alone, i, i+1); len(alone) == 0 {
		delete(w.alone, e.Order)
		return
	}
	w.alone[e.Order] = alone
}

// settle finds the difference, where the first event that waits for its like
// has waited too long.
func (w *walk) settle(now time.Duration) {
	for len(w.waiting) > 0 && w.waiting[0].met {
		w.waiting = w.waiting[1:]
	}
	if w.found == nil && len(w.waiting) > 0 && w.waiting[0].event.At+sameTime <= now {
		w.found, w.side = w.waiting[0].event, w.waiting[0].side
	}
}

// next returns the next event of an order on a side, or nil where there is none
// up to a virtual time.
func (w *walk) next(side int, until time.Duration) *sim.Event {
	log := w.logs[side]
	for n := w.last[side] + 1; int(n) <= log.Len(); n++ {
		e := log.At(n)
		switch {
		case e.At > until:
			return nil
		case e.Order != 0 && !e.Background() && e.Type != sim.AnomalyFound && !w.done(side, e):
			return e
		}
		w.last[side] = n
	}
	return nil
}

// done reports whether an event is an order that the user added.
func (w *walk) done(side int, e *sim.Event) bool {
	return e.Type == sim.OrderCreated && e.Cause == 0 && slices.Contains(w.added[side], e.At)
}

// alike reports whether two events say the same of the same order. Their
// numbers, and those of faults, may have moved, and so may times.
func alike(a, b *sim.Event) bool {
	x, y := *a, *b
	for _, e := range [...]*sim.Event{&x, &y} {
		e.N, e.Cause, e.Fault, e.Detail, e.At = 0, 0, 0, nil, 0
		switch e.Type {
		case sim.CallerKnows, sim.RetryScheduled, sim.HandlerFailed:
			e.Value = 0 // how long, or when
		}
	}
	return x == y
}
