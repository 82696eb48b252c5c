package canvas

import (
	"fmt"
	"image/color"
	"sync"
	"sync/atomic"

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

// Pen is how a cell is drawn: a colour token, its strength, its ground, and bold
// or reverse video.
type Pen uint16

// The colour tokens. Nothing is drawn in any other colour.
const (
	Ink       Pen = iota // text, numbers
	Quiet                // labels, rows at rest
	Belief               // what a row says
	Done                 // true and finished
	Moving               // tokens, being worked on
	Waiting              // in memory, reconnect, retry, LAG
	Lost                 // LOST, refused, broken off, a fault that acts
	Unknown              // nobody can tell
	Faint                // what may be missed; never the only carrier of a meaning
	Line                 // borders and lanes at rest; decoration only
	BeliefBar            // the upper bar, and the claim of a lane
	LostFill             // the ground of what is LOST
	tokenCount
)

// What is added to a token.
const (
	tokens Pen = 1<<4 - 1
	Bold   Pen = 1 << 4
	Focus  Pen = 1 << 5  // reverse video in ink: selected
	Fill   Pen = 1 << 6  // the token is the ground, and text on it has the ground's colour: look here
	Tint38 Pen = 1 << 7  // 38 % of the token over the background: a trail
	Tint60 Pen = 1 << 8  // 60 %: the trail of the present lane
	Surf   Pen = 1 << 9  // on the ground of the spotlight and of cards
	Raised Pen = 2 << 9  // on the ground of the chrome's chips
	Beam   Pen = 3 << 9  // on the ground of a claim
	ground Pen = 3 << 9  // any of the three
	Dim    Pen = 1 << 11 // half as bright: what lies under a pop-up
	Pens       = 1 << 12 // how many there are
)

// On returns the pen on another ground.
func (p Pen) On(other Pen) Pen { return p&^ground | other&ground }

// Token returns the pen's colour token.
func (p Pen) Token() Pen { return p & tokens }

// Grounded reports whether a blank under the pen differs from the background.
func (p Pen) Grounded() bool {
	return p&(Focus|Fill|ground) != 0 || p&tokens == Belief
}

// Styles holds the sequences that switch to the pens of a theme, made when they
// are first asked for.
type Styles struct {
	theme Theme
	named bool // pens are written as characters
	made  [Pens]atomic.Pointer[string]
}

// Of returns the sequence that switches to a pen.
func (s *Styles) Of(p Pen) string {
	if s.named {
		return string(PenFirst + rune(p%Pens))
	}
	if known := s.made[p].Load(); known != nil {
		return *known
	}
	sequence := s.theme.sequence(p)
	s.made[p].Store(&sequence)
	return sequence
}

// Colour is a colour in 24 bits: red, green and blue.
type Colour uint32

// colours holds the tokens of each palette, first on a dark, then on a light
// background. Safe was chosen so that any two of its six meanings differ by
// ΔE 35 (dark) or 27 (light), also under simulated colour blindness.
var colours = [PaletteCount][2][tokenCount]Colour{
	Safe: {
		{
			Ink: 0xE8E6E1, Quiet: 0x9AA3AD, Belief: 0xEFDA04, Done: 0x27FCA4, Moving: 0xC5E6FC, Waiting: 0xB468F2, Lost: 0xE85239, Unknown: 0xC8648A,
			Faint: 0x66707C, Line: 0x3C4651, BeliefBar: 0xEFDA04, LostFill: 0xF2553A,
		},
		{
			Ink: 0x1B1F24, Quiet: 0x5A636D, Belief: 0x393108, Done: 0x0C795E, Moving: 0x092B74, Waiting: 0x9608CF, Lost: 0xB3510C, Unknown: 0x420027,
			Faint: 0x8A929B, Line: 0xC3C7CB, BeliefBar: 0xD9AE00, LostFill: 0xB3510C,
		},
	},
	Calm: {
		{
			Ink: 0xE8E6E1, Quiet: 0x9AA3AD, Belief: 0xF2C14E, Done: 0x3FC6A0, Moving: 0x62B6F0, Waiting: 0xC9A3E6, Lost: 0xFF7A5C, Unknown: 0xF49AC8,
			Faint: 0x66707C, Line: 0x3C4651, BeliefBar: 0xF2C14E, LostFill: 0xFF7A5C,
		},
		{
			Ink: 0x1B1F24, Quiet: 0x5A636D, Belief: 0x393108, Done: 0x00684D, Moving: 0x00599C, Waiting: 0x6A3FA0, Lost: 0xB3261E, Unknown: 0xA0246B,
			Faint: 0x8A929B, Line: 0xC3C7CB, BeliefBar: 0xD9AE00, LostFill: 0xB3261E,
		},
	},
	Mono: {monoOn(0xE8E6E1, 0x9AA3AD, 0x66707C, 0x3C4651), monoOn(0x1B1F24, 0x5A636D, 0x8A929B, 0xC3C7CB)},
}

func monoOn(ink, quiet, faint, line Colour) (c [tokenCount]Colour) {
	for t := range c {
		c[t] = ink
	}
	c[Quiet], c[Faint], c[Line] = quiet, faint, line
	return c
}

// grounds are the grounds a pen may stand on, first of a dark, then of a light
// background: surface, raised, beam.
var grounds = [2][4]Colour{{DarkBackground, 0x191F27, 0x232B35, 0x383717}, {LightBackground, 0xF1EFE8, 0xE6E3D9, 0xF5EDCC}}

// beliefGround is what the row's word stands on where the background is light:
// brown alone reads as black.
const beliefGround = Colour(0xFFE15A)

// The backgrounds the colours were chosen for.
const (
	DarkBackground  = 0x12161B
	LightBackground = 0xFBFAF6
)

// sixteen holds the colours of a terminal that has only those.
var sixteen = [tokenCount]string{
	Ink: "39", Quiet: "39;2", Belief: "33", Done: "32", Moving: "36", Waiting: "35", Lost: "31", Unknown: "95", Faint: "39;2", Line: "39;2", BeliefBar: "33", LostFill: "31",
}

// known256 are the colours of 256 that are chosen by hand: the nearest to them
// could not be told from the background.
var known256 = map[Colour]int{0x191F27: 234, 0x232B35: 235, 0x3C4651: 238}

// allStyles holds the styles of every theme.
var allStyles [PaletteCount][2][depthCount]struct {
	once sync.Once
	Styles
}

func (t Theme) styles() *Styles {
	t.Palette, t.Depth = t.Palette%PaletteCount, t.Depth%depthCount
	s := &allStyles[t.Palette][t.side()][t.Depth]
	s.once.Do(func() { s.theme = t })
	return &s.Styles
}

// side is 1 on a light background, else 0.
func (t Theme) side() int {
	if t.Light {
		return 1
	}
	return 0
}

// sequence returns the escape sequence that switches to a pen.
func (t Theme) sequence(p Pen) string {
	s := "\x1b[0"
	if p&Bold != 0 {
		s += ";1"
	}
	if t.Depth < Colors16 {
		if p&Focus != 0 {
			s += ";7"
		}
		text, under, filled := t.tones(p)
		s += t.code(38, text)
		if filled {
			s += t.code(48, under)
		}
		return s + "m"
	}
	if p&(Focus|Fill) != 0 {
		s += ";7"
	}
	if p&Focus != 0 {
		p &^= tokens // in ink
	}
	return s + t.foreground(p) + "m"
}

// Look is what a pen looks like where there are all colours and no terminal.
type Look struct {
	Text, Ground Colour
	Bold         bool
}

// Look returns what a pen of the theme looks like, whatever its depth.
func (s *Styles) Look(p Pen) Look {
	p %= Pens
	text, under, _ := s.theme.tones(p)
	if p&Focus != 0 {
		text, under = under, text
	}
	return Look{text, under, p&Bold != 0}
}

// tones returns the colour of a pen's text, and that of its ground where it has
// one. In reverse video it is ink, and the two are changed by who shows it.
func (t Theme) tones(p Pen) (text, under Colour, filled bool) {
	if p&Focus != 0 {
		p &= Dim // in ink
	}
	side := t.side()
	back, token := grounds[side][0], p&tokens%tokenCount
	text, under = colours[t.Palette][side][token], back
	if on := p & ground >> 9; on > 0 && t.Palette != Mono {
		under, filled = grounds[side][on], true
	} else if token == Belief && t.Light && t.Palette != Mono {
		under, filled = beliefGround, true
	}
	switch {
	case p&Tint38 != 0:
		text = text.over(back, 38)
	case p&Tint60 != 0:
		text = text.over(back, 60)
	}
	if p&Fill != 0 {
		text, under, filled = back, text, true
		if token == LostFill && t.Light {
			text = 0xFFFFFF
		}
	}
	if p&Dim != 0 {
		text, under = text.over(back, 50), under.over(back, 50)
	}
	return text, under, filled
}

// over returns the colour with so many percent of strength over another.
func (c Colour) over(back Colour, percent int) Colour {
	r, g, b := c.Parts()
	br, bg, bb := back.Parts()
	mix := func(a, b int) Colour { return Colour((a*percent + b*(100-percent)) / 100) }
	return mix(r, br)<<16 | mix(g, bg)<<8 | mix(b, bb)
}

// code writes a colour for a text (38) or a ground (48).
func (t Theme) code(kind int, c Colour) string {
	if t.Depth == Colors256 {
		n, chosen := known256[c]
		if !chosen {
			n = c.nearest()
		}
		return fmt.Sprintf(";%d;5;%d", kind, n)
	}
	r, g, b := c.Parts()
	return fmt.Sprintf(";%d;2;%d;%d;%d", kind, r, g, b)
}

// foreground writes a pen's colour where the terminal has sixteen or none.
func (t Theme) foreground(p Pen) string {
	token := p & tokens % tokenCount
	rest := token == Quiet || token == Faint || token == Line
	dim := ""
	if (p&(Tint38|Dim) != 0) && !rest && p&Fill == 0 {
		dim = ";2"
	}
	switch {
	case t.Depth == NoColor && rest:
		return ";2"
	case t.Depth == NoColor:
		return dim
	case t.Palette == Mono && !rest:
		return ";" + sixteen[Ink] + dim
	}
	return ";" + sixteen[token] + dim
}

// Parts returns red, green and blue.
func (c Colour) Parts() (r, g, b int) { return int(c >> 16 & 255), int(c >> 8 & 255), int(c & 255) }

// nearest returns the nearest of the 256 colours that every terminal shows the
// same: the cube and the greys.
func (c Colour) nearest() int {
	r, g, b := c.Parts()
	return int(ansi.Convert256(color.RGBA{R: uint8(r), G: uint8(g), B: uint8(b), A: 255}))
}

// Abs returns v without its sign.
func Abs(v int) int {
	if v < 0 {
		return -v
	}
	return v
}
