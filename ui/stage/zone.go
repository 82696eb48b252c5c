package stage

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// Click does what the frame that was drawn last has at a place of the screen.
func (p *Player) Click(x, y int) {
	does := canvas.ZoneAt(p.zones, x, y)
	if does == (intent.Deed{}) {
		return
	}
	p.endplay, p.notice = endplay{}, noNotice
	switch {
	case does.Time:
		p.dragging = true
		p.Drag(x)
	case does.Key != "":
		p.Press(does.Key)
	case does.Place.Kind != intent.NoPlace:
		p.clickPlace(does.Place)
	case does.Line != 0:
		p.clickLine(sim.EventID(does.Line))
	case does.Item > 0:
		p.clickItem(does.Item - 1)
	}
}

// clickPlace selects an order, and opens it where it was selected; any other
// place is opened at once.
func (p *Player) clickPlace(place intent.Place) {
	if order := moment.OrderOf(place); order != 0 && (p.mode != boardKeys || p.selected != order) {
		if p.mode == boardKeys {
			p.focus = intent.Place{}
			p.selectOrder(order)
			return
		}
		p.openPlace(place)
		return
	}
	if place.Kind.PointedAt() && p.mode == boardKeys {
		p.focus = place
	}
	p.openPlace(place)
}

// clickLine selects a line of the open panel, and jumps to its event where it
// was selected.
func (p *Player) clickLine(event sim.EventID) {
	if p.mode == searchKeys {
		p.keepSearch()
	}
	if _, selected := p.lines(); selected == event {
		p.Press("enter")
		return
	}
	p.panel.Event = event
}

// chooser is what has items that can be chosen by mouse. It returns itself with
// the item chosen, and the key that enters the item where it was chosen before.
type chooser interface {
	Pick(item int) (chrome.Sheet, string)
}

// clickItem chooses an item of what is open.
func (p *Player) clickItem(item int) {
	if s, chooses := p.sheet.(chooser); chooses {
		chosen, enter := s.Pick(item)
		p.sheet = chosen
		if enter != "" {
			p.Press(enter)
		}
		return
	}
	switch p.mode {
	case diagramKeys:
		if p.diagram.Row == item+1 {
			p.Press("enter")
			return
		}
		p.diagram.Row = item + 1
	case laneKeys:
		if p.lanes.selected == item {
			p.Press("enter")
			return
		}
		p.lanes.selected = item
	case futureKeys:
		if p.futures.selected == item {
			p.Press("enter")
			return
		}
		p.futures.selected = item
	}
}

// wheelKeys are the keys that scroll what is open, by mode; the board scrolls
// its table by itself.
var wheelKeys = [keyModeCount][2]string{
	orderKeys: {"up", "down"}, anomalyKeys: {"up", "down"}, eventKeys: {"up", "down"}, placeKeys: {"up", "down"}, diagramKeys: {"up", "down"},
	remedyKeys: {"up", "down"}, scenarioKeys: {"up", "down"}, glossaryKeys: {"up", "down"}, modelKeys: {"up", "down"}, laneKeys: {"up", "down"}, futureKeys: {"up", "down"},
}

// Wheel scrolls what is open by a turn of the mouse wheel.
func (p *Player) Wheel(down bool) {
	rows, key := -wheelRows, wheelKeys[p.mode][0]
	if down {
		rows, key = wheelRows, wheelKeys[p.mode][1]
	}
	if p.mode == boardKeys {
		p.scroll(rows)
		return
	}
	if key == "" {
		return
	}
	turns := wheelRows
	switch p.mode {
	case remedyKeys, scenarioKeys, laneKeys, futureKeys:
		turns = 1
	}
	for range turns {
		if b := p.find(key); b != nil {
			b.press(p, key)
		}
	}
}
