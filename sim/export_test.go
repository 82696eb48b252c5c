package sim

import (
	"fmt"
	"slices"
	"testing"
)

// What the black-box tests of the package ask of it beside.

// Flat returns a state without the sharing of its pages.
func (s *State) Flat() any {
	c := *s
	c.Orders = orderBook{}
	var orders []OrderState
	for n := range s.Orders.Each() {
		orders = append(orders, *s.Order(n))
	}
	return []any{c, orders}
}

// Unnamed looks for an anomaly that holds at the end and was not named.
func (s *State) Unnamed() string {
	c := &checker{}
	for n := range s.Orders.Each() {
		o := s.Order(n)
		if s.Ended == ReasonQuiet && o.Running() {
			return fmt.Sprintf("order %d: nothing more can happen, and its handler still runs", n)
		}
		if s.Ended == ReasonQuiet && o.loose() && !s.frozen() {
			return fmt.Sprintf("order %d: nothing more can happen, and %d of its %d requests are decided", n, o.decided, o.Requests)
		}
		if o.decided > o.Requests {
			return fmt.Sprintf("order %d: %d requests are decided, %d left", n, o.decided, o.Requests)
		}
		for i := range rules {
			if rules[i].holds(c, s, o) && !o.Has(rules[i].name) {
				return fmt.Sprintf("order %d shows %s, and the checker did not name it", n, rules[i].name)
			}
		}
	}
	return ""
}

// frozen reports whether a broker is frozen, so that what it holds is open.
func (s *State) frozen() bool {
	return slices.ContainsFunc(s.Brokers[1:], func(b BrokerState) bool { return b.Down && b.Reason == ReasonFreeze })
}

// copied returns a detail that shares nothing which a test changes.
func (d *Detail) copied() *Detail {
	c := *d
	if d.Order != nil {
		order := *d.Order
		c.Order = &order
	}
	if d.Setup != nil {
		setup := *d.Setup
		c.Setup = &setup
	}
	return &c
}

// MutatedField returns the event with something else in one of its fields;
// false where its type has none.
func (e Event) MutatedField(t *testing.T, draw *Stream) (Event, bool) {
	t.Helper()
	fields := schema[e.Type].fields
	if len(fields) == 0 {
		return e, false
	}
	if e.Detail != nil {
		e.Detail = e.Detail.copied()
	}
	e.randomise(t, fields[draw.Intn(int64(len(fields)))], draw)
	return e, true
}

// CheckError checks that an error is one line that cannot act on a terminal.
func CheckError(t *testing.T, err error) {
	t.Helper()
	checkError(t, err)
}

// Long marks a long test of code that runs in one goroutine.
func Long(t *testing.T) {
	t.Helper()
	long(t)
}
