package ui

import (
	"fmt"
	"strconv"
	"sync"

	"orderflow/sim"
)

// Theme says which colours a frame has.
type Theme struct {
	Palette Palette
	Light   bool // on a light background
	Depth   Depth
}

// Palette is a set of colours for the nine tokens.
type Palette uint8

// The palettes.
const (
	Safe Palette = iota // told apart by every kind of eye
	Calm                // softer
	Mono                // ink and quiet only
	paletteCount
)

// Depth is how many colours the terminal has.
type Depth uint8

// The depths.
const (
	TrueColor Depth = iota
	Colors256
	Colors16
	NoColor // bold, reverse and dim only
	depthCount
)

var paletteNames = [paletteCount]string{"safe", "calm", "mono"}

func (p Palette) String() string { return paletteNames[p] }

// Next returns the palette after p.
func (p Palette) Next() Palette { return (p + 1) % paletteCount }

// ParsePalette reads safe, calm or mono.
func ParsePalette(s string) (Palette, error) {
	for i, name := range paletteNames {
		if s == name {
			return Palette(i), nil
		}
	}
	return Safe, sim.Refuse("theme %q is not known: want safe, calm or mono", "theme %q: 없는 값입니다. safe, calm, mono 중에서 고르세요", sim.Printable(s, 40))
}

// pen is a colour token with bold or reverse video.
type pen uint8

// The colour tokens; the ninth is focus. Nothing is drawn in any other colour.
const (
	ink     pen = iota // text, numbers
	quiet              // labels, rows at rest, borders
	belief             // what a row says
	done               // true and finished
	moving             // tokens, being worked on
	waiting            // in memory, reconnect, retry, LAG
	lost               // LOST, refused, broken off, a fault that acts
	unknown            // nobody can tell
	tokenCount
)

// bold and focus are added to a token. focus is reverse video: just changed,
// or selected.
const (
	bold  pen = 1 << 3
	focus pen = 1 << 4
	pens      = 1 << 5
)

// styles holds the sequence that switches to each pen.
type styles [pens]string

// colour is a colour in 24 bits.
type colour uint32

// colours holds the tokens of each palette, first on a dark, then on a light
// background. Safe was chosen so that any two of its six meanings differ by
// ΔE 35 (dark) or 27 (light), also under simulated colour blindness.
var colours = [paletteCount][2][tokenCount]colour{
	Safe: {
		{ink: 0xE8E6E1, quiet: 0x9AA3AD, belief: 0xEFDA04, done: 0x27FCA4, moving: 0xC5E6FC, waiting: 0xB468F2, lost: 0xE85239, unknown: 0xC8648A},
		{ink: 0x1B1F24, quiet: 0x5A636D, belief: 0x393108, done: 0x0C795E, moving: 0x092B74, waiting: 0x9608CF, lost: 0xB3510C, unknown: 0x420027},
	},
	Calm: {
		{ink: 0xE8E6E1, quiet: 0x9AA3AD, belief: 0xF2C14E, done: 0x3FC6A0, moving: 0x62B6F0, waiting: 0xC9A3E6, lost: 0xFF7A5C, unknown: 0xF49AC8},
		{ink: 0x1B1F24, quiet: 0x5A636D, belief: 0x7A5200, done: 0x00684D, moving: 0x00599C, waiting: 0x6A3FA0, lost: 0xB3261E, unknown: 0xA0246B},
	},
	Mono: {
		{0xE8E6E1, 0x9AA3AD, 0xE8E6E1, 0xE8E6E1, 0xE8E6E1, 0xE8E6E1, 0xE8E6E1, 0xE8E6E1},
		{0x1B1F24, 0x5A636D, 0x1B1F24, 0x1B1F24, 0x1B1F24, 0x1B1F24, 0x1B1F24, 0x1B1F24},
	},
}

// The backgrounds the colours were chosen for.
const (
	DarkBackground  = 0x12161B
	LightBackground = 0xFBFAF6
)

// sixteen holds the colours of a terminal that has only those.
var sixteen = [tokenCount]string{ink: "39", quiet: "39;2", belief: "33", done: "32", moving: "36", waiting: "35", lost: "31", unknown: "95"}

// allStyles makes the sequences of every theme once.
var allStyles = sync.OnceValue(func() *[paletteCount][2][depthCount]styles {
	var all [paletteCount][2][depthCount]styles
	for palette := range all {
		for light := range all[palette] {
			for depth := range all[palette][light] {
				t := Theme{Palette(palette), light == 1, Depth(depth)}
				for p := range all[palette][light][depth] {
					all[palette][light][depth][p] = t.sequence(pen(p))
				}
			}
		}
	}
	return &all
})

func (t Theme) styles() *styles {
	light := 0
	if t.Light {
		light = 1
	}
	return &allStyles()[t.Palette%paletteCount][light][t.Depth%depthCount]
}

// sequence returns the escape sequence that switches to a pen.
func (t Theme) sequence(p pen) string {
	s := "\x1b[0"
	token := p % tokenCount
	if p&bold != 0 {
		s += ";1"
	}
	if p&focus != 0 {
		s, token = s+";7", ink
	}
	return s + t.foreground(token) + "m"
}

func (t Theme) foreground(token pen) string {
	light := 0
	if t.Light {
		light = 1
	}
	c := colours[t.Palette%paletteCount][light][token]
	switch {
	case t.Depth == NoColor:
		if token == quiet {
			return ";2"
		}
		return ""
	case t.Depth == Colors16 && t.Palette == Mono && token != quiet:
		return ";" + sixteen[ink]
	case t.Depth == Colors16:
		return ";" + sixteen[token]
	case t.Depth == Colors256:
		return ";38;5;" + strconv.Itoa(c.nearest())
	}
	r, g, b := c.parts()
	return fmt.Sprintf(";38;2;%d;%d;%d", r, g, b)
}

func (c colour) parts() (r, g, b int) { return int(c >> 16 & 255), int(c >> 8 & 255), int(c & 255) }

// nearest returns the nearest colour of the 6×6×6 cube of 256 colours.
func (c colour) nearest() int {
	level := func(v int) int {
		best := 0
		for i, step := range [...]int{0, 95, 135, 175, 215, 255} {
			if abs(v-step) < abs(v-[...]int{0, 95, 135, 175, 215, 255}[best]) {
				best = i
			}
		}
		return best
	}
	r, g, b := c.parts()
	return 16 + 36*level(r) + 6*level(g) + level(b)
}

func abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}
