package panels

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// OrderBoxes is how many boxes the panel of an order has.
const OrderBoxes = 5

// The sizes of the panel's boxes at 120×36, in columns and lines. What a
// larger window has more goes to the chain of causes.
const (
	panelTop      = 3
	rungsWidth    = 57
	panelGap      = 2
	lowerHeight   = 11
	rowBoxWidth   = 37
	pointBoxWidth = 38
)

// drawOrderPanel draws everything the log has about one order: how far it got,
// how it came to that, what the row has said, the points, and the record. The
// compact layout shows one of these boxes at a time.
func (f *frame) drawOrderPanel() {
	d := f.Moment.Dossier(f.panel.Order)
	f.drawPanelStatus(f.orderLines()...)
	if d == nil {
		f.drawPanelCaption(f.Words.Ladder.NoOrder)
		f.drawPanelFoot()
		return
	}
	f.drawPanelCaption(f.Verdict(d.State))
	boxes := [OrderBoxes]func(canvas.Rect, *moment.Dossier){f.drawRungBox, f.drawChainBox, f.drawRowBox, f.drawLedgerBox, f.drawRecordBox}
	if !f.Full {
		r := canvas.Rect{X: 1, Y: 2, W: f.Width() - 2, H: f.Height() - 4}
		box := f.panel.Box % OrderBoxes
		boxes[box](r, d)
		f.boxNumber(r, box, OrderBoxes)
	} else {
		for i, r := range f.orderRects() {
			boxes[i](r, d)
		}
	}
	f.drawPanelFoot()
}

// boxNumber says which of a panel's boxes the compact layout shows.
func (f *frame) boxNumber(r canvas.Rect, box, count int) {
	said := fmt.Sprintf(f.Words.OrderPanel.BoxOf, box+1, count)
	x := r.X + r.W - 3 - canvas.Columns(said)
	f.Legend(x, r.Y+r.H-1, canvas.Columns(said), canvas.Quiet, said)
	f.Clickable(x, r.Y+r.H-1, canvas.Columns(said), intent.Click{Key: "tab"})
}

// orderRects returns where the five boxes are in the full layout.
func (f *frame) orderRects() [OrderBoxes]canvas.Rect {
	bottom := f.Height() - 3
	upper, extra := bottom-lowerHeight-panelTop, f.Width()-moment.FullWidth
	low := bottom - lowerHeight
	row := canvas.Rect{X: 1, Y: low, W: rowBoxWidth + extra/3, H: lowerHeight}
	points := canvas.Rect{X: row.X + row.W + panelGap, Y: low, W: pointBoxWidth + extra/3, H: lowerHeight}
	record := canvas.Rect{X: points.X + points.W + panelGap, Y: low, W: 0, H: lowerHeight}
	record.W = f.Width() - 1 - record.X
	chain := canvas.Rect{X: 1 + rungsWidth + panelGap, Y: panelTop, W: 0, H: upper}
	chain.W = f.Width() - 1 - chain.X
	return [OrderBoxes]canvas.Rect{{X: 1, Y: panelTop, W: rungsWidth, H: upper}, chain, row, points, record}
}

// orderLines name the order whose panel is open, the widest first.
func (f *frame) orderLines() []string {
	o := f.State.Order(f.panel.Order)
	if o == nil {
		return []string{words.Named(f.panel.Order)}
	}
	title := f.OrderTitle(o.Order)
	return []string{title + " · " + f.Words.Buyers[o.Order.Customer], title, words.Named(o.Order.Number) + " " + f.Words.Product(o.Order)}
}

// drawPanelStatus draws row 0 of a panel: what it is, and the clock.
// A title has variants, the widest first.
func (f *frame) drawPanelStatus(titles ...string) {
	at := 65
	if !f.Full {
		at = 52
	}
	f.Print(1, 0, f.Width(), canvas.Ink|canvas.Bold, "orderflow")
	f.Put(13, 0, at-14, canvas.Ink, canvas.Longest(at-14, titles...))
	f.Print(at, 0, f.Width(), canvas.Ink|canvas.Bold, "‖ "+fmt.Sprintf(f.Words.Seconds, words.Clock(f.Moment.At)))
	right := f.Engine()
	if seed := fmt.Sprintf(f.Words.Status.Seed, f.Moment.Log.Header.Seed); f.Full && canvas.Columns(seed) <= 24 {
		right = seed + " · " + right
	}
	f.Right(f.Width()-1, 0, f.Width()-1-at-14, canvas.Quiet, right)
}

// drawPanelCaption draws the one sentence of a panel.
func (f *frame) drawPanelCaption(text string) {
	f.Set(1, 1, canvas.Moving, '▌')
	f.Put(3, 1, f.Width()-4, canvas.Ink|canvas.Bold, text)
}

// drawPanelFoot draws the timeline and the keys below a panel.
func (f *frame) drawPanelFoot() {
	if f.Full {
		f.DrawTimeline(f.Height() - 3)
		f.DrawFooter(f.Height()-1, 3)
		return
	}
	f.DrawTimeline(f.Height() - 2)
	f.DrawFooter(f.Height()-1, 2)
}

// Columns of the ladder with its times, from the left of its box.
const (
	boxGlyph    = 3
	boxRung     = 5
	boxTime     = 24 // after the time
	boxAfter    = 33 // after the time since the rung before
	boxMeans    = 36
	captionCol  = 5
	captionNext = 23
)

// drawRungBox draws the ladder with times, and the time since the rung before.
func (f *frame) drawRungBox(r canvas.Rect, d *moment.Dossier) {
	t := &f.Words.OrderPanel
	f.Box(r, false, t.Ladder, canvas.Ink)
	f.Legend(r.X+r.W-3-canvas.Columns(t.Belief), r.Y, canvas.Columns(t.Belief), canvas.Belief, t.Belief)
	y := r.Y + 1
	f.Put(r.X+boxRung, y, 12, canvas.Quiet, t.Rung)
	f.Right(r.X+boxTime, y, 7, canvas.Quiet, t.At)
	f.Right(r.X+boxAfter, y, 8, canvas.Quiet, t.After)
	f.Put(r.X+boxMeans, y, r.W-boxMeans-1, canvas.Quiet, t.Means)
	tail := f.rungTail(d.State)
	before, end := sim.Never, r.Y+r.H-1-len(tail)
	for _, s := range f.rungSteps(d.State) {
		y++
		if y >= end {
			break
		}
		before = f.drawRungLine(r, y, s, before)
	}
	for i, line := range tail {
		f.Put(r.X+captionCol, end+i, captionNext-captionCol-1, canvas.Quiet, line[0].Text)
		f.Put(r.X+captionNext, end+i, r.W-captionNext-1, line[1].Pen, line[1].Text)
	}
}

// drawRungLine draws one rung, and returns when it was reached.
func (f *frame) drawRungLine(r canvas.Rect, y int, s timedStep, before time.Duration) time.Duration {
	f.Set(r.X+boxGlyph, y, s.Pen, s.Glyph)
	name := canvas.Ink
	switch s.Pen {
	case canvas.Belief, canvas.Lost, canvas.Quiet:
		name = s.Pen
	}
	f.Put(r.X+boxRung, y, boxTime-boxRung-6, name, s.Name)
	f.Put(r.X+boxMeans, y, r.W-boxMeans-2, canvas.Quiet, s.Note)
	switch {
	case s.at != sim.Never:
		f.Right(r.X+boxTime, y, 8, canvas.Ink, words.Clock(s.at))
		if before != sim.Never {
			f.Right(r.X+boxAfter, y, 8, canvas.Quiet, f.Words.Span(s.at-before))
		}
		return s.at
	case s.Glyph == '✗':
		f.Set(r.X+boxTime-3, y, canvas.Quiet, '–')
		f.Right(r.X+boxAfter, y, 8, canvas.Lost, f.Words.OrderPanel.Never)
	case s.Glyph != '·':
		f.Set(r.X+boxTime-3, y, canvas.Quiet, '–')
	}
	return before
}

// timedStep is a line of the ladder with its time.
type timedStep struct {
	tell.Step
	at time.Duration // or Never
}

// rungSteps returns the rungs that were reached as they happened, where the
// order is now, and what is still to come.
func (f *frame) rungSteps(o *sim.OrderState) []timedStep {
	var steps, open []timedStep
	now := f.presentStep(o)
	for rung := sim.Created; rung < sim.RungCount; rung++ {
		switch {
		case rung == sim.Accepted && o.Order.Fulfilment != sim.External:
		case o.Reached(rung):
			s := f.RungStep(o, rung)
			s.Note = f.meaning(o, rung)
			steps = append(steps, timedStep{s, o.Rungs[rung]})
		case f.Words.Ladder.Rungs[rung] == now.Name:
			open = append([]timedStep{{now, sim.Never}}, open...)
		default:
			open = append(open, timedStep{tell.Step{Glyph: '·', Pen: canvas.Quiet, Name: f.Words.Ladder.Rungs[rung]}, sim.Never})
		}
	}
	slices.SortStableFunc(steps, func(a, b timedStep) int { return cmp.Compare(a.Event, b.Event) })
	return append(steps, open...)
}

// presentStep returns the rung the order is kept from now, and by what.
func (f *frame) presentStep(o *sim.OrderState) tell.Step {
	t := &f.Words.OrderPanel
	rung, note := sim.Finished, t.NoWork
	switch st := f.Standing(o); {
	case st.Truth != sim.Lost:
		return append(f.Present(o), tell.Step{})[0]
	case st.Where == sim.NowUnsent:
		rung, note = sim.OnWire, t.NotLeft
	case st.Where == sim.NowNowhere:
		rung, note = sim.Appended, f.Words.Ladder.Lost
	case st.Where == sim.NowGone && !o.Reached(sim.Polled):
		rung, note = sim.Polled, t.NoCopy
	}
	return tell.Step{Glyph: '✗', Pen: canvas.Lost, Name: f.Words.Ladder.Rungs[rung], Note: note}
}

// meaning says what reaching a rung means, beside the time it took.
func (f *frame) meaning(o *sim.OrderState, rung sim.Rung) string {
	t := &f.Words.OrderPanel
	switch rung {
	case sim.Created:
		return t.Exists
	case sim.Paid:
		return fmt.Sprintf(f.Words.Headline.Taken, typeset.Grouped(o.Charged))
	case sim.Called:
		return fmt.Sprintf(t.WasCalled, [...]string{sim.Emit: "emit()", sim.EmitAwait: "emit()", sim.Send: "send()"}[f.State.Setup.Mode%3])
	case sim.OnWire:
		return fmt.Sprintf(t.LeftAfter, f.Words.Span(o.Rungs[rung]-o.CalledAt))
	case sim.Acked:
		if f.State.Setup.Mode != sim.Emit {
			return t.ByNothing
		}
	}
	return f.RungNote(o, rung)
}

// rungTail says what the caller knows and what the customer sees.
func (f *frame) rungTail(o *sim.OrderState) [][2]tell.Piece {
	t := &f.Words.OrderPanel
	caller := t.Caller[min(o.Caller, sim.Unknown)]
	switch o.Caller {
	case sim.Value, sim.Failure:
		caller = fmt.Sprintf(caller, f.Words.Span(o.CallerAt))
	case sim.Pending:
		caller = fmt.Sprintf(caller, f.Words.Span(f.Since(o.CalledAt)))
	}
	return [][2]tell.Piece{{{Text: t.CallerKnows, Pen: canvas.Quiet}, {Text: caller, Pen: canvas.Ink}}, {{Text: t.CustomerSees, Pen: canvas.Quiet}, {Text: tell.RowWord(o.Row), Pen: canvas.Ink}}}
}

// Columns of the chain, from the left of its box.
const (
	chainEvent = 8 // after the number
	chainTime  = 17
	chainCause = 23
	chainGlyph = 25
	chainText  = 27
)

// drawChainBox draws the events that led to where the order is, as many as fit
// around the selected one.
func (f *frame) drawChainBox(r canvas.Rect, d *moment.Dossier) {
	t := &f.Words.OrderPanel
	f.Box(r, false, t.Chain, canvas.Ink)
	f.Legend(r.X+r.W-3-canvas.Columns(t.Jumps), r.Y, canvas.Columns(t.Jumps), canvas.Quiet, t.Jumps)
	chain := d.Chain()
	_, selected := moment.ChainLines(f.Moment, f.panel)
	at := 0
	for i, e := range chain {
		if e.N == selected {
			at = i
		}
	}
	rows := r.H - 3
	f.drawChainHead(r)
	top := scrollTop(at, len(chain), rows)
	for i := range min(rows, len(chain)-top) {
		f.drawChainLine(r, r.Y+2+i, chain[top+i], chain[top+i].N == selected)
	}
	f.drawMore(r, r.Y+2, top, rows, len(chain))
}

// scrollTop returns the first line of a list that is shown so that the
// selected one is in sight, with lines around it.
func scrollTop(at, count, rows int) int {
	return min(max(0, at-rows*3/4), max(0, count-rows))
}

// drawMore says at a list's right edge that it goes on.
func (f *frame) drawMore(r canvas.Rect, y, top, rows, count int) {
	if top > 0 {
		f.Set(r.X+r.W-2, y, canvas.Quiet, '↑')
	}
	if top+rows < count {
		f.Set(r.X+r.W-2, y+rows-1, canvas.Quiet, '▾')
	}
}

func (f *frame) drawChainHead(r canvas.Rect) {
	t := &f.Words.OrderPanel
	f.Right(r.X+chainEvent, r.Y+1, chainEvent-1, canvas.Quiet, t.Event)
	f.Right(r.X+chainTime, r.Y+1, 8, canvas.Quiet, t.EventAt)
	f.Put(r.X+chainCause-5, r.Y+1, r.W-chainCause, canvas.Quiet, t.Because)
}

func (f *frame) drawChainLine(r canvas.Rect, y int, e *sim.Event, selected bool) {
	p := canvas.Quiet
	f.Clickable(r.X+1, y, r.W-2, intent.Click{Line: uint32(e.N)})
	if selected {
		p = canvas.Ink | canvas.Bold
		f.Set(r.X+2, y, canvas.Ink, '▸')
	}
	f.Right(r.X+chainEvent, y, chainEvent-3, p, strconv.FormatUint(uint64(e.N), 10))
	f.Right(r.X+chainTime, y, 9, p, words.Clock(e.At))
	cause := "–"
	if e.Cause != 0 {
		cause = strconv.FormatUint(uint64(e.Cause), 10)
	}
	f.Right(r.X+chainCause, y, 7, canvas.Quiet, cause)
	glyph, pen := tell.EventMark(e)
	f.Set(r.X+chainGlyph, y, pen, glyph)
	if pen == canvas.Ink || pen == canvas.Done || pen == canvas.Moving {
		pen = canvas.Quiet
	}
	if selected {
		pen |= canvas.Bold
		if pen == canvas.Quiet|canvas.Bold {
			pen = canvas.Ink | canvas.Bold
		}
	}
	room := r.W - chainText - 2
	f.Put(r.X+chainText, y, room, pen, f.ToldWithin(e, room))
}
