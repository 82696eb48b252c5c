package observe

import (
	"context"
	"maps"
	"net"
	"slices"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/kafkatest"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// onlooker keeps the last that it was told.
type onlooker struct {
	mu      sync.Mutex
	turns   Turns
	reasons map[int]sim.Reason
	sight   *Sight
}

func (o *onlooker) Turns() Turns {
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.turns
}

func (o *onlooker) Answers(broker int, reason sim.Reason) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.reasons[broker] = reason
}

func (o *onlooker) Observed(v *Sight) {
	o.mu.Lock()
	defer o.mu.Unlock()
	o.sight = v
}

// after lets so much time pass, and returns what is known then.
func (o *onlooker) after(d time.Duration) (*Sight, map[int]sim.Reason) {
	time.Sleep(d)
	synctest.Wait()
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.sight, maps.Clone(o.reasons)
}

// nobody watches a gate.
type nobody struct{}

func (nobody) Link(wire.Role, int, wire.LinkEvent) {}
func (nobody) Sent(*wire.Exchange)                 {}
func (nobody) Answered(*wire.Exchange)             {}

// A look tells who leads what, how far the logs go, who is in a group and what that
// has committed. What a broker that is frozen or gone leads is unknown in time, the
// rest is not, and all is known again when it is back.
func TestWatch(t *testing.T) {
	for reach, want := range map[wire.Reach]sim.Reason{wire.ReachFrozen: sim.ReasonFreeze, wire.ReachRefused: sim.ReasonNetwork} {
		synctest.Test(t, func(t *testing.T) {
			t.Cleanup(synctest.Wait)
			c := kafkatest.New(t, 3, 3)
			world := wire.New(c.Dial, nobody{}, "")
			t.Cleanup(world.Close)
			target := &Cluster{
				Dial: world.Dialer(wire.Role{}), Brokers: map[string]int{}, Numbers: map[int]int{0: 1, 1: 2, 2: 3},
				Topics: map[sim.Topic]string{sim.Orders: kafkatest.Topic, sim.Status: "none"},
				Groups: []Group{{Group: sim.InHouseGroup, Name: "g", Topic: sim.Orders}, {Group: sim.ExternalGroup, Name: "empty", Topic: sim.Orders}},
				Rescue: func(string) {},
			}
			for i, address := range c.Addresses() {
				world.Learn(address, i+1)
				target.Brokers[address] = i + 1
			}
			commit(t, c)
			ctx, stop := context.WithCancel(t.Context())
			var watching sync.WaitGroup
			defer watching.Wait()
			defer stop()
			o := &onlooker{reasons: make(map[int]sim.Reason)}
			watching.Go(func() {
				if err := Watch(ctx, target, o); err != nil {
					t.Error(err)
				}
			})

			v, reasons := o.after(4 * time.Second)
			if want := map[int]sim.Reason{1: 0, 2: 0, 3: 0}; !maps.Equal(reasons, want) {
				t.Errorf("brokers answer: %v, want %v", reasons, want)
			}
			wantTopic(t, v, 1, 0, 0)
			if gone := v.Topics[sim.Status]; !gone.Told || !gone.Missing {
				t.Errorf("a topic that is not there: %+v", gone)
			}
			group := v.Groups[sim.InHouseGroup]
			if !group.Seen || !group.Stable || group.None || len(group.Members) != 1 || group.Coordinator == 0 || group.Committed[0] != 1 {
				t.Errorf("the group: %+v", group)
			}
			for _, partitions := range group.Members {
				if !slices.Equal(partitions, []int32{0, 1, 2}) {
					t.Errorf("its member has %v", partitions)
				}
			}
			if none := v.Groups[sim.ExternalGroup]; !none.Seen || !none.None {
				t.Errorf("a group that never was: %+v", none)
			}

			outage := world.Begin(1, reach)
			v, reasons = o.after(4 * time.Second) // a look that began with a broker which has just frozen takes its time
			if reasons[1] != want || reasons[2] != 0 || reasons[3] != 0 {
				t.Errorf("brokers answer: %v, want broker 1 not to, for %s", reasons, want)
			}
			wantTopic(t, v, -1, 0, 0)

			outage.End()
			v, reasons = o.after(4 * time.Second)
			if reasons[1] != 0 {
				t.Errorf("broker 1 is back, and %s", reasons[1])
			}
			wantTopic(t, v, 1, 0, 0)
		})
	}
}

// commit writes one record to partition 0, and lets a member of group g commit it. It
// stays until the test ends.
func commit(t *testing.T, c *kafkatest.Cluster) {
	t.Helper()
	w := kafkatest.Writer(t, c.Dial, c.Addresses())
	w.Balancer = kafka.BalancerFunc(func(kafka.Message, ...int) int { return 0 })
	if err := w.WriteMessages(t.Context(), kafka.Message{Key: []byte("1")}); err != nil {
		t.Fatal(err)
	}
	r := kafka.NewReader(kafka.ReaderConfig{
		Brokers: c.Addresses(), Topic: kafkatest.Topic, GroupID: "g", StartOffset: kafka.FirstOffset, MaxWait: 500 * time.Millisecond,
		Dialer: &kafka.Dialer{DialFunc: c.Dial, Timeout: time.Second},
	})
	t.Cleanup(func() { r.Close() })
	m, err := r.FetchMessage(t.Context())
	if err == nil {
		err = r.CommitMessages(t.Context(), m)
	}
	if err != nil {
		t.Fatal(err)
	}
}

// wantTopic holds what is seen of the partitions of sns.orders to their ends; broker p
// + 1 leads partition p.
func wantTopic(t *testing.T, v *Sight, ends ...int64) {
	t.Helper()
	orders := v.Topics[sim.Orders]
	if !orders.Told || orders.Missing || !slices.Equal(orders.Numbers(), []int32{0, 1, 2}) {
		t.Fatalf("the topic: %+v", orders)
	}
	for number, want := range ends {
		if p := orders.Partitions[int32(number)]; p.Leader != number+1 || p.End != want {
			t.Errorf("partition %d: %+v, want broker %d to lead and the end %d", number, *p, number+1, want)
		}
	}
}

// Brokers whose numbers have a gap are watched under their own numbers, and one of
// which nobody has said where it is by its id.
func TestObservingABrokerThatIsDead(t *testing.T) {
	c := &Cluster{Dial: new(net.Dialer).DialContext, Brokers: map[string]int{"b100:9092": 1, "b102:9092": 3}, Numbers: map[int]int{100: 1, 101: 2, 102: 3}}
	o, err := newObserver(c, &onlooker{})
	if err != nil {
		t.Fatal(err)
	}
	defer o.client.Close()
	for number, known := range map[int]bool{1: true, 2: true, 3: true, 4: false} {
		p := o.post(number)
		if (p != nil) != known || known && p.number != number {
			t.Errorf("broker %d is watched as %+v", number, p)
		}
		if _, up := p.answers(); up != (number == 1 || number == 3) {
			t.Errorf("broker %d is taken for one that answers: %t", number, up)
		}
	}
}

// A sight carries the turns from before the oldest answer in it.
func TestSightTurns(t *testing.T) {
	p := &post{number: 1, up: true, metadata: kmsg.NewPtrMetadataResponse(), leaders: 3}
	o := &observer{cluster: &Cluster{}, watcher: &onlooker{turns: Turns{Leaders: 5, Groups: [sim.GroupCount]int{sim.InHouseGroup: 2}}}, posts: []*post{p}}
	if v := o.look(t.Context()); v.Turns.Leaders != 3 || v.Turns.Groups[sim.InHouseGroup] != 2 {
		t.Errorf("turns %+v", v.Turns)
	}
}

// Of brokers that differ the one with the later leader is right, whatever the order;
// partitions that no topic of a run has are not read.
func TestTopicSight(t *testing.T) {
	said := func(leader, epoch int32) *kmsg.MetadataResponseTopic {
		return &kmsg.MetadataResponseTopic{Partitions: []kmsg.MetadataResponseTopicPartition{
			{Partition: 0, Leader: leader, LeaderEpoch: epoch, ISR: []int32{102, 100, 999}}, {Partition: -1}, {Partition: PartitionsSeen},
		}}
	}
	numbers := map[int]int{100: 1, 101: 2, 102: 3, 999: sim.BrokerCount + 1}
	for _, order := range [][2]int32{{100, 101}, {101, 100}} {
		var v TopicSight
		for _, leader := range order {
			v.take(said(leader, leader-90), numbers)
		}
		if p := v.Partitions[0]; len(v.Partitions) != 1 || p.Leader != 2 || p.Epoch != 11 || p.End != -1 || !slices.Equal(p.InSync, []uint8{1, 3}) {
			t.Errorf("%v: %d partitions, %+v", order, len(v.Partitions), *p)
		}
	}
}
