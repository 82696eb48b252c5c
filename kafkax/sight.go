package kafkax

import (
	"slices"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// sight is what one look at the cluster saw. What is not in it is unknown.
type sight struct {
	turns  turns // as the look began: what the session changed since then it may have missed
	topics [sim.Activity + 1]topicSight
	groups [sim.GroupCount]groupSight
}

// topicSight is what the brokers say of a topic.
type topicSight struct {
	told       bool // one of them says something
	missing    bool // and all who do say that there is none
	id         [16]byte
	partitions map[int32]*partitionSight
}

// partitionSight is a partition as the brokers describe it.
type partitionSight struct {
	leader int // number of the broker, from 1; 0 = none
	epoch  int32
	inSync []uint8
	end    int64 // the high watermark; −1 = unknown
}

// groupSight is what its coordinator says of a group.
type groupSight struct {
	seen        bool
	coordinator int // number of the broker, from 1; 0 = unknown
	stable      bool
	none        bool               // there is no such group: nobody ever was a member
	members     map[string][]int32 // by member id: which partitions of the group's topic it has
	committed   map[int32]int64    // of sns.orders
}

// partitionsSeen bounds what is read of an answer.
const partitionsSeen = sim.PartitionsMax

// take adds what one broker says of the topic.
func (v *topicSight) take(t *kmsg.MetadataResponseTopic, numbers map[int]int) {
	if t.ErrorCode == kerr.UnknownTopicOrPartition.Code {
		v.missing = v.missing || !v.told
		v.told = true
		return
	}
	if t.ErrorCode != 0 {
		return
	}
	v.told, v.missing, v.id = true, false, t.TopicID
	if v.partitions == nil {
		v.partitions = make(map[int32]*partitionSight)
	}
	for i := range t.Partitions {
		part := &t.Partitions[i]
		if before := v.partitions[part.Partition]; part.Partition < 0 || part.Partition >= partitionsSeen || before != nil && before.epoch >= part.LeaderEpoch {
			continue
		}
		p := &partitionSight{leader: numbers[int(part.Leader)], epoch: part.LeaderEpoch, end: -1}
		for _, id := range part.ISR {
			if number := eventBroker(numbers[int(id)]); number > 0 {
				p.inSync = append(p.inSync, number)
			}
		}
		slices.Sort(p.inSync)
		v.partitions[part.Partition] = p
	}
}

// describe reads the members of the group. It reports false where the answer
// does not tell them.
func (v *groupSight) describe(r *kmsg.DescribeGroupsResponse, topic string) bool {
	if len(r.Groups) != 1 {
		return false
	}
	g := &r.Groups[0]
	v.members = make(map[string][]int32)
	if v.none = g.ErrorCode == kerr.GroupIDNotFound.Code || g.State == "Dead"; v.none {
		return true
	}
	if g.ErrorCode != 0 {
		return false
	}
	v.stable = g.State == "Stable"
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
		v.members[m.MemberID] = partitions
	}
	return true
}

// commits reads what the group has committed. It reports false where the answer
// does not tell it.
func (v *groupSight) commits(r *kmsg.OffsetFetchResponse, topic string) bool {
	v.committed = make(map[int32]int64)
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

func (v *groupSight) commit(is bool, partition int32, offset int64) {
	if is && partition >= 0 && partition < partitionsSeen && offset >= 0 {
		v.committed[partition] = offset
	}
}
