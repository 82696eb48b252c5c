package sim

import (
	"strings"
	"testing"
	"time"
)

func TestModelCardIsWholeAndPrintable(t *testing.T) {
	for _, section := range ModelCard() {
		if section.Title == "" || len(section.Facts) == 0 {
			t.Errorf("section %q has %d facts", section.Title, len(section.Facts))
		}
		for _, fact := range section.Facts {
			if fact.What == "" || fact.Is == "" {
				t.Errorf("%s: %+v is not whole", section.Title, fact)
			}
			if text := fact.What + fact.Is + fact.Source; Printable(text, 1000) != text || strings.Contains(text, "%!") {
				t.Errorf("%s: %q cannot be shown", section.Title, text)
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
		if facts[r].What != r.String() {
			t.Errorf("remedy %s is explained as %s", r, facts[r].What)
		}
	}
}

func TestSpread(t *testing.T) {
	for _, test := range []struct {
		low, high time.Duration
		want      string
	}{
		{500 * time.Microsecond, 800 * time.Microsecond, "500 to 800µs"},
		{500 * time.Microsecond, 1500 * time.Microsecond, "500µs to 1.5ms"},
		{3 * time.Millisecond, 4 * time.Millisecond, "3 to 4ms"},
		{300 * time.Millisecond, 1500 * time.Millisecond, "300ms to 1.5s"},
		{8 * time.Second, 20 * time.Second, "8 to 20s"},
		{8 * time.Second, 2 * time.Minute, "8s to 2m0s"},
	} {
		if got := spread(test.low, test.high); got != test.want {
			t.Errorf("%s and %s are written %q, want %q", test.low, test.high, got, test.want)
		}
	}
}
