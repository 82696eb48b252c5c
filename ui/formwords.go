package ui

import "orderflow/sim"

// formWords are those of the fault form.
type formWords struct {
	Title   string                         `max:"30"`
	Now     string                         `max:"12"`
	Same    string                         `max:"16"`
	More    string                         `max:"14"` // 12
	NoCount string                         `max:"42"`
	Hints   [sim.KeyRatio + 1]string       `max:"42"`
	Does    [sim.ProviderCancel + 1]string `max:"59"` // 0: none
}

var englishForm = formWords{
	Title: "break something", Now: "now", Same: "same as", More: "▾ %d more", NoCount: "has no effect here: the fault lasts",
	Hints: [sim.KeyRatio + 1]string{
		"now, or a time such as 12s", "empty = until you repair it (X)", "a number, or always", "empty = every order",
		"empty = who carries it out", "all, 1, 2 or 3", "all, or a number from 0", "the error's name", "a time such as 2s or 500ms",
		"a time; then a new process joins", "in which way it goes", "where the process dies", "what the handler throws",
		"did the panel accept the job?", "the panel's HTTP status", "the share that is delivered, 0 to 1",
	},
	Does: faultSentences(),
}

// faultSentences returns what each fault does, in the words of the model.
func faultSentences() (does [sim.ProviderCancel + 1]string) {
	does[0] = "–"
	for _, shape := range sim.FaultShapes() {
		does[shape.Name] = shape.Happens
	}
	return does
}

var koreanForm = formWords{
	Title: "장애 일으키기", Now: "지금", Same: "같은 명령", More: "▾ %d개 더", NoCount: "여기서는 효과 없음: 계속되는 장애",
	Hints: [sim.KeyRatio + 1]string{
		"지금, 또는 12s 같은 시각", "비우면 복구(X)할 때까지", "숫자, 또는 always", "비우면 모든 주문",
		"비우면 주문을 처리하는 그룹", "all, 1, 2 또는 3", "all, 또는 0부터의 번호", "에러 이름", "2s, 500ms 같은 시간",
		"이 시간 뒤 새 프로세스가 참여", "브로커가 내려가는 방식", "프로세스가 죽는 지점", "핸들러가 던지는 것",
		"패널이 작업을 접수했는가", "패널의 HTTP 상태", "이행되는 비율, 0부터 1까지",
	},
	Does: [sim.ProviderCancel + 1]string{
		"–", "브로커가 Produce에 이 에러로 응답합니다", "저장된 뒤, 응답 전에 연결이 끊깁니다", "저장됐지만 응답이 오지 않고 연결은 열려 있습니다",
		"저장됐지만 응답이 늦게 옵니다", "연결이 거부되거나 끊깁니다. 데이터는 남습니다", "리더가 내려가고 팔로워가 새 리더로 선출됩니다",
		"모든 팔로워가 그만큼 늦게 복제합니다", "주문 서비스 프로세스가 그 지점에서 죽고 재시작합니다", "페이로드를 직렬화할 수 없습니다",
		"아무도 소비하지 않습니다", "핸들러가 그만큼 걸립니다", "핸들러가 작업 전에 예외를 던집니다", "컨슈머 프로세스가 그 지점에서 죽습니다",
		"브로커가 저장하기 전에 커밋이 끊깁니다", "이 주문은 절대 처리할 수 없습니다", "send()의 응답을 쓸 수 없습니다", "send()의 응답에 대한 ack가 유실됩니다",
		"패널의 add 응답이 10초 안에 오지 않습니다", "패널이 거부합니다", "패널이 접수만 하고 진행하지 않습니다", "패널이 연결을 거부합니다",
		"패널이 일부만 이행합니다", "패널이 취소합니다",
	},
}
