package story

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

func told(t *testing.T, scenario string, mode sim.Mode) *Track {
	t.Helper()
	log := uitest.WholeRun(t, scenario, func(c *sim.Config) { c.Mode = mode })
	log.Header.Scenario = scenario
	return Of(log)
}

// TestOutageIsToldInItsTime holds the figures of the story: how many cues, and
// how long they take.
func TestOutageIsToldInItsTime(t *testing.T) {
	for mode, want := range map[sim.Mode]struct {
		least, most   int
		shortest, end time.Duration
	}{
		sim.Emit:      {18, 26, 70 * time.Second, 105 * time.Second},
		sim.EmitAwait: {8, 18, 35 * time.Second, 70 * time.Second},
		sim.Send:      {8, 18, 35 * time.Second, 70 * time.Second},
	} {
		track := told(t, "outage", mode)
		for i := range track.Cues {
			c := &track.Cues[i]
			t.Logf("%s %5.1f %4.1f %-11s %-9s #%-2d %s | %s", mode, c.Start.Seconds(), c.Reading.Seconds(), c.ID, c.Place, c.Order,
				strings.ReplaceAll(c.Text[words.English], "\n", " / "), strings.ReplaceAll(c.Text[words.Korean], "\n", " / "))
		}
		t.Logf("%s: %d cues, %.1f s", mode, len(track.Cues), track.End().Seconds())
		if n := len(track.Cues); n < want.least || n > want.most || track.End() < want.shortest || track.End() > want.end {
			t.Errorf("%s: %d cues in %s: want %d to %d in %s to %s", mode, n, track.End(), want.least, want.most, want.shortest, want.end)
		}
	}
}

// TestEveryAuthoredCueComes: in the default run no line of the script is idle.
func TestEveryAuthoredCueComes(t *testing.T) {
	for mode, script := range ScriptOf("outage").modes {
		came := map[string]bool{}
		for _, c := range told(t, "outage", mode).Cues {
			came[c.ID] = true
		}
		for _, l := range script.lines {
			if !came[l.id] {
				t.Errorf("%s: the cue %s does not come", mode, l.id)
			}
		}
	}
}

// TestEveryTurnOfTheOutageIsTold: where the story turns, a sentence says so.
func TestEveryTurnOfTheOutageIsTold(t *testing.T) {
	track := told(t, "outage", sim.Emit)
	told := map[int]bool{}
	for _, c := range track.Cues {
		told[c.Change] = true
	}
	layer := pace.NewLayer(track.log)
	for e := range track.log.All() {
		layer.Add(e)
		if l := layer.Latest(); l.Event == e.N && l.Turns && !told[l.Change] {
			t.Errorf("the turn at event %d, %s, brings no cue", e.N, e.Type)
		}
	}
}

// TestEveryCueCanBeRead holds every cue of every scenario to the law of reading.
func TestEveryCueCanBeRead(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
			track := told(t, scenario.Name, mode)
			t.Logf("%s %s: %d cues, %.1f s", scenario.Name, mode, len(track.Cues), track.End().Seconds())
			if len(track.Cues) == 0 {
				t.Errorf("%s %s: nothing is told", scenario.Name, mode)
			}
			for i := range track.Cues {
				holdReadable(t, track, i)
			}
		}
	}
}

func holdReadable(t *testing.T, track *Track, i int) {
	t.Helper()
	c := &track.Cues[i]
	until := track.End()
	if i+1 < len(track.Cues) {
		until = track.Cues[i+1].Start
	}
	stands := (until - c.Start).Seconds()
	english, korean := float64(len([]rune(c.Text[words.English]))), float64(Syllables(c.Text[words.Korean]))
	if stands < readMin.Seconds() || english/stands > englishPerSec || korean/stands > koreanPerSec {
		t.Errorf("%s %q stands for %.2f s", c.ID, c.Text, stands)
	}
	for _, text := range c.Text {
		lines := strings.Split(text, "\n")
		for _, line := range lines {
			if canvas.Columns(line) > lineMax || line == "" || strings.ContainsAny(line, "{}?–%") {
				t.Errorf("%s: the line %q (%d columns)", c.ID, line, canvas.Columns(line))
			}
		}
		if len(lines) > linesMax {
			t.Errorf("%s: %q", c.ID, text)
		}
	}
	if c.Place == 0 || c.Place > Done {
		t.Errorf("%s lights %s", c.ID, c.Place)
	}
}
