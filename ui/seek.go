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

// grab takes hold of the timeline where it was clicked, and seeks. It reports
// false where the place is not on the timeline.
func (p *player) grab(x, y int) bool {
	o := p.laid()
	row := o.Height - 2
	if o.full() {
		row = o.Height - 3
	}
	first, last := timelineSpan(o.Width, o.full())
	if p.mode != boardKeys || o.Width < CompactWidth || o.Height < CompactHeight || y != row || x < first-1 || x > last+1 {
		return false
	}
	p.dragging = true
	p.drag(x)
	return true
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
