package kafkax

import (
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/twmb/franz-go/pkg/kmsg"
)

// exchange is one request that matters and, once it came, its answer: a
// Produce, an OffsetCommit or a SyncGroup.
type exchange struct {
	from       role
	broker     int      // from 1
	produce    *produce // one of these is set
	commit     *commit
	assignment *assignment // of a SyncGroup's answer
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
	records   []recordName
	code      int16 // of the answer; 0 = appended
	base      int64 // offset of the first record; −1 before the answer
}

// recordName is what tells a record from others.
type recordName struct {
	key         string
	correlation string // header kafka_correlationId
}

// keys lists the keys of the part's records.
func (p *producePart) keys() []string {
	keys := make([]string, len(p.records))
	for i, r := range p.records {
		keys[i] = r.key
	}
	return keys
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

// silent reports whether the broker answers nothing: Produce with acks 0.
func (x *exchange) silent() bool { return x.produce != nil && x.produce.acks == 0 }

// newExchange decodes a request that matters. It returns nil for the others,
// and for what it cannot read: that is the broker's to refuse.
func newExchange(from role, broker int, frame []byte, h requestHeader) *exchange {
	switch kmsg.Key(h.key) {
	case kmsg.Produce, kmsg.OffsetCommit, kmsg.SyncGroup:
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
			records, err := recordNames(part.Records)
			if err != nil {
				continue // the broker refuses it as corrupt
			}
			p.parts = append(p.parts, producePart{topic: t.Topic, partition: part.Partition, records: records, base: -1})
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

// errCompressed: the keys of a compressed batch cannot be seen on the wire.
// The session's own writers do not compress.
var errCompressed = errors.New("the batch is compressed")

// recordNames returns the names of the records of one batch of format 2.
func recordNames(batch []byte) ([]recordName, error) {
	var b kmsg.RecordBatch
	if err := b.ReadFrom(batch); err != nil {
		return nil, fmt.Errorf("decoding a record batch: %w", err)
	}
	if b.Magic != 2 {
		return nil, fmt.Errorf("decoding a record batch: format %d, want 2", b.Magic)
	}
	if b.Attributes&7 != 0 {
		return nil, errCompressed
	}
	var names []recordName
	rest := b.Records
	for i := range b.NumRecords {
		length, n := binary.Varint(rest)
		if n <= 0 || length < 0 || length > int64(len(rest)-n) {
			return nil, fmt.Errorf("decoding record %d of %d: its length is wrong", i+1, b.NumRecords)
		}
		var record kmsg.Record
		if err := record.ReadFrom(rest[:n+int(length)]); err != nil {
			return nil, fmt.Errorf("decoding record %d of %d: %w", i+1, b.NumRecords, err)
		}
		names = append(names, nameOf(&record))
		rest = rest[n+int(length):]
	}
	return names, nil
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
