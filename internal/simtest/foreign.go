package simtest

import (
	"time"

	"orderflow/sim"
)

// Foreign returns a log as a real cluster may write it, and no simulation does: a
// member that is not the run's carries orders out, is out of sight for a while,
// two orders are another service's, a third is refused, and the topic is deleted
// in the end, with one order of either in it.
func Foreign() *sim.Log {
	config := sim.DefaultConfig()
	config.Client, config.Workers = sim.KafkaGo, 1
	log := &sim.Log{}
	r := sim.NewRecorder(log.Append)
	at := time.Duration(0)
	record := func(e sim.Event) sim.EventID {
		at += time.Millisecond
		e.At = at
		return r.Record(e)
	}
	run := record(sim.Event{Type: sim.RunStarted, Detail: &sim.Detail{Setup: config.Setup("kafka")}})
	for worker := uint8(1); worker <= 2; worker++ {
		record(sim.Event{Type: sim.MemberJoined, Group: sim.InHouseGroup, Worker: worker, Cause: run})
	}
	record(sim.Event{Type: sim.LeaderElected, Topic: sim.Orders, Broker: 2, Cause: run})
	for number := sim.OrderID(1); number <= 3; number++ {
		handOver(record, config.Order(number))
	}
	for number := sim.OrderID(4); number <= 5; number++ {
		adopt(record, config.Order(number))
	}
	refused := record(sim.Event{Type: sim.RecordAppended, Topic: sim.Orders, Offset: 5, Broker: 2})
	refused = record(sim.Event{Type: sim.RecordReplicated, Topic: sim.Orders, Offset: 5, Cause: refused})
	record(sim.Event{Type: sim.LimitReached, Cause: refused, Detail: &sim.Detail{Text: "the record at sns.orders[0]@5 is refused"}})
	record(sim.Event{Type: sim.GroupSight, Group: sim.InHouseGroup})
	record(sim.Event{Type: sim.PartitionSight, Topic: sim.Orders})
	record(sim.Event{Type: sim.PartitionSight, Topic: sim.Orders, Flag: true})
	record(sim.Event{Type: sim.GroupSight, Group: sim.InHouseGroup, Flag: true})
	commit := record(sim.Event{Type: sim.OffsetCommitted, Group: sim.InHouseGroup, Worker: 2, Topic: sim.Orders, Offset: 2})
	for number := sim.OrderID(1); number <= 2; number++ {
		passed := sim.Event{Order: number, Group: sim.InHouseGroup, Worker: 2, Topic: sim.Orders, Offset: int64(number) - 1, Cause: commit}
		passed.Type = sim.HandledElsewhere
		passed.Cause = record(passed)
		passed.Type = sim.RecordCommitted
		record(passed)
	}
	report := record(sim.Event{Type: sim.StatusSent, Order: 1, Group: sim.InHouseGroup, Word: uint8(sim.RowCompleted), Cause: commit})
	done := record(sim.Event{Type: sim.WorkFinished, Order: 1, Value: 100, Cause: report})
	record(sim.Event{Type: sim.RowChanged, Order: 1, Word: uint8(sim.RowCompleted), Cause: done})
	adopted := record(sim.Event{Type: sim.StatusSent, Order: 4, Group: sim.InHouseGroup, Word: uint8(sim.RowCompleted), Cause: commit})
	record(sim.Event{Type: sim.HandledElsewhere, Order: 4, Group: sim.InHouseGroup, Worker: 2, Topic: sim.Orders, Offset: 3, Cause: adopted})
	adopted = record(sim.Event{Type: sim.WorkFinished, Order: 4, Value: 50, Cause: adopted})
	record(sim.Event{Type: sim.RowChanged, Order: 4, Word: uint8(sim.RowCompleted), Cause: adopted})
	record(sim.Event{Type: sim.MemberLeft, Group: sim.InHouseGroup, Worker: 2, Word: uint8(sim.ReasonUnseen)})
	gone := record(sim.Event{Type: sim.TopicDeleted, Topic: sim.Orders})
	for number := sim.OrderID(5); number >= 3; number -= 2 {
		record(sim.Event{Type: sim.RecordTruncated, Order: number, Topic: sim.Orders, Offset: int64(number) - 1, Cause: gone})
	}
	record(sim.Event{Type: sim.RunEnded, Word: uint8(sim.ReasonQuiet)})
	return log
}

// adopt records an order of another service: the first that is seen of it is its
// record.
func adopt(record func(sim.Event) sim.EventID, o sim.Order) {
	o.Fulfilment = sim.InHouse
	adopted := sim.Event{Type: sim.OrderAdopted, Order: o.Number, Detail: &sim.Detail{Order: &o}}
	stored := sim.Event{Order: o.Number, Topic: sim.Orders, Broker: 2, Try: 1, Offset: int64(o.Number) - 1, Cause: record(adopted)}
	for _, t := range []sim.EventType{sim.RecordAppended, sim.RecordReplicated} {
		stored.Type = t
		stored.Cause = record(stored)
	}
}

// handOver records an order that is called, marked and in the log.
func handOver(record func(sim.Event) sim.EventID, o sim.Order) {
	o.Number, o.Fulfilment = max(o.Number, 1), sim.InHouse
	n := o.Number
	flow := record(sim.Event{Type: sim.OrderCreated, Order: n, Detail: &sim.Detail{Order: &o}})
	flow = record(sim.Event{Type: sim.OrderPaid, Order: n, Value: int64(o.Points), Cause: flow})
	flow = record(sim.Event{Type: sim.PublishCalled, Order: n, Word: uint8(sim.ByService), Try: 1, Cause: flow})
	mark := record(sim.Event{Type: sim.CallerKnows, Order: n, Word: uint8(sim.Nothing), Cause: flow})
	record(sim.Event{Type: sim.OrderMarked, Order: n, Word: uint8(sim.RowPublished), Cause: mark})
	sent := sim.Event{Type: sim.RequestSent, Order: n, Topic: sim.Orders, Broker: 2, Try: 1, Offset: int64(n) - 1, Cause: flow}
	for _, t := range []sim.EventType{sim.RequestSent, sim.RecordAppended, sim.RecordReplicated, sim.RequestAcked} {
		sent.Type = t
		sent.Cause = record(sent)
	}
}
