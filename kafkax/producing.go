package kafkax

import (
	"context"
	"errors"
	"io"
	"os"
	"syscall"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// called records that the order is handed to the producer.
func (j *journal) called(t *trail, by sim.By) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t.calls++
	t.try, t.sent = 0, false
	t.wire = j.stepLocked(t, sim.Event{Type: sim.PublishCalled, Word: uint8(by), Try: t.calls})
	j.motion.add(1, 0)
}

// trails calls f with the orders that a batch of sns.orders carries.
func (j *journal) trails(b batch, f func(i int, t *trail)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.names.topicOf(b.topic) != sim.Orders {
		return
	}
	for i, key := range b.keys {
		if t := j.byID[key]; t != nil {
			f(i, t)
		}
	}
}

// began notes that the Writer tries to write the batch.
func (j *journal) began(b batch) {
	j.trails(b, func(_ int, t *trail) {
		t.try, t.sent = t.try+1, false
		if int(b.partition) < len(j.leaders) {
			t.broker = j.leaders[b.partition]
		}
	})
	j.mu.Lock()
	defer j.mu.Unlock()
	j.onWire[position{topic: j.names.topicOf(b.topic), partition: b.partition}] = b
}

// over records how the try ended for each of the batch's orders.
func (j *journal) over(b batch, result attemptResult) {
	j.trails(b, func(i int, t *trail) {
		e := sim.Event{Order: t.order.Number, Topic: sim.Orders, Partition: int16(b.partition), Try: t.try, Broker: t.broker, Cause: t.wire}
		switch {
		case result.err != nil:
			e.Type, e.Code, e.Flag = sim.RequestFailed, codeOf(result.err), t.sent
		case result.refused != 0:
			e.Type, e.Code = sim.RequestRefused, codeOf(result.refused)
		default:
			e.Type = sim.RequestAcked
			if result.base >= 0 { // with acks 0 nobody says where the record is
				e.Offset = result.base + int64(i)
			}
		}
		t.wire = j.record(e)
	})
}

// backsOff records that the batch waits in memory for its next try.
func (j *journal) backsOff(topic string, partition int32, wait time.Duration) {
	j.mu.Lock()
	b := j.onWire[position{topic: j.names.topicOf(topic), partition: partition}]
	j.mu.Unlock()
	j.trails(b, func(_ int, t *trail) {
		t.wire = j.record(sim.Event{Type: sim.RetryScheduled, Order: t.order.Number, Topic: sim.Orders, Try: t.try + 1, Value: int64(wait), Cause: t.wire})
	})
}

// completed records that the Writer is done with the records, one way or the
// other. It returns the orders.
func (j *journal) completed(messages []kafka.Message, err error) []*trail {
	j.mu.Lock()
	defer j.mu.Unlock()
	var done []*trail
	for _, m := range messages {
		t := j.byID[string(m.Key)]
		if t == nil {
			continue
		}
		done = append(done, t)
		if err != nil {
			t.wire = j.record(sim.Event{
				Type: sim.PublishGaveUp, Order: t.order.Number, Topic: sim.Orders, Try: t.try, Cause: t.wire,
				Code: codeOf(err), Detail: text(err),
			})
		}
		t.learned = t.wire
		j.motion.add(-1, 0)
	}
	return done
}

// errorTextMax is how much of an error's text the log keeps.
const errorTextMax = 200

// text keeps an error's message, made safe for a terminal.
func text(err error) *sim.Detail { return &sim.Detail{Text: sim.Printable(err.Error(), errorTextMax)} }

// codeOf gives an error of kafka-go its name in the log.
func codeOf(err error) sim.Code {
	var answer kafka.Error
	if errors.As(err, &answer) {
		if code, known := answerCodes[answer]; known {
			return code
		}
		return sim.OtherError
	}
	switch {
	case errors.Is(err, syscall.ECONNREFUSED):
		return sim.ConnectionRefused
	case errors.Is(err, syscall.ECONNRESET), errors.Is(err, syscall.EPIPE), errors.Is(err, io.ErrUnexpectedEOF), errors.Is(err, io.EOF):
		return sim.ConnectionClosed
	case errors.Is(err, context.DeadlineExceeded), errors.Is(err, os.ErrDeadlineExceeded):
		return sim.RequestTimedOut
	}
	return sim.OtherError
}

// answerCodes names the broker errors that --fault knows.
var answerCodes = map[kafka.Error]sim.Code{
	kafka.MessageSizeTooLarge:          sim.MessageTooLarge,
	kafka.TopicAuthorizationFailed:     sim.TopicAuthorizationFailed,
	kafka.NotLeaderForPartition:        sim.NotLeaderOrFollower,
	kafka.NotEnoughReplicas:            sim.NotEnoughReplicas,
	kafka.NotEnoughReplicasAfterAppend: sim.NotEnoughReplicasAfterAppend,
	kafka.UnknownTopicOrPartition:      sim.UnknownTopicOrPartition,
	kafka.RequestTimedOut:              sim.RequestTimedOut,
}
