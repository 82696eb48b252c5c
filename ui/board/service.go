package board

import (
	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

// serviceLines is how many lines the order service's box has.
const serviceLines = 8

// serviceLine returns the line of the box that counts a row.
func serviceLine(r sim.Row) int {
	switch r {
	case sim.RowCreated:
		return 0
	case sim.RowPaid:
		return 1
	case sim.RowPublished:
		return 2
	case sim.RowProcessing:
		return 3
	case sim.RowCompleted:
		return 4
	case sim.RowPublishFailed:
		return 5
	}
	return 6
}

// rowChange reports whether an event changed what a row says.
func rowChange(e *sim.Event) bool {
	switch e.Type {
	case sim.OrderCreated, sim.OrderPaid, sim.OrderMarked, sim.RowChanged:
		return true
	}
	return false
}

// rowOf returns what the row says after such an event.
func rowOf(e *sim.Event) sim.Row {
	switch e.Type {
	case sim.OrderCreated:
		return sim.RowCreated
	case sim.OrderPaid:
		return sim.RowPaid
	}
	return sim.Row(e.Word)
}

// drawService draws how many rows say what.
func (f *frame) drawService(r canvas.Rect) {
	t := &f.Words.Service
	title := t.Title
	if f.State.Service.Down {
		title = t.Down
	}
	f.Box(r, f.State.Service.Down, title, canvas.Ink)
	f.drawFaultMark(r, 0, actsAtService)
	counts, early := f.rowCounts()
	labels := t.Lines
	if early {
		labels[6] = t.EndedEarly
	}
	changed := f.changedRow()
	for i := range serviceLines {
		y := r.Y + 1 + i
		f.Put(r.X+2, y, 14, linePen(i), labels[i])
		f.counted(r.X+18, y, counts[i], i == changed)
	}
}

// changedRow returns the line whose count just changed, or -1.
func (f *frame) changedRow() int {
	if e := f.News.Latest(rowChange); e != nil && !f.Moment.Finished {
		return serviceLine(rowOf(e))
	}
	return -1
}

// linePen is the pen of a line's label: what a row says about PUBLISHED is the belief.
func linePen(line int) canvas.Pen {
	if line == serviceLine(sim.RowPublished) {
		return canvas.Belief
	}
	return canvas.Quiet
}

// counted draws a count that ends before the column end, and its mark.
func (f *frame) counted(end, y int, n int64, changed bool) {
	text := typeset.Grouped(n)
	if canvas.Columns(text) > 9 {
		text = words.Brief(n)
	}
	p := canvas.Ink
	if changed {
		p |= canvas.Bold | canvas.Focus
		f.Set(end+1, y, canvas.Ink, '◂')
	}
	f.Right(end, y, 9, p, text)
}

// rowCounts returns the numbers of the box; early reports that orders ended
// without complete work, other than by a refund alone.
func (f *frame) rowCounts() (counts [serviceLines]int64, early bool) {
	rows := &f.State.Rows
	for r := sim.RowCreated; r <= sim.RowRefunded; r++ {
		counts[serviceLine(r)] += int64(rows[r])
	}
	counts[7] = f.State.Charged - f.State.Refunded
	early = rows[sim.RowPartial]+rows[sim.RowCanceled] > 0
	if !early {
		counts[6] = int64(f.State.RefundedOrders)
	}
	return counts, early
}

// drawShortService draws the three counts that matter most in the mode.
func (f *frame) drawShortService(r canvas.Rect) {
	t := &f.Words.Service
	title := t.Title
	if f.State.Service.Down {
		title = t.Down
	}
	f.Box(r, f.State.Service.Down, title, canvas.Ink)
	f.drawFaultMark(r, 0, actsAtService)
	counts, _ := f.rowCounts()
	changed := f.changedRow()
	lines := [...]struct {
		label string
		line  int
	}{{t.Lines[2], 2}, {t.Lines[3], 3}, {t.Lines[4], 4}}
	if f.State.Setup.Mode != sim.Emit {
		lines[1].label, lines[1].line = t.Failed, 5
		counts[5] += counts[6] - min(counts[6], int64(f.State.RefundedOrders))
		if changed == 6 {
			changed = 5
		}
	}
	for i, l := range lines {
		y := r.Y + 1 + i
		f.Put(r.X+2, y, 10, linePen(l.line), l.label)
		p := canvas.Ink
		if l.line == changed {
			p |= canvas.Bold | canvas.Focus
			f.Set(r.X+16, y, canvas.Ink, '◂')
		}
		f.Right(r.X+15, y, 3, p, words.Brief(counts[l.line]))
	}
}
