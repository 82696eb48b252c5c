package stage

import (
	"slices"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/spacetime"
)

// openDiagram opens the space-time diagram of the order that is shown.
func (p *Player) openDiagram() {
	shown := p.Moment().Shown()
	if shown == 0 {
		shown = 1
	}
	p.diagram = moment.DiagramView{Orders: []sim.OrderID{shown}}
	p.mode = diagramKeys
}

// closeDiagram goes back to the board.
func (p *Player) closeDiagram() { p.mode = boardKeys }

// diagramRows returns the lines that are shown now.
func (p *Player) diagramRows() []spacetime.DiagramRow {
	n := p.playback.Cursor.N
	return spacetime.Plot(p.log, p.history.At(n), p.diagram.Orders, p.options.Lang.Catalogue()).Rows
}

// moveInDiagram selects the line above or below, or one a page further; below
// the last one the selection follows the cursor again. The keys of a page are
// not those of other lists: presenter remotes step with them.
func (p *Player) moveInDiagram(key string) {
	count := len(p.diagramRows())
	row := p.diagram.Row
	if row == 0 {
		row = count
	}
	page := max(1, spacetime.DiagramHeight(p.laid().Full(), p.laid().Height)-1)
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
	if p.diagram.Row = min(max(row, 1), count); row > count {
		p.diagram.Row = 0
	}
}

// otherOrder shows the next order in the place of the last one.
func (p *Player) otherOrder() {
	last := len(p.diagram.Orders) - 1
	if next := p.nextDiagramOrder(); next != 0 {
		p.diagram.Orders = append(p.diagram.Orders[:last:last], next)
		p.diagram.Row = 0
	}
}

// addOrder adds the next order to the diagram.
func (p *Player) addOrder() {
	if next := p.nextDiagramOrder(); next != 0 {
		p.diagram.Orders = append(slices.Clip(p.diagram.Orders), next)
		p.diagram.Row = 0
	}
}

// nextDiagramOrder returns the order after the last one of the diagram that it does
// not show yet, or 0.
func (p *Player) nextDiagramOrder() sim.OrderID {
	count := p.count()
	last := p.diagram.Orders[len(p.diagram.Orders)-1]
	for i := range count {
		next := (last+sim.OrderID(i))%sim.OrderID(count) + 1
		if !slices.Contains(p.diagram.Orders, next) && p.history.At(p.playback.Cursor.N).Order(next) != nil {
			return next
		}
	}
	return 0
}

func (p *Player) hasOtherOrder() bool { return p.nextDiagramOrder() != 0 }

func (p *Player) canAddOrder() bool {
	return len(p.diagram.Orders) < spacetime.DiagramOrdersMax && p.hasOtherOrder()
}

// hasDiagramRows reports whether one of the orders has been called.
func (p *Player) hasDiagramRows() bool {
	state := p.history.At(p.playback.Cursor.N)
	return slices.ContainsFunc(p.diagram.Orders, func(number sim.OrderID) bool {
		o := state.Order(number)
		return o != nil && o.Reached(sim.Called)
	})
}

// jumpFromDiagram goes to the event of the selected line, on the board.
func (p *Player) jumpFromDiagram() {
	rows := p.diagramRows()
	row := p.diagram.Row
	if row == 0 {
		row = len(rows)
	}
	if len(rows) == 0 {
		return
	}
	r := rows[min(row, len(rows))-1]
	p.jump(r.Event)
}

// plays reports whether the story goes on in a mode.
func (mode keyMode) plays() bool {
	return mode == boardKeys || mode == diagramKeys || mode == laneKeys || mode == futureKeys
}

// diagramTable is the key table of the space-time diagram.
func diagramTable(quit binding) []binding {
	return []binding{
		{does: intent.RowsAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 1, when: (*Player).hasDiagramRows, press: (*Player).moveInDiagram},
		{does: intent.PageAction, keys: []string{"shift+up", "shift+down", "ctrl+u", "ctrl+d"}, shown: "shift ↑ ↓", when: (*Player).hasDiagramRows, press: (*Player).moveInDiagram},
		{does: intent.OtherOrderAction, keys: []string{"tab"}, shown: "tab", rank: 2, when: (*Player).hasOtherOrder, press: plain((*Player).otherOrder)},
		{does: intent.AddOrderAction, keys: []string{"+"}, shown: "+", rank: 3, when: (*Player).canAddOrder, press: plain((*Player).addOrder)},
		{does: intent.JumpAction, keys: []string{"enter"}, shown: "enter", rank: 4, when: (*Player).hasDiagramRows, press: plain((*Player).jumpFromDiagram)},
		{does: intent.PrintAction, keys: []string{"p"}, shown: "p", rank: 5, when: (*Player).canPrint, press: plain((*Player).printDiagram)},
		{does: intent.PauseAction, keys: []string{"space", "f5"}, shown: "space", rank: 7, when: (*Player).canPlay, press: plain((*Player).pause)},
		{does: intent.StepAction, keys: []string{".", "pgdown"}, shown: ".", rank: 8, when: (*Player).beforeEnd, press: plain((*Player).step)},
		{does: intent.BackAction, keys: []string{",", "pgup"}, shown: ",", rank: 9, when: (*Player).afterStart, press: plain((*Player).stepBack)},
		{does: intent.HomeAction, keys: []string{"home"}, shown: "home", when: (*Player).afterStart, press: plain((*Player).home)},
		{does: intent.EndAction, keys: []string{"end"}, shown: "end", when: (*Player).beforeEnd, press: plain((*Player).end)},
		{does: intent.LangAction, keys: []string{"L"}, shown: "L", press: plain((*Player).changeLang)},
		{does: intent.ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*Player).changePalette)},
		{does: intent.BlankAction, keys: []string{"b"}, shown: "b", press: plain((*Player).blank)},
		{does: intent.HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*Player).toggleHelp)},
		{does: intent.CloseAction, keys: []string{"esc", "d"}, shown: "esc", rank: 6, press: plain((*Player).closeDiagram)},
		quit,
	}
}
