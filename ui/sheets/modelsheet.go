package sheets

import (
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/words"
)

// PlainSigns replaces signs that have no glyph of ours.
var PlainSigns = strings.NewReplacer("±", "+/-", "µ", "u", "≤", "<=", "≥", ">=")

// modelLines lays the model card out, and before it what a run on a real Kafka has
// that is no model.
func modelLines(t *words.Catalogue, card []sim.ModelSection, h *sim.Header, width int) []words.TextLine {
	lines := append(runLines(t, h, width), words.TextLine{Head: t.Model.Note})
	for _, section := range card {
		lines = append(lines, words.TextLine{}, words.TextLine{Head: t.Of(section.Title), Heading: true})
		for _, fact := range section.Facts {
			lines = append(lines, FactLines(t, fact, width)...)
		}
	}
	return lines
}

// runLines says where a run on a real Kafka is: nothing in virtual time.
func runLines(t *words.Catalogue, h *sim.Header, width int) []words.TextLine {
	if h.Began.IsZero() {
		return nil
	}
	lines := []words.TextLine{{Head: t.Model.Run, Heading: true}, {Head: t.Model.Began, Body: h.Began.Format(time.DateTime)}}
	add := func(head, text string) {
		for i, body := range chrome.Wrapped(sim.Printable(text, runTextMax), width) {
			if i > 0 {
				head = ""
			}
			lines = append(lines, words.TextLine{Head: head, Body: body})
		}
	}
	if h.Prefix != "" {
		add(t.Model.Prefix, h.Prefix+"*")
	}
	if h.Door != "" {
		add(t.Model.Door, strings.ReplaceAll(h.Door, ",", ", "))
	}
	return append(lines, words.TextLine{})
}

// runTextMax is how much is shown of what a run is called, or of where it listens.
const runTextMax = 400

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
