package chronicle

import (
	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Position is a place in a topic of the run.
type Position struct {
	Topic     sim.Topic
	Partition int32
	Offset    int64
}

// Delivery is a record in a worker's hands.
type Delivery struct {
	Role     wire.Role
	Message  kafka.Message
	Order    *Order
	At       Position
	Status   record.Status // of a status event
	Row      sim.Row       // which it reports
	Carrier  sim.Group     // of a record of sns.orders: who would carry its order out
	Cause    sim.EventID   // the last event of this delivery
	Failures int           // executions that threw
}

// Event begins an event of the delivery.
func (d *Delivery) Event(t sim.EventType) sim.Event {
	e := sim.Event{Type: t, Group: d.Role.Group, Worker: d.Role.Worker, Topic: d.At.Topic, Partition: int16(d.At.Partition), Offset: d.At.Offset, Cause: d.Cause}
	if d.Order != nil {
		e.Order = d.Order.Number
	}
	return e
}

// Note records a step of the delivery; what follows has it as its cause.
func (d *Delivery) Note(k Keeper, e sim.Event) {
	if n := k.Note(e); n != 0 {
		d.Cause = n
	}
}

// UncommittedMax bounds the records that a member may have handled before it commits them.
const UncommittedMax = 500
