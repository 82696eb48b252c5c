package words

import (
	"orderflow/sim"
)

// formWords are those of the fault form.
type formWords struct {
	Title   string                         `max:"30"`
	Now     string                         `max:"12"`
	Same    string                         `max:"16"`
	More    string                         `max:"14"` // 12
	NoCount string                         `max:"42"`
	Hints   [sim.KeyService + 1]string     `max:"42"`
	Does    [sim.ServiceRestart + 1]string `max:"59"` // 0: none
}

// EnglishForm are the words of the fault form.
var EnglishForm = formWords{
	Title: "break something", Now: "now", Same: "same as", More: "▾ %d more", NoCount: "has no effect here: the fault lasts",
	Hints: [sim.KeyService + 1]string{
		"now, or a time such as 12s", "empty = until you repair it (X)", "a number, or always", "empty = every order",
		"empty = who carries it out", "all, 1, 2 or 3", "all, or a number from 0", "the error's name", "a time such as 2s or 500ms",
		"a time; then a new process joins", "in which way it goes", "where the process dies", "what the handler throws",
		"did the panel accept the job?", "the panel's HTTP status", "what it says with 200; no comma", "the share delivered, or gone: 0 to 1",
		"all, or the number of an instance",
	},
	Does: faultSentences(English),
}

// faultSentences returns what each fault does, in the words of the model.
func faultSentences(lang Lang) (does [sim.ServiceRestart + 1]string) {
	does[0] = "–"
	for _, shape := range sim.FaultShapes() {
		does[shape.Name] = lang.Of(shape.Happens)
	}
	return does
}

// KoreanForm are the words of the fault form.
var KoreanForm = formWords{
	Title: "장애 일으키기", Now: "지금", Same: "같은 명령", More: "▾ %d개 더", NoCount: "여기서는 효과 없음: 계속되는 장애",
	Hints: [sim.KeyService + 1]string{
		"지금, 또는 12s 같은 시각", "비우면 복구(X)할 때까지", "숫자, 또는 always", "비우면 모든 주문",
		"비우면 주문을 처리하는 그룹", "all, 1, 2 또는 3", "all, 또는 0부터의 번호", "에러 이름", "2s, 500ms 같은 시간",
		"이 시간 뒤 새 프로세스가 참여", "브로커가 내려가는 방식", "프로세스가 죽는 지점", "핸들러가 던지는 것",
		"패널이 작업을 접수했는가", "패널의 HTTP 상태", "200 응답에 적히는 말, 쉼표 없이", "이행되거나 사라지는 비율, 0부터 1까지",
		"all, 또는 인스턴스 번호",
	},
	Does: faultSentences(Korean),
}
