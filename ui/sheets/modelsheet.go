package sheets

import (
	"strings"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/words"
)

// PlainSigns replaces signs that have no glyph of ours.
var PlainSigns = strings.NewReplacer("±", "+/-", "µ", "u", "≤", "<=", "≥", ">=")

// modelLines lays the model card out.
func modelLines(t *words.Catalogue, card []sim.ModelSection, width int) []words.TextLine {
	lines := []words.TextLine{{Head: t.Model.Note}}
	for _, section := range card {
		lines = append(lines, words.TextLine{}, words.TextLine{Head: t.Of(section.Title), Heading: true})
		for _, fact := range section.Facts {
			lines = append(lines, FactLines(t, fact, width)...)
		}
	}
	return lines
}

// FactLines lays out one fact: what, is, and where it comes from.
func FactLines(t *words.Catalogue, fact sim.ModelFact, width int) []words.TextLine {
	var lines []words.TextLine
	for _, what := range chrome.Wrapped(PlainSigns.Replace(t.Of(fact.What)), TextBody-TextHead-1) {
		lines = append(lines, words.TextLine{Head: what})
	}
	body := chrome.Wrapped(PlainSigns.Replace(t.Of(fact.Is)), width)
	says := len(body)
	if source := t.Of(fact.Source); source != "" {
		body = append(body, chrome.Wrapped(PlainSigns.Replace(source), width)...)
	}
	for i, text := range body {
		if i == len(lines) {
			lines = append(lines, words.TextLine{})
		}
		lines[i].Body, lines[i].Source = text, i >= says
	}
	return lines
}
