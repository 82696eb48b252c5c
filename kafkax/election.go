package kafkax

import (
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// failOver takes the broker away that leads the partition of the fault, and
// lets the others take over.
func (s *Session) failOver(f *faultEntry) {
	broker := s.cluster.embedded.leader(s.names.Topic(sim.Orders), max(f.Partition, 0))
	if !f.How.Orderly() {
		s.takeAway(f, broker, f.How.Reason(), wire.ReachRefused)
		s.fence(f, broker)
		return
	}
	s.elect(broker, f.event)
	s.later(between(draws(s.config.Seed, "hand over", uint64(f.number)), sim.ShutdownMin, sim.ShutdownMax), func() {
		s.takeAway(f, broker, sim.ReasonShutdown, wire.ReachRefused)
	})
}

// fence elects new leaders for the partitions of a broker that stays away.
// The embedded brokers do not watch each other, so the session does it for them.
func (s *Session) fence(f *faultEntry, broker int) {
	if s.cluster.embedded == nil || broker == 0 {
		return // a real cluster does it itself, and without any broker nobody does
	}
	s.after(between(draws(s.config.Seed, "fence", uint64(f.number)), sim.FenceMin, sim.FenceMax), func() {
		if s.faults.acts(f) {
			s.elect(broker, f.event)
		}
	})
}

// elect gives everything that a broker leads or coordinates to another one,
// where there is another.
func (s *Session) elect(gone int, cause sim.EventID) {
	brokers := s.cluster.embedded.brokers
	if brokers == 1 {
		return
	}
	heir := gone%brokers + 1
	if !s.gate.Reachable(heir) {
		heir = heir%brokers + 1
	}
	s.book.turnLeaders()
	for _, t := range record.Topics {
		for _, partition := range s.cluster.embedded.hand(s.names.Topic(t), gone, heir) {
			if t == sim.Orders {
				s.book.elected(partition, uint8(heir), cause)
			}
		}
	}
	s.book.turnLeaders()
	var groups []string
	for _, g := range s.groups {
		groups = append(groups, s.names.Group(g.group))
	}
	s.book.turnGroups()
	s.cluster.embedded.recoordinate(groups, gone)
	s.book.turnGroups()
	for _, g := range s.groups {
		s.book.coordinated(g.group, s.cluster.embedded.coordinator(s.names.Group(g.group)), cause)
	}
}
