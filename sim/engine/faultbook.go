package engine

import (
	"time"

	"orderflow/sim"
)

// faultBook knows the faults of a run and decides which of them strikes.
type faultBook struct {
	entries []*faultEntry
}

// faultEntry is one fault under way.
type faultEntry struct {
	sim.Fault
	number  uint16
	event   sim.EventID // fault-started, later fault-ended
	struck  sim.EventID // the last fault-struck
	active  bool
	strikes int
	end     *timer
	stopped [sim.BrokerCount + 1]bool // brokers this fault took away
}

// planFaults puts the faults of the configuration on the agenda.
func (e *Engine) planFaults() {
	for _, f := range e.config.Faults {
		entry := e.faults.add(f)
		if f.From == 0 {
			e.startFault(entry)
			continue
		}
		e.after(f.From-e.now, func() { e.startFault(entry) })
	}
}

func (b *faultBook) add(f sim.Fault) *faultEntry {
	entry := &faultEntry{Fault: f, number: uint16(len(b.entries) + 1)}
	b.entries = append(b.entries, entry)
	return entry
}

func (e *Engine) startFault(f *faultEntry) {
	f.active = true
	f.event = e.record(sim.Event{Type: sim.FaultStarted, Fault: f.number, Value: int64(f.For), Detail: &sim.Detail{Text: f.String()}})
	if f.For != sim.Forever {
		f.end = e.timer(f.For, func() { e.endFault(f, f.event) })
	}
	e.act(f)
}

// endFault ends a fault: by its own time, or because a user repairs it (cause 0).
func (e *Engine) endFault(f *faultEntry, cause sim.EventID) {
	if !f.active {
		return
	}
	f.active = false
	f.end.stop()
	f.event = e.record(sim.Event{Type: sim.FaultEnded, Fault: f.number, Cause: cause})
	e.undo(f)
}

// strike returns the first fault of this name that strikes the order, in the
// order in which the faults were given, and counts it.
func (e *Engine) strike(name sim.FaultName, order sim.OrderID, group sim.Group, match func(*faultEntry) bool) *faultEntry {
	for _, f := range e.faults.entries {
		if f.Name != name || !f.applies(order, group) || match != nil && !match(f) {
			continue
		}
		f.strikes++
		f.struck = e.record(sim.Event{Type: sim.FaultStruck, Fault: f.number, Order: order, Group: group, Cause: f.event})
		return f
	}
	return nil
}

// applies reports whether the fault would strike here once more. Without
// group=, a consumer fault acts on the group that carries the order out.
func (f *faultEntry) applies(order sim.OrderID, group sim.Group) bool {
	if !f.active || f.Order != 0 && f.Order != order || f.Group != 0 && f.Group != group {
		return false
	}
	return f.Count == sim.Always || f.strikes < f.Count
}

// standing returns the active fault of this name that acts as a state, or nil.
func (e *Engine) standing(name sim.FaultName, order sim.OrderID, group sim.Group) *faultEntry {
	for _, f := range e.faults.entries {
		if f.Name == name && f.active && (f.Order == 0 || f.Order == order) && (f.Group == 0 || f.Group == group) {
			return f
		}
	}
	return nil
}

// longestDelay returns the largest delay of the active faults of this name.
func (e *Engine) longestDelay(name sim.FaultName) time.Duration {
	var longest time.Duration
	for _, f := range e.faults.entries {
		if f.Name == name && f.active {
			longest = max(longest, f.Delay)
		}
	}
	return longest
}
