package story

import (
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// TestLiveDelaysNothing: of what happens by itself each sentence stands from its
// event on, or a little later where another has to be read first; what is grave
// is told at once, and nothing of it depends on how the log came.
func TestLiveDelaysNothing(t *testing.T) {
	for _, scenario := range []string{"outage", "acks1-loss", "calm"} {
		log := uitest.WholeRun(t, scenario, func(c *sim.Config) { c.Client = sim.KafkaGo })
		whole := liveTrack(log, time.Millisecond)
		rough := liveTrack(log, 200*time.Millisecond)
		if len(whole.Cues) < 5 || len(rough.Cues) != len(whole.Cues) {
			t.Fatalf("%s: %d sentences, and %d where the log comes in pieces", scenario, len(whole.Cues), len(rough.Cues))
		}
		turns := 0
		for i, c := range whole.Cues {
			at := log.At(c.Event).At
			t.Logf("%s %6.2f %6.2f %s", scenario, at.Seconds(), c.Start.Seconds(), c.Text[words.English])
			if rough.Cues[i] != c {
				t.Errorf("%s: in pieces, %v is told otherwise", scenario, rough.Cues[i])
			}
			if c.Start < at || c.Start > at+staleMax {
				t.Errorf("%s: %q is told %s after its event", scenario, c.Text[words.English], c.Start-at)
			}
			if i > 0 && c.Start < whole.Cues[i-1].Read() && c.weight <= whole.Cues[i-1].weight {
				t.Errorf("%s: %q cuts the one before short", scenario, c.Text[words.English])
			}
			if c.Turns {
				turns++
			}
		}
		if scenario == "outage" && turns < 3 {
			t.Errorf("%d turns are told", turns)
		}
	}
}

// liveTrack tells a log as it comes: after so much time each time.
func liveTrack(log *sim.Log, every time.Duration) *Track {
	layer, history := pace.NewLayer(log), pace.NewHistory(log)
	track := Along(log, layer, history, Sitting{Live: true})
	for now := time.Duration(0); !track.whole(); now += every {
		for layer.Len() < log.Len() && log.At(sim.EventID(layer.Len()+1)).At <= now {
			e := log.At(sim.EventID(layer.Len() + 1))
			layer.Add(e)
			history.Add(e)
			track.Add(e)
		}
		track.Tell(now)
	}
	return track
}
