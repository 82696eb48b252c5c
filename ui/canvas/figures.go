package canvas

import "strings"

// FiguresHeight is how many lines block figures take.
const FiguresHeight = 3

// blockFigures are the figures three lines high, by digit.
var blockFigures = [10][FiguresHeight]string{
	{"█▀█", "█ █", "▀▀▀"},
	{"▄█ ", " █ ", "▀▀▀"},
	{"▀▀█", "█▀▀", "▀▀▀"},
	{"▀▀█", " ▀█", "▀▀▀"},
	{"█ █", "▀▀█", "  ▀"},
	{"█▀▀", "▀▀█", "▀▀▀"},
	{"█▀▀", "█▀█", "▀▀▀"},
	{"▀▀█", "  █", "  ▀"},
	{"█▀█", "█▀█", "▀▀▀"},
	{"█▀█", "▀▀█", "▀▀▀"},
}

// blockComma parts thousands.
var blockComma = [FiguresHeight]string{" ", " ", "▖"}

// Figures returns the lines of a number in block figures. Only digits and commas
// have one; anything else is left out.
func Figures(n string) [FiguresHeight]string {
	var lines [FiguresHeight]string
	for _, r := range n {
		glyph := &blockComma
		switch {
		case r >= '0' && r <= '9':
			glyph = &blockFigures[r-'0']
		case r != ',':
			continue
		}
		for i := range lines {
			lines[i] += glyph[i] + " "
		}
	}
	for i := range lines {
		lines[i] = strings.TrimSuffix(lines[i], " ")
	}
	return lines
}

// FiguresWidth returns how many columns a number takes in block figures.
func FiguresWidth(n string) int { return Columns(Figures(n)[0]) }

// DrawFigures draws a number in block figures, and returns the column after it.
// In ASCII it is written plainly, in the middle line and at the right.
func (c *Canvas) DrawFigures(x, y int, p Pen, n string) int {
	end := x + FiguresWidth(n)
	if c.ascii {
		c.Right(end, y+1, end-x, p|Bold, n)
		return end
	}
	for i, line := range Figures(n) {
		for j, r := range []rune(line) {
			if r != ' ' {
				c.Set(x+j, y+i, p, r)
			}
		}
	}
	return end
}
