package ui

import (
	"fmt"
	"slices"
	"strconv"
	"time"

	"orderflow/sim"
)

// tablePlan says where the columns of the orders table are. All are fixed for
// a size of the window; an order keeps its row.
type tablePlan struct {
	box      rect
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

func fullTable(r rect) tablePlan {
	extra := max(0, r.w-70)
	name, truth := min(extra, nameExtra), min(max(0, extra-nameExtra), truthExtra)
	p := tablePlan{box: r, name: r.x + 7, quantity: r.x + 30 + name, row: r.x + 33 + name, foot: true}
	p.rowMark, p.truth = p.row+12, p.row+15
	p.time = p.truth + 19 + truth
	p.mark = p.time + 1
	if r.x+r.w-2-(p.mark+2) >= linkMin {
		p.link = p.mark + 2
	}
	return p
}

func compactTable(r rect) tablePlan {
	name := min(max(0, r.w-78), nameExtra)
	p := tablePlan{box: r, name: r.x + 7, quantity: r.x + 32 + name, row: r.x + 36 + name}
	p.rowMark, p.truth = p.row+12, p.row+16
	p.time = p.truth + 19
	p.mark = p.time + 4
	return p
}

// rows returns how many orders have a row.
func (p *tablePlan) rows() int {
	if p.foot {
		return p.box.h - 3
	}
	return p.box.h - 2
}

// drawTable draws the visible orders: what the order service believes beside
// what is true.
func (f *frame) drawTable(p tablePlan) {
	t := &f.t.Table
	f.box(p.box, false, t.Title, ink)
	f.legend(p.row, p.box.y, 10, belief, t.RowSays)
	f.legend(p.truth, p.box.y, 10, ink, t.InTruth)
	if p.link > 0 {
		f.legend(p.link, p.box.y, p.box.x+p.box.w-2-p.link, ink, t.About)
	}
	count := f.s.Count()
	top := f.tableTop(p.rows(), count)
	mark := f.tableMark()
	for i := range min(p.rows(), count-top+1) {
		number := sim.OrderID(top + i)
		f.drawOrder(&p, p.box.y+1+i, f.s.Order(number), number == mark)
	}
	if count == 0 {
		f.put(p.box.x+2, p.box.y+1, p.box.w-4, quiet, t.Empty)
	}
	f.drawTableFoot(&p, top, count)
}

// tableTop returns the first visible order: where the user scrolled to, else
// the last page, moved up as far as the selection needs it.
func (f *frame) tableTop(rows, count int) int { return tableTop(f.m, f.selected, rows, count) }

// tableTop returns the first order of a table of so many rows.
func tableTop(m *Moment, selected sim.OrderID, rows, count int) int {
	last := max(1, count-rows+1)
	if m.TableTop > 0 {
		return min(int(m.TableTop), last)
	}
	return max(1, min(last, int(selected)))
}

// Table returns the first order that the table of a moment shows, how many rows
// it has, and where it is drawn; no rows where the screen has none.
func Table(m *Moment, laid *Options, count int) (top, rows int, box rect) {
	if laid.Width < CompactWidth || laid.Height < CompactHeight {
		return 0, 0, rect{}
	}
	var t tablePlan
	if laid.full() {
		t = fullTable(rect{1, wayTop + wayHeight, laid.Width - 3 - ladderWidth, laid.Height - 3 - wayTop - wayHeight})
	} else {
		t = compactTable(rect{1, shortTop + shortHeight, laid.Width - 2, laid.Height - 3 - shortTop - shortHeight})
	}
	return tableTop(m, m.Shown(), t.rows(), count), t.rows(), t.box
}

// tableMark returns the order whose row carries the mark of the change.
func (f *frame) tableMark() sim.OrderID {
	if !f.news.fresh {
		return 0
	}
	if number := f.news.lost(f.s); number != 0 {
		return number
	}
	return f.news.lead()
}

func (f *frame) drawOrder(p *tablePlan, y int, o *sim.OrderState, marked bool) {
	number, pen := o.Order.Number, quiet
	f.clickable(p.box.x+1, y, p.box.w-2, deed{place: placeOf(number)})
	if number == f.selected {
		pen = ink
		f.set(p.box.x+1, y, ink, '▸')
	}
	label := named(number)
	x := f.text(max(p.box.x+2, p.name-2-columns(label)), y, p.name+12, pen, label)
	quantity := "×" + grouped(int64(o.Order.Quantity))
	from := max(p.name, x+1)
	f.put(from, y, p.quantity-columns(quantity)-1-from, pen, f.t.product(o.Order))
	f.right(p.quantity, y, 14, pen, quantity)
	believed := marked && f.believedChange(number)
	f.drawRowWord(p, y, o, believed)
	f.drawTruth(p, y, o, marked && !believed)
	if p.link > 0 {
		f.put(p.link, y, p.box.x+p.box.w-2-p.link, quiet, f.aboutOrder(o.Order))
	}
}

// believedChange reports whether the last thing the change did to the order
// was to its row. Waiting in memory is no new truth: that is where it was.
func (f *frame) believedChange(number sim.OrderID) bool {
	e := f.news.latest(func(e *sim.Event) bool {
		_, rung := e.Rung()
		return e.Order == number && (rowChange(e) || rung || gaveUp(e))
	})
	return e != nil && rowChange(e)
}

func (f *frame) drawRowWord(p *tablePlan, y int, o *sim.OrderState, changed bool) {
	word, pen := rowWord(o.Row), quiet
	switch o.Row {
	case sim.RowPublished:
		pen = belief
	case sim.RowPublishFailed, sim.RowCanceled, sim.RowPartial, sim.RowRefunded:
		pen = ink
	}
	if changed {
		pen |= bold | focus
		f.set(max(p.rowMark, p.row+columns(word)), y, ink, '◂')
	}
	f.put(p.row, y, p.truth-p.row-1, pen, word)
}

// rowWords are what a row says, as the database has it.
var rowWords = [...]string{"", "CREATED", "PAID", "PUBLISHED", "PUBLISH-FAILED", "PROCESSING", "COMPLETED", "PARTIAL", "CANCELED", "REFUNDED"}

func rowWord(r sim.Row) string {
	if int(r) < len(rowWords) {
		return rowWords[r]
	}
	return "?"
}

// drawTruth draws where the order really is: a glyph, its words, and the time.
func (f *frame) drawTruth(p *tablePlan, y int, o *sim.OrderState, changed bool) {
	glyph, said, right, pen := f.truth(o)
	text := ink
	if pen == done || pen == quiet {
		text = quiet
	}
	if o.Order.Number == f.selected {
		text = ink
	}
	if pen == lost {
		text = lost
	}
	f.set(p.truth, y, pen, glyph)
	end := max(p.time, p.mark-1)
	if right != "" {
		f.right(p.time, y, 10, text, right)
		end = p.time - columns(right) - 1
	}
	x := f.put(p.truth+2, y, end-p.truth-2, text, said)
	if changed {
		f.highlight(p.truth, y, x)
		f.set(p.mark, y, ink, '◂')
	}
}

// truth returns the glyph, the words and the figure at the right for where an
// order really is.
func (f *frame) truth(o *sim.OrderState) (glyph rune, said, right string, p pen) {
	t := &f.t.Table
	switch o.Truth() {
	case sim.NotCalled:
		return '·', t.NotCalled, "", quiet
	case sim.OnTheWay:
		return '●', t.OnWay, "", moving
	case sim.Waiting:
		if f.unseen(o) {
			return '□', t.Unseen, "", waiting
		}
		return '□', t.Waiting, "", waiting
	case sim.InMemory:
		if f.leaving(o) {
			return '○', t.Leaving, "", waiting
		}
		return '○', t.Memory, "", waiting
	case sim.Retrying:
		if f.inHand(o) {
			return '↻', f.inHandWords(), "", waiting
		}
		return '↻', fmt.Sprintf(t.Retrying, o.Try, f.attempts(), f.t.seconds(max(0, o.NextAt-f.m.At))), "", waiting
	case sim.Uncertain:
		return '?', t.Unknown, "", unknown
	case sim.Duplicated:
		return '◆', t.Duplicated, "", unknown
	case sim.Lost:
		if f.m.Finished {
			return '✗', t.Lost, fmt.Sprintf(f.t.Points, grouped(o.Charged-o.Refunded)), lost
		}
		return '✗', t.Lost, clock(o.TruthAt), lost
	case sim.Done:
		if o.WorkDone > 1 || o.Jobs > 1 {
			return '◆', t.Twice, clock(o.Rungs[sim.Finished]), unknown
		}
		if o.Gone > 0 {
			return '▾', fmt.Sprintf(t.Left, o.Percent), clock(o.Rungs[sim.Finished]), lost
		}
		return '✓', t.Finished, clock(o.Rungs[sim.Finished]), done
	case sim.Ended:
		return '·', f.endedWord(o), clock(o.TruthAt), quiet
	}
	return '◐', f.workWords(o), "", moving
}

// replicatesWithin is how soon the followers have a record when all is well:
// for so long nothing is said of it, unless they are known to be slow.
const replicatesWithin = 40 * time.Millisecond

// unseen reports whether the order's last copy is in a log that no consumer
// can read that far: it is not below the high watermark, so it is no LAG.
func (f *frame) unseen(o *sim.OrderState) bool {
	if o.Copies == 0 || int(o.Partition) >= len(f.s.Partitions) || o.Offset < f.s.Partitions[o.Partition].High {
		return false
	}
	return f.since(f.m.Log.At(o.LastCopy).At) >= replicatesWithin || f.acts(sim.ReplicaSlow)
}

// acts reports whether a fault of this name acts.
func (f *frame) acts(name sim.FaultName) bool {
	return slices.ContainsFunc(f.s.Faults, func(s sim.FaultState) bool { return s.End == sim.Never && faultOf(&s) == name })
}

// endedWord says how an order ended without complete work.
func (f *frame) endedWord(o *sim.OrderState) string {
	switch o.JobStatus {
	case sim.JobPartial:
		return fmt.Sprintf(f.t.Table.Partly, o.Percent)
	case sim.JobCanceled:
		return f.t.Table.Canceled
	}
	return f.t.Table.NotDone
}

// inHand reports whether an order that failed is back at the order service:
// no try of the producer's is set for it.
func (f *frame) inHand(o *sim.OrderState) bool {
	return o.Truth() == sim.Retrying && (o.Try == 0 || o.NextAt < f.m.At)
}

func (f *frame) inHandWords() string {
	if f.s.Remedies.Has(sim.Sweeper) || f.s.Remedies.Has(sim.Outbox) {
		return f.t.Table.SentAgain
	}
	return f.t.Table.GivenUp
}

// workWords says who works on an order.
func (f *frame) workWords(o *sim.OrderState) string {
	t := &f.t.Table
	if o.Jobs > 0 {
		return fmt.Sprintf(t.Panel, o.Percent)
	}
	if o.Order.Fulfilment == sim.External {
		return t.PanelPending
	}
	if w := f.workerOf(o); w > 0 {
		return fmt.Sprintf(t.Worker, w)
	}
	return t.Working
}

// workerOf returns the worker that runs the order's handler, or 0.
func (f *frame) workerOf(o *sim.OrderState) int {
	members := f.s.Groups[o.Order.Fulfilment.Carrier()].Members
	for i := range members {
		if members[i].Order == o.Order.Number {
			return i + 1
		}
	}
	return 0
}

// idShown and linkShown bound outside text before it is measured, in characters.
const idShown, linkShown = sim.NameLengthMax, 200

// aboutOrder returns what else is known of an order: its id where that is not
// its number, the customer, and the link.
func (f *frame) aboutOrder(o *sim.Order) string {
	text := f.t.Buyers[o.Customer] + " · " + f.t.Carriers[o.Fulfilment] + " · " + sim.Printable(o.Link, linkShown)
	if id := sim.Printable(o.ID, idShown); id != strconv.FormatUint(uint64(o.Number), 10) {
		return id + " · " + text
	}
	return text
}

// drawTableFoot says how many orders there are and, where there is room, what
// the two columns mean by now.
func (f *frame) drawTableFoot(p *tablePlan, top, count int) {
	t := &f.t.Table
	total := max(f.s.Setup.Orders, count)
	of := fmt.Sprintf(t.Of, count, total)
	last := min(count, top+p.rows()-1)
	if count > p.rows() {
		of = fmt.Sprintf(t.RangeOf, top, last, total)
	}
	if !p.foot {
		f.right(p.box.x+p.box.w-2, p.box.y+p.box.h-1, p.box.w-4, quiet, of)
		return
	}
	y, width := p.box.y+p.box.h-2, p.box.w-3
	text := of + " · " + t.Foot
	switch {
	case f.m.Finished && f.settled() && f.s.ForNothing+f.s.Refunded > 0:
		text = f.accounts()
	case f.s.Gap[sim.Lost] > 0:
		text = of + " · " + t.FootLost
	}
	f.put(p.box.x+2, y, width, quiet, longest(width, text, of))
	if last < count {
		f.set(p.box.x+p.box.w-2, y-1, quiet, '▾')
	}
}

// settled reports whether the fate of every order is known.
func (f *frame) settled() bool {
	return f.s.Truths[sim.Done]+f.s.Truths[sim.Lost]+f.s.Truths[sim.Ended] == f.s.Count()
}

// accounts says what became of all points that were ever taken.
func (f *frame) accounts() string {
	t, s := &f.t.Table, f.s
	worked := grouped(s.Charged - s.ForNothing - s.Refunded)
	if s.Refunded > 0 {
		return fmt.Sprintf(t.FootRefund, grouped(s.Charged), worked, grouped(s.Refunded), grouped(s.ForNothing))
	}
	return fmt.Sprintf(t.FootEnd, grouped(s.Charged), worked, grouped(s.ForNothing))
}
