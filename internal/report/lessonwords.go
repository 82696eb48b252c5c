package report

import (
	"orderflow/sim"
	"orderflow/ui/words"
)

// lessonWords are those around the list of the lessons, and on a handout, in one
// language.
type lessonWords struct {
	minutes   string `args:"minutes 6"`
	fresh     string
	at        string `args:"scene 3; scenes 5"`
	finished  string
	answered  string `args:"right 1; answers 2"`
	play      string `args:"minutes 6; name published"`
	after     string
	asked     string
	moment    string    `args:"time 26.5 s; mode emit()"`
	modes     [3]string // by sim.Mode
	table     string
	computed  string `args:"scenario outage; seed 42"`
	trap      string
	cure      string
	checklist string
	quiz      string
	answers   string
	answer    string `args:"letter b; choice in the producer's memory"`
}

// lessonCatalogue is indexed by words.Lang.
var lessonCatalogue = [...]lessonWords{
	words.English: {
		minutes:  "%[1]d min",
		fresh:    "not begun",
		at:       "left at scene %[1]d of %[2]d",
		finished: "finished",
		answered: "%[1]d of %[2]d answers right",
		play:     "%[1]d minutes · orderflow lesson %[2]s",
		after:    "Afterwards",
		asked:    "Questions",
		moment:   "The screen after %[1]s, mode %[2]s: here the answer shows.",
		modes: [3]string{
			sim.Emit:      "emit()",
			sim.EmitAwait: "await emit()",
			sim.Send:      "send()",
		},
		table:     "The three ways",
		computed:  "Computed from three runs: scenario %[1]s, seed %[2]d.",
		trap:      "The trap",
		cure:      "The cure",
		checklist: "Checklist",
		quiz:      "Quiz",
		answers:   "Answers",
		answer:    "%[1]s) %[2]s",
	},
	words.Korean: {
		minutes:  "%[1]d분",
		fresh:    "시작 전",
		at:       "장면 %[2]d개 중 %[1]d번째에서 멈춤",
		finished: "끝까지 마침",
		answered: "답 %[2]d개 중 %[1]d개 정답",
		play:     "%[1]d분 · orderflow lesson %[2]s",
		after:    "마치고 나면",
		asked:    "질문",
		moment:   "%[1]s 시점의 화면입니다(%[2]s 방식). 여기서 답이 드러납니다.",
		modes: [3]string{
			sim.Emit:      "emit()",
			sim.EmitAwait: "await emit()",
			sim.Send:      "send()",
		},
		table:     "세 가지 방식",
		computed:  "세 번 실행해 계산한 값입니다. 시나리오 %[1]s, seed %[2]d.",
		trap:      "함정",
		cure:      "대책",
		checklist: "점검 목록",
		quiz:      "퀴즈",
		answers:   "정답",
		answer:    "%[1]s) %[2]s",
	},
}
