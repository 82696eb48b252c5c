package ui

import (
	"context"
	"io"
	"slices"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/notes"
)

// notesScreen is a terminal with the presenter's notes.
type notesScreen struct {
	screen
	news chan notes.News
}

// startNotes runs the notes in the bubble, on a screen of a size.
func startNotes(t *testing.T, next func(context.Context) (notes.News, error), w, h int, env ...string) *notesScreen {
	t.Helper()
	s := &notesScreen{screen: screen{done: make(chan error, 1)}, news: make(chan notes.News)}
	s.in, s.keys = io.Pipe()
	var ctx context.Context
	ctx, s.cancel = context.WithCancel(t.Context())
	if next == nil {
		next = func(ctx context.Context) (notes.News, error) {
			select {
			case news := <-s.news:
				return news, nil
			case <-ctx.Done():
				return notes.News{}, ctx.Err()
			}
		}
	}
	c := NotesConfig{Next: next, Input: s.in, Output: &s.screen, Env: append([]string{"TERM=xterm-256color", "COLORTERM=truecolor"}, env...)}
	p, model := c.assemble(ctx, tea.WithWindowSize(w, h))
	go func() { s.done <- model.conduct(ctx, p, nil, s.cancel) }()
	synctest.Wait()
	return s
}

// tell brings news, and waits until they are on the screen.
func (s *notesScreen) tell(news notes.News) {
	s.news <- news
	time.Sleep(time.Second)
	synctest.Wait()
}

// checkLeft checks that the terminal is as it was.
func (s *notesScreen) checkLeft(t *testing.T) {
	t.Helper()
	out := s.output()
	if on, off := strings.LastIndex(out, "\x1b[?1049h"), strings.LastIndex(out, "\x1b[?1049l"); on < 0 || off < on {
		t.Errorf("the alternate screen stays: …%q", out[max(0, len(out)-200):])
	}
	if show, hide := strings.LastIndex(out, "\x1b[?25h"), strings.LastIndex(out, "\x1b[?25l"); show < hide {
		t.Error("the cursor is left hidden")
	}
}

func titled(title string) *lesson.Show {
	return &lesson.Show{Title: sim.Text{English: title, Korean: title}, Mode: "emit", Lang: "en"}
}

func TestNotesOnATerminal(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := startNotes(t, nil, 80, 24)
		s.tell(notes.News{})
		if !strings.Contains(s.output(), "No show runs.") {
			t.Errorf("nothing says that no show runs: %q", s.output())
		}
		s.tell(notes.News{Show: titled("outage"), PID: 7})
		if !strings.Contains(s.output(), "show 7") {
			t.Error("the show is not shown")
		}
		s.tell(notes.News{})
		if !strings.Contains(s.output(), "The show has ended.") {
			t.Error("nothing says that the show has ended")
		}
		drawn := len(s.output())
		time.Sleep(10 * time.Second) // only the clock moves
		if n := len(s.output()) - drawn; n == 0 || n > 10*100 {
			t.Errorf("in ten seconds of rest %d bytes are written", n)
		}
		s.press("q")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
		s.checkLeft(t)
	})
}

func TestNotesWithoutColours(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := startNotes(t, nil, 80, 24, "NO_COLOR=1")
		s.tell(notes.News{Show: titled("outage"), PID: 7})
		if out := s.output(); strings.Contains(out, "38;2;") || strings.Contains(out, "38;5;") || !strings.Contains(out, "outage") {
			t.Errorf("there are colours, or nothing: %q", out)
		}
		s.press("q")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
	})
}

func TestNotesThatBreak(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := startNotes(t, func(context.Context) (notes.News, error) { panic("no such\nshow") }, 80, 24)
		if err := s.stop(t); err == nil || err.Error() != "the screen broke off: no such show" {
			t.Errorf("the error is %v", err)
		}
		s.checkLeft(t)
	})
	synctest.Test(t, func(t *testing.T) {
		s := startNotes(t, nil, 80, 24)
		time.Sleep(time.Second)
		s.cancel() // as a signal does
		if err := s.stop(t); err != nil {
			t.Errorf("the error is %v", err)
		}
		s.checkLeft(t)
	})
}

// watcher is who reads what is offered.
type watcher struct {
	joined chan struct{}

	mu      sync.Mutex
	watches bool
	puts    []lesson.Show
	at      []time.Time
}

func (w *watcher) Put(s lesson.Show) {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.puts, w.at = append(w.puts, s), append(w.at, time.Now())
}

func (w *watcher) Watched() bool {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.watches
}

func (w *watcher) Joined() <-chan struct{} { return w.joined }

// join begins to read.
func (w *watcher) join() {
	w.mu.Lock()
	w.watches = true
	w.mu.Unlock()
	w.joined <- struct{}{}
	synctest.Wait()
}

// times returns when something was put.
func (w *watcher) times() []time.Time {
	w.mu.Lock()
	defer w.mu.Unlock()
	return slices.Clone(w.at)
}

// last returns what was put last, and how much was.
func (w *watcher) last() (s lesson.Show, count int) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.puts) > 0 {
		s = w.puts[len(w.puts)-1]
	}
	return s, len(w.puts)
}

// TestAShowIsOfferedToWhoReads: nothing while nobody does, ten states a second while
// something moves, the last of a change always, and one at once to who comes while
// nothing moves.
func TestAShowIsOfferedToWhoReads(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		w := &watcher{joined: make(chan struct{})}
		c := outageConfig(t)
		c.Offer = w
		s := start(t, c, 80, 24)
		time.Sleep(5 * time.Second)
		if _, n := w.last(); n != 0 {
			t.Errorf("%d states were made for nobody", n)
		}
		w.join()
		if state, n := w.last(); n != 1 || state.Elapsed.Round(time.Second) != 5*time.Second || state.Title.English != "PUBLISHED, and lost" {
			t.Errorf("at once there are %d: %+v", n, state)
		}
		time.Sleep(10 * time.Second)
		at := w.times()
		for i := range at[1:] {
			if gap := at[i+1].Sub(at[i]); gap < offerEvery {
				t.Fatalf("state %d comes %s after the one before", i+1, gap)
			}
		}
		if _, n := w.last(); n < 80 || n > 102 {
			t.Errorf("in ten seconds there are %d", n)
		}
		s.press("L ")
		time.Sleep(time.Second)
		state, n := w.last()
		if !state.Paused || state.Lang != "ko" {
			t.Errorf("the last is %+v", state)
		}
		time.Sleep(time.Minute) // nothing moves
		if _, now := w.last(); now > n+1 {
			t.Errorf("at rest there are %d more", now-n)
		}
		w.join()
		if again, _ := w.last(); again.Elapsed < 75*time.Second || again.Cue != state.Cue {
			t.Errorf("who comes while nothing moves gets %+v", again)
		}
		close(w.joined)
		s.press("q")
		if err := s.stop(t); err != nil {
			t.Fatal(err)
		}
	})
}
