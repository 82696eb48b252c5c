package kafkax

import (
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// brokers are the embedded ones, as the faults of a run see them.
type brokers struct{ session *Session }

// Leader returns the broker, from 1, that leads a partition of sns.orders.
func (e brokers) Leader(partition int) int {
	return e.session.cluster.embedded.leader(e.session.names.Topic(sim.Orders), partition)
}

// Elect gives everything that a broker leads or coordinates to another one,
// where there is another.
func (e brokers) Elect(gone int, cause sim.EventID) {
	s, count := e.session, e.session.cluster.embedded.brokers
	if count == 1 {
		return
	}
	heir := gone%count + 1
	if !s.gate.Reachable(heir) {
		heir = heir%count + 1
	}
	s.book.TurnLeaders()
	for _, t := range record.Topics {
		for _, partition := range s.cluster.embedded.hand(s.names.Topic(t), gone, heir) {
			if t == sim.Orders {
				s.book.Elected(partition, uint8(heir), cause)
			}
		}
	}
	s.book.TurnLeaders()
	var groups []string
	for _, g := range s.company.Groups() {
		groups = append(groups, s.names.Group(g.ID))
	}
	s.book.TurnGroups()
	s.cluster.embedded.recoordinate(groups, gone)
	s.book.TurnGroups()
	for _, g := range s.company.Groups() {
		s.book.Coordinated(g.ID, s.cluster.embedded.coordinator(s.names.Group(g.ID)), cause)
	}
}
