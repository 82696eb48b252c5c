package story

import (
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/words"
)

// facts are the figures that are no set of orders.
var facts = map[string]func(a at, t *words.Catalogue) string{
	// of the order that the cue selects
	"order":           func(a at, _ *words.Catalogue) string { return words.Named(a.number()) },
	"goods":           func(a at, t *words.Catalogue) string { return a.ofOrder(t.GoodsOf) },
	"quantity":        ofOrder(func(o *sim.OrderState) int64 { return int64(o.Order.Quantity) }),
	"points":          ofOrder(func(o *sim.OrderState) int64 { return int64(o.Order.Points) }),
	"back":            ofOrder(func(o *sim.OrderState) int64 { return o.Refunded }),
	"delivered":       ofOrder(func(o *sim.OrderState) int64 { return o.Delivered }),
	"blocker":         func(a at, _ *words.Catalogue) string { return a.blockedBy() },
	"copies":          counted(func(o *sim.OrderState) uint32 { return o.Appended }),
	"times":           counted(func(o *sim.OrderState) uint32 { return o.WorkDone }),
	"handled":         counted(func(o *sim.OrderState) uint32 { return o.Handled }),
	"jobs":            counted(func(o *sim.OrderState) uint32 { return o.Jobs }),
	"waited":          heard(func(a at) time.Duration { return a.waited() }),
	"since-call":      heard(func(a at) time.Duration { return a.since(a.called()) }),
	"since-marked":    heard(func(a at) time.Duration { return a.sinceRung(sim.Marked) }),
	"since-stored":    heard(func(a at) time.Duration { return a.sinceRung(sim.Appended) }),
	"since-polled":    heard(func(a at) time.Duration { return a.sinceRung(sim.Polled) }),
	"since-handled":   heard(func(a at) time.Duration { return a.sinceRung(sim.Handled) }),
	"attempts-failed": func(a at, t *words.Catalogue) string { return t.CountOf(max(int(a.event.Try)-1, 0)) },

	// of all orders
	"for-nothing":    func(a at, _ *words.Catalogue) string { return typeset.Grouped(a.state.ForNothing) },
	"refunded":       func(a at, _ *words.Catalogue) string { return typeset.Grouped(a.state.Refunded) },
	"longest":        heard(func(a at) time.Duration { return a.longest(callerWaited) }),
	"longest-stored": heard(func(a at) time.Duration { return a.longest(storedUnread) }),
	"late-by":        func(a at, t *words.Catalogue) string { return t.HeardBetween(a.lateness()) },
	"page-views":     func(a at, t *words.Catalogue) string { return t.CountOf(a.state.ActivityLost) },
	"lag": func(a at, t *words.Catalogue) string {
		return t.CountOf(int(max(a.lag(sim.InHouseGroup), a.lag(sim.ExternalGroup))))
	},
	"lag-n": func(a at, _ *words.Catalogue) string {
		return typeset.Grouped(max(a.lag(sim.InHouseGroup), a.lag(sim.ExternalGroup)))
	},
	"statistics-lag":   func(a at, t *words.Catalogue) string { return t.CountOf(int(a.lag(sim.StatisticsGroup))) },
	"statistics-lag-n": func(a at, _ *words.Catalogue) string { return typeset.Grouped(a.lag(sim.StatisticsGroup)) },

	// of the run and its faults
	"elapsed":       heard(func(a at) time.Duration { return a.event.At }),
	"since-fault":   heard(func(a at) time.Duration { return a.since(a.faultStart()) }),
	"since-back":    heard(func(a at) time.Duration { return a.since(a.faultEnd()) }),
	"since-tries":   heard(func(a at) time.Duration { return a.since(a.usedUp()) }),
	"since-gave-up": heard(func(a at) time.Duration { return a.since(a.gaveUp()) }),
	"fault-lasted":  heard(at.faultLasted),
	"fault-for":     heard(func(a at) time.Duration { return a.fault().For }),
	"fault-delay":   heard(func(a at) time.Duration { return a.fault().Fault.Delay }),
	"fault-order":   func(a at, _ *words.Catalogue) string { return words.Named(a.fault().Fault.Order) },
	"fault-count":   func(a at, t *words.Catalogue) string { return t.CountOf(a.fault().Fault.Count) },
	"session":       heard(func(a at) time.Duration { return a.state.Setup.SessionTimeout }),
	"tries":         func(a at, t *words.Catalogue) string { return t.CountOf(a.state.Setup.Connects()) },
	"brokers":       func(a at, t *words.Catalogue) string { return t.CountOf(a.state.Setup.Brokers()) },
	"services":      func(a at, t *words.Catalogue) string { return t.CountOf(a.state.Setup.Services) },
}

// naming are the facts that name an order, or are those of one of all; 0 = none.
var naming = map[string]func(a at) sim.OrderID{
	"order":       at.number,
	"fault-order": func(a at) sim.OrderID { return a.fault().Fault.Order },
	"blocker": func(a at) sim.OrderID {
		if o := a.blocker(); o != nil {
			return o.Order.Number
		}
		return 0
	},
	"longest":        func(a at) sim.OrderID { return a.longestOf(callerWaited) },
	"longest-stored": func(a at) sim.OrderID { return a.longestOf(storedUnread) },
}

// heard is a duration as a sentence says it.
func heard(of func(a at) time.Duration) func(at, *words.Catalogue) string {
	return func(a at, t *words.Catalogue) string { return t.Heard(of(a)) }
}

// ofOrder is a number of the cue's order, in digits; counted is one in words.
func ofOrder(of func(o *sim.OrderState) int64) func(at, *words.Catalogue) string {
	return func(a at, _ *words.Catalogue) string {
		if a.order == nil {
			return "?"
		}
		return typeset.Grouped(of(a.order))
	}
}

func counted(of func(o *sim.OrderState) uint32) func(at, *words.Catalogue) string {
	return func(a at, t *words.Catalogue) string {
		if a.order == nil {
			return "?"
		}
		return t.CountOf(int(of(a.order)))
	}
}

func (a at) ofOrder(text func(o *sim.Order) string) string {
	if a.order == nil {
		return "?"
	}
	return text(a.order.Order)
}

func (a at) number() sim.OrderID {
	if a.order == nil {
		return a.event.Order
	}
	return a.order.Order.Number
}

// blockedBy names the order behind which that of the cue waits.
func (a at) blockedBy() string {
	if o := a.blocker(); o != nil {
		return words.Named(o.Order.Number)
	}
	return "?"
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
	return callerWaited(a.order)
}

// callerWaited returns how long a caller waited that knows something by now.
func callerWaited(o *sim.OrderState) time.Duration {
	if o.Caller == sim.Pending {
		return 0
	}
	return max(o.CallerAt, 0)
}

// storedUnread returns how long an order was in the log before it was read.
func storedUnread(o *sim.OrderState) time.Duration {
	if !o.Reached(sim.Polled) || !o.Reached(sim.Appended) {
		return 0
	}
	return o.Rungs[sim.Polled] - o.Rungs[sim.Appended]
}
