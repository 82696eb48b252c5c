package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// TestToldLateIsSeen: the event log says of an event that was told late when it
// happened, at every size that has room for it, and of no other.
func TestToldLateIsSeen(t *testing.T) {
	whole, log := uitest.WholeRun(t, "outage"), &sim.Log{}
	for n := range whole.Len() {
		e := *whole.At(sim.EventID(n + 1))
		if e.Type == sim.JobEnded {
			e.Detail = &sim.Detail{Own: e.At - 1500*time.Millisecond}
		}
		log.Append(e)
	}
	for lang, want := range map[words.Lang]string{words.English: "(was at ", words.Korean: "(실제 "} {
		for _, width := range []int{100, 120, 200} {
			p := newPlayer(Replay(log), nil, moment.Options{Width: width, Height: 60, Lang: lang})
			p.Show(-1)
			p.Press("e")
			late := 0
			for line := range strings.Lines(p.Draw().Text()) {
				if is := strings.Contains(line, want); is && !strings.Contains(line, "Completed") {
					t.Errorf("said of another event: %s", line)
				} else if is {
					late++
				}
			}
			if late != 1 {
				t.Errorf("%v, %d columns: %d lines say %q:\n%s", lang, width, late, want, p.Draw().Text())
			}
		}
	}
}
