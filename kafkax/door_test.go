package kafkax

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
)

// doorBench is a bench with a door. The door's network is not that of the
// brokers: who is told a broker's own address reaches nobody.
type doorBench struct {
	*bench
	door    *Door
	tenant  *tenant
	network *kfake.VirtualNetwork

	mu         sync.Mutex
	complaints []string
}

func newDoorBench(t *testing.T, partitions int) *doorBench {
	t.Helper()
	b := &doorBench{bench: newBench(t, partitions), network: new(kfake.VirtualNetwork)}
	door, err := openDoor(b.network.Listen, "127.0.0.1:19092", 1)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(door.Close)
	b.door = door
	b.tenant = &tenant{gate: b.gate, numbers: map[int]int{0: 1, 1: 2, 2: 3}, addresses: map[int32]string{}, shut: map[int32]error{}, complain: b.complain, meet: func(*guest, string) {}}
	for i, address := range b.embedded.addresses() {
		b.tenant.addresses[int32(i)] = address
	}
	if err := door.moveIn(b.tenant, []int{0, 1, 2}); err != nil {
		t.Fatal(err)
	}
	return b
}

func (b *doorBench) complain(_ *guest, why error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints = append(b.complaints, why.Error())
}

func (b *doorBench) complained() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Join(b.complaints, "\n")
}

// dial connects to the door. A pipe that is closed says so in words of its own;
// here it is a connection that was reset.
func (b *doorBench) dial(ctx context.Context, network, address string) (net.Conn, error) {
	conn, err := b.network.DialContext(ctx, network, address)
	if err != nil {
		return nil, err
	}
	return resetConn{conn}, nil
}

type resetConn struct{ net.Conn }

func (c resetConn) Read(p []byte) (int, error) {
	n, err := c.Conn.Read(p)
	if errors.Is(err, io.ErrClosedPipe) {
		err = reset
	}
	return n, err
}

func (c resetConn) Write(p []byte) (int, error) {
	n, err := c.Conn.Write(p)
	if errors.Is(err, io.ErrClosedPipe) {
		err = reset
	}
	return n, err
}

// franz returns a franz-go client at the door.
func (b *doorBench) franz(options ...kgo.Opt) *kgo.Client {
	b.t.Helper()
	client, err := kgo.NewClient(append([]kgo.Opt{
		kgo.SeedBrokers(b.door.Addresses()...), kgo.Dialer(b.dial), kgo.DefaultProduceTopic(testTopic),
		kgo.ProducerLinger(0), kgo.MetadataMinAge(100 * time.Millisecond),
	}, options...)...)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(client.Close)
	return client
}

// stranger returns a kafka-go Writer at the door.
func (b *doorBench) stranger() *kafka.Writer {
	transport := &kafka.Transport{Dial: b.dial, Context: b.ctx}
	w := &kafka.Writer{Addr: kafka.TCP(b.door.Addresses()...), Topic: testTopic, RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond, Transport: transport}
	b.t.Cleanup(func() {
		_ = w.Close()
		transport.CloseIdleConnections()
	})
	return w
}

// foreignProduce matches what comes in through the door.
func foreignProduce(x *exchange) bool { return x.produce != nil && x.from.duty == dutyForeign }

// Two client libraries produce and consume, in a group and without, through the
// door alone.
func TestDoor(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newDoorBench(t, 3)
		if got := b.door.Addresses(); !slices.Equal(got, []string{"127.0.0.1:19092", "127.0.0.1:19093", "127.0.0.1:19094"}) {
			t.Fatalf("the door is at %v", got)
		}
		producer := b.franz()
		w := b.stranger()
		for i := range 10 {
			key := []byte{byte('a' + i)}
			if err := producer.ProduceSync(b.ctx, &kgo.Record{Key: key, Value: key}).FirstErr(); err != nil {
				t.Fatal(err)
			}
			if err := w.WriteMessages(b.ctx, kafka.Message{Key: key, Value: key}); err != nil {
				t.Fatal(err)
			}
		}
		consumer := b.franz(kgo.ConsumerGroup("franz"), kgo.ConsumeTopics(testTopic), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
		for got := 0; got < 20; {
			fetches := consumer.PollFetches(b.ctx)
			if err := fetches.Err(); err != nil {
				t.Fatal(err)
			}
			got += fetches.NumRecords()
		}
		if err := consumer.CommitUncommittedOffsets(b.ctx); err != nil {
			t.Fatal(err)
		}
		reader := kafka.NewReader(kafka.ReaderConfig{
			Brokers: b.door.Addresses(), Topic: testTopic, GroupID: "kafka-go", MaxWait: 100 * time.Millisecond,
			Dialer: &kafka.Dialer{DialFunc: b.dial, Timeout: dialTimeout}, StartOffset: kafka.FirstOffset,
		})
		defer reader.Close()
		for range 20 {
			m, err := reader.FetchMessage(b.ctx)
			if err == nil {
				err = reader.CommitMessages(b.ctx, m)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if said := b.complained(); said != "" {
			t.Errorf("somebody was turned away: %s", said)
		}
	})
}

// What the gate does to the session's own clients it does to others: an answer
// that is lost makes a second copy, unless the client numbers what it sends.
func TestDoorAckLost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newDoorBench(t, 1)
		struck := 0
		lose := func() {
			b.gate.add(&rule{does: loseAnswer, left: 1, matches: foreignProduce, struck: func(*exchange) { struck++ }})
		}
		lose()
		if err := b.stranger().WriteMessages(b.ctx, kafka.Message{Key: []byte("1")}); err != nil || struck != 1 {
			t.Fatalf("%d struck: %v", struck, err)
		}
		b.wantCopies(2)
		lose()
		if err := b.franz().ProduceSync(b.ctx, kgo.StringRecord("2")).FirstErr(); err != nil || struck != 2 {
			t.Fatalf("%d struck: %v", struck, err)
		}
		b.wantCopies(3)
	})
}

// A broker that is away resets, one that is frozen says nothing, and both are
// back when the outage is over; connections that waited go on.
func TestDoorOutage(t *testing.T) {
	t.Parallel()
	for name, reach := range map[string]reach{"refused": reachRefused, "frozen": reachFrozen} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newDoorBench(t, 1)
				w := b.stranger()
				w.MaxAttempts, w.WriteTimeout, w.ReadTimeout = 1, time.Second, time.Second
				if err := w.WriteMessages(b.ctx, kafka.Message{Key: []byte("1")}); err != nil {
					t.Fatal(err)
				}
				outage := b.gate.begin(0, reach)
				if err := w.WriteMessages(b.ctx, kafka.Message{Key: []byte("2")}); err == nil {
					t.Error("written into an outage")
				}
				time.Sleep(5 * time.Second)
				outage.end()
				w.MaxAttempts = 10
				if err := w.WriteMessages(b.ctx, kafka.Message{Key: []byte("3")}); err != nil {
					t.Error(err)
				}
				want := int64(2)
				if reach == reachFrozen {
					want = 3 // what the frozen broker's socket took in
				}
				synctest.Wait()
				b.wantCopies(want)
			})
		})
	}
}

// The door closes beside frozen brokers, with requests that wait and clients that
// read nothing.
func TestDoorClosesFrozen(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newDoorBench(t, 1)
		b.gate.begin(0, reachFrozen)
		for range 20 {
			conn, err := b.network.DialContext(b.ctx, "tcp", b.door.Addresses()[0])
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { conn.Close() })
			if _, err := conn.Write(frame(kmsg.NewPtrMetadataRequest(), 1)); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		if n := b.gate.open(); n != 20 {
			t.Errorf("%d connections are open", n)
		}
		began := time.Now()
		b.door.Close()
		if took := time.Since(began); took > time.Second {
			t.Errorf("closing took %s", took)
		}
	})
}

// Who speaks no Kafka, or asks for what is not let through, is cut with one line.
func TestDoorHostile(t *testing.T) {
	t.Parallel()
	deep := frame(kmsg.NewPtrMetadataRequest(), 1)
	for name, test := range map[string]struct {
		sent string
		says string
	}{
		"HTTP":            {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", "does not speak Kafka"},
		"TLS":             {"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\x00", "speaks TLS"},
		"zeros":           {strings.Repeat("\x00", 64), "does not speak Kafka"},
		"huge":            {"\x7f\xff\xff\xff\x00\x03\x00\x01\x00\x00\x00\x01", "does not speak Kafka"},
		"unknown API":     {"\x00\x00\x00\x10\x7f\xff\x00\x01\x00\x00\x00\x01\xff\xff", "does not speak Kafka"},
		"broker's API":    {"\x00\x00\x00\x10\x00\x04\x00\x01\x00\x00\x00\x01\xff\xff", "LeaderAndISR in version 1"},
		"later version":   {"\x00\x00\x00\x10\x00\x00\x00\x0d\x00\x00\x00\x01\xff\xff", "Produce in version 13"},
		"below 0":         {"\x00\x00\x00\x10\x00\x03\xff\xff\x00\x00\x00\x01\xff\xff", "does not speak Kafka"},
		"long Metadata":   {"\x00\xf0\x00\x00\x00\x03\x00\x01\x00\x00\x00\x01\xff\xff", "Metadata has 15728640 bytes"},
		"login":           {string(frame(&kmsg.SASLHandshakeRequest{Mechanism: "PLAIN"}, 1)), "wants to log in"},
		"same number":     {string(append(slices.Clone(deep), deep...)), "under number 7 again"},
		"half a request":  {string(deep[:len(deep)-2]), "the rest of its request"},
		"nothing at all":  {"", ""},
		"raw password":    {"\x00\x00\x00\x0e\x00alice\x00wonder-land", "does not speak Kafka"},
		"broken Metadata": {"\x00\x00\x00\x0e\x00\x03\x00\x01\x00\x00\x00\x01\xff\xff\x7f\xff\xff\xff", ""},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newDoorBench(t, 1)
				b.gate.begin(0, reachFrozen) // so that nothing is answered meanwhile
				if name == "broken Metadata" {
					b.gate.lift()
				}
				conn, err := b.network.DialContext(b.ctx, "tcp", b.door.Addresses()[0])
				if err != nil {
					t.Fatal(err)
				}
				defer conn.Close()
				go func() { _, _ = io.WriteString(conn, test.sent) }()
				began := time.Now()
				if _, err := io.Copy(io.Discard, conn); err != nil && !errors.Is(err, io.ErrClosedPipe) {
					t.Error(err)
				}
				if took := time.Since(began); took > frameTimeout+time.Second {
					t.Errorf("cut after %s", took)
				}
				synctest.Wait()
				said := b.complained()
				if !strings.Contains(said, test.says) || strings.Contains(said, "\n") || test.says == "" && said != "" {
					t.Errorf("says %q, want %q", said, test.says)
				}
			})
		})
	}
}

// Those who are too many are reset, and places are given back.
func TestDoorFull(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newDoorBench(t, 1)
		dial := func() net.Conn {
			conn, err := b.network.DialContext(b.ctx, "tcp", b.door.Addresses()[0])
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { conn.Close() })
			return conn
		}
		conns := make([]net.Conn, guestsMax)
		for i := range conns {
			conns[i] = dial()
		}
		synctest.Wait()
		if _, err := dial().Read(make([]byte, 1)); err == nil {
			t.Error("one too many was let in")
		}
		synctest.Wait()
		if said := b.complained(); said != fmt.Sprintf("at most %d connections are let in at a time", guestsMax) {
			t.Errorf("says %q", said)
		}
		for _, conn := range conns[:8] {
			conn.Close()
		}
		synctest.Wait()
		if err := b.stranger().WriteMessages(b.ctx, kafka.Message{Key: []byte("1")}); err != nil {
			t.Error(err)
		}
	})
}

// What a client keeps asking while its answers are swallowed has an end.
func TestDoorInFlight(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newDoorBench(t, 1)
		b.gate.begin(0, reachFrozen)
		conn, err := b.network.DialContext(b.ctx, "tcp", b.door.Addresses()[0])
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		request := frame(kmsg.NewPtrMetadataRequest(), 1)
		for i := range inFlightMax + 1 {
			request[8], request[9] = byte(i>>8), byte(i)
			if _, err := conn.Write(request); err != nil {
				break
			}
		}
		synctest.Wait()
		if said := b.complained(); !strings.Contains(said, "without an answer") {
			t.Errorf("says %q", said)
		}
	})
}

// The next tenant has the same ports; while there is none, everybody is reset,
// and a broker that turns up later gets a port.
func TestDoorTenants(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newDoorBench(t, 1)
		client := b.franz()
		if err := client.ProduceSync(b.ctx, kgo.StringRecord("1")).FirstErr(); err != nil {
			t.Fatal(err)
		}
		b.door.moveOut(b.tenant)
		if n := b.gate.guests(); n != 0 {
			t.Errorf("%d are still there", n)
		}
		conn, err := b.network.DialContext(b.ctx, "tcp", b.door.Addresses()[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Read(make([]byte, 1)); err == nil {
			t.Error("somebody answers where nobody is")
		}
		next := &tenant{gate: b.gate, numbers: map[int]int{0: 1}, addresses: map[int32]string{0: b.embedded.addresses()[0]}, complain: b.complain, meet: func(*guest, string) {}}
		before := b.door.Addresses()
		if err := b.door.moveIn(next, []int{0, 7}); err != nil {
			t.Fatal(err)
		}
		if err := client.ProduceSync(b.ctx, kgo.StringRecord("2")).FirstErr(); err != nil {
			t.Fatal(err)
		}
		b.wantCopies(2)
		if after := b.door.Addresses(); len(after) != 4 || !slices.Equal(after[:3], before) {
			t.Errorf("the ports were %v and are %v", before, after)
		}
		if err := b.door.moveIn(b.tenant, []int{0, 1, 2}); err != nil { // before the other has moved out
			t.Fatal(err)
		}
		b.door.moveOut(next)
		if err := client.ProduceSync(b.ctx, kgo.StringRecord("3")).FirstErr(); err != nil {
			t.Error(err)
		}
		b.wantCopies(3)
	})
}

// Brokers of which nobody knew at the start get a port as soon as an answer names
// them. One that cannot have any is named to no client, and why is said once.
func TestDoorWidens(t *testing.T) {
	t.Parallel()
	for name, taken := range map[string]bool{"free": false, "taken": true} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newDoorBench(t, 3)
				want := []string{"127.0.0.1:29092", "127.0.0.1:29093", "127.0.0.1:29094"}
				if taken {
					want = want[:1]
					l, err := b.network.Listen("tcp", "127.0.0.1:29093")
					if err != nil {
						t.Fatal(err)
					}
					defer l.Close()
				}
				door, err := openDoor(b.network.Listen, "127.0.0.1:29092", 1)
				if err != nil {
					t.Fatal(err)
				}
				t.Cleanup(door.Close)
				b.door, b.tenant.addresses = door, map[int32]string{0: b.embedded.addresses()[0]}
				if err := door.moveIn(b.tenant, []int{0}); err != nil {
					t.Fatal(err)
				}
				client := b.franz()
				for range 3 {
					answer, err := kmsg.NewPtrMetadataRequest().RequestWith(b.ctx, client)
					if err != nil || len(answer.Brokers) != len(want) {
						t.Errorf("%d brokers are named, want %d: %v", len(answer.Brokers), len(want), err)
					}
				}
				if got := door.Addresses(); !slices.Equal(got, want) {
					t.Errorf("the door is at %v, want %v", got, want)
				}
				if lines := strings.Count(b.complained(), "has no port"); taken && lines != 2 || !taken && lines != 0 {
					t.Errorf("says %q", b.complained())
				}
			})
		})
	}
}
