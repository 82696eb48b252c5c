package assemble

import (
	"fmt"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
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
func (j *Journal) arrived(at chronicle.Position, from *stranger) *copyTrail {
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
	if chronicle.IsTaken(wrong) {
		j.record(sim.Event{Type: sim.LimitReached, Cause: c.replicated, Detail: &sim.Detail{
			Text: sim.Printable(fmt.Sprintf("the record at %s[%d]@%d is refused: %v", at.Topic, at.Partition, at.Offset, wrong), record.ErrorTextMax),
		}})
	}
	return c
}

// adopt takes in the order of a record.
func (j *Journal) adopt(from *stranger) (*trail, error) {
	switch {
	case from.wrong != nil:
		return nil, from.wrong
	case j.claimed(from.order.ID) || j.planned != nil && j.planned(from.order.ID):
		taken := &chronicle.TakenError{ID: from.order.ID}
		if t := j.byID[taken.ID]; t != nil {
			taken.Number = t.order.Number
		}
		return nil, taken
	case j.adopted == adoptedMax:
		return nil, errAdoptedEnough
	}
	j.adopted++
	t := newTrail(from.order)
	t.order.Foreign = true
	j.enter(t)
	t.flow = j.record(sim.Event{Type: sim.OrderAdopted, Order: t.order.Number, Detail: &sim.Detail{Order: &t.order.Order}})
	t.wire = t.flow
	return t, nil
}

// expect notes which answer a record of send() asks for. A correlation id that
// somebody has used before stays that one's.
func (j *Journal) expect(correlation string, t *trail) {
	if correlation == "" || j.byReply[correlation] != nil {
		return
	}
	j.byReply[correlation] = t
	t.answer = t.flow
}

// Follow moves the row of another service's order on as a status event says,
// never back: that is how anybody here learns of it.
func (j *Journal) Follow(d *chronicle.Delivery) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.moved(d, !trailOf(d.Order).row.Final() && d.Row > trailOf(d.Order).row, 0)
}

// carrierOf returns the group that would carry a record's order out, as far as
// the record says one: it answers the caller of what is refused.
func carrierOf(p record.Order) sim.Group {
	if p.Fulfilment == sim.External.String() {
		return sim.ExternalGroup
	}
	return sim.InHouseGroup
}
