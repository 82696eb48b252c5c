package engine

import (
	"slices"

	"orderflow/sim"
)

// join is a JoinGroup at the coordinator.
func (g *group) join(w *worker, k *call) {
	c := &w.client
	if h := g.refusal(w); h != nil {
		c.settle(k, h)
		return
	}
	m := w.member
	if m != nil && m.gone {
		c.settle(k, &consumerError{kind: unknownMemberError, code: sim.UnknownMemberID, cause: w.entered})
		return
	}
	if m != nil && m != g.leader && g.phase == groupStable {
		g.hear(m)
		w.entered = g.e.record(sim.Event{Type: sim.MemberJoined, Group: g.id, Worker: w.id, Cause: w.entered})
		c.settle(k, nil) // nothing has changed for it
		return
	}
	if m == nil {
		m = &member{worker: w}
		g.members = append(g.members, m)
	}
	m.waiting, m.joined, m.ghost = k, true, 0
	g.hear(m)
	switch g.phase {
	case groupEmpty:
		g.phase, g.lastJoin = groupWaiting, sim.Never
		g.deadline = g.e.background(initialRebalance, g.waited)
	case groupWaiting:
		g.lastJoin = g.e.now
	case groupJoining:
		g.gather()
	default:
		g.rebalance(w.entered)
	}
}

// waited is the end of the time for which an empty group waits for more
// members: 3 s, and 3 s more from each join within them; three that join at
// once wait 6 s (both measured).
func (g *group) waited() {
	if g.lastJoin == sim.Never {
		g.complete()
		return
	}
	more := g.lastJoin + initialRebalance - g.e.now
	if more < joinMax {
		more = initialRebalance
	}
	g.lastJoin = sim.Never
	g.deadline = g.e.background(more, g.waited)
}

// rebalance asks every member to join again: it learns of it by its next
// heartbeat.
func (g *group) rebalance(cause sim.EventID) {
	waiting := g.phase == groupSyncing
	g.phase, g.cause = groupJoining, cause
	for _, m := range g.members {
		if waiting && m.listening() && !m.joined {
			m.worker.client.settle(m.waiting, &consumerError{kind: rebalancingError, code: sim.RebalanceInProgress, cause: cause})
		}
	}
	g.deadline.stop()
	g.deadline = g.e.background(rebalanceTimeout, g.dropAbsent)
	g.gather()
}

// dropAbsent ends a rebalance for which somebody did not join in time.
func (g *group) dropAbsent() {
	for _, m := range slices.Clone(g.members) {
		if !m.joined {
			g.leave(m, 0, sim.ReasonSessionTimeout, max(m.ghost, g.cause))
		}
	}
}

// gather completes the rebalance a moment after everybody has joined.
func (g *group) gather() {
	g.completion.stop()
	if slices.ContainsFunc(g.members, func(m *member) bool { return !m.joined }) {
		return
	}
	g.completion = g.e.background(g.draw.Between(joinMin, joinMax), g.complete)
}

// complete answers every JoinGroup. Members of whom nobody waits for it any
// more get one too, and their session starts.
func (g *group) complete() {
	b := g.e.cluster.brokers[g.host]
	switch {
	case b.frozen:
		b.held = append(b.held, g.complete)
		return
	case b.down && b.died:
		return
	}
	g.deadline.stop()
	g.phase = groupSyncing
	if g.leader == nil {
		g.leader = g.members[0]
	}
	for _, m := range slices.Clone(g.members) {
		m.joined = false
		m.session.stop()
		g.hear(m)
		k := m.waiting
		m.waiting = nil
		if k == nil || k.over {
			if m.worker.member != m { // else its client joins again, as the same member
				g.holdUntilExpiry(m, max(g.cause, m.worker.entered))
			}
			continue
		}
		k.member = m
		m.worker.later(m.worker.hop(), func() { m.worker.client.settle(k, nil) })
	}
}

// sync is a SyncGroup: the leader's brings the assignment.
func (g *group) sync(w *worker, k *call) {
	c := &w.client
	h := g.recognizes(w)
	switch {
	case h != nil:
		c.settle(k, h)
	case g.phase == groupStable:
		g.hear(w.member)
		c.settle(k, nil)
	case g.phase != groupSyncing:
		c.settle(k, &consumerError{kind: rebalancingError, code: sim.RebalanceInProgress, cause: max(g.cause, w.entered)})
	case w.member == g.leader:
		g.hear(w.member)
		g.assign(w.entered)
		c.settle(k, nil)
		for _, m := range g.members {
			if m.listening() {
				m.worker.client.settle(m.waiting, nil)
			}
		}
	default:
		w.member.waiting = k
	}
}

// assign shares the partitions out among the members, round robin.
func (g *group) assign(cause sim.EventID) {
	g.phase = groupStable
	members := slices.Clone(g.members)
	slices.SortStableFunc(members, func(a, b *member) int { return int(a.worker.id) - int(b.worker.id) })
	for _, m := range members {
		if m.worker.member == m {
			m.worker.entered = g.e.record(sim.Event{Type: sim.MemberJoined, Group: g.id, Worker: m.worker.id, Cause: max(m.worker.entered, cause)})
			cause = m.worker.entered
		}
	}
	if g.id == sim.ReplyGroup {
		g.giveReplies(cause, members)
		return
	}
	g.give(cause, func(n int) *member { return members[n%len(members)] })
}

// giveReplies is the assigner of Nest's clients: each member keeps the lowest
// partition it had, since the answers to what it has asked go there; who has
// none gets the first that is free, and the rest goes round (read in its source).
func (g *group) giveReplies(cause sim.EventID, members []*member) {
	to := make([]*member, len(g.parts))
	for _, m := range members {
		if n := m.worker.lowest(); n >= 0 && to[n] == nil && m.worker.member == m {
			to[n] = m
		}
	}
	for _, m := range members {
		if free := slices.Index(to, nil); free >= 0 && !slices.Contains(to, m) {
			to[free] = m
		}
	}
	turn := 0
	for n := range to {
		if to[n] == nil {
			to[n] = members[turn%len(members)]
			turn++
		}
	}
	g.give(cause, func(n int) *member { return to[n] })
}

// lowest returns the lowest partition the worker was given, or −1.
func (w *worker) lowest() int {
	if len(w.assigned) == 0 {
		return -1
	}
	return w.assigned[0]
}

// give notes whose each partition is.
func (g *group) give(cause sim.EventID, to func(int) *member) {
	for n, p := range g.parts {
		before, after := g.assigned[n].workerID(), to(n).workerID()
		g.assigned[n] = to(n)
		if g.consumesOrders() && before != after {
			g.e.record(sim.Event{Type: sim.PartitionAssigned, Group: g.id, Worker: after, Topic: p.topic, Partition: p.number, Cause: cause})
		}
	}
}

// workerID returns the worker of a member, 0 of none.
func (m *member) workerID() uint8 {
	if m == nil {
		return 0
	}
	return m.worker.id
}
