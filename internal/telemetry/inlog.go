package telemetry

import (
	"slices"

	"orderflow/sim"
)

// appended is a copy in the log.
func (j *journey) appended(e *sim.Event, c *call) {
	if e.Topic != sim.Orders {
		return
	}
	a := j.attemptOf(c, func(a *attempt) bool { return a.sent == e.Cause && slices.Contains(j.open, a.wire) })
	if a == nil {
		a = j.attemptOf(c, func(a *attempt) bool { return slices.Contains(j.open, a.wire) })
	}
	if a != nil {
		j.end(a.wire, e.At)
		if !a.heard && j.tracer.run.setup.Acks != 0 {
			a.answer = j.really(e, "answer on its way back")
			a.answer.set(number(callNumber, int64(c.number)), number(attemptNumber, int64(a.try)))
		}
		j.forget(a)
	}
	cp := j.copyAt(placeOf(e))
	cp.created = c.created
	j.tracer.remember(cp.at, j.number, cp.created)
	j.waitsInLog(e, cp)
	cp.phase.set(number(copyNumber, int64(e.Try)))
}

// waitsInLog begins the waiting of a copy for its consumer.
func (j *journey) waitsInLog(e *sim.Event, c *copied) {
	c.phase = j.really(e, "in the log (LAG)")
	c.phase.set(partition(c.at.partition), number(kafkaOffset, c.at.offset))
}

// inLog takes what happens to a copy in the log.
func (j *journey) inLog(e *sim.Event) {
	if e.Group != 0 && e.Group != j.carrier() {
		return
	}
	c := j.copyAt(placeOf(e))
	switch e.Type {
	case sim.RecordReplicated:
		j.visible(e, c)
	case sim.RecordTruncated:
		j.gone(e, c, "RecordTruncated", "no leader has it any more")
		delete(j.tracer.records, c.at)
	case sim.RecordSkipped:
		j.gone(e, c, "RecordSkipped", "its group begins behind it: nobody will read it")
	case sim.RecordCommitted:
		c.committed = true
		j.end(c.phase, e.At)
		c.phase = nil
	case sim.HandledElsewhere:
		j.remark(e, "handled by a member that is not this run's")
	case sim.DeadLettered:
		j.remark(e, "put aside as a dead letter")
	}
}

// visible is a copy that consumers can see: it counts as LAG.
func (j *journey) visible(e *sim.Event, c *copied) {
	if c.phase == nil {
		return
	}
	var list []Attribute
	s := j.tracer.state
	if n := int(e.Partition); n < len(s.Partitions) && s.LagKnown(&s.Partitions[n], j.carrier()) {
		list = append(list, number(lagNow, s.Partitions[n].Lag(j.carrier())))
	}
	c.phase.note(e.At, "replicated: consumers can see it", list...)
}

// gone is a copy that nobody will handle.
func (j *journey) gone(e *sim.Event, c *copied, name, message string) {
	if c.phase != nil {
		c.phase.fail(name, message)
		j.end(c.phase, e.At)
		c.phase = nil
	}
	j.remark(e, message)
}

// inHandler begins the work on a copy, in truth.
func (j *journey) inHandler(e *sim.Event, c *copied) *Span {
	j.end(c.phase, e.At)
	c.phase = nil
	s := j.really(e, "in a handler")
	s.set(text(consumerGroup, e.Group.String()), number("orderflow.worker", int64(e.Worker)), number(attemptNumber, int64(e.Try)), partition(c.at.partition), number(kafkaOffset, c.at.offset))
	return s
}

// afterHandler is where a copy is when its handler is over.
func (j *journey) afterHandler(e *sim.Event, c *copied) {
	switch {
	case c.committed || slices.ContainsFunc(j.running, func(r *running) bool { return r.of == c }):
	case e.Type == sim.HandlerReturned:
		j.end(c.phase, e.At)
		c.phase = j.really(e, "handled, not committed")
		c.phase.set(partition(c.at.partition), number(kafkaOffset, c.at.offset))
	default:
		j.end(c.phase, e.At)
		j.waitsInLog(e, c)
	}
}
