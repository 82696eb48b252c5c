package engine

import (
	"testing"
	"time"

	"orderflow/sim"
)

// frozen is a measured run with brokers that answer nothing and cut nothing.
type frozen struct {
	name, flags      string
	outcome          sim.Outcome
	low, high        time.Duration // when the caller knew, after its call
	copies, requests int
	unknown          bool // at the end nobody can tell whether the record is in the log
}

// The range of what was measured once or twice is that of six timeouts of 30 s
// and five sleeps (4.1 to 18.8 s).
var frozens = []frozen{
	{"first emit on a topic: metadata is asked six times", "--orders 1 --fault broker-down:how=freeze,from=500ms", sim.Failure, 184 * time.Second, 199 * time.Second, 0, 0, false},
	{"first emit on a topic, thawed after 45 s", "--orders 1 --fault broker-down:how=freeze,from=500ms,for=45s", sim.Value, 44400 * time.Millisecond, 44600 * time.Millisecond, 1, 0, false},
	{"a leader without a connection: the Produce leaves at once", "--orders 2 --fault broker-down:how=freeze,from=1500ms", sim.Failure, 184 * time.Second, 199 * time.Second, 0, 6, true},
	{"a leader without a connection, thawed at 100 s", "--orders 2 --fault broker-down:how=freeze,from=1500ms,for=100s", sim.Value, 99400 * time.Millisecond, 99600 * time.Millisecond, 4, 4, false},
	{"three tries with a timeout of 5 s", "--orders 2 --producer-retries 2 --request-timeout 5s --fault broker-down:how=freeze,from=1500ms", sim.Failure, 15600 * time.Millisecond, 16400 * time.Millisecond, 0, 3, true},
}

// TestFrozen: frozen is not down. The awaited emit is the last; the one before
// it, where there is one, let the client learn the topic and connect to one broker.
func TestFrozen(t *testing.T) {
	singleThreaded(t)
	for _, test := range frozens {
		t.Run(test.name, func(t *testing.T) {
			for seed := uint64(1); seed <= 40; seed++ {
				e, _ := runFlags(t, seed, "--mode emit-await --rate 1/s --until 5m "+test.flags)
				s := e.State()
				o := s.Order(sim.OrderID(s.Count()))
				if o.Caller != test.outcome || o.CallerAt < test.low || o.CallerAt > test.high || int(o.Copies) != test.copies || o.Unknown() != test.unknown {
					t.Fatalf("seed %d: %s after %s, %d copies, unknown %t; want %s after %s to %s, %d, %t",
						seed, o.Caller, o.CallerAt, o.Copies, o.Unknown(), test.outcome, test.low, test.high, test.copies, test.unknown)
				}
				if test.requests > 0 && int(o.Requests) != test.requests {
					t.Fatalf("seed %d: %d requests left, want %d", seed, o.Requests, test.requests)
				}
				if test.requests > 0 && o.Rungs[sim.OnWire]-o.CalledAt > 20*time.Millisecond {
					t.Fatalf("seed %d: the Produce left %s after the call", seed, o.Rungs[sim.OnWire]-o.CalledAt)
				}
				if test.outcome == sim.Failure && o.Error != sim.NumberOfRetriesExceeded {
					t.Fatalf("seed %d: the caller gets %s", seed, o.Error)
				}
			}
		})
	}
}
