package engine

import "time"

// An order is looked at a minute after it was created, and every minute from
// then on, to see whether it is over: at most two whenever a new one is
// created, so that the list of the open ones shrinks.
const (
	closeAfter  = time.Minute
	closeChecks = 2
)

// close lets go of orders to which nothing can happen any more.
func (s *service) close() {
	for range closeChecks {
		number := s.open[0]
		f := s.flows[number-1]
		if s.e.now-f.checkedAt < closeAfter {
			return
		}
		s.open = s.open[1:]
		if !s.closable(f) {
			f.checkedAt = s.e.now
			s.open = append(s.open, number)
			continue
		}
		s.flows[number-1] = nil
		for _, g := range s.e.ordersGroups(0) {
			delete(g.done, number)
		}
		delete(s.e.panel.jobs, number)
		if s.e.forget {
			s.e.recorder.Release(number)
		}
	}
}

// closable reports whether nothing can happen to the order any more: nothing
// of it is in a memory, in the log unhandled, at work or at the panel, nobody
// waits for it, and no job and no status event can move its row.
func (s *service) closable(f *flow) bool {
	switch {
	case f.own.inFlight+f.sweep.inFlight+f.relay.inFlight > 0:
		return false
	case !f.marked && !f.refunded, f.unsent, f.sweep.taken, f.relay.taken, s.e.panel.drops.owed[f.number] > 0:
		return false
	}
	return s.e.State().Over(s.e.order(f.number))
}
