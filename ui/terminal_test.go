package ui

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"orderflow/internal/hostile"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// typedKeys is what a terminal sends for the keys that are no characters.
var typedKeys = map[string]string{
	"up": "\x1b[A", "down": "\x1b[B", "right": "\x1b[C", "left": "\x1b[D", "shift+right": "\x1b[1;2C", "shift+left": "\x1b[1;2D", "shift+up": "\x1b[1;2A", "shift+down": "\x1b[1;2B", "ctrl+d": "\x04", "ctrl+u": "\x15", "home": "\x1b[H", "end": "\x1b[F",
	"pgup": "\x1b[5~", "pgdown": "\x1b[6~", "f5": "\x1b[15~", "tab": "\t", "shift+tab": "\x1b[Z", "enter": "\r", "esc": "\x1b", "space": " ", "backspace": "\x7f", "ctrl+c": "\x03",
}

// typed returns what a terminal sends for a key.
func typed(key string) string {
	if bytes, found := typedKeys[key]; found {
		return bytes
	}
	return key
}

func TestEveryKeyCanBeTyped(t *testing.T) {
	for _, key := range stage.EveryKey() {
		if len(key) > 1 && typedKeys[key] == "" {
			t.Errorf("no terminal sends %s in this test", key)
		}
	}
}

// size returns the window that the program knows of.
func (s *screen) size() (w, h int) {
	s.ask(func(m *program) { w, h = m.frame.Width(), m.frame.Height() })
	return w, h
}

// bound returns the keys of the mode that do not end the program.
func (s *screen) bound() (keys []string) {
	s.ask(func(m *program) { keys = m.player.Bound(intent.QuitAction) })
	return keys
}

// disturb does one thing that a terminal may do, at random.
func (s *screen) disturb(random *rand.Rand) {
	w, h := s.size()
	x, y := 1+random.IntN(w+3), 1+random.IntN(h+3)
	switch random.IntN(16) {
	case 0:
		s.program.Send(tea.WindowSizeMsg{Width: 1 + random.IntN(300), Height: 1 + random.IntN(100)})
	case 1:
		for range 5 { // while a corner is drawn
			s.program.Send(tea.WindowSizeMsg{Width: 70 + random.IntN(60), Height: 20 + random.IntN(20)})
		}
	case 2:
		s.press(fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<32;%d;%dM\x1b[<0;%d;%dm", x, y, 1+random.IntN(w), y, 1+random.IntN(w), y))
	case 3:
		s.press(fmt.Sprintf("\x1b[<0;%d;%dM\x1b[<0;%d;%dm", x, y, x, y))
	case 4:
		s.press(fmt.Sprintf("\x1b[<%d;%d;%dM", 64+random.IntN(2), x, y))
	case 5:
		text := hostile.Texts[random.IntN(len(hostile.Texts))].Text
		s.paste(strings.ReplaceAll(text[:min(len(text), 200)], "\x1b[201~", "")) // a terminal takes that out
	case 6:
		s.press([]string{"L", "t", "b"}[random.IntN(3)])
	case 7, 8:
		time.Sleep(time.Duration(random.IntN(1500)) * time.Millisecond)
	default:
		keys := s.bound()
		s.press(typed(keys[random.IntN(len(keys))]))
	}
	time.Sleep(time.Duration(random.IntN(80)) * time.Millisecond)
}

// checkShown checks that the frame is what the window has room for.
func (s *screen) checkShown(t *testing.T) {
	t.Helper()
	var frame string
	s.ask(func(m *program) { frame = m.frame.String() })
	w, h := s.size()
	lines := strings.Split(ansi.Strip(frame), "\n")
	if len(lines) != h {
		t.Fatalf("%d lines in a window of %d×%d", len(lines), w, h)
	}
	for _, line := range lines {
		if got := uitest.TerminalWidth(line); got != w {
			t.Fatalf("a line of %d columns in a window of %d×%d: %q", got, w, h, line)
		}
	}
	if act := hostile.Act(ansi.Strip(frame)); act != "" {
		t.Fatal(act)
	}
}

// sequences are all that the program and Bubble Tea send beside characters:
// cursor, erasing, styles, modes, what they ask the terminal at the start, and
// handles for the clipboard, and nothing else for that.
var sequences = regexp.MustCompile("\x1b\\[[?<>=]?[0-9;:]*[$ ]?[A-Za-z`@]|\x1b\\]11;\\?\x07|\x1b\\]52;c;b2YxO[A-Za-z0-9+/=]*\x07|\x1b[78M]|[\r\n\b\t]")

// TestTheProgramUnderAnything runs the whole program on what a terminal sends:
// keys of every mode, mouse, pastes, windows, at any time, until it is ended in
// one of the ways in which it can be.
func TestTheProgramUnderAnything(t *testing.T) {
	seeds := uint64(8)
	if testing.Short() {
		seeds = 4 // an ending each
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				random := rand.New(rand.NewPCG(seed, 41))
				fail := make(chan error, 1)
				c := anyConfig(t, int(seed))
				c.Fail = fail
				s := start(t, c, 80, 24)
				for range 200 {
					s.disturb(random)
					s.checkShown(t)
				}
				time.Sleep(time.Second)
				switch seed % 4 {
				case 0:
					s.press("\x03")
				case 1:
					s.cancel()
				case 2:
					fail <- errors.New("the broker is gone")
				default:
					s.press("\x1b")
					time.Sleep(time.Second)
					s.press("\x03")
				}
				if err := s.stop(t); (err != nil) != (seed%4 == 2) || err != nil && strings.Contains(err.Error(), "\n") {
					t.Fatalf("the error is %v", err)
				}
				s.checkGivenBack(t)
				out := s.output()
				if after := sequences.ReplaceAllString(out[strings.LastIndex(out, "\x1b[?1049l"):], ""); after != "" {
					t.Errorf("after its screen was left there is %.80q in the user's", after)
				}
				if act := hostile.Act(sequences.ReplaceAllString(out, "")); act != "" {
					t.Errorf("the terminal was sent what is not ours: %s", act)
				}
			})
		})
	}
}

// TestItCanBeEndedAtAnyMoment: the terminal is as it was, whatever was open.
func TestItCanBeEndedAtAnyMoment(t *testing.T) {
	for i, keys := range uitest.Sights {
		if testing.Short() && i%5 != 0 {
			continue
		}
		synctest.Test(t, func(t *testing.T) {
			s := start(t, outageConfig(t), 80, 24)
			time.Sleep(time.Duration(i*211) * time.Millisecond)
			for _, key := range strings.Fields(keys) {
				s.press(typed(key))
			}
			s.press("\x03")
			if err := s.stop(t); err != nil {
				t.Fatal(err)
			}
			s.checkGivenBack(t)
		})
	}
}

// breaking is a source that panics where it is told to.
type breaking struct {
	stage.Source
	where string
}

func (b *breaking) Advance(until time.Duration) {
	if b.where == "advance" {
		panic("the engine\nhas no brokers")
	}
	b.Source.Advance(until)
}

func (b *breaking) Act(at time.Duration, in sim.Input) error {
	if b.where == "act" {
		panic(fmt.Errorf("the engine\nhas no brokers"))
	}
	return b.Source.Act(at, in)
}

// TestAPanicAnywhereGivesTheTerminalBack: in Update, in what is drawn, in the
// engine and in a command's goroutine.
func TestAPanicAnywhereGivesTheTerminalBack(t *testing.T) {
	for _, where := range []string{"advance", "act", "draw", "restart", "close"} {
		t.Run(where, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c := outageConfig(t)
				source := &breaking{Source: c.Source}
				c.Source = source
				if where == "close" {
					c.Source = panicsOnClose{source}
				}
				if where == "restart" {
					c.Restart = func(sim.Mode) (stage.Source, error) { panic("the engine\nhas no brokers") }
				}
				s := start(t, c, 120, 36)
				time.Sleep(time.Second)
				switch where {
				case "draw":
					s.ask(func(m *program) { m.frameOf = func() canvas.Canvas { panic("the engine\nhas no brokers") } })
				case "restart":
					s.press("2")
				case "close":
					s.press("2")
				default:
					s.ask(func(*program) { source.where = where })
					s.press("o")
				}
				time.Sleep(time.Second)
				err := s.stop(t)
				if err == nil || !strings.Contains(err.Error(), "has no brokers") || strings.Contains(err.Error(), "\n") {
					t.Errorf("the error is not the one line of the panic: %v", err)
				}
				s.checkGivenBack(t)
			})
		})
	}
}

// panicsOnClose is a source that panics when it is left.
type panicsOnClose struct{ stage.Source }

func (panicsOnClose) Close() error { panic("the engine\nhas no brokers") }

// TestBytesOfTheStory: what goes to the terminal while the story plays is
// little enough for a slow line, in both languages.
func TestBytesOfTheStory(t *testing.T) {
	uitest.SingleThreaded(t)
	for _, size := range []struct{ w, h, bytesMax int }{{80, 24, 4_000}, {120, 36, 6_000}, {200, 60, 8_000}} { // a second
		for _, lang := range []words.Lang{words.English, words.Korean} {
			synctest.Test(t, func(t *testing.T) {
				const seconds = 15
				c := outageConfig(t)
				c.Options.Lang = lang
				s := start(t, c, size.w, size.h)
				time.Sleep(2 * time.Second)
				before := len(s.output())
				time.Sleep(seconds * time.Second)
				perSecond := (len(s.output()) - before) / seconds
				t.Logf("%d×%d, %v: %d bytes a second", size.w, size.h, lang, perSecond)
				if perSecond > size.bytesMax || perSecond == 0 {
					t.Errorf("%d×%d, %v: %d bytes a second, want at most %d", size.w, size.h, lang, perSecond, size.bytesMax)
				}
				s.press("q")
				if err := s.stop(t); err != nil {
					t.Fatal(err)
				}
			})
		}
	}
}

// anyConfig returns what can be on the screen: a run that can be acted upon, a
// recorded one, one that cannot be started anew, and nothing.
func anyConfig(t testing.TB, which int) Config {
	switch which % 4 {
	case 1:
		return Config{Source: stage.Replay(uitest.ScenarioLog(t, "outage", nil))}
	case 2:
		return Config{Source: uitest.NewRun(t, "panel-partial")}
	case 3:
		return Config{Source: stage.Replay(&sim.Log{})}
	}
	c := outageConfig(t)
	c.Stage = func(name string) (stage.Restart, error) {
		return func(mode sim.Mode) (stage.Source, error) {
			return uitest.NewRun(t, name, func(c *sim.Config) { c.Mode = mode }), nil
		}, nil
	}
	c.Print = func(printout stage.Printout) (string, error) { return printout.Name, nil }
	return c
}
