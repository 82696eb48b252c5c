package assemble

import (
	"cmp"
	"maps"
	"slices"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/observe"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// outside is what the journal knows of the cluster from having looked at it, and
// what of that the run has done itself.
type outside struct {
	faults  [sim.BrokerCount + 1]int         // the run's own that keep a broker away now
	gone    [sim.BrokerCount + 1]sim.Reason  // why a broker gives no answer; 0 = it does
	stopped [sim.BrokerCount + 1]sim.EventID // broker-stopped; 0 while it can be reached

	turns        observe.Turns
	inSync       map[int16][]uint8
	lost         [sim.Activity + 1]int // looks in a row that did not find a topic
	deleted      [sim.Activity + 1]bool
	coordinators [sim.GroupCount]int
	unseen       [sim.GroupCount]sim.EventID // group-sight, while it is off
	dark         map[int16]sim.EventID       // partition-sight, of partitions whose end is not known
	behind       map[int16]int               // looks in a row at which a partition's end was not read yet

	ids      map[string]wire.Role             // every member id that one of the run's own consumers had
	current  map[wire.Role]string             // the last of each, while it is a member
	leaving  map[wire.Role]bool               // it has asked to leave
	joining  map[wire.Role]bool               // it has asked to join
	ghosts   map[wire.Role]sim.EventID        // member-abandoned, until the coordinator counts it no more
	unrest   map[wire.Role]sim.EventID        // why a consumer is no member, or will not be for long
	refused  map[wire.Role]sim.Code           // the coordinator's last no to a consumer
	changed  [sim.GroupCount]sim.EventID      // the last event that makes a group rebalance
	unnamed  [sim.GroupCount]int              // of the run's own that died before they knew by which id they are members
	foreign  [sim.GroupCount]map[string]uint8 // members that are not the run's, by worker
	suspects [sim.GroupCount]map[string]bool  // who was seen once, and may be the run's
	given    [sim.GroupCount]map[int32]uint8  // partitions, by the worker that has them
	ahead    map[CommitKey]int64              // committed offsets beyond what was heard of, seen once
}

func newOutside() outside {
	o := outside{
		inSync: make(map[int16][]uint8), dark: make(map[int16]sim.EventID), behind: make(map[int16]int),
		ids: make(map[string]wire.Role), current: make(map[wire.Role]string), leaving: make(map[wire.Role]bool), joining: make(map[wire.Role]bool), ghosts: make(map[wire.Role]sim.EventID),
		unrest: make(map[wire.Role]sim.EventID), refused: make(map[wire.Role]sim.Code), ahead: make(map[CommitKey]int64),
	}
	for g := range o.foreign {
		o.foreign[g], o.suspects[g], o.given[g] = make(map[string]uint8), make(map[string]bool), make(map[int32]uint8)
	}
	return o
}

// Turns returns what the run has changed about the cluster by now.
func (j *Journal) Turns() observe.Turns {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.outside.turns
}

// TurnLeaders notes that the run gives partitions other leaders.
func (j *Journal) TurnLeaders() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.outside.turns.Leaders++
}

// TurnGroups notes that the run gives groups other coordinators.
func (j *Journal) TurnGroups() {
	j.mu.Lock()
	defer j.mu.Unlock()
	for g := range j.outside.turns.Groups {
		j.outside.turns.Groups[g]++
	}
}

// Answers is told whether a broker answers: reason says why it does not, 0 that
// it does. What only it could tell is unknown from then on.
func (j *Journal) Answers(broker int, reason sim.Reason) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if b := observe.EventBroker(broker); b > 0 {
		j.reachable(b, reason)
	}
	if reason == 0 {
		return // what it can tell again, the next look shows
	}
	for partition, leader := range j.leaders {
		if leader == observe.EventBroker(broker) {
			j.partitionSight(int16(partition), false)
		}
	}
	for g, coordinator := range j.outside.coordinators {
		if coordinator == broker {
			j.groupSight(sim.Group(g), false)
		}
	}
}

// reachable records, unless a fault of the run has said so already, that a
// broker cannot be reached, or can again. Whoever did it, it is an input.
func (j *Journal) reachable(broker uint8, reason sim.Reason) {
	o := &j.outside
	before := o.gone[broker]
	o.gone[broker] = reason
	if (before == 0) == (reason == 0) || o.faults[broker] > 0 {
		return
	}
	if reason == 0 {
		o.stopped[broker] = 0
		j.record(sim.Event{Type: sim.BrokerStarted, Broker: broker})
		return
	}
	o.stopped[broker] = j.record(sim.Event{Type: sim.BrokerStopped, Broker: broker, Word: uint8(reason)})
}

// kept records that a fault of the run keeps a broker away or, at its end,
// lets it back; where it cannot be reached for another reason too, that was said.
func (j *Journal) kept(broker uint8, e sim.Event) {
	o := &j.outside
	e.Broker = broker
	stops := e.Type == sim.BrokerStopped
	if stops {
		o.faults[broker]++
	} else {
		o.faults[broker]--
	}
	if o.gone[broker] != 0 || o.faults[broker] > 1 || !stops && o.faults[broker] > 0 {
		j.trouble = max(j.trouble, e.Cause)
		return
	}
	j.trouble = j.record(e)
	if o.stopped[broker] = j.trouble; !stops {
		o.stopped[broker] = 0
	}
}

// Observed takes in what a look at the cluster saw.
func (j *Journal) Observed(v *observe.Sight) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.deletions(v)
	if v.Turns.Leaders == j.outside.turns.Leaders {
		j.leadership(&v.Topics[sim.Orders])
		j.ends(&v.Topics[sim.Orders])
	}
	for g := sim.InHouseGroup; g < sim.GroupCount; g++ {
		if v.Turns.Groups[g] == j.outside.turns.Groups[g] && g != sim.ReplyGroup {
			j.membership(g, &v.Groups[g])
		}
	}
}

// leadership records what has changed about leaders and in-sync replicas.
func (j *Journal) leadership(v *observe.TopicSight) {
	for _, number := range v.Numbers() {
		p := v.Partitions[number]
		if int(number) >= len(j.leaders) {
			continue
		}
		j.led(int16(number), observe.EventBroker(p.Leader), 0)
		if slices.Equal(j.outside.inSync[int16(number)], p.InSync) {
			continue
		}
		j.outside.inSync[int16(number)] = p.InSync
		j.record(sim.Event{Type: sim.ISRChanged, Topic: sim.Orders, Partition: int16(number), Detail: &sim.Detail{Brokers: p.InSync}})
	}
}

// led records a partition's new leader, once.
func (j *Journal) led(partition int16, broker uint8, cause sim.EventID) {
	if j.leaders[partition] == broker {
		return
	}
	j.leaders[partition] = broker
	j.record(sim.Event{Type: sim.LeaderElected, Topic: sim.Orders, Partition: partition, Broker: broker, Cause: cause})
}

// ends notes of which partitions it is known how far they go: their leader says
// it, and the log watcher has read as far.
func (j *Journal) ends(v *observe.TopicSight) {
	o := &j.outside
	for number := range j.leaders {
		partition := int16(number)
		end := int64(-1)
		if p := v.Partitions[int32(number)]; p != nil && observe.EventBroker(p.Leader) == j.leaders[number] && !j.away(p.Leader) {
			end = p.End
		}
		read := end <= j.recorder.State().Partitions[number].High
		o.behind[partition]++
		if read {
			o.behind[partition] = 0
		}
		j.partitionSight(partition, end >= 0 && o.behind[partition] < 2)
	}
}

// away reports whether a broker gives no answer, as far as is known.
func (j *Journal) away(broker int) bool {
	return broker > 0 && broker <= sim.BrokerCount && j.outside.gone[broker] != 0
}

// partitionSight records, once, whether a partition's end is known.
func (j *Journal) partitionSight(partition int16, seen bool) {
	o := &j.outside
	lost := o.dark[partition]
	if (lost == 0) == seen || o.deleted[sim.Orders] {
		return
	}
	e := sim.Event{Type: sim.PartitionSight, Topic: sim.Orders, Partition: partition, Flag: seen, Cause: lost}
	if !seen {
		e.Cause = o.stopped[j.leaders[partition]]
	}
	if o.dark[partition] = j.record(e); seen {
		o.dark[partition] = 0
	}
}

// groupSight records, once, whether a group's members and offsets are known.
func (j *Journal) groupSight(g sim.Group, seen bool) {
	o := &j.outside
	lost := o.unseen[g]
	if (lost == 0) == seen {
		return
	}
	e := sim.Event{Type: sim.GroupSight, Group: g, Flag: seen, Cause: lost}
	if !seen {
		e.Cause = o.stopped[observe.EventBroker(o.coordinators[g])]
	}
	if o.unseen[g] = j.record(e); seen {
		o.unseen[g] = 0
	}
}

// deletions records which topics nobody has any more. One look may come before a
// broker that just started knows them all.
func (j *Journal) deletions(v *observe.Sight) {
	for _, t := range record.Topics {
		o, seen := &j.outside, &v.Topics[t]
		if !seen.Told {
			continue
		}
		o.lost[t]++
		if !seen.Missing {
			o.lost[t] = 0
		}
		if o.lost[t] == 2 && !o.deleted[t] {
			o.deleted[t] = true
			j.deleted(t)
		}
	}
}

// deleted records that a topic is gone, and with it what nobody has handled yet.
func (j *Journal) deleted(t sim.Topic) {
	cause := j.record(sim.Event{Type: sim.TopicDeleted, Topic: t})
	if t != sim.Orders {
		return
	}
	places := slices.SortedFunc(maps.Keys(j.records), func(a, b chronicle.Position) int {
		return cmp.Or(cmp.Compare(a.Partition, b.Partition), cmp.Compare(b.Offset, a.Offset)) // from the end, as a log is cut
	})
	for _, at := range places {
		c := j.records[at]
		for g := range j.readers {
			if !c.committed[g] {
				j.unread(at, c, sim.Group(g), cause)
			}
		}
	}
}

// unread notes that a group will never commit past a record, which is gone; where
// it was to carry the order out, that is recorded.
func (j *Journal) unread(at chronicle.Position, c *copyTrail, g sim.Group, cause sim.EventID) {
	c.committed[g] = true
	if j.readers[g] {
		j.motion.add(0, -1)
	}
	if c.trail != nil && c.trail.order.Fulfilment.Carrier() == g {
		j.record(sim.Event{Type: sim.RecordTruncated, Order: c.trail.order.Number, Topic: at.Topic, Partition: int16(at.Partition), Offset: at.Offset, Cause: cause})
	}
}

// membership records what has changed about a group that the gate did not show:
// its coordinator, who left, who joined that is not the run's, what it committed.
func (j *Journal) membership(g sim.Group, v *observe.GroupSight) {
	if v.Coordinator > 0 && v.Seen {
		j.coordinatedBy(g, v.Coordinator, 0)
	}
	seen := v.Seen && !j.away(v.Coordinator)
	j.groupSight(g, seen)
	if !seen {
		return
	}
	j.ownGone(g, v)
	j.foreignGone(g, v)
	if v.Stable {
		j.foreignCome(g, v)
	}
	j.observedCommits(g, v)
}

// coordinatedBy records, once, that a group has another coordinator. The one at
// the start is none.
func (j *Journal) coordinatedBy(g sim.Group, broker int, cause sim.EventID) {
	o := &j.outside
	if before := o.coordinators[g]; before != 0 && before != broker {
		o.changed[g] = j.record(sim.Event{Type: sim.CoordinatorLoaded, Group: g, Broker: observe.EventBroker(broker), Cause: cause})
	}
	o.coordinators[g] = broker
}

// ownGone records which of the run's own consumers the coordinator counts no more.
func (j *Journal) ownGone(g sim.Group, v *observe.GroupSight) {
	for worker := uint8(1); worker < workersSeen; worker++ {
		r := wire.Role{Duty: wire.DutyConsume, Group: g, Worker: worker}
		id, joined := j.outside.current[r]
		if _, counted := v.Members[id]; !joined || counted {
			continue
		}
		reason := sim.ReasonSessionTimeout
		if j.outside.leaving[r] {
			reason = sim.ReasonQuit
		}
		j.expelled(r, reason)
	}
}

// expelled records, once, that a consumer is no member any more.
func (j *Journal) expelled(r wire.Role, reason sim.Reason) {
	o := &j.outside
	if _, joined := o.current[r]; !joined || !j.present[r.Group] {
		return // whom a fault keeps away, left says
	}
	delete(o.current, r)
	delete(o.leaving, r)
	delete(o.ghosts, r)
	e := sim.Event{Type: sim.MemberLeft, Group: r.Group, Worker: r.Worker, Word: uint8(reason), Cause: o.unrest[r]}
	if l := j.links[r]; l != nil {
		e.Cause = max(e.Cause, l.apart)
	}
	if e.Cause == 0 {
		e.Cause = j.trouble // else a member does not go
	}
	o.unrest[r] = j.record(e)
	o.changed[r.Group] = o.unrest[r]
}

// workersSeen bounds the numbers of a group's members, those of others included.
const workersSeen = 64

// foreignGone records who has left that is not the run's. Why, nobody here can tell.
func (j *Journal) foreignGone(g sim.Group, v *observe.GroupSight) {
	o := &j.outside
	for _, id := range byWorker(o.foreign[g]) {
		if _, counted := v.Members[id]; counted {
			continue
		}
		o.changed[g] = j.record(sim.Event{Type: sim.MemberLeft, Group: g, Worker: o.foreign[g][id], Word: uint8(sim.ReasonUnseen)})
		delete(o.foreign[g], id)
		if len(o.foreign[g]) == 0 {
			j.attending(g)
		}
	}
}

// byWorker lists the ids of members by their number.
func byWorker(members map[string]uint8) []string {
	return slices.SortedFunc(maps.Keys(members), func(a, b string) int { return cmp.Compare(members[a], members[b]) })
}

// foreignCome records who has joined that is not the run's, and what it was
// given. Who is seen for the first time may be one of the run's own whose answer
// is still on its way.
func (j *Journal) foreignCome(g sim.Group, v *observe.GroupSight) {
	o := &j.outside
	suspects := make(map[string]bool)
	for _, id := range slices.Sorted(maps.Keys(v.Members)) {
		if _, own := o.ids[id]; own {
			continue
		}
		if o.unnamed[g] > 0 {
			o.unnamed[g]--
			o.ids[id] = wire.Role{Duty: wire.DutyConsume, Group: g}
			continue
		}
		if o.foreign[g][id] == 0 {
			if suspects[id] = true; !o.suspects[g][id] {
				continue
			}
			worker := j.freeWorker(g)
			if worker == 0 {
				continue // more than are shown
			}
			delete(suspects, id)
			o.foreign[g][id] = worker
			o.changed[g] = j.record(sim.Event{Type: sim.MemberJoined, Group: g, Worker: worker})
			j.attending(g)
		}
		j.give(g, o.foreign[g][id], v.Members[id], o.changed[g])
	}
	o.suspects[g] = suspects
}

// freeWorker returns the lowest number that no member of the group has; 0 where
// there is none.
func (j *Journal) freeWorker(g sim.Group) uint8 {
	taken := make(map[uint8]bool)
	for _, worker := range j.outside.foreign[g] {
		taken[worker] = true
	}
	for worker := j.sizes[g] + 1; worker < workersSeen; worker++ {
		if !taken[worker] {
			return worker
		}
	}
	return 0
}

// give records which partitions of sns.orders a member has been given.
func (j *Journal) give(g sim.Group, worker uint8, partitions []int32, cause sim.EventID) {
	if !g.ConsumesOrders() {
		return
	}
	for _, partition := range partitions {
		if partition < 0 || int(partition) >= len(j.leaders) || j.outside.given[g][partition] == worker {
			continue
		}
		j.outside.given[g][partition] = worker
		j.record(sim.Event{Type: sim.PartitionAssigned, Group: g, Worker: worker, Topic: sim.Orders, Partition: int16(partition), Cause: cause})
	}
}

// observedCommits records committed offsets of which no answer told: those of
// others, and the run's own whose answer did not come. An answer may be on its
// way, so that they count from the second look on, and as far as the partition goes.
func (j *Journal) observedCommits(g sim.Group, v *observe.GroupSight) {
	if !g.ConsumesOrders() {
		return
	}
	for _, partition := range slices.Sorted(maps.Keys(v.Committed)) {
		key := CommitKey{Group: g, Topic: sim.Orders, Partition: partition}
		offset := min(v.Committed[partition], j.ahead(key, v.Committed[partition]), j.endOf(partition))
		if offset > j.commits[key] {
			j.commitTo(key, offset, j.outside.given[g][partition], j.handled[key])
		}
	}
}

// ahead notes the committed offset of this look, and returns that of the one before.
func (j *Journal) ahead(key CommitKey, offset int64) int64 {
	before := j.outside.ahead[key]
	j.outside.ahead[key] = offset
	return before
}

// Announce records who leads a partition of sns.orders and who is in sync.
func (j *Journal) Announce(partition int16, leader uint8, inSync []uint8) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if int(partition) < len(j.leaders) {
		return // another has said so
	}
	j.leaders = append(j.leaders, leader)
	j.outside.inSync[partition] = inSync
	e := sim.Event{Topic: sim.Orders, Partition: partition, Cause: j.run}
	led := e
	led.Type, led.Broker = sim.LeaderElected, leader
	j.record(led)
	e.Type, e.Detail = sim.ISRChanged, &sim.Detail{Brokers: inSync}
	j.record(e)
}
