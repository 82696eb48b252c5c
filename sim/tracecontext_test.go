package sim_test

import (
	"regexp"
	"testing"
	"time"

	"orderflow/sim"
)

// TestATraceIsOfItsRun: the same run has the same traces, however often and
// wherever they are derived, and no other run or order has them.
func TestATraceIsOfItsRun(t *testing.T) {
	began := time.Date(2026, 11, 27, 19, 33, 13, 250e6, time.UTC)
	simulated := sim.Header{Scenario: "outage", Seed: 42, Args: []string{"run", "--scenario", "outage"}}
	live := sim.Header{Scenario: "outage", Seed: 42, Prefix: "orderflow-1a2b3c4d.", Began: began}
	seen := map[sim.TraceID]string{}
	for name, h := range map[string]sim.Header{
		"simulated":      simulated,
		"another mode":   {Scenario: "outage", Seed: 42, Args: []string{"run", "--scenario", "outage", "--mode", "send"}},
		"another seed":   {Scenario: "outage", Seed: 43, Args: simulated.Args},
		"live":           live,
		"embedded":       {Scenario: "outage", Seed: 42, Began: began},
		"another start":  {Scenario: "outage", Seed: 42, Began: began.Add(time.Millisecond)},
		"another prefix": {Scenario: "outage", Seed: 42, Prefix: "orderflow-00000000.", Began: began},
	} {
		for number := range sim.OrderID(3) {
			id := h.TraceRun().Trace(number)
			if other := seen[id]; other != "" {
				t.Errorf("%s, order %d: has the trace of %s", name, number, other)
			}
			seen[id] = name
		}
	}
	embedded := sim.Header{Seed: 42, Began: began}
	for _, h := range []sim.Header{embedded, live} {
		again := h
		again.Args, again.Version, again.Began = []string{"live"}, "v9", began.Add(400*time.Microsecond).In(time.FixedZone("", 9*3600))
		if again.TraceRun() != h.TraceRun() {
			t.Errorf("what a log's header says of a live run beside seed, prefix and start changes its traces: %+v", h)
		}
	}
	later := live
	if later.Began = began.Add(time.Hour); later.TraceRun() != live.TraceRun() {
		t.Error("a run whose process starts again has other traces")
	}
}

// TestATraceParentIsW3C holds the header to the form of the recommendation.
func TestATraceParentIsW3C(t *testing.T) {
	trace := (&sim.Header{Seed: 42}).TraceRun().Trace(4)
	form := regexp.MustCompile(`^00-[0-9a-f]{32}-[0-9a-f]{16}-01$`)
	one, two := sim.TraceParent(trace, trace.Created(1)), sim.TraceParent(trace, trace.Created(2))
	if !form.MatchString(one) || one == two {
		t.Errorf("the headers of two calls are %q and %q", one, two)
	}
}
