package engine

import (
	"testing"

	"orderflow/internal/simtest"
	"orderflow/sim"
)

func TestModelCardIsWholeAndPrintable(t *testing.T) {
	for _, section := range ModelCard() {
		told(t, "title", section.Title)
		if len(section.Facts) == 0 {
			t.Errorf("section %q has no facts", section.Title.English)
		}
		for _, fact := range section.Facts {
			name := section.Title.English + ": " + fact.What.English
			told(t, name, fact.What)
			told(t, name, fact.Is)
			if fact.Source != unsaid {
				told(t, name, fact.Source)
			}
		}
	}
}

func told(t *testing.T, name string, text sim.Text) {
	t.Helper()
	for _, wrong := range simtest.Untold(text) {
		t.Errorf("%s: %s", name, wrong)
	}
}

func TestModelCardNamesEveryRemedy(t *testing.T) {
	facts := modelRemedies()
	if len(facts) != int(sim.RemedyCount) {
		t.Fatalf("%d remedies are explained, there are %d", len(facts), sim.RemedyCount)
	}
	for r := range sim.RemedyCount {
		if facts[r].what != same(r.String()) {
			t.Errorf("remedy %s is explained as %+v", r, facts[r].what)
		}
	}
}
