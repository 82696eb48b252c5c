package track

import (
	"math"
	"slices"

	"orderflow/sim"
)

// Bounds of the search for what moves at the cursor.
const (
	aheadMost  = 512  // events after the cursor
	aheadWall  = 0.9  // seconds of wall time: no way takes longer
	behindMost = 2048 // events before the cursor
	behindWall = 1.2  // seconds
)

// Seconds of wall time that something takes.
const (
	hopLeast     = 0.12 // from one place to the next, where much happens at once
	callLasts    = 0.30 // from the order service to the memory
	stopLasts    = 0.16 // to where it waits
	leaveLasts   = 0.30 // out of the memory
	arriveLasts  = 0.45 // to the log, to a worker, to its end
	backLasts    = 0.24 // a record whose handler threw; a refusal
	claimLasts   = 0.20 // a claim grows
	chipLasts    = 0.24 // a chip opens
	answerLasts  = 0.40 // an answer goes back to its caller
	toldLasts    = 0.30 // a failure does
	fallLasts    = 0.28 // a wall falls
	reopenLasts  = 0.20 // it becomes one that will open
	vanishLasts  = 0.12 // it goes
	tickLasts    = 0.18 // a connect goes to the wall
	refusedLasts = 0.30 // and is refused
)

// step is an event near the cursor, and when it is shown.
type step struct {
	wall float64
	e    *sim.Event
}

// motion is what happens near the cursor, of the orders that have a lane of their
// own, and of the world.
type motion struct {
	now    float64
	orders map[sim.OrderID][]step
	world  []step
}

// findMotion looks for the events around the cursor. Where each order is follows
// from them, and from nothing that was drawn before.
func (f *frame) findMotion() {
	m := f.Moment
	if f.Still || m.WallOf == nil || m.Finished {
		return
	}
	f.motion = motion{now: m.Wall, orders: map[sim.OrderID][]step{}}
	for i := range f.lanes {
		if o := f.lanes[i].o; o != nil {
			f.motion.orders[o.Order.Number] = nil
		}
	}
	if !m.Paused { // else all that has happened is over
		f.lookBack()
	}
	f.lookAhead()
}

// lookBack finds what happened a moment ago.
func (f *frame) lookBack() {
	m := f.Moment
	for id := m.N; id > 0 && m.N-id < behindMost; id-- {
		wall, laid := m.WallOf(id)
		if !laid || wall < m.Wall-behindWall {
			break
		}
		f.motion.note(step{wall, m.Log.At(id)})
	}
	slices.Reverse(f.motion.world)
	for _, steps := range f.motion.orders {
		slices.Reverse(steps)
	}
}

// lookAhead finds what will have happened in a moment.
func (f *frame) lookAhead() {
	m := f.Moment
	for id := m.N + 1; int(id) <= m.Log.Len() && id-m.N <= aheadMost; id++ {
		wall, laid := m.WallOf(id)
		if !laid || wall > m.Wall+aheadWall {
			break
		}
		f.motion.note(step{wall, m.Log.At(id)})
	}
}

// note keeps an event of an order that has a lane, or of the world.
func (m *motion) note(s step) {
	if s.e.Background() && s.e.Type != sim.ReplySent {
		return
	}
	switch s.e.Type {
	case sim.BrokerStopped, sim.BrokerStarted, sim.Reconnected, sim.ConnectRefused, sim.ConnectSucceeded:
		m.world = append(m.world, s)
		return
	}
	if steps, shown := m.orders[s.e.Order]; shown {
		m.orders[s.e.Order] = append(steps, s)
	}
}

// since returns the seconds since the last event of one of some types of an
// order, or of the world (0); very many where there was none a moment ago.
func (m *motion) since(number sim.OrderID, types ...sim.EventType) float64 {
	steps := m.world
	if number != 0 {
		steps = m.orders[number]
	}
	seconds := math.Inf(1)
	for i := range steps {
		if s := &steps[i]; s.wall <= m.now && slices.Contains(types, s.e.Type) {
			seconds = m.now - s.wall
		}
	}
	return seconds
}

// until returns the seconds until the next event of a type of an order, or of the
// world (0); very many where none is near.
func (m *motion) until(number sim.OrderID, t sim.EventType) float64 {
	steps := m.world
	if number != 0 {
		steps = m.orders[number]
	}
	for i := range steps {
		if s := &steps[i]; s.wall > m.now && s.e.Type == t {
			return s.wall - m.now
		}
	}
	return math.Inf(1)
}

// share returns how much of something that lasts so many seconds is over.
func share(seconds, lasts float64) float64 { return min(max(seconds/lasts, 0), 1) }

// hop is a way from one place to the next.
type hop struct {
	from, to int
	wall     float64 // of its event
	lasts    float64
	departs  bool // it begins with its event; else it ends with it
}

// hopOf returns the way that an event of an order brings it, if any.
func (f *frame) hopOf(o *sim.OrderState, s step) (hop, bool) {
	way := func(from, to stop, lasts float64, departs bool) (hop, bool) {
		return hop{f.column(from), f.column(to), s.wall, lasts, departs}, true
	}
	carrier := s.e.Group == o.Order.Fulfilment.Carrier()
	done := o.Reached(sim.Finished) && s.e.N != o.RungEvent[sim.Finished]
	if s.e.Type < sim.RecordAppended && o.Reached(sim.Appended) && o.RungEvent[sim.Appended] < s.e.N {
		return hop{}, false // a second copy is on its way: the first stays where it is
	}
	switch s.e.Type {
	case sim.PublishCalled:
		return way(stopService, stopMemory, callLasts, true)
	case sim.MemoryWaiting:
		return way(stopMemory, stopMemory, stopLasts, true)
	case sim.RequestSent:
		return way(stopMemory, stopWire, leaveLasts, true)
	case sim.RequestRefused, sim.RetryScheduled:
		return way(stopWire, stopMemory, backLasts, true)
	case sim.RecordAppended:
		if !o.Reached(sim.Appended) || o.RungEvent[sim.Appended] == s.e.N {
			return way(stopWire, stopLog, arriveLasts, false)
		}
	case sim.HandlerStarted:
		if carrier && (!done || o.RungEvent[sim.Finished] > s.e.N) {
			return way(stopLog, stopWork, arriveLasts, false)
		}
	case sim.HandlerFailed:
		if carrier && !done {
			return way(stopWork, stopLog, backLasts, true)
		}
	case sim.WorkFinished:
		if !done {
			return way(stopWork, stopDone, arriveLasts, false)
		}
	case sim.JobEnded:
		if !done && sim.JobStatus(s.e.Word) != sim.JobCompleted {
			return way(stopWork, stopDone, arriveLasts, false)
		}
	}
	return hop{}, false
}

// glide returns the column of an order's token that is on its way; false where it
// stands where it is.
func (f *frame) glide(o *sim.OrderState) (x int, moves bool) {
	steps := f.motion.orders[o.Order.Number]
	if len(steps) == 0 {
		return 0, false
	}
	now, at, first, arrived := f.motion.now, 0, true, math.Inf(-1)
	if f.Moment.Paused { // what is to come begins after what has happened
		arrived, _ = f.Moment.WallOf(o.LastEvent)
	}
	for i := range steps {
		h, is := f.hopOf(o, steps[i])
		if !is {
			continue
		}
		if first {
			at, first = h.from, false
		}
		departs, arrives := h.times(arrived)
		if next := f.nextHop(o, steps[i+1:]); h.departs && next < arrives {
			arrives = max(departs+hopLeast, next)
		}
		switch {
		case now < departs:
			return 0, false
		case now < arrives:
			return at + int(math.Round(ease((now-departs)/(arrives-departs))*float64(h.to-at))), h.to != at
		}
		at, arrived = h.to, arrives
	}
	return 0, false
}

// times returns when a hop begins and ends, after the one before has ended.
func (h *hop) times(before float64) (departs, arrives float64) {
	if h.departs {
		departs = max(h.wall, before)
		return departs, departs + h.lasts
	}
	arrives = max(h.wall, before+hopLeast)
	return max(before, arrives-h.lasts), arrives
}

// nextHop returns when the next event is shown that brings the order on.
func (f *frame) nextHop(o *sim.OrderState, steps []step) float64 {
	for i := range steps {
		if h, is := f.hopOf(o, steps[i]); is {
			return h.wall
		}
	}
	return math.Inf(1)
}

// ease makes a way begin and end softly.
func ease(share float64) float64 { return share * share * (3 - 2*share) }
