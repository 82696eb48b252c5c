package moment

import (
	"slices"
	"strconv"
	"strings"

	"orderflow/sim"
)

// needle is a search, made ready so that millions of events are matched fast.
type needle struct {
	text   string
	order  sim.OrderID
	number sim.EventID
	types  [sim.AnomalyFound + 1]bool
}

func newNeedle(text string) *needle {
	n := &needle{text: strings.ToLower(strings.TrimSpace(text))}
	for t := range n.types {
		n.types[t] = strings.Contains(sim.EventType(t).String(), n.text)
	}
	if order, found := strings.CutPrefix(n.text, "#"); found {
		if i, err := strconv.ParseUint(order, 10, 32); err == nil {
			n.order = sim.OrderID(i)
		}
	}
	if i, err := strconv.ParseUint(n.text, 10, 32); err == nil {
		n.number = sim.EventID(i)
	}
	return n
}

// fits reports whether an event has what is searched for.
func (n *needle) fits(e *sim.Event) bool {
	switch {
	case n.text == "", n.number != 0 && e.N == n.number, n.order != 0 && e.Order == n.order:
		return true
	case e.Type <= sim.AnomalyFound && n.types[e.Type]:
		return true
	case e.Code != sim.NoError && strings.Contains(strings.ToLower(e.Code.String()), n.text):
		return true
	case e.Type == sim.AnomalyFound && strings.Contains(sim.Anomaly(e.Word).String(), n.text):
		return true
	}
	return e.Detail != nil && e.Detail.Text != "" && strings.Contains(strings.ToLower(e.Detail.Text), n.text)
}

// SelectedOf returns the event of a list that is selected: by itself the last;
// 0 where there is none.
func (p Panel) SelectedOf(lines []sim.EventID) sim.EventID {
	if len(lines) == 0 {
		return 0
	}
	if _, found := slices.BinarySearch(lines, p.Event); found {
		return p.Event
	}
	return lines[len(lines)-1]
}
