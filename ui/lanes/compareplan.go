package lanes

import (
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
)

// comparePlan is where the parts of the comparison are, in lines from the top
// and columns from the left.
type comparePlan struct {
	caption          int
	strips           [moment.LaneCount]int
	stripH, barH     int
	table, rows      int // its first line, and how many it has
	head, spaced     bool
	timeline, footer int

	label, bar int // columns in which words and bars begin
	unit       float64
	way        int // columns of the way under the bars; 0: not shown
	figures    bool
}

// Widths from which there is something more.
const (
	compareFigures = 80  // the money as a block figure
	compareWide    = 110 // the way itself under its bars
)

// The most lines that a bar and a space between two strips take.
const (
	barTallest  = 8
	gapWidest   = 4
	tableRows   = 5
	tableFirst  = 4 // that are shown where there is room for no more
	stripLowest = 4 // lines of a strip
)

// planLines shares out the lines of the comparison.
func (p *comparePlan) planLines(width, height int) {
	room := height - 5 - moment.LaneCount*stripLowest // status, caption, timeline, footer
	take := func(n int) bool {
		if n > room {
			return false
		}
		room -= n
		return true
	}
	gap, below := 0, 0
	if take(moment.LaneCount - 1) {
		gap = 1
	}
	if room > 1 && take(1) {
		below = 1
		p.rows = min(tableFirst, room)
		take(p.rows)
	}
	if p.rows == tableFirst && take(1) {
		p.rows = tableRows
	}
	p.head = p.rows == tableRows && take(1)
	over, under := p.head && take(1), p.head && take(1)
	p.stripH, p.barH = stripLowest, 1
	if p.head && width >= compareWide && take(moment.LaneCount) {
		p.stripH++
	}
	p.footer, p.timeline = height-1, height-2
	if p.head && take(1) {
		p.timeline--
	}
	if p.head && take(moment.LaneCount) {
		gap, below = 2, 2
	}
	if p.head {
		take(1) // below the table
	}
	grow := func(to int) {
		for p.barH < to && p.head && take(2*moment.LaneCount) {
			p.barH++
		}
	}
	grow(3)
	p.spaced = p.head && take(tableRows)
	grow(barTallest)
	for p.head && gap < gapWidest && take(moment.LaneCount) {
		gap, below = gap+1, below+1
	}
	p.stripH += 2 * (p.barH - 1)
	p.place(over, under, gap, below)
}

// place puts the parts one below the other, with blank lines over and under the
// caption, a gap between strips, and blank lines below them.
func (p *comparePlan) place(over, under bool, gap, below int) {
	y := 1
	if over {
		y++
	}
	p.caption = y
	if y += 2; under {
		y++
	}
	for i := range p.strips {
		p.strips[i] = y
		y += p.stripH + gap
	}
	p.table = y - gap + below
}

// planColumns shares out the columns: digits and total are those of the orders,
// money the columns of the widest sum.
func (p *comparePlan) planColumns(f *frame, digits, total, money int) {
	t := &f.Words.Lanes
	p.label = 3
	p.bar = p.label + max(canvas.Columns(t.RowsSaid), canvas.Columns(t.InTruth)) + 1 + max(2, digits) + 1 + f.wordWidth() + 2
	width := f.Width()
	bars := 24
	switch {
	case width >= compareWide:
		bars = width * 2 / 5
	case width > compareFigures:
		bars = width * 3 / 10
	}
	p.figures = width >= compareFigures && p.bar+bars+2 <= width-2-money
	bars = min(bars, width-2-p.bar)
	p.unit = float64(bars) / float64(total)
	if p.unit >= 1 {
		p.unit = float64(bars / total)
	}
	if width >= compareWide {
		p.way = width / 2
	}
}

// wordWidth returns the columns of PUBLISHED, or of FINISHED.
func (f *frame) wordWidth() int {
	return max(len(published), canvas.Columns(f.Words.Lanes.Finished))
}

// published is what a row says, in every language.
const published = "PUBLISHED"
