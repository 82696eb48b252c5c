package words

import "orderflow/sim"

// formWords are those of the fault form.
type formWords struct {
	Title   string                         `max:"30"`
	Now     string                         `max:"12"`
	Same    string                         `max:"16"`
	More    string                         `max:"14" args:"faults 12"`
	NoCount string                         `max:"42"`
	Hints   [sim.KeyService + 1]string     `max:"42"`
	Does    [sim.ServiceRestart + 1]string `max:"59"` // 0: none
}

var englishForm = formWords{
	Title:   "break something",
	Now:     "now",
	Same:    "same as",
	More:    "▾ %[1]d more",
	NoCount: "has no effect here: the fault lasts",
	Hints: [sim.KeyService + 1]string{
		sim.KeyFrom:        "now, or a time such as 12s",
		sim.KeyFor:         "empty = until you repair it (X)",
		sim.KeyCount:       "a number, or always",
		sim.KeyOrder:       "empty = every order",
		sim.KeyGroup:       "empty = who carries it out",
		sim.KeyBroker:      "all, 1, 2 or 3",
		sim.KeyPartition:   "all, or a number from 0",
		sim.KeyCode:        "the error's name",
		sim.KeyDelay:       "a time such as 2s or 500ms",
		sim.KeyRestart:     "a time; then a new process joins",
		sim.KeyHow:         "in which way it goes",
		sim.KeyAt:          "where the process dies",
		sim.KeyKind:        "what the handler throws",
		sim.KeyAfterAccept: "did the panel accept the job?",
		sim.KeyStatus:      "the panel's HTTP status",
		sim.KeyError:       "what it says with 200; no comma",
		sim.KeyRatio:       "the share delivered, or gone: 0 to 1",
		sim.KeyService:     "all, or the number of an instance",
	},
	Does: faultSentences(English),
}

var koreanForm = formWords{
	Title:   "장애 일으키기",
	Now:     "지금",
	Same:    "같은 명령",
	More:    "▾ %[1]d개 더",
	NoCount: "여기서는 효과 없음: 계속되는 장애",
	Hints: [sim.KeyService + 1]string{
		sim.KeyFrom:        "지금, 또는 12s 같은 시각",
		sim.KeyFor:         "비우면 복구(X)할 때까지",
		sim.KeyCount:       "숫자, 또는 always",
		sim.KeyOrder:       "비우면 모든 주문",
		sim.KeyGroup:       "비우면 주문을 처리하는 그룹",
		sim.KeyBroker:      "all, 1, 2 또는 3",
		sim.KeyPartition:   "all, 또는 0부터의 번호",
		sim.KeyCode:        "에러 이름",
		sim.KeyDelay:       "2s, 500ms 같은 시간",
		sim.KeyRestart:     "이 시간 뒤 새 프로세스가 참여",
		sim.KeyHow:         "브로커가 내려가는 방식",
		sim.KeyAt:          "프로세스가 죽는 지점",
		sim.KeyKind:        "핸들러가 던지는 것",
		sim.KeyAfterAccept: "패널이 작업을 접수했는가",
		sim.KeyStatus:      "패널의 HTTP 상태",
		sim.KeyError:       "200 응답에 적히는 말, 쉼표 없이",
		sim.KeyRatio:       "이행되거나 사라지는 비율, 0부터 1까지",
		sim.KeyService:     "all, 또는 인스턴스 번호",
	},
	Does: faultSentences(Korean),
}

// faultSentences returns what each fault does, in the words of the model.
func faultSentences(lang Lang) (does [sim.ServiceRestart + 1]string) {
	does[0] = "–"
	for _, shape := range sim.FaultShapes() {
		does[shape.Name] = lang.Of(shape.Happens)
	}
	return does
}
