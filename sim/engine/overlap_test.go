package engine

import (
	"testing"
	"time"

	"orderflow/sim"
)

// TestTwoFaultsHoldUntilBothAreOver: a broker, or a group, that two faults keep away
// is back when the later one is over, however the first ended.
func TestTwoFaultsHoldUntilBothAreOver(t *testing.T) {
	second := func(s float64) time.Duration { return time.Duration(s * float64(time.Second)) }
	for _, c := range []struct {
		name, flags  string
		back         sim.EventType
		group        sim.Group
		broker       uint8
		least, until time.Duration // when it is back
	}{
		{"the second ends later", "--fault broker-down:how=network,from=2s,for=4s --fault broker-down:how=network,from=4s,for=6s", sim.BrokerStarted, 0, 1, second(10), second(10)},
		{"the first ends later", "--fault broker-down:how=network,from=2s,for=9s --fault broker-down:how=network,from=4s,for=2s", sim.BrokerStarted, 0, 2, second(11), second(11)},
		{"one of three is kept longer", "--fault broker-down:how=network,from=2s,for=4s --fault broker-down:how=network,broker=3,from=4s,for=6s", sim.BrokerStarted, 0, 3, second(10), second(10)},
		{"the others are not", "--fault broker-down:how=network,from=2s,for=4s --fault broker-down:how=network,broker=3,from=4s,for=6s", sim.BrokerStarted, 0, 1, second(6), second(6)},
		{"a leader that was taken too", "--fault leader-failover:partition=0,from=2s,for=4s --fault broker-down:how=network,from=3s,for=12s", sim.BrokerStarted, 0, 1, second(15), second(15)},
		{"one begins while a port opens", "--fault broker-down:how=crash,from=2s,for=2s --fault broker-down:how=network,from=4500ms,for=30s", sim.BrokerStarted, 0, 1, second(34.5), second(34.5)},
		{"the port of the first opens after both", "--fault broker-down:how=crash,from=2s,for=2s --fault broker-down:how=network,from=4100ms,for=100ms", sim.BrokerStarted, 0, 1, second(5), second(20)},
		{"frozen twice", "--fault broker-down:how=freeze,from=2s,for=2s --fault broker-down:how=freeze,from=3s,for=2s", sim.BrokerStarted, 0, 1, second(5), second(5)},
		{"an absent group", "--fault consumer-absent:from=2s,for=4s --fault consumer-absent:group=in-house,from=4s,for=6s", sim.ConsumerRestarted, sim.InHouseGroup, 0, second(10), second(10)},
		{"the other groups", "--fault consumer-absent:from=2s,for=4s --fault consumer-absent:group=in-house,from=4s,for=6s", sim.ConsumerRestarted, sim.ExternalGroup, 0, second(6), second(6)},
		{"a crashed member of an absent group", "--workers 1 --fault consumer-crash:at=before-commit,restart=3s --fault consumer-absent:group=in-house,from=3s,for=7s", sim.ConsumerRestarted, sim.InHouseGroup, 0, second(10), second(10)},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, log := runFlags(t, 7, "--mode emit --orders 4 "+c.flags)
			times := 0
			for e := range log.All() {
				if e.Type != c.back || e.Group != c.group || e.Broker != c.broker || c.group != 0 && e.Worker != 1 {
					continue
				}
				times++
				if e.At < c.least || e.At > c.until {
					t.Errorf("it is back at %s, want %s to %s", e.At, c.least, c.until)
				}
			}
			if times != 1 {
				t.Errorf("it is back %d times", times)
			}
		})
	}
}

// TestRepairEndsAllAtOnce: whoever repairs ends every fault, and nothing stays away.
func TestRepairEndsAllAtOnce(t *testing.T) {
	config := flagsConfig(t, 7, "--mode emit --orders 4")
	both := []sim.Fault{mustFault(t, "broker-down:how=network"), mustFault(t, "broker-down:how=freeze,broker=2")}
	log := &sim.Log{}
	e, err := New(config, []sim.Input{{At: 2 * time.Second, Fault: &both[0]}, {At: 3 * time.Second, Fault: &both[1]}, {At: 5 * time.Second, Repair: true}}, log.Append)
	if err != nil {
		t.Fatal(err)
	}
	e.Run()
	back := 0
	for e := range log.All() {
		if e.Type == sim.BrokerStarted {
			back++
			if e.At != 5*time.Second {
				t.Errorf("broker %d is back at %s", e.Broker, e.At)
			}
		}
	}
	if back != sim.BrokerCount {
		t.Errorf("%d brokers are back", back)
	}
}
