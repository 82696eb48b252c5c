package stage

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// everyKey returns the keys that a test presses: all that a screen binds, every
// character of a keyboard, and some that nobody binds.
func everyKey(s screen) []string {
	keys := []string{"f1", "insert", "delete", "backspace", "alt+x", "ctrl+a", "ㅋ", "ㅁ", "ㄺ", "한", "é", "shift+up"}
	for r := '!'; r <= '~'; r++ {
		keys = append(keys, string(r))
	}
	for _, b := range append(s.table(), (&boardScreen{}).table()...) {
		keys = append(keys, b.keys...)
	}
	slices.Sort(keys)
	return slices.Compact(keys)
}

// withOpen returns a player that stands at a time, with a screen open; nil where
// it cannot be opened there.
func withOpen(t *testing.T, s screen, at time.Duration, o moment.Options) *Player {
	t.Helper()
	p := playerAt(t, at, "", o)
	if _, futures := s.(*futureScreen); futures {
		p = playerAt(t, 9*time.Second, "o 2", o)
		p.Show(min(at, p.runEnd()))
	}
	keys := strings.Replace(openedBy[nameOf(s)], "end a", "a", 1)
	pressAll(t, p, strings.Fields(keys)...)
	p.notice, p.playback.Paused = noNotice, true
	if nameOf(p.top().screen) != nameOf(s) {
		return nil
	}
	return p
}

// TestEveryKeyIsAnswered: whatever is open, at the beginning, in the middle and at
// the end of a run, every key changes what is seen: what it does, or a line that
// says why it does nothing.
func TestEveryKeyIsAnswered(t *testing.T) {
	uitest.SingleThreaded(t)
	for _, s := range everyScreen() {
		for i, at := range []time.Duration{0, 20 * time.Second, time.Hour} {
			t.Run(fmt.Sprint(nameOf(s), " ", at), func(t *testing.T) {
				t.Parallel()
				sizes := [...]moment.Options{{Width: 120, Height: 36}, {Width: 80, Height: 24, Lang: words.Korean}, {Width: 160, Height: 45, ASCII: true}}
				checkAnswers(t, s, sizes[i], func() *Player { return withOpen(t, s, at, sizes[i]) })
			})
		}
	}
}

// TestEveryKeyOfARecordedLogIsAnswered: to which nothing can be done, and after
// which nothing comes.
func TestEveryKeyOfARecordedLogIsAnswered(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	for _, at := range []time.Duration{0, 20 * time.Second, -1} {
		o := moment.Options{Width: 120, Height: 36}
		checkAnswers(t, &boardScreen{}, o, func() *Player {
			p := newPlayer(Replay(log), nil, o)
			p.Show(at)
			p.playback.Paused = true
			return p
		})
	}
}

// checkAnswers presses every key, each where it is the first.
func checkAnswers(t *testing.T, s screen, o moment.Options, open func() *Player) {
	t.Helper()
	p := open()
	if p == nil {
		return
	}
	before := p.Draw()
	for _, key := range everyKey(s) {
		was := *p
		if err := CheckKey(key); err != nil {
			t.Fatal(err)
		}
		p.Press(key)
		if p.Left() {
			p = open()
			before = p.Draw()
			continue
		}
		if p.wanted != nil && p.notice == noNotice {
			t.Errorf("%s: a run is wanted, and nothing says so", key)
		}
		after := p.Draw()
		if slices.Equal(after.Cells, before.Cells) {
			t.Errorf("%s is not answered (notice %q):\n%s", key, p.notice.text(o.Lang), after.Text())
			return
		}
		if p.notice != noNotice && !strings.Contains(squeezed(after), squeeze(firstOf(p.notice.text(o.Lang)))) && !o.ASCII && onTop[*blankScreen](p) == nil {
			t.Errorf("%s: %q is said, and not seen:\n%s", key, p.notice.text(o.Lang), after.Text())
		}
		if was.notice == noNotice && sameButSaid(&was, p) { // it may be used again
			p.notice, p.echo = noNotice, was.echo
			continue
		}
		p = open()
		before = p.Draw()
	}
}

// sameButSaid reports whether a key was only answered by a line.
func sameButSaid(was, now *Player) bool {
	if now.notice == noNotice || len(was.screens) != len(now.screens) || was.log != now.log || was.options.Big != now.options.Big || was.options.Lang != now.options.Lang || was.options.Theme != now.options.Theme || now.wanted != nil {
		return false
	}
	said, echo := now.notice, now.echo
	now.notice, now.echo = noNotice, was.echo
	same := slices.Equal(now.drawn.cells, was.drawn.cells) || slices.Equal(Draw(now.Scene(), now.options).Cells, was.drawn.cells)
	now.notice, now.echo = said, echo
	return same && was.playback.Cursor == now.playback.Cursor && was.selected == now.selected && was.folded == now.folded &&
		was.playback.Scale.Pace == now.playback.Scale.Pace && was.echoing == now.echoing && was.asking == now.asking
}

// firstOf returns the beginning of a line, which any size has room for.
func firstOf(line string) string {
	if utf8.RuneCountInString(line) > 16 {
		return string([]rune(line)[:16])
	}
	return line
}

func squeeze(text string) string { return strings.Join(strings.Fields(text), "") }

// squeezed returns what a frame says without blanks and the marks of the caption,
// whose sentence may go over two lines.
func squeezed(frame canvas.Canvas) string {
	return squeeze(strings.ReplaceAll(frame.Text(), "▌", " "))
}

// TestEveryRefusalHasWords: a key that cannot be used now says why, in words of
// its own.
func TestEveryRefusalHasWords(t *testing.T) {
	p := outagePlayer(t)
	for _, s := range everyScreen() {
		for _, b := range s.table() {
			if b.when == nil {
				continue
			}
			n := p.refusal(b.does)
			for lang := range words.Catalogues {
				if n.text(words.Lang(lang)) == "" {
					t.Errorf("%s: nothing says why action %d cannot be done (%s)", nameOf(s), b.does, b.shown)
				}
			}
		}
	}
}

// TestALineStaysUntilItIsRead: as long as it takes to read it in any language,
// while the story goes on and while it stands, and not beyond the next key.
func TestALineStaysUntilItIsRead(t *testing.T) {
	for _, paused := range []bool{false, true} {
		p := outagePlayer(t)
		p.play(2 * time.Second)
		p.playback.Paused = paused
		p.Press("v")
		reading := p.notice.reading()
		if said(p) == "" || reading < 1800*time.Millisecond {
			t.Fatalf("%q is said for %s", said(p), reading)
		}
		p.play(reading - FrameEvery)
		if said(p) == "" {
			t.Error("it is gone before it can be read")
		}
		if p.Idle() {
			t.Error("nothing would take it away")
		}
		p.play(2 * FrameEvery)
		if said(p) != "" {
			t.Error("it stays for ever")
		}
		p.Press("v")
		p.Press("]")
		if said(p) != "" {
			t.Error("it stays beyond the next key")
		}
	}
}

// TestLiveAnswersAtOnce: what is done to a live run is told before anything is
// seen of it, and done once.
func TestLiveAnswersAtOnce(t *testing.T) {
	l, p := newLivePlayer(t)
	l.pass(p, 3*time.Second)
	p.Press("x")
	if said(p) != "You stop all brokers. It shows in a moment." || p.Moment().Cue == nil || p.Moment().Cue.Spot != moment.BrokerSpot {
		t.Errorf("%q is said", said(p))
	}
	p.Press("x")
	if said(p) != "It is under way: all brokers stop." || len(l.acts) != 1 {
		t.Errorf("a second press does %d things, and %q is said", len(l.acts), said(p))
	}
	p.Press("X")
	if len(l.acts) != 1 {
		t.Error("what nobody has seen is repaired")
	}
	p.Press("o")
	if len(l.acts) != 2 || said(p) != "You place one more order. It shows in a moment." {
		t.Errorf("%d acts, and %q is said", len(l.acts), said(p))
	}
	p.Press("x")
	if len(l.acts) != 2 {
		t.Error("after another act the second press does something")
	}
	l.pass(p, 20*time.Second)
	if p.underway() != nil {
		t.Error("it is under way for ever")
	}
}

// TestAKeyOfTheStageMeansTheSameUnderAPopUp: beside what lies over it, and inside.
func TestAKeyOfTheStageMeansTheSameUnderAPopUp(t *testing.T) {
	for _, opener := range []string{"w", "?", "g", "i", "S", "R"} {
		p := playerAt(t, 9*time.Second, opener, moment.Options{Width: 120, Height: 36})
		top := p.top().screen
		pressAll(t, p, "o")
		if len(p.inputs) != 1 || p.top().screen != top || said(p) == "" {
			t.Errorf("o under %s: %d acts, %s is open, %q is said", opener, len(p.inputs), nameOf(p.top().screen), said(p))
		}
		pressAll(t, p, "e")
		if onTop[*eventScreen](p) == nil {
			t.Errorf("e under %s opens %s", opener, nameOf(p.top().screen))
		}
		pressAll(t, p, "x")
		if len(p.inputs) != 1 || !strings.Contains(said(p), "x is a key of the stage") {
			t.Errorf("x in a panel: %d acts, %q is said", len(p.inputs), said(p))
		}
	}
	p := playerAt(t, 9*time.Second, "w", moment.Options{Width: 120, Height: 36})
	p.playback.Paused = true
	if !p.Moment().Paused {
		t.Error("the clock is shown to go while it stands")
	}
	pressAll(t, p, ".")
	if onTop[*whyScreen](p) == nil || p.playback.Cursor.At <= 9*time.Second {
		t.Error(". under why does not step, or closes it")
	}
	pressAll(t, p, "3", "3")
	if p.runMode() != sim.Emit {
		t.Error("a digit without a cause begins a run")
	}
	pressAll(t, p, "space")
	if !p.onBoard() || p.playback.Paused {
		t.Error("space does not go on")
	}
}

// TestAnyKeyWakesABlankScreen: and does nothing else.
func TestAnyKeyWakesABlankScreen(t *testing.T) {
	for _, key := range []string{"b", "x", "o", "q", "1", "esc", "pgdown", "?", "f1", "ㅁ"} {
		p := playerAt(t, 9*time.Second, "b", moment.Options{Width: 120, Height: 36})
		p.Press(key)
		if !p.onBoard() || p.leaving || len(p.inputs) > 0 || p.wanted != nil || p.playback.Paused || said(p) != "" {
			t.Errorf("%s: %s is open, %d acts", key, nameOf(p.top().screen), len(p.inputs))
		}
	}
	p := playerAt(t, 9*time.Second, "b", moment.Options{})
	p.Press("ctrl+c")
	if !p.leaving {
		t.Error("ctrl+c does not end a blank screen")
	}
}

// TestQuittingAsksOnce: where acts would be lost, and only there.
func TestQuittingAsksOnce(t *testing.T) {
	for _, test := range []struct {
		keys     string
		recorded bool
		leaves   bool
	}{
		{"q", false, true},
		{"o q", false, false},
		{"o q q", false, true},
		{"o q ctrl+c", false, true},
		{"o ctrl+c", false, true},
		{"o q esc", false, false},
		{"o q esc q", false, false},
		{"o q . q", false, false},
		{"o q", true, true},
		{"o 2 q", false, false},
		{"o 2 q", true, true},
		{"o , , , x u down enter q", true, false},
	} {
		p := playerAt(t, 9*time.Second, "", moment.Options{Width: 120, Height: 36})
		p.recorded = test.recorded
		pressAll(t, p, strings.Fields(test.keys)...)
		if p.leaving != test.leaves {
			t.Errorf("%q, recorded %v: leaves %v, %q is said", test.keys, test.recorded, p.leaving, said(p))
		}
	}
	p := playerAt(t, 9*time.Second, "o q", moment.Options{Width: 120, Height: 36})
	p.play(time.Minute)
	if said(p) == "" {
		t.Error("the question goes by itself")
	}
	if frame := p.Draw(); !strings.Contains(squeezed(frame), squeeze(words.English.Catalogue().Answers.Quit)) {
		t.Errorf("the question is not seen:\n%s", frame.Text())
	}
}

// TestAnActKeepsTheCountdownAway: the end of a run that was acted upon stands.
func TestAnActKeepsTheCountdownAway(t *testing.T) {
	for _, keys := range []string{"x", "o", "F enter", "R space"} {
		p := playerAt(t, 9*time.Second, keys, moment.Options{Width: 120, Height: 36})
		p.toBoard()
		p.playback.SeekWall(0)
		p.playback.Paused = false
		p.Press("end")
		p.play(time.Second)
		if len(p.inputs) == 0 || !p.finished() || p.endplay.armed {
			t.Errorf("%s: %d acts, at the end %v, something starts by itself %v", keys, len(p.inputs), p.finished(), p.endplay.armed)
		}
	}
}

// TestTheTitleGoesOn: the key that lets a story begin whose title stands is
// answered by that, though nothing else is seen of it at once.
func TestTheTitleGoesOn(t *testing.T) {
	p := New(uitest.NewRun(t, "outage"), &Setup{Paused: true, Opening: true, Options: moment.Options{Width: 120, Height: 36}})
	p.play(time.Second)
	title := p.Draw()
	p.Press("space")
	if said(p) != "" {
		t.Errorf("%q is said", said(p))
	}
	p.play(10 * time.Second)
	if slices.Equal(p.Draw().Cells, title.Cells) {
		t.Error("the title stays")
	}
}

// TestBigIsNotSaidWhereItHasNoRoom: what is not seen is not claimed.
func TestBigIsNotSaidWhereItHasNoRoom(t *testing.T) {
	answers := &words.English.Catalogue().Answers
	for size, want := range map[[2]int]string{{79, 24}: answers.NoBig, {80, 23}: answers.NoBig, {80, 24}: answers.Big[1]} {
		p := playerAt(t, 9*time.Second, "Z", moment.Options{Width: size[0], Height: size[1]})
		if said(p) != want {
			t.Errorf("%d×%d: %q is said, want %q", size[0], size[1], said(p), want)
		}
	}
}
