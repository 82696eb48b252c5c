package assemble

import (
	"errors"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/store"
	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// Pay records that the order's points are taken.
func (j *Journal) Pay(o *chronicle.Order, _ bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	t.row = sim.RowPaid
	j.stepLocked(t, sim.Event{Type: sim.OrderPaid, Value: int64(t.order.Points)})
}

// Knows records what the caller came to know, and after how long.
func (j *Journal) Knows(o *chronicle.Order, outcome sim.Outcome, waited time.Duration, err error) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	j.known(t, knowledge(outcome, waited, err))
}

// known is Knows while the lock is held.
func (j *Journal) known(t *trail, e sim.Event) {
	if sim.Outcome(e.Word) != sim.Nothing {
		t.flow = max(t.flow, t.learned)
	}
	j.stepLocked(t, e)
}

// knowledge is what a caller came to know, and after how long.
func knowledge(outcome sim.Outcome, waited time.Duration, err error) sim.Event {
	e := sim.Event{Type: sim.CallerKnows, Word: uint8(outcome), Value: int64(waited.Truncate(time.Microsecond))}
	if err != nil {
		e.Code, e.Detail = chronicle.CallerCode(err), text(err)
		if e.Code == sim.WriteFailed {
			e.Detail = causeText(err)
		}
	}
	return e
}

// Mark records that setPublished ran, and what the row says since.
func (j *Journal) Mark(o *chronicle.Order, row sim.Row) { j.Published(o, row, false) }

// Learn notes that what follows is done because of how the publish went.
func (j *Journal) Learn(o *chronicle.Order) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	t.flow = max(t.flow, t.learned)
}

// Published records that setPublished ran; sent: in the same transaction the
// relay has marked its own row.
func (j *Journal) Published(o *chronicle.Order, row sim.Row, sent bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	if sent {
		j.stepLocked(t, sim.Event{Type: sim.OutboxSent})
	}
	if t.marked {
		return
	}
	t.row, t.marked = row, true
	j.stepLocked(t, sim.Event{Type: sim.OrderMarked, Word: uint8(t.row)})
}

// PublishFailed records the catch block: the row says so, and where no job
// publishes again the points are given back.
func (j *Journal) PublishFailed(o *chronicle.Order, f store.Failure) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	if f.Changed {
		t.row = sim.RowPublishFailed
		j.stepLocked(t, sim.Event{Type: sim.RowChanged, Word: uint8(t.row)})
	}
	j.refund(t, f.Refunded)
}

// refund records that points were given back; the lock is held.
func (j *Journal) refund(t *trail, points int64) {
	if points > 0 {
		j.stepLocked(t, sim.Event{Type: sim.PointsRefunded, Value: points})
	}
}

// Asks notes the correlation id that an order's answer will carry.
func (j *Journal) Asks(o *chronicle.Order, correlation string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	j.byReply[correlation] = t
	t.asks = append(t.asks, correlation)
}

// errNobodyAsked refuses an answer that is nobody's.
var errNobodyAsked = errors.New("decoding an answer: nobody asked with its correlation id")

// Received records that an answer reached the order service. settle hands it
// on, and reports whether somebody waited for it. An error means that nobody
// ever asked.
//
// What a process reads that has died meanwhile, the next one reads again.
func (j *Journal) Received(life uint32, at chronicle.Position, correlation string, settle func() bool) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.dead(life) {
		return nil
	}
	j.answersRead = max(j.answersRead, at.Offset+1)
	t := j.replied(at, correlation)
	if t == nil {
		return errNobodyAsked
	}
	delete(j.replies, at)
	j.heard = max(j.heard, at.Offset+1)
	if t.order.Foreign {
		return nil // another service's client reads the same topic
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

// Viewed is told that page views are written or, with an error, were given up.
func (j *Journal) Viewed(life uint32, messages []kafka.Message, err error) {
	keys := keysOf(messages)
	if err != nil && !j.voids(life) {
		j.viewsLost(keys, gaveUpCode(err), causeText(err).Text)
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	if err == nil {
		j.views += int64(len(keys))
	}
	for _, key := range keys {
		if t := j.byID[key]; t != nil {
			t.hands--
		}
	}
}

// viewsLost records that page views were given up.
func (j *Journal) viewsLost(keys []string, code sim.Code, text string) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for _, key := range keys {
		if t := j.byID[key]; t != nil {
			j.record(sim.Event{Type: sim.PublishGaveUp, Order: t.order.Number, Topic: sim.Activity, Code: code, Cause: t.flow, Detail: &sim.Detail{Text: text}})
		}
	}
}
