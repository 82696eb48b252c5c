package lanes

import (
	"fmt"
	"strings"

	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
)

// unseen is a cell of which no run has shown anything yet.
const unseen = "·"

// tableRow is one line of the table: its label and its cells in variants, the
// widest first.
type tableRow struct {
	label, short string
	cells        [moment.LaneCount][]string
}

// narrowLabel is where the cells begin where there is little room.
const narrowLabel = 20

// drawTable draws what the runs have shown, as far as they have shown it; it is
// cut from below.
func (c *comparison) drawTable() {
	first, pitch := c.Width()*23/80, c.Width()*19/80
	switch {
	case c.Width() >= compareWide:
		first, pitch = c.Width()/4, c.Width()/4
	case c.Width() < compareFigures:
		first = narrowLabel
		pitch = (c.Width() - narrowLabel) / moment.LaneCount
	}
	y := c.table
	if c.head {
		for i := range moment.LaneCount {
			c.Put(first+i*pitch, y, pitch-1, canvas.Ink|canvas.Bold, c.Words.Status.Mode[i])
		}
		y++
	}
	rows := c.tableRows()
	if c.rows < tableRows {
		rows = append(rows[:2:2], rows[3:]...) // what a worker has done is in the bars, too
	}
	for i, row := range rows[:min(c.rows, len(rows))] {
		at := y + i
		if c.spaced {
			at = y + 2*i
		}
		label := row.short
		if c.way > 0 {
			label = canvas.Longest(first-c.label-1, row.label, row.short)
		}
		c.Put(c.label, at, first-c.label-1, canvas.Quiet, label)
		for lane, cell := range row.cells {
			p := canvas.Ink
			if cell[0] == unseen {
				p = canvas.Quiet
			}
			room := min(pitch-1, c.Width()-1-first-lane*pitch)
			c.Put(first+lane*pitch, at, room, p, canvas.Longest(room, cell...))
		}
	}
}

// tableRows computes the table from what the runs have shown up to the cursor.
func (c *comparison) tableRows() []tableRow {
	t := &c.Words.Lanes
	rows := make([]tableRow, tableRows)
	for i := range rows {
		rows[i].label, rows[i].short = t.Labels[i], t.LabelsShort[i]
	}
	for i, callers := range c.callers {
		for row, cell := range [...][]string{c.cellTells(callers), c.cellMeans(callers), c.cellDone(callers), c.cellWaits(callers), c.cellNobody(callers)} {
			rows[row].cells[i] = cell
		}
	}
	return rows
}

// variants are words wide, without their article, and narrow.
func variants(said [2]string) []string {
	return []string{said[0], strings.TrimPrefix(said[0], "the "), said[1]}
}

func (c *comparison) cellTells(w *tell.Callers) []string {
	t := &c.Words.Lanes
	switch {
	case w.Nothing > 0:
		return variants(t.TellsNothing)
	case w.Answered > 0:
		return variants(t.TellsResult)
	case w.Values > 0:
		return variants(t.TellsAnswer)
	case w.Errors > 0:
		return variants(t.TellsError)
	}
	return []string{unseen}
}

func (c *comparison) cellMeans(w *tell.Callers) []string {
	t := &c.Words.Lanes
	switch n := w.Knowing(); {
	case n == 0:
		return []string{unseen}
	case w.Handled == n:
		return variants(t.MeansWorker)
	case w.Acked == n:
		return variants(t.MeansBroker)
	}
	return variants(t.MeansCall)
}

func (c *comparison) cellDone(w *tell.Callers) []string {
	t := &c.Words.Lanes
	switch n := w.Knowing(); {
	case n == 0:
		return []string{unseen}
	case w.Handled == n:
		return []string{fmt.Sprintf(t.DoneCaveats, n, n), fmt.Sprintf(t.DoneKnown, n, n), fmt.Sprintf("%d/%d", n, n)}
	default:
		return []string{fmt.Sprintf(t.DoneUnknown, w.Handled, n), fmt.Sprintf("%d/%d", w.Handled, n)}
	}
}

// muchLonger is how many times longer than usual somebody must have waited for
// that to be told, too.
const muchLonger = 4

func (c *comparison) cellWaits(w *tell.Callers) []string {
	t := &c.Words.Lanes
	usual, known := w.Usual()
	switch {
	case !known && w.Knowing()+w.Errors == 0:
		return []string{unseen}
	case !known:
		return []string{c.Words.Heard(w.Longest)}
	case w.Longest < muchLonger*usual || w.Longest < tell.LateFrom:
		return []string{c.Words.Span(usual)}
	}
	return []string{fmt.Sprintf(t.WaitsOr, c.Words.Span(usual), c.Words.Heard(w.Longest)), fmt.Sprintf(t.WaitsOrShort, c.Words.Span(usual), c.Words.Heard(w.Longest))}
}

func (c *comparison) cellNobody(w *tell.Callers) []string {
	t := &c.Words.Lanes
	switch {
	case w.Hangs && c.way == 0:
		return t.Hangs[1:]
	case w.Hangs:
		return t.Hangs[:]
	case w.Indifferent:
		return variants(t.NoDifference)
	}
	return []string{unseen}
}
