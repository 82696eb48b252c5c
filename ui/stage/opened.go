package stage

import (
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/panels"
)

// panelModes holds the key table of each panel.
var panelModes = [moment.PanelKindCount]keyMode{moment.OrderPanel: orderKeys, moment.AnomaliesPanel: anomalyKeys, moment.EventsPanel: eventKeys, moment.PartitionPanel: placeKeys, moment.GroupPanel: placeKeys, moment.JobPanel: placeKeys}

// open puts a panel in the board's place.
func (p *Player) open(panel moment.Panel) {
	p.panel, p.why, p.mode = panel, intent.Place{}, panelModes[panel.Kind]
}

// closePanel goes back to the board.
func (p *Player) closePanel() { p.open(moment.Panel{}) }

// forget closes what is open about a run that is not shown any more.
func (p *Player) forget() {
	p.panel, p.why, p.sheet = moment.Panel{}, intent.Place{}, nil
	if p.mode != helpKeys && p.mode != blankKeys {
		p.mode = boardKeys
	}
	p.under = boardKeys
}

// nextOrder opens the panel of the next order, after the last that of the first.
func (p *Player) nextOrder() {
	next := p.panel.Order%sim.OrderID(max(p.count(), 1)) + 1
	p.panel.Order, p.panel.Event = next, 0
	p.selectOrder(next)
}

// nextBox shows the next of the boxes that the compact layout shows one at a time.
func (p *Player) nextBox() { p.panel.Box = (p.panel.Box + 1) % panelBoxes[p.panel.Kind] }

// lines returns the events that the open panel lists, in its order, and the
// one that is selected.
func (p *Player) lines() (events []sim.EventID, selected sim.EventID) {
	m := p.reading()
	switch p.panel.Kind {
	case moment.OrderPanel:
		return moment.ChainLines(m)
	case moment.AnomaliesPanel:
		return panels.AnomalyLines(m)
	case moment.EventsPanel:
		return panels.EventLines(m)
	case moment.PartitionPanel, moment.GroupPanel, moment.JobPanel:
		return panels.PlaceLines(m)
	}
	return nil, 0
}

// moveLine selects another line of the open panel's list.
func (p *Player) moveLine(key string) {
	events, selected := p.lines()
	if len(events) == 0 {
		return
	}
	at := panels.IndexOf(events, selected)
	switch key {
	case "up", "k":
		at--
	case "down", "j":
		at++
	case "pgup":
		at -= panels.PageLines
	case "pgdown":
		at += panels.PageLines
	case "home":
		at = 0
	case "end":
		at = len(events) - 1
	}
	p.panel.Event = events[min(max(at, 0), len(events)-1)]
}

// jumpLine puts the cursor at the event of the selected line, on the board.
func (p *Player) jumpLine() {
	if _, selected := p.lines(); selected != 0 {
		p.jump(selected)
	}
}

// jump closes what is open and puts the cursor where the event is shown, with
// its order selected.
func (p *Player) jump(n sim.EventID) {
	order := p.log.At(n).Order
	p.closePanel()
	p.playback.Paused, p.rush = true, false
	p.seekEvent(n)
	if order != 0 {
		p.selectOrder(order)
	}
}

// seekEvent puts the cursor where an event is shown.
func (p *Player) seekEvent(n sim.EventID) {
	wall, laid := p.playback.Scale.WallOf(n)
	if !laid {
		return
	}
	p.playback.SeekWall(wall)
	for step := time.Microsecond; p.playback.Cursor.N < int(n) && step < time.Second; step *= 2 {
		p.playback.SeekWall(wall + step) // what shares a wall time comes a rounding later
	}
}

func (p *Player) hasLines() bool {
	events, _ := p.lines()
	return len(events) > 0
}
