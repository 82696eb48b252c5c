package role

import (
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Elector makes new leaders where the brokers do not do it themselves.
type Elector interface {
	Leader(partition int) int          // the broker, from 1, that leads a partition of sns.orders
	Elect(gone int, cause sim.EventID) // another one takes over everything that a broker leads or coordinates
}

// failOver takes the broker away that leads the partition of the fault, and
// lets the others take over.
func (s *Company) failOver(f *faultEntry) {
	broker := s.elector.Leader(max(f.Partition, 0))
	if !f.How.Orderly() {
		s.takeAway(f, broker, f.How.Reason(), wire.ReachRefused)
		s.fence(f, broker)
		return
	}
	s.elector.Elect(broker, f.event)
	s.Later(between(draws(s.config.Seed, "hand over", uint64(f.Number)), sim.ShutdownMin, sim.ShutdownMax), func() {
		s.takeAway(f, broker, sim.ReasonShutdown, wire.ReachRefused)
	})
}

// fence elects new leaders for the partitions of a broker that stays away.
// The embedded brokers do not watch each other, so the run does it for them.
func (s *Company) fence(f *faultEntry, broker int) {
	if s.elector == nil || broker == 0 {
		return // a real cluster does it itself, and without any broker nobody does
	}
	s.After(between(draws(s.config.Seed, "fence", uint64(f.Number)), sim.FenceMin, sim.FenceMax), func() {
		if s.faults.acts(f) {
			s.elector.Elect(broker, f.event)
		}
	})
}
