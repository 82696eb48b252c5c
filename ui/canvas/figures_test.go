package canvas

import "testing"

func TestFigures(t *testing.T) {
	want := [FiguresHeight]string{
		"█▀▀ ▀▀█   █▀█ █▀█ █▀█",
		"▀▀█ █▀▀   █ █ █ █ █ █",
		"▀▀▀ ▀▀▀ ▖ ▀▀▀ ▀▀▀ ▀▀▀",
	}
	if got := Figures("52,000"); got != want {
		t.Errorf("52,000 is drawn %q", got)
	}
	for n := range 10 {
		digit := string(rune('0' + n))
		for i, line := range Figures(digit) {
			if Columns(line) != 3 {
				t.Errorf("line %d of %s is %q", i, digit, line)
			}
		}
		for m := range n {
			if Figures(digit) == Figures(string(rune('0'+m))) {
				t.Errorf("%d and %d look alike", m, n)
			}
		}
	}
}

func TestFiguresAreDrawn(t *testing.T) {
	for ascii, want := range map[bool]string{
		false: "  ▄█  ▀▀█\n   █  █▀▀\n  ▀▀▀ ▀▀▀\n",
		true:  "         \n       12\n         \n",
	} {
		c := NewCanvas(9, 3, Theme{}, ascii)
		if end := c.DrawFigures(2, 0, Ink, "12"); end != 9 || c.Text() != want {
			t.Errorf("ascii %t: up to %d\n%s", ascii, end, c.Text())
		}
	}
}
