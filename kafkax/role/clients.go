package role

import (
	"context"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Times of the kafka-go clients. kafka-go's own defaults are made for
// throughput; on a board that people watch they look like faults.
const (
	metadataTTL    = 6 * time.Second        // kafka-go's default: how old the Writer's view of the leaders may be
	fetchWait      = 500 * time.Millisecond // kafka-go's default is 10 s, and Close waits for it
	readWait       = 2 * time.Second        // kafka-go's default is 10 s: one message out of a fetched batch
	rejoinWait     = 500 * time.Millisecond // kafka-go's default is 5 s: between two tries to join a group
	heartbeatEvery = time.Second            // kafka-go's default is 3 s; a rebalance is noticed by a heartbeat

	fetchBytesMax = 1 << 20 // kafka-go's default; a larger record still arrives, alone
)

// clients opens kafka-go clients whose connections pass the gate.
type clients struct {
	brokers []string
	gate    *wire.Gate
	ctx     context.Context // ends the goroutines of the transports
}

// transport carries the requests of a Writer.
func (c *clients) transport(r wire.Role, topic string) *kafka.Transport {
	return &kafka.Transport{
		Dial:           c.gate.Dialer(r),
		DialTimeout:    wire.DialTimeout,
		MetadataTTL:    metadataTTL,
		MetadataTopics: []string{topic}, // else all of the cluster's
		ClientID:       r.ClientID(),
		Context:        c.ctx,
	}
}

// writer returns a Writer for one topic; each try of it is told to the watcher.
//
// A Writer's zero RequiredAcks means acks 0, so it is always set. A lone record
// leaves after sim.WriterBatchTimeout: emit() returns before anything is on the wire.
// One partition has one request in flight at most; what is written behind a
// request that is being retried waits in memory.
func (c *clients) writer(r wire.Role, topic string, acks kafka.RequiredAcks, watcher chronicle.AttemptWatcher) *kafka.Writer {
	tries := newAttempts(c.transport(r, topic), watcher)
	return &kafka.Writer{
		Addr:         kafka.TCP(c.brokers...),
		Topic:        topic,
		Balancer:     kafka.Murmur2Balancer{Consistent: true},
		RequiredAcks: acks,
		BatchTimeout: sim.WriterBatchTimeout,
		Transport:    tries,
		Logger:       tries.backOffLog(),
		ErrorLogger:  kafka.LoggerFunc(func(string, ...any) {}),
	}
}

// closeWriter ends a Writer and its connections. It waits for the Writer's
// tries: where they must not go on, the gate is closed before.
func closeWriter(w *kafka.Writer) {
	_ = w.Close() // it always returns nil
	w.Transport.(*attempts).inner.CloseIdleConnections()
}

// groupReader returns a Reader that is a member of a consumer group.
func (c *clients) groupReader(r wire.Role, group, topic string, sessionTimeout time.Duration) *kafka.Reader {
	config := ReaderConfig(c.brokers, r, topic, c.gate.Dialer(r))
	config.GroupID = group
	config.GroupBalancers = balancers
	config.StartOffset = kafka.FirstOffset
	config.SessionTimeout = sessionTimeout
	config.RebalanceTimeout = sessionTimeout
	config.HeartbeatInterval = heartbeatEvery
	config.JoinGroupBackoff = rejoinWait
	return kafka.NewReader(config)
}

// partitionReader returns a Reader of one partition, without a group.
func (c *clients) partitionReader(r wire.Role, topic string, partition int) *kafka.Reader {
	config := ReaderConfig(c.brokers, r, topic, c.gate.Dialer(r))
	config.Partition = partition
	return kafka.NewReader(config)
}

// ReaderConfig returns the settings of a Reader that dials so.
func ReaderConfig(brokers []string, r wire.Role, topic string, dial wire.DialFunc) kafka.ReaderConfig {
	return kafka.ReaderConfig{
		Brokers:          brokers,
		Topic:            topic,
		Dialer:           &kafka.Dialer{ClientID: r.ClientID(), DialFunc: dial, Timeout: wire.DialTimeout},
		MinBytes:         1,
		MaxBytes:         fetchBytesMax, // must be set beside MinBytes: kafka-go panics otherwise
		MaxWait:          fetchWait,
		ReadBatchTimeout: readWait,
		ReadLagInterval:  -1,
		QueueCapacity:    1,
	}
}
