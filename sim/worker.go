package sim

import "time"

// worker is one process of a consumer group: a Nest server on kafkajs, with
// one fetcher for each broker and one handler at a time.
type worker struct {
	e            *Engine
	group        *group
	id           uint8
	alive        bool // the process runs
	member       bool // the coordinator counts it
	connected    bool
	crashed      bool // kafkajs stopped its consumer; it starts it again by itself
	paused       bool // a rebalance is under way
	life         int  // what an older life planned is void
	entered      EventID
	joinCause    EventID
	beat         time.Duration // a heartbeat's time; the others are multiples of the interval away
	lostAt       time.Duration // when the connection was lost
	positions    []int64       // next offset to fetch, by partition
	finished     []int64       // next offset to commit, by partition
	fetching     [BrokerCount + 1]int
	queue        []*batch
	working      *batch
	handling     OrderID // whose handler runs; 0 = none
	evicting     *timer
	reconnecting *timer
	unsent       []unsentReport
}

// batch is what one fetch brought of one partition.
type batch struct {
	partition *partition
	broker    uint8 // whose fetcher waits for it
	start     int64 // its first offset
	next, end int64
	first     bool          // no handler of it has returned yet
	failures  int           // executions of the present record that failed in a row
	sleep     time.Duration // before the next
	cause     EventID
}

// after plans something in this life of the worker.
func (w *worker) after(delay time.Duration, do func()) {
	life := w.life
	w.e.after(delay, func() {
		if w.life == life {
			do()
		}
	})
}

// ready reports whether the worker can fetch.
func (w *worker) ready() bool {
	return w.alive && w.member && w.connected && !w.crashed && !w.paused
}

// enter makes the worker a member.
func (w *worker) enter(cause EventID) {
	w.member, w.paused = true, false
	w.beat = w.e.now + w.group.draw.between(0, heartbeatInterval) - heartbeatInterval
	w.entered = w.e.record(Event{Type: MemberJoined, Group: w.group.id, Worker: w.id, Cause: cause})
}

// lastHeartbeat returns when the coordinator last heard of the worker.
func (w *worker) lastHeartbeat() time.Duration {
	now := w.e.now
	if !w.connected {
		now = w.lostAt
	}
	return max(w.beat, w.beat+(now-w.beat).Truncate(heartbeatInterval))
}

func (w *worker) nextHeartbeat() time.Duration { return w.lastHeartbeat() + heartbeatInterval }

// beginFetching starts over at the committed offsets, after a rebalance.
func (w *worker) beginFetching() {
	w.paused = false
	w.life++
	w.queue, w.fetching = nil, [BrokerCount + 1]int{}
	w.working, w.handling = nil, 0
	w.evicting.stop()
	copy(w.positions, w.group.offsets)
	w.finished = append(w.finished[:0], w.group.offsets...)
	w.fetchAll()
}

// fetchAll lets every idle fetcher look for records.
func (w *worker) fetchAll() {
	if !w.group.consumesOrders() {
		return
	}
	for _, id := range w.e.cluster.ids {
		w.fetch(id)
	}
}

// visible is a partition's high watermark or leader moving.
func (g *group) visible(p *partition) {
	if p.topic != Orders || !g.consumesOrders() {
		return
	}
	if w := g.owner[p.number]; w != nil {
		w.fetch(p.leader)
	}
}

// fetch asks a broker for records, if its fetcher is idle and there are any.
func (w *worker) fetch(id uint8) {
	if id == 0 || w.fetching[id] > 0 || !w.ready() || !w.e.cluster.brokers[id].healthy() || !w.anythingAt(id) {
		return
	}
	w.fetching[id] = 1
	w.after(w.group.draw.between(fetchMin, fetchMax), func() { w.fetched(id) })
}

func (w *worker) anythingAt(id uint8) bool {
	for n, p := range w.e.cluster.partitions {
		if w.group.owner[n] == w && p.leader == id && p.high > w.positions[n] {
			return true
		}
	}
	return false
}

// fetched is a fetch that returns: one batch for each partition.
func (w *worker) fetched(id uint8) {
	w.fetching[id] = 0
	if !w.ready() || !w.e.cluster.brokers[id].healthy() {
		return
	}
	for n, p := range w.e.cluster.partitions {
		if w.group.owner[n] != w || p.leader != id || p.high <= w.positions[n] {
			continue
		}
		b := &batch{partition: p, broker: id, start: w.positions[n], next: w.positions[n], end: min(p.high, w.positions[n]+fetchRecordsMax), first: true}
		w.positions[n] = b.end
		w.fetching[id]++
		w.queue = append(w.queue, b)
		w.polled(b)
	}
	w.watchHeartbeat()
	w.work()
}

func (w *worker) polled(b *batch) {
	for offset := b.next; offset < b.end; offset++ {
		r := b.partition.at(offset)
		if w.concerns(r) {
			b.cause = w.e.record(w.event(RecordPolled, b.partition, offset, r.order, r.appended))
		}
	}
}

// event returns an event of this worker at a record.
func (w *worker) event(t EventType, p *partition, offset int64, order OrderID, cause EventID) Event {
	return Event{Type: t, Order: order, Group: w.group.id, Worker: w.id, Topic: p.topic, Partition: p.number, Offset: offset, Cause: cause}
}

// concerns reports whether the worker's group carries the order of the record out.
func (w *worker) concerns(r *record) bool {
	return r.carrier == w.group.id
}

// work begins with the next batch.
func (w *worker) work() {
	if w.working != nil || len(w.queue) == 0 || w.crashed || !w.alive {
		return
	}
	b := w.queue[0]
	w.queue = w.queue[1:]
	w.working = b
	w.after(skipTime, func() { w.proceed(b) })
}

// proceed handles the next record that concerns the group, or ends the batch.
func (w *worker) proceed(b *batch) {
	for b.next < b.end {
		if r := b.partition.at(b.next); w.concerns(r) {
			w.handle(b, r)
			return
		}
		w.skip(b)
	}
	w.commit(b, func() { w.batchOver(b) })
}

// skip passes a record.
func (w *worker) skip(b *batch) {
	b.next++
	w.finished[b.partition.number] = b.next
}

func (w *worker) batchOver(b *batch) {
	w.working = nil
	w.fetching[b.broker]--
	w.watchHeartbeat()
	w.work()
	w.fetch(b.broker)
}

// commit sends the offset of what is finished in the batch's partition.
func (w *worker) commit(b *batch, then func()) {
	n := b.partition.number
	offset := w.finished[n]
	if offset <= w.group.offsets[n] {
		then()
		return
	}
	if f := w.strikeBatch(CommitLost, b, nil); f != nil {
		failed := w.event(CommitFailed, b.partition, offset, 0, max(b.cause, f.struck))
		failed.Code = CommitCut
		w.e.record(failed)
		then()
		return
	}
	if w.strikeBatchCrash(BeforeCommit, b) {
		return
	}
	w.after(w.group.draw.between(commitMin, commitMax), func() { w.committed(b, offset, then) })
}

// committed is the answer of a commit. Without a connection the client commits
// again with its next commit.
func (w *worker) committed(b *batch, offset int64, then func()) {
	if !w.connected || !w.e.cluster.anyHealthy() {
		then()
		return
	}
	if !w.member {
		failed := w.event(CommitFailed, b.partition, offset, 0, b.cause)
		failed.Code = CommitCut
		w.rejoin(w.e.record(failed))
		return
	}
	w.store(b.partition, offset, max(b.cause, w.entered))
	w.commitFinished() // what an earlier commit could not store goes with this one
	if w.strikeBatchCrash(AfterCommit, b) {
		return
	}
	then()
}

// store is the broker storing a committed offset.
func (w *worker) store(p *partition, offset int64, cause EventID) {
	g, n := w.group, p.number
	old := g.offsets[n]
	g.offsets[n] = max(old, offset)
	event := w.e.record(w.event(OffsetCommitted, p, g.offsets[n], 0, cause))
	for o := old; o < g.offsets[n]; o++ {
		if r := p.at(o); w.concerns(r) {
			w.e.record(w.event(RecordCommitted, p, o, r.order, event))
		}
	}
	w.e.cluster.forget(p)
}

// rejoin is a member that was thrown out and learns it.
func (w *worker) rejoin(cause EventID) {
	w.stopWork()
	w.group.join(w, cause)
}

// watchHeartbeat: a fetcher that finds nothing heartbeats. Only when every
// broker's fetcher waits for its batch does nobody, and a session can run out
// (measured).
func (w *worker) watchHeartbeat() {
	w.evicting.stop()
	for _, id := range w.e.cluster.ids {
		if w.fetching[id] == 0 {
			return
		}
	}
	w.evicting = w.e.timer(w.e.config.SessionTimeout, w.evict)
}

// evict throws a member out whose session ran out while it worked.
func (w *worker) evict() {
	if !w.member || !w.alive {
		return
	}
	g := w.group
	g.leave(w, 0, ReasonSessionTimeout, w.entered)
	if len(g.members()) > 0 {
		g.complete(g.joinDelay())
		return
	}
	g.assign(w.e.State().N)
}
