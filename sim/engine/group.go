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

func (g *group) consumesOrders() bool { return g.id.ConsumesOrders() }

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
