package sim

import (
	"slices"
	"time"
)

// group is one consumer group with its coordinator (classic protocol).
type group struct {
	e          *Engine
	id         Group
	draw       *stream
	workers    []*worker
	owner      []*worker // of each partition of sns.orders; nil = nobody
	offsets    []int64   // committed, by partition
	joining    []*worker // processes that wait for the next rebalance
	ghosts     []*ghost  // members that died and have not expired
	rebalance  *timer
	held       bool // a rebalance waits for handlers that still run
	generation int
	done       map[OrderID]EventID // idempotent consumer: what it has done
}

// ghost is a member whose process died without a LeaveGroup: it holds its
// partitions until its session has run out.
type ghost struct {
	worker uint8
	timer  *timer
}

// newGroup returns a group with this many workers. Groups of sns.orders share
// its partitions; the order service's own two read one partition each.
func newGroup(e *Engine, id Group, workers int) *group {
	g := &group{e: e, id: id, draw: e.stream("group", uint64(id)), done: map[OrderID]EventID{}}
	if g.consumesOrders() {
		g.owner = make([]*worker, len(e.cluster.partitions))
		g.offsets = make([]int64, len(e.cluster.partitions))
	}
	for i := range workers {
		g.workers = append(g.workers, &worker{e: e, group: g, id: uint8(i + 1), connected: true, positions: make([]int64, len(e.cluster.partitions))})
	}
	return g
}

func (g *group) consumesOrders() bool { return g.id <= StatisticsGroup }

// reads reports whether the group consumes the partition.
func (g *group) reads(p *partition) bool {
	return p.topic == Orders && g.consumesOrders() || p.topic == Reply && g.id == ReplyGroup
}

// committed returns the group's committed offset of a partition it reads.
func (g *group) committed(p *partition) int64 {
	if p.topic == Reply {
		return g.e.service.replies
	}
	return g.offsets[p.number]
}

// start brings the group to life before 0 s: its first rebalance is over.
func (g *group) start(cause EventID) {
	for _, w := range g.workers {
		w.alive = true
		w.enter(cause)
	}
	g.assign(cause)
}

// members returns the workers that are in the group and can be given work.
func (g *group) members() []*worker {
	var list []*worker
	for _, w := range g.workers {
		if w.member {
			list = append(list, w)
		}
	}
	return list
}

// assign shares the partitions out among the members, round robin.
func (g *group) assign(cause EventID) {
	g.generation++
	if !g.consumesOrders() {
		return
	}
	members := g.members()
	for n, p := range g.e.cluster.partitions {
		var to *worker
		if len(members) > 0 {
			to = members[n%len(members)]
		}
		if g.owner[n] != to || g.generation == 1 {
			id := uint8(0)
			if to != nil {
				id = to.id
			}
			g.e.record(Event{Type: PartitionAssigned, Group: g.id, Worker: id, Topic: Orders, Partition: p.number, Cause: cause})
		}
		g.owner[n] = to
	}
	for _, w := range members {
		w.beginFetching()
	}
}

// join lets a process into the group at the next rebalance.
func (g *group) join(w *worker, cause EventID) {
	if !slices.Contains(g.joining, w) {
		g.joining = append(g.joining, w)
	}
	w.joinCause = cause
	if len(g.ghosts) > 0 {
		g.pauseOthers()
		return // complete when the last ghost has expired
	}
	g.complete(g.joinDelay())
}

// joinDelay is how long a rebalance that begins now takes: an empty group
// waits for more members, a live one for its members' next heartbeats.
func (g *group) joinDelay() time.Duration {
	delay := time.Duration(0)
	live := false
	for _, w := range g.workers {
		if w.member && w.alive && w.connected {
			live = true
			delay = max(delay, w.nextHeartbeat()-g.e.now)
		}
	}
	if !live {
		return initialRebalance
	}
	return delay + g.draw.between(joinMin, joinMax)
}

// pauseOthers: a member that learns of a rebalance by its heartbeat stops
// fetching until it is over.
func (g *group) pauseOthers() {
	generation := g.generation
	for _, w := range g.workers {
		if w.member && w.alive {
			w.after(w.nextHeartbeat()-g.e.now, func() {
				if g.generation == generation {
					w.paused = true
				}
			})
		}
	}
}

// complete ends the rebalance after a delay.
func (g *group) complete(delay time.Duration) {
	g.rebalance.stop()
	g.rebalance = g.e.timer(delay, g.regroup)
}

// regroup lets everybody in who waits and shares the partitions out anew. A
// member whose handler runs joins after its message: the others wait for it.
func (g *group) regroup() {
	g.held = slices.ContainsFunc(g.workers, func(w *worker) bool { return w.member && w.handling != 0 })
	if g.held {
		return
	}
	joining := g.joining
	g.joining = nil
	var cause EventID
	for _, w := range joining {
		if w.alive && w.connected {
			w.enter(w.joinCause)
			cause = w.entered
		}
	}
	if cause == 0 {
		cause = g.e.State().N
	}
	g.assign(cause)
}

// resume goes on with a rebalance that waited for a handler.
func (g *group) resume() {
	if g.held {
		g.regroup()
	}
}

// haunt keeps a dead worker's membership until its session has run out,
// counted from its last heartbeat.
func (g *group) haunt(w *worker, cause EventID) {
	if !w.member {
		return
	}
	w.member = false
	x := &ghost{worker: w.id}
	left := w.lastHeartbeat() + g.e.config.SessionTimeout - g.e.now
	x.timer = g.e.timer(left, func() { g.expire(x, cause) })
	g.ghosts = append(g.ghosts, x)
}

// expire removes a member whose session has run out.
func (g *group) expire(x *ghost, cause EventID) {
	g.ghosts = slices.DeleteFunc(g.ghosts, func(y *ghost) bool { return y == x })
	event := g.e.record(Event{Type: MemberLeft, Group: g.id, Worker: x.worker, Word: uint8(ReasonSessionTimeout), Cause: cause})
	for _, w := range g.joining {
		w.joinCause = event
	}
	if len(g.ghosts) > 0 {
		return
	}
	switch {
	case len(g.joining) > 0:
		g.complete(g.draw.between(joinMin, joinMax))
	case len(g.members()) > 0:
		g.complete(g.joinDelay())
	default:
		g.assign(event)
	}
}

// leave takes a worker out of the group. running is the order whose handler
// ended with the worker's process; 0 = none.
func (g *group) leave(w *worker, running OrderID, reason Reason, cause EventID) {
	if !w.member {
		return
	}
	w.member = false
	g.e.record(Event{Type: MemberLeft, Order: running, Group: g.id, Worker: w.id, Word: uint8(reason), Cause: cause})
}

// absent takes the members of a group away for as long as the fault lasts.
func (e *Engine) absent(f *faultEntry) {
	for _, g := range e.ordersGroups(f.Group) {
		for _, w := range g.workers {
			running := w.handling
			if !w.member && running != 0 { // thrown out before, so it cannot leave
				e.record(w.lifeEvent(ConsumerCrashed, ReasonFault, 0, f.event))
			}
			w.stopProcess()
			g.leave(w, running, ReasonFault, f.event)
		}
		g.assign(f.event)
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
func (e *Engine) ordersGroups(only Group) []*group {
	var list []*group
	for _, g := range e.groups {
		if g != nil && (only == 0 && g.consumesOrders() || g.id == only) {
			list = append(list, g)
		}
	}
	return list
}
