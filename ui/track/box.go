package track

import (
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
)

// box is one of the places. Its size follows from that of the frame alone, so
// that nothing moves while numbers change.
type box struct {
	canvas.Rect
	spot   moment.Spot
	titles []string     // the longest first
	count  string       // at the right of its border; "" = none
	opens  intent.Place // what enter on its title, or a click, opens
	cut    bool         // it cannot be reached: its border is dashed
	lit    bool         // it is in the spotlight
	pad    int          // columns between its border and what it says
}

// boxRow is a line of a box: what begins at its left, and what ends at its right.
type boxRow struct{ left, right []tell.Piece }

// paddedFrom are the widths from which the boxes have a blank column inside their
// border, if they have five lines: narrower ones need all their columns.
var paddedFrom = [moment.SpotCount]int{
	moment.ServiceSpot: 22, moment.ProducerSpot: 26, moment.BrokerSpot: 17, moment.ConsumersSpot: 20, moment.DoneSpot: 16,
}

// newBox returns the box of a place, as wide as its columns.
func (f *frame) newBox(spot moment.Spot) box {
	b := box{spot: spot, lit: f.spot == spot, Rect: canvas.Rect{Y: f.rows.Places, H: f.rows.PlacesH}}
	c := &f.cols
	switch spot {
	case moment.ServiceSpot:
		b.X, b.W = 1, c.Track-2
	case moment.ProducerSpot:
		b.X, b.W = c.Track, c.P
	case moment.BrokerSpot:
		b.X, b.W = c.Broker(), c.B
	case moment.ConsumersSpot:
		b.X, b.W = c.Consumers(), c.C
	case moment.DoneSpot:
		b.X, b.W = c.Done(), c.D
	}
	if b.H > 3 && b.W >= paddedFrom[spot] {
		b.pad = 1
	}
	return b
}

// rows is how many lines of words a box has.
func (b *box) rows() int { return max(0, b.H-2) }

// room is how many columns a line of words has.
func (b *box) room() int { return b.W - 2 - 2*b.pad }

// drawBorder draws the border of a box with its title: heavy in the spotlight,
// dashed where it cannot be reached. A box of one line is its title alone.
func (f *frame) drawBorder(b *box) {
	border, p := canvas.Solid, canvas.Line
	switch {
	case b.lit && b.cut:
		border, p = canvas.HeavyDashed, canvas.Ink
	case b.lit:
		border, p = canvas.Heavy, canvas.Ink
	case b.cut:
		border = canvas.Dashed
	}
	if b.H == 1 {
		f.Repeat(b.X, b.Y, b.W, p, ruleOf[border])
	} else {
		f.Clear(b.Rect, 0)
		f.Canvas.Frame(b.Rect, border, p)
	}
	f.drawTitle(b, p)
	f.Zone(b.Rect, intent.Click{Place: b.opens})
}

// ruleOf is the line across of each border.
var ruleOf = [...]rune{canvas.Solid: '─', canvas.Dashed: '╌', canvas.Heavy: '━', canvas.HeavyDashed: '╍'}

// drawTitle writes the title of a box into its border, and its count at the
// right end.
func (f *frame) drawTitle(b *box, border canvas.Pen) {
	x, end := b.X+1, b.X+b.W-1
	if b.H == 1 {
		x, end = b.X, b.X+b.W
	}
	title, lead, blanks, counted := b.fitTitle(end - x)
	if counted {
		f.Right(end, b.Y, end-x, border, " "+b.count+" ")
		f.Right(end-1, b.Y, end-x, f.figure(b, canvas.Waiting), b.count)
	}
	x += lead
	last := x + 2*blanks + canvas.Columns(title)
	f.Clickable(x+blanks, b.Y, canvas.Columns(title), intent.Click{Place: b.opens})
	f.Repeat(x, b.Y, last-x, border, ' ')
	p := canvas.Quiet
	if f.focused(b.opens) {
		p = canvas.Ink | canvas.Bold
	}
	f.Print(x+blanks, b.Y, last, p, title)
	if b.lit {
		f.Highlight(x, b.Y, last)
	}
	if f.focused(b.opens) {
		f.markBox(b, x, last, blanks > 0)
	}
}

// markBox marks a box that is pointed at: in the blank before its title, else in
// its side, or behind a title that is all of it.
func (f *frame) markBox(b *box, x, end int, blank bool) {
	p := canvas.Ink | canvas.Bold
	switch {
	case blank && b.lit:
		f.Set(x, b.Y, p|canvas.Focus, '▸')
	case blank:
		f.Set(x, b.Y, p, '▸')
	case b.H > 1:
		f.Set(b.X, b.Y+b.H/2, p, '▸')
	case end < b.X+b.W:
		f.Set(end, b.Y, p, '▸')
	default:
		f.Set(x-1, b.Y, p, '▸')
	}
}

// fitTitle chooses the longest title that fits into a border: after a piece of
// the line and with a blank at either side, else without the piece, at last
// without the blanks; the count goes where it has no room.
func (b *box) fitTitle(room int) (title string, lead, blanks int, counted bool) {
	for _, count := range []string{b.count, ""} {
		tail := 1 // of the line, after the title
		if count != "" {
			tail = canvas.Columns(count) + 1
		}
		for _, title := range b.titles {
			if w := canvas.Columns(title); w+3+tail <= room {
				return title, 1, 1, count != ""
			}
		}
		for _, title := range b.titles {
			switch w := canvas.Columns(title); {
			case w+2+tail <= room:
				return title, 0, 1, count != ""
			case count != "" && w+1+tail <= room, count == "" && w <= room:
				return title, 0, 0, count != ""
			}
		}
	}
	return "", 0, 0, false
}

// focused reports whether a place is pointed at.
func (f *frame) focused(place intent.Place) bool {
	return place.Kind != intent.NoPlace && f.Moment.Focus == place
}

// Pens of what a box says. What is in the spotlight is present, the rest rests.

// label is the pen of a name.
func (f *frame) label(b *box) canvas.Pen {
	if b.lit {
		return canvas.Ink
	}
	return canvas.Quiet
}

// figure is the pen of a number that means something.
func (f *frame) figure(b *box, p canvas.Pen) canvas.Pen {
	if b.lit {
		return p | canvas.Bold
	}
	return p
}

// say writes the first of some variants of a line that fits; none is cut, and
// where none fits the line stays empty.
func (f *frame) say(b *box, line int, variants ...boxRow) {
	y := b.Y + 1 + line
	if line >= b.rows() {
		return
	}
	for i := range variants {
		for _, pad := range [...]int{b.pad, 0} {
			if x, end := b.X+1+pad, b.X+b.W-1-pad; variants[i].width() <= end-x {
				f.write(x, y, end, &variants[i])
				return
			}
		}
	}
}

func (f *frame) write(x, y, end int, r *boxRow) {
	for _, p := range r.left {
		x = f.Print(x, y, end, p.Pen, p.Text)
	}
	at := end - widthOf(r.right)
	for _, p := range r.right {
		at = f.Print(at, y, end, p.Pen, p.Text)
	}
}

// width is how many columns a line needs.
func (r *boxRow) width() int {
	w := widthOf(r.left)
	if len(r.right) > 0 {
		w += widthOf(r.right)
		if len(r.left) > 0 {
			w++
		}
	}
	return w
}

func widthOf(pieces []tell.Piece) int {
	w := 0
	for _, p := range pieces {
		w += canvas.Columns(p.Text)
	}
	return w
}

// boxPair returns a line of a name and a value.
func boxPair(name string, p canvas.Pen, value string, v canvas.Pen) boxRow {
	return boxRow{left: piecesOf(name, p), right: piecesOf(value, v)}
}

// boxText returns a line of one text.
func boxText(text string, p canvas.Pen) boxRow { return boxRow{left: piecesOf(text, p)} }

func piecesOf(text string, p canvas.Pen) []tell.Piece { return []tell.Piece{{Text: text, Pen: p}} }

// finish puts a box that is in the spotlight on its ground.
func (f *frame) finish(b *box) {
	if !b.lit {
		return
	}
	for y := b.Y; y < b.Y+b.H; y++ {
		f.Ground(b.X, y, b.X+b.W, canvas.Surf)
	}
}
