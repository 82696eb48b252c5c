package track

import (
	"fmt"
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
)

// stationMarks are where the orders of a station stand, and how they are drawn.
var stationMarks = [sim.StationCount]struct {
	at    stop
	glyph rune
	pen   canvas.Pen
}{
	sim.StationReturned:  {stopService, '↻', canvas.Waiting},
	sim.StationMemory:    {stopMemory, '○', canvas.Waiting},
	sim.StationRetry:     {stopMemory, '↻', canvas.Waiting},
	sim.StationWire:      {stopWire, '●', canvas.Moving},
	sim.StationUncertain: {stopWire, '?', canvas.Unknown},
	sim.StationLog:       {stopLog, '□', canvas.Waiting},
	sim.StationDoubled:   {stopLog, '◆', canvas.Unknown},
	sim.StationWorker:    {stopWork, '◐', canvas.Moving},
	sim.StationPanel:     {stopWork, '◐', canvas.Moving},
	sim.StationDone:      {stopDone, '✓', canvas.Done},
}

// group is the orders of a lane that stand together.
type group struct {
	at    stop
	glyph rune
	pen   canvas.Pen
	count int
}

// groupsOf returns the groups of a run, in the order of the way, except those
// that are lost.
func groupsOf(c *sim.Cohort) []group {
	var groups []group
	for s, n := range c.Stations {
		m := &stationMarks[s]
		if n == 0 || m.glyph == 0 {
			continue
		}
		if last := len(groups) - 1; last >= 0 && groups[last].at == m.at && groups[last].glyph == m.glyph {
			groups[last].count += n
			continue
		}
		groups = append(groups, group{m.at, m.glyph, m.pen, n})
	}
	told := min(c.Told, c.Stations[sim.StationEnded])
	if told > 0 {
		groups = append([]group{{stopMemory, '✗', canvas.Ink, told}}, groups...)
	}
	if ended := c.Stations[sim.StationEnded] - told; ended > 0 {
		groups = append(groups, group{stopDone, '✗', canvas.Ink, ended})
	}
	return groups
}

// runTrack lays out the track of several orders, and their chips.
func (f *frame) runTrack(l *lane) track {
	c, groups := &l.run, groupsOf(&l.run)
	t := track{from: f.cols.Track, trail: f.runTrail(c, groups, l.holds), heavy: l.holds}
	f.layChips(l)
	right := map[stop]int{stopMemory: f.cols.Wire() - 1} // what is in memory ends there
	if l.chips[0].w > 0 {
		right[stopMemory] = l.chips[0].x - 1
		t.to, t.reached = l.chips[0].x, stopMemory
	}
	if l.chips[1].w > 0 {
		t.to, t.reached = l.chips[1].x, stopLog
	}
	next := map[stop]int{}
	for i := range groups {
		g := &groups[i]
		tok := token{glyph: g.glyph, label: f.countLabel(g), pen: g.pen | canvas.Bold, said: g.pen}
		switch {
		case g.at == stopMemory:
			tok.x = min(f.column(stopMemory), right[stopMemory]-1-canvas.Columns(tok.label))
			right[stopMemory] = tok.x - 1
		case next[g.at] > 0:
			tok.x = next[g.at]
		default:
			tok.x = f.column(g.at)
		}
		if tok.x < t.from || tok.end() > f.Width()-1 {
			continue
		}
		next[g.at] = tok.end() + 1
		if g.at == stopMemory && g.glyph == '✗' {
			tok.left, tok.said = fitting(tok.x-t.from-3, f.Words.Track.Told[:]), canvas.Ink
		}
		if tok.x > t.to {
			t.to = tok.x
			if g.at == stopMemory {
				t.to--
			}
		}
		t.reached = max(t.reached, g.at)
		t.tokens = append(t.tokens, tok)
	}
	f.layRunClaim(l, &t)
	return t
}

// runTrail returns the pen of the trail of several orders.
func (f *frame) runTrail(c *sim.Cohort, groups []group, heavy bool) canvas.Pen {
	tint := canvas.Tint38
	if heavy {
		tint = canvas.Tint60
	}
	switch {
	case c.Lost > 0:
		return canvas.Lost | tint
	case c.Open == 0 || len(groups) == 0:
		return canvas.Line
	}
	for _, g := range groups {
		if g.at < stopDone {
			return g.pen | tint
		}
	}
	return canvas.Line
}

// countLabel returns how many orders stand together: exactly where that fits.
func (f *frame) countLabel(g *group) string {
	exact := "×" + strconv.Itoa(g.count)
	room := f.countRoom(g.at)
	if canvas.Columns(exact)+1 <= room {
		return exact
	}
	return fitting(room-1, []string{"×" + thousands(g.count), "×" + strconv.Itoa(g.count/1000) + "k", ""})
}

// countRoom returns how many columns a group may take.
func (f *frame) countRoom(s stop) int {
	c := &f.cols
	switch s {
	case stopMemory:
		return c.P - 2
	case stopWire:
		return c.Broker() - f.column(stopWire)
	case stopLog:
		return c.Reach() - c.BrokerToken()
	case stopWork:
		return c.Done() - 1 - c.ConsumerToken()
	case stopDone:
		return c.D - 1
	}
	return c.P
}

// thousands returns a number such as 12.4k.
func thousands(n int) string {
	if n < 1000 {
		return strconv.Itoa(n)
	}
	return strconv.Itoa(n/1000) + "." + strconv.Itoa(n%1000/100) + "k"
}

// layChips fills the chips of those who are lost: before they came into a log,
// and after.
func (f *frame) layChips(l *lane) {
	c := &l.run
	before, after := c.Stations[sim.StationLostBefore], c.Stations[sim.StationLostAfter]
	points := c.ForNothing
	if before > 0 {
		l.chips[0] = f.countChip(stopMemory, before, points, l.lines)
		points = 0 // said once
	}
	if after > 0 {
		l.chips[1] = f.countChip(stopLog, after, points, l.lines)
	}
}

// countChip returns the chip of several lost orders.
func (f *frame) countChip(at stop, count int, points int64, lines int) chip {
	c := chip{glyph: "✗×" + strconv.Itoa(count), said: f.Words.Track.Lost, below: lines > 1}
	c.x, c.w = f.chipSpan(at)
	if c.wordsEnd()+1 > c.w {
		c.glyph = "✗×" + thousands(count)
	}
	if c.wordsEnd()-1 > c.w {
		c.said, c.below = "", false
	}
	if points > 0 && c.said != "" {
		number := typeset.Grouped(points)
		variants, room := []string{fmt.Sprintf(f.Words.Points, number), number, thousands(int(points))}, c.w-2
		if !c.below {
			room = c.w - 1 - c.wordsEnd() - 1
		}
		c.money = fitting(room, variants)
	}
	c.open = c.w
	return c
}

// layRunClaim draws the claim of several orders where the row of any of them is
// ahead; else what most rows say is marked where it is behind.
func (f *frame) layRunClaim(l *lane, t *track) {
	c := &l.run
	says := claimOf(c.Row())
	if c.Ahead == 0 {
		if says != stopService && says < t.reached {
			t.notch = f.claimColumn(says)
		}
		return
	}
	to := f.claimColumn(aheadClaim(c))
	t.claim = claim{from: f.claimStart(l, t), to: to, seen: to}
}

// aheadClaim returns where the rows say that the orders of a cohort are which are
// ahead of them: the least of what any row claims.
func aheadClaim(c *sim.Cohort) stop {
	for _, row := range [...]sim.Row{sim.RowPublished, sim.RowProcessing, sim.RowCompleted} {
		if c.Rows[row] > 0 {
			return claimOf(row)
		}
	}
	return stopService
}

// claimStart returns where the claim of several orders begins: behind the first of
// them that are not as far as it says.
func (f *frame) claimStart(l *lane, t *track) int {
	if l.chips[0].w > 0 {
		return l.chips[0].x + l.chips[0].w
	}
	for i := range t.tokens {
		if tok := &t.tokens[i]; tok.pen&^canvas.Bold != canvas.Ink { // told ones claim nothing
			return max(tok.x+claimFrom, tok.end())
		}
	}
	if l.chips[1].w > 0 {
		return l.chips[1].x + l.chips[1].w
	}
	return f.cols.Wire()
}
