package kafkax

import (
	"slices"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// linkCount is the connections of one consumer.
type linkCount struct {
	open  int
	apart sim.EventID // consumer-disconnected; 0 while it is connected
}

// link is told that a connection was opened, ended or cut.
func (j *journal) link(from role, broker int, what linkEvent) {
	j.mu.Lock()
	defer j.mu.Unlock()
	switch from.duty {
	case dutyPublish:
		if what == linkCut || what == linkBroken {
			j.record(sim.Event{Type: sim.ConnectionCut, Broker: eventBroker(broker), Cause: j.cutBy(broker, what)})
		}
	case dutyConsume:
		j.consumerLink(from, what, j.cutBy(broker, what))
	}
}

// cutBy returns what a connection to a broker was cut by: a fault of the
// session's, or the end of the broker, if it was seen by now; else 0, an input.
func (j *journal) cutBy(broker int, what linkEvent) sim.EventID {
	if what == linkCut {
		return j.trouble
	}
	return j.outside.stopped[eventBroker(broker)]
}

// consumerLink notes when a consumer has lost its last connection, and when it
// has one again.
func (j *journal) consumerLink(from role, what linkEvent, cause sim.EventID) {
	l := j.links[from]
	if l == nil {
		l = new(linkCount)
		j.links[from] = l
	}
	switch what {
	case linkOpened:
		l.open++
		if l.apart != 0 {
			j.record(sim.Event{Type: sim.ConsumerReconnected, Group: from.group, Worker: from.worker, Cause: l.apart})
			l.apart = 0
		}
	case linkClosed, linkCut, linkBroken:
		l.open--
		if what != linkClosed && l.open == 0 {
			j.apart(from, l, cause)
		}
	case linkRefused:
		if l.open == 0 && l.apart == 0 {
			j.apart(from, l, cause)
		}
	}
}

// apart records that a consumer has no connection.
func (j *journal) apart(from role, l *linkCount, cause sim.EventID) {
	l.apart = j.record(sim.Event{Type: sim.ConsumerDisconnected, Group: from.group, Worker: from.worker, Cause: cause})
	j.outside.unrest[from] = max(j.outside.unrest[from], l.apart)
}

// member notes what a consumer tells its coordinator about itself: by which id it
// is a member, and that it leaves.
func (j *journal) member(x *exchange) {
	if x.from.duty != dutyConsume {
		return
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	switch r := x.request.(type) {
	case *kmsg.JoinGroupRequest:
		j.joins(x.from)
	case *kmsg.SyncGroupRequest:
		j.outside.ids[r.MemberID] = x.from
	case *kmsg.HeartbeatRequest:
		j.outside.ids[r.MemberID] = x.from
	case *kmsg.LeaveGroupRequest:
		j.outside.leaving[x.from] = true
	}
}

// joins records, once, that a consumer asks to join again, and waits for the others.
func (j *journal) joins(r role) {
	o := &j.outside
	if j.start.IsZero() || o.joining[r] || !j.present[r.group] {
		return
	}
	o.joining[r] = true
	if n := j.record(sim.Event{Type: sim.MemberJoining, Group: r.group, Worker: r.worker, Cause: j.joinedBy(r)}); o.unrest[r] == 0 {
		o.unrest[r] = n
	}
}

// heartbeatRefused records what a member learns by a heartbeat: that its group
// rebalances, or that it is none any more.
func (j *journal) heartbeatRefused(x *exchange) {
	o, r := &j.outside, x.from
	code := commitCodes[x.refusal]
	o.refused[r] = code
	if j.start.IsZero() {
		return // the groups assemble
	}
	switch code {
	case sim.UnknownMemberID:
		j.expelled(r, sim.ReasonSessionTimeout)
	case sim.RebalanceInProgress:
		if _, joined := o.current[r]; joined && o.unrest[r] == 0 {
			o.unrest[r] = j.record(sim.Event{Type: sim.RebalanceNoticed, Group: r.group, Worker: r.worker, Cause: o.changed[r.group]})
		}
	case sim.NotCoordinator, sim.CoordinatorNotAvailable, sim.CoordinatorLoading:
		o.unrest[r] = max(o.unrest[r], o.changed[r.group])
	}
}

// eventBroker is a broker's number in an event. A real cluster may have more
// brokers than the board shows; the others count as none.
func eventBroker(broker int) uint8 {
	if broker < 0 || broker > sim.BrokerCount {
		return 0
	}
	return uint8(broker)
}

// assignment is what a member of a group learns when it has joined.
type assignment struct {
	code  int16
	parts []assignedPart
}

type assignedPart struct {
	topic      string
	partitions []int32
}

// decodeAssignment reads the assignment of a SyncGroup answer, in the format
// of the classic consumer protocol.
func decodeAssignment(r *kmsg.SyncGroupResponse) *assignment {
	a := &assignment{code: r.ErrorCode}
	var m kmsg.ConsumerMemberAssignment
	if r.ErrorCode != 0 || len(r.MemberAssignment) == 0 || m.ReadFrom(r.MemberAssignment) != nil {
		return a
	}
	for _, t := range m.Topics {
		a.parts = append(a.parts, assignedPart{topic: t.Topic, partitions: slices.Sorted(slices.Values(t.Partitions))})
	}
	return a
}

// joinedBy returns why a consumer joins: what made it no member, what made its
// group rebalance, or the beginning of the run.
func (j *journal) joinedBy(r role) sim.EventID {
	if why := j.outside.unrest[r]; why != 0 {
		return why
	}
	return max(j.run, j.outside.changed[r.group])
}

// assigned records that a consumer is a member, and of which partitions.
func (j *journal) assigned(x *exchange) {
	if x.assignment.code != 0 {
		return
	}
	if j.outside.ghosts[x.from] != 0 { // nobody was let in before it was gone
		j.expelled(x.from, sim.ReasonSessionTimeout)
	}
	e := sim.Event{Group: x.from.group, Worker: x.from.worker}
	joined := e
	joined.Type, joined.Cause = sim.MemberJoined, j.joinedBy(x.from)
	cause := j.record(joined)
	for _, part := range x.assignment.parts {
		if j.names.topicOf(part.topic) != sim.Orders {
			continue
		}
		for _, partition := range part.partitions {
			given := e
			given.Type, given.Topic, given.Partition, given.Cause = sim.PartitionAssigned, sim.Orders, int16(partition), cause
			j.record(given)
			j.outside.given[e.Group][partition] = e.Worker
		}
	}
	o := &j.outside
	o.turns.groups[e.Group]++
	if r, is := x.request.(*kmsg.SyncGroupRequest); is {
		o.current[x.from] = r.MemberID
	}
	o.unrest[x.from], o.refused[x.from], o.changed[e.Group] = 0, sim.NoError, cause
	delete(o.leaving, x.from)
	delete(o.joining, x.from)
	j.members[x.from] = x.assignment
	j.motion.add(0, 0)
}
