package board

import (
	"fmt"
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// tablePlan says where the columns of the orders table are. All are fixed for
// a size of the window; an order keeps its row.
type tablePlan struct {
	box      canvas.Rect
	name     int // column of what was ordered
	quantity int // column after the quantity
	row      int // column of what the row says
	rowMark  int
	truth    int // column of what is true
	time     int // column after the time
	mark     int
	link     int // column of the customer's side, or 0
	foot     bool
}

// nameExtra and truthExtra are how much wider these columns grow before the
// link gets a column of its own, linkMin columns wide at least.
const (
	nameExtra  = 10
	truthExtra = 6
	linkMin    = 24
)

func fullTable(r canvas.Rect) tablePlan {
	extra := max(0, r.W-70)
	name, truth := min(extra, nameExtra), min(max(0, extra-nameExtra), truthExtra)
	p := tablePlan{box: r, name: r.X + 7, quantity: r.X + 30 + name, row: r.X + 33 + name, foot: true}
	p.rowMark, p.truth = p.row+12, p.row+15
	p.time = p.truth + 19 + truth
	p.mark = p.time + 1
	if r.X+r.W-2-(p.mark+2) >= linkMin {
		p.link = p.mark + 2
	}
	return p
}

func compactTable(r canvas.Rect) tablePlan {
	name := min(max(0, r.W-78), nameExtra)
	p := tablePlan{box: r, name: r.X + 7, quantity: r.X + 32 + name, row: r.X + 36 + name}
	p.rowMark, p.truth = p.row+12, p.row+16
	p.time = p.truth + 19
	p.mark = p.time + 4
	return p
}

// rows returns how many orders have a row.
func (p *tablePlan) rows() int {
	if p.foot {
		return p.box.H - 3
	}
	return p.box.H - 2
}

// drawTable draws the visible orders: what the order service believes beside
// what is true.
func (f *frame) drawTable(p tablePlan) {
	t := &f.Words.Table
	f.Box(p.box, false, t.Title, canvas.Ink)
	f.Legend(p.row, p.box.Y, 10, canvas.Belief, t.RowSays)
	f.Legend(p.truth, p.box.Y, 10, canvas.Ink, t.InTruth)
	if p.link > 0 {
		f.Legend(p.link, p.box.Y, p.box.X+p.box.W-2-p.link, canvas.Ink, t.About)
	}
	count := f.State.Count()
	top := f.tableTop(p.rows(), count)
	mark := f.tableMark()
	for i := range min(p.rows(), count-top+1) {
		number := sim.OrderID(top + i)
		f.drawOrder(&p, p.box.Y+1+i, f.State.Order(number), number == mark)
	}
	if count == 0 {
		f.Put(p.box.X+2, p.box.Y+1, p.box.W-4, canvas.Quiet, t.Empty)
	}
	f.drawTableFoot(&p, top, count)
}

// tableTop returns the first visible order: where the user scrolled to, else
// the last page, moved up as far as the selection needs it.
func (f *frame) tableTop(rows, count int) int { return tableTop(f.Moment, f.Selected, rows, count) }

// tableTop returns the first order of a table of so many rows.
func tableTop(m *moment.Moment, selected sim.OrderID, rows, count int) int {
	last := max(1, count-rows+1)
	if m.TableTop > 0 {
		return min(int(m.TableTop), last)
	}
	return max(1, min(last, int(selected)))
}

// Table returns the first order that the table of a moment shows, how many rows
// it has, and where it is drawn; no rows where the screen has none.
func Table(m *moment.Moment, laid *moment.Options, count int) (top, rows int, box canvas.Rect) {
	if laid.Width < moment.CompactWidth || laid.Height < moment.CompactHeight {
		return 0, 0, canvas.Rect{}
	}
	var t tablePlan
	if laid.Full() {
		t = fullTable(canvas.Rect{X: 1, Y: chrome.WayTop + WayHeight, W: laid.Width - 3 - ladderWidth, H: laid.Height - 3 - chrome.WayTop - WayHeight})
	} else {
		t = compactTable(canvas.Rect{X: 1, Y: chrome.ShortTop + ShortHeight, W: laid.Width - 2, H: laid.Height - 3 - chrome.ShortTop - ShortHeight})
	}
	return tableTop(m, m.Shown(), t.rows(), count), t.rows(), t.box
}

// tableMark returns the order whose row carries the mark of the change.
func (f *frame) tableMark() sim.OrderID {
	if !f.News.Fresh {
		return 0
	}
	if number := f.News.Lost(f.State); number != 0 {
		return number
	}
	return f.News.Lead()
}

func (f *frame) drawOrder(p *tablePlan, y int, o *sim.OrderState, marked bool) {
	number, pen := o.Order.Number, canvas.Quiet
	f.Clickable(p.box.X+1, y, p.box.W-2, intent.Click{Place: moment.PlaceOf(number)})
	if number == f.Selected {
		pen = canvas.Ink
		f.Set(p.box.X+1, y, canvas.Ink, '▸')
	}
	label := words.Named(number)
	x := f.Print(max(p.box.X+2, p.name-2-canvas.Columns(label)), y, p.name+12, pen, label)
	quantity := "×" + typeset.Grouped(int64(o.Order.Quantity))
	from := max(p.name, x+1)
	f.Put(from, y, p.quantity-canvas.Columns(quantity)-1-from, pen, f.Words.Product(o.Order))
	f.Right(p.quantity, y, 14, pen, quantity)
	believed := marked && f.believedChange(number)
	f.drawRowWord(p, y, o, believed)
	f.drawTruth(p, y, o, marked && !believed)
	if p.link > 0 {
		f.Put(p.link, y, p.box.X+p.box.W-2-p.link, canvas.Quiet, f.aboutOrder(o.Order))
	}
}

// believedChange reports whether the last thing the change did to the order
// was to its row. Waiting in memory is no new truth: that is where it was.
func (f *frame) believedChange(number sim.OrderID) bool {
	e := f.News.Latest(func(e *sim.Event) bool {
		_, rung := e.Rung()
		return e.Order == number && (rowChange(e) || rung || moment.GaveUp(e))
	})
	return e != nil && rowChange(e)
}

func (f *frame) drawRowWord(p *tablePlan, y int, o *sim.OrderState, changed bool) {
	word, pen := tell.RowWord(o.Row), canvas.Quiet
	switch o.Row {
	case sim.RowPublished:
		pen = canvas.Belief
	case sim.RowPublishFailed, sim.RowCanceled, sim.RowPartial, sim.RowRefunded:
		pen = canvas.Ink
	}
	if changed {
		pen |= canvas.Bold | canvas.Focus
		f.Set(max(p.rowMark, p.row+canvas.Columns(word)), y, canvas.Ink, '◂')
	}
	f.Put(p.row, y, p.truth-p.row-1, pen, word)
}

// drawTruth draws where the order really is: a glyph, its words, and the time.
func (f *frame) drawTruth(p *tablePlan, y int, o *sim.OrderState, changed bool) {
	glyph, said, right, pen := f.Truth(o)
	text := canvas.Ink
	if pen == canvas.Done || pen == canvas.Quiet {
		text = canvas.Quiet
	}
	if o.Order.Number == f.Selected {
		text = canvas.Ink
	}
	if pen == canvas.Lost {
		text = canvas.Lost
	}
	f.Set(p.truth, y, pen, glyph)
	end := max(p.time, p.mark-1)
	if right != "" {
		f.Right(p.time, y, 10, text, right)
		end = p.time - canvas.Columns(right) - 1
	}
	x := f.Put(p.truth+2, y, end-p.truth-2, text, said)
	if changed {
		f.Highlight(p.truth, y, x)
		f.Set(p.mark, y, canvas.Ink, '◂')
	}
}

// aboutOrder returns what else is known of an order: its id where that is not
// its number, the customer, and the link.
func (f *frame) aboutOrder(o *sim.Order) string {
	text := f.Words.Buyers[o.Customer] + " · " + f.Words.Carriers[o.Fulfilment] + " · " + sim.Printable(o.Link, tell.LinkShown)
	if id := sim.Printable(o.ID, tell.IDShown); id != strconv.FormatUint(uint64(o.Number), 10) {
		return id + " · " + text
	}
	return text
}

// drawTableFoot says how many orders there are and, where there is room, what
// the two columns mean by now.
func (f *frame) drawTableFoot(p *tablePlan, top, count int) {
	t := &f.Words.Table
	total := max(f.State.Setup.Orders, count)
	of := fmt.Sprintf(t.Of, count, total)
	last := min(count, top+p.rows()-1)
	if count > p.rows() {
		of = fmt.Sprintf(t.RangeOf, top, last, total)
	}
	if !p.foot {
		f.Right(p.box.X+p.box.W-2, p.box.Y+p.box.H-1, p.box.W-4, canvas.Quiet, of)
		return
	}
	y, width := p.box.Y+p.box.H-2, p.box.W-3
	text := of + " · " + t.Foot
	switch {
	case f.Moment.Finished && f.settled() && f.State.ForNothing+f.State.Refunded > 0:
		text = f.accounts()
	case f.State.Gap[sim.Lost] > 0:
		text = of + " · " + t.FootLost
	}
	f.Put(p.box.X+2, y, width, canvas.Quiet, canvas.Longest(width, text, of))
	if last < count {
		f.Set(p.box.X+p.box.W-2, y-1, canvas.Quiet, '▾')
	}
}

// settled reports whether the fate of every order is known.
func (f *frame) settled() bool {
	return f.State.Truths[sim.Done]+f.State.Truths[sim.Lost]+f.State.Truths[sim.Ended] == f.State.Count()
}

// accounts says what became of all points that were ever taken.
func (f *frame) accounts() string {
	t, s := &f.Words.Table, f.State
	worked := typeset.Grouped(s.Charged - s.ForNothing - s.Refunded)
	if s.Refunded > 0 {
		return fmt.Sprintf(t.FootRefund, typeset.Grouped(s.Charged), worked, typeset.Grouped(s.Refunded), typeset.Grouped(s.ForNothing))
	}
	return fmt.Sprintf(t.FootEnd, typeset.Grouped(s.Charged), worked, typeset.Grouped(s.ForNothing))
}
