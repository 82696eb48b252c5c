package chrome

import (
	"fmt"

	"orderflow/internal/typeset"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// drawMoney draws what the customers paid, and what of it for nothing, before
// the column end of the upper bar's line.
func (f *Frame) drawMoney(b *bars, end int) {
	room := end - b.after - 2
	for _, pieces := range f.money() {
		if w := widthOf(pieces); w <= room {
			f.Clickable(end-w, b.y, w, intent.Click{Place: intent.Place{Kind: intent.PointsPlace}})
			f.drawPieces(end-w, b.y, pieces)
			return
		}
	}
}

// money returns what is said of the points, in variants, the widest first.
func (f *Frame) money() [][]piece {
	t := &f.Words.Headline
	grouped := typeset.Grouped(f.State.Charged - f.State.Refunded)
	taken := piece{text: fmt.Sprintf(t.Taken, grouped), pen: canvas.Quiet}
	if f.State.ForNothing > 0 {
		points := typeset.Grouped(f.State.ForNothing)
		brief := piece{text: fmt.Sprintf(f.Words.Points, points), pen: canvas.Lost | canvas.Bold}
		nothing := piece{text: fmt.Sprintf(t.Nothing, points), pen: canvas.Lost | canvas.Bold}
		if f.Width() < legendFrom {
			return [][]piece{{nothing}, {brief}}
		}
		return [][]piece{{taken, {text: "   "}, nothing}, {nothing}, {brief}}
	}
	said := [][]piece{{taken}, {{text: fmt.Sprintf(f.Words.Points, grouped), pen: canvas.Quiet}}}
	if f.State.Refunded > 0 {
		back := fmt.Sprintf(t.TakenBack, typeset.Grouped(f.State.Charged), typeset.Grouped(f.State.Refunded))
		return append([][]piece{{{text: back, pen: canvas.Quiet}}}, said...)
	}
	return said
}
