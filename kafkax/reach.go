package kafkax

import (
	"maps"
	"net"
)

// reach says how a broker can be reached through the gate.
type reach uint8

const (
	reachOpen    reach = iota
	reachFrozen        // connections stay open and are accepted, nothing answers
	reachRefused       // connections are cut and refused
	reachClosed        // the same, with an error that no client retries: who had them is dead
)

// outage is one cause for a broker to be out of reach. Several may overlap:
// the broker is back when the last has ended.
type outage struct {
	gate   *gate
	broker int    // from 1; 0 = all
	only   *role  // whose connections are concerned; nil = everybody's
	life   uint32 // or those of one process of the order service; 0 = everybody's
	reach  reach
}

func (o *outage) hits(from role, broker int) bool {
	return (o.broker == 0 || o.broker == broker) && (o.only == nil || *o.only == from) && (o.life == 0 || o.life == from.life)
}

// begin takes a broker, or with 0 all of them, out of everybody's reach.
func (g *gate) begin(broker int, r reach) *outage {
	return g.enter(&outage{gate: g, broker: broker, reach: r})
}

// isolate cuts one client off from all brokers, as the death of its process does.
func (g *gate) isolate(r role) *outage {
	return g.enter(&outage{gate: g, only: &r, reach: reachRefused})
}

// bury ends the connections of a process of the order service for good. What it
// has sent may still arrive; what a freeze has held back, which it returns, does not.
func (g *gate) bury(life uint32) (o *outage, unsent []*exchange) {
	g.mu.Lock()
	for c := range g.conns {
		if c.from.life == life {
			unsent = append(unsent, c.unsent()...)
		}
	}
	g.mu.Unlock()
	return g.enter(&outage{gate: g, life: life, reach: reachClosed}), unsent
}

func (g *gate) enter(o *outage) *outage {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.outages[o] = struct{}{}
	g.apply()
	return o
}

// end makes the broker reachable again unless another outage holds it.
func (o *outage) end() {
	o.gate.mu.Lock()
	defer o.gate.mu.Unlock()
	delete(o.gate.outages, o)
	o.gate.apply()
}

// lift ends every outage but death.
func (g *gate) lift() {
	g.mu.Lock()
	defer g.mu.Unlock()
	maps.DeleteFunc(g.outages, func(o *outage, _ struct{}) bool { return o.reach != reachClosed })
	g.apply()
}

// reachable reports whether anybody can reach the broker.
func (g *gate) reachable(broker int) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.reachOf(role{}, broker) == reachOpen
}

// reachOf returns how a client can reach the broker now: the worst of all
// outages.
func (g *gate) reachOf(from role, broker int) reach {
	worst := reachOpen
	for o := range g.outages {
		if o.hits(from, broker) {
			worst = max(worst, o.reach)
		}
	}
	return worst
}

// apply brings the open connections in line with the outages.
func (g *gate) apply() {
	for c := range g.conns {
		switch g.reachOf(c.from, c.broker) {
		case reachClosed:
			g.drop(c, linkCut)
			c.cut(net.ErrClosed)
		case reachRefused:
			g.drop(c, linkCut)
			c.cut(reset)
		case reachFrozen:
			c.freeze()
		default:
			if c.thaw() {
				g.flushes.Go(c.flush)
			}
		}
	}
}
