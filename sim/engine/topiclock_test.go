package engine

import (
	"testing"
	"time"

	"orderflow/sim"
)

// TestOutageBeforeTheFirstEmit: who learns a topic waits in its round alone,
// the others wait for it. Only whose round is used up is lost; the rest goes
// out together. Measured on kafkajs 2.2.4 against a broker that was killed for
// 16 s: order 1 failed at 9.3 s, the 13 others were acknowledged at 20.3 s.
func TestOutageBeforeTheFirstEmit(t *testing.T) {
	lostMost := 0
	for seed := uint64(1); seed <= 40; seed++ {
		e, _ := runFlags(t, seed, "--mode emit-await --orders 14 --rate 1/s --fault broker-down:from=900ms,for=16s")
		lost, late := 0, time.Duration(0)
		for n := range e.State().Orders.Each() {
			o := e.State().Order(n)
			at := o.CalledAt + o.CallerAt
			switch {
			case o.Caller == sim.Failure && int(n) != lost+1:
				t.Fatalf("seed %d: order %d is lost, and not one before it", seed, n)
			case o.Caller == sim.Failure:
				lost++
			case late > 0 && (at-late).Abs() > 500*time.Millisecond:
				t.Fatalf("seed %d: order %d was acknowledged at %s, another at %s", seed, n, at, late)
			default:
				late = at
			}
		}
		lostMost = max(lostMost, lost)
	}
	if lostMost < 1 || lostMost > 3 {
		t.Errorf("at most %d rounds were used up, want 1 to 3", lostMost)
	}
}

// TestFrozenBeforeTheFirstEmit: two publishes ask for the metadata in turn,
// the others wait for them until requestTimeout is over. Measured on kafkajs
// 2.2.4, requestTimeout 2 s, six calls a third of a second apart: four failed
// 2.0 to 2.4 s after their call, the first two by their tries at 26.3 and
// 28.3 s; thawed after 7 s, those two had their value at once.
func TestFrozenBeforeTheFirstEmit(t *testing.T) {
	const flags = "--cluster-size 1 --request-timeout 2s --mode emit-await --orders 6 --rate 3/s --fault broker-down:how=freeze,from=900ms"
	for seed := uint64(1); seed <= 40; seed++ {
		e, _ := runFlags(t, seed, flags)
		for n := sim.OrderID(1); n <= 2; n++ {
			if o := e.State().Order(n); o.Error != sim.NumberOfRetriesExceeded || o.CallerAt < 16*time.Second || o.CallerAt > 40*time.Second {
				t.Fatalf("seed %d, order %d: %s after %s", seed, n, o.Error, o.CallerAt)
			}
		}
		for n := sim.OrderID(3); n <= 6; n++ {
			if o := e.State().Order(n); o.Error != sim.NonRetriableError || o.ErrorText != "KafkaJSLockTimeout" || o.CallerAt.Round(10*time.Millisecond) != 2*time.Second {
				t.Fatalf("seed %d, order %d: %s: %s after %s", seed, n, o.Error, o.ErrorText, o.CallerAt)
			}
		}
		e, _ = runFlags(t, seed, flags+",for=7s")
		for n := sim.OrderID(1); n <= 2; n++ {
			if o := e.State().Order(n); o.Caller != sim.Value || o.Copies != 1 || (o.CalledAt+o.CallerAt-7900*time.Millisecond).Abs() > 3*time.Second {
				t.Fatalf("seed %d, order %d, thawed: %s at %s, %d copies", seed, n, o.Caller, o.CalledAt+o.CallerAt, o.Copies)
			}
		}
	}
}
