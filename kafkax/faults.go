package kafkax

import (
	"slices"
	"sync"

	"orderflow/sim"
)

// Supported returns an error of one line where the fault cannot be made: on
// the embedded Kafka or, with foreign, on a cluster that is not the program's own.
func Supported(f sim.Fault, foreign bool) error {
	switch f.Name {
	case sim.ReplicaSlow, sim.CallerExit, sim.ServiceRestart:
		return sim.Refuse("fault %s only works on the simulator: leave it out, or use orderflow run", "장애 %s은(는) 시뮬레이터에서만 됩니다. 빼거나 orderflow run을 쓰세요", f.Name)
	case sim.ProduceError, sim.LeaderFailover:
		if foreign {
			return sim.Refuse("fault %s only works on the simulator or the embedded Kafka: leave out --brokers", "장애 %s은(는) 시뮬레이터나 내장 Kafka에서만 됩니다. --brokers를 빼세요", f.Name)
		}
	case sim.BrokerDown:
		if foreign && f.How.Dies() {
			return sim.Refuse("fault %s: how=crash only works on the simulator or the embedded Kafka; how=network cuts this program off", "장애 %s: how=crash는 시뮬레이터나 내장 Kafka에서만 됩니다. how=network는 이 프로그램만 끊습니다", f.Name)
		}
	}
	return nil
}

// faultBook knows the faults of a run and decides which of them strikes.
type faultBook struct {
	journal *journal

	mu      sync.Mutex
	entries []*faultEntry
}

// faultEntry is one fault of a run.
type faultEntry struct {
	sim.Fault
	number  uint16
	event   sim.EventID // fault-started
	active  bool
	strikes int
	ended   sim.EventID             // fault-ended
	undo    func(cause sim.EventID) // ends what the fault did by itself; may be nil
}

// add enters a fault that begins now, and records that.
func (b *faultBook) add(f sim.Fault) (*faultEntry, error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	if len(b.entries) >= sim.FaultsMax {
		return nil, sim.Refuse("fault %s: at most %d in one run", "장애 %s: 한 번의 실행에 %d개까지 됩니다", f.Name, sim.FaultsMax)
	}
	entry := &faultEntry{Fault: f, number: uint16(len(b.entries) + 1), active: true}
	b.entries = append(b.entries, entry)
	entry.event = b.journal.note(sim.Event{Type: sim.FaultStarted, Fault: entry.number, Value: int64(f.For), Detail: &sim.Detail{Text: f.String()}})
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
	f.ended = b.journal.note(sim.Event{Type: sim.FaultEnded, Fault: f.number, Cause: cause})
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

// concerns reports whether the fault is about the order and the group; group 0
// is any.
func (f *faultEntry) concerns(order sim.OrderID, group sim.Group) bool {
	return (f.Order == 0 || f.Order == order) && (f.Group == 0 || group == 0 || f.Group == group)
}

// actsOn reports whether the fault acts on the order in a group's hands: without
// group= that is the group which carries the order out. Group 0 is not a consumer.
func (f *faultEntry) actsOn(t *trail, group sim.Group) bool {
	if f.Group == 0 && (group == sim.StatisticsGroup || group != 0 && group < sim.StatisticsGroup && t.order.Fulfilment.Carrier() != group) {
		return false
	}
	return f.concerns(t.order.Number, group)
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
func (b *faultBook) strike(name sim.FaultName, t *trail, group sim.Group, worker uint8) *faultEntry {
	f, _ := b.strikeAt(0, name, t, group, worker)
	return f
}

// strikeBeside is strike for a fault that is none of those that struck here already.
func (b *faultBook) strikeBeside(others []*faultEntry, name sim.FaultName, t *trail, group sim.Group) *faultEntry {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.entries {
		if f.Name == name && !slices.Contains(others, f) && f.ready() && f.actsOn(t, group) {
			f.strikes++
			b.struck(f, sim.Event{Order: t.order.Number, Group: group})
			return f
		}
	}
	return nil
}

// strikeAt is strike for a fault that has a point at which it strikes. It
// returns the event of the strike too.
func (b *faultBook) strikeAt(at sim.Point, name sim.FaultName, t *trail, group sim.Group, worker uint8) (*faultEntry, sim.EventID) {
	b.mu.Lock()
	defer b.mu.Unlock()
	for _, f := range b.entries {
		if f.Name == name && f.Point == at && f.ready() && f.actsOn(t, group) {
			f.strikes++
			return f, b.struck(f, sim.Event{Order: t.order.Number, Group: group, Worker: worker})
		}
	}
	return nil, 0
}

// struck records a strike.
func (b *faultBook) struck(f *faultEntry, e sim.Event) sim.EventID {
	e.Type, e.Fault, e.Cause = sim.FaultStruck, f.number, f.event
	return b.journal.strike(e)
}

// strike records that a fault struck; connections may be cut by it.
func (j *journal) strike(e sim.Event) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.trouble = j.record(e)
	return j.trouble
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
