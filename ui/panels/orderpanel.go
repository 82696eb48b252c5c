package panels

import (
	"cmp"
	"fmt"
	"slices"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// drawOrderPanel draws everything the log has about one order: how far it got,
// how it came to that, what the row has said, the points, and the record.
func (f *frame) drawOrderPanel() {
	d := f.Moment.Dossier(f.panel.Order)
	if d == nil {
		f.DrawPanel(f.orderLines(), f.Words.Ladder.NoOrder)
		return
	}
	r := f.DrawPanel(f.orderLines(), f.Verdict(d.State))
	f.drawBoxes(r, [boxCount]func(canvas.Rect){
		func(r canvas.Rect) { f.drawRungBox(r, d) }, func(r canvas.Rect) { f.drawChainBox(r, d) },
		func(r canvas.Rect) { f.drawRowBox(r, d) }, func(r canvas.Rect) { f.drawLedgerBox(r, d) }, func(r canvas.Rect) { f.drawRecordBox(r, d) },
	})
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

// drawRungBox draws the ladder with times, and the time since the rung before;
// in a low box in two columns, without what the rungs mean.
func (f *frame) drawRungBox(r canvas.Rect, d *moment.Dossier) {
	t := &f.Words.OrderPanel
	f.Box(r, false, t.Ladder, canvas.Ink)
	f.Legend(r.X+r.W-3-canvas.Columns(t.Belief), r.Y, canvas.Columns(t.Belief), canvas.Belief, t.Belief)
	steps, tail := f.rungSteps(d.State), f.rungTail(d.State)
	lines, y := r.H-2, r.Y+1
	if lines < len(steps)+len(tail) {
		f.drawRungPairs(r, steps, tail)
		return
	}
	if lines > len(steps)+len(tail) {
		f.Put(r.X+boxRung, y, 12, canvas.Quiet, t.Rung)
		f.Right(r.X+boxTime, y, 7, canvas.Quiet, t.At)
		f.Right(r.X+boxAfter, y, 8, canvas.Quiet, t.After)
		f.Put(r.X+boxMeans, y, r.W-boxMeans-1, canvas.Quiet, t.Means)
		y++
	}
	before := sim.Never
	for _, s := range steps {
		before = f.drawRungLine(r, y, s, before)
		y++
	}
	f.drawRungTail(r, tail)
}

// drawRungTail draws what the caller knows and what the customer sees at the
// bottom of the ladder.
func (f *frame) drawRungTail(r canvas.Rect, tail [][2]tell.Piece) {
	y := r.Y + r.H - 1 - len(tail)
	for i, line := range tail {
		f.Put(r.X+captionCol, y+i, captionNext-captionCol-1, canvas.Quiet, line[0].Text)
		f.Put(r.X+captionNext, y+i, r.W-captionNext-1, line[1].Pen, line[1].Text)
	}
}

// drawRungPairs draws the ladder in two columns, the second beside the first.
func (f *frame) drawRungPairs(r canvas.Rect, steps []timedStep, tail [][2]tell.Piece) {
	rows := (len(steps) + 1) / 2
	for i, s := range steps {
		x, y := r.X+i/rows*(r.W/2), r.Y+1+i%rows
		if y >= r.Y+r.H-1 {
			continue
		}
		f.drawRungName(x, y, s)
		switch {
		case s.at != sim.Never:
			f.Right(x+boxTime, y, 8, canvas.Ink, words.Clock(s.at))
		case s.Glyph == '✗':
			f.Right(x+boxTime, y, 8, canvas.Lost, f.Words.OrderPanel.Never)
		}
	}
	if rows+len(tail) <= r.H-2 {
		f.drawRungTail(r, tail)
	}
}

// drawRungLine draws one rung, and returns when it was reached.
func (f *frame) drawRungLine(r canvas.Rect, y int, s timedStep, before time.Duration) time.Duration {
	f.drawRungName(r.X, y, s)
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

// drawRungName draws the sign and the name of a rung.
func (f *frame) drawRungName(x, y int, s timedStep) {
	f.Set(x+boxGlyph, y, s.Pen, s.Glyph)
	name := canvas.Ink
	switch s.Pen {
	case canvas.Belief, canvas.Lost, canvas.Quiet:
		name = s.Pen
	}
	f.Put(x+boxRung, y, boxTime-boxRung-6, name, s.Name)
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
