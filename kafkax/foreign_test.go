package kafkax

import (
	"context"
	"errors"
	"testing"
	"testing/synctest"
	"time"

	"github.com/segmentio/kafka-go"
	"github.com/twmb/franz-go/pkg/kfake"

	"orderflow/internal/kafkatest"
	"orderflow/kafkax/role"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// playOpen runs a session with a door in a bubble, and others come in.
func playOpen(t *testing.T, config sim.Config, during func(s *Session, dial wire.DialFunc, brokers []string)) (log *sim.Log, state *sim.State) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		log = &sim.Log{}
		options, network := inMemory(), new(kfake.VirtualNetwork)
		door, err := wire.OpenDoor(network.Listen, "127.0.0.1:19092", 3)
		if err != nil {
			t.Fatal(err)
		}
		defer door.Close()
		options.Door = door
		s, err := Start(t.Context(), config, options, log.Append)
		if err != nil {
			t.Fatal(err)
		}
		during(s, network.DialContext, door.Addresses())
		<-s.Done()
		start := time.Now()
		if err := s.Close(); err != nil {
			t.Error(err)
		}
		wantBetween(t, "closing", time.Since(start), 0, role.CloseTimeout+time.Second)
		if n := s.gate.Open(); n != 0 {
			t.Errorf("%d connections are left", n)
		}
		state = s.State()
	})
	keep(t, log)
	return log, state
}

// A member that comes in through the door does its share of the work, and its
// commits are those of somebody else.
func TestForeignMemberAtDoor(t *testing.T) {
	t.Parallel()
	c := config(sim.Emit, 20)
	c.Workers, c.SessionTimeout = 1, 6*time.Second
	_, state := playOpen(t, c, func(s *Session, dial wire.DialFunc, brokers []string) {
		ctx, leave := context.WithCancel(s.ctx)
		gone := make(chan struct{})
		go func() {
			defer close(gone)
			foreigner(ctx, s, dial, brokers, false)
		}()
		time.Sleep(time.Minute)
		leave()
		<-gone
	})
	elsewhere := 0
	for n := sim.OrderID(1); n <= 20; n++ {
		o := state.Order(n)
		if !o.Reached(sim.Handled) || !o.Committed() {
			t.Errorf("order %d: handled %d times, committed %t", n, o.Handled, o.Committed())
		}
		if state.Standing(o, state.At).Where == sim.NowElsewhere {
			elsewhere++
		}
	}
	if elsewhere == 0 || elsewhere == 20 || state.Ended != sim.ReasonQuiet {
		t.Errorf("%d of 20 orders were handled elsewhere, ended with reason %d", elsewhere, state.Ended)
	}
}

// What others write through the door is in the log as what it is: a record of
// nobody's order, and of no client of the run.
func TestForeignRecordAtDoor(t *testing.T) {
	t.Parallel()
	log, state := playOpen(t, config(sim.EmitAwait, 4), func(s *Session, dial wire.DialFunc, brokers []string) {
		transport := &kafka.Transport{Dial: dial, Context: s.ctx}
		defer transport.CloseIdleConnections()
		w := &kafka.Writer{Addr: kafka.TCP(brokers...), Topic: s.names.Topic(sim.Orders), RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond, Transport: transport}
		defer w.Close()
		for range 3 {
			if err := w.WriteMessages(s.ctx, kafka.Message{Key: []byte("n-101"), Value: []byte("{}")}); err != nil {
				t.Error(err)
			}
		}
	})
	foreign := 0
	for _, e := range events(log, sim.RecordAppended, 0) {
		if e.Order == 0 {
			foreign++
		}
	}
	if totals := state.Totals(); foreign != 3 || totals.Finished != 4 || totals.Duplicated != 0 || state.Ended != sim.ReasonQuiet {
		t.Errorf("%d records of others; totals %+v, ended with reason %d", foreign, totals, state.Ended)
	}
}

// A run with a door goes on for those who are expected, and ends when they have
// left for longer than a restart takes.
func TestOpenRunWaits(t *testing.T) {
	t.Parallel()
	skipShort(t)
	log, state := playOpen(t, config(sim.EmitAwait, 1), func(s *Session, dial wire.DialFunc, brokers []string) {
		time.Sleep(5 * time.Minute)
		for range 2 {
			conn, err := dial(s.ctx, "tcp", brokers[0])
			if err != nil {
				t.Fatal(err)
			}
			time.Sleep(wire.ReturnMax - time.Second)
			conn.Close()
			time.Sleep(wire.ReturnMax - time.Second)
		}
	})
	if at := log.At(sim.EventID(log.Len())).At; state.Ended != sim.ReasonQuiet || at < 5*time.Minute+4*wire.ReturnMax-5*time.Second || at > 5*time.Minute+4*wire.ReturnMax {
		t.Errorf("ended at %s with reason %d", at, state.Ended)
	}
}

// Faults that name no order strike others' clients too: an ack that is lost makes
// a second copy, a commit that is lost comes again.
func TestForeignFaults(t *testing.T) {
	t.Parallel()
	log, _ := playOpen(t, config(sim.EmitAwait, 3, "consumer-absent:group=in-house", "commit-lost:group=in-house", "ack-lost:from=20s"), func(s *Session, dial wire.DialFunc, brokers []string) {
		ctx, leave := context.WithCancel(s.ctx)
		gone := make(chan struct{})
		go func() {
			defer close(gone)
			foreigner(ctx, s, dial, brokers, false)
		}()
		time.Sleep(30 * time.Second)
		transport := &kafka.Transport{Context: s.ctx, Dial: kafkatest.Resetting(dial)}
		w := &kafka.Writer{Addr: kafka.TCP(brokers...), Topic: s.names.Topic(sim.Orders), RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond, Transport: transport}
		if err := w.WriteMessages(s.ctx, kafka.Message{Key: []byte("n-101"), Value: []byte("{}")}); err != nil {
			t.Error(err)
		}
		_ = w.Close()
		transport.CloseIdleConnections()
		time.Sleep(5 * time.Second)
		leave()
		<-gone
	})
	var commits, acks, copies int
	for _, e := range events(log, sim.FaultStruck, 0) {
		switch {
		case e.Group == sim.InHouseGroup && e.Order != 0:
			commits++
		case e.Topic == sim.Orders && e.Order == 0:
			acks++
		}
	}
	for _, e := range events(log, sim.RecordAppended, 0) {
		if e.Order == 0 {
			copies++
		}
	}
	if commits != 1 || acks != 1 || copies != 2 {
		t.Errorf("a commit was lost %d times, an ack %d times, there are %d copies", commits, acks, copies)
	}
}

// An answer that another's worker writes is refused where the run's own could not be written.
func TestForeignAnswerUnproducible(t *testing.T) {
	t.Parallel()
	log, state := playOpen(t, config(sim.EmitAwait, 2, "reply-unproducible"), func(s *Session, dial wire.DialFunc, brokers []string) {
		transport := &kafka.Transport{Context: s.ctx, Dial: dial}
		defer transport.CloseIdleConnections()
		w := &kafka.Writer{Addr: kafka.TCP(brokers...), Topic: s.names.Topic(sim.Reply), RequiredAcks: kafka.RequireAll, BatchTimeout: time.Millisecond, Transport: transport}
		defer w.Close()
		for _, want := range []error{kafka.MessageSizeTooLarge, nil} {
			err := w.WriteMessages(s.ctx, kafka.Message{Value: []byte("{}")})
			var failed kafka.WriteErrors
			if errors.As(err, &failed) {
				err = failed[0]
			}
			if !errors.Is(err, want) {
				t.Errorf("writing an answer: %v, want %v", err, want)
			}
		}
	})
	struck := events(log, sim.FaultStruck, 0)
	if len(struck) != 1 || struck[0].Topic != sim.Reply || state.Totals().Finished != 2 {
		t.Errorf("the fault struck %+v; totals %+v", struck, state.Totals())
	}
}

// Who speaks no Kafka is in the log as one inert line, and disturbs nobody.
func TestForeignTurnedAway(t *testing.T) {
	t.Parallel()
	log, state := playOpen(t, config(sim.EmitAwait, 2), func(s *Session, dial wire.DialFunc, brokers []string) {
		for _, sent := range []string{"GET / HTTP/1.1\r\n\r\n", "\x1b]0;owned\x07 and more"} {
			conn, err := dial(s.ctx, "tcp", brokers[0])
			if err != nil {
				t.Fatal(err)
			}
			_, _ = conn.Write([]byte(sent))
			_, _ = conn.Read(make([]byte, 1))
			conn.Close()
		}
	})
	said := events(log, sim.LimitReached, 0)
	for _, e := range said {
		if e.Detail.Text != "turned away a client at pipe: it does not speak Kafka" {
			t.Errorf("says %q", e.Detail.Text)
		}
	}
	if totals := state.Totals(); len(said) != 2 || totals.Finished != 2 || state.Ended != sim.ReasonQuiet {
		t.Errorf("%d lines; totals %+v, ended with reason %d", len(said), totals, state.Ended)
	}
}

// An offset that nobody can have read moves nothing.
func TestForeignCommitBeyondEnd(t *testing.T) {
	t.Parallel()
	_, state := playOpen(t, config(sim.EmitAwait, 3, "consumer-absent:group=in-house"), func(s *Session, dial wire.DialFunc, brokers []string) {
		transport := &kafka.Transport{Dial: dial, Context: s.ctx}
		defer transport.CloseIdleConnections()
		client := &kafka.Client{Addr: kafka.TCP(brokers...), Transport: transport}
		time.Sleep(5 * time.Second)
		answer, err := client.OffsetCommit(s.ctx, &kafka.OffsetCommitRequest{
			GroupID: s.names.Group(sim.InHouseGroup), GenerationID: -1,
			Topics: map[string][]kafka.OffsetCommit{s.names.Topic(sim.Orders): {{Partition: 0, Offset: 1 << 60}}},
		})
		if err != nil || answer.Topics[s.names.Topic(sim.Orders)][0].Error != nil {
			t.Errorf("%+v, %v", answer, err)
		}
		time.Sleep(5 * time.Second)
		s.finish(sim.ReasonQuit) // the orders are handled by nobody
	})
	if high := state.Partitions[0].High; high > 3 {
		t.Errorf("partition 0 goes to %d", high)
	}
}
