package story

import (
	"slices"
	"strconv"
	"strings"

	"orderflow/sim"
)

// anchor says which event brings a cue, as it is written in a script: the
// event's type and what else it must be, such as "memory-waiting #4" or
// "connect-refused round=1 nth=4"; "then" is after the change of the cue before.
type anchor struct {
	then  bool
	event sim.EventType
	order sim.OrderID // 0 = any
	tests []func(e *sim.Event, s *sim.State) bool
	nth   int    // of those that fit, from 1
	after string // a cue that must have been told before; "" = none
}

// eventTypes are the event types by name.
var eventTypes = func() map[string]sim.EventType {
	types := map[string]sim.EventType{}
	sim.EventShapes(func(name string, _ sim.Text, _ []string) { types[name] = sim.EventType(len(types) + 1) })
	return types
}()

// parseAnchor reads an anchor. ids are the cues that may come before it.
func parseAnchor(text string, ids []string) (anchor, error) {
	a := anchor{nth: 1}
	parts := strings.Fields(text)
	if len(parts) == 1 && parts[0] == "then" && len(ids) > 0 {
		a.then, a.after = true, ids[len(ids)-1]
		return a, nil
	}
	if len(parts) == 0 || eventTypes[parts[0]] == 0 {
		return a, sim.Refuse("at %q: want an event type first, such as memory-waiting #4", "at %q: memory-waiting #4처럼 이벤트 유형을 먼저 쓰세요", text)
	}
	a.event = eventTypes[parts[0]]
	for _, part := range parts[1:] {
		if !a.parse(part, ids) {
			return a, sim.Refuse("at: %q is not understood: want #4, external, in-house, fresh, again, all-sent, row=, outcome=, group=, fault=, round=, try=, instance=, number=, nth= or after=", "at: %q: #4, external, in-house, fresh, again, all-sent, row=, outcome=, group=, fault=, round=, try=, instance=, number=, nth=, after= 중에서 쓰세요", part)
		}
	}
	return a, nil
}

// anchorWords are the words of an anchor that stand alone: what else must be so.
var anchorWords = map[string]func(e *sim.Event, s *sim.State) bool{
	"external": func(e *sim.Event, s *sim.State) bool { return carriedOut(e, s, sim.External) },
	"in-house": func(e *sim.Event, s *sim.State) bool { return carriedOut(e, s, sim.InHouse) },
	"fresh":    func(e *sim.Event, s *sim.State) bool { o := s.Order(e.Order); return o != nil && o.Round == 0 }, // it never waited in memory
	"again":    again,
	"all-sent": func(_ *sim.Event, s *sim.State) bool { // no order is on its way any more
		return s.Truths[sim.InMemory]+s.Truths[sim.Retrying]+s.Truths[sim.OnTheWay]+s.Truths[sim.Uncertain] == 0
	},
}

// anchorNumbers are those that give a number, from 1; anchorNames a name, of the
// events that have one.
var (
	anchorNumbers = map[string]func(e *sim.Event) uint64{
		"round":    func(e *sim.Event) uint64 { return uint64(e.Round()) },
		"try":      func(e *sim.Event) uint64 { return uint64(e.Try) },
		"instance": func(e *sim.Event) uint64 { return uint64(e.Worker) },
		"number":   func(e *sim.Event) uint64 { return uint64(max(e.Value, 0)) },
	}
	anchorNames = map[string]struct {
		names []string
		types []sim.EventType // nil = any
		of    func(e *sim.Event, s *sim.State) string
	}{
		"row":     {namesOf(sim.Row.String, sim.RowRefunded), []sim.EventType{sim.RowChanged, sim.OrderMarked}, func(e *sim.Event, _ *sim.State) string { return sim.Row(e.Word).String() }},
		"outcome": {namesOf(sim.Outcome.String, sim.Unknown), []sim.EventType{sim.CallerKnows}, func(e *sim.Event, _ *sim.State) string { return sim.Outcome(e.Word).String() }},
		"group":   {namesOf(sim.Group.String, sim.GroupCount-1), nil, func(e *sim.Event, _ *sim.State) string { return e.Group.String() }},
		"fault":   {faultNames(), []sim.EventType{sim.FaultStarted, sim.FaultEnded, sim.FaultStruck}, faultName},
	}
)

// namesOf returns the names of words up to the last.
func namesOf[W ~uint8](name func(W) string, last W) []string {
	var names []string
	for w := range last + 1 {
		names = append(names, name(w))
	}
	return names
}

// faultNames returns the names of all faults.
func faultNames() (names []string) {
	for _, shape := range sim.FaultShapes() {
		names = append(names, shape.Name.String())
	}
	return names
}

// faultName returns the name of the fault that an event belongs to.
func faultName(e *sim.Event, s *sim.State) string {
	f := at{event: e, state: s}.fault()
	return f.Fault.Name.String()
}

// carriedOut reports whether the event's order is carried out in this way.
func carriedOut(e *sim.Event, s *sim.State, by sim.Fulfilment) bool {
	o := s.Order(e.Order)
	return o != nil && o.Order.Fulfilment == by
}

// again reports whether what happens to an order has happened to it before.
func again(e *sim.Event, s *sim.State) bool {
	o := s.Order(e.Order)
	if o == nil {
		return false
	}
	switch e.Type {
	case sim.PublishCalled:
		return o.Publishes > 1
	case sim.RecordAppended:
		return o.Appended > 1
	case sim.RecordPolled:
		return o.Handled > 0
	case sim.HandlerStarted, sim.HandlerFailed:
		return o.Handled > 1
	case sim.PanelAccepted:
		return o.Jobs > 1
	case sim.WorkFinished:
		return o.WorkDone > 1
	}
	return false
}

// parse reads one word of an anchor.
func (a *anchor) parse(part string, ids []string) bool {
	key, value, given := strings.Cut(part, "=")
	if number, found := strings.CutPrefix(part, "#"); found {
		key, value = "#", number
	}
	if fits := anchorWords[key]; fits != nil {
		a.test(fits)
		return !given
	}
	if name, known := anchorNames[key]; known {
		a.test(func(e *sim.Event, s *sim.State) bool { return name.of(e, s) == value })
		return slices.Contains(name.names, value) && (name.types == nil || slices.Contains(name.types, a.event))
	}
	if key == "after" {
		a.after = value
		return slices.Contains(ids, value)
	}
	n, err := strconv.ParseUint(value, 10, 31)
	return err == nil && n > 0 && a.parseNumber(key, n)
}

// parseNumber reads a word of an anchor that gives a number.
func (a *anchor) parseNumber(key string, n uint64) bool {
	switch of := anchorNumbers[key]; {
	case of != nil:
		a.test(func(e *sim.Event, _ *sim.State) bool { return of(e) == n })
	case key == "#":
		a.order = sim.OrderID(n)
	case key == "nth":
		a.nth = int(n)
	default:
		return false
	}
	return true
}

func (a *anchor) test(fits func(*sim.Event, *sim.State) bool) { a.tests = append(a.tests, fits) }

// fits reports whether an event is of those that the anchor means; s is the
// state after it.
func (a *anchor) fits(e *sim.Event, s *sim.State) bool {
	if a.then || e.Type != a.event || a.order != 0 && e.Order != a.order || e.Background() {
		return false
	}
	for _, fits := range a.tests {
		if !fits(e, s) {
			return false
		}
	}
	return true
}
