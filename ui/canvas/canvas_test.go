package canvas

import (
	"strings"
	"testing"
	"unicode"

	"orderflow/internal/hostile"
	"orderflow/ui/internal/uitest"
)

func newTestCanvas(width, height int) *Canvas {
	return NewCanvas(width, height, Theme{}, false)
}

func TestWideCharactersAreNeverCut(t *testing.T) {
	c := newTestCanvas(4, 1)
	c.Print(0, 0, 3, Ink, "한글")
	if got := c.Text(); got != "한  \n" {
		t.Errorf("a wide character that does not fit: %q", got)
	}
	c.Print(0, 0, 4, Ink, "한글")
	c.Set(1, 0, Ink, 'x')
	if got := c.Text(); got != " x글\n" {
		t.Errorf("the right half overwritten: %q", got)
	}
	c.Print(0, 0, 4, Ink, "한글")
	c.Set(2, 0, Ink, 'x')
	if got := c.Text(); got != "한x \n" {
		t.Errorf("the left half overwritten: %q", got)
	}
	c.Set(3, 0, Ink, '한')
	if got := c.Text(); got != "한x \n" {
		t.Errorf("a wide character at the edge: %q", got)
	}
	c.Print(0, 0, 4, Ink, "abcd")
	c.Set(1, 0, Ink, '한')
	if got := c.Text(); got != "a한d\n" {
		t.Errorf("a wide character over two narrow ones: %q", got)
	}
}

func TestFitEndsWithEllipsis(t *testing.T) {
	for _, test := range []struct {
		text, want string
		width      int
	}{
		{"orders", "orders", 6},
		{"orders", "orde…", 5},
		{"orders", "…", 1},
		{"orders", "", 0},
		{"주문 서비스", "주문 서비스", 11},
		{"주문 서비스", "주문 서…", 8},
		{"주문 서비스", "주문 서…", 9},
		{"주문", "주…", 3},
		{"주문", "…", 2},
	} {
		if got := Fit(test.text, test.width); got != test.want {
			t.Errorf("fit(%q, %d) = %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

func TestNothingHostileIsDrawn(t *testing.T) {
	for _, h := range hostile.Texts {
		for _, text := range []string{h.Text, strings.ToUpper(h.Text)} {
			c := newTestCanvas(12, 1)
			c.Print(0, 0, 12, Ink, text)
			line := strings.TrimSuffix(c.Text(), "\n")
			if w := uitest.TerminalWidth(line); w != 12 {
				t.Errorf("%s is drawn %d wide: %q", h.Name, w, line)
			}
			if act := hostile.Act(line); act != "" {
				t.Errorf("%s: %s", h.Name, act)
			}
			for _, r := range line {
				if again, w := Shown(r); again != r || w == 0 {
					t.Errorf("%s: %U reaches the terminal", h.Name, r)
				}
			}
		}
	}
}

// TestNoCharacterMovesItsNeighbours: of all there are, between those of every
// kind that can join another, a drawn character is as wide as we say, in every
// terminal.
func TestNoCharacterMovesItsNeighbours(t *testing.T) {
	const sample = 50 // of the very many that are alike
	for r := range unicode.MaxRune + 1 {
		drawn, w := Shown(r)
		if w == 0 || drawn != r && r != unicode.ReplacementChar || unicode.In(r, unicode.Han, unicode.Hangul) && r%sample != 0 {
			continue
		}
		if act := hostile.Act(string(drawn)); act != "" {
			t.Fatalf("%U is drawn: %s", r, act)
		}
		text, want := string(drawn)+string(drawn), 2*w
		for _, kind := range "a1 한─가각กक中א👍🏽🇰©☎�#\u1100\u1161\u11a8" {
			beside, width := Shown(kind)
			text, want = text+string(beside)+string(drawn), want+width+w
		}
		if got := uitest.TerminalWidth(text); got != want {
			t.Errorf("%U between others takes %d columns, want %d: %q", r, got, want, text)
		}
	}
}

func TestStylesEndWithTheLine(t *testing.T) {
	c := newTestCanvas(6, 2)
	c.Print(0, 0, 6, Done|Bold, "ab")
	c.Print(3, 0, 6, Ink|Focus, "c")
	want := "\x1b[0;1;38;2;39;252;164mab \x1b[0;7;38;2;232;230;225mc\x1b[0;38;2;232;230;225m  \x1b[m\n      \n"
	if got := c.ANSI(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := c.String(); got != strings.TrimSuffix(want, "\n") {
		t.Errorf("String: %q", got)
	}
}

func TestASCIISwapsGlyphForGlyph(t *testing.T) {
	for glyph, twin := range Glyphs {
		if _, w := Shown(glyph); w != 1 {
			t.Errorf("%c is %d wide", glyph, w)
		}
		if glyph != '?' && uitest.TerminalWidth(string(glyph)) != 1 {
			t.Errorf("%c is not one column wide in every terminal", glyph)
		}
		if twin > '~' || twin <= ' ' {
			t.Errorf("%c becomes %U, which is not ASCII", glyph, twin)
		}
	}
}
