package canvas

import (
	"math"
	"strings"
	"testing"
)

// luminance is the relative luminance of WCAG.
func luminance(c Colour) float64 {
	channel := func(v int) float64 {
		x := float64(v) / 255
		if x <= 0.04045 {
			return x / 12.92
		}
		return math.Pow((x+0.055)/1.055, 2.4)
	}
	r, g, b := c.Parts()
	return 0.2126*channel(r) + 0.7152*channel(g) + 0.0722*channel(b)
}

func contrast(a, b Colour) float64 {
	x, y := luminance(a), luminance(b)
	return (max(x, y) + 0.05) / (min(x, y) + 0.05)
}

func TestEveryColourCanBeRead(t *testing.T) {
	for palette := range colours {
		for light, background := range [...]Colour{DarkBackground, LightBackground} {
			for token, c := range colours[palette][light] {
				want := 4.5
				switch Pen(token) {
				case Faint:
					want = 3 // it may be missed
				case Line, BeliefBar:
					want = 1.5 // decoration; a figure stands beside the bar
				}
				if got := contrast(c, background); got < want-0.05 {
					t.Errorf("%s, light %d, token %d: contrast %.1f, want %.1f", Palette(palette), light, token, got, want)
				}
			}
		}
	}
}

func TestEveryTokenLooksDifferent(t *testing.T) {
	for _, palette := range []Palette{Safe, Calm} {
		for _, light := range []bool{false, true} {
			for _, depth := range []Depth{TrueColor, Colors256, Colors16} {
				seen := map[string]Pen{}
				for p := range Faint { // the meanings; the others are shades of them
					s := Theme{Palette: palette, Light: light, Depth: depth}.sequence(p)
					if other, twice := seen[s]; twice {
						t.Errorf("%s, light %t, depth %d: tokens %d and %d look the same", palette, light, depth, other, p)
					}
					seen[s] = p
				}
			}
		}
	}
}

func TestWithoutColourTheLevelsStay(t *testing.T) {
	theme := Theme{Depth: NoColor}
	for p := range Pen(Pens) {
		if s := theme.sequence(p); strings.Contains(s, "38;") {
			t.Errorf("pen %d has a colour: %q", p, s)
		}
	}
	for name, p := range map[string]Pen{"\x1b[0m": Ink, "\x1b[0;1m": Ink | Bold, "\x1b[0;2m": Quiet, "\x1b[0;7m": Ink | Focus, "\x1b[0;1;7m": Lost | Bold | Focus} {
		if got := theme.sequence(p); got != name {
			t.Errorf("pen %d: %q, want %q", p, got, name)
		}
	}
}
