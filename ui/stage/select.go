package stage

import (
	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/track"
)

// wheelRows is how many rows the mouse wheel scrolls at once.
const wheelRows = 3

// moveSelection selects the order above or below the one that is shown
// selected, by the user or by itself.
func (p *Player) moveSelection(key string) {
	p.selectOrder(p.nextLane(p.Moment().Shown(), key == "up" || key == "k"))
}

// selectOrder selects an order that exists at the cursor. The table then
// scrolls to it by itself.
func (p *Player) selectOrder(order sim.OrderID) {
	p.selected, p.tableTop = min(order, sim.OrderID(p.count())), 0
}

// scroll moves the orders table by rows.
func (p *Player) scroll(rows int) {
	top, shown := p.table()
	if shown == 0 {
		return
	}
	p.touched()
	last := max(1, p.count()-shown+1)
	p.tableTop = sim.OrderID(min(max(top+rows, 1), last))
}

// table returns the first order of the table, and how many it shows: 0 where
// the screen has no table.
func (p *Player) table() (top, rows int) {
	if !p.onBoard() {
		return 0, 0
	}
	m := p.Moment()
	top, rows, _ = track.Window(m, &p.options, m.Shown())
	return top, rows
}

// count returns how many orders exist at the cursor.
func (p *Player) count() int { return p.history.At(p.playback.Cursor.N).Count() }

// follow folds a cohort that is opened; else it gives the selection and the table
// back: they follow the change.
func (p *Player) follow() {
	if p.unfolded != 0 {
		p.unfolded, p.tableTop = 0, 0
		return
	}
	p.selected, p.tableTop, p.focus = 0, 0, intent.Place{}
}

func (p *Player) hasOrders() bool { return p.count() > 0 }

func (p *Player) hasSelected() bool {
	return p.unfolded != 0 || p.selected != 0 || p.tableTop != 0 || p.focus.Kind != intent.NoPlace
}
