package spacetime

import (
	"fmt"
	"slices"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// actingAt shows the states that act already when the first order comes, and
// where one broker has gone alone, what that has led to.
func (p *plotter) actingAt(first sim.EventID) {
	for i := range p.state.Faults {
		f := &p.state.Faults[i]
		if f.Event >= first || f.End != sim.Never && f.End < p.log.At(first).At || !p.concerns(f.Fault) {
			continue
		}
		p.plotFault(p.log.At(f.Event))
		for n := f.Event + 1; n < first && aloneGone(f.Fault); n++ {
			switch e := p.log.At(n); e.Type {
			case sim.BrokerStopped, sim.BrokerStarted:
				p.plotBroker(e)
			case sim.LeaderElected:
				p.plotElection(e)
			}
		}
	}
}

// faultNumber returns a fault of the run.
func (p *plotter) faultNumber(number uint16) sim.Fault {
	for i := range p.state.Faults {
		if f := &p.state.Faults[i]; f.Number == number {
			return f.Fault
		}
	}
	return sim.Fault{}
}

// concerns reports whether a fault is a state, rather than something that
// strikes single requests, and one in which the orders can be.
func (p *plotter) concerns(fault sim.Fault) bool {
	if fault.Order != 0 && !slices.Contains(p.orders, fault.Order) {
		return false
	}
	switch fault.Name {
	case sim.ConsumerAbsent:
		return fault.Group == 0 || slices.ContainsFunc(p.orders, func(number sim.OrderID) bool {
			o := p.state.Order(number)
			return o != nil && o.Order.Fulfilment.Carrier() == fault.Group
		})
	case sim.ProviderDown:
		return p.panel
	}
	return fault.Name.Lasting()
}

// aloneGone reports whether by this fault one broker goes and the others stay.
func aloneGone(fault sim.Fault) bool {
	return fault.Name == sim.LeaderFailover || fault.Name == sim.BrokerDown && fault.Broker > 0
}

// plotFault plots that a state begins or is over.
func (p *plotter) plotFault(e *sim.Event) {
	fault := p.faultNumber(e.Fault)
	if !p.concerns(fault) {
		return
	}
	p.brokers = p.brokers || aloneGone(fault)
	r := DiagramRow{Shape: faultShape, glyph: '▲', label: fmt.Sprintf(p.w.Began, words.Clock(e.At), p.faultWords(fault)), pen: canvas.Lost}
	if e.Type == sim.FaultEnded {
		r.glyph, r.label, r.pen = 0, fmt.Sprintf(p.w.Over, words.Clock(e.At), p.t.Faults[fault.Name]), canvas.Quiet
	}
	p.add(e, r)
}

// plotStrike plots that a fault struck the order here.
func (p *plotter) plotStrike(e *sim.Event) {
	p.add(e, DiagramRow{Shape: faultShape, glyph: '▲', label: fmt.Sprintf(p.w.Began, words.Clock(e.At), p.faultWords(p.faultNumber(e.Fault))), pen: canvas.Lost})
}

// faultWords names a fault, and in the command line's words what it is about.
func (p *plotter) faultWords(fault sim.Fault) string {
	name, about := p.t.Faults[fault.Name], ""
	switch {
	case fault.Code != sim.NoError:
		about = fault.Code.String()
	case fault.Name == sim.HandlerError && fault.Kind != sim.PlainError:
		about = fault.Kind.String()
	case fault.Name == sim.LeaderFailover, fault.Name == sim.BrokerDown && fault.How != sim.Network:
		about = fault.How.String()
	case fault.Point != 0:
		about = fault.Point.String()
	case fault.Group != 0:
		about = fault.Group.String()
	case fault.Text != "":
		about = sim.Printable(fault.Text, 40)
	case fault.Name == sim.ProviderError:
		about = fmt.Sprint(fault.HTTP)
	}
	if about == "" {
		return name
	}
	return name + ": " + about
}

// plotBroker plots that one broker goes while the others stay, or comes back.
func (p *plotter) plotBroker(e *sim.Event) {
	cause := p.log.At(max(e.Cause, 1))
	if cause.Type != sim.FaultStarted && cause.Type != sim.FaultEnded || !aloneGone(p.faultNumber(cause.Fault)) {
		return
	}
	if e.Type == sim.BrokerStopped {
		p.happens(e, words.AtBroker, fmt.Sprintf(p.w.BrokerGone, e.Broker), "").lostHere().short = fmt.Sprintf(p.w.GoneShort, e.Broker)
		return
	}
	p.happens(e, words.AtBroker, fmt.Sprintf(p.w.BrokerBack, e.Broker), "").short = fmt.Sprintf(p.w.BackShort, e.Broker)
}

// plotElection plots that a partition of the orders has another leader. Those
// of one instant that a broker wins together share a line.
func (p *plotter) plotElection(e *sim.Event) {
	if e.Topic != sim.Orders || e.Cause == 1 || !p.mayUse(e.Partition) {
		return
	}
	if i := len(p.Rows) - 1; i >= 0 && p.Rows[i].At == e.At {
		if before := p.log.At(p.Rows[i].Event); before.Type == sim.LeaderElected && before.Broker == e.Broker {
			p.Rows[i].label = p.leads(p.w.Leaders, e.Broker)
			return
		}
	}
	r := p.happens(e, words.AtBroker, fmt.Sprintf("P%d: %s", e.Partition, p.leads(p.w.Leader, e.Broker)), "")
	r.short = fmt.Sprintf(p.w.LeaderShort, e.Broker)
	if e.Broker == 0 {
		r.lostHere().short = p.w.NoLeader
	}
}

// leads says who leads; broker 0 is nobody.
func (p *plotter) leads(format string, broker uint8) string {
	if broker == 0 {
		return p.w.NoLeader
	}
	return fmt.Sprintf(format, broker)
}

// mayUse reports whether the record of one of the orders is in the partition,
// or may come to be: that of an order that has never left can be any.
func (p *plotter) mayUse(partition int16) bool {
	return slices.ContainsFunc(p.orders, func(number sim.OrderID) bool {
		o := p.state.Order(number)
		if o == nil || !o.Reached(sim.OnWire) {
			return true
		}
		return p.log.At(o.RungEvent[sim.OnWire]).Partition == partition
	})
}
