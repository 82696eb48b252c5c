package kafkax

import (
	"context"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// Times of the consumers.
const (
	workMin, workMax = 300 * time.Millisecond, 1500 * time.Millisecond // in-house work, inside the handler
	commitWait       = 5 * time.Second                                 // how long a commit is waited for
)

// handlerRetries are the waits before a failed handler runs again: those
// measured for NestJS's server on kafkajs. After the last one they start over.
var handlerRetries = []time.Duration{300 * time.Millisecond, 500 * time.Millisecond, 900 * time.Millisecond, 2 * time.Second, 4 * time.Second}

// handler does a group's work on a record. It returns what the caller of a
// send() gets, as a function that answers once the record is committed; nil
// where there is nothing to answer. An error means that the work was not done:
// the handler runs again.
type handler func(ctx context.Context, d *delivery) (answer func(), err error)

// delivery is a record in a worker's hands.
type delivery struct {
	role     role
	message  kafka.Message
	trail    *trail
	at       position
	cause    sim.EventID // the last event of this delivery
	failures int         // executions that threw
}

// worker is one member of a consumer group.
type worker struct {
	session *Session
	role    role
	topic   sim.Topic
	handle  handler
}

// run reads and handles records until ctx is done, then leaves the group.
func (w *worker) run(ctx context.Context) {
	s := w.session
	reader := s.clients.groupReader(w.role, s.names.group(w.role.group), s.names.topic(w.topic), s.config.SessionTimeout)
	defer reader.Close()
	for {
		m, err := reader.FetchMessage(ctx)
		if ctx.Err() != nil {
			return
		}
		if err != nil {
			continue // the group cannot be joined now; the Reader paces itself
		}
		d := delivery{role: w.role, message: m, at: position{topic: w.topic, partition: int32(m.Partition), offset: m.Offset}}
		answer, ok := w.deliver(ctx, &d)
		if !ok {
			return
		}
		w.commit(ctx, reader, d)
		if answer != nil {
			answer()
		}
	}
}

// deliver handles one record until it is handled. ok is false where ctx ended.
func (w *worker) deliver(ctx context.Context, d *delivery) (answer func(), ok bool) {
	if err := w.session.journal.polled(d); err != nil {
		w.session.journal.refuse(*d, err)
		return nil, true
	}
	for ; ; d.failures++ {
		answer, err := w.handle(ctx, d)
		if err == nil {
			return answer, ctx.Err() == nil
		}
		if !sleep(ctx, handlerRetries[d.failures%len(handlerRetries)]) {
			return nil, false
		}
	}
}

// commit stores the offset after the record. A commit that failed is not
// repeated: kafka-go joins the group again, and the record comes again.
func (w *worker) commit(ctx context.Context, reader *kafka.Reader, d delivery) {
	w.session.journal.committing(&d)
	limited, cancel := context.WithTimeout(ctx, commitWait)
	defer cancel()
	if err := reader.CommitMessages(limited, d.message); err != nil && ctx.Err() == nil && w.topic == sim.Orders {
		w.session.journal.uncommitted(&d)
	}
}
