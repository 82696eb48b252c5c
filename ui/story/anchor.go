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

// rowNames and outcomeNames are what an anchor may ask for.
var (
	rowNames     = namesOf(func(i int) string { return sim.Row(i).String() }, int(sim.RowRefunded))
	outcomeNames = namesOf(func(i int) string { return sim.Outcome(i).String() }, int(sim.Unknown))
)

func namesOf(name func(int) string, last int) []string {
	var names []string
	for i := range last + 1 {
		names = append(names, name(i))
	}
	return names
}

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
			return a, sim.Refuse("at: %q is not understood: want #4, external, in-house, fresh, row=, outcome=, round=, try=, nth= or after=", "at: %q: #4, external, in-house, fresh, row=, outcome=, round=, try=, nth=, after= 중에서 쓰세요", part)
		}
	}
	return a, nil
}

// parse reads one word of an anchor.
func (a *anchor) parse(part string, ids []string) bool {
	key, value, _ := strings.Cut(part, "=")
	if number, found := strings.CutPrefix(part, "#"); found {
		key, value = "#", number
	}
	n, err := strconv.ParseUint(value, 10, 31)
	number := err == nil && n > 0
	switch key {
	case "external", "in-house":
		a.test(func(e *sim.Event, s *sim.State) bool {
			o := s.Order(e.Order)
			return o != nil && (o.Order.Fulfilment == sim.External) == (key == "external")
		})
		return value == ""
	case "fresh": // it never waited in memory
		a.test(func(e *sim.Event, s *sim.State) bool { o := s.Order(e.Order); return o != nil && o.Round == 0 })
		return value == ""
	case "row":
		a.test(func(e *sim.Event, _ *sim.State) bool { return sim.Row(e.Word).String() == value })
		return slices.Contains(rowNames, value) && (a.event == sim.RowChanged || a.event == sim.OrderMarked)
	case "outcome":
		a.test(func(e *sim.Event, _ *sim.State) bool { return sim.Outcome(e.Word).String() == value })
		return slices.Contains(outcomeNames, value) && a.event == sim.CallerKnows
	case "round":
		a.test(func(e *sim.Event, _ *sim.State) bool { return uint64(e.Round()) == n })
	case "try":
		a.test(func(e *sim.Event, _ *sim.State) bool { return uint64(e.Try) == n })
	case "#":
		a.order = sim.OrderID(n)
	case "nth":
		a.nth = int(n)
	case "after":
		a.after = value
		return slices.Contains(ids, value)
	default:
		return false
	}
	return number
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
