package lesson_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strconv"
	"strings"
	"testing"
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
)

// answer is one of a scene, with so many hands for the first choice.
func answer(scene, hands int) lesson.Answer {
	return lesson.Answer{Scene: scene, Hands: []int{hands, 1}}
}

func keep(t *testing.T, s *lesson.Store, r lesson.Record) {
	t.Helper()
	if err := s.Keep(r); err != nil {
		t.Fatal(err)
	}
}

// quiet fails where a store has something to complain about.
func quiet(t *testing.T, s *lesson.Store) {
	t.Helper()
	if err := s.Problem(); err != nil {
		t.Fatal(err)
	}
}

func TestWhatIsKeptIsThereTheNextTime(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "not", "there yet")
	s := lesson.OpenStore(dir)
	if r := s.Of("published"); r.Lesson != "published" || r.Scene != 0 || r.Answers != nil {
		t.Fatalf("nothing was kept, and it is %+v", r)
	}
	if _, err := os.Stat(dir); err == nil {
		t.Error("looking makes a directory")
	}
	want := lesson.Record{Lesson: "published", Scene: 2, Answers: []lesson.Answer{{Scene: 1, Right: 1, First: []int{3, 0}, Hands: []int{1, 2}}}, Solved: []int{0}}
	keep(t, s, want)
	times := []time.Duration{time.Minute, 0, 90 * time.Second}
	if err := s.KeepTimes("published", times); err != nil {
		t.Fatal(err)
	}
	again := lesson.OpenStore(dir)
	if got := again.Of("published"); !reflect.DeepEqual(got, want) {
		t.Errorf("%+v is kept as %+v", want, got)
	}
	if got := again.Times("published"); !reflect.DeepEqual(got, times) {
		t.Errorf("%v is kept as %v", times, got)
	}
	if got := again.Of("the-trap"); got.Scene != 0 {
		t.Errorf("another lesson has %+v", got)
	}
	if err := again.Forget("published"); err != nil {
		t.Fatal(err)
	}
	if got := s.Of("published"); got.Scene != 0 || got.Answers != nil || got.Solved != nil {
		t.Errorf("after it was forgotten: %+v", got)
	}
	if got := s.Times("published"); !reflect.DeepEqual(got, times) {
		t.Errorf("the planned times are forgotten with the answers: %v", got)
	}
	quiet(t, s)
	quiet(t, again)
}

// Two programs: the last answer of each scene counts, whoever gave it, and the
// place is that of who wrote last.
func TestTwoProgramsLoseNothing(t *testing.T) {
	dir := t.TempDir()
	one, other := lesson.OpenStore(dir), lesson.OpenStore(dir)
	a, b := one.Of("published"), other.Of("published")
	a.Keep(answer(1, 10))
	a.Scene, a.Solved = 2, []int{1}
	keep(t, one, a)
	b.Keep(answer(1, 20)) // later
	b.Keep(answer(3, 30))
	b.Scene, b.Solved = 4, []int{3}
	keep(t, other, b)
	a.Keep(answer(2, 40))
	a.Scene = 3
	keep(t, one, a) // it still has its own answer to 1, which is older
	got := lesson.OpenStore(dir).Of("published")
	if got.Scene != 3 || got.Answer(1).Hands[0] != 20 || got.Answer(2).Hands[0] != 40 || got.Answer(3).Hands[0] != 30 || len(got.Solved) != 2 {
		t.Errorf("%+v", got)
	}
}

// keepingDir and keepingNumber tell a process of this test that it is one of many.
const keepingDir, keepingNumber = "ORDERFLOW_TEST_KEEP_IN", "ORDERFLOW_TEST_KEEP_AS"

func TestManyProcessesLoseNothing(t *testing.T) {
	const processes, scenes = 4, 8
	if dir := os.Getenv(keepingDir); dir != "" {
		number, _ := strconv.Atoi(os.Getenv(keepingNumber))
		s := lesson.OpenStore(dir)
		r := s.Of("published")
		for i := range scenes {
			r.Keep(answer(number*scenes+i, 1))
			keep(t, s, r)
		}
		return
	}
	dir := t.TempDir()
	var running []*exec.Cmd
	for number := range processes {
		p := exec.Command(os.Args[0], "-test.run=^TestManyProcessesLoseNothing$")
		p.Env = append(os.Environ(), keepingDir+"="+dir, keepingNumber+"="+strconv.Itoa(number))
		p.Stdout, p.Stderr = &bytes.Buffer{}, &bytes.Buffer{}
		if err := p.Start(); err != nil {
			t.Fatal(err)
		}
		running = append(running, p)
	}
	for _, p := range running {
		if err := p.Wait(); err != nil {
			t.Errorf("%v\n%s%s", err, p.Stdout, p.Stderr)
		}
	}
	s := lesson.OpenStore(dir)
	if got := s.Of("published"); len(got.Answers) != processes*scenes {
		t.Errorf("of %d answers %d are kept", processes*scenes, len(got.Answers))
	}
	quiet(t, s)
}

func TestADirectoryThatCannotBeWrittenIsToldOnce(t *testing.T) {
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, dir := range map[string]string{"below a file": filepath.Join(file, "state"), "none": ""} {
		t.Run(name, func(t *testing.T) {
			s := lesson.OpenStore(dir)
			told := 0
			count := func(err error) {
				if err != nil {
					told++
					if text := sim.TextOf(err); text.Korean == text.English || strings.Contains(text.English, "\n") {
						t.Errorf("%+v", text)
					}
				}
			}
			count(s.Ready())
			count(s.Ready())
			r := s.Of("published")
			count(s.Problem())
			r.Keep(answer(1, 2))
			r.Scene = 2
			before := told
			count(s.Keep(r))
			count(s.Keep(r))
			if got := s.Of("published"); got.Scene != 2 || got.Answer(1).Hands[0] != 2 {
				t.Errorf("the program has forgotten it: %+v", got)
			}
			if before == 0 || told != before {
				t.Errorf("told %d times, and %d while it went on", before, told-before)
			}
		})
	}
}

// What becomes possible later is kept later.
func TestWhatCouldNotBeKeptIsKeptWithTheNext(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "state")
	if err := os.WriteFile(dir, nil, 0o600); err != nil {
		t.Fatal(err)
	}
	s := lesson.OpenStore(dir)
	r := s.Of("published")
	r.Keep(answer(1, 2))
	if err := s.Keep(r); err == nil {
		t.Error("it is not said that nothing is kept")
	}
	if err := os.Remove(dir); err != nil {
		t.Fatal(err)
	}
	r.Keep(answer(2, 3))
	keep(t, s, r)
	if got := lesson.OpenStore(dir).Of("published"); len(got.Answers) != 2 {
		t.Errorf("%+v", got)
	}
}

// damages are files that no orderflow has kept.
var damages = map[string]string{
	"empty":             "",
	"no JSON":           "published",
	"cut off":           `{"orderflow":1,"lesson":"published","sc`,
	"of another":        `{"orderflow":1,"lesson":"the-trap","scene":1}`,
	"unknown field":     `{"orderflow":1,"lesson":"published","scene":1,"sceen":2}`,
	"negative scene":    `{"orderflow":1,"lesson":"published","scene":-1}`,
	"far scene":         `{"orderflow":1,"lesson":"published","scene":4000000}`,
	"an answer twice":   `{"orderflow":1,"lesson":"published","scene":1,"answers":[{"scene":0,"right":0,"hands":[1]},{"scene":0,"right":0,"hands":[2]}]}`,
	"many hands":        `{"orderflow":1,"lesson":"published","scene":1,"answers":[{"scene":0,"right":0,"hands":[1,1,1,1,1,1,1,1,1,1]}]}`,
	"hands of nobody":   `{"orderflow":1,"lesson":"published","scene":1,"answers":[{"scene":0,"right":0,"hands":[-1]}]}`,
	"a choice too far":  `{"orderflow":1,"lesson":"published","scene":1,"answers":[{"scene":0,"right":9,"hands":[1]}]}`,
	"solved nowhere":    `{"orderflow":1,"lesson":"published","scene":1,"solved":[77]}`,
	"planned for years": `{"orderflow":1,"lesson":"published","scene":1,"planned_ns":[9000000000000000000]}`,
	"an escape as name": `{"orderflow":1,"lesson":"published\u001b[2J","scene":1}`,
	"deep":              strings.Repeat("[", 100_000),
	"large":             `{"orderflow":1,"lesson":"published","scene":1}` + strings.Repeat(" ", 1<<20),
}

func TestADamagedFileIsKeptAside(t *testing.T) {
	for name, text := range damages {
		t.Run(name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "published.json")
			for _, aside := range []string{"published.damaged", "published.damaged.2"} {
				if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
					t.Fatal(err)
				}
				s := lesson.OpenStore(dir)
				if got := s.Of("published"); got.Scene != 0 || got.Answers != nil || got.Solved != nil {
					t.Errorf("%+v", got)
				}
				err := s.Problem()
				if err == nil || !strings.Contains(err.Error(), aside) {
					t.Fatalf("%v does not name %s", err, aside)
				}
				quiet(t, s)
				if kept, err := os.ReadFile(filepath.Join(dir, aside)); err != nil || string(kept) != text {
					t.Errorf("%s is not what was damaged: %v", aside, err)
				}
				keep(t, s, lesson.Record{Lesson: "published", Scene: 1})
				if got := lesson.OpenStore(dir).Of("published"); got.Scene != 1 {
					t.Errorf("and then: %+v", got)
				}
			}
		})
	}
}

func TestAFileOfANewerProgramStays(t *testing.T) {
	dir := t.TempDir()
	path := filepath.Join(dir, "published.json")
	const text = `{"orderflow":2,"lesson":"published","place":"elsewhere"}`
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	s := lesson.OpenStore(dir)
	r := s.Of("published")
	if err := s.Problem(); err == nil || !strings.Contains(err.Error(), "another version") {
		t.Error(err)
	}
	r.Scene = 3
	keep(t, s, r) // it was said already
	if got := s.Of("published"); got.Scene != 3 {
		t.Errorf("%+v", got)
	}
	if kept, err := os.ReadFile(path); err != nil || string(kept) != text {
		t.Errorf("it is %s (%v) now", kept, err)
	}
}

func TestNoNameLeadsOutOfTheDirectory(t *testing.T) {
	dir := t.TempDir()
	s := lesson.OpenStore(filepath.Join(dir, "state"))
	for _, name := range []string{"", "..", "../up", "a/b", `a\b`, "A", "a.json", strings.Repeat("a", 81), "a\x1b[2J"} {
		if err := s.Keep(lesson.Record{Lesson: name, Scene: 1}); err == nil {
			t.Errorf("%q is kept", name)
		}
		if err := s.KeepTimes(name, []time.Duration{1}); err == nil {
			t.Errorf("times of %q are kept", name)
		}
		if err := s.Forget(name); err == nil {
			t.Errorf("%q is forgotten", name)
		}
		s.Of(name)
	}
	if err := s.Keep(lesson.Record{Lesson: "published", Scene: -1}); err == nil {
		t.Error("what could not be read again is kept")
	}
	if list, err := os.ReadDir(dir); err != nil || len(list) != 0 {
		t.Errorf("%v, %v", list, err)
	}
}

func TestALessonOfAFileIsKeptForThatFile(t *testing.T) {
	l := lesson.Embedded()[0]
	here, there := lesson.Key(l, "published.yaml"), lesson.Key(l, "elsewhere/published.yaml")
	if here == there || here == l.Name || !strings.HasPrefix(here, l.Name+"-") || lesson.Key(l, "") != l.Name || lesson.Key(l, "./published.yaml") != here {
		t.Errorf("%q, %q", here, there)
	}
}

// FuzzState: whatever is in a file, the store goes on.
func FuzzState(f *testing.F) {
	f.Add(`{"orderflow":1,"lesson":"published","scene":1,"answers":[{"scene":0,"right":1,"first":[1,2],"hands":[0,3]}],"solved":[2],"planned_ns":[1000]}`)
	for _, text := range damages {
		f.Add(text)
	}
	dir := f.TempDir()
	f.Fuzz(func(t *testing.T, text string) {
		if err := os.WriteFile(filepath.Join(dir, "published.json"), []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		s := lesson.OpenStore(dir)
		r := s.Of("published")
		r.Scene = 7
		_ = s.Keep(r) // of a newer program it is refused
		if got := s.Of("published"); got.Scene != 7 {
			t.Errorf("%+v", got)
		}
		left, _ := filepath.Glob(filepath.Join(dir, "*.damaged*"))
		for _, path := range left {
			if err := os.Remove(path); err != nil {
				t.Fatal(err)
			}
		}
	})
}
