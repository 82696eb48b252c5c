package wire

import (
	"bytes"
	"context"
	"encoding/binary"
	"io"
	"net"
	"testing"
	"time"
)

// BenchmarkDoor measures one Produce and its answer over sockets of the machine
// through a door, and how much longer that takes than without: alone, and with 32
// Produces of 16 KiB at a time on one connection.
func BenchmarkDoor(b *testing.B) {
	for name, load := range map[string]struct{ bytes, atOnce int }{"lone": {200, 1}, "stream": {16 << 10, 32}} {
		b.Run(name, func(b *testing.B) {
			request, answer := produceFrames("1", make([]byte, load.bytes))
			server := listenAndEcho(b, answer)
			door, err := OpenDoor(net.Listen, "127.0.0.1:0", 1)
			if err != nil {
				b.Fatal(err)
			}
			defer door.Close()
			gate := New(new(net.Dialer).DialContext, nobody{}, "")
			tenant := &Tenant{Gate: gate, Numbers: map[int]int{0: 1}, Nodes: map[int]string{0: server}, TurnedAway: func(_ *Guest, why error) { b.Error(why) }}
			if err := door.MoveIn(tenant); err != nil {
				b.Fatal(err)
			}
			direct := newPipeline(b, server, request, len(answer), load.atOnce)
			proxied := newPipeline(b, door.Addresses()[0], request, len(answer), load.atOnce)
			direct.run(load.atOnce)
			proxied.run(load.atOnce)
			var without, with time.Duration
			for b.Loop() { // one beside the other: so what else the machine does is in both
				start := time.Now()
				direct.run(1)
				between := time.Now()
				proxied.run(1)
				without, with = without+between.Sub(start), with+time.Since(between)
			}
			b.ReportMetric(0, "ns/op")
			b.ReportMetric(float64(with.Nanoseconds())/float64(b.N), "ns/proxied")
			b.ReportMetric(float64(with)/float64(without), "×direct")
		})
	}
}

// listenAndEcho listens on loopback, and gives every request the same answer.
func listenAndEcho(b *testing.B, answer []byte) (address string) {
	b.Helper()
	l, err := new(net.ListenConfig).Listen(context.Background(), "tcp", "127.0.0.1:0")
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { l.Close() })
	go func() {
		for {
			conn, err := l.Accept()
			if err != nil {
				return
			}
			go echo(conn, bytes.Clone(answer))
		}
	}()
	return l.Addr().String()
}

// pipeline has so many requests under way on one connection.
type pipeline struct {
	b       *testing.B
	conn    net.Conn
	request []byte
	answer  []byte
	number  uint32 // of the next request
	waiting int
	atOnce  int
}

func newPipeline(b *testing.B, address string, request []byte, answer, atOnce int) *pipeline {
	b.Helper()
	conn, err := net.Dial("tcp", address) //nolint:noctx // it is on this machine
	if err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { conn.Close() })
	return &pipeline{b: b, conn: conn, request: bytes.Clone(request), answer: make([]byte, answer), atOnce: atOnce}
}

// run sends so many requests, and waits for as many answers as leave atOnce − 1
// under way.
func (p *pipeline) run(requests int) {
	for range requests {
		p.number++
		binary.BigEndian.PutUint32(p.request[8:], p.number)
		if _, err := p.conn.Write(p.request); err != nil {
			p.b.Fatal(err)
		}
		p.waiting++
		if p.waiting < p.atOnce {
			continue
		}
		p.waiting--
		if _, err := io.ReadFull(p.conn, p.answer); err != nil {
			p.b.Fatal(err)
		}
	}
}
