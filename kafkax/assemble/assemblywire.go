package assemble

import (
	"errors"
	"time"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/observe"
	"orderflow/kafkax/trace"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

func durationOf(ns int64) time.Duration { return time.Duration(ns) }

// wire takes in what passed the gate of a process, and who of it is in which group.
func (a *Assembly) wire(p *process, t *trace.Told, s *saying) error {
	group := groupNamed(t.Group)
	j, from := a.journal, wire.Role{Duty: s.Duty, Group: group, Worker: a.worker(t.Source, group, t.Member)}
	switch t.Kind {
	case sayLink:
		if t.Parent != 0 { // a strike in the same process; how a fault keeps a broker away the journal knows
			j.blame(a.cause(p, t))
		}
		j.Link(from, s.Broker, s.Link)
	case sayAttends:
		j.Attend(group, s.Flag)
	case sayLeft:
		var workers []uint8
		for i := 1; i <= min(s.Number, int(workersSeen)); i++ {
			workers = append(workers, a.worker(t.Source, group, uint8(i)))
		}
		j.leftBy(group, workers, a.cause(p, t))
	default:
		if s.Wire == nil {
			return errors.New("it says nothing of what passed")
		}
		before := j.Turns()
		x := s.Wire.exchangeOf(from, s.Broker)
		if t.Kind == saySent {
			j.Sent(x)
		} else {
			j.Answered(x)
		}
		a.note(before, t.At)
	}
	return nil
}

// note remembers which groups, or leaders, have just changed.
func (a *Assembly) note(before observe.Turns, at time.Time) {
	now := a.journal.Turns()
	for g := range now.Groups {
		if now.Groups[g] != before.Groups[g] {
			a.turned[g] = at
		}
	}
	if now.Leaders != before.Leaders {
		a.moved = at
	}
}

// writer takes in what a Writer of the order service does.
func (a *Assembly) writer(t *trace.Told, s *saying) {
	j := a.journal
	b := chronicle.Batch{Topic: a.names.Topic(sim.Orders), Partition: t.Partition, Keys: s.Keys, Try: uint32(min(max(s.Number, 0), sim.WriterAttempts))}
	switch t.Kind {
	case sayTries:
		j.Began(b)
	case sayTried:
		base := int64(-1)
		if s.Base != nil {
			base = *s.Base
		}
		j.tried(b, verdict{code: s.Code, answered: s.Flag, base: base})
	case sayBacksOff:
		j.BacksOff(b, durationOf(s.Wait))
	case sayCompleted:
		j.completes(0, s.Keys, s.Code, s.Text)
	case sayViewLost:
		j.viewsLost(s.Keys, s.Code, s.Text)
	}
}

// look takes in what somebody has seen of the cluster. A look that began before a
// group had changed, as its own members tell, says nothing about it.
func (a *Assembly) look(t *trace.Told, s *saying) error {
	j := a.journal
	switch t.Kind {
	case sayLeader:
		j.Announce(int16(t.Partition), observe.EventBroker(s.Broker), s.Brokers)
	case sayBroker:
		j.Answers(s.Broker, s.Reason)
	case sayFound:
		if len(s.Keys) != 1 {
			return errors.New("it has no key")
		}
		from, err := s.stranger()
		if err != nil {
			return err
		}
		j.foundAs(chronicle.Position{Topic: topicNamed(t.Topic), Partition: t.Partition, Offset: t.Offset}, s.Keys[0], from)
	case saySight:
		if s.Sight == nil {
			return errors.New("it says nothing of what was seen")
		}
		v, err := sightOf(s.Sight)
		if err != nil {
			return err
		}
		const missed = -1
		v.Turns = j.Turns()
		began := t.At.Add(-durationOf(s.Wait))
		for g := range v.Turns.Groups {
			if a.turned[g].After(began) {
				v.Turns.Groups[g] = missed
			}
		}
		if a.moved.After(began) {
			v.Turns.Leaders = missed
		}
		j.Observed(v)
	}
	return nil
}
