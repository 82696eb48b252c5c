package engine

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"orderflow/sim"
)

// outageRun is one emit a second through an outage, awaited: how many of the
// calls made in it were lost, and when the outcomes were known, after the cut.
type outageRun struct {
	called, lost          int
	firstLost, lastLost   time.Duration
	firstAcked, lastAcked time.Duration
	copies                int // of those that are not lost
}

// outageOf runs 16 calls into an outage of 16 s; the first comes phase after the cut.
func outageOf(t *testing.T, seed uint64, flags string) outageRun {
	t.Helper()
	phase := time.Duration(1+seed*97%999) * time.Millisecond
	cut := 6*time.Second - phase
	e, _ := runFlags(t, seed, fmt.Sprintf("--mode emit-await --orders 24 --rate 1/s --until 3m --fault broker-down:from=%s,for=16s %s", cut, flags))
	r := outageRun{firstLost: time.Hour, firstAcked: time.Hour}
	for n := range e.State().Orders.Each() {
		o := e.State().Order(n)
		if o.CalledAt < cut || o.CalledAt >= cut+16*time.Second {
			continue
		}
		r.called++
		at := o.CalledAt + o.CallerAt - cut
		switch o.Caller {
		case sim.Failure:
			r.lost++
			r.firstLost, r.lastLost = min(r.firstLost, at), max(r.lastLost, at)
		case sim.Value:
			r.firstAcked, r.lastAcked = min(r.firstAcked, at), max(r.lastAcked, at)
			r.copies += int(o.Copies)
		default:
			t.Fatalf("seed %d: order %d: the caller knows %s", seed, n, o.Caller)
		}
	}
	return r
}

// measuredSlack is what three measured runs leave open at either end: the
// machine was loaded, and three draws do not show the whole spread of a round.
const measuredSlack = 600 * time.Millisecond

// measuredOutage is a row of the measurements: 16 calls, one a second, in an
// outage of 16 s; least and most of three runs.
type measuredOutage struct {
	name, flags string
	lost        [2]int
	lostAt      [2]time.Duration // when they failed, all together
	acked       [2]time.Duration // when the rest was
	all         bool             // there is no round in it whose spread three runs cannot show: it holds on every seed
}

var measuredOutages = []measuredOutage{
	{"default", "", [2]int{7, 9}, [2]time.Duration{16800 * time.Millisecond, 18700 * time.Millisecond}, [2]time.Duration{16300 * time.Millisecond, 19100 * time.Millisecond}, false},
	{"producer.retry does not help", "--producer-retries 10 --producer-initial-retry-time 100ms", [2]int{9, 11}, [2]time.Duration{16800 * time.Millisecond, 18700 * time.Millisecond}, [2]time.Duration{17300 * time.Millisecond, 19200 * time.Millisecond}, false},
	{"client retries 10", "--retries 10", [2]int{0, 0}, [2]time.Duration{}, [2]time.Duration{20 * time.Second, 25400 * time.Millisecond}, false},
	{"client retries 10, first sleep 100 ms", "--retries 10 --initial-retry-time 100ms", [2]int{0, 0}, [2]time.Duration{}, [2]time.Duration{24700 * time.Millisecond, 30900 * time.Millisecond}, false},
	{"maxRetryTime 1 s", "--max-retry-time 1s --retries 20", [2]int{0, 0}, [2]time.Duration{}, [2]time.Duration{16700 * time.Millisecond, 17200 * time.Millisecond}, true},
	{"client retries 0: each at once", "--retries 0", [2]int{16, 16}, [2]time.Duration{0, 16 * time.Second}, [2]time.Duration{}, true},
	{"requestTimeout 5 s: no effect", "--request-timeout 5s", [2]int{9, 15}, [2]time.Duration{16600 * time.Millisecond, 19200 * time.Millisecond}, [2]time.Duration{16600 * time.Millisecond, 19200 * time.Millisecond}, false},
	{"connectionTimeout 10 s: no effect", "--connection-timeout 10s", [2]int{11, 15}, [2]time.Duration{16600 * time.Millisecond, 19200 * time.Millisecond}, [2]time.Duration{16600 * time.Millisecond, 19200 * time.Millisecond}, false},
	{"connectionTimeout 100 ms: no effect", "--connection-timeout 100ms", [2]int{9, 10}, [2]time.Duration{16600 * time.Millisecond, 19200 * time.Millisecond}, [2]time.Duration{16600 * time.Millisecond, 19200 * time.Millisecond}, false},
	{"idempotent: no effect", "--remedy idempotent-producer", [2]int{7, 10}, [2]time.Duration{16600 * time.Millisecond, 19200 * time.Millisecond}, [2]time.Duration{16600 * time.Millisecond, 19200 * time.Millisecond}, false},
}

// TestClientSettingsInAnOutage holds the measured table.
func TestClientSettingsInAnOutage(t *testing.T) {
	singleThreaded(t)
	for _, row := range measuredOutages {
		t.Run(row.name, func(t *testing.T) {
			var lost []int
			var lostAt, acked []time.Duration
			for seed := uint64(1); seed <= 80; seed++ {
				r := outageOf(t, seed, row.flags)
				if r.called != 16 || r.copies != r.called-r.lost {
					t.Fatalf("seed %d: %d called, %d lost, %d copies", seed, r.called, r.lost, r.copies)
				}
				lost = append(lost, r.lost)
				if r.lost > 0 {
					lostAt = append(lostAt, r.lastLost)
				}
				if r.lost < r.called {
					acked = append(acked, r.lastAcked)
				}
			}
			holds(t, "lost", lost, row.lost, 0, row.all)
			holds(t, "when they failed", lostAt, row.lostAt, measuredSlack, row.all)
			holds(t, "when the rest was acknowledged", acked, row.acked, measuredSlack, row.all)
		})
	}
}

// holds compares what the seeds brought with a measured range: each seed lies
// in it, or it lies in what nine of ten seeds bring.
func holds[T int | time.Duration](t *testing.T, what string, got []T, want [2]T, slack T, all bool) {
	t.Helper()
	if len(got) == 0 {
		return
	}
	slices.Sort(got)
	low, high := got[len(got)/20], got[len(got)-1-len(got)/20]
	if within := low <= want[0]+slack && high >= want[1]-slack; !all && !within || all && (got[0] < want[0]-slack || got[len(got)-1] > want[1]+slack) {
		t.Errorf("%s: %v, %v to %v, %v; measured %v to %v", what, got[0], low, high, got[len(got)-1], want[0], want[1])
	}
}

// TestOwnTriesFollowProducerRetry: where a broker answers with an error, a
// record has as many tries as producer.retry says, by default the client's,
// and its sleeps begin where producer.retry says.
func TestOwnTriesFollowProducerRetry(t *testing.T) {
	for _, test := range []struct {
		flags    string
		requests uint32
		low      time.Duration
		high     time.Duration
	}{
		{"", 6, 4 * time.Second, 19 * time.Second},
		{"--producer-retries 0", 1, 0, 30 * time.Millisecond},
		{"--retries 0", 1, 0, 30 * time.Millisecond},
		{"--retries 0 --producer-retries 2", 3, 680 * time.Millisecond, 1300 * time.Millisecond},
		{"--retries 2", 3, 680 * time.Millisecond, 1300 * time.Millisecond},
		{"--producer-retries 2 --producer-initial-retry-time 1s", 3, 2 * time.Second, 4 * time.Second},
		{"--producer-retries 10 --max-retry-time 1s", 11, 7 * time.Second, 10 * time.Second},
	} {
		for seed := uint64(1); seed <= 40; seed++ {
			e, _ := runFlags(t, seed, "--mode emit-await --fault produce-error:code=NOT_ENOUGH_REPLICAS,count=always "+test.flags)
			o := e.State().Order(1)
			if o.Caller != sim.Failure || o.Requests != test.requests || o.CallerAt < test.low || o.CallerAt > test.high {
				t.Fatalf("%q, seed %d: %s after %s with %d requests, want an error after %s to %s with %d", test.flags, seed, o.Caller, o.CallerAt, o.Requests, test.low, test.high, test.requests)
			}
		}
	}
}

// TestRequestTimeoutIsTheSetting: an ack that never comes is waited for as
// long as requestTimeout says; then the record is sent again.
func TestRequestTimeoutIsTheSetting(t *testing.T) {
	for seed := uint64(1); seed <= 40; seed++ {
		e, _ := runFlags(t, seed, "--mode emit-await --fault ack-swallowed --request-timeout 5s")
		if o := e.State().Order(1); o.Caller != sim.Value || o.Copies != 2 || o.CallerAt < 5240*time.Millisecond || o.CallerAt > 5400*time.Millisecond {
			t.Fatalf("seed %d: %s after %s, %d copies, want a value after 5.24 to 5.4 s, 2 copies", seed, o.Caller, o.CallerAt, o.Copies)
		}
	}
}
