package ui

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/pace"
	"orderflow/ui/stage"
)

// screen is a terminal without a terminal: it keeps what is written and types
// what it is told.
type screen struct {
	mu      sync.Mutex
	written bytes.Buffer
	in      *io.PipeReader
	keys    *io.PipeWriter
	cancel  context.CancelFunc
	done    chan error
	program *tea.Program
	ended   time.Time
}

// Write is what the program draws with.
func (s *screen) Write(b []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.written.Write(b)
}

func (s *screen) output() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.written.String()
}

// question is answered within the program, between two messages.
type question func(m *program)

// start runs the whole program in the bubble, on a screen of a size.
func start(t *testing.T, c Config, w, h int) *screen {
	t.Helper()
	return startOn(t, c, w, h, nil)
}

// startOn is start on another terminal; nil is the screen's own.
func startOn(t *testing.T, c Config, w, h int, terminal io.Writer) *screen {
	t.Helper()
	s := &screen{done: make(chan error, 1)}
	s.in, s.keys = io.Pipe()
	var ctx context.Context
	ctx, s.cancel = context.WithCancel(t.Context())
	c.Input, c.Output, c.Env = s.in, s, []string{"TERM=xterm-256color", "COLORTERM=truecolor"}
	if terminal != nil {
		c.Output = terminal
	}
	var model *program
	s.program, model = c.assemble(tea.WithWindowSize(w, h), tea.WithFilter(func(m tea.Model, msg tea.Msg) tea.Msg {
		if ask, ok := msg.(question); ok {
			ask(m.(*program))
			return nil
		}
		return msg
	}))
	go func() { s.done <- show(ctx, s.program, model, c.Fail) }()
	synctest.Wait()
	return s
}

// ask looks into the program.
func (s *screen) ask(look func(m *program)) {
	answered := make(chan struct{})
	s.program.Send(question(func(m *program) {
		look(m)
		close(answered)
	}))
	<-answered
}

// cursor returns where the story is.
func (s *screen) cursor() (c stage.Cursor) {
	s.ask(func(m *program) { c = m.player.Cursor() })
	return c
}

// press types keys as a terminal does.
func (s *screen) press(keys string) {
	_, _ = s.keys.Write([]byte(keys))
	synctest.Wait()
}

// stop waits until the program has ended, and lets its input go.
func (s *screen) stop(t *testing.T) error {
	t.Helper()
	select {
	case err := <-s.done:
		s.ended = time.Now()
		s.in.Close()
		s.keys.Close()
		s.cancel()
		time.Sleep(time.Minute) // what is left after that in the bubble is a leak, and fails the test
		return err
	case <-time.After(10 * time.Second):
		t.Fatal("the program does not end")
		return nil
	}
}

// checkGivenBack checks that every mode that was set is reset.
func (s *screen) checkGivenBack(t *testing.T) {
	t.Helper()
	out := s.output()
	for _, mode := range []string{"?1049", "?1002", "?1006", "?2004"} {
		if on, off := strings.LastIndex(out, "\x1b["+mode+"h"), strings.LastIndex(out, "\x1b["+mode+"l"); on < 0 || off < on {
			t.Errorf("mode %s is left on: %q", mode, out[max(0, len(out)-200):])
		}
	}
	if show, hide := strings.LastIndex(out, "\x1b[?25h"), strings.LastIndex(out, "\x1b[?25l"); show < hide {
		t.Error("the cursor is left hidden")
	}
}

func outageConfig(t testing.TB) Config {
	restart := func(mode sim.Mode) (stage.Source, error) {
		return uitest.NewRun(t, "outage", func(c *sim.Config) { c.Mode = mode }), nil
	}
	source, _ := restart(sim.Emit)
	return Config{Source: source, Restart: restart}
}

// storyEnds returns the wall time at which the story of the outage is over.
func storyEnds(t testing.TB, mode sim.Mode) time.Duration {
	t.Helper()
	p := stage.New(uitest.NewRun(t, "outage", func(c *sim.Config) { c.Mode = mode }), &stage.Setup{Pace: pace.BriskPace})
	p.Show(-1)
	return p.Cursor().Wall
}

func TestTheWholeStoryRunsByItself(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		config := outageConfig(t)
		config.Pace = pace.BriskPace
		s := start(t, config, 60, 10)        // a frame that says what size it needs: it is drawn 7,500 times
		const little = 2 * time.Second       // of which the end card is shown for four
		const endplaySpan = 12 * time.Second // the end card stands
		emit, awaited, send := storyEnds(t, sim.Emit), storyEnds(t, sim.EmitAwait), storyEnds(t, sim.Send)
		for _, want := range []struct {
			after time.Duration
			mode  sim.Mode
			done  bool
		}{
			{emit - little, sim.Emit, false},
			{2 * little, sim.Emit, true},
			{endplaySpan, sim.EmitAwait, false},
			{awaited, sim.EmitAwait, true},
			{endplaySpan, sim.Send, false},
			{send + endplaySpan, sim.Send, true}, // and the three side by side: it stays
			{10 * endplaySpan, sim.Send, true},
		} {
			time.Sleep(want.after)
			var mode sim.Mode
			var done bool
			s.ask(func(m *program) {
				shown := m.player.Moment()
				mode, done = shown.State.Setup.Mode, shown.Finished
			})
			if mode != want.mode || done != want.done {
				t.Fatalf("mode %s, finished %v at %s; want mode %s, finished %v", mode, done, s.cursor().At, want.mode, want.done)
			}
		}
		s.press("q")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
		s.checkGivenBack(t)
	})
}

func TestPausedDrawsNothing(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := start(t, outageConfig(t), 80, 24)
		time.Sleep(7 * time.Second)
		s.press(" ")
		time.Sleep(time.Second)
		frames := func() (n int) {
			s.ask(func(m *program) { n = m.drawn })
			return n
		}
		drawn, written := frames(), len(s.output())
		time.Sleep(time.Hour)
		if now := frames(); now != drawn || len(s.output()) != written {
			t.Errorf("paused for an hour, %d frames were drawn and %d bytes written", now-drawn, len(s.output())-written)
		}
		at := s.cursor()
		s.press(" ")
		time.Sleep(40 * time.Millisecond)
		if gone := s.cursor().Wall - at.Wall; gone > 60*time.Millisecond {
			t.Errorf("after an hour of pause the story jumps by %s", gone)
		}
		s.press("q")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
	})
}

func TestFramesFollowTheMeasuredTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := start(t, outageConfig(t), 80, 24)
		time.Sleep(20 * time.Second)
		if wall := s.cursor().Wall; (wall - 20*time.Second).Abs() > 100*time.Millisecond {
			t.Errorf("after 20 s the story is at %s", wall)
		}
		s.press("]]") // four times as fast
		time.Sleep(5 * time.Second)
		if wall := s.cursor().Wall; (wall - 40*time.Second).Abs() > 300*time.Millisecond {
			t.Errorf("after 5 s more at speed 4 it is at %s", wall)
		}
		s.press("q")
		_ = s.stop(t)
	})
}

func TestQuittingAtOnceWaitsForTheTerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		s := start(t, outageConfig(t), 80, 24)
		s.press("q")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
		if took := s.ended.Sub(begun); took < leaveAfter {
			t.Errorf("it ends after %s, while the terminal may still answer", took)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		begun := time.Now()
		s := start(t, outageConfig(t), 80, 24)
		s.press("\x1b]11;rgb:0000/0000/0000\x07") // the terminal has answered
		s.press("q")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
		if took := s.ended.Sub(begun); took > leaveAfter/2 {
			t.Errorf("it ends after %s, though the terminal has answered", took)
		}
	})
}

func TestTheEndOfTheContextEndsTheScreen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := start(t, outageConfig(t), 80, 24)
		time.Sleep(time.Second)
		s.cancel()
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
	})
}

func TestAFailureElsewhereEndsTheScreen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		fail := make(chan error, 1)
		c := outageConfig(t)
		c.Fail = fail
		s := start(t, c, 120, 36)
		time.Sleep(time.Second)
		fail <- errors.New("consuming sns.orders: the broker is gone")
		if err := s.stop(t); err == nil || !strings.Contains(err.Error(), "the broker is gone") {
			t.Fatalf("the error is %v", err)
		}
	})
}

// brittle is a source that panics.
type brittle struct{ stage.Source }

func (b brittle) Act(time.Duration, sim.Input) error { panic("order 7 appended twice") }

func TestAPanicEndsTheScreenWithOneLine(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := outageConfig(t)
		c.Source = brittle{c.Source}
		s := start(t, c, 120, 36)
		time.Sleep(3 * time.Second)
		s.press("o")
		err := s.stop(t)
		if err == nil || !strings.Contains(err.Error(), "order 7 appended twice") || strings.Contains(err.Error(), "\n") {
			t.Fatalf("the error is %v", err)
		}
		s.checkGivenBack(t)
	})
	synctest.Test(t, func(t *testing.T) { // in a command's goroutine
		c := outageConfig(t)
		c.Restart = func(sim.Mode) (stage.Source, error) { panic("no such mode") }
		s := start(t, c, 120, 36)
		time.Sleep(time.Second)
		s.press("2")
		if err := s.stop(t); err == nil || !strings.Contains(err.Error(), "no such mode") {
			t.Fatalf("the error is %v", err)
		}
	})
}

// closing is a source that must be closed.
type closing struct {
	stage.Source
	closed *int
}

func (c closing) Close() error {
	*c.closed++
	return nil
}

func TestSourcesAreClosedWhenTheyAreLeft(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		made, closed := 1, 0
		c := outageConfig(t)
		restart := c.Restart
		c.Source = closing{c.Source, &closed}
		c.Restart = func(mode sim.Mode) (stage.Source, error) {
			made++
			source, err := restart(mode)
			return closing{source, &closed}, err
		}
		s := start(t, c, 120, 36)
		time.Sleep(time.Second)
		s.press("2")
		s.press("3")
		s.press("1")
		time.Sleep(time.Second)
		s.press("q")
		if err := s.stop(t); err != nil || made != 4 || closed != made {
			t.Fatalf("%d sources made, %d closed, error %v", made, closed, err)
		}
	})
}

func TestResizingToAnySize(t *testing.T) {
	m := (&Config{Source: outageConfig(t).Source}).program()
	m.player.Show(27 * time.Second)
	for _, size := range [][2]int{{1, 1}, {20, 5}, {79, 24}, {80, 23}, {80, 24}, {100, 30}, {119, 36}, {120, 35}, {120, 36}, {121, 37}, {160, 48}, {200, 60}, {400, 120}, {80, 200}, {300, 24}} {
		m.Update(tea.WindowSizeMsg{Width: size[0], Height: size[1]})
		lines := strings.Split(strings.TrimSuffix(m.frame.Text(), "\n"), "\n")
		if len(lines) != size[1] {
			t.Fatalf("%d lines instead of %d", len(lines), size[1])
		}
		for y, line := range lines {
			if got := ansi.StringWidth(line); got != size[0] {
				t.Fatalf("line %d of %d×%d has %d columns: %q", y, size[0], size[1], got, line)
			}
		}
	}
}

func TestPrintingDoesNotHoldTheScreen(t *testing.T) {
	for _, c := range []struct {
		err  error
		want string
	}{
		{nil, "Printed (.txt, .svg): ./orderflow-outage-emit-order-1"},
		{fmt.Errorf("writing: %w", fs.ErrPermission), "Not printed: this directory must not be written to."},
		{errors.New("no\x1b[2J space"), "Not printed: no\ufffd[2J space"},
	} {
		synctest.Test(t, func(t *testing.T) {
			kept := &printer{err: c.err}
			config := outageConfig(t)
			config.Print = kept.keep
			s := start(t, config, 120, 36)
			time.Sleep(3 * time.Second)
			s.press("d")
			s.press("p")
			before := s.cursor().Wall
			time.Sleep(500 * time.Millisecond)
			if s.cursor().Wall == before {
				t.Error("the story stands still while the disk is slow")
			}
			time.Sleep(time.Second)
			var notice, frame string
			s.ask(func(m *program) { notice, frame = m.player.Moment().Notice, ansi.Strip(m.frame.String()) })
			if notice != c.want || !strings.Contains(frame, c.want) {
				t.Errorf("the notice is %q, want %q, in\n%s", notice, c.want, frame)
			}
			if len(kept.kept) != 1 {
				t.Errorf("%d printouts were made", len(kept.kept))
			}
			s.press(".")
			s.ask(func(m *program) { notice = m.player.Moment().Notice })
			if notice != "" {
				t.Errorf("after the next key the notice is still %q", notice)
			}
			s.press("q")
			if err := s.stop(t); err != nil {
				t.Fatal(err)
			}
		})
	}
}

// printer keeps printouts in memory.
type printer struct {
	kept []stage.Printout
	err  error
}

func (p *printer) keep(printout stage.Printout) (string, error) {
	time.Sleep(time.Second) // a slow disk; the screen does not wait for it
	p.kept = append(p.kept, printout)
	return "./" + printout.Name, p.err
}
