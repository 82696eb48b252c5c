package ui

import (
	"strings"

	"orderflow/sim"
)

// modelWords are those around the model card, which has its own in both
// languages.
type modelWords struct {
	Title string `max:"40"`
	Note  string `max:"74"`
}

var englishModel = modelWords{Title: "model card", Note: "What is simulated, with which figures, and where each comes from."}

var koreanModel = modelWords{Title: "모델 카드", Note: "무엇을 어떤 값으로 시뮬레이션하는지, 그 값은 어디서 왔는지 보여 줍니다."}

// plainSigns replaces signs that have no glyph of ours.
var plainSigns = strings.NewReplacer("±", "+/-", "µ", "u", "≤", "<=", "≥", ">=")

// modelLines lays the model card out.
func modelLines(t *Catalogue, card []sim.ModelSection, width int) []textLine {
	lines := []textLine{{head: t.Model.Note}}
	for _, section := range card {
		lines = append(lines, textLine{}, textLine{head: t.of(section.Title), heading: true})
		for _, fact := range section.Facts {
			lines = append(lines, factLines(t, fact, width)...)
		}
	}
	return lines
}

// factLines lays out one fact: what, is, and where it comes from.
func factLines(t *Catalogue, fact sim.ModelFact, width int) []textLine {
	var lines []textLine
	for _, what := range wrapped(plainSigns.Replace(t.of(fact.What)), textBody-textHead-1) {
		lines = append(lines, textLine{head: what})
	}
	body := wrapped(plainSigns.Replace(t.of(fact.Is)), width)
	says := len(body)
	if source := t.of(fact.Source); source != "" {
		body = append(body, wrapped(plainSigns.Replace(source), width)...)
	}
	for i, text := range body {
		if i == len(lines) {
			lines = append(lines, textLine{})
		}
		lines[i].body, lines[i].source = text, i >= says
	}
	return lines
}
