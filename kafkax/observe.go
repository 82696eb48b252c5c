package kafkax

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"slices"
	"sync"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"github.com/twmb/franz-go/pkg/kversion"

	"orderflow/internal/system"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// How often the cluster is looked at, and how long a broker may take to answer.
// Together they bound how long the screen can say what is not so any more: one
// that froze just after an answer is known to be gone 1.5 s later.
const (
	lookEvery    = 500 * time.Millisecond
	lookPatience = time.Second
)

// observer asks the cluster itself how it is: who answers, who leads what and is
// in sync, who is in the groups, what they have committed and how far the logs
// go. It connects past the gate, so that it sees what is so for everybody, and
// sends each question to one broker of its choice: a client that chooses by
// itself waits now and then for a broker that is frozen.
type observer struct {
	session *Session
	client  *kgo.Client
	posts   []*post // one for each broker
}

// observe looks at the cluster until the session ends.
func (s *Session) observe() {
	o, err := newObserver(s)
	if err != nil {
		s.fail(err)
		return
	}
	defer o.client.Close()
	var posts sync.WaitGroup
	defer posts.Wait()
	for _, p := range o.posts {
		posts.Go(func() { // by itself: a session that is being closed spawns nothing, and this would wait for it
			defer guard{s}.rescue("observer of a broker")
			p.watch(s.ctx, s.journal)
		})
	}
	for system.Sleep(s.ctx, lookEvery) {
		if v := o.look(s.ctx); s.ctx.Err() == nil {
			s.journal.observed(v)
		}
	}
}

func newObserver(s *Session) (*observer, error) {
	addresses := slices.SortedFunc(maps.Keys(s.cluster.brokers), func(a, b string) int { return s.cluster.brokers[a] - s.cluster.brokers[b] })
	client, err := kgo.NewClient(
		kgo.SeedBrokers(addresses...), kgo.Dialer(s.cluster.dial), kgo.ClientID(wire.Role{Duty: wire.DutyAdmin}.ClientID()),
		kgo.RequestTimeoutOverhead(lookPatience), kgo.DisableClientMetrics(),
		kgo.MaxVersions(kversion.V3_0_0()), // later ones name topics by their ids, and tell nothing that is needed
	)
	if err != nil {
		return nil, fmt.Errorf("observing the cluster: %w", err)
	}
	o := &observer{session: s, client: client}
	var names []string
	for _, t := range topics {
		names = append(names, s.names.topic(t))
	}
	for i, broker := range client.SeedBrokers() {
		o.posts = append(o.posts, &post{number: s.cluster.brokers[addresses[i]], broker: broker, topics: names, up: true})
	}
	for _, id := range slices.Sorted(maps.Keys(s.cluster.numbers)) {
		if number := s.cluster.numbers[id]; o.post(number) == nil { // it was dead when the run began: where it is, others will tell
			o.posts = append(o.posts, &post{number: number, broker: client.Broker(id), topics: names})
		}
	}
	return o, nil
}

// post returns where a broker is watched from; nil if nowhere.
func (o *observer) post(number int) *post {
	for _, p := range o.posts {
		if p.number == number {
			return p
		}
	}
	return nil
}

// post is where one broker is watched from.
type post struct {
	number int
	broker *kgo.Broker
	topics []string

	mu       sync.Mutex
	up       bool
	metadata *kmsg.MetadataResponse // its last answer; nil while it gives none
	leaders  int                    // turns of the leaders before that
}

// watch asks the broker again and again, and tells the journal when it stops
// answering or does so again.
func (p *post) watch(ctx context.Context, j clusterChronicle) {
	for {
		before := j.turns().leaders
		answer, err := p.ask(ctx)
		if ctx.Err() != nil {
			return
		}
		p.mu.Lock()
		p.up, p.metadata, p.leaders = err == nil, answer, before
		p.mu.Unlock()
		j.answers(p.number, reasonOf(err))
		if !system.Sleep(ctx, lookEvery) {
			return
		}
	}
}

// ask asks the broker for the run's topics. A connection may have been closed
// while it was idle, so it is tried twice, unless nothing answers.
func (p *post) ask(ctx context.Context) (*kmsg.MetadataResponse, error) {
	request := kmsg.NewPtrMetadataRequest()
	for _, topic := range p.topics {
		t := kmsg.NewMetadataRequestTopic()
		t.Topic = kmsg.StringPtr(topic)
		request.Topics = append(request.Topics, t)
	}
	limited, cancel := context.WithTimeout(ctx, lookPatience)
	defer cancel()
	answer, err := p.broker.Request(limited, request)
	if err != nil && limited.Err() == nil {
		answer, err = p.broker.Request(limited, request)
	}
	if err != nil {
		return nil, err
	}
	return answer.(*kmsg.MetadataResponse), nil
}

// reasonOf says why a broker gives no answer; 0 where it does.
func reasonOf(err error) sim.Reason {
	var late interface{ Timeout() bool }
	switch {
	case err == nil:
		return 0
	case errors.Is(err, context.DeadlineExceeded), errors.As(err, &late) && late.Timeout():
		return sim.ReasonFreeze
	}
	return sim.ReasonNetwork
}

// answers returns the broker's last answer, and whether it gives any now.
func (p *post) answers() (*kmsg.MetadataResponse, bool) {
	if p == nil {
		return nil, false
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.metadata, p.up
}

func (p *post) turned() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.leaders
}

// look takes a sight of the cluster. Committed offsets are read before the ends
// of the logs: the other way round a group could seem to be ahead of them.
func (o *observer) look(ctx context.Context) *sight {
	v := &sight{turns: o.session.journal.turns()}
	o.readTopics(v)
	limited, cancel := context.WithTimeout(ctx, lookPatience)
	defer cancel()
	var asking sync.WaitGroup
	for _, g := range o.session.groups {
		asking.Go(func() { v.groups[g.group] = o.group(limited, g) })
	}
	asking.Wait()
	o.readEnds(ctx, v)
	return v
}

// helper returns a broker that answers, or nil.
func (o *observer) helper() *post {
	for _, p := range o.posts {
		if metadata, up := p.answers(); up && metadata != nil {
			return p
		}
	}
	return nil
}

// readTopics reads off the brokers' last answers who leads what. Of several that
// differ the one with the later leader is right.
func (o *observer) readTopics(v *sight) {
	for _, p := range o.posts {
		metadata, up := p.answers()
		if !up || metadata == nil {
			continue
		}
		v.turns.leaders = min(v.turns.leaders, p.turned())
		for i := range metadata.Topics {
			t := &metadata.Topics[i]
			if t.Topic == nil {
				continue
			}
			if topic := o.session.names.topicOf(*t.Topic); topic != 0 {
				v.topics[topic].take(t, o.session.cluster.numbers)
			}
		}
	}
}

// group asks for a group's coordinator, and that for its members and what they
// have committed.
func (o *observer) group(ctx context.Context, g *group) groupSight {
	name := o.session.names.group(g.group)
	helper := o.helper()
	if helper == nil {
		return groupSight{}
	}
	find := kmsg.NewPtrFindCoordinatorRequest()
	find.CoordinatorKey, find.CoordinatorKeys = name, []string{name}
	answer, err := helper.broker.Request(ctx, find)
	if err != nil {
		return groupSight{}
	}
	v := groupSight{coordinator: o.session.cluster.numbers[coordinatorIn(answer.(*kmsg.FindCoordinatorResponse))]}
	if v.coordinator == 0 {
		return v
	}
	coordinator := o.post(v.coordinator)
	if _, up := coordinator.answers(); !up {
		return v
	}
	describe := kmsg.NewPtrDescribeGroupsRequest()
	describe.Groups = []string{name}
	members, err := coordinator.broker.Request(ctx, describe)
	if err != nil || !v.describe(members.(*kmsg.DescribeGroupsResponse), o.session.names.topic(g.topic)) {
		return v
	}
	if v.none {
		v.seen = true
		return v
	}
	fetch := kmsg.NewPtrOffsetFetchRequest()
	fetch.Group = name // and no topics: all of them
	of := kmsg.NewOffsetFetchRequestGroup()
	of.Group = name
	fetch.Groups = append(fetch.Groups, of)
	offsets, err := coordinator.broker.Request(ctx, fetch)
	v.seen = err == nil && v.commits(offsets.(*kmsg.OffsetFetchResponse), o.session.names.topic(sim.Orders))
	return v
}

// coordinatorIn returns the id of the broker that an answer names, or −1.
func coordinatorIn(r *kmsg.FindCoordinatorResponse) int {
	code, id := r.ErrorCode, r.NodeID
	for _, c := range r.Coordinators {
		code, id = c.ErrorCode, c.NodeID
	}
	if code != 0 {
		return -1
	}
	return int(id)
}

// readEnds asks the leaders of sns.orders for the high watermarks.
func (o *observer) readEnds(ctx context.Context, v *sight) {
	ctx, cancel := context.WithTimeout(ctx, lookPatience)
	defer cancel()
	partitions := v.topics[sim.Orders].partitions
	byLeader := make(map[int][]int32)
	for number, p := range partitions {
		if p.leader > 0 {
			byLeader[p.leader] = append(byLeader[p.leader], number)
		}
	}
	var asking sync.WaitGroup
	var mu sync.Mutex
	for leader, led := range byLeader {
		asking.Go(func() {
			ends := o.ends(ctx, leader, led)
			mu.Lock()
			defer mu.Unlock()
			for number, end := range ends {
				partitions[number].end = end
			}
		})
	}
	asking.Wait()
}

// ends asks one leader for the high watermarks of partitions of sns.orders. What
// it does not tell is missing.
func (o *observer) ends(ctx context.Context, leader int, partitions []int32) map[int32]int64 {
	p := o.post(leader)
	if _, up := p.answers(); !up {
		return nil
	}
	request := kmsg.NewPtrListOffsetsRequest()
	request.ReplicaID = -1
	topic := kmsg.NewListOffsetsRequestTopic()
	topic.Topic = o.session.names.topic(sim.Orders)
	for _, number := range partitions {
		part := kmsg.NewListOffsetsRequestTopicPartition()
		part.Partition, part.Timestamp = number, -1
		topic.Partitions = append(topic.Partitions, part)
	}
	request.Topics = append(request.Topics, topic)
	answer, err := p.broker.Request(ctx, request)
	if err != nil {
		return nil
	}
	ends := make(map[int32]int64)
	for _, t := range answer.(*kmsg.ListOffsetsResponse).Topics {
		for _, part := range t.Partitions {
			if part.ErrorCode == 0 && slices.Contains(partitions, part.Partition) {
				ends[part.Partition] = part.Offset
			}
		}
	}
	return ends
}
