package wire

import (
	"context"
	"io"
	"net"
	"testing"

	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/kafkatest"
)

// nobody watches a gate.
type nobody struct{}

func (nobody) Link(Role, int, LinkEvent) {}
func (nobody) Sent(*Exchange)            {}
func (nobody) Answered(*Exchange)        {}

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
	r.Topics = []kmsg.ProduceRequestTopic{{Topic: kafkatest.Topic, Partitions: []kmsg.ProduceRequestTopicPartition{{Records: batch.AppendTo(nil)}}}}
	request = frame(r, 7)
	a := kmsg.NewPtrProduceResponse()
	a.SetVersion(7)
	a.Topics = []kmsg.ProduceResponseTopic{{Topic: kafkatest.Topic, Partitions: []kmsg.ProduceResponseTopicPartition{{}}}}
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
	for name, open := range map[string]DialFunc{"direct": dial, "gate": New(dial, nobody{}, "").Dialer(Role{Duty: DutyPublish})} {
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
