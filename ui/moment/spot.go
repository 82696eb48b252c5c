package moment

import "orderflow/sim"

// faultSpots are the places where the faults act.
var faultSpots = map[sim.FaultName]Spot{
	sim.CallerExit: ServiceSpot, sim.SerializeFault: ServiceSpot, sim.ServiceRestart: ServiceSpot,
	sim.ProduceError: BrokerSpot, sim.AckLost: BrokerSpot, sim.AckSwallowed: BrokerSpot, sim.AckDelay: BrokerSpot,
	sim.BrokerDown: BrokerSpot, sim.LeaderFailover: BrokerSpot, sim.ReplicaSlow: BrokerSpot,
	sim.ConsumerAbsent: ConsumersSpot, sim.ConsumerSlow: ConsumersSpot, sim.HandlerError: ConsumersSpot,
	sim.ConsumerCrash: ConsumersSpot, sim.CommitLost: ConsumersSpot, sim.Poison: ConsumersSpot,
	sim.ReplyUnproducible: ConsumersSpot, sim.ReplyAckLost: ConsumersSpot,
	sim.ProviderTimeout: ConsumersSpot, sim.ProviderError: ConsumersSpot, sim.ProviderSilent: ConsumersSpot,
	sim.ProviderDown: ConsumersSpot, sim.ProviderPartial: ConsumersSpot, sim.ProviderCancel: ConsumersSpot,
	sim.ProviderDrop: ConsumersSpot,
}

// FaultSpot returns the place where a fault acts.
func FaultSpot(name sim.FaultName) Spot { return faultSpots[name] }

// EventSpot returns the place where an event happened, as it is told; NoSpot where it has
// none. The state is one in which its fault is known.
func EventSpot(e *sim.Event, s *sim.State) Spot {
	switch t := e.Type; {
	case t == sim.FaultStarted, t == sim.FaultEnded, t == sim.FaultStruck:
		for i := range s.Faults {
			if s.Faults[i].Number == e.Fault {
				return FaultSpot(s.Faults[i].Fault.Name)
			}
		}
	case t == sim.WorkFinished, t == sim.RowChanged && sim.Row(e.Word) == sim.RowCompleted:
		return DoneSpot
	case t >= sim.OrderCreated && t <= sim.ServiceRestarted, t == sim.ReplyReceived, t == sim.ReplyDropped, t == sim.RemedySwitched:
		return ServiceSpot
	case t == sim.RequestAcked: // of which is said what the broker has
		return BrokerSpot
	case t >= sim.MemoryWaiting && t <= sim.NeverSubscribed:
		return ProducerSpot
	case t >= sim.RecordAppended && t <= sim.BrokerStarted, t == sim.PartitionSight, t == sim.TopicDeleted, t == sim.OrderAdopted:
		return BrokerSpot
	case t >= sim.MemberJoined && t <= sim.ReplyFailed, t == sim.GroupSight, t == sim.HandledElsewhere:
		return ConsumersSpot
	}
	return NoSpot
}
