package stage

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// TestOneBrokerIsDrawnAlone: a run on one broker shows no second one, at any size,
// in both languages, while it is there and while it is gone; and in the panel of a
// partition it is the only replica.
func TestOneBrokerIsDrawnAlone(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", func(c *sim.Config) { c.ClusterSize = 1 })
	panel := panelScreens[moment.PartitionPanel](moment.PanelOf(intent.Place{Kind: intent.PartitionPlace}))
	for at, want := range map[time.Duration]string{3 * time.Second: "min.insync    1", 12 * time.Second: " 1    ✗ "} {
		for _, size := range [...][2]int{{80, 24}, {120, 36}, {200, 60}} {
			for lang := range words.Catalogues {
				m := momentAt(log, lastBefore(log, at))
				board := m.open
				for _, m.open = range []stack{board, board.over(panel)} {
					text := Draw(m, moment.Options{Width: size[0], Height: size[1], Lang: words.Lang(lang)}).Text()
					for _, wrong := range []string{"2 ✗", "3 ✗", "ISR 1/3", "ISR 1 / 3", "ISR 3", "1·2·3", "broker 2", "브로커 2"} {
						if strings.Contains(text, wrong) {
							t.Errorf("%v, language %d, at %s: %q stands there\n%s", size, lang, at, wrong, text)
						}
					}
					if len(m.open) > 1 && size[0] >= 120 && !strings.Contains(text, want) {
						t.Errorf("%v, language %d, at %s: no %q\n%s", size, lang, at, want, text)
					}
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
// defaults, the producer's box and panel, the captions, the event log and why count
// connects by client.retry, also where a record has other tries of its own.
func TestRoundsAreCountedAsTheSettingSays(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", func(c *sim.Config) { c.Retries, c.ProducerRetries, c.MaxRetryTime = 3, 8, 2*time.Second })
	panel := panelScreens[moment.ProducerPanel](moment.PanelOf(intent.Place{Kind: intent.ProducerPlace}))
	seen := map[string]bool{"▰▰▰▱ ": false, "3/4": false, "up to four connects": false, "Connect 3 of 4 was refused": false}
	for e := range log.All() {
		if e.Type != sim.RoundStarted && e.Type != sim.ConnectRefused && e.Type != sim.OrderPaid {
			continue
		}
		m := momentAt(log, e.At)
		board, f := m.open, readerFor(m, words.English)
		text := ""
		for _, m.open = range []stack{board, board.over(panel)} {
			text += Draw(m, moment.Options{Width: 120, Height: 36}).Text()
		}
		if order := m.State.Order(4); order != nil {
			for _, r := range f.Reasons(m.Dossier(4)) {
				text += r.Detail + "\n"
			}
		}
		if e.Type == sim.ConnectRefused {
			text += f.ToldWithin(e, 60)
		}
		for _, wrong := range []string{"/6", "six connects", fmt.Sprintf("connect %d/9", e.Try), "of 9 was refused"} {
			if strings.Contains(text, wrong) {
				t.Fatalf("at %s: %q stands there\n%s", e.At, wrong, text)
			}
		}
		for right, was := range seen {
			seen[right] = was || strings.Contains(text, right)
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
	for lang, said := range [...][]string{{"as no metadata came in time"}, {"메타데이터가 오지 않아"}} {
		m := momentAt(log, 40*time.Second)
		m.show(panelScreens[moment.ProducerPanel](moment.PanelOf(intent.Place{Kind: intent.ProducerPlace})))
		text := Draw(m, moment.Options{Width: 120, Height: 36, Lang: words.Lang(lang)}).Text()
		for _, want := range said {
			if !strings.Contains(text, want) {
				t.Errorf("language %d: no %q\n%s", lang, want, text)
			}
		}
		if wrong := words.Catalogues[lang].Sending.How[sim.LostUsedUp]; strings.Contains(text, wrong) {
			t.Errorf("language %d: %q stands there\n%s", lang, wrong, text)
		}
	}
}
