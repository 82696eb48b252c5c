package track

import (
	"fmt"
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// cohortHigh is how many lines a cohort has where there is room: a blank one, its
// own, and what there is to say of it.
const cohortHigh = 3

// cohortLanes gives each cohort a lane, in so many lines. Where there are more
// cohorts, the oldest of which nothing is open share one.
func (f *frame) cohortLanes(lines int) []lane {
	cohorts := gathered(f.State.Cohorts(), max(1, lines))
	lanes := make([]lane, 0, len(cohorts))
	each := min(cohortHigh, max(1, lines/max(1, len(cohorts))))
	marked := -1
	if o := f.State.Order(f.Selected); o != nil {
		marked = f.State.CohortOf(o)
	}
	merged := len(f.State.Cohorts()) - len(cohorts)
	for i := range cohorts {
		y := f.rows.Lanes + i*each
		if each == cohortHigh {
			y++
		}
		l := lane{y: y, lines: min(each, 2), run: cohorts[i]}
		l.holds = marked >= 0 && max(0, marked-merged) == i
		lanes = append(lanes, l)
	}
	return lanes
}

// gathered returns at most so many cohorts: while there are more, two that follow
// each other become one, the oldest of which nothing is open first.
func gathered(cohorts []sim.Cohort, most int) []sim.Cohort {
	if len(cohorts) <= most {
		return cohorts
	}
	cohorts = append([]sim.Cohort(nil), cohorts...)
	for len(cohorts) > most {
		at := 0
		for i := range len(cohorts) - 1 {
			if cohorts[i].Open+cohorts[i+1].Open == 0 {
				at = i
				break
			}
		}
		add(&cohorts[at], &cohorts[at+1])
		cohorts = append(cohorts[:at+1], cohorts[at+2:]...)
	}
	return cohorts
}

// add counts the orders of one cohort to another.
func add(to, from *sim.Cohort) {
	to.First, to.Last = min(to.First, from.First), max(to.Last, from.Last)
	to.Count, to.Ahead, to.Open = to.Count+from.Count, to.Ahead+from.Ahead, to.Open+from.Open
	to.Lost, to.Told, to.ForNothing = to.Lost+from.Lost, to.Told+from.Told, to.ForNothing+from.ForNothing
	for i := range to.Stations {
		to.Stations[i] += from.Stations[i]
	}
	for i := range to.Rows {
		to.Rows[i] += from.Rows[i]
	}
}

// drawRun draws the lane of several orders.
func (f *frame) drawRun(l *lane) {
	c := &l.run
	f.Zone(canvas.Rect{X: 1, Y: l.y, W: f.Width() - 2, H: l.lines}, intent.Click{Place: moment.PlaceOf(c.First)})
	f.drawRunName(l)
	word, pen := f.rowWord(c.Row()), canvas.Quiet
	switch {
	case c.Ahead > 0 && claimOf(c.Row()) == aheadClaim(c):
		pen = canvas.Belief | canvas.Bold
	case c.Open == 0:
		pen = canvas.Faint
	}
	said := c.Rows[c.Row()]
	if l.lines == 1 && said < c.Count { // there is no line to say of how many
		word = fitting(f.cols.RowWidth, []string{typeset.Grouped(int64(said)) + " " + word, f.Words.Track.Mixed})
	}
	f.Print(f.cols.Row, l.y, f.cols.Track-1, pen, word)
	if l.lines > 1 && said < c.Count {
		share := fmt.Sprintf(f.Words.Track.Share, typeset.Grouped(int64(said)), typeset.Grouped(int64(c.Count)))
		f.Print(f.cols.Row, l.y+1, f.cols.Track-1, canvas.Quiet, fitting(f.cols.RowWidth, []string{share, typeset.Grouped(int64(said))}))
	}
	t := f.runTrack(l)
	f.drawTrack(l.y, &t)
	l.tokens, l.claim = t.tokens, t.claim
}

// runPen returns the pen of the name of several orders.
func (f *frame) runPen(l *lane) canvas.Pen {
	switch c := &l.run; {
	case l.holds:
		return canvas.Ink | canvas.Bold
	case c.Open+c.Lost+c.Told > 0:
		return canvas.Ink
	case f.Moment.Finished:
		return canvas.Faint
	}
	return canvas.Quiet
}

// drawRunName draws the mark, who the orders are, and how many.
func (f *frame) drawRunName(l *lane) {
	c, pen, x := &l.run, f.runPen(l), 2
	columns := &f.cols
	if columns.WhatWidth == 0 {
		x = 1 // there is no column to spare
	}
	if l.holds {
		f.Set(x-1, l.y, canvas.Ink, '▸')
	}
	first, last := typeset.Grouped(int64(c.First)), typeset.Grouped(int64(c.Last))
	plain := strconv.FormatUint(uint64(c.First), 10)
	variants := []string{"#" + first + "–" + last, first + "–" + last, plain + "–" + strconv.FormatUint(uint64(c.Last), 10), plain + "+", plain, thousands(int(c.First))}
	if columns.WhatWidth == 0 {
		variants = variants[1:]
	}
	if c.First == c.Last {
		variants = []string{words.Named(c.First), plain}
	}
	end := columns.Row - 1
	count := f.ordersWords(c.Count)
	if columns.WhatWidth > 0 && l.lines == 1 {
		room := columns.What + columns.WhatWidth - 2
		label := fitting(room-1-canvas.Columns(count), variants[:1])
		if label != "" {
			f.Right(columns.What+columns.WhatWidth, l.y, room, f.restPen(pen), count)
			f.Print(x, l.y, end, pen, label)
			return
		}
	}
	f.Print(x, l.y, end, pen, fitting(end-x, variants))
	if l.lines > 1 {
		f.Print(x, l.y+1, end, f.restPen(pen), fitting(end-x, []string{count, "×" + typeset.Grouped(int64(c.Count))}))
	}
}

// restPen returns the pen of what stands beside a name.
func (f *frame) restPen(name canvas.Pen) canvas.Pen {
	if name == canvas.Ink {
		return canvas.Quiet
	}
	return name
}

func (f *frame) ordersWords(n int) string {
	if n == 1 {
		return f.Words.Track.Order
	}
	return fmt.Sprintf(f.Words.Track.Orders, typeset.Grouped(int64(n)))
}
