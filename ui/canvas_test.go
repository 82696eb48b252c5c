package ui

import (
	"strings"
	"testing"

	"orderflow/sim"
)

func newTestCanvas(width, height int) *Canvas {
	return newCanvas(Options{Width: width, Height: height})
}

func TestWideCharactersAreNeverCut(t *testing.T) {
	c := newTestCanvas(4, 1)
	c.text(0, 0, 3, ink, "한글")
	if got := c.Text(); got != "한  \n" {
		t.Errorf("a wide character that does not fit: %q", got)
	}
	c.text(0, 0, 4, ink, "한글")
	c.set(1, 0, ink, 'x')
	if got := c.Text(); got != " x글\n" {
		t.Errorf("the right half overwritten: %q", got)
	}
	c.text(0, 0, 4, ink, "한글")
	c.set(2, 0, ink, 'x')
	if got := c.Text(); got != "한x \n" {
		t.Errorf("the left half overwritten: %q", got)
	}
	c.set(3, 0, ink, '한')
	if got := c.Text(); got != "한x \n" {
		t.Errorf("a wide character at the edge: %q", got)
	}
	c.text(0, 0, 4, ink, "abcd")
	c.set(1, 0, ink, '한')
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
		if got := fit(test.text, test.width); got != test.want {
			t.Errorf("fit(%q, %d) = %q, want %q", test.text, test.width, got, test.want)
		}
	}
}

// hostile is text that must not act on a terminal or shift what follows it.
var hostile = []string{
	"\x1b[31mred\x1b[0m", "\x1b]0;title\x07", "a\rb", "a\nb", "a\tb", "\u202eabc", "\u200babc", "a\u0301\u0301\u0301", "\U0001F1F0\U0001F1F7", "👍🏽", "👩\u200d💻",
	"\u1100\u1161\u11a8", "שלום", "سلام", "\ufeff", "e\ufe0f", "\u0600", strings.Repeat("\u0301", 1000), "\xff\xfe", "\x00", "한\u0301글", "✔\ufe0f",
}

func TestNothingHostileIsDrawn(t *testing.T) {
	for _, text := range hostile {
		for _, shownText := range []string{text, sim.Printable(text, 200)} {
			c := newTestCanvas(12, 1)
			c.text(0, 0, 12, ink, shownText)
			line := strings.TrimSuffix(c.Text(), "\n")
			if w := terminalWidth(line); w != 12 {
				t.Errorf("%q is drawn %d wide: %q", text, w, line)
			}
			for _, r := range line {
				if again, w := shown(r); again != r || w == 0 {
					t.Errorf("%q: %U reaches the terminal", text, r)
				}
			}
		}
	}
}

func TestStylesEndWithTheLine(t *testing.T) {
	c := newTestCanvas(6, 2)
	c.text(0, 0, 6, done|bold, "ab")
	c.text(3, 0, 6, ink|focus, "c")
	want := "\x1b[0;1;38;2;39;252;164mab \x1b[0;7;38;2;232;230;225mc\x1b[0;38;2;232;230;225m  \x1b[m\n      \n"
	if got := c.ANSI(); got != want {
		t.Errorf("got  %q\nwant %q", got, want)
	}
	if got := c.String(); got != strings.TrimSuffix(want, "\n") {
		t.Errorf("String: %q", got)
	}
}

func TestASCIISwapsGlyphForGlyph(t *testing.T) {
	for glyph, twin := range glyphs {
		if _, w := shown(glyph); w != 1 {
			t.Errorf("%c is %d wide", glyph, w)
		}
		if glyph != '?' && terminalWidth(string(glyph)) != 1 {
			t.Errorf("%c is not one column wide in every terminal", glyph)
		}
		if twin > '~' || twin <= ' ' {
			t.Errorf("%c becomes %U, which is not ASCII", glyph, twin)
		}
	}
}
