package stage

import (
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/sheets"
	"orderflow/ui/words"
)

func TestRemediesSwitchWhileTheRunGoes(t *testing.T) {
	p := playerAt(t, 3*time.Second, "R down space", moment.Options{Width: 120, Height: 36})
	if s := p.Scene().State; !s.Remedies.Has(sim.Outbox) || s.Remedies.Has(sim.Sweeper) {
		t.Errorf("on are %v", s.Remedies.Names())
	}
	p.Press("space")
	if s := p.Scene().State; s.Remedies.Has(sim.Outbox) {
		t.Error("the outbox cannot be switched off again")
	}
}

func TestARecordedLogSwitchesNothing(t *testing.T) {
	p := newPlayer(Replay(uitest.ScenarioLog(t, "outage", nil)), nil, moment.Options{Width: 80, Height: 24})
	p.Show(3 * time.Second)
	p.Press("R")
	p.Press("space")
	if p.Scene().State.Remedies != 0 || len(p.inputs) > 0 {
		t.Error("a recorded log was acted upon")
	}
	if !onTop[*remedyScreen](p).sheet.Fixed {
		t.Error("the sheet does not say that the log is recorded")
	}
}

func TestAnotherScenarioStarts(t *testing.T) {
	p := playerAt(t, 3*time.Second, "o S home", moment.Options{Width: 120, Height: 36})
	chosen := slices.IndexFunc(sim.Scenarios(), func(s sim.Scenario) bool { return s.Name == "acks1-loss" })
	onTop[*scenarioScreen](p).sheet.Selected = chosen
	if err := p.pressed("enter"); err != nil {
		t.Fatal(err)
	}
	scenario := sim.Scenarios()[chosen]
	if !p.onBoard() || len(p.inputs) > 0 || p.history.Head.Setup.Acks != scenario.Config.Acks {
		t.Errorf("%d screens, inputs %v, acks %d", len(p.screens), p.inputs, p.history.Head.Setup.Acks)
	}
	if err := p.pressed("2"); err != nil {
		t.Fatal(err)
	}
	if got := p.history.Head.Setup; got.Acks != scenario.Config.Acks || got.Mode != sim.EmitAwait {
		t.Errorf("the next mode is one of another scenario: %+v", got)
	}
}

// TestTheModelCardIsWhole: at every size each fact stands on the card, broken
// at its blanks only.
func TestTheModelCardIsWhole(t *testing.T) {
	for _, o := range goldenSizes {
		for _, lang := range []words.Lang{words.English, words.Korean} {
			c, r := lang.Catalogue(), chrome.SheetArea(chrome.Inner(o.Width, o.Height))
			for _, section := range engine.ModelCard() {
				for _, fact := range section.Facts {
					var heads, bodies []string
					for _, line := range sheets.FactLines(c, fact, r.W-sheets.TextBody-2) {
						heads, bodies = append(heads, line.Head), append(bodies, line.Body)
						if canvas.Columns(line.Head) > sheets.TextBody-sheets.TextHead-1 || canvas.Columns(line.Body) > r.W-sheets.TextBody-2 {
							t.Errorf("%d columns, %s: %q %q does not fit", o.Width, lang, line.Head, line.Body)
						}
					}
					got := strings.TrimSpace(strings.Join(heads, " ")) + ": " + strings.TrimSpace(strings.Join(bodies, " "))
					want := sheets.PlainSigns.Replace(c.Of(fact.What) + ": " + strings.TrimSpace(c.Of(fact.Is)+" "+c.Of(fact.Source)))
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
	for _, head := range words.GlossaryHeads {
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
