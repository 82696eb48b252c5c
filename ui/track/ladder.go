package track

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
)

// gridWidth is how many rungs stand in one line where lines are short.
const gridWidth = 3

// drawLadder draws how far the selected order got.
func (f *frame) drawLadder(r canvas.Rect) {
	t, o := &f.Words.Who, f.about()
	if o == nil {
		f.Box(r, false, t.HowFar[1], canvas.Quiet)
		return
	}
	f.Box(r, false, canvas.Longest(r.W-6, fmt.Sprintf(t.HowFar[0], o.Order.Number), t.HowFar[1]), canvas.Quiet)
	f.Zone(r, intent.Click{Place: moment.PlaceOf(o.Order.Number)})
	top := headBlank(r)
	room := r.Y + r.H - 1 - top
	reached, now := f.reached(o), f.Present(o)
	if room < len(reached)+len(now)+2 {
		reached = slices.DeleteFunc(reached, func(s tell.Step) bool { return s.Event <= o.RungEvent[sim.Paid] }) // that it was bought goes first
	}
	f.drawRungs(r, top, reached, now, f.unreached(o, now))
}

// drawRungs draws what was reached, what holds now, and what is still to come.
// Where lines are short, the earliest rungs share lines, what is to come is
// shortened, and at last the earliest rungs go.
func (f *frame) drawRungs(r canvas.Rect, top int, reached, now, open []tell.Step) {
	room := r.Y + r.H - 1 - top
	lines := func(n int) int { return (n + gridWidth - 1) / gridWidth }
	third := lines(len(open))
	for len(open) > 0 && (len(now)+third > max(room-2, 1) || lines(len(reached))+len(now)+third > room) {
		third--
		open = open[:max(0, third*gridWidth)]
	}
	now = now[:min(len(now), max(room, 0))]
	for len(reached) > 0 && lines(len(reached))+len(now) > room {
		reached = reached[min(gridWidth, len(reached)):]
	}
	packed := 0
	for packed < len(reached) && lines(packed)+len(reached)-packed+len(now)+third > room {
		packed++
	}
	y := f.drawGrid(r, top, reached[:packed])
	for _, s := range append(slices.Clone(reached[packed:]), now...) {
		f.drawStep(r, y, s)
		y++
	}
	f.drawGrid(r, y, open)
}

// drawGrid draws rungs in lines of three, and returns the line after them.
func (f *frame) drawGrid(r canvas.Rect, y int, steps []tell.Step) int {
	column := (r.W - 4) / gridWidth
	for i, s := range steps {
		x := r.X + 2 + i%gridWidth*column
		f.Set(x, y, s.Pen, s.Glyph)
		p := canvas.Quiet
		if s.Event == 0 {
			p = canvas.Faint
		}
		first, _, _ := strings.Cut(s.Name, " ") // the second word explains it
		f.whole(x+2, y, column-3, p, s.Name, first)
		if i%gridWidth == gridWidth-1 || i == len(steps)-1 {
			y++
		}
	}
	return y
}

// drawStep draws a rung with its time and what that means.
func (f *frame) drawStep(r canvas.Rect, y int, s tell.Step) {
	if s.Indent {
		f.whole(r.X+tell.RungName, y, r.W-tell.RungName-1, canvas.Quiet, s.Note)
		return
	}
	f.Set(r.X+2, y, s.Pen, s.Glyph)
	name := canvas.Ink
	if s.Pen == canvas.Belief || s.Pen == canvas.Lost {
		name = s.Pen
	}
	f.whole(r.X+tell.RungName, y, 13, name, s.Name)
	if s.Time == "–" {
		f.Set(r.X+tell.RungTime-5, y, canvas.Faint, '–')
	} else {
		f.Right(r.X+tell.RungTime, y, 8, canvas.Ink, s.Time)
	}
	f.whole(r.X+tell.RungNote, y, r.W-tell.RungNote-1, canvas.Quiet, s.Note)
}

// reached returns the rungs the order reached, as they happened.
func (f *frame) reached(o *sim.OrderState) []tell.Step {
	var steps []tell.Step
	for rung := sim.Created; rung < sim.RungCount; rung++ {
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

// unreached returns the rungs that are still to come, but for the one that is
// said of where it is now. Of an order that is over it never reaches them.
func (f *frame) unreached(o *sim.OrderState, now []tell.Step) []tell.Step {
	var steps []tell.Step
	for rung := sim.Called; rung < sim.RungCount; rung++ {
		name := f.Words.Ladder.Rungs[rung]
		if o.Reached(rung) || len(now) > 0 && now[0].Name == name || rung == sim.Accepted && o.Order.Fulfilment != sim.External {
			continue
		}
		if len(now) > 1 && !o.Truth().Over() && (rung == sim.Replicated || rung == sim.Reported) {
			continue // two lines say more about where it is now
		}
		steps = append(steps, tell.Step{Glyph: '·', Pen: canvas.Faint, Name: name})
	}
	return steps
}
