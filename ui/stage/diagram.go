package stage

import (
	"slices"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/spacetime"
)

// diagramScreen is the space-time diagram of some orders. It follows the cursor.
type diagramScreen struct {
	common
	orders []sim.OrderID
	row    int // line that is selected, from 1; 0 = the last one, by itself
}

// openDiagram opens the space-time diagram of the order that is shown.
func openDiagram(p *Player) {
	shown := p.Moment().Shown()
	if shown == 0 {
		shown = 1
	}
	p.push(&diagramScreen{orders: []sim.OrderID{shown}})
}

func (d *diagramScreen) table() []binding {
	return []binding{
		{does: intent.RowsAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 1, when: d.hasRows, press: d.move},
		{does: intent.PageAction, keys: []string{"shift+up", "shift+down", "ctrl+u", "ctrl+d"}, shown: "shift ↑ ↓", when: d.hasRows, press: d.move},
		{does: intent.OtherOrderAction, keys: []string{"tab"}, shown: "tab", rank: 2, when: d.hasOther, press: plain(d.other)},
		{does: intent.AddOrderAction, keys: []string{"+"}, shown: "+", rank: 3, when: d.canAdd, press: plain(d.add)},
		{does: intent.JumpAction, keys: []string{"enter"}, shown: "enter", rank: 4, when: d.hasRows, press: plain(d.jump)},
		{does: intent.PrintAction, keys: []string{"p"}, shown: "p", rank: 5, when: d.canPrint, press: plain(d.print)},
		{does: intent.PauseAction, keys: []string{"space", "f5"}, shown: "space", rank: 7, when: (*Player).beforeEnd, press: plain((*Player).pause)},
		{does: intent.StepAction, keys: []string{".", "pgdown"}, shown: ".", rank: 8, when: (*Player).beforeEnd, press: plain((*Player).step)},
		{does: intent.BackAction, keys: []string{",", "pgup"}, shown: ",", rank: 9, when: (*Player).afterStart, press: plain((*Player).stepBack)},
		{does: intent.HomeAction, keys: []string{"home"}, shown: "home", when: (*Player).afterStart, press: plain((*Player).home)},
		{does: intent.EndAction, keys: []string{"end"}, shown: "end", when: (*Player).beforeEnd, press: plain((*Player).end)},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*Player).changePalette)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain(openBlank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain(openHelp)},
		{does: intent.CloseAction, keys: []string{"esc", "d"}, shown: "esc", rank: 6, press: plain((*Player).pop)},
		quit,
	}
}

func (d *diagramScreen) draw(f *chrome.Frame) { spacetime.Draw(f, d.orders, d.row) }

func (*diagramScreen) cover() cover { return inPlace }

func (*diagramScreen) plays() bool { return true }

func (*diagramScreen) wheel(p *Player, down bool) { p.turnKey(down, wheelRows) }

// clickItem selects a line, and jumps to its event where it was selected.
func (d *diagramScreen) clickItem(p *Player, item int) {
	if d.row == item+1 {
		p.Press("enter")
		return
	}
	d.row = item + 1
}

// rows returns the lines that are shown now.
func (d *diagramScreen) rows(p *Player) []spacetime.DiagramRow {
	n := p.playback.Cursor.N
	return spacetime.Plot(p.log, p.history.At(n), d.orders, p.options.Lang.Catalogue()).Rows
}

// move selects the line above or below, or one a page further; below
// the last one the selection follows the cursor again. The keys of a page are
// not those of other lists: presenter remotes step with them.
func (d *diagramScreen) move(p *Player, key string) {
	count := len(d.rows(p))
	row := d.row
	if row == 0 {
		row = count
	}
	page := max(1, spacetime.DiagramHeight(p.inner())-1)
	switch key {
	case "up", "k":
		row--
	case "shift+up", "ctrl+u":
		row = max(1, row-page)
	case "shift+down", "ctrl+d":
		row += page
	default:
		row++
	}
	if d.row = min(max(row, 1), count); row > count {
		d.row = 0
	}
}

// other shows the next order in the place of the last one.
func (d *diagramScreen) other(p *Player) {
	last := len(d.orders) - 1
	if next := d.next(p); next != 0 {
		d.orders = append(d.orders[:last:last], next)
		d.row = 0
	}
}

// add adds the next order to the diagram.
func (d *diagramScreen) add(p *Player) {
	if next := d.next(p); next != 0 {
		d.orders = append(slices.Clip(d.orders), next)
		d.row = 0
	}
}

// next returns the order after the last one of the diagram that it does
// not show yet, or 0.
func (d *diagramScreen) next(p *Player) sim.OrderID {
	count := p.count()
	last := d.orders[len(d.orders)-1]
	for i := range count {
		next := (last+sim.OrderID(i))%sim.OrderID(count) + 1
		if !slices.Contains(d.orders, next) && p.history.At(p.playback.Cursor.N).Order(next) != nil {
			return next
		}
	}
	return 0
}

func (d *diagramScreen) hasOther(p *Player) bool { return d.next(p) != 0 }

func (d *diagramScreen) canAdd(p *Player) bool {
	return len(d.orders) < spacetime.DiagramOrdersMax && d.hasOther(p)
}

// hasRows reports whether one of the orders has been called.
func (d *diagramScreen) hasRows(p *Player) bool {
	state := p.history.At(p.playback.Cursor.N)
	return slices.ContainsFunc(d.orders, func(number sim.OrderID) bool {
		o := state.Order(number)
		return o != nil && o.Reached(sim.Called)
	})
}

// jump goes to the event of the selected line, on the board.
func (d *diagramScreen) jump(p *Player) {
	rows := d.rows(p)
	row := d.row
	if row == 0 {
		row = len(rows)
	}
	if len(rows) == 0 {
		return
	}
	r := rows[min(row, len(rows))-1]
	p.jump(r.Event)
}
