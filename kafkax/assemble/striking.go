package assemble

import (
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// LeaderOf returns which broker leads a partition of sns.orders; 0 = none is known.
func (j *Journal) LeaderOf(partition int) int {
	j.mu.Lock()
	defer j.mu.Unlock()
	if partition >= len(j.leaders) {
		return 0
	}
	return int(j.leaders[partition])
}

// Brokers records an event for one broker or, with 0, for each of count.
func (j *Journal) Brokers(count, broker int, e sim.Event) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for b := 1; b <= count; b++ {
		if broker == 0 || broker == b {
			j.kept(uint8(b), e)
		}
	}
}

// Concerned is firstConcerned of the orders that are known.
func (j *Journal) Concerned(f *chronicle.NumberedFault, ids []string) sim.OrderID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return firstConcerned(f, ids, j.byID)
}

// firstConcerned returns the first of the orders with these ids that the fault is about; 0 if it
// is about none.
func firstConcerned(f *chronicle.NumberedFault, ids []string, byID map[string]*trail) sim.OrderID {
	for _, id := range ids {
		if t := byID[id]; t != nil && f.Concerns(t.order.Number, 0) {
			return t.order.Number
		}
	}
	return 0
}

// Produced lists the ids of the orders that a request's records for the topic
// are about.
func (j *Journal) Produced(x *wire.Exchange, topic sim.Topic) []string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return ordersOf(x, topic, j.names, j.byReply)
}

// ordersOf lists the ids of the orders that a Produce's records for a topic are
// about; asked has the orders of requests, by correlation id.
func ordersOf(x *wire.Exchange, topic sim.Topic, n record.Names, asked map[string]*trail) (ids []string) {
	if x.Produce == nil {
		return nil
	}
	for i := range x.Produce.Parts {
		part := &x.Produce.Parts[i]
		if n.TopicOf(part.Topic) != topic {
			continue
		}
		for _, r := range part.Records {
			if t := asked[r.Correlation]; t != nil && topic == sim.Reply {
				ids = append(ids, t.order.ID)
			} else if topic == sim.Orders {
				ids = append(ids, r.Key)
			}
		}
	}
	return ids
}

// Passing returns the first order that a commit would pass in a partition and of
// which it is so, or nil. Of status events it knows those which a member is about
// to commit.
func (j *Journal) Passing(x *wire.Exchange, part *wire.CommitPart, is func(*chronicle.Order) bool) *chronicle.Order {
	j.mu.Lock()
	defer j.mu.Unlock()
	key := CommitKey{Group: j.names.GroupOf(x.Commit.Group), Topic: j.names.TopicOf(part.Topic), Partition: part.Partition}
	if key.Topic == sim.Status {
		return firstOfWhich(j.concluding[x.From], is)
	}
	end := min(part.Offset, j.endOf(part.Partition)) // somebody else's client may commit anything
	for at := (chronicle.Position{Topic: key.Topic, Partition: key.Partition, Offset: max(j.commits[key], j.floor[key.Partition])}); at.Offset < end; at.Offset++ {
		if c := j.records[at]; c != nil && c.trail != nil && is(&c.trail.order) {
			return &c.trail.order
		}
	}
	return nil
}

// firstOfWhich returns the first of the orders of which it is so, or nil.
func firstOfWhich(list []*chronicle.Order, is func(*chronicle.Order) bool) *chronicle.Order {
	for _, o := range list {
		if o != nil && is(o) {
			return o
		}
	}
	return nil
}

// FaultBegins records that a fault begins.
func (j *Journal) FaultBegins(f *chronicle.NumberedFault) sim.EventID {
	return j.Note(sim.Event{Type: sim.FaultStarted, Fault: f.Number, Value: int64(f.For), Detail: &sim.Detail{Text: f.String()}})
}

// FaultEnds records that it ends.
func (j *Journal) FaultEnds(f *chronicle.NumberedFault, cause sim.EventID) sim.EventID {
	return j.Note(sim.Event{Type: sim.FaultEnded, Fault: f.Number, Cause: cause})
}

// Strike records that a fault struck; connections may be cut by it.
func (j *Journal) Strike(e sim.Event) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.trouble = j.record(e)
	return j.trouble
}

// blame notes what connections may be cut by.
func (j *Journal) blame(cause sim.EventID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if cause != 0 {
		j.trouble = cause
	}
}

// Coordinated records that a group has another coordinator.
func (j *Journal) Coordinated(g sim.Group, broker int, cause sim.EventID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.coordinatedBy(g, broker, cause)
}

// Elected records a partition's new leader.
func (j *Journal) Elected(partition int, broker uint8, cause sim.EventID) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.led(int16(partition), broker, cause)
}
