package kafkax

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// nobody watches a gate.
type nobody struct{}

func (nobody) Link(wire.Role, int, wire.LinkEvent) {}
func (nobody) Sent(*wire.Exchange)                 {}
func (nobody) Answered(*wire.Exchange)             {}

// watch runs a session on the embedded Kafka in a bubble, and lets something
// happen to it that no fault of the session does: what comes of it has no cause
// but itself.
func watch(t *testing.T, config sim.Config, during func(*Session, *wire.Gate)) (log *sim.Log, state *sim.State) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		log = &sim.Log{}
		config.Client = sim.KafkaGo
		options := inMemory()
		c, err := openCluster(t.Context(), options, config.Brokers())
		if err != nil {
			t.Fatal(err)
		}
		world := wire.New(c.dial, nobody{}, "")
		for address, broker := range c.brokers {
			world.Learn(address, broker)
		}
		c.dial = world.Dialer(wire.Role{})
		db, names, err := openStore(t.Context(), &options)
		if err != nil {
			t.Fatal(err)
		}
		j := openJournal(&config, &options, names, []func(sim.Event){log.Append})
		s, err := startOn(t.Context(), t.Context(), config, options, c, db, j)
		if err != nil {
			t.Fatal(err)
		}
		defer world.Close()
		during(s, world)
		<-s.Done()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		state = s.State()
	})
	keep(t, log)
	return log, state
}

// foreigner is a member of the in-house group that is not the run's: it reads,
// commits and, where it is asked to, reports.
func foreigner(ctx context.Context, s *Session, dial wire.DialFunc, brokers []string, reports bool) {
	dialer := &kafka.Dialer{DialFunc: dial, ClientID: "somebody"}
	reader := kafka.NewReader(kafka.ReaderConfig{
		Brokers: brokers, GroupID: s.names.Group(sim.InHouseGroup), Topic: s.names.Topic(sim.Orders), Dialer: dialer,
		MinBytes: 1, MaxBytes: 1 << 20, MaxWait: 200 * time.Millisecond, StartOffset: kafka.FirstOffset, HeartbeatInterval: 500 * time.Millisecond,
		SessionTimeout: 6 * time.Second, RebalanceTimeout: 6 * time.Second,
	})
	defer reader.Close()
	transport := &kafka.Transport{Dial: dial, Context: ctx}
	defer transport.CloseIdleConnections()
	writer := &kafka.Writer{
		Addr: kafka.TCP(brokers...), Topic: s.names.Topic(sim.Status), BatchTimeout: time.Millisecond,
		Transport: transport, RequiredAcks: kafka.RequireAll,
	}
	defer writer.Close()
	for ctx.Err() == nil {
		m, err := reader.FetchMessage(ctx)
		if err != nil {
			continue
		}
		if reports {
			p, _ := record.DecodeOrder(m)
			_ = writer.WriteMessages(ctx, kafka.Message{Key: m.Key, Value: record.Encode(record.Status{ID: p.ID, Row: "completed", Delivered: int64(p.Quantity)})})
		}
		_ = reader.CommitMessages(ctx, m)
	}
}

// within lets somebody join for the length of what is done.
func (s *Session) within(reports bool, do func()) {
	ctx, leave := context.WithCancel(s.ctx)
	gone := make(chan struct{})
	go func() {
		defer close(gone)
		foreigner(ctx, s, s.cluster.dial, s.cluster.seeds, reports)
	}()
	do()
	leave()
	<-gone
}

// A member that is not the run's is seen, its work counts as handled as far as
// its commits prove it, and no order of it is stuck or lost.
func TestForeignMember(t *testing.T) {
	c := config(sim.Emit, 20)
	c.Workers, c.SessionTimeout = 1, 6*time.Second
	log, state := watch(t, c, func(s *Session, _ *wire.Gate) { s.within(false, func() { <-s.Done() }) })
	elsewhere := 0
	for n := sim.OrderID(1); n <= 20; n++ {
		o := state.Order(n)
		if !o.Reached(sim.Handled) || !o.Committed() {
			t.Errorf("order %d: handled %d times, committed %t", n, o.Handled, o.Committed())
		}
		switch where := state.Standing(o, state.At).Where; {
		case where == sim.NowElsewhere:
			elsewhere++
		case o.Truth() != sim.Done:
			t.Errorf("order %d is %s", n, o.Truth())
		}
	}
	if elsewhere == 0 || elsewhere == 20 {
		t.Errorf("%d of 20 orders were handled elsewhere, want some", elsewhere)
	}
	for _, a := range state.Anomalies {
		if a.Name != sim.DuplicateWork { // of the order that the group's rebalance met
			t.Errorf("order %d: %s", a.Order, a.Name)
		}
	}
	wantCount(t, log, sim.HandledElsewhere, 0, elsewhere)
	joined := 0
	for _, e := range events(log, sim.MemberJoined, 0) {
		if e.Group == sim.InHouseGroup && e.Worker == 2 {
			joined++
		}
	}
	if joined != 1 {
		t.Errorf("the other member joined %d times, want once", joined)
	}
}

// What it reports is true for the order, too.
func TestForeignMemberReports(t *testing.T) {
	c := config(sim.EmitAwait, 8, "consumer-absent:group=in-house")
	_, state := watch(t, c, func(s *Session, _ *wire.Gate) { s.within(true, func() { <-s.Done() }) })
	if got := state.Totals(); got.Finished != 8 || got.Lost+got.Unknown+got.Duplicated != 0 || state.Rows[sim.RowCompleted] != 8 || len(state.Anomalies) != 0 {
		t.Errorf("totals %+v, %d rows completed, anomalies %v: want all eight finished", got, state.Rows[sim.RowCompleted], state.Anomalies)
	}
}

// Who leaves is a member no more.
func TestForeignMemberLeaves(t *testing.T) {
	c := config(sim.Emit, 8)
	_, state := watch(t, c, func(s *Session, _ *wire.Gate) {
		s.within(false, func() { time.Sleep(4 * time.Second) })
	})
	if got := len(state.Members(sim.InHouseGroup)); got != 2 {
		t.Errorf("the group has %d members in the end, want the run's own two", got)
	}
}

// occurred lists when an event of the type happened after a time, for which no
// cause is known: somebody else did it.
func occurred(log *sim.Log, kind sim.EventType, after time.Duration) (list []time.Duration) {
	for _, e := range events(log, kind, 0) {
		if e.At >= after && e.Cause == 0 {
			list = append(list, e.At)
		}
	}
	return list
}

// wantSoon checks that something happened as often as wanted, within two seconds.
func wantSoon(t *testing.T, log *sim.Log, kind sim.EventType, after time.Duration, times int) {
	t.Helper()
	list := occurred(log, kind, after)
	if len(list) != times || times > 0 && list[times-1] > after+2*time.Second {
		t.Errorf("%s at %v, want %d times within 2 s of %s", kind, list, times, after)
	}
}

// A leader that somebody else has moved is seen, once.
func TestLeaderMovedByOthers(t *testing.T) {
	at := 3 * time.Second
	log, state := watch(t, config(sim.Emit, 6), func(s *Session, _ *wire.Gate) {
		time.Sleep(at)
		if err := s.cluster.embedded.cluster.MoveTopicPartition("sns.orders", 0, 2); err != nil {
			t.Error(err)
		}
	})
	wantSoon(t, log, sim.LeaderElected, at, 1)
	if got := state.Partitions[0].Leader; got != 3 {
		t.Errorf("leader %d, want 3", got)
	}
	for _, e := range events(log, sim.RecordAppended, 0) {
		if e.Partition == 0 && e.At > at+2*time.Second && e.Broker != 3 {
			t.Errorf("order %d was appended on broker %d", e.Order, e.Broker)
		}
	}
}

// A coordinator that moves by itself is seen, and what follows from it says so.
func TestCoordinatorMovedByOthers(t *testing.T) {
	at := 3 * time.Second
	moved := 0
	log, state := watch(t, config(sim.Emit, 10), func(s *Session, _ *wire.Gate) {
		time.Sleep(at)
		e := s.cluster.embedded
		for moved == 0 {
			before := map[sim.Group]int{}
			for _, g := range s.company.Groups() {
				before[g.ID] = e.coordinator(s.names.Group(g.ID))
			}
			e.cluster.RehashCoordinators()
			for g, broker := range before {
				if e.coordinator(s.names.Group(g)) != broker {
					moved++
				}
			}
		}
	})
	wantSoon(t, log, sim.CoordinatorLoaded, at, moved)
	if got := state.Totals(); got.Finished != 10 {
		t.Errorf("totals %+v", got)
	}
	for _, e := range events(log, sim.MemberJoined, 0) {
		if e.At > at && log.At(e.Cause).Type == sim.RunStarted {
			t.Errorf("worker %d of %s joins again at %s because the run began", e.Worker, e.Group, e.At)
		}
	}
}

// A broker that somebody takes away, or freezes, is seen, and again when it is
// back; meanwhile nothing is said that only it could tell.
func TestBrokerTakenAwayByOthers(t *testing.T) {
	at, back := 3*time.Second, 9*time.Second
	for how, reason := range map[wire.Reach]sim.Reason{wire.ReachRefused: sim.ReasonNetwork, wire.ReachFrozen: sim.ReasonFreeze} {
		c := config(sim.EmitAwait, 0) // no order: a commit that waits for a frozen broker stops the bubble's clock
		c.SessionTimeout = 30 * time.Second
		log, state := watch(t, c, func(s *Session, world *wire.Gate) {
			s.journal.Move(1)
			defer s.journal.Move(-1)
			time.Sleep(at)
			away := world.Begin(2, how)
			time.Sleep(2 * time.Second)
			now := s.State()
			if !now.Brokers[2].Down || now.Brokers[2].Reason != reason {
				t.Errorf("broker 2 is %+v, want down by %d", now.Brokers[2], reason)
			}
			for i := range now.Partitions {
				if p := &now.Partitions[i]; p.Unseen != (p.Leader == 2) {
					t.Errorf("partition %d, led by %d: unseen %t", i, p.Leader, p.Unseen)
				}
			}
			for _, g := range s.company.Groups() {
				if away := s.cluster.embedded.coordinator(s.names.Group(g.ID)) == 2; now.Groups[g.ID].Unseen != away {
					t.Errorf("group %s: unseen %t, its coordinator is away: %t", g.ID, now.Groups[g.ID].Unseen, away)
				}
			}
			time.Sleep(back - at - 2*time.Second)
			away.End()
			time.Sleep(4 * time.Second)
		})
		wantSoon(t, log, sim.BrokerStopped, at, 1)
		wantSoon(t, log, sim.BrokerStarted, back, 1)
		wantAllSeen(t, state)
	}
}

// When nobody answers any more, all is unknown within two seconds.
func TestAllTakenAwayByOthers(t *testing.T) {
	at, back := 3*time.Second, 9*time.Second
	for _, how := range []wire.Reach{wire.ReachRefused, wire.ReachFrozen} {
		c := config(sim.Emit, 0)
		c.SessionTimeout = 30 * time.Second
		log, state := watch(t, c, func(s *Session, world *wire.Gate) {
			s.journal.Move(1)
			defer s.journal.Move(-1)
			time.Sleep(at)
			away := world.Begin(0, how)
			time.Sleep(2 * time.Second)
			now := s.State()
			for b := 1; b <= 3; b++ {
				if !now.Brokers[b].Down {
					t.Errorf("broker %d is said to run", b)
				}
			}
			for i := range now.Partitions {
				if !now.Partitions[i].Unseen {
					t.Errorf("partition %d is said to be known", i)
				}
			}
			for _, g := range s.company.Groups() {
				members := now.Members(g.ID)
				for i := range members {
					if stands := now.MemberStanding(g.ID, &members[i], now.At); stands.Reads() && stands != sim.StandsBusy {
						t.Errorf("worker %d of %s stands as %d", i+1, g.ID, stands)
					}
				}
			}
			time.Sleep(back - at - 2*time.Second)
			away.End()
			time.Sleep(4 * time.Second)
		})
		wantSoon(t, log, sim.BrokerStopped, at, 3)
		wantSoon(t, log, sim.BrokerStarted, back, 3)
		wantAllSeen(t, state)
	}
}

// wantAllSeen checks that in the end everything is known again.
func wantAllSeen(t *testing.T, s *sim.State) {
	t.Helper()
	for b := 1; b <= 3; b++ {
		if s.Brokers[b].Down {
			t.Errorf("broker %d is down in the end", b)
		}
	}
	for i := range s.Partitions {
		if s.Partitions[i].Unseen {
			t.Errorf("partition %d is out of sight in the end", i)
		}
	}
	for g := sim.InHouseGroup; g <= sim.ServiceGroup; g++ {
		if s.Groups[g].Unseen {
			t.Errorf("group %s is out of sight in the end", g)
		}
	}
}

// What the session's own fault has said is not said again, nor the other way round.
func TestOwnFaultIsSaidOnce(t *testing.T) {
	t.Parallel()
	log, _ := play(t, config(sim.Emit, 8, "broker-down:broker=2,from=3s,for=5s", "broker-down:broker=2,from=4s,for=2s"), nil)
	wantCount(t, log, sim.BrokerStopped, 0, 1)
	wantCount(t, log, sim.BrokerStarted, 0, 1)
}

// A deleted topic says so, and what was in it unhandled is gone.
func TestTopicDeleted(t *testing.T) {
	at := 4500 * time.Millisecond
	c := config(sim.EmitAwait, 8, "consumer-absent:group=in-house")
	c.Until = time.Minute
	log, state := watch(t, c, func(s *Session, _ *wire.Gate) {
		time.Sleep(at)
		if err := s.cluster.embedded.cluster.DeleteTopic("sns.orders"); err != nil {
			t.Error(err)
		}
	})
	wantSoon(t, log, sim.TopicDeleted, at, 1)
	if o := state.Order(1); !o.Has(sim.AckedLoss) || o.Truth() != sim.Lost {
		t.Errorf("order 1 is %s, acked-loss %t", o.Truth(), o.Has(sim.AckedLoss))
	}
	if p := &state.Partitions[0]; !p.Deleted || p.High != 0 {
		t.Errorf("partition %+v", p)
	}
}

// Both engines name what a Writer gives up with the same way.
func TestGivenUpAsTheSimulatorSays(t *testing.T) {
	t.Parallel()
	log, _ := play(t, config(sim.Emit, 2, "broker-down:from=500ms,for=20s"), nil)
	gave := events(log, sim.PublishGaveUp, 0)
	if len(gave) == 0 {
		t.Fatal("nothing was given up")
	}
	for _, e := range gave {
		if e.Code != sim.WriteFailed || e.Detail == nil || e.Detail.Text != sim.ConnectionRefused.String() {
			t.Errorf("given up: %s", e.AppendJSON(nil))
		}
	}
}
