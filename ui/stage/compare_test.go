package stage

import (
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/words"
)

// TestWhoWasToldOfAFailureIsOfOneThatFailed: also in the instant in which the
// callers hear of it and the rows do not say so yet, at which the narration stands.
func TestWhoWasToldOfAFailureIsOfOneThatFailed(t *testing.T) {
	p := lanesPlayer(t, "outage", 26*time.Second)
	for at := 26890 * time.Millisecond; at < 26910*time.Millisecond; at += 50 * time.Microsecond {
		p.reach(at)
		p.playback.SeekTime(at)
		m := p.Scene()
		f := readerFor(m, words.English)
		for _, lane := range lanesOf(m).Lanes {
			if c := f.Callers(&lane); c.Failed < c.Told {
				t.Fatalf("%s, %s: %d callers were told of a failure, and %d orders failed", at, lane.Mode, c.Told, c.Failed)
			}
		}
	}
	for _, lane := range lanesOf(p.Scene()).Lanes {
		if c := readerFor(p.Scene(), words.English).Callers(&lane); c.Failed != 5 || lane.Mode != sim.Emit && c.Told != 5 {
			t.Errorf("%s: %+v", lane.Mode, c)
		}
	}
}
