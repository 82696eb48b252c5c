package role

import (
	"sync"

	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// faultBook knows the faults of a run and decides which of them strikes.
type faultBook struct {
	journal chronicle.Keeper

	mu      sync.Mutex
	entries []*faultEntry
}

// faultEntry is one fault of a run.
type faultEntry struct {
	chronicle.NumberedFault
	event   sim.EventID // fault-started
	active  bool
	strikes int
	ended   sim.EventID             // fault-ended
	undo    func(cause sim.EventID) // ends what the fault did by itself; may be nil
}

// add enters a fault that begins now, and records that. Number 0 is the next.
func (b *faultBook) add(f sim.Fault, number uint16) (*faultEntry, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.entries) >= sim.FaultsMax {
		return nil, sim.Refuse("fault %s: at most %d in one run", "장애 %s: 한 번의 실행에 %d개까지 됩니다", f.Name, sim.FaultsMax)
	}
	if number == 0 {
		number = uint16(len(b.entries) + 1)
	}
	entry := &faultEntry{NumberedFault: chronicle.NumberedFault{Fault: f, Number: number}, active: true}
	b.entries = append(b.entries, entry)
	entry.event = b.journal.FaultBegins(&entry.NumberedFault)
	return entry, nil
}

// end ends a fault, unless it is over already.
func (b *faultBook) end(f *faultEntry, cause sim.EventID) {
	b.mu.Lock()
	if !f.active {
		b.mu.Unlock()
		return
	}
	f.active = false
	undo := f.undo
	f.ended = b.journal.FaultEnds(&f.NumberedFault, cause)
	b.mu.Unlock()
	if undo != nil {
		undo(f.ended)
	}
}

// onEnd sets what is done when the fault ends; where it is over already, that
// is done now.
func (b *faultBook) onEnd(f *faultEntry, undo func(cause sim.EventID)) {
	b.mu.Lock()
	f.undo = undo
	active := f.active
	b.mu.Unlock()
	if !active {
		undo(f.ended)
	}
}

// acts reports whether the fault is under way.
func (b *faultBook) acts(f *faultEntry) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	return f.active
}

// acting lists the faults that are under way.
func (b *faultBook) acting() []*faultEntry {
	b.mu.Lock()
	defer b.mu.Unlock()
	var acting []*faultEntry
	for _, f := range b.entries {
		if f.active {
			acting = append(acting, f)
		}
	}
	return acting
}

// actsOn reports whether the fault acts on the order in a group's hands: without
// group= that is the group which carries the order out. Group 0 is not a consumer.
func (f *faultEntry) actsOn(o *chronicle.Order, group sim.Group) bool {
	if f.Group == 0 && (group == sim.StatisticsGroup || group == sim.ServiceGroup || group != 0 && group < sim.StatisticsGroup && o.Fulfilment.Carrier() != group) {
		return false
	}
	return f.Concerns(o.Number, group)
}

// ready reports whether the fault would strike once more.
func (f *faultEntry) ready() bool { return f.active && (f.Count == sim.Always || f.strikes < f.Count) }

// count uses up one strike of the fault if it would strike now.
func (b *faultBook) count(f *faultEntry) bool {
	b.mu.Lock()
	defer b.mu.Unlock()
	if !f.ready() {
		return false
	}
	f.strikes++
	return true
}

// strike returns the first fault of this name that strikes here, counts it and
// records it after the event cause; or nil.
func (b *faultBook) strike(name sim.FaultName, o *chronicle.Order, group sim.Group, worker uint8) *faultEntry {
	f, _ := b.strikeAt(0, name, o, group, worker)
	return f
}

// strikeEach strikes with as many of the faults asked for as there are, at most
// so many, and returns them.
func (b *faultBook) strikeEach(o *chronicle.Order, group sim.Group, most int, which func(*sim.Fault) bool) (struck []sim.Fault) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.entries {
		if len(struck) < most && which(&f.Fault) && f.ready() && f.actsOn(o, group) {
			f.strikes++
			b.struck(f, sim.Event{Order: o.Number, Group: group})
			struck = append(struck, f.Fault)
		}
	}
	return struck
}

// strikeAt is strike for a fault that has a point at which it strikes. It
// returns the event of the strike too.
func (b *faultBook) strikeAt(at sim.Point, name sim.FaultName, o *chronicle.Order, group sim.Group, worker uint8) (*faultEntry, sim.EventID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.entries {
		if f.Name == name && f.Point == at && f.ready() && f.actsOn(o, group) {
			f.strikes++
			return f, b.struck(f, sim.Event{Order: o.Number, Group: group, Worker: worker})
		}
	}
	return nil, 0
}

// struck records a strike.
func (b *faultBook) struck(f *faultEntry, e sim.Event) sim.EventID {
	e.Type, e.Fault, e.Cause = sim.FaultStruck, f.Number, f.event
	return b.journal.Strike(e)
}

// standing returns the active fault of this name that acts as a state, or nil.
func (b *faultBook) standing(name sim.FaultName) *faultEntry {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.entries {
		if f.Name == name && f.active {
			return f
		}
	}
	return nil
}
