package track

import (
	"fmt"
	"slices"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
)

// actsAt is where on the stage a fault acts.
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
// panel works behind the external one.
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

// drawFaultMark writes into the border below a box what acts there, or will: of
// several the one that began last. How long it still acts says the first line of
// the frame. A box that says by itself that it cannot be reached needs no mark.
func (f *frame) drawFaultMark(b *box, where ...actsAt) {
	var acting *sim.FaultState
	for i := range f.State.Faults {
		fault := &f.State.Faults[i]
		if f.FaultOn(fault) && slices.Contains(where, actsWhere(fault.Fault)) {
			acting = fault
		}
	}
	if acting == nil || b.cut || b.H < 3 {
		return
	}
	name, p := f.FaultName(acting), canvas.Lost
	variants := []string{"▲ " + name, "▲"}
	if chrome.ToCome(acting) {
		p, variants = canvas.Quiet, append([]string{fmt.Sprintf(f.Words.Status.ToCome, name)}, variants...)
	}
	if said := canvas.Longest(b.W-5, variants...); canvas.Columns(said) <= b.W-5 {
		f.Legend(b.X+3, b.Y+b.H-1, b.W-5, p, said)
	}
}
