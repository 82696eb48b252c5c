package canvas

import (
	"strings"
	"unicode"

	"github.com/clipperhouse/displaywidth"

	"orderflow/ui/intent"
)

// Canvas is a drawn frame: a grid of cells of exactly Width × Height columns
// and lines. A wide character takes two cells and is never cut in half.
type Canvas struct {
	width, height int
	Cells         []Cell
	Styles        *Styles
	ascii         bool
	Zones         []Zone // what a click does, the topmost last
	Inner         Rect   // between what stands above and below every view
}

// Cell is one column of one line. The right half of a wide character is the
// cell with the rune 0.
type Cell struct {
	Rune rune
	Pen  Pen
}

// SizeMax is the largest width and height of a canvas, in columns and lines; a
// larger frame is drawn at this size.
const SizeMax = 1000

// NewCanvas returns a blank canvas. A size is at least 1.
func NewCanvas(width, height int, theme Theme, ascii bool) *Canvas {
	c := &Canvas{width: min(max(width, 1), SizeMax), height: min(max(height, 1), SizeMax), Styles: theme.styles(), ascii: ascii}
	c.Cells = make([]Cell, c.width*c.height)
	c.clear()
	return c
}

// Blank returns a blank canvas of the same kind.
func (c Canvas) Blank(width, height int) *Canvas {
	blank := Canvas{width: width, height: height, Cells: make([]Cell, width*height), Styles: c.Styles, ascii: c.ascii}
	blank.clear()
	return &blank
}

// Width returns the number of columns.
func (c Canvas) Width() int { return c.width }

// Height returns the number of lines.
func (c Canvas) Height() int { return c.height }

// ASCII reports whether only ASCII is drawn.
func (c Canvas) ASCII() bool { return c.ascii }

// String returns the styled lines, joined by line ends, for a terminal.
func (c Canvas) String() string { return strings.TrimSuffix(c.ANSI(), "\n") }

// ANSI returns the styled lines, each ended by a line end.
func (c Canvas) ANSI() string {
	var b strings.Builder
	b.Grow(len(c.Cells) * 4)
	for y := range c.height {
		c.writeStyled(&b, c.line(y))
		b.WriteByte('\n')
	}
	return b.String()
}

// Text returns the lines without any style, each ended by a line end.
func (c Canvas) Text() string {
	var b strings.Builder
	b.Grow(len(c.Cells) * 2)
	for y := range c.height {
		for _, cell := range c.line(y) {
			if cell.Rune != 0 {
				b.WriteRune(cell.Rune)
			}
		}
		b.WriteByte('\n')
	}
	return b.String()
}

func (c *Canvas) line(y int) []Cell { return c.Cells[y*c.width : (y+1)*c.width] }

// writeStyled writes a line with one style sequence for each run of one pen.
// Blanks that have no ground look the same under every pen.
func (c *Canvas) writeStyled(b *strings.Builder, line []Cell) {
	now, styled := Pen(0), false
	for _, cell := range line {
		if cell.Rune == 0 {
			continue
		}
		blank := cell.Rune == ' ' && !cell.Pen.Grounded() && (!styled || !now.Grounded())
		if !blank && (!styled || cell.Pen != now) {
			b.WriteString(c.Styles.Of(cell.Pen))
			now, styled = cell.Pen, true
		}
		b.WriteRune(cell.Rune)
	}
	if styled {
		b.WriteString("\x1b[m")
	}
}

func (c *Canvas) clear() {
	for i := range c.Cells {
		c.Cells[i] = Cell{Rune: ' '}
	}
}

// Set puts one character. What it covers half of becomes blank.
func (c *Canvas) Set(x, y int, p Pen, r rune) {
	r, w := Shown(r)
	if w == 0 || x < 0 || y < 0 || y >= c.height || x+w > c.width {
		return
	}
	if c.ascii {
		r = asciiOf(r)
	}
	line := c.line(y)
	if line[x].Rune == 0 {
		line[x-1].Rune = ' '
	}
	if end := x + w; end < c.width && line[end].Rune == 0 {
		line[end].Rune = ' '
	}
	line[x] = Cell{r, p}
	if w == 2 {
		line[x+1] = Cell{0, p}
	}
}

// Print writes s from x up to, not including, the column end, and returns the
// column after it. A wide character that does not fit is left out.
func (c *Canvas) Print(x, y, end int, p Pen, s string) int {
	for _, r := range s {
		r, w := Shown(r)
		if x+w > end {
			return x
		}
		c.Set(x, y, p, r)
		x += w
	}
	return x
}

// Put writes s from x on, cut to width columns with … where it is longer, and
// returns the column after it.
func (c *Canvas) Put(x, y, width int, p Pen, s string) int {
	return c.Print(x, y, x+width, p, Fit(s, width))
}

// Right writes s so that it ends before the column end, at most width wide.
func (c *Canvas) Right(end, y, width int, p Pen, s string) {
	s = Fit(s, width)
	c.Print(end-Columns(s), y, end, p, s)
}

// Repeat writes r n times from x on.
func (c *Canvas) Repeat(x, y, n int, p Pen, r rune) {
	for i := range n {
		c.Set(x+i, y, p, r)
	}
}

// Highlight shows the cells from x up to end in bold reverse video.
func (c *Canvas) Highlight(x, y, end int) {
	if y < 0 || y >= c.height {
		return
	}
	for i := max(x, 0); i < min(end, c.width); i++ {
		c.line(y)[i].Pen = Ink | Bold | Focus
	}
}

// Embolden shows a part in bold.
func (c *Canvas) Embolden(r Rect) {
	for y := max(r.Y, 0); y < min(r.Y+r.H, c.height); y++ {
		line := c.line(y)
		for i := max(r.X, 0); i < min(r.X+r.W, c.width); i++ {
			line[i].Pen |= Bold
		}
	}
}

// IsBlank reports whether nothing is drawn in a cell of the canvas.
func (c *Canvas) IsBlank(x, y int) bool {
	return x >= 0 && y >= 0 && x < c.width && y < c.height && c.line(y)[x].Rune == ' '
}

// Rect is a part of the canvas.
type Rect struct{ X, Y, W, H int }

// Border is the kind of line a box has.
type Border uint8

// The borders.
const (
	Solid       Border = iota // reachable
	Dashed                    // cannot be reached
	Heavy                     // in the spotlight
	HeavyDashed               // in the spotlight, and cannot be reached
)

// borders are the lines of each: across, down, and the four corners.
var borders = [...][6]rune{Solid: {'─', '│', '╭', '╮', '╰', '╯'}, Dashed: {'╌', '╎', '╭', '╮', '╰', '╯'}, Heavy: {'━', '┃', '┏', '┓', '┗', '┛'}, HeavyDashed: {'╍', '╏', '┏', '┓', '┗', '┛'}}

// Frame draws the border of a part, and leaves what is inside as it is.
func (c *Canvas) Frame(r Rect, b Border, p Pen) {
	lines := &borders[b]
	for y := r.Y + 1; y < r.Y+r.H-1; y++ {
		c.Set(r.X, y, p, lines[1])
		c.Set(r.X+r.W-1, y, p, lines[1])
	}
	for i, y := range [...]int{r.Y, r.Y + r.H - 1} {
		c.Set(r.X, y, p, lines[2+2*i])
		c.Repeat(r.X+1, y, r.W-2, p, lines[0])
		c.Set(r.X+r.W-1, y, p, lines[3+2*i])
	}
}

// Clear blanks a part, on a ground.
func (c *Canvas) Clear(r Rect, on Pen) {
	for y := r.Y; y < r.Y+r.H; y++ {
		c.Repeat(r.X, y, r.W, Ink.On(on), ' ')
	}
}

// Box draws a border with a title; dashed where what is inside cannot be
// reached. The inside is left blank.
func (c *Canvas) Box(r Rect, dashed bool, title string, p Pen) {
	border := Solid
	if dashed {
		border = Dashed
	}
	c.Clear(r, 0)
	c.Frame(r, border, Line)
	c.Legend(r.X+3, r.Y, r.W-5, p, title)
}

// DimAll shows all that is drawn so far half as bright: a pop-up lies over it.
func (c *Canvas) DimAll() { c.DimLines(0, c.height) }

// DimLines shows the lines from one up to another half as bright.
func (c *Canvas) DimLines(from, to int) {
	for y := max(from, 0); y < min(to, c.height); y++ {
		for i := range c.line(y) {
			c.line(y)[i].Pen |= Dim
		}
	}
}

// Cover makes room for a box over what is drawn: a blank column at either side,
// and of a word that would be cut nothing is left.
func (c *Canvas) Cover(r Rect) {
	for y := max(r.Y, 0); y < min(r.Y+r.H, c.height); y++ {
		line := c.line(y)
		left, right := max(r.X-1, 0), min(r.X+r.W+1, c.width)
		for left > 0 && ofWord(line[left]) && ofWord(line[left-1]) {
			left--
		}
		for right < c.width && ofWord(line[right]) && ofWord(line[right-1]) {
			right++
		}
		c.Repeat(left, y, right-left, Ink, ' ')
	}
}

// ofWord reports whether a cell belongs to a word; lines and blocks do not.
func ofWord(cell Cell) bool {
	return cell.Rune != ' ' && (cell.Rune < 0x2500 || cell.Rune > 0x25ff)
}

// Ground puts the cells from x up to end on a ground; what is filled or focused stays.
func (c *Canvas) Ground(x, y, end int, on Pen) {
	if y < 0 || y >= c.height {
		return
	}
	line := c.line(y)
	for i := max(x, 0); i < min(end, c.width); i++ {
		if line[i].Pen&(Focus|Fill) == 0 {
			line[i].Pen = line[i].Pen.On(on)
		}
	}
}

// Legend writes a word into a border, with a blank at either side.
func (c *Canvas) Legend(x, y, width int, p Pen, s string) {
	if s == "" || width < 1 {
		return
	}
	c.Set(x-1, y, Quiet, ' ')
	c.Set(c.Put(x, y, width, p, s), y, Quiet, ' ')
}

// Closing writes how a box is closed into its border; a click there closes it.
func (c *Canvas) Closing(r Rect, words string) {
	w := Columns(words)
	c.Legend(r.X+r.W-3-w, r.Y, w, Quiet, words)
	c.Clickable(r.X+r.W-3-w, r.Y, w, intent.Click{Key: "esc"})
}

// Columns returns the width of s.
func Columns(s string) int {
	sum := 0
	for _, r := range s {
		_, w := Shown(r)
		sum += w
	}
	return sum
}

// Fit returns s, cut to width columns and ended by … where it is wider.
func Fit(s string, width int) string {
	if len(s) <= width || Columns(s) <= width {
		return s
	}
	x := 0
	for i, r := range s {
		_, w := Shown(r)
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

// Shown returns the character that is drawn for r, and its width: 1 or 2, or
// 0 for what has no place of its own. Terminals that measure characters and
// those that measure graphemes must agree on it, and nothing may be reordered;
// so whatever can join its neighbour, is written from right to left or is not
// to be seen, is replaced.
func Shown(r rune) (rune, int) {
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
