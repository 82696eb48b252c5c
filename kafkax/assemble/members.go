package assemble

import (
	"orderflow/kafkax/observe"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// linkCount is the connections of one consumer.
type linkCount struct {
	open  int
	apart sim.EventID // consumer-disconnected; 0 while it is connected
}

// Link is told that a connection was opened, ended or cut.
func (j *Journal) Link(from wire.Role, broker int, what wire.LinkEvent) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch from.Duty {
	case wire.DutyPublish:
		if what == wire.LinkCut || what == wire.LinkBroken {
			j.record(sim.Event{Type: sim.ConnectionCut, Broker: observe.EventBroker(broker), Cause: j.cutBy(broker, what)})
		}
	case wire.DutyConsume:
		j.consumerLink(from, what, j.cutBy(broker, what))
	}
}

// cutBy returns what a connection to a broker was cut by: a fault of the
// run's, or the end of the broker, if it was seen by now; else 0, an input.
func (j *Journal) cutBy(broker int, what wire.LinkEvent) sim.EventID {
	if what == wire.LinkCut {
		return j.trouble
	}
	return j.outside.stopped[observe.EventBroker(broker)]
}

// consumerLink notes when a consumer has lost its last connection, and when it
// has one again.
func (j *Journal) consumerLink(from wire.Role, what wire.LinkEvent, cause sim.EventID) {
	l := j.links[from]
	if l == nil {
		l = new(linkCount)
		j.links[from] = l
	}
	switch what {
	case wire.LinkOpened:
		l.open++
		if l.apart != 0 {
			j.record(sim.Event{Type: sim.ConsumerReconnected, Group: from.Group, Worker: from.Worker, Cause: l.apart})
			l.apart = 0
		}
	case wire.LinkClosed, wire.LinkCut, wire.LinkBroken:
		l.open--
		if what != wire.LinkClosed && l.open == 0 {
			j.apart(from, l, cause)
		}
	case wire.LinkRefused:
		if l.open == 0 && l.apart == 0 {
			j.apart(from, l, cause)
		}
	}
}

// apart records that a consumer has no connection.
func (j *Journal) apart(from wire.Role, l *linkCount, cause sim.EventID) {
	l.apart = j.record(sim.Event{Type: sim.ConsumerDisconnected, Group: from.Group, Worker: from.Worker, Cause: cause})
	j.outside.unrest[from] = max(j.outside.unrest[from], l.apart)
}

// member notes what a consumer tells its coordinator about itself: by which id it
// is a member, and that it leaves.
func (j *Journal) member(x *wire.Exchange) {
	if x.From.Duty != wire.DutyConsume {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	switch x.Asks {
	case wire.AsksToJoin:
		j.joins(x.From)
	case wire.AsksToSync, wire.AsksToStay:
		j.outside.ids[x.Member] = x.From
	case wire.AsksToLeave:
		j.outside.leaving[x.From] = true
	}
}

// joins records, once, that a consumer asks to join again, and waits for the others.
func (j *Journal) joins(r wire.Role) {
	o := &j.outside
	if j.start.IsZero() || o.joining[r] || !j.present[r.Group] {
		return
	}
	o.joining[r] = true
	if n := j.record(sim.Event{Type: sim.MemberJoining, Group: r.Group, Worker: r.Worker, Cause: j.joinedBy(r)}); o.unrest[r] == 0 {
		o.unrest[r] = n
	}
}

// heartbeatRefused records what a member learns by a heartbeat: that its group
// rebalances, or that it is none any more.
func (j *Journal) heartbeatRefused(x *wire.Exchange) {
	o, r := &j.outside, x.From
	code := commitCodes[x.Refusal]
	o.refused[r] = code
	if j.start.IsZero() {
		return // the groups assemble
	}
	switch code {
	case sim.UnknownMemberID:
		j.expelled(r, sim.ReasonSessionTimeout)
	case sim.RebalanceInProgress:
		if _, joined := o.current[r]; joined && o.unrest[r] == 0 {
			o.unrest[r] = j.record(sim.Event{Type: sim.RebalanceNoticed, Group: r.Group, Worker: r.Worker, Cause: o.changed[r.Group]})
		}
	case sim.NotCoordinator, sim.CoordinatorNotAvailable, sim.CoordinatorLoading:
		o.unrest[r] = max(o.unrest[r], o.changed[r.Group])
	}
}

// joinedBy returns why a consumer joins: what made it no member, what made its
// group rebalance, or the beginning of the run.
func (j *Journal) joinedBy(r wire.Role) sim.EventID {
	if why := j.outside.unrest[r]; why != 0 {
		return why
	}
	return max(j.run, j.outside.changed[r.Group])
}

// assigned records that a consumer is a member, and of which partitions.
func (j *Journal) assigned(x *wire.Exchange) {
	if x.Assignment.Code != 0 {
		return
	}
	if j.outside.ghosts[x.From] != 0 { // nobody was let in before it was gone
		j.expelled(x.From, sim.ReasonSessionTimeout)
	}
	e := sim.Event{Group: x.From.Group, Worker: x.From.Worker}
	joined := e
	joined.Type, joined.Cause = sim.MemberJoined, j.joinedBy(x.From)
	cause := j.record(joined)
	for _, part := range x.Assignment.Parts {
		if j.names.TopicOf(part.Topic) != sim.Orders {
			continue
		}
		for _, partition := range part.Partitions {
			given := e
			given.Type, given.Topic, given.Partition, given.Cause = sim.PartitionAssigned, sim.Orders, int16(partition), cause
			j.record(given)
			j.outside.given[e.Group][partition] = e.Worker
		}
	}
	o := &j.outside
	o.turns.Groups[e.Group]++
	if x.Asks == wire.AsksToSync {
		o.current[x.From] = x.Member
	}
	o.unrest[x.From], o.refused[x.From], o.changed[e.Group] = 0, sim.NoError, cause
	delete(o.leaving, x.From)
	delete(o.joining, x.From)
	j.members[x.From] = x.Assignment
	j.motion.add(0, 0)
}
