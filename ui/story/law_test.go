package story

import (
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// TestGrowingNeverMovesWhatIsLaid: a log that is told as it comes, in steps of
// any size, is told as one that is whole, and what was laid stays.
func TestGrowingNeverMovesWhatIsLaid(t *testing.T) {
	for _, scenario := range []string{"outage", "poison", "rolling-deploy"} {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
			log := uitest.WholeRun(t, scenario, func(c *sim.Config) { c.Mode = mode })
			log.Header.Scenario = scenario
			whole := Of(log, Sitting{})
			for _, step := range []int{1, 7, 100} {
				track := NewTrack(log, Sitting{})
				for n := 0; n < log.Len(); n += step {
					track.Grow(min(n+step, log.Len()))
					if len(track.Cues) > len(whole.Cues) || !slices.Equal(track.Cues, whole.Cues[:len(track.Cues)]) || !slices.Equal(track.legs, whole.legs[:len(track.legs)]) {
						t.Fatalf("%s %s: after %d events what is told is no beginning of the whole", scenario, mode, n+step)
					}
				}
				track.Finish()
				if !slices.Equal(track.Cues, whole.Cues) || !slices.Equal(track.legs, whole.legs) {
					t.Errorf("%s %s: in steps of %d it is told otherwise", scenario, mode, step)
				}
			}
		}
	}
}

// changesMax is what the eye follows in a second, and hurriedMax in a run that
// follows another.
const (
	changesMax = 3
	hurriedMax = 5
)

// TestMotionWaitsForCues: an event that brings a cue is shown as the cue comes,
// wall time and motion are each other's inverse, and motion never goes back.
func TestMotionWaitsForCues(t *testing.T) {
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		track := told(t, "outage", mode)
		layer := pace.NewLayer(track.log)
		walls := map[sim.EventID]time.Duration{}
		var changes []time.Duration
		for e := range track.log.All() {
			layer.Add(e)
			if layer.Latest().Event == e.N {
				walls[e.N] = layer.Latest().Wall
				if layer.Latest().Begins {
					changes = append(changes, track.Wall(layer.Latest().Wall))
				}
			}
		}
		limit := hurriedMax
		if mode == sim.Emit {
			limit = changesMax
		}
		for i := limit; i < len(changes); i++ {
			if changes[i]-changes[i-limit] < time.Second {
				t.Errorf("%s: more than %d changes in the second before %s", mode, limit, changes[i])
			}
		}
		event := sim.EventID(0)
		for _, c := range track.Cues {
			if at := track.Wall(walls[c.Event]); c.Event != event && at != c.Start || at > c.Start {
				t.Errorf("%s: the event of %s is shown at %s, the cue at %s", mode, c.ID, at, c.Start)
			}
			event = c.Event
		}
		before := time.Duration(-1)
		for wall := time.Duration(0); wall <= track.End(); wall += 10 * time.Millisecond {
			motion := track.Motion(wall)
			if motion < before || track.Wall(motion) > wall {
				t.Fatalf("%s: at %s motion is at %s after %s, which is shown at %s", mode, wall, motion, before, track.Wall(motion))
			}
			before = motion
			if i := track.At(wall); i >= 0 && (track.Cues[i].Start > wall || i+1 < len(track.Cues) && track.Cues[i+1].Start <= wall) {
				t.Fatalf("%s: at %s stands %s", mode, wall, track.Cues[i].ID)
			}
		}
		if last := layer.End(); track.Motion(track.End()) != last {
			t.Errorf("%s: at the end motion is at %s, want %s", mode, track.Motion(track.End()), last)
		}
	}
}

// TestOtherRunsOfTheScenario: whatever is played under the scenario's name, a
// sentence says only what is so.
func TestOtherRunsOfTheScenario(t *testing.T) {
	for _, orders := range []int{0, 1, 3, 5, 40} {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
			for seed := range uint64(5) {
				log := uitest.WholeRun(t, "outage", func(c *sim.Config) { c.Mode, c.Orders, c.Seed = mode, orders, seed })
				log.Header.Scenario = "outage"
				track := Of(log, Sitting{})
				for i := range track.Cues {
					holdReadable(t, track, i)
				}
			}
		}
	}
}

// TestScriptIsReadStrictly: what is wrong is refused, with the file and the cue.
func TestScriptIsReadStrictly(t *testing.T) {
	const good = `{"id": "a", "at": "order-created #1", "place": "service", "en": ["A."], "ko": ["B."]}`
	script := func(cues string) string {
		return `{"scenario": "s", "modes": {"emit": {"cues": [` + cues + `]}}}`
	}
	if _, err := ParseScript("s.json", []byte(script(good))); err != nil {
		t.Fatal(err)
	}
	for _, test := range []struct{ cues, want string }{
		{strings.Replace(good, `"at"`, `"on"`, 1), "unknown field"},
		{good + "," + good, `cue "a": want an id`},
		{strings.Replace(good, `order-created #1`, `order-made`, 1), "want an event type"},
		{strings.Replace(good, `#1`, `#x`, 1), `"#x" is not understood`},
		{strings.Replace(good, `#1`, `row=published`, 1), "is not understood"},
		{strings.Replace(good, `#1`, `after=b`, 1), "is not understood"},
		{strings.Replace(good, `order-created #1`, `then`, 1), "want an event type"},
		{strings.Replace(good, `"service"`, `"cloud"`, 1), `place "cloud"`},
		{strings.Replace(good, `["A."]`, `["A.", "B.", "C."]`, 1), "one or two lines"},
		{strings.Replace(good, `, "ko": ["B."]`, ``, 1), "one or two lines"},
		{strings.Replace(good, `A.`, `{lots.count}`, 1), "{lots.count is not known"},
		{strings.Replace(good, `A.`, `{order`, 1), "{order is not known"},
		{strings.Replace(good, `"id"`, `"when": ["loss"], "id"`, 1), `when "loss"`},
		{strings.Replace(good, `"id"`, `"within": "soon", "id"`, 1), `cue "a"`},
	} {
		_, err := ParseScript("s.json", []byte(script(test.cues)))
		if err == nil || !strings.HasPrefix(err.Error(), "s.json:") || !strings.Contains(err.Error(), test.want) {
			t.Errorf("%s: %v, want %s", test.cues, err, test.want)
		}
	}
	for text, want := range map[string]string{
		script(good) + "{}":                     "want nothing after",
		`{"scenario": "s", "like": "blackout"}`: "want a scenario that has a script",
		`{"scenario": "s", "opening": [` + strings.Replace(good, `"order-created #1"`, `"then"`, 1) + `]}`: "leave at out",
		`{"scenario": "t"}`:                                   "want the name of the file",
		`{"scenario": "s", "modes": {"fax": {}}}`:             "fax",
		`{"scenario": "s", "modes": {"emit": {"hurry": 20}}}`: "want 100 to 400",
	} {
		if _, err := ParseScript("s.json", []byte(text)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", text, err, want)
		}
	}
}

// TestSyllables: a Korean sentence is as long as it is spoken.
func TestSyllables(t *testing.T) {
	for text, want := range map[string]int{"": 0, "브로커가 돌아왔습니다.": 10, "DB는 PUBLISHED": 7, "#4~#8": 2, "52,000포인트": 8} {
		if got := typeset.Syllables(text); got != want {
			t.Errorf("%q has %d syllables, want %d", text, got, want)
		}
	}
	if got := (Text{words.English: "Yes.", words.Korean: "예."}).reading(); got != typeset.ReadingLeast {
		t.Errorf("a word is read in %s", got)
	}
}

// TestOpening: the opening names every place in its order, in the time it may take.
func TestOpening(t *testing.T) {
	track := told(t, "outage", sim.Emit)
	opening := track.Opening()
	at, place := openingTitle, moment.NoSpot
	for _, c := range opening {
		t.Logf("%4.1f %s %q %q", c.Start.Seconds(), c.Spot, c.Text, c.Box)
		if c.Start != at || c.Spot < place || c.Spot > place+1 {
			t.Errorf("%s at %s lights %s after %s", c.ID, c.Start, c.Spot, place)
		}
		for _, text := range append(c.Text[:], c.Box[:]...) {
			for _, line := range strings.Split(text, "\n") {
				if line == "" || canvas.Columns(line) > lineMax || strings.Contains(line, "{") {
					t.Errorf("%s: the line %q", c.ID, line)
				}
			}
		}
		at, place = c.Read(), c.Spot
	}
	if place != moment.ConsumersSpot || at < 10*time.Second || at > 14*time.Second {
		t.Errorf("the opening ends at %s at %s", place, at)
	}
	if opening := Of(&sim.Log{}, Sitting{}).Opening(); opening != nil {
		t.Errorf("without a scenario: %d cues", len(opening))
	}
}
