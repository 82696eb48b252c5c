package wire

import (
	"encoding/binary"
	"slices"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// Exchange is one request that matters and, once it came, its answer: a
// Produce, an OffsetCommit, or what a member of a group says to its coordinator.
// One of Produce, Commit and Asks is set.
type Exchange struct {
	From       Role
	Broker     int // from 1
	Produce    *Produce
	Commit     *Commit
	Asks       Asking
	Member     string      // id by which a commit, or who asks, names itself; empty = it has none yet
	Assignment *Assignment // of a SyncGroup's answer; nil before
	Refusal    int16       // Kafka's error code of a Heartbeat's answer; 0 = none
	rule       *Rule       // the fault that strikes it, if any
	request    kmsg.Request
}

// Produce is a Produce request, and its answer.
type Produce struct {
	Acks  int16
	Parts []ProducePart
}

// ProducePart is what a Produce writes to one partition.
type ProducePart struct {
	Topic     string
	Partition int32
	Count     int          // of its records
	Records   []RecordName // empty where they cannot be read: the batch is compressed, or broken
	Code      int16        // of the answer; 0 = appended
	Base      int64        // offset of the first record; −1 before the answer
}

// RecordName is what tells a record from others.
type RecordName struct {
	Key         string
	Correlation string // of the request that it is or answers; empty = none
}

// Commit is an OffsetCommit request, and its answer.
type Commit struct {
	Group string
	Parts []CommitPart
}

// CommitPart is the committed offset of one partition: the next to read.
type CommitPart struct {
	Topic     string
	Partition int32
	Offset    int64
	Code      int16 // of the answer; 0 = stored
}

// Asking is what a member of a group asks its coordinator for.
type Asking uint8

// What it asks for.
const (
	AsksToJoin Asking = iota + 1
	AsksToSync
	AsksToStay // a heartbeat
	AsksToLeave
)

// Assignment is what a member of a group learns when it has joined.
type Assignment struct {
	Code  int16 // Kafka's error code; 0 = it has joined
	Parts []AssignedPart
}

// AssignedPart is which partitions of a topic a member has, ascending.
type AssignedPart struct {
	Topic      string
	Partitions []int32
}

// decodeAssignment reads the assignment of a SyncGroup answer, in the format
// of the classic consumer protocol.
func decodeAssignment(r *kmsg.SyncGroupResponse) *Assignment {
	a := &Assignment{Code: r.ErrorCode}
	var m kmsg.ConsumerMemberAssignment
	if r.ErrorCode != 0 || len(r.MemberAssignment) == 0 || m.ReadFrom(r.MemberAssignment) != nil {
		return a
	}
	for _, t := range m.Topics {
		a.Parts = append(a.Parts, AssignedPart{Topic: t.Topic, Partitions: slices.Sorted(slices.Values(t.Partitions))})
	}
	return a
}

// Silent reports whether the broker answers nothing: Produce with acks 0.
func (x *Exchange) Silent() bool { return x.Produce != nil && x.Produce.Acks == 0 }

// WritesTo returns the first topic of a kind that a request writes to; empty if none.
func (x *Exchange) WritesTo(is func(topic string) bool) string {
	if x.Produce != nil {
		for i := range x.Produce.Parts {
			if topic := x.Produce.Parts[i].Topic; is(topic) {
				return topic
			}
		}
	}
	return ""
}

// newExchange decodes a request that matters; correlation is the header by which
// records say which request they answer. It returns nil for the others, and for
// what it cannot read: that is the broker's to refuse.
func newExchange(from Role, broker int, frame []byte, h requestHeader, correlation string) *Exchange {
	switch kmsg.Key(h.key) {
	case kmsg.Produce, kmsg.OffsetCommit, kmsg.SyncGroup, kmsg.JoinGroup, kmsg.Heartbeat, kmsg.LeaveGroup:
	default:
		return nil
	}
	request, err := decodeRequest(frame, h)
	if err != nil {
		return nil
	}
	x := &Exchange{From: from, Broker: broker, request: request}
	switch r := request.(type) {
	case *kmsg.ProduceRequest:
		x.Produce = newProduce(r, correlation)
	case *kmsg.OffsetCommitRequest:
		x.Commit, x.Member = newCommit(r), r.MemberID
	case *kmsg.JoinGroupRequest:
		x.Asks, x.Member = AsksToJoin, r.MemberID
	case *kmsg.SyncGroupRequest:
		x.Asks, x.Member = AsksToSync, r.MemberID
	case *kmsg.HeartbeatRequest:
		x.Asks, x.Member = AsksToStay, r.MemberID
	case *kmsg.LeaveGroupRequest:
		x.Asks, x.Member = AsksToLeave, r.MemberID
	}
	return x
}

func newProduce(r *kmsg.ProduceRequest, correlation string) *Produce {
	p := &Produce{Acks: r.Acks}
	for _, t := range r.Topics {
		for _, part := range t.Partitions {
			records, count := recordNames(part.Records, correlation)
			p.Parts = append(p.Parts, ProducePart{Topic: t.Topic, Partition: part.Partition, Count: count, Records: records, Base: -1})
		}
	}
	return p
}

func newCommit(r *kmsg.OffsetCommitRequest) *Commit {
	c := &Commit{Group: r.Group}
	for _, t := range r.Topics {
		for _, part := range t.Partitions {
			c.Parts = append(c.Parts, CommitPart{Topic: t.Topic, Partition: part.Partition, Offset: part.Offset})
		}
	}
	return c
}

// answer fills in what the broker said.
func (x *Exchange) answer(frame []byte) error {
	response, err := decodeAnswer(frame, x.request)
	if err != nil {
		return err
	}
	switch r := response.(type) {
	case *kmsg.ProduceResponse:
		for _, t := range r.Topics {
			for _, part := range t.Partitions {
				x.Produce.answer(t.Topic, part.Partition, part.ErrorCode, part.BaseOffset)
			}
		}
	case *kmsg.OffsetCommitResponse:
		for _, t := range r.Topics {
			for _, part := range t.Partitions {
				x.Commit.answer(t.Topic, part.Partition, part.ErrorCode)
			}
		}
	case *kmsg.SyncGroupResponse:
		x.Assignment = decodeAssignment(r)
	case *kmsg.HeartbeatResponse:
		x.Refusal = r.ErrorCode
	}
	return nil
}

func (p *Produce) answer(topic string, partition int32, code int16, base int64) {
	for i := range p.Parts {
		if part := &p.Parts[i]; part.Topic == topic && part.Partition == partition {
			part.Code, part.Base = code, base
		}
	}
}

func (c *Commit) answer(topic string, partition int32, code int16) {
	for i := range c.Parts {
		if part := &c.Parts[i]; part.Topic == topic && part.Partition == partition {
			part.Code = code
		}
	}
}

// recordNames returns the names of the records of one batch of format 2, and how
// many it has. There are no names where the batch is compressed, which kafka-go's
// Writer does only when it is told to, or broken: that is the broker's to refuse.
func recordNames(batch []byte, correlation string) (names []RecordName, count int) {
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
		names = append(names, nameOf(&record, correlation))
		rest = rest[n+int(length):]
	}
	return names, len(names)
}

func nameOf(r *kmsg.Record, correlation string) RecordName {
	name := RecordName{Key: string(r.Key)}
	for _, h := range r.Headers {
		if h.Key == correlation {
			name.Correlation = string(h.Value)
		}
	}
	return name
}
