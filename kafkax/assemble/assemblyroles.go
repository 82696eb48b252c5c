package assemble

import (
	"errors"
	"fmt"

	"orderflow/internal/store"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/trace"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// possible reports whether what an observation follows from has been told: the order
// it is about has been created, a record that is read has left its producer, a report
// that is taken in has been made, an answer that is received was given.
func (a *Assembly) possible(t *trace.Told) bool {
	if t.Fault != 0 && a.faults[t.Fault&^faultOver] == nil {
		return false
	}
	if t.Kind == sayAtPanel {
		return a.asked(t)
	}
	if t.Order == "" || t.Kind == sayCreated {
		return true
	}
	j := a.journal
	j.mu.Lock()
	defer j.mu.Unlock()
	order, s, err := j.byID[t.Order], &saying{}, error(nil)
	if t.Kind == sayPolled {
		if s, err = decodeSaying(&t.Observation); err != nil {
			return true
		}
	}
	switch {
	case t.Kind == sayPolled && !s.Flag && t.Topic == sim.Orders.String(): // who has found the record tells what is in it
		return j.records[chronicle.Position{Topic: sim.Orders, Partition: t.Partition, Offset: t.Offset}] != nil
	case order == nil:
		return false
	case t.Kind == sayPolled && t.Topic == sim.Status.String():
		return !s.Flag || order.told[s.Row] != 0
	case t.Kind == sayPolled, t.Kind == sayFound:
		return order.requests > 0 || order.order.Foreign
	case t.Kind == sayReceived:
		return order.answer != 0
	}
	return true
}

// life takes in that a process begins, is there, or ends.
func (a *Assembly) life(p *process, t *trace.Told) {
	j := a.journal
	switch t.Kind {
	case sayHello:
		if t.Source.Role != chronicle.ServiceRole {
			return
		}
		if before := a.known[a.service]; before != nil {
			if !before.over {
				before.over = true
				j.exits(sim.ReasonCrash, chronicle.Killed)
			}
			j.Note(sim.Event{Type: sim.ServiceRestarted, Cause: j.exit()})
		}
		a.service = t.Source
	case sayBegun:
		j.beginAt(t.At)
	case trace.KindBye:
		p.over = true
		a.free(t.Source)
		if t.Source.Role == chronicle.ServiceRole {
			j.exits(sim.ReasonShutdown, 0)
		}
	}
}

// event takes in one event that needs nothing else.
func (a *Assembly) event(p *process, t *trace.Told, s *saying) (sim.EventID, error) {
	e, err := sim.ParseEvent(s.Event)
	if err != nil {
		return 0, err
	}
	if e.N, e.Cause, e.Order = 0, a.cause(p, t), 0; t.Order != "" {
		order, err := a.about(t)
		if err != nil {
			return 0, err
		}
		e.Order = order.Number
	} else if order := a.numbered[sim.OrderID(s.Number)]; order != nil {
		e.Order = order.Number
	}
	if e.Group != 0 && t.Member != 0 {
		e.Worker = a.worker(t.Source, e.Group, t.Member)
	}
	if t.Kind == sayStruck {
		if f := a.faults[t.Fault&^faultOver]; f != nil {
			e.Fault = f.number
		}
		return a.journal.Strike(e), nil
	}
	if e.Job != 0 {
		return a.ofJob(e), nil
	}
	return a.journal.Note(e), nil
}

// exits takes in that the order service's process ends, and another one will run in
// the same.
func (a *Assembly) exits(p *process, t *trace.Told, s *saying) (sim.EventID, error) {
	e, err := sim.ParseEvent(s.Event)
	if err != nil {
		return 0, err
	}
	exit := sim.Event{Word: e.Word, Value: e.Value, Cause: a.cause(p, t)}
	if t.Order != "" {
		order, err := a.about(t)
		if err != nil {
			return 0, err
		}
		exit.Order = order.Number
	}
	return a.journal.ServiceExited(exit, a.worker(t.Source, sim.ServiceGroup, 1)), nil
}

// created takes in a new order.
func (a *Assembly) created(s *saying) (sim.EventID, error) {
	e, err := sim.ParseEvent(s.Event)
	if err != nil {
		return 0, err
	}
	if e.Type != sim.OrderCreated || e.Detail == nil || e.Detail.Order == nil {
		return 0, errors.New("it has no order")
	}
	order := *e.Detail.Order
	before := a.journal.Find(order.ID)
	if before != nil && s.Flag {
		return a.journal.FlowOf(before), nil
	}
	if before != nil {
		return 0, fmt.Errorf("order %q exists already", sim.Printable(order.ID, sim.NameLengthMax))
	}
	list := []store.New{{Order: order, Plan: 1}}
	a.journal.Name(list, 1)
	o := a.journal.Create(list)[0]
	a.numbered[sim.OrderID(s.Number)] = o
	return a.journal.FlowOf(o), nil
}

// believes takes in what the order service has come to believe of an order.
func (a *Assembly) believes(t *trace.Told, s *saying, o *chronicle.Order) (sim.EventID, error) {
	j := a.journal
	switch t.Kind {
	case sayPaid:
		j.Pay(o, false) // the fold knows the remedies
	case sayCalled:
		j.Called(o, s.By)
	case sayKnows:
		e, err := sim.ParseEvent(s.Event)
		if err != nil {
			return 0, err
		}
		e.N, e.At = 0, 0
		j.mu.Lock()
		j.known(trailOf(o), e)
		j.mu.Unlock()
	case sayLearned:
		j.Learn(o)
	case saySettled:
		j.Published(o, s.Row, s.Flag)
	case sayFailed:
		j.PublishFailed(o, store.Failure{Changed: s.Flag, Refunded: s.Points})
	case sayAsks:
		j.Asks(o, s.Reply)
		return 0, nil
	case sayReceived:
		return 0, j.Received(0, chronicle.Position{Topic: sim.Reply, Partition: t.Partition, Offset: t.Offset}, s.Reply, func() bool { return s.Flag })
	default:
		return 0, errors.New("it is none that is known")
	}
	return j.FlowOf(o), nil
}

// consumer takes in what a member of a group does with a record.
func (a *Assembly) consumer(p *process, t *trace.Told, s *saying) (sim.EventID, error) {
	group, topic := groupNamed(t.Group), topicNamed(t.Topic)
	if group == 0 || topic == 0 {
		return 0, errors.New("it is about no group, or no topic, of this run")
	}
	j := a.journal
	d := &chronicle.Delivery{
		Role: wire.Role{Duty: wire.DutyConsume, Group: group, Worker: a.worker(t.Source, group, t.Member)},
		At:   chronicle.Position{Topic: topic, Partition: t.Partition, Offset: t.Offset}, Cause: a.cause(p, t), Row: s.Row, Order: j.Find(t.Order),
	}
	d.Status.Row, d.Status.Delivered = s.Row.String(), s.Delivered
	switch t.Kind {
	case sayPolled:
		var from *stranger
		if !s.Flag {
			from = &stranger{wrong: chronicle.UnknownOrder(t.Order)}
		}
		if err := j.takes(d, t.Order, t.Order, nil, from); err != nil && !chronicle.IsTaken(err) {
			j.Refuse(*d, err)
		}
	case sayHandling:
		j.Handling(d)
	case sayThrew:
		j.Failed(d, s.Code, durationOf(s.Wait))
	case sayCommits:
		j.Committing([]*chronicle.Delivery{d})
	case sayNoCommit:
		j.notCommitted(d, s.Code)
	case sayFollowed:
		if d.Order != nil && d.Order.Foreign {
			j.Follow(d)
			break
		}
		j.Followed(d, s.Flag, s.Points)
	}
	return d.Cause, nil
}

// reports takes in what a consumer tells the order service, its caller or the panel.
func (a *Assembly) reports(p *process, t *trace.Told, s *saying, o *chronicle.Order) (sim.EventID, error) {
	j, cause := a.journal, a.cause(p, t)
	switch t.Kind {
	case sayReported:
		group := groupNamed(t.Group)
		if group == 0 || s.Row == 0 {
			return 0, errors.New("it reports nothing that is known")
		}
		j.Reported(o, group, s.Row, cause)
		return trailOf(o).told[s.Row], nil
	case sayAnswering:
		j.Answering(o, s.Reply, cause)
	case sayNoAnswer:
		j.replyFailed(trailOf(o), s.Code)
	case sayAsksPanel:
		d := &chronicle.Delivery{Role: wire.Role{Group: sim.ExternalGroup, Worker: a.worker(t.Source, sim.ExternalGroup, t.Member)}, Order: o, Cause: cause}
		return j.AsksPanel(d, s.Number), nil
	case sayAccepted:
		a.job(s.Job).heard = true
		return j.Accepts(o, s.Job, s.Points, s.Flag), nil
	}
	return 0, nil
}

// worker returns the number, from 1, with which a member of a process is shown: the
// lowest that nobody has, or that somebody had of whom nothing is heard any more.
func (a *Assembly) worker(s trace.Source, g sim.Group, worker uint8) uint8 {
	of := memberOf{s, worker}
	if n := a.workers[g][of]; n != 0 || worker == 0 {
		return n
	}
	for other, n := range a.workers[g] {
		if a.merger.Silent(other.source) && !a.journal.isMember(g, n) {
			delete(a.workers[g], other)
			a.taken[g][n] = false
		}
	}
	strangers := a.journal.strangers(g)
	for n := uint8(1); n < workersSeen; n++ {
		if !a.taken[g][n] && !strangers[n] {
			a.workers[g][of], a.taken[g][n] = n, true
			a.journal.enlarge(g, n)
			return n
		}
	}
	return workersSeen - 1 // more than are shown apart
}

// free lets go of the numbers of a process that has ended.
func (a *Assembly) free(s trace.Source) {
	for g := range a.workers {
		for of, n := range a.workers[g] {
			if of.source == s {
				delete(a.workers[g], of)
				a.taken[g][n] = false
			}
		}
	}
}
