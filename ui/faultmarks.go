package ui

import (
	"fmt"
	"slices"

	"orderflow/sim"
)

// actsAt is where on the board a fault acts.
type actsAt uint8

const (
	actsNowhere actsAt = iota
	actsAtService
	actsAtBroker
	actsAtConsumers
	actsAtPanel
)

// actsWhere returns where a fault acts.
func actsWhere(name sim.FaultName) actsAt {
	switch name {
	case sim.CallerExit, sim.SerializeFault:
		return actsAtService
	case sim.ProduceError, sim.AckLost, sim.AckSwallowed, sim.AckDelay, sim.BrokerDown, sim.LeaderFailover, sim.ReplicaSlow:
		return actsAtBroker
	case sim.ConsumerAbsent, sim.ConsumerSlow, sim.HandlerError, sim.ConsumerCrash, sim.CommitLost, sim.Poison, sim.ReplyUnproducible, sim.ReplyAckLost:
		return actsAtConsumers
	case sim.ProviderTimeout, sim.ProviderError, sim.ProviderSilent, sim.ProviderDown, sim.ProviderPartial, sim.ProviderCancel:
		return actsAtPanel
	}
	return actsNowhere
}

// drawFaultMark writes into the border below a box what acts there, with the
// time it still has; of several the one that began last, and how many more. A
// box that says by itself that it cannot be reached needs no mark. taken is how
// many columns at the right the border has given away.
func (f *frame) drawFaultMark(r rect, taken int, where ...actsAt) {
	var last *sim.FaultState
	more := -1
	for i := range f.s.Faults {
		fault := &f.s.Faults[i]
		if fault.End == sim.Never && slices.Contains(where, actsWhere(faultOf(fault))) {
			last = fault
			more++
		}
	}
	if gone, _ := f.unreachable(); last == nil || gone && where[0] == actsAtBroker {
		return
	}
	name, left := f.faultName(last), ""
	if last.For != sim.Forever {
		left = " " + f.t.seconds(max(0, last.Start+last.For-f.m.At))
	}
	others := ""
	if more > 0 {
		others = fmt.Sprintf(" +%d", more)
	}
	room := r.w - 5 - taken
	words := longest(room, "▲ "+name+left+others, "▲ "+name+others, "▲ "+name, "▲ "+f.t.Faults[0])
	if columns(words) <= room {
		f.legend(r.x+3, r.y+r.h-1, room, lost, words)
	}
}
