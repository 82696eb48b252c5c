package kafkax

import (
	"context"
	"io"
	"net"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/sim"
)

// nobody watches a gate.
type nobody struct{}

func (nobody) link(role, int, linkEvent) {}
func (nobody) sent(*exchange)            {}
func (nobody) answered(*exchange)        {}

// echo answers every request of a connection with the same answer.
func echo(conn net.Conn, answer []byte) {
	var in frames
	buffer := make([]byte, 64<<10)
	for {
		n, err := conn.Read(buffer)
		if err != nil {
			return
		}
		in.add(buffer[:n])
		for {
			f, err := in.next()
			if f == nil || err != nil {
				break
			}
			copy(answer[4:8], f[8:12]) // the correlation id
			if _, err := conn.Write(answer); err != nil {
				return
			}
		}
	}
}

// produceFrames returns a Produce of one record and its answer, on the wire.
func produceFrames(key string, value []byte) (request, answer []byte) {
	record := kmsg.Record{Key: []byte(key), Value: value}
	body := record.AppendTo(nil)[1:] // without the length, which is 0 yet
	record.Length = int32(len(body))
	batch := kmsg.RecordBatch{Magic: 2, NumRecords: 1, ProducerID: -1, ProducerEpoch: -1, FirstSequence: -1, Records: record.AppendTo(nil)}
	batch.Length = int32(49 + len(batch.Records))
	r := kmsg.NewPtrProduceRequest()
	r.Acks = -1
	r.Topics = []kmsg.ProduceRequestTopic{{Topic: testTopic, Partitions: []kmsg.ProduceRequestTopicPartition{{Records: batch.AppendTo(nil)}}}}
	request = frame(r, 7)
	a := kmsg.NewPtrProduceResponse()
	a.SetVersion(7)
	a.Topics = []kmsg.ProduceResponseTopic{{Topic: testTopic, Partitions: []kmsg.ProduceResponseTopicPartition{{}}}}
	answer = a.AppendTo(make([]byte, 8))
	answer[3] = byte(len(answer) - 4)
	return request, answer
}

// BenchmarkGate measures what the gate adds to one Produce and its answer over
// a connection in memory; direct is the same without a gate.
func BenchmarkGate(b *testing.B) {
	request, answer := produceFrames("1", make([]byte, 200))
	dial := func(context.Context, string, string) (net.Conn, error) {
		client, server := net.Pipe()
		go echo(server, append([]byte(nil), answer...))
		return client, nil
	}
	for name, open := range map[string]dialFunc{"direct": dial, "gate": newGate(dial, nobody{}).dialer(role{duty: dutyPublish})} {
		b.Run(name, func(b *testing.B) {
			conn, err := open(b.Context(), "tcp", "broker:9092")
			if err != nil {
				b.Fatal(err)
			}
			defer conn.Close()
			buffer := make([]byte, len(answer))
			b.ReportAllocs()
			for b.Loop() {
				if _, err := conn.Write(request); err != nil {
					b.Fatal(err)
				}
				if _, err := io.ReadFull(conn, buffer); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

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
	j := newJournal(names{})
	j.open(c.Setup("embedded"))
	for n := range 3 {
		j.announce(int16(n), uint8(n+1), []uint8{1, 2, 3})
	}
	j.begin()
	b.ReportAllocs()
	offset := int64(0)
	for b.Loop() {
		t := added(j, c.Order(sim.OrderID(offset+1)))
		j.pay(t)
		j.called(t, sim.ByService)
		j.knows(t, sim.Nothing, 0, nil)
		j.mark(t, sim.RowPublished)
		w := batch{topic: testTopic, keys: []string{t.order.ID}}
		j.began(w)
		x := &exchange{from: role{duty: dutyPublish}, broker: 1, produce: &produce{
			acks:  -1,
			parts: []producePart{{topic: testTopic, records: []recordName{{key: t.order.ID}}, base: offset}},
		}}
		j.sent(x)
		j.answered(x)
		j.over(w, attemptResult{base: offset})
		d := delivery{role: role{duty: dutyConsume, group: t.order.Fulfilment.Carrier(), worker: 1}, trail: t, at: position{topic: sim.Orders, offset: offset}}
		j.handling(&d)
		d.note(j, d.event(sim.HandlerReturned))
		j.committing([]*delivery{&d})
		j.answered(&exchange{from: d.role, commit: &commit{group: d.role.group.String(), parts: []commitPart{{topic: testTopic, offset: offset + 1}}}})
		offset++
	}
	if n := j.state().Count(); n != int(offset) {
		b.Errorf("%d orders", n)
	}
}
