package telemetry

import (
	"bytes"
	"strconv"
	"strings"
	"testing"
	"unicode/utf8"

	"go.opentelemetry.io/collector/pdata/ptrace"

	"orderflow/internal/hostile"
	"orderflow/sim"
)

// TestALineIsOTLP: each line is what a collector reads, with nothing that it does not
// know, none is longer than it takes, and the same log makes the same bytes.
func TestALineIsOTLP(t *testing.T) {
	for _, c := range []sim.Config{scenario(t, "outage", sim.Emit), scenario(t, "rolling-deploy", sim.Send), scenario(t, "calm", sim.Send)} {
		if c.Scenario == "calm" {
			c.Orders = 200
		}
		log := logOf(t, c)
		var one, two bytes.Buffer
		if err := WriteJSON(&one, log); err != nil {
			t.Fatal(err)
		}
		if err := WriteJSON(&two, log); err != nil || !bytes.Equal(one.Bytes(), two.Bytes()) {
			t.Fatalf("%s: the same log is written in two ways (%v)", c.Scenario, err)
		}
		const lineMax = 1 << 20 // of the collector's otlpjsonfile receiver
		spans := 0
		for line := range strings.Lines(one.String()) {
			u := ptrace.JSONUnmarshaler{DisallowUnknownFields: true}
			traces, err := u.UnmarshalTraces([]byte(line))
			if err != nil || len(line) > lineMax || !strings.HasSuffix(line, "\n") {
				t.Fatalf("%s: a line of %d bytes: %v", c.Scenario, len(line), err)
			}
			spans += traces.SpanCount()
			for _, r := range traces.ResourceSpans().All() {
				if r.SchemaUrl() != SchemaURL || r.ScopeSpans().At(0).SchemaUrl() != SchemaURL {
					t.Errorf("%s: the schema is %q", c.Scenario, r.SchemaUrl())
				}
			}
		}
		if want := len(spansOf(log)); spans != want {
			t.Errorf("%s: %d spans are written of %d", c.Scenario, spans, want)
		}
	}
}

// TestHostileNamesAreEscaped: nothing that an orders file brings reaches a terminal
// as it is, and a collector reads it as it was.
func TestHostileNamesAreEscaped(t *testing.T) {
	c := scenario(t, "calm", sim.EmitAwait)
	for i, bad := range hostile.Texts {
		if len(bad.Text) < 4<<10 && utf8.ValidString(bad.Text) {
			id := strconv.Itoa(i) + bad.Text
			c.OrderList = append(c.OrderList, sim.Order{ID: id, Customer: sim.Person, Channel: sim.Blog, Product: sim.Views, Quantity: 1, Points: 1, Fulfilment: sim.InHouse})
		}
	}
	c.Orders = len(c.OrderList)
	log := logOf(t, c)
	var out bytes.Buffer
	if err := WriteJSON(&out, log); err != nil {
		t.Fatal(err)
	}
	if act := hostile.Act(out.String()); act != "" {
		t.Errorf("it has what acts on a terminal: %s", act)
	}
	ids := map[string]bool{}
	for line := range strings.Lines(out.String()) {
		traces, err := (&ptrace.JSONUnmarshaler{}).UnmarshalTraces([]byte(line))
		if err != nil {
			t.Fatal(err)
		}
		for _, r := range traces.ResourceSpans().All() {
			for _, s := range r.ScopeSpans().At(0).Spans().All() {
				if id, has := s.Attributes().Get(orderID); has {
					ids[id.Str()] = true
				}
			}
		}
	}
	for _, o := range c.OrderList {
		if !ids[o.ID] {
			t.Errorf("%q is not among the ids", o.ID)
		}
	}
}

// TestTimesOfARunOnTheWallClock: a log that says when it began is told at its own
// times, any other from SimulatedEpoch on.
func TestTimesOfARunOnTheWallClock(t *testing.T) {
	log := logOf(t, scenario(t, "calm", sim.Emit))
	began := SimulatedEpoch.AddDate(0, 10, 26)
	for _, live := range []bool{false, true} {
		want := SimulatedEpoch
		if live {
			log.Header.Began, want = began, began
		}
		first := traces(spansOf(log)).ResourceSpans().At(0).ScopeSpans().At(0).Spans().At(0)
		if at := first.StartTimestamp().AsTime(); at.Before(want) || at.After(want.Add(log.At(sim.EventID(log.Len())).At)) {
			t.Errorf("a span starts at %s", at)
		}
	}
}
