package kafkax

import (
	"time"
)

// rule is a fault that acts on requests or on their answers.
type rule struct {
	does    ruleAction
	delay   time.Duration          // delayAnswer
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
)

func (r *rule) strike(x *exchange) {
	if r.struck != nil {
		r.struck(x)
	}
}

// add installs a rule. The first installed rule that matches a request acts on it.
func (g *gate) add(r *rule) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.rules = append(g.rules, r)
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
		if r.left == 0 || x.silent() && r.does != cutRequest || !r.matches(x) {
			continue
		}
		if r.left > 0 {
			r.left--
		}
		return r
	}
	return nil
}
