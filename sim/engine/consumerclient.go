package engine

import (
	"time"

	"orderflow/sim"
)

// brokers is a set of brokers.
type brokers uint8

func (s brokers) has(id uint8) bool { return s&(1<<id) != 0 }

func (s brokers) with(id uint8) brokers { return s | 1<<id }

func (s brokers) without(id uint8) brokers { return s &^ (1 << id) }

// consumerError is why something of a kafkajs consumer ended; nil is a success.
type consumerError struct {
	kind  consumerErrorKind
	code  sim.Code
	cause sim.EventID
	sleep time.Duration // fatal, after a used-up law: its next sleep, which nobody slept
}

// consumerErrorKind says what kafkajs' runner does about it.
type consumerErrorKind uint8

const (
	retriableError     consumerErrorKind = iota // sleep by the retry law, then new fetchers
	poolChangedError                            // new fetchers at once
	fatalError                                  // the consumer crashes
	rebalancingError                            // join again, as the same member
	unknownMemberError                          // join again, as a new member
	closingError                                // leave the group: the process is closed in order
)

// consumerClient is a consumer's own kafkajs client: the brokers it knows (its
// pool), those it is connected to, and the metadata refresh and reconnect round that
// all its fetchers share (read in the source of kafkajs 2.2.4, and measured).
type consumerClient struct {
	w          *worker
	pool       brokers
	open       brokers
	leaders    []uint8 // of what the group consumes, by the last metadata
	stale      bool
	seed       int // whom of the list the next connect of a round is for
	refreshers []func(*consumerError)
	connectors []func(*consumerError)
	calls      []*call
	lost       sim.EventID // what cut a connection last
	cutOff     bool        // no connection is left
}

// call is a request under way on a connection of a consumer. done is called
// once, unless its process dies.
type call struct {
	broker uint8
	over   bool
	limit  *timer
	member *member     // of a JoinGroup: as whom it is answered
	serve  func(*call) // at the broker; it settles the call, now or later
	done   func(*consumerError)
}

// call sends a request; serve runs at the broker after the time a request
// takes, and patience ends the waiting for the answer.
func (c *consumerClient) call(id uint8, trip, patience time.Duration, serve func(*call), done func(*consumerError)) *call {
	k := &call{broker: id, serve: serve, done: done}
	c.calls = append(c.calls, k)
	sent := c.w.e.now
	c.w.e.after(trip, func() { c.arrive(k, sent, patience) })
	return k
}

// arrive is the request at the broker: a frozen one takes it when it thaws.
func (c *consumerClient) arrive(k *call, sent, patience time.Duration) {
	if k.over {
		return
	}
	b := c.w.e.cluster.brokers[k.broker]
	switch {
	case b.frozen:
		b.held = append(b.held, func() { c.arrive(k, sent, patience) })
	case k.serve == nil:
		c.settle(k, nil)
	default:
		k.serve(k)
	}
	if !k.over && k.limit == nil {
		k.limit = c.w.e.background(sent+patience-c.w.e.now, func() { c.settle(k, &consumerError{code: sim.RequestTimedOut, cause: c.lastCause()}) })
	}
}

// settle ends a call with its answer.
func (c *consumerClient) settle(k *call, h *consumerError) {
	if k.over {
		return
	}
	k.over = true
	k.limit.stop()
	for i, other := range c.calls {
		if other == k {
			c.calls = append(c.calls[:i], c.calls[i+1:]...)
			break
		}
	}
	k.done(h)
}

// lastCause is the event by which the worker's present state came about.
func (c *consumerClient) lastCause() sim.EventID { return max(c.lost, c.w.entered) }

// cut closes the connections to a broker with a FIN. The requests on them
// fail, and whoever polls there notices a moment later.
func (c *consumerClient) cut(id uint8, cause sim.EventID) {
	w := c.w
	if !c.open.has(id) {
		return
	}
	c.open = c.open.without(id)
	c.lost = cause
	if c.open == 0 && !c.cutOff {
		c.cutOff = true
		c.lost = w.e.record(sim.Event{Type: sim.ConsumerDisconnected, Group: w.group.id, Worker: w.id, Cause: cause})
	}
	for _, k := range append([]*call(nil), c.calls...) {
		if k.broker == id {
			w.soon(func() { c.settle(k, c.closed()) })
		}
	}
	for _, f := range w.fetchers {
		if f.broker == id && f.state == fetcherPolling {
			f.timer.stop()
			w.soon(f.cut)
		}
	}
}

func (c *consumerClient) closed() *consumerError {
	return &consumerError{code: sim.ConnectionClosed, cause: c.lastCause()}
}

// drop forgets everything: the client disconnects, or its process died.
func (c *consumerClient) drop() {
	for _, k := range c.calls {
		k.over = true
		k.limit.stop()
	}
	c.calls, c.refreshers, c.connectors = nil, nil, nil
	c.pool, c.open, c.stale = 0, 0, true
}

// dial connects to a broker, or says why it cannot.
func (c *consumerClient) dial(id uint8, done func(*consumerError)) {
	if c.open.has(id) {
		done(nil)
		return
	}
	b := c.w.e.cluster.brokers[id]
	trip := c.draw().Between(handshakeMin, handshakeMax)
	if !b.reachable() {
		trip = c.draw().Between(refusedMin, refusedMax)
	}
	c.w.later(trip, func() { c.dialled(b, c.w.e.now, done) })
}

func (c *consumerClient) draw() *sim.Stream { return c.w.draw }

// dialled is the end of a connect. A frozen broker accepts it, and does not
// answer the first request on it.
func (c *consumerClient) dialled(b *broker, since time.Duration, done func(*consumerError)) {
	switch {
	case !b.reachable():
		done(&consumerError{code: sim.ConnectionRefused, cause: max(c.lastCause(), b.event)})
	case b.frozen:
		answered := false
		life := c.w.life
		b.held = append(b.held, func() {
			if !answered && c.w.life == life {
				answered = true
				c.dialled(b, since, done)
			}
		})
		c.w.later(c.w.patience(), func() {
			if !answered {
				answered = true
				done(&consumerError{code: sim.RequestTimedOut, cause: max(c.lastCause(), b.event)})
			}
		})
	default:
		c.connected(b)
		done(nil)
	}
}

// connected notes a new connection.
func (c *consumerClient) connected(b *broker) {
	c.open = c.open.with(b.id)
	if c.cutOff {
		c.cutOff = false
		c.lost = c.w.e.record(sim.Event{Type: sim.ConsumerReconnected, Group: c.w.group.id, Worker: c.w.id, Cause: max(c.lost, b.event)})
		c.w.entered = max(c.w.entered, c.lost)
	}
}

// refresh waits for the shared metadata refresh, or begins it.
func (c *consumerClient) refresh(done func(*consumerError)) {
	c.refreshers = append(c.refreshers, done)
	if len(c.refreshers) > 1 {
		return
	}
	ids := c.shuffled(c.pool)
	for _, id := range ids {
		if c.open.has(id) {
			c.metadata(id)
			return
		}
	}
	c.dialNext(ids)
}

// shuffled returns the brokers of a set in a random order.
func (c *consumerClient) shuffled(set brokers) []uint8 {
	var ids []uint8
	for _, id := range c.w.e.cluster.ids {
		if set.has(id) {
			ids = append(ids, id)
		}
	}
	for i := len(ids) - 1; i > 0; i-- {
		k := c.draw().Intn(int64(i + 1))
		ids[i], ids[k] = ids[k], ids[i]
	}
	return ids
}

// dialNext tries the brokers of the pool, each once, then the seeds by a round.
func (c *consumerClient) dialNext(ids []uint8) {
	if len(ids) == 0 {
		c.connect(func(h *consumerError, id uint8) {
			if h != nil {
				c.refreshed(h)
				return
			}
			c.metadata(id)
		})
		return
	}
	c.dial(ids[0], func(h *consumerError) {
		if h != nil {
			c.dialNext(ids[1:])
			return
		}
		c.metadata(ids[0])
	})
}

// metadata asks a broker which brokers there are and who leads what.
func (c *consumerClient) metadata(id uint8) {
	c.call(id, c.w.hop()+c.w.hop()+c.draw().Between(metadataMin, metadataMax), c.w.patience(), nil, func(h *consumerError) {
		if h == nil {
			c.learn()
		}
		c.refreshed(h)
	})
}

// learn takes the metadata of the moment.
func (c *consumerClient) learn() {
	c.pool = c.w.e.cluster.known()
	c.open &= c.pool
	c.leaders = c.leaders[:0]
	for _, p := range c.w.group.parts {
		c.leaders = append(c.leaders, p.leader)
	}
	c.stale = false
}

func (c *consumerClient) refreshed(h *consumerError) {
	waiting := c.refreshers
	c.refreshers = nil
	for _, done := range waiting {
		done(h)
	}
}

// connect waits for a connection to some seed broker: those that are open, or
// the shared round of connects by the retry law.
func (c *consumerClient) connect(done func(*consumerError, uint8)) {
	for _, id := range c.w.e.cluster.ids {
		if c.open.has(id) {
			done(nil, id)
			return
		}
	}
	c.connectors = append(c.connectors, func(h *consumerError) { done(h, c.seedBroker()) })
	if len(c.connectors) == 1 {
		c.connectOnce(0, c.w.law().sleep(c.draw(), 0))
	}
}

// seedBroker returns whom the list of seeds is at.
func (c *consumerClient) seedBroker() uint8 { return c.w.e.cluster.ids[c.seed%len(c.w.e.cluster.ids)] }

// connectOnce makes a connect of a round; sleep comes after it.
func (c *consumerClient) connectOnce(refused int, sleep time.Duration) {
	c.dial(c.seedBroker(), func(h *consumerError) {
		if h == nil {
			c.roundOver(nil)
			return
		}
		c.seed++
		if refused == c.w.law().retries {
			c.roundOver(&consumerError{kind: fatalError, code: sim.NumberOfRetriesExceeded, cause: h.cause, sleep: sleep})
			return
		}
		c.w.later(sleep, func() { c.connectOnce(refused+1, c.w.law().sleep(c.draw(), sleep)) })
	})
}

func (c *consumerClient) roundOver(h *consumerError) {
	waiting := c.connectors
	c.connectors = nil
	for _, done := range waiting {
		done(h)
	}
}

// find is kafkajs looking for a broker it needs: one that is not in the pool,
// or cannot be connected, makes it refresh the metadata, and is an error
// whatever that brings.
func (c *consumerClient) find(id uint8, done func(*consumerError)) {
	if !c.pool.has(id) {
		c.refreshThen(&consumerError{code: sim.BrokerNotFound, cause: c.lastCause()}, done)
		return
	}
	c.dial(id, func(h *consumerError) {
		if h == nil {
			done(nil)
			return
		}
		c.refreshThen(h, done)
	})
}

func (c *consumerClient) refreshThen(h *consumerError, done func(*consumerError)) {
	c.refresh(func(failed *consumerError) {
		if failed != nil {
			h = failed
		}
		done(h)
	})
}
