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
			read := c.shown // of the one before
			if i > 0 {
				read = whole.Cues[i-1].shown + whole.Cues[i-1].Reading
			}
			if c.Start < at || c.Start > at+staleMax && c.shown > read+settled {
				t.Errorf("%s: %q is told %s after its event", scenario, c.Text[words.English], c.Start-at)
			}
			if i > 0 && c.shown < read-settled && c.weight <= whole.Cues[i-1].weight {
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

// TestLiveSaysWhatIs: no sentence begins when the order of which it tells has moved on.
func TestLiveSaysWhatIs(t *testing.T) {
	for _, scenario := range []string{"outage", "acks1-loss", "calm", "lost-ack", "broker-crash"} {
		for _, mode := range modes {
			log := uitest.WholeRun(t, scenario, func(c *sim.Config) {
				c.Client, c.Mode, c.Orders, c.Rate = sim.KafkaGo, mode, 20, sim.Rate{Orders: 1, Per: time.Second}
			})
			track := liveTrack(log, 50*time.Millisecond)
			var changes []pace.Latest
			layer := pace.NewLayer(log)
			for e := range log.All() {
				layer.Add(e)
				if layer.Latest().Event == e.N && layer.Latest().Begins {
					changes = append(changes, layer.Latest())
				}
			}
			for _, c := range track.Cues[:len(track.Cues)-1] {
				order := log.At(c.Event).Order
				for _, change := range changes {
					at := log.At(change.Event).At
					next := log.At(change.Event)
					if order == 0 || change.Event <= c.Event || next.Order != order || next.Type == sim.RetryScheduled && log.At(c.Event).Type == next.Type { // that says the same
						continue
					}
					if c.weight == light && at < c.Start-settled {
						t.Errorf("%s %s: %q begins %s after #%d has gone on", scenario, mode, c.Text[words.English], c.Start-at, order)
					}
					break
				}
			}
		}
	}
}

// TestLiveTellsThatTheWorldChanges: however much is lost meanwhile, and however often a
// caller is told, that a broker is gone, and that it is back, is told.
func TestLiveTellsThatTheWorldChanges(t *testing.T) {
	for _, mode := range modes {
		log := uitest.WholeRun(t, "outage", func(c *sim.Config) {
			c.Client, c.Mode, c.Orders, c.Rate, c.Partitions = sim.KafkaGo, mode, 40, sim.Rate{Orders: 1, Per: time.Second}, 12
			c.Faults[0].For = 30 * time.Second
		})
		told := map[sim.EventType]bool{}
		for _, c := range liveTrack(log, 50*time.Millisecond).Cues {
			e := log.At(c.Event)
			told[e.Type] = told[e.Type] || c.Start-e.At <= staleMax
		}
		if !told[sim.FaultStarted] || !told[sim.FaultEnded] {
			t.Errorf("%s: that it begins is told %t, that it is over %t", mode, told[sim.FaultStarted], told[sim.FaultEnded])
		}
	}
}

// TestLiveHasNoFigureThatRunsDown: the sentence of a try stands while the next ones
// come, and that nobody has noticed an outage stands no longer than until a client that
// connects for each try is refused.
func TestLiveHasNoFigureThatRunsDown(t *testing.T) {
	retries, unaware := 0, 0
	for _, scenario := range []string{"outage", "broker-crash"} {
		log := uitest.WholeRun(t, scenario, func(c *sim.Config) {
			c.Client, c.Orders, c.Rate = sim.KafkaGo, 20, sim.Rate{Orders: 1, Per: time.Second}
		})
		for _, c := range liveTrack(log, 50*time.Millisecond).Cues {
			switch {
			case log.At(c.Event).Type == sim.RetryScheduled:
				retries++
				if text := c.Text[words.English]; strings.Contains(text, " s.") || strings.Contains(text, "of 10") {
					t.Errorf("%q stands for %s", text, c.Reading)
				}
			case c.Unaware, c.Unnoticed:
				unaware++
				learns := sim.RetryScheduled
				if c.Unnoticed {
					learns = sim.RequestAcked
				}
				n := 1 + slices.IndexFunc(slices.Collect(log.All()), func(e *sim.Event) bool { return e.N > c.Event && e.Type == learns && e.Topic == sim.Orders })
				if !c.Holds(sim.Fold(log, n-1)) || c.Holds(sim.Fold(log, n)) {
					t.Errorf("%q does not hold until event %d", c.Text[words.English], n)
				}
			}
		}
	}
	if retries == 0 || unaware < 2 {
		t.Errorf("%d sentences of tries, %d of what nobody knows", retries, unaware)
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
