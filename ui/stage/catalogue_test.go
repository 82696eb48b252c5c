package stage

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// TestCaptionsFitTheSmallestScreen: in every run there is a sentence for every
// moment, and it fits 80 columns whole.
func TestCaptionsFitTheSmallestScreen(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(11, 11))
	for name, log := range lawLogs(t) {
		randomMoments(log, 150, random, func(m *Scene) {
			for lang := range words.Catalogues {
				f := readerFor(m, words.Lang(lang))
				variants := f.Caption()
				if !slices.ContainsFunc(variants, func(v string) bool { return v != "" && canvas.Columns(v) <= 76 }) {
					t.Fatalf("%s at %s: no variant fits 76 columns: %q", name, m.At, variants)
				}
				for _, v := range variants {
					if strings.Contains(v, "%!") || strings.Contains(v, "  ") {
						t.Fatalf("%s at %s: %q", name, m.At, v)
					}
				}
			}
		})
	}
}

func TestCaptionsBeginWithACapital(t *testing.T) {
	for in, want := range map[string]string{"five rows": "Five rows", "#4 is. two wait.": "#4 is. Two wait.", "emit() is called": "emit() is called", "": ""} {
		if got := tell.Sentence("%s", in)[0]; got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}
