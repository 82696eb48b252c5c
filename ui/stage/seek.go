package stage

import (
	"time"

	"orderflow/ui/chrome"
)

// Drag seeks to a column of the timeline while it is held.
func (p *Player) Drag(x int) {
	if !p.dragging {
		return
	}
	o := p.laid()
	first, last := chrome.TimelineSpan(o.Width, o.Full())
	share := float64(min(max(x, first), last)-first) / float64(last-first)
	end := max(p.playback.Cursor.Wall, p.playback.Scale.End())
	p.endplay, p.notice, p.rush = endplay{}, noNotice, false
	p.playback.SeekWall(time.Duration(share * float64(end)))
	p.played = max(p.played, p.playback.Cursor.N)
}

// Release lets the timeline go.
func (p *Player) Release() { p.dragging = false }
