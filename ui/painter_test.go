package ui

import (
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
	"unicode/utf8"

	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// tube is a terminal as far as the painter uses one.
type tube struct {
	width, height, x, y int
	pen                 string
	cells               []tubeCell
}

type tubeCell struct {
	r   rune // 0 = the right half of a wide character
	pen string
}

func newTube(width, height int) *tube {
	t := &tube{width: width, height: height, cells: make([]tubeCell, width*height)}
	for i := range t.cells {
		t.cells[i].r = ' '
	}
	return t
}

// write obeys the sequences of the painter, and no others.
func (t *tube) write(text string) error {
	for text != "" {
		if !strings.HasPrefix(text, "\x1b[") {
			r, size := utf8.DecodeRuneInString(text)
			text = text[size:]
			if err := t.put(r); err != nil {
				return err
			}
			continue
		}
		end := strings.IndexAny(text, "mHhl")
		sequence := text[2:end]
		switch text[end] {
		case 'm':
			t.pen = sequence
		case 'H':
			y, x, _ := strings.Cut(sequence, ";")
			t.y, _ = strconv.Atoi(y)
			t.x, _ = strconv.Atoi(x)
			t.x, t.y = t.x-1, t.y-1
		default:
			if sequence != "?2026" {
				return fmt.Errorf("mode %s is changed", sequence)
			}
		}
		text = text[end+1:]
	}
	return nil
}

func (t *tube) put(r rune) error {
	_, w := canvas.Shown(r)
	if t.x < 0 || t.y < 0 || t.y >= t.height || t.x+w > t.width {
		return fmt.Errorf("%c is written at %d,%d of %dx%d", r, t.x, t.y, t.width, t.height)
	}
	line := t.cells[t.y*t.width : (t.y+1)*t.width]
	if line[t.x].r == 0 {
		line[t.x-1].r = ' ' // half of a wide character is none
	}
	if end := t.x + w; end < t.width && line[end].r == 0 {
		line[end].r = ' '
	}
	line[t.x] = tubeCell{r, t.pen}
	if w == 2 {
		line[t.x+1] = tubeCell{0, t.pen}
	}
	t.x += w
	return nil
}

// shows reports where the terminal does not show the canvas; "" where it does.
func (t *tube) shows(c *canvas.Canvas) string {
	for y := range min(t.height, c.Height()) {
		for x := range min(t.width, c.Width()) {
			got, want := t.cells[y*t.width+x], c.Cells[y*c.Width()+x]
			cut := x == t.width-1 && x+1 < c.Width() && c.Cells[y*c.Width()+x+1].Rune == 0
			pen := strings.TrimSuffix(strings.TrimPrefix(c.Styles[want.Pen], "\x1b["), "m")
			blank := want.Rune == ' ' && want.Pen&canvas.Focus == 0
			if !cut && (got.r != want.Rune || !blank && want.Rune != 0 && got.pen != pen) {
				return fmt.Sprintf("column %d of line %d shows %q in %s, want %q in %s", x, y, got.r, got.pen, want.Rune, pen)
			}
		}
	}
	return ""
}

// TestThePainterShowsEveryFrame: whatever was on the screen, in whatever
// language, palette and window, the next frame stands there after it.
func TestThePainterShowsEveryFrame(t *testing.T) {
	random := rand.New(rand.NewPCG(2026, 6))
	keys := []string{"L", "L", "t", "enter", "esc", "w", "e", "d", "c", "F", "R", "g", "?", ".", ".", ",", "m", "M", "down", "tab", "x", "b", "home", "end", "u", "K", "C"}
	for range 10 {
		o := moment.Options{Width: 80 + random.IntN(120), Height: 24 + random.IntN(30), Lang: words.Lang(random.IntN(2)), Theme: canvas.Theme{Depth: canvas.Depth(random.IntN(4))}}
		config := outageConfig(t)
		p := stage.New(config.Source, &stage.Setup{Options: o})
		p.Show(time.Duration(random.IntN(38_000)) * time.Millisecond)
		window := newTube(o.Width, o.Height)
		if random.IntN(3) == 0 {
			window = newTube(1+random.IntN(o.Width), 1+random.IntN(o.Height)) // a size was given that is too large for it
		}
		var painter painter
		for step := range 60 {
			p.Press(keys[random.IntN(len(keys))])
			if random.IntN(8) == 0 {
				painter.forget()
			}
			c := p.Draw()
			if err := window.write(painter.paint(&c, window.width, window.height)); err != nil {
				t.Fatalf("step %d: %v", step, err)
			}
			if wrong := window.shows(&c); wrong != "" {
				t.Fatalf("step %d: %s", step, wrong)
			}
			if again := painter.paint(&c, window.width, window.height); again != "" {
				t.Fatalf("step %d: the same frame is painted again: %q", step, again)
			}
		}
	}
}

// TestTheScreenIsPainted: what the whole program has written shows its frame,
// in a language with wide characters too, after another window and at a size
// that does not fit.
func TestTheScreenIsPainted(t *testing.T) {
	for _, lang := range []words.Lang{words.English, words.Korean} {
		synctest.Test(t, func(t *testing.T) {
			c := outageConfig(t)
			c.Options.Lang = lang
			s := start(t, c, 120, 36)
			time.Sleep(9 * time.Second)
			s.press(" ")
			time.Sleep(time.Second)
			out := s.output()
			at := strings.LastIndex(out, beginFrame+"\x1b[1;1H") // the last whole frame
			window := newTube(120, 36)
			for at >= 0 {
				end := at + strings.Index(out[at:], endFrame)
				if err := window.write(out[at:end]); err != nil {
					t.Fatal(err)
				}
				next := strings.Index(out[end:], beginFrame)
				if at = -1; next >= 0 {
					at = end + next
				}
			}
			s.ask(func(m *program) {
				if wrong := window.shows(&m.frame); wrong != "" {
					t.Errorf("%v: %s", lang, wrong)
				}
			})
			s.press("q")
			_ = s.stop(t)
		})
	}
}

// TestAStoryIsFewBytes: a slow line copes with the story, in every language.
func TestAStoryIsFewBytes(t *testing.T) {
	const story, most = 20, 16_000 // seconds; bytes a second, the first frame included
	for _, lang := range []words.Lang{words.English, words.Korean} {
		for _, size := range [...]moment.Options{{Width: 80, Height: 24}, {Width: 120, Height: 36}, {Width: 200, Height: 60}} {
			synctest.Test(t, func(t *testing.T) {
				c := outageConfig(t)
				c.Options.Lang = lang
				s := start(t, c, size.Width, size.Height)
				time.Sleep(story * time.Second)
				written := len(s.output())
				t.Logf("%v, %dx%d: %d bytes a second", lang, size.Width, size.Height, written/story)
				if written/story > most {
					t.Errorf("%v, %dx%d: %d bytes a second", lang, size.Width, size.Height, written/story)
				}
				s.press("q")
				_ = s.stop(t)
			})
		}
	}
}
