package sim

import "time"

// handle runs the handler for one record.
func (w *worker) handle(b *batch, r *record) {
	switch w.group.id {
	case StatisticsGroup:
	case ServiceGroup:
		w.told(b, r, func() { w.e.service.follow(r.status) })
		return
	case ReplyGroup:
		w.told(b, r, func() { w.e.service.replied(w, r) })
		return
	}
	e := w.e
	started := w.event(HandlerStarted, b.partition, b.next, r.order, max(b.cause, r.appended))
	started.Try = e.order(r.order).Handled + 1
	b.cause = e.record(started)
	w.handling = r.order
	if f := e.standing(Poison, r.order, w.group.id); f != nil {
		w.throws(b, r, Poisoned, PlainError, max(b.cause, f.event))
		return
	}
	if f := e.strike(HandlerError, r.order, w.group.id, nil); f != nil {
		code := [...]Code{PlainError: InternalServerError, RPCError: RPCException, Retriable: RetriableException, Empty: EmptyResult}[f.Kind]
		w.throws(b, r, code, f.Kind, max(b.cause, f.struck))
		return
	}
	if event, found := w.group.done[r.order]; found && e.remedies.Has(Dedupe) {
		w.after(skipTime, func() { w.returned(b, r, max(event, b.cause)) })
		return
	}
	if w.group.id == ExternalGroup {
		w.buy(b, r)
		return
	}
	w.report(statusReport{group: w.group.id, order: r.order, row: RowProcessing}, b.cause)
	w.after(w.workTime(r.order), func() { w.workDone(b, r) })
}

// workTime is how long the handler works: its usual time, which only the order
// decides, or as long as a consumer-slow says.
func (w *worker) workTime(order OrderID) time.Duration {
	if f := w.e.strike(ConsumerSlow, order, w.group.id, nil); f != nil {
		return f.Delay
	}
	return w.e.stream("work", uint64(order)).between(workMin, workMax)
}

// workDone is the end of the work of an in-house order.
func (w *worker) workDone(b *batch, r *record) {
	quantity := int64(w.e.order(r.order).Order.Quantity)
	done := w.e.record(Event{Type: WorkFinished, Order: r.order, Value: quantity, Cause: b.cause})
	w.group.done[r.order] = done
	w.report(statusReport{group: w.group.id, order: r.order, row: RowCompleted, delivered: quantity}, done)
	w.returned(b, r, done)
}

// told is a handler of the order service: it is done at once.
func (w *worker) told(b *batch, _ *record, do func()) {
	do()
	w.resolve(b)
	w.beatThenProceed(b)
}

// beatThenProceed is what kafkajs does after each message.
func (w *worker) beatThenProceed(b *batch) {
	w.heartbeat(func(h *halt) {
		if h != nil {
			w.settle(b, h)
			return
		}
		w.proceed(b)
	})
}

// returned is a handler that is done with its record.
func (w *worker) returned(b *batch, r *record, cause EventID) {
	w.handling = 0
	b.cause = w.e.record(w.event(HandlerReturned, b.partition, b.next, r.order, max(cause, b.cause)))
	w.passed(b, r, &answer{})
}

// passed goes on behind a record: the answer of a request leaves by itself.
func (w *worker) passed(b *batch, r *record, a *answer) {
	w.resolve(b)
	if w.crashStrikes(MidBatch, r.order, b.first && b.next < b.end) {
		return
	}
	b.first = false
	if a != nil && r.publish != nil && r.publish.exchange != nil {
		w.e.reply(w, r, *a, b.cause)
	}
	w.beatThenProceed(b)
}

// throws is a handler that failed before any work was done. An event is
// delivered again; a request is answered with the error, and committed.
func (w *worker) throws(b *batch, r *record, code Code, kind ErrorKind, cause EventID) {
	request := r.publish != nil && r.publish.exchange != nil
	failed := w.event(HandlerFailed, b.partition, b.next, r.order, cause)
	failed.Code = code
	w.after(skipTime, func() {
		w.handling = 0
		switch {
		case request && kind == Empty:
			w.returned(b, r, cause)
		case request && kind != Retriable:
			b.cause = w.e.record(failed)
			a := answer{code: code}
			if kind == PlainError {
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
func (w *worker) redeliver(b *batch, r *record, failed Event) {
	b.cause = w.e.record(failed)
	times := w.failing.again(b.partition, b.next)
	if w.e.remedies.Has(DeadLetter) && times >= deadLetterAfter {
		b.cause = w.e.record(w.event(DeadLettered, b.partition, b.next, r.order, b.cause))
		w.passed(b, r, nil)
		return
	}
	w.commitEarlier(b, func(h *halt) {
		if h == nil {
			h = &halt{code: failed.Code, cause: b.cause}
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
func (w *worker) commitEarlier(b *batch, then func(*halt)) {
	if w.resolved[b.partition.number] > w.committed[b.partition.number] {
		w.commitBatch(b, then)
		return
	}
	then(nil)
}

// strikeBatch lets a consumer fault strike the first record of the batch it
// acts on.
func (w *worker) strikeBatch(name FaultName, b *batch, match func(*faultEntry) bool) *faultEntry {
	for offset := max(b.start, b.partition.base); offset < w.resolved[b.partition.number]; offset++ {
		r := b.partition.at(offset)
		if !w.concerns(r) && w.group.id != StatisticsGroup {
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
func (w *worker) strikeBatchCrash(at Point, b *batch) bool {
	f := w.strikeBatch(ConsumerCrash, b, func(f *faultEntry) bool {
		return f.Point == at || at == BeforeCommit && f.Point == MidBatch
	})
	if f == nil {
		return false
	}
	w.dies(f)
	return true
}

// crashStrikes is strikeBatchCrash for one record, where the point is reached.
func (w *worker) crashStrikes(at Point, order OrderID, reached bool) bool {
	if !reached {
		return false
	}
	f := w.e.strike(ConsumerCrash, order, w.group.id, func(f *faultEntry) bool { return f.Point == at })
	if f == nil {
		return false
	}
	w.dies(f)
	return true
}
