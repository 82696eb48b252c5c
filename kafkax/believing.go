package kafkax

import (
	"errors"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// pay records that the order's points are taken.
func (j *journal) pay(t *trail) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t.row = sim.RowPaid
	j.stepLocked(t, sim.Event{Type: sim.OrderPaid, Value: int64(t.order.Points)})
}

// knows records what the caller came to know, and after how long.
func (j *journal) knows(t *trail, outcome sim.Outcome, waited time.Duration, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := sim.Event{Type: sim.CallerKnows, Word: uint8(outcome), Value: int64(waited.Truncate(time.Microsecond))}
	if err != nil {
		e.Code, e.Detail = callerCode(err), text(err)
	}
	if outcome != sim.Nothing {
		t.flow = max(t.flow, t.learned)
	}
	j.stepLocked(t, e)
}

// callerCode names the error that a caller gets. kafka-go's own errors have no
// names; what its Writer gives up with is a WriteError.
func callerCode(err error) sim.Code {
	var remote remoteError
	switch {
	case errors.Is(err, errTimeout):
		return sim.TimeoutError
	case errors.Is(err, errSerialize):
		return sim.SerializeError
	case errors.As(err, &remote):
		if remote.errorPayload != internalError {
			return sim.RPCException
		}
		return sim.InternalServerError
	}
	return sim.WriteFailed
}

// mark records that setPublished ran. It never moves back a row that a status
// event has moved on.
func (j *journal) mark(t *trail) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if t.row < sim.RowProcessing {
		t.row = sim.RowPublished
	}
	j.stepLocked(t, sim.Event{Type: sim.OrderMarked, Word: uint8(t.row)})
}

// publishFailed records the catch block: the row says so, and since no job
// publishes again, the points are given back.
func (j *journal) publishFailed(t *trail) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if t.row >= sim.RowProcessing {
		return
	}
	t.row = sim.RowPublishFailed
	j.stepLocked(t, sim.Event{Type: sim.RowChanged, Word: uint8(t.row)})
	j.refund(t, int64(t.order.Points))
}

// refund records that points were given back, once; the lock is held.
func (j *journal) refund(t *trail, points int64) {
	if t.refunded || points <= 0 {
		return
	}
	t.refunded = true
	j.stepLocked(t, sim.Event{Type: sim.PointsRefunded, Value: points})
}

// asks notes the correlation id that an order's answer will carry.
func (j *journal) asks(t *trail, correlation string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.byReply[correlation] = t
}

// received records that an answer reached the order service. settle hands it
// on, and reports whether somebody waited for it. An error means that nobody
// ever asked.
func (j *journal) received(at position, correlation string, settle func() bool) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := j.replied(at, correlation)
	if t == nil {
		return errors.New("decoding an answer: nobody asked with its correlation id")
	}
	e := sim.Event{Type: sim.ReplyReceived, Order: t.order.Number, Cause: t.answer}
	if !settle() { // its caller goes on once this is recorded
		e.Type = sim.ReplyDropped
	}
	t.learned = j.record(e)
	if t.unread > 0 {
		t.unread--
		j.motion.add(0, -1)
	}
	return nil
}

// viewLost records that page views were given up.
func (j *journal) viewLost(messages []kafka.Message, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, m := range messages {
		if t := j.byID[string(m.Key)]; t != nil {
			j.record(sim.Event{Type: sim.PublishGaveUp, Order: t.order.Number, Topic: sim.Activity, Code: codeOf(err), Cause: t.flow, Detail: text(err)})
		}
	}
}
