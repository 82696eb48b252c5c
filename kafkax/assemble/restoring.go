package assemble

import (
	"orderflow/internal/store"
	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// Restored is that of [chronicle.Keeper]: the journal of a run begins with the past.
func (j *Journal) Restored([]*store.Known) bool { return false }

// restored is an attempt that the log is told of.
type restored struct {
	trail *trail
	store.Attempt
	copy *PastCopy // the record it made; nil = the topic has none
}

func (r *restored) partition() int16 {
	if r.copy == nil {
		return 0
	}
	return int16(r.copy.at.Partition)
}

// Restore begins the log with what the database and the topics say.
func (j *Journal) Restore(list []*store.Known, p Past, bought []store.Result, cost func(*sim.Order) int64, crashed bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	copies := make(map[string][]*PastCopy)
	for i := range p.Copies {
		copies[p.Copies[i].key] = append(copies[p.Copies[i].key], &p.Copies[i])
	}
	attempts := make([][]restored, len(list))
	for i, k := range list {
		attempts[i] = j.restoreCalls(k, copies[k.Order.ID])
	}
	for _, c := range p.Copies {
		j.restoreCopy(&c)
	}
	for i, k := range list {
		j.restoreOutcomes(k, attempts[i])
	}
	for _, r := range bought {
		if t := j.byID[r.ID]; t != nil {
			t.flow = j.record(sim.Event{Type: sim.PanelAccepted, Order: t.order.Number, Job: r.Job, Value: cost(&t.order.Order), Flag: true, Cause: t.flow})
		}
	}
	j.restoreCommits(p.Commits)
	j.endBefore(attempts, crashed)
	for _, t := range j.unclosed {
		for row := range t.told {
			t.told[row] = t.flow
		}
		t.reports = len(p.Statuses[t.order.ID])
		j.motion.add(0, t.reports)
	}
}

// restoreCalls records an order and the calls that published it. Of one that is
// over only what is known counts: an attempt without an outcome is no question
// any more, nor what a topic no longer has.
func (j *Journal) restoreCalls(k *store.Known, copies []*PastCopy) (list []restored) {
	t := j.add(k.Order)
	t.restored = true
	if k.Paid > 0 {
		t.row = sim.RowPaid
		j.stepLocked(t, sim.Event{Type: sim.OrderPaid, Value: k.Paid})
	}
	t.wire = t.flow
	over := k.Row.Final() || len(k.Deliveries) > 0
	if over && len(copies) == 0 {
		return nil
	}
	for _, a := range k.Attempts {
		if over && !a.Over {
			continue
		}
		t.calls++
		t.wire = j.stepLocked(t, sim.Event{Type: sim.PublishCalled, Word: uint8(a.By), Try: t.calls})
		r := restored{trail: t, Attempt: a}
		if len(copies) > 0 && (!a.Over || a.Error == sim.NoError) {
			r.copy, copies = copies[0], copies[1:]
		}
		if r.copy != nil || a.Over && a.Error == sim.NoError {
			t.wire = j.record(sim.Event{Type: sim.RequestSent, Order: t.order.Number, Topic: sim.Orders, Partition: r.partition(), Try: 1, Cause: t.wire})
		}
		list = append(list, r)
	}
	return list
}

// restoreOutcomes records how the attempts went, as far as that is known, and
// what the row says.
func (j *Journal) restoreOutcomes(k *store.Known, attempts []restored) {
	t := j.byID[k.Order.ID]
	emitted := k.Marked
	for _, r := range attempts {
		emitted = emitted && !r.Over
	}
	for _, r := range attempts {
		e := sim.Event{Order: t.order.Number, Topic: sim.Orders, Partition: r.partition(), Try: 1, Cause: t.wire}
		knows := sim.Event{Type: sim.CallerKnows, Word: uint8(sim.Value), Value: int64(r.Waited)}
		switch {
		case !r.Over && emitted:
			knows.Word = uint8(sim.Nothing)
		case !r.Over:
			continue
		case r.Error == sim.NoError:
			e.Type = sim.RequestAcked
			if r.copy != nil {
				e.Offset = r.copy.at.Offset
			}
			t.wire = j.record(e)
		default:
			e.Type, e.Code = sim.PublishGaveUp, r.Error
			t.wire = j.record(e)
			knows.Word, knows.Code = uint8(sim.Failure), r.Error
		}
		if r.Over {
			t.flow = max(t.flow, t.wire)
		}
		if r.By == sim.ByService || t.calls == 1 {
			j.stepLocked(t, knows)
		}
	}
	j.restoreRow(t, k)
}

// restoreRow records what the row says, and what was really done.
func (j *Journal) restoreRow(t *trail, k *store.Known) {
	if k.Sent || k.Paid > 0 && !k.Outboxed && k.Row != sim.RowPaid && k.Row != sim.RowPublishFailed && j.recorder.State().Remedies.Has(sim.Outbox) {
		j.stepLocked(t, sim.Event{Type: sim.OutboxSent}) // or nothing of it was ever to be relayed
	}
	if k.Marked {
		t.row, t.marked = sim.RowPublished, true
		j.stepLocked(t, sim.Event{Type: sim.OrderMarked, Word: uint8(sim.RowPublished)})
	}
	done := k.Deliveries
	if k.Row == sim.RowCompleted && len(done) == 0 {
		done = []int64{int64(k.Order.Quantity)} // by the panel
	}
	for _, delivered := range done {
		j.stepLocked(t, sim.Event{Type: sim.WorkFinished, Value: min(delivered, int64(k.Order.Quantity))})
	}
	if k.Row != t.row {
		t.row = k.Row
		j.stepLocked(t, sim.Event{Type: sim.RowChanged, Word: uint8(t.row)})
	}
	j.refund(t, k.Refunded)
}

// restoreCopy records a record of sns.orders, and takes in the order of another service.
func (j *Journal) restoreCopy(c *PastCopy) {
	if c.key == "" {
		j.replicated(c.at, j.arrived(c.at, strangerIn(c.from)))
		return
	}
	j.replicated(c.at, j.appended(c.at, j.byID[c.key], 0))
}

// restoreCommits records how far the groups had committed. What they passed, the
// consumers of the run before have handled; what came of it, the database knows of
// its own orders alone.
func (j *Journal) restoreCommits(commits map[CommitKey]int64) {
	for _, c := range j.records {
		c.finished = c.trail == nil || !c.trail.order.Foreign
	}
	for group := sim.InHouseGroup; group < sim.GroupCount; group++ {
		for partition := range j.recorder.State().Partitions {
			key := CommitKey{Group: group, Topic: sim.Orders, Partition: int32(partition)}
			if commits[key] > 0 {
				j.commitTo(key, commits[key], 1, j.run)
			}
		}
	}
}

// endBefore records that the process before has ended, with what it had in
// memory, and that another runs.
func (j *Journal) endBefore(attempts [][]restored, crashed bool) {
	exit := sim.Event{Type: sim.ServiceExited, Word: uint8(sim.ReasonShutdown), Cause: j.run}
	if crashed {
		exit.Word, exit.Value = uint8(sim.ReasonCrash), chronicle.Killed
	}
	ended := j.record(exit)
	for _, list := range attempts {
		for _, r := range list {
			if r.Over {
				continue
			}
			t, cause := r.trail, ended
			if r.copy != nil {
				cause = j.record(sim.Event{
					Type: sim.RequestFailed, Order: t.order.Number, Topic: sim.Orders, Partition: r.partition(), Try: 1,
					Code: sim.ConnectionClosed, Flag: true, Cause: cause,
				})
			}
			t.wire = j.record(sim.Event{Type: sim.MemoryLost, Order: t.order.Number, Topic: sim.Orders, Cause: cause})
			t.flow = max(t.flow, t.wire)
		}
	}
	j.record(sim.Event{Type: sim.ServiceRestarted, Cause: ended})
}
