package ui

import (
	"fmt"
	"slices"
	"strings"

	"orderflow/sim"
)

// DiagramView is what the user has open of the space-time diagram.
type DiagramView struct {
	Orders []sim.OrderID
	Row    int // line that is selected, from 1; 0 = the last one, by itself
}

// diagramPlan says where the columns of a diagram are.
type diagramPlan struct {
	clock   int // column after the time
	tag     int // columns of the widest order's number, which stands after the time; 0 = there is one order alone
	columns [participantCount]int
	count   int // columns; without the panel what it does stands at the consumer
	facts   int
	end     int
	full    bool
}

// Widths of a diagram's parts, in columns.
const (
	factWidth       = 26
	factWidthShort  = 25
	afterLast       = 11 // from the last participant to the facts
	afterLastShort  = 11
	firstColumn     = 15
	firstColumnTiny = 11
)

func planDiagram(width int, full bool, d *diagram) diagramPlan {
	plan := diagramPlan{clock: 10, count: int(atPanel), facts: width - factWidth, end: width, full: full}
	first, after := firstColumn, afterLast
	if !full {
		plan.clock, plan.facts, first, after = 9, width-factWidthShort, firstColumnTiny, afterLastShort
	}
	if d.panel && full {
		plan.count++
		after += 2 // for Completed
	}
	for i := range plan.columns {
		i = min(i, plan.count-1)
		plan.columns[i] = first + (plan.facts-after-first)*i/(plan.count-1)
	}
	if d.several() {
		plan.clock = first - 1
		for _, number := range d.orders {
			plan.tag = max(plan.tag, columns(named(number)))
		}
	}
	return plan
}

// several reports whether a line must say whose it is.
func (d *diagram) several() bool { return len(d.orders) > 1 }

// when returns the time of a line, and whose it is where that is not plain:
// with a space between them where there is room.
func (p *diagramPlan) when(r *diagramRow) string {
	text := clock(r.at)
	if p.tag == 0 {
		return text
	}
	number := ""
	if r.order != 0 {
		number = named(r.order)
	}
	number += strings.Repeat(" ", p.tag-columns(number))
	return longest(p.clock-1, text+" "+number, text+number, text)
}

// at returns the column of a participant.
func (p *diagramPlan) at(who participant) int { return p.columns[min(int(who), p.count-1)] }

// room returns the column where words at a participant must end.
func (p *diagramPlan) room(who participant) int {
	if i := min(int(who), p.count-1); i+1 < p.count {
		return p.columns[i+1]
	}
	return p.facts - 1
}

// drawDiagram draws the space-time diagram over the whole screen.
func (f *frame) drawDiagram() {
	v := f.m.Diagram
	d := plot(f.m.Log, f.s, v.Orders, f.t)
	plan := planDiagram(f.Width(), f.full, d)
	f.drawDiagramStatus(d)
	f.set(1, 1, ink, '▌')
	if f.m.Notice != "" {
		f.put(3, 1, f.Width()-4, waiting|bold, sim.Printable(f.m.Notice, 4*f.Width()))
	} else {
		f.put(3, 1, f.Width()-4, ink|bold, d.caption(f.s, f.t, f.Width()-4))
	}
	top := diagramTop(f.full)
	f.drawColumns(top, d, plan)
	height := diagramHeight(f.full, f.Height())
	from := d.window(v.Row, height)
	for i := range min(height, len(d.rows)-from) {
		r := &d.rows[from+i]
		f.drawDiagramRow(top+1+i, r, plan)
		f.clickable(0, top+1+i, f.Width(), deed{item: from + i + 1})
		if from+i == v.Row-1 {
			f.set(0, top+1+i, ink|bold, '▸')
			f.highlight(1, top+1+i, plan.clock)
		} else if v.Row == 0 && f.m.Fresh && slices.Contains(f.m.Change.Events, r.event) && r.shape != noteShape {
			f.highlight(1, top+1+i, plan.clock)
		}
	}
	for y := top + 1 + len(d.rows) - from; y <= top+height; y++ {
		f.drawLifelines(y, plan)
	}
	if len(d.rows) == 0 && len(v.Orders) > 0 {
		f.put(firstColumn, top+2, plan.end-firstColumn-1, quiet, fmt.Sprintf(f.t.Space.Empty, v.Orders[0]))
	}
	f.drawDiagramLegend(f.Height()-2, d, from, height)
	gap := 2
	if f.full {
		gap = 3
	}
	f.drawFooter(f.Height()-1, gap)
}

// diagramTop returns the line of the participants' names.
func diagramTop(full bool) int {
	if full {
		return 3
	}
	return 2
}

// diagramHeight returns how many lines of a diagram the screen has.
func diagramHeight(full bool, height int) int { return height - 3 - diagramTop(full) }

// window returns the first line that is shown.
func (d *diagram) window(row, height int) int {
	last := max(0, len(d.rows)-height)
	if row == 0 {
		return last
	}
	return min(max(0, min(row, len(d.rows))-1-height/2), last)
}

func (f *frame) drawDiagramStatus(d *diagram) {
	f.text(1, 0, f.Width(), ink|bold, "orderflow")
	column, clockAt := modeColumn, 57
	right := fmt.Sprintf(f.t.Status.Seed, f.m.Log.Header.Seed) + " · " + f.engine()
	if !f.full {
		column, clockAt, right = shortModeColumn, 50, f.engine()
	}
	title := f.put(column+1, 0, clockAt-column-2, ink, f.t.Space.Title)
	f.put(title+1, 0, clockAt-title-2, ink, d.names(f.s, &f.t.Space, clockAt-title-2))
	running := "▸ "
	if f.m.Paused || f.m.Finished {
		running = "‖ "
	}
	f.put(clockAt, 0, 18, ink|bold, running+fmt.Sprintf(f.t.Seconds, clock(f.m.At)))
	f.right(f.Width()-1, 0, f.Width()-1-clockAt-18, quiet, right)
}

// names returns the orders with what is true of each; in less than width
// columns the orders alone.
func (d *diagram) names(s *sim.State, w *spaceWords, width int) string {
	plain, names := make([]string, len(d.orders)), make([]string, len(d.orders))
	for i, number := range d.orders {
		plain[i] = named(number)
		names[i] = plain[i]
		if o := s.Order(number); o != nil {
			names[i] += " (" + w.Truths[o.Truth()]
			if o.WorkDone > 1 {
				names[i] += fmt.Sprintf(" ×%d", o.WorkDone)
			}
			names[i] += ")"
		}
	}
	return longest(width, strings.Join(names, ", "), strings.Join(plain, ", "))
}

// caption returns what the diagram shows, in one sentence of at most width columns.
func (d *diagram) caption(s *sim.State, t *Catalogue, width int) string {
	var parts []string
	for _, number := range d.orders {
		o := s.Order(number)
		if o == nil {
			continue
		}
		parts = append(parts, d.fate(o, number, &t.Space))
	}
	if text := strings.Join(parts, " "); text != "" && columns(text) <= width {
		return text
	}
	return t.Space.Several
}

// fate says in a sentence what is true of an order.
func (d *diagram) fate(o *sim.OrderState, number sim.OrderID, w *spaceWords) string {
	switch truth := o.Truth(); {
	case truth == sim.Lost && o.Requests > 0:
		return fmt.Sprintf(w.LostSent, number)
	case truth == sim.Done && o.WorkDone > 1:
		return fmt.Sprintf(w.DoneTwice, number, o.WorkDone)
	case truth == sim.Done && o.Row != sim.RowCompleted:
		return fmt.Sprintf(w.DoneUntold, number, rowWord(o.Row))
	case truth == sim.Retrying && !d.passed[number].trying:
		return fmt.Sprintf(w.InHand, number)
	default:
		return fmt.Sprintf(w.Fates[truth], number)
	}
}

// drawColumns draws the names of the participants.
func (f *frame) drawColumns(y int, d *diagram, plan diagramPlan) {
	for i := range plan.count {
		who := participant(i)
		name := f.t.Space.Columns[who]
		if who == atConsumer && plan.count == int(atPanel) {
			name = d.consumerName(f.s, f.t)
		}
		name = longest(plan.columns[1]-plan.columns[0]-1, name, f.t.Space.Short[who])
		x := min(plan.at(who)-columns(name)/2, plan.facts-1-columns(name))
		f.put(max(1, x), y, columns(name), ink|bold, name)
	}
	f.put(plan.facts, y, plan.end-plan.facts, ink|bold, f.t.Space.Who)
}

// consumerName says who works: where all orders go one way, the group and,
// where it is one alone, its worker.
func (d *diagram) consumerName(s *sim.State, t *Catalogue) string {
	ways := map[sim.Fulfilment]bool{}
	way := sim.InHouse
	for _, number := range d.orders {
		if o := s.Order(number); o != nil {
			way = o.Order.Fulfilment
			ways[way] = true
		}
	}
	switch {
	case len(ways) != 1:
		return t.Space.Columns[atConsumer]
	case way == sim.InHouse && len(d.workers) == 1:
		return fmt.Sprintf(t.Space.Worker, t.Carriers[way], d.workers[0])
	}
	return t.Carriers[way]
}

func firstWord(s string) string {
	first, _, _ := strings.Cut(s, " ")
	return first
}

func (c *frame) drawLifelines(y int, plan diagramPlan) {
	for i := range plan.count {
		c.set(plan.columns[i], y, quiet, '│')
	}
}

// drawDiagramRow draws one line of a diagram.
func (c *frame) drawDiagramRow(y int, r *diagramRow, plan diagramPlan) {
	if r.shape == faultShape {
		c.repeat(1, y, plan.end-2, quiet, '╌')
		text := " " + r.label + " "
		if r.glyph != 0 {
			text = " " + string(r.glyph) + text
		}
		c.put(max(1, (plan.end-columns(text))/2), y, plan.end-2, r.pen, text)
		return
	}
	c.drawLifelines(y, plan)
	if r.shape != noteShape {
		c.right(plan.clock, y, plan.clock-1, quiet, plan.when(r))
	}
	c.put(plan.facts, y, plan.end-plan.facts, r.factPen, r.fact)
	from, to := plan.at(r.from), plan.at(r.to)
	switch {
	case r.shape == noteShape:
		if end := c.put(from+2, y, plan.facts-from-4, r.pen, r.label); r.label != "" {
			c.set(end, y, quiet, ' ') // a lifeline there would touch the words
		}
	case from == to:
		c.drawHappening(y, r, plan)
	default:
		c.drawArrow(y, r, from, to)
	}
}

func (c *frame) drawHappening(y int, r *diagramRow, plan diagramPlan) {
	x, glyph := plan.at(r.from), r.glyph
	switch {
	case glyph == 0 && r.broken:
		glyph = '✗'
	case glyph == 0:
		glyph = '●'
	}
	c.set(x, y, r.pen, glyph)
	room := plan.room(r.from) - x - 2
	c.put(x+2, y, room, r.pen, r.words(room))
}

// words returns the widest of a line's labels that fits.
func (r *diagramRow) words(room int) string {
	if r.short == "" {
		return longest(room, r.label, firstWord(r.label))
	}
	return longest(room, r.label, r.short, strings.ReplaceAll(r.short, " ", ""), firstWord(r.label))
}

// drawArrow draws a message from one column to another. What broke off ends
// before it arrives.
func (c *frame) drawArrow(y int, r *diagramRow, from, to int) {
	dash := '─'
	if r.shape == statusShape {
		dash = '╌'
	}
	left, right := min(from, to)+1, max(from, to)
	room := right - left - 4
	label := r.words(room)
	lead := min(2, max(0, room-columns(label)))
	x := left + lead + 1 // of the label
	if from < to {
		x = left + lead
	}
	end := right
	switch {
	case !r.broken && from < to:
		c.repeat(left, y, right-1-left, r.pen, dash)
		c.set(right-1, y, r.pen, '▸')
	case !r.broken:
		c.repeat(left+1, y, right-left-1, r.pen, dash)
		c.set(left, y, r.pen, '◂')
	case from < to:
		end = min(x+columns(label)+3, right-1)
		c.repeat(left, y, end-left, r.pen, dash)
		c.set(end, y, r.pen, '✗')
	default:
		x = max(left+2, right-columns(label)-5)
		c.repeat(max(left+1, x-2), y, right-max(left+1, x-2), r.pen, dash)
		c.set(max(left, x-3), y, r.pen, '✗')
	}
	if label != "" {
		c.text(x, y, end, r.pen, " "+label+" ")
	}
}

func (f *frame) drawDiagramLegend(y int, d *diagram, from, height int) {
	w := &f.t.Space
	end := f.Width() - 1
	if shown := min(height, len(d.rows)-from); shown < len(d.rows) {
		text := fmt.Sprintf(f.t.Table.RangeOf, from+1, from+shown, len(d.rows))
		f.right(end, y, 24, quiet, text)
		end -= columns(text) + 2
	}
	if d.left > 0 {
		text := fmt.Sprintf(w.Left, d.left)
		f.right(end, y, 40, lost, text)
		end -= columns(text) + 2
	}
	f.drawLegend(1, y, end, w)
}

// drawLegend draws what the strokes mean, as far as there is room.
func (c *frame) drawLegend(x, y, end int, w *spaceWords) {
	for i, glyphs := range [...]string{"─▸", "╌▸", "✗", "●"} {
		if x+columns(glyphs)+1+columns(w.Legend[i]) > end {
			return
		}
		x = c.text(x, y, end, ink, glyphs) + 1
		x = c.text(x, y, end, quiet, w.Legend[i]) + 3
	}
}
