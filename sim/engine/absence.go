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

func (e *Engine) present(f *faultEntry) {
	for _, g := range e.ordersGroups(f.Group) {
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
		if g != nil && (only == 0 && g.consumesOrders() || g.id == only) {
			list = append(list, g)
		}
	}
	return list
}
