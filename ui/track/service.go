package track

import (
	"fmt"

	"orderflow/internal/typeset"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
)

// serviceBox is the order service: how many of its processes run.
func (f *frame) serviceBox() box {
	b, t := f.newBox(moment.ServiceSpot), &f.Words.Box
	b.opens = intent.Place{Kind: intent.ServicePlace}
	b.cut = f.State.Service.Down
	b.titles = []string{t.Service}
	switch instances, away := f.State.Setup.Services, f.State.Service.Away(); {
	case b.cut:
		b.titles = []string{t.ServiceDown}
	case instances > 1 && away > 0:
		b.titles = []string{fmt.Sprintf(t.SomeRun, instances-away, instances), t.Service}
	case instances > 1:
		b.titles = []string{fmt.Sprintf(t.Instances, instances), t.Service}
	}
	return b
}

// ordersToCome is how many orders the run will have, as far as that is known.
func (f *frame) ordersToCome() int { return max(f.State.Setup.Orders, f.State.Count()) }

// drawService draws how many orders there are, whose callers wait, and the
// heads of the lanes.
func (f *frame) drawService() {
	b, t := f.serviceBox(), &f.Words.Box
	f.drawBorder(&b)
	f.drawFaultMark(&b, actsAtService)
	if b.rows() > 1 {
		p := f.label(&b)
		count, total := typeset.Grouped(int64(f.State.Count())), typeset.Grouped(int64(f.ordersToCome()))
		of := fmt.Sprintf(t.OrdersOf, count, total)
		f.say(&b, 0, boxPair(t.Orders, p, of, p), boxPair(t.Orders, p, count+"/"+total, p), boxText(of, p), boxText(count+"/"+total, p), boxText(count, p))
		waits, v := typeset.Grouped(int64(f.Waiting())), f.figure(&b, canvas.Waiting)
		if f.Waiting() == 0 {
			p, v = canvas.Faint, canvas.Faint
		}
		f.say(&b, 1, boxPair(t.Callers[0], p, waits, v), boxPair(t.Callers[1], p, waits, v))
	}
	f.drawHeads(&b)
	f.finish(&b)
}

// drawHeads writes into the last line what stands below it in the lanes.
func (f *frame) drawHeads(b *box) {
	t, y, end := &f.Words.Box, b.Y+b.H-2, b.X+b.W-1
	if b.rows() == 0 {
		return
	}
	if what := f.cols.What; f.cols.WhatWidth > 0 {
		f.Print(what, y, f.cols.Row-1, canvas.Faint, t.HeadOrder)
	}
	f.Print(f.cols.Row, y, end, canvas.Quiet, t.HeadRow)
}
