package telemetry

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/internal/hostile"
	"orderflow/internal/simtest"
	"orderflow/sim"
	"orderflow/sim/engine"
)

// logOf returns the log of a simulated run in which somebody acts.
func logOf(t *testing.T, c sim.Config, inputs ...sim.Input) *sim.Log {
	t.Helper()
	h := sim.Header{Scenario: c.Scenario, Seed: c.Seed, Version: "v1", Args: []string{"run", "--scenario", c.Scenario, "--mode", c.Mode.String()}}
	s, err := engine.NewSession(c, h)
	if err != nil {
		t.Fatal(err)
	}
	for _, in := range inputs {
		_ = s.Act(in.At, in) // one that comes too late, or cannot be, changes nothing
	}
	s.Advance(c.Until)
	return s.Log()
}

// spansOf returns the spans of a log.
func spansOf(log *sim.Log) []Span {
	t := NewTracer(log.Header)
	for e := range log.All() {
		t.See(e)
	}
	t.End()
	return t.Take()
}

// scenario returns the configuration of an embedded one, in a mode.
func scenario(t *testing.T, name string, mode sim.Mode) sim.Config {
	t.Helper()
	s, err := sim.FindScenario(name)
	if err != nil {
		t.Fatal(err)
	}
	s.Config.Mode = mode
	return s.Config
}

// everyRun calls f with the log of every scenario in every mode, for both clients.
func everyRun(t *testing.T, f func(t *testing.T, log *sim.Log, spans []Span)) {
	for _, s := range sim.Scenarios() {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
			for _, client := range []sim.Client{sim.NestJS, sim.KafkaGo} {
				t.Run(fmt.Sprintf("%s/%s/%s", s.Name, mode, client), func(t *testing.T) {
					c := s.Config
					c.Mode, c.Client = mode, client
					log := logOf(t, c)
					f(t, log, spansOf(log))
				})
			}
		}
	}
}

// TestEverySpanHasItsPlace holds the spans of every scenario, mode and client to
// what any collector expects of spans.
func TestEverySpanHasItsPlace(t *testing.T) {
	everyRun(t, func(t *testing.T, log *sim.Log, spans []Span) {
		if wrong := misplaced(spans); wrong != "" {
			t.Error(wrong)
		}
		if wrong := untrue(sim.Fold(log, log.Len()), spans); wrong != "" {
			t.Error(wrong)
		}
	})
}

// TestRandomRunsHaveTheirSpans does the same for random settings, faults and inputs.
func TestRandomRunsHaveTheirSpans(t *testing.T) {
	count := uint64(60)
	if testing.Short() {
		count = 10
	}
	for seed := range count {
		log := logOf(t, simtest.RandomConfig(seed), simtest.RandomInputs(seed, 40*time.Second)...)
		spans := spansOf(log)
		if wrong := misplaced(spans) + untrue(sim.Fold(log, log.Len()), spans); wrong != "" {
			t.Errorf("seed %d: %s", seed, wrong)
		}
	}
}

// TestALogFromElsewhereHasItsSpans: a log need not be of the engine.
func TestALogFromElsewhereHasItsSpans(t *testing.T) {
	if wrong := misplaced(spansOf(simtest.Foreign())); wrong != "" {
		t.Error(wrong)
	}
}

// TestTamperedLogsHaveTheirSpans: so has what no engine would record, but a file may
// hold.
func TestTamperedLogsHaveTheirSpans(t *testing.T) {
	seeds := uint64(30)
	if testing.Short() {
		seeds = 5
	}
	for i, name := range []string{"outage", "panel-timeout", "redelivery", "send-coupling", "rolling-deploy"} {
		var plain strings.Builder
		c := scenario(t, name, sim.Send)
		c.Orders = 4
		if _, err := logOf(t, c).WriteTo(&plain); err != nil {
			t.Fatal(err)
		}
		for seed := range seeds {
			text := hostile.Tampered(plain.String(), rand.New(rand.NewPCG(seed, uint64(i))),
				func(line string) error { _, err := sim.ParseEvent([]byte(line)); return err },
				func(log string) error { _, err := sim.ReadLog(strings.NewReader(log)); return err })
			log, err := sim.ReadLog(strings.NewReader(text))
			if err != nil {
				t.Fatal(err)
			}
			if wrong := misplaced(spansOf(log)); wrong != "" {
				t.Errorf("%s, seed %d: %s", name, seed, wrong)
			}
		}
	}
}

// spanKey names a span among all.
type spanKey struct {
	trace sim.TraceID
	id    sim.SpanID
}

// misplaced says what is wrong with spans; "" if nothing is.
func misplaced(spans []Span) string {
	known := make(map[spanKey]*Span, len(spans))
	for i := range spans {
		s := &spans[i]
		if other := known[spanKey{s.Trace, s.ID}]; other != nil {
			return fmt.Sprintf("%s and %s have one id", describe(s), describe(other))
		}
		known[spanKey{s.Trace, s.ID}] = s
	}
	for i := range spans {
		s := &spans[i]
		switch {
		case s.End < s.Start:
			return describe(s) + " ends before it starts"
		case s.Name == "" || s.Kind == 0 || s.Service.Name == "":
			return describe(s) + " has no name, no kind or no service"
		case s.Parent != (sim.SpanID{}) && known[spanKey{s.Trace, s.Parent}] == nil:
			return describe(s) + " has a parent that is not there"
		case (s.Status == Failed) != (s.Message != "") && s.Name != "POST":
			return describe(s) + " has a status that does not fit its message"
		}
		for _, id := range s.Links {
			if known[spanKey{s.Trace, id}] == nil {
				return describe(s) + " links to a span that is not there"
			}
		}
		for _, m := range s.Moments {
			if m.At < s.Start {
				return describe(s) + " has a moment before it starts: " + m.Name
			}
		}
		names := make([]string, 0, len(s.Attributes))
		for _, a := range s.Attributes {
			names = append(names, a.Name)
		}
		slices.Sort(names)
		if len(slices.Compact(slices.Clone(names))) != len(names) {
			return describe(s) + " has an attribute twice: " + strings.Join(names, ", ")
		}
	}
	return ""
}

func describe(s *Span) string {
	return fmt.Sprintf("%s of %s at %s (%x)", s.Name, s.Service.Name, s.Start, s.ID)
}

// untrue compares the roots of the orders with the fold.
func untrue(state *sim.State, spans []Span) string {
	placed, orders := 0, 0
	for i := range spans {
		s := &spans[i]
		switch {
		case s.Name == "place order":
			placed++
		case s.Name == "order" && s.Service.Name == Truth:
			orders++
			n, _ := s.Attribute(orderNumber)
			o := state.Order(sim.OrderID(n.Number))
			truth, _ := s.Attribute(truthNow)
			if truth.Text != o.Truth().String() {
				return fmt.Sprintf("#%d is %s, its span says %s", n.Number, o.Truth(), truth.Text)
			}
			if lost := o.Truth() == sim.Lost; lost && s.Status != Failed {
				return fmt.Sprintf("#%d is lost, its span has status %d", n.Number, s.Status)
			}
		}
	}
	if placed != state.Count() || orders != state.Count() {
		return fmt.Sprintf("of %d orders %d were placed, and %d exist", state.Count(), placed, orders)
	}
	return ""
}

// TestSpansAreAFunctionOfTheLog: however often they are taken on the way, the spans
// are the same; those of a run that goes on are the first of those at its end.
func TestSpansAreAFunctionOfTheLog(t *testing.T) {
	for _, name := range []string{"outage", "calm"} {
		log := logOf(t, scenario(t, name, sim.Emit))
		whole := spansOf(log)
		tracer, pieces := NewTracer(log.Header), []Span(nil)
		for e := range log.All() {
			tracer.See(e)
			if e.N%7 == 0 {
				pieces = append(pieces, tracer.Take()...)
			}
		}
		told := len(pieces)
		tracer.End()
		pieces = append(pieces, tracer.Take()...)
		if len(pieces) != len(whole) || told == 0 {
			t.Fatalf("%s: %d spans in pieces, %d at the end, %d as a whole", name, told, len(pieces), len(whole))
		}
		for i := range whole {
			if describe(&pieces[i]) != describe(&whole[i]) || pieces[i].End != whole[i].End {
				t.Fatalf("%s: span %d is %s in pieces, and %s", name, i, describe(&pieces[i]), describe(&whole[i]))
			}
		}
	}
}

// TestOrdersAreLetGo: what is kept of a long run does not grow with its orders.
func TestOrdersAreLetGo(t *testing.T) {
	c := scenario(t, "calm", sim.EmitAwait)
	c.Orders, c.Until = 300, time.Hour
	log := logOf(t, c)
	tracer, most := NewTracer(log.Header), 0
	for e := range log.All() {
		tracer.See(e)
		most = max(most, len(tracer.journeys)+len(tracer.records)+len(tracer.resting))
	}
	if most > 200 {
		t.Errorf("of 300 orders, %d things are kept at once", most)
	}
}
