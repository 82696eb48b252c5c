package trace

import (
	"context"
	"errors"
	"fmt"
	"net"
	"strconv"
	"time"

	"github.com/twmb/franz-go/pkg/kerr"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/system"
)

// Line is the connection of a process to the two topics by which the processes of a
// run know of each other: the trace, to which all write what they observe, and
// control, which has what the presenter wants: the newest record of each key counts.
type Line struct {
	client         *kgo.Client
	dial           dialFunc
	trace, control string
}

type dialFunc = func(ctx context.Context, network, address string) (net.Conn, error)

// Where says how the topics are reached, and what they are called.
type Where struct {
	Brokers        []string
	Dial           dialFunc
	Trace, Control string
	Replicas       int
}

// Times of the line.
const (
	flushEvery   = 50 * time.Millisecond
	aliveEvery   = 250 * time.Millisecond // a process that has nothing to say says so
	createWithin = 10 * time.Second
	retainFor    = 7 * 24 * time.Hour // the trace; a run that is older cannot be watched from its beginning
	controlMax   = 64 << 10           // bytes of a record of control
)

// headerSent has the time of the sending, on the clock of the observations, in microseconds.
const (
	headerSent    = "sent_us"
	headerContent = "content-type"
)

// Open connects, and makes the topics where they are not there.
func Open(ctx context.Context, w Where) (*Line, error) {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(w.Brokers...), kgo.Dialer(w.Dial), kgo.ClientID("orderflow-trace"), kgo.DisableClientMetrics(),
		kgo.RecordPartitioner(kgo.ManualPartitioner()), kgo.ProducerBatchMaxBytes(1_000_000), kgo.ProducerBatchCompression(kgo.GzipCompression(), kgo.NoCompression()),
		kgo.MetadataMinAge(100*time.Millisecond), kgo.RetryTimeout(5*time.Second),
	)
	if err != nil {
		return nil, fmt.Errorf("opening the trace: %w", err)
	}
	l := &Line{client: client, dial: w.Dial, trace: w.Trace, control: w.Control}
	if err := l.create(ctx, w.Replicas); err != nil {
		client.Close()
		return nil, err
	}
	return l, nil
}

// create makes the two topics. The broker's time is on their records, so that
// there is one clock.
func (l *Line) create(ctx context.Context, replicas int) error {
	ctx, cancel := context.WithTimeout(ctx, createWithin)
	defer cancel()
	request := kmsg.NewPtrCreateTopicsRequest()
	request.TimeoutMillis = int32(createWithin.Milliseconds())
	for name, config := range map[string]map[string]string{
		l.trace:   {"message.timestamp.type": "LogAppendTime", "retention.ms": strconv.FormatInt(retainFor.Milliseconds(), 10)},
		l.control: {"message.timestamp.type": "LogAppendTime", "cleanup.policy": "compact"},
	} {
		t := kmsg.NewCreateTopicsRequestTopic()
		t.Topic, t.NumPartitions, t.ReplicationFactor = name, 1, int16(replicas)
		for key, value := range config {
			c := kmsg.NewCreateTopicsRequestTopicConfig()
			c.Name, c.Value = key, kmsg.StringPtr(value)
			t.Configs = append(t.Configs, c)
		}
		request.Topics = append(request.Topics, t)
	}
	answer, err := request.RequestWith(ctx, l.client)
	if err != nil {
		return fmt.Errorf("creating the topics %s and %s: %w", l.trace, l.control, err)
	}
	for _, t := range answer.Topics {
		if err := kerr.ErrorForCode(t.ErrorCode); err != nil && !errors.Is(err, kerr.TopicAlreadyExists) {
			return fmt.Errorf("creating topic %s: %w", t.Topic, err)
		}
	}
	return nil
}

// Close ends the connection.
func (l *Line) Close() { l.client.Close() }

// Send sends what the spool of a process has, until ctx is done. clock is that of the
// observations.
func (l *Line) Send(ctx context.Context, p *Spool, clock func() time.Duration) {
	ticker := time.NewTicker(flushEvery)
	defer ticker.Stop()
	said := clock()
	for {
		select {
		case <-ctx.Done():
			return
		case <-ticker.C:
		}
		if waiting, _ := p.Waiting(); waiting == 0 && clock()-said >= aliveEvery {
			p.Add(&Observation{Kind: KindAlive, Clock: clock()})
		}
		for l.flush(ctx, p, clock) {
			said = clock()
		}
	}
}

// SendRest sends what is left when a process ends, until it is too late.
func (l *Line) SendRest(until time.Time, p *Spool, clock func() time.Duration) {
	ctx, cancel := context.WithDeadline(context.Background(), until)
	defer cancel()
	for l.flush(ctx, p, clock) {
	}
}

// KindAlive is the kind of an observation of a process that has nothing to say.
const KindAlive = "alive"

// flush sends one record. It reports false where nothing is left, or nothing arrives.
func (l *Line) flush(ctx context.Context, p *Spool, clock func() time.Duration) bool {
	lines := p.take()
	if len(lines) == 0 {
		return false
	}
	if l.produce(ctx, Join(lines), clock()) != nil {
		return false
	}
	p.done()
	return true
}

// SendRemains sends what a dead process has left.
func (l *Line) SendRemains(ctx context.Context, r *Remains) error {
	for _, one := range r.Records {
		var lines [][]byte
		var err error
		for i := 0; i < len(one.List) && err == nil; i++ {
			var line []byte
			line, err = Encode(one.Source, one.Began, &one.List[i])
			lines = append(lines, line)
		}
		if err == nil {
			err = l.produce(ctx, Join(lines), one.Sent)
		}
		if err != nil {
			return fmt.Errorf("sending what %s has left: %w", one.Source.Instance, err)
		}
	}
	return nil
}

func (l *Line) produce(ctx context.Context, value []byte, sent time.Duration) error {
	return Produce(ctx, l.client, &kgo.Record{
		Topic: l.trace, Value: value,
		Headers: []kgo.RecordHeader{{Key: headerContent, Value: []byte(ContentType)}, {Key: headerSent, Value: strconv.AppendInt(nil, sent.Microseconds(), 10)}},
	})
}

// Put writes a record of control, and returns its offset.
func (l *Line) Put(ctx context.Context, key string, value []byte) (int64, error) {
	r := &kgo.Record{Topic: l.control, Key: []byte(key), Value: value}
	if err := Produce(ctx, l.client, r); err != nil {
		return 0, fmt.Errorf("writing %s to %s: %w", key, l.control, err)
	}
	return r.Offset, nil
}

// Produce writes a record, and waits for the leader's answer no longer than the context
// lasts: a client by itself waits for a frozen broker even if nobody does any more. The
// record may be written later all the same. A record that the client gives up because
// another one before it is not waited for any more is written again.
func Produce(ctx context.Context, client *kgo.Client, record *kgo.Record) error {
	for {
		again := *record // the client writes into what it was given, also when nobody waits
		done := make(chan error, 1)
		client.Produce(ctx, &again, func(_ *kgo.Record, err error) { done <- err })
		select {
		case err := <-done:
			if ctx.Err() == nil && (errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded)) {
				continue
			}
			record.Offset = again.Offset
			return err
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

// Wish is a record of control.
type Wish struct {
	Key    string
	Value  []byte // nil: taken back
	At     time.Time
	Offset int64
}

// Follow reads control from its beginning, until ctx is done. caught is called once, when all
// that was there has been read.
func (l *Line) Follow(ctx context.Context, take func(Wish), caught func()) error {
	return l.read(ctx, l.control, func(r *kgo.Record) {
		if len(r.Key) <= 4*NameLengthMax && len(r.Value) <= controlMax {
			take(Wish{Key: string(r.Key), Value: r.Value, At: r.Timestamp, Offset: r.Offset})
		}
	}, caught)
}

// Watch reads the trace from its beginning, until ctx is done. Records that are none of
// ours are told with their error.
func (l *Line) Watch(ctx context.Context, take func(r *Record, appended time.Time, err error), caught func()) error {
	return l.read(ctx, l.trace, func(r *kgo.Record) {
		one, err := Decode(r.Value)
		if err == nil {
			one.Sent, err = sentOf(r)
		}
		take(one, r.Timestamp, err)
	}, caught)
}

func sentOf(r *kgo.Record) (time.Duration, error) {
	for _, h := range r.Headers {
		if h.Key == headerSent {
			us, err := strconv.ParseInt(string(h.Value), 10, 64)
			if err != nil || us < 0 || us > clockMax {
				return 0, errors.New("decoding a record of the trace: its header " + headerSent + " is no time")
			}
			return time.Duration(us) * time.Microsecond, nil
		}
	}
	return 0, errors.New("decoding a record of the trace: it has no header " + headerSent)
}

// read reads the one partition of a topic.
func (l *Line) read(ctx context.Context, topic string, take func(*kgo.Record), caught func()) error {
	end, err := l.end(ctx, topic)
	if err != nil {
		return err
	}
	if end == 0 {
		caught()
		caught = func() {}
	}
	start := map[string]map[int32]kgo.Offset{topic: {0: kgo.NewOffset().AtStart()}}
	reader, err := kgo.NewClient(append(l.client.Opts(), kgo.Dialer(During(ctx, l.dial)), kgo.ConsumePartitions(start), kgo.FetchMaxWait(250*time.Millisecond), kgo.KeepControlRecords())...)
	if err != nil {
		return fmt.Errorf("reading %s: %w", topic, err)
	}
	defer reader.Close()
	for ctx.Err() == nil {
		fetches := reader.PollFetches(ctx)
		for _, failed := range fetches.Errors() {
			if Lasts(failed.Err) {
				return fmt.Errorf("reading %s: %w", topic, failed.Err)
			}
		}
		fetches.EachRecord(func(r *kgo.Record) {
			if !r.Attrs.IsControl() {
				take(r)
			}
			if r.Offset+1 >= end {
				caught()
				caught, end = func() {}, r.Offset+1
			}
		})
	}
	return nil
}

// During returns a dialer that ends with ctx, with all of its connections: a client that
// is closed waits for a dial, or for the answer to a fetch, and a frozen broker gives none.
func During(ctx context.Context, dial func(ctx context.Context, network, address string) (net.Conn, error)) func(ctx context.Context, network, address string) (net.Conn, error) {
	return func(dialing context.Context, network, address string) (net.Conn, error) {
		dialing, cancel := context.WithCancel(dialing)
		defer cancel()
		defer context.AfterFunc(ctx, cancel)()
		conn, err := dial(dialing, network, address)
		if err != nil {
			return nil, err
		}
		return &passing{conn, context.AfterFunc(ctx, func() { _ = conn.Close() })}, nil
	}
}

// passing is a connection that ends with a context.
type passing struct {
	net.Conn
	release func() bool
}

// Close is that of net.Conn.
func (p *passing) Close() error {
	p.release()
	return p.Conn.Close()
}

// Lasts reports whether an error of the brokers will not pass, such as a right that is
// missing.
func Lasts(err error) bool {
	var answered *kerr.Error
	return errors.As(err, &answered) && !answered.Retriable
}

// end asks where a topic ends.
func (l *Line) end(ctx context.Context, topic string) (int64, error) {
	request := kmsg.NewPtrListOffsetsRequest()
	request.ReplicaID = -1
	t := kmsg.NewListOffsetsRequestTopic()
	t.Topic = topic
	p := kmsg.NewListOffsetsRequestTopicPartition()
	p.Timestamp = -1
	t.Partitions = append(t.Partitions, p)
	request.Topics = append(request.Topics, t)
	for {
		answer, err := request.RequestWith(ctx, l.client)
		if err == nil && len(answer.Topics) == 1 && len(answer.Topics[0].Partitions) == 1 {
			part := answer.Topics[0].Partitions[0]
			if err = kerr.ErrorForCode(part.ErrorCode); err == nil {
				return part.Offset, nil
			}
		}
		if Lasts(err) || !system.Sleep(ctx, flushEvery) {
			return 0, fmt.Errorf("asking how far %s goes: %w", topic, errors.Join(ctx.Err(), err))
		}
	}
}
