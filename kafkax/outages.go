package kafkax

import (
	"time"

	"orderflow/sim"
)

// start lets a fault begin now and, where it lasts for a time, plans its end.
func (s *Session) start(f sim.Fault) error {
	if err := Supported(f, s.cluster.embedded == nil); err != nil {
		return err
	}
	entry, err := s.faults.add(f)
	if err != nil {
		return err
	}
	s.act(entry)
	if f.For != sim.Forever {
		s.later(f.For, func() { s.faults.end(entry, entry.event) })
	}
	return nil
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
		s.strikeAnswers(f, loseAnswer, sim.Orders)
	case sim.AckSwallowed:
		s.strikeAnswers(f, swallowAnswer, sim.Orders)
	case sim.AckDelay:
		s.strikeAnswers(f, delayAnswer, sim.Orders)
	case sim.ReplyAckLost:
		s.strikeAnswers(f, loseAnswer, sim.Reply)
	case sim.CommitLost:
		s.loseCommits(f)
	case sim.ConsumerAbsent:
		s.absent(f)
	}
}

// takeDown makes brokers unreachable for the session's clients.
func (s *Session) takeDown(f *faultEntry) {
	r := reachRefused
	if f.How.Silent() {
		r = reachFrozen
	}
	s.takeAway(f, f.Broker, f.How.Reason(), r)
	s.fence(f, f.Broker)
}

// takeAway takes a broker, or with 0 all of them, out of reach until the fault
// has ended and its port is open again.
func (s *Session) takeAway(f *faultEntry, broker int, reason sim.Reason, r reach) {
	s.journal.brokers(s.cluster.count(), broker, sim.Event{Type: sim.BrokerStopped, Word: uint8(reason), Cause: f.event})
	down := s.gate.begin(broker, r)
	s.faults.onEnd(f, func(cause sim.EventID) {
		s.later(f.PortDelay(s.cluster.count()), func() {
			s.journal.brokers(s.cluster.count(), broker, sim.Event{Type: sim.BrokerStarted, Cause: cause})
			down.end()
		})
	})
}

// brokers records an event for one broker or, with 0, for each of count.
func (j *journal) brokers(count, broker int, e sim.Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for b := 1; b <= count; b++ {
		if broker == 0 || broker == b {
			e.Broker = uint8(b)
			j.trouble = j.record(e)
		}
	}
}

// refuse lets the embedded brokers answer Produce requests with an error.
func (s *Session) refuse(f *faultEntry) {
	remove := s.cluster.embedded.refuse(s.names.topic(sim.Orders), brokerErrors[f.Code], func(keys []string) bool {
		order := s.journal.concerned(f, keys)
		if order == 0 || !s.faults.count(f) {
			return false
		}
		s.faults.struck(f, sim.Event{Order: order, Topic: sim.Orders})
		return true
	})
	s.faults.onEnd(f, func(sim.EventID) { remove() })
}

// concerned returns the first of the orders with these ids that the fault is
// about; 0 if it is about none.
func (j *journal) concerned(f *faultEntry, ids []string) sim.OrderID {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, id := range ids {
		if t := j.byID[id]; t != nil && f.concerns(t.order.Number, 0) {
			return t.order.Number
		}
	}
	return 0
}

// strikeAnswers lets the gate act on the answers to Produce requests.
func (s *Session) strikeAnswers(f *faultEntry, does ruleAction, topic sim.Topic) {
	order := func(x *exchange) sim.OrderID { return s.journal.concerned(f, s.journal.produced(x, topic)) }
	s.install(f, &rule{
		does: does, delay: f.Delay, left: -1,
		matches: func(x *exchange) bool { return order(x) != 0 && s.faults.count(f) },
		struck:  func(x *exchange) { s.faults.struck(f, sim.Event{Order: order(x), Topic: topic}) },
	})
}

// install adds a rule to the gate for as long as the fault acts.
func (s *Session) install(f *faultEntry, r *rule) {
	s.gate.add(r)
	s.faults.onEnd(f, func(sim.EventID) { s.gate.remove(r) })
}

// produced lists the ids of the orders that a request's records for the topic
// are about.
func (j *journal) produced(x *exchange, topic sim.Topic) []string {
	if x.produce == nil {
		return nil
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	var ids []string
	for i := range x.produce.parts {
		part := &x.produce.parts[i]
		if j.names.topicOf(part.topic) != topic {
			continue
		}
		for _, r := range part.records {
			if t := j.byReply[r.correlation]; t != nil && topic == sim.Reply {
				ids = append(ids, t.order.ID)
			} else if topic == sim.Orders {
				ids = append(ids, r.key)
			}
		}
	}
	return ids
}

// loseCommits lets the gate cut commits before they leave. Without group=, the
// commits of the group that carries the order out are lost.
func (s *Session) loseCommits(f *faultEntry) {
	order := func(x *exchange) sim.OrderID {
		if x.commit == nil {
			return 0
		}
		for _, part := range x.commit.parts {
			t := s.journal.orderAt(s.names.topicOf(part.topic), part.partition, part.offset-1)
			if t != nil && f.concerns(t.order.Number, x.from.group) && (f.Group != 0 || t.order.Fulfilment.Carrier() == x.from.group) {
				return t.order.Number
			}
		}
		return 0
	}
	s.install(f, &rule{
		does: cutRequest, left: -1,
		matches: func(x *exchange) bool { return order(x) != 0 && s.faults.count(f) },
		struck: func(x *exchange) {
			s.faults.struck(f, sim.Event{Order: order(x), Group: x.from.group, Worker: x.from.worker})
		},
	})
}

// orderAt returns the order whose record is at the position, or nil.
func (j *journal) orderAt(topic sim.Topic, partition int32, offset int64) *trail {
	j.mu.Lock()
	defer j.mu.Unlock()
	if c := j.records[position{topic: topic, partition: partition, offset: offset}]; c != nil {
		return c.trail
	}
	return nil
}
