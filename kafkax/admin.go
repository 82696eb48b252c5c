package kafkax

import (
	"context"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/system"
	"orderflow/kafkax/access"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// admin makes and removes topics and groups. It connects directly, not through
// the gate: a fault never keeps it from cleaning up.
type admin struct {
	seeds  []string
	dial   wire.DialFunc
	client *kafka.Client
}

func newAdmin(ctx context.Context, seeds []string, dial wire.DialFunc) *admin {
	r := wire.Role{Duty: wire.DutyAdmin}
	return &admin{seeds: seeds, dial: dial, client: &kafka.Client{
		Addr: kafka.TCP(seeds...), Timeout: requestTimeout,
		Transport: &kafka.Transport{Dial: dial, DialTimeout: wire.DialTimeout, ClientID: r.ClientID(), Context: ctx},
	}}
}

func (a *admin) close() { a.client.Transport.(*kafka.Transport).CloseIdleConnections() }

// requestTimeout bounds one admin request.
const requestTimeout = 10 * time.Second

// connect opens a connection to the first seed broker that answers.
func (a *admin) connect(ctx context.Context) (*kafka.Conn, error) {
	dialer := kafka.Dialer{DialFunc: a.dial, Timeout: wire.DialTimeout, ClientID: wire.Role{Duty: wire.DutyAdmin}.ClientID()}
	var failure error
	for _, seed := range a.seeds {
		conn, err := dialer.DialContext(ctx, "tcp", seed)
		if err == nil {
			return conn, nil
		}
		failure = err
		if ctx.Err() != nil {
			break
		}
	}
	return nil, fmt.Errorf("reaching a Kafka broker at %s: %w", strings.Join(a.seeds, ", "), access.Root(failure))
}

// ask asks a broker something over a connection of its own.
func (a *admin) ask(ctx context.Context, what string, question func(*kafka.Conn) error) error {
	conn, err := a.connect(ctx)
	if err != nil {
		return err
	}
	if err = conn.SetDeadline(time.Now().Add(requestTimeout)); err == nil {
		err = question(conn)
	}
	if err := errors.Join(err, conn.Close()); err != nil {
		return fmt.Errorf("%s: %w", what, err)
	}
	return nil
}

// partitions lists the partitions of the topics with their leaders.
func (a *admin) partitions(ctx context.Context, topics ...string) ([]kafka.Partition, error) {
	var partitions []kafka.Partition
	err := a.ask(ctx, "listing partitions", func(conn *kafka.Conn) (err error) {
		partitions, err = conn.ReadPartitions(topics...)
		return err
	})
	return partitions, err
}

// minInSync is the min.insync.replicas of topics with three replicas.
const minInSync = 2

// createTopics makes the topics of a run and waits until every partition has a leader.
func (a *admin) createTopics(ctx context.Context, n record.Names, partitions, replicas int) error {
	request := &kafka.CreateTopicsRequest{}
	var created []string
	want := 0
	for _, t := range record.Topics {
		config := kafka.TopicConfig{Topic: n.Topic(t), NumPartitions: 1, ReplicationFactor: replicas}
		if t == sim.Orders {
			config.NumPartitions = partitions
		}
		if replicas > minInSync {
			config.ConfigEntries = []kafka.ConfigEntry{{ConfigName: "min.insync.replicas", ConfigValue: strconv.Itoa(minInSync)}}
		}
		request.Topics = append(request.Topics, config)
		created = append(created, config.Topic)
		want += config.NumPartitions
	}
	if err := a.create(ctx, request, n.Topic(sim.Orders), partitions); err != nil {
		return err
	}
	return a.awaitLeaders(ctx, created, want)
}

// createTimeout bounds one try to make topics: kafka-go sends it to whom it takes
// for the controller, who may be frozen.
const createTimeout = 3 * time.Second

// create makes topics, and tries again where nobody has answered: what a try
// without an answer has made is there already. So are those of the run that made
// the database, and orders must have as many partitions as this run wants.
func (a *admin) create(ctx context.Context, request *kafka.CreateTopicsRequest, orders string, partitions int) error {
	for {
		err := a.tryCreate(ctx, request, orders, partitions)
		if err == nil || !passes(err) || !system.Sleep(ctx, leaderPoll) {
			return err
		}
	}
}

func (a *admin) tryCreate(ctx context.Context, request *kafka.CreateTopicsRequest, orders string, partitions int) error {
	ctx, cancel := context.WithTimeout(ctx, createTimeout)
	defer cancel()
	answer, err := a.client.CreateTopics(ctx, request)
	if err != nil {
		return fmt.Errorf("creating topics: %w", err)
	}
	for topic, err := range answer.Errors {
		if err != nil && !errors.Is(err, kafka.TopicAlreadyExists) {
			return fmt.Errorf("creating topic %s: %w", topic, err)
		}
		if err != nil && topic == orders {
			if err := a.wantPartitions(ctx, topic, partitions); err != nil {
				return err
			}
		}
	}
	return nil
}

// passes reports whether an error may be gone at the next try.
func passes(err error) bool {
	if refusal := (*sim.Refusal)(nil); errors.As(err, &refusal) {
		return false
	}
	var answered kafka.Error
	return !errors.As(err, &answered) || answered.Temporary() || answered == kafka.BrokerNotAvailable
}

// wantPartitions holds a topic that is there to the run's setting.
func (a *admin) wantPartitions(ctx context.Context, topic string, want int) error {
	list, err := a.partitions(ctx, topic)
	if err == nil && len(list) != want {
		return sim.Refuse("partitions: %s has %d, not %d: go on with --partitions %[2]d", "partitions: %s의 파티션은 %d개인데 %d개를 요청했습니다. --partitions %[2]d로 계속하세요", sim.Printable(topic, sim.NameLengthMax), len(list), want)
	}
	return err
}

// leaderPoll is how often the brokers are asked whether a new topic is ready or
// a deleted one gone.
const leaderPoll = 100 * time.Millisecond

func (a *admin) awaitLeaders(ctx context.Context, topics []string, want int) error {
	for {
		list, err := a.partitions(ctx, topics...)
		led := 0
		for _, p := range list {
			if p.Error == nil && p.Leader.Host != "" {
				led++
			}
		}
		if err == nil && led == want {
			return nil
		}
		if !system.Sleep(ctx, leaderPoll) {
			return fmt.Errorf("waiting for leaders of %d of %d new partitions: %w", want-led, want, errors.Join(ctx.Err(), err))
		}
	}
}
