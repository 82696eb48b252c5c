package role

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"sync"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol"
	produceapi "github.com/segmentio/kafka-go/protocol/produce"

	"orderflow/kafkax/chronicle"
)

// attempts carries a Writer's requests and tells the watcher of each. The
// Writer itself speaks only once all tries are over, through Completion.
type attempts struct {
	inner   *kafka.Transport
	watcher chronicle.AttemptWatcher

	mu   sync.Mutex
	last map[partitionOf]attempt
}

// attempt is the last try of a Writer to write a batch to a partition.
type attempt struct {
	batch chronicle.Batch
	again bool // it backs off, and the next is the same batch
}

func newAttempts(inner *kafka.Transport, watcher chronicle.AttemptWatcher) *attempts {
	return &attempts{inner: inner, watcher: watcher, last: make(map[partitionOf]attempt)}
}

// partitionOf is a partition to which a Writer writes, a batch at a time.
type partitionOf struct {
	topic     string
	partition int32
}

// begins counts the tries of a batch: what follows a back-off is the same one again.
func (a *attempts) begins(b chronicle.Batch) chronicle.Batch {
	a.mu.Lock()
	defer a.mu.Unlock()
	at := partitionOf{b.Topic, b.Partition}
	if b.Try = 1; a.last[at].again {
		b.Try += a.last[at].batch.Try
	}
	a.last[at] = attempt{batch: b}
	return b
}

// backsOff returns the batch that is to be tried again.
func (a *attempts) backsOff(topic string, partition int32) chronicle.Batch {
	a.mu.Lock()
	defer a.mu.Unlock()
	at := partitionOf{topic, partition}
	b := a.last[at].batch
	a.last[at] = attempt{batch: b, again: true}
	return b
}

// RoundTrip sends one request.
func (a *attempts) RoundTrip(ctx context.Context, addr net.Addr, request kafka.Request) (kafka.Response, error) {
	p, ok := request.(*produceapi.Request)
	if !ok {
		return a.inner.RoundTrip(ctx, addr, request)
	}
	b, err := batchOf(p)
	if err != nil {
		return nil, err
	}
	b = a.begins(b)
	a.watcher.Began(b)
	response, err := a.inner.RoundTrip(ctx, addr, request)
	a.watcher.Over(b, resultOf(response, err))
	return response, err
}

func resultOf(response kafka.Response, err error) chronicle.AttemptResult {
	if err != nil {
		return chronicle.AttemptResult{Err: err, Base: -1}
	}
	answer, ok := response.(*produceapi.Response)
	if !ok || len(answer.Topics) == 0 || len(answer.Topics[0].Partitions) == 0 {
		return chronicle.AttemptResult{Base: -1} // acks 0
	}
	part := answer.Topics[0].Partitions[0]
	if part.ErrorCode != 0 {
		return chronicle.AttemptResult{Refused: kafka.Error(part.ErrorCode), Base: -1}
	}
	return chronicle.AttemptResult{Base: part.BaseOffset}
}

// batchOf reads which records a request carries. The request's records can be
// read only once, so they are replaced by what was read.
func batchOf(p *produceapi.Request) (chronicle.Batch, error) {
	if len(p.Topics) != 1 || len(p.Topics[0].Partitions) != 1 {
		return chronicle.Batch{}, fmt.Errorf("writing: a request for %d topics, want one topic and one partition", len(p.Topics))
	}
	part := &p.Topics[0].Partitions[0]
	b := chronicle.Batch{Topic: p.Topics[0].Topic, Partition: part.Partition}
	var records []kafka.Record
	for {
		record, err := part.RecordSet.Records.ReadRecord()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return chronicle.Batch{}, fmt.Errorf("writing to %s: %w", b.Topic, err)
		}
		key, err := protocol.ReadAll(record.Key)
		if err != nil {
			return chronicle.Batch{}, fmt.Errorf("writing to %s: %w", b.Topic, err)
		}
		value, err := protocol.ReadAll(record.Value)
		if err != nil {
			return chronicle.Batch{}, fmt.Errorf("writing to %s: %w", b.Topic, err)
		}
		b.Keys = append(b.Keys, string(key))
		records = append(records, kafka.Record{Time: record.Time, Headers: record.Headers, Key: bytesOrNil(key), Value: kafka.NewBytes(value)})
	}
	part.RecordSet.Records = kafka.NewRecordReader(records...)
	return b, nil
}

// bytesOrNil keeps a record without a key one without a key.
func bytesOrNil(b []byte) kafka.Bytes {
	if b == nil {
		return nil
	}
	return kafka.NewBytes(b)
}

// backOffLog hears from the Writer's log how long it waits before the next
// try: nothing else tells. A test holds the wording of kafka-go v0.4.51.
func (a *attempts) backOffLog() kafka.Logger {
	return kafka.LoggerFunc(func(format string, args ...any) {
		if len(args) != 4 || format != backOffFormat {
			return
		}
		wait, ok := args[0].(time.Duration)
		topic, okTopic := args[2].(string)
		partition, okPartition := args[3].(int32)
		if ok && okTopic && okPartition {
			a.watcher.BacksOff(a.backsOff(topic, partition), wait)
		}
	})
}

const backOffFormat = "backing off %s writing %d messages to %s (partition: %d)"
