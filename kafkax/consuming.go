package kafkax

import (
	"fmt"
	"time"

	"orderflow/sim"
)

// polled records that a worker has a record, and finds the order it is about.
// An error says what is wrong with a record that no order of the run can be
// found for.
func (j *journal) polled(d *delivery) error {
	var id string
	var err error
	switch d.at.topic {
	case sim.Orders:
		var p orderPayload
		p, err = decodeOrder(d.message)
		id = p.ID
	default:
		d.status, d.row, err = decodeStatus(d.message)
		id = d.status.ID
	}
	j.mu.Lock()
	defer j.mu.Unlock()
	var seen *copyTrail
	if d.at.topic == sim.Orders {
		seen = j.seen(d.at, string(d.message.Key))
		d.cause = seen.replicated
	}
	if err != nil {
		return err
	}
	if d.trail = j.byID[id]; d.trail == nil {
		return fmt.Errorf("order %q is not of this run", sim.Printable(id, sim.NameLengthMax))
	}
	if d.at.topic == sim.Status {
		d.cause = d.trail.told[d.row]
	}
	if seen != nil && d.trail.order.Fulfilment.Carrier() == d.role.group {
		d.cause = j.record(d.event(sim.RecordPolled))
	}
	return nil
}

// event begins an event of the delivery.
func (d *delivery) event(t sim.EventType) sim.Event {
	e := sim.Event{Type: t, Group: d.role.group, Worker: d.role.worker, Topic: d.at.topic, Partition: int16(d.at.partition), Offset: d.at.offset, Cause: d.cause}
	if d.trail != nil {
		e.Order = d.trail.order.Number
	}
	return e
}

// note records a step of the delivery; what follows has it as its cause.
func (d *delivery) note(j *journal, e sim.Event) {
	if n := j.note(e); n != 0 {
		d.cause = n
	}
}

// refuse records that a record is malformed. It is skipped: a record that can
// never be read must not hold up those behind it.
func (j *journal) refuse(d delivery, err error) {
	j.note(sim.Event{Type: sim.LimitReached, Cause: d.cause, Detail: &sim.Detail{
		Text: sim.Printable(fmt.Sprintf("%s skipped a record at %s[%d]@%d: %v", d.role.group, d.at.topic, d.at.partition, d.at.offset, err), errorTextMax),
	}})
}

// handling records that the handler runs, and which execution it is.
func (j *journal) handling(d *delivery) {
	j.mu.Lock()
	defer j.mu.Unlock()
	d.trail.runs++
	e := d.event(sim.HandlerStarted)
	e.Try = d.trail.runs
	d.cause = j.record(e)
}

// failed records that the handler threw and when it runs again.
func (j *journal) failed(d *delivery, code sim.Code, again time.Duration) {
	e := d.event(sim.HandlerFailed)
	e.Code, e.Value = code, int64(again)
	d.note(j, e)
}

// committing notes what the commit of a delivery follows from.
func (j *journal) committing(d *delivery) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.handled[commitKey{group: d.role.group, topic: d.at.topic, partition: d.at.partition}] = d.cause
}

// uncommitted records that a commit did not reach the broker. Its offset is
// the next to read.
func (j *journal) uncommitted(d *delivery) {
	e := d.event(sim.CommitFailed)
	e.Order, e.Offset, e.Code = 0, d.at.offset+1, sim.CommitCut
	j.note(e)
}

// follow moves a row on as a status event says, never back.
func (j *journal) follow(d *delivery) {
	t := d.trail
	j.mu.Lock()
	defer j.mu.Unlock()
	if t.reports > 0 {
		t.reports--
		j.motion.add(0, -1)
	}
	row := d.row
	if t.row.Final() || row <= t.row && t.row != sim.RowPublishFailed {
		return
	}
	t.row = row
	d.cause = j.record(sim.Event{Type: sim.RowChanged, Order: t.order.Number, Word: uint8(row), Cause: d.cause})
	t.flow = max(t.flow, d.cause)
	if row == sim.RowPartial || row == sim.RowCanceled {
		missing := max(0, int64(t.order.Quantity)-d.status.Delivered)
		j.refund(t, int64(t.order.Points)*missing/int64(t.order.Quantity))
	}
}
