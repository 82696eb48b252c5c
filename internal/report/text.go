package report

import (
	"strings"

	"github.com/charmbracelet/x/ansi"

	"orderflow/internal/typeset"
	"orderflow/sim"
)

// wrap breaks a text between words into lines of at most width columns. A
// longer word is broken too, and cut where it is longer than ten lines.
func wrap(text string, width int) []string {
	const longest = 10 // lines
	words := strings.Fields(text)
	for i, word := range words {
		words[i] = sim.Printable(word, longest*width) // what is cut must be as wide as it is measured
	}
	return typeset.Wrap(strings.Join(words, " "), width, ansi.StringWidth, func(text string, width int) string { return ansi.Truncate(text, width, "") })
}

// padded fills a text with spaces to a width.
func padded(text string, width int) string {
	return text + strings.Repeat(" ", max(0, width-ansi.StringWidth(text)))
}
