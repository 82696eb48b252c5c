package canvas

import "strings"

// Painter brings a terminal's screen from one frame to the next by writing only
// the cells that differ. A canvas has only characters whose width all terminals
// agree upon, so its cells are where it says.
type Painter struct {
	shown         []Cell // what is on the screen; nil = not known
	styles        *Styles
	width, height int
}

// Forget makes the next frame be painted whole.
func (p *Painter) Forget() { p.shown = nil }

// gapMax is how many cells that do not differ are written again rather than
// jumped over: a jump takes about as many bytes.
const gapMax = 5

// Paint returns what makes the screen, a window of columns and lines, show the
// canvas; "" where it does. What it returns leaves a pen set.
func (p *Painter) Paint(c *Canvas, columns, lines int) string {
	columns, lines = min(columns, c.width), min(lines, c.height)
	whole := p.shown == nil || p.width != c.width || p.height != c.height || p.styles != c.Styles
	if whole {
		p.shown = make([]Cell, len(c.Cells))
	}
	var b strings.Builder
	for y := range lines {
		from := y * c.width
		p.paintLine(&b, c, y, p.shown[from:from+c.width], c.Cells[from:from+c.width], columns, whole)
	}
	copy(p.shown, c.Cells)
	p.width, p.height, p.styles = c.width, c.height, c.Styles
	return b.String()
}

// paintLine writes the stretches of a line that differ.
func (p *Painter) paintLine(b *strings.Builder, c *Canvas, y int, old, line []Cell, columns int, whole bool) {
	for x := 0; x < columns; {
		if !whole && same(old[x], line[x]) {
			x++
			continue
		}
		first, last := x, x
		for x < columns && x-last <= gapMax {
			if whole || !same(old[x], line[x]) {
				last = x
			}
			x++
		}
		x = last + 1
		for first > 0 && (line[first].Rune == 0 || old[first].Rune == 0) {
			first-- // to the left half of a wide character, of now or of before
		}
		for x < columns && (line[x].Rune == 0 || old[x].Rune == 0) {
			x++ // and what it leaves at its right
		}
		c.WriteSpan(b, y, line, first, x, columns)
	}
}

// same reports whether two cells look the same. Blanks that are not in reverse
// video do under every pen.
func same(a, b Cell) bool {
	return a == b || a.Rune == ' ' && b.Rune == ' ' && !a.Pen.Grounded() && !b.Pen.Grounded()
}
