package story

import (
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

var modes = []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send}

// toldIn returns the narration of a scenario in a mode, in a sitting.
func toldIn(t *testing.T, scenario string, mode sim.Mode, s Sitting) *Track {
	t.Helper()
	log := uitest.ScenarioLog(t, scenario, func(c *sim.Config) { c.Mode = mode })
	return Of(log, s)
}

// sittings are whether a run is the first that is shown, or follows another.
var sittings = []Sitting{{}, {Follows: true}}

// TestEveryScenarioIsWritten: each embedded scenario has a script, for each mode,
// and nothing else but the script is told of it.
func TestEveryScenarioIsWritten(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		script := ScriptOf(scenario.Name)
		if script == nil {
			t.Errorf("%s has no script", scenario.Name)
			continue
		}
		for _, mode := range modes {
			for _, s := range sittings {
				track := toldIn(t, scenario.Name, mode, s)
				for _, c := range track.Cues {
					if !slices.ContainsFunc(script.modes[mode].lines, func(l line) bool { return l.id == c.ID }) {
						t.Errorf("%s %s: %s is not of the script: %q", scenario.Name, mode, c.ID, c.Text)
					}
				}
			}
		}
	}
}

// TestEveryLineIsTold: no line of a script is idle in its scenario. Modes may
// share their lines.
func TestEveryLineIsTold(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		script := ScriptOf(scenario.Name)
		came := map[string]bool{}
		for _, mode := range modes {
			for _, s := range sittings {
				for _, c := range toldIn(t, scenario.Name, mode, s).Cues {
					came[listed(script, mode)+c.ID] = true
				}
			}
		}
		for _, mode := range modes {
			for _, l := range script.modes[mode].lines {
				if !came[listed(script, mode)+l.id] {
					t.Errorf("%s %s: the cue %s does not come", scenario.Name, mode, l.id)
				}
			}
		}
	}
}

// listed tells the lists of a script apart: modes whose lines have the same ids
// share one.
func listed(s *Script, m sim.Mode) string {
	var ids []string
	for _, l := range s.modes[m].lines {
		ids = append(ids, l.id)
	}
	return strings.Join(ids, " ") + " > "
}

// TestScriptsTakeTheirTime holds how many sentences a story has, how long it
// takes, how fast it has to be read, and that it ends with what it teaches.
func TestScriptsTakeTheirTime(t *testing.T) {
	const least, shortest, longest = 8, 35 * time.Second, 105 * time.Second
	for _, scenario := range sim.Scenarios() {
		for _, mode := range modes {
			for _, s := range sittings {
				track := toldIn(t, scenario.Name, mode, s)
				most := 22
				if strings.HasPrefix(scenario.Name, "outage") {
					most = 26
				}
				if n := len(track.Cues); n < least || n > most || track.End() < shortest || track.End() > longest {
					t.Errorf("%s %s: %d cues in %.1f s", scenario.Name, mode, n, track.End().Seconds())
				}
				for i := range track.Cues {
					holdReadable(t, track, i)
				}
				if last := track.Cues[len(track.Cues)-1]; track.log.At(last.Event).Type != sim.RunEnded {
					t.Errorf("%s %s ends with %q, before the run is over", scenario.Name, mode, last.Text)
				}
			}
		}
	}
}

// turnNear is how far from a turn its sentence may be: what follows from it at
// once may tell of it.
const turnNear = 100 * time.Millisecond

// TestEveryTurnIsTold: where a story turns that is told for the first time, a
// sentence says so.
func TestEveryTurnIsTold(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		for _, mode := range modes {
			track := toldIn(t, scenario.Name, mode, Sitting{})
			layer := pace.NewLayer(track.log)
			for e := range track.log.All() {
				layer.Add(e)
				l := layer.Latest()
				near := func(c Cue) bool { return (track.log.At(c.Event).At - e.At).Abs() <= turnNear }
				if l.Event == e.N && l.Begins && l.Turns && !slices.ContainsFunc(track.Cues, near) {
					t.Errorf("%s %s: the turn at event %d, %s, brings no cue", scenario.Name, mode, e.N, e.Type)
				}
			}
		}
	}
}

// TestScriptsHoldInOtherRuns: whatever is played under a scenario's name, no
// sentence has a gap, and each can be read.
func TestScriptsHoldInOtherRuns(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		for i, orders := range []int{0, 1, 2, 30} {
			for _, mode := range modes {
				log := uitest.WholeRun(t, scenario.Name, func(c *sim.Config) {
					c.Mode, c.Orders, c.Seed = mode, orders, uint64(i)
					c.Until = min(c.Until, 2*time.Minute)
				})
				track := Of(log, sittings[i%len(sittings)])
				for i := range track.Cues {
					holdReadable(t, track, i)
				}
			}
		}
	}
}

// TestNoFigureIsTyped: what is counted or measured is read off the log. A name
// may have a digit.
func TestNoFigureIsTyped(t *testing.T) {
	names := strings.NewReplacer("acks=1", "")
	for _, scenario := range sim.Scenarios() {
		script := ScriptOf(scenario.Name)
		for mode, m := range script.modes {
			for _, l := range append(slices.Clone(m.lines), script.opening...) {
				for _, text := range l.text {
					for _, p := range text {
						if strings.ContainsAny(names.Replace(p.text+p.one+p.many), "0123456789") {
							t.Errorf("%s %s: %s has a figure of its own: %q", scenario.Name, mode, l.id, p.text)
						}
					}
				}
			}
		}
	}
}

// TestNoFigureIsIdle: every figure, set and condition is one that a script asks for.
func TestNoFigureIsIdle(t *testing.T) {
	var all strings.Builder
	files, err := cueFiles.ReadDir("cues")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		text, err := cueFiles.ReadFile("cues/" + file.Name())
		if err != nil {
			t.Fatal(err)
		}
		all.Write(text)
	}
	for name := range facts {
		if !strings.Contains(all.String(), "{"+name+"}") {
			t.Errorf("no sentence has the figure %s", name)
		}
	}
	asked := func(name string) bool {
		return strings.Contains(all.String(), `"`+name+`"`) || strings.Contains(all.String(), `"!`+name+`"`)
	}
	for name := range conditions {
		if !asked(name) {
			t.Errorf("no line asks whether %s", name)
		}
		if sets[name] != nil {
			t.Errorf("%s is a set, too", name)
		}
	}
	for name := range sets {
		if !asked(name) && !strings.Contains(all.String(), "{"+name+".") {
			t.Errorf("no line asks for the orders %s", name)
		}
	}
}

// TestOpeningsNameTheFirstOrder: each scenario is opened, with what is sold in it.
func TestOpeningsNameTheFirstOrder(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		track := toldIn(t, scenario.Name, scenario.Config.Mode, Sitting{})
		opening := track.Opening()
		if len(opening) == 0 {
			t.Errorf("%s has no opening", scenario.Name)
			continue
		}
		goods := words.English.Catalogue().GoodsOf(track.state(sim.EventID(track.known)).Order(1).Order)
		if !strings.Contains(opening[0].Text[words.English], goods) {
			t.Errorf("%s opens with %q, want %s", scenario.Name, opening[0].Text[words.English], goods)
		}
	}
}
