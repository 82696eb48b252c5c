package kafkax

import (
	"errors"
	"fmt"

	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// letIn opens the run's door to the clients of others: its own have their groups
// by now.
func (s *Session) letIn() error {
	d := s.options.Door
	if d == nil {
		return nil
	}
	t := &wire.Tenant{Gate: s.gate, Numbers: s.cluster.numbers, Nodes: s.cluster.nodes, TurnedAway: s.turnedAway}
	if p := s.options.teller; p != nil {
		t.Meets = p.Meets
	}
	if err := d.MoveIn(t); err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.tenant = t
	return nil
}

// guestsGone reports whether a run need not go on for the clients of others: it
// has no door, or they came and left. Until they come it is open for them.
func (s *Session) guestsGone() bool {
	s.mu.Lock()
	t := s.tenant
	s.mu.Unlock()
	return t == nil || s.options.Door.Deserted(t)
}

// showOut ends the connections of others.
func (s *Session) showOut() {
	s.mu.Lock()
	t := s.tenant
	s.mu.Unlock()
	if t != nil {
		s.options.Door.MoveOut(t)
	}
}

// turnedAway records that a connection through the door was ended, and why. A
// mistake of ours ends the run.
func (s *Session) turnedAway(g *wire.Guest, why error) {
	if mistake := (*wire.PanicError)(nil); errors.As(why, &mistake) {
		s.fail(fmt.Errorf("carrying a connection of another client: %w", why))
		return
	}
	if p := s.options.teller; p != nil {
		p.TurnedAway(g, why)
	}
	who := "another client"
	if g != nil {
		who = "a client at " + g.Address()
	}
	s.journal.Note(sim.Event{Type: sim.LimitReached, Detail: &sim.Detail{
		Text: sim.Printable(fmt.Sprintf("turned away %s: %v", who, why), record.ErrorTextMax),
	}})
}

// Topics lists the names on the cluster of the topics that other clients have to
// do with: orders, answers, status events.
func (s *Session) Topics() []string {
	return []string{s.names.Topic(sim.Orders), s.names.Topic(sim.Reply), s.names.Topic(sim.Status)}
}
