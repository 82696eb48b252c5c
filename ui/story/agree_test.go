package story

import (
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// shownAt returns the last event that is shown at a wall time.
func shownAt(track *Track, laid []pace.Latest, wall time.Duration) sim.EventID {
	motion, shown := track.Motion(wall), sim.EventID(0)
	for i, l := range laid {
		if l.Wall > motion {
			break
		}
		shown = max(l.Event, sim.EventID(track.log.Until(track.log.At(l.Event).At)))
		if i+1 < len(laid) {
			shown = min(shown, laid[i+1].Event-1)
		}
	}
	return shown
}

// TestSentencesAreSeen: what a sentence counts may lie ahead of the picture as it
// begins, as what happens at one instant is shown one after the other; it has been
// seen by the time the next sentence stands.
func TestSentencesAreSeen(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		script := ScriptOf(scenario.Name)
		for _, mode := range modes {
			track := toldIn(t, scenario.Name, mode, Sitting{})
			layer := pace.NewLayer(track.log)
			var laid []pace.Latest
			for e := range track.log.All() {
				layer.Add(e)
				if l := layer.Latest(); l.Event == e.N {
					laid = append(laid, l)
				}
			}
			lines := script.modes[mode].lines
			for i := range track.Cues {
				c := &track.Cues[i]
				l := lines[slices.IndexFunc(lines, func(l line) bool { return l.id == c.ID })]
				l.when = nil
				seen, last := false, ""
				for _, wall := range []time.Duration{track.until(i) - time.Millisecond, track.until(i)} {
					shown := max(c.Event, shownAt(track, laid, wall))
					said, _ := l.cue(at{event: track.log.At(c.Event), state: sim.Fold(track.log, int(shown))}, c.Order)
					seen, last = seen || said.Text == c.Text, said.Text[words.English]
				}
				if !seen {
					t.Errorf("%s %s: %s says %q; what is seen until the next sentence is %q", scenario.Name, mode, c.ID, c.Text[words.English], last)
				}
			}
		}
	}
}

// TestSentencesSelectWhatTheyName: of the orders that a sentence names it selects
// one, the same all the time; and one that speaks of the longest wait selects who
// waited.
func TestSentencesSelectWhatTheyName(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		for _, mode := range modes {
			track := toldIn(t, scenario.Name, mode, Sitting{})
			for i := range track.Cues {
				c := &track.Cues[i]
				exists := func(n sim.OrderID) bool { return track.state(c.Event).Order(n) != nil }
				if named := slices.DeleteFunc(namedIn(c.Text[words.English]), func(n sim.OrderID) bool { return !exists(n) }); len(named) > 0 && !slices.Contains(named, c.Order) {
					t.Errorf("%s %s: %s says %q and selects #%d", scenario.Name, mode, c.ID, c.Text[words.English], c.Order)
				}
			}
		}
	}
}

// namedIn returns the orders that an English sentence names.
func namedIn(text string) (list []sim.OrderID) {
	fields := strings.Fields(text)
	for i, field := range fields {
		n := numberOf(field)
		if n == 0 {
			continue
		}
		from := n
		if i > 1 && fields[i-1] == "to" && len(list) > 0 {
			from = int(list[len(list)-1]) + 1
		}
		for ; from <= n; from++ {
			list = append(list, sim.OrderID(from))
		}
	}
	return list
}

// numberOf returns the number of an order that is named by itself; 0 = it is none.
func numberOf(field string) int {
	n, _ := strconv.Atoi(strings.Trim(strings.TrimPrefix(field, "#"), ".,:;"))
	if !strings.HasPrefix(field, "#") {
		return 0
	}
	return n
}

// until returns when a cue goes: when the next comes, or when all is read.
func (t *Track) until(i int) time.Duration {
	if i+1 < len(t.Cues) {
		return t.Cues[i+1].Start
	}
	return t.End()
}
