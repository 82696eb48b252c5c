package kafkax

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/system"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// Another service may publish orders to the run's sns.orders, such as a NestJS
// client with emit() or send(). They become orders of the run: every consumer
// carries them out as if they were its own, and their status events are theirs to
// read. Their rows are that service's: what they say is unknown here until a
// status event tells, and no points of them are taken.

// Limits of what a run takes in of other services: the journal keeps all of it.
const (
	adoptedMax          = 10_000 // orders
	refusedMax          = 10_000 // requests that are refused and answered; the others are refused alone
	correlationBytesMax = 256    // of a request; Nest's has 21
)

// takenError refuses an order of another service whose id is taken: a second
// copy of it, or an order of somebody else.
type takenError struct {
	id     string
	number sim.OrderID // of who has the id; 0: it is yet to be created, or not known here
}

func (e *takenError) Error() string {
	if e.number == 0 {
		return fmt.Sprintf("order %q exists already", sim.Printable(e.id, sim.NameLengthMax))
	}
	return fmt.Sprintf("order %q exists already, as #%d", sim.Printable(e.id, sim.NameLengthMax), e.number)
}

func isTaken(err error) bool {
	taken := (*takenError)(nil)
	return errors.As(err, &taken)
}

// errAdoptedEnough refuses an order of another service where there are enough.
var errAdoptedEnough = fmt.Errorf("the run has %d orders of other services, and takes no more", adoptedMax)

// stranger is a record of sns.orders that the run has not written.
type stranger struct {
	order sim.Order
	wrong error  // why it is no order
	reply string // the correlation id of a send(); empty of an emit()
}

// strangerIn reads it.
func strangerIn(m kafka.Message) *stranger {
	s := &stranger{}
	if r, isRequest, err := record.RequestOf(m); err == nil && isRequest && len(r.Correlation) <= correlationBytesMax {
		s.reply = r.Correlation
	}
	if _, s.wrong = record.DecodeOrder(m); s.wrong != nil {
		return s
	}
	if s.order, s.wrong = sim.ParseOrder(m.Value); s.wrong != nil {
		s.wrong = fmt.Errorf("decoding an order: %w", s.wrong)
	}
	return s
}

// arrived records that sns.orders has a record that the run has not written, and
// adopts the order in it; the lock is held. Of one that is none it keeps why.
func (j *journal) arrived(at position, from *stranger) *copyTrail {
	t, wrong := j.adopt(from)
	c := j.appended(at, t, 0)
	if c.wrong = wrong; wrong == nil {
		j.expect(from.reply, t)
		return c
	}
	j.replicated(at, c)
	if j.refusals < refusedMax {
		j.refusals++
		j.expect(from.reply, newRefused())
	}
	if isTaken(wrong) {
		j.record(sim.Event{Type: sim.LimitReached, Cause: c.replicated, Detail: &sim.Detail{
			Text: sim.Printable(fmt.Sprintf("the record at %s[%d]@%d is refused: %v", at.topic, at.partition, at.offset, wrong), record.ErrorTextMax),
		}})
	}
	return c
}

// adopt takes in the order of a record.
func (j *journal) adopt(from *stranger) (*trail, error) {
	switch {
	case from.wrong != nil:
		return nil, from.wrong
	case j.claimed(from.order.ID) || j.planned != nil && j.planned(from.order.ID):
		taken := &takenError{id: from.order.ID}
		if t := j.byID[taken.id]; t != nil {
			taken.number = t.order.Number
		}
		return nil, taken
	case j.adopted == adoptedMax:
		return nil, errAdoptedEnough
	}
	j.adopted++
	t := newTrail(from.order)
	t.order.foreign = true
	j.enter(t)
	t.flow = j.record(sim.Event{Type: sim.OrderAdopted, Order: t.order.Number, Detail: &sim.Detail{Order: &t.order.Order}})
	t.wire = t.flow
	return t, nil
}

// expect notes which answer a record of send() asks for. A correlation id that
// somebody has used before stays that one's.
func (j *journal) expect(correlation string, t *trail) {
	if correlation == "" || j.byReply[correlation] != nil {
		return
	}
	j.byReply[correlation] = t
	t.answer = t.flow
}

// follow moves the row of another service's order on as a status event says,
// never back: that is how anybody here learns of it.
func (j *journal) follow(d *delivery) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.moved(d, !d.order.trail.row.Final() && d.row > d.order.trail.row, 0)
}

// carrierOf returns the group that would carry a record's order out, as far as
// the record says one: it answers the caller of what is refused.
func carrierOf(p record.Order) sim.Group {
	if p.Fulfilment == sim.External.String() {
		return sim.ExternalGroup
	}
	return sim.InHouseGroup
}

// A report may come before the log watcher and the run's own consumers have seen
// the record that it is about. So one on an order that nobody knows is looked at
// again for a while; but strangers, who may write what they like, cannot hold up
// the reports of others for longer than the patience of a worker's life.
const (
	unknownEvery    = 50 * time.Millisecond
	unknownWait     = time.Second      // for one report
	unknownPatience = 10 * time.Second // for all on orders that never came
)

// polled finds the order that a record is about.
func (w *worker) polled(ctx context.Context, d *delivery) error {
	err := w.session.journal.polled(d)
	waited := time.Duration(0)
	for errors.Is(err, errUnknownOrder) && w.topic == sim.Status && waited < unknownWait && w.waited+waited < unknownPatience && system.Sleep(ctx, unknownEvery) {
		waited += unknownEvery
		err = w.session.journal.polled(d)
	}
	if err != nil {
		w.waited += waited
	}
	return err
}

// refused passes over a record that is no order of the run. A caller that waits
// for an answer gets an error that says why.
func (w *worker) refused(d *delivery, wrong error) (answer func()) {
	j := w.session.journal
	if !isTaken(wrong) { // that one is in the log
		j.refuse(*d, wrong)
	}
	r, isRequest, err := record.RequestOf(d.message)
	if err != nil || !isRequest || w.topic != sim.Orders || d.carrier != w.role.Group {
		return nil
	}
	o := j.asked(r.Correlation)
	if o == nil || !o.refused {
		return nil // it is somebody else's, who gets an answer of his own
	}
	said := record.Encode(record.Failure{Status: "error", Message: sim.Printable(wrong.Error(), record.ErrorTextMax)})
	return func() { w.session.reporter.answer(o, r, record.AnswerMessage(r, []byte("{}"), said), d.cause) }
}
