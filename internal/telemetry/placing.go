package telemetry

import (
	"slices"
	"time"

	"orderflow/sim"
)

// placing is what the processes of the order service can tell of an order.
type placing struct {
	placed *Span         // place order; nil where it is told
	stepAt time.Duration // when the service's own code did something for it the last time
}

// place takes what happens to an order at the order service.
func (j *journey) place(e *sim.Event, c *call) {
	switch e.Type {
	case sim.OrderCreated:
		j.begin(e)
	case sim.OrderPaid:
		j.step(e, "paid")
		if j.tracer.state.Remedies.Has(sim.Outbox) {
			j.endPlacing(e.At) // the relay publishes
		}
	case sim.PublishCalled:
		j.publish(e, c)
	case sim.CallerKnows:
		j.knows(e)
	case sim.OrderMarked:
		j.step(e, "row: "+sim.Row(e.Word).String())
		if !j.awaits() {
			j.endPlacing(e.At)
		}
	case sim.RowChanged:
		if sim.Row(e.Word) == sim.RowPublishFailed {
			j.step(e, "row: publish-failed")
		}
	case sim.PointsRefunded:
		j.step(e, "points refunded")
	case sim.RequestAcked, sim.PublishGaveUp, sim.NeverSubscribed:
		j.delivered(e, c)
	}
	if c != nil && e.Type != sim.PublishCalled {
		j.made(c)
	}
}

// begin is a customer's request.
func (j *journey) begin(e *sim.Event) {
	o := e.Detail.Order
	j.placed = j.start(j.service(OrderService, e.Worker), Internal, "place order", sim.SpanID{}, e)
	j.placed.ID, j.placed.Parent = j.tracer.run.span(j.trace, placeSpan, 0), sim.SpanID{}
	j.placed.set(text(orderID, o.ID), number(orderNumber, int64(j.number)), text("orderflow.fulfilment", o.Fulfilment.String()), number("orderflow.points", int64(o.Points)))
	j.stepAt = e.At
}

// step is one of the service's own code.
func (j *journey) step(e *sim.Event, name string) {
	if j.placed != nil && slices.Contains(j.open, j.placed) {
		j.placed.note(e.At, name)
		j.stepAt = e.At
	}
}

// endPlacing tells the customer's request.
func (j *journey) endPlacing(at time.Duration) {
	if j.placed == nil {
		return
	}
	if j.placed.Status == Unset {
		j.placed.Status = Good
	}
	j.end(j.placed, at)
}

// awaits reports whether the service's own code waits for a call.
func (j *journey) awaits() bool {
	return slices.ContainsFunc(j.calls, func(c *call) bool { return c.by == sim.ByService && slices.Contains(j.open, c.publish) })
}

// publish is the line that publishes, and below it what the libraries make of it.
func (j *journey) publish(e *sim.Event, c *call) {
	of, run := j.service(OrderService, e.Worker), j.tracer.run
	c.publish = j.start(of, Internal, "publish order", sim.SpanID{}, e)
	c.publish.set(number(callNumber, int64(c.number)), text(calledBy, c.by.String()))
	create := j.start(of, createOp.kind, createOp.name+" "+sim.Orders.String(), c.publish.ID, e)
	create.ID = c.created
	create.set(append(run.messaging(createOp, sim.Orders, of), text(messageKey, j.key))...)
	c.create = create
	c.send = j.start(of, sendOp.kind, sendOp.name+" "+sim.Orders.String(), c.publish.ID, e)
	c.send.set(append(run.messaging(sendOp, sim.Orders, of), text(messageKey, j.key))...)
	c.send.Links = []sim.SpanID{c.created}
	if c.by == sim.ByService {
		j.step(e, "publish")
	}
}

// tells reports whether the client's span of a call ends with what the brokers say:
// an asynchronous kafka-go Writer returns at once, and so does its span.
func (j *journey) tells(c *call) bool {
	s := &j.tracer.run.setup
	return s.Client == sim.NestJS || s.Mode == sim.EmitAwait || s.Mode == sim.Emit && c.by != sim.ByService
}

// made ends what is over at once in a call of which something came: the message is
// made, and a library that tells nothing has returned.
func (j *journey) made(c *call) {
	if c.create != nil {
		j.end(c.create, c.create.Start)
	}
	if c.send != nil && !j.tells(c) {
		j.end(c.send, c.send.Start)
	}
}

// knows ends the waiting of the line that published.
func (j *journey) knows(e *sim.Event) {
	i := slices.IndexFunc(j.calls, func(c *call) bool { return slices.Contains(j.open, c.publish) })
	if i < 0 {
		return
	}
	c, outcome := j.calls[i], sim.Outcome(e.Word)
	c.publish.set(text(callerKnows, outcome.String()))
	if outcome == sim.Failure {
		name, message := said(e)
		c.publish.fail(name, message)
		if j.placed != nil {
			j.placed.Status, j.placed.Message = Failed, message
		}
	} else {
		c.publish.Status = Good
	}
	j.end(c.publish, e.At)
	j.step(e, "caller knows: "+outcome.String())
}

// delivered is the client library's last word on a call.
func (j *journey) delivered(e *sim.Event, c *call) {
	if e.Type == sim.NeverSubscribed { // send() is cold: no message was made
		j.drop(c.create)
		j.drop(c.send)
		return
	}
	failed := e.Type == sim.PublishGaveUp
	if slices.Contains(j.open, c.send) && j.tells(c) {
		j.sendEnds(e, c)
	}
	if c.by == sim.ByService || !failed && j.tracer.run.setup.Mode == sim.Send {
		return
	}
	if failed && slices.Contains(j.open, c.publish) {
		c.publish.fail(said(e))
	}
	j.jobEnds(c, e.At)
}

// sendEnds is the end of the client library's own span.
func (j *journey) sendEnds(e *sim.Event, c *call) {
	if e.Type == sim.PublishGaveUp {
		c.send.fail(said(e))
	} else {
		c.send.set(partition(e.Partition))
		if j.tracer.run.setup.Acks != 0 { // else nobody has told where the record is
			c.send.set(number(kafkaOffset, e.Offset))
		}
	}
	j.end(c.send, e.At)
}

// jobEnds ends the line of a job, which no caller waits for.
func (j *journey) jobEnds(c *call, at time.Duration) {
	if slices.Contains(j.open, c.publish) {
		if c.publish.Status == Unset {
			c.publish.Status = Good
		}
		j.end(c.publish, at)
	}
}

// answered ends the line of a job that waits for the answer of a send().
func (j *journey) answered(at time.Duration) {
	for _, c := range j.calls {
		if c.by != sim.ByService {
			j.jobEnds(c, at)
		}
	}
}

// serviceDied ends what was open in a process of the order service.
func (j *journey) serviceDied(e *sim.Event) {
	for _, s := range slices.Clone(j.open) {
		if s.Service.Name == OrderService && s.Service.Instance == e.Worker {
			j.died(s, e.At)
		}
	}
}

// finishPlacing tells the customer's request, where the service's code is through.
func (j *journey) finishPlacing(state *sim.State) {
	if j.placed == nil || !slices.Contains(j.open, j.placed) {
		return
	}
	at := j.stepAt
	if o := state.Order(j.number); o != nil && (o.Caller == sim.Pending || o.Publishes == 0 && !o.Outboxed) {
		j.placed.set(yes(endUnknown))
		at = state.At
	}
	j.endPlacing(at)
}
