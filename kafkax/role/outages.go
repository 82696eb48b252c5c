package role

import (
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Begin lets a fault begin now and, where it lasts for a time, plans its end. Number 0 is
// the next.
func (s *Company) Begin(f sim.Fault, number uint16) error {
	entry, err := s.faults.add(f, number)
	if err != nil {
		return err
	}
	s.act(entry)
	if f.For != sim.Forever {
		s.Later(f.For, func() { s.faults.end(entry, entry.event) })
	}
	return nil
}

// Repair ends every fault that is under way.
func (s *Company) Repair() {
	for _, f := range s.faults.acting() {
		s.faults.end(f, 0)
	}
}

// act lets a fault do what it does by itself; the others are asked for where
// they strike.
func (s *Company) act(f *faultEntry) {
	switch f.Name {
	case sim.BrokerDown:
		s.takeDown(f)
	case sim.LeaderFailover:
		s.failOver(f)
	case sim.ProduceError:
		s.refuse(f)
	case sim.AckLost:
		s.strikeAnswers(f, wire.LoseAnswer, sim.Orders)
	case sim.AckSwallowed:
		s.strikeAnswers(f, wire.SwallowAnswer, sim.Orders)
	case sim.AckDelay:
		s.strikeAnswers(f, wire.DelayAnswer, sim.Orders)
	case sim.ReplyAckLost:
		s.strikeAnswers(f, wire.LoseAnswer, sim.Reply)
	case sim.ReplyUnproducible:
		s.refuseReplies(f)
	case sim.CommitLost:
		s.loseCommits(f)
	case sim.ConsumerAbsent:
		s.absent(f)
	case sim.ProviderDown:
		s.panel.takeDown(f)
	case sim.ServiceRestart:
		if s.parts.Has(ServicePart) {
			s.service.deploy(f)
		}
	}
}

// takeDown makes brokers unreachable for the run's clients.
func (s *Company) takeDown(f *faultEntry) {
	r := wire.ReachRefused
	if f.How.Silent() {
		r = wire.ReachFrozen
	}
	s.takeAway(f, f.Broker, f.How.Reason(), r)
	s.fence(f, f.Broker)
}

// takeAway takes a broker, or with 0 all of them, out of reach until the fault
// has ended and its port is open again.
func (s *Company) takeAway(f *faultEntry, broker int, reason sim.Reason, r wire.Reach) {
	s.journal.Brokers(s.brokers, broker, sim.Event{Type: sim.BrokerStopped, Word: uint8(reason), Cause: f.event})
	down := s.gate.Begin(broker, r)
	s.faults.onEnd(f, func(cause sim.EventID) {
		s.Later(f.PortDelay(s.brokers), func() {
			s.journal.Brokers(s.brokers, broker, sim.Event{Type: sim.BrokerStarted, Cause: cause})
			down.End()
		})
	})
}

// BrokersGone reports whether every broker is out of reach until somebody
// repairs it.
func (s *Company) BrokersGone() bool {
	f := s.faults.standing(sim.BrokerDown)
	return f != nil && f.Broker == 0 && f.For == sim.Forever
}

// refuse lets the gate answer Produce requests with an error: in their place,
// or after the broker has appended them where the error says that it has.
func (s *Company) refuse(f *faultEntry) {
	order := func(x *wire.Exchange) sim.OrderID {
		return s.journal.Concerned(&f.NumberedFault, s.journal.Produced(x, sim.Orders))
	}
	does := wire.RefuseRequest
	if f.Code.AfterAppend() {
		does = wire.RefuseAnswer
	}
	s.install(f, &wire.Rule{
		Does: does, Code: wire.ErrorCode(f.Code),
		Matches: func(x *wire.Exchange) bool { return order(x) != 0 && s.faults.count(f) },
		Struck: func(x *wire.Exchange) {
			struck := s.faults.struck(f, sim.Event{Order: order(x), Topic: sim.Orders})
			if x.Silent() && does == wire.RefuseRequest {
				s.journal.Dropped(x, struck)
			}
		},
	})
}

// strikeAnswers lets the gate act on the answers to Produce requests: those about
// the fault's orders and, where it names none, those of others' clients too.
func (s *Company) strikeAnswers(f *faultEntry, does wire.Action, topic sim.Topic) {
	order := func(x *wire.Exchange) sim.OrderID {
		return s.journal.Concerned(&f.NumberedFault, s.journal.Produced(x, topic))
	}
	s.install(f, &wire.Rule{
		Does: does, Delay: f.Delay,
		Matches: func(x *wire.Exchange) bool {
			return (order(x) != 0 || f.Order == 0 && s.writtenByOther(x, topic)) && s.faults.count(f)
		},
		Struck: func(x *wire.Exchange) { s.faults.struck(f, sim.Event{Order: order(x), Topic: topic}) },
	})
}

// refuseReplies lets the gate refuse the answers that others' clients write. Those of the
// run's own workers fail before they leave: see worker.answers.
func (s *Company) refuseReplies(f *faultEntry) {
	order := func(x *wire.Exchange) sim.OrderID {
		return s.journal.Concerned(&f.NumberedFault, s.journal.Produced(x, sim.Reply))
	}
	s.install(f, &wire.Rule{
		Does: wire.RefuseRequest, Code: wire.ErrorCode(sim.MessageTooLarge),
		Matches: func(x *wire.Exchange) bool {
			return s.writtenByOther(x, sim.Reply) && (order(x) != 0 || f.Order == 0) && s.faults.count(f)
		},
		Struck: func(x *wire.Exchange) { s.faults.struck(f, sim.Event{Order: order(x), Topic: sim.Reply}) },
	})
}

// install adds a rule to the gate for as long as the fault acts.
func (s *Company) install(f *faultEntry, r *wire.Rule) {
	s.gate.Add(r)
	s.faults.onEnd(f, func(sim.EventID) { s.gate.Remove(r) })
}

// loseCommits lets the gate cut commits before they leave. Without group=, the
// commits of the group that carries the order out are lost.
func (s *Company) loseCommits(f *faultEntry) {
	order := func(x *wire.Exchange) sim.OrderID {
		if x.Commit == nil {
			return 0
		}
		group := s.committer(x)
		for _, part := range x.Commit.Parts {
			o := s.journal.Passing(x, &part, func(o *chronicle.Order) bool {
				return group != 0 && f.Concerns(o.Number, group) && (f.Group != 0 || o.Fulfilment.Carrier() == group)
			})
			if o != nil {
				return o.Number
			}
		}
		return 0
	}
	s.install(f, &wire.Rule{
		Does:    wire.CutRequest,
		Matches: func(x *wire.Exchange) bool { return order(x) != 0 && s.faults.count(f) },
		Struck: func(x *wire.Exchange) {
			s.faults.struck(f, sim.Event{Order: order(x), Group: s.committer(x), Worker: x.From.Worker})
		},
	})
}

// writtenByOther reports whether somebody else's client writes to a topic of the run.
func (s *Company) writtenByOther(x *wire.Exchange, topic sim.Topic) bool {
	return x.From.Duty == wire.DutyForeign && x.WritesTo(func(name string) bool { return s.names.TopicOf(name) == topic }) != ""
}

// committer returns the group that a commit is of; 0 if it is none of the run's.
func (s *Company) committer(x *wire.Exchange) sim.Group {
	if x.From.Duty == wire.DutyForeign {
		return s.names.GroupOf(x.Commit.Group)
	}
	return x.From.Group
}
