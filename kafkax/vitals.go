package kafkax

import (
	"context"
	"fmt"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// signsRead bounds how much of a topic alive is read: its last records. Every
// process that lives is among them, with up to 600 of them on one prefix.
const signsRead = 4096

// vitals are the signs of life on a prefix, by its broker's clock. No other clock
// takes part: the time now is that of a record which was written to ask for it,
// on the partition that has the signs.
type vitals struct {
	now   time.Time
	signs map[string]lastSign // of each instance

	reading bool // a client does, from where they may begin
}

type lastSign struct {
	at    time.Time
	ended bool
}

// living counts the processes that live.
func (v *vitals) living() (n int) {
	for _, s := range v.signs {
		if !s.ended && v.now.Sub(s.at) < aliveFor {
			n++
		}
	}
	return n
}

// ended reports whether every process has said that it ended.
func (v *vitals) ended() bool {
	for _, s := range v.signs {
		if !s.ended {
			return false
		}
	}
	return len(v.signs) > 0
}

// age returns the time since the last sign of anybody; false where there was none.
// It is never negative: a leader whose clock is behind may have taken over.
func (v *vitals) age() (age time.Duration, signed bool) {
	for _, s := range v.signs {
		if since := max(0, v.now.Sub(s.at)); !signed || since < age {
			age, signed = since, true
		}
	}
	return age, signed
}

// take reads one record. It reports false where its time is not the broker's.
func (v *vitals) take(r *kgo.Record) bool {
	instance, ended, is := signOf(r.Key, r.Value)
	if is {
		v.signs[instance] = lastSign{r.Timestamp, ended}
	}
	return !is && string(r.Key) != probeKey || r.Attrs.TimestampType() == byBroker
}

// errForeignClock says that a topic alive's times are not the broker's.
var errForeignClock = sim.Refuse("its records have the times of those who wrote them, not the broker's: message.timestamp.type is not LogAppendTime",
	"레코드의 시각이 브로커가 아니라 쓴 쪽의 것입니다. message.timestamp.type이 LogAppendTime이 아닙니다")

// examine reads the signs of life in a topic alive. Where it may be somebody else's
// topic of that name, nothing is written into it unless there are such signs.
func examine(ctx context.Context, c *cluster, topic string, ours bool) (*vitals, error) {
	client, err := c.talker()
	if err != nil {
		return nil, err
	}
	defer client.Close()
	v := &vitals{signs: make(map[string]lastSign)}
	if !ours {
		end, err := endOf(ctx, client, topic)
		if err == nil && end > 0 {
			err = v.read(ctx, client, topic, end-1)
		}
		if err != nil || len(v.signs) == 0 {
			return v, err
		}
	}
	probe := &kgo.Record{Topic: topic, Partition: alivePartition, Key: []byte(probeKey), Value: []byte("{}")}
	if err := trace.Produce(ctx, client, probe); err != nil {
		return nil, fmt.Errorf("asking in %s what time it is there: %w", topic, err)
	}
	return v, v.read(ctx, client, topic, probe.Offset)
}

// read reads up to the record at an offset: if that is a probe, the time now is its.
func (v *vitals) read(ctx context.Context, client *kgo.Client, topic string, last int64) error {
	if !v.reading {
		v.reading = true
		from := kgo.NewOffset().At(max(0, last-signsRead))
		client.AddConsumePartitions(map[string]map[int32]kgo.Offset{topic: {alivePartition: from}})
	}
	for read := int64(-1); read < last; {
		fetches := client.PollFetches(ctx)
		if err := fetches.Err(); err != nil {
			return fmt.Errorf("reading %s: %w", topic, err)
		}
		for r := range fetches.RecordsAll() {
			if !v.take(r) {
				return errForeignClock
			}
			if read = r.Offset; read == last {
				v.now = r.Timestamp
			}
		}
	}
	return nil
}

// endOf asks where a topic ends.
func endOf(ctx context.Context, client *kgo.Client, topic string) (int64, error) {
	request := kmsg.NewPtrListOffsetsRequest()
	request.ReplicaID = -1
	t := kmsg.NewListOffsetsRequestTopic()
	t.Topic = topic
	part := kmsg.NewListOffsetsRequestTopicPartition()
	part.Partition, part.Timestamp = alivePartition, -1
	t.Partitions = append(t.Partitions, part)
	request.Topics = append(request.Topics, t)
	answer, err := request.RequestWith(ctx, client)
	if err != nil {
		return 0, fmt.Errorf("asking how far %s goes: %w", topic, err)
	}
	for _, t := range answer.Topics {
		for _, part := range t.Partitions {
			return part.Offset, kerr.ErrorForCode(part.ErrorCode)
		}
	}
	return 0, fmt.Errorf("asking how far %s goes: the answer is about something else", topic)
}

// byBroker is the type of a time that the broker has set.
const byBroker = 1
