package kafkax

import (
	"time"

	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// start lets a fault begin now and, where it lasts for a time, plans its end.
func (s *Session) start(f sim.Fault) error { return s.startNumbered(f, 0) }

// startNumbered is start of a fault that has a number already.
func (s *Session) startNumbered(f sim.Fault, number uint16) error {
	if err := s.supports(f); err != nil {
		return err
	}
	entry, err := s.faults.add(f, number)
	if err != nil {
		return err
	}
	s.act(entry)
	if f.For != sim.Forever {
		s.later(f.For, func() { s.faults.end(entry, entry.event) })
	}
	return nil
}

// supports is that of the options, and names the broker that somebody has to end
// by hand.
func (s *Session) supports(f sim.Fault) error {
	err := s.options.Supports(f)
	if err == nil || s.cluster.embedded != nil {
		return err
	}
	broker := f.Broker
	if f.Name == sim.LeaderFailover {
		broker = s.journal.leaderOf(max(f.Partition, 0))
	}
	for address, number := range s.cluster.brokers {
		if number == broker {
			if named := byHand(f, sim.Say("broker %d at %s", "브로커 %d(%s)", broker, sim.Printable(address, record.ErrorTextMax))); named != nil {
				return named
			}
		}
	}
	return err
}

// later does something that the run must not end before.
func (s *Session) later(d time.Duration, do func()) {
	s.journal.move(1)
	s.after(d, func() {
		defer s.journal.move(-1)
		do()
	})
}

// act lets a fault do what it does by itself; the others are asked for where
// they strike.
func (s *Session) act(f *faultEntry) {
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
	case sim.CommitLost:
		s.loseCommits(f)
	case sim.ConsumerAbsent:
		s.absent(f)
	case sim.ProviderDown:
		s.panel.takeDown(f)
	case sim.ServiceRestart:
		if s.parts.has(servicePart) {
			s.service.deploy(f)
		}
	}
}

// takeDown makes brokers unreachable for the session's clients.
func (s *Session) takeDown(f *faultEntry) {
	r := wire.ReachRefused
	if f.How.Silent() {
		r = wire.ReachFrozen
	}
	s.takeAway(f, f.Broker, f.How.Reason(), r)
	s.fence(f, f.Broker)
}

// takeAway takes a broker, or with 0 all of them, out of reach until the fault
// has ended and its port is open again.
func (s *Session) takeAway(f *faultEntry, broker int, reason sim.Reason, r wire.Reach) {
	s.journal.brokers(s.cluster.count(), broker, sim.Event{Type: sim.BrokerStopped, Word: uint8(reason), Cause: f.event})
	down := s.gate.Begin(broker, r)
	s.faults.onEnd(f, func(cause sim.EventID) {
		s.later(f.PortDelay(s.cluster.count()), func() {
			s.journal.brokers(s.cluster.count(), broker, sim.Event{Type: sim.BrokerStarted, Cause: cause})
			down.End()
		})
	})
}

// refuse lets the gate answer Produce requests with an error: in their place,
// or after the broker has appended them where the error says that it has.
func (s *Session) refuse(f *faultEntry) {
	order := func(x *wire.Exchange) sim.OrderID { return s.journal.concerned(f, s.journal.produced(x, sim.Orders)) }
	does := wire.RefuseRequest
	if f.Code.AfterAppend() {
		does = wire.RefuseAnswer
	}
	s.install(f, &wire.Rule{
		Does: does, Code: wire.ErrorCode(f.Code), Left: -1,
		Matches: func(x *wire.Exchange) bool { return order(x) != 0 && s.faults.count(f) },
		Struck: func(x *wire.Exchange) {
			struck := s.faults.struck(f, sim.Event{Order: order(x), Topic: sim.Orders})
			if x.Silent() && does == wire.RefuseRequest {
				s.journal.dropped(x, struck)
			}
		},
	})
}

// strikeAnswers lets the gate act on the answers to Produce requests: those about
// the fault's orders and, where it names none, those of others' clients too.
func (s *Session) strikeAnswers(f *faultEntry, does wire.Action, topic sim.Topic) {
	order := func(x *wire.Exchange) sim.OrderID { return s.journal.concerned(f, s.journal.produced(x, topic)) }
	s.install(f, &wire.Rule{
		Does: does, Delay: f.Delay, Left: -1,
		Matches: func(x *wire.Exchange) bool {
			return (order(x) != 0 || f.Order == 0 && s.writtenByOther(x, topic)) && s.faults.count(f)
		},
		Struck: func(x *wire.Exchange) { s.faults.struck(f, sim.Event{Order: order(x), Topic: topic}) },
	})
}

// install adds a rule to the gate for as long as the fault acts.
func (s *Session) install(f *faultEntry, r *wire.Rule) {
	s.gate.Add(r)
	s.faults.onEnd(f, func(sim.EventID) { s.gate.Remove(r) })
}

// loseCommits lets the gate cut commits before they leave. Without group=, the
// commits of the group that carries the order out are lost.
func (s *Session) loseCommits(f *faultEntry) {
	order := func(x *wire.Exchange) sim.OrderID {
		if x.Commit == nil {
			return 0
		}
		group := s.committer(x)
		for _, part := range x.Commit.Parts {
			o := s.journal.passing(x, &part, func(o *order) bool {
				return group != 0 && f.concerns(o.Number, group) && (f.Group != 0 || o.Fulfilment.Carrier() == group)
			})
			if o != nil {
				return o.Number
			}
		}
		return 0
	}
	s.install(f, &wire.Rule{
		Does: wire.CutRequest, Left: -1,
		Matches: func(x *wire.Exchange) bool { return order(x) != 0 && s.faults.count(f) },
		Struck: func(x *wire.Exchange) {
			s.faults.struck(f, sim.Event{Order: order(x), Group: s.committer(x), Worker: x.From.Worker})
		},
	})
}
