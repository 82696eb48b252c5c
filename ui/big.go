package ui

import "strings"

// laid returns the options of the layout that is drawn: where Big fits, the
// compact one on every other line; else the usual one.
func (o Options) laid() Options {
	lines := (o.Height + 1) / 2
	o.Big = o.Big && o.Width >= CompactWidth && lines >= CompactHeight
	if o.Big {
		o.Height = lines
	}
	return o
}

// spread returns the canvas with a blank line between its lines, through which
// only the sides of boxes go.
func (c *Canvas) spread(width, height int) *Canvas {
	big := newCanvas(width, height, Theme{}, c.ascii)
	big.styles = c.styles
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
			if side := sideBetween(above[x].r, below[x].r); side != 0 {
				big.set(x, y, quiet, side)
			}
		}
	}
	big.zones = spreadZones(c.zones)
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
