package track

import (
	"fmt"
	"strconv"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
)

// claimFrom is how far behind the column of a token a claim begins: the token
// may have two digits.
const claimFrom = 3

// drawClaim draws the line to where a row says that its order is: on a ground of
// its own, over all but tokens. In a lane of three lines the ground has three.
func (f *frame) drawClaim(l *lane, high bool) {
	c := l.claim
	if c.to == 0 || c.from > c.to {
		return
	}
	p := canvas.BeliefBar.On(canvas.Beam)
	for x := c.from; x <= c.seen; x++ {
		glyph := '╍'
		if x == c.to {
			glyph = '◇'
		}
		if !l.taken(x) {
			f.Set(x, l.y, p, glyph)
		}
	}
	end := min(c.seen+2, f.Width()-1)
	f.Ground(c.from, l.y, end, canvas.Beam)
	if high {
		f.Ground(c.from, l.y-1, end, canvas.Beam)
	}
	if high || l.chips[0].below {
		f.Ground(c.from, l.y+1, end, canvas.Beam)
	}
}

// taken reports whether a token of a lane is in a column.
func (l *lane) taken(x int) bool {
	for i := range l.tokens {
		if t := &l.tokens[i]; x >= t.x && x < t.end() {
			return true
		}
	}
	return false
}

// chip is a LOST order, or several: filled, with what was paid for nothing.
type chip struct {
	x, w  int // w 0: none
	glyph string
	said  string // LOST
	money string
	below bool // the money stands in a line of its own, below
	open  int  // columns of it that are to be seen, from its right end
}

// The widths of a chip: with the number of its order, and without.
const (
	numberedChip = 21
	plainChip    = 15
	chipLeast    = 4 // with which it begins to open
	chipWord     = 6 // column of a numbered chip in which LOST begins
)

// numberedFrom is the width of the memory from which a chip names its order.
const numberedFrom = 20

// chipSpan returns where the chip of an order that was lost at a stop is.
func (f *frame) chipSpan(at stop) (x, w int) {
	c := &f.cols
	switch at {
	case stopLog:
		return c.Broker(), min(c.B, numberedChip)
	case stopWork:
		return c.Consumers(), min(c.C, numberedChip)
	}
	w = numberedChip
	if c.P < numberedFrom {
		w = min(plainChip, c.P-1)
	}
	return c.Wire() - w, w
}

// lostChip returns the chip of a lost order.
func (f *frame) lostChip(r *reading) chip {
	c := chip{glyph: "✗", said: f.Words.Track.Lost}
	c.x, c.w = f.chipSpan(r.at)
	if c.w >= numberedChip {
		c.glyph += strconv.FormatUint(uint64(r.o.Order.Number), 10)
	}
	c.money = f.chipMoney(&c, r.o.Charged-r.o.Refunded)
	c.open = c.w
	return c
}

// chipMoney returns points as they stand in a chip; nothing where it has no room.
func (f *frame) chipMoney(c *chip, points int64) string {
	number := typeset.Grouped(points)
	variants := []string{fmt.Sprintf(f.Words.Points, number), number}
	if c.w <= plainChip {
		variants = variants[1:]
	}
	if said := fitting(c.w-1-c.wordsEnd()-1, variants); said != "" {
		return said
	}
	return fitting(c.w-(c.wordsEnd()-1)-1, variants[len(variants)-1:]) // without the blanks at its ends
}

// wordsEnd returns the column of a chip behind its words, its first being 0.
func (c *chip) wordsEnd() int { return c.wordAt() + canvas.Columns(c.said) }

// wordAt returns the column of a chip in which LOST begins.
func (c *chip) wordAt() int {
	after := 1 + canvas.Columns(c.glyph) + 1
	if c.w >= numberedChip {
		return max(chipWord, after)
	}
	return after
}

// drawChip fills a chip and writes into it. While it opens, only its right part
// is there.
func (f *frame) drawChip(y int, c *chip, high bool) {
	if c.w == 0 {
		return
	}
	p := canvas.LostFill | canvas.Fill
	from, end := y, y+1
	switch {
	case high:
		from, end = y-1, y+2
	case c.below:
		end = y + 2
	}
	for line := from; line < end; line++ {
		f.Repeat(c.x+c.w-c.open, line, c.open, p, ' ')
	}
	if c.open < c.w {
		f.Print(c.x+c.w-c.open+1, y, c.x+c.w, p|canvas.Bold, c.glyph)
		return
	}
	x, end := c.x, c.x+c.w-1
	if !c.below && c.wordsEnd()+1+canvas.Columns(c.money) >= c.w { // no room for the blanks
		x, end = x-1, end+1
	}
	p |= canvas.Bold
	if f.ASCII() {
		f.Set(c.x, y, p, '[')
		f.Set(c.x+c.w-1, y, p, ']')
	}
	f.Print(x+1, y, end, p, c.glyph)
	f.Print(x+c.wordAt(), y, end, p, c.said)
	if c.below {
		y++
	}
	f.Right(end, y, c.w, p, c.money)
}

// cutOff reports whether the leader of an order's partition cannot be reached.
func (f *frame) cutOff(o *sim.OrderState) bool {
	if gone, _ := f.Unreachable(); gone {
		return true
	}
	p := f.partitionOf(o)
	return p != nil && !f.Led(p)
}

// partitionOf returns the partition of an order's record, where it is or will be.
func (f *frame) partitionOf(o *sim.OrderState) *sim.PartitionState {
	partitions := f.State.Partitions
	switch {
	case o.Appended > 0:
		return f.Partition(uint32(o.Partition))
	case len(partitions) == 0:
		return nil
	}
	return &partitions[sim.PartitionOf(o.Order.ID, len(partitions))]
}
