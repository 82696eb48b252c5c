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
		if what == linkCut {
			j.record(sim.Event{Type: sim.ConnectionCut, Broker: eventBroker(broker), Cause: j.trouble})
		}
	case dutyConsume:
		j.consumerLink(from, what)
	}
}

// consumerLink notes when a consumer has lost its last connection, and when it
// has one again.
func (j *journal) consumerLink(from role, what linkEvent) {
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
	case linkClosed, linkCut:
		l.open--
		if what == linkCut && l.open == 0 {
			l.apart = j.record(sim.Event{Type: sim.ConsumerDisconnected, Group: from.group, Worker: from.worker, Cause: j.trouble})
		}
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

// assigned records that a consumer is a member, and of which partitions.
func (j *journal) assigned(x *exchange) {
	if x.assignment.code != 0 {
		return
	}
	e := sim.Event{Group: x.from.group, Worker: x.from.worker}
	joined := e
	joined.Type, joined.Cause = sim.MemberJoined, max(j.run, j.trouble)
	cause := j.record(joined)
	for _, part := range x.assignment.parts {
		if j.names.topicOf(part.topic) != sim.Orders {
			continue
		}
		for _, partition := range part.partitions {
			given := e
			given.Type, given.Topic, given.Partition, given.Cause = sim.PartitionAssigned, sim.Orders, int16(partition), cause
			j.record(given)
		}
	}
	j.members[x.from] = x.assignment
	j.motion.add(0, 0)
}
