package story

import (
	"strings"
	"testing"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// told returns the narration of a scenario in a mode, as it is told in a sitting
// that begins with emit.
func told(t *testing.T, scenario string, mode sim.Mode) *Track {
	t.Helper()
	return toldTo(t, scenario, mode, mode != sim.Emit)
}

func toldTo(t *testing.T, scenario string, mode sim.Mode, follows bool) *Track {
	t.Helper()
	log := uitest.WholeRun(t, scenario, func(c *sim.Config) { c.Mode = mode })
	log.Header.Scenario = scenario
	return Of(log, Sitting{Follows: follows})
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
			t.Logf("%s %5.1f %4.1f %-11s %-9s #%-2d %s | %s", mode, c.Start.Seconds(), c.Reading.Seconds(), c.ID, c.Spot, c.Order,
				strings.ReplaceAll(c.Text[words.English], "\n", " / "), strings.ReplaceAll(c.Text[words.Korean], "\n", " / "))
		}
		t.Logf("%s: %d cues, %.1f s", mode, len(track.Cues), track.End().Seconds())
		if n := len(track.Cues); n < want.least || n > want.most || track.End() < want.shortest || track.End() > want.end {
			t.Errorf("%s: %d cues in %s: want %d to %d in %s to %s", mode, n, track.End(), want.least, want.most, want.shortest, want.end)
		}
	}
}

// TestOnlyWhatFollowsSaysSo: a line may ask whether the audience has seen the
// same in another mode.
func TestOnlyWhatFollowsSaysSo(t *testing.T) {
	const script = `{"scenario": "s", "modes": {"send": {"cues": [
		{"id": "again", "at": "order-created #1", "when": ["follows"], "place": "service", "en": ["As before."], "ko": ["아까처럼."]},
		{"id": "first", "at": "order-created #1", "when": ["!follows"], "place": "service", "en": ["For the first time."], "ko": ["처음으로."]}]}}}`
	s, err := ParseScript("s.json", []byte(script))
	if err != nil {
		t.Fatal(err)
	}
	log := uitest.WholeRun(t, "outage", func(c *sim.Config) { c.Mode = sim.Send })
	for _, follows := range []bool{false, true} {
		track := NewTrack(log, Sitting{Follows: follows})
		track.teller = &player{script: s, follows: follows}
		track.Grow(log.Len())
		if got := track.Cues[0].ID; (got == "again") != follows {
			t.Errorf("follows %v: %s is told", follows, got)
		}
	}
}

// TestEveryCueCanBeRead holds every cue of every scenario to the law of reading.
func TestEveryCueCanBeRead(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		for i := range 6 {
			mode, follows := sim.Mode(i/2), i%2 == 1
			track := toldTo(t, scenario.Name, mode, follows)
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
	english, korean := float64(len([]rune(c.Text[words.English]))), float64(typeset.Syllables(c.Text[words.Korean]))
	if stands < typeset.ReadingLeast.Seconds() || english/stands > typeset.EnglishPerSecond || korean/stands > typeset.KoreanPerSecond {
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
	if c.Spot == moment.NoSpot || c.Spot > moment.DoneSpot {
		t.Errorf("%s lights %s", c.ID, c.Spot)
	}
}
