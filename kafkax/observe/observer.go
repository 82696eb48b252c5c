package observe

import (
	"context"
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

// Cluster is what is looked at.
type Cluster struct {
	Dial    wire.DialFunc
	Brokers map[string]int       // numbers from 1, by address; see [Greeting.Addresses]
	Numbers map[int]int          // numbers from 1, by the cluster's own id; see [Greeting.Numbers]
	Topics  map[sim.Topic]string // names on the cluster
	Groups  []Group

	// Rescue is deferred by each goroutine, with what that does: it recovers.
	Rescue func(what string)
}

// Group is a consumer group that is looked at.
type Group struct {
	Group sim.Group
	Name  string    // on the cluster
	Topic sim.Topic // of which its members have partitions
}

// Watcher is told how the cluster is. Its methods are called from several goroutines.
type Watcher interface {
	// Turns returns what the watcher itself has changed about the cluster by now.
	Turns() Turns

	// Answers is told, each time that a broker was asked, why it gives no answer; 0
	// that it does.
	Answers(broker int, reason sim.Reason)

	// Observed is told of each look.
	Observed(v *Sight)
}

// Turns counts what a watcher itself changes about the cluster. A look that began
// before a change may have missed it, and says nothing about it.
type Turns struct {
	Leaders int
	Groups  [sim.GroupCount]int
	Began   time.Duration // when the look began, on the watcher's clock, where it has one
}

// observer looks at a cluster.
type observer struct {
	cluster *Cluster
	watcher Watcher
	client  *kgo.Client
	posts   []*post              // one for each broker
	topics  map[string]sim.Topic // by name
}

// Watch looks at the cluster until ctx is done. An error means that it cannot begin.
func Watch(ctx context.Context, c *Cluster, w Watcher) error {
	o, err := newObserver(c, w)
	if err != nil {
		return err
	}
	defer o.client.Close()
	var posts sync.WaitGroup
	defer posts.Wait()
	for _, p := range o.posts {
		posts.Go(func() {
			defer c.Rescue("observer of a broker")
			p.watch(ctx, w)
		})
	}
	for system.Sleep(ctx, lookEvery) {
		if v := o.look(ctx); ctx.Err() == nil {
			w.Observed(v)
		}
	}
	return nil
}

func newObserver(c *Cluster, w Watcher) (*observer, error) {
	addresses := slices.SortedFunc(maps.Keys(c.Brokers), func(a, b string) int { return c.Brokers[a] - c.Brokers[b] })
	client, err := kgo.NewClient(
		kgo.SeedBrokers(addresses...), kgo.Dialer(c.Dial), kgo.ClientID(wire.Role{Duty: wire.DutyAdmin}.ClientID()),
		kgo.RequestTimeoutOverhead(lookPatience), kgo.DisableClientMetrics(),
		kgo.MaxVersions(kversion.V3_0_0()), // later ones name topics by their ids, and tell nothing that is needed
	)
	if err != nil {
		return nil, fmt.Errorf("observing the cluster: %w", err)
	}
	o := &observer{cluster: c, watcher: w, client: client, topics: make(map[string]sim.Topic)}
	var names []string
	for _, t := range slices.Sorted(maps.Keys(c.Topics)) {
		names = append(names, c.Topics[t])
		o.topics[c.Topics[t]] = t
	}
	for i, broker := range client.SeedBrokers() {
		o.posts = append(o.posts, &post{number: c.Brokers[addresses[i]], broker: broker, topics: names, up: true})
	}
	for _, id := range slices.Sorted(maps.Keys(c.Numbers)) {
		if number := c.Numbers[id]; o.post(number) == nil { // it was dead when the run began: where it is, others will tell
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

// look takes a sight of the cluster. Committed offsets are read before the ends
// of the logs: the other way round a group could seem to be ahead of them.
func (o *observer) look(ctx context.Context) *Sight {
	v := &Sight{Turns: o.watcher.Turns()}
	o.readTopics(v)
	limited, cancel := context.WithTimeout(ctx, lookPatience)
	defer cancel()
	var asking sync.WaitGroup
	for _, g := range o.cluster.Groups {
		asking.Go(func() {
			defer o.cluster.Rescue("observer of a group")
			v.Groups[g.Group] = o.group(limited, g)
		})
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
func (o *observer) readTopics(v *Sight) {
	for _, p := range o.posts {
		metadata, up := p.answers()
		if !up || metadata == nil {
			continue
		}
		v.Turns.Leaders = min(v.Turns.Leaders, p.turned())
		for i := range metadata.Topics {
			t := &metadata.Topics[i]
			if t.Topic == nil {
				continue
			}
			if topic := o.topics[*t.Topic]; topic != 0 {
				v.Topics[topic].take(t, o.cluster.Numbers)
			}
		}
	}
}

// group asks for a group's coordinator, and that for its members and what they
// have committed.
func (o *observer) group(ctx context.Context, g Group) GroupSight {
	helper := o.helper()
	if helper == nil {
		return GroupSight{}
	}
	find := kmsg.NewPtrFindCoordinatorRequest()
	find.CoordinatorKey, find.CoordinatorKeys = g.Name, []string{g.Name}
	answer, err := helper.broker.Request(ctx, find)
	if err != nil {
		return GroupSight{}
	}
	v := GroupSight{Coordinator: o.cluster.Numbers[coordinatorIn(answer.(*kmsg.FindCoordinatorResponse))]}
	if v.Coordinator == 0 {
		return v
	}
	coordinator := o.post(v.Coordinator)
	if _, up := coordinator.answers(); !up {
		return v
	}
	describe := kmsg.NewPtrDescribeGroupsRequest()
	describe.Groups = []string{g.Name}
	members, err := coordinator.broker.Request(ctx, describe)
	if err != nil || !v.describe(members.(*kmsg.DescribeGroupsResponse), o.cluster.Topics[g.Topic]) {
		return v
	}
	if v.None {
		v.Seen = true
		return v
	}
	fetch := kmsg.NewPtrOffsetFetchRequest()
	fetch.Group = g.Name // and no topics: all of them
	of := kmsg.NewOffsetFetchRequestGroup()
	of.Group = g.Name
	fetch.Groups = append(fetch.Groups, of)
	offsets, err := coordinator.broker.Request(ctx, fetch)
	v.Seen = err == nil && v.commits(offsets.(*kmsg.OffsetFetchResponse), o.cluster.Topics[sim.Orders])
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
func (o *observer) readEnds(ctx context.Context, v *Sight) {
	ctx, cancel := context.WithTimeout(ctx, lookPatience)
	defer cancel()
	partitions := v.Topics[sim.Orders].Partitions
	byLeader := make(map[int][]int32)
	for number, p := range partitions {
		if p.Leader > 0 {
			byLeader[p.Leader] = append(byLeader[p.Leader], number)
		}
	}
	var asking sync.WaitGroup
	var mu sync.Mutex
	for leader, led := range byLeader {
		asking.Go(func() {
			defer o.cluster.Rescue("observer of a leader")
			ends := o.post(leader).ends(ctx, o.cluster.Topics[sim.Orders], led)
			mu.Lock()
			defer mu.Unlock()
			for number, end := range ends {
				partitions[number].End = end
			}
		})
	}
	asking.Wait()
}
