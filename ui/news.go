package ui

import (
	"slices"
	"time"

	"orderflow/sim"
)

// news is the change at the cursor, counted by event type.
type news struct {
	events []*sim.Event // ascending
	fresh  bool         // still marked on the screen
	count  [sim.AnomalyFound + 1]int
	first  [sim.AnomalyFound + 1]*sim.Event
	last   [sim.AnomalyFound + 1]*sim.Event
}

// instantMax bounds how far back the events of one instant are looked for.
const instantMax = 4096

// digest reads the change at the cursor. Anomalies are named once an instant
// is over: a change of nothing but anomalies is still about what brought them,
// so the events of their instant belong to it.
func digest(m *Moment) *news {
	n := &news{fresh: m.Fresh}
	only := true
	for _, id := range m.Change.Events {
		if id == 0 || id > m.N {
			continue
		}
		e := m.Log.At(id)
		only = only && e.Type == sim.AnomalyFound
		if mark := markBefore(m, e); mark != nil {
			n.events = append(n.events, mark)
		}
		n.events = append(n.events, e)
	}
	if only && len(n.events) > 0 {
		n.events = append(instant(m.Log, n.events[0]), n.events...)
	}
	for _, e := range n.events {
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

func (n *news) add(e *sim.Event) {
	if texture(e) || e.Type > sim.AnomalyFound {
		return
	}
	n.count[e.Type]++
	n.last[e.Type] = e
	if n.first[e.Type] == nil {
		n.first[e.Type] = e
	}
}

// texture reports whether an event only fills the background: what concerns
// other topics than the orders', and the groups that do no work.
func texture(e *sim.Event) bool {
	return e.Topic > sim.Orders || e.Group > sim.ExternalGroup && !letsIn(e)
}

// letsIn reports whether an event lets the order service's own client in: Nest's
// client joins its group before its producer connects.
func letsIn(e *sim.Event) bool {
	return e.Group == sim.ReplyGroup && e.Type == sim.MemberJoined && e.At > 0
}

// latest returns the last event of the change that fits, or nil where the
// change is not marked any more.
func (n *news) latest(fits func(*sim.Event) bool) *sim.Event {
	if !n.fresh {
		return nil
	}
	for i := len(n.events) - 1; i >= 0; i-- {
		if !texture(n.events[i]) && fits(n.events[i]) {
			return n.events[i]
		}
	}
	return nil
}

// lead returns the order the change is about: that of its first event that
// has one.
func (n *news) lead() sim.OrderID {
	for _, e := range n.events {
		if e.Order != 0 && !texture(e) {
			return e.Order
		}
	}
	return 0
}

// about returns the lowest order among the events of a type.
func (n *news) about(t sim.EventType) sim.OrderID {
	lowest := sim.OrderID(0)
	for _, e := range n.events {
		if e.Type == t && e.Order != 0 && (lowest == 0 || e.Order < lowest) {
			lowest = e.Order
		}
	}
	return lowest
}

// Shown returns the order that is selected on the screen: the user's, else
// the one that follows the change.
func (m *Moment) Shown() sim.OrderID {
	if m.Selected != 0 && m.State.Order(m.Selected) != nil {
		return m.Selected
	}
	return follow(m, digest(m))
}

// lost returns the first of the orders that were given up at the instant of
// the change, which may have begun in the change before; 0 if there is none.
func (n *news) lost(s *sim.State) sim.OrderID {
	e := n.last[sim.PublishGaveUp]
	if e == nil {
		return 0
	}
	for i := range s.Client.LostAt {
		if l := &s.Client.LostAt[i]; within(l.At, e.At) {
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
func follow(m *Moment, n *news) sim.OrderID {
	if losses := m.State.Client.LostAt; m.Finished && len(losses) > 0 {
		return losses[0].Orders[0]
	}
	if number := n.lost(m.State); number != 0 {
		return number
	}
	number := n.lead()
	if e := n.last[sim.CallerKnows]; e != nil && sim.Outcome(e.Word) == sim.Failure {
		number = n.about(sim.CallerKnows)
	}
	if first := waiter(m.State); first != 0 {
		o := m.State.Order(number)
		if o == nil || o.Truth() == sim.NotCalled || o.Truth() == sim.InMemory && o.Order.Number > first {
			return first
		}
	}
	for id := m.N; number == 0 && id > 0 && m.N-id < followBack; id-- {
		if e := m.Log.At(id); !texture(e) {
			number = foremost(m.State, e)
		}
	}
	return number
}

// foremost returns the order of an event; of those that were lost at its
// instant it is the first, so that what comes after does not move the selection.
func foremost(s *sim.State, e *sim.Event) sim.OrderID {
	if gaveUp(e) || e.Type == sim.AnomalyFound {
		for i := range s.Client.LostAt {
			if l := &s.Client.LostAt[i]; within(l.At, e.At) && slices.Contains(l.Orders, e.Order) {
				return l.Orders[0]
			}
		}
	}
	return e.Order
}

// waiter returns the first order that waits in memory for the connection, or 0.
func waiter(s *sim.State) sim.OrderID {
	if memory := s.Client.Memory; len(memory) > 0 && s.Order(memory[0]).Round > 0 {
		return memory[0]
	}
	return 0
}
