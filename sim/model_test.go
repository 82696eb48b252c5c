package sim

import "testing"

func TestModelCardIsWholeAndPrintable(t *testing.T) {
	for _, section := range ModelCard() {
		wholeText(t, "title", section.Title)
		if len(section.Facts) == 0 {
			t.Errorf("section %q has no facts", section.Title.English)
		}
		for _, fact := range section.Facts {
			name := section.Title.English + ": " + fact.What.English
			wholeText(t, name, fact.What)
			wholeText(t, name, fact.Is)
			if fact.Source != unsaid {
				wholeText(t, name, fact.Source)
			}
		}
	}
}

func TestModelCardNamesEveryRemedy(t *testing.T) {
	facts := modelRemedies()
	if len(facts) != int(RemedyCount) {
		t.Fatalf("%d remedies are explained, there are %d", len(facts), RemedyCount)
	}
	for r := range RemedyCount {
		if facts[r].What != same(r.String()) {
			t.Errorf("remedy %s is explained as %+v", r, facts[r].What)
		}
	}
}
