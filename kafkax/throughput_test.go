package kafkax

import (
	"context"
	"os"
	"slices"
	"strconv"
	"sync"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// What a session costs beside kafka-go's Writer alone. Both write the same records
// with the same settings to the same kind of cluster, in turns, in one process: the
// ratio of their times says what the figures of one machine do not.

// throughputRounds is how often each is measured, in turns; the median counts.
const throughputRounds = 3

// load is what is offered to both.
type load struct {
	name   string
	orders int
	rate   sim.Rate
}

var loads = []load{
	{"saturating", 20_000, sim.Rate{Orders: 1000, Per: time.Millisecond}},
	{"highest", 5000, sim.Rate{Orders: 1000, Per: time.Second}}, // that --rate takes
	{"lone", 100, sim.Rate{Orders: 20, Per: time.Second}},       // each by itself
}

// TestSlowThroughput measures it on the embedded Kafka, and TestRealThroughput on a
// real cluster. ORDERFLOW_ORDERS is for fewer or more orders at a saturating rate.
func TestSlowThroughput(t *testing.T) {
	onlyLong(t)
	measureThroughput(t, nil)
}

func TestRealThroughput(t *testing.T) {
	brokers := realBrokers(t)
	onlyLong(t)
	measureThroughput(t, brokers)
}

func measureThroughput(t *testing.T, brokers []string) {
	for _, l := range loads {
		if text := os.Getenv("ORDERFLOW_ORDERS"); text != "" && l.name == "saturating" {
			l.orders, _ = strconv.Atoi(text)
		}
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait} {
			t.Run(l.name+"/"+mode.String(), func(t *testing.T) { l.measure(t, brokers, mode) })
		}
	}
}

// measure lets both write the load, in turns, and tells the medians of the ratios.
func (l load) measure(t *testing.T, brokers []string, mode sim.Mode) {
	var acks, waits, rates []float64
	for range throughputRounds {
		c := l.config(mode)
		bare, live := bareWriter(t, brokers, &c), runOf(t, brokers, c)
		ratio, rate := bare.acked.Seconds()/live.acked.Seconds(), float64(c.Orders)/live.whole.Seconds()
		t.Logf("%d orders: call to ack %s, the Writer alone %s; whole orders %.0f/s; median wait %s and %s", c.Orders,
			live.acked.Round(time.Millisecond), bare.acked.Round(time.Millisecond), rate, live.wait.Round(time.Microsecond), bare.wait.Round(time.Microsecond))
		acks, rates = append(acks, ratio), append(rates, rate)
		waits = append(waits, live.wait.Seconds()/max(bare.wait, 1).Seconds())
	}
	t.Logf("medians: call to ack %.2f × the Writer's throughput, an awaited call %.2f × its latency, %.0f whole orders a second", median(acks), median(waits), median(rates))
}

func median[T float64 | time.Duration](list []T) T {
	slices.Sort(list)
	return list[len(list)/2]
}

// config offers the load; the work of its orders takes no time.
func (l load) config(mode sim.Mode) sim.Config {
	c := sim.DefaultConfig()
	c.Mode, c.Orders, c.ExternalRatio, c.Workers = mode, l.orders, 0, 3
	c.Rate, c.Until = l.rate, time.Hour
	c.Faults = []sim.Fault{sim.NewFault(sim.ConsumerSlow)}
	c.Faults[0].Delay, c.Faults[0].Count = time.Nanosecond, sim.Always
	return c
}

// took is what a round took.
type took struct {
	acked time.Duration // from the first call to the last acknowledgement
	whole time.Duration // and until every order is done and committed
	wait  time.Duration // of an awaited call; the median
}

// runOf runs a session.
func runOf(t *testing.T, brokers []string, c sim.Config) (r took) {
	t.Helper()
	var first, last time.Duration
	var waits []time.Duration
	acks := 0
	s, err := Start(t.Context(), c, Options{Brokers: brokers, Cleanup: brokers != nil}, func(e sim.Event) {
		switch e.Type {
		case sim.PublishCalled:
			if first == 0 {
				first = e.At
			}
		case sim.RequestAcked:
			acks++
			last = e.At
		case sim.CallerKnows:
			waits = append(waits, time.Duration(e.Value))
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	<-s.Done()
	r.whole = s.State().At - first - quietFor
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	if totals := s.State().Totals(); totals.Finished != c.Orders || acks != c.Orders {
		t.Errorf("%d of %d orders are finished, %d acknowledged", totals.Finished, c.Orders, acks)
	}
	r.acked, r.wait = last-first, median(waits)
	return r
}

// bareWriter writes the same records with kafka-go alone, each when it is due.
func bareWriter(t *testing.T, brokers []string, c *sim.Config) (r took) {
	t.Helper()
	ctx := t.Context()
	options := Options{Brokers: brokers}
	cluster, err := openCluster(ctx, options, sim.BrokerCount)
	if err != nil {
		t.Fatal(err)
	}
	defer cluster.close()
	n := options.names()
	if err := cluster.prepare(ctx, n, c.Partitions, false); err != nil {
		t.Fatal(err)
	}
	if brokers != nil {
		defer func() {
			if err := cluster.cleanup(context.Background(), n); err != nil {
				t.Error(err)
			}
		}()
	}
	messages := make([]kafka.Message, c.Orders)
	for i := range messages {
		o := c.Order(sim.OrderID(i + 1))
		o.ID = strconv.Itoa(i + 1)
		messages[i] = kafka.Message{Key: []byte(o.ID), Value: record.EncodeOrder(o)}
	}
	var left sync.WaitGroup
	left.Add(len(messages))
	w := &kafka.Writer{
		Addr: kafka.TCP(cluster.bootstrap()...), Topic: n.Topic(sim.Orders), Balancer: kafka.Murmur2Balancer{Consistent: true},
		RequiredAcks: kafka.RequiredAcks(c.Acks), BatchTimeout: sim.WriterBatchTimeout, Async: c.Mode == sim.Emit,
		Transport: &kafka.Transport{Dial: cluster.dial, DialTimeout: wire.DialTimeout, MetadataTTL: 6 * time.Second, MetadataTopics: []string{n.Topic(sim.Orders)}},
		Completion: func(written []kafka.Message, err error) {
			if err != nil {
				t.Error(err)
			}
			left.Add(-len(written))
		},
	}
	defer w.Close()
	client := kafka.Client{Addr: w.Addr, Timeout: requestTimeout, Transport: w.Transport}
	if _, err := client.Metadata(ctx, &kafka.MetadataRequest{Topics: []string{w.Topic}}); err != nil {
		t.Fatal(err)
	}
	waits := make([]time.Duration, len(messages))
	write := func(i int) {
		began := time.Now()
		_ = w.WriteMessages(ctx, messages[i]) // its completion tells
		waits[i] = time.Since(began)
	}
	var calls sync.WaitGroup
	start := time.Now()
	for i := range messages {
		if wait := c.Rate.At(sim.OrderID(i+1)) - time.Second - time.Since(start); wait > 0 {
			time.Sleep(wait)
		}
		if c.Mode == sim.Emit {
			write(i)
			continue
		}
		calls.Go(func() { write(i) })
	}
	left.Wait()
	r.acked = time.Since(start)
	calls.Wait()
	r.wait = median(waits)
	return r
}
