package stage

import (
	"math/rand/v2"
	"strings"
	"testing"

	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// TestNoWordIsCutOnTheCompactBoard: every word of the catalogue that has a
// fixed place has a variant that fits it. A … after a blank stands for tokens
// that have no room, and one in brackets belongs to the code; the
// parts of the gap have no fixed places.
func TestNoWordIsCutOnTheCompactBoard(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	const gapLine = 4
	random := rand.New(rand.NewPCG(12, 12))
	for name, log := range lawLogs(t) {
		randomMoments(log, 150, random, func(m *Scene) {
			m.show()
			for lang := range words.Catalogues {
				text := Draw(m, moment.Options{Width: moment.CompactWidth, Height: moment.CompactHeight, Lang: words.Lang(lang)}).Text()
				for y, line := range strings.Split(text, "\n") {
					if y == gapLine {
						continue
					}
					if before, _, cut := strings.Cut(line, "…"); cut && !strings.HasSuffix(before, " ") && !strings.HasSuffix(before, "(") {
						t.Fatalf("%s, %s, at %s: a word is cut after %q\n%s", name, words.Lang(lang), m.At, before, text)
					}
				}
			}
		})
	}
}
