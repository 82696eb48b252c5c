package moment

import (
	"slices"

	"orderflow/sim"
)

// WhyBack is how many events before the cursor are searched for what a group did.
const WhyBack = 1 << 17

// Latest returns the last event of a type, of whatever order, that fits.
func (m *Moment) Latest(t sim.EventType, fits func(*sim.Event) bool) *sim.Event {
	for id := m.N; id > 0 && m.N-id < WhyBack; id-- {
		if e := m.Log.At(id); e.Type == t && fits(e) {
			return e
		}
	}
	return nil
}

// Latest returns the last event of the order, up to the cursor, that fits; nil where there is none.
func (d *Dossier) Latest(t sim.EventType, fits func(*sim.Event) bool) *sim.Event {
	return d.Moment.Latest(t, fits)
}

// Carrier returns the group that carries the order out.
func (d *Dossier) Carrier() sim.Group { return d.State.Order.Fulfilment.Carrier() }

// OfCarrier reports whether an event is of the group that carries the order out.
func (d *Dossier) OfCarrier(e *sim.Event) bool { return e.Group == d.Carrier() }

// LatestOf returns the last event of one of some types that fits.
func (m *Moment) LatestOf(fits func(*sim.Event) bool, types ...sim.EventType) *sim.Event {
	for id := m.N; id > 0 && m.N-id < WhyBack; id-- {
		if e := m.Log.At(id); slices.Contains(types, e.Type) && fits(e) {
			return e
		}
	}
	return nil
}

// LetIn reports whether a member-joined of the reply group is that of a client
// that was held: its process has started again since the one before.
func (m *Moment) LetIn(joined *sim.Event) bool {
	for id := joined.N - 1; id > 0 && joined.N-id < ghostBack; id-- {
		switch e := m.Log.At(id); {
		case e.Type == sim.ServiceRestarted:
			return true
		case e.Type == sim.MemberJoined && e.Group == joined.Group:
			return false
		}
	}
	return false
}

// ghostBack is how many events are searched for what became a ghost.
const ghostBack = 1 << 14

// WasGhost reports whether a member that left had nobody behind it.
func (m *Moment) WasGhost(left *sim.Event) bool {
	for id := left.N - 1; id > 0 && left.N-id < ghostBack; id-- {
		e := m.Log.At(id)
		if e.Group != left.Group || e.Worker != left.Worker {
			continue
		}
		switch e.Type {
		case sim.MemberAbandoned:
			return true
		case sim.MemberJoined, sim.MemberLeft:
			return false
		}
	}
	return false
}
