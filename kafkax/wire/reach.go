package wire

import (
	"maps"
	"net"
)

// Reach says how a broker can be reached through the gate.
type Reach uint8

// The ways, from best to worst.
const (
	ReachOpen    Reach = iota
	ReachFrozen        // connections stay open and are accepted, nothing answers
	ReachRefused       // connections are cut and refused
	reachClosed        // the same, with an error that no client retries: who had them is dead
)

// Outage is one cause for a broker to be out of reach. Several may overlap:
// the broker is back when the last has ended.
type Outage struct {
	gate   *Gate
	broker int    // from 1; 0 = all
	only   *Role  // whose connections are concerned; nil = everybody's
	life   uint32 // or those of one process of the order service; 0 = everybody's
	reach  Reach
}

func (o *Outage) hits(from Role, broker int) bool {
	return (o.broker == 0 || o.broker == broker) && (o.only == nil || *o.only == from) && (o.life == 0 || o.life == from.Life)
}

// Begin takes a broker, or with 0 all of them, out of everybody's reach.
func (g *Gate) Begin(broker int, r Reach) *Outage {
	return g.enter(&Outage{gate: g, broker: broker, reach: r})
}

// Isolate cuts one client off from all brokers, as the death of its process does.
func (g *Gate) Isolate(r Role) *Outage {
	return g.enter(&Outage{gate: g, only: &r, reach: ReachRefused})
}

// Bury ends the connections of a process of the order service for good. What it
// has sent may still arrive; what a freeze has held back, which it returns, does not.
func (g *Gate) Bury(life uint32) (o *Outage, unsent []*Exchange) {
	g.mu.Lock()
	for c := range g.conns {
		if c.from.Life == life {
			unsent = append(unsent, c.unsent()...)
		}
	}
	g.mu.Unlock()
	return g.enter(&Outage{gate: g, life: life, reach: reachClosed}), unsent
}

func (g *Gate) enter(o *Outage) *Outage {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.outages[o] = struct{}{}
	g.apply()
	return o
}

// End makes the broker reachable again unless another outage holds it.
func (o *Outage) End() {
	o.gate.mu.Lock()
	defer o.gate.mu.Unlock()
	delete(o.gate.outages, o)
	o.gate.apply()
}

// Lift ends every outage but death.
func (g *Gate) Lift() {
	g.mu.Lock()
	defer g.mu.Unlock()
	maps.DeleteFunc(g.outages, func(o *Outage, _ struct{}) bool { return o.reach != reachClosed })
	g.apply()
}

// Reachable reports whether anybody can reach the broker.
func (g *Gate) Reachable(broker int) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.reachOf(Role{}, broker) == ReachOpen
}

// reachOf returns how a client can reach the broker now: the worst of all
// outages.
func (g *Gate) reachOf(from Role, broker int) Reach {
	worst := ReachOpen
	for o := range g.outages {
		if o.hits(from, broker) {
			worst = max(worst, o.reach)
		}
	}
	return worst
}

// apply brings the open connections in line with the outages.
func (g *Gate) apply() {
	for c := range g.conns {
		switch g.reachOf(c.from, c.broker) {
		case reachClosed:
			g.drop(c, LinkCut)
			c.cut(net.ErrClosed)
		case ReachRefused:
			g.drop(c, LinkCut)
			c.cut(reset)
		case ReachFrozen:
			c.freeze()
		default:
			if c.thaw() {
				g.flushes.Go(c.flush)
			}
		}
	}
}
