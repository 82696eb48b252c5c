package stage

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// drawn is what is remembered of the frame that was drawn last.
type drawn struct {
	zones []canvas.Zone
	inner canvas.Rect   // of it
	top   screen        // that was on top
	cells []canvas.Cell // nil: nothing was drawn
	said  notice        // that it shows
	echo  intent.KeyHint
}

// Click does what the frame that was drawn last has at a place of the screen.
// Where something else has been opened since, only its keys and the timeline
// are still there.
func (p *Player) Click(x, y int) {
	does := canvas.ZoneAt(p.drawn.zones, x, y)
	if does == (intent.Click{}) {
		return
	}
	p.touched()
	top := p.top().screen
	switch {
	case does.Time:
		p.dragging = true
		p.Drag(x)
	case does.Key != "":
		p.Press(does.Key)
	case top != p.drawn.top:
	case does.Place.Kind != intent.NoPlace:
		top.clickPlace(p, does.Place)
	case does.Line != 0:
		top.clickLine(p, sim.EventID(does.Line))
	case does.Item > 0:
		top.clickItem(p, does.Item-1)
	}
}

// Wheel scrolls what is open by a turn of the mouse wheel.
func (p *Player) Wheel(down bool) { p.top().wheel(p, down) }
