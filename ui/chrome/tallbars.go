package chrome

import (
	"orderflow/internal/typeset"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// The measures of tall bars: from the upper to the lower, how many lines one
// has, and the columns of the block figures and between what stands beside them.
const (
	tallStep    = 4
	tallLines   = 3
	tallFigures = 2
	tallGap     = 2
	tallBar     = 4 // from the longer of the words to the bars
	tallFree    = 6 // from the bars to the money
	leastLegend = 18
)

// planTall puts the numbers as block figures before the words, where they have
// room; else they stay plain.
func (f *Frame) planTall(b *bars, total int) {
	t := &f.Words.Headline
	l := max(canvas.Columns(t.RowsSaid), canvas.Columns(t.InTruth), canvas.Columns(t.Published), canvas.Columns(t.Finished))
	figures := canvas.FiguresWidth(typeset.Grouped(int64(max(total, 10)))) // the width of two figures at least, so that few orders stand like many
	legend := 0
	if f.Width() >= noLegend {
		legend = leastLegend
	}
	if tallFigures+figures+tallGap+l+tallBar+b.unit.Columns(total)+legend > f.Width()-1 {
		figures = canvas.Columns(typeset.Grouped(int64(total)))
	}
	b.step = tallStep
	b.number = tallFigures + figures
	b.word = b.number + tallGap
	b.bar = b.word + l + tallBar
}

// drawTallNumbers draws the numbers of both bars, in block figures where they
// have room, and their words.
func (f *Frame) drawTallNumbers(b *bars) {
	for _, bar := range f.barWords(b) {
		number := typeset.Grouped(int64(bar.count))
		room := b.number - tallFigures
		f.Zone(canvas.Rect{X: tallFigures, Y: bar.y, W: b.bar - 1 - tallFigures, H: tallLines}, intent.Click{Place: bar.place})
		if w := canvas.FiguresWidth(number); w <= room {
			f.DrawFigures(b.number-w, bar.y, bar.pen, number)
		} else {
			f.Right(b.number, bar.y+1, room, bar.pen|canvas.Bold, number)
		}
		f.Print(b.word, bar.y, b.bar, canvas.Quiet, bar.label)
		f.Print(b.word, bar.y+1, b.bar, bar.pen, bar.word)
	}
}

// drawTallLegend draws the gap and its parts, one below the other, up to the
// column end; where that is too narrow, briefly in the line below the first.
func (f *Frame) drawTallLegend(b *bars, end int) {
	if f.Width() < noLegend {
		f.drawLegend(b)
		return
	}
	y, x, shown := b.y+b.step, b.after+tallStep, f.legendParts(b)
	gap, widest := f.gapPiece(), 0
	parts := x + canvas.Columns(gap.text) + tallBar
	for _, part := range shown {
		widest = max(widest, part.width(true))
	}
	if parts+widest > end {
		f.drawShortLegend(b, y+1, f.Width()-tallGap)
		return
	}
	columns := 1 + (end-parts-widest)/(widest+tallGap)
	for len(shown) > tallLines*columns && leaveOut(&shown) {
	}
	f.drawPieces(x, y, []piece{gap})
	for i := range shown {
		f.drawPieces(parts+i/tallLines*(widest+tallGap), y+i%tallLines, shown[i].pieces(true))
	}
	if wait := f.callersWait(); wait != "" && len(shown) < tallLines && parts+canvas.Columns(wait) <= end {
		f.Print(parts, y+len(shown), end, canvas.Quiet, wait)
	}
}

// drawTallMoney draws what was paid for nothing as block figures where they
// have room, and returns the column up to which the lower line is free.
func (f *Frame) drawTallMoney(b *bars) int {
	end := f.Width() - tallGap
	number := typeset.Grouped(f.State.ForNothing)
	x := end - canvas.FiguresWidth(number)
	if f.State.ForNothing == 0 || x < b.after+tallFree {
		f.drawMoney(b, end)
		return end
	}
	place := intent.Click{Place: intent.Place{Kind: intent.PointsPlace}}
	said := f.Words.Headline.ForNothing
	f.DrawFigures(x, b.y, canvas.Lost, number)
	f.Zone(canvas.Rect{X: x, Y: b.y, W: end - x, H: tallLines}, place)
	f.Right(end, b.y+b.step, canvas.Columns(said), canvas.Lost, said)
	return end - canvas.Columns(said) - tallGap
}
