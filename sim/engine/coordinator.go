package engine

import (
	"slices"
	"time"

	"orderflow/sim"
)

// hostedBy reports whether a broker is the coordinator, and has the group.
func (g *group) hostedBy(id uint8) bool { return g.host == id && g.loading == nil }

// refusal says why a broker does not answer as the coordinator, or nil.
func (g *group) refusal(w *worker) *consumerError {
	cause := max(g.e.cluster.brokers[g.host].event, w.client.lastCause())
	switch {
	case g.host != w.coordinator:
		return &consumerError{kind: rebalancingError, code: sim.NotCoordinator, cause: cause}
	case g.loading != nil:
		return &consumerError{code: sim.CoordinatorLoading, cause: cause}
	}
	return nil
}

// recognizes returns why the coordinator does not count the worker among its
// members, or nil.
func (g *group) recognizes(w *worker) *consumerError {
	if h := g.refusal(w); h != nil {
		return h
	}
	if w.member == nil || w.member.gone {
		return &consumerError{kind: unknownMemberError, code: sim.UnknownMemberID, cause: w.entered}
	}
	return nil
}

// heartbeat is a member's heartbeat.
func (g *group) heartbeat(w *worker) *consumerError {
	if h := g.recognizes(w); h != nil {
		return h
	}
	g.hear(w.member)
	if g.phase == groupJoining {
		return &consumerError{kind: rebalancingError, code: sim.RebalanceInProgress, cause: max(g.cause, w.entered)}
	}
	return nil
}

// commit stores what a worker has resolved and not committed.
func (g *group) commit(w *worker, b *batch) *consumerError {
	if h := g.recognizes(w); h != nil {
		return h
	}
	if g.phase == groupSyncing {
		return &consumerError{kind: rebalancingError, code: sim.RebalanceInProgress, cause: max(g.cause, w.entered)}
	}
	g.hear(w.member)
	cause := w.entered
	if b != nil {
		cause = max(cause, b.cause)
	}
	for _, n := range w.assigned {
		if w.resolved[n] > w.committed[n] {
			w.committed[n] = w.resolved[n]
			g.store(w, n, w.resolved[n], cause)
		}
	}
	return nil
}

// store is the coordinator storing a committed offset.
func (g *group) store(w *worker, n int, offset int64, cause sim.EventID) {
	p := g.parts[n]
	old := g.offsets[n]
	g.offsets[n], g.known[n] = max(old, offset), true
	if g.consumesOrders() {
		event := g.e.record(w.event(sim.OffsetCommitted, p, g.offsets[n], 0, cause))
		for o := max(old, p.base); o < g.offsets[n]; o++ {
			if r := p.at(o); w.concerns(r) {
				g.e.record(w.event(sim.RecordCommitted, p, o, r.order, event))
			}
		}
	}
	g.e.cluster.forget(p)
}

// hear notes that the coordinator heard of a member.
func (g *group) hear(m *member) {
	m.heard = g.e.now
	if m.session == nil || m.session.over {
		m.session = g.e.background(g.e.config.SessionTimeout, func() { g.checkSession(m) })
	}
}

// checkSession removes a member whose session has run out. A frozen broker
// looks when it thaws; one that waits for its JoinGroup is not removed.
func (g *group) checkSession(m *member) {
	b := g.e.cluster.brokers[g.host]
	switch left := m.heard + g.e.config.SessionTimeout - g.e.now; {
	case m.gone || g.loading != nil || b.down && b.died:
	case b.frozen:
		b.held = append(b.held, func() { g.checkSession(m) })
	case left > 0:
		m.session = g.e.background(left, func() { g.checkSession(m) })
	case m.joined:
	default:
		g.leave(m, 0, sim.ReasonSessionTimeout, max(m.ghost, m.worker.entered))
	}
}

// holdUntilExpiry records that the coordinator counts a member, whom no process
// is behind any more, until its session expires: it is a ghost.
func (g *group) holdUntilExpiry(m *member, cause sim.EventID) {
	left := max(m.heard+g.e.config.SessionTimeout-g.e.now, 0)
	m.ghost = g.e.record(sim.Event{Type: sim.MemberAbandoned, Group: g.id, Worker: m.worker.id, Value: int64(left), Cause: cause})
}

// leave takes a member out of the group. running is the order whose handler
// ended with the worker's process; 0 = none.
func (g *group) leave(m *member, running sim.OrderID, reason sim.Reason, cause sim.EventID) {
	if m.gone {
		return
	}
	m.gone = true
	m.session.stop()
	g.members = slices.DeleteFunc(g.members, func(other *member) bool { return other == m })
	if g.leader == m {
		g.leader = nil
	}
	event := g.e.record(sim.Event{Type: sim.MemberLeft, Order: running, Group: g.id, Worker: m.worker.id, Word: uint8(reason), Cause: cause})
	for _, other := range g.members {
		if other.ghost != 0 && other.worker == m.worker {
			g.holdUntilExpiry(other, event) // of several ghosts of one worker another still stands
		}
	}
	switch {
	case len(g.members) == 0:
		g.empty(event)
	case g.phase == groupJoining:
		g.cause = event
		g.gather()
	case g.phase == groupStable || g.phase == groupSyncing:
		g.rebalance(event)
	}
}

// empty is a group without members.
func (g *group) empty(cause sim.EventID) {
	g.phase, g.cause = groupEmpty, cause
	g.deadline.stop()
	g.completion.stop()
	g.give(cause, func(int) *member { return nil })
}

// moved is another broker becoming the coordinator, or the same one reading
// its log again: every session starts anew when it has.
func (g *group) moved(host uint8, delay time.Duration, cause sim.EventID) {
	g.host = host
	g.loading.stop()
	g.deadline.stop()
	g.completion.stop()
	g.loading = g.e.background(delay, func() { g.loaded(cause) })
}

// loaded is the coordinator knowing the group as it was after its last
// complete rebalance.
func (g *group) loaded(cause sim.EventID) {
	g.loading = nil
	event := g.e.record(sim.Event{Type: sim.CoordinatorLoaded, Group: g.id, Broker: g.host, Cause: cause})
	for _, m := range slices.Clone(g.members) {
		if m.waiting != nil && m.worker.member != m && m.ghost == 0 {
			m.gone = true // it never was in a complete rebalance
			m.session.stop()
			g.members = slices.DeleteFunc(g.members, func(other *member) bool { return other == m })
			continue
		}
		m.joined, m.waiting = false, nil
		m.session.stop()
		g.hear(m)
		if m.worker.member != m {
			g.holdUntilExpiry(m, event)
		}
	}
	g.phase = groupStable
	if len(g.members) == 0 {
		g.empty(event)
	}
}
