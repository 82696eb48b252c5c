package ui

import (
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/ui/canvas"
	"orderflow/ui/internal/tube"
	"orderflow/ui/moment"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// newTube returns a terminal that knows the sequences of the painter, and no
// others.
func newTube(width, height int) *tube.Tube {
	return tube.New(width, height, "?2026h", "?2026l")
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
			if err := window.Write(painter.paint(&c, window.Width, window.Height)); err != nil {
				t.Fatalf("step %d: %v", step, err)
			}
			if wrong := window.Shows(&c); wrong != "" {
				t.Fatalf("step %d: %s", step, wrong)
			}
			if again := painter.paint(&c, window.Width, window.Height); again != "" {
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
				if err := window.Write(out[at:end]); err != nil {
					t.Fatal(err)
				}
				next := strings.Index(out[end:], beginFrame)
				if at = -1; next >= 0 {
					at = end + next
				}
			}
			s.ask(func(m *program) {
				if wrong := window.Shows(&m.frame); wrong != "" {
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
	if testing.Short() {
		t.Skip("nothing runs beside it that other tests have not")
	}
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
