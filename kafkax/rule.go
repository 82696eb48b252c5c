package kafkax

import (
	"slices"
	"time"
)

// rule is a fault that acts on requests or on their answers.
type rule struct {
	does    ruleAction
	delay   time.Duration          // delayAnswer
	code    int16                  // refuseRequest, refuseAnswer: Kafka's error code
	matches func(x *exchange) bool // which requests
	left    int                    // how many more it strikes; below 0: without end
	struck  func(x *exchange)      // told of each strike as it happens; may be nil
}

// ruleAction is what a rule does to the request it strikes.
type ruleAction uint8

const (
	loseAnswer    ruleAction = iota + 1 // the broker answers, the connection is cut before the answer arrives
	swallowAnswer                       // the answer is dropped, the connection stays open
	delayAnswer                         // the answer comes late
	cutRequest                          // the connection is cut before the request leaves
	refuseRequest                       // a Produce never leaves, and is answered with an error; see refusal.go
	refuseAnswer                        // the broker appends, and an error is what the client is answered
)

// refuses reports whether the client is answered with an error. Who is refused
// has no other answer that could be lost or late.
func (a ruleAction) refuses() bool { return a == refuseRequest || a == refuseAnswer }

// needsAnswer reports whether the action is one on an answer: a Produce with
// acks 0 has none.
func (a ruleAction) needsAnswer() bool { return a != cutRequest && !a.refuses() }

func (r *rule) strike(x *exchange) {
	if r.struck != nil {
		r.struck(x)
	}
}

// add installs a rule. The first installed rule that matches a request acts on
// it; those that refuse come before those that act on what the broker answers.
func (g *gate) add(r *rule) {
	g.mu.Lock()
	defer g.mu.Unlock()
	at := len(g.rules)
	if r.does.refuses() {
		at = slices.IndexFunc(g.rules, func(other *rule) bool { return !other.does.refuses() })
		if at < 0 {
			at = len(g.rules)
		}
	}
	g.rules = slices.Insert(slices.Clone(g.rules), at, r)
}

// remove takes a rule away. Requests it has struck stay struck.
func (g *gate) remove(r *rule) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, installed := range g.rules {
		if installed == r {
			g.rules = append(g.rules[:i:i], g.rules[i+1:]...)
			return
		}
	}
}

// judge returns the rule that strikes the request, if any, and counts the strike.
func (g *gate) judge(x *exchange) *rule {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, r := range g.rules {
		if r.left == 0 || x.silent() && r.does.needsAnswer() || !r.matches(x) {
			continue
		}
		if r.left > 0 {
			r.left--
		}
		return r
	}
	return nil
}
