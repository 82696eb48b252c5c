package ui

import "orderflow/sim"

// spaceWords are those of the space-time diagram: on the screen, as text and
// in the picture.
type spaceWords struct {
	Title   string                   `max:"14"`
	Columns [participantCount]string `max:"15"`
	Short   [participantCount]string `max:"9"`
	Worker  string                   `max:"15"` // in-house, 1
	Who     string                   `max:"22"`
	Truths  [sim.TruthCount]string   `max:"13"`

	Calls                                  [3]string `max:"22"` // 4; by sim.Mode
	CallShort                              [3]string `max:"10"`
	Sweeper, Outbox                        string    `max:"20"` // 4
	RowSays                                string    `max:"19"` // PUBLISHED
	Status                                 string    `max:"21"` // processing
	Produce                                string    `max:"12"` // 4
	ProduceTry                             string    `max:"19"` // 4, 2
	ProduceShort                           string    `max:"9"`
	Copy                                   string    `max:"18"` // P2@0, 2
	Retry                                  string    `max:"18"` // 2, 0.3 s
	Connect                                string    `max:"14"` // 1, 6
	Round                                  string    `max:"18"` // 2, 5, 6
	RoundShort                             string    `max:"9"`  // 2, 5, 6
	WaitsRound                             string    `max:"18"` // 1
	Waits                                  string    `max:"9"`
	Ack, Refused, Record, Add, Reply       string    `max:"10"`
	Handled, Throws, GivesUp, Error, Value string    `max:"14"`
	Again                                  string    `max:"16"` // 2
	Commit                                 string    `max:"12"` // 1
	DeadLetter, NoAnswer, Crashes, Refund  string    `max:"14"`
	Dies, Restarts, MemoryGone, Cold       string    `max:"18"`
	Job                                    string    `max:"12"` // 8841
	Gone                                   string    `max:"14"` // P2@0

	CallerNothing, CallerWaits, CallerDied string `max:"26"`
	CallerValue, CallerError               string `max:"26"` // 20.9 s
	RowFact, TooEarly, ForEver             string `max:"26"` // PUBLISHED
	BrokerHas, BrokerTwice, ProducerKnows  string `max:"26"`
	WaitsMemory, WaitsOn, WaitsMetadata    string `max:"26"` // 4
	FirstUsedUp                            string `max:"26"`
	UsedUp                                 string `max:"26"` // 2
	RefusedToo                             string `max:"26"` // 2, 4, 6
	Connected, Dropped, MayExist, NeverOut string `max:"26"`
	NothingSent, NobodyWaits, HandledOnly  string `max:"26"`
	Accepted, Unheard                      string `max:"26"`
	TrulyIs                                string `max:"26"` // finished
	MoneyBack, MoneyGone                   string `max:"26"` // 9,000

	Notes       [2]string              `max:"22"` // beside the fate of a lost order
	LeadsTo     string                 `max:"22"` // 4
	Began, Over string                 `max:"40"` // 6.500, broker down
	Legend      [4]string              `max:"22"`
	Empty       string                 `max:"60"`
	Fates       [sim.TruthCount]string `max:"76"` // 4
	LostSent    string                 `max:"76"` // 4
	Several     string                 `max:"76"`
	Left        string                 `max:"60"` // 100
	Until       string                 `max:"18"` // 27.000 s
}

var englishSpace = spaceWords{
	Title: "space-time:", Columns: [participantCount]string{"order service", "producer", "broker", "consumer", "panel"}, Short: [participantCount]string{"service", "producer", "broker", "consumer", "panel"}, Worker: "%s w%d", Who: "who knows what",
	Truths: [sim.TruthCount]string{"not called", "working", "on its way", "LAG", "in memory", "retrying", "unknown", "duplicated", "LOST", "finished", "over"},

	Calls: [3]string{"emit() #%d", "await emit() #%d", "send() #%d"}, CallShort: [3]string{"emit()", "emit()", "send()"},
	Sweeper: "sweeper: #%d", Outbox: "outbox: #%d", RowSays: "row %s", Status: "status: %s",
	Produce: "Produce #%d", ProduceTry: "Produce #%d try %d", ProduceShort: "Produce", Copy: "%s copy %d", Retry: "try %d in %s",
	Connect: "connect %d/%d", Round: "round %d: %d/%d", RoundShort: "r%d %d/%d", WaitsRound: "waits, round %d", Waits: "waits",
	Ack: "ack", Refused: "refused", Record: "record", Add: "add", Reply: "reply", Handled: "handled", Throws: "throws", GivesUp: "gives up",
	Error: "error", Value: "ok", Again: "again, no. %d", Commit: "commit %d", DeadLetter: "dead letter", NoAnswer: "no answer", Crashes: "crashes", Refund: "refund",
	Dies: "process dies", Restarts: "starts again", MemoryGone: "memory gone", Cold: "not subscribed", Job: "job %d", Gone: "%s gone",

	CallerNothing: "caller: nothing", CallerWaits: "caller: waits", CallerDied: "caller: died waiting",
	CallerValue: "caller: value, %s", CallerError: "caller: error, %s",
	RowFact: "row: %s", TooEarly: "row: %s, too early", ForEver: "row: %s for ever",
	BrokerHas: "broker has it", BrokerTwice: "broker has it again", ProducerKnows: "producer: broker has it",
	WaitsMemory: "#%d waits in memory", WaitsOn: "#%d waits on, in memory", WaitsMetadata: "#%d waits for the metadata",
	FirstUsedUp: "first round used up", UsedUp: "round %d used up", RefusedToo: "%d/%[3]d to %[2]d/%[3]d: refused too",
	Connected: "client: connected again", Dropped: "nobody: error dropped", MayExist: "may exist, or may not", NeverOut: "nothing left",
	NothingSent: "nothing was sent", NobodyWaits: "nobody waits for it", HandledOnly: "handled, not finished",
	Accepted: "panel: accepted it", Unheard: "panel has it, none knows", TrulyIs: "true: %s", MoneyBack: "money: %s P back", MoneyGone: "money: %s P gone",

	Notes: [2]string{"no timer, no job,", "no error is left"}, LeadsTo: "that leads to #%d",
	Began: "%s  %s", Over: "%s  %s: over",
	Legend: [4]string{"a record or an answer", "status event, error", "broke off here", "became true"},
	Empty:  "#%d has not been called yet: there is nothing to draw.",
	Fates: [sim.TruthCount]string{
		"#%d is not handed over yet.", "#%d is being worked on.", "#%d is on the wire.", "#%d is in the log; nobody handled it yet.", "#%d waits in memory; nothing has left.",
		"#%d waits for a try of its own.", "#%d has no answer; nobody can tell.", "#%d is in the log twice.", "Of #%d not one request ever left.", "#%d reaches the consumer and is finished.", "#%d is over, and its row says so.",
	},
	LostSent: "#%d was sent, and it is LOST.", Several: "Orders one below the other: every arrow is a message.",
	Left: "%d earlier lines are left out", Until: "up to %s s",
}

var koreanSpace = spaceWords{
	Title: "시공간:", Columns: [participantCount]string{"주문 서비스", "프로듀서", "브로커", "컨슈머", "패널"}, Short: [participantCount]string{"서비스", "프로듀서", "브로커", "컨슈머", "패널"}, Worker: "%s w%d", Who: "누가 무엇을 아는가",
	Truths: [sim.TruthCount]string{"호출 전", "처리 중", "전송 중", "LAG", "메모리 대기", "재시도 중", "알 수 없음", "중복", "유실", "완료", "종료"},

	Calls: [3]string{"emit() #%d", "await emit() #%d", "send() #%d"}, CallShort: [3]string{"emit()", "emit()", "send()"},
	Sweeper: "스위퍼: #%d", Outbox: "아웃박스: #%d", RowSays: "DB %s", Status: "상태: %s",
	Produce: "Produce #%d", ProduceTry: "Produce #%d %d회", ProduceShort: "Produce", Copy: "%s 사본 %d", Retry: "%d회, %s 뒤",
	Connect: "연결 %d/%d회", Round: "%d차 연결 %d/%d회", RoundShort: "%d차 %d/%d", WaitsRound: "%d차 라운드 대기", Waits: "대기",
	Ack: "ack", Refused: "거부", Record: "레코드", Add: "add", Reply: "응답", Handled: "handled", Throws: "예외", GivesUp: "포기",
	Error: "에러", Value: "ok", Again: "다시, %d번째", Commit: "커밋 %d", DeadLetter: "데드 레터", NoAnswer: "응답 없음", Crashes: "중단됨", Refund: "환불",
	Dies: "프로세스 종료", Restarts: "다시 시작", MemoryGone: "메모리 소실", Cold: "구독 없음", Job: "작업 %d", Gone: "%s 소실",

	CallerNothing: "호출자: 모름", CallerWaits: "호출자: 기다림", CallerDied: "호출자: 대기 중 종료",
	CallerValue: "호출자: 값, %s 뒤", CallerError: "호출자: 에러, %s 뒤",
	RowFact: "DB: %s", TooEarly: "DB: %s, 너무 빠름", ForEver: "DB: 영영 %s",
	BrokerHas: "브로커에 저장됨", BrokerTwice: "브로커에 또 저장됨", ProducerKnows: "프로듀서: 저장 확인",
	WaitsMemory: "#%d 메모리에서 대기", WaitsOn: "#%d 메모리에서 계속 대기", WaitsMetadata: "#%d 메타데이터 대기",
	FirstUsedUp: "첫 라운드 소진", UsedUp: "%d차 라운드 소진", RefusedToo: "%d/%[3]d~%[2]d/%[3]d회도 거부됨",
	Connected: "클라이언트: 다시 연결됨", Dropped: "아무도 모름: 에러 버려짐", MayExist: "저장됐는지 알 수 없음", NeverOut: "나간 것 없음",
	NothingSent: "아무것도 보내지 않음", NobodyWaits: "기다리는 곳 없음", HandledOnly: "handled, 완료는 아님",
	Accepted: "패널: 접수함", Unheard: "패널만 접수, 아무도 모름", TrulyIs: "실제: %s", MoneyBack: "돈: %s P 환불", MoneyGone: "돈: %s P 사라짐",

	Notes: [2]string{"타이머, 작업, 에러", "어느 것도 남지 않아"}, LeadsTo: "#%d 주문은 그대로 끝남",
	Began: "%s  %s", Over: "%s  %s: 끝남",
	Legend: [4]string{"레코드 또는 응답", "상태 이벤트, 에러", "여기서 끊김", "사실이 됨"},
	Empty:  "#%d 주문은 아직 호출되지 않아 그릴 것이 없습니다.",
	Fates: [sim.TruthCount]string{
		"#%d 주문은 아직 넘기지 않았습니다.", "#%d 주문은 처리 중입니다.", "#%d 주문은 전송 중입니다.", "#%d 주문은 로그에 있고 처리 전입니다.", "#%d 주문은 메모리에 있고, 나간 것은 없습니다.",
		"#%d 주문은 재시도를 기다립니다.", "#%d 주문의 응답이 없어 알 수 없습니다.", "#%d 주문이 로그에 두 번 있습니다.", "#%d 주문은 요청이 하나도 나가지 않았습니다.", "#%d 주문은 컨슈머에 닿아 완료됐습니다.", "#%d 주문은 끝났고 DB에도 그렇게 적혔습니다.",
	},
	LostSent: "#%d 주문은 전송됐지만 유실됐습니다.", Several: "주문을 차례로 그립니다. 화살표 하나가 메시지 하나입니다.",
	Left: "앞의 %d줄은 생략했습니다", Until: "%s초까지",
}
