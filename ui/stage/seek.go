package stage

import (
	"time"
)

// Drag seeks to a column of the timeline while it is held.
func (p *Player) Drag(x int) {
	if !p.dragging {
		return
	}
	first, last := p.timeline()
	if first >= last {
		return
	}
	share := float64(min(max(x, first), last)-first) / float64(last-first)
	end := max(p.playback.Cursor.Wall, p.playback.Scale.End())
	p.touched()
	p.rush, p.opening = false, opening{}
	p.playback.SeekWall(time.Duration(share * float64(end)))
	p.played = max(p.played, p.playback.Cursor.N)
}

// timeline returns the columns between which the cursor moves in the frame that
// was drawn last, both included.
func (p *Player) timeline() (first, last int) {
	for _, z := range p.drawn.zones {
		if z.Does.Time {
			first, last = z.X+1, z.X+z.W-2
		}
	}
	return first, last
}

// Release lets the timeline go.
func (p *Player) Release() { p.dragging = false }
