package kafkax

import (
	"encoding/binary"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// exchange is one request that matters and, once it came, its answer: a
// Produce, an OffsetCommit, or what a member of a group says to its coordinator.
type exchange struct {
	from       role
	broker     int      // from 1
	produce    *produce // one of these is set
	commit     *commit
	assignment *assignment // of a SyncGroup's answer
	refusal    int16       // of a Heartbeat's answer; 0 = none
	rule       *rule       // the fault that strikes it, if any
	request    kmsg.Request
}

// produce is a Produce request, and its answer.
type produce struct {
	acks  int16
	parts []producePart
}

// producePart is what a Produce writes to one partition.
type producePart struct {
	topic     string
	partition int32
	count     int          // of its records
	records   []recordName // empty where they cannot be read: the batch is compressed, or broken
	code      int16        // of the answer; 0 = appended
	base      int64        // offset of the first record; −1 before the answer
}

// recordName is what tells a record from others.
type recordName struct {
	key         string
	correlation string // header kafka_correlationId
}

// commit is an OffsetCommit request, and its answer.
type commit struct {
	group string
	parts []commitPart
}

// commitPart is the committed offset of one partition: the next to read.
type commitPart struct {
	topic     string
	partition int32
	offset    int64
	code      int16 // of the answer; 0 = stored
}

// about lists the ids of the orders that a Produce's records for a topic are about;
// asked has the orders of requests, by correlation id.
func (x *exchange) about(topic sim.Topic, n names, asked map[string]*trail) (ids []string) {
	if x.produce == nil {
		return nil
	}
	for i := range x.produce.parts {
		part := &x.produce.parts[i]
		if n.topicOf(part.topic) != topic {
			continue
		}
		for _, r := range part.records {
			if t := asked[r.correlation]; t != nil && topic == sim.Reply {
				ids = append(ids, t.order.ID)
			} else if topic == sim.Orders {
				ids = append(ids, r.key)
			}
		}
	}
	return ids
}

// silent reports whether the broker answers nothing: Produce with acks 0.
func (x *exchange) silent() bool { return x.produce != nil && x.produce.acks == 0 }

// writesTo returns the first topic of a kind that a request writes to; empty if none.
func (x *exchange) writesTo(is func(topic string) bool) string {
	if x.produce != nil {
		for i := range x.produce.parts {
			if topic := x.produce.parts[i].topic; is(topic) {
				return topic
			}
		}
	}
	return ""
}

// newExchange decodes a request that matters. It returns nil for the others,
// and for what it cannot read: that is the broker's to refuse.
func newExchange(from role, broker int, frame []byte, h requestHeader) *exchange {
	switch kmsg.Key(h.key) {
	case kmsg.Produce, kmsg.OffsetCommit, kmsg.SyncGroup, kmsg.JoinGroup, kmsg.Heartbeat, kmsg.LeaveGroup:
	default:
		return nil
	}
	request, err := decodeRequest(frame, h)
	if err != nil {
		return nil
	}
	x := &exchange{from: from, broker: broker, request: request}
	switch r := request.(type) {
	case *kmsg.ProduceRequest:
		x.produce = newProduce(r)
	case *kmsg.OffsetCommitRequest:
		x.commit = newCommit(r)
	}
	return x
}

func newProduce(r *kmsg.ProduceRequest) *produce {
	p := &produce{acks: r.Acks}
	for _, t := range r.Topics {
		for _, part := range t.Partitions {
			records, count := recordNames(part.Records)
			p.parts = append(p.parts, producePart{topic: t.Topic, partition: part.Partition, count: count, records: records, base: -1})
		}
	}
	return p
}

func newCommit(r *kmsg.OffsetCommitRequest) *commit {
	c := &commit{group: r.Group}
	for _, t := range r.Topics {
		for _, part := range t.Partitions {
			c.parts = append(c.parts, commitPart{topic: t.Topic, partition: part.Partition, offset: part.Offset})
		}
	}
	return c
}

// answer fills in what the broker said.
func (x *exchange) answer(frame []byte) error {
	response, err := decodeAnswer(frame, x.request)
	if err != nil {
		return err
	}
	switch r := response.(type) {
	case *kmsg.ProduceResponse:
		for _, t := range r.Topics {
			for _, part := range t.Partitions {
				x.produce.answer(t.Topic, part.Partition, part.ErrorCode, part.BaseOffset)
			}
		}
	case *kmsg.OffsetCommitResponse:
		for _, t := range r.Topics {
			for _, part := range t.Partitions {
				x.commit.answer(t.Topic, part.Partition, part.ErrorCode)
			}
		}
	case *kmsg.SyncGroupResponse:
		x.assignment = decodeAssignment(r)
	case *kmsg.HeartbeatResponse:
		x.refusal = r.ErrorCode
	}
	return nil
}

func (p *produce) answer(topic string, partition int32, code int16, base int64) {
	for i := range p.parts {
		if part := &p.parts[i]; part.topic == topic && part.partition == partition {
			part.code, part.base = code, base
		}
	}
}

func (c *commit) answer(topic string, partition int32, code int16) {
	for i := range c.parts {
		if part := &c.parts[i]; part.topic == topic && part.partition == partition {
			part.code = code
		}
	}
}

// recordNames returns the names of the records of one batch of format 2, and how
// many it has. There are no names where the batch is compressed, which the
// session's own writers never do, or broken: that is the broker's to refuse.
func recordNames(batch []byte) (names []recordName, count int) {
	var b kmsg.RecordBatch
	if err := b.ReadFrom(batch); err != nil || b.Magic != 2 || b.NumRecords < 0 {
		return nil, 0
	}
	if b.Attributes&7 != 0 {
		return nil, int(b.NumRecords)
	}
	rest := b.Records
	for range b.NumRecords {
		length, n := binary.Varint(rest)
		if n <= 0 || length < 0 || length > int64(len(rest)-n) {
			return nil, 0
		}
		var record kmsg.Record
		if err := record.ReadFrom(rest[:n+int(length)]); err != nil {
			return nil, 0
		}
		names = append(names, nameOf(&record))
		rest = rest[n+int(length):]
	}
	return names, len(names)
}

func nameOf(r *kmsg.Record) recordName {
	name := recordName{key: string(r.Key)}
	for _, h := range r.Headers {
		if h.Key == headerCorrelation {
			name.correlation = string(h.Value)
		}
	}
	return name
}
