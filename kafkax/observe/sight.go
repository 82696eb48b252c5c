package observe

import (
	"maps"
	"slices"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// Sight is what one look at the cluster saw. What is not in it is unknown.
type Sight struct {
	Turns  Turns // as the look began: what has turned since then it may have missed
	Topics [sim.Activity + 1]TopicSight
	Groups [sim.GroupCount]GroupSight
}

// TopicSight is what the brokers say of a topic.
type TopicSight struct {
	Told       bool // one of them says something
	Missing    bool // and all who do say that there is none
	Partitions map[int32]*PartitionSight
}

// PartitionSight is a partition as the brokers describe it.
type PartitionSight struct {
	Leader int     // number of the broker, from 1; 0 = none
	Epoch  int32   // of the leader: a later one is higher
	InSync []uint8 // numbers of the brokers that are shown, ascending
	End    int64   // the high watermark; −1 = unknown
}

// GroupSight is what its coordinator says of a group.
type GroupSight struct {
	Seen        bool               // its coordinator has told all of what follows
	Coordinator int                // number of the broker, from 1; 0 = unknown
	Stable      bool               // it does not rebalance
	None        bool               // there is no such group: nobody ever was a member
	Members     map[string][]int32 // by member id: which partitions of the group's topic it has
	Committed   map[int32]int64    // of sns.orders
}

// Numbers lists the partitions, ascending.
func (v *TopicSight) Numbers() []int32 { return slices.Sorted(maps.Keys(v.Partitions)) }

// EventBroker is a broker's number in an event. A real cluster may have more
// brokers than the board shows; the others count as none.
func EventBroker(broker int) uint8 {
	if broker < 0 || broker > sim.BrokerCount {
		return 0
	}
	return uint8(broker)
}

// PartitionsSeen bounds what is read of an answer.
const PartitionsSeen = sim.PartitionsMax

// take adds what one broker says of the topic.
func (v *TopicSight) take(t *kmsg.MetadataResponseTopic, numbers map[int]int) {
	if t.ErrorCode == kerr.UnknownTopicOrPartition.Code {
		v.Missing = v.Missing || !v.Told
		v.Told = true
		return
	}
	if t.ErrorCode != 0 {
		return
	}
	v.Told, v.Missing = true, false
	if v.Partitions == nil {
		v.Partitions = make(map[int32]*PartitionSight)
	}
	for i := range t.Partitions {
		part := &t.Partitions[i]
		if before := v.Partitions[part.Partition]; part.Partition < 0 || part.Partition >= PartitionsSeen || before != nil && before.Epoch >= part.LeaderEpoch {
			continue
		}
		p := &PartitionSight{Leader: numbers[int(part.Leader)], Epoch: part.LeaderEpoch, End: -1}
		for _, id := range part.ISR {
			if number := EventBroker(numbers[int(id)]); number > 0 {
				p.InSync = append(p.InSync, number)
			}
		}
		slices.Sort(p.InSync)
		v.Partitions[part.Partition] = p
	}
}

// describe reads the members of the group. It reports false where the answer
// does not tell them.
func (v *GroupSight) describe(r *kmsg.DescribeGroupsResponse, topic string) bool {
	if len(r.Groups) != 1 {
		return false
	}
	g := &r.Groups[0]
	v.Members = make(map[string][]int32)
	if v.None = g.ErrorCode == kerr.GroupIDNotFound.Code || g.State == "Dead"; v.None {
		return true
	}
	if g.ErrorCode != 0 {
		return false
	}
	v.Stable = g.State == "Stable"
	for _, m := range g.Members {
		var partitions []int32
		var assigned kmsg.ConsumerMemberAssignment
		if len(m.MemberAssignment) > 0 && assigned.ReadFrom(m.MemberAssignment) == nil {
			for _, t := range assigned.Topics {
				if t.Topic == topic {
					partitions = append(partitions, t.Partitions...)
				}
			}
		}
		slices.Sort(partitions)
		v.Members[m.MemberID] = partitions
	}
	return true
}

// commits reads what the group has committed. It reports false where the answer
// does not tell it.
func (v *GroupSight) commits(r *kmsg.OffsetFetchResponse, topic string) bool {
	v.Committed = make(map[int32]int64)
	if r.ErrorCode != 0 {
		return false
	}
	for _, t := range r.Topics {
		for _, p := range t.Partitions {
			v.commit(t.Topic == topic && p.ErrorCode == 0, p.Partition, p.Offset)
		}
	}
	for _, g := range r.Groups {
		if g.ErrorCode != 0 {
			return false
		}
		for _, t := range g.Topics {
			for _, p := range t.Partitions {
				v.commit(t.Topic == topic && p.ErrorCode == 0, p.Partition, p.Offset)
			}
		}
	}
	return true
}

func (v *GroupSight) commit(is bool, partition int32, offset int64) {
	if is && partition >= 0 && partition < PartitionsSeen && offset >= 0 {
		v.Committed[partition] = offset
	}
}
