package telemetry

import (
	"slices"

	"orderflow/sim"
)

// attempt is a Produce request of the order.
type attempt struct {
	call   *call
	sent   sim.EventID
	try    uint32
	wire   *Span // nil once it is decided
	answer *Span // the broker's, on its way back
	heard  bool  // the producer waits no more
}

// remembers is a record in the producer's memory.
func (j *journey) remembers(e *sim.Event, c *call) {
	if c.memory == nil {
		c.memory = j.really(e, "in producer memory")
		c.memory.set(number(callNumber, int64(c.number)))
	}
	switch e.Type {
	case sim.MemoryWaiting:
		c.memory.note(e.At, "waits for the connection", number("orderflow.round", int64(e.Round())))
	case sim.RetryScheduled:
		c.memory.note(e.At, "waits for its own next try", number(attemptNumber, int64(e.Try)))
	}
}

// leaves is a request that is on the wire.
func (j *journey) leaves(e *sim.Event, c *call) {
	j.end(c.memory, e.At)
	c.memory = nil
	a := &attempt{call: c, sent: e.N, try: e.Try, wire: j.really(e, "on the wire")}
	a.wire.set(number(callNumber, int64(c.number)), number(attemptNumber, int64(e.Try)), number(brokerNumber, int64(e.Broker)), partition(e.Partition))
	j.attempts = append(j.attempts, a)
}

// attemptOf returns the attempt of a call that an event is about: by its number,
// if that is still to be decided; nil where none is.
func (j *journey) attemptOf(c *call, is func(*attempt) bool) *attempt {
	for _, a := range j.attempts {
		if a.call == c && is(a) {
			return a
		}
	}
	return nil
}

// heard is the end of the producer's waiting for the answer to an attempt.
func (j *journey) heard(e *sim.Event, c *call) {
	a := j.attemptOf(c, func(a *attempt) bool { return !a.heard && a.try == e.Try })
	if a == nil {
		return // it never left
	}
	a.heard = true
	on := a.answer
	if on == nil {
		on = a.wire
	}
	switch {
	case e.Type == sim.RequestAcked && j.tracer.run.setup.Acks == 0:
		on.note(e.At, "nobody waits for an answer")
	case e.Type == sim.RequestAcked:
		on.note(e.At, "acknowledged")
	case e.Type == sim.RequestRefused:
		on.fail(said(e))
	case on == a.answer:
		name, _ := said(e)
		on.fail(name, "it never reached the producer")
	default:
		name, _ := said(e)
		on.note(e.At, "the producer waits no more", text(errorType, name))
	}
	if a.answer != nil {
		j.end(a.answer, e.At)
	} else if e.Type == sim.RequestRefused && !e.Code.AfterAppend() {
		j.end(a.wire, e.At)
	}
	j.forget(a)
}

// forget lets go of an attempt that is decided and of which the producer has heard.
func (j *journey) forget(a *attempt) {
	if a.heard && !slices.Contains(j.open, a.wire) {
		j.attempts = slices.DeleteFunc(j.attempts, func(b *attempt) bool { return a == b })
	}
}

// dropped is a request that will put nothing into the log.
func (j *journey) dropped(e *sim.Event, c *call) {
	undecided := func(a *attempt) bool { return a.try == e.Try && slices.Contains(j.open, a.wire) }
	a := j.attemptOf(c, undecided)
	for i := 0; a == nil && i < len(j.calls); i++ {
		a = j.attemptOf(j.calls[i], undecided)
	}
	if a == nil {
		return
	}
	name, _ := said(e)
	a.wire.fail(name, "it never came into the log")
	j.end(a.wire, e.At)
	a.heard = a.heard || e.Code != sim.DuplicateSequence // else the answer is still to come
	j.forget(a)
}

// forgotten is a record that the producer has no more.
func (j *journey) forgotten(e *sim.Event, c *call) {
	name, message := said(e)
	switch e.Type {
	case sim.MemoryLost:
		name, message = "MemoryLost", "the process that had it died"
	case sim.NeverSubscribed:
		name, message = "NeverSubscribed", "nobody subscribed: nothing was ever sent"
	}
	if c.memory != nil {
		c.memory.fail(name, message)
		j.end(c.memory, e.At)
		c.memory = nil
	}
	what := map[sim.EventType]string{sim.PublishGaveUp: "given up by the producer", sim.MemoryLost: "gone with the process", sim.NeverSubscribed: "never sent"}[e.Type]
	j.remark(e, what, text(errorType, name))
}
