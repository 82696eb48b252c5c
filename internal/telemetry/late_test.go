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
