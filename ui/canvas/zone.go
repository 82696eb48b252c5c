package canvas

import (
	"strings"

	"orderflow/ui/intent"
)

// Zone is a part of a drawn frame that does something when it is clicked. The
// frame that the user sees knows its zones, so a click needs no second account
// of where things are.
type Zone struct {
	Rect
	Does intent.Click
}

// Zone makes a part of the frame do something. What was there before is covered.
func (c *Canvas) Zone(r Rect, does intent.Click) { c.Zones = append(c.Zones, Zone{r, does}) }

// Clickable makes a stretch of one line do something.
func (c *Canvas) Clickable(x, y, width int, does intent.Click) { c.Zone(Rect{x, y, width, 1}, does) }

func (r Rect) holds(x, y int) bool { return x >= r.X && x < r.X+r.W && y >= r.Y && y < r.Y+r.H }

// ZoneAt returns what a click at a place of the frame does; the topmost counts.
func ZoneAt(zones []Zone, x, y int) intent.Click {
	for i := len(zones) - 1; i >= 0; i-- {
		if zones[i].holds(x, y) {
			return zones[i].Does
		}
	}
	return intent.Click{}
}

// HintZones makes the keys of a hint work by mouse, each by itself; its words
// are the first key.
func (c *Canvas) HintZones(x, y int, h intent.KeyHint, width int) {
	for i, shown := range strings.Fields(h.Keys) {
		key, w := shown, Columns(shown)
		if name, arrow := intent.ArrowKeys[shown]; arrow {
			key = name
		}
		if i == 0 {
			c.Clickable(x, y, width, intent.Click{Key: key})
		}
		c.Clickable(x, y, w, intent.Click{Key: key})
		x += w + 1
	}
}
