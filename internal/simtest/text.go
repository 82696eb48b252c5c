package simtest

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"orderflow/sim"
)

// The figures of a text, an English word that Korean has one of its own for,
// and the units of an English duration that have nothing to say.
var (
	figureIn      = regexp.MustCompile(`\d+(?:[.,]\d+)*`)
	englishWord   = regexp.MustCompile(`\b(?:a|an|and|by|for|from|is|of|or|the|to|with)\b`)
	emptyDuration = regexp.MustCompile(`(\d[hm])0s`)
)

// Untold returns what is wrong with a text; nothing where both halves are there,
// can be shown, are in their language and name the same figures.
func Untold(text sim.Text) (wrong []string) {
	add := func(format string, a ...any) { wrong = append(wrong, fmt.Sprintf(format, a...)) }
	for _, half := range []string{text.English, text.Korean} {
		if half == "" || sim.Printable(half, 1000) != half || strings.TrimSpace(half) != half || strings.Contains(half, "%!") {
			add("%q cannot be shown", half)
		}
	}
	if !strings.ContainsFunc(text.Korean, hangul) && len(strings.Fields(text.Korean)) > 2 {
		add("%q is not translated: %q", text.English, text.Korean)
	}
	if strings.ContainsFunc(text.English, hangul) {
		add("%q is not English", text.English)
	}
	if word := englishWord.FindString(text.Korean); word != "" {
		add("the Korean %q says %q", text.Korean, word)
	}
	english := figureIn.FindAllString(emptyDuration.ReplaceAllString(text.English, "$1"), -1)
	korean := figureIn.FindAllString(text.Korean, -1)
	slices.Sort(english)
	slices.Sort(korean)
	if !slices.Equal(english, korean) {
		add("%q has the figures %q, %q has %q", text.English, english, text.Korean, korean)
	}
	return wrong
}

func hangul(r rune) bool { return unicode.Is(unicode.Hangul, r) }
