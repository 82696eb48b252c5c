package ui

import (
	"strings"

	"orderflow/sim"
)

// modelWords are those of the model card. Its facts are the engine's own and
// the same in every language, like the words of Kafka.
type modelWords struct {
	Title    string     `max:"40"`
	Note     string     `max:"74"`
	Sections [10]string `max:"40"` // of sim.ModelCard, in its order
}

var englishModel = modelWords{
	Title: "model card", Note: "What is simulated, with which figures, and where each comes from.",
	Sections: [10]string{
		"what is modelled", "defaults outside a scenario", "producer: NestJS on kafkajs", "producer: kafka-go", "brokers",
		"consumers", "work and money", "remedies", "limits of a run", "simplifications",
	},
}

var koreanModel = modelWords{
	Title: "모델 카드", Note: "무엇을 어떤 값으로 시뮬레이션하는지와 그 출처. 항목은 영어 원문입니다.",
	Sections: [10]string{
		"모델링한 것", "시나리오 밖의 기본값", "프로듀서: kafkajs 위의 NestJS", "프로듀서: kafka-go", "브로커",
		"컨슈머", "작업과 돈", "대책", "실행의 한계", "단순화한 것",
	},
}

// plainSigns replaces signs that have no glyph of ours.
var plainSigns = strings.NewReplacer("±", "+/-", "µ", "u", "≤", "<=", "≥", ">=")

// modelLines lays the model card out.
func modelLines(t *Catalogue, width int) []textLine {
	lines := []textLine{{head: t.Model.Note}}
	for i, section := range sim.ModelCard() {
		title := section.Title
		if i < len(t.Model.Sections) {
			title = t.Model.Sections[i]
		}
		lines = append(lines, textLine{}, textLine{head: title, heading: true})
		for _, fact := range section.Facts {
			lines = append(lines, factLines(fact, width)...)
		}
	}
	return lines
}

// factLines lays out one fact: what, is, and where it comes from.
func factLines(fact sim.ModelFact, width int) []textLine {
	var lines []textLine
	for _, what := range wrapped(plainSigns.Replace(fact.What), textBody-textHead-1) {
		lines = append(lines, textLine{head: what})
	}
	body := wrapped(plainSigns.Replace(fact.Is), width)
	says := len(body)
	if fact.Source != "" {
		body = append(body, wrapped(plainSigns.Replace(fact.Source), width)...)
	}
	for i, text := range body {
		if i == len(lines) {
			lines = append(lines, textLine{})
		}
		lines[i].body, lines[i].source = text, i >= says
	}
	return lines
}
