package assemble

import (
	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/observe"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Sent is told that a request leaves.
func (j *Journal) Sent(x *wire.Exchange) {
	j.member(x)
	if x.Produce == nil || x.From.Duty != wire.DutyPublish {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.dead(x.From.Life) {
		return // its process is dead
	}
	for _, part := range x.Produce.Parts {
		if j.names.TopicOf(part.Topic) != sim.Orders {
			continue
		}
		for _, r := range part.Records {
			if t := j.byID[r.Key]; t != nil {
				t.sent, t.broker = true, observe.EventBroker(x.Broker)
				t.requests++
				t.wire = j.record(sim.Event{
					Type: sim.RequestSent, Order: t.order.Number, Topic: sim.Orders, Partition: int16(part.Partition),
					Broker: t.broker, Try: t.try, Cause: t.wire,
				})
			}
		}
	}
}

// Answered is told of an answer as it arrives at the gate, whether or not the
// client will see it.
func (j *Journal) Answered(x *wire.Exchange) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch {
	case x.From.Duty == wire.DutyForeign:
		j.answeredOther(x)
	case x.Produce != nil:
		for i := range x.Produce.Parts {
			if part := &x.Produce.Parts[i]; part.Code == 0 && part.Base >= 0 {
				j.written(x, part)
			}
		}
	case x.Commit != nil:
		for _, part := range x.Commit.Parts {
			if part.Code == 0 {
				j.committed(x, part)
			} else {
				j.outside.refused[x.From] = commitCodes[part.Code]
			}
		}
	case x.Assignment != nil:
		j.assigned(x)
	case x.Refusal != 0:
		j.heartbeatRefused(x)
	}
}

// Dropped records that the orders of a Produce will not be in the log by it, and
// that its sender is not told.
func (j *Journal) Dropped(x *wire.Exchange, cause sim.EventID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, part := range x.Produce.Parts {
		for _, r := range part.Records {
			if t := j.byID[r.Key]; t != nil && j.names.TopicOf(part.Topic) == sim.Orders {
				j.record(sim.Event{
					Type: sim.RequestDropped, Order: t.order.Number, Topic: sim.Orders, Partition: int16(part.Partition),
					Broker: observe.EventBroker(x.Broker), Try: t.try, Cause: max(cause, t.wire),
				})
			}
		}
	}
}

// written records what a Produce put into a topic.
func (j *Journal) written(x *wire.Exchange, part *wire.ProducePart) {
	topic := j.names.TopicOf(part.Topic)
	for i, r := range part.Records {
		at := chronicle.Position{Topic: topic, Partition: part.Partition, Offset: part.Base + int64(i)}
		switch topic {
		case sim.Orders:
			if x.From.Duty == wire.DutyForeign {
				continue // whose order it is, the record says to who reads it
			}
			c := j.appended(at, j.byID[r.Key], observe.EventBroker(x.Broker))
			if x.Produce.Acks == -1 {
				j.replicated(at, c)
			}
		case sim.Reply:
			j.replied(at, r.Correlation)
		case 0:
			j.repliedElsewhere(at, r.Correlation)
		}
	}
}

// replied records, once, that the reply topic has an answer at the position.
// It returns the order the answer is for, or nil.
func (j *Journal) replied(at chronicle.Position, correlation string) *trail {
	t := j.byReply[correlation]
	if t == nil || t.order.Refused || j.replies[at] || at.Offset < j.heard {
		return t
	}
	j.replies[at] = true
	t.answers++
	t.answer = j.record(sim.Event{
		Type: sim.ReplySent, Order: t.order.Number, Topic: sim.Reply, Partition: int16(at.Partition),
		Offset: at.Offset, Try: t.answers, Cause: t.answer,
	})
	if !t.order.Foreign { // the order service has it yet to read
		t.unread++
		j.motion.add(0, 1)
	}
	return t
}

// appended records, once, that sns.orders has a record at the position.
func (j *Journal) appended(at chronicle.Position, t *trail, broker uint8) *copyTrail {
	if c := j.records[at]; c != nil {
		return c
	}
	if at.Offset < j.floor[at.Partition] {
		return &copyTrail{trail: t, appended: j.run, replicated: j.run} // it was let go of
	}
	c := &copyTrail{trail: t}
	if broker == 0 {
		broker = j.storedBy(at.Partition, c.trail)
	}
	j.records[at] = c
	for _, waits := range j.readers {
		if waits {
			j.motion.add(0, 1)
		}
	}
	e := sim.Event{Type: sim.RecordAppended, Topic: sim.Orders, Partition: int16(at.Partition), Offset: at.Offset, Broker: broker}
	if t != nil {
		t.copies++
		t.at = at
		t.kept++
		e.Order, e.Try, e.Cause = t.order.Number, t.copies, t.wire
	}
	c.appended = j.record(e)
	return c
}

// storedBy returns the broker that has stored a record of which no answer tells:
// that to which its only request went, else the partition's leader.
func (j *Journal) storedBy(partition int32, t *trail) uint8 {
	switch {
	case t != nil && t.requests == 1 && t.copies == 0:
		return t.broker
	case int(partition) < len(j.leaders):
		return j.leaders[partition]
	}
	return 0
}

// replicated records, once, that consumers can see the record.
func (j *Journal) replicated(at chronicle.Position, c *copyTrail) {
	if c.replicated != 0 {
		return
	}
	e := sim.Event{Type: sim.RecordReplicated, Topic: sim.Orders, Partition: int16(at.Partition), Offset: at.Offset, Cause: c.appended}
	if c.trail != nil {
		e.Order = c.trail.order.Number
	}
	c.replicated = j.record(e)
}

// seen records that a record could be fetched: it exists, and every in-sync
// replica has it.
func (j *Journal) seen(at chronicle.Position, key string, from *stranger) *copyTrail {
	c := j.records[at]
	switch {
	case c != nil:
	case from == nil || at.Offset < j.floor[at.Partition]:
		c = j.appended(at, j.byID[key], 0)
	default:
		c = j.arrived(at, from)
	}
	j.replicated(at, c)
	return c
}

// committed is told that a consumer of the run has committed.
func (j *Journal) committed(x *wire.Exchange, part wire.CommitPart) {
	group, topic := j.names.GroupOf(x.Commit.Group), j.names.TopicOf(part.Topic)
	key := CommitKey{Group: group, Topic: topic, Partition: part.Partition}
	if group == 0 || topic == sim.Orders && part.Offset > j.endOf(part.Partition) {
		return // an offset beyond what is known is left to the observer
	}
	if topic != sim.Orders {
		j.commits[key] = max(j.commits[key], part.Offset) // of the status events only the order service would want to know
		return
	}
	j.commitTo(key, part.Offset, x.From.Worker, max(j.handled[key], j.run))
}

// commitTo records a group's committed offset and which orders it passed. What
// was passed and the run's own consumers did not handle, somebody else did.
func (j *Journal) commitTo(key CommitKey, offset int64, worker uint8, cause sim.EventID) {
	group := key.Group
	e := sim.Event{Group: group, Worker: worker, Topic: key.Topic, Partition: int16(key.Partition)}
	committed := e
	committed.Type, committed.Offset, committed.Cause = sim.OffsetCommitted, offset, cause
	cause = j.record(committed)
	for at := (chronicle.Position{Topic: key.Topic, Partition: key.Partition, Offset: j.commits[key]}); at.Offset < offset; at.Offset++ {
		c := j.records[at]
		if c == nil || c.committed[group] {
			continue
		}
		c.committed[group] = true
		if j.readers[group] {
			j.motion.add(0, -1)
		}
		if c.trail == nil || c.trail.order.Fulfilment.Carrier() != group {
			continue
		}
		passed := e
		passed.Offset, passed.Order, passed.Cause = at.Offset, c.trail.order.Number, cause
		if !c.finished {
			passed.Type = sim.HandledElsewhere
			passed.Cause = j.record(passed)
		}
		passed.Type = sim.RecordCommitted
		j.record(passed)
	}
	j.commits[key] = max(j.commits[key], offset)
	j.raise(key.Partition)
}

// Found records that a record is in the log for everybody to see.
func (j *Journal) Found(at chronicle.Position, m kafka.Message) {
	var from *stranger
	if !j.names.Wrote(m) {
		from = strangerIn(m)
	}
	j.foundAs(at, string(m.Key), from)
}

// foundAs is Found of a record that has been read: from who has written it, if not
// the run.
func (j *Journal) foundAs(at chronicle.Position, key string, from *stranger) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.seen(at, key, from)
	if _, known := j.read[at.Partition]; !known {
		j.floor[at.Partition] = max(j.floor[at.Partition], at.Offset) // the log begins here
	}
	j.read[at.Partition] = max(j.read[at.Partition], at.Offset+1)
	j.raise(at.Partition)
}

// answeredOther is told of an answer to somebody else's client; the lock is held.
// What is in the log is true whoever wrote it. Whose member it is, and of which
// partitions, the observer sees at the coordinator.
func (j *Journal) answeredOther(x *wire.Exchange) {
	switch {
	case x.Produce != nil:
		for i := range x.Produce.Parts {
			if part := &x.Produce.Parts[i]; part.Code == 0 && part.Base >= 0 {
				j.written(x, part)
			}
		}
	case x.Commit != nil:
		j.committedByOther(x)
	}
}

// committedByOther is told that a member of a group that is not ours has committed.
// An offset beyond what is known of the partition is left to the observer.
func (j *Journal) committedByOther(x *wire.Exchange) {
	group := j.names.GroupOf(x.Commit.Group)
	if group == 0 || !group.ConsumesOrders() {
		return
	}
	for _, part := range x.Commit.Parts {
		key := CommitKey{Group: group, Topic: sim.Orders, Partition: part.Partition}
		if part.Code == 0 && j.names.TopicOf(part.Topic) == sim.Orders && part.Offset > j.commits[key] && part.Offset <= j.endOf(part.Partition) {
			j.commitTo(key, part.Offset, j.outside.foreign[group][x.Member], j.handled[key]) // worker 0 as long as the observer has not seen it
		}
	}
}

// endOf returns how far a partition of sns.orders goes, as far as is known.
func (j *Journal) endOf(partition int32) int64 {
	if partitions := j.recorder.State().Partitions; partition >= 0 && int(partition) < len(partitions) {
		return partitions[partition].High
	}
	return 0
}
