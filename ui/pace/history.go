package pace

import (
	"orderflow/sim"
)

// History gives the state of a log at any of its prefixes, by folding again
// from the nearest snapshot. It holds no truth of its own.
type History struct {
	log       *sim.Log
	Head      *sim.State   // fold of everything that was added
	snapshots []*sim.State // fold of the first i·pageSize events
	shown     *sim.State   // the state that was last asked for
}

// NewHistory returns the history of a log, of which nothing is laid yet.
func NewHistory(log *sim.Log) *History {
	return &History{log: log, Head: sim.NewState(), snapshots: []*sim.State{sim.NewState()}, shown: sim.NewState()}
}

// Add folds the log's next event.
func (h *History) Add(e *sim.Event) {
	h.Head.Apply(e)
	if e.N%pageSize == 0 {
		h.snapshots = append(h.snapshots, h.Head.Clone())
	}
}

// At returns the state after the first n events, which must have been added.
// It is good until the next call.
func (h *History) At(n int) *sim.State {
	h.shown = h.Reach(h.shown, n)
	return h.shown
}

// Reach makes a state of the log that of its first n events, which must have
// been added, or returns another one that is.
func (h *History) Reach(s *sim.State, n int) *sim.State {
	if near := int(s.N); near > n || near/pageSize < n/pageSize {
		s = h.snapshots[n/pageSize].Clone()
	}
	Fold(s, h.log, n)
	return s
}

// Fork makes the history that of another log, whose first n events are those
// of the present one.
func (h *History) Fork(log *sim.Log, n int) {
	h.log = log
	if n >= int(h.Head.N) {
		return
	}
	h.snapshots = h.snapshots[:n/pageSize+1]
	h.Head = h.snapshots[n/pageSize].Clone()
	Fold(h.Head, log, n)
	if int(h.shown.N) > n {
		h.shown = h.snapshots[n/pageSize].Clone()
	}
}

// Fold brings a state of the log to its first n events.
func Fold(s *sim.State, log *sim.Log, n int) {
	for i := s.N + 1; int(i) <= n; i++ {
		s.Apply(log.At(i))
	}
}
