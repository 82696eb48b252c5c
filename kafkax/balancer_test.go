package kafkax

import (
	"context"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"

	"orderflow/internal/kafkatest"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// kafkajs is how kafkajs 2.2.4 is a member of a group: with one protocol, in
// version 0, and without an assignment for members that get no partition.
type kafkajs struct {
	members []kmsg.JoinGroupResponseMember
	topics  map[string]int32
}

func (kafkajs) ProtocolName() string { return "RoundRobinAssigner" }
func (kafkajs) IsCooperative() bool  { return false }

func (kafkajs) JoinGroupMetadata(topics []string, _ map[string][]int32, _ int32) []byte {
	return (&kmsg.ConsumerMemberMetadata{Topics: topics, UserData: []byte{}}).AppendTo(nil)
}

func (kafkajs) ParseSyncAssignment(assignment []byte) (map[string][]int32, error) {
	given := make(map[string][]int32)
	var a kmsg.ConsumerMemberAssignment
	if len(assignment) == 0 {
		return given, nil
	}
	err := a.ReadFrom(assignment)
	for _, t := range a.Topics {
		given[t.Topic] = t.Partitions
	}
	return given, err
}

func (k kafkajs) MemberBalancer(members []kmsg.JoinGroupResponseMember) (kgo.GroupMemberBalancer, map[string]struct{}, error) {
	topics := make(map[string]struct{})
	for _, m := range members {
		var metadata kmsg.ConsumerMemberMetadata
		if err := metadata.ReadFrom(m.ProtocolMetadata); err != nil {
			return nil, nil, err
		}
		for _, topic := range metadata.Topics {
			topics[topic] = struct{}{}
		}
	}
	return kafkajs{members: members}, topics, nil
}

func (k kafkajs) Balance(topics map[string]int32) kgo.IntoSyncAssignment {
	k.topics = topics
	return k
}

func (k kafkajs) IntoSyncAssignment() (list []kmsg.SyncGroupRequestGroupAssignment) {
	var ids []string
	for _, m := range k.members {
		ids = append(ids, m.MemberID)
	}
	slices.Sort(ids)
	given, i := make(map[string]map[string][]int32), 0
	for _, topic := range slices.Sorted(maps.Keys(k.topics)) {
		for partition := range k.topics[topic] {
			id := ids[i%len(ids)]
			i++
			if given[id] == nil {
				given[id] = make(map[string][]int32)
			}
			given[id][topic] = append(given[id][topic], partition)
		}
	}
	for _, id := range slices.Sorted(maps.Keys(given)) {
		var a kmsg.ConsumerMemberAssignment
		for _, topic := range slices.Sorted(maps.Keys(given[id])) {
			a.Topics = append(a.Topics, kmsg.ConsumerMemberAssignmentTopic{Topic: topic, Partitions: given[id][topic]})
		}
		list = append(list, kmsg.SyncGroupRequestGroupAssignment{MemberID: id, MemberAssignment: a.AppendTo(nil)})
	}
	return list
}

// nestWorker is a NestJS service that reads sns.orders in a group: it carries an
// order out, reports, and commits.
func nestWorker(ctx context.Context, t *testing.T, s *Session, group string, reports ...string) {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(s.cluster.seeds...), kgo.Dialer(s.cluster.dial), kgo.ClientID("nest"), kgo.DisableClientMetrics(),
		kgo.ConsumerGroup(group), kgo.ConsumeTopics(s.names.Topic(sim.Orders)), kgo.Balancers(kafkajs{}), kgo.DisableAutoCommit(), kgo.BlockRebalanceOnPoll(),
		kgo.ConsumeResetOffset(kgo.NewOffset().AtStart()), kgo.SessionTimeout(6*time.Second), kgo.HeartbeatInterval(500*time.Millisecond), kgo.FetchMaxWait(200*time.Millisecond),
	)
	if err != nil {
		t.Error(err)
		return
	}
	defer client.CloseAllowingRebalance()
	for ctx.Err() == nil {
		for _, r := range client.PollRecords(ctx, 1).Records() {
			p, err := sim.ParseOrder(r.Value)
			if err != nil {
				t.Error(err)
			}
			for _, row := range reports {
				report := &kgo.Record{Topic: s.names.Topic(sim.Status), Key: r.Key, Value: record.Encode(record.Status{ID: p.ID, Row: row, Delivered: int64(p.Quantity)})}
				_ = client.ProduceSync(ctx, report).FirstErr()
			}
			_ = client.CommitRecords(ctx, r)
		}
		client.AllowRebalance()
	}
}

// beside lets some NestJS services work while something is done.
func (s *Session) beside(t *testing.T, workers int, group string, reports []string, do func()) {
	ctx, leave := context.WithCancel(s.ctx)
	gone := make(chan struct{})
	for range workers {
		go func() {
			nestWorker(ctx, t, s, group, reports...)
			gone <- struct{}{}
		}()
	}
	do()
	leave()
	for range workers {
		<-gone
	}
}

// protocolOf returns the assignment protocol that a group has chosen.
func protocolOf(t *testing.T, s *Session, group sim.Group) string {
	client, err := kgo.NewClient(kgo.SeedBrokers(s.cluster.seeds...), kgo.Dialer(s.cluster.dial), kgo.DisableClientMetrics())
	if err != nil {
		t.Fatal(err)
	}
	defer client.Close()
	request := kmsg.NewPtrDescribeGroupsRequest()
	request.Groups = []string{s.names.Group(group)}
	answer, err := request.RequestWith(s.ctx, client)
	if err != nil || len(answer.Groups) != 1 {
		t.Error(err)
		return ""
	}
	return answer.Groups[0].Protocol
}

// Among themselves the run's consumers assign as ever; with a NestJS service in
// their group they do as it does, and both work.
func TestNestSharesTheGroup(t *testing.T) {
	skipShort(t)
	for _, c := range []struct{ own, nest int }{{1, 1}, {2, 2}} {
		config := config(sim.Emit, 24)
		config.Workers, config.SessionTimeout = c.own, 6*time.Second
		config.Rate = sim.Rate{Orders: 2, Per: time.Second}
		log, state := watch(t, config, func(s *Session, _ *wire.Gate) {
			if got := protocolOf(t, s, sim.InHouseGroup); got != "range" {
				t.Errorf("alone the group assigns by %q", got)
			}
			s.beside(t, c.nest, s.names.Group(sim.InHouseGroup), []string{"processing", "completed"}, func() {
				time.Sleep(6 * time.Second)
				if got := protocolOf(t, s, sim.InHouseGroup); got != "RoundRobinAssigner" {
					t.Errorf("beside a NestJS service the group assigns by %q", got)
				}
				<-s.Done()
			})
		})
		nest := len(events(log, sim.HandledElsewhere, 0))
		if nest == 0 || nest >= 24 {
			t.Errorf("%d of 24 orders were handled by NestJS, want some", nest)
		}
		joined := map[uint8]int{}
		for _, e := range events(log, sim.MemberJoined, 0) {
			if e.Group == sim.InHouseGroup {
				joined[e.Worker]++
			}
		}
		for worker, times := range joined {
			if times > 1+2*c.nest {
				t.Errorf("worker %d joined %d times: the group never comes to rest", worker, times)
			}
		}
		if len(joined) != c.own+c.nest {
			t.Errorf("members %v", joined)
		}
		if got := state.Totals(); got.Finished != 24 || got.Lost+got.Unknown != 0 || state.Rows[sim.RowCompleted] != 24 {
			t.Errorf("totals %+v", got)
		}
		for _, a := range state.Anomalies {
			if a.Name != sim.DuplicateWork { // of an order that a rebalance met
				t.Errorf("order %d: %s", a.Order, a.Name)
			}
		}
	}
}

// A NestJS service alone is the in-house group. What it has done is done, and what
// it has not reported is unknown, and never stuck.
func TestNestIsTheGroup(t *testing.T) {
	for _, c := range []struct {
		reports  []string
		finished int
		row      sim.Row
	}{
		{[]string{"processing", "completed"}, 6, sim.RowCompleted},
		{[]string{"processing"}, 0, sim.RowProcessing},
		{nil, 0, sim.RowPublished},
		{[]string{"canceled"}, 0, sim.RowCanceled},
	} {
		config := config(sim.EmitAwait, 6, "consumer-absent:group=in-house")
		log, state := watch(t, config, func(s *Session, _ *wire.Gate) {
			s.beside(t, 1, s.names.Group(sim.InHouseGroup), c.reports, func() { <-s.Done() })
		})
		if got := state.Totals(); got.Finished != c.finished || got.Lost+got.Duplicated != 0 || state.Rows[c.row] != 6 || len(state.Anomalies) != 0 {
			t.Errorf("%v: totals %+v, rows %v, anomalies %v", c.reports, got, state.Rows, state.Anomalies)
		}
		for n := range state.Orders.Each() {
			if o := state.Order(n); o.Handled != 1 || !o.Reached(sim.Handled) || !o.Committed() {
				t.Errorf("%v: order %d was handled %d times, committed %t", c.reports, n, o.Handled, o.Committed())
			}
		}
		wantCount(t, log, sim.HandledElsewhere, 0, 6)
	}
}

// A NestJS service in a group of its own does the work a second time: its status
// events prove it.
func TestNestDoesItTwice(t *testing.T) {
	log, state := watch(t, config(sim.EmitAwait, 5), func(s *Session, _ *wire.Gate) {
		s.beside(t, 1, "nest-of-its-own", []string{"processing", "completed"}, func() { <-s.Done() })
	})
	if got := state.Totals(); got.Finished != 5 || got.Duplicated != 5 || got.Unknown+got.Lost != 0 {
		t.Errorf("totals %+v, want all five done twice", got)
	}
	wantCount(t, log, sim.HandledElsewhere, 0, 0) // in the group that carries them out nobody else did anything
	wantCount(t, log, sim.WorkFinished, 0, 10)
}

// statusOf is the record of a status event as a NestJS client writes it.
func statusOf(p record.Status) kafka.Message {
	return kafka.Message{Key: []byte(p.ID), Value: record.Encode(p)}
}

// More than was ordered cannot be delivered, whoever says so.
func TestTooMuchIsRefused(t *testing.T) {
	t.Parallel()
	c := config(sim.EmitAwait, 6)
	log, state := play(t, c, func(s *Session) {
		time.Sleep(2500 * time.Millisecond)
		o := c.Order(1)
		foreign(t, s, sim.Status, kafkatest.Ordered("1", sim.InHouse), // no status event at all
			statusOf(record.Status{ID: "1", Row: "completed", Delivered: int64(o.Quantity) + 1}),
			statusOf(record.Status{ID: "nobody", Row: "completed", Delivered: 1}),
		)
		time.Sleep(2 * time.Second)
	})
	if got := state.Totals(); got.Finished != 6 || got.Duplicated != 0 {
		t.Errorf("totals %+v", got)
	}
	for _, says := range []string{"unknown field", "delivered of the", `order "nobody" is not of this run`} {
		if text := said(log); !strings.Contains(text, says) {
			t.Errorf("nothing says %q: %s", says, text)
		}
	}
}
