package telemetry

import (
	"fmt"
	"slices"

	"orderflow/sim"
)

// consuming is what the processes of the consumers can tell of an order.
type consuming struct {
	running []*running
	worked  [sim.GroupCount]*Span      // the last handler of each group
	asking  *Span                      // the call of the panel that is under way
	reports map[uint8]sim.SpanID       // the last status event for each row
	replies map[sim.EventID]sim.SpanID // answers, by the event that wrote them
}

// running is an execution of a handler that is under way.
type running struct {
	group   sim.Group
	worker  uint8
	of      *copied
	process *Span // what its process tells
	truth   *Span // and what is so
}

// consume takes what happens to an order at its consumers, and what comes back.
func (j *journey) consume(e *sim.Event) {
	switch e.Type {
	case sim.RecordPolled:
		j.polled(e)
	case sim.HandlerStarted:
		j.handling(e)
	case sim.HandlerReturned, sim.HandlerFailed:
		j.handled(e)
	case sim.ConsumerCrashed, sim.MemberLeft:
		j.workerDied(e)
	case sim.RecordCommitted:
		j.commit(e, j.copyAt(placeOf(e)))
	case sim.PanelCalled, sim.PanelAccepted, sim.PanelRefusal, sim.PanelSilent:
		j.panelCall(e)
	case sim.StatusSent:
		j.reported(e)
	case sim.RowChanged:
		if row := sim.Row(e.Word); row >= sim.RowProcessing && row <= sim.RowCanceled {
			j.comesBack(e, sim.Status, sim.ServiceGroup, j.reports[e.Word])
		}
	case sim.ReplySent, sim.ReplyFailed:
		j.reply(e)
	case sim.ReplyReceived, sim.ReplyDropped:
		j.comesBack(e, sim.Reply, sim.ReplyGroup, j.replies[e.Cause])
		j.answered(e.At)
	}
}

func placeOf(e *sim.Event) place { return place{e.Partition, e.Offset} }

// onRecord begins a span of a consumer's operation on a copy of the record: it links
// to the record's creation context, which is its parent as well.
func (j *journey) onRecord(e *sim.Event, op operation, c *copied) *Span {
	of := j.worker(e.Group, e.Worker)
	s := j.start(of, op.kind, op.name+" "+sim.Orders.String(), c.created, e)
	s.set(j.tracer.run.messaging(op, sim.Orders, of)...)
	s.set(j.tracer.run.group(e.Group), partition(c.at.partition), number(kafkaOffset, c.at.offset))
	if c.created != (sim.SpanID{}) {
		s.Links = []sim.SpanID{c.created}
	}
	return s
}

func (j *journey) polled(e *sim.Event) {
	s := j.onRecord(e, pollOp, j.copyAt(placeOf(e)))
	s.set(text(messageKey, j.key))
	j.end(s, e.At)
}

// handling is a handler that begins.
func (j *journey) handling(e *sim.Event) {
	c := j.copyAt(placeOf(e))
	r := &running{group: e.Group, worker: e.Worker, of: c, process: j.onRecord(e, processOp, c), truth: j.inHandler(e, c)}
	r.process.set(text(messageKey, j.key), number(attemptNumber, int64(e.Try)))
	j.running = append(j.running, r)
	c.process, j.worked[e.Group] = r.process, r.process
}

// take returns an execution, which is not under way any more; nil where none was.
func (j *journey) take(is func(*running) bool) *running {
	i := slices.IndexFunc(j.running, is)
	if i < 0 {
		return nil
	}
	r := j.running[i]
	j.running = slices.Delete(j.running, i, i+1)
	return r
}

// handled is a handler that returned, or threw.
func (j *journey) handled(e *sim.Event) {
	r := j.take(func(r *running) bool { return r.group == e.Group && r.worker == e.Worker && r.of.at == placeOf(e) })
	if r == nil {
		return
	}
	if e.Type == sim.HandlerFailed {
		name, message := said(e)
		r.process.fail(name, message)
		r.truth.fail(name, message)
	}
	j.end(r.process, e.At)
	j.end(r.truth, e.At)
	j.afterHandler(e, r.of)
}

// workerDied ends what a member had in its hands.
func (j *journey) workerDied(e *sim.Event) {
	r := j.take(func(r *running) bool { return r.group == e.Group && r.worker == e.Worker })
	if r == nil {
		return
	}
	if s := j.asking; s != nil && s.Parent == r.process.ID {
		j.died(s, e.At)
	}
	j.died(r.process, e.At)
	r.truth.fail("", "its member is gone")
	j.end(r.truth, e.At)
	j.afterHandler(e, r.of)
}

// commit is a commit that passed the record, or did not reach its coordinator. That
// of a member which has not handled it is somebody else's: nobody here tells of it.
func (j *journey) commit(e *sim.Event, c *copied) {
	of := j.worker(e.Group, e.Worker)
	if c.process == nil || c.process.Service != of {
		return
	}
	s := j.start(of, commitOp.kind, commitOp.name+" "+sim.Orders.String(), c.process.ID, e)
	s.set(j.tracer.run.messaging(commitOp, sim.Orders, of)...)
	s.set(j.tracer.run.group(e.Group), partition(c.at.partition), number(kafkaOffset, c.at.offset))
	if c.created != (sim.SpanID{}) {
		s.Links = []sim.SpanID{c.created}
	}
	if e.Type == sim.CommitFailed {
		s.fail(said(e))
	}
	j.end(s, e.At)
}

// countedTo is a commit of the statistics: of what they do with a record a log has
// nothing else. A record whose order was told long ago gets its span all the same.
func (t *Tracer) countedTo(e *sim.Event) {
	for at := (place{e.Partition, t.counted[e.Partition]}); at.offset < e.Offset; at.offset++ {
		r, known := t.records[at]
		if !known {
			continue
		}
		j := t.journeys[r.order]
		if j == nil {
			j = newJourney(t, r.order)
		}
		s := j.onRecord(e, commitOp, &copied{at: at, created: r.created})
		s.ID = j.tracer.run.span(j.trace, fmt.Sprintf("%s %d@%d", StatisticsWorker, at.partition, at.offset), uint32(e.N)) // one commit may pass two copies
		j.end(s, e.At)
		if t.journeys[r.order] == nil {
			delete(t.records, at)
		}
	}
	t.counted[e.Partition] = max(t.counted[e.Partition], e.Offset)
}

// reported is a status event of a consumer.
func (j *journey) reported(e *sim.Event) {
	worked := j.worked[e.Group]
	if worked == nil {
		return // it is somebody else's, or of a process before: nobody here tells of it
	}
	s := j.publishes(e, sim.Status, worked)
	s.set(text(rowNow, sim.Row(e.Word).String()))
	j.end(s, e.At)
	if j.reports == nil {
		j.reports = make(map[uint8]sim.SpanID)
	}
	j.reports[e.Word] = s.ID
}

// reply is the answer of a send().
func (j *journey) reply(e *sim.Event) {
	worked := j.worked[j.carrier()]
	if worked == nil {
		return
	}
	s := j.publishes(e, sim.Reply, worked)
	if e.Type == sim.ReplyFailed {
		s.fail(said(e))
	} else {
		s.set(partition(e.Partition), number(kafkaOffset, e.Offset))
	}
	j.end(s, e.At)
	if j.replies == nil {
		j.replies = make(map[sim.EventID]sim.SpanID)
	}
	j.replies[e.N] = s.ID
}

// carrier is the group that carries the order out.
func (j *journey) carrier() sim.Group {
	if o := j.tracer.state.Order(j.number); o != nil {
		return o.Order.Fulfilment.Carrier()
	}
	return 0
}

// publishes begins the span of a message that a consumer sends, within the
// handler that it ran last.
func (j *journey) publishes(e *sim.Event, t sim.Topic, worked *Span) *Span {
	s := j.start(worked.Service, publishOp.kind, publishOp.name+" "+t.String(), worked.ID, e)
	s.set(append(j.tracer.run.messaging(publishOp, t, worked.Service), text(messageKey, j.key))...)
	return s
}

// comesBack is a message that the order service has handled; sent is the span that
// made it, zero where nobody tells of that.
func (j *journey) comesBack(e *sim.Event, t sim.Topic, g sim.Group, sent sim.SpanID) {
	of := j.service(OrderService, j.instance())
	s := j.start(of, processOp.kind, processOp.name+" "+t.String(), sent, e)
	s.set(j.tracer.run.messaging(processOp, t, of)...)
	s.set(j.tracer.run.group(g))
	if sent != (sim.SpanID{}) {
		s.Links = []sim.SpanID{sent}
	}
	j.end(s, e.At)
}

// instance is the process of the order service that has the order.
func (j *journey) instance() uint8 {
	if o := j.tracer.state.Order(j.number); o != nil {
		return o.Instance
	}
	return 0
}
