package ui

import "time"

// timelineSpan returns the columns between which the cursor moves, both
// included.
func timelineSpan(width int, full bool) (first, last int) {
	room := 22 // of the time
	if full {
		room = 30 // and the event
	}
	return 2, width - 3 - room
}

// drag seeks to a column of the timeline while it is held.
func (p *player) drag(x int) {
	if !p.dragging {
		return
	}
	o := p.laid()
	first, last := timelineSpan(o.Width, o.full())
	share := float64(min(max(x, first), last)-first) / float64(last-first)
	end := max(p.playback.cursor.wall, p.playback.scale.end())
	p.endplay, p.notice, p.rush = endplay{}, noNotice, false
	p.playback.seekWall(time.Duration(share * float64(end)))
	p.played = max(p.played, p.playback.cursor.n)
}

// release lets the timeline go.
func (p *player) release() { p.dragging = false }
