package story

import (
	"fmt"
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/words"
)

// Question is what a room is asked at a moment of a run, before it sees what
// comes of it. Which choice is right is found out from the log.
type Question struct {
	ID      string
	Event   sim.EventID   // after which it is asked
	At      time.Duration // virtual time at which it is asked, at or after that event
	Text    Text
	Choices []Text
	Seen    sim.EventID // by which everybody can see the answer; 0 = not yet known
	Right   int         // choice that is right, from 0; -1 = none, or not yet known

	orders []sim.OrderID // about which it asks
	judge  func(s *sim.State, orders []sim.OrderID) (right int, seen bool)
}

// questioned are the scenarios of which the room is asked.
var questioned = []string{"outage"}

// beforeBack is how long before the broker comes back the room is asked what
// becomes of the orders that wait.
const beforeBack = 500 * time.Millisecond

// Questions finds what a room is asked of a run, while its log grows.
type Questions struct {
	List []Question

	log    *sim.Log
	waits  []sim.OrderID // in memory, as of the last event before the second question
	event  sim.EventID   // that event
	asked  [2]bool
	silent bool // nothing is asked of this run
}

// The questions of a list.
const (
	whereQuestion = iota
	becomesQuestion
)

// NewQuestions returns the questions of a log of which nothing is known yet.
func NewQuestions(log *sim.Log) *Questions {
	return &Questions{log: log, silent: !slices.Contains(questioned, log.Header.Scenario)}
}

// Add takes the next event of the log, and the state after it. What is added
// depends on the log up to that event alone.
func (q *Questions) Add(e *sim.Event, s *sim.State) {
	if q.silent || s.Setup.Mode != sim.Emit || s.Remedies != 0 {
		return
	}
	q.askWhere(e, s)
	q.askBecomes(e, s)
	for i := range q.List {
		a := &q.List[i]
		if a.Seen != 0 || e.N <= a.Event {
			continue
		}
		if right, seen := a.judge(s, a.orders); seen {
			a.Right, a.Seen = right, e.N
		}
	}
}

// askWhere asks of the first row that says PUBLISHED while no broker can be
// reached where its message is.
func (q *Questions) askWhere(e *sim.Event, s *sim.State) {
	if q.asked[whereQuestion] || e.Type != sim.OrderMarked || !(at{event: e, state: s}).cutOff() {
		return
	}
	q.asked[whereQuestion] = true
	a := Question{ID: "where", Event: e.N, At: e.At, Right: -1, orders: []sim.OrderID{e.Order}, judge: whereIs}
	for lang, t := range words.Catalogues {
		a.Text[lang] = fmt.Sprintf(t.Question.Where[0], words.Named(e.Order)) + "\n" + t.Question.Where[1]
	}
	a.Choices = choicesOf(func(t *words.Catalogue) []string { return t.Question.WhereChoices[:] })
	q.List = append(q.List, a)
}

// whereIs finds out where a message is, as soon as it has left the order service.
func whereIs(s *sim.State, orders []sim.OrderID) (right int, seen bool) {
	o := s.Order(orders[0])
	switch {
	case o == nil:
		return -1, false
	case o.Reached(sim.Polled):
		return 2, true
	case o.Reached(sim.Appended):
		return 0, true
	case o.Truth() == sim.InMemory && o.Round > 0, o.Truth() == sim.Retrying:
		return 1, true
	}
	return -1, o.Truth().Over()
}

// askBecomes asks what becomes of the orders that wait in memory, shortly before
// the broker is back.
func (q *Questions) askBecomes(e *sim.Event, s *sim.State) {
	if q.asked[becomesQuestion] {
		return
	}
	due := q.backAt(s) - beforeBack
	switch {
	case due <= 0:
		return
	case e.At <= due:
		q.event = e.N
		if len(q.waits) != len(s.Client.Memory) {
			q.waits = slices.Clone(s.Client.Memory)
		}
		return
	}
	q.asked[becomesQuestion] = true
	marked := func(n sim.OrderID) bool { o := s.Order(n); return o != nil && o.Marked }
	if len(q.waits) < 2 || !slices.ContainsFunc(q.waits, marked) || q.event == 0 {
		return
	}
	a := Question{ID: "becomes", Event: q.event, At: due, Right: -1, orders: q.waits, judge: whatBecame}
	for lang, t := range words.Catalogues {
		a.Text[lang] = t.Question.Becomes[0] + "\n" + fmt.Sprintf(t.Question.Becomes[1], t.CountOf(len(q.waits)))
	}
	a.Choices = choicesOf(func(t *words.Catalogue) []string {
		said := slices.Clone(t.Question.BecomesChoices[:])
		for i := range 2 {
			said[i] = fmt.Sprintf(said[i], t.CountOf(len(q.waits)))
		}
		return said
	})
	q.List = append(q.List, a)
}

// backAt returns when the brokers will be back that are all away; 0 where they
// are not, or nobody knows.
func (q *Questions) backAt(s *sim.State) time.Duration {
	for i := range s.Faults {
		f := &s.Faults[i]
		if f.Fault.Name == sim.BrokerDown && f.Fault.Broker == 0 && f.End == sim.Never && f.For > beforeBack {
			return f.Start + f.For
		}
	}
	return 0
}

// whatBecame finds out what became of orders, as soon as it is known of each.
func whatBecame(s *sim.State, orders []sim.OrderID) (right int, seen bool) {
	sent, lost, twice := 0, 0, 0
	for _, number := range orders {
		switch o := s.Order(number); {
		case o == nil:
		case o.Appended > 0:
			sent++
			if o.Appended > 1 {
				twice++
			}
		case o.Truth() == sim.Lost:
			lost++
		}
	}
	switch {
	case sent+lost < len(orders):
		return -1, false
	case lost == len(orders):
		return 1, true
	case lost > 0 && twice == 0:
		return 2, true
	case lost == 0 && twice > 0:
		return 3, true
	case lost == 0:
		return 0, true
	}
	return -1, true
}

func choicesOf(of func(*words.Catalogue) []string) []Text {
	var list []Text
	for lang, t := range words.Catalogues {
		for i, said := range of(t) {
			if i == len(list) {
				list = append(list, Text{})
			}
			list[i][lang] = said
		}
	}
	return list
}

// Thinking returns how long a question stands where nobody answers.
func (q *Question) Thinking() time.Duration { return max(thinkMin, q.Text.reading()) }

// thinkMin is how long a question stands at least where nobody answers.
const thinkMin = 6 * time.Second
