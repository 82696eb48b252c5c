package chrome

import (
	"slices"

	"orderflow/internal/typeset"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// The columns of the bars, counted from the longer of their labels.
const (
	barNumber = 5  // after the number
	barWord   = 6  // of PUBLISHED and FINISHED
	barBegins = 17 // of the bars
	digits    = 3  // for which there is room between label and word
)

// legendFrom is the width from which the legend is written out; noLegend that
// below which there is none.
const (
	legendFrom = 110
	noLegend   = 80
)

// Unit is how many columns an order takes in a bar, as a fraction.
type Unit struct{ num, den int }

// BarUnit returns the unit of the bars of a number of orders at a width. A few
// orders take the same number of columns each, many share what there is.
func BarUnit(width, orders int) Unit {
	orders = max(orders, 1)
	switch {
	case width >= legendFrom && orders <= lanesMore:
		return Unit{max(4, 2*width/(5*orders)), 1}
	case width >= legendFrom:
		return Unit{2 * width, 5 * orders}
	case orders > lanesMore:
		return Unit{3 * width, 8 * orders}
	case width >= noLegend:
		return Unit{5, 2}
	}
	return Unit{2, 1}
}

// Columns returns how long the bar of some orders is.
func (u Unit) Columns(orders int) int { return (2*orders*u.num + u.den) / (2 * u.den) }

// bars say where the two bars are, what they are made of, and how long.
type bars struct {
	y, step          int // the upper one, and from it to the lower
	label, number    int // columns: of the labels, after the numbers
	word, bar, after int // of the words, of the bars, after the longest bar
	unit             Unit
	parts            []Part
	lengths          []int // of the parts, in columns
	tall             bool
}

// DrawBars draws what the rows have said above what is true, on one scale, and
// beside them the gap, part by part, and the money.
func (f *Frame) DrawBars(r *Rows) {
	b := f.planBars(r)
	if b.tall {
		f.drawTallNumbers(b)
		f.drawTallLegend(b, f.drawTallMoney(b))
	} else {
		f.drawNumbers(b)
		f.drawLegend(b)
		f.drawMoney(b, f.Width()-1)
	}
	f.drawBelief(b)
	f.drawTruth(b)
}

// Total returns how many orders the run has: more than were planned where more
// have come.
func (f *Frame) Total() int { return max(f.State.Setup.Orders, f.State.Count(), 1) }

func (f *Frame) planBars(r *Rows) *bars {
	t, total := &f.Words.Headline, f.Total()
	b := &bars{y: r.Bars, step: 1, label: 1, unit: BarUnit(f.Width(), total), parts: f.Parts(), tall: r.BarsTall}
	l := max(canvas.Columns(t.RowsSaid), canvas.Columns(t.InTruth)) + max(0, canvas.Columns(typeset.Grouped(int64(total)))-digits)
	b.number, b.word, b.bar = l+barNumber, l+barWord, l+barBegins
	if b.tall {
		f.planTall(b, total)
	}
	b.after = b.bar + b.unit.Columns(total)
	b.lengths = b.share()
	return b
}

// drawNumbers draws label, number and word of both bars.
func (f *Frame) drawNumbers(b *bars) {
	for _, bar := range f.barWords(b) {
		number := typeset.Grouped(int64(bar.count))
		f.Clickable(b.label, bar.y, b.bar-1-b.label, intent.Click{Place: bar.place})
		f.Print(b.label, bar.y, b.bar, canvas.Quiet, bar.label)
		f.Right(b.number, bar.y, canvas.Columns(number), bar.pen|canvas.Bold, number)
		f.Print(b.word, bar.y, b.bar, bar.pen, bar.word)
	}
}

// barWord is what stands before a bar.
type barWords struct {
	label, word string
	count, y    int
	pen         canvas.Pen
	place       intent.Place
}

func (f *Frame) barWords(b *bars) [2]barWords {
	t := &f.Words.Headline
	return [2]barWords{
		{t.RowsSaid, t.Published, f.State.Published, b.y, canvas.Belief, intent.Place{Kind: intent.PublishedPlace}},
		{t.InTruth, t.Finished, f.State.Finished, b.y + b.step, canvas.Done, intent.Place{Kind: intent.FinishedPlace}},
	}
}

// drawBelief draws the upper bar.
func (f *Frame) drawBelief(b *bars) {
	n := max(b.unit.Columns(f.State.Published), min(f.State.Published, 1))
	f.drawBlock(b, b.y, b.bar, n, canvas.BeliefBar, '█')
	f.Zone(canvas.Rect{X: b.bar, Y: b.y, W: n, H: b.step}, intent.Click{Place: intent.Place{Kind: intent.PublishedPlace}})
}

// drawTruth draws the lower bar, part by part.
func (f *Frame) drawTruth(b *bars) {
	x := b.bar
	for i, n := range b.lengths {
		if n == 0 {
			continue
		}
		part := &b.parts[i]
		f.drawBlock(b, b.y+b.step, x, n, part.pen, part.glyph)
		f.Zone(canvas.Rect{X: x, Y: b.y + b.step, W: n, H: b.step}, intent.Click{Place: part.place})
		x += n
	}
	f.drawTwice(b)
	f.drawCarried(b)
}

// drawBlock draws a stretch of a bar.
func (f *Frame) drawBlock(b *bars, y, x, n int, p canvas.Pen, glyph rune) {
	f.Repeat(x, y, n, p, glyph)
	if !b.tall {
		return
	}
	f.Repeat(x, y+1, n, p, glyph)
	if glyph == '█' {
		f.Repeat(x, y+2, n, p, '▀')
	}
}

// share returns the columns of the parts: each ends where the orders up to it
// end, and none is without a column.
func (b *bars) share() []int {
	lengths := make([]int, len(b.parts))
	sum, end := 0, 0
	for i := range b.parts {
		sum += b.parts[i].Count
		to := b.unit.Columns(sum)
		lengths[i], end = to-end, to
	}
	for i := range b.parts {
		if b.parts[i].Count == 0 || lengths[i] > 0 {
			continue
		}
		lengths[i] = 1
		if longest := slices.Index(lengths, slices.Max(lengths)); lengths[longest] > 1 {
			lengths[longest]--
		}
	}
	return lengths
}
