package kafkax

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kerr"

	"orderflow/kafkax/record"
	"orderflow/sim"
)

// polled records that a worker has a record, and finds the order it is about.
// An error says what is wrong with a record that no order of the run can be
// found for.
func (j *journal) polled(d *delivery) error {
	var id string
	var bad error
	var from *stranger
	if !j.names.Wrote(d.message) {
		from = strangerIn(d.message)
	}
	if d.at.topic == sim.Orders {
		var p record.Order
		p, bad = record.DecodeOrder(d.message)
		id, d.carrier = p.ID, carrierOf(p)
	} else {
		d.status, d.row, bad = record.DecodeStatus(d.message)
		id = d.status.ID
	}
	return j.takes(d, id, string(d.message.Key), bad, from)
}

// takes is polled, of a record that has been decoded: bad says what is wrong with
// it, from who has written it, if not the run.
func (j *journal) takes(d *delivery, id, key string, bad error, from *stranger) error {
	j.mu.Lock()
	defer j.mu.Unlock()
	if d.at.topic != sim.Orders {
		if bad != nil {
			return bad
		}
		return j.takesReport(d, id, from)
	}
	seen := j.seen(d.at, key, from)
	d.cause = seen.replicated
	switch d.order = seen.trail.handle(); {
	case seen.wrong != nil:
		return seen.wrong
	case bad != nil:
		return bad
	case d.order == nil:
		return unknownOrder(id)
	}
	if d.order.Fulfilment.Carrier() == d.role.Group {
		d.cause = j.record(d.event(sim.RecordPolled))
	}
	return nil
}

// takesReport is takes of a status event.
func (j *journal) takesReport(d *delivery, id string, from *stranger) (err error) {
	if d.order = j.byID[id].handle(); d.order == nil {
		return unknownOrder(id)
	}
	d.cause = 0
	if from == nil {
		d.cause = trailOf(d.order).told[d.row]
	}
	if d.cause == 0 {
		d.cause, err = j.toldElsewhere(d)
	}
	return err
}

// toldElsewhere records what a consumer that is not the run's reports of an order:
// that it is at work, or how the work has ended. Each report of the end counts: who
// says twice that an order is completed has done it twice.
func (j *journal) toldElsewhere(d *delivery) (sim.EventID, error) {
	t, quantity := trailOf(d.order), int64(d.order.Quantity)
	if d.status.Delivered > quantity {
		return 0, fmt.Errorf("decoding a status event: %d delivered of the %d that order %q is for", d.status.Delivered, quantity, sim.Printable(t.order.ID, sim.NameLengthMax))
	}
	carrier := t.order.Fulfilment.Carrier()
	told := j.record(sim.Event{Type: sim.StatusSent, Order: t.order.Number, Group: carrier, Word: uint8(d.row), Cause: t.flow})
	if t.told[d.row] == 0 {
		t.told[d.row] = told
	}
	t.reports++ // followed takes it away again
	j.motion.add(0, 1)
	if d.row == sim.RowProcessing {
		return told, nil
	}
	j.provenElsewhere(t, carrier, told)
	if d.row != sim.RowCompleted {
		return told, nil
	}
	done := sim.Event{Type: sim.WorkFinished, Order: t.order.Number, Value: d.status.Delivered, Cause: told}
	if done.Value == 0 {
		done.Value = quantity // it says completed, and no figure
	}
	return j.record(done), nil
}

// provenElsewhere records that a report proves that the order was handled, where
// its partition is that of a member which is not the run's: the commit comes after
// the report, or never. Who reports from a group of its own proves its work alone.
func (j *journal) provenElsewhere(t *trail, carrier sim.Group, told sim.EventID) {
	c, worker := j.records[t.at], j.outside.given[carrier][t.at.partition]
	if c == nil || c.trail != t || c.finished || c.committed[carrier] || worker <= j.sizes[carrier] {
		return
	}
	c.finished = true
	j.record(sim.Event{
		Type: sim.HandledElsewhere, Order: t.order.Number, Group: carrier, Worker: worker, Topic: sim.Orders,
		Partition: int16(t.at.partition), Offset: t.at.offset, Cause: told,
	})
}

// refuse records that a record is malformed. It is skipped: a record that can
// never be read must not hold up those behind it.
func (j *journal) refuse(d delivery, err error) {
	j.skipped(d.role.Group.String(), d.at.topic.String(), d.at.partition, d.at.offset, err.Error(), d.cause)
}

// skipped is refuse, of what has its names already.
func (j *journal) skipped(group, topic string, partition int32, offset int64, why string, cause sim.EventID) {
	j.note(sim.Event{Type: sim.LimitReached, Cause: cause, Detail: &sim.Detail{
		Text: sim.Printable(fmt.Sprintf("%s skipped a record at %s[%d]@%d: %s", group, topic, partition, offset, why), record.ErrorTextMax),
	}})
}

// handling records that the handler runs, and which execution it is.
func (j *journal) handling(d *delivery) {
	j.mu.Lock()
	defer j.mu.Unlock()
	trailOf(d.order).runs++
	e := d.event(sim.HandlerStarted)
	e.Try = trailOf(d.order).runs
	d.cause = j.record(e)
}

// failed records that the handler threw and when it runs again.
func (j *journal) failed(d *delivery, code sim.Code, again time.Duration) {
	e := d.event(sim.HandlerFailed)
	e.Code, e.Value = code, int64(again)
	d.note(j, e)
}

// committing notes what the commit of deliveries follows from.
func (j *journal) committing(list []*delivery) {
	j.mu.Lock()
	defer j.mu.Unlock()
	delete(j.concluding, list[0].role)
	for _, d := range list {
		j.handled[commitKey{group: d.role.Group, topic: d.at.topic, partition: d.at.partition}] = d.cause
		if d.at.topic == sim.Status {
			j.concluding[d.role] = append(j.concluding[d.role], d.order)
		}
		if c := j.records[d.at]; c != nil && d.order != nil && d.order.Fulfilment.Carrier() == d.role.Group {
			c.finished = true
		}
	}
}

// uncommitted records, for each partition, that a commit did not reach the broker,
// or was refused, and what of the group's own affairs it follows from. Its offset
// is the next to read.
func (j *journal) uncommitted(list []*delivery, err error) {
	j.mu.Lock()
	last := j.outside.refused[list[0].role]
	j.mu.Unlock()
	for _, d := range lastOfPartitions(list) {
		j.notCommitted(d, commitCode(err, last))
	}
}

// lastOfPartitions returns the last delivery of each partition.
func lastOfPartitions(list []*delivery) (last []*delivery) {
	for i, d := range list {
		if !slices.ContainsFunc(list[i+1:], func(behind *delivery) bool { return behind.at.partition == d.at.partition }) {
			last = append(last, d)
		}
	}
	return last
}

// notCommitted is uncommitted of one delivery, of what has its name already.
func (j *journal) notCommitted(d *delivery, code sim.Code) {
	j.mu.Lock()
	defer j.mu.Unlock()
	e := d.event(sim.CommitFailed)
	e.Order, e.Offset, e.Code = 0, d.at.offset+1, code
	e.Cause = max(e.Cause, j.outside.unrest[d.role])
	if n := j.record(e); n != 0 {
		d.cause = n
		j.outside.unrest[d.role] = n
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

// followed records what a status event did to the row: moved it on, or nothing.
func (j *journal) followed(d *delivery, moved bool, refunded int64) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.moved(d, moved, refunded)
}

// moved is followed while the lock is held.
func (j *journal) moved(d *delivery, moved bool, refunded int64) {
	t := trailOf(d.order)
	if t.reports > 0 {
		t.reports--
		j.motion.add(0, -1)
	}
	if !moved {
		return
	}
	t.row = d.row
	d.cause = j.record(sim.Event{Type: sim.RowChanged, Order: t.order.Number, Word: uint8(d.row), Cause: d.cause})
	t.flow = max(t.flow, d.cause)
	j.refund(t, refunded)
}
