package film

import (
	"testing"
	"time"

	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// rolled makes the film of a scenario.
func rolled(t *testing.T, scenario string, o Options, each func(Frame) error) *Film {
	t.Helper()
	f, err := rolledOrNot(t, scenario, o, each)
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// rolledOrNot makes the film of a scenario, if it can be made.
func rolledOrNot(t *testing.T, scenario string, o Options, each func(Frame) error) (*Film, error) {
	t.Helper()
	log := uitest.ScenarioLog(t, scenario, nil)
	p := stage.New(stage.Replay(log), &stage.Setup{Options: moment.Options{Width: 120, Height: 36, Lang: o.Lang}, Pace: pace.StoryPace, Opening: true, Rests: true})
	return Roll(p, o, each)
}

// TestAFilmIsAFunctionOfItsLog: twice made it is the same, its frames come in
// order, and its sentences never overlap and are those of the story.
func TestAFilmIsAFunctionOfItsLog(t *testing.T) {
	var made [2][]string
	var films [2]*Film
	for i := range made {
		last := time.Duration(-1)
		films[i] = rolled(t, "outage", Options{FPS: 10}, func(f Frame) error {
			if f.At <= last {
				t.Fatalf("a frame at %s comes after one at %s", f.At, last)
			}
			last = f.At
			made[i] = append(made[i], f.Cells.Text())
			return nil
		})
	}
	if len(made[0]) != len(made[1]) || made[0][len(made[0])-1] != made[1][len(made[1])-1] {
		t.Error("it is another film the second time")
	}
	f := films[0]
	if f.Length < 100*time.Second || f.Length > 160*time.Second {
		t.Errorf("it takes %s", f.Length)
	}
	for i, c := range f.Captions {
		if i > 0 && c.Start < f.Captions[i-1].End {
			t.Errorf("%s overlaps %s", c.ID, f.Captions[i-1].ID)
		}
		if c.End-c.Start < 1500*time.Millisecond && c.ID != "asked" {
			t.Errorf("%s stands for %s", c.ID, c.End-c.Start)
		}
	}
	if ko := rolled(t, "outage", Options{FPS: 10, Lang: words.Korean}, nil); ko.Length != f.Length || len(ko.Captions) != len(f.Captions) {
		t.Errorf("in Korean it takes %s with %d sentences, in English %s with %d", ko.Length, len(ko.Captions), f.Length, len(f.Captions))
	}
}
