package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/ui/moment"
)

// askedPlayer returns a player of the default scenario that asks the room, at the
// first question.
func askedPlayer(t *testing.T) *Player {
	t.Helper()
	p := outagePlayer(t)
	p.options = moment.Options{Width: 80, Height: 24}
	p.room.asks = true
	playToQuestion(t, p)
	return p
}

// playToQuestion plays until something is asked.
func playToQuestion(t *testing.T, p *Player) *questionScreen {
	t.Helper()
	for range 20_000 {
		if s := onTop[*questionScreen](p); s != nil {
			return s
		}
		p.Tick(FrameEvery)
	}
	t.Fatal("nothing is asked")
	return nil
}

// TestTheRoomAnswers: digits count hands, backspace takes the last back, enter
// shows them and then goes on; after the event the card comes back for a while
// with what has come true.
func TestTheRoomAnswers(t *testing.T) {
	p := askedPlayer(t)
	at := p.playback.Cursor.At
	for _, key := range strings.Fields("1 2 2 3 9 backspace 2") {
		p.Press(key)
	}
	text := p.Draw().Text()
	if !strings.Contains(text, "#4 says PUBLISHED.") || !strings.Contains(text, " 4 hands ") || strings.Contains(text, "▄") {
		t.Fatalf("the hands are not counted, or are shown:\n%s", text)
	}
	p.Tick(time.Minute)
	if onTop[*questionScreen](p) == nil || p.playback.Cursor.At != at {
		t.Fatal("it does not wait for the room that answers")
	}
	p.Press("enter")
	if text = p.Draw().Text(); !strings.Contains(text, "▄▄ 3") || !strings.Contains(text, "see what happens") {
		t.Fatalf("the hands are not shown:\n%s", text)
	}
	p.Press("pgdown")
	if onTop[*questionScreen](p) != nil {
		t.Fatal("the story does not go on")
	}
	s := playToQuestion(t, p)
	if text = p.Draw().Text(); !s.over || !strings.Contains(text, "✓  2   in the producer's memory") {
		t.Fatalf("what has come true:\n%s", text)
	}
	p.Tick(answerStands + time.Second)
	if onTop[*questionScreen](p) != nil {
		t.Error("the answer stays")
	}
	if s = playToQuestion(t, p); s.over || p.playback.Cursor.At != 22*time.Second {
		t.Errorf("at %s the second question is not asked", p.playback.Cursor.At)
	}
	p.Press("esc")
	if onTop[*questionScreen](p) != nil || len(p.room.open) != 0 {
		t.Error("esc does not skip")
	}
}

// TestAQuestionGoesOnUnattended: where no key is pressed, the story goes on after
// the time to think.
func TestAQuestionGoesOnUnattended(t *testing.T) {
	p := askedPlayer(t)
	s := onTop[*questionScreen](p)
	if !strings.Contains(p.Draw().Text(), "6 s") && p.thinking() < 6 {
		t.Errorf("it goes on in %d s", p.thinking())
	}
	if p.Idle() {
		t.Error("nobody lets time pass")
	}
	p.Tick(s.asked.Thinking())
	if onTop[*questionScreen](p) != nil {
		t.Error("it waits")
	}
}

// TestNobodyIsAskedOfWhatWasPassed: neither who seeks beyond a question nor who
// did not wish to be asked.
func TestNobodyIsAskedOfWhatWasPassed(t *testing.T) {
	p := outagePlayer(t)
	p.room.asks = true
	p.Press("end")
	for range 100 {
		p.Tick(FrameEvery)
	}
	if onTop[*questionScreen](p) != nil {
		t.Error("what was passed is asked")
	}
	p = outagePlayer(t)
	p.play(30 * time.Second)
	if onTop[*questionScreen](p) != nil {
		t.Error("who did not wish to be asked is asked")
	}
}
