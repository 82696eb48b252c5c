package track

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// longOutage is an outage in which a client that tries each record by itself gives
// many up, one after the other.
func longOutage(t *testing.T, mode sim.Mode, remedies ...sim.Remedy) *sim.Log {
	return uitest.ScenarioLog(t, "outage", func(c *sim.Config) {
		c.Client, c.Mode, c.Orders, c.Rate, c.Partitions = sim.KafkaGo, mode, 30, sim.Rate{Orders: 1, Per: time.Second}, 12
		c.Faults[0].For = 40 * time.Second
		for _, r := range remedies {
			c.Remedies = c.Remedies.With(r, true)
		}
	})
}

// TestTheMemoryCountsAllThatWereGivenUp: beside the bars one number of LOST orders
// stands, also where each was given up at an instant of its own.
func TestTheMemoryCountsAllThatWereGivenUp(t *testing.T) {
	log := longOutage(t, sim.Emit)
	end := log.At(sim.EventID(log.Len())).At
	most := 0
	for at := time.Duration(0); at < end+time.Second; at += time.Second {
		m := momentAt(log, at)
		lost := m.State.Truths[sim.Lost]
		if most = max(most, lost); lost == 0 {
			continue
		}
		for lang, want := range []string{fmt.Sprintf("%d given up", lost), fmt.Sprintf("%d건 포기", lost)} {
			d := drawBoxes(m, in(full, words.Lang(lang)), moment.NoSpot)
			if text := d.places(); strings.Contains(text, words.Lang(lang).Catalogue().Box.Lost) && !strings.Contains(text, want) {
				t.Fatalf("at %s %d are lost, and %q is not said:\n%s", at, lost, want, text)
			}
		}
		if text := drawBoxes(m, compact, moment.NoSpot).places(); strings.Contains(text, "LOST") && !strings.Contains(text, fmt.Sprintf("✗×%d", lost)) && !strings.Contains(text, "–✗") && lost > 1 {
			t.Fatalf("at %s %d are lost:\n%s", at, lost, text)
		}
	}
	if most < 20 {
		t.Errorf("%d are lost", most)
	}
}

// TestToldIsOverWhenItIsDone: what was given up and told stands in the memory until it
// is published again, and not beyond.
func TestToldIsOverWhenItIsDone(t *testing.T) {
	log := longOutage(t, sim.EmitAwait, sim.Sweeper, sim.Dedupe)
	end := log.At(sim.EventID(log.Len())).At
	seen := false
	for at := time.Duration(0); at < end+time.Second; at += time.Second {
		m := momentAt(log, at)
		for _, o := range []moment.Options{compact, full} {
			text := drawBoxes(m, o, moment.NoSpot).places()
			told := strings.Contains(text, "told")
			seen = seen || told
			if told && m.State.GivenUp == 0 {
				t.Fatalf("at %s nothing that was told is open:\n%s", at, text)
			}
			if m.State.Finished == m.State.Count() && told {
				t.Fatalf("at %s all is done:\n%s", at, text)
			}
		}
	}
	if !seen || sim.Fold(log, log.Len()).Finished < 30 {
		t.Errorf("told is said %t, and %d are done", seen, sim.Fold(log, log.Len()).Finished)
	}
}
