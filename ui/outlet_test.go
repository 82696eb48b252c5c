package ui

import (
	"bytes"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"orderflow/ui/stage"
)

// wall is a terminal that takes a number of bytes and then no more.
type wall struct {
	mu   sync.Mutex
	left int
	read bytes.Buffer
	open chan struct{} // closed when it reads again
}

func (w *wall) Write(b []byte) (int, error) {
	w.mu.Lock()
	blocked := len(b) > w.left
	w.mu.Unlock()
	if blocked {
		<-w.open
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	w.left -= len(b)
	return w.read.Write(b)
}

// A frame is only painted on the alternate screen: not before it is opened, and
// not once it was left, whatever was under way.
func TestFramesStayOnTheAlternateScreen(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &wall{left: 1 << 20}
		o := newOutlet(w)
		early := make(chan bool, 1)
		go func() { early <- o.paint("<early>") }()
		synctest.Wait()
		_, _ = o.Write([]byte("hello\x1b[?1049h"))
		if !<-early || !o.paint("<shown>") {
			t.Error("a frame on the alternate screen is refused")
		}
		_, _ = o.Write([]byte("\x1b[?1049l"))
		if o.paint("<late>") {
			t.Error("a frame is painted after the screen was left")
		}
		_, _ = o.Write([]byte("\x1b[?1049h")) // after a stop
		if !o.paint("<again>") {
			t.Error("no frame is painted after the program goes on")
		}
		o.end()
		if o.paint("<after>") {
			t.Error("a frame is painted after the end")
		}
		if got, want := w.read.String(), "hello\x1b[?1049h<early><shown>\x1b[H\x1b[2J\x1b[?1049l\x1b[?1049h<again>"; got != want {
			t.Errorf("the terminal got %q, want %q", got, want)
		}
	})
}

// The alternate screen is empty when it is left: tmux takes rows of it along to
// the shell's screen where the window has grown since it was opened.
func TestTheScreenIsLeftEmpty(t *testing.T) {
	const empty = "\x1b[H\x1b[2J"
	for name, leave := range map[string]func(*screen){
		"q":       func(s *screen) { s.press("q") },
		"ctrl+c":  func(s *screen) { s.press("\x03") },
		"SIGTERM": func(s *screen) { s.cancel() },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := start(t, outageConfig(t), 80, 24)
				time.Sleep(3 * time.Second)
				leave(s)
				if err := s.stop(t); err != nil {
					t.Fatal(err)
				}
				out := s.output()
				if before := out[:strings.LastIndex(out, string(screenOff))]; !strings.HasSuffix(before, empty) {
					t.Errorf("before the screen is left there is %.80q", before[max(0, len(before)-80):])
				}
			})
		})
	}
}

// Whoever ends the program while a frame is on its way finds none on the
// shell's screen.
func TestNoFrameAfterTheTerminalIsGivenBack(t *testing.T) {
	every := time.Millisecond
	if testing.Short() {
		every = 7 * time.Millisecond
	}
	for after := time.Duration(0); after < 2*stage.FrameEvery; after += every {
		synctest.Test(t, func(t *testing.T) {
			s := start(t, outageConfig(t), 80, 24)
			time.Sleep(3*time.Second + after)
			if after/time.Millisecond%2 == 0 {
				s.press("q")
			} else {
				s.cancel()
			}
			if err := s.stop(t); err != nil {
				t.Fatal(err)
			}
			s.checkGivenBack(t)
			out := s.output()
			if late := out[strings.LastIndex(out, string(screenOff)):]; strings.Contains(late, beginFrame) {
				t.Errorf("ended %s after a frame: %q", after, late)
			}
		})
	}
}

// A terminal that reads nothing cannot keep the program: not from drawing, and
// not from ending.
func TestATerminalThatReadsNothing(t *testing.T) {
	for _, left := range []int{0, 100, 5000, 20000} {
		synctest.Test(t, func(t *testing.T) {
			w := &wall{left: left, open: make(chan struct{})}
			s := startOn(t, outageConfig(t), 80, 24, w)
			time.Sleep(20 * time.Second)
			if at := s.cursor().Wall; (at - 20*time.Second).Abs() > 100*time.Millisecond {
				t.Errorf("after 20 s the story is at %s", at)
			}
			begin := time.Now()
			s.cancel()
			if err := s.stop(t); err != nil {
				t.Error(err)
			}
			if took := s.ended.Sub(begin); took > leaveLimit {
				t.Errorf("it ends after %s, want at most %s", took, leaveLimit)
			}
			close(w.open)
		})
	}
}
