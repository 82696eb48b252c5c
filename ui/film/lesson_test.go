package film

import (
	"strings"
	"testing"
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// begun begins a run of a lesson.
func begun(c sim.Config) (stage.Run, error) {
	s, err := engine.NewSession(c, sim.Header{Scenario: c.Scenario, Seed: c.Seed, Version: "test"})
	return stage.Run{Source: s}, err
}

// played plays a run of a lesson to its end.
func played(c sim.Config) (*sim.Log, error) {
	r, err := begun(c)
	if err != nil {
		return nil, err
	}
	r.Source.Advance(c.Until)
	return r.Source.Log(), nil
}

// lessonFilm makes the film of an embedded lesson, with nobody in the room.
func lessonFilm(t *testing.T, l *lesson.Lesson, o moment.Options, each func(Frame) error) *Film {
	t.Helper()
	plan, problems := lesson.NewPlan(l, played)
	if len(problems) > 0 {
		t.Fatal(problems[0])
	}
	s := &stage.Lesson{Plan: plan, Begin: begun, Alone: true}
	first, err := begun(s.First())
	if err != nil {
		t.Fatal(err)
	}
	p := stage.NewLesson(s, first, &stage.Setup{Options: o, Pace: pace.StoryPace})
	f, err := Roll(p, Options{FPS: 5, Lang: o.Lang}, each)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// TestEveryLessonPlaysToItsEnd: with nobody in the room each lesson asks its
// questions, shows what came of them, has its task solved and ends, in both
// languages, at the size of a small terminal, and in little more than the minutes
// it is planned for.
func TestEveryLessonPlaysToItsEnd(t *testing.T) {
	if testing.Short() {
		t.Skip("ten lessons take their time, and nothing of them runs beside anything else")
	}
	for i, l := range lesson.Embedded() {
		lang := words.Lang(i % 2)
		t.Run(l.Name, func(t *testing.T) {
			t.Parallel()
			size := [...][2]int{{80, 24}, {120, 36}, {60, 18}}[i%3]
			asked, frames := 0, 0
			f := lessonFilm(t, l, moment.Options{Width: size[0], Height: size[1], Lang: lang}, func(f Frame) error {
				frames++
				if text := f.Cells.Text(); strings.Contains(text, "%!") || strings.Contains(text, "{") && !strings.Contains(text, "=> {") {
					t.Errorf("a text is not filled in:\n%s", text)
				}
				return nil
			})
			for _, c := range f.Captions {
				if c.Asks {
					asked++
				}
				if asks := c.ID[0] == 'q'; c.Asks && c.ID != "after" && (asks && len(c.Choices) < 2 || !asks && len(c.Choices) != 1) {
					t.Errorf("%s is told with the choices %q", c.ID, c.Choices)
				}
			}
			questions := 0
			for j := range l.Scenes {
				if l.Scenes[j].Ask != nil {
					questions++
				}
			}
			if asked != 2*questions+1 { // and what the lesson came to
				t.Errorf("%d cards asked or answered, want those of %d questions", asked, questions)
			}
			if most := time.Duration(l.Minutes)*time.Minute + time.Minute; f.Length > most || f.Length < 2*time.Minute {
				t.Errorf("it takes %s, planned are %d minutes", f.Length, l.Minutes)
			}
			t.Log(f.Length.Round(time.Second), frames)
		})
	}
}
