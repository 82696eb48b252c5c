package engine

import (
	"time"

	"orderflow/sim"
)

// What keeps a kafkajs consumer running (read in its source): start connects,
// joins the group and lets the fetchers run. When they have ended, what the
// first of them ended by decides: new fetchers, a sleep by the retry law, a new
// JoinGroup, or a crash, after which the consumer starts anew as a stranger.

// startProcess is a new process that wants to join.
func (w *worker) startProcess(cause sim.EventID) {
	w.alive = true
	w.entered = w.e.record(sim.Event{Type: sim.ConsumerRestarted, Group: w.group.id, Worker: w.id, Cause: cause})
	w.client.lost, w.client.cutOff = w.entered, true
	w.client.seed = int(w.draw.Intn(int64(len(w.e.cluster.ids))))
	w.start()
	w.e.after(w.draw.Between(reportAgainMin, reportAgainMax), w.sendUnsent)
}

// start connects and joins.
func (w *worker) start() {
	w.phase, w.retries, w.sleep = consumerConnecting, 0, 0
	w.beat = w.e.now
	w.client.stale = true
	crash := func(h *consumerError) { w.crash(h) }
	w.client.connect(func(h *consumerError, _ uint8) {
		if h != nil {
			crash(h)
			return
		}
		w.client.refresh(func(h *consumerError) {
			if h != nil {
				crash(h)
				return
			}
			w.joinAndSync(0, 0, func(h *consumerError) {
				if h != nil {
					crash(h)
					return
				}
				w.joined()
			})
		})
	})
}

// joined is the end of a rebalance for this member: it fetches, from the
// committed offsets on.
func (w *worker) joined() {
	w.retries, w.sleep = 0, 0
	w.runFetchers()
	if w.onJoining != nil {
		done := w.onJoining
		w.onJoining = nil
		done()
	}
}

// stopped is every fetcher having ended.
func (w *worker) stopped(h *consumerError) {
	w.fetchers = nil
	switch h.kind {
	case poolChangedError:
		w.runFetchers()
	case rebalancingError, unknownMemberError:
		if h.kind == unknownMemberError {
			w.member = nil
		}
		if h.code == sim.NotLeaderOrFollower {
			w.client.refresh(func(failed *consumerError) { w.rejoin(failed) })
			return
		}
		w.rejoin(nil)
	case fatalError:
		w.crash(&consumerError{kind: fatalError, code: sim.NonRetriableError, cause: h.cause})
	case closingError:
		w.life++ // what was under way to join is void
		w.phase = consumerStopped
		w.leave(w.left)
	default:
		w.retry(h)
	}
}

// rejoin joins again after a rebalance; what fails then is an error of the runner.
func (w *worker) rejoin(failed *consumerError) {
	if failed != nil {
		w.failed(failed)
		return
	}
	w.joinAndSync(0, 0, func(h *consumerError) {
		if h != nil {
			w.failed(h)
			return
		}
		w.joined()
	})
}

func (w *worker) failed(h *consumerError) {
	if h.kind == fatalError {
		w.crash(&consumerError{kind: fatalError, code: sim.NonRetriableError, cause: h.cause})
		return
	}
	w.retry(h)
}

// retry sleeps by the law and makes new fetchers. Success does not give the
// five retries back (measured).
func (w *worker) retry(h *consumerError) {
	w.sleep = w.law().sleep(w.draw, w.sleep)
	if w.retries == sim.ConsumerRetries {
		w.crash(&consumerError{kind: fatalError, code: sim.NumberOfRetriesExceeded, cause: h.cause, sleep: w.sleep})
		return
	}
	w.retries++
	w.phase = consumerSleeping
	w.entered = w.e.record(sim.Event{
		Type: sim.ConsumerRetrying, Group: w.group.id, Worker: w.id, Try: uint32(w.retries), Code: h.code, Value: int64(w.sleep), Cause: max(h.cause, w.entered),
	})
	w.later(w.sleep, w.runFetchers)
}

// crash is kafkajs stopping its consumer. It leaves the group, which needs a
// connection to the coordinator, and starts anew, as somebody whom the
// coordinator has never seen.
func (w *worker) crash(h *consumerError) {
	delay := w.law().initial
	if h.sleep > 0 {
		delay = h.sleep
	}
	event := w.lifeEvent(sim.ConsumerCrashed, sim.ReasonCrash, delay, max(h.cause, w.entered))
	event.Code = h.code
	w.entered = w.e.record(event)
	w.phase, w.fetchers, w.queue, w.working, w.handling = consumerCrashed, nil, nil, nil, 0
	w.leave(func() {
		w.life++
		w.heartbeating = nil
		w.client.drop()
		w.later(delay, func() {
			w.entered = w.e.record(sim.Event{Type: sim.ConsumerRestarted, Group: w.group.id, Worker: w.id, Cause: w.entered})
			w.start()
		})
	})
}

// leave sends LeaveGroup, if one connect reaches the coordinator; if not, a
// ghost stays.
func (w *worker) leave(then func()) {
	if w.member == nil {
		then()
		return
	}
	gone := func() {
		w.abandon(w.entered)
		then()
	}
	w.client.dial(w.coordinator, func(h *consumerError) {
		if h != nil {
			gone()
			return
		}
		w.client.call(w.coordinator, w.draw.Between(heartbeatMin, heartbeatMax), w.patience(), nil, func(h *consumerError) {
			if h != nil || !w.group.hostedBy(w.coordinator) {
				gone()
				return
			}
			m := w.member
			w.member = nil
			w.group.leave(m, 0, sim.ReasonShutdown, w.entered)
			then()
		})
	})
}

// abandon leaves the member behind as a ghost: the coordinator counts it until
// its session has run out.
func (w *worker) abandon(cause sim.EventID) {
	m := w.member
	w.member = nil
	if m != nil && m.present() {
		w.group.holdUntilExpiry(m, cause)
	}
}

// joinAndSync joins the group and gets its partitions; refused counts the tries
// that a rebalance cut short.
func (w *worker) joinAndSync(refused int, sleep time.Duration, done func(*consumerError)) {
	w.phase = consumerJoining
	sleep = w.law().sleep(w.draw, sleep)
	w.join(func(h *consumerError) {
		switch {
		case h == nil:
			done(nil)
			return
		case h.kind == unknownMemberError:
			w.member = nil
		case h.kind != rebalancingError:
			done(h)
			return
		}
		if refused == sim.ConsumerRetries {
			done(&consumerError{kind: fatalError, code: sim.NumberOfRetriesExceeded, cause: h.cause, sleep: sleep})
			return
		}
		w.later(sleep, func() { w.joinAndSync(refused+1, sleep, done) })
	})
}

// join is one JoinGroup and its SyncGroup, at the coordinator that is found
// first.
func (w *worker) join(done func(*consumerError)) {
	w.findCoordinator(0, w.law().sleep(w.draw, 0), func(h *consumerError) {
		if h != nil {
			done(h)
			return
		}
		w.entered = w.e.record(sim.Event{Type: sim.MemberJoining, Group: w.group.id, Worker: w.id, Cause: max(w.client.lost, w.entered)})
		var k *call
		k = w.client.call(w.coordinator, w.hop(), joinGroupTimeout, func(k *call) { w.group.join(w, k) }, func(h *consumerError) {
			if h != nil {
				done(h)
				return
			}
			if k.member != nil {
				w.member = k.member
			}
			w.sync(done)
		})
	})
}

// sync is the SyncGroup; the leader of the group learns first who leads what.
func (w *worker) sync(done func(*consumerError)) {
	send := func(h *consumerError) {
		if h != nil {
			done(h)
			return
		}
		w.client.call(w.coordinator, w.draw.Between(heartbeatMin, heartbeatMax), w.patience(), func(k *call) { w.group.sync(w, k) }, func(h *consumerError) {
			if h != nil {
				done(h)
				return
			}
			w.takeOver()
			done(nil)
		})
	}
	if w.group.leader == w.member {
		w.client.refresh(send)
		return
	}
	send(nil)
}

// takeOver begins with the partitions the member was given, at the committed
// offsets; where the group never committed, at the beginning or at the end.
func (w *worker) takeOver() {
	g := w.group
	w.assigned = w.assigned[:0]
	w.resolved = append(w.resolved[:0], g.offsets...)
	for n, m := range g.assigned {
		if m != w.member {
			continue
		}
		w.assigned = append(w.assigned, n)
		if !g.known[n] && !g.fromBeginning() {
			w.skipTo(g.parts[n])
		}
	}
	w.committed = append(w.committed[:0], w.resolved...)
}

// skipTo lets the member begin at the end of a partition. What nobody of the
// group has in hand is read by none of it any more.
func (w *worker) skipTo(p *partition) {
	for offset := max(w.resolved[p.number], p.base); offset < p.high; offset++ {
		if r := p.at(offset); w.group.consumesOrders() && w.concerns(r) && !w.group.holds(p, offset) {
			w.e.record(w.event(sim.RecordSkipped, p, offset, r.order, max(r.appended, w.entered)))
		}
	}
	w.resolved[p.number] = p.high
}

// holds reports whether a worker of the group has fetched the record and not
// handled it yet.
func (g *group) holds(p *partition, offset int64) bool {
	for _, w := range g.workers {
		for _, b := range append(w.queue[:len(w.queue):len(w.queue)], w.working) {
			if b != nil && b.partition == p && offset >= b.next && offset < b.end {
				return true
			}
		}
	}
	return false
}

// findCoordinator asks a broker of the pool where the group's coordinator is,
// and connects to it, by the retry law.
func (w *worker) findCoordinator(refused int, sleep time.Duration, done func(*consumerError)) {
	c := &w.client
	again := func(h *consumerError) {
		if h.kind == fatalError {
			done(h)
			return
		}
		if refused == w.law().retries {
			done(&consumerError{kind: fatalError, code: sim.NumberOfRetriesExceeded, cause: h.cause, sleep: sleep})
			return
		}
		w.later(sleep, func() { w.findCoordinator(refused+1, w.law().sleep(w.draw, sleep), done) })
	}
	if c.pool == 0 {
		c.refreshThen(&consumerError{code: sim.BrokerNotFound, cause: c.lastCause()}, again)
		return
	}
	asked := c.shuffled(c.pool)[0]
	c.dial(asked, func(h *consumerError) {
		if h != nil {
			again(h)
			return
		}
		c.call(asked, w.draw.Between(heartbeatMin, heartbeatMax), w.patience(), nil, func(h *consumerError) {
			if h != nil {
				again(h)
				return
			}
			host := w.group.host
			c.find(host, func(h *consumerError) {
				if h != nil {
					again(h)
					return
				}
				w.coordinator = host
				done(nil)
			})
		})
	})
}
