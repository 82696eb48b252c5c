package kafkax

import (
	"context"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// commitWait is how long a commit is waited for.
const commitWait = 5 * time.Second

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
	status   statusPayload // of a status event
	row      sim.Row       // which it reports
	cause    sim.EventID   // the last event of this delivery
	failures int           // executions that threw
}

// worker is one member of a consumer group.
type worker struct {
	session *Session
	role    role
	topic   sim.Topic
	handle  handler
}

// run lives the worker's lives until ctx is done: a fault may end its process,
// and a new one joins.
func (w *worker) run(ctx context.Context) {
	for {
		crash := w.live(ctx)
		if crash == nil || !w.restart(ctx, crash) {
			return
		}
	}
}

// crash is the death of a worker's process.
type crash struct {
	fault  *faultEntry
	event  sim.EventID // consumer-crashed
	outage *outage     // its connections are gone
}

// live reads and handles records until ctx is done, then leaves the group. It
// returns early, without leaving, where a fault ends the process.
func (w *worker) live(ctx context.Context) *crash {
	s := w.session
	reader := s.clients.groupReader(w.role, s.names.group(w.role.group), s.names.topic(w.topic), s.config.SessionTimeout)
	defer reader.Close()
	for {
		m, err := reader.FetchMessage(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err != nil {
			continue // the group cannot be joined now; the Reader paces itself
		}
		d := &delivery{role: w.role, message: m, at: position{topic: w.topic, partition: int32(m.Partition), offset: m.Offset}}
		answer, ok := w.deliver(ctx, d)
		if !ok {
			return nil
		}
		if crash := w.dies(d, sim.BeforeCommit, sim.MidBatch); crash != nil { // a batch here has one record
			return crash
		}
		w.commit(ctx, reader, d)
		if crash := w.dies(d, sim.AfterCommit); crash != nil {
			return crash
		}
		if answer != nil {
			answer()
		}
	}
}

// dies ends the worker's process if a fault strikes at one of the points: its
// connections are gone, and it cannot leave its group.
func (w *worker) dies(d *delivery, points ...sim.Point) *crash {
	if d.trail == nil || d.at.topic != sim.Orders {
		return nil
	}
	s := w.session
	for _, at := range points {
		f, event := s.faults.strikeAt(at, sim.ConsumerCrash, d.trail, w.role.group, w.role.worker)
		if f == nil {
			continue
		}
		crashed := s.journal.note(sim.Event{
			Type: sim.ConsumerCrashed, Order: d.trail.order.Number, Group: w.role.group, Worker: w.role.worker,
			Word: uint8(sim.ReasonFault), Value: int64(f.Restart), Cause: event,
		})
		return &crash{fault: f, event: crashed, outage: s.gate.isolate(w.role)}
	}
	return nil
}

// restart lets a new process take the dead one's place after a time. It
// reports false where ctx ended before.
func (w *worker) restart(ctx context.Context, c *crash) bool {
	defer c.outage.end()
	if !sleep(ctx, c.fault.Restart) {
		return false
	}
	w.session.journal.note(sim.Event{Type: sim.ConsumerRestarted, Group: w.role.group, Worker: w.role.worker, Cause: c.event})
	return true
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
func (w *worker) commit(ctx context.Context, reader *kafka.Reader, d *delivery) {
	w.session.journal.committing(d)
	limited, cancel := context.WithTimeout(ctx, commitWait)
	defer cancel()
	if err := reader.CommitMessages(limited, d.message); err != nil && ctx.Err() == nil && w.topic == sim.Orders {
		w.session.journal.uncommitted(d)
	}
}
