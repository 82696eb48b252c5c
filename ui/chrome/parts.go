package chrome

import (
	"fmt"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
)

// Part is one part of the lower bar.
type Part struct {
	Count int
	Said  string // with the count
	glyph rune
	pen   canvas.Pen
	place intent.Place
	gap   bool // the row ever said PUBLISHED, and the order is not finished
	alone bool // its words stand in the bar, where they have room
}

// Parts returns what the lower bar is made of, beginning with what is finished;
// then come the parts of the gap in their fixed order, and what no row promises.
func (f *Frame) Parts() []Part {
	t, gap, truths := &f.Words.Headline, &f.State.Gap, &f.State.Truths
	part := func(truth sim.Truth, n int, glyph rune, p canvas.Pen, said string) Part {
		place := intent.Place{Kind: intent.PartPlace, Number: uint32(truth)}
		return Part{Count: n, Said: fmt.Sprintf(said, typeset.Grouped(int64(n))), glyph: glyph, pen: p, place: place, gap: true}
	}
	parts := []Part{
		{Count: f.State.Finished, glyph: '█', pen: canvas.Done, place: intent.Place{Kind: intent.FinishedPlace}},
		part(sim.Working, gap[sim.Working], '▓', canvas.Moving, t.Working),
		part(sim.OnTheWay, gap[sim.OnTheWay], '▒', canvas.Moving, t.OnWay),
		part(sim.Waiting, gap[sim.Waiting], '▒', canvas.Waiting, t.Waiting),
		part(sim.InMemory, gap[sim.InMemory], '░', canvas.Waiting, t.Memory),
		part(sim.Retrying, gap[sim.Retrying]+gap[sim.NotCalled], '░', canvas.Waiting, t.Retrying),
		part(sim.Uncertain, gap[sim.Uncertain], '?', canvas.Unknown, t.Unknown),
		part(sim.Duplicated, gap[sim.Duplicated], '◆', canvas.Unknown, t.Duplicated),
		part(sim.Lost, gap[sim.Lost], '✗', canvas.Lost, t.Lost),
		part(sim.Ended, gap[sim.Ended], '·', canvas.Quiet, t.Ended),
		part(sim.Lost, truths[sim.Lost]-gap[sim.Lost], '✗', canvas.Lost, t.Lost),
		part(sim.Ended, truths[sim.Ended]-gap[sim.Ended], '·', canvas.Ink, t.Told),
	}
	last := len(parts) - 1
	parts[last-1].gap, parts[last].gap = false, false
	parts[last-3].alone, parts[last-1].alone, parts[last].alone = true, true, true
	return parts
}

// drawTwice draws the orders whose work was done more than once at the end of
// what is finished.
func (f *Frame) drawTwice(b *bars) {
	twice := min(f.State.DoneTwice, f.State.Finished)
	if twice == 0 {
		return
	}
	to := b.lengths[0]
	from := min(b.unit.Columns(f.State.Finished-twice), to-1)
	for y := b.y + b.step; y < b.y+b.step+b.lines(); y++ {
		f.Repeat(b.bar+from, y, to-from, canvas.Done, '◆')
	}
}

// lines returns how many lines of a bar have words.
func (b *bars) lines() int {
	if b.tall {
		return 2
	}
	return 1
}

// drawCarried draws the parts that carry their words: what is LOST, which is
// filled, and what failed openly.
func (f *Frame) drawCarried(b *bars) {
	x := b.bar
	for i, n := range b.lengths {
		part := &b.parts[i]
		if part.alone && n > 0 {
			f.drawFilled(b, x, n, part)
		}
		x += n
	}
}

func (f *Frame) drawFilled(b *bars, x, n int, part *Part) {
	y, p := b.y+b.step+b.lines()-1, part.pen
	if part.glyph == '✗' {
		p = canvas.LostFill | canvas.Fill | canvas.Bold
	}
	if b.tall {
		f.Repeat(x, y-1, n, p, ' ')
		if part.glyph == '✗' {
			f.Repeat(x, y+1, n, canvas.LostFill, '▀')
		}
	}
	f.Repeat(x, y, n, p, part.glyph)
	if from, carried := part.carries(n); carried {
		f.Print(x+from, y, x+n, p, " "+part.Said+" ")
	}
}

// carries reports whether the words of a part have room in its bar, and from
// which of its columns on they stand, a blank at either side.
func (p *Part) carries(n int) (from int, carried bool) {
	from = (n - canvas.Columns(p.Said) - 2) / 2
	return from, p.alone && n >= canvas.Columns(p.Said)+2
}
