package wire

import (
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
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/kafkatest"
)

// doorBench is a bench with a door. The door's network is not that of the
// brokers: who is told a broker's own address reaches nobody.
type doorBench struct {
	*bench
	door    *Door
	tenant  *Tenant
	network kafkatest.Network

	mu         sync.Mutex
	complaints []string
}

func newDoorBench(t *testing.T, partitions int) *doorBench {
	t.Helper()
	b := &doorBench{bench: newBench(t, partitions)}
	b.door = b.open("127.0.0.1:19092")
	b.tenant = b.newTenant(0, 1, 2)
	if err := b.door.MoveIn(b.tenant); err != nil {
		t.Fatal(err)
	}
	return b
}

// open opens a door with one port.
func (b *doorBench) open(address string) *Door {
	b.t.Helper()
	door, err := OpenDoor(b.network.Listen, address, 1)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(door.Close)
	return door
}

// newTenant returns a tenant that knows these brokers, by the cluster's own ids.
func (b *doorBench) newTenant(nodes ...int) *Tenant {
	t := &Tenant{Gate: b.gate, Numbers: make(map[int]int), Nodes: make(map[int]string), TurnedAway: b.complain}
	for _, node := range nodes {
		if t.Numbers[node] = node + 1; node < len(b.Addresses()) {
			t.Nodes[node] = b.Addresses()[node]
		}
	}
	return t
}

func (b *doorBench) complain(_ *Guest, why error) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.complaints = append(b.complaints, why.Error())
}

func (b *doorBench) complained() string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return strings.Join(b.complaints, "\n")
}

// franz returns a franz-go client at the door.
func (b *doorBench) franz(options ...kgo.Opt) *kgo.Client {
	b.t.Helper()
	return kafkatest.Client(b.t, b.network.Dial, b.door.Addresses(), options...)
}

// stranger returns a kafka-go Writer at the door.
func (b *doorBench) stranger() *kafka.Writer {
	return kafkatest.Writer(b.t, b.network.Dial, b.door.Addresses())
}

// foreignProduce matches what comes in through the door.
func foreignProduce(x *Exchange) bool { return x.Produce != nil && x.From.Duty == DutyForeign }

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
			if err := producer.ProduceSync(t.Context(), &kgo.Record{Key: key, Value: key}).FirstErr(); err != nil {
				t.Fatal(err)
			}
			if err := w.WriteMessages(t.Context(), kafka.Message{Key: key, Value: key}); err != nil {
				t.Fatal(err)
			}
		}
		consumer := b.franz(kgo.ConsumerGroup("franz"), kgo.ConsumeTopics(kafkatest.Topic), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
		for got := 0; got < 20; {
			fetches := consumer.PollFetches(t.Context())
			if err := fetches.Err(); err != nil {
				t.Fatal(err)
			}
			got += fetches.NumRecords()
		}
		if err := consumer.CommitUncommittedOffsets(t.Context()); err != nil {
			t.Fatal(err)
		}
		reader := kafka.NewReader(kafka.ReaderConfig{
			Brokers: b.door.Addresses(), Topic: kafkatest.Topic, GroupID: "kafka-go", MaxWait: 100 * time.Millisecond,
			Dialer: &kafka.Dialer{DialFunc: b.network.Dial, Timeout: DialTimeout}, StartOffset: kafka.FirstOffset,
		})
		defer reader.Close()
		for range 20 {
			m, err := reader.FetchMessage(t.Context())
			if err == nil {
				err = reader.CommitMessages(t.Context(), m)
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
			b.gate.Add(&Rule{Does: LoseAnswer, Matches: atMost(1, foreignProduce), Struck: func(*Exchange) { struck++ }})
		}
		lose()
		if err := b.stranger().WriteMessages(t.Context(), kafka.Message{Key: []byte("1")}); err != nil || struck != 1 {
			t.Fatalf("%d struck: %v", struck, err)
		}
		b.wantCopies(2)
		lose()
		if err := b.franz().ProduceSync(t.Context(), kgo.StringRecord("2")).FirstErr(); err != nil || struck != 2 {
			t.Fatalf("%d struck: %v", struck, err)
		}
		b.wantCopies(3)
	})
}

// A broker that is away resets, one that is frozen says nothing, and both are
// back when the outage is over; connections that waited go on.
func TestDoorOutage(t *testing.T) {
	t.Parallel()
	for name, reach := range map[string]Reach{"refused": ReachRefused, "frozen": ReachFrozen} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newDoorBench(t, 1)
				w := b.stranger()
				w.MaxAttempts, w.WriteTimeout, w.ReadTimeout = 1, time.Second, time.Second
				if err := w.WriteMessages(t.Context(), kafka.Message{Key: []byte("1")}); err != nil {
					t.Fatal(err)
				}
				outage := b.gate.Begin(0, reach)
				if err := w.WriteMessages(t.Context(), kafka.Message{Key: []byte("2")}); err == nil {
					t.Error("written into an outage")
				}
				time.Sleep(5 * time.Second)
				outage.End()
				w.MaxAttempts = 10
				if err := w.WriteMessages(t.Context(), kafka.Message{Key: []byte("3")}); err != nil {
					t.Error(err)
				}
				want := int64(2)
				if reach == ReachFrozen {
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
		b.gate.Begin(0, ReachFrozen)
		for range 20 {
			conn, err := b.network.DialContext(t.Context(), "tcp", b.door.Addresses()[0])
			if err != nil {
				t.Fatal(err)
			}
			t.Cleanup(func() { conn.Close() })
			if _, err := conn.Write(frame(kmsg.NewPtrMetadataRequest(), 1)); err != nil {
				t.Fatal(err)
			}
		}
		synctest.Wait()
		if n := b.gate.Open(); n != 20 {
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
				b.gate.Begin(0, ReachFrozen) // so that nothing is answered meanwhile
				if name == "broken Metadata" {
					b.gate.Lift()
				}
				conn, err := b.network.DialContext(t.Context(), "tcp", b.door.Addresses()[0])
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
			conn, err := b.network.DialContext(t.Context(), "tcp", b.door.Addresses()[0])
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
		if err := b.stranger().WriteMessages(t.Context(), kafka.Message{Key: []byte("1")}); err != nil {
			t.Error(err)
		}
	})
}

// What a client keeps asking while its answers are swallowed has an end.
func TestDoorInFlight(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newDoorBench(t, 1)
		b.gate.Begin(0, ReachFrozen)
		conn, err := b.network.DialContext(t.Context(), "tcp", b.door.Addresses()[0])
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
		if err := client.ProduceSync(t.Context(), kgo.StringRecord("1")).FirstErr(); err != nil {
			t.Fatal(err)
		}
		b.door.MoveOut(b.tenant)
		if n := b.gate.guests(); n != 0 {
			t.Errorf("%d are still there", n)
		}
		conn, err := b.network.DialContext(t.Context(), "tcp", b.door.Addresses()[0])
		if err != nil {
			t.Fatal(err)
		}
		if _, err := conn.Read(make([]byte, 1)); err == nil {
			t.Error("somebody answers where nobody is")
		}
		next := b.newTenant(0, 7)
		before := b.door.Addresses()
		if err := b.door.MoveIn(next); err != nil {
			t.Fatal(err)
		}
		if err := client.ProduceSync(t.Context(), kgo.StringRecord("2")).FirstErr(); err != nil {
			t.Fatal(err)
		}
		b.wantCopies(2)
		if after := b.door.Addresses(); len(after) != 4 || !slices.Equal(after[:3], before) {
			t.Errorf("the ports were %v and are %v", before, after)
		}
		if err := b.door.MoveIn(b.tenant); err != nil { // before the other has moved out
			t.Fatal(err)
		}
		b.door.MoveOut(next)
		if err := client.ProduceSync(t.Context(), kgo.StringRecord("3")).FirstErr(); err != nil {
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
				b.door = b.open("127.0.0.1:29092")
				if err := b.door.MoveIn(b.newTenant(0)); err != nil {
					t.Fatal(err)
				}
				client := b.franz()
				for range 3 {
					answer, err := kmsg.NewPtrMetadataRequest().RequestWith(t.Context(), client)
					if err != nil || len(answer.Brokers) != len(want) {
						t.Errorf("%d brokers are named, want %d: %v", len(answer.Brokers), len(want), err)
					}
				}
				if got := b.door.Addresses(); !slices.Equal(got, want) {
					t.Errorf("the door is at %v, want %v", got, want)
				}
				if lines := strings.Count(b.complained(), "has no port"); taken && lines != 2 || !taken && lines != 0 {
					t.Errorf("says %q", b.complained())
				}
			})
		})
	}
}
