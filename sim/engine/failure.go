package engine

import (
	"slices"
	"time"

	"orderflow/sim"
)

// act lets a fault that has just begun do what it does by itself; the others
// are asked for where they strike.
func (e *Engine) act(f *faultEntry) {
	switch f.Name {
	case sim.BrokerDown:
		e.cluster.takeDown(f, e.cluster.struck(f), f.How)
	case sim.LeaderFailover:
		e.cluster.failOver(f)
	case sim.ReplicaSlow:
		e.cluster.slowReplicas(f)
	case sim.ConsumerAbsent:
		e.absent(f)
	case sim.ServiceRestart:
		e.service.deploy(f)
	}
}

// undo ends what act began.
func (e *Engine) undo(f *faultEntry) {
	switch f.Name {
	case sim.BrokerDown, sim.LeaderFailover:
		e.cluster.bringBack(f)
	case sim.ReplicaSlow:
		e.cluster.catchUp(f.event)
	case sim.ConsumerAbsent:
		e.present(f)
	}
}

// struck returns the brokers a broker-down acts on.
func (c *cluster) struck(f *faultEntry) []uint8 {
	if f.Broker != 0 {
		return []uint8{uint8(f.Broker)}
	}
	return c.ids
}

// takeDown takes brokers away. One that another fault has taken stays as that
// left it, until both are over.
func (c *cluster) takeDown(f *faultEntry, ids []uint8, how sim.How) {
	for _, id := range ids {
		f.stopped[id] = true
		if b := c.brokers[id]; b.healthy() {
			c.stop(b, how, f.event)
		}
	}
}

// held reports whether a fault that is not over keeps a broker away.
func (c *cluster) held(id uint8) bool {
	for _, f := range c.e.faults.entries {
		if f.active && f.stopped[id] {
			return true
		}
	}
	return false
}

// stop takes one broker away. Whoever is left in the quorum fences it when
// its session has run out.
func (c *cluster) stop(b *broker, how sim.How, cause sim.EventID) {
	b.event = c.e.record(sim.Event{Type: sim.BrokerStopped, Broker: b.id, Word: uint8(how.Reason()), Cause: cause})
	b.died = how.Dies()
	if how.Silent() {
		b.frozen = true
	} else {
		b.down = true
		c.cut(b, b.event)
	}
	if !how.Orderly() {
		b.fence = c.e.background(c.draw.Between(sim.FenceMin, sim.FenceMax), func() { c.fenceBroker(b) })
	}
}

// cut closes every connection to the broker and drops what it had not done.
func (c *cluster) cut(b *broker, cause sim.EventID) {
	b.held = nil
	conns := b.conns
	b.conns = nil
	for _, conn := range conns {
		conn.cut(cause)
	}
	c.cutConsumers(b, cause)
	for _, p := range c.all() {
		if p.leader == b.id {
			p.dropWaiting() // their connections are gone
		}
	}
}

// cutConsumers closes the connections of the consumers to the broker.
func (c *cluster) cutConsumers(b *broker, cause sim.EventID) {
	for _, g := range c.e.groups[sim.InHouseGroup:] {
		if g == nil {
			continue
		}
		for _, w := range g.workers {
			if w.alive {
				w.client.cut(b.id, cause)
			}
		}
	}
}

// dropWaiting forgets the writes that wait for replicas.
func (p *partition) dropWaiting() {
	for _, w := range p.waiting {
		w.limit.stop()
	}
	p.waiting = nil
}

// fenceBroker is the controller fencing a broker: its partitions get another
// leader, and it leaves the in-sync replicas. Without a healthy majority there
// is no controller, so nothing changes.
func (c *cluster) fenceBroker(b *broker) {
	healthy := 0
	for _, other := range c.brokers[1:] {
		if other.healthy() {
			healthy++
		}
	}
	if healthy*2 <= len(c.ids) || b.healthy() {
		return
	}
	b.fenced = true
	for _, p := range c.all() {
		c.leaveInSync(p, b.id, b.event)
		if p.leader == b.id {
			c.elect(p, b.event)
		}
		c.advance(p)
	}
	c.handOver(b, coordinatorLoadMin, coordinatorLoadMax)
}

// handOver gives the groups that a broker coordinated to the next healthy one,
// which has to read them first.
func (c *cluster) handOver(b *broker, least, most time.Duration) {
	for _, g := range c.e.groups[sim.InHouseGroup:] {
		if g == nil || g.host != b.id {
			continue
		}
		host := b.id
		for k := range c.ids {
			if next := c.ids[(int(b.id)+k)%len(c.ids)]; c.brokers[next].healthy() && next != b.id {
				host = next
				break
			}
		}
		if host != b.id || b.healthy() {
			g.moved(host, g.draw.Between(least, most), b.event)
		}
	}
}

// leaveInSync removes a replica from the in-sync replicas, never the last.
func (c *cluster) leaveInSync(p *partition, id uint8, cause sim.EventID) {
	i := slices.Index(p.inSync, id)
	if i < 0 || len(p.inSync) == 1 {
		return
	}
	p.inSync = slices.Delete(slices.Clone(p.inSync), i, i+1)
	if p.topic == sim.Orders {
		c.shareInSync(p, cause)
	}
}

// elect makes an in-sync follower the leader, with the log it has: what the
// old leader had not replicated is gone.
func (c *cluster) elect(p *partition, cause sim.EventID) {
	leader := uint8(0)
	for _, id := range p.inSync {
		if id != p.leader && c.brokers[id].healthy() && (leader == 0 || p.fetched[id] > p.fetched[leader]) {
			leader = id
		}
	}
	if leader == 0 {
		return
	}
	elected := c.lead(p, leader, cause)
	c.truncate(p, max(p.fetched[leader], p.high), elected)
	for _, id := range c.followers(p) {
		c.replicate(p, id)
	}
	for _, watch := range c.watchers {
		watch(p, elected)
	}
}

func (c *cluster) truncate(p *partition, end int64, cause sim.EventID) {
	for offset := p.end() - 1; offset >= end; offset-- {
		r := p.at(offset)
		c.e.record(sim.Event{Type: sim.RecordTruncated, Order: r.order, Topic: p.topic, Partition: p.number, Offset: offset, Cause: cause})
		p.records = p.records[:offset-p.base]
	}
	p.producer.truncated(p.end())
	p.fetched[p.leader] = p.end()
	p.dropWaiting()
}

// failOver takes the one broker away that leads the partition of the fault.
func (c *cluster) failOver(f *faultEntry) {
	id := c.partitions[max(f.Partition, 0)].leader
	b := c.brokers[id]
	if id == 0 || !b.healthy() {
		return
	}
	f.stopped[id] = true
	if !f.How.Orderly() {
		c.stop(b, f.How, f.event)
		return
	}
	for _, p := range c.all() {
		if p.leader == id {
			c.elect(p, f.event)
		}
	}
	c.e.after(c.draw.Between(sim.ShutdownMin, sim.ShutdownMax), func() { c.leaveInOrder(b, f.event) })
}

// leaveInOrder ends a broker that has handed its partitions over.
func (c *cluster) leaveInOrder(b *broker, cause sim.EventID) {
	c.stop(b, sim.Shutdown, cause)
	b.fenced = true
	c.handOver(b, coordinatorMoveMin, coordinatorMoveMax)
	for _, p := range c.all() {
		c.leaveInSync(p, b.id, b.event)
		c.advance(p)
	}
}

// bringBack ends a broker-down or a leader-failover: of the faults that keep a
// broker away the last one brings it back. A crashed process needs time until its
// port is open.
func (c *cluster) bringBack(f *faultEntry) {
	delay := f.PortDelay(len(c.ids))
	if delay > 0 {
		delay = c.draw.Around(delay, 60)
	}
	for id, stopped := range f.stopped {
		if !stopped {
			continue
		}
		b := c.brokers[id]
		b.opens = max(b.opens, c.e.now+delay)
		c.reopen(b, f.event)
	}
}

// reopen brings a broker back when its port opens, if no fault keeps it away then.
func (c *cluster) reopen(b *broker, cause sim.EventID) {
	again := func() {
		if c.e.now >= b.opens && !c.held(b.id) {
			c.restart(b, cause)
		}
	}
	if b.opens == c.e.now {
		again()
		return
	}
	c.e.after(b.opens-c.e.now, again)
}

// restart brings one broker back with its data: as leader where nobody else
// was elected, else as a follower that has to catch up.
func (c *cluster) restart(b *broker, cause sim.EventID) {
	if b.healthy() {
		return
	}
	b.fence.stop()
	held := b.held
	b.down, b.frozen, b.fenced, b.held = false, false, false, nil
	b.event = c.e.record(sim.Event{Type: sim.BrokerStarted, Broker: b.id, Cause: cause})
	if b.died {
		c.replaced(b)
	}
	for _, do := range held {
		do()
	}
	for _, p := range c.all() {
		c.comeBack(p, b)
	}
	for _, conn := range slices.Clone(b.conns) {
		conn.work()
	}
	c.tellConsumers()
}

// replaced: a broker that comes back as a new incarnation before its session
// ran out is fenced when it registers, so that it leads nothing any more.
func (c *cluster) replaced(b *broker) {
	b.died = false
	for _, p := range c.all() {
		if p.leader == b.id {
			c.elect(p, b.event)
		}
		if p.leader != b.id {
			c.leaveInSync(p, b.id, b.event)
			c.advance(p)
		}
	}
	c.handOver(b, coordinatorLoadMin, coordinatorLoadMax)
}

func (c *cluster) comeBack(p *partition, b *broker) {
	if p.leader != b.id {
		p.fetched[b.id] = min(p.fetched[b.id], p.high) // it cuts its log back to what the leader has
		delay := c.draw.Between(rejoinISRMin, rejoinISRMax)
		leader := p.leader
		c.e.after(delay, func() { c.fetchedBy(p, leader, b.id, p.end()); c.rejoin(p, b) })
		return
	}
	for _, id := range c.followers(p) {
		c.replicate(p, id)
	}
	for _, watch := range c.watchers {
		watch(p, b.event)
	}
}

// rejoin puts a follower that has caught up back into the in-sync replicas.
func (c *cluster) rejoin(p *partition, b *broker) {
	if !b.healthy() || slices.Contains(p.inSync, b.id) || p.fetched[b.id] < p.end() || c.e.longestDelay(sim.ReplicaSlow) > replicaLagMax {
		return
	}
	p.inSync = insertSorted(p.inSync, b.id)
	if p.topic == sim.Orders {
		c.shareInSync(p, b.event)
	}
	c.advance(p)
}

// slowReplicas lets followers that fetch later than replica.lag.time.max leave
// the in-sync replicas once that time has passed.
func (c *cluster) slowReplicas(f *faultEntry) {
	if f.Delay <= replicaLagMax {
		return
	}
	c.e.after(replicaLagMax, func() {
		if !f.active {
			return
		}
		for _, p := range c.all() {
			for _, id := range c.followers(p) {
				c.leaveInSync(p, id, f.event)
			}
		}
	})
}

// catchUp lets every follower fetch at once: nothing slows them any more.
func (c *cluster) catchUp(cause sim.EventID) {
	for _, p := range c.all() {
		for _, id := range c.followers(p) {
			c.replicate(p, id)
			b := c.brokers[id]
			b.event = max(b.event, cause)
			c.e.after(c.draw.Between(rejoinISRMin, rejoinISRMax), func() { c.rejoin(p, b) })
		}
	}
}
