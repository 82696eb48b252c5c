package engine

import (
	"slices"
	"time"

	"orderflow/sim"
)

// cluster is the brokers with their partitions: three, or one.
type cluster struct {
	e          *Engine
	draw       *sim.Stream
	ids        []uint8      // of its brokers, ascending from 1
	brokers    []*broker    // by id; index 0 is not used
	partitions []*partition // of sns.orders
	replies    []*partition // of sns.orders.reply
	status     *partition   // of sns.order-status
	watchers   []func(p *partition, cause sim.EventID)
}

// broker is one broker's process.
type broker struct {
	id     uint8
	down   bool // refuses and has cut every connection
	frozen bool // answers nothing, cuts nothing
	fenced bool // the controller has given it up
	died   bool // its process died: it comes back as a new incarnation
	fence  *timer
	opens  time.Duration // when its port opens, if a process of it ended
	held   []func()      // what it will do when it thaws
	conns  []*connection
	event  sim.EventID // the last that changed it
}

// reachable reports whether a client's connect succeeds.
func (b *broker) reachable() bool { return !b.down }

// healthy reports whether it serves.
func (b *broker) healthy() bool { return !b.down && !b.frozen }

// partition is one partition with its replicas.
type partition struct {
	topic    sim.Topic
	number   int16
	leader   uint8 // 0 = none
	inSync   []uint8
	records  []record // those from base on
	base     int64
	high     int64
	fetched  [sim.BrokerCount + 1]int64 // log end offset of each replica, as far as the leader knows
	waiting  []ackWait                  // writes at acks=−1, by offset
	producer producerState
	elected  sim.EventID
}

// record is one record of a partition.
type record struct {
	order    sim.OrderID
	carrier  sim.Group // who carries the order out
	copy     uint32
	appended sim.EventID
	publish  *publish  // who produced it; nil for answers
	exchange *exchange // an answer: of whom
	answer   answer
	status   *statusReport // of sns.order-status
}

// ackWait is a Produce request that waits until every in-sync replica has its record.
type ackWait struct {
	offset int64
	done   func(cause sim.EventID)
	limit  *timer // the broker's own: it answers with a timeout
}

func newCluster(e *Engine) *cluster {
	c := &cluster{e: e, draw: e.stream("cluster", 0)}
	for id := range uint8(e.config.Brokers() + 1) {
		c.brokers = append(c.brokers, &broker{id: id})
		if id > 0 {
			c.ids = append(c.ids, id)
		}
	}
	for n := range e.config.Partitions {
		c.partitions = append(c.partitions, c.newPartition(sim.Orders, int16(n)))
	}
	for n := range e.config.ReplyPartitions {
		c.replies = append(c.replies, c.newPartition(sim.Reply, int16(n)))
	}
	c.status = c.newPartition(sim.Status, 0)
	return c
}

// newPartition returns a partition with a replica on every broker.
func (c *cluster) newPartition(topic sim.Topic, number int16) *partition {
	return &partition{topic: topic, number: number, leader: c.ids[int(number)%len(c.ids)], inSync: slices.Clone(c.ids)}
}

// followers returns the brokers that do not lead the partition.
func (c *cluster) followers(p *partition) []uint8 {
	return slices.DeleteFunc(slices.Clone(c.ids), func(id uint8) bool { return id == p.leader })
}

// minInSync returns min.insync.replicas: one where there is one replica.
func (c *cluster) minInSync() int { return c.e.config.MinInSync() }

// announce records who leads what at 0 s.
func (c *cluster) announce(cause sim.EventID) {
	for _, p := range c.partitions {
		c.lead(p, p.leader, cause)
		c.shareInSync(p, cause)
	}
}

func (c *cluster) lead(p *partition, leader uint8, cause sim.EventID) sim.EventID {
	p.leader = leader
	p.elected = c.e.record(sim.Event{Type: sim.LeaderElected, Topic: p.topic, Partition: p.number, Broker: leader, Cause: cause})
	return p.elected
}

func (c *cluster) shareInSync(p *partition, cause sim.EventID) {
	c.e.record(sim.Event{Type: sim.ISRChanged, Topic: p.topic, Partition: p.number, Cause: cause, Detail: &sim.Detail{Brokers: slices.Clone(p.inSync)}})
}

// all returns every partition that has a log.
func (c *cluster) all() []*partition { return append(slices.Concat(c.partitions, c.replies), c.status) }

// consumed returns the partitions that a group consumes.
func (c *cluster) consumed(id sim.Group) []*partition {
	switch id {
	case sim.ServiceGroup:
		return []*partition{c.status}
	case sim.ReplyGroup:
		return c.replies
	}
	return c.partitions
}

// known returns the brokers that metadata names: those that are not given up.
func (c *cluster) known() brokers {
	var set brokers
	for _, b := range c.brokers[1:] {
		if !b.fenced {
			set = set.with(b.id)
		}
	}
	return set
}

func (p *partition) end() int64 { return p.base + int64(len(p.records)) }

func (p *partition) at(offset int64) *record { return &p.records[offset-p.base] }

// append puts a record at the end of the leader's log and lets the followers fetch it.
func (c *cluster) append(p *partition, r record, cause sim.EventID) sim.EventID {
	offset := p.end()
	kind := sim.RecordAppended
	if p.topic == sim.Reply {
		kind = sim.ReplySent
	}
	event := c.e.record(sim.Event{Type: kind, Order: r.order, Topic: p.topic, Partition: p.number, Offset: offset, Broker: p.leader, Try: r.copy, Cause: cause})
	r.appended = event
	p.records = append(p.records, r)
	p.fetched[p.leader] = offset + 1
	for _, id := range c.ids {
		if id != p.leader {
			c.replicate(p, id)
		}
	}
	c.advance(p)
	return event
}

// replicate lets a follower fetch what the leader has.
func (c *cluster) replicate(p *partition, follower uint8) {
	delay := c.draw.Between(replicateMin, replicateMax) + c.e.longestDelay(sim.ReplicaSlow)
	leader, upTo := p.leader, p.end()
	c.e.after(delay, func() { c.fetchedBy(p, leader, follower, upTo) })
}

func (c *cluster) fetchedBy(p *partition, leader, follower uint8, upTo int64) {
	b, l := c.brokers[follower], c.brokers[leader]
	if p.leader != leader || upTo <= p.fetched[follower] || b.down || l.down {
		return // told anew by whoever comes back
	}
	if b.frozen || l.frozen {
		frozen := b
		if l.frozen {
			frozen = l
		}
		frozen.held = append(frozen.held, func() { c.fetchedBy(p, leader, follower, upTo) })
		return
	}
	p.fetched[follower] = min(upTo, p.end())
	if !slices.Contains(p.inSync, follower) && p.fetched[follower] >= p.end() {
		p.inSync = insertSorted(p.inSync, follower)
		c.shareInSync(p, p.lastEvent())
	}
	c.advance(p)
}

func insertSorted(list []uint8, id uint8) []uint8 {
	list = append(slices.Clone(list), id)
	slices.Sort(list)
	return list
}

func (p *partition) lastEvent() sim.EventID {
	if len(p.records) == 0 {
		return p.elected
	}
	return p.records[len(p.records)-1].appended
}

// advance moves the high watermark to what every in-sync replica has. It
// stands still while fewer than min.insync.replicas are in sync (measured on
// Kafka 4.3.1), whatever acks the producer asked for.
func (c *cluster) advance(p *partition) {
	if p.leader == 0 || len(p.inSync) < c.minInSync() {
		return
	}
	high := p.end()
	for _, id := range p.inSync {
		high = min(high, p.fetched[id])
	}
	if high <= p.high {
		return
	}
	var last sim.EventID
	for offset := p.high; offset < high; offset++ {
		r := p.at(offset)
		last = c.e.record(sim.Event{Type: sim.RecordReplicated, Order: r.order, Topic: p.topic, Partition: p.number, Offset: offset, Cause: r.appended})
	}
	p.high = high
	c.acknowledge(p, last)
	for _, watch := range c.watchers {
		watch(p, last)
	}
	c.forget(p)
}

// acknowledge answers the writes that waited for the high watermark.
func (c *cluster) acknowledge(p *partition, cause sim.EventID) {
	ready := 0
	for ready < len(p.waiting) && p.waiting[ready].offset < p.high {
		ready++
	}
	done := p.waiting[:ready]
	p.waiting = p.waiting[ready:]
	for _, w := range done {
		w.limit.stop()
		w.done(cause)
	}
}

// forgetAbove is how many records below every group's committed offset a
// partition keeps before it lets them go.
const forgetAbove = 1024

// forget lets go of records that every group has committed past.
func (c *cluster) forget(p *partition) {
	keep := p.high
	for _, g := range c.e.groups {
		if g != nil && g.reads(p) {
			keep = min(keep, g.offsets[p.number])
		}
	}
	if drop := keep - p.base; drop > forgetAbove {
		p.records = append(make([]record, 0, len(p.records)-int(drop)+forgetAbove), p.records[drop:]...)
		p.base = keep
	}
}

// leaderFor returns the broker that leads the partition, or nil.
func (c *cluster) leaderFor(p *partition) *broker {
	if p.leader == 0 {
		return nil
	}
	return c.brokers[p.leader]
}

// anyHealthy reports whether a broker serves.
func (c *cluster) anyHealthy() bool {
	return slices.ContainsFunc(c.brokers[1:], (*broker).healthy)
}

// hop draws the time of one way over the network.
func (c *cluster) hop() time.Duration { return c.draw.Between(hopMin, hopMax) }
