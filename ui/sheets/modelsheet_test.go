package sheets

import (
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/words"
)

// TestTheCardSaysWhereALiveRunIs, at every width, and of one in virtual time nothing.
func TestTheCardSaysWhereALiveRunIs(t *testing.T) {
	ports := []string{"127.0.0.1:19092", "127.0.0.1:19093", "127.0.0.1:19094"}
	h := &sim.Header{Prefix: "demo.", Began: time.Date(2026, 11, 27, 19, 33, 13, 0, time.UTC), Door: strings.Join(ports, ",")}
	for _, lang := range []words.Lang{words.English, words.Korean} {
		for _, width := range []int{48, 78, 158} {
			var text []string
			for _, line := range (TextSheet{Text: ModelText}).Lines(lang.Catalogue(), nil, h, width) {
				text = append(text, strings.Fields(strings.ReplaceAll(line.Body, ",", " "))...)
			}
			for _, want := range append([]string{"demo.*", "2026-11-27", "19:33:13"}, ports...) {
				if !slices.Contains(text, want) {
					t.Errorf("%d columns, %s: it does not say %s: %q", width, lang, want, text)
				}
			}
		}
		if lines := (TextSheet{Text: ModelText}).Lines(lang.Catalogue(), nil, &sim.Header{}, 78); len(lines) != 1 {
			t.Errorf("of a run in virtual time it says %v", lines)
		}
	}
}
