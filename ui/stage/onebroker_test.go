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

// TestOneBrokerIsDrawnAlone: a run on one broker shows no second one, at any
// size, in both languages, while it is there and while it is gone.
func TestOneBrokerIsDrawnAlone(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", func(c *sim.Config) { c.ClusterSize = 1 })
	for at, want := range map[time.Duration]string{3 * time.Second: "1·1·1", 12 * time.Second: "1 ✗"} {
		for _, size := range [...][2]int{{80, 24}, {120, 36}, {200, 60}} {
			for lang := range words.Catalogues {
				text := Draw(momentAt(log, lastBefore(log, at)), moment.Options{Width: size[0], Height: size[1], Lang: words.Lang(lang)}).Text()
				for _, wrong := range []string{"2 ✗", "3 ✗", "ISR 1 / 3", "ISR 3", "1·2·3"} {
					if strings.Contains(text, wrong) {
						t.Errorf("%v, language %d, at %s: %q stands there\n%s", size, lang, at, wrong, text)
					}
				}
				if size[0] >= 120 && !strings.Contains(text, want) {
					t.Errorf("%v, language %d, at %s: no %q\n%s", size, lang, at, want, text)
				}
			}
		}
	}
}

// lastBefore returns when the last event up to this time is.
func lastBefore(log *sim.Log, at time.Duration) time.Duration {
	last := time.Duration(0)
	for e := range log.All() {
		if e.At <= at {
			last = e.At
		}
	}
	return last
}

// TestRoundsAreCountedAsTheSettingSays: with other settings than kafkajs'
// defaults, the producer's box, the captions and the ladder count by them.
func TestRoundsAreCountedAsTheSettingSays(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", func(c *sim.Config) { c.Retries, c.MaxRetryTime = 3, 2*time.Second })
	seen := map[string]bool{}
	for e := range log.All() {
		if e.Type != sim.RoundStarted && e.Type != sim.ConnectRefused && e.Type != sim.OrderPaid {
			continue
		}
		text := Draw(momentAt(log, e.At), moment.Options{Width: 120, Height: 36}).Text()
		for _, wrong := range []string{"/6", "six connects", "5 retries"} {
			if strings.Contains(text, wrong) {
				t.Fatalf("at %s: %q stands there\n%s", e.At, wrong, text)
			}
		}
		for _, right := range []string{"/4", "up to four connects", "3 retries"} {
			seen[right] = seen[right] || strings.Contains(text, right)
		}
	}
	for right, was := range seen {
		if !was {
			t.Errorf("%q never stands there", right)
		}
	}
}

// TestUntoldIsNoUsedUpRound: who was given up because frozen brokers sent no
// metadata was in no round, and the screen does not say it was.
func TestUntoldIsNoUsedUpRound(t *testing.T) {
	fault, err := sim.ParseFault("broker-down:how=freeze,from=900ms")
	if err != nil {
		t.Fatal(err)
	}
	log := uitest.ScenarioLog(t, "calm", func(c *sim.Config) {
		c.Orders, c.Rate, c.ExternalRatio, c.Faults = 4, sim.Rate{Orders: 1, Per: time.Second}, 0, []sim.Fault{fault}
	})
	for lang, said := range [...][]string{{"as no metadata came", "no metadata came"}, {"메타데이터가 오지 않아", "제때 오지 않음"}} {
		m := momentAt(log, 40*time.Second)
		m.Selected = 4
		text := Draw(m, moment.Options{Width: 120, Height: 36, Lang: words.Lang(lang)}).Text()
		for _, want := range said {
			if !strings.Contains(text, want) {
				t.Errorf("language %d: no %q\n%s", lang, want, text)
			}
		}
		if wrong := words.Catalogues[lang].Producer.AsUsedUp; strings.Contains(text, wrong) {
			t.Errorf("language %d: %q stands there\n%s", lang, wrong, text)
		}
	}
}
