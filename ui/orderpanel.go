package ui

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"time"

	"orderflow/sim"
)

// orderBoxes is how many boxes the panel of an order has.
const orderBoxes = 5

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
	d := f.m.dossier(f.m.Panel.Order)
	f.drawPanelStatus(f.orderLines()...)
	if d == nil {
		f.drawPanelCaption(f.t.Ladder.NoOrder)
		f.drawPanelFoot()
		return
	}
	f.drawPanelCaption(f.verdict(d.o))
	boxes := [orderBoxes]func(rect, *dossier){f.drawRungBox, f.drawChainBox, f.drawRowBox, f.drawLedgerBox, f.drawRecordBox}
	if !f.full {
		r := rect{1, 2, f.Width() - 2, f.Height() - 4}
		box := f.m.Panel.Box % orderBoxes
		boxes[box](r, d)
		f.boxNumber(r, box, orderBoxes)
	} else {
		for i, r := range f.orderRects() {
			boxes[i](r, d)
		}
	}
	f.drawPanelFoot()
}

// boxNumber says which of a panel's boxes the compact layout shows.
func (f *frame) boxNumber(r rect, box, count int) {
	words := fmt.Sprintf(f.t.OrderPanel.BoxOf, box+1, count)
	x := r.x + r.w - 3 - columns(words)
	f.legend(x, r.y+r.h-1, columns(words), quiet, words)
	f.clickable(x, r.y+r.h-1, columns(words), deed{key: "tab"})
}

// orderRects returns where the five boxes are in the full layout.
func (f *frame) orderRects() [orderBoxes]rect {
	bottom := f.Height() - 3
	upper, extra := bottom-lowerHeight-panelTop, f.Width()-FullWidth
	low := bottom - lowerHeight
	row := rect{1, low, rowBoxWidth + extra/3, lowerHeight}
	points := rect{row.x + row.w + panelGap, low, pointBoxWidth + extra/3, lowerHeight}
	record := rect{points.x + points.w + panelGap, low, 0, lowerHeight}
	record.w = f.Width() - 1 - record.x
	chain := rect{1 + rungsWidth + panelGap, panelTop, 0, upper}
	chain.w = f.Width() - 1 - chain.x
	return [orderBoxes]rect{{1, panelTop, rungsWidth, upper}, chain, row, points, record}
}

// orderLines name the order whose panel is open, the widest first.
func (f *frame) orderLines() []string {
	o := f.s.Order(f.m.Panel.Order)
	if o == nil {
		return []string{named(f.m.Panel.Order)}
	}
	title := f.orderTitle(o.Order)
	return []string{title + " · " + f.t.Buyers[o.Order.Customer], title, named(o.Order.Number) + " " + f.t.product(o.Order)}
}

// drawPanelStatus draws row 0 of a panel: what it is, and the clock.
// A title has variants, the widest first.
func (f *frame) drawPanelStatus(titles ...string) {
	at := 65
	if !f.full {
		at = 52
	}
	f.text(1, 0, f.Width(), ink|bold, "orderflow")
	f.put(13, 0, at-14, ink, longest(at-14, titles...))
	f.text(at, 0, f.Width(), ink|bold, "‖ "+fmt.Sprintf(f.t.Seconds, clock(f.m.At)))
	right := f.engine()
	if seed := fmt.Sprintf(f.t.Status.Seed, f.m.Log.Header.Seed); f.full && columns(seed) <= 24 {
		right = seed + " · " + right
	}
	f.right(f.Width()-1, 0, f.Width()-1-at-14, quiet, right)
}

// drawPanelCaption draws the one sentence of a panel.
func (f *frame) drawPanelCaption(text string) {
	f.set(1, 1, moving, '▌')
	f.put(3, 1, f.Width()-4, ink|bold, text)
}

// drawPanelFoot draws the timeline and the keys below a panel.
func (f *frame) drawPanelFoot() {
	if f.full {
		f.drawTimeline(f.Height() - 3)
		f.drawFooter(f.Height()-1, 3)
		return
	}
	f.drawTimeline(f.Height() - 2)
	f.drawFooter(f.Height()-1, 2)
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
func (f *frame) drawRungBox(r rect, d *dossier) {
	t := &f.t.OrderPanel
	f.box(r, false, t.Ladder, ink)
	f.legend(r.x+r.w-3-columns(t.Belief), r.y, columns(t.Belief), belief, t.Belief)
	y := r.y + 1
	f.put(r.x+boxRung, y, 12, quiet, t.Rung)
	f.right(r.x+boxTime, y, 7, quiet, t.At)
	f.right(r.x+boxAfter, y, 8, quiet, t.After)
	f.put(r.x+boxMeans, y, r.w-boxMeans-1, quiet, t.Means)
	tail := f.rungTail(d.o)
	before, end := sim.Never, r.y+r.h-1-len(tail)
	for _, s := range f.rungSteps(d.o) {
		y++
		if y >= end {
			break
		}
		before = f.drawRungLine(r, y, s, before)
	}
	for i, line := range tail {
		f.put(r.x+captionCol, end+i, captionNext-captionCol-1, quiet, line[0].text)
		f.put(r.x+captionNext, end+i, r.w-captionNext-1, line[1].pen, line[1].text)
	}
}

// drawRungLine draws one rung, and returns when it was reached.
func (f *frame) drawRungLine(r rect, y int, s timedStep, before time.Duration) time.Duration {
	f.set(r.x+boxGlyph, y, s.pen, s.glyph)
	name := ink
	switch s.pen {
	case belief, lost, quiet:
		name = s.pen
	}
	f.put(r.x+boxRung, y, boxTime-boxRung-6, name, s.name)
	f.put(r.x+boxMeans, y, r.w-boxMeans-2, quiet, s.note)
	switch {
	case s.at != sim.Never:
		f.right(r.x+boxTime, y, 8, ink, clock(s.at))
		if before != sim.Never {
			f.right(r.x+boxAfter, y, 8, quiet, f.t.span(s.at-before))
		}
		return s.at
	case s.glyph == '✗':
		f.set(r.x+boxTime-3, y, quiet, '–')
		f.right(r.x+boxAfter, y, 8, lost, f.t.OrderPanel.Never)
	case s.glyph != '·':
		f.set(r.x+boxTime-3, y, quiet, '–')
	}
	return before
}

// timedStep is a line of the ladder with its time.
type timedStep struct {
	step
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
			s := f.rungStep(o, rung)
			s.note = f.meaning(o, rung)
			steps = append(steps, timedStep{s, o.Rungs[rung]})
		case f.t.Ladder.Rungs[rung] == now.name:
			open = append([]timedStep{{now, sim.Never}}, open...)
		default:
			open = append(open, timedStep{step{glyph: '·', pen: quiet, name: f.t.Ladder.Rungs[rung]}, sim.Never})
		}
	}
	slices.SortStableFunc(steps, func(a, b timedStep) int { return cmp.Compare(a.event, b.event) })
	return append(steps, open...)
}

// presentStep returns the rung the order is kept from now, and by what.
func (f *frame) presentStep(o *sim.OrderState) step {
	t := &f.t.OrderPanel
	if o.Truth() != sim.Lost {
		if now := f.present(o); len(now) > 0 {
			return now[0]
		}
		return step{}
	}
	s := step{glyph: '✗', pen: lost, name: f.t.Ladder.Rungs[sim.OnWire], note: t.NotLeft}
	switch {
	case !o.Reached(sim.OnWire):
	case o.Appended == 0:
		s.name, s.note = f.t.Ladder.Rungs[sim.Appended], f.t.Ladder.Lost
	case o.Copies == 0 && !o.Reached(sim.Polled):
		s.name, s.note = f.t.Ladder.Rungs[sim.Polled], t.NoCopy
	default:
		s.name, s.note = f.t.Ladder.Rungs[sim.Finished], t.NoWork
	}
	return s
}

// meaning says what reaching a rung means, beside the time it took.
func (f *frame) meaning(o *sim.OrderState, rung sim.Rung) string {
	t := &f.t.OrderPanel
	switch rung {
	case sim.Created:
		return t.Exists
	case sim.Paid:
		return fmt.Sprintf(f.t.Headline.Taken, grouped(o.Charged))
	case sim.Called:
		return fmt.Sprintf(t.WasCalled, [...]string{sim.Emit: "emit()", sim.EmitAwait: "emit()", sim.Send: "send()"}[f.s.Setup.Mode%3])
	case sim.OnWire:
		return fmt.Sprintf(t.LeftAfter, f.t.span(o.Rungs[rung]-o.CalledAt))
	case sim.Acked:
		if f.s.Setup.Mode != sim.Emit {
			return t.ByNothing
		}
	}
	return f.rungNote(o, rung)
}

// rungTail says what the caller knows and what the customer sees.
func (f *frame) rungTail(o *sim.OrderState) [][2]piece {
	t := &f.t.OrderPanel
	caller := t.Caller[min(o.Caller, sim.Unknown)]
	switch o.Caller {
	case sim.Value, sim.Failure:
		caller = fmt.Sprintf(caller, f.t.span(o.CallerAt))
	case sim.Pending:
		caller = fmt.Sprintf(caller, f.t.span(f.since(o.CalledAt)))
	}
	return [][2]piece{{{t.CallerKnows, quiet}, {caller, ink}}, {{t.CustomerSees, quiet}, {rowWord(o.Row), ink}}}
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
func (f *frame) drawChainBox(r rect, d *dossier) {
	t := &f.t.OrderPanel
	f.box(r, false, t.Chain, ink)
	f.legend(r.x+r.w-3-columns(t.Jumps), r.y, columns(t.Jumps), quiet, t.Jumps)
	chain := d.chain()
	_, selected := chainLines(f.m)
	at := 0
	for i, e := range chain {
		if e.N == selected {
			at = i
		}
	}
	rows := r.h - 3
	f.drawChainHead(r)
	top := scrollTop(at, len(chain), rows)
	for i := range min(rows, len(chain)-top) {
		f.drawChainLine(r, r.y+2+i, chain[top+i], chain[top+i].N == selected)
	}
	f.drawMore(r, r.y+2, top, rows, len(chain))
}

// scrollTop returns the first line of a list that is shown so that the
// selected one is in sight, with lines around it.
func scrollTop(at, count, rows int) int {
	return min(max(0, at-rows*3/4), max(0, count-rows))
}

// drawMore says at a list's right edge that it goes on.
func (f *frame) drawMore(r rect, y, top, rows, count int) {
	if top > 0 {
		f.set(r.x+r.w-2, y, quiet, '↑')
	}
	if top+rows < count {
		f.set(r.x+r.w-2, y+rows-1, quiet, '▾')
	}
}

func (f *frame) drawChainHead(r rect) {
	t := &f.t.OrderPanel
	f.right(r.x+chainEvent, r.y+1, chainEvent-1, quiet, t.Event)
	f.right(r.x+chainTime, r.y+1, 8, quiet, t.EventAt)
	f.put(r.x+chainCause-5, r.y+1, r.w-chainCause, quiet, t.Because)
}

func (f *frame) drawChainLine(r rect, y int, e *sim.Event, selected bool) {
	p := quiet
	f.clickable(r.x+1, y, r.w-2, deed{line: uint32(e.N)})
	if selected {
		p = ink | bold
		f.set(r.x+2, y, ink, '▸')
	}
	f.right(r.x+chainEvent, y, chainEvent-3, p, strconv.FormatUint(uint64(e.N), 10))
	f.right(r.x+chainTime, y, 9, p, clock(e.At))
	cause := "–"
	if e.Cause != 0 {
		cause = strconv.FormatUint(uint64(e.Cause), 10)
	}
	f.right(r.x+chainCause, y, 7, quiet, cause)
	glyph, pen := eventMark(e)
	f.set(r.x+chainGlyph, y, pen, glyph)
	if pen == ink || pen == done || pen == moving {
		pen = quiet
	}
	if selected {
		pen |= bold
		if pen == quiet|bold {
			pen = ink | bold
		}
	}
	room := r.w - chainText - 2
	f.put(r.x+chainText, y, room, pen, f.toldWithin(e, room))
}
