package track

import (
	"fmt"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// whoBoxes is from how many lines on the code and who knows what have boxes, and
// ladderFrom from which width on the ladder has one.
const (
	whoBoxes   = 7
	ladderFrom = 150
)

// drawWho draws below the lanes, about the order whose lane is marked, what its
// code does and who knows what.
func (f *frame) drawWho() {
	if f.Moment.Opening != nil {
		return
	}
	y, h := f.rows.Who, f.rows.WhoH
	if h < whoBoxes {
		o := f.about()
		if o == nil {
			return
		}
		f.Zone(canvas.Rect{X: 1, Y: y, W: f.Width() - 2, H: min(h, 2)}, intent.Click{Place: moment.PlaceOf(o.Order.Number)})
		f.drawRunningLine(y, o)
		if h > 1 {
			f.drawKnowers(y+1, o)
		}
		return
	}
	for i, r := range f.whoRects(y, h) {
		[...]func(canvas.Rect){f.drawCode, f.drawWhoBox, f.drawLadder}[i](r)
	}
}

// about returns the order that the code and who knows what are about; nil where
// there is none yet.
func (f *frame) about() *sim.OrderState { return f.State.Order(f.Selected) }

// whoRects returns where the boxes are: two, or three where there is room.
func (f *frame) whoRects(y, h int) []canvas.Rect {
	w := f.Width()
	if w < ladderFrom {
		code := (w - 3) * 45 / 100
		return []canvas.Rect{{X: 1, Y: y, W: code, H: h}, {X: 2 + code, Y: y, W: w - 3 - code, H: h}}
	}
	code, who := (w-4)*31/100, (w-4)*37/100
	return []canvas.Rect{{X: 1, Y: y, W: code, H: h}, {X: 2 + code, Y: y, W: who, H: h}, {X: 3 + code + who, Y: y, W: w - 4 - code - who, H: h}}
}

// drawRunningLine draws in one line the line of code that runs, and what it did.
func (f *frame) drawRunningLine(y int, o *sim.OrderState) {
	glyph, g := runs(o)
	f.Set(1, y, g, glyph)
	line := codeOf(&f.State.Setup, f.publisher(o))[codeAt(o)]
	said, p := f.did(o)
	for _, words := range said {
		for _, code := range line {
			if room := f.Width() - 1; 3+canvas.Columns(code)+3+canvas.Columns(words) <= room {
				x := f.Print(3, y, room, canvas.Ink, code)
				f.Print(x+3, y, room, p, words)
				return
			}
		}
	}
	f.whole(3, y, f.Width()-4, canvas.Ink, line[:]...)
}

// differs returns the sign between what is believed of an order and what is
// true, and the pen of the belief.
func differs(st *sim.Standing) (sign rune, believed canvas.Pen) {
	switch st.Belief {
	case sim.Ahead:
		return '≠', canvas.Belief | canvas.Bold
	case sim.Behind:
		return '≠', canvas.Ink
	}
	return '·', canvas.Ink
}

// drawKnowers draws in one line what is believed of an order, what is true, and
// what its caller knows.
func (f *frame) drawKnowers(y int, o *sim.OrderState) {
	st := f.Standing(o)
	end := f.Width() - 1
	x := f.Print(1, y, end, canvas.Ink|canvas.Bold, words.Named(o.Order.Number)) + 2
	sign, believed := differs(&st)
	x = f.Print(x, y, end, believed, tell.RowWord(o.Row)) + 1
	f.Set(x, y, canvas.Ink, sign)
	x += 2
	for _, knows := range [...]string{f.CallerKnows(o, end), f.CallerKnows(o, 0), ""} {
		caller := ""
		if knows != "" {
			caller = fmt.Sprintf(f.Words.Who.CallerIs, knows)
		}
		room := end - x - canvas.Columns(caller) - 2
		if said, p := f.InTruth(&st, room); canvas.Columns(said) <= room || caller == "" {
			f.whole(x, y, room, truthPen(p, &st), said)
			f.Right(end, y, canvas.Columns(caller), canvas.Quiet, caller)
			return
		}
	}
}

// truthPen is the pen of what is true: loud where something else is believed.
func truthPen(p canvas.Pen, st *sim.Standing) canvas.Pen {
	if p == canvas.Quiet {
		p = canvas.Ink
	}
	if st.Belief != sim.Agrees {
		p |= canvas.Bold
	}
	return p
}

// knowers are the columns of who knows what, from the left of their box.
type knowers struct{ level, sign, value, room int }

// whoColumns returns the columns of a box: with the names in full where what
// they know has room beside them.
func whoColumns(r canvas.Rect) knowers {
	k := knowers{level: 0, sign: 23, value: 25}
	if r.W < 56 {
		k = knowers{level: 1, sign: 11, value: 13}
	}
	k.room = r.W - k.value - 2
	return k
}

// drawWhoBox draws who knows what about the selected order.
func (f *frame) drawWhoBox(r canvas.Rect) {
	t, o := &f.Words.Who, f.about()
	if o == nil {
		f.Box(r, false, t.Title[0], canvas.Quiet)
		f.whole(r.X+2, headBlank(r), r.W-4, canvas.Quiet, t.NoOrder)
		return
	}
	f.drawWhoTitle(r, o)
	st, k, y := f.Standing(o), whoColumns(r), headBlank(r)
	sign, believed := differs(&st)
	line := func(name [2]string, said string, p canvas.Pen) {
		f.whole(r.X+2, y, k.sign-3, canvas.Quiet, name[k.level:]...)
		f.whole(r.X+k.value, y, k.room, p, said)
		y++
	}
	line(t.Believes, f.Believes(o, k.room), believed)
	if sign == '≠' {
		f.Set(r.X+k.sign, y, canvas.Ink|canvas.Bold, sign)
	}
	said, p := f.InTruth(&st, k.room)
	line(t.InTruth, said, truthPen(p, &st))
	y++
	line(t.Caller, f.CallerKnows(o, k.room), canvas.Ink)
	line(t.Customer, tell.RowWord(o.Row), believed&^canvas.Bold)
	if r.H >= roomyBox {
		f.drawStory(r, y+1, o)
	}
}

// drawWhoTitle draws the border of the box, with the order and its points.
func (f *frame) drawWhoTitle(r canvas.Rect, o *sim.OrderState) {
	t, what := &f.Words.Who, f.OrderBriefly(o.Order)
	points := fmt.Sprintf(f.Words.Points, typeset.Grouped(o.Charged))
	if o.Refunded > 0 {
		points = fmt.Sprintf(t.PaidBack, typeset.Grouped(o.Refunded))
	}
	var titles []string
	for _, name := range t.Title {
		for _, w := range what {
			titles = append(titles, name+" · "+w)
		}
	}
	titles = append(titles, what[len(what)-1])
	room := r.W - 6
	title := canvas.Longest(room-canvas.Columns(points)-3, titles...)
	f.Box(r, false, title, canvas.Quiet)
	f.Zone(r, intent.Click{Place: moment.PlaceOf(o.Order.Number)})
	if canvas.Columns(title)+canvas.Columns(points)+3 <= room {
		w := canvas.Columns(points)
		f.Legend(r.X+r.W-3-w, r.Y, w, canvas.Quiet, points)
	}
}
