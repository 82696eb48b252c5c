package ui

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/internal/uitest"
)

func TestRemediesSwitchWhileTheRunGoes(t *testing.T) {
	p := playerAt(t, 3*time.Second, "R down space", Options{Width: 120, Height: 36})
	if s := p.moment().State; !s.Remedies.Has(sim.Outbox) || s.Remedies.Has(sim.Sweeper) {
		t.Errorf("on are %v", s.Remedies.Names())
	}
	p.press("space")
	if s := p.moment().State; s.Remedies.Has(sim.Outbox) {
		t.Error("the outbox cannot be switched off again")
	}
}

func TestARecordedLogSwitchesNothing(t *testing.T) {
	p := newPlayer(Replay(uitest.ScenarioLog(t, "outage", nil)), nil, Options{Width: 80, Height: 24})
	p.show(3 * time.Second)
	p.press("R")
	p.press("space")
	if p.moment().State.Remedies != 0 || len(p.inputs) > 0 {
		t.Error("a recorded log was acted upon")
	}
	if s, _ := p.sheet.(RemedySheet); !s.Fixed {
		t.Error("the sheet does not say that the log is recorded")
	}
}

func TestAnotherScenarioStarts(t *testing.T) {
	p := playerAt(t, 3*time.Second, "o S home", Options{Width: 120, Height: 36})
	p.sheet = ScenarioSheet{}
	if err := p.pressed("enter"); err != nil {
		t.Fatal(err)
	}
	first := sim.Scenarios()[0]
	if p.sheet != nil || p.mode != boardKeys || len(p.inputs) > 0 || p.history.head.Setup.Acks != first.Config.Acks {
		t.Errorf("mode %d, inputs %v, acks %d", p.mode, p.inputs, p.history.head.Setup.Acks)
	}
	if err := p.pressed("2"); err != nil {
		t.Fatal(err)
	}
	if got := p.history.head.Setup; got.Acks != first.Config.Acks || got.Mode != sim.EmitAwait {
		t.Errorf("the next mode is one of another scenario: %+v", got)
	}
}

// TestTheModelCardIsWhole: at every size each fact stands on the card, broken
// at its blanks only.
func TestTheModelCardIsWhole(t *testing.T) {
	for _, o := range goldenSizes {
		for _, lang := range []Lang{English, Korean} {
			c, r := lang.catalogue(), sheetArea(o.Width, o.Height, o.full())
			for _, section := range engine.ModelCard() {
				for _, fact := range section.Facts {
					var heads, bodies []string
					for _, line := range factLines(c, fact, r.w-textBody-2) {
						heads, bodies = append(heads, line.head), append(bodies, line.body)
						if columns(line.head) > textBody-textHead-1 || columns(line.body) > r.w-textBody-2 {
							t.Errorf("%d columns, %s: %q %q does not fit", o.Width, lang, line.head, line.body)
						}
					}
					got := strings.TrimSpace(strings.Join(heads, " ")) + ": " + strings.TrimSpace(strings.Join(bodies, " "))
					want := plainSigns.Replace(c.of(fact.What) + ": " + strings.TrimSpace(c.of(fact.Is)+" "+c.of(fact.Source)))
					if got != want {
						t.Errorf("%d columns, %s: the card says %q, want %q", o.Width, lang, got, want)
					}
				}
			}
		}
	}
}

func TestEveryAnomalyAndRungHasAnEntry(t *testing.T) {
	heads := map[string]bool{}
	for _, head := range glossaryHeads {
		heads[head] = true
	}
	for rung := range sim.RungCount {
		if !heads[rung.String()] {
			t.Errorf("the rung %s has no entry", rung)
		}
	}
	for anomaly := sim.PhantomPublish; anomaly <= sim.Stuck; anomaly++ {
		if !heads[anomaly.String()] {
			t.Errorf("the anomaly %s has no entry", anomaly)
		}
	}
}
