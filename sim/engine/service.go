package engine

import (
	"slices"
	"strconv"
	"time"

	"orderflow/sim"
)

// service is the order service: it creates orders, takes the points, publishes,
// marks rows, and follows the status events.
type service struct {
	e         *Engine
	draw      *sim.Stream
	instances []*instance // its processes
	next      sim.OrderID // of the configured orders
	extra     uint64      // orders a user added
	backlog   []func(*instance)
	rounds    uint32        // of several instances' clients
	flows     []*flow       // by order number−1; nil once nothing can happen to it any more
	open      []sim.OrderID // those that are not nil, the longest unchecked first
}

// calls is what one caller has under way for an order, in one process: the
// service's own code, or one of its jobs.
type calls struct {
	at          *instance
	inFlight    int // publishes under way
	dispatching int // of those, called and not yet with the producer
	requests    []*exchange
}

// flow is what the order service does for one order, and what it knows.
type flow struct {
	order     sim.Order
	number    sim.OrderID
	target    *partition
	row       sim.Row
	marked    bool
	charged   bool
	refunded  bool
	publishes uint32
	own       calls
	calledAt  time.Duration
	called    sim.EventID   // the last call
	asked     sim.EventID   // the call of whoever waits first, or does not
	checkedAt time.Duration // when close looked at it last
	settled   bool          // its caller's waiting is over
	outcome   *failure      // of an emit() nobody has subscribed to yet
	timeout   *timer
	rowAt     time.Duration // when the row was last written to say paid or publish-failed
	rowBy     sim.EventID   // and the event that says so
	unsent    bool          // its outbox row is not marked sent; the order's row knows nothing of it
	sweep     republish
	relay     republish
}

func newService(e *Engine) *service {
	s := &service{e: e, next: 1, draw: e.stream("service", 0)}
	for n := range e.config.Services {
		s.instances = append(s.instances, &instance{s: s, number: uint8(n + 1)})
	}
	for _, i := range s.instances {
		i.connect()
	}
	return s
}

// up returns the processes that take work.
func (s *service) up() []*instance {
	var list []*instance
	for _, i := range s.instances {
		if !i.down && !i.leaving {
			list = append(list, i)
		}
	}
	return list
}

// planNext plans the next configured order.
func (s *service) planNext() {
	if int(s.next) > s.e.config.Count() {
		return
	}
	number := s.next
	s.next++
	at := s.e.config.Rate.At(number) - sim.CreateLead
	s.e.after(at-s.e.now, func() {
		s.balance(func(i *instance) { s.create(i, s.e.config.Order(number)) })
		s.planNext()
	})
}

// addOrder is a user's new order.
func (s *service) addOrder() {
	s.extra++
	o := s.e.config.AddedOrder(s.extra)
	if s.e.config.OrderList != nil {
		o.ID = s.addedID()
	}
	s.balance(func(i *instance) { s.create(i, o) })
}

// addedID returns an id for an added order that no order of the list has.
func (s *service) addedID() string {
	id := "added-" + strconv.FormatUint(s.extra, 10)
	for slices.ContainsFunc(s.e.config.OrderList, func(o sim.Order) bool { return o.ID == id }) {
		id += "+"
	}
	return id
}

// balance lets a process that takes work do something, one after the other; or
// the first that runs again.
func (s *service) balance(do func(*instance)) {
	if up := s.up(); len(up) > 0 {
		do(up[s.e.State().Count()%len(up)])
		return
	}
	s.backlog = append(s.backlog, do)
}

func (s *service) create(i *instance, o sim.Order) {
	o.Number = sim.OrderID(s.e.State().Count() + 1)
	if s.e.config.OrderList == nil {
		o.ID = strconv.FormatUint(uint64(o.Number), 10) // added orders take the next number too
	}
	f := &flow{own: calls{at: i}, order: o, number: o.Number, row: sim.RowCreated, checkedAt: s.e.now, target: s.e.cluster.partitions[sim.PartitionOf(o.ID, s.e.config.Partitions)]}
	s.flows = append(s.flows, f)
	s.open = append(s.open, f.number)
	s.close()
	event := s.e.record(sim.Event{Type: sim.OrderCreated, Order: o.Number, Worker: i.name(), Detail: &sim.Detail{Order: &f.order}})
	lead := s.draw.Between(sim.PaidLeadMin, sim.PaidLeadMax)
	i.run(sim.CreateLead-lead, func() { s.pay(f, event, lead) })
}

func (s *service) pay(f *flow, cause sim.EventID, lead time.Duration) {
	f.row, f.rowAt, f.charged = sim.RowPaid, s.e.now, true
	event := s.e.record(sim.Event{Type: sim.OrderPaid, Order: f.number, Value: int64(f.order.Points), Cause: cause})
	f.rowBy = event
	s.look(f, sim.BySweeper)
	if s.e.remedies.Has(sim.Outbox) {
		f.unsent = true // the event is written in the transaction that takes the points
		s.look(f, sim.ByOutbox)
		return
	}
	f.run(lead, func() { s.publish(f, f.own.at, sim.ByService, event) })
}

// publish is the line client.emit(…) or client.send(…), and what follows it.
func (s *service) publish(f *flow, at *instance, by sim.By, cause sim.EventID) {
	f.publishes++
	f.called = s.e.record(sim.Event{Type: sim.PublishCalled, Order: f.number, Worker: at.name(), Word: uint8(by), Try: f.publishes, Cause: cause})
	if f.publishes == 1 {
		f.calledAt, f.asked = s.e.now, f.called
	}
	mode, observe := s.e.config.Mode, s.e.config.Observe.Kind
	switch {
	case by != sim.ByService:
		s.publishByJob(f, by)
	case mode == sim.Emit:
		s.emit(f, observe)
	case mode == sim.EmitAwait && (observe == sim.ObserveDefault || observe == sim.ObserveNow || observe == sim.ObserveTwice):
		s.emitAwaited(f)
	case mode == sim.EmitAwait:
		s.emit(f, observe)
	default:
		s.send(f, observe)
	}
	if f.publishes == 1 {
		s.pageView(f, at)
	}
}

// run plans something in the process that has the order.
func (f *flow) run(delay time.Duration, do func()) { f.own.at.run(delay, do) }

// emit is client.emit() that is not awaited: it returns, the row is marked,
// and the record goes its own way.
func (s *service) emit(f *flow, observe sim.ObserveKind) {
	back := s.draw.Between(callReturnMin, callReturnMax)
	s.produce(f, &f.own, nil, func(r failure) { s.emitEnded(f, observe, r) })
	f.run(back, func() {
		switch observe {
		case sim.ObserveLate:
			f.run(s.e.config.Observe.Delay-back, func() { s.subscribeLate(f) })
		case sim.ObserveNow, sim.ObserveTwice:
		default:
			s.knows(f, sim.Nothing, failure{cause: f.called})
		}
		if f.own.at.exits(f, sim.AfterCall) {
			return
		}
		if observe != sim.ObserveLate || s.e.config.Mode == sim.Emit {
			s.mark(f, f.called)
		}
	})
}

// emitEnded is how a publish that nobody awaits ends.
func (s *service) emitEnded(f *flow, observe sim.ObserveKind, r failure) {
	if r.code == sim.NoError && f.own.at.exits(f, sim.AfterAck) {
		return
	}
	switch {
	case observe == sim.ObserveNow || observe == sim.ObserveTwice:
		s.knows(f, outcomeOf(r), r)
	case observe == sim.ObserveLate:
		if f.outcome = &r; s.e.now-f.calledAt >= s.e.config.Observe.Delay {
			s.subscribed(f, r)
		}
	case observe == sim.SubscribeNoHandler && r.code != sim.NoError:
		f.own.at.exit(f.number, sim.ReasonUnhandled, 1, r.cause)
	}
}

func outcomeOf(r failure) sim.Outcome {
	if r.code == sim.NoError {
		return sim.Value
	}
	return sim.Failure
}

// subscribeLate subscribes to an emit() that has been running: after a success
// there is nothing left to see, after an error the stored error (measured).
func (s *service) subscribeLate(f *flow) {
	switch {
	case f.outcome == nil:
	case f.outcome.code == sim.NoError:
		s.subscribed(f, failure{code: sim.EmptyError, cause: f.outcome.cause})
	default:
		s.subscribed(f, *f.outcome)
	}
}

// subscribed ends the waiting of a late subscriber.
func (s *service) subscribed(f *flow, r failure) {
	s.knows(f, outcomeOf(r), r)
	if s.e.config.Mode != sim.Emit {
		s.conclude(f, r)
	}
}

// emitAwaited is await lastValueFrom(client.emit()).
func (s *service) emitAwaited(f *flow) {
	s.produce(f, &f.own, nil, func(r failure) {
		s.knows(f, outcomeOf(r), r)
		s.conclude(f, r)
	})
	f.run(s.draw.Between(callReturnMin, callReturnMax), func() { f.own.at.exits(f, sim.AfterCall) })
}

// conclude is what the code does with the outcome it waited for.
func (s *service) conclude(f *flow, r failure) {
	if r.code == sim.NoError && s.e.config.Mode != sim.Send && f.own.at.exits(f, sim.AfterAck) {
		return
	}
	f.run(s.draw.Between(markMin, markMax), func() {
		if r.code == sim.NoError {
			s.mark(f, r.cause)
			return
		}
		s.publishFailed(f, r.cause)
	})
}

// knows records what the caller of the first publish came to know.
func (s *service) knows(f *flow, outcome sim.Outcome, r failure) sim.EventID {
	if f.settled {
		return r.cause
	}
	f.settled = true
	f.timeout.stop()
	return s.e.record(sim.Event{
		Type: sim.CallerKnows, Order: f.number, Word: uint8(outcome), Value: int64(s.e.now - f.calledAt), Code: r.code,
		Cause: max(r.cause, f.asked), Detail: textDetail(r.text),
	})
}

// mark is order.setPublished(). It never moves a row back that a status event
// has moved on.
func (s *service) mark(f *flow, cause sim.EventID) {
	if f.marked {
		return
	}
	f.marked = true
	f.sweep.next.stop()
	if f.row < sim.RowProcessing {
		f.row = sim.RowPublished
	}
	s.e.record(sim.Event{Type: sim.OrderMarked, Order: f.number, Word: uint8(f.row), Cause: max(cause, f.asked)})
}

// publishFailed is the catch block: the row says so, and with an outbox the
// event goes there. Without a job that publishes again the points are given
// back, and what is in the outbox is withdrawn with them.
func (s *service) publishFailed(f *flow, cause sim.EventID) {
	if f.row >= sim.RowProcessing || f.marked {
		return
	}
	f.rowAt = s.e.now
	if f.row != sim.RowPublishFailed {
		f.row = sim.RowPublishFailed
		f.unsent = f.unsent || s.e.remedies.Has(sim.Outbox)
		cause = s.e.record(sim.Event{Type: sim.RowChanged, Order: f.number, Word: uint8(sim.RowPublishFailed), Cause: cause})
		f.rowBy = cause
	}
	if s.finds(f, sim.BySweeper) || s.finds(f, sim.ByOutbox) {
		s.look(f, sim.BySweeper)
		s.look(f, sim.ByOutbox)
		return
	}
	f.unsent = false
	s.refund(f, int64(f.order.Points), cause)
}

func (s *service) refund(f *flow, points int64, cause sim.EventID) {
	if f.refunded || points <= 0 {
		return
	}
	f.refunded = true
	s.e.record(sim.Event{Type: sim.PointsRefunded, Order: f.number, Value: points, Cause: cause})
}

// produce hands one record to a process's producer; c is whose call it is.
func (s *service) produce(f *flow, c *calls, request *exchange, done func(failure)) {
	c.inFlight++
	c.dispatching++
	ended := func(r failure) {
		c.inFlight--
		done(r)
	}
	called, delay := f.called, s.e.law.dispatch(s.draw)
	at := c.at
	at.run(delay, func() {
		c.dispatching--
		if bad := s.e.strike(sim.SerializeFault, f.number, 0, nil); bad != nil {
			r := failure{code: sim.SerializeError, text: "the payload cannot be serialised"}
			r.cause = s.e.record(sim.Event{Type: sim.PublishGaveUp, Order: f.number, Topic: sim.Orders, Code: r.code, Cause: bad.struck, Detail: textDetail(r.text)})
			ended(r)
			return
		}
		at.client.send(&publish{order: f.number, topic: sim.Orders, carrier: f.order.Fulfilment.Carrier(), target: f.target, exchange: request, event: called, done: ended})
	})
}

// pageView is an event of the activity log beside the order: plain emit(),
// nobody waits, and losing one is harmless.
func (s *service) pageView(f *flow, at *instance) {
	at.run(s.draw.Between(sim.ActivityMin, sim.ActivityMax), func() {
		at.activity.send(&publish{order: f.number, topic: sim.Activity, event: f.called})
	})
}

// killed is the exit code of a process that was killed: 128 + SIGKILL.
const killed = 137

// forget drops what a process had in memory for the order; the row and the
// points are in the database.
func (s *service) forget(f *flow, i *instance, cause sim.EventID) {
	if f.own.at == i {
		f.own.forget(f, cause)
		f.timeout.stop()
		f.settled = f.publishes > 0
	}
	for _, by := range []sim.By{sim.BySweeper, sim.ByOutbox} {
		if j := f.republish(by); j.at == i {
			j.forget(f, cause)
			j.taken = false // the lock goes with the process
		}
		s.look(f, by)
	}
}

// forget is the end of what was under way in a process.
func (c *calls) forget(f *flow, cause sim.EventID) {
	for ; c.dispatching > 0; c.dispatching-- {
		c.at.s.e.record(sim.Event{Type: sim.MemoryLost, Order: f.number, Topic: sim.Orders, Cause: cause})
	}
	for _, x := range c.requests {
		x.over = true
	}
	c.inFlight, c.requests = 0, nil
}
