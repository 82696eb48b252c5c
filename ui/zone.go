package ui

import (
	"strings"

	"orderflow/sim"
)

// zone is a part of a drawn frame that does something when it is clicked. The
// frame that the user sees knows its zones, so a click needs no second account
// of where things are.
type zone struct {
	rect
	does deed
}

// deed is what a click does. Its zero value does nothing: such a zone covers
// what lies under it.
type deed struct {
	key   string // that key is pressed
	place Place  // it is selected; once more: opened
	line  uint32 // the line of a list with this event is selected; once more: entered
	item  int    // the item of what is open, from 1, is chosen; once more: entered
	time  bool   // the timeline is taken hold of
}

// zone makes a part of the frame do something. What was there before is covered.
func (c *Canvas) zone(r rect, does deed) { c.zones = append(c.zones, zone{r, does}) }

// clickable makes a stretch of one line do something.
func (c *Canvas) clickable(x, y, width int, does deed) { c.zone(rect{x, y, width, 1}, does) }

func (r rect) holds(x, y int) bool { return x >= r.x && x < r.x+r.w && y >= r.y && y < r.y+r.h }

// zoneAt returns what a click at a place of the frame does; the topmost counts.
func zoneAt(zones []zone, x, y int) deed {
	for i := len(zones) - 1; i >= 0; i-- {
		if zones[i].holds(x, y) {
			return zones[i].does
		}
	}
	return deed{}
}

// zones returns the zones of the frame that is shown now.
func (p *player) zones() []zone { return Draw(p.moment(), p.options).zones }

// spreadZones puts the zones of a layout where they are with a blank line
// between its lines.
func spreadZones(zones []zone) []zone {
	spread := make([]zone, len(zones))
	for i, z := range zones {
		z.y, z.h = 2*z.y, 2*z.h
		spread[i] = z
	}
	return spread
}

// arrowKeys are the keys whose names on the screen are signs.
var arrowKeys = map[string]string{"↑": "up", "↓": "down", "←": "left", "→": "right"}

// hintZones makes the keys of a hint work by mouse, each by itself; its words
// are the first key.
func (c *Canvas) hintZones(x, y int, h KeyHint, width int) {
	for i, shown := range strings.Fields(h.Keys) {
		key, w := shown, columns(shown)
		if name, arrow := arrowKeys[shown]; arrow {
			key = name
		}
		if i == 0 {
			c.clickable(x, y, width, deed{key: key})
		}
		c.clickable(x, y, w, deed{key: key})
		x += w + 1
	}
}

// click does what the frame has at a place of the screen.
func (p *player) click(x, y int) {
	does := zoneAt(p.zones(), x, y)
	if does == (deed{}) {
		return
	}
	p.endplay, p.notice = endplay{}, noNotice
	switch {
	case does.time:
		p.dragging = true
		p.drag(x)
	case does.key != "":
		p.press(does.key)
	case does.place.Kind != NoPlace:
		p.clickPlace(does.place)
	case does.line != 0:
		p.clickLine(sim.EventID(does.line))
	case does.item > 0:
		p.clickItem(does.item - 1)
	}
}

// clickPlace selects an order, and opens it where it was selected; any other
// place is opened at once.
func (p *player) clickPlace(place Place) {
	if order := orderOf(place); order != 0 && (p.mode != boardKeys || p.selected != order) {
		if p.mode == boardKeys {
			p.focus = Place{}
			p.selectOrder(order)
			return
		}
		p.openPlace(place)
		return
	}
	if place.Kind.pointedAt() && p.mode == boardKeys {
		p.focus = place
	}
	p.openPlace(place)
}

// clickLine selects a line of the open panel, and jumps to its event where it
// was selected.
func (p *player) clickLine(event sim.EventID) {
	if p.mode == searchKeys {
		p.keepSearch()
	}
	if _, selected := p.lines(); selected == event {
		p.press("enter")
		return
	}
	p.panel.Event = event
}

// chooser is what has items that can be chosen by mouse. It returns itself with
// the item chosen, and the key that enters the item where it was chosen before.
type chooser interface {
	pick(item int) (Sheet, string)
}

// clickItem chooses an item of what is open.
func (p *player) clickItem(item int) {
	if s, chooses := p.sheet.(chooser); chooses {
		chosen, enter := s.pick(item)
		p.sheet = chosen
		if enter != "" {
			p.press(enter)
		}
		return
	}
	switch p.mode {
	case diagramKeys:
		if p.diagram.Row == item+1 {
			p.press("enter")
			return
		}
		p.diagram.Row = item + 1
	case laneKeys:
		if p.lanes.selected == item {
			p.press("enter")
			return
		}
		p.lanes.selected = item
	case futureKeys:
		if p.futures.selected == item {
			p.press("enter")
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

// wheel scrolls what is open by a turn of the mouse wheel.
func (p *player) wheel(down bool) {
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
