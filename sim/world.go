package sim

import (
	"math/bits"
	"slices"
	"time"
)

// applyWorld folds one event into everything that is not an order.
func (s *State) applyWorld(e *Event) {
	s.countFailures(e)
	switch e.Type {
	case RunStarted:
		s.start(e)
	case RunEnded:
		s.Ended = Reason(e.Word)
	case RemedySwitched:
		s.Remedies = s.Remedies.With(Remedy(e.Word), e.Flag)
	case ServiceExited:
		s.Service.leave(e.Worker, s.Setup.Services)
		s.Client.Rounds, s.Client.Held = nil, false
		s.endMembers(max(e.Worker, 1))
	case ServiceRestarted:
		s.Service.away &^= 1 << e.Worker
		s.Service.Down = false
		s.Client.Held = s.joinsFirst()
	case AnomalyFound:
		s.takeAnomaly(e)
	case FaultStarted, FaultEnded, FaultStruck:
		s.applyFault(e)
	case RequestAcked:
		if e.Topic == Orders {
			s.Client.LastServed = e.N
		}
	case RetryScheduled:
		if e.Topic == Orders {
			s.Client.LastRefused = e.N // kafka-go connects for each try
		}
	case MemoryWaiting, RoundStarted, ConnectRefused, ConnectSucceeded, RoundUsedUp, Reconnected, PublishGaveUp:
		s.Client.apply(e)
		if e.Type == RoundUsedUp {
			s.era++
			s.useUp(e.Round())
		}
		if e.Type == Reconnected && s.Client.first(e.Round()) {
			s.Client.Held = s.joinsFirst()
		}
	case BrokerStopped, BrokerStarted:
		if e.Broker <= BrokerCount {
			before := s.unreachable()
			s.Brokers[e.Broker] = BrokerState{Down: e.Type == BrokerStopped, Reason: Reason(e.Word), Since: e.At}
			if s.unreachable() != before {
				s.era++
			}
		}
	case PanelAccepted, JobProgressed, JobEnded, JobDropped, RefillOrdered, JobRefilled:
		s.applyJob(e)
	case TopicDeleted:
		if e.Topic == Orders {
			for i := range s.Partitions {
				s.Partitions[i] = PartitionState{Deleted: true, AssignedTo: s.Partitions[i].AssignedTo}
			}
		}
	default:
		s.applyLog(e)
		s.applyGroup(e)
	}
}

// takeAnomaly takes in what the checker has found.
func (s *State) takeAnomaly(e *Event) {
	a := AnomalyState{Name: Anomaly(e.Word) % (Stuck + 1), Order: e.Order, Event: e.N, At: e.At, Points: e.Value}
	s.Found[a.Name]++
	if s.released != nil && s.Found[a.Name] > AnomaliesMax {
		return
	}
	if e.Detail != nil {
		a.Evidence = e.Detail.Evidence
	}
	s.Anomalies = append(s.Anomalies, a)
}

// useUp notes of the orders that waited in a round that it is used up. Whether
// that decides their fate is seen by what they wait for next.
func (s *State) useUp(round uint32) {
	for _, number := range s.Client.Memory {
		if o := s.Order(number); o != nil && o.Round == round && o.place == placeMemory {
			s.Orders.edit(number).roundOver = true
		}
	}
}

// decides reports whether a round is that of orders whose refresh was used up:
// all that it can bring is their error.
func (s *State) decides(round uint32) bool {
	return slices.ContainsFunc(s.Client.Rounds, func(r RoundState) bool { return r.Number == round && r.Kind == ConnectRound })
}

// unreachable reports whether no broker can be reached.
func (s *State) unreachable() bool {
	return !slices.ContainsFunc(s.Brokers[1:s.Setup.Brokers()+1], func(b BrokerState) bool { return !b.Down })
}

// leave notes that a process of the order service is gone; without any the
// service is down. An instance is 0 where there is just one.
func (s *ServiceState) leave(instance uint8, of int) {
	s.Exits++
	s.away |= 1 << instance
	s.Down = s.Away() >= max(of, 1)
}

// Away returns how many of the order service's processes do not run.
func (s *ServiceState) Away() int { return bits.OnesCount32(s.away) }

// Runs reports whether a process of the order service runs; instance 0 is the
// only one.
func (s *ServiceState) Runs(instance uint8) bool { return s.away&(1<<instance) == 0 }

// countFailures counts the errors somebody was told of, and the losses nobody was.
func (s *State) countFailures(e *Event) {
	switch {
	case e.Type == HandlerFailed, e.Type == CallerKnows && Outcome(e.Word) == Failure:
		s.Errors++
	case e.Type == PublishGaveUp && e.Topic == Activity:
		s.ActivityLost++
	}
}

func (s *State) start(e *Event) {
	s.Setup = *e.setup()
	s.Remedies = s.Setup.Remedies
	s.Partitions = make([]PartitionState, s.Setup.Partitions)
}

func (s *State) applyFault(e *Event) {
	i := slices.IndexFunc(s.Faults, func(f FaultState) bool { return f.Number == e.Fault })
	switch {
	case e.Type == FaultStarted && i < 0:
		fault, err := ParseFault(e.text())
		if err != nil {
			fault = Fault{}
		}
		s.Faults = append(s.Faults, FaultState{Number: e.Fault, Text: e.text(), Fault: fault, Start: e.At, For: time.Duration(e.Value), End: Never, Event: e.N})
	case i < 0:
	case e.Type == FaultEnded:
		s.Faults[i].End = e.At
	default:
		s.Faults[i].Strikes++
		s.Faults[i].Struck = e.At
	}
}

// joinsFirst reports whether the order service's client waits for its own
// consumer's JoinGroup before its producer connects, as Nest's does. Of several
// instances the others go on.
func (s *State) joinsFirst() bool {
	g := &s.Groups[ReplyGroup]
	return s.Setup.Client == NestJS && s.Setup.Services <= 1 && !s.Setup.ProducerOnly && g.Seen && !g.member(1).Joined
}

// Held reports whether the client that is to send the order waits for its own
// consumer's JoinGroup, and sends nothing until then.
func (s *State) Held(o *OrderState) bool {
	if o.Instance == 0 {
		return s.Client.Held
	}
	g := &s.Groups[ReplyGroup]
	return s.Setup.Client == NestJS && len(g.Members) >= int(o.Instance) && !g.Members[o.Instance-1].Joined
}

// first reports whether a round is the first connect of the client's life.
func (c *ClientState) first(round uint32) bool {
	return slices.ContainsFunc(c.Rounds, func(r RoundState) bool { return r.Number == round && r.Kind == FirstRound })
}

// roundsKept bounds the rounds a state keeps: the last ones.
const roundsKept = 8

func (c *ClientState) apply(e *Event) {
	if e.Type == PublishGaveUp {
		if e.Topic == Orders {
			c.gaveUp(e)
		}
		return
	}
	i := slices.IndexFunc(c.Rounds, func(r RoundState) bool { return r.Number == e.Round() })
	if e.Type == RoundStarted && i < 0 {
		if len(c.Rounds) == roundsKept {
			c.Rounds = slices.Delete(c.Rounds, 0, 1)
		}
		c.Rounds = append(c.Rounds, RoundState{Number: e.Round(), Kind: RoundKind(e.Word), Start: e.At, NextAt: Never, LastAt: e.At, Running: true, EndAt: Never})
		return
	}
	if e.Type == Reconnected {
		c.Connected = e.At
	}
	if i < 0 {
		return
	}
	r := &c.Rounds[i]
	switch e.Type {
	case ConnectRefused:
		r.Try, r.LastAt, r.NextAt = e.Try, e.At, Never
		c.LastRefused = e.N
		if e.Value > 0 {
			r.NextAt = e.At + time.Duration(e.Value)
		}
	case ConnectSucceeded:
		r.Try, r.LastAt, r.NextAt, r.OK, r.Running, r.EndAt = e.Try, e.At, Never, true, false, e.At
		c.LastServed = e.N
	case RoundUsedUp:
		r.NextAt, r.Running, r.EndAt = Never, false, e.At
	}
}

// lostKept bounds the instants of loss that a state keeps.
const lostKept = 16

func (c *ClientState) gaveUp(e *Event) {
	last := len(c.LostAt) - 1
	if last >= 0 && e.At-c.LostAt[last].At <= time.Millisecond {
		c.LostAt[last].Orders = append(c.LostAt[last].Orders, e.Order)
		return
	}
	if len(c.LostAt) == lostKept {
		c.LostAt = slices.Delete(c.LostAt, 0, 1)
	}
	c.LostAt = append(c.LostAt, LostState{At: e.At, Orders: []OrderID{e.Order}, Error: e.Code})
}

func (s *State) applyJob(e *Event) {
	i := slices.IndexFunc(s.Jobs, func(j JobState) bool { return j.Job == e.Job })
	if i < 0 {
		if e.Type != PanelAccepted {
			return
		}
		if len(s.Jobs) == jobsShown {
			s.Jobs = slices.Delete(s.Jobs, 0, 1)
		}
		s.Jobs = append(s.Jobs, JobState{Job: e.Job, Order: e.Order, Status: JobPending, Start: e.At, End: Never})
		return
	}
	j := &s.Jobs[i]
	switch e.Type {
	case JobProgressed:
		j.Status, j.Percent = JobInProgress, uint8(e.Value)
	case JobEnded:
		j.Status, j.End = JobStatus(e.Word), e.At
		if o := s.Order(e.Order); o != nil || j.Status == JobCompleted {
			j.Percent = e.percentDone(o)
		}
	case RefillOrdered:
		j.Refilling = true
	case JobDropped, JobRefilled:
		j.Refilling = j.Refilling && e.Type == JobDropped
		if o := s.Order(e.Order); o != nil {
			j.Percent = percentOf(e.Value, o)
		}
	}
}

// partition returns the partition of sns.orders the event acts on, or nil.
func (s *State) partition(e *Event) *PartitionState {
	if e.Topic != Orders || e.Partition < 0 || int(e.Partition) >= len(s.Partitions) {
		return nil
	}
	return &s.Partitions[e.Partition]
}

func (s *State) applyLog(e *Event) {
	p := s.partition(e)
	if p == nil {
		return
	}
	switch e.Type {
	case RecordAppended:
		p.End = max(p.End, e.Offset+1)
		p.Cells = append(p.Cells, Cell{Offset: e.Offset, Order: e.Order, Copy: e.Try})
		if len(p.Cells) > CellsShown {
			p.Cells = slices.Delete(p.Cells, 0, 1)
		}
	case RecordReplicated:
		p.High = max(p.High, e.Offset+1)
	case RecordTruncated:
		p.End = min(p.End, e.Offset)
		p.Cells = slices.DeleteFunc(p.Cells, func(c Cell) bool { return c.Offset >= e.Offset })
	case LeaderElected:
		p.Leader, p.Deleted = e.Broker, p.Deleted && e.Broker == 0
	case ISRChanged:
		p.InSync = nil
		if e.Detail != nil {
			p.InSync = e.Detail.Brokers
		}
	case PartitionSight:
		p.Unseen = !e.Flag
	case HandlerReturned, HandledElsewhere, RecordCommitted:
		if o := s.Orders.at(e.Order); o != nil && o.Order.Fulfilment.Carrier() == e.Group {
			p.handled(e.Offset)
		}
	}
}

func (p *PartitionState) handled(offset int64) {
	for i := range p.Cells {
		if p.Cells[i].Offset == offset {
			p.Cells[i].Handled = true
		}
	}
}

func (s *State) applyGroup(e *Event) {
	if e.Group == 0 || e.Group >= GroupCount {
		return
	}
	g := &s.Groups[e.Group]
	g.Seen = true
	if p := s.partition(e); p != nil {
		switch e.Type {
		case OffsetCommitted:
			p.Committed[e.Group] = max(p.Committed[e.Group], e.Offset)
		case PartitionAssigned:
			p.AssignedTo[e.Group] = e.Worker
		}
	}
	if e.Type == GroupSight {
		g.Unseen = !e.Flag
	}
	if e.Worker > 0 {
		m := g.member(e.Worker)
		m.Foreign = m.Foreign || s.foreign(e)
		m.apply(e)
		g.dropForeign()
	}
	if e.Group == ReplyGroup && e.Type == MemberJoined {
		s.Client.Held = false
	}
}

// foreign reports whether a member is beyond those that the run itself has: on
// a real cluster anybody may join a group.
func (s *State) foreign(e *Event) bool {
	return s.Setup.Real() && e.Group.ConsumesOrders() && int(e.Worker) > s.Setup.Members(e.Group)
}

// Real reports whether the run is one on a real Kafka, embedded or not.
func (s *Setup) Real() bool { return s.Engine != "sim" }

// Members returns how many members of a group the run itself has.
func (s *Setup) Members(g Group) int {
	if g == InHouseGroup {
		return s.Workers
	}
	return 1
}

// dropForeign forgets members that are not this run's and have left.
func (g *GroupState) dropForeign() {
	for n := len(g.Members); n > 0 && g.Members[n-1].Foreign && !g.Members[n-1].Joined; n-- {
		g.Members = g.Members[:n-1]
	}
}

func (g *GroupState) member(worker uint8) *MemberState {
	for len(g.Members) < int(worker) {
		g.Members = append(g.Members, MemberState{Silent: Never, GhostUntil: Never})
	}
	return &g.Members[worker-1]
}

// endMembers ends what the order service's own members were at: they live in
// its process, and died with it.
func (s *State) endMembers(instance uint8) {
	for g := ServiceGroup; g < GroupCount; g++ {
		if len(s.Groups[g].Members) >= int(instance) {
			m := s.Groups[g].member(instance)
			m.Joining, m.Stopped, m.Out, m.Crashed, m.Since = false, false, false, false, s.At
		}
	}
}

func (m *MemberState) apply(e *Event) {
	switch e.Type {
	case MemberJoined:
		m.Joined, m.Crashed, m.Joining, m.Stopped, m.Out, m.Retries, m.Silent = true, false, false, false, false, 0, Never
	case MemberLeft:
		m.left(e)
	case MemberAbandoned:
		m.Joined, m.Stopped, m.GhostUntil = false, false, e.At+time.Duration(e.Value)
		m.fallSilent(e.At)
	case MemberJoining:
		m.Joining, m.Out, m.Since = true, false, e.At
	case RebalanceNoticed:
		m.Stopped, m.Since = true, e.At
	case ConsumerDisconnected:
		m.Disconnected, m.Since = true, e.At
		if m.Joined {
			m.fallSilent(e.At)
		}
	case ConsumerReconnected:
		m.Disconnected, m.Since = false, e.At
		if m.GhostUntil == Never {
			m.Silent = Never
		}
	case ConsumerCrashed:
		m.Crashed, m.Joining, m.Stopped, m.Out, m.Order, m.Since, m.NextAt = true, false, false, false, 0, e.At, e.At+time.Duration(e.Value)
		if Reason(e.Word) != ReasonCrash && m.Joined { // the process died, and not just its consumer
			m.fallSilent(e.At)
		}
	case ConsumerRestarted:
		m.Crashed, m.Joining, m.Stopped, m.Since = false, false, false, e.At
	case ConsumerRetrying:
		m.Joining, m.Stopped = false, false
		m.Retries, m.Since, m.NextAt = e.Try, e.At, e.At+time.Duration(e.Value)
	case HandlerStarted:
		m.Order, m.Began, m.Since = e.Order, e.At, e.At
	case HandlerReturned, HandlerFailed:
		m.Order, m.Since = 0, e.At
	}
}

// left is the end of a member: of the worker's ghost, or of the worker itself,
// whose handler may run on if its session ran out.
func (m *MemberState) left(e *Event) {
	if m.GhostUntil != Never && (e.At >= m.GhostUntil || !m.Joined) {
		m.GhostUntil = Never
		if !m.Joined {
			m.Silent = Never
		}
		return
	}
	m.Joined, m.Stopped, m.Silent = false, false, Never
	if Reason(e.Word) != ReasonSessionTimeout {
		m.Order = 0
		return
	}
	m.Out = true
}

// fallSilent begins the time for which the coordinator does not hear of a member.
func (m *MemberState) fallSilent(at time.Duration) {
	if m.Silent == Never {
		m.Silent = at
	}
}
