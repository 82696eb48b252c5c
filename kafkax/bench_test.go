package kafkax

import (
	"testing"
	"time"

	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// BenchmarkSession measures a whole order on the embedded Kafka, from the call
// to the committed offset of every group: how many orders a second the session
// carries when the work itself takes no time.
func BenchmarkSession(b *testing.B) {
	for _, mode := range modes {
		b.Run(mode.String(), func(b *testing.B) {
			c := sim.DefaultConfig()
			c.Mode, c.Orders, c.ExternalRatio, c.Workers = mode, b.N, 0, 3
			c.Rate, c.Until = sim.Rate{Orders: 1000, Per: time.Millisecond}, time.Hour
			c.Faults = []sim.Fault{sim.NewFault(sim.ConsumerSlow)}
			c.Faults[0].Delay, c.Faults[0].Count = time.Nanosecond, sim.Always
			s, err := Start(b.Context(), c, Options{})
			if err != nil {
				b.Fatal(err)
			}
			b.ResetTimer() // what is left before is the first second, in which nothing happens
			<-s.Done()
			b.StopTimer()
			took := s.State().At - time.Second - quietFor
			if err := s.Close(); err != nil {
				b.Error(err)
			}
			if finished := s.State().Totals().Finished; finished != b.N {
				b.Errorf("%d of %d orders are finished", finished, b.N)
			}
			b.ReportMetric(float64(took.Microseconds())/float64(b.N), "µs/order")
			b.ReportMetric(float64(s.State().N)/float64(b.N), "events/order")
		})
	}
}

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
