package board

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
)

// gridColumns are where three rungs stand in one line.
var gridColumns = [...]int{2, 19, 33}

// drawLadder draws how far the selected order got, and who knows.
func (f *frame) drawLadder(r canvas.Rect) {
	if f.Moment.Finished {
		f.drawCard(r)
		return
	}
	o := f.State.Order(f.Selected)
	if o == nil {
		f.Box(r, false, f.Words.Ladder.Title, canvas.Ink)
		f.Put(r.X+2, r.Y+1, r.W-4, canvas.Quiet, f.Words.Ladder.NoOrder)
		return
	}
	f.Box(r, false, f.OrderTitle(o.Order), canvas.Ink)
	tail := f.ladderTail(o)
	room := r.H - 2 - len(tail)
	reached, now := f.reached(o, room > 12), f.Present(o)
	open := f.unreached(o, now)
	y := f.drawRungs(r, reached, now, open, room)
	for _, e := range tail {
		f.Put(r.X+2, y, r.W-3, e.Pen, e.Text)
		y++
	}
}

// drawRungs draws what was reached, what holds now, and what is still to come.
// Where lines are short, the earliest rungs share lines of three, what is to
// come is shortened, and at last the earliest rungs go.
func (f *frame) drawRungs(r canvas.Rect, reached, now, open []tell.Step, room int) int {
	third := (len(open) + 2) / 3
	for len(open) > 0 && (len(now)+third > max(room-2, 1) || (len(reached)+2)/3+len(now)+third > room) {
		third--
		open = open[:max(0, third*3)]
	}
	now = now[:min(len(now), max(room, 0))]
	for len(reached) > 0 && (len(reached)+2)/3+len(now) > room {
		reached = reached[min(3, len(reached)):]
	}
	packed := 0
	for packed < len(reached) && (packed+2)/3+len(reached)-packed+len(now)+third > room {
		packed++
	}
	y := r.Y + 1
	y = f.drawGrid(r, y, reached[:packed])
	for _, s := range append(slices.Clone(reached[packed:]), now...) {
		f.drawStep(r, y, s)
		y++
	}
	return f.drawGrid(r, y, open)
}

func (f *frame) drawGrid(r canvas.Rect, y int, steps []tell.Step) int {
	for i, s := range steps {
		x := r.X + gridColumns[i%3]
		f.Set(x, y, s.Pen, s.Glyph)
		p := canvas.Quiet
		if f.stepIsNews(s) {
			p = canvas.Ink | canvas.Bold | canvas.Focus
		}
		f.Put(x+2, y, r.X+r.W-1-x-2, p, shortName(s.Name))
		if i%3 == 2 || i == len(steps)-1 {
			y++
		}
	}
	return y
}

// shortName returns a rung's name for a line of three: without the second word
// that explains it where the two are too wide.
func shortName(name string) string {
	if first, _, found := strings.Cut(name, " "); found && canvas.Columns(name) > tell.GridName {
		return first
	}
	return name
}

func (f *frame) drawStep(r canvas.Rect, y int, s tell.Step) {
	if s.Indent {
		f.Put(r.X+tell.RungName, y, r.W-tell.RungName-1, canvas.Quiet, s.Note)
		return
	}
	f.Set(r.X+2, y, s.Pen, s.Glyph)
	name := canvas.Ink
	if s.Pen == canvas.Belief || s.Pen == canvas.Lost {
		name = s.Pen
	}
	f.Put(r.X+tell.RungName, y, 13, name, s.Name)
	at, width := canvas.Ink, r.W-1-tell.RungNote
	if f.stepIsNews(s) {
		at |= canvas.Bold | canvas.Focus
		f.Set(r.X+tell.RungMark, y, canvas.Ink, '◂')
		width = tell.NoteWidth
	}
	if s.Time == "–" {
		f.Set(r.X+tell.RungTime-5, y, canvas.Quiet, '–')
	} else {
		f.Right(r.X+tell.RungTime, y, 8, at, s.Time)
	}
	x := r.X + tell.RungNote
	if width == tell.NoteWidth && canvas.Columns(s.Note) == width {
		x-- // a blank before the mark
	}
	f.Put(x, y, r.X+tell.RungNote+width-x, canvas.Quiet, s.Note)
}

// stepIsNews reports whether the change at the cursor reached the rung.
func (f *frame) stepIsNews(s tell.Step) bool {
	if s.Event == 0 || !f.News.Fresh {
		return false
	}
	last := f.News.Latest(func(e *sim.Event) bool {
		_, rung := e.Rung()
		return e.Order == f.Selected && (rung || moment.GaveUp(e) || e.Type == sim.RowChanged)
	})
	return last != nil && last.N == s.Event
}

// reached returns the rungs the order reached, as they happened.
func (f *frame) reached(o *sim.OrderState, all bool) []tell.Step {
	var steps []tell.Step
	from := sim.Called
	if all {
		from = sim.Created
	}
	for rung := from; rung < sim.RungCount; rung++ {
		if o.Reached(rung) {
			steps = append(steps, f.RungStep(o, rung))
		}
	}
	slices.SortStableFunc(steps, func(a, b tell.Step) int { return cmp.Compare(a.Event, b.Event) })
	if o.Truth() == sim.OnTheWay && len(steps) > 0 {
		last := &steps[len(steps)-1]
		last.Glyph, last.Pen = '●', canvas.Moving
	}
	return steps
}

// unreached returns the rungs that are still to come, but for the one that
// present says something about.
func (f *frame) unreached(o *sim.OrderState, now []tell.Step) []tell.Step {
	switch o.Truth() {
	case sim.Lost, sim.Ended:
		return nil
	}
	var steps []tell.Step
	for rung := sim.Called; rung < sim.RungCount; rung++ {
		name := f.Words.Ladder.Rungs[rung]
		if o.Reached(rung) || len(now) > 0 && now[0].Name == name || rung == sim.Accepted && o.Order.Fulfilment != sim.External {
			continue
		}
		if len(now) > 1 && (rung == sim.Replicated || rung == sim.Reported) {
			continue // two lines say more about where it is now
		}
		steps = append(steps, tell.Step{Glyph: '·', Pen: canvas.Quiet, Name: name})
	}
	return steps
}

// ladderTail says what the caller knows, what the customer sees, and what
// became of the points.
func (f *frame) ladderTail(o *sim.OrderState) []tell.Piece {
	t := &f.Words.Ladder
	lines := []tell.Piece{{Text: f.callerKnows(o), Pen: canvas.Ink}}
	if o.Caller == sim.Failure {
		lines = append(lines, tell.Piece{Text: "  " + sim.Printable(errorName(o), tell.IDShown), Pen: canvas.Lost})
	}
	lines = append(lines, tell.Piece{Text: fmt.Sprintf(t.Customer, tell.RowWord(o.Row)), Pen: canvas.Ink})
	switch {
	case o.Truth() == sim.Lost && o.Charged > o.Refunded:
		lines = append(lines, tell.Piece{Text: fmt.Sprintf(t.ForNothing, typeset.Grouped(o.Charged-o.Refunded)), Pen: canvas.Lost})
	case o.Refunded > 0:
		lines = append(lines, tell.Piece{Text: fmt.Sprintf(t.Refunded, typeset.Grouped(o.Refunded)), Pen: canvas.Ink})
	}
	return lines
}

func errorName(o *sim.OrderState) string {
	if o.Error == sim.OtherError && o.ErrorText != "" {
		return o.ErrorText
	}
	return o.Error.String()
}

func (f *frame) callerKnows(o *sim.OrderState) string {
	said := f.Words.Ladder.Caller[o.Caller%6]
	switch o.Caller {
	case sim.Value, sim.Failure:
		return fmt.Sprintf(said, f.Words.Span(o.CallerAt))
	case sim.Pending:
		return fmt.Sprintf(said, f.Words.Span(f.Since(o.CalledAt)))
	}
	return said
}
