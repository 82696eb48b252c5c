package kafkax

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"

	"orderflow/internal/store"
	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// realBrokers returns the brokers of the real cluster to test against.
func realBrokers(t *testing.T) []string {
	t.Helper()
	list := os.Getenv("ORDERFLOW_BROKERS")
	if list == "" {
		t.Skip("ORDERFLOW_BROKERS is not set: no real Kafka cluster to test against (.ci/kafka starts one)")
	}
	return strings.Split(list, ",")
}

// playReal runs a session on the real cluster to its end, cleans up, and
// checks that nothing of it is left there.
func playReal(t *testing.T, config sim.Config) (*sim.Log, *sim.State) {
	t.Helper()
	brokers := realBrokers(t)
	log := &sim.Log{}
	start := time.Now()
	s, err := Start(t.Context(), config, Options{Brokers: brokers, Cleanup: true}, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	t.Logf("%s: 0 s after %s", s.Prefix(), time.Since(start).Round(time.Millisecond))
	<-s.Done()
	start = time.Now()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	t.Logf("closed after %s", time.Since(start).Round(time.Millisecond))
	wantGone(t, s, brokers)
	return log, s.State()
}

// wantGone checks that no topic and no group of the session is on the cluster.
// Brokers learn one after the other that a topic was deleted.
func wantGone(t *testing.T, s *Session, brokers []string) {
	t.Helper()
	a := newAdmin(t.Context(), brokers, s.cluster.dial)
	defer a.close()
	left, err := a.topics(t.Context(), s.names.OwnTopic)
	for until := time.Now().Add(3 * time.Second); len(left) > 0 && time.Now().Before(until); {
		time.Sleep(100 * time.Millisecond)
		left, err = a.topics(t.Context(), s.names.OwnTopic)
	}
	if err != nil || len(left) > 0 {
		t.Errorf("topics left behind: %v, %v", left, err)
	}
	groups, err := a.groups(t.Context(), s.names.OwnGroup)
	if err != nil || len(groups) > 0 {
		t.Errorf("groups left behind: %v, %v", groups, err)
	}
}

func TestReal(t *testing.T) {
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		t.Run(mode.String(), func(t *testing.T) {
			t.Parallel() // beside each other, and nothing else
			c := sim.DefaultConfig()
			c.Mode, c.Seed, c.Rate = mode, 7, sim.Rate{Orders: 4, Per: time.Second}
			log, state := playReal(t, c)
			keep(t, log)
			if got := state.Totals(); got.Finished != c.Orders || got.Published != c.Orders || got.Duplicated != 0 || got.Lost != 0 {
				t.Errorf("totals %+v, want all %d published and finished", got, c.Orders)
			}
			if state.Ended != sim.ReasonQuiet {
				t.Errorf("the run ended with reason %d, want quiet", state.Ended)
			}
		})
	}
}

// keep saves a log beside the test binary's output directory when asked to.
func keep(t *testing.T, log *sim.Log) {
	t.Helper()
	directory := os.Getenv("ORDERFLOW_TEST_LOGS")
	if directory == "" {
		return
	}
	f, err := os.Create(filepath.Join(directory, strings.ReplaceAll(t.Name(), "/", "-")+".jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if _, err := log.WriteTo(f); err != nil {
		t.Error(err)
	}
}

// An outage on a real cluster is this program's own: its connections are cut
// and refused. The trap is the same: rows say published, records never were.
func TestRealOutage(t *testing.T) {
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait} {
		t.Run(mode.String(), func(t *testing.T) {
			t.Parallel()
			c := sim.DefaultConfig()
			c.Mode, c.Seed, c.Orders, c.ExternalRatio = mode, 7, 12, 0
			c.Rate, c.SessionTimeout = sim.Rate{Orders: 1, Per: time.Second}, 6*time.Second
			down, err := sim.ParseFault("broker-down:from=3500ms,for=10s")
			if err != nil {
				t.Fatal(err)
			}
			c.Faults = append(c.Faults, down)
			log, state := playReal(t, c)
			keep(t, log)
			totals := state.Totals()
			t.Logf("%+v", totals)
			switch {
			case mode == sim.Emit && (totals.Published != 12 || totals.Lost == 0 || totals.Finished+totals.Lost != 12):
				t.Errorf("totals %+v, want 12 published, some lost, the others finished", totals)
			case mode == sim.EmitAwait && (totals.Lost != 0 || totals.Published == 12 || totals.PointsRefunded == 0):
				t.Errorf("totals %+v, want none lost, and those that failed refunded", totals)
			}
		})
	}
}

// Every fault of an order's way acts on a cluster where this program has no
// rights, and leaves what it leaves on the embedded one.
func TestRealFaults(t *testing.T) {
	realBrokers(t)
	for i, test := range []struct {
		fault    string
		mode     sim.Mode
		outcome  sim.Outcome
		requests uint32
		copies   uint32
		row      sim.Row
	}{
		{"produce-error:code=MESSAGE_TOO_LARGE", sim.EmitAwait, sim.Failure, 1, 0, sim.RowPublishFailed},
		{"produce-error:code=NOT_LEADER_OR_FOLLOWER,count=2", sim.EmitAwait, sim.Value, 3, 1, sim.RowCompleted},
		{"produce-error:code=NOT_ENOUGH_REPLICAS,count=always", sim.EmitAwait, sim.Failure, 10, 0, sim.RowPublishFailed},
		{"produce-error:code=NOT_ENOUGH_REPLICAS_AFTER_APPEND", sim.EmitAwait, sim.Value, 2, 2, sim.RowCompleted},
		{"produce-error:code=UNKNOWN_TOPIC_OR_PARTITION", sim.EmitAwait, sim.Value, 2, 1, sim.RowCompleted},
		{"ack-lost", sim.EmitAwait, sim.Value, 2, 2, sim.RowCompleted},
		{"caller-exit:at=after-call", sim.Emit, sim.Nothing, 0, 0, sim.RowPaid},
		{"caller-exit:at=after-ack", sim.EmitAwait, sim.Value, 1, 1, sim.RowCompleted},
		{"caller-exit:at=after-ack", sim.Send, sim.Unknown, 1, 1, sim.RowCompleted},
		{"commit-lost", sim.EmitAwait, sim.Value, 1, 1, sim.RowCompleted},
		{"reply-ack-lost", sim.Send, sim.Value, 1, 1, sim.RowCompleted},
	} {
		t.Run(test.mode.String()+" "+test.fault, func(t *testing.T) {
			if i%3 != 0 { // one of each kind is for the gate
				onlyLong(t)
			}
			t.Parallel() // most of it is waiting
			c := config(test.mode, 3, test.fault)
			c.Faults[0].Order, c.SessionTimeout = 2, 6*time.Second
			log, state := playReal(t, c)
			keep(t, log)
			o := state.Order(2)
			if o.Caller != test.outcome || o.Requests != test.requests || o.Copies != test.copies || o.Row != test.row {
				t.Errorf("%s, %d requests", fate(o), o.Requests)
			}
			for _, n := range []sim.OrderID{1, 3} {
				if o := state.Order(n); o.Copies != 1 || o.Truth() != sim.Done {
					t.Errorf("order %d: %s", n, fate(o))
				}
			}
			if state.Ended != sim.ReasonQuiet || len(events(log, sim.FaultStruck, 2)) == 0 {
				t.Errorf("struck %d times, the run ended with reason %d", len(events(log, sim.FaultStruck, 2)), state.Ended)
			}
		})
	}
}

// The order service's process is restarted beside a real cluster: nothing is lost
// that was not in its memory, and its member's ghost is waited for.
func TestRealServiceRestart(t *testing.T) {
	realBrokers(t)
	for _, how := range []string{"close", "kill"} {
		t.Run(how, func(t *testing.T) {
			if how != "kill" {
				onlyLong(t)
			}
			t.Parallel()
			c := cured(config(sim.EmitAwait, 8, "service-restart:from=3200ms,restart=2s,how="+how), sim.Outbox, sim.Dedupe)
			c.SessionTimeout = 6 * time.Second
			log, state := playReal(t, c)
			keep(t, log)
			if totals := state.Totals(); totals.Finished != 8 || totals.Lost != 0 || totals.Duplicated != 0 {
				t.Errorf("totals %+v", totals)
			}
			wantRestart(t, log, state, 2*time.Second)
		})
	}
}

// What only a hand on the brokers can do names the broker it is to be done to.
func TestRealFaultsByHand(t *testing.T) {
	s, err := Start(t.Context(), config(sim.Emit, 0), Options{Brokers: realBrokers(t), Cleanup: true})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	for spec, want := range map[string]string{
		"leader-failover:partition=1":    "kill -9 the process of broker ",
		"broker-down:how=crash,broker=2": "kill -9 the process of broker 2 at ",
		"replica-slow:delay=1s":          "tc qdisc add dev eth0 root netem delay 1000ms",
	} {
		f, err := sim.ParseFault(spec)
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Act(sim.Input{Fault: &f}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", spec, err, want)
		} else {
			t.Log(err)
		}
	}
}

// A session that is closed in an outage leaves nothing behind either, though
// its consumers cannot leave their groups in time.
func TestRealCloseInAnOutage(t *testing.T) {
	brokers := realBrokers(t)
	down, err := sim.ParseFault("broker-down:from=1500ms")
	if err != nil {
		t.Fatal(err)
	}
	c := sim.DefaultConfig()
	c.Faults = append(c.Faults, down)
	s, err := Start(t.Context(), c, Options{Brokers: brokers, Cleanup: true})
	if err != nil {
		t.Fatal(err)
	}
	reached(s, 4*time.Second)
	start := time.Now()
	if err := s.Close(); err != nil {
		t.Error(err)
	}
	t.Logf("closed after %s", time.Since(start).Round(time.Millisecond))
	wantGone(t, s, brokers)
}

// Two runs on one cluster do not see each other, and the cleanup of one leaves the
// other whole. What one has left that was not cleaned up is found by its prefix.
func TestRealCleanup(t *testing.T) {
	brokers := realBrokers(t)
	c := sim.DefaultConfig()
	c.Orders, c.Rate, c.ExternalRatio = 60, sim.Rate{Orders: 10, Per: time.Second}, 0
	logs := [2]sim.Log{}
	kept, err := Start(t.Context(), c, Options{Brokers: brokers}, logs[0].Append)
	if err != nil {
		t.Fatal(err)
	}
	c.Orders = 10
	cleaned, err := Start(t.Context(), c, Options{Brokers: brokers, Cleanup: true}, logs[1].Append)
	if err != nil {
		t.Fatal(err)
	}
	cleaner, err := OpenCleaner(t.Context(), Options{Brokers: brokers})
	if err != nil {
		t.Fatal(err)
	}
	defer cleaner.Close()
	for _, s := range []*Session{kept, cleaned} {
		r := look(t, cleaner, s.Prefix(), 1)[0]
		wantLife(t, "while it runs", r, Living)
		if len(r.Topics) != len(record.Topics)+1 || len(r.Groups) < 4 || r.Processes != 1 || r.Age > beatEvery+time.Second {
			t.Errorf("%+v", r)
		}
		if removal := cleaner.Delete(t.Context(), []*Remains{r}, true)[0]; removal.Spared == nil {
			t.Errorf("%+v", removal)
		}
	}
	<-cleaned.Done()
	if err := cleaned.Close(); err != nil {
		t.Error(err)
	}
	wantGone(t, cleaned, brokers)
	wantLife(t, "after the other's cleanup", look(t, cleaner, kept.Prefix(), 1)[0], Living)
	<-kept.Done()
	if err := kept.Close(); err != nil {
		t.Error(err)
	}
	for i, s := range []*Session{kept, cleaned} {
		state := s.State()
		if got := state.Totals(); got.Finished != state.Setup.Orders || got.Lost+got.Duplicated+got.Unknown != 0 || len(state.Anomalies) > 0 {
			t.Errorf("%s: %+v, %d anomalies", s.Prefix(), got, len(state.Anomalies))
		}
		for _, kind := range []sim.EventType{sim.TopicDeleted, sim.HandledElsewhere} {
			wantCount(t, &logs[i], kind, 0, 0)
		}
	}
	left := look(t, cleaner, kept.Prefix(), 1)
	wantLife(t, "after its end", left[0], Dead)
	removal := cleaner.Delete(t.Context(), left, false)[0]
	t.Logf("%+v", removal)
	if !removal.Whole() || len(removal.Topics) != len(record.Topics)+1 || len(removal.Groups) < 4 {
		t.Errorf("%+v", removal)
	}
	wantGone(t, kept, brokers)
}

// A run that was killed lives for aliveFor, is dead afterwards, and is deleted then.
func TestRealCleanupAfterAKill(t *testing.T) {
	onlyLong(t)
	brokers := realBrokers(t)
	t.Parallel() // most of it waits
	c := sim.DefaultConfig()
	c.Orders, c.SessionTimeout = 1000, 6*time.Second
	db, prefix := filepath.Join(t.TempDir(), "orders.db"), record.DrawPrefix()
	begun, err := store.Open(t.Context(), db)
	if err == nil {
		_, err = begun.Meta(t.Context(), "prefix", prefix)
		err = errors.Join(err, begun.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	process, said := victim{Brokers: brokers, DB: db, Config: c}.spawn(t)
	cleaner, err := OpenCleaner(t.Context(), Options{Brokers: brokers})
	if err != nil {
		t.Fatal(err)
	}
	defer cleaner.Close()
	time.Sleep(10 * time.Second) // its groups assemble
	wantLife(t, "while it runs", look(t, cleaner, prefix, 1)[0], Living)
	if err := process.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	_ = process.Wait()
	t.Log(said)
	killed := time.Now()
	if removal := cleaner.Delete(t.Context(), look(t, cleaner, prefix, 1), true)[0]; removal.Spared == nil {
		t.Fatalf("just after its death: %+v", removal)
	}
	for look(t, cleaner, prefix, 1)[0].Life != Dead {
		if time.Since(killed) > 2*aliveFor {
			t.Fatal("it does not die")
		}
		time.Sleep(500 * time.Millisecond)
	}
	t.Logf("dead %s after it was killed", time.Since(killed).Round(time.Second))
	wantBetween(t, "being dead", time.Since(killed), aliveFor-beatEvery-time.Second, aliveFor+watchFor)
	if removal := cleaner.Delete(t.Context(), look(t, cleaner, prefix, 1), false)[0]; !removal.Whole() {
		t.Errorf("%+v", removal)
	}
	look(t, cleaner, prefix, 0)
}

// What clock a machine has does not matter: the broker's time is that of the records.
func TestRealClocks(t *testing.T) {
	c := newCluster(Options{Brokers: realBrokers(t)})
	if err := c.greet(t.Context()); err != nil {
		t.Fatal(err)
	}
	n := record.Names{Prefix: record.DrawPrefix()}
	h := born(t, c, n)
	a := c.admin(t.Context())
	defer a.close()
	for _, wrong := range []time.Duration{-50 * time.Hour, 50 * time.Hour} {
		beat := &kgo.Record{Topic: h.topic, Partition: alivePartition, Key: []byte(aliveKey + h.instance), Value: []byte(`{}`), Timestamp: time.Now().Add(wrong)}
		if err := trace.Produce(t.Context(), h.client, beat); err != nil {
			t.Fatal(err)
		}
		wantVitals(t, wrong.String(), c, n, 1, 0, 2*time.Second, false)
	}
	h.rest(t.Context())
	wantVitals(t, "ended", c, n, 0, 0, 2*time.Second, true)
	if err := a.remove(t.Context(), n); err != nil {
		t.Error(err)
	}
}
