package track

import (
	"fmt"

	"orderflow/internal/typeset"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// doneBox is where the orders are that are truly finished.
func (f *frame) doneBox() box {
	b := f.newBox(moment.DoneSpot)
	b.titles = []string{f.Words.Box.Done}
	b.opens = intent.Place{Kind: intent.FinishedPlace}
	return b
}

// drawDone draws how many orders are finished, of how many.
func (f *frame) drawDone() {
	b, t := f.doneBox(), &f.Words.Box
	f.drawBorder(&b)
	n, total := typeset.Grouped(int64(f.State.Finished)), typeset.Grouped(int64(f.ordersToCome()))
	p := canvas.Done
	if f.State.Finished == 0 {
		p = canvas.Quiet
	}
	p = f.figure(&b, p)
	if b.rows() == 1 {
		f.say(&b, 0, boxText("✓"+n+"/"+total, p), boxText(n+"/"+total, p), boxText("✓"+n, p), boxText(n, p), boxText(briefly(f.State.Finished), p))
	}
	if b.rows() > 1 {
		q := f.label(&b)
		f.say(&b, 0, boxText("✓ "+n, p), boxText("✓"+n, p), boxText(n, p), boxText(briefly(f.State.Finished), p))
		f.say(&b, b.rows()-1, boxText(fmt.Sprintf(t.Of[0], total), q), boxText(fmt.Sprintf(t.Of[1], total), q), boxText(fmt.Sprintf(t.Of[1], briefly(f.ordersToCome())), q))
	}
	f.finish(&b)
}
