package moment

import (
	"slices"
	"time"

	"orderflow/sim"
)

// News is the change at the cursor, counted by event type.
type News struct {
	Events []*sim.Event // ascending
	Fresh  bool         // still marked on the screen
	Count  [sim.AnomalyFound + 1]int
	first  [sim.AnomalyFound + 1]*sim.Event
	Last   [sim.AnomalyFound + 1]*sim.Event
}

// instantMax bounds how far back the events of one instant are looked for.
const instantMax = 4096

// Digest reads the change at the cursor. Anomalies are named once an instant
// is over: a change of nothing but anomalies is still about what brought them,
// so the events of their instant belong to it.
func Digest(m *Moment) *News {
	n := &News{Fresh: m.Fresh}
	only := true
	for _, id := range m.Change.Events {
		if id == 0 || id > m.N {
			continue
		}
		e := m.Log.At(id)
		only = only && e.Type == sim.AnomalyFound
		if mark := markBefore(m, e); mark != nil {
			n.Events = append(n.Events, mark)
		}
		n.Events = append(n.Events, e)
	}
	if only && len(n.Events) > 0 {
		n.Events = append(instant(m.Log, n.Events[0]), n.Events...)
	}
	for _, e := range n.Events {
		n.add(e)
	}
	return n
}

// markedAtOnce is how long before an order begins to wait its mark still
// belongs to the same piece of news: the row says PUBLISHED, and nothing left.
const markedAtOnce = 40 * time.Millisecond

// markBefore returns the event that marked an order right before it began to
// wait in memory, where that was a change of its own.
func markBefore(m *Moment, e *sim.Event) *sim.Event {
	o := m.State.Order(e.Order)
	if e.Type != sim.MemoryWaiting || o == nil || !o.Reached(sim.Marked) || e.At-o.Rungs[sim.Marked] > markedAtOnce {
		return nil
	}
	if mark := o.RungEvent[sim.Marked]; mark < m.Change.First {
		return m.Log.At(mark)
	}
	return nil
}

// instant returns the events right before e that happened at its time.
func instant(log *sim.Log, e *sim.Event) []*sim.Event {
	from := e.N
	for from > 1 && log.At(from-1).At == e.At && e.N-from < instantMax {
		from--
	}
	events := make([]*sim.Event, 0, e.N-from)
	for id := from; id < e.N; id++ {
		events = append(events, log.At(id))
	}
	return events
}

func (n *News) add(e *sim.Event) {
	if e.Background() || e.Type > sim.AnomalyFound {
		return
	}
	n.Count[e.Type]++
	n.Last[e.Type] = e
	if n.first[e.Type] == nil {
		n.first[e.Type] = e
	}
}

// Latest returns the last event of the change that fits, or nil where the
// change is not marked any more.
func (n *News) Latest(fits func(*sim.Event) bool) *sim.Event {
	if !n.Fresh {
		return nil
	}
	for i := len(n.Events) - 1; i >= 0; i-- {
		if !n.Events[i].Background() && fits(n.Events[i]) {
			return n.Events[i]
		}
	}
	return nil
}

// Lead returns the order the change is about: that of its first event that
// has one.
func (n *News) Lead() sim.OrderID {
	for _, e := range n.Events {
		if e.Order != 0 && !e.Background() {
			return e.Order
		}
	}
	return 0
}

// about returns the lowest order among the events of a type.
func (n *News) about(t sim.EventType) sim.OrderID {
	lowest := sim.OrderID(0)
	for _, e := range n.Events {
		if e.Type == t && e.Order != 0 && (lowest == 0 || e.Order < lowest) {
			lowest = e.Order
		}
	}
	return lowest
}

// Shown returns the order that is selected on the screen: the user's, else that
// of the sentence that stands, else the one that follows the change.
func (m *Moment) Shown() sim.OrderID {
	switch {
	case m.Selected != 0 && m.State.Order(m.Selected) != nil:
		return m.Selected
	case m.Cue != nil && m.State.Order(m.Cue.Order) != nil:
		return m.Cue.Order
	}
	return follow(m, Digest(m))
}

// Lost returns the first of the orders that were given up at the instant of
// the change, which may have begun in the change before; 0 if there is none.
func (n *News) Lost(s *sim.State) sim.OrderID {
	e := n.Last[sim.PublishGaveUp]
	if e == nil {
		return 0
	}
	for i := range s.Client.LostAt {
		if l := &s.Client.LostAt[i]; sim.Within(l.At, e.At) {
			return l.Orders[0]
		}
	}
	return e.Order
}

// followBack is how many events are searched for the last order that did something.
const followBack = 512

// follow returns the order the screen selects by itself: the one the change is
// about. Where several wait in memory, or are lost together, it is the first
// of them, so that the selection rests while others come and join.
func follow(m *Moment, n *News) sim.OrderID {
	if m.Finished || m.State.Ended != 0 {
		if number := Once(m, endKey{}, func() sim.OrderID { return atEnd(m.State) }); number != 0 {
			return number
		}
	}
	if number := n.Lost(m.State); number != 0 {
		return number
	}
	number := n.Lead()
	if e := n.Last[sim.CallerKnows]; e != nil && sim.Outcome(e.Word) == sim.Failure {
		number = n.about(sim.CallerKnows)
	}
	if first := Waiter(m.State); first != 0 {
		o := m.State.Order(number)
		if o == nil || o.Truth() == sim.NotCalled || o.Truth() == sim.InMemory && o.Order.Number > first {
			return first
		}
	}
	for id := m.N; number == 0 && id > 0 && m.N-id < followBack; id-- {
		if e := m.Log.At(id); !e.Background() {
			number = foremost(m.State, e)
		}
	}
	return number
}

// gravest are the anomalies that the end speaks of, the gravest first: what
// costs money or an order, what was done too often, what holds others up, what
// confuses.
var gravest = [...]sim.Anomaly{
	sim.GhostCharge, sim.DuplicatePurchase, sim.DuplicateWork, sim.BlockedPartition, sim.LateExecution, sim.Stuck, sim.LostReply, sim.UnmarkedPublish, sim.DuplicateRecord,
}

// FirstOf returns the lowest order of which the checker has named an anomaly, as
// far as it fits; 0 where there is none.
func FirstOf(s *sim.State, name sim.Anomaly, fits func(*sim.OrderState) bool) sim.OrderID {
	first := sim.OrderID(0)
	for i := range s.Anomalies {
		a := &s.Anomalies[i]
		if o := s.Order(a.Order); a.Name == name && (first == 0 || a.Order < first) && o != nil && fits(o) {
			first = a.Order
		}
	}
	return first
}

// FirstLost returns the first order that is lost: whoever is lost was charged,
// and has a name for it; 0 where there is none.
func FirstLost(s *sim.State) sim.OrderID {
	return FirstOf(s, sim.GhostCharge, func(o *sim.OrderState) bool { return o.Truth() == sim.Lost })
}

// endKey is what that order is remembered by.
type endKey struct{}

// atEnd returns the order that is spoken of when the run is over: the first that
// is lost, else the first that has the gravest anomaly, else the first of which
// the caller was told that it failed; 0 where all went well.
func atEnd(s *sim.State) sim.OrderID {
	if s.Truths[sim.Lost] > 0 {
		return FirstLost(s)
	}
	for _, name := range gravest {
		if first := FirstOf(s, name, func(*sim.OrderState) bool { return true }); first != 0 {
			return first
		}
	}
	if s.Truths[sim.Ended] == 0 {
		return 0
	}
	for number := range s.Orders.Each() {
		if s.Order(number).Truth() == sim.Ended {
			return number
		}
	}
	return 0
}

// foremost returns the order of an event; of those that were lost at its
// instant it is the first, so that what comes after does not move the selection.
func foremost(s *sim.State, e *sim.Event) sim.OrderID {
	if GaveUp(e) || e.Type == sim.AnomalyFound {
		for i := range s.Client.LostAt {
			if l := &s.Client.LostAt[i]; sim.Within(l.At, e.At) && slices.Contains(l.Orders, e.Order) {
				return l.Orders[0]
			}
		}
	}
	return e.Order
}

// Waiter returns the first order that waits in memory for the connection, or 0.
func Waiter(s *sim.State) sim.OrderID {
	if memory := s.Client.Memory; len(memory) > 0 && s.Order(memory[0]).Round > 0 {
		return memory[0]
	}
	return 0
}
