package ui

import (
	"slices"

	"orderflow/sim"
)

// openDiagram opens the space-time diagram of the order that is shown.
func (p *player) openDiagram() {
	shown := p.moment().Shown()
	if shown == 0 {
		shown = 1
	}
	p.diagram = DiagramView{Orders: []sim.OrderID{shown}}
	p.mode = diagramKeys
}

// closeDiagram goes back to the board.
func (p *player) closeDiagram() { p.mode = boardKeys }

// diagramRows returns the lines that are shown now.
func (p *player) diagramRows() []diagramRow {
	n := p.playback.cursor.n
	return plot(p.log, p.history.at(n), p.diagram.Orders, p.options.Lang.catalogue()).rows
}

// moveInDiagram selects the line above or below, or one a page further; below
// the last one the selection follows the cursor again. The keys of a page are
// not those of other lists: presenter remotes step with them.
func (p *player) moveInDiagram(key string) {
	count := len(p.diagramRows())
	row := p.diagram.Row
	if row == 0 {
		row = count
	}
	page := max(1, diagramHeight(p.laid().full(), p.laid().Height)-1)
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
func (p *player) otherOrder() {
	last := len(p.diagram.Orders) - 1
	if next := p.nextDiagramOrder(); next != 0 {
		p.diagram.Orders = append(p.diagram.Orders[:last:last], next)
		p.diagram.Row = 0
	}
}

// addOrder adds the next order to the diagram.
func (p *player) addOrder() {
	if next := p.nextDiagramOrder(); next != 0 {
		p.diagram.Orders = append(slices.Clip(p.diagram.Orders), next)
		p.diagram.Row = 0
	}
}

// nextDiagramOrder returns the order after the last one of the diagram that it does
// not show yet, or 0.
func (p *player) nextDiagramOrder() sim.OrderID {
	count := p.count()
	last := p.diagram.Orders[len(p.diagram.Orders)-1]
	for i := range count {
		next := (last+sim.OrderID(i))%sim.OrderID(count) + 1
		if !slices.Contains(p.diagram.Orders, next) && p.history.at(p.playback.cursor.n).Order(next) != nil {
			return next
		}
	}
	return 0
}

func (p *player) hasOtherOrder() bool { return p.nextDiagramOrder() != 0 }

func (p *player) canAddOrder() bool {
	return len(p.diagram.Orders) < diagramOrdersMax && p.hasOtherOrder()
}

// hasDiagramRows reports whether one of the orders has been called.
func (p *player) hasDiagramRows() bool {
	state := p.history.at(p.playback.cursor.n)
	return slices.ContainsFunc(p.diagram.Orders, func(number sim.OrderID) bool {
		o := state.Order(number)
		return o != nil && o.Reached(sim.Called)
	})
}

// jumpFromDiagram goes to the event of the selected line, on the board.
func (p *player) jumpFromDiagram() {
	rows := p.diagramRows()
	row := p.diagram.Row
	if row == 0 {
		row = len(rows)
	}
	if len(rows) == 0 {
		return
	}
	r := rows[min(row, len(rows))-1]
	p.jump(r.event)
}

// plays reports whether the story goes on in a mode.
func (mode keyMode) plays() bool {
	return mode == boardKeys || mode == diagramKeys || mode == laneKeys || mode == futureKeys
}

// diagramTable is the key table of the space-time diagram.
func diagramTable(quit binding) []binding {
	return []binding{
		{does: RowsAction, keys: []string{"up", "down", "k", "j"}, shown: "↑ ↓", rank: 1, when: (*player).hasDiagramRows, press: (*player).moveInDiagram},
		{does: PageAction, keys: []string{"shift+up", "shift+down", "ctrl+u", "ctrl+d"}, shown: "shift ↑ ↓", when: (*player).hasDiagramRows, press: (*player).moveInDiagram},
		{does: OtherOrderAction, keys: []string{"tab"}, shown: "tab", rank: 2, when: (*player).hasOtherOrder, press: plain((*player).otherOrder)},
		{does: AddOrderAction, keys: []string{"+"}, shown: "+", rank: 3, when: (*player).canAddOrder, press: plain((*player).addOrder)},
		{does: JumpAction, keys: []string{"enter"}, shown: "enter", rank: 4, when: (*player).hasDiagramRows, press: plain((*player).jumpFromDiagram)},
		{does: PrintAction, keys: []string{"p"}, shown: "p", rank: 5, when: (*player).canPrint, press: plain((*player).printDiagram)},
		{does: PauseAction, keys: []string{"space", "f5"}, shown: "space", rank: 7, when: (*player).canPlay, press: plain((*player).pause)},
		{does: StepAction, keys: []string{".", "pgdown"}, shown: ".", rank: 8, when: (*player).beforeEnd, press: plain((*player).step)},
		{does: BackAction, keys: []string{",", "pgup"}, shown: ",", rank: 9, when: (*player).afterStart, press: plain((*player).stepBack)},
		{does: HomeAction, keys: []string{"home"}, shown: "home", when: (*player).afterStart, press: plain((*player).home)},
		{does: EndAction, keys: []string{"end"}, shown: "end", when: (*player).beforeEnd, press: plain((*player).end)},
		{does: LangAction, keys: []string{"L"}, shown: "L", press: plain((*player).changeLang)},
		{does: ThemeAction, keys: []string{"t"}, shown: "t", press: plain((*player).changePalette)},
		{does: BlankAction, keys: []string{"b"}, shown: "b", press: plain((*player).blank)},
		{does: HelpAction, keys: []string{"?"}, shown: "?", rank: 99, press: plain((*player).toggleHelp)},
		{does: CloseAction, keys: []string{"esc", "d"}, shown: "esc", rank: 6, press: plain((*player).closeDiagram)},
		quit,
	}
}
