package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// inALine returns a text without line ends and the mark of a caption.
func inALine(text string) string {
	return strings.Join(strings.Fields(strings.ReplaceAll(text, "▌", " ")), " ")
}

// TestNotesSayWhatIsOnTheScreen: through the whole story the sentence of the notes
// stands on the screen, in the language of the screen, and the next is the one that
// comes then.
func TestNotesSayWhatIsOnTheScreen(t *testing.T) {
	p := outagePlayer(t)
	p.options = moment.Options{Width: 120, Height: 36}
	p.opening.wanted = true
	var last lesson.Show
	seen := 0
	for range 8000 {
		p.Tick(FrameEvery)
		s := p.ShowState()
		if s.Cue != last.Cue && s.Cue.English != "" {
			seen++
			if last.Next != s.Cue && last.Cue.English != "" && last.Next.English != "" {
				t.Errorf("at %s: after %q comes %q, not %q", s.At, last.Cue.English, s.Cue.English, last.Next.English)
			}
			p.options.Lang = words.Lang(seen % 2)
			if screen := p.Draw().Text(); !strings.Contains(inALine(screen), inALine(p.options.Lang.Of(s.Cue))) {
				t.Errorf("at %s %q is not on the screen:\n%s", s.At, p.options.Lang.Of(s.Cue), screen)
			}
			if s := p.ShowState(); s.Lang != p.options.Lang.String() {
				t.Errorf("the language is %s", s.Lang)
			}
		}
		last = s
		last.Lang = ""
	}
	if seen < 20 || last.Mode != "emit" || last.Title != (sim.Text{English: "PUBLISHED, and lost", Korean: "PUBLISHED인데 유실"}) {
		t.Errorf("%d sentences, of %+v", seen, last)
	}
}

func TestNotesAtOtherPaces(t *testing.T) {
	p := outagePlayer(t)
	p.Show(12 * time.Second)
	p.Press("space")
	if !p.ShowState().Paused {
		t.Error("it is not said to be paused")
	}
	p.Press(".")
	s := p.ShowState()
	if s.Cue.English == "" || s.Cue.Korean == "" || s.Cue.English == s.Cue.Korean || s.At < 12*time.Second {
		t.Errorf("a change is told as %+v", s)
	}
}

// TestNotesKnowTheHands: the presenter sees the hands before the room does, and which
// choice is right as soon as the log says it.
func TestNotesKnowTheHands(t *testing.T) {
	p := askedPlayer(t)
	for _, key := range strings.Fields("1 2 2 3") {
		p.Press(key)
	}
	q := p.ShowState().Asked
	if q == nil || q.Shown || q.Right != 1 || len(q.Choices) != 3 || q.Choices[1].English != "in the producer's memory" || q.Hands[1] != 2 {
		t.Fatalf("the question is %+v", q)
	}
	p.Press("backspace")
	p.Press("b") // under a blank screen it still stands
	if again := p.ShowState().Asked; again == nil || again.Hands[2] != 0 || q.Hands[2] != 1 {
		t.Errorf("the hands are %+v, and were %v", again, q.Hands)
	}
	p.Press("b")
	p.Press("enter")
	if q = p.ShowState().Asked; q == nil || !q.Shown {
		t.Errorf("the hands are shown: %+v", q)
	}
	p.Press("enter")
	if q = p.ShowState().Asked; q != nil {
		t.Errorf("%+v stands for ever", q)
	}
}
