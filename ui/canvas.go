package ui

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"
)

// Canvas is a drawn frame: a grid of cells of exactly Width × Height columns
// and lines. A wide character takes two cells and is never cut in half.
type Canvas struct {
	width, height int
	cells         []cell
	styles        *styles
	ascii         bool
	zones         []zone // what a click does, the topmost last
}

// cell is one column of one line. The right half of a wide character is the
// cell with the rune 0.
type cell struct {
	r   rune
	pen pen
}

// SizeMax is the largest width and height of a canvas, in columns and lines; a
// larger frame is drawn at this size.
const SizeMax = 1000

// newCanvas returns a blank canvas. A size is at least 1.
func newCanvas(width, height int, theme Theme, ascii bool) *Canvas {
	c := &Canvas{width: min(max(width, 1), SizeMax), height: min(max(height, 1), SizeMax), styles: theme.styles(), ascii: ascii}
	c.cells = make([]cell, c.width*c.height)
	c.clear()
	return c
}

// Width returns the number of columns.
func (c Canvas) Width() int { return c.width }

// Height returns the number of lines.
func (c Canvas) Height() int { return c.height }

// String returns the styled lines, joined by line ends, for a terminal.
func (c Canvas) String() string { return strings.TrimSuffix(c.ANSI(), "\n") }

// ANSI returns the styled lines, each ended by a line end.
func (c Canvas) ANSI() string {
	var b strings.Builder
	b.Grow(len(c.cells) * 4)
	for y := range c.height {
		c.writeStyled(&b, c.line(y))
		b.WriteByte('\n')
	}
	return b.String()
}

// Text returns the lines without any style, each ended by a line end.
func (c Canvas) Text() string {
	var b strings.Builder
	b.Grow(len(c.cells) * 2)
	for y := range c.height {
		for _, cell := range c.line(y) {
			if cell.r != 0 {
				b.WriteRune(cell.r)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (c *Canvas) line(y int) []cell { return c.cells[y*c.width : (y+1)*c.width] }

// writeStyled writes a line with one style sequence for each run of one pen.
// Blanks that are not in reverse video look the same under every pen.
func (c *Canvas) writeStyled(b *strings.Builder, line []cell) {
	now, styled := pen(0), false
	for _, cell := range line {
		if cell.r == 0 {
			continue
		}
		blank := cell.r == ' ' && cell.pen&focus == 0 && (!styled || now&focus == 0)
		if !blank && (!styled || cell.pen != now) {
			b.WriteString(c.styles[cell.pen])
			now, styled = cell.pen, true
		}
		b.WriteRune(cell.r)
	}
	if styled {
		b.WriteString("\x1b[m")
	}
}

func (c *Canvas) clear() {
	for i := range c.cells {
		c.cells[i] = cell{r: ' '}
	}
}

// set puts one character. What it covers half of becomes blank.
func (c *Canvas) set(x, y int, p pen, r rune) {
	r, w := shown(r)
	if w == 0 || x < 0 || y < 0 || y >= c.height || x+w > c.width {
		return
	}
	if c.ascii {
		r = asciiOf(r)
	}
	line := c.line(y)
	if line[x].r == 0 {
		line[x-1].r = ' '
	}
	if end := x + w; end < c.width && line[end].r == 0 {
		line[end].r = ' '
	}
	line[x] = cell{r, p}
	if w == 2 {
		line[x+1] = cell{0, p}
	}
}

// text writes s from x up to, not including, the column end, and returns the
// column after it. A wide character that does not fit is left out.
func (c *Canvas) text(x, y, end int, p pen, s string) int {
	for _, r := range s {
		r, w := shown(r)
		if x+w > end {
			return x
		}
		c.set(x, y, p, r)
		x += w
	}
	return x
}

// put writes s from x on, cut to width columns with … where it is longer, and
// returns the column after it.
func (c *Canvas) put(x, y, width int, p pen, s string) int {
	return c.text(x, y, x+width, p, fit(s, width))
}

// right writes s so that it ends before the column end, at most width wide.
func (c *Canvas) right(end, y, width int, p pen, s string) {
	s = fit(s, width)
	c.text(end-columns(s), y, end, p, s)
}

// repeat writes r n times from x on.
func (c *Canvas) repeat(x, y, n int, p pen, r rune) {
	for i := range n {
		c.set(x+i, y, p, r)
	}
}

// highlight shows the cells from x up to end in bold reverse video.
func (c *Canvas) highlight(x, y, end int) {
	if y < 0 || y >= c.height {
		return
	}
	for i := max(x, 0); i < min(end, c.width); i++ {
		c.line(y)[i].pen = ink | bold | focus
	}
}

// rect is a part of the canvas.
type rect struct{ x, y, w, h int }

// box draws a border with a title; dashed where what is inside cannot be
// reached. The inside is left blank.
func (c *Canvas) box(r rect, dashed bool, title string, p pen) {
	across, down := '─', '│'
	if dashed {
		across, down = '╌', '╎'
	}
	for y := r.y + 1; y < r.y+r.h-1; y++ {
		c.set(r.x, y, quiet, down)
		c.repeat(r.x+1, y, r.w-2, ink, ' ')
		c.set(r.x+r.w-1, y, quiet, down)
	}
	for _, edge := range [...]struct {
		y           int
		left, right rune
	}{{r.y, '╭', '╮'}, {r.y + r.h - 1, '╰', '╯'}} {
		c.set(r.x, edge.y, quiet, edge.left)
		c.repeat(r.x+1, edge.y, r.w-2, quiet, across)
		c.set(r.x+r.w-1, edge.y, quiet, edge.right)
	}
	c.legend(r.x+3, r.y, r.w-5, p, title)
}

// legend writes a word into a border, with a blank at either side.
func (c *Canvas) legend(x, y, width int, p pen, s string) {
	if s == "" || width < 1 {
		return
	}
	c.set(x-1, y, quiet, ' ')
	c.set(c.put(x, y, width, p, s), y, quiet, ' ')
}

// closing writes how a box is closed into its border; a click there closes it.
func (c *Canvas) closing(r rect, words string) {
	w := columns(words)
	c.legend(r.x+r.w-3-w, r.y, w, quiet, words)
	c.clickable(r.x+r.w-3-w, r.y, w, deed{key: "esc"})
}

// columns returns the width of s.
func columns(s string) int {
	sum := 0
	for _, r := range s {
		_, w := shown(r)
		sum += w
	}
	return sum
}

// fit returns s, cut to width columns and ended by … where it is wider.
func fit(s string, width int) string {
	if len(s) <= width || columns(s) <= width {
		return s
	}
	x := 0
	for i, r := range s {
		_, w := shown(r)
		if x+w > width-1 {
			if width < 1 {
				return ""
			}
			return s[:i] + "…"
		}
		x += w
	}
	return s
}

// shown returns the character that is drawn for r, and its width: 1 or 2, or
// 0 for what has no place of its own. Terminals that measure characters and
// those that measure graphemes must agree on it, and nothing may be reordered;
// so whatever can join its neighbour, is written from right to left or is not
// to be seen, is replaced.
func shown(r rune) (rune, int) {
	switch {
	case r >= ' ' && r <= '~', r >= 0x2500 && r < 0x25fd: // two squares after it are wide
		return r, 1
	case r >= 0xac00 && r <= 0xd7a3:
		return r, 2
	case unicode.In(r, unicode.Mn, unicode.Me, unicode.Mc):
		return r, 0
	case !unicode.IsPrint(r) || joins(r) || rightToLeft(r) || unicode.Is(unicode.Other_Default_Ignorable_Code_Point, r):
		return unicode.ReplacementChar, 1
	}
	if displaywidth.Rune(r) == 2 {
		return r, 2
	}
	return r, 1
}

// joins reports whether r may form one grapheme with its neighbour.
func joins(r rune) bool {
	switch {
	case r >= 0x1100 && r <= 0x11ff, r >= 0xa960 && r <= 0xa97f, r >= 0xd7b0 && r <= 0xd7ff: // Hangul letters
		return true
	case r >= 0x1f1e6 && r <= 0x1f1ff, r >= 0x1f3fb && r <= 0x1f3ff: // flags, skin tones
		return true
	}
	return unicode.In(r, unicode.Prepended_Concatenation_Mark, unicode.Other_Grapheme_Extend, joining)
}

// joining are the letters that make one grapheme with the letter after them
// (Grapheme_Cluster_Break Prepend) or before them (SpacingMark). The other
// characters of these kinds are no letters.
var joining = &unicode.RangeTable{
	R16: []unicode.Range16{{Lo: 0x0d4e, Hi: 0x0d4e, Stride: 1}, {Lo: 0x0e33, Hi: 0x0eb3, Stride: 0x80}},
	R32: []unicode.Range32{
		{Lo: 0x111c2, Hi: 0x111c3, Stride: 1},
		{Lo: 0x1193f, Hi: 0x11941, Stride: 2},
		{Lo: 0x11a3a, Hi: 0x11a3a, Stride: 1},
		{Lo: 0x11a84, Hi: 0x11a89, Stride: 1},
		{Lo: 0x11d46, Hi: 0x11d46, Stride: 1},
		{Lo: 0x11f02, Hi: 0x11f02, Stride: 1},
	},
}

func rightToLeft(r rune) bool {
	return r >= 0x0590 && r <= 0x08ff || r >= 0xfb1d && r <= 0xfdff || r >= 0xfe70 && r <= 0xfeff ||
		r >= 0x10800 && r <= 0x10fff || r >= 0x1e800 && r <= 0x1efff
}
