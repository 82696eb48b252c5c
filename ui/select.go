package ui

import "orderflow/sim"

// moveSelection selects the order above or below the one that is shown
// selected, by the user or by itself.
func (p *player) moveSelection(key string) {
	last := sim.OrderID(p.history.at(p.playback.cursor.n).Count())
	now := p.selected
	if now == 0 {
		now = p.followed()
	}
	switch {
	case key == "up" || key == "k":
		p.selectOrder(max(now, 2)-1, last)
	default:
		p.selectOrder(now+1, last)
	}
}

// selectOrder selects an order from 1 to last.
func (p *player) selectOrder(order, last sim.OrderID) {
	p.selected = min(max(order, 1), last)
	p.tableTop = 0 // the table scrolls to the selection by itself
}

// follow gives the selection and the table back: they follow the change.
func (p *player) follow() { p.selected, p.tableTop = 0, 0 }

func (p *player) hasOrders() bool { return p.history.at(p.playback.cursor.n).Count() > 0 }

func (p *player) hasSelected() bool { return p.selected != 0 || p.tableTop != 0 }

// followed returns the order that is shown selected where the user has
// selected none.
func (p *player) followed() sim.OrderID { return 0 }
