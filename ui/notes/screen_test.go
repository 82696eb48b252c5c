package notes

import (
	"strings"
	"testing"
	"time"

	"orderflow/internal/lesson"
	"orderflow/ui/words"
)

// open returns a screen that reads a show.
func open(s *lesson.Show) *Screen {
	screen := NewScreen(&Setup{Options: Options{Width: 60, Height: 18}})
	screen.Take(&News{Show: s, PID: 4711}, noon)
	screen.Draw(noon)
	return screen
}

func frameOf(s *Screen) string { return s.Draw(noon).Text() }

// longer is a state whose notes have no room.
func longer() *lesson.Show {
	s := taught()
	s.Notes.English += strings.Repeat("\n- Wait.", 10)
	return s
}

func TestTheNotesAreScrolled(t *testing.T) {
	s := open(longer())
	if shown := frameOf(s); !strings.Contains(shown, "1–12 of 28") || strings.Contains(shown, "When?") {
		t.Fatal(shown)
	}
	s.Press("pgdown")
	if shown := frameOf(s); !strings.Contains(shown, "12–23 of 28") {
		t.Error(shown)
	}
	s.Press("end")
	if shown := frameOf(s); !strings.Contains(shown, "17–28 of 28") || !strings.Contains(shown, "- Wait.") {
		t.Error(shown)
	}
	s.Press("down")
	s.Press("pgup")
	s.Press("up")
	if shown := frameOf(s); !strings.Contains(shown, "5–16 of 28") {
		t.Error(shown)
	}
	s.Resize(80, 40) // all of it has room
	frameOf(s)
	s.Resize(60, 18)
	if shown := frameOf(s); !strings.Contains(shown, "1–12 of 28") {
		t.Error(shown)
	}
	s.Press("j")
	hands := longer()
	hands.Asked.Hands[0]++
	s.Take(&News{Show: hands, PID: 4711}, noon)
	if shown := frameOf(s); !strings.Contains(shown, "2–13 of 28") {
		t.Errorf("another hand scrolls:\n%s", shown)
	}
	other := longer()
	other.Scene++
	s.Take(&News{Show: other, PID: 4711}, noon)
	if shown := frameOf(s); !strings.Contains(shown, "1–12 of 28") {
		t.Errorf("another scene does not begin at its beginning:\n%s", shown)
	}
}

func TestKeys(t *testing.T) {
	s := open(taught())
	if shown := frameOf(s); strings.Contains(shown, "colours") || !strings.Contains(shown, "? keys  q quit") {
		t.Error(shown)
	}
	s.Press("?")
	if shown := frameOf(s); !strings.Contains(shown, "↑ ↓ scroll  L language  t colours") {
		t.Error(shown)
	}
	s.Press("esc")
	before := s.Draw(noon).ANSI()
	s.Press("ㅅ")
	if s.Draw(noon).ANSI() == before {
		t.Error("t changes no colour")
	}
	for _, key := range []string{"x", "enter", "1", "tab", "f5", "한"} {
		s.Press(key)
		if s.Left() {
			t.Fatalf("%s quits", key)
		}
	}
	s.Press("ㅂ")
	if !s.Left() {
		t.Error("q on a Korean keyboard does not quit")
	}
}

// TestTheLanguageFollowsTheShow: until the presenter has chosen one.
func TestTheLanguageFollowsTheShow(t *testing.T) {
	s := open(story())
	korean := story()
	korean.Lang = "ko"
	s.Take(&News{Show: korean, PID: 4711}, noon)
	if shown := frameOf(s); !strings.Contains(shown, "PUBLISHED인데 유실") || !strings.Contains(shown, "지금") {
		t.Error(shown)
	}
	s.Press("L")
	s.Take(&News{Show: korean, PID: 4711}, noon)
	if shown := frameOf(s); !strings.Contains(shown, "PUBLISHED, and lost") {
		t.Error(shown)
	}
	chosen := NewScreen(&Setup{Options: Options{Width: 60, Height: 18}, Lang: words.English, Chosen: true})
	chosen.Take(&News{Show: korean, PID: 1}, noon)
	if shown := frameOf(chosen); !strings.Contains(shown, "PUBLISHED, and lost") {
		t.Error(shown)
	}
}

// TestAShowThatEnds: what it said last stays, its time stands still, and the next one
// takes its place.
func TestAShowThatEnds(t *testing.T) {
	s := open(story())
	s.Take(&News{}, noon.Add(time.Minute))
	shown := s.Draw(noon.Add(time.Hour)).Text()
	if !strings.Contains(shown, "The show has ended.") || !strings.Contains(shown, "elapsed 1:26") || !strings.Contains(shown, "emit() returns as always") || !strings.Contains(shown, "13:00:00") {
		t.Error(shown)
	}
	s.Take(&News{Why: text("it does not answer", "응답하지 않습니다")}, noon.Add(time.Hour))
	if shown := s.Draw(noon.Add(time.Hour)).Text(); !strings.Contains(shown, "It does not answer") || !strings.Contains(shown, "elapsed 1:26") {
		t.Error(shown)
	}
	next := story()
	next.Elapsed, next.Title = 0, text("Even without a fault", "장애가 없어도")
	s.Take(&News{Show: next, PID: 12}, noon.Add(time.Hour))
	if shown := s.Draw(noon.Add(time.Hour)).Text(); !strings.Contains(shown, "elapsed 0:00") || !strings.Contains(shown, "Even without a fault") || strings.Contains(shown, "answer") {
		t.Error(shown)
	}
}
