package ui

import (
	"time"

	"orderflow/sim"
)

// PanelKind says which panel is drawn in the board's place.
type PanelKind uint8

// The panels.
const (
	NoPanel PanelKind = iota
	OrderPanel
	AnomaliesPanel
	EventsPanel
	PartitionPanel
	GroupPanel
	JobPanel
	panelKindCount
)

// Panel is what the user has opened in the board's place, and where in it they
// are. What it shows is read from the log each time it is drawn.
type Panel struct {
	Kind   PanelKind
	Of     uint32        // what it is about: a partition, a sim.Group or a job
	Order  sim.OrderID   // whose panel it is; of the event log: the only order shown, 0 = all
	Event  sim.EventID   // the selected line, by its event; 0 = the panel selects one by itself
	Box    int           // compact: which of its boxes is shown, from 0
	Type   sim.EventType // of the event log: the only type shown, 0 = all
	Search string        // of the event log: what is searched for
}

// panelModes holds the key table of each panel.
var panelModes = [panelKindCount]keyMode{OrderPanel: orderKeys, AnomaliesPanel: anomalyKeys, EventsPanel: eventKeys, PartitionPanel: placeKeys, GroupPanel: placeKeys, JobPanel: placeKeys}

// open puts a panel in the board's place.
func (p *player) open(panel Panel) {
	p.panel, p.why, p.mode = panel, Place{}, panelModes[panel.Kind]
}

// closePanel goes back to the board.
func (p *player) closePanel() { p.open(Panel{}) }

// forget closes what is open about a run that is not shown any more.
func (p *player) forget() {
	p.panel, p.why, p.sheet = Panel{}, Place{}, nil
	if p.mode != helpKeys && p.mode != blankKeys {
		p.mode = boardKeys
	}
	p.under = boardKeys
}

// nextOrder opens the panel of the next order, after the last that of the first.
func (p *player) nextOrder() {
	next := p.panel.Order%sim.OrderID(max(p.count(), 1)) + 1
	p.panel.Order, p.panel.Event = next, 0
	p.selectOrder(next)
}

// nextBox shows the next of the boxes that the compact layout shows one at a time.
func (p *player) nextBox() { p.panel.Box = (p.panel.Box + 1) % panelBoxes[p.panel.Kind] }

// lines returns the events that the open panel lists, in its order, and the
// one that is selected.
func (p *player) lines() (events []sim.EventID, selected sim.EventID) {
	c := p.playback.cursor
	m := &Moment{Log: p.log, N: sim.EventID(c.n), State: p.history.at(c.n), At: c.at, Panel: p.panel, memo: &p.memo}
	switch p.panel.Kind {
	case OrderPanel:
		return chainLines(m)
	case AnomaliesPanel:
		return anomalyLines(m)
	case EventsPanel:
		return eventLines(m)
	case PartitionPanel, GroupPanel, JobPanel:
		return placeLines(m)
	}
	return nil, 0
}

// pageLines is how many lines pgup and pgdown move in a list.
const pageLines = 10

// moveLine selects another line of the open panel's list.
func (p *player) moveLine(key string) {
	events, selected := p.lines()
	if len(events) == 0 {
		return
	}
	at := indexOf(events, selected)
	switch key {
	case "up", "k":
		at--
	case "down", "j":
		at++
	case "pgup":
		at -= pageLines
	case "pgdown":
		at += pageLines
	case "home":
		at = 0
	case "end":
		at = len(events) - 1
	}
	p.panel.Event = events[min(max(at, 0), len(events)-1)]
}

// indexOf returns where an event is in a list, or the end of the list.
func indexOf(events []sim.EventID, event sim.EventID) int {
	for i, e := range events {
		if e == event {
			return i
		}
	}
	return max(0, len(events)-1)
}

// jumpLine puts the cursor at the event of the selected line, on the board.
func (p *player) jumpLine() {
	if _, selected := p.lines(); selected != 0 {
		p.jump(selected)
	}
}

// jump closes what is open and puts the cursor where the event is shown, with
// its order selected.
func (p *player) jump(n sim.EventID) {
	order := p.log.At(n).Order
	p.closePanel()
	p.playback.paused, p.rush = true, false
	p.seekEvent(n)
	if order != 0 {
		p.selectOrder(order)
	}
}

// seekEvent puts the cursor where an event is shown.
func (p *player) seekEvent(n sim.EventID) {
	wall, laid := p.playback.scale.wallOf(n)
	if !laid {
		return
	}
	p.playback.seekWall(wall)
	for step := time.Microsecond; p.playback.cursor.n < int(n) && step < time.Second; step *= 2 {
		p.playback.seekWall(wall + step) // what shares a wall time comes a rounding later
	}
}

func (p *player) hasLines() bool {
	events, _ := p.lines()
	return len(events) > 0
}

// drawOpened draws the open panel.
func (f *frame) drawOpened() {
	switch f.m.Panel.Kind {
	case OrderPanel:
		f.drawOrderPanel()
	case AnomaliesPanel:
		f.drawAnomalies()
	case EventsPanel:
		f.drawEventLog()
	case PartitionPanel:
		f.drawPartitionPanel()
	case GroupPanel:
		f.drawGroupPanel()
	case JobPanel:
		f.drawJobPanel()
	}
}
