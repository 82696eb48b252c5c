package canvas

import (
	"strings"
)

// Spread returns the canvas with a blank line between its lines, through which
// only the sides of boxes go.
func (c *Canvas) Spread(width, height int) *Canvas {
	big := NewCanvas(width, height, Theme{}, c.ascii)
	big.Styles = c.Styles
	for y := range big.height {
		if y%2 == 0 {
			copy(big.line(y), c.line(y/2))
			continue
		}
		if y/2+1 >= c.height {
			continue
		}
		above, below := c.line(y/2), c.line(y/2+1)
		for x := range big.width {
			if side := sideBetween(above[x].Rune, below[x].Rune); side != 0 {
				big.Set(x, y, Quiet, side)
			}
		}
	}
	big.Zones = spreadZones(c.Zones)
	return big
}

// sideBetween returns the side of a box that goes through between two lines,
// or 0.
func sideBetween(above, below rune) rune {
	const down, up = "│╎╭╮├┤|", "│╎╰╯├┤|"
	switch {
	case above == '+' && below == '|', above == '|' && below == '+':
		return '|'
	case above == 0 || below == 0 || !strings.ContainsRune(down, above) || !strings.ContainsRune(up, below):
		return 0
	case above == '╎' || below == '╎':
		return '╎'
	}
	return '│'
}
