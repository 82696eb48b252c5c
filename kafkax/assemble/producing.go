package assemble

import (
	"context"
	"errors"
	"io"
	"net"
	"os"
	"syscall"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/segmentio/kafka-go/protocol"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// Called records that the order is handed to the producer.
func (j *Journal) Called(o *chronicle.Order, by sim.By) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	t.calls++
	t.pending++
	called := j.stepLocked(t, sim.Event{Type: sim.PublishCalled, Word: uint8(by), Try: t.calls})
	if t.pending > 1 {
		t.next = called // the Writer is at the publish before it
	} else {
		t.try, t.sent, t.wire = 0, false, called
	}
	j.motion.add(1, 0)
}

// trails calls f with the orders that a batch of sns.orders carries, unless its
// process is dead.
func (j *Journal) trails(b chronicle.Batch, f func(i int, t *trail)) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.names.TopicOf(b.Topic) != sim.Orders || j.dead(b.Life) {
		return
	}
	for i, key := range b.Keys {
		if t := j.byID[key]; t != nil {
			f(i, t)
		}
	}
}

// Began notes that the Writer tries to write the batch.
func (j *Journal) Began(b chronicle.Batch) {
	j.trails(b, func(_ int, t *trail) {
		t.try, t.sent = b.Try, false
		if int(b.Partition) < len(j.leaders) {
			t.broker = j.leaders[b.Partition]
		}
	})
}

// Over records how the try ended for each of the batch's orders.
func (j *Journal) Over(b chronicle.Batch, result chronicle.AttemptResult) {
	j.tried(b, verdictOf(result))
}

// verdict is how a try ended, by the names of a log: with a code it failed or, where
// a broker answered so, was refused.
type verdict struct {
	code     sim.Code
	answered bool
	base     int64
}

func verdictOf(result chronicle.AttemptResult) verdict {
	switch {
	case result.Err != nil:
		return verdict{code: codeOf(result.Err)}
	case result.Refused != 0:
		return verdict{code: codeOf(result.Refused), answered: true}
	}
	return verdict{base: result.Base}
}

// tried is Over, of what has its names already.
func (j *Journal) tried(b chronicle.Batch, v verdict) {
	j.trails(b, func(i int, t *trail) {
		e := sim.Event{Order: t.order.Number, Topic: sim.Orders, Partition: int16(b.Partition), Try: b.Try, Broker: t.broker, Cause: t.wire}
		switch {
		case v.answered:
			e.Type, e.Code = sim.RequestRefused, v.code
		case v.code != sim.NoError:
			e.Type, e.Code, e.Flag = sim.RequestFailed, v.code, t.sent
		default:
			e.Type = sim.RequestAcked
			if v.base >= 0 { // with acks 0 nobody says where the record is
				e.Offset = v.base + int64(i)
			}
		}
		t.sent = false
		t.wire = j.record(e)
	})
}

// BacksOff records that the batch waits in memory for its next try.
func (j *Journal) BacksOff(b chronicle.Batch, wait time.Duration) {
	j.trails(b, func(_ int, t *trail) {
		t.wire = j.record(sim.Event{Type: sim.RetryScheduled, Order: t.order.Number, Topic: sim.Orders, Try: b.Try + 1, Value: int64(wait), Cause: t.wire})
	})
}

// Completed records that the Writer of a process is done with the records, one
// way or the other. It returns the orders; none where the process is dead.
func (j *Journal) Completed(life uint32, messages []kafka.Message, err error) []*chronicle.Order {
	if err == nil {
		return j.completes(life, keysOf(messages), sim.NoError, "")
	}
	return j.completes(life, keysOf(messages), gaveUpCode(err), causeText(err).Text)
}

// completes is Completed, of what has its names already; without a code the records
// are written.
func (j *Journal) completes(life uint32, keys []string, code sim.Code, text string) []*chronicle.Order {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.dead(life) {
		return nil
	}
	var done []*chronicle.Order
	for _, key := range keys {
		t := j.byID[key]
		if t == nil {
			continue
		}
		done = append(done, t.handle())
		if code != sim.NoError {
			t.wire = j.record(sim.Event{
				Type: sim.PublishGaveUp, Order: t.order.Number, Topic: sim.Orders, Try: t.try, Cause: t.wire,
				Code: code, Detail: &sim.Detail{Text: text},
			})
		}
		t.learned = t.wire
		if t.pending = max(0, t.pending-1); t.pending > 0 && t.next != 0 {
			t.try, t.sent, t.wire, t.next = 0, false, t.next, 0
		}
		j.motion.add(-1, 0)
	}
	return done
}

// gaveUpCode names the error with which a Writer gives a record up: it is kafka-go's
// own, and has its cause in its text.
func gaveUpCode(err error) sim.Code {
	if errors.Is(err, chronicle.ErrSerialize) {
		return sim.SerializeError
	}
	return sim.WriteFailed
}

// causeText returns an error by the name of its cause, as the simulator does, or
// by its message where it has none.
func causeText(err error) *sim.Detail {
	if code := codeOf(err); code != sim.OtherError {
		return &sim.Detail{Text: code.String()}
	}
	return text(err)
}

// text keeps an error's message, made safe for a terminal.
func text(err error) *sim.Detail {
	return &sim.Detail{Text: sim.Printable(err.Error(), record.ErrorTextMax)}
}

// codeOf gives an error of kafka-go its name in the log.
func codeOf(err error) sim.Code {
	var answer kafka.Error
	if errors.As(err, &answer) {
		if code, known := answerCodes[answer]; known {
			return code
		}
		return sim.OtherError
	}
	var lookup *net.DNSError
	switch {
	case errors.Is(err, protocol.ErrNoLeader): // the Writer knows that before it asks
		return sim.LeaderNotAvailable
	case errors.As(err, &lookup) && lookup.IsNotFound:
		return sim.HostNotFound
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
	kafka.LeaderNotAvailable:           sim.LeaderNotAvailable,
}
