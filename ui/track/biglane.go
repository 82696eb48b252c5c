package track

import (
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/tell"
)

// bigLane is the lane of a cohort while it is drawn for the back of the room.
type bigLane struct {
	*bigStage
	c     *sim.Cohort
	y     int
	chips []bigChip
}

// bigChip is how many orders stand somewhere.
type bigChip struct {
	at   stop
	x    int
	text string
	pen  canvas.Pen
	fill bool
	done bool // what it says has come about
}

// draw draws the lane: who, what the rows say, how far they came, what the rows
// claim.
func (l *bigLane) draw() {
	groups := groupsOf(l.c)
	l.layChips(groups)
	l.drawName()
	l.drawTrail(groups)
	l.drawClaim()
	for i := range l.chips {
		l.drawChip(&l.chips[i])
	}
}

// name returns the orders of the lane.
func (l *bigLane) name() string {
	first := "#" + typeset.Grouped(int64(l.c.First))
	if l.c.First == l.c.Last {
		return first
	}
	return first + "–" + typeset.Grouped(int64(l.c.Last))
}

// drawName draws the orders, and what most of their rows say; below them where
// there is no room beside them.
func (l *bigLane) drawName() {
	p, word := canvas.Quiet, canvas.Faint
	if l.c.Open > 0 || l.c.Lost > 0 {
		p, word = canvas.Ink|canvas.Bold, canvas.Quiet
	}
	if l.c.Ahead > 0 {
		word = canvas.Belief | canvas.Bold
	}
	x, y := bigRow, l.y
	if end := l.Print(bigLeft, l.y, bigTrack-1, p, l.name()); end >= bigRow {
		x, y = bigLeft, l.y+1
	}
	row := fits(bigTrack-1-x, tell.RowWord(l.c.Row()), shortRow(l.c.Row()))
	l.Print(x, y, bigTrack-1, word, row)
}

// shortRow returns what a row says where there is little room.
func shortRow(r sim.Row) string {
	if r == sim.RowPublishFailed {
		return "PUB-FAILED"
	}
	return ""
}

// layChips puts a chip where orders stand, one beside the other where several
// stand at one place.
func (l *bigLane) layChips(groups []group) {
	if n := l.c.Stations[sim.StationLostBefore]; n > 0 {
		l.add(stopMemory, '✗', n, l.Words.Track.Lost, canvas.LostFill, true)
	}
	lost := l.c.Stations[sim.StationLostAfter]
	for i := range groups {
		g := &groups[i]
		said, fill := "", g.pen == canvas.Waiting || g.pen == canvas.Moving
		if g.glyph == '✗' && g.at == stopMemory {
			said = l.Words.Big.Told
		}
		if lost > 0 && g.at > stopLog {
			l.add(stopLog, '✗', lost, l.Words.Track.Lost, canvas.LostFill, true)
			lost = 0
		}
		l.add(g.at, g.glyph, g.count, said, g.pen, fill)
	}
	if lost > 0 {
		l.add(stopLog, '✗', lost, l.Words.Track.Lost, canvas.LostFill, true)
	}
}

// add adds a chip behind those that are there.
func (l *bigLane) add(at stop, glyph rune, n int, said string, p canvas.Pen, fill bool) {
	count := "×" + typeset.Grouped(int64(n))
	switch {
	case l.c.First == l.c.Last:
		count = strconv.FormatUint(uint64(l.c.First), 10)
	case n >= 10_000:
		count = "×" + thousands(n)
	}
	text := " " + string(glyph) + " " + count + " "
	if said != "" {
		text += said + " "
	}
	w := canvas.Columns(text)
	x := l.column(bigStops[at]) - w/2
	if last := len(l.chips) - 1; last >= 0 {
		x = max(x, l.chips[last].x+canvas.Columns(l.chips[last].text))
	}
	x = min(max(x, bigTrack), l.Width()-1-w)
	l.chips = append(l.chips, bigChip{at: at, x: x, text: text, pen: p, fill: fill, done: at == stopDone})
}

// drawTrail draws the way that the orders came, up to the last of them.
func (l *bigLane) drawTrail(groups []group) {
	if len(l.chips) == 0 {
		return
	}
	heavy := l.c.Open > 0 || l.c.Lost > 0 || l.c.Ahead > 0
	glyph, p := '─', l.runTrail(l.c, groups, heavy)
	if heavy {
		glyph = '━'
	}
	l.Repeat(bigTrack, l.y, l.chips[len(l.chips)-1].x-bigTrack, p, glyph)
	reached := l.chips[len(l.chips)-1].at
	if says := claimOf(l.c.Row()); l.c.Ahead == 0 && says != stopService && says < reached {
		l.Set(l.column(bigStops[says]), l.y, canvas.Quiet, '◇')
	}
}

// drawClaim draws the line to where the rows say that the orders are which are
// ahead of them.
func (l *bigLane) drawClaim() {
	if l.c.Ahead == 0 {
		return
	}
	says := aheadClaim(l.c)
	from, to := bigTrack, l.column(bigStops[says])
	for i := range l.chips {
		if c := &l.chips[i]; c.at < says {
			from = c.x + canvas.Columns(c.text)
			break
		}
	}
	if says == stopService || from > to {
		return
	}
	p := canvas.BeliefBar.On(canvas.Beam)
	l.Repeat(from, l.y, to-from, p, '╍')
	l.Set(to, l.y, p, '◇')
	high := 0
	if l.laneH >= 3 {
		high = 1
	}
	for y := l.y - high; y <= l.y+high; y++ {
		l.Ground(from, y, min(to+2, l.Width()-1), canvas.Beam)
	}
}

// drawChip draws a chip; what is filled is three lines high where there is room.
func (l *bigLane) drawChip(c *bigChip) {
	p := c.pen | canvas.Bold
	if c.fill {
		p |= canvas.Fill
	}
	end := l.Print(c.x, l.y, l.Width(), p, c.text)
	if c.fill && l.laneH >= 3 {
		l.Repeat(c.x, l.y-1, end-c.x, c.pen, '▄')
		l.Repeat(c.x, l.y+1, end-c.x, c.pen, '▀')
	}
}
