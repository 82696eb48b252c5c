package assemble

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kerr"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// Polled records that a worker has a record, and finds the order it is about.
// An error says what is wrong with a record that no order of the run can be
// found for.
func (j *Journal) Polled(d *chronicle.Delivery) error {
	var id string
	var bad error
	var from *stranger
	if !j.names.Wrote(d.Message) {
		from = strangerIn(d.Message)
	}
	if d.At.Topic == sim.Orders {
		var p record.Order
		p, bad = record.DecodeOrder(d.Message)
		id, d.Carrier = p.ID, carrierOf(p)
	} else {
		d.Status, d.Row, bad = record.DecodeStatus(d.Message)
		id = d.Status.ID
	}
	return j.takes(d, id, string(d.Message.Key), bad, from)
}

// takes is Polled, of a record that has been decoded: bad says what is wrong with
// it, from who has written it, if not the run.
func (j *Journal) takes(d *chronicle.Delivery, id, key string, bad error, from *stranger) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if d.At.Topic != sim.Orders {
		if bad != nil {
			return bad
		}
		return j.takesReport(d, id, from)
	}
	seen := j.seen(d.At, key, from)
	d.Cause = seen.replicated
	switch d.Order = seen.trail.handle(); {
	case seen.wrong != nil:
		return seen.wrong
	case bad != nil:
		return bad
	case d.Order == nil:
		return chronicle.UnknownOrder(id)
	}
	if d.Order.Fulfilment.Carrier() == d.Role.Group {
		d.Cause = j.record(d.Event(sim.RecordPolled))
	}
	return nil
}

// takesReport is takes of a status event.
func (j *Journal) takesReport(d *chronicle.Delivery, id string, from *stranger) (err error) {
	if d.Order = j.byID[id].handle(); d.Order == nil {
		return chronicle.UnknownOrder(id)
	}
	d.Cause = 0
	if from == nil {
		d.Cause = trailOf(d.Order).told[d.Row]
	}
	if d.Cause == 0 {
		d.Cause, err = j.toldElsewhere(d)
	}
	return err
}

// toldElsewhere records what a consumer that is not the run's reports of an order:
// that it is at work, or how the work has ended. Each report of the end counts: who
// says twice that an order is completed has done it twice.
func (j *Journal) toldElsewhere(d *chronicle.Delivery) (sim.EventID, error) {
	t, quantity := trailOf(d.Order), int64(d.Order.Quantity)
	if d.Status.Delivered > quantity {
		return 0, fmt.Errorf("decoding a status event: %d delivered of the %d that order %q is for", d.Status.Delivered, quantity, sim.Printable(t.order.ID, sim.NameLengthMax))
	}
	carrier := t.order.Fulfilment.Carrier()
	told := j.record(sim.Event{Type: sim.StatusSent, Order: t.order.Number, Group: carrier, Word: uint8(d.Row), Cause: t.flow})
	if t.told[d.Row] == 0 {
		t.told[d.Row] = told
	}
	t.reports++ // followed takes it away again
	j.motion.add(0, 1)
	if d.Row == sim.RowProcessing {
		return told, nil
	}
	j.provenElsewhere(t, carrier, told)
	if d.Row != sim.RowCompleted {
		return told, nil
	}
	done := sim.Event{Type: sim.WorkFinished, Order: t.order.Number, Value: d.Status.Delivered, Cause: told}
	if done.Value == 0 {
		done.Value = quantity // it says completed, and no figure
	}
	return j.record(done), nil
}

// provenElsewhere records that a report proves that the order was handled, where
// its partition is that of a member which is not the run's: the commit comes after
// the report, or never. Who reports from a group of its own proves its work alone.
func (j *Journal) provenElsewhere(t *trail, carrier sim.Group, told sim.EventID) {
	c, worker := j.records[t.at], j.outside.given[carrier][t.at.Partition]
	if c == nil || c.trail != t || c.finished || c.committed[carrier] || worker <= j.sizes[carrier] {
		return
	}
	c.finished = true
	j.record(sim.Event{
		Type: sim.HandledElsewhere, Order: t.order.Number, Group: carrier, Worker: worker, Topic: sim.Orders,
		Partition: int16(t.at.Partition), Offset: t.at.Offset, Cause: told,
	})
}

// Refuse records that a record is malformed. It is skipped: a record that can
// never be read must not hold up those behind it.
func (j *Journal) Refuse(d chronicle.Delivery, err error) {
	j.skipped(d.Role.Group.String(), d.At.Topic.String(), d.At.Partition, d.At.Offset, err.Error(), d.Cause)
}

// skipped is Refuse, of what has its names already.
func (j *Journal) skipped(group, topic string, partition int32, offset int64, why string, cause sim.EventID) {
	j.Note(sim.Event{Type: sim.LimitReached, Cause: cause, Detail: &sim.Detail{
		Text: sim.Printable(fmt.Sprintf("%s skipped a record at %s[%d]@%d: %s", group, topic, partition, offset, why), record.ErrorTextMax),
	}})
}

// Handling records that the handler runs, and which execution it is.
func (j *Journal) Handling(d *chronicle.Delivery) {
	j.mu.Lock()
	defer j.mu.Unlock()
	trailOf(d.Order).runs++
	e := d.Event(sim.HandlerStarted)
	e.Try = trailOf(d.Order).runs
	d.Cause = j.record(e)
}

// Failed records that the handler threw and when it runs again.
func (j *Journal) Failed(d *chronicle.Delivery, code sim.Code, again time.Duration) {
	e := d.Event(sim.HandlerFailed)
	e.Code, e.Value = code, int64(again)
	d.Note(j, e)
}

// Committing notes what the commit of deliveries follows from.
func (j *Journal) Committing(list []*chronicle.Delivery) {
	j.mu.Lock()
	defer j.mu.Unlock()
	delete(j.concluding, list[0].Role)
	for _, d := range list {
		j.handled[CommitKey{Group: d.Role.Group, Topic: d.At.Topic, Partition: d.At.Partition}] = d.Cause
		if d.At.Topic == sim.Status {
			j.concluding[d.Role] = append(j.concluding[d.Role], d.Order)
		}
		if c := j.records[d.At]; c != nil && d.Order != nil && d.Order.Fulfilment.Carrier() == d.Role.Group {
			c.finished = true
		}
	}
}

// Uncommitted records, for each partition, that a commit did not reach the broker,
// or was refused, and what of the group's own affairs it follows from. Its offset
// is the next to read.
func (j *Journal) Uncommitted(list []*chronicle.Delivery, err error) {
	j.mu.Lock()
	last := j.outside.refused[list[0].Role]
	j.mu.Unlock()
	for _, d := range lastOfPartitions(list) {
		j.notCommitted(d, commitCode(err, last))
	}
}

// lastOfPartitions returns the last delivery of each partition.
func lastOfPartitions(list []*chronicle.Delivery) (last []*chronicle.Delivery) {
	for i, d := range list {
		if !slices.ContainsFunc(list[i+1:], func(behind *chronicle.Delivery) bool { return behind.At.Partition == d.At.Partition }) {
			last = append(last, d)
		}
	}
	return last
}

// notCommitted is Uncommitted of one delivery, of what has its name already.
func (j *Journal) notCommitted(d *chronicle.Delivery, code sim.Code) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := d.Event(sim.CommitFailed)
	e.Order, e.Offset, e.Code = 0, d.At.Offset+1, code
	e.Cause = max(e.Cause, j.outside.unrest[d.Role])
	if n := j.record(e); n != 0 {
		d.Cause = n
		j.outside.unrest[d.Role] = n
	}
}

// commitCodes names what a coordinator answers to a commit or a heartbeat that
// it does not accept.
var commitCodes = map[int16]sim.Code{
	kerr.CoordinatorNotAvailable.Code: sim.CoordinatorNotAvailable, kerr.NotCoordinator.Code: sim.NotCoordinator, kerr.CoordinatorLoadInProgress.Code: sim.CoordinatorLoading,
	kerr.UnknownMemberID.Code: sim.UnknownMemberID, kerr.IllegalGeneration.Code: sim.IllegalGeneration, kerr.RebalanceInProgress.Code: sim.RebalanceInProgress,
	kerr.UnknownTopicOrPartition.Code: sim.UnknownTopicOrPartition, kerr.RequestTimedOut.Code: sim.RequestTimedOut,
}

// commitCode gives the error of a commit its name; last is what the coordinator
// said last, where the client only says that it gave up.
func commitCode(err error, last sim.Code) sim.Code {
	var answer kafka.Error
	switch code := codeOf(err); {
	case errors.As(err, &answer):
		if code, known := commitCodes[int16(answer)]; known {
			return code
		}
		return code
	case errors.Is(err, kafka.ErrGenerationEnded):
		return sim.RebalanceInProgress
	case last != sim.NoError && code != sim.ConnectionRefused:
		return last
	case code == sim.ConnectionClosed, code == sim.OtherError:
		return sim.CommitCut
	default:
		return code
	}
}

// Followed records what a status event did to the row: moved it on, or nothing.
func (j *Journal) Followed(d *chronicle.Delivery, moved bool, refunded int64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.moved(d, moved, refunded)
}

// moved is Followed while the lock is held.
func (j *Journal) moved(d *chronicle.Delivery, moved bool, refunded int64) {
	t := trailOf(d.Order)
	if t.reports > 0 {
		t.reports--
		j.motion.add(0, -1)
	}
	if !moved {
		return
	}
	t.row = d.Row
	d.Cause = j.record(sim.Event{Type: sim.RowChanged, Order: t.order.Number, Word: uint8(d.Row), Cause: d.Cause})
	t.flow = max(t.flow, d.Cause)
	j.refund(t, refunded)
}
