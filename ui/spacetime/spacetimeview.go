package spacetime

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/intent"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// diagramPlan says where the columns of a diagram are.
type diagramPlan struct {
	clock   int // column after the time
	tag     int // columns of the widest order's number, which stands after the time; 0 = there is one order alone
	columns [words.ParticipantCount]int
	count   int // columns; without the panel what it does stands at the consumer
	facts   int // column of what somebody knows
	end     int
	told    bool // there is room for what somebody knows
}

// The widths of a diagram's parts, in columns: where there is room, and where
// the screen is narrow.
const (
	factWidth        = 26
	factWidthNarrow  = 25
	afterLast        = 11 // from the last participant to the facts
	firstColumn      = 15
	firstColumnShort = 11
	wideFrom         = 120
	toldFrom         = 80
)

func planDiagram(width int, d *Diagram) diagramPlan {
	plan := diagramPlan{clock: 10, count: int(words.AtPanel), facts: width - factWidth, end: width, told: true}
	first, after := firstColumn, afterLast
	switch {
	case width < toldFrom:
		plan.clock, plan.facts, plan.told, first = 9, width-1, false, firstColumnShort
	case width < wideFrom:
		plan.clock, plan.facts, first = 9, width-factWidthNarrow, firstColumnShort
	case d.panel:
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
			plan.tag = max(plan.tag, canvas.Columns(words.Named(number)))
		}
	}
	return plan
}

// several reports whether a line must say whose it is.
func (d *Diagram) several() bool { return len(d.orders) > 1 }

// when returns the time of a line, and whose it is where that is not plain:
// with a space between them where there is room.
func (p *diagramPlan) when(r *DiagramRow) string {
	text := words.Clock(r.At)
	if p.tag == 0 {
		return text
	}
	number := ""
	if r.order != 0 {
		number = words.Named(r.order)
	}
	number += strings.Repeat(" ", p.tag-canvas.Columns(number))
	return canvas.Longest(p.clock-1, text+" "+number, text+number, text)
}

// at returns the column of a participant.
func (p *diagramPlan) at(who words.Participant) int { return p.columns[min(int(who), p.count-1)] }

// room returns the column where words at a participant must end.
func (p *diagramPlan) room(who words.Participant) int {
	if i := min(int(who), p.count-1); i+1 < p.count {
		return p.columns[i+1]
	}
	return p.facts - 1
}

// drawDiagram draws the space-time diagram in the place of the stage.
func (f *frame) drawDiagram(orders []sim.OrderID, selected int) {
	d := Plot(f.Moment.Log, f.State, orders, f.Words)
	plan := planDiagram(f.Width(), d)
	r := f.DrawPanel(d.titles(f.State, f.Words), d.said(f.State, f.Moment.At, f.Words)...)
	f.drawColumns(r.Y, d, plan)
	height := DiagramHeight(r)
	from := d.window(selected, height)
	for i := range min(height, len(d.Rows)-from) {
		f.drawDiagramRow(r.Y+1+i, &d.Rows[from+i], plan)
		f.Clickable(0, r.Y+1+i, f.Width(), intent.Click{Item: from + i + 1})
		f.drawPresent(r.Y+1+i, &d.Rows[from+i], from+i+1 == selected, selected == 0, plan)
	}
	for y := r.Y + 1 + len(d.Rows) - from; y <= r.Y+height; y++ {
		f.drawLifelines(y, plan)
	}
	if len(d.Rows) == 0 && len(orders) > 0 {
		room := plan.end - plan.columns[0] - 3
		for i, line := range chrome.Wrapped(fmt.Sprintf(f.Words.Space.Empty, orders[0]), room) {
			f.Put(plan.columns[0]+2, r.Y+2+i, room, canvas.Quiet, line)
			f.Set(plan.columns[0]+2+canvas.Columns(line), r.Y+2+i, canvas.Quiet, ' ') // a lifeline there would touch the words
		}
	}
	if !plan.told && len(d.Rows) > 0 {
		f.drawFact(r.Y+r.H-1, d.present(selected))
		return
	}
	f.drawDiagramLegend(r.Y+r.H-1, d, from, height)
}

// drawPresent marks the line that is selected, or that tells of the change at
// the cursor where none is.
func (f *frame) drawPresent(y int, row *DiagramRow, selected, follows bool, plan diagramPlan) {
	switch {
	case selected:
		f.Set(0, y, canvas.Ink|canvas.Bold, '▸')
	case !follows || !f.Moment.Fresh || row.Shape == NoteShape || !slices.Contains(f.Moment.Change.Events, row.Event):
		return
	}
	f.Highlight(1, y, plan.clock)
}

// present returns the line that is selected, or the last one.
func (d *Diagram) present(selected int) *DiagramRow {
	if selected == 0 {
		selected = len(d.Rows)
	}
	return &d.Rows[min(selected, len(d.Rows))-1]
}

// drawFact draws what somebody knows by a line, where it has no room beside it.
func (f *frame) drawFact(y int, row *DiagramRow) {
	if row.fact != "" {
		x := f.Print(1, y, f.Width()-1, canvas.Quiet, f.Words.Space.Who+"  ")
		f.Print(x, y, f.Width()-1, row.factPen, row.fact)
	}
}

// diagramAround are the lines of a diagram's own part that are none of its
// rows: the names above, and what the strokes mean below.
const diagramAround = 2

// DiagramHeight returns how many lines of a diagram have room in its part of
// the screen.
func DiagramHeight(inner canvas.Rect) int { return inner.H - diagramAround }

// titles say what the diagram is of, the widest first.
func (d *Diagram) titles(s *sim.State, t *words.Catalogue) []string {
	const wide = 1 << 10
	said, plain := d.names(s, &t.Space, wide), d.names(s, &t.Space, 0)
	return []string{t.Space.Title + " " + said, t.Space.Title + " " + plain, said, plain, strings.TrimSuffix(t.Space.Title, ":")}
}

// window returns the first line that is shown.
func (d *Diagram) window(row, height int) int {
	last := max(0, len(d.Rows)-height)
	if row == 0 {
		return last
	}
	return min(max(0, min(row, len(d.Rows))-1-height/2), last)
}

// names returns the orders with what is true of each; in less than width
// columns the orders alone.
func (d *Diagram) names(s *sim.State, w *words.SpaceWords, width int) string {
	plain, names := make([]string, len(d.orders)), make([]string, len(d.orders))
	for i, number := range d.orders {
		plain[i] = words.Named(number)
		names[i] = plain[i]
		if o := s.Order(number); o != nil {
			names[i] += " (" + w.Truths[o.Truth()]
			if o.WorkDone > 1 {
				names[i] += fmt.Sprintf(" ×%d", o.WorkDone)
			}
			names[i] += ")"
		}
	}
	return canvas.Longest(width, strings.Join(names, ", "), strings.Join(plain, ", "))
}

// said returns what the diagram shows in its variants, the longest first: what
// is true of each of its orders, else that there are several.
func (d *Diagram) said(s *sim.State, at time.Duration, t *words.Catalogue) []string {
	var parts []string
	for _, number := range d.orders {
		if o := s.Order(number); o != nil {
			st := s.Standing(o, at)
			parts = append(parts, fate(&st, &t.Space))
		}
	}
	if len(parts) == 0 {
		return []string{t.Space.Several}
	}
	return []string{strings.Join(parts, " "), t.Space.Several}
}

// fate says in a sentence what is true of an order.
func fate(st *sim.Standing, w *words.SpaceWords) string {
	number := st.Of.Order.Number
	switch {
	case st.Truth == sim.Lost && st.Where != sim.NowUnsent:
		return fmt.Sprintf(w.LostSent, number)
	case st.Of.WorkDone > 1:
		return fmt.Sprintf(w.DoneTwice, number, st.Of.WorkDone)
	case st.Truth == sim.Done && st.Belief == sim.Behind:
		return fmt.Sprintf(w.DoneUntold, number, tell.RowWord(st.Of.Row))
	case st.Truth == sim.Ended && st.Belief == sim.Behind:
		return fmt.Sprintf(w.EndedUntold, number, tell.RowWord(st.Of.Row))
	case st.Where == sim.NowInHand:
		return fmt.Sprintf(w.InHand, number)
	case st.Where == sim.NowElsewhere:
		return fmt.Sprintf(w.Elsewhere, number)
	}
	return fmt.Sprintf(w.Fates[st.Truth], number)
}

// drawColumns draws the names of the participants.
func (f *frame) drawColumns(y int, d *Diagram, plan diagramPlan) {
	for i := range plan.count {
		who := words.Participant(i)
		name := f.Words.Space.Columns[who]
		if who == words.AtConsumer && plan.count == int(words.AtPanel) {
			name = d.consumerName(f.State, f.Words)
		}
		name = canvas.Longest(plan.columns[1]-plan.columns[0]-1, name, f.Words.Space.Short[who])
		x := min(plan.at(who)-canvas.Columns(name)/2, plan.facts-1-canvas.Columns(name))
		f.Put(max(1, x), y, canvas.Columns(name), canvas.Ink|canvas.Bold, name)
	}
	if plan.told {
		f.Put(plan.facts, y, plan.end-plan.facts, canvas.Ink|canvas.Bold, f.Words.Space.Who)
	}
}

// consumerName says who works: where all orders go one way, the group and,
// where it is one alone, its worker.
func (d *Diagram) consumerName(s *sim.State, t *words.Catalogue) string {
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
		return t.Space.Columns[words.AtConsumer]
	case way == sim.InHouse && len(d.workers) == 1:
		return fmt.Sprintf(t.Space.Worker, t.Carriers[way], d.workers[0])
	}
	return t.Carriers[way]
}

func firstWord(s string) string {
	first, _, _ := strings.Cut(s, " ")
	return first
}

func (f *frame) drawLifelines(y int, plan diagramPlan) {
	for i := range plan.count {
		f.Set(plan.columns[i], y, canvas.Quiet, '│')
	}
}

// drawDiagramRow draws one line of a diagram.
func (f *frame) drawDiagramRow(y int, r *DiagramRow, plan diagramPlan) {
	if r.Shape == faultShape {
		f.Repeat(1, y, plan.end-2, canvas.Quiet, '╌')
		text := " " + r.label + " "
		if r.glyph != 0 {
			text = " " + string(r.glyph) + text
		}
		f.Put(max(1, (plan.end-canvas.Columns(text))/2), y, plan.end-2, r.pen, text)
		return
	}
	f.drawLifelines(y, plan)
	if r.Shape != NoteShape {
		f.Right(plan.clock, y, plan.clock-1, canvas.Quiet, plan.when(r))
	}
	if plan.told {
		f.Put(plan.facts, y, plan.end-plan.facts, r.factPen, r.fact)
	}
	from, to := plan.at(r.from), plan.at(r.to)
	switch {
	case r.Shape == NoteShape:
		if end := f.Put(from+2, y, plan.facts-from-4, r.pen, r.label); r.label != "" {
			f.Set(end, y, canvas.Quiet, ' ') // a lifeline there would touch the words
		}
	case from == to:
		f.drawHappening(y, r, plan)
	default:
		f.drawArrow(y, r, from, to)
	}
}

func (f *frame) drawHappening(y int, r *DiagramRow, plan diagramPlan) {
	x, glyph := plan.at(r.from), r.glyph
	switch {
	case glyph == 0 && r.broken:
		glyph = '✗'
	case glyph == 0:
		glyph = '●'
	}
	f.Set(x, y, r.pen, glyph)
	room := plan.room(r.from) - x - 2
	f.Put(x+2, y, room, r.pen, r.words(room))
}

// words returns the widest of a line's labels that fits.
func (r *DiagramRow) words(room int) string {
	if r.short == "" {
		return canvas.Longest(room, r.label, firstWord(r.label))
	}
	return canvas.Longest(room, r.label, r.short, strings.ReplaceAll(r.short, " ", ""), firstWord(r.label))
}

// drawArrow draws a message from one column to another. What broke off ends
// before it arrives.
func (f *frame) drawArrow(y int, r *DiagramRow, from, to int) {
	dash := '─'
	if r.Shape == statusShape {
		dash = '╌'
	}
	left, right := min(from, to)+1, max(from, to)
	room := right - left - 4
	label := r.words(room)
	lead := min(2, max(0, room-canvas.Columns(label)))
	x := left + lead + 1 // of the label
	if from < to {
		x = left + lead
	}
	end := right
	switch {
	case !r.broken && from < to:
		f.Repeat(left, y, right-1-left, r.pen, dash)
		f.Set(right-1, y, r.pen, '▸')
	case !r.broken:
		f.Repeat(left+1, y, right-left-1, r.pen, dash)
		f.Set(left, y, r.pen, '◂')
	case from < to:
		end = min(x+canvas.Columns(label)+3, right-1)
		f.Repeat(left, y, end-left, r.pen, dash)
		f.Set(end, y, r.pen, '✗')
	default:
		x = max(left+2, right-canvas.Columns(label)-5)
		f.Repeat(max(left+1, x-2), y, right-max(left+1, x-2), r.pen, dash)
		f.Set(max(left, x-3), y, r.pen, '✗')
	}
	if label != "" {
		f.Print(x, y, end, r.pen, " "+label+" ")
	}
}

func (f *frame) drawDiagramLegend(y int, d *Diagram, from, height int) {
	w := &f.Words.Space
	end := f.Width() - 1
	if shown := min(height, len(d.Rows)-from); shown < len(d.Rows) {
		text := fmt.Sprintf(f.Words.Table.RangeOf, from+1, from+shown, len(d.Rows))
		f.Right(end, y, 24, canvas.Quiet, text)
		end -= canvas.Columns(text) + 2
	}
	if d.left > 0 {
		text := fmt.Sprintf(w.Left, d.left)
		f.Right(end, y, 40, canvas.Lost, text)
		end -= canvas.Columns(text) + 2
	}
	f.drawLegend(1, y, end, w)
}

// drawLegend draws what the strokes mean, as far as there is room.
func (f *frame) drawLegend(x, y, end int, w *words.SpaceWords) {
	for i, glyphs := range [...]string{"─▸", "╌▸", "✗", "●"} {
		if x+canvas.Columns(glyphs)+1+canvas.Columns(w.Legend[i]) > end {
			return
		}
		x = f.Print(x, y, end, canvas.Ink, glyphs) + 1
		x = f.Print(x, y, end, canvas.Quiet, w.Legend[i]) + 3
	}
}
