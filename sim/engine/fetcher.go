package engine

import (
	"time"

	"orderflow/sim"
)

// fetcher is one of a consumer's: kafkajs has one for each broker it knows,
// also for a free one, which leads none of the member's partitions. Their
// batches go through one worker, one after the other.
type fetcher struct {
	w      *worker
	broker uint8
	known  brokers // the pool when it was made
	state  fetcherState
	since  time.Duration  // since when it polls or sleeps
	timer  *timer         // the end of its poll or sleep
	left   int            // batches of it that the worker has not settled
	failed *consumerError // the first of them that failed
}

type fetcherState uint8

const (
	fetcherBetween  fetcherState = iota // on its way to a poll or a sleep
	fetcherPolling                      // a Fetch is in flight
	fetcherSleeping                     // a free one: nothing to ask for
	fetcherQueued                       // its answer is in the worker's queue, or being handled
	fetcherEnded
)

// runFetchers makes one fetcher for each broker of the pool.
func (w *worker) runFetchers() {
	w.phase, w.stopping = consumerFetching, nil
	w.fetchers = w.fetchers[:0:0]
	if w.client.pool == 0 {
		w.crash(&consumerError{kind: fatalError, code: sim.NoBrokerAvailable, cause: w.client.lastCause()})
		return
	}
	for _, id := range w.e.cluster.ids {
		if w.client.pool.has(id) {
			w.fetchers = append(w.fetchers, &fetcher{w: w, broker: id, known: w.client.pool})
		}
	}
	for _, f := range w.fetchers {
		f.fetch()
	}
}

// next goes on after a poll or a sleep.
func (f *fetcher) next() {
	if f.w.stopping != nil {
		f.end()
		return
	}
	f.fetch()
}

// fetch begins a poll, or a sleep, after what has to be known for it.
func (f *fetcher) fetch() {
	c := &f.w.client
	f.state = fetcherBetween
	switch {
	case c.pool != f.known && c.pool != 0:
		f.fail(&consumerError{kind: poolChangedError, cause: c.lastCause()})
	case c.stale:
		c.refresh(func(h *consumerError) {
			if h != nil {
				f.fail(h)
				return
			}
			f.request()
		})
	default:
		f.request()
	}
}

// request asks the broker for what it leads, as far as the client knows.
func (f *fetcher) request() {
	switch {
	case f.free():
		f.state, f.since = fetcherSleeping, f.w.e.now
		f.wait(fetchWaitMax, f.nothing)
	case f.w.client.open.has(f.broker):
		f.poll()
	case !f.w.client.pool.has(f.broker):
		f.w.client.refresh(func(h *consumerError) {
			if h != nil {
				f.fail(h)
				return
			}
			f.nothing()
		})
	default:
		f.w.client.find(f.broker, func(h *consumerError) {
			if h != nil {
				f.fail(h)
				return
			}
			f.poll()
		})
	}
}

// free reports whether the broker leads none of the member's partitions.
func (f *fetcher) free() bool {
	for _, n := range f.w.assigned {
		if f.w.client.leaders[n] == f.broker {
			return false
		}
	}
	return true
}

// wait plans the end of a poll or a sleep; it does not keep a run alive.
func (f *fetcher) wait(d time.Duration, do func()) {
	f.timer = f.w.e.background(d, do)
}

// poll sends a Fetch: it is answered as soon as there is something, else after
// maxWaitTimeInMs.
func (f *fetcher) poll() {
	f.state, f.since = fetcherPolling, f.w.e.now
	f.wait(fetchWaitMax, f.answered)
	f.look()
}

// look lets a poll be answered if there is something.
func (f *fetcher) look() {
	if f.state != fetcherPolling || !f.timer.background || !f.w.e.cluster.brokers[f.broker].healthy() || !f.anything() {
		return
	}
	f.timer.stop()
	f.timer = f.w.e.timer(f.w.draw.Between(fetchMin, fetchMax), f.answered)
}

// anything reports whether the broker has something to answer: records, or
// that it leads a partition no more.
func (f *fetcher) anything() bool {
	for _, n := range f.w.assigned {
		if p := f.w.group.parts[n]; f.w.client.leaders[n] == f.broker && (p.leader != f.broker || p.high > f.w.resolved[n]) {
			return true
		}
	}
	return false
}

// answered is the answer of a poll, with records or without.
func (f *fetcher) answered() {
	w := f.w
	if b := w.e.cluster.brokers[f.broker]; b.frozen {
		f.frozen(b)
		return
	}
	moved := false
	f.left, f.failed = 0, nil
	for _, n := range w.assigned {
		if w.client.leaders[n] != f.broker {
			continue
		}
		p := w.group.parts[n]
		moved = moved || p.leader != f.broker
		if w.stopping == nil && !moved && p.high > w.resolved[n] {
			f.take(p, n)
		}
	}
	switch {
	case moved:
		f.fail(&consumerError{kind: rebalancingError, code: sim.NotLeaderOrFollower, cause: w.client.lastCause()})
	case w.stopping != nil:
		f.end() // what came is dropped
	case f.left == 0:
		f.queue(&batch{fetcher: f})
		w.work()
	default:
		w.work()
	}
}

// take makes a batch of what a poll brought of one partition.
func (f *fetcher) take(p *partition, n int) {
	w := f.w
	start := max(w.resolved[n], p.base)
	b := &batch{fetcher: f, partition: p, start: start, next: start, end: min(p.high, start+fetchRecordsMax), first: true}
	f.queue(b)
	w.polled(b)
}

func (f *fetcher) queue(b *batch) {
	f.state = fetcherQueued
	f.left++
	f.w.queue = append(f.w.queue, b)
}

// frozen is a poll at a broker that does not answer: until it thaws, or the
// request has waited for its timeout.
func (f *fetcher) frozen(b *broker) {
	answered := false
	f.timer = f.w.e.background(f.since+f.w.patience()-f.w.e.now, func() {
		answered = true
		f.fail(&consumerError{code: sim.RequestTimedOut, cause: max(f.w.client.lastCause(), b.event)})
	})
	timer := f.timer
	b.held = append(b.held, func() {
		if !answered && f.timer == timer && !timer.over {
			timer.stop()
			f.timer = f.w.e.timer(f.w.draw.Between(fetchMin, fetchMax), f.answered)
		}
	})
}

// cut is a poll whose connection was closed: kafkajs takes the broker out of
// its pool and forgets the metadata.
func (f *fetcher) cut() {
	if f.state != fetcherPolling {
		return
	}
	c := &f.w.client
	c.pool = c.pool.without(f.broker)
	c.stale = true
	f.nothing()
}

// nothing is a poll or a sleep that brought nothing: the fetcher heartbeats.
func (f *fetcher) nothing() {
	f.state = fetcherBetween
	f.w.heartbeat(func(h *consumerError) {
		if h != nil {
			f.fail(h)
			return
		}
		f.next()
	})
}

// settled is the worker being done with one of its batches.
func (f *fetcher) settled(h *consumerError) {
	f.left--
	if f.failed == nil {
		f.failed = h
	}
	switch {
	case f.left > 0:
	case f.failed != nil:
		f.fail(f.failed)
	default:
		f.next()
	}
}

// fail ends the fetcher. The first that fails lets all the others end too,
// each when its poll, its sleep or its handler is over.
func (f *fetcher) fail(h *consumerError) {
	if f.w.stopping == nil {
		f.w.stopping = h
	}
	f.end()
}

func (f *fetcher) end() {
	f.state = fetcherEnded
	f.timer.stop()
	for _, other := range f.w.fetchers {
		if other.state != fetcherEnded {
			return
		}
	}
	f.w.stopped(f.w.stopping)
}
