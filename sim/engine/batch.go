package engine

import (
	"time"

	"orderflow/sim"
)

// batch is what one fetch brought of one partition. Without a partition it is
// an answer without records: it too waits its turn behind the handler that runs.
type batch struct {
	fetcher   *fetcher
	partition *partition
	start     int64 // its first offset
	next, end int64
	first     bool // no handler of it has returned yet
	cause     sim.EventID
}

// polled records what a fetch brought.
func (w *worker) polled(b *batch) {
	if !w.group.consumesOrders() {
		return
	}
	for offset := b.next; offset < b.end; offset++ {
		if r := b.partition.at(offset); w.concerns(r) {
			b.cause = w.e.record(w.event(sim.RecordPolled, b.partition, offset, r.order, r.appended))
		}
	}
}

// work begins with the next batch.
func (w *worker) work() {
	if w.working != nil || len(w.queue) == 0 {
		return
	}
	b := w.queue[0]
	w.queue = w.queue[1:]
	w.working = b
	if b.partition == nil {
		w.heartbeat(func(h *consumerError) { w.settle(b, h) })
		return
	}
	w.after(skipTime, func() { w.proceed(b) })
}

// settle is the worker being done with a batch.
func (w *worker) settle(b *batch, h *consumerError) {
	w.working = nil
	b.fetcher.settled(h)
	w.work()
}

// proceed handles the next record that concerns the group, or ends the batch.
func (w *worker) proceed(b *batch) {
	for b.next < b.end {
		if r := b.partition.at(b.next); w.concerns(r) {
			w.handle(b, r)
			return
		}
		w.resolve(b)
	}
	w.commitBatch(b, func(h *consumerError) {
		if h != nil {
			w.settle(b, h)
			return
		}
		w.heartbeat(func(h *consumerError) { w.settle(b, h) })
	})
}

// resolve passes a record.
func (w *worker) resolve(b *batch) {
	b.next++
	w.resolved[b.partition.number] = b.next
}

// commitBatch commits what is resolved, at the end of a batch.
func (w *worker) commitBatch(b *batch, then func(*consumerError)) {
	if !w.uncommitted() {
		then(nil)
		return
	}
	if w.strikeBatchCrash(sim.BeforeCommit, b) {
		return
	}
	if f := w.strikeBatch(sim.CommitLost, b, nil); f != nil {
		h := &consumerError{code: sim.CommitCut, cause: f.struck}
		h.cause = w.commitFailed(b, h)
		if !w.strikeBatchCrash(sim.AfterCommit, b) {
			w.soon(func() { then(h) })
		}
		return
	}
	w.commit(b, func(h *consumerError) {
		if !w.strikeBatchCrash(sim.AfterCommit, b) {
			then(h)
		}
	})
}

// uncommitted reports whether something is resolved and not committed.
func (w *worker) uncommitted() bool {
	for _, n := range w.assigned {
		if w.resolved[n] > w.committed[n] {
			return true
		}
	}
	return false
}

// commit sends every offset that is resolved and not committed to the
// coordinator: its last message, or its last batch. Without a connection to it
// kafkajs looks for the broker, and gives up whatever that brings.
func (w *worker) commit(b *batch, then func(*consumerError)) {
	if !w.uncommitted() {
		then(nil)
		return
	}
	failed := func(h *consumerError) {
		h.cause = w.commitFailed(b, h)
		then(h)
	}
	w.client.find(w.coordinator, func(h *consumerError) {
		if h != nil {
			failed(h)
			return
		}
		w.client.call(w.coordinator, w.draw.Between(commitMin, commitMax), w.patience(), nil, func(h *consumerError) {
			if h == nil {
				h = w.group.commit(w, b)
			}
			switch {
			case h == nil:
				then(nil)
			case h.code == sim.NotCoordinator:
				w.client.refreshThen(h, failed)
			default:
				failed(h)
			}
		})
	})
}

// commitFailed records that a commit of a batch did not succeed.
func (w *worker) commitFailed(b *batch, h *consumerError) sim.EventID {
	if !w.group.consumesOrders() {
		return h.cause
	}
	p := w.group.parts[w.assigned[0]]
	cause := max(h.cause, w.entered)
	if b != nil {
		p, cause = b.partition, max(cause, b.cause)
	}
	failed := w.event(sim.CommitFailed, p, w.resolved[p.number], 0, cause)
	failed.Code = h.code
	return w.e.record(failed)
}

// heartbeat tells the coordinator that the member lives, if the last time is
// long enough ago: kafkajs has no timer for it. Everybody who comes while one
// is under way waits for that one.
func (w *worker) heartbeat(done func(*consumerError)) {
	if w.member == nil || w.e.now < w.beat+heartbeatInterval {
		done(nil)
		return
	}
	w.heartbeating = append(w.heartbeating, done)
	if len(w.heartbeating) > 1 {
		return
	}
	w.client.dial(w.coordinator, func(h *consumerError) {
		if h != nil {
			w.heartbeatDone(h)
			return
		}
		w.client.call(w.coordinator, w.draw.Between(heartbeatMin, heartbeatMax), w.patience(), nil, func(h *consumerError) {
			if h == nil {
				if h = w.group.heartbeat(w); h == nil {
					w.beat = w.e.now
				}
			}
			w.heartbeatDone(h)
		})
	})
}

// heartbeatDone ends the heartbeat under way. A member that learns of a rebalance
// commits first.
func (w *worker) heartbeatDone(h *consumerError) {
	waiting := w.heartbeating
	w.heartbeating = nil
	tell := func(h *consumerError) {
		for _, done := range waiting {
			done(h)
		}
	}
	if h == nil || h.code != sim.RebalanceInProgress {
		tell(h)
		return
	}
	if w.stopping == nil {
		w.entered = w.e.record(sim.Event{Type: sim.RebalanceNoticed, Group: w.group.id, Worker: w.id, Cause: max(h.cause, w.entered)})
	}
	h.cause = w.entered
	w.commit(nil, func(failed *consumerError) {
		if failed != nil {
			h = failed
		}
		tell(h)
	})
}

// heartbeatSlack is how long the heartbeat takes that comes next, if one is due.
func (w *worker) heartbeatSlack() time.Duration {
	if w.member == nil || w.e.now < w.beat+heartbeatInterval {
		return 0
	}
	return heartbeatMax
}
