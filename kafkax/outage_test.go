package kafkax

import (
	"testing"
	"time"

	"orderflow/sim"
)

// The lesson on the real client: an emit() into an outage is believed
// published and lost; awaited, the failure is known and the points are back.
func TestOutage(t *testing.T) {
	t.Parallel()
	for _, mode := range modes {
		t.Run(mode.String(), func(t *testing.T) {
			log, state := play(t, config(mode, 12, "broker-down:from=3500ms,for=10s"), nil)
			totals := state.Totals()
			if totals.Finished+totals.Lost+refunded(state) != 12 || totals.Duplicated != 0 {
				t.Errorf("totals %+v: 12 orders are not accounted for", totals)
			}
			wantCount(t, log, sim.ConsumerDisconnected, 0, 5)
			wantCount(t, log, sim.ConsumerReconnected, 0, 5)
			if mode != sim.Emit {
				if totals.Lost != 0 || refunded(state) == 0 {
					t.Errorf("totals %+v: want none lost, some refunded", totals)
				}
				return
			}
			if totals.Published != 12 || totals.Lost == 0 {
				t.Errorf("totals %+v: want 12 published, some lost", totals)
			}
			for n := range state.Orders.Each() {
				lost := state.Order(n).Truth() == sim.Lost
				wantAnomaly(t, state, n, sim.PhantomPublish, lost)
				wantAnomaly(t, state, n, sim.GhostCharge, lost)
			}
		})
	}
}

func refunded(s *sim.State) (n int) {
	for number := range s.Orders.Each() {
		if o := s.Order(number); o.Row == sim.RowPublishFailed && o.Refunded == o.Charged {
			n++
		}
	}
	return n
}

// A record that waits for its next try says when that comes.
func TestRetriesAreTold(t *testing.T) {
	t.Parallel()
	log, _ := play(t, config(sim.Emit, 1, "broker-down:from=900ms,for=12s"), nil)
	retries := events(log, sim.RetryScheduled, 1)
	if len(retries) != 9 {
		t.Fatalf("%d retries are told, want kafka-go's nine", len(retries))
	}
	for i, e := range retries {
		if want := min(time.Duration((i+1)*(i+1))*100*time.Millisecond, time.Second); time.Duration(e.Value) != want || int(e.Try) != i+2 {
			t.Errorf("retry %d: try %d after %s, want try %d after %s", i+1, e.Try, time.Duration(e.Value), i+2, want)
		}
	}
	wantCount(t, log, sim.RequestSent, 1, 0)
	wantCount(t, log, sim.RequestFailed, 1, 10)
	wantCount(t, log, sim.PublishGaveUp, 1, 2) // the order and its page view
}

// Without metadata a Writer refuses at once, even the asynchronous one.
func TestDownFromTheStart(t *testing.T) {
	t.Parallel()
	for _, mode := range modes {
		_, state := play(t, config(mode, 1, "broker-down:for=30s"), nil)
		o := state.Order(1)
		if o.Requests != 0 || o.Copies != 0 {
			t.Errorf("mode %s: %d requests and %d copies of an order without brokers", mode, o.Requests, o.Copies)
		}
		if mode == sim.Emit && (!o.Marked || o.Truth() != sim.Lost) || mode != sim.Emit && (o.Marked || o.Caller != sim.Failure) {
			t.Errorf("mode %s: marked %t, %s, the caller knows %s", mode, o.Marked, o.Truth(), o.Caller)
		}
	}
}

// Nobody waits for brokers that nobody will repair.
func TestDownForever(t *testing.T) {
	t.Parallel()
	_, state := play(t, config(sim.Emit, 3, "broker-down:from=2s"), nil)
	if state.Ended != sim.ReasonQuiet || state.At > time.Minute {
		t.Errorf("ended with reason %d at %s, want quiet within a minute", state.Ended, state.At)
	}
}

// A frozen broker is not down: nothing fails, everything waits.
func TestFrozenBrokers(t *testing.T) {
	t.Parallel()
	_, state := play(t, config(sim.EmitAwait, 1, "broker-down:how=freeze,from=900ms,for=5s"), nil)
	if o := state.Order(1); o.Caller != sim.Value || o.Copies != 1 {
		t.Errorf("the caller knows %s, %d copies; want a value and one copy", o.Caller, o.Copies)
	} else {
		wantBetween(t, "the awaited emit", o.CallerAt, 4900*time.Millisecond, 5100*time.Millisecond)
	}
}

// What a client gave up on while its broker was frozen is appended after all
// when the broker thaws: an error does not mean "not published".
func TestFrozenLongerThanTheClientWaits(t *testing.T) {
	t.Parallel()
	c := config(sim.EmitAwait, 2, "broker-down:how=freeze,from=1900ms,for=11s")
	c.Partitions, c.Workers = 1, 1
	_, state := play(t, c, nil)
	if o := state.Order(2); o.Caller != sim.Value || o.Copies != 2 || o.Requests != 2 {
		t.Errorf("the caller knows %s, %d copies of %d requests; want a value and two copies", o.Caller, o.Copies, o.Requests)
	}
	wantAnomaly(t, state, 2, sim.DuplicateRecord, true)
}

// A crashed broker's port opens late.
func TestCrashedBrokers(t *testing.T) {
	t.Parallel()
	log, _ := play(t, config(sim.Emit, 20, "broker-down:how=crash,from=2s,for=1s"), nil)
	started := events(log, sim.BrokerStarted, 0)
	if len(started) != 3 || started[0].At != 17*time.Second {
		t.Errorf("the brokers started %v, want three at 17 s", started)
	}
}

// One broker away: the partitions that others lead are not touched, and its own
// get another leader within 13 s.
func TestOneBrokerDown(t *testing.T) {
	t.Parallel()
	for _, fault := range []string{"broker-down:broker=2,from=500ms", "leader-failover:partition=1,from=500ms"} {
		log, state := play(t, config(sim.EmitAwait, 30, fault), nil)
		elected := events(log, sim.LeaderElected, 0)
		last := elected[len(elected)-1]
		if len(elected) != 4 || last.Partition != 1 || last.Broker == 2 || last.At < 500*time.Millisecond+sim.FenceMin || last.At > 500*time.Millisecond+sim.FenceMax {
			t.Fatalf("%s: elected %+v", fault, elected)
		}
		failed := 0
		for n := range state.Orders.Each() {
			o := state.Order(n)
			if o.Marked {
				continue
			}
			failed++
			if led := sim.PartitionOf(o.Order.ID, 3)%sim.BrokerCount + 1; led != 2 || o.CalledAt > last.At {
				t.Errorf("%s: order %d of partition %d, called at %s, failed: %s", fault, n, led-1, o.CalledAt, o.ErrorText)
			}
		}
		if totals := state.Totals(); failed == 0 || totals.Finished+failed != 30 || state.Ended != sim.ReasonQuiet {
			t.Errorf("%s: %d failed, totals %+v, ended with reason %d", fault, failed, totals, state.Ended)
		}
	}
}

// The embedded Kafka has one broker where the setting says so: it leads every
// partition, nobody takes over, and its crash is an outage of 8 s at least.
func TestOneBrokerAlone(t *testing.T) {
	t.Parallel()
	c := config(sim.EmitAwait, 12, "leader-failover:from=2s,for=1s")
	c.ClusterSize = 1
	log, state := play(t, c, nil)
	for e := range log.All() {
		if e.Broker > 1 || e.Type == sim.LeaderElected && e.At > 0 || e.Type == sim.ISRChanged && len(e.Detail.Brokers) != 1 {
			t.Errorf("%s", e.AppendJSON(nil))
		}
	}
	if started := events(log, sim.BrokerStarted, 0); len(started) != 1 || started[0].At != 11*time.Second {
		t.Errorf("the broker started %v, want once at 11 s", started)
	}
	if totals := state.Totals(); totals.Finished+refunded(state) != 12 || refunded(state) == 0 || len(state.Setup.WithoutEffect()) > 0 {
		t.Errorf("%d refunded, %+v, without effect: %v", refunded(state), totals, state.Setup.WithoutEffect())
	}
}

// A broker that is shut down in order hands over first: nothing is lost, and
// only a Writer whose metadata is too old for all of its tries fails.
func TestOrderlyShutdown(t *testing.T) {
	t.Parallel()
	log, state := play(t, config(sim.EmitAwait, 12, "leader-failover:how=shutdown,from=3s"), nil)
	if totals := state.Totals(); totals.Lost != 0 || totals.Finished+refunded(state) != 12 || refunded(state) > 3 {
		t.Errorf("totals %+v, want 12 published and finished, or few refunded", totals)
	}
	elected, stopped := events(log, sim.LeaderElected, 0), events(log, sim.BrokerStopped, 0)
	if len(elected) != 6 || len(stopped) != 1 || elected[5].At != 3*time.Second || stopped[0].At < elected[5].At {
		t.Errorf("%d elections, %d brokers stopped; want three elections after the first three, then one stop", len(elected), len(stopped))
	}
}
