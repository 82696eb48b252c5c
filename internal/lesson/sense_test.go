package lesson

import (
	"strings"
	"testing"

	"github.com/clipperhouse/displaywidth"
)

// TestSentencesBreakWhereTheirSenseDoes: a sentence of an embedded lesson that takes
// two lines says itself where the second begins, in either language.
func TestSentencesBreakWhereTheirSenseDoes(t *testing.T) {
	for _, l := range Embedded() {
		for i := range l.Scenes {
			says := l.Scenes[i].Say
			if l.Scenes[i].Reveal != nil {
				says = append(says[:len(says):len(says)], l.Scenes[i].Reveal.Say...)
			}
			for j := range says {
				for _, parts := range says[j].Text.parts {
					if text := blank(parts); displaywidth.String(text) > lineMax && !strings.Contains(text, "\n") {
						t.Errorf("%s: scene %d: no line end in %q", l.Name, i+1, text)
					}
				}
			}
		}
	}
}

// blank returns a text with two digits for each of its values.
func blank(parts []part) string {
	var b strings.Builder
	for _, p := range parts {
		b.WriteString(p.text)
		if p.value != nil {
			b.WriteString("00")
		}
	}
	return b.String()
}
