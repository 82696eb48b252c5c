package engine

import (
	"orderflow/sim"
)

// absent takes the members of a group away for as long as the fault lasts.
func (e *Engine) absent(f *faultEntry) {
	for _, g := range e.ordersGroups(f.Group) {
		if e.now == 0 {
			clear(g.known) // it never was there
		}
		for _, w := range g.workers {
			running, m := w.handling, w.member
			counted := m != nil && m.present()
			if !counted && w.alive { // it cannot leave: it was thrown out before, or has not joined yet
				e.record(w.lifeEvent(sim.ConsumerCrashed, sim.ReasonFault, 0, f.event))
			}
			w.stopProcess()
			w.member = nil
			if counted {
				g.leave(m, running, sim.ReasonFault, f.event)
			}
		}
	}
}

// present brings the members of a group back, unless another fault keeps it away.
func (e *Engine) present(f *faultEntry) {
	for _, g := range e.ordersGroups(f.Group) {
		if e.keptAway(g) {
			continue
		}
		for _, w := range g.workers {
			if !w.alive {
				w.startProcess(f.event)
			}
		}
	}
}

// ordersGroups returns the groups of sns.orders, or just the one asked for.
func (e *Engine) ordersGroups(only sim.Group) []*group {
	var list []*group
	for _, g := range e.groups {
		if g != nil && g.isOf(only) {
			list = append(list, g)
		}
	}
	return list
}

// isOf reports whether a fault of a group is about this one; 0 = of whoever
// consumes orders.
func (g *group) isOf(only sim.Group) bool { return only == 0 && g.consumesOrders() || g.id == only }

// keptAway reports whether a fault keeps the group's members away.
func (e *Engine) keptAway(g *group) bool {
	for _, f := range e.faults.entries {
		if f.Name == sim.ConsumerAbsent && f.active && g.isOf(f.Group) {
			return true
		}
	}
	return false
}
