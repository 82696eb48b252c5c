package canvas

import (
	"fmt"
	"image/color"
	"strconv"
	"sync"

	"github.com/charmbracelet/x/ansi"
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
	PaletteCount
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

// PaletteNames are the palettes as they are written on the command line.
var PaletteNames = [PaletteCount]string{"safe", "calm", "mono"}

func (p Palette) String() string { return PaletteNames[p] }

// Next returns the palette after p.
func (p Palette) Next() Palette { return (p + 1) % PaletteCount }

// Pen is a colour token with bold or reverse video.
type Pen uint8

// The colour tokens; the ninth is focus. Nothing is drawn in any other colour.
const (
	Ink     Pen = iota // text, numbers
	Quiet              // labels, rows at rest, borders
	Belief             // what a row says
	Done               // true and finished
	Moving             // tokens, being worked on
	Waiting            // in memory, reconnect, retry, LAG
	Lost               // LOST, refused, broken off, a fault that acts
	Unknown            // nobody can tell
	tokenCount
)

// Bold and focus are added to a token. focus is reverse video: just changed,
// or selected.
const (
	Bold  Pen = 1 << 3
	Focus Pen = 1 << 4
	pens      = 1 << 5
)

// Styles holds the sequence that switches to each pen.
type Styles [pens]string

// colour is a colour in 24 bits.
type colour uint32

// colours holds the tokens of each palette, first on a dark, then on a light
// background. Safe was chosen so that any two of its six meanings differ by
// ΔE 35 (dark) or 27 (light), also under simulated colour blindness.
var colours = [PaletteCount][2][tokenCount]colour{
	Safe: {
		{Ink: 0xE8E6E1, Quiet: 0x9AA3AD, Belief: 0xEFDA04, Done: 0x27FCA4, Moving: 0xC5E6FC, Waiting: 0xB468F2, Lost: 0xE85239, Unknown: 0xC8648A},
		{Ink: 0x1B1F24, Quiet: 0x5A636D, Belief: 0x393108, Done: 0x0C795E, Moving: 0x092B74, Waiting: 0x9608CF, Lost: 0xB3510C, Unknown: 0x420027},
	},
	Calm: {
		{Ink: 0xE8E6E1, Quiet: 0x9AA3AD, Belief: 0xF2C14E, Done: 0x3FC6A0, Moving: 0x62B6F0, Waiting: 0xC9A3E6, Lost: 0xFF7A5C, Unknown: 0xF49AC8},
		{Ink: 0x1B1F24, Quiet: 0x5A636D, Belief: 0x7A5200, Done: 0x00684D, Moving: 0x00599C, Waiting: 0x6A3FA0, Lost: 0xB3261E, Unknown: 0xA0246B},
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
var sixteen = [tokenCount]string{Ink: "39", Quiet: "39;2", Belief: "33", Done: "32", Moving: "36", Waiting: "35", Lost: "31", Unknown: "95"}

// allStyles makes the sequences of every theme once.
var allStyles = sync.OnceValue(func() *[PaletteCount][2][depthCount]Styles {
	var all [PaletteCount][2][depthCount]Styles
	for palette := range all {
		for light := range all[palette] {
			for depth := range all[palette][light] {
				t := Theme{Palette(palette), light == 1, Depth(depth)}
				for p := range all[palette][light][depth] {
					all[palette][light][depth][p] = t.sequence(Pen(p))
				}
			}
		}
	}
	return &all
})

func (t Theme) styles() *Styles {
	light := 0
	if t.Light {
		light = 1
	}
	return &allStyles()[t.Palette%PaletteCount][light][t.Depth%depthCount]
}

// sequence returns the escape sequence that switches to a pen.
func (t Theme) sequence(p Pen) string {
	s := "\x1b[0"
	token := p % tokenCount
	if p&Bold != 0 {
		s += ";1"
	}
	if p&Focus != 0 {
		s, token = s+";7", Ink
	}
	return s + t.foreground(token) + "m"
}

func (t Theme) foreground(token Pen) string {
	light := 0
	if t.Light {
		light = 1
	}
	c := colours[t.Palette%PaletteCount][light][token]
	switch {
	case t.Depth == NoColor:
		if token == Quiet {
			return ";2"
		}
		return ""
	case t.Depth == Colors16 && t.Palette == Mono && token != Quiet:
		return ";" + sixteen[Ink]
	case t.Depth == Colors16:
		return ";" + sixteen[token]
	case t.Depth == Colors256:
		return ";38;5;" + strconv.Itoa(c.nearest())
	}
	r, g, b := c.parts()
	return fmt.Sprintf(";38;2;%d;%d;%d", r, g, b)
}

func (c colour) parts() (r, g, b int) { return int(c >> 16 & 255), int(c >> 8 & 255), int(c & 255) }

// nearest returns the nearest of the 256 colours that every terminal shows the
// same: the cube and the greys.
func (c colour) nearest() int {
	r, g, b := c.parts()
	return int(ansi.Convert256(color.RGBA{R: uint8(r), G: uint8(g), B: uint8(b), A: 255}))
}

// Abs returns v without its sign.
func Abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}
