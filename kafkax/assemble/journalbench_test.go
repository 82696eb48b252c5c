package assemble

import (
	"testing"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// BenchmarkJournal measures what the journal adds for one order that goes its
// way without a fault: some twenty events under one lock.
func BenchmarkJournal(b *testing.B) {
	c := sim.DefaultConfig()
	j := NewJournal(record.Names{})
	j.Open(c.Setup("embedded"))
	for n := range 3 {
		j.Announce(int16(n), uint8(n+1), []uint8{1, 2, 3})
	}
	j.Begin()
	b.ReportAllocs()
	orders, offset := sim.Orders.String(), int64(0)
	for b.Loop() {
		o := added(j, c.Order(sim.OrderID(offset+1)))
		j.Pay(o, false)
		j.Called(o, sim.ByService)
		j.Knows(o, sim.Nothing, 0, nil)
		j.Mark(o, sim.RowPublished)
		w := chronicle.Batch{Topic: orders, Keys: []string{o.ID}}
		j.Began(w)
		x := &wire.Exchange{From: wire.Role{Duty: wire.DutyPublish}, Broker: 1, Produce: &wire.Produce{
			Acks:  -1,
			Parts: []wire.ProducePart{{Topic: orders, Records: []wire.RecordName{{Key: o.ID}}, Base: offset}},
		}}
		j.Sent(x)
		j.Answered(x)
		j.Over(w, chronicle.AttemptResult{Base: offset})
		d := chronicle.Delivery{Role: wire.Role{Duty: wire.DutyConsume, Group: o.Fulfilment.Carrier(), Worker: 1}, Order: o, At: chronicle.Position{Topic: sim.Orders, Offset: offset}}
		j.Handling(&d)
		d.Note(j, d.Event(sim.HandlerReturned))
		j.Committing([]*chronicle.Delivery{&d})
		j.Answered(&wire.Exchange{From: d.Role, Commit: &wire.Commit{Group: d.Role.Group.String(), Parts: []wire.CommitPart{{Topic: orders, Offset: offset + 1}}}})
		offset++
	}
	if n := j.State().Count(); n != int(offset) {
		b.Errorf("%d orders", n)
	}
}
