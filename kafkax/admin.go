package kafkax

import (
	"context"
	"errors"
	"fmt"
	"net"
	"slices"
	"strconv"
	"strings"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// admin makes and removes topics and groups. It connects directly, not through
// the gate: a fault never keeps it from cleaning up.
type admin struct {
	seeds  []string
	dial   dialFunc
	client *kafka.Client
}

func newAdmin(ctx context.Context, seeds []string, dial dialFunc) *admin {
	r := role{duty: dutyAdmin}
	return &admin{seeds: seeds, dial: dial, client: &kafka.Client{
		Addr: kafka.TCP(seeds...), Timeout: requestTimeout,
		Transport: &kafka.Transport{Dial: dial, DialTimeout: dialTimeout, ClientID: r.clientID(), Context: ctx},
	}}
}

func (a *admin) close() { a.client.Transport.(*kafka.Transport).CloseIdleConnections() }

// requestTimeout bounds one admin request.
const requestTimeout = 10 * time.Second

// connect opens a connection to the first seed broker that answers.
func (a *admin) connect(ctx context.Context) (*kafka.Conn, error) {
	dialer := kafka.Dialer{DialFunc: a.dial, Timeout: dialTimeout, ClientID: role{duty: dutyAdmin}.clientID()}
	var failures []error
	for _, seed := range a.seeds {
		conn, err := dialer.DialContext(ctx, "tcp", seed)
		if err == nil {
			if err = conn.SetDeadline(time.Now().Add(requestTimeout)); err == nil {
				return conn, nil
			}
			conn.Close()
		}
		failures = append(failures, err)
	}
	return nil, fmt.Errorf("reaching a Kafka broker at %s: %w", strings.Join(a.seeds, ", "), errors.Join(failures...))
}

// brokers lists the cluster's brokers by id.
func (a *admin) brokers(ctx context.Context) ([]kafka.Broker, error) {
	conn, err := a.connect(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	brokers, err := conn.Brokers()
	if err != nil {
		return nil, fmt.Errorf("listing the brokers: %w", err)
	}
	slices.SortFunc(brokers, func(a, b kafka.Broker) int { return a.ID - b.ID })
	return brokers, nil
}

// hostPort is where a broker listens.
func hostPort(b kafka.Broker) string { return net.JoinHostPort(b.Host, strconv.Itoa(b.Port)) }

// partitions lists the partitions of the topics with their leaders.
func (a *admin) partitions(ctx context.Context, topics ...string) ([]kafka.Partition, error) {
	conn, err := a.connect(ctx)
	if err != nil {
		return nil, err
	}
	defer conn.Close()
	partitions, err := conn.ReadPartitions(topics...)
	if err != nil {
		return nil, fmt.Errorf("listing partitions: %w", err)
	}
	return partitions, nil
}

// minInSync is the min.insync.replicas of topics with three replicas.
const minInSync = 2

// createTopics makes the topics of a run and waits until every partition has a leader.
func (a *admin) createTopics(ctx context.Context, n names, partitions, replicas int) error {
	request := &kafka.CreateTopicsRequest{}
	var created []string
	want := 0
	for _, t := range topics {
		config := kafka.TopicConfig{Topic: n.topic(t), NumPartitions: 1, ReplicationFactor: replicas}
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
	answer, err := a.client.CreateTopics(ctx, request)
	if err != nil {
		return fmt.Errorf("creating topics: %w", err)
	}
	for topic, err := range answer.Errors {
		if err != nil {
			return fmt.Errorf("creating topic %s: %w", topic, err)
		}
	}
	return a.awaitLeaders(ctx, created, want)
}

// leaderPoll is how often the brokers are asked whether a new topic is ready.
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
		if !sleep(ctx, leaderPoll) {
			return fmt.Errorf("waiting for leaders of %d of %d new partitions: %w", want-led, want, errors.Join(ctx.Err(), err))
		}
	}
}

// sleep waits for a duration. It reports false, at once, when ctx is done.
func sleep(ctx context.Context, d time.Duration) bool {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return true
	case <-ctx.Done():
		return false
	}
}

// Removed lists what a cleanup deleted.
type Removed struct {
	Topics, Groups []string
}

// remove deletes the topics and the groups for which own reports true. A
// group that still has members is left alone, with the topics of its run,
// unless evict is set: then the members are made to leave.
func (a *admin) remove(ctx context.Context, own func(name string) bool, evict bool) (Removed, error) {
	var removed Removed
	groups, err := a.groups(ctx, own)
	if err != nil {
		return removed, err
	}
	busy := make(map[string]bool) // prefixes of runs that go on
	for _, group := range groups {
		err := a.deleteGroup(ctx, group)
		if evict && errors.Is(err, kafka.NonEmptyGroup) {
			if err = a.evict(ctx, group); err == nil {
				err = a.deleteGroup(ctx, group)
			}
		}
		switch {
		case errors.Is(err, kafka.NonEmptyGroup):
			prefix, _ := prefixOf(group)
			busy[prefix] = true
		case err != nil:
			return removed, err
		default:
			removed.Groups = append(removed.Groups, group)
		}
	}
	removed.Topics, err = a.removeTopics(ctx, func(topic string) bool {
		prefix, _ := prefixOf(topic)
		return own(topic) && !busy[prefix]
	})
	return removed, err
}

func (a *admin) removeTopics(ctx context.Context, own func(string) bool) ([]string, error) {
	topics, err := a.topics(ctx, own)
	if err != nil || len(topics) == 0 {
		return nil, err
	}
	answer, err := a.client.DeleteTopics(ctx, &kafka.DeleteTopicsRequest{Topics: topics})
	if err != nil {
		return nil, fmt.Errorf("deleting topics: %w", err)
	}
	for i, topic := range topics {
		if err := answer.Errors[topic]; err != nil {
			return topics[:i], fmt.Errorf("deleting topic %s: %w", topic, err)
		}
	}
	return topics, nil
}

// evict makes every member leave a group: those that were cut off could not do
// it themselves.
func (a *admin) evict(ctx context.Context, group string) error {
	answer, err := a.client.DescribeGroups(ctx, &kafka.DescribeGroupsRequest{GroupIDs: []string{group}})
	if err != nil {
		return fmt.Errorf("listing the members of group %s: %w", group, err)
	}
	for _, g := range answer.Groups {
		for _, m := range g.Members {
			left, err := a.client.LeaveGroup(ctx, &kafka.LeaveGroupRequest{GroupID: group, Members: []kafka.LeaveGroupRequestMember{{ID: m.MemberID}}})
			if err == nil {
				err = left.Error
			}
			if err != nil && !errors.Is(err, kafka.UnknownMemberId) {
				return fmt.Errorf("removing a member of group %s: %w", group, err)
			}
		}
	}
	return nil
}

func (a *admin) topics(ctx context.Context, own func(string) bool) ([]string, error) {
	list, err := a.partitions(ctx)
	if err != nil {
		return nil, err
	}
	var topics []string
	for _, p := range list {
		if own(p.Topic) {
			topics = append(topics, p.Topic)
		}
	}
	slices.Sort(topics)
	return slices.Compact(topics), nil
}

// groups asks every broker which groups it coordinates.
func (a *admin) groups(ctx context.Context, own func(string) bool) ([]string, error) {
	answer, err := a.client.ListGroups(ctx, &kafka.ListGroupsRequest{})
	if err == nil {
		err = answer.Error
	}
	if err != nil {
		return nil, fmt.Errorf("listing groups: %w", err)
	}
	var groups []string
	for _, g := range answer.Groups {
		if own(g.GroupID) {
			groups = append(groups, g.GroupID)
		}
	}
	slices.Sort(groups)
	return slices.Compact(groups), nil
}

func (a *admin) deleteGroup(ctx context.Context, group string) error {
	answer, err := a.client.DeleteGroups(ctx, &kafka.DeleteGroupsRequest{GroupIDs: []string{group}})
	if err == nil {
		err = answer.Errors[group]
	}
	if err != nil && !errors.Is(err, kafka.GroupIdNotFound) {
		return fmt.Errorf("deleting group %s: %w", group, err)
	}
	return nil
}
