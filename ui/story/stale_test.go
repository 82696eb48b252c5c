package story

import (
	"slices"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/pace"
)

// TestSentencesStayTrue: what a sentence counts is so as long as it stands, while
// the motion goes on beneath it.
func TestSentencesStayTrue(t *testing.T) {
	for _, scenario := range sim.Scenarios() {
		script := ScriptOf(scenario.Name)
		for _, mode := range modes {
			for _, s := range sittings {
				track := toldIn(t, scenario.Name, mode, s)
				layer := pace.NewLayer(track.log)
				var events []pace.Latest
				for e := range track.log.All() {
					layer.Add(e)
					if l := layer.Latest(); l.Event == e.N {
						events = append(events, l)
					}
				}
				for i := range track.Cues {
					c := &track.Cues[i]
					l := script.modes[mode].lines[slices.IndexFunc(script.modes[mode].lines, func(l line) bool { return l.id == c.ID })]
					e := track.log.At(c.Event)
					shown := sim.EventID(max(int(c.Event), track.log.Until(e.At+l.within)))
					for _, latest := range events {
						if latest.Wall <= track.Motion(track.until(i)-time.Millisecond) {
							shown = max(shown, latest.Event)
						}
					}
					l.when = nil
					if later, _ := l.cue(at{event: e, state: sim.Fold(track.log, int(shown)), follows: s.Follows}, c.Order); later.Text != c.Text {
						t.Errorf("%s %s: %s says %q; as it goes, at event %d, that would be %q", scenario.Name, mode, c.ID, c.Text, shown, later.Text)
					}
				}
			}
		}
	}
}
