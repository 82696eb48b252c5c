package stage

import (
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// stood is a sentence that was on the screen, and for how long.
type stood struct {
	cue  moment.Cue
	span time.Duration
}

// reading returns the law of reading, worked out anew.
func (s *stood) reading() time.Duration {
	english := float64(utf8.RuneCountInString(s.cue.Lines[words.English])) / 15
	korean := float64(typeset.Syllables(s.cue.Lines[words.Korean])) / 8
	return time.Duration(max(1.8, 0.8+english, 0.8+korean) * float64(time.Second))
}

// isStill reports whether a sentence is the one that stood, or what of it is so for
// good.
func (s *stood) isStill(c *moment.Cue) bool {
	return s.cue.Spot == c.Spot && s.cue.Order == c.Order && c.Lines[words.English] != "" && strings.HasPrefix(s.cue.Lines[words.English], c.Lines[words.English])
}

// watcher watches what a player shows, a frame after the other, as an audience does.
type watcher struct {
	*Player
	t    *testing.T
	told []stood // since the run began
	was  bool    // an opening is told
}

// newWatcher returns one who watches the default story from its opening.
func newWatcher(t *testing.T) *watcher {
	c := outageShow(t)
	p := New(c.Source, &Setup{Restart: c.Restart, Opening: true, Options: moment.Options{Width: 120, Height: 36}})
	return &watcher{Player: p, t: t}
}

// frame lets the time of a frame pass, as whoever drives a player does.
func (w *watcher) frame() *moment.Moment {
	w.Tick(FrameEvery)
	if start := w.Wish(); start != nil {
		source, inputs, err := start()
		if err != nil {
			w.t.Fatal(err)
		}
		w.Take(source, inputs, nil)
		w.told = nil
	}
	m := w.Moment()
	if opens := m.Opening != nil; opens != w.was {
		w.was, w.told = opens, nil
	}
	switch n := len(w.told); {
	case m.Notice != "" || m.Cue == nil || *m.Cue == moment.Cue{}:
	case n > 0 && w.told[n-1].isStill(m.Cue):
		w.told[n-1].span += FrameEvery
	default:
		w.told = append(w.told, stood{*m.Cue, FrameEvery})
	}
	return m
}

// until watches until something is so, and returns for how long that took.
func (w *watcher) until(what string, so func(m *moment.Moment) bool) time.Duration {
	w.t.Helper()
	for span := time.Duration(0); span < 3*time.Minute; span += FrameEvery {
		if so(w.frame()) {
			return span
		}
	}
	w.t.Fatalf("%s does not come; at %s of the story", what, w.playback.Cursor.Wall)
	return 0
}

func isOver(m *moment.Moment) bool { return m.Finished }

func opens(m *moment.Moment) bool { return m.Opening != nil }

// holdRead holds that each sentence stood until it was read; all but the last
// one, which still stands.
func (w *watcher) holdRead() {
	w.t.Helper()
	for i := range w.told {
		if s := &w.told[i]; s.span+FrameEvery < s.reading() {
			w.t.Errorf("%q stood for %s: it is read in %s", s.cue.Lines[words.English], s.span, s.reading())
		}
	}
}

// TestTheWholeSittingIsTold: with no key pressed, the opening, the three modes
// and the comparison, each sentence for as long as it takes to read it.
func TestTheWholeSittingIsTold(t *testing.T) {
	w := newWatcher(t)
	title := w.until("the first place", func(m *moment.Moment) bool { return opens(m) && m.Opening.Shown != moment.NoSpot })
	length := title + w.until("the story", func(m *moment.Moment) bool {
		if opens(m) && m.At != 0 {
			t.Fatalf("the run goes on beneath the opening: %s", m.At)
		}
		return !opens(m)
	})
	if title < 2500*time.Millisecond || length < 10*time.Second || length > 14*time.Second {
		t.Errorf("the title stands for %s, the opening for %s", title, length)
	}
	for i, want := range []struct {
		mode          sim.Mode
		least, most   int
		shortest, end time.Duration
	}{
		{sim.Emit, 18, 26, 70 * time.Second, 105 * time.Second},
		{sim.EmitAwait, 8, 18, 35 * time.Second, 70 * time.Second},
		{sim.Send, 8, 18, 35 * time.Second, 70 * time.Second},
	} {
		length := w.until("the end", isOver)
		t.Logf("%s: %d sentences, %s", want.mode, len(w.told), length)
		if n := len(w.told); w.runMode() != want.mode || n < want.least || n > want.most || length < want.shortest || length > want.end {
			t.Errorf("run %d: %s, %d sentences in %s: want %v", i, w.runMode(), n, length, want)
		}
		w.holdRead()
		if m := w.Moment(); m.Countdown == 0 || m.Compares != (want.mode == sim.Send) {
			t.Errorf("after %s: next in %d s, the comparison: %v", want.mode, m.Countdown, m.Compares)
		}
		if stood := w.until("what comes next", func(m *moment.Moment) bool { return !m.Finished || !w.onBoard() }); stood+FrameEvery < 12*time.Second {
			t.Errorf("the end card of %s stands for %s", want.mode, stood)
		}
	}
	for range 60 * 50 {
		if m := w.frame(); onTop[*laneScreen](w.Player) == nil || m.Countdown != 0 || w.wanted != nil {
			t.Fatal("the comparison does not stay")
		}
	}
	if !w.Idle() {
		t.Error("at the very end something still goes on")
	}
}

// TestASittingThatBeginsElsewhere: the modes that were not shown come next, and
// only those that follow another say what differs.
func TestASittingThatBeginsElsewhere(t *testing.T) {
	s := sitting{}
	var order []sim.Mode
	for mode := sim.EmitAwait; !s.seenAll(); mode = s.next(mode) {
		s.see(&sim.Header{}, mode)
		if follows := len(order) > 0; s.follows(mode) != follows {
			t.Errorf("%s follows %v: %v", mode, order, !follows)
		}
		order = append(order, mode)
	}
	if len(order) != 3 || order[1] != sim.Send || order[2] != sim.Emit || s.follows(sim.EmitAwait) {
		t.Errorf("they are shown as %v", order)
	}
}

// TestKeysDoNotShortenASentence: what is pressed while it stands, that is no key
// of playback, takes nothing of its time.
func TestKeysDoNotShortenASentence(t *testing.T) {
	w := newWatcher(t)
	w.Press("pgdown") // skips the opening
	keys := []string{"L", "t", "down", "esc", "?", "esc", "space", "space", "tab", "esc", "K", "g", "esc", "b", "x1", "enter", "esc"}
	for i := 0; !w.frame().Finished; i++ {
		if i%37 == 0 {
			w.Press(keys[i/37%len(keys)])
			w.Press("esc")
			for w.playback.Paused || !w.onBoard() {
				w.Press("esc")
			}
		}
	}
	w.holdRead()
	if len(w.told) < 18 {
		t.Errorf("%d sentences", len(w.told))
	}
}

// TestARemoteAloneIsEnough: from the opening to the comparison with the keys of
// a remote.
func TestARemoteAloneIsEnough(t *testing.T) {
	w := newWatcher(t)
	w.frame()
	w.Press("pgdown")
	if m := w.frame(); opens(m) || m.At > time.Second {
		t.Fatalf("the opening is not skipped, or more than that: %s", m.At)
	}
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		seen := map[string]bool{}
		for presses := 0; !w.frame().Finished; presses++ {
			if presses > 40 {
				t.Fatal("it does not come to the end")
			}
			w.Press("pgdown")
			if m := w.frame(); m.Cue != nil {
				seen[m.Cue.Lines[words.English]] = true
			}
		}
		if w.runMode() != mode || len(seen) != len(w.track.Cues) {
			t.Errorf("%s: %d of %d sentences were shown", w.runMode(), len(seen), len(w.track.Cues))
		}
		w.Press("pgdown")
	}
	if onTop[*laneScreen](w.Player) == nil {
		t.Error("after the last mode it does not compare")
	}
}

// TestARemoteGoesBackPausesAndBlanks holds its other keys.
func TestARemoteGoesBackPausesAndBlanks(t *testing.T) {
	w := newWatcher(t)
	w.Press("space")
	w.until("the third sentence", func(*moment.Moment) bool { return len(w.told) == 3 })
	third := w.told[2].cue
	w.Press("pgup")
	if m := w.frame(); m.Cue == nil || *m.Cue != w.told[1].cue || m.Paused {
		t.Errorf("pgup shows %v", m.Cue)
	}
	w.Press("pgdown")
	for _, key := range []string{"f5", "esc"} {
		w.Press(key)
		if m := w.frame(); *m.Cue != third || m.Paused != (key == "f5") {
			t.Errorf("after %s: paused %v, with %q", key, m.Paused, m.Cue.Lines[words.English])
		}
	}
	w.Press("f5")
	w.Press("pgdown")
	if m := w.frame(); !m.Paused || *m.Cue == third {
		t.Error("while it pauses, a remote does not go on to the next sentence")
	}
	w.Press("esc")
	for _, key := range []string{"b", "Z", "b", "pgdown", "b", "q"} {
		w.Press(key)
		if blank := onTop[*blankScreen](w.Player) != nil; blank != (key == "b") || w.leaving || w.playback.Paused {
			t.Errorf("after %s the screen is blank: %v", key, blank)
		}
	}
}

// TestStepsTellTheirEvents: while one goes from change to change the narration
// is silent; it comes back as the story goes on.
func TestStepsTellTheirEvents(t *testing.T) {
	w := newWatcher(t)
	w.Press("space")
	w.until("the second sentence", func(*moment.Moment) bool { return len(w.told) == 2 })
	w.Press("space")
	paused := w.frame().Cue
	if paused == nil || *paused != w.told[1].cue {
		t.Errorf("a pause tells %v", paused)
	}
	w.Press(".")
	if m := w.frame(); m.Cue != nil || !m.Paused || !m.Fresh {
		t.Errorf("a step tells %v", m.Cue)
	}
	w.Press("space")
	if m := w.frame(); m.Cue == nil || m.Paused {
		t.Error("the narration does not come back")
	}
}

// TestStops: the story stops once at every turn, with its sentence, until a key is pressed.
func TestStops(t *testing.T) {
	for _, as := range []string{"story", "brisk"} {
		w := newWatcher(t)
		w.stops, w.opening = true, opening{}
		if as == "brisk" {
			w.Press("p")
		}
		keys, stops := []string{"space", "pgdown", "."}, 0
		for !w.frame().Finished {
			if !w.playback.Paused {
				continue
			}
			m := w.Moment()
			if turns := w.layer.Changes[w.playback.Scale.LastChange(w.playback.Cursor)]; as == "story" && (m.Cue == nil || *m.Cue != w.told[len(w.told)-1].cue) || turns.First == 0 {
				t.Errorf("it stops at %s with %v", m.At, m.Cue)
			}
			w.Press(keys[stops%len(keys)])
			stops++
		}
		w.holdRead()
		if stops != 7 {
			t.Errorf("%s: %d stops, want one for each turn", as, stops)
		}
	}
}

// TestNothingStartsByItselfAfterAnAct: the presenter has taken over.
func TestNothingStartsByItselfAfterAnAct(t *testing.T) {
	for _, key := range []string{"x", "o", "2"} {
		w := newWatcher(t)
		w.Press("space")
		w.until("the fifth sentence", func(*moment.Moment) bool { return len(w.told) == 5 })
		w.Press(key)
		w.frame()
		w.Press("end")
		for range 30 * 50 {
			w.frame()
		}
		m := w.Moment()
		if key != "x" && !m.Finished || m.Countdown != 0 || !w.onBoard() {
			t.Errorf("after %s: next in %d s", key, m.Countdown)
		}
		mode := w.runMode()
		w.Press("pgdown")
		w.frame()
		w.frame()
		if m.Finished && w.runMode() == mode {
			t.Errorf("after %s the remote does not go on", key)
		}
	}
}

// TestWhatIsPlayedIsWhatIsSought holds the law of the screen at the pace of the
// story: log and wall time say all, the sentence too.
func TestWhatIsPlayedIsWhatIsSought(t *testing.T) {
	w, sought := newWatcher(t), newWatcher(t)
	w.opening, sought.opening = opening{}, opening{}
	sought.Show(0)
	for i := 0; !w.frame().Finished; i++ {
		if i%83 != 0 {
			continue
		}
		sought.playback.SeekWall(w.playback.Cursor.Wall)
		a, b := w.Moment(), sought.Moment()
		if a.N != b.N || a.At != b.At || a.Wall != b.Wall || (a.Cue == nil) != (b.Cue == nil) || a.Cue != nil && *a.Cue != *b.Cue || a.Change.First != b.Change.First {
			t.Fatalf("at %s: played %d %s %v, sought %d %s %v", w.playback.Cursor.Wall, a.N, a.At, a.Cue, b.N, b.At, b.Cue)
		}
		sought.seekTime(a.At)
		if c := sought.playback.Cursor; c.At != a.At || sim.EventID(c.N) == a.N && c.Wall > w.playback.Cursor.Wall {
			t.Fatalf("at %s: sought to %s it is at %+v", w.playback.Cursor.Wall, a.At, c)
		}
	}
}

// TestPacesKeepTheirPlace: the pace changes under the cursor, which stays in the run.
func TestPacesKeepTheirPlace(t *testing.T) {
	w := newWatcher(t)
	w.Press("space")
	w.until("the tenth sentence", func(*moment.Moment) bool { return len(w.told) == 10 })
	before := w.Moment()
	for range 3 {
		w.Press("p")
		m := w.Moment()
		if m.At != before.At || m.N != before.N || (m.Cue == nil) != (m.Real || !w.playback.Scale.Narrated()) {
			t.Errorf("%s: at %s, event %d, tells %v", w.playback.Scale.Pace, m.At, m.N, m.Cue)
		}
	}
}

// TestTheTimelineMovesEvenly: also while the motion waits for a sentence, and no
// mark moves.
func TestTheTimelineMovesEvenly(t *testing.T) {
	w := newWatcher(t)
	w.Press("end")
	for w.rush {
		w.Tick(0)
	}
	marks := w.Moment().Marks
	w.Press("home")
	before := w.Moment().Wall
	for range 100 * 50 {
		m := w.frame()
		if by := m.Wall - before; by < 0.0199 || by > 0.0201 {
			t.Fatalf("at %.2f s the cursor moves by %.3f s", m.Wall, by)
		}
		before = m.Wall
		for i := range marks {
			if m.Marks[i] != marks[i] {
				t.Fatalf("mark %d moves", i)
			}
		}
	}
}

// TestTheAnswerToAnAct: what the presenter does is told at once, and the story
// goes on from there.
func TestTheAnswerToAnAct(t *testing.T) {
	for key, want := range map[string]string{"x": "You stop all brokers.", "o": "You place one more order: #"} {
		w := newWatcher(t)
		w.Press("space")
		w.until("the fourth sentence", func(*moment.Moment) bool { return len(w.told) == 4 })
		for range 30 {
			w.frame()
		}
		w.told = nil
		w.Press(key)
		if m := w.frame(); m.Cue == nil || !strings.HasPrefix(m.Cue.Lines[words.English], want) {
			t.Fatalf("%s is answered by %v", key, m.Cue)
		}
		w.until("another sentence", func(*moment.Moment) bool { return len(w.told) > 2 })
		w.holdReadBut(1)
		if key != "x" {
			continue
		}
		w.told = nil
		w.Press("x")
		if m := w.frame(); m.Cue == nil || m.Cue.Lines[words.English] != "You end every fault." {
			t.Fatalf("the repair is answered by %v", m.Cue)
		}
		w.until("the end", isOver)
		w.holdRead()
	}
}

// holdReadBut holds that all sentences but the last ones stood until they were read.
func (w *watcher) holdReadBut(last int) {
	told := w.told
	w.told = told[:len(told)-last]
	w.holdRead()
	w.told = told
}

// TestAnOpeningIsForTheStory: it is told at its pace, where somebody wrote one.
func TestAnOpeningIsForTheStory(t *testing.T) {
	c := outageShow(t)
	p := New(c.Source, &Setup{Opening: true, Pace: 1})
	p.Tick(0)
	if p.Moment().Opening != nil {
		t.Error("brisk, it has an opening")
	}
	p = New(uitest.NewRun(t, "calm"), &Setup{Opening: true, Paused: true})
	p.Tick(FrameEvery)
	if opens := p.Moment().Opening != nil; opens != (len(p.track.Opening()) > 0) {
		t.Errorf("an opening that nobody wrote: %v", opens)
	}
}

// TestActingAnywhereIsAnsweredAtOnce: whatever is done, in whichever mode and
// wherever the story is, the cursor does not go back, the sentence of what was
// done stands, and those after it stand until they are read.
func TestActingAnywhereIsAnsweredAtOnce(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 12))
	for mode := sim.Emit; mode <= sim.Send; mode++ {
		for range 6 {
			w := newWatcher(t)
			w.Press("space")
			w.frame()
			if mode != sim.Emit {
				w.Press(strconv.Itoa(int(mode) + 1))
				w.frame()
			}
			for range 3 {
				for range random.IntN(1500) {
					w.frame()
				}
				if w.finished() {
					break
				}
				w.told = nil
				before, key := w.playback.Cursor, []string{"x", "o"}[random.IntN(2)]
				w.Press(key)
				m := w.frame()
				if c := w.playback.Cursor; c.At < before.At || c.N < before.N {
					t.Fatalf("%s: %s moves the cursor from %+v to %+v", mode, key, before, c)
				}
				if m.Cue == nil || !strings.HasPrefix(m.Cue.Lines[words.English], "You ") {
					t.Fatalf("%s: at %s, %s is answered by %v", mode, before.At, key, m.Cue)
				}
			}
			w.until("the end", isOver)
			w.holdRead()
		}
	}
}

// TestAFrameOfTheOpening: nothing of the run is known in it, and its title says
// nothing but itself.
func TestAFrameOfTheOpening(t *testing.T) {
	for at, shown := range map[time.Duration]moment.Spot{time.Second: moment.NoSpot, 4 * time.Second: moment.ServiceSpot, time.Minute: moment.ConsumersSpot} {
		c := outageShow(t)
		p := newPlayer(c.Source, c.Restart, moment.Options{Width: 80, Height: 24})
		p.showOpening(at)
		m := p.Moment()
		if m.Opening == nil || m.Opening.Shown != shown || m.Opening.Title != (shown == moment.NoSpot) || len(m.Marks) > 0 || m.At != 0 {
			t.Errorf("after %s: %+v, %d marks", at, m.Opening, len(m.Marks))
		}
		if m.Cue == nil || (m.Cue.Lines[words.English] == "") != m.Opening.Title {
			t.Errorf("after %s it tells %v", at, m.Cue)
		}
	}
}
