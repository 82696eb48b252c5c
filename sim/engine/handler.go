package engine

import (
	"time"

	"orderflow/sim"
)

// handle runs the handler for one record.
func (w *worker) handle(b *batch, r *record) {
	switch w.group.id {
	case sim.StatisticsGroup:
	case sim.ServiceGroup:
		w.handledAtOnce(b, r, func() { w.e.service.follow(r.status) })
		return
	case sim.ReplyGroup:
		w.handledAtOnce(b, r, func() { w.e.service.replied(w, r) })
		return
	}
	e := w.e
	started := w.event(sim.HandlerStarted, b.partition, b.next, r.order, max(b.cause, r.appended))
	started.Try = e.order(r.order).Handled + 1
	b.cause = e.record(started)
	w.handling = r.order
	if f := e.standing(sim.Poison, r.order, w.group.id); f != nil {
		w.throws(b, r, sim.Poisoned, sim.PlainError, max(b.cause, f.event))
		return
	}
	if f := e.strike(sim.HandlerError, r.order, w.group.id, nil); f != nil {
		code := [...]sim.Code{sim.PlainError: sim.InternalServerError, sim.RPCError: sim.RPCException, sim.Retriable: sim.RetriableException, sim.Empty: sim.EmptyResult}[f.Kind]
		w.throws(b, r, code, f.Kind, max(b.cause, f.struck))
		return
	}
	if event, found := w.group.done[r.order]; found && e.remedies.Has(sim.Dedupe) {
		w.after(skipTime, func() { w.returned(b, r, max(event, b.cause)) })
		return
	}
	if w.group.id == sim.ExternalGroup {
		w.buy(b, r)
		return
	}
	w.report(statusReport{group: w.group.id, order: r.order, row: sim.RowProcessing}, b.cause)
	w.after(w.workTime(r.order), func() { w.workDone(b, r) })
}

// workTime is how long the handler works: its usual time, which only the order
// decides, or as long as a consumer-slow says.
func (w *worker) workTime(order sim.OrderID) time.Duration {
	if f := w.e.strike(sim.ConsumerSlow, order, w.group.id, nil); f != nil {
		return f.Delay
	}
	return w.e.stream("work", uint64(order)).Between(sim.WorkMin, sim.WorkMax)
}

// workDone is the end of the work of an in-house order.
func (w *worker) workDone(b *batch, r *record) {
	quantity := int64(w.e.order(r.order).Order.Quantity)
	done := w.e.record(sim.Event{Type: sim.WorkFinished, Order: r.order, Value: quantity, Cause: b.cause})
	w.group.done[r.order] = done
	w.report(statusReport{group: w.group.id, order: r.order, row: sim.RowCompleted, delivered: quantity}, done)
	w.returned(b, r, done)
}

// handledAtOnce is a handler of the order service: it is done at once.
func (w *worker) handledAtOnce(b *batch, _ *record, do func()) {
	do()
	w.resolve(b)
	w.heartbeatThenProceed(b)
}

// heartbeatThenProceed is what kafkajs does after each message.
func (w *worker) heartbeatThenProceed(b *batch) {
	w.heartbeat(func(h *consumerError) {
		if h != nil {
			w.settle(b, h)
			return
		}
		w.proceed(b)
	})
}

// returned is a handler that is done with its record.
func (w *worker) returned(b *batch, r *record, cause sim.EventID) {
	w.handling = 0
	b.cause = w.e.record(w.event(sim.HandlerReturned, b.partition, b.next, r.order, max(cause, b.cause)))
	w.passed(b, r, &answer{})
}

// passed goes on behind a record: the answer of a request leaves by itself.
func (w *worker) passed(b *batch, r *record, a *answer) {
	w.resolve(b)
	if w.crashStrikes(sim.MidBatch, r.order, b.first && b.next < b.end) {
		return
	}
	b.first = false
	if a != nil && r.publish != nil && r.publish.exchange != nil {
		w.e.reply(w, r, *a, b.cause)
	}
	w.heartbeatThenProceed(b)
}

// throws is a handler that failed before any work was done. An event is
// delivered again; a request is answered with the error, and committed.
func (w *worker) throws(b *batch, r *record, code sim.Code, kind sim.ErrorKind, cause sim.EventID) {
	request := r.publish != nil && r.publish.exchange != nil
	failed := w.event(sim.HandlerFailed, b.partition, b.next, r.order, cause)
	failed.Code = code
	w.after(skipTime, func() {
		w.handling = 0
		switch {
		case request && kind == sim.Empty:
			w.returned(b, r, cause)
		case request && kind != sim.Retriable:
			b.cause = w.e.record(failed)
			a := answer{code: code}
			if kind == sim.PlainError {
				a.text = "Internal server error"
			}
			w.passed(b, r, &a)
		default:
			w.redeliver(b, r, failed)
		}
	})
}

// redeliver is a handler that threw: what is before the record is committed,
// and the record comes again when all fetchers have ended and the runner has
// slept (measured).
func (w *worker) redeliver(b *batch, r *record, failed sim.Event) {
	b.cause = w.e.record(failed)
	times := w.failing.again(b.partition, b.next)
	if w.e.remedies.Has(sim.DeadLetter) && times >= deadLetterAfter {
		b.cause = w.e.record(w.event(sim.DeadLettered, b.partition, b.next, r.order, b.cause))
		w.passed(b, r, nil)
		return
	}
	w.commitEarlier(b, func(h *consumerError) {
		if h == nil {
			h = &consumerError{code: failed.Code, cause: b.cause}
		}
		w.settle(b, h)
	})
}

// again counts one more failure of a record.
func (f *failing) again(p *partition, offset int64) int {
	if f.partition != p || f.offset != offset {
		*f = failing{partition: p, offset: offset}
	}
	f.times++
	return f.times
}

// commitEarlier commits what is before a record that threw.
func (w *worker) commitEarlier(b *batch, then func(*consumerError)) {
	if w.resolved[b.partition.number] > w.committed[b.partition.number] {
		w.commitBatch(b, then)
		return
	}
	then(nil)
}

// strikeBatch lets a consumer fault strike the first record of the batch it
// acts on.
func (w *worker) strikeBatch(name sim.FaultName, b *batch, match func(*faultEntry) bool) *faultEntry {
	for offset := max(b.start, b.partition.base); offset < w.resolved[b.partition.number]; offset++ {
		r := b.partition.at(offset)
		if !w.concerns(r) && w.group.id != sim.StatisticsGroup {
			continue
		}
		if f := w.e.strike(name, r.order, w.group.id, func(f *faultEntry) bool {
			return (f.Group != 0 || r.carrier == w.group.id) && (match == nil || match(f))
		}); f != nil {
			return f
		}
	}
	return nil
}

// strikeBatchCrash lets the process die at a point if a consumer-crash strikes.
func (w *worker) strikeBatchCrash(at sim.Point, b *batch) bool {
	f := w.strikeBatch(sim.ConsumerCrash, b, func(f *faultEntry) bool {
		return f.Point == at || at == sim.BeforeCommit && f.Point == sim.MidBatch
	})
	if f == nil {
		return false
	}
	w.dies(f)
	return true
}

// crashStrikes is strikeBatchCrash for one record, where the point is reached.
func (w *worker) crashStrikes(at sim.Point, order sim.OrderID, reached bool) bool {
	if !reached {
		return false
	}
	f := w.e.strike(sim.ConsumerCrash, order, w.group.id, func(f *faultEntry) bool { return f.Point == at })
	if f == nil {
		return false
	}
	w.dies(f)
	return true
}
