package proxy

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kfake"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"github.com/twmb/franz-go/pkg/sasl/plain"

	"orderflow/internal/certtest"
	"orderflow/internal/kafkatest"
	"orderflow/kafkax/access"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// bench is a cluster that is reached through a proxy.
type bench struct {
	*kafkatest.Cluster
	t       *testing.T
	network kafkatest.Network // that of the door
	door    *wire.Door
	proxy   *Proxy

	mu     sync.Mutex
	events []Event
}

// newBench moves a proxy with these faults in behind a door; everything is
// closed when the test ends, which is in a bubble.
func newBench(t *testing.T, faults ...string) *bench {
	t.Helper()
	t.Cleanup(synctest.Wait) // when all is closed
	b := &bench{Cluster: kafkatest.New(t, 3, 1), t: t}
	b.start(b.network.Listen, "127.0.0.1:19092", faults...)
	return b
}

// start lets a proxy move in behind a door of its own.
func (b *bench) start(listen func(network, address string) (net.Listener, error), address string, faults ...string) {
	b.t.Helper()
	door, err := wire.OpenDoor(listen, address, 1)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(door.Close)
	options := Options{Brokers: b.Addresses(), Door: door, Topics: []string{kafkatest.Topic}, Watch: b.watch, dial: b.Dial}
	for _, spec := range faults {
		f, err := sim.ParseFault(spec)
		if err != nil {
			b.t.Fatal(err)
		}
		options.Faults = append(options.Faults, f)
	}
	p, err := Start(b.t.Context(), options)
	if err != nil {
		b.t.Fatal(err)
	}
	b.t.Cleanup(p.Close)
	b.door, b.proxy = door, p
}

// stranger returns a kafka-go Writer at the door.
func (b *bench) stranger() *kafka.Writer {
	return kafkatest.Writer(b.t, b.network.Dial, b.door.Addresses())
}

func (b *bench) watch(e Event) {
	b.mu.Lock()
	defer b.mu.Unlock()
	b.events = append(b.events, e)
}

// told lists what was told, but for connections that come and go in order.
func (b *bench) told() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	var list []string
	for _, e := range b.events {
		switch e.Type {
		case Connected, Client, Closed:
		case Sent:
			list = append(list, fmt.Sprintf("sent %s", strings.Join(e.Keys, " ")))
		case Answered:
			list = append(list, fmt.Sprintf("appended %s at %d %s", strings.Join(e.Keys, " "), e.Offset, e.Error))
		case Committed:
			list = append(list, fmt.Sprintf("%s commits %d %s", e.Group, e.Offset, e.Error))
		default:
			list = append(list, strings.TrimSpace(string(e.Type)+" "+e.Fault+" "+e.Group+" "+e.Text.English))
		}
	}
	return list
}

// send publishes keys through the proxy, one after the other.
func (b *bench) send(w *kafka.Writer, keys ...string) {
	b.t.Helper()
	for _, key := range keys {
		if err := w.WriteMessages(b.t.Context(), kafka.Message{Key: []byte(key), Value: []byte("{}")}); err != nil {
			b.t.Errorf("publishing %s: %v", key, err)
		}
	}
}

// Each fault does to any client what it does to the session's own, as often and
// as long as it says, and every step is told.
func TestProxyFaults(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		fault  string
		copies int64
		took   time.Duration
		told   []string
	}{
		"none": {"ack-lost:from=1h", 2, 0, []string{"sent 1", "appended 1 at 0 ", "sent 2", "appended 2 at 1 "}},
		"ack-lost": {"ack-lost", 3, 100 * time.Millisecond, []string{
			"fault-began ack-lost", "sent 1", "appended 1 at 0 ", "fault-struck ack-lost", "cut", "sent 1", "appended 1 at 1 ", "sent 2", "appended 2 at 2 ",
		}},
		"twice": {"ack-lost:count=2", 4, 350 * time.Millisecond, []string{
			"fault-began ack-lost:count=2", "sent 1", "appended 1 at 0 ", "fault-struck ack-lost:count=2", "cut", "sent 1", "appended 1 at 1 ", "fault-struck ack-lost:count=2", "cut",
			"sent 1", "appended 1 at 2 ", "sent 2", "appended 2 at 3 ",
		}},
		"ack-swallowed": {"ack-swallowed", 3, 10 * time.Second, []string{
			"fault-began ack-swallowed", "sent 1", "appended 1 at 0 ", "fault-struck ack-swallowed", "sent 1", "appended 1 at 1 ", "sent 2", "appended 2 at 2 ",
		}},
		"produce-error": {"produce-error:code=NOT_ENOUGH_REPLICAS", 2, 100 * time.Millisecond, []string{
			"fault-began produce-error:code=NOT_ENOUGH_REPLICAS", "sent 1", "fault-struck produce-error:code=NOT_ENOUGH_REPLICAS", "sent 1", "appended 1 at 0 ", "sent 2", "appended 2 at 1 ",
		}},
		"after append": {"produce-error:code=NOT_ENOUGH_REPLICAS_AFTER_APPEND", 3, 100 * time.Millisecond, []string{
			"fault-began produce-error:code=NOT_ENOUGH_REPLICAS_AFTER_APPEND", "sent 1", "appended 1 at 0 ", "fault-struck produce-error:code=NOT_ENOUGH_REPLICAS_AFTER_APPEND",
			"sent 1", "appended 1 at 1 ", "sent 2", "appended 2 at 2 ",
		}},
		"ack-delay": {"ack-delay:delay=3s", 2, 3 * time.Second, []string{
			"fault-began ack-delay:delay=3s", "sent 1", "appended 1 at 0 ", "fault-struck ack-delay:delay=3s", "sent 2", "appended 2 at 1 ",
		}},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(t, test.fault)
				began := time.Now()
				b.send(b.stranger(), "1", "2")
				if took := time.Since(began); took < test.took || took > test.took+1500*time.Millisecond {
					t.Errorf("publishing took %s, want %s and a little", took, test.took)
				}
				b.WantCopies(b.t, test.copies)
				if told := b.told(); !slices.Equal(told, test.told) {
					t.Errorf("told:\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(test.told, "\n"))
				}
			})
		})
	}
}

// An outage begins and ends at its times from the proxy's start, and connections
// that are refused meanwhile are told. What a frozen broker's socket took in is
// appended when it thaws, whether or not its client has given up.
func TestProxyOutage(t *testing.T) {
	t.Parallel()
	for fault, test := range map[string]struct {
		copies int64
		told   []string
	}{
		"broker-down:from=5s,for=5s,broker=1":             {2, []string{"cut", "refused"}},
		"broker-down:from=5s,for=15s,broker=1,how=freeze": {3, nil},
	} {
		t.Run(fault, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				b := newBench(t, fault)
				w := b.stranger()
				b.send(w, "1")
				time.Sleep(6 * time.Second)
				began := time.Now()
				b.send(w, "2") // broker 1 leads the only partition
				if took := time.Since(began); took < 3*time.Second || took > 20*time.Second {
					t.Errorf("published after %s", took)
				}
				synctest.Wait()
				told := strings.Join(b.told(), "\n")
				for _, want := range append(test.told, "fault-began "+fault, "fault-ended "+fault) {
					if !strings.Contains(told, want) {
						t.Errorf("%q is not told:\n%s", want, told)
					}
				}
				b.WantCopies(b.t, test.copies)
			})
		})
	}
}

// A commit that is lost makes its record come again; whose group it is decides
// group=, also where NestJS or a run has added to its name.
func TestProxyCommitLost(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, "commit-lost:group=in-house")
		b.send(b.stranger(), "1")
		for _, group := range []string{"other", "in-house-server"} {
			client := kafkatest.Client(t, b.network.Dial, b.door.Addresses(), kgo.ConsumerGroup(group), kgo.ConsumeTopics(kafkatest.Topic), kgo.DisableAutoCommit(), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
			if fetches := client.PollFetches(b.t.Context()); fetches.NumRecords() != 1 {
				t.Fatalf("%d records, %v", fetches.NumRecords(), fetches.Err())
			}
			if err := client.CommitUncommittedOffsets(b.t.Context()); err != nil {
				t.Error(err) // the client tries again, and the fault strikes once
			}
			client.Close()
		}
		told := strings.Join(b.told(), "\n")
		for _, want := range []string{"other commits 1 ", "fault-struck commit-lost:group=in-house in-house-server", "in-house-server commits 1 "} {
			if !strings.Contains(told, want) {
				t.Errorf("%q is not told:\n%s", want, told)
			}
		}
	})
}

// An answer that cannot be written is refused as one that is too large, as often as the
// fault says; what is published is let through.
func TestProxyReplyUnproducible(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, "reply-unproducible:count=2")
		client := kafkatest.Client(t, b.network.Dial, b.door.Addresses())
		made := kmsg.NewPtrCreateTopicsRequest()
		topic := kmsg.NewCreateTopicsRequestTopic()
		topic.Topic, topic.NumPartitions, topic.ReplicationFactor = kafkatest.Topic+sim.ReplySuffix, 1, 1
		made.Topics = append(made.Topics, topic)
		if _, err := made.RequestWith(t.Context(), client); err != nil {
			t.Fatal(err)
		}
		answer := func(key string) error {
			return client.ProduceSync(t.Context(), &kgo.Record{Topic: kafkatest.Topic + sim.ReplySuffix, Key: []byte(key)}).FirstErr()
		}
		b.send(b.stranger(), "1")
		for _, key := range []string{"a", "b"} {
			if err := answer(key); !errors.Is(err, kerr.MessageTooLarge) {
				t.Errorf("answer %s: %v", key, err)
			}
		}
		if err := answer("c"); err != nil {
			t.Error(err)
		}
		want := []string{
			"fault-began reply-unproducible:count=2", "sent 1", "appended 1 at 0 ", "sent a", "fault-struck reply-unproducible:count=2",
			"sent b", "fault-struck reply-unproducible:count=2", "sent c", "appended c at 0 ",
		}
		if told := b.told(); !slices.Equal(told, want) {
			t.Errorf("told:\n%s\nwant\n%s", strings.Join(told, "\n"), strings.Join(want, "\n"))
		}
	})
}

// What a proxy cannot make is refused in one line, and what it can is a list.
func TestProxyFaultRefused(t *testing.T) {
	for spec, says := range map[string]string{
		"broker-down:how=crash": "how=crash cannot be made by a proxy",
		"handler-error":         "cannot be made by a proxy: want broker-down, produce-error, ack-lost",
		"consumer-absent":       "cannot be made by a proxy",
		"ack-lost:order=3":      "order= is a number of a run",
	} {
		f, err := sim.ParseFault(spec)
		if err != nil {
			t.Fatal(err)
		}
		if err = Supports(f); err == nil || !strings.Contains(err.Error(), says) || sim.TextOf(err).Korean == err.Error() {
			t.Errorf("%s: %v", spec, err)
		}
	}
	if names := Faults(); !slices.Equal(names, []string{"produce-error", "ack-lost", "ack-swallowed", "ack-delay", "broker-down", "commit-lost", "reply-unproducible", "reply-ack-lost"}) {
		t.Errorf("a proxy can make %v", names)
	}
}

// Compressed records have no keys on the wire, and are struck by their topic all
// the same.
func TestProxyCompressed(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		b := newBench(t, "ack-lost")
		w := b.stranger()
		w.Compression = kafka.Gzip
		b.send(w, "1")
		b.WantCopies(b.t, 2)
		b.mu.Lock()
		defer b.mu.Unlock()
		for _, e := range b.events {
			if e.Type == Sent && (e.Records != 1 || len(e.Keys) != 0) {
				t.Errorf("%+v", e)
			}
		}
	})
}

// Over sockets of the machine: two client libraries publish and consume through
// the proxy, duplicate where an ack is lost, are refused in an outage, and go on
// when it is over.
func TestProxyOverLoopback(t *testing.T) {
	b := &bench{Cluster: kafkatest.New(t, 3, 1), t: t}
	b.start(net.Listen, "127.0.0.1:0")
	p, brokers := b.proxy, b.door.Addresses()
	if len(brokers) != 3 {
		t.Fatalf("the door is at %v", brokers)
	}
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	client, err := kgo.NewClient(kgo.SeedBrokers(brokers...), kgo.DefaultProduceTopic(kafkatest.Topic), kgo.ConsumeTopics(kafkatest.Topic), kgo.ConsumerGroup("g"),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.MetadataMinAge(50*time.Millisecond))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	w := &kafka.Writer{Addr: kafka.TCP(brokers...), Topic: kafkatest.Topic, RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond}
	defer w.Close()
	p.plan(sim.NewFault(sim.AckLost))
	b.send(w, "twice")
	if err := client.ProduceSync(ctx, kgo.StringRecord("once")).FirstErr(); err != nil {
		t.Error(err)
	}
	outage := p.gate.Begin(0, wire.ReachRefused)
	w.MaxAttempts = 1
	if err := w.WriteMessages(ctx, kafka.Message{Key: []byte("never")}); err == nil {
		t.Error("published into an outage")
	}
	conn, err := net.Dial("tcp", brokers[0])
	if err == nil {
		_, err = conn.Read(make([]byte, 1))
		conn.Close()
	}
	if err == nil {
		t.Error("a broker that is away says something")
	}
	outage.End()
	w.MaxAttempts = 10
	b.send(w, "back")
	for got := 0; got < 4 && ctx.Err() == nil; {
		fetches := client.PollFetches(ctx)
		got += fetches.NumRecords()
	}
	if err := client.CommitUncommittedOffsets(ctx); err != nil {
		t.Error(err)
	}
	b.WantCopies(b.t, 4)
	client.Close()
	p.Close()
	if n := p.gate.Open(); n != 0 {
		t.Errorf("%d connections are left", n)
	}
}

// TLS and login to the cluster are the proxy's own: its clients need neither, and
// who tries to log in is told so.
func TestProxySecured(t *testing.T) {
	authority := certtest.NewAuthority(t)
	const mechanism, user, password = "SCRAM-SHA-256", "alice", "wonder-land, 4711"
	cluster, err := kfake.NewCluster(kfake.NumBrokers(3), kfake.TLS(authority.Server(t, authority.Issue(t, "broker", "127.0.0.1"), false)), kfake.EnableSASL(),
		kfake.Superuser(mechanism, user, password), kfake.SeedTopics(1, kafkatest.Topic))
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.Close()
	door, err := wire.OpenDoor(net.Listen, "127.0.0.1:0", 1)
	if err != nil {
		t.Fatal(err)
	}
	defer door.Close()
	b := &bench{}
	ca := filepath.Join(t.TempDir(), "ca.pem")
	if err := os.WriteFile(ca, authority.Certificate, 0o600); err != nil {
		t.Fatal(err)
	}
	properties := "security.protocol=SASL_SSL\nssl.ca.location=" + ca + "\nsasl.mechanism=" + mechanism + "\nsasl.username=" + user + "\nsasl.password=" + password
	a, _, err := access.Read("client.properties", []byte(properties), func(string) string { return "" })
	if err != nil {
		t.Fatal(err)
	}
	p, err := Start(t.Context(), Options{Brokers: cluster.ListenAddrs(), Access: a, Door: door, Topics: []string{kafkatest.Topic}, Watch: b.watch})
	if err != nil {
		t.Fatal(err)
	}
	defer p.Close()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	client, err := kgo.NewClient(kgo.SeedBrokers(door.Addresses()...), kgo.DefaultProduceTopic(kafkatest.Topic), kgo.ConsumeTopics(kafkatest.Topic), kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()))
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	if err := client.ProduceSync(ctx, kgo.StringRecord("1")).FirstErr(); err != nil {
		t.Error(err)
	}
	if fetches := client.PollFetches(ctx); fetches.NumRecords() != 1 {
		t.Errorf("%d records, %v", fetches.NumRecords(), fetches.Err())
	}
	login, err := kgo.NewClient(kgo.SeedBrokers(door.Addresses()...), kgo.SASL(plain.Auth{User: user, Pass: password}.AsMechanism()))
	if err != nil {
		t.Fatal(err)
	}
	defer login.Close()
	if err := login.Ping(ctx); err == nil {
		t.Error("a client has logged in")
	}
	told := strings.Join(b.told(), "\n")
	if !strings.Contains(told, "turned-away   it wants to log in, and this address takes no login") || strings.Contains(told, "wonder") {
		t.Errorf("told:\n%s", told)
	}
}
