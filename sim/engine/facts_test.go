package engine

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// runFlags runs a command line's flags on one seed.
func runFlags(t *testing.T, seed uint64, flags string) (*Engine, *sim.Log) {
	t.Helper()
	log := &sim.Log{}
	e, err := New(flagsConfig(t, seed, flags), nil, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	return e, log
}

// flagsConfig is the configuration that flags make of one in-house order.
func flagsConfig(t *testing.T, seed uint64, flags string) sim.Config {
	t.Helper()
	config := sim.DefaultConfig()
	config.ExternalRatio, config.Orders = 0, 1
	fields := strings.Fields(flags)
	for i := 0; i+1 < len(fields); i += 2 {
		var err error
		switch fields[i] {
		case "--until":
			config.Until, err = time.ParseDuration(fields[i+1])
		case "--rate":
			config.Rate, err = sim.ParseRate(fields[i+1])
		case "--partitions":
			_, err = fmt.Sscan(fields[i+1], &config.Partitions)
		default:
			err = setFlag(&config, fields[i], fields[i+1])
		}
		if err != nil {
			t.Fatal(err)
		}
	}
	config.Seed = seed
	return config
}

// fact is something measured on the real systems: one order's figures, on
// every seed.
type fact struct {
	name, flags string
	want        map[string]any
}

// within is an inclusive range in a fact.
func within(low, high float64) []any { return []any{low, high} }

var facts = []fact{
	{"kafka-go: no fault", "--client kafka-go --mode emit-await", map[string]any{"outcome": "value", "ms": within(8, 20), "copies": 1.0}},
	{"kafka-go: ack lost always: ten copies in 7.4 s", "--client kafka-go --mode emit-await --fault ack-lost:count=always", map[string]any{"outcome": "error", "ms": within(7300, 7600), "copies": 10.0, "requests": 10.0}},
	{"kafka-go: ack lost once: 0.11 s, two copies", "--client kafka-go --mode emit-await --fault ack-lost", map[string]any{"outcome": "value", "ms": within(105, 140), "copies": 2.0}},
	{"kafka-go: ack swallowed: 10.1 s, two copies", "--client kafka-go --mode emit-await --fault ack-swallowed", map[string]any{"outcome": "value", "ms": within(10050, 10250), "copies": 2.0}},
	{"kafka-go: not retriable: in 10 ms", "--client kafka-go --mode emit-await --fault produce-error:code=MESSAGE_TOO_LARGE", map[string]any{"outcome": "error", "ms": within(5, 40), "copies": 0.0, "requests": 1.0}},
	{"kafka-go: down mid-way: refused after 7.4 s", "--client kafka-go --mode emit-await --orders 2 --fault broker-down:from=2s", map[string]any{"order": 2, "outcome": "error", "ms": within(7300, 7600), "requests": 0.0}},
	{"kafka-go: cold: at once", "--client kafka-go --mode emit-await --fault broker-down", map[string]any{"outcome": "error", "ms": within(0, 40), "requests": 0.0}},
	{"kafka-go: a leader's crash outlasts the attempts", "--client kafka-go --mode emit-await --orders 2 --fault leader-failover:from=2s", map[string]any{"order": 2, "outcome": "error", "ms": within(7000, 8500)}},
	{"ack swallowed: 30.3 s, two copies", "--mode emit-await --fault ack-swallowed", map[string]any{"outcome": "value", "ms": within(30200, 30500), "copies": 2.0}},
	{"all acks swallowed: six times 30 s", "--mode emit-await --fault ack-swallowed:count=always", map[string]any{"outcome": "error", "ms": within(184000, 199000), "copies": 6.0}},
	{"ack lost always: six copies", "--mode emit-await --fault ack-lost:count=always", map[string]any{"outcome": "error", "ms": within(4000, 19000), "copies": 6.0, "requests": 6.0}},
	{"idempotent, ack lost always: an error with one copy", "--mode emit-await --remedy idempotent-producer --fault ack-lost:count=always", map[string]any{"outcome": "error", "copies": 1.0, "handled": 1.0}},
	{"appended, not enough replicas: one copy per answer", "--mode emit-await --fault produce-error:code=NOT_ENOUGH_REPLICAS_AFTER_APPEND,count=2", map[string]any{"outcome": "value", "copies": 3.0}},
	{"all brokers frozen for 5 s: value at 5.0 s", "--mode emit-await --orders 2 --fault broker-down:how=freeze,from=2900ms,for=5100ms", map[string]any{"order": 2, "outcome": "value", "ms": within(4990, 5100), "copies": 1.0}},
	{"the leader frozen for 15 s: value at 15.4 s from the new one", "--mode emit-await --orders 2 --partitions 1 --fault broker-down:how=freeze,broker=1,from=2900ms,for=15100ms", map[string]any{"order": 2, "outcome": "value", "ms": within(15200, 15600), "copies": 1.0}},
	{"a follower crashes: acks=-1 waits until it left the ISR", "--mode emit-await --orders 2 --partitions 1 --fault broker-down:broker=2,how=crash,from=2900ms", map[string]any{"order": 2, "outcome": "value", "ms": within(8000, 13100), "copies": 1.0}},
	{"orderly shutdown: 0.1–0.4 s", "--mode emit-await --orders 2 --fault leader-failover:how=shutdown,from=2950ms", map[string]any{"order": 2, "outcome": "value", "ms": within(1, 900), "copies": 1.0}},
	{"replicas drop while the write waits: 38–40 s, one copy", "--mode emit-await --fault replica-slow:delay=10m", map[string]any{"outcome": "error", "ms": within(34000, 49000), "copies": 1.0}},
	{"replicas below the minimum: 4–19 s, no copy", "--mode emit-await --orders 2 --rate 1/m --fault replica-slow:delay=10m --until 3m", map[string]any{"order": 2, "outcome": "error", "ms": within(4000, 19000), "copies": 0.0}},
	{"acks=1 ignores min.insync.replicas for the ack, not for visibility", "--mode emit-await --acks 1 --orders 2 --rate 1/m --fault replica-slow:delay=10m --until 3m", map[string]any{"order": 2, "outcome": "value", "copies": 1.0, "handled": 0.0}},
	{"emit() then process exit: nothing was sent", "--mode emit --fault caller-exit:at=after-call", map[string]any{"outcome": "nothing", "requests": 0.0, "row": "paid"}},
	{"emit, process exit after the ack: the row had said published before", "--mode emit --fault caller-exit:at=after-ack", map[string]any{"outcome": "nothing", "copies": 1.0, "row": "completed"}},
	{"send, process exit after the ack: the caller died while it waited", "--mode send --fault caller-exit:at=after-ack", map[string]any{"outcome": "unknown", "copies": 1.0, "handled": 1.0}},
	{"awaited emit, process exit after the call: nothing was sent", "--mode emit-await --fault caller-exit:at=after-call", map[string]any{"outcome": "unknown", "requests": 0.0, "row": "paid"}},
	{"a lone emit fails also when the crashed broker is restarted at once", "--mode emit-await --orders 2 --partitions 1 --fault broker-down:broker=1,how=crash,from=2900ms,for=1ms", map[string]any{"order": 2, "outcome": "error", "error": "KafkaJSNumberOfRetriesExceeded", "copies": 0.0}},
	{"a commit that was lost goes with the next, of another partition", "--mode emit --workers 1 --orders 3 --fault commit-lost:order=1", map[string]any{"committed": true, "handled": 1.0}},
	{"and with no next commit it is never stored", "--mode emit --fault commit-lost", map[string]any{"committed": false, "handled": 1.0}},
	{"subscribed without an error handler: the error ends the process", "--mode emit --observe subscribe-no-handler --fault produce-error:code=MESSAGE_TOO_LARGE", map[string]any{"outcome": "nothing", "exit": 1.0, "copies": 0.0}},
	{"retriable for ever: the caller hangs", "--mode send --until 60s --fault handler-error:kind=retriable,count=always", map[string]any{"outcome": "pending", "replies": 0.0, "committed": false}},
	{"all brokers away for 2 s before the first call: it waits and arrives", "--mode emit --fault broker-down:for=3s", map[string]any{"outcome": "nothing", "copies": 1.0, "handled": 1.0}},
	{"awaited emit, process exit after the ack: appended, row not published", "--mode emit-await --fault caller-exit:at=after-ack", map[string]any{"outcome": "value", "copies": 1.0}},
	{"send twice subscribed: two messages, handled twice", "--mode send --observe twice", map[string]any{"outcome": "value", "copies": 2.0, "handled": 2.0}},
	{"emit twice subscribed: one message", "--mode emit --observe twice", map[string]any{"outcome": "value", "copies": 1.0}},
	{"await send() without lastValueFrom sends nothing", "--mode send --observe await-observable", map[string]any{"outcome": "nothing", "copies": 0.0, "requests": 0.0}},
	{"await emit() without lastValueFrom waits for nothing", "--mode emit-await --observe await-observable --fault broker-down", map[string]any{"outcome": "nothing", "row": "published", "copies": 0.0}},
	{"late after a failure: the stored error", "--mode emit --observe late=3s --fault produce-error:code=MESSAGE_TOO_LARGE", map[string]any{"outcome": "error", "ms": within(3000, 3100), "error": "KafkaJSProtocolError"}},
	{"a payload that cannot be serialised", "--mode emit-await --fault serialize-error", map[string]any{"outcome": "error", "requests": 0.0}},
	{"rpc error: answered, committed", "--mode send --fault handler-error:kind=rpc", map[string]any{"outcome": "error", "error": "RpcException", "committed": true, "handled": 1.0}},
	{"a handler that returns EMPTY answers null", "--mode send --fault handler-error:kind=empty", map[string]any{"outcome": "value", "committed": true, "handled": 1.0}},
	{"retriable: redelivered, then answered", "--mode send --fault handler-error:kind=retriable,count=2", map[string]any{"outcome": "value", "handled": 3.0}},
	{"the consumer died after its commit: the caller hangs", "--mode send --until 90s --fault consumer-crash:at=after-commit", map[string]any{"outcome": "pending", "handled": 1.0, "replies": 0.0, "committed": true}},
	{"the answer's ack is lost: two answers", "--mode send --fault reply-ack-lost", map[string]any{"outcome": "value", "replies": 2.0}},
	{"commit lost: the next commit covers it, or nobody does", "--mode emit --workers 1 --orders 2 --partitions 1 --fault commit-lost:order=1", map[string]any{"committed": true, "handled": 1.0}},
	{"acks=0, refused: value, and nothing there", "--mode emit-await --acks 0 --fault produce-error:code=MESSAGE_TOO_LARGE,count=always", map[string]any{"outcome": "value", "copies": 0.0}},
	{"dedupe: the second copy is not done again", "--mode emit --remedy dedupe --fault ack-lost", map[string]any{"copies": 2.0, "handled": 2.0}},
	{"a poison message in a request handler is answered with an error", "--mode send --fault poison:order=1", map[string]any{"outcome": "error", "committed": true}},
}

// TestFacts holds the single measured figures that have no cell of their own.
func TestFacts(t *testing.T) {
	for _, f := range facts {
		t.Run(f.name, func(t *testing.T) {
			for seed := uint64(1); seed <= 25; seed++ {
				e, _ := runFlags(t, seed, f.flags)
				number := sim.OrderID(1)
				if n, ok := f.want["order"].(int); ok {
					number = sim.OrderID(n)
				}
				o := e.State().Order(number)
				for key, want := range f.want {
					if key != "order" && !matches(observed(o, key), want) {
						t.Fatalf("seed %d: %s: %s is %v, want %v", seed, f.flags, key, observed(o, key), want)
					}
				}
			}
		})
	}
}

// TestRetryLaw: the five sleeps of the kafkajs law add up to 4.1–18.8 s, p5
// 6.3, median 9.1, p95 13.1 s; what an attempt can still see, to 2.3–8.1 s,
// median 4.4 s (measured).
func TestRetryLaw(t *testing.T) {
	var five, four []float64
	for seed := range uint64(20_000) {
		draw := sim.NewStream(seed, "law", 0)
		sum, sleep := time.Duration(0), time.Duration(0)
		for k := range 5 {
			sleep = retrySleep(draw, sleep)
			if sum += sleep; k == 3 {
				four = append(four, sum.Seconds())
			}
		}
		five = append(five, sum.Seconds())
	}
	slices.Sort(five)
	slices.Sort(four)
	check := func(name string, got, want, by float64) {
		if got < want-by || got > want+by {
			t.Errorf("%s is %.2f s, want %.1f s", name, got, want)
		}
	}
	check("p5 of five sleeps", five[1000], 6.3, 0.15)
	check("median of five sleeps", five[10_000], 9.1, 0.15)
	check("p95 of five sleeps", five[19_000], 13.1, 0.2)
	check("median of four sleeps", four[10_000], 4.4, 0.1)
	check("p95 of four sleeps", four[19_000], 6.1, 0.15)
	// The law's own limits; the measurement saw 4.1–18.8 s and 2.3–8.1 s of them.
	if five[0] < 3.8 || five[19_999] > 20.2 || four[0] < 2.2 || four[19_999] > 8.3 {
		t.Errorf("the extremes are %.1f to %.1f s and %.1f to %.1f s", five[0], five[19_999], four[0], four[19_999])
	}
}

// TestOutageOf21Seconds: 1 emit/s, all brokers away 21 s. Whoever was called
// in the used-up round fails together; who came later arrives late, 0.2–0.4 s
// after the client was connected; who is called when the brokers are back
// overtakes them (measured).
func TestOutageOf21Seconds(t *testing.T) {
	shapes := 0
	for seed := uint64(1); seed <= 60; seed++ {
		e, log := runFlags(t, seed, "--mode emit-await --orders 26 --rate 1/s --fault broker-down:from=3500ms,for=21s")
		used, again := sim.Event{}, sim.Event{}
		for event := range log.All() {
			switch {
			case event.Type == sim.RoundUsedUp && event.Round() == 1:
				used = *event
			case event.Type == sim.Reconnected:
				again = *event
			}
		}
		if used.N == 0 || again.N == 0 {
			continue // a round of 4–19 s may well outlast the outage
		}
		shapes++
		var failed []time.Duration
		for n := sim.OrderID(4); n <= 26; n++ {
			o := e.State().Order(n)
			at := o.CalledAt + o.CallerAt
			switch {
			case o.CalledAt < used.At-5*time.Millisecond:
				if o.Caller != sim.Failure {
					t.Fatalf("seed %d: #%d was called in the used-up round and got %s", seed, n, o.Caller)
				}
				failed = append(failed, at)
			case o.CalledAt > 24500*time.Millisecond && o.CallerAt > 100*time.Millisecond:
				t.Fatalf("seed %d: #%d was called when the brokers were back and waited %s", seed, n, o.CallerAt)
			}
		}
		if first, last := slices.Min(failed), slices.Max(failed); last-first > 2*time.Millisecond {
			t.Fatalf("seed %d: the failingLater failed at %s to %s, want one instant", seed, first, last)
		}
	}
	if shapes < 20 {
		t.Fatalf("only %d of 60 seeds show the used-up round", shapes)
	}
}

// TestOneBrokerOfThreeCrashes: a lone emit is always lost (17 of 17 measured);
// a busy producer loses nothing (2,528 emits measured), because the Metadata
// of every retry waits behind a Produce that waits for the ISR.
func TestOneBrokerOfThreeCrashes(t *testing.T) {
	for seed := uint64(1); seed <= 30; seed++ {
		e, _ := runFlags(t, seed, "--mode emit-await --orders 250 --rate 25/s --fault broker-down:broker=1,how=crash,from=3s,for=60s")
		lost := 0
		for n := range e.State().Orders.Each() {
			if e.State().Order(n).Caller != sim.Value {
				lost++
			}
		}
		if lost > 0 {
			t.Errorf("seed %d: %d of 250 emits of a busy producer failed, want none", seed, lost)
		}
	}
}

// rung returns when the first order reached a rung, in seconds.
func rung(e *Engine, number sim.OrderID, r sim.Rung) float64 {
	return e.State().Order(number).Rungs[r].Seconds()
}

// TestGroupTimes: joining, leaving and coming back (measured on Kafka 4.3.1).
func TestGroupTimes(t *testing.T) {
	for seed := uint64(1); seed <= 25; seed++ {
		for workers, want := range map[string]float64{"1": 13, "2": 16, "3": 16} {
			e, _ := runFlags(t, seed, "--mode emit --fault consumer-absent:for=10s --workers "+workers)
			if at := rung(e, 1, sim.Polled); at < want || at > want+0.1 {
				t.Errorf("seed %d: a group without members, of %s, gets its first record at %.3f s, want %.0f s: 3 s after the first join at 10 s, and 3 s more if others join within", seed, workers, at, want)
			}
		}
		e, _ := runFlags(t, seed, "--mode emit --workers 2 --session-timeout 8s --fault consumer-crash:at=before-commit,restart=500ms")
		o := e.State().Order(1)
		crash, again := o.Rungs[sim.Handled].Seconds(), o.Rungs[sim.Committed].Seconds()-1.6
		if again-crash < 4.9 || again-crash > 8.4 {
			t.Errorf("seed %d: redelivered %.1f s after the crash, want 5.5–8.2 s", seed, again-crash)
		}
	}
}

// TestSecondMemberTakesOver: a crash without a restart gives the partitions to
// the other member when the session has run out.
func TestSecondMemberTakesOver(t *testing.T) {
	e, log := runFlags(t, 3, "--mode emit --workers 2 --session-timeout 8s --fault consumer-crash:at=before-commit,restart=100s")
	o := e.State().Order(1)
	if o.Handled != 2 || !o.Committed() || o.WorkDone != 2 {
		t.Fatalf("handled %d, committed %t, work done %d; want 2, true, 2", o.Handled, o.Committed(), o.WorkDone)
	}
	var workers []uint8
	for event := range log.All() {
		if event.Type == sim.HandlerStarted {
			workers = append(workers, event.Worker)
		}
	}
	if len(workers) != 2 || workers[0] == workers[1] {
		t.Fatalf("executed by workers %v, want two different ones", workers)
	}
}

// TestIdempotentProducerWithConcurrentEmits: kafkajs shares one sequence
// counter; with several emits in flight a lost ack may leave a record
// acknowledged and missing, and another twice (3 of 10 runs measured).
func TestIdempotentProducerWithConcurrentEmits(t *testing.T) {
	wrong := 0
	for seed := uint64(1); seed <= 100; seed++ {
		e, _ := runFlags(t, seed, "--mode emit-await --orders 4 --rate 500/s --partitions 3 --remedy idempotent-producer --fault ack-lost:order=2")
		for n := range e.State().Orders.Each() {
			if o := e.State().Order(n); o.Caller == sim.Value && o.Copies != 1 {
				wrong++
				break
			}
		}
	}
	if wrong < 5 || wrong > 95 {
		t.Errorf("%d of 100 runs were wrong, want some, not all", wrong)
	}
}

// TestSweeperNeverFindsAPublishedRow: it looks at rows that are not published,
// also when it is switched on late.
func TestSweeperNeverFindsAPublishedRow(t *testing.T) {
	s, err := sim.FindScenario("outage")
	if err != nil {
		t.Fatal(err)
	}
	for _, at := range []time.Duration{time.Second, 30 * time.Second} {
		in := sim.Input{At: at, Remedy: &sim.RemedySwitch{Remedy: sim.Sweeper, On: true}}
		e, err := New(s.Config, []sim.Input{in})
		if err != nil {
			t.Fatal(err)
		}
		e.Run()
		if lost := e.State().Truths[sim.Lost]; lost != 5 {
			t.Errorf("sweeper on at %s: %d orders are lost, want 5 as without it", at, lost)
		}
	}
	e, _ := runFlags(t, 165, "--mode emit-await --orders 12 --remedy sweeper --fault broker-down:from=6500ms,for=16s")
	if s := e.State(); s.Finished != 12 || s.Refunded != 0 {
		t.Errorf("awaited, with a sweeper: %d of 12 finished and %d P refunded, want all and none", s.Finished, s.Refunded)
	}
}

// TestSweeperFindsWhatAProcessLeft: paid, never called again by the process
// that died.
func TestSweeperFindsWhatAProcessLeft(t *testing.T) {
	e, _ := runFlags(t, 1, "--mode emit --remedy sweeper --fault caller-exit:at=after-call")
	if o := e.State().Order(1); o.Truth() != sim.Done || o.Publishes != 2 {
		t.Errorf("in truth %s after %d publishes, want finished after 2", o.Truth(), o.Publishes)
	}
}

// TestRebalanceLetsHandlersReturn: a member that learns of a rebalance
// finishes its message, commits it and joins; nothing is done again.
func TestRebalanceLetsHandlersReturn(t *testing.T) {
	for seed := uint64(1); seed <= 40; seed++ {
		e, log := runFlags(t, seed, "--mode emit --orders 16 --rate 1/s --workers 2 --session-timeout 8s --fault consumer-crash:order=1,at=before-commit,restart=500ms")
		dead := uint8(0)
		for event := range log.All() {
			if event.Type == sim.ConsumerCrashed {
				dead = event.Worker
			}
		}
		for event := range log.All() {
			if event.Type == sim.HandlerStarted && event.Worker != dead && event.Try > 1 && e.State().Order(event.Order).WorkDone > 1 {
				first := e.State().Order(event.Order).RungEvent[sim.Handled]
				if log.At(first).Worker != dead {
					t.Fatalf("seed %d: #%d was done again though its worker lived", seed, event.Order)
				}
			}
		}
		for n := range e.State().Orders.Each() {
			if o := e.State().Order(n); n > 1 && o.Handled > 1 && o.Partition != e.State().Order(1).Partition {
				t.Fatalf("seed %d: #%d was executed %d times; only the dead worker's batch may be", seed, n, o.Handled)
			}
		}
	}
}

// TestALostRecordOfAHangingCallIsLost: send() without a timeout waits for ever
// for an answer to a record that the new leader does not have.
func TestALostRecordOfAHangingCallIsLost(t *testing.T) {
	lost := 0
	for seed := uint64(1); seed <= 25; seed++ {
		for _, extra := range []string{"", " --remedy send-timeout"} {
			e, _ := runFlags(t, seed, "--mode send --acks 1 --orders 3 --rate 1/s --fault replica-slow:delay=60s --fault leader-failover:from=3100ms,for=40s,partition=all"+extra)
			for n := range e.State().Orders.Each() {
				o := e.State().Order(n)
				if o.Appended == 0 || o.Copies > 0 {
					continue
				}
				want := sim.Lost
				if extra != "" {
					want = sim.Ended
				}
				lost++
				if o.Truth() != want {
					t.Errorf("seed %d%s: #%d is acknowledged and gone, its caller %s: it is %s, want %s", seed, extra, n, o.Caller, o.Truth(), want)
				}
			}
		}
	}
	if lost == 0 {
		t.Error("no record was lost")
	}
}

// TestAJobThatEndsEarlyIsNoLoss: between the end of a job and its status event
// somebody still acts for the order, so it is over and not lost; where the
// status never comes, the run ends with it stuck.
func TestAJobThatEndsEarlyIsNoLoss(t *testing.T) {
	for seed := uint64(1); seed <= 20; seed++ {
		for _, fault := range []string{"provider-partial:order=2,ratio=0.4", "provider-cancel:order=2,ratio=0.4"} {
			_, log := runFlags(t, seed, "--mode emit --orders 3 --external 1 --fault "+fault)
			s := sim.NewState()
			between := 0
			for e := range log.All() {
				s.Apply(e)
				o := s.Order(2)
				if o == nil {
					continue
				}
				if o.Truth() == sim.Lost {
					t.Fatalf("seed %d, %s: event %d, %s: #2 is lost", seed, fault, e.N, e.Type)
				}
				if e.Type == sim.JobEnded && e.Order == 2 && o.Row == sim.RowProcessing {
					between++
					job := s.Jobs[slices.IndexFunc(s.Jobs, func(j sim.JobState) bool { return j.Order == 2 })]
					if o.Truth() != sim.Ended || o.Percent != 40 || job.Percent != 40 || o.TruthAt != e.At || o.TruthBy != e.N {
						t.Errorf("seed %d, %s: at the end of its job #2 is %s since %v (event %d), %d %%, its job %d %%; want ended now, 40 %%", seed, fault, o.Truth(), o.TruthAt, o.TruthBy, o.Percent, job.Percent)
					}
				}
			}
			if o := s.Order(2); between != 1 || !o.Row.Final() || o.Has(sim.GhostCharge) || o.Refunded == 0 {
				t.Errorf("seed %d, %s: #2 ended %d times, its row says %s, %d P came back, ghost-charge %v", seed, fault, between, o.Row, o.Refunded, o.Has(sim.GhostCharge))
			}
		}
	}
}

// TestALossHasItsTime: an order is lost when its record goes, not when the
// broker acknowledged it.
func TestALossHasItsTime(t *testing.T) {
	_, log := runFlags(t, 8, "--mode emit-await --acks 1 --orders 3 --rate 10/s --external 0 --until 90s --fault replica-slow:delay=20s --fault leader-failover:how=crash,partition=all,from=1500ms,for=60s")
	s := sim.NewState()
	seen := 0
	for e := range log.All() {
		s.Apply(e)
		if e.Type != sim.RecordTruncated {
			continue
		}
		seen++
		if o := s.Order(e.Order); o.Truth() != sim.Lost || o.TruthAt != e.At || o.TruthBy != e.N {
			t.Errorf("#%d is %s since %v (event %d); its record went at %v (event %d)", e.Order, o.Truth(), o.TruthAt, o.TruthBy, e.At, e.N)
		}
	}
	if seen == 0 {
		t.Error("no record went")
	}
}

// TestWhatARelayIsAboutToMark: between its acknowledgement and its mark an
// order that an outbox relay publishes again is no unmarked publish; one whose
// handler throws, of send(), has a record and no mark, and is one.
func TestWhatARelayIsAboutToMark(t *testing.T) {
	for mode, want := range map[string]bool{"emit": false, "emit-await": false, "send": true} {
		flags := "--orders 12 --rate 0.5/s --remedy outbox --fault broker-down:from=6500ms,for=16s --mode " + mode
		if want {
			flags = "--orders 2 --until 60s --remedy outbox --fault handler-error:kind=rpc,count=always --mode " + mode
		}
		e, log := runFlags(t, 165, flags)
		again, found := 0, false
		for event := range log.All() {
			if event.Type == sim.PublishCalled && event.Try > 1 {
				again++
			}
			found = found || event.Type == sim.AnomalyFound && sim.Anomaly(event.Word) == sim.UnmarkedPublish
		}
		if again == 0 || found != want {
			t.Errorf("%s: published again %d times, %d orders; unmarked-publish found: %v, want %v", mode, again, e.State().Count(), found, want)
		}
	}
}
