package engine

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

// meeting are faults that strike one order at places it passes again after
// each of them, so that all of a list strike in one run, whichever comes first.
var meeting = map[string][]string{
	"in the consumer": {
		"commit-lost:order=1", "consumer-crash:at=before-commit,order=1,restart=500ms", "consumer-crash:at=after-commit,order=1,restart=500ms",
		"consumer-crash:at=mid-batch,order=1,restart=500ms", "handler-error:order=1", "consumer-slow:order=1,delay=4s",
	},
	"at the broker": {
		"produce-error:code=NOT_LEADER_OR_FOLLOWER,order=1", "produce-error:code=NOT_ENOUGH_REPLICAS_AFTER_APPEND,order=1", "ack-lost:order=1", "ack-swallowed:order=1", "ack-delay:delay=2s,order=1",
	},
}

// TestFaultsThatMeetAllAct: two faults at one place both act.
func TestFaultsThatMeetAllAct(t *testing.T) {
	for where, specs := range meeting {
		for i, a := range specs {
			for k, b := range specs {
				for _, mode := range []string{"emit", "emit-await", "send"} {
					if i == k || never(mode, a, b) {
						continue
					}
					flags := fmt.Sprintf("--mode %s --workers 1 --session-timeout 8s --until 5m --fault %s --fault %s", mode, a, b)
					e, _ := runFlags(t, 1, flags)
					for _, f := range e.State().Faults {
						if f.Strikes != 1 {
							t.Errorf("%s: %s: %s struck %d times, want once", where, flags, f.Text, f.Strikes)
						}
					}
				}
			}
		}
	}
}

// never reports whether a fault keeps another from its place for good: an
// answered request is committed, so its handler never runs again; a process
// that died after its commit is not given the record again.
func never(mode, a, b string) bool {
	one := func(name string) bool { return strings.HasPrefix(a, name) || strings.HasPrefix(b, name) }
	return mode == "send" && one("handler-error") && one("consumer-slow")
}

// TestEveryPairOfFaults: no pair of faults breaks a law, in a mode that takes turns; with
// ORDERFLOW_LONG in each.
func TestEveryPairOfFaults(t *testing.T) {
	singleThreaded(t)
	specs := everyFault()
	for i, a := range specs {
		for j, b := range specs[i:] {
			for mode := range sim.Mode(3) {
				if os.Getenv("ORDERFLOW_LONG") == "" && (i+j)%3 != int(mode) {
					continue // each pair in one mode
				}
				c := sim.DefaultConfig()
				c.Mode, c.Orders, c.Rate, c.Until, c.SessionTimeout, c.Seed = mode, 4, sim.Rate{Orders: 1, Per: 1_000_000_000}, 100_000_000_000, 8_000_000_000, uint64(i+1)
				c.ExternalOrders = []sim.OrderID{2}
				c.Faults = []sim.Fault{mustFault(t, a), mustFault(t, b)}
				if what := broken(t, simtest.Trial{Config: c}); what != "" {
					t.Errorf("%s --fault %s --fault %s: %s", mode, a, b, what)
				}
			}
		}
	}
}

// everyFault returns each fault once in each of its ways, as it would meet others.
func everyFault() []string {
	var specs []string
	for _, shape := range sim.FaultShapes() {
		base := shape.Name.String() + ":from=500ms"
		switch shape.Name {
		case sim.BrokerDown, sim.LeaderFailover:
			for _, how := range shape.Values(sim.KeyHow) {
				specs = append(specs, base+",for=9s,how="+how)
			}
		case sim.ReplicaSlow, sim.AckDelay, sim.ConsumerSlow:
			specs = append(specs, base+",delay=3s")
		case sim.ProduceError:
			specs = append(specs, base+",code=NOT_ENOUGH_REPLICAS", base+",code=MESSAGE_TOO_LARGE")
		case sim.CallerExit, sim.ConsumerCrash:
			for _, at := range shape.Values(sim.KeyAt) {
				specs = append(specs, base+",at="+at)
			}
		case sim.HandlerError:
			for _, kind := range shape.Values(sim.KeyKind) {
				specs = append(specs, base+",kind="+kind)
			}
		case sim.ConsumerAbsent:
			specs = append(specs, base+",for=7s", base+",for=7s,group=reply", base+",for=7s,group=order-service")
		default:
			specs = append(specs, base)
		}
	}
	return specs
}
