package kafkax

import (
	"orderflow/sim"
)

// sent is told that a request leaves.
func (j *journal) sent(x *exchange) {
	if x.produce == nil || x.from.duty != dutyPublish {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, part := range x.produce.parts {
		if j.names.topicOf(part.topic) != sim.Orders {
			continue
		}
		for _, r := range part.records {
			if t := j.byID[r.key]; t != nil {
				t.sent, t.broker = true, eventBroker(x.broker)
				t.wire = j.record(sim.Event{
					Type: sim.RequestSent, Order: t.order.Number, Topic: sim.Orders, Partition: int16(part.partition),
					Broker: t.broker, Try: t.try, Cause: t.wire,
				})
			}
		}
	}
}

// answered is told of an answer as it arrives at the gate, whether or not the
// client will see it.
func (j *journal) answered(x *exchange) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case x.produce != nil:
		for i := range x.produce.parts {
			if part := &x.produce.parts[i]; part.code == 0 && part.base >= 0 {
				j.written(x, part)
			}
		}
	case x.commit != nil:
		for _, part := range x.commit.parts {
			if part.code == 0 {
				j.committed(x, part)
			}
		}
	case x.assignment != nil:
		j.assigned(x)
	}
}

// written records what a Produce put into a topic.
func (j *journal) written(x *exchange, part *producePart) {
	topic := j.names.topicOf(part.topic)
	for i, r := range part.records {
		at := position{topic: topic, partition: part.partition, offset: part.base + int64(i)}
		switch topic {
		case sim.Orders:
			c := j.appended(at, r.key, eventBroker(x.broker))
			if x.produce.acks == -1 {
				j.replicated(at, c)
			}
		case sim.Reply:
			j.replied(at, r.correlation)
		}
	}
}

// replied records, once, that the reply topic has an answer at the position.
// It returns the order the answer is for, or nil.
func (j *journal) replied(at position, correlation string) *trail {
	t := j.byReply[correlation]
	if t == nil || j.replies[at] {
		return t
	}
	j.replies[at] = true
	t.answers++
	t.unread++
	t.answer = j.record(sim.Event{
		Type: sim.ReplySent, Order: t.order.Number, Topic: sim.Reply, Partition: int16(at.partition),
		Offset: at.offset, Try: t.answers, Cause: t.answer,
	})
	j.motion.add(0, 1)
	return t
}

// appended records, once, that sns.orders has a record at the position.
func (j *journal) appended(at position, key string, broker uint8) *copyTrail {
	if c := j.records[at]; c != nil {
		return c
	}
	if broker == 0 && int(at.partition) < len(j.leaders) {
		broker = j.leaders[at.partition]
	}
	c := &copyTrail{trail: j.byID[key]}
	j.records[at] = c
	for _, waits := range j.readers {
		if waits {
			j.motion.add(0, 1)
		}
	}
	e := sim.Event{Type: sim.RecordAppended, Topic: sim.Orders, Partition: int16(at.partition), Offset: at.offset, Broker: broker}
	if t := c.trail; t != nil {
		t.copies++
		e.Order, e.Try, e.Cause = t.order.Number, t.copies, t.wire
	}
	c.appended = j.record(e)
	return c
}

// replicated records, once, that consumers can see the record.
func (j *journal) replicated(at position, c *copyTrail) {
	if c.replicated != 0 {
		return
	}
	e := sim.Event{Type: sim.RecordReplicated, Topic: sim.Orders, Partition: int16(at.partition), Offset: at.offset, Cause: c.appended}
	if c.trail != nil {
		e.Order = c.trail.order.Number
	}
	c.replicated = j.record(e)
}

// seen records that a record could be fetched: it exists, and every in-sync
// replica has it.
func (j *journal) seen(at position, key string) *copyTrail {
	c := j.appended(at, key, 0)
	j.replicated(at, c)
	return c
}

// committed records a group's committed offset and which orders it passed.
func (j *journal) committed(x *exchange, part commitPart) {
	group, topic := j.names.groupOf(x.commit.group), j.names.topicOf(part.topic)
	if group == 0 || topic != sim.Orders {
		return // of the status events only the order service would want to know
	}
	key := commitKey{group: group, topic: topic, partition: part.partition}
	e := sim.Event{Group: group, Worker: x.from.worker, Topic: topic, Partition: int16(part.partition)}
	committed := e
	committed.Type, committed.Offset, committed.Cause = sim.OffsetCommitted, part.offset, j.handled[key]
	cause := j.record(committed)
	for offset := j.commits[key]; offset < part.offset; offset++ {
		c := j.records[position{topic: topic, partition: part.partition, offset: offset}]
		if c == nil || c.committed[group] {
			continue
		}
		c.committed[group] = true
		if j.readers[group] {
			j.motion.add(0, -1)
		}
		if c.trail != nil && c.trail.order.Fulfilment.Carrier() == group {
			passed := e
			passed.Type, passed.Offset, passed.Order, passed.Cause = sim.RecordCommitted, offset, c.trail.order.Number, cause
			j.record(passed)
		}
	}
	j.commits[key] = max(j.commits[key], part.offset)
}
