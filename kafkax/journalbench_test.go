package kafkax

import (
	"testing"

	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// BenchmarkJournal measures what the journal adds for one order that goes its
// way without a fault: some twenty events under one lock.
func BenchmarkJournal(b *testing.B) {
	c := sim.DefaultConfig()
	j := newJournal(record.Names{})
	j.open(c.Setup("embedded"))
	for n := range 3 {
		j.announce(int16(n), uint8(n+1), []uint8{1, 2, 3})
	}
	j.begin()
	b.ReportAllocs()
	orders, offset := sim.Orders.String(), int64(0)
	for b.Loop() {
		o := added(j, c.Order(sim.OrderID(offset+1)))
		j.pay(o, false)
		j.called(o, sim.ByService)
		j.knows(o, sim.Nothing, 0, nil)
		j.mark(o, sim.RowPublished)
		w := batch{topic: orders, keys: []string{o.ID}}
		j.began(w)
		x := &wire.Exchange{From: wire.Role{Duty: wire.DutyPublish}, Broker: 1, Produce: &wire.Produce{
			Acks:  -1,
			Parts: []wire.ProducePart{{Topic: orders, Records: []wire.RecordName{{Key: o.ID}}, Base: offset}},
		}}
		j.Sent(x)
		j.Answered(x)
		j.over(w, attemptResult{base: offset})
		d := delivery{role: wire.Role{Duty: wire.DutyConsume, Group: o.Fulfilment.Carrier(), Worker: 1}, order: o, at: position{topic: sim.Orders, offset: offset}}
		j.handling(&d)
		d.note(j, d.event(sim.HandlerReturned))
		j.committing([]*delivery{&d})
		j.Answered(&wire.Exchange{From: d.role, Commit: &wire.Commit{Group: d.role.Group.String(), Parts: []wire.CommitPart{{Topic: orders, Offset: offset + 1}}}})
		offset++
	}
	if n := j.state().Count(); n != int(offset) {
		b.Errorf("%d orders", n)
	}
}
