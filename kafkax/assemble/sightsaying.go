package assemble

import (
	"fmt"
	"slices"

	"orderflow/kafkax/observe"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// sightSaying is one look at the cluster as an observation has it.
type sightSaying struct {
	Topics []topicSaying `json:"topics"`
	Groups []groupSaying `json:"groups"`
}

type topicSaying struct {
	Topic      string            `json:"topic"`
	Missing    bool              `json:"missing,omitempty"`
	Partitions []partitionSaying `json:"partitions,omitempty"`
}

type partitionSaying struct {
	Number int32   `json:"partition"`
	Leader int     `json:"leader"`
	Epoch  int32   `json:"epoch"`
	InSync []uint8 `json:"in_sync"`
	End    int64   `json:"end"` // the high watermark; −1 = unknown
}

type groupSaying struct {
	Group       string             `json:"group"`
	Seen        bool               `json:"seen"`
	Coordinator int                `json:"coordinator,omitempty"`
	Stable      bool               `json:"stable,omitempty"`
	None        bool               `json:"none,omitempty"`
	Members     map[string][]int32 `json:"members,omitempty"`
	Committed   map[int32]int64    `json:"committed,omitempty"`
}

// Limits of what is read of a look.
const membersSaid = 256

func sightSayingOf(v *observe.Sight) *sightSaying {
	s := &sightSaying{}
	for _, t := range record.Topics {
		seen := &v.Topics[t]
		if !seen.Told {
			continue
		}
		topic := topicSaying{Topic: t.String(), Missing: seen.Missing}
		for _, number := range seen.Numbers() {
			p := seen.Partitions[number]
			topic.Partitions = append(topic.Partitions, partitionSaying{number, p.Leader, p.Epoch, p.InSync, p.End})
		}
		s.Topics = append(s.Topics, topic)
	}
	for g := sim.InHouseGroup; g < sim.GroupCount; g++ {
		if seen := &v.Groups[g]; seen.Coordinator != 0 || seen.Seen {
			s.Groups = append(s.Groups, groupSaying{g.String(), seen.Seen, seen.Coordinator, seen.Stable, seen.None, seen.Members, seen.Committed})
		}
	}
	return s
}

// sightOf returns the look that an observation has.
func sightOf(s *sightSaying) (*observe.Sight, error) {
	v := &observe.Sight{}
	for i := range s.Topics {
		topic := topicNamed(s.Topics[i].Topic)
		if topic == 0 || len(s.Topics[i].Partitions) > observe.PartitionsSeen {
			return nil, fmt.Errorf("topic %.40q is not one of a run", s.Topics[i].Topic)
		}
		t := &v.Topics[topic]
		t.Told, t.Missing, t.Partitions = true, s.Topics[i].Missing, make(map[int32]*observe.PartitionSight)
		for _, p := range s.Topics[i].Partitions {
			t.Partitions[p.Number] = &observe.PartitionSight{Leader: p.Leader, Epoch: p.Epoch, InSync: p.InSync, End: p.End}
		}
	}
	for _, g := range s.Groups {
		group := groupNamed(g.Group)
		if group == 0 || len(g.Members) > membersSaid || len(g.Committed) > observe.PartitionsSeen {
			return nil, fmt.Errorf("group %.40q is not one of a run", g.Group)
		}
		v.Groups[group] = observe.GroupSight{Seen: g.Seen, Coordinator: g.Coordinator, Stable: g.Stable, None: g.None, Members: g.Members, Committed: g.Committed}
	}
	return v, nil
}

// topicNamed returns the topic of this name in a log; 0 if there is none.
func topicNamed(name string) sim.Topic {
	if i := slices.IndexFunc(record.Topics, func(t sim.Topic) bool { return t.String() == name }); i >= 0 {
		return record.Topics[i]
	}
	return 0
}

// groupNamed returns the group of this name in a log; 0 if there is none.
func groupNamed(name string) sim.Group {
	for g := sim.InHouseGroup; g < sim.GroupCount; g++ {
		if g.String() == name {
			return g
		}
	}
	return 0
}
