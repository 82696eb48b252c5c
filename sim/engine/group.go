package engine

import (
	"slices"
	"time"

	"orderflow/sim"
)

// group is one consumer group as its coordinator sees it (classic protocol),
// with the workers that are its members.
type group struct {
	e        *Engine
	id       sim.Group
	draw     *sim.Stream
	workers  []*worker
	parts    []*partition                // what it consumes
	offsets  []int64                     // committed, by partition
	known    []bool                      // whether it ever committed there
	assigned []*member                   // of each partition; nil = nobody
	done     map[sim.OrderID]sim.EventID // idempotent consumer: what it has done

	host       uint8  // the coordinator's broker
	loading    *timer // the coordinator reads the group; nil = it has it
	phase      groupPhase
	members    []*member     // in the order in which they came
	leader     *member       // who assigns the partitions
	deadline   *timer        // of the rebalance
	completion *timer        // everybody is there
	lastJoin   time.Duration // of those for whom an empty group has to wait longer, or Never
	cause      sim.EventID   // of the rebalance under way
}

// groupPhase is the state of a group at its coordinator.
type groupPhase uint8

const (
	groupEmpty   groupPhase = iota
	groupWaiting            // it was empty, and waits for more members
	groupJoining            // it waits until every member has joined again, or is dead
	groupSyncing            // it waits for the assignment of its leader
	groupStable
)

// member is one member id at the coordinator.
type member struct {
	worker  *worker
	heard   time.Duration // when the coordinator last heard of it
	session *timer
	waiting *call // its JoinGroup or SyncGroup
	joined  bool  // in the rebalance under way
	gone    bool  // no longer a member
	ghost   sim.EventID
}

// present reports whether the coordinator counts the member.
func (m *member) present() bool { return !m.gone }

// listening reports whether somebody waits for the member's answer.
func (m *member) listening() bool { return m.waiting != nil && !m.waiting.over }

// newGroup returns a group with this many workers.
func newGroup(e *Engine, id sim.Group, workers int) *group {
	g := &group{e: e, id: id, draw: e.stream("group", uint64(id)), done: map[sim.OrderID]sim.EventID{}, parts: e.cluster.consumed(id)}
	g.host = e.cluster.ids[coordinatorHash(id)%uint32(len(e.cluster.ids))]
	g.offsets = make([]int64, len(g.parts))
	g.known = make([]bool, len(g.parts))
	g.assigned = make([]*member, len(g.parts))
	for i := range workers {
		g.workers = append(g.workers, newWorker(g, uint8(i+1)))
	}
	return g
}

// coordinatorHash is Java's String.hashCode of the group's name, never
// negative: the partition of __consumer_offsets it picks is led by the broker
// that coordinates the group.
func coordinatorHash(id sim.Group) uint32 {
	h := uint32(0)
	for _, c := range []byte(id.String()) {
		h = h*31 + uint32(c)
	}
	return h & 0x7fffffff
}

func (g *group) consumesOrders() bool { return g.id <= sim.StatisticsGroup }

// reads reports whether the group consumes the partition.
func (g *group) reads(p *partition) bool { return len(g.parts) > 0 && g.parts[0].topic == p.topic }

// fromBeginning reports whether the group starts at the first record of a
// partition on which it never committed; a Nest client's replies start at the last.
func (g *group) fromBeginning() bool {
	return g.id == sim.ServiceGroup || g.consumesOrders() && g.e.config.FromBeginning
}

// start brings the group to life before 0 s: its first rebalance is over, it
// has committed offsets, and its members' polls and heartbeats are under way.
func (g *group) start(cause sim.EventID) {
	for _, w := range g.workers {
		m := &member{worker: w}
		g.members = append(g.members, m)
		w.member, w.alive, w.coordinator = m, true, g.host
		w.client.learn()
	}
	g.leader = g.members[0]
	for n := range g.known {
		g.known[n] = true
	}
	g.assign(cause)
	for _, w := range g.workers {
		w.takeOver()
		w.beginSteady(w.draw.Between(0, fetchWaitMax))
	}
}

// beginSteady lets a member be where it is some time after its last heartbeat.
func (w *worker) beginSteady(ago time.Duration) {
	w.phase = consumerFetching
	w.beat = w.e.now - ago
	w.group.hear(w.member)
	w.member.heard = w.beat
	w.client.open = brokers(0).with(w.group.host)
	for _, id := range w.e.cluster.ids {
		f := &fetcher{w: w, broker: id, known: w.client.pool, since: w.beat}
		w.fetchers = append(w.fetchers, f)
		if f.free() {
			f.state = fetcherSleeping
			f.wait(fetchWaitMax-ago, f.nothing)
			continue
		}
		w.client.open = w.client.open.with(id)
		f.state = fetcherPolling
		f.wait(fetchWaitMax-ago, f.answered)
	}
}

// ghosts returns the members whose worker does not know them any more.
func (g *group) ghosts() int {
	n := 0
	for _, m := range g.members {
		if m.worker.member != m && !m.listening() {
			n++
		}
	}
	return n
}

// restless reports whether the group will change by itself: a ghost is to
// expire, a rebalance is under way, or a member is not at work.
func (g *group) restless() bool {
	return g.phase != groupStable && g.phase != groupEmpty || g.ghosts() > 0 || slices.ContainsFunc(g.workers, func(w *worker) bool { return !w.steady() })
}

// --- what the coordinator answers ---

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

// holdUntilExpiry: nobody is behind a member any more, and the coordinator does not know.
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

// --- joining ---

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

// --- the coordinator's broker ---

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

// --- faults ---

// absent takes the members of a group away for as long as the fault lasts.
func (e *Engine) absent(f *faultEntry) {
	for _, g := range e.ordersGroups(f.Group) {
		if e.now == 0 {
			clear(g.known) // it never was there
		}
		for _, w := range g.workers {
			running, m := w.handling, w.member
			counted := m != nil && m.present()
			if !counted && w.alive { // it cannot leave: it was thrown out before, or has not joined yet
				e.record(w.lifeEvent(sim.ConsumerCrashed, sim.ReasonFault, 0, f.event))
			}
			w.stopProcess()
			w.member = nil
			if counted {
				g.leave(m, running, sim.ReasonFault, f.event)
			}
		}
	}
}

func (e *Engine) present(f *faultEntry) {
	for _, g := range e.ordersGroups(f.Group) {
		for _, w := range g.workers {
			if !w.alive {
				w.startProcess(f.event)
			}
		}
	}
}

// ordersGroups returns the groups of sns.orders, or just the one asked for.
func (e *Engine) ordersGroups(only sim.Group) []*group {
	var list []*group
	for _, g := range e.groups {
		if g != nil && (only == 0 && g.consumesOrders() || g.id == only) {
			list = append(list, g)
		}
	}
	return list
}
