package ui

import "orderflow/sim"

// history gives the state of a log at any of its prefixes, by folding again
// from the nearest snapshot. It holds no truth of its own.
type history struct {
	log       *sim.Log
	head      *sim.State   // fold of everything that was added
	snapshots []*sim.State // fold of the first i·pageSize events
	shown     *sim.State   // the state that was last asked for
}

func newHistory(log *sim.Log) *history {
	return &history{log: log, head: sim.NewState(), snapshots: []*sim.State{sim.NewState()}, shown: sim.NewState()}
}

// add folds the log's next event.
func (h *history) add(e *sim.Event) {
	h.head.Apply(e)
	if e.N%pageSize == 0 {
		h.snapshots = append(h.snapshots, h.head.Clone())
	}
}

// at returns the state after the first n events, which must have been added.
// It is good until the next call.
func (h *history) at(n int) *sim.State {
	if near := int(h.shown.N); near > n || near/pageSize < n/pageSize {
		h.shown = h.snapshots[n/pageSize].Clone()
	}
	fold(h.shown, h.log, n)
	return h.shown
}

// fork makes the history that of another log, whose first n events are those
// of the present one.
func (h *history) fork(log *sim.Log, n int) {
	h.log = log
	if n >= int(h.head.N) {
		return
	}
	h.snapshots = h.snapshots[:n/pageSize+1]
	h.head = h.snapshots[n/pageSize].Clone()
	fold(h.head, log, n)
	if int(h.shown.N) > n {
		h.shown = h.snapshots[n/pageSize].Clone()
	}
}

// fold brings a state of the log to its first n events.
func fold(s *sim.State, log *sim.Log, n int) {
	for i := s.N + 1; int(i) <= n; i++ {
		s.Apply(log.At(i))
	}
}
