package notes

import (
	"bytes"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"
	"github.com/rogpeppe/go-internal/diff"
	"github.com/rogpeppe/go-internal/txtar"

	"orderflow/internal/hostile"
	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

var update = flag.Bool("update", false, "rewrite what has changed in testdata; read the diff")

// noon is the time of day of the tests.
var noon = time.Date(2026, 11, 27, 12, 0, 0, 0, time.UTC)

func text(english, korean string) sim.Text { return sim.Text{English: english, Korean: korean} }

// story is the state of the story, without a lesson.
func story() *lesson.Show {
	return &lesson.Show{
		Title: text("PUBLISHED, and lost", "PUBLISHED인데 유실"),
		Cue:   text("emit() returns as always.\n#4 says PUBLISHED.", "emit()은 평소처럼 끝나고,\n#4 주문도 PUBLISHED입니다."),
		Next:  text("But nothing was sent.\n#4 is only in memory.", "하지만 전송된 것은 없습니다.\n#4 주문은 메모리에만 있습니다."),
		At:    7 * time.Second, Mode: "emit", Elapsed: 26 * time.Second, Lang: "en",
	}
}

// taught is that of a lesson that waits for the room.
func taught() *lesson.Show {
	s := story()
	s.Lesson, s.Scene, s.Scenes, s.Paused = "published", 2, 5, true
	s.Elapsed, s.Planned, s.Whole = 192*time.Second, 150*time.Second, 6*time.Minute
	s.Notes = text(
		"Let them talk before you show the hands: two minutes.\n\nMost say \"in the broker's log\". Ask who has read the code of emit(). Do not answer yet; the reveal does, and the reason stands below it.\n- Who is told?\n- When?",
		"손 든 수를 보이기 전에 2분쯤 이야기하게 하세요.\n\n대부분 \"브로커 로그\"라고 답합니다. emit() 코드를 읽어 본 사람이 있는지 물어보세요. 아직 답하지 마세요. 공개하면 답과 이유가 나옵니다.\n- 누가 알게 됩니까?\n- 언제?")
	s.Asked = &lesson.ShowQuestion{
		Text:    text("#4 says PUBLISHED.\nWhere is its message?", "#4 주문은 PUBLISHED입니다.\n메시지는 어디에 있을까요?"),
		Choices: []sim.Text{text("in the broker's log", "브로커 로그"), text("in the producer's memory", "프로듀서 메모리"), text("with a worker", "워커")},
		Hands:   []int{3, 11, 0}, First: []int{9, 4, 1}, Right: 1,
		Why: text("emit() returns before anything is sent.", "emit()은 전송하기 전에 끝납니다."),
	}
	s.Task = text("Make #4 arrive. You may change one setting.", "#4 주문이 도착하게 하세요. 설정 하나를 바꿀 수 있습니다.")
	return s
}

// reads is a view of a show that is read.
func reads(s *lesson.Show) *View { return &View{Show: s, Came: noon, PID: 4711} }

// views are the states there are.
var views = map[string]func() *View{
	"waits": func() *View { return &View{} },
	"why": func() *View {
		return &View{Why: text("the show of process 4711 speaks version 2 and these notes version 1: start both from the same orderflow", "프로세스 4711의 발표 화면은 버전 2, 이 노트는 버전 1입니다. 둘 다 같은 orderflow로 시작하세요")}
	},
	"story":  func() *View { return reads(story()) },
	"ended":  func() *View { v := reads(story()); v.PID = 0; return v },
	"lesson": func() *View { v := reads(taught()); v.Keys = true; return v },
	"asked": func() *View {
		s := taught()
		s.Notes, s.Task, s.Planned = sim.Text{}, sim.Text{}, 0
		s.Asked.First, s.Asked.Right, s.Asked.Shown, s.Asked.Why = nil, -1, true, sim.Text{}
		return reads(s)
	},
}

// looks are what each is drawn in.
var looks = map[string]string{
	"waits": "60x18 en, 60x18 ko", "why": "60x18 en, 60x18 ko", "story": "80x24 en", "ended": "80x24 ko",
	"lesson": "60x18 en, 80x24 ko, 120x36 en, 300x40 ko, 120x36 ascii", "asked": "80x24 en",
}

func drawn(t *testing.T, name, look string) canvas.Canvas {
	t.Helper()
	var o Options
	var lang string
	if _, err := fmt.Sscanf(look, "%dx%d %s", &o.Width, &o.Height, &lang); err != nil {
		t.Fatal(err)
	}
	v := views[name]()
	v.Lang, _ = words.ParseLang(lang)
	o.ASCII = lang == "ascii"
	return Draw(v, noon.Add(3*time.Second), o)
}

// TestAChoiceIsWhole: one that is as long as a lesson may have it is read to its end, beside
// the hands of two rounds.
func TestAChoiceIsWhole(t *testing.T) {
	long := text("The caller gets an error, the row says so.", "호출자가 에러를 받아 DB에 실패로 적습니다!!")
	for lang := range words.Catalogues {
		for _, width := range []int{60, 80, 120} {
			s := taught()
			s.Asked.Choices[1] = long
			s.Asked.First, s.Asked.Hands = []int{9, 14, 1}, []int{3, 21, 0}
			v := reads(s)
			v.Lang = words.Lang(lang)
			frame := Draw(v, noon, Options{Width: width, Height: 40})
			seen := frame.Text()
			for _, word := range strings.Fields(words.Lang(lang).Of(long)) {
				if !strings.Contains(seen, word) {
					t.Errorf("at %d columns %q is not there:\n%s", width, word, seen)
				}
			}
			for line := range strings.Lines(seen) {
				if strings.Contains(line, strings.Fields(words.Lang(lang).Of(long))[0]) && !strings.Contains(line, "21") {
					t.Errorf("at %d columns its hands are elsewhere:\n%s", width, seen)
				}
			}
		}
	}
}

func TestGoldens(t *testing.T) {
	for name, list := range looks {
		golden := &txtar.Archive{}
		for look := range strings.SplitSeq(list, ", ") {
			var b strings.Builder
			for line := range strings.Lines(drawn(t, name, look).Text()) {
				b.WriteString(strings.TrimRight(line, " \n") + "\n")
			}
			golden.Files = append(golden.Files, txtar.File{Name: look, Data: []byte(b.String())})
		}
		path := filepath.Join("testdata", name+".txtar")
		had, err := os.ReadFile(path)
		if err != nil && !*update {
			t.Fatal(err)
		}
		now := txtar.Format(golden)
		switch {
		case bytes.Equal(now, had):
		case !*update:
			t.Errorf("look at it, and rewrite it with -update:\n%s", diff.Diff(path, had, "now", now))
		default:
			if err := os.WriteFile(path, now, 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

// TestFramesHaveTheirSize: at any size, in both languages, whatever is shown.
func TestFramesHaveTheirSize(t *testing.T) {
	random := rand.New(rand.NewPCG(13, 13))
	long := taught()
	long.Notes = text(strings.Repeat(long.Notes.English+"\n", 40), strings.Repeat(long.Notes.Korean, 40))
	long.Cue.English, long.Asked.Choices[0].English = strings.Repeat("x", 500), strings.Repeat("한", 200)
	for range 3000 {
		v := views[[]string{"waits", "why", "story", "ended", "lesson", "asked"}[random.IntN(6)]]()
		if random.IntN(3) == 0 {
			v = reads(long)
			v.Top = random.IntN(100)
		}
		v.Lang = words.Lang(random.IntN(2))
		o := Options{Width: 1 + random.IntN(310), Height: 1 + random.IntN(95), ASCII: random.IntN(2) == 0, Theme: canvas.Theme{Light: random.IntN(2) == 0, Palette: canvas.Palette(random.IntN(3)), Depth: canvas.Depth(random.IntN(4))}}
		frame := Draw(v, noon.Add(time.Duration(random.IntN(1e6))*time.Millisecond), o)
		lines := strings.Split(strings.TrimSuffix(frame.Text(), "\n"), "\n")
		if len(lines) != o.Height {
			t.Fatalf("%d lines at %d×%d", len(lines), o.Width, o.Height)
		}
		for _, line := range lines {
			if got := ansi.StringWidth(line); got != o.Width {
				t.Fatalf("%d columns at %d×%d: %q", got, o.Width, o.Height, line)
			}
		}
	}
}

// TestEverythingCanBeRead: what a lesson says is on the frame, or can be scrolled to.
func TestEverythingCanBeRead(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 20}, {120, 36}, {200, 60}, {300, 90}} {
		for lang := range words.Catalogues {
			s := NewScreen(&Setup{Options: Options{Width: size[0], Height: size[1]}, Lang: words.Lang(lang), Chosen: true})
			s.Take(&News{Show: taught(), PID: 1}, noon)
			seen := s.Draw(noon).Text()
			for range 30 {
				s.Press("down")
				seen += s.Draw(noon).Text()
			}
			seen = inALine(seen)
			w, show := words.Lang(lang), taught()
			for _, said := range []sim.Text{show.Cue, show.Next, show.Notes, show.Task, show.Asked.Text, show.Asked.Choices[0], show.Asked.Choices[1], show.Asked.Choices[2], show.Asked.Why, show.Title} {
				for word := range strings.FieldsSeq(w.Of(said)) {
					if !strings.Contains(seen, word) {
						t.Errorf("%d×%d: %q is nowhere", size[0], size[1], word)
					}
				}
			}
		}
	}
}

func inALine(text string) string { return strings.Join(strings.Fields(text), " ") }

func TestThePace(t *testing.T) {
	for _, c := range []struct {
		planned, elapsed time.Duration
		want, korean     string
	}{
		{0, time.Minute, "elapsed 1:00", "경과 1:00"},
		{3 * time.Minute, 3 * time.Minute, "elapsed 3:00 · planned 3:00   on time", "경과 3:00 · 계획 3:00   제시간"},
		{3 * time.Minute, 3*time.Minute + 15*time.Second, "elapsed 3:15 · planned 3:00   on time", "경과 3:15 · 계획 3:00   제시간"},
		{3 * time.Minute, 2*time.Minute + 40*time.Second, "elapsed 2:40 · planned 3:00   20 s ahead", "경과 2:40 · 계획 3:00   20초 빠름"},
		{3 * time.Minute, 3*time.Minute + 59*time.Second, "elapsed 3:59 · planned 3:00   59 s behind", "경과 3:59 · 계획 3:00   59초 늦음"},
		{3 * time.Minute, 5*time.Minute + 20*time.Second, "elapsed 5:20 · planned 3:00   2 min behind", "경과 5:20 · 계획 3:00   2분 늦음"},
		{2 * time.Hour, 63*time.Minute + 12*time.Second, "elapsed 1:03:12 · planned 2:00:00   57 min ahead", "경과 1:03:12 · 계획 2:00:00   57분 빠름"},
	} {
		show := story()
		show.Planned, show.Elapsed = c.planned, c.elapsed-time.Second
		for lang, want := range []string{c.want, c.korean} {
			v := reads(show)
			v.Lang = words.Lang(lang)
			if frame := Draw(v, noon.Add(time.Second), Options{Width: 120, Height: 24}).Text(); !strings.Contains(frame, want) {
				t.Errorf("not %q in\n%s", want, frame)
			}
		}
	}
}

func TestTheClockIsTheWall(t *testing.T) {
	v := reads(story())
	if frame := Draw(v, noon.Add(90*time.Second), Options{Width: 80, Height: 24}).Text(); !strings.Contains(frame, "12:01:30") || !strings.Contains(frame, "elapsed 1:56") || !strings.Contains(frame, "7.0 s") {
		t.Error(frame)
	}
}

// TestColours: without colours nothing but bold, reverse and dim; with them the right
// choice, on either background.
func TestColours(t *testing.T) {
	for _, light := range []bool{false, true} {
		frame := Draw(reads(taught()), noon, Options{Width: 80, Height: 30, Theme: canvas.Theme{Light: light, Depth: canvas.NoColor}}).ANSI()
		for part := range strings.SplitSeq(frame, "\x1b[") {
			if codes, _, found := strings.Cut(part, "m"); found && strings.Trim(codes, "0127;") != "" {
				t.Errorf("a sequence %q without colours", codes)
			}
		}
		if coloured := Draw(reads(taught()), noon, Options{Width: 80, Height: 30, Theme: canvas.Theme{Light: light}}).ANSI(); !strings.Contains(coloured, "38;2;") {
			t.Error("no colours")
		}
	}
}

func TestNothingOfAShowActs(t *testing.T) {
	for _, of := range hostile.Texts {
		both := sim.Text{English: sim.Printable(of.Text, 300), Korean: sim.Printable(of.Text, 300)}
		s := taught()
		s.Title, s.Cue, s.Next, s.Notes, s.Task, s.Mode = both, both, both, both, both, both.English
		s.Asked.Text, s.Asked.Choices, s.Asked.Why = both, []sim.Text{both, both}, both
		s.Asked.Hands, s.Asked.First = []int{1}, []int{}
		frame := Draw(reads(s), noon, Options{Width: 100, Height: 30}).Text()
		if act := hostile.Act(frame + Text(reads(s), noon)); act != "" {
			t.Errorf("%s: %s", of.Name, act)
		}
	}
}

func TestText(t *testing.T) {
	v := reads(taught())
	want := `title   PUBLISHED, and lost
        scene 2 of 5 · emit() · 7.0 s · paused
time    elapsed 3:12 · planned 2:30 · of 6:00 · 42 s behind
now     emit() returns as always. #4 says PUBLISHED.
asked   #4 says PUBLISHED.
        Where is its message?
          1  in the broker's log  (first 9 → 3 hands)
        ✓ 2  in the producer's memory  (first 4 → 11 hands)
          3  with a worker  (first 1 → 0 hands)
why     emit() returns before anything is sent.
task    Make #4 arrive. You may change one setting.
next    But nothing was sent. #4 is only in memory.
notes   Let them talk before you show the hands: two minutes.

        Most say "in the broker's log". Ask who has read the code of emit(). Do not answer yet; the reveal does, and the reason stands below it.
        - Who is told?
        - When?
`
	if got := Text(v, noon); got != want {
		t.Errorf("%s", diff.Diff("want", []byte(want), "got", []byte(got)))
	}
}
