package engine

import (
	"fmt"
	"testing"
	"time"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// pinned are the hashes of logs that the engine of this version makes, by what
// is run. Change them together with Version, and never alone.
var pinned = struct {
	version int
	hashes  map[string]string
}{2, map[string]string{
	"acks1-loss":          "aef7c08f7402ba80",
	"activity-log":        "76020e70ccd3efe1",
	"broker-crash":        "67a8b15968437d0e",
	"broker-shutdown":     "01f876c840d3afba",
	"calm":                "dfbfe3fc171b2f4f",
	"development-cluster": "33f5339abca6bd90",
	"fan-out":             "aa499a2a97ee31c9",
	"ghost-member":        "667f38e6fed9aea8",
	"lost-ack":            "0a57d0416bdeae42",
	"outage acted upon":   "fe9827291539552a",
	"outage emit-await":   "c83855718ecb99ac",
	"outage kafka-go":     "9aa745c0eb97f169",
	"outage send":         "44d263e9a72b8c4e",
	"outage":              "04eea1c41ad1e59c",
	"outage-awaited":      "c83855718ecb99ac",
	"outbox-cure":         "fa7982e38950423c",
	"panel-partial":       "689b85782bb4d25e",
	"panel-refuses":       "e23efe624167b961",
	"panel-timeout":       "a1cd571a507ff910",
	"poison":              "e6a41a505cf2323d",
	"random 0":            "efbbbf9bb7d0be20",
	"random 1":            "797850e70fb73fc8",
	"random 2":            "90ac39e7e6bb132a",
	"random 3":            "1de850c02f60a06c",
	"random 4":            "91fc79d4a9a6d6fc",
	"random 5":            "8d697625e48ef223",
	"random 6":            "fa0651d3a076dc3b",
	"random 7":            "707bc6ce9f59ddbd",
	"redelivery":          "0432b76ca10d19c6",
	"rolling-deploy":      "5bf30225a3d21981",
	"send-coupling":       "ce3500f51331c2af",
	"session-timeout":     "664c116342a53d9e",
}}

// pins are configurations that many mechanisms have a part in.
func pins(t *testing.T) map[string]simtest.Trial {
	t.Helper()
	runs := map[string]simtest.Trial{}
	for _, s := range sim.Scenarios() {
		runs[s.Name] = simtest.Trial{Config: s.Config}
	}
	outage := runs["outage"].Config
	for _, mode := range []sim.Mode{sim.EmitAwait, sim.Send} {
		outage.Mode = mode
		runs["outage "+mode.String()] = simtest.Trial{Config: outage}
	}
	kafkaGo := runs["outage"].Config
	kafkaGo.Client = sim.KafkaGo
	runs["outage kafka-go"] = simtest.Trial{Config: kafkaGo}
	fault := sim.NewFault(sim.BrokerDown)
	runs["outage acted upon"] = simtest.Trial{Config: runs["outage"].Config, Inputs: []sim.Input{
		{At: 2 * time.Second, NewOrder: true},
		{At: 3 * time.Second, Fault: &fault},
		{At: 4 * time.Second, Repair: true},
		{At: 5 * time.Second, Remedy: &sim.RemedySwitch{Remedy: sim.Dedupe, On: true}},
	}}
	for seed := range uint64(8) {
		runs[fmt.Sprint("random ", seed)] = simtest.Random(seed)
	}
	return runs
}

// TestVersionIsRaisedWhenALogChanges: whoever keeps a configuration instead of
// its log is told by Version whether the same run comes of it.
func TestVersionIsRaisedWhenALogChanges(t *testing.T) {
	if Version != pinned.version {
		t.Errorf("the hashes are those of version %d, and this is %d: pin those that the test prints", pinned.version, Version)
	}
	for name, x := range pins(t) {
		e, err := New(x.Config, x.Inputs)
		if err != nil {
			t.Fatal(err)
		}
		e.Run()
		if hash := e.LogHash(); hash != pinned.hashes[name] {
			t.Errorf("%q has another log than version %d made: raise Version in version.go to %d, say so in CHANGELOG.md (handles of before are of another engine), and pin\n\t%q: %q,",
				name, pinned.version, pinned.version+1, name, hash)
		}
	}
}
