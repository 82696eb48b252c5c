package engine

import (
	"slices"
	"strings"
	"testing"

	"orderflow/sim"
)

// TestOneBroker: with --cluster-size 1 every partition is led by broker 1 and
// has no other replica, acks −1 needs no other, and nobody else ever leads.
func TestOneBroker(t *testing.T) {
	for _, fault := range []string{
		"ack-lost:order=99", "leader-failover:from=1500ms,for=5s", "leader-failover:from=1500ms,for=5s,how=shutdown", "broker-down:how=crash,from=1500ms,for=1s",
		"broker-down:broker=1,from=1500ms,for=3s", "replica-slow:delay=40s",
	} {
		for seed := uint64(1); seed <= 40; seed++ {
			e, log := runFlags(t, seed, "--cluster-size 1 --mode emit-await --orders 3 --rate 1/s --retries 20 --max-retry-time 1s --until 5m --fault "+fault)
			for event := range log.All() {
				if event.Broker > 1 || event.Type == sim.ISRChanged && !slices.Equal(event.Detail.Brokers, []uint8{1}) || event.Type == sim.LeaderElected && event.At > 0 {
					t.Fatalf("%s, seed %d: %s", fault, seed, event.AppendJSON(nil))
				}
			}
			for n := sim.OrderID(1); n <= 3; n++ {
				if o := e.State().Order(n); o.Caller != sim.Value || o.Copies != 1 {
					t.Fatalf("%s, seed %d, order %d: %s, %d copies", fault, seed, n, o.Caller, o.Copies)
				}
			}
		}
	}
}

// TestOneBrokerHasNoOther: a crash of the one broker is an outage, not an
// election: without more retries the call fails. Three brokers elect another.
func TestOneBrokerHasNoOther(t *testing.T) {
	for seed := uint64(1); seed <= 40; seed++ {
		e, _ := runFlags(t, seed, "--cluster-size 1 --mode emit-await --orders 2 --rate 1/s --fault leader-failover:from=1500ms")
		if o := e.State().Order(2); o.Caller != sim.Failure || o.Error != sim.NonRetriableError || o.Copies != 0 {
			t.Fatalf("seed %d: %s, %s, %d copies", seed, o.Caller, o.Error, o.Copies)
		}
	}
}

// TestFaultOfABrokerThatIsNot: a fault names a broker that the run has.
func TestFaultOfABrokerThatIsNot(t *testing.T) {
	c := sim.DefaultConfig()
	f, err := sim.ParseFault("broker-down:broker=2")
	if err != nil {
		t.Fatal(err)
	}
	c.Faults = []sim.Fault{f}
	if err := c.Validate(); err != nil {
		t.Errorf("of three brokers: %v", err)
	}
	c.ClusterSize = 1
	if err := c.Validate(); err == nil || !strings.Contains(err.Error(), "fault broker-down: broker=2: there is one broker (--cluster-size 1): want 1 or all") {
		t.Errorf("of one broker: %v", err)
	}
}
