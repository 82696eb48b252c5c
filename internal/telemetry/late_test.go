package telemetry

import (
	"slices"
	"testing"
	"time"

	"orderflow/sim"
)

// TestToldLateIsWhereItWas: the spans of a run of which half was told late are those of
// the run that was told in time.
func TestToldLateIsWhereItWas(t *testing.T) {
	const told = time.Minute
	for _, name := range []string{"calm", "lost-ack", "poison", "outage"} {
		whole, late := logOf(t, scenario(t, name, sim.EmitAwait)), &sim.Log{}
		late.Header = whole.Header
		for e := range whole.All() {
			moved := *e
			if e.N > sim.EventID(whole.Len()/2) && e.At < told {
				var d sim.Detail
				if e.Detail != nil {
					d = *e.Detail
				}
				d.Own = e.At
				moved.At, moved.Detail = told, &d
			}
			late.Append(moved)
		}
		want, got := ways(spansOf(whole)), ways(spansOf(late))
		for id, way := range want {
			if got[id] != way && way.end != whole.At(sim.EventID(whole.Len())).At { // what lasts to the end of the run does
				t.Errorf("%s: told late, %+v is %+v", name, way, got[id])
			}
		}
		if len(got) != len(want) || len(want) < 50 {
			t.Errorf("%s: %d spans of %d", name, len(got), len(want))
		}
	}
}

// way is where a span was.
type way struct {
	name       string
	start, end time.Duration
}

func ways(spans []Span) map[sim.SpanID]way {
	found := make(map[sim.SpanID]way)
	for s := range slices.Values(spans) {
		found[s.ID] = way{s.Name, s.Start, s.End}
	}
	return found
}

// TestAnOrderWithoutARowComesToRest: what another service placed has no row that could
// say that it is done, and is told all the same, not kept until the run ends.
func TestAnOrderWithoutARowComesToRest(t *testing.T) {
	tracer := NewTracer(sim.Header{})
	c := sim.DefaultConfig()
	r := sim.NewRecorder(func(e sim.Event) { tracer.See(&e) })
	run := r.Record(sim.Event{Type: sim.RunStarted, Detail: &sim.Detail{Setup: c.Setup("kafka")}})
	at := func(seconds int, e sim.Event) {
		e.At, e.Order, e.Topic, e.Cause = time.Duration(seconds)*time.Second, 1, sim.Orders, run
		r.Record(e)
	}
	worker := sim.Event{Group: sim.InHouseGroup, Worker: 1, Try: 1}
	of := func(t sim.EventType) sim.Event { worker.Type = t; return worker }
	at(1, sim.Event{Type: sim.OrderAdopted, Detail: &sim.Detail{Order: &sim.Order{Number: 1, ID: "a", Customer: sim.Person, Channel: sim.Blog, Product: sim.Views, Quantity: 1, Points: 1, Fulfilment: sim.InHouse, Link: "@b"}}})
	at(2, of(sim.RecordPolled))
	at(3, of(sim.HandlerStarted))
	at(4, of(sim.WorkFinished))
	at(5, of(sim.HandlerReturned))
	at(6, of(sim.RecordCommitted))
	r.Record(sim.Event{At: time.Minute, Type: sim.RemedySwitched, Cause: run, Flag: true, Word: uint8(sim.Dedupe)})
	if r.State().Order(1).Truth() != sim.Done {
		t.Fatalf("it is %s", r.State().Order(1).Truth())
	}
	if len(tracer.journeys) > 0 {
		t.Errorf("a minute after it was done, its row %s, it is not told", r.State().Order(1).Row)
	}
}
