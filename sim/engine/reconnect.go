package engine

import (
	"time"

	"orderflow/sim"
)

// How a kafkajs client that had been connected behaves when no broker can be
// reached (read in its source, and measured): refreshing the metadata is
// shared, and so is reconnecting. A round is one connect and client.retry's
// retries, six in all by default, to the seed brokers in rotation.
//
// A publish whose leader is refused waits for the shared refresh, and with it
// in a round (A). If A connects, the publish sleeps once and goes out. If A is
// used up, the publish will fail, but only later: it waits for a second round
// (B) and then for the shared refresh, and throws A's error whatever they bring.
// A publish that is called after A's end shares a refresh of its own, with its
// own round (C). When C connects, or B if that is later, the publishes of A
// fail; those of C sleep once and go out. If C is used up, all of them fail then.

// refreshing is the one metadata refresh that is under way.
type refreshing struct {
	round   *round
	waiters []refreshWaiter
}

type refreshWaiter struct {
	publish *publish // nil for those who only want to know
	done    func(failure)
}

// round is a series of connects that everybody shares who waits for it.
type round struct {
	number uint32 // in the log
	turn   uint32 // of its client, from 1
	kind   sim.RoundKind
	try    int
	sleep  time.Duration
	event  sim.EventID
	done   func(conn *connection, cause sim.EventID)
}

// refresh waits for the shared metadata refresh, or begins it.
func (c *client) refresh(p *publish, cause sim.EventID, done func(failure)) {
	w := refreshWaiter{publish: p, done: done}
	if r := c.refreshing; r != nil {
		r.waiters = append(r.waiters, w)
		if r.round != nil {
			p.waitIn(r.round, cause)
		}
		return
	}
	r := &refreshing{waiters: []refreshWaiter{w}}
	c.refreshing = r
	c.askSomebody(r, cause)
}

// askSomebody refreshes through a connected broker, else through any that can
// be connected, else by a round.
func (c *client) askSomebody(r *refreshing, cause sim.EventID) {
	brokers := len(c.e.cluster.ids)
	first := int(c.draw.Intn(int64(brokers)))
	for k := range brokers {
		if conn := c.conns[c.seed(first+k)]; conn.state == connectionOpen {
			c.metadata(conn, func(f failure) { c.refreshed(r, f) })
			return
		}
	}
	c.tryKnown(r, first, 0, cause)
}

func (c *client) tryKnown(r *refreshing, first, k int, cause sim.EventID) {
	if k == len(c.e.cluster.ids) {
		r.round = c.newRound(sim.RefreshRound, cause, func(conn *connection, cause sim.EventID) { c.refreshRoundOver(r, conn, cause) })
		for _, w := range r.waiters {
			w.publish.waitIn(r.round, r.round.event)
		}
		for _, w := range c.topics.waiting {
			w.publish.waitIn(r.round, r.round.event)
		}
		c.connectOnce(r.round)
		return
	}
	conn := c.conns[c.seed(first+k)]
	conn.open(versionsKnown, func(code sim.Code) {
		switch {
		case c.dead:
		case code == sim.NoError:
			c.metadata(conn, func(f failure) { c.refreshed(r, f) })
		default:
			c.tryKnown(r, first, k+1, cause)
		}
	})
}

// refreshed ends the shared refresh.
func (c *client) refreshed(r *refreshing, f failure) {
	c.refreshing = nil
	for _, w := range r.waiters {
		w.done(f)
	}
}

// refreshRoundOver ends a round of the shared refresh.
func (c *client) refreshRoundOver(r *refreshing, conn *connection, cause sim.EventID) {
	if conn != nil {
		c.metadata(conn, func(f failure) {
			if f.code == sim.NoError {
				c.note(sim.Event{Type: sim.Reconnected, Offset: int64(r.round.number), Cause: cause})
			}
			c.refreshed(r, f)
		})
		return
	}
	c.refreshing = nil
	used := failure{code: sim.NonRetriableError, cause: cause}
	second := len(c.failingLater) == 0
	for _, w := range r.waiters {
		if w.publish != nil && w.publish.known && second {
			w.publish.failsWith = used
			c.failingLater = append(c.failingLater, w.publish)
			continue
		}
		w.done(used)
	}
	if second {
		c.secondRound(cause)
		return
	}
	c.failLater(cause)
}

// secondRound is the connect of those whose refresh was used up.
func (c *client) secondRound(cause sim.EventID) {
	if len(c.failingLater) == 0 {
		return
	}
	c.connect(cause, func(f failure) {
		if f.code != sim.NoError {
			c.failLater(f.cause)
			return
		}
		c.refresh(nil, f.cause, func(failure) { c.failLater(f.cause) })
	})
	if c.connecting != nil {
		for _, p := range c.failingLater {
			p.waitIn(c.connecting, c.connecting.event)
		}
	}
}

// failLater lets every publish that waited in a used-up round throw that round's
// error.
func (c *client) failLater(cause sim.EventID) {
	failingLater := c.failingLater
	c.failingLater = nil
	for _, p := range failingLater {
		p.fail(failure{code: p.failsWith.code, text: p.failsWith.text, cause: cause})
	}
}

// connect waits for the shared connect of a client without any connection, or
// begins it. A connected client is done at once.
func (c *client) connect(cause sim.EventID, done func(failure)) {
	if c.connected() {
		done(failure{cause: cause})
		return
	}
	c.connectors = append(c.connectors, done)
	if c.connecting != nil {
		return
	}
	c.connecting = c.newRound(sim.ConnectRound, cause, func(conn *connection, cause sim.EventID) {
		number := c.connecting.number
		c.connecting = nil
		waiting := c.connectors
		c.connectors = nil
		f := failure{cause: cause}
		if conn == nil {
			f.code = sim.NonRetriableError
		} else if c.refreshing == nil {
			c.note(sim.Event{Type: sim.Reconnected, Offset: int64(number), Cause: cause})
		}
		for _, done := range waiting {
			done(f)
		}
	})
	c.connectOnce(c.connecting)
}

func (c *client) newRound(kind sim.RoundKind, cause sim.EventID, done func(*connection, sim.EventID)) *round {
	c.rounds++
	r := &round{number: c.home.roundNumber(c.rounds), turn: c.rounds, kind: kind, done: done}
	r.event = c.note(sim.Event{Type: sim.RoundStarted, Offset: int64(r.number), Word: uint8(kind), Cause: cause})
	return r
}

// connectOnce makes the next connect of a round.
func (c *client) connectOnce(r *round) {
	r.try++
	id := c.seed(int(r.turn) + r.try)
	c.conns[id].open(asksVersions, func(code sim.Code) {
		if c.dead {
			return
		}
		if code == sim.NoError {
			r.event = c.note(sim.Event{Type: sim.ConnectSucceeded, Offset: int64(r.number), Try: uint32(r.try), Broker: uint8(id), Word: uint8(r.kind), Cause: r.event})
			r.done(c.conns[id], r.event)
			return
		}
		c.connectRefused(r, uint8(id), code)
	})
}

func (c *client) connectRefused(r *round, id uint8, code sim.Code) {
	refused := sim.Event{Type: sim.ConnectRefused, Offset: int64(r.number), Try: uint32(r.try), Broker: id, Code: code, Cause: r.event}
	rounds := c.e.law.rounds()
	if r.try > rounds.retries {
		r.event = c.note(refused)
		r.event = c.note(sim.Event{Type: sim.RoundUsedUp, Offset: int64(r.number), Cause: r.event})
		r.done(nil, r.event)
		return
	}
	r.sleep = rounds.sleep(c.draw, r.sleep)
	refused.Value = int64(r.sleep)
	r.event = c.note(refused)
	c.e.after(r.sleep, func() {
		if !c.dead {
			c.connectOnce(r)
		}
	})
}

// firstConnect is the connect of a client that never was connected: the calls
// of that time share it and fail together.
func (c *client) firstConnect(p *publish) {
	c.starters = append(c.starters, p)
	if c.phase == clientConnecting {
		return
	}
	c.phase = clientConnecting
	r := c.newRound(sim.FirstRound, p.event, func(conn *connection, cause sim.EventID) { c.firstOver(conn, cause) })
	p.waitIn(r, r.event)
	c.connectOnce(r)
	c.connecting = r
}

func (c *client) firstOver(conn *connection, cause sim.EventID) {
	c.connecting = nil
	if conn == nil {
		waiting := c.starters
		c.starters = nil
		c.phase = clientNew
		for _, p := range waiting {
			p.fail(failure{code: sim.NumberOfRetriesExceeded, cause: cause})
		}
		return
	}
	c.note(sim.Event{Type: sim.Reconnected, Offset: int64(c.rounds), Cause: cause})
	c.joinThenReady()
}
