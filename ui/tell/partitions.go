package tell

import (
	"fmt"

	"orderflow/sim"
)

// Partition returns the partition whose panel is open, or nil.
func (f *Reader) Partition(number uint32) *sim.PartitionState {
	if int(number) >= len(f.State.Partitions) {
		return nil
	}
	return &f.State.Partitions[number]
}

// PartitionVerdict says in one sentence how a partition is.
func (f *Reader) PartitionVerdict(number uint32) string {
	t, p := &f.Words.Place, f.Partition(number)
	if p == nil {
		return t.NoPartition
	}
	gone, _ := f.Unreachable()
	group, lag := mostLag(p)
	switch {
	case gone:
		return fmt.Sprintf(t.Unreachable, number)
	case p.Deleted:
		return fmt.Sprintf(t.TopicGone, number)
	case !f.Led(p) && p.Leader == 0:
		return fmt.Sprintf(t.NoLeader, number)
	case !f.Led(p):
		return fmt.Sprintf(t.LeaderDown, number, p.Leader)
	case p.Unseen:
		return fmt.Sprintf(t.Unseen, number)
	case p.End == 0:
		return fmt.Sprintf(t.Empty, number)
	case p.High < p.End:
		return fmt.Sprintf(t.Hidden, number, p.End-p.High)
	case lag > 0:
		return fmt.Sprintf(t.HasLag, number, group, lag)
	}
	return fmt.Sprintf(t.AllRead, number, p.End)
}

// Led reports whether a partition has a leader that can be reached. Before anything is
// known of it, because nobody has looked yet, its leader counts as there.
func (f *Reader) Led(p *sim.PartitionState) bool {
	if p.Leader == 0 && len(p.InSync) == 0 {
		return true
	}
	return p.Leader > 0 && int(p.Leader) <= f.Brokers() && !f.State.Brokers[p.Leader].Down
}

// mostLag returns the group with the most LAG in a partition; of equals the
// first.
func mostLag(p *sim.PartitionState) (sim.Group, int64) {
	most, lag := LagGroups[0], p.Lag(LagGroups[0])
	for _, g := range LagGroups[1:] {
		if n := p.Lag(g); n > lag {
			most, lag = g, n
		}
	}
	return most, lag
}

// Assigned returns the worker that a group gave a partition to; 0 = nobody. A
// group of which nothing was heard yet shared them out before 0 s.
func (f *Reader) Assigned(p *sim.PartitionState, g sim.Group) int { return int(p.AssignedTo[g]) }

// Blockers are the orders whose record blocks a partition, by the partition.
type Blockers map[int]*sim.OrderState

// blockersRead bounds the anomalies that are looked at for blocked partitions.
const blockersRead = 1024

// Blockers returns of each partition that is blocked the order whose record does
// it: its handler throws, and nothing behind it is read.
func (f *Reader) Blockers() Blockers {
	found := Blockers{}
	for i := range f.State.Partitions {
		for _, cell := range f.State.Partitions[i].Cells {
			found.add(f.State.Order(cell.Order))
		}
	}
	for i := range f.State.Faults { // it may lie further back than the last records
		found.add(f.State.Order(f.State.Faults[i].Fault.Order))
	}
	named := f.State.Anomalies
	for i := len(named) - 1; i >= max(0, len(named)-blockersRead); i-- {
		if named[i].Name == sim.BlockedPartition {
			found.add(f.State.Order(named[i].Order))
		}
	}
	return found
}

// add adds an order that blocks its partition; of several the first blocks it.
func (b Blockers) add(o *sim.OrderState) {
	if o == nil || o.Committed() || !o.Failed() {
		return
	}
	if first := b[int(o.Partition)]; first == nil || o.Offset < first.Offset {
		b[int(o.Partition)] = o
	}
}
