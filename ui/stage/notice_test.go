package stage

import (
	"errors"
	"fmt"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

func TestEveryNoticeSaysSomething(t *testing.T) {
	for lang := range words.Catalogues {
		for kind := silence + 1; kind < noticeCount; kind++ {
			if n := (notice{kind: kind, err: errors.New("why"), said: phraseOf(letGoWords)}); n.text(words.Lang(lang)) == "" {
				t.Errorf("%s: notice %d says nothing", words.Lang(lang), kind)
			}
		}
	}
}

func TestNoticesSayWhy(t *testing.T) {
	for _, c := range []struct {
		err  error
		kind noticeKind
	}{
		{fmt.Errorf("acting: %w", sim.ErrOver), overNotice},
		{sim.ErrTooManyInputs, inputsNotice},
		{ErrFixed, fixedNotice},
		{errors.New("a \x1b[2Jb"), failedNotice},
	} {
		n := noticeOf(c.err)
		if n.kind != c.kind {
			t.Errorf("%v gives notice %d, want %d", c.err, n.kind, c.kind)
		}
		if text := n.text(words.English); text != sim.Printable(text, 300) {
			t.Errorf("%q can act on the terminal", text)
		}
	}
	if noNotice.text(words.Korean) != "" {
		t.Error("silence says something")
	}
}

// TestTheKeyThatIsShownGoes: it is in nobody's way for longer than it takes to
// see it, while the story stands as while it goes on.
func TestTheKeyThatIsShownGoes(t *testing.T) {
	for _, paused := range []bool{false, true} {
		p := outagePlayer(t)
		p.play(2 * time.Second)
		p.Press("K")
		p.playback.Paused = paused
		p.Press("]")
		p.play(echoStands - FrameEvery)
		if p.Moment().Echo.Keys != "]" || p.Idle() {
			t.Errorf("paused %v: %q is shown, and idle is %v", paused, p.Moment().Echo.Keys, p.Idle())
		}
		before := p.Pulse()
		p.play(FrameEvery)
		if p.Moment().Echo.Keys != "" || p.Pulse() == before {
			t.Errorf("paused %v: %q is still shown", paused, p.Moment().Echo.Keys)
		}
	}
}

// TestTheFrameInWhichTheStoryEndsIsDrawn: also where nothing comes after it and no
// event comes with it.
func TestTheFrameInWhichTheStoryEndsIsDrawn(t *testing.T) {
	p := New(uitest.NewRun(t, "redelivery"), &Setup{Options: moment.Options{Width: 120, Height: 36}})
	p.Show(15 * time.Second)
	p.playback.Paused = false
	for last := p.Pulse(); !p.finished(); last = p.Pulse() {
		p.Tick(FrameEvery)
		if p.finished() && p.Pulse() == last {
			t.Error("the story is over, and nothing says that the screen has changed")
		}
	}
}
