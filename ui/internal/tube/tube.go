// Package tube is the terminal the tests of the screen and of its films write
// to.
package tube

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"orderflow/ui/canvas"
)

// Tube is a terminal as far as frames use one: what it was not told of it
// refuses.
type Tube struct {
	Width, Height int
	Hidden        bool // its cursor

	known []string // sequences, without what begins them
	x, y  int
	pen   string
	cells []cell
}

type cell struct {
	r   rune // 0 = the right half of a wide character
	pen string
}

// New returns a blank terminal that knows pens, places and the sequences
// given, without the ESC [ they begin with.
func New(width, height int, known ...string) *Tube {
	t := &Tube{Width: width, Height: height, known: known}
	t.erase()
	return t
}

func (t *Tube) erase() {
	t.cells = make([]cell, t.Width*t.Height)
	for i := range t.cells {
		t.cells[i].r = ' '
	}
}

// Write obeys what is sent.
func (t *Tube) Write(text string) error {
	for text != "" {
		if !strings.HasPrefix(text, "\x1b[") {
			r, size := utf8.DecodeRuneInString(text)
			text = text[size:]
			if err := t.put(r); err != nil {
				return err
			}
			continue
		}
		end := strings.IndexAny(text, "mHJhl")
		if end < 0 {
			return fmt.Errorf("the sequence %q", text)
		}
		if err := t.obey(text[len("\x1b[") : end+1]); err != nil {
			return err
		}
		text = text[end+1:]
	}
	return nil
}

// obey does what a sequence tells.
func (t *Tube) obey(sequence string) error {
	if pen, is := strings.CutSuffix(sequence, "m"); is {
		t.pen = pen
		return nil
	}
	if y, x, is := strings.Cut(strings.TrimSuffix(sequence, "H"), ";"); is {
		t.y, _ = strconv.Atoi(y)
		t.x, _ = strconv.Atoi(x)
		t.x, t.y = t.x-1, t.y-1
		return nil
	}
	if !slices.Contains(t.known, sequence) {
		return fmt.Errorf("the sequence %q", sequence)
	}
	switch sequence {
	case "H":
		t.x, t.y = 0, 0
	case "2J":
		t.erase()
	case "?25l", "?25h":
		t.Hidden = sequence == "?25l"
	}
	return nil
}

func (t *Tube) put(r rune) error {
	_, w := canvas.Shown(r)
	if r < ' ' || t.x < 0 || t.y < 0 || t.y >= t.Height || t.x+w > t.Width {
		return fmt.Errorf("%q is written at %d,%d of %dx%d", r, t.x, t.y, t.Width, t.Height)
	}
	line := t.cells[t.y*t.Width : (t.y+1)*t.Width]
	if line[t.x].r == 0 {
		line[t.x-1].r = ' ' // half of a wide character is none
	}
	if end := t.x + w; end < t.Width && line[end].r == 0 {
		line[end].r = ' '
	}
	line[t.x] = cell{r, t.pen}
	if w == 2 {
		line[t.x+1] = cell{0, t.pen}
	}
	t.x += w
	return nil
}

// Shows reports where the terminal does not show a frame, or as much of it as
// it has room for; "" where it does.
func (t *Tube) Shows(c *canvas.Canvas) string {
	for y := range min(t.Height, c.Height()) {
		for x := range min(t.Width, c.Width()) {
			got, want := t.cells[y*t.Width+x], c.Cells[y*c.Width()+x]
			cut := x == t.Width-1 && x+1 < c.Width() && c.Cells[y*c.Width()+x+1].Rune == 0
			pen := strings.TrimSuffix(strings.TrimPrefix(c.Styles.Of(want.Pen), "\x1b["), "m")
			blank := want.Rune == ' ' && !want.Pen.Grounded()
			if !cut && (got.r != want.Rune || !blank && want.Rune != 0 && got.pen != pen) {
				return fmt.Sprintf("column %d of line %d shows %q in %s, want %q in %s", x, y, got.r, got.pen, want.Rune, pen)
			}
		}
	}
	return ""
}
