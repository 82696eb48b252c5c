package track

import (
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// track is what stands on the track of a lane, whoever it is of.
type track struct {
	from, to int // the trail: columns from, up to and not including
	trail    canvas.Pen
	heavy    bool // the lane of the cue, or the selected one
	tokens   []token
	chip     chip
	back     back
	notch    int // column of a claim that lies behind the order; 0: none
	claim    claim
	reached  stop // the stops beyond it are marked as not reached
}

// token is an order on its lane, or a copy of it, or several orders.
type token struct {
	x     int
	glyph rune
	label string
	pen   canvas.Pen
	left  string // what is said of it, before it
	right string // and behind it
	said  canvas.Pen
	apart bool // a second copy or job: a blank before and behind it
	opens intent.Place
}

// end returns the column behind a token.
func (t *token) end() int { return t.x + 1 + canvas.Columns(t.label) }

// over returns the column behind a token and what is said of it.
func (t *token) over() int {
	if t.right == "" {
		return t.end()
	}
	return t.end() + 1 + canvas.Columns(t.right)
}

// back is something that goes back on a lane: ◂╌╌.
type back struct {
	x, end int // of the head, and behind the last cell of the line; end 0: nothing goes back
	label  string
	pen    canvas.Pen
	tail   rune // where it comes from; 0: from a token that is drawn
	said   string
}

// claim is the line to where a row says that its order is.
type claim struct {
	from, to int // of the line, and of its end; to 0: none
	seen     int // the last column of it that has grown
}

// drawTrack draws what stands on the track of a lane, except claims.
func (f *frame) drawTrack(y int, t *track) {
	line := '─'
	if t.heavy {
		line = '━'
	}
	f.Repeat(t.from, y, t.to-t.from, t.trail, line)
	f.drawStations(y, t.reached)
	if t.notch > 0 {
		f.Set(t.notch, y, canvas.Belief, '◇')
	}
	f.drawBack(y, &t.back)
	for i := range t.tokens {
		f.drawToken(y, &t.tokens[i], t.trail, line)
	}
}

// drawStations marks the places that are not reached yet.
func (f *frame) drawStations(y int, reached stop) {
	for s := stopLog; s <= stopDone; s++ {
		if s > reached {
			f.Set(f.claimColumn(s), y, canvas.Faint, '·')
		}
	}
}

// drawToken draws a token and what is said of it, which may be pointed at.
func (f *frame) drawToken(y int, t *token, trail canvas.Pen, line rune) {
	if t.opens.Kind != intent.NoPlace {
		f.Clickable(t.x, y, t.over()-t.x, intent.Click{Place: t.opens})
	}
	if f.focused(t.opens) {
		t.said = canvas.Ink | canvas.Bold
		defer f.Set(t.x-1, y, t.said, '▸')
	}
	if t.left != "" {
		x := t.x - 1 - canvas.Columns(t.left)
		f.Set(x-1, y, canvas.Quiet, ' ')
		f.Print(x, y, t.x-1, t.said, t.left)
	}
	if t.left != "" || t.apart {
		f.Set(t.x-1, y, canvas.Quiet, ' ')
	}
	f.Set(t.x, y, t.pen, t.glyph)
	f.Print(t.x+1, y, f.Width(), t.pen, t.label)
	if t.right == "" && !t.apart {
		return
	}
	x := t.end()
	f.Set(x, y, canvas.Quiet, ' ')
	if t.apart {
		x++
		f.Set(x, y, trail, line)
	}
	f.Print(x+1, y, f.Width(), t.said, t.right)
}

// drawBack draws what goes back.
func (f *frame) drawBack(y int, b *back) {
	if b.end == 0 {
		return
	}
	f.Set(b.x-1, y, canvas.Quiet, ' ')
	f.Set(b.x, y, b.pen, '◂')
	x := f.Print(b.x+1, y, f.Width(), b.pen, b.label)
	if b.label != "" {
		f.Set(x, y, canvas.Quiet, ' ')
		x++
	}
	f.Repeat(x, y, b.end-x, b.pen, '╌')
	if b.tail != 0 {
		f.Set(b.end, y, canvas.Lost, b.tail)
		f.Set(b.end+1, y, canvas.Quiet, ' ')
		f.Print(b.end+2, y, f.Width(), b.pen, b.said)
	}
}

// fitting returns the first of the variants that has room; none where even the
// last has not: a word is never cut.
func fitting(room int, variants []string) string {
	for _, v := range variants {
		if canvas.Columns(v) <= room {
			return v
		}
	}
	return ""
}
