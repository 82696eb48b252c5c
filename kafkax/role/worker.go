package role

import (
	"context"
	"time"

	"orderflow/internal/system"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// handlerRetries are the waits before a failed handler runs again: those
// measured for NestJS's server on kafkajs. After the last one they start over.
var handlerRetries = []time.Duration{300 * time.Millisecond, 500 * time.Millisecond, 900 * time.Millisecond, 2 * time.Second, 4 * time.Second}

// handler does a group's work on a record. It returns what the caller of a
// send() gets, as a function that answers once the record is committed; nil
// where there is nothing to answer. An error means that the work was not done:
// the handler runs again.
type handler func(ctx context.Context, d *chronicle.Delivery) (answer func(), err error)

// worker is one member of a consumer group.
type worker struct {
	company *Company
	role    wire.Role
	topic   sim.Topic
	handle  handler
	waited  time.Duration // for orders that nobody knows
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
	event  sim.EventID  // consumer-crashed
	outage *wire.Outage // its connections are gone
}

// live reads and handles records until ctx is done, then leaves the group. It
// returns early, without leaving, where a fault ends the process.
func (w *worker) live(ctx context.Context) *crash {
	s := w.company
	reader := s.clients.groupReader(w.role, s.names.Group(w.role.Group), s.names.Topic(w.topic), s.config.SessionTimeout)
	defer reader.Close()
	for ctx.Err() == nil {
		b := &handled{worker: w, reader: reader}
		if crash := b.work(ctx); crash != nil {
			return crash
		}
		if crash := b.settle(ctx); crash != nil {
			return crash
		}
	}
	return nil
}

// dies ends the worker's process if a fault strikes at one of the points: its
// connections are gone, and it cannot leave its group.
func (w *worker) dies(d *chronicle.Delivery, points ...sim.Point) *crash {
	if d.Order == nil {
		return nil
	}
	s := w.company
	for _, at := range points {
		f, event := s.faults.strikeAt(at, sim.ConsumerCrash, d.Order, w.role.Group, w.role.Worker)
		if f == nil {
			continue
		}
		if w.role.Group == sim.ServiceGroup { // it lives in the order service's process, whose end is this member's
			s.service.current().crash(event)
			return nil
		}
		crashed := s.journal.Note(sim.Event{
			Type: sim.ConsumerCrashed, Order: d.Order.Number, Group: w.role.Group, Worker: w.role.Worker,
			Word: uint8(sim.ReasonFault), Value: int64(f.Restart), Cause: event,
		})
		return &crash{fault: f, event: crashed, outage: s.gate.Isolate(w.role)}
	}
	return nil
}

// restart lets a new process take the dead one's place after a time. It
// reports false where ctx ended before.
func (w *worker) restart(ctx context.Context, c *crash) bool {
	defer c.outage.End()
	if !system.Sleep(ctx, c.fault.Restart) {
		return false
	}
	w.company.journal.Note(sim.Event{Type: sim.ConsumerRestarted, Group: w.role.Group, Worker: w.role.Worker, Cause: c.event})
	return true
}

// deliver handles one record until it is handled. ok is false where ctx ended.
func (w *worker) deliver(ctx context.Context, d *chronicle.Delivery) (answer func(), ok bool) {
	if err := w.polled(ctx, d); err != nil {
		return w.refused(d, err), true
	}
	for ; ; d.Failures++ {
		answer, err := w.handle(ctx, d)
		if err == nil {
			return answer, ctx.Err() == nil
		}
		if !system.Sleep(ctx, handlerRetries[d.Failures%len(handlerRetries)]) {
			return nil, false
		}
	}
}
