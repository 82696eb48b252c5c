package kafkax

import (
	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// position is a place in a topic of the run.
type position struct {
	topic     sim.Topic
	partition int32
	offset    int64
}

// delivery is a record in a worker's hands.
type delivery struct {
	role     wire.Role
	message  kafka.Message
	order    *order
	at       position
	status   record.Status // of a status event
	row      sim.Row       // which it reports
	carrier  sim.Group     // of a record of sns.orders: who would carry its order out
	cause    sim.EventID   // the last event of this delivery
	failures int           // executions that threw
}

// event begins an event of the delivery.
func (d *delivery) event(t sim.EventType) sim.Event {
	e := sim.Event{Type: t, Group: d.role.Group, Worker: d.role.Worker, Topic: d.at.topic, Partition: int16(d.at.partition), Offset: d.at.offset, Cause: d.cause}
	if d.order != nil {
		e.Order = d.order.Number
	}
	return e
}

// note records a step of the delivery; what follows has it as its cause.
func (d *delivery) note(j chronicle, e sim.Event) {
	if n := j.note(e); n != 0 {
		d.cause = n
	}
}

// uncommittedMax bounds the records that a member may have handled before it commits them.
const uncommittedMax = 500
