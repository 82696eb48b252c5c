package telemetry

import (
	"slices"
	"time"

	"orderflow/sim"
)

// Limits of what a tracer keeps.
const (
	// settleFor is for how long an order must be quiet once nothing of it is
	// open, before its root is told. A choice: what is reported on an order, and
	// what a checker says of it, comes within a few seconds.
	settleFor = 10 * time.Second
	// recordsMax is how many records are known whose orders are told already.
	recordsMax = 100_000
)

// Tracer turns the events of a run into spans, as they end. It is a function of
// the events it was shown, and not safe for concurrent use.
type Tracer struct {
	run      *Run
	state    *sim.State
	journeys map[sim.OrderID]*journey
	resting  []rest // orders of which nothing is open, in the order in which they came to rest
	records  map[place]record
	counted  map[int16]int64 // up to where statistics has committed, by partition
	world    *world
	ended    []Span // since the last Take
	over     bool
}

// place is where a record of sns.orders is.
type place struct {
	partition int16
	offset    int64
}

// record is what is remembered of one for consumers that come late.
type record struct {
	order   sim.OrderID
	created sim.SpanID
}

// rest is an order of which nothing was open at a time.
type rest struct {
	order sim.OrderID
	at    time.Duration
}

// NewTracer returns a tracer of a run whose log has the header.
func NewTracer(h sim.Header) *Tracer {
	t := &Tracer{
		run: newRun(h), state: sim.NewState(), journeys: make(map[sim.OrderID]*journey),
		records: make(map[place]record), counted: make(map[int16]int64),
	}
	t.world = newWorld(t)
	return t
}

// See takes the next event of the log.
func (t *Tracer) See(e *sim.Event) {
	t.state.Apply(e)
	switch {
	case t.over:
		return
	case e.Type == sim.RunStarted:
		t.run.setup = t.state.Setup
	case e.Type == sim.RunEnded:
		t.End()
		return
	}
	told := e.At
	if was := e.Happened(); was != told { // a span is where it was, also where that was told late
		late := *e
		late.At, e = was, &late
	}
	t.world.see(e)
	if e.Order != 0 && (e.Topic <= sim.Orders || e.Type == sim.ReplySent) { // what is in other topics is not the order's way
		j := t.journeyOf(e, told)
		j.see(e)
		j.judge(t.state, e.At)
		if j.atRest() {
			t.resting = append(t.resting, rest{e.Order, told})
		}
	}
	t.shared(e)
	t.settle(told)
}

// journeyOf returns the journey of the event's order. One that was told already
// goes on below the root it had.
func (t *Tracer) journeyOf(e *sim.Event, told time.Duration) *journey {
	j := t.journeys[e.Order]
	if j == nil {
		j = newJourney(t, e.Order)
		t.journeys[e.Order] = j
	}
	j.last = told
	return j
}

// shared takes an event that concerns more than its order.
func (t *Tracer) shared(e *sim.Event) {
	switch e.Type {
	case sim.ServiceExited:
		for j := range t.each() {
			j.serviceDied(e)
		}
	case sim.CommitFailed:
		at := place{e.Partition, e.Offset - 1}
		if j := t.journeys[t.records[at].order]; j != nil && e.Group == j.carrier() {
			j.commit(e, j.copyAt(at))
		}
	case sim.OffsetCommitted:
		if e.Group == sim.StatisticsGroup && e.Topic == sim.Orders {
			t.countedTo(e)
		}
	}
	if e.Type == sim.ServiceExited || e.Type == sim.RemedySwitched {
		for j := range t.each() {
			j.judge(t.state, e.At)
		}
	}
}

// each calls f with the journeys, by the number of their order.
func (t *Tracer) each() func(yield func(*journey) bool) {
	numbers := make([]sim.OrderID, 0, len(t.journeys))
	for n := range t.journeys {
		numbers = append(numbers, n)
	}
	slices.Sort(numbers)
	return func(yield func(*journey) bool) {
		for _, n := range numbers {
			if !yield(t.journeys[n]) {
				return
			}
		}
	}
}

// settle tells the orders that have been at rest for long enough.
func (t *Tracer) settle(now time.Duration) {
	for len(t.resting) > 0 && t.resting[0].at+settleFor <= now {
		r := t.resting[0]
		t.resting = t.resting[1:]
		if j := t.journeys[r.order]; j != nil && j.last == r.at && j.atRest() {
			j.finish(t.state)
			delete(t.journeys, r.order)
		}
	}
}

// remember keeps where a record of an order is.
func (t *Tracer) remember(at place, number sim.OrderID, created sim.SpanID) {
	if len(t.records) < recordsMax {
		t.records[at] = record{number, created}
	}
}

// End tells what is still open, with the end of the run; nothing follows.
func (t *Tracer) End() {
	if t.over {
		return
	}
	for j := range t.each() {
		j.finish(t.state)
	}
	t.world.finish(t.state)
	t.over, t.journeys, t.resting, t.records = true, nil, nil, nil
}

// Take returns the spans that have ended since the last call, in that order.
func (t *Tracer) Take() []Span {
	ended := t.ended
	t.ended = nil
	return ended
}

// tell gives out a span that has ended.
func (t *Tracer) tell(s *Span) { t.ended = append(t.ended, *s) }
