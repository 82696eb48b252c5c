package wire

import (
	"slices"
	"time"
)

// Rule is a fault that acts on requests or on their answers.
type Rule struct {
	Does    Action
	Delay   time.Duration          // DelayAnswer
	Code    int16                  // RefuseRequest, RefuseAnswer: Kafka's error code
	Matches func(x *Exchange) bool // which requests; asked once of each, and who is struck is struck
	Struck  func(x *Exchange)      // told of each strike as it happens; may be nil
}

// Action is what a rule does to the request it strikes.
type Action uint8

// The actions.
const (
	LoseAnswer    Action = iota + 1 // the broker answers, the connection is cut before the answer arrives
	SwallowAnswer                   // the answer is dropped, the connection stays open
	DelayAnswer                     // the answer comes late
	CutRequest                      // the connection is cut before the request leaves
	RefuseRequest                   // a Produce never leaves, and is answered with an error; see refusal.go
	RefuseAnswer                    // the broker appends, and an error is what the client is answered
)

// Refuses reports whether the client is answered with an error. Who is refused
// has no other answer that could be lost or late.
func (a Action) Refuses() bool { return a == RefuseRequest || a == RefuseAnswer }

// needsAnswer reports whether the action is one on an answer: a Produce with
// acks 0 has none.
func (a Action) needsAnswer() bool { return a != CutRequest && !a.Refuses() }

func (r *Rule) strike(x *Exchange) {
	if r.Struck != nil {
		r.Struck(x)
	}
}

// Add installs a rule. The first installed rule that matches a request acts on
// it; those that refuse come before those that act on what the broker answers.
func (g *Gate) Add(r *Rule) {
	g.mu.Lock()
	defer g.mu.Unlock()
	at := len(g.rules)
	if r.Does.Refuses() {
		at = slices.IndexFunc(g.rules, func(other *Rule) bool { return !other.Does.Refuses() })
		if at < 0 {
			at = len(g.rules)
		}
	}
	g.rules = slices.Insert(slices.Clone(g.rules), at, r)
}

// Remove takes a rule away. Requests it has struck stay struck.
func (g *Gate) Remove(r *Rule) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, installed := range g.rules {
		if installed == r {
			g.rules = append(g.rules[:i:i], g.rules[i+1:]...)
			return
		}
	}
}

// judge returns the rule that strikes the request, if any.
func (g *Gate) judge(x *Exchange) *Rule {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, r := range g.rules {
		if x.Silent() && r.Does.needsAnswer() || !r.Matches(x) {
			continue
		}
		return r
	}
	return nil
}
