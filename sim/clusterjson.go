package sim

// clusterReport is how a real cluster stood when the report was made, as far as
// it was seen. What nobody could tell then is null, never an old figure.
type clusterReport struct {
	Brokers    []brokerReport    `json:"brokers"`
	Partitions []partitionReport `json:"partitions"`
	Groups     []groupReport     `json:"groups"`
}

type brokerReport struct {
	Broker    int    `json:"broker"`
	Reachable bool   `json:"reachable"`
	Reason    string `json:"reason,omitempty"` // why it is not
}

type partitionReport struct {
	Partition int    `json:"partition"`
	Deleted   bool   `json:"deleted,omitempty"`
	Leader    *uint8 `json:"leader"` // 0 = none
	InSync    []int  `json:"in_sync"`
	High      *int64 `json:"high_watermark"`
}

type groupReport struct {
	Group   string `json:"group"`
	Members *int   `json:"members"`
	Foreign *int   `json:"foreign_members"` // of those, the ones that are not this run's
	Lag     *int64 `json:"lag"`
}

// cluster returns how the cluster stands.
func (s *State) cluster() clusterReport {
	r := clusterReport{Brokers: []brokerReport{}, Partitions: []partitionReport{}, Groups: []groupReport{}}
	for number := 1; number <= s.Setup.Brokers(); number++ {
		b := &s.Brokers[number]
		broker := brokerReport{Broker: number, Reachable: !b.Down}
		if b.Down {
			broker.Reason = reasonWords.name(int(b.Reason))
		}
		r.Brokers = append(r.Brokers, broker)
	}
	for i := range s.Partitions {
		r.Partitions = append(r.Partitions, s.partitionReport(i))
	}
	for g := InHouseGroup; g <= StatisticsGroup; g++ {
		r.Groups = append(r.Groups, s.groupReport(g))
	}
	return r
}

func (s *State) partitionReport(i int) partitionReport {
	p := &s.Partitions[i]
	r := partitionReport{Partition: i, Deleted: p.Deleted}
	if s.unreachable() {
		return r
	}
	r.Leader, r.InSync = &p.Leader, []int{}
	for _, broker := range p.InSync {
		r.InSync = append(r.InSync, int(broker))
	}
	if !p.Unseen {
		r.High = &p.High
	}
	return r
}

func (s *State) groupReport(g Group) groupReport {
	r := groupReport{Group: g.String()}
	if s.unreachable() || s.Groups[g].Unseen {
		return r
	}
	members, foreign, lag, known := 0, 0, int64(0), true
	for _, m := range s.Members(g) {
		if m.Joined {
			members++
		}
		if m.Joined && m.Foreign {
			foreign++
		}
	}
	for i := range s.Partitions {
		known = known && s.LagKnown(&s.Partitions[i], g)
		lag += s.Partitions[i].Lag(g)
	}
	r.Members, r.Foreign = &members, &foreign
	if known {
		r.Lag = &lag
	}
	return r
}
