package board

import (
	"fmt"
	"slices"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
)

// actsAt is where on the board a fault acts.
type actsAt uint8

const (
	actsNowhere actsAt = iota
	actsAtService
	actsAtBroker
	actsAtConsumers
	actsAtPanel
	actsAtStatistics
)

// actsWhere returns where a fault acts. A consumer fault acts on its group: the
// box of the panel is that of the external group as well.
func actsWhere(fault sim.Fault) actsAt {
	switch fault.Group {
	case sim.ExternalGroup:
		return actsAtPanel
	case sim.StatisticsGroup:
		return actsAtStatistics
	}
	switch fault.Name {
	case sim.CallerExit, sim.SerializeFault, sim.ServiceRestart:
		return actsAtService
	case sim.ProduceError, sim.AckLost, sim.AckSwallowed, sim.AckDelay, sim.BrokerDown, sim.LeaderFailover, sim.ReplicaSlow:
		return actsAtBroker
	case sim.ConsumerAbsent, sim.ConsumerSlow, sim.HandlerError, sim.ConsumerCrash, sim.CommitLost, sim.Poison, sim.ReplyUnproducible, sim.ReplyAckLost:
		return actsAtConsumers
	case sim.ProviderTimeout, sim.ProviderError, sim.ProviderSilent, sim.ProviderDown, sim.ProviderPartial, sim.ProviderCancel, sim.ProviderDrop:
		return actsAtPanel
	}
	return actsNowhere
}

// acting returns the fault that acts there and began last, or nil, and how many
// more act there.
func (f *frame) acting(where ...actsAt) (last *sim.FaultState, more int) {
	more = -1
	for i := range f.State.Faults {
		fault := &f.State.Faults[i]
		if fault.End == sim.Never && slices.Contains(where, actsWhere(fault.Fault)) {
			last = fault
			more++
		}
	}
	return last, more
}

// drawFaultMark writes into the border below a box what acts there, with the
// time it still has; of several the one that began last, and how many more. A
// box that says by itself that it cannot be reached needs no mark. taken is how
// many columns at the right the border has given away.
func (f *frame) drawFaultMark(r canvas.Rect, taken int, where ...actsAt) {
	acting, more := f.acting(where...)
	if gone, _ := f.Unreachable(); acting == nil || gone && where[0] == actsAtBroker {
		return
	}
	name, left, p := f.FaultName(acting), "", canvas.Lost
	switch {
	case chrome.ToCome(acting):
		p = canvas.Quiet
	case acting.For != sim.Forever:
		left = " " + f.Words.SecondsOf(max(0, acting.Start+acting.For-f.Moment.At))
	}
	others := ""
	if more > 0 {
		others = fmt.Sprintf(" +%d", more)
	}
	room := r.W - 5 - taken
	variants := []string{"▲ " + name + left + others, "▲ " + name + others, "▲ " + name, "▲ " + f.Words.Faults[0]}
	if chrome.ToCome(acting) {
		variants = slices.Insert(variants, 0, fmt.Sprintf(f.Words.Status.ToCome, name)+others)
	}
	if words := canvas.Longest(room, variants...); canvas.Columns(words) <= room {
		f.Legend(r.X+3, r.Y+r.H-1, room, p, words)
	}
}
