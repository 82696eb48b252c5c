package engine

import (
	"slices"
	"time"

	"orderflow/sim"
)

// connection is one TCP connection of the order service's client to a broker.
// A broker answers one connection in order: a Produce that waits for its
// replicas holds up the Metadata behind it (measured).
type connection struct {
	e       *Engine
	broker  *broker
	state   connectionState
	openers []func(sim.Code)
	arrived []*request // at the broker, in order; the first is being worked on
	working bool
	sent    []*request // by the client, not answered
	loose   []*request // those of them, or of a client that gave them up, that are not decided
	quiet   bool       // not recorded
	pooled  bool       // used for one request, then given back
	silent  bool       // an acks=0 record was refused: what comes next is lost without an error
}

type connectionState uint8

const (
	connectionClosed connectionState = iota
	connectionOpening
	connectionOpen
)

// request is one request and what its sender does with the answer. Exactly one
// of answered and failed is called, once. A Produce is decided, once, when its
// record is in the log, or when it is certain that it never will be: where
// nobody is told of that, dropped is called.
type request struct {
	serve    func(answer func(answerOf))
	answered func(answerOf)
	failed   func(sim.Code, sim.EventID)
	timer    *timer
	over     bool
	oneWay   bool                        // acks=0: there is no answer
	dropped  func(sim.Code, sim.EventID) // nil where nothing is to be decided
	decided  bool
	serving  bool // the broker works on it
}

// drop decides that the request's record will never be in the log.
func (r *request) drop(code sim.Code, cause sim.EventID) {
	if !r.decided && r.dropped != nil {
		r.decided = true
		r.dropped(code, cause)
	}
}

// answerOf is a broker's answer.
type answerOf struct {
	code   sim.Code
	offset int64
	cause  sim.EventID
	lost   bool // the connection is cut instead
	never  bool // it never comes, the connection stays open
	delay  time.Duration
}

// opening says whether a new connection begins with an ApiVersions request. A
// kafkajs client asks a broker of its seed list; of those it knows from the
// metadata it has the versions already (read in its source).
type opening bool

const (
	asksVersions  opening = true
	versionsKnown opening = false
)

// open connects; ready gets NoError or why it failed.
func (c *connection) open(how opening, ready func(sim.Code)) {
	switch c.state {
	case connectionOpen:
		ready(sim.NoError)
		return
	case connectionOpening:
		c.openers = append(c.openers, ready)
		return
	}
	c.state = connectionOpening
	c.openers = append(c.openers, ready)
	if !c.broker.reachable() {
		c.e.after(c.e.cluster.draw.Between(refusedMin, refusedMax), func() { c.opened(sim.ConnectionRefused) })
		return
	}
	c.e.after(c.e.cluster.draw.Between(handshakeMin, handshakeMax), func() { c.handshake(how) })
}

// handshake ends the opening of a connection: a frozen broker accepts the
// connect, and does not answer ApiVersions.
func (c *connection) handshake(how opening) {
	b := c.broker
	switch {
	case c.state != connectionOpening:
	case !b.reachable():
		c.opened(sim.ConnectionRefused)
	case b.frozen && how == asksVersions:
		limit := c.e.timer(c.e.law.handshake(), func() { c.opened(sim.RequestTimedOut) })
		b.held = append(b.held, func() {
			if !limit.over {
				limit.stop()
				c.handshake(how)
			}
		})
	default:
		b.conns = append(b.conns, c)
		c.opened(sim.NoError)
	}
}

func (c *connection) opened(code sim.Code) {
	if c.state != connectionOpening {
		return
	}
	c.state = connectionClosed
	if code == sim.NoError {
		c.state = connectionOpen
	}
	openers := c.openers
	c.openers = nil
	for _, ready := range openers {
		ready(code)
	}
}

// send puts a request on the wire. The connection must be open.
func (c *connection) send(r *request, timeout time.Duration) {
	if r.dropped != nil {
		c.loose = append(slices.DeleteFunc(c.loose, func(r *request) bool { return r.decided }), r)
	}
	if !r.oneWay {
		c.sent = append(c.sent, r)
		timedOut := func() {
			c.settled(r)
			if c.pooled {
				c.release()
			}
			r.failed(sim.RequestTimedOut, 0)
		}
		r.timer = c.e.deadline(timeout, timedOut)
	}
	c.e.after(c.e.cluster.hop(), func() {
		if c.state == connectionOpen && !r.decided {
			c.arrived = append(c.arrived, r)
			c.work()
		}
	})
}

// settled takes a request off the list of those that wait for an answer.
func (c *connection) settled(r *request) {
	r.over = true
	r.timer.stop()
	if i := slices.Index(c.sent, r); i >= 0 {
		c.sent = slices.Delete(c.sent, i, i+1)
	}
}

// work lets the broker begin with the next request, if it can.
func (c *connection) work() {
	if c.working || len(c.arrived) == 0 || !c.broker.healthy() {
		return
	}
	c.working = true
	r := c.arrived[0]
	r.serving = true
	r.serve(func(a answerOf) { c.e.after(a.delay, func() { c.answer(r, a) }) })
}

// answer sends an answer back and turns to the next request.
func (c *connection) answer(r *request, a answerOf) {
	r.serving = false
	if c.state != connectionOpen || len(c.arrived) == 0 || c.arrived[0] != r {
		r.drop(sim.NoError, a.cause)
		return
	}
	if c.broker.frozen {
		c.broker.held = append(c.broker.held, func() { c.answer(r, a) })
		return
	}
	c.arrived = c.arrived[1:]
	c.working = false
	switch {
	case a.lost:
		c.close(a.cause)
		return
	case c.pooled && r.oneWay:
		c.release()
		return
	case !a.never && !r.oneWay:
		c.e.after(c.e.cluster.hop(), func() {
			if r.over || c.state != connectionOpen {
				r.drop(sim.NoError, a.cause)
				return
			}
			c.settled(r)
			r.answered(a)
			if c.pooled {
				c.release()
			}
		})
	}
	c.work()
}

// close ends this connection from the broker's side.
func (c *connection) close(cause sim.EventID) {
	c.leave()
	c.cut(cause)
}

// cut ends the connection: whoever waits for an answer learns it.
func (c *connection) cut(cause sim.EventID) {
	if c.state == connectionClosed {
		return
	}
	event := cause
	if !c.quiet {
		event = c.e.record(sim.Event{Type: sim.ConnectionCut, Broker: c.broker.id, Cause: cause})
	}
	c.drop(event)
	sent := c.sent
	c.sent = nil
	c.e.after(c.e.cluster.hop(), func() {
		for _, r := range sent {
			if !r.over {
				r.over = true
				r.timer.stop()
				r.failed(sim.ConnectionClosed, event)
			}
		}
	})
}

// release gives a pooled connection back.
func (c *connection) release() {
	c.leave()
	c.drop(0)
}

// leave takes the connection off the broker's list.
func (c *connection) leave() {
	if i := slices.Index(c.broker.conns, c); i >= 0 {
		c.broker.conns = slices.Delete(c.broker.conns, i, i+1)
	}
}

// drop forgets the connection on both sides, without telling anybody. What the
// broker works on just now it ends.
func (c *connection) drop(cause sim.EventID) {
	loose := c.loose
	c.loose = nil
	for _, r := range loose {
		if !r.serving {
			r.drop(sim.NoError, cause)
		}
	}
	c.state = connectionClosed
	c.arrived, c.working, c.silent, c.openers = nil, false, false, nil
}
