package story

import (
	"slices"
	"strings"

	"orderflow/sim"
	"orderflow/ui/pace"
	"orderflow/ui/tell"
)

// conditions are what a line may ask for beside sets of orders.
var conditions = map[string]func(a at) bool{
	// the run
	"emit":       func(a at) bool { return a.state.Setup.Mode == sim.Emit },
	"awaited":    func(a at) bool { return a.state.Setup.Mode == sim.EmitAwait },
	"send":       func(a at) bool { return a.state.Setup.Mode == sim.Send },
	"follows":    func(a at) bool { return a.follows },
	"outbox":     func(a at) bool { return a.state.Remedies.Has(sim.Outbox) },
	"acks-1":     func(a at) bool { return a.state.Setup.Acks == 1 },
	"cluster":    func(a at) bool { return a.state.Setup.Brokers() > 1 },
	"instances":  func(a at) bool { return a.state.Setup.Services > 1 },
	"one-worker": func(a at) bool { return a.state.Setup.Workers == 1 },
	"several":    func(a at) bool { return a.state.Count() > 1 },
	"one-queue":  func(a at) bool { return len(a.state.Partitions) == 1 },
	"no-limit":   func(a at) bool { return a.state.Setup.SendTimeout == 0 && !a.state.Remedies.Has(sim.SendTimeoutRemedy) },

	// the world
	"no-fault": func(a at) bool { return len(a.state.Faults) == 0 },
	"cut-off":  at.cutOff,
	"reconnected": func(a at) bool {
		return a.state.Client.Connected != sim.Never && a.since(a.state.Client.Connected) <= pace.Burst
	},
	"long-back":  func(a at) bool { return a.faultEnd() != sim.Never && a.since(a.faultEnd()) >= tell.LateFrom },
	"leaderless": func(a at) bool { return slices.ContainsFunc(a.state.Partitions, a.leaderless) },
	"log-empty": func(a at) bool {
		return !slices.ContainsFunc(a.state.Partitions, func(p sim.PartitionState) bool { return p.End > 0 })
	},
	"gap":         func(a at) bool { return a.state.GapSize() > 0 },
	"lag":         func(a at) bool { return a.lag(sim.InHouseGroup)+a.lag(sim.ExternalGroup) > 0 },
	"caught-up":   func(a at) bool { return a.lag(sim.StatisticsGroup) == 0 },
	"one-order":   func(a at) bool { return a.fault().Fault.Order != 0 },
	"no-errors":   func(a at) bool { return a.state.Errors == 0 },
	"page-views":  func(a at) bool { return a.state.ActivityLost > 0 },
	"nothing-due": func(a at) bool { return a.state.Ended == sim.ReasonQuiet },

	// the order of the cue
	"accepted":     func(a at) bool { return a.order != nil && a.order.Jobs > 0 },
	"answered-job": func(a at) bool { return a.event.Flag },
	"job-partial":  func(a at) bool { return a.order != nil && a.order.JobStatus == sim.JobPartial },
	"unawaited":    func(a at) bool { return a.order != nil && a.order.Caller == sim.Nothing && a.order.By == sim.ByService },
	"waits":        func(a at) bool { return a.order != nil && a.order.Caller == sim.Pending },
	"unsent":       func(a at) bool { return a.order != nil && a.order.Requests == 0 },
	"kept":         func(a at) bool { return a.order != nil && a.order.Copies > 0 },
	"done":         func(a at) bool { return a.order != nil && a.order.WorkDone > 0 },
	"unread-yet":   func(a at) bool { return a.order != nil && !a.order.Reached(sim.Polled) },
	"committed":    func(a at) bool { return a.order != nil && a.order.Committed() },
	"blocked":      func(a at) bool { return a.blocker() != nil },
	"uncommitted":  func(a at) bool { return a.order != nil && !a.order.Committed() },
	"given-back":   func(a at) bool { return a.order != nil && a.order.Refunded > 0 },

	// all orders of a set
	"believed":    func(a at) bool { return a.all("memory", func(o *sim.OrderState) bool { return o.Marked }) },
	"disbelieved": func(a at) bool { return a.all("memory", func(o *sim.OrderState) bool { return !o.Marked }) },
	"called-once": func(a at) bool { return a.all("late", func(o *sim.OrderState) bool { return o.Publishes == 1 }) },
	"unread":      func(a at) bool { return a.all("late", func(o *sim.OrderState) bool { return !o.Reached(sim.Polled) }) },
	"all-unread": func(a at) bool {
		return a.all("orders", func(o *sim.OrderState) bool { return !o.Reached(sim.Polled) })
	},
	"uncopied": func(a at) bool {
		return a.all("orders", func(o *sim.OrderState) bool { return o.Reached(sim.Appended) && !o.Reached(sim.Replicated) })
	},
	"said-early": func(a at) bool {
		return a.all("published", func(o *sim.OrderState) bool { return o.Rungs[sim.Marked] < o.Rungs[sim.OnWire] })
	},
	"all-finished": func(a at) bool { return a.all("orders", func(o *sim.OrderState) bool { return o.Truth() == sim.Done }) },
	"all-once":     func(a at) bool { return a.all("orders", func(o *sim.OrderState) bool { return o.WorkDone == 1 }) },
	"all-answered": func(a at) bool { return a.all("orders", func(o *sim.OrderState) bool { return o.Caller == sim.Value }) },
	"all-marked":   func(a at) bool { return a.all("orders", func(o *sim.OrderState) bool { return o.Marked }) },
	"all-stored":   func(a at) bool { return a.all("orders", func(o *sim.OrderState) bool { return o.Copies > 0 }) },
}

// leaderless reports whether a partition has no leader that can be reached.
func (a at) leaderless(p sim.PartitionState) bool {
	return p.Leader == 0 || a.state.Brokers[p.Leader].Down
}

// cutOff reports whether no broker can be reached.
func (a at) cutOff() bool {
	for i := 1; i <= a.state.Setup.Brokers(); i++ {
		if !a.state.Brokers[i].Down {
			return false
		}
	}
	return true
}

// condition is what must be so for a line to be told: "lost" asks whether any
// order is, "!lost" whether none is.
type condition struct {
	holds  func(a at) bool
	wanted bool
	set    string // of orders, one of which it wants; "" = it is about something else
}

func parseCondition(text string) (condition, error) {
	name, not := strings.CutPrefix(text, "!")
	switch {
	case conditions[name] != nil:
		return condition{holds: conditions[name], wanted: !not}, nil
	case sets[name] != nil && not:
		return condition{holds: func(a at) bool { return len(a.of(name)) > 0 }}, nil
	case sets[name] != nil:
		return condition{func(a at) bool { return len(a.of(name)) > 0 }, true, name}, nil
	}
	return condition{}, sim.Refuse("when %q: want a set of orders or a condition, such as lost or !lost", "when %q: lost, !lost처럼 주문 집합이나 조건을 쓰세요", text)
}
