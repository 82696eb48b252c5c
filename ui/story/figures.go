package story

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/pace"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// at is where the figures of a cue are read.
type at struct {
	event *sim.Event
	order *sim.OrderState // that the cue selects, or nil
	state *sim.State
}

// sets are the orders that a sentence can count and name.
var sets = map[string]func(a at, o *sim.OrderState) bool{
	"memory":    func(a at, o *sim.OrderState) bool { return slices.Contains(a.state.Client.Memory, o.Order.Number) },
	"round":     func(a at, o *sim.OrderState) bool { return o.Alive() && o.Round > 0 && o.Round == a.event.Round() },
	"lost":      func(_ at, o *sim.OrderState) bool { return o.Truth() == sim.Lost },
	"now-lost":  func(a at, o *sim.OrderState) bool { return o.Truth() == sim.Lost && a.givenUp(o) },
	"late":      func(_ at, o *sim.OrderState) bool { return tell.LateArrival(o) },
	"finished":  func(_ at, o *sim.OrderState) bool { return o.Truth() == sim.Done },
	"published": func(_ at, o *sim.OrderState) bool { return o.Marked },
	"waiting":   func(_ at, o *sim.OrderState) bool { return o.Caller == sim.Pending },
	"told":      func(_ at, o *sim.OrderState) bool { return o.Caller == sim.Failure },
	"failed":    func(_ at, o *sim.OrderState) bool { return o.Row == sim.RowPublishFailed || o.Row == sim.RowRefunded },
	"orders":    func(at, *sim.OrderState) bool { return true },
}

// givenUp reports whether the producer gave an order up at the instant of the cue.
func (a at) givenUp(o *sim.OrderState) bool {
	return slices.ContainsFunc(a.state.Client.LostAt, func(l sim.LostState) bool {
		return l.At == a.event.At && slices.Contains(l.Orders, o.Order.Number)
	})
}

// of returns the orders of a set, ascending.
func (a at) of(set string) []sim.OrderID {
	var list []sim.OrderID
	for number := range a.state.Orders.Each() {
		if o := a.state.Order(number); o != nil && sets[set](a, o) {
			list = append(list, number)
		}
	}
	return list
}

// facts are the figures that are no set of orders.
var facts = map[string]func(a at, t *words.Catalogue) string{
	"order": func(a at, _ *words.Catalogue) string { return words.Named(a.number()) },
	"goods": func(a at, t *words.Catalogue) string {
		if a.order == nil {
			return "?"
		}
		return t.GoodsOf(a.order.Order)
	},
	"points":      func(a at, _ *words.Catalogue) string { return typeset.Grouped(a.price()) },
	"for-nothing": func(a at, _ *words.Catalogue) string { return typeset.Grouped(a.state.ForNothing) },
	"refunded":    func(a at, _ *words.Catalogue) string { return typeset.Grouped(a.state.Refunded) },
	"waited":      func(a at, t *words.Catalogue) string { return t.Heard(a.waited()) },
	"since-call":  func(a at, t *words.Catalogue) string { return t.Heard(a.since(a.called())) },
	"since-back":  func(a at, t *words.Catalogue) string { return t.Heard(a.since(a.faultEnd())) },
	"since-tries": func(a at, t *words.Catalogue) string { return t.Heard(a.since(a.usedUp())) },
	"longest":     func(a at, t *words.Catalogue) string { return t.Heard(a.longestWait()) },
	"late-by":     func(a at, t *words.Catalogue) string { return t.HeardBetween(a.lateness()) },
	"try":         func(a at, _ *words.Catalogue) string { return strconv.Itoa(int(a.event.Try)) },
	"tries":       func(a at, t *words.Catalogue) string { return t.CountOf(a.state.Setup.Connects()) },
	"tries-n":     func(a at, _ *words.Catalogue) string { return strconv.Itoa(a.state.Setup.Connects()) },
}

func (a at) number() sim.OrderID {
	if a.order == nil {
		return a.event.Order
	}
	return a.order.Order.Number
}

func (a at) price() int64 {
	if a.order == nil {
		return 0
	}
	return int64(a.order.Order.Points)
}

func (a at) called() time.Duration {
	if a.order == nil {
		return sim.Never
	}
	return a.order.CalledAt
}

func (a at) waited() time.Duration {
	if a.order == nil {
		return 0
	}
	return max(a.order.CallerAt, 0)
}

// since returns how long ago something was, at the cue's event.
func (a at) since(then time.Duration) time.Duration {
	if then == sim.Never {
		return 0
	}
	return max(a.event.At-then, 0)
}

// faultEnd returns when the last fault was over.
func (a at) faultEnd() time.Duration {
	last := sim.Never
	for i := range a.state.Faults {
		last = max(last, a.state.Faults[i].End)
	}
	return last
}

// usedUp returns when the first round of connects was used up.
func (a at) usedUp() time.Duration {
	for _, r := range a.state.Client.Rounds {
		if !r.Running && !r.OK && r.EndAt != sim.Never {
			return r.EndAt
		}
	}
	return sim.Never
}

// longestWait returns how long the caller waited that waited longest.
func (a at) longestWait() time.Duration {
	longest := time.Duration(0)
	for number := range a.state.Orders.Each() {
		if o := a.state.Order(number); o != nil && o.Caller != sim.Pending {
			longest = max(longest, o.CallerAt)
		}
	}
	return longest
}

// lateness returns by how much the late ones are late, at least and at most.
func (a at) lateness() (least, most time.Duration) {
	for i, number := range a.of("late") {
		o := a.state.Order(number)
		by := o.Rungs[sim.Appended] - o.CalledAt
		if i == 0 || by < least {
			least = by
		}
		most = max(most, by)
	}
	return least, most
}

// conditions are what a line may ask for beside sets of orders.
var conditions = map[string]func(a at) bool{
	"cut-off": at.cutOff,
	"reconnected": func(a at) bool {
		return a.state.Client.Connected != sim.Never && a.since(a.state.Client.Connected) <= pace.Burst
	},
	"long-back":   func(a at) bool { return a.faultEnd() != sim.Never && a.since(a.faultEnd()) >= tell.LateFrom },
	"accepted":    func(a at) bool { return a.order != nil && a.order.Jobs > 0 },
	"believed":    func(a at) bool { return a.all("memory", func(o *sim.OrderState) bool { return o.Marked }) },
	"unawaited":   func(a at) bool { return a.order != nil && a.order.Caller == sim.Nothing && a.order.By == sim.ByService },
	"called-once": func(a at) bool { return a.all("late", func(o *sim.OrderState) bool { return o.Publishes == 1 }) },
	"unread":      func(a at) bool { return a.all("late", func(o *sim.OrderState) bool { return !o.Reached(sim.Polled) }) },
}

// all reports whether something is so for each order of a set that has any.
func (a at) all(set string, is func(o *sim.OrderState) bool) bool {
	list := a.of(set)
	return len(list) > 0 && !slices.ContainsFunc(list, func(n sim.OrderID) bool { return !is(a.state.Order(n)) })
}

// cutOff reports whether no broker can be reached.
func (a at) cutOff() bool {
	return !slices.ContainsFunc(a.state.Brokers[1:], func(b sim.BrokerState) bool { return !b.Down })
}

// condition is what must be so for a line to be told: "lost" asks whether any
// order is, "!lost" whether none is.
type condition struct {
	holds  func(a at) bool
	wanted bool
}

func parseCondition(text string) (condition, error) {
	name, not := strings.CutPrefix(text, "!")
	switch {
	case conditions[name] != nil:
		return condition{conditions[name], !not}, nil
	case sets[name] != nil:
		return condition{func(a at) bool { return len(a.of(name)) > 0 }, !not}, nil
	}
	return condition{}, sim.Refuse("when %q: want a set of orders or a condition, such as lost or !lost", "when %q: lost, !lost처럼 주문 집합이나 조건을 쓰세요", text)
}
