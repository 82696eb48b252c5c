package words

import (
	"orderflow/sim"
)

// SpaceWords are those of the space-time diagram: on the screen, as text and
// in the picture.
type SpaceWords struct {
	Title   string                   `max:"14"`
	Columns [ParticipantCount]string `max:"15"`
	Short   [ParticipantCount]string `max:"9"`
	Worker  string                   `max:"15"` // in-house, 1
	Who     string                   `max:"22"`
	Truths  [sim.TruthCount]string   `max:"13"`

	Calls                                  [3]string `max:"22"` // 4; by sim.Mode
	CallShort                              [3]string `max:"10"` // 4; by sim.Mode
	Sweeper, Outbox                        string    `max:"20"` // 4
	RowSays                                string    `max:"19"` // PUBLISHED
	Marks                                  string    `max:"14"`
	Status                                 string    `max:"21"` // processing
	Produce                                string    `max:"12"` // 4
	ProduceTry                             string    `max:"19"` // 4, 2
	ProduceShort                           string    `max:"9"`
	TryShort                               string    `max:"6"`  // 2
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
	AgainShort                             string    `max:"8"`  // 2
	ToWorker                               string    `max:"16"` // record, 2
	ToWorkerShort                          string    `max:"5"`  // 2
	SessionOver                            string    `max:"18"` // 2
	SessionShort                           string    `max:"8"`  // 2
	BrokerGone, BrokerBack                 string    `max:"18"` // 2
	GoneShort, BackShort, LeaderShort      string    `max:"9"`  // 2
	Leader                                 string    `max:"16"` // 2
	Leaders                                string    `max:"20"` // 2
	NoLeader, RestartsShort, DiesShort     string    `max:"9"`
	NoAnswerShort, MemoryShort, ColdShort  string    `max:"8"`
	Replicated                             string    `max:"12"`
	Commit                                 string    `max:"12"` // 1
	DeadLetter, NoAnswer, Crashes, Refund  string    `max:"14"`
	Dies, Restarts, MemoryGone, Cold       string    `max:"18"`
	LetIn                                  string    `max:"16"`
	LetInShort                             string    `max:"9"`
	Job                                    string    `max:"12"` // 8841
	Gone                                   string    `max:"14"` // P2@0

	CallerNothing, CallerWaits, CallerDied string `max:"26"`
	CallerValue, CallerError               string `max:"26"` // 20.9 s
	RowFact, TooEarly, ForEver, RowStays   string `max:"26"` // PUBLISHED
	CallerYet                              string `max:"26"`
	ExitCode                               string `max:"26"` // 137
	StillWaits, NoneLeft                   string `max:"26"` // 4
	ToBroker, OneHas, OneHasTwice          string `max:"26"` // 2
	Visible, BrokerLost, AckedLost         string `max:"26"`
	NotCommitted, NothingDone              string `max:"26"`
	DoneTimes                              string `max:"26"` // 2
	Delivered                              string `max:"26"` // 800, 2,000
	Fell, Refilled                         string `max:"20"`
	Declined                               string `max:"26"`
	BrokerHas, BrokerTwice, ProducerKnows  string `max:"26"`
	WaitsMemory, WaitsOn, WaitsMetadata    string `max:"26"` // 4
	FirstUsedUp                            string `max:"26"`
	UsedUp                                 string `max:"26"` // 2
	RefusedToo                             string `max:"26"` // 2, 4, 6
	Connected, Dropped, MayExist, NeverOut string `max:"26"`
	NothingSent, NobodyWaits, HandledOnly  string `max:"26"`
	Accepted, Unheard, MayAccept           string `max:"26"`
	TrulyIs                                string `max:"26"` // finished
	MoneyBack, MoneyGone                   string `max:"26"` // 9,000

	Notes       [2]string              `max:"22"` // beside the fate of a lost order
	LeadsTo     string                 `max:"22"` // 4
	DeadNotes   [2]string              `max:"22"` // beside that of one put aside
	RunOver     string                 `max:"22"`
	Began, Over string                 `max:"40"` // 6.500, broker down
	Legend      [4]string              `max:"22"`
	Empty       string                 `max:"60"`
	Fates       [sim.TruthCount]string `max:"76"` // 4
	LostSent    string                 `max:"76"` // 4
	DoneTwice   string                 `max:"76"` // 4, 2
	DoneUntold  string                 `max:"76"` // 4, PROCESSING
	InHand      string                 `max:"76"` // 4
	Several     string                 `max:"76"`
	Left        string                 `max:"60"` // 100
	Until       string                 `max:"18"` // 27.000 s
}

var englishSpace = SpaceWords{
	Title: "space-time:", Columns: [ParticipantCount]string{"order service", "producer", "broker", "consumer", "panel"}, Short: [ParticipantCount]string{"service", "producer", "broker", "consumer", "panel"}, Worker: "%s w%d", Who: "who knows what",
	Truths: [sim.TruthCount]string{"not called", "working", "on its way", "LAG", "in memory", "retrying", "unknown", "duplicated", "LOST", "finished", "over"},

	Calls: [3]string{"emit() #%d", "await emit() #%d", "send() #%d"}, CallShort: [3]string{"emit() #%d", "await #%d", "send() #%d"},
	Sweeper: "sweeper: #%d", Outbox: "outbox: #%d", RowSays: "row %s", Status: "status: %s",
	Produce: "Produce #%d", ProduceTry: "Produce #%d try %d", ProduceShort: "Produce", TryShort: "try %d", Copy: "%s copy %d", Retry: "try %d in %s",
	Connect: "connect %d/%d", Round: "round %d: %d/%d", RoundShort: "r%d %d/%d", WaitsRound: "waits, round %d", Waits: "waits",
	Ack: "ack", Refused: "refused", Record: "record", Add: "add", Reply: "reply", Handled: "handled", Throws: "throws", GivesUp: "gives up",
	Error: "error", Value: "ok", Again: "again, no. %d", Commit: "commit %d", DeadLetter: "dead letter", NoAnswer: "no answer", Crashes: "crashes", Refund: "refund",
	AgainShort: "again %d", ToWorker: "%s to w%d", ToWorkerShort: "to w%d", SessionOver: "w%d: session over", SessionShort: "w%d out", Marks: "setPublished()",
	BrokerGone: "broker %d gone", BrokerBack: "broker %d back", GoneShort: "%d gone", BackShort: "%d back", Leader: "leader broker %d", Leaders: "leaders: broker %d", LeaderShort: "leader %d", NoLeader: "no leader",
	Replicated: "replicated", RestartsShort: "restarts", DiesShort: "dies", NoAnswerShort: "silence", MemoryShort: "gone", ColdShort: "cold",
	LetIn: "joined its group", LetInShort: "joined", Dies: "process dies", Restarts: "starts again", MemoryGone: "memory gone", Cold: "not subscribed", Job: "job %d", Gone: "%s gone",

	CallerNothing: "caller: nothing", CallerWaits: "caller: waits", CallerDied: "caller: died waiting",
	CallerValue: "caller: value, %s", CallerError: "caller: error, %s",
	RowFact: "row: %s", TooEarly: "row: %s, too early", ForEver: "row: %s for ever", RowStays: "row stays %s",
	CallerYet: "caller: nothing yet", ExitCode: "exit code %d", StillWaits: "#%d: caller still waits", NoneLeft: "#%d: no request left",
	ToBroker: "to broker %d", OneHas: "broker %d has it", OneHasTwice: "broker %d has it again", Visible: "consumers can see it", BrokerLost: "broker: no longer has it", AckedLost: "acked, and gone",
	NotCommitted: "not committed", NothingDone: "handled, nothing done", DoneTimes: "true: done %d times", Delivered: "true: %s of %s", Fell: "a part is gone", Declined: "a no, and nothing throws", Refilled: "refilled",
	BrokerHas: "broker has it", BrokerTwice: "broker has it again", ProducerKnows: "producer: broker has it",
	WaitsMemory: "#%d waits in memory", WaitsOn: "#%d waits on, in memory", WaitsMetadata: "#%d waits for the metadata",
	FirstUsedUp: "first round used up", UsedUp: "round %d used up", RefusedToo: "%d/%[3]d to %[2]d/%[3]d: refused too",
	Connected: "client: connected again", Dropped: "nobody: error dropped", MayExist: "may exist, or may not", NeverOut: "it never left",
	NothingSent: "nothing was sent", NobodyWaits: "nobody waits for it", HandledOnly: "handled, not finished",
	Accepted: "panel: accepted it", Unheard: "panel has it, none knows", MayAccept: "panel may have it, or not", TrulyIs: "true: %s", MoneyBack: "money: %s P back", MoneyGone: "money: %s P gone",

	Notes: [2]string{"no timer, no job,", "no error is left"}, LeadsTo: "that leads to #%d", DeadNotes: [2]string{"only a dead letter", "is left of it"}, RunOver: "the run is over",
	Began: "%s  %s", Over: "%s  %s: over",
	Legend: [4]string{"a record or an answer", "status event, error", "broke off here", "became true"},
	Empty:  "#%d has not been called yet: there is nothing to draw.",
	Fates: [sim.TruthCount]string{
		"#%d is not handed over yet.", "#%d is being worked on.", "#%d is on the wire.", "#%d is in the log; nobody handled it yet.", "#%d waits in memory; nothing has left.",
		"#%d waits for a try of its own.", "#%d has no answer; nobody can tell.", "#%d is in the log more than once.", "Of #%d not one request ever left.", "#%d reaches the consumer and is finished.", "#%d is over, and its row says so.",
	},
	LostSent: "#%d was sent, and it is LOST.", DoneTwice: "#%d is finished, and the work was done %d times.", DoneUntold: "#%d is finished; its row says %s.",
	InHand: "#%d is still in the order service's hands.", Several: "Orders one below the other: every arrow is a message.",
	Left: "%d earlier lines are left out", Until: "up to %s s",
}

var koreanSpace = SpaceWords{
	Title: "시공간:", Columns: [ParticipantCount]string{"주문 서비스", "프로듀서", "브로커", "컨슈머", "패널"}, Short: [ParticipantCount]string{"서비스", "프로듀서", "브로커", "컨슈머", "패널"}, Worker: "%s w%d", Who: "누가 무엇을 아는가",
	Truths: [sim.TruthCount]string{"호출 전", "처리 중", "전송 중", "LAG", "메모리 대기", "재시도 중", "알 수 없음", "중복", "유실", "완료", "종료"},

	Calls: [3]string{"emit() #%d", "await emit() #%d", "send() #%d"}, CallShort: [3]string{"emit() #%d", "await #%d", "send() #%d"},
	Sweeper: "sweeper: #%d", Outbox: "outbox: #%d", RowSays: "DB %s", Status: "상태: %s",
	Produce: "Produce #%d", ProduceTry: "Produce #%d %d번째", ProduceShort: "Produce", TryShort: "%d번째", Copy: "%s 사본 %d", Retry: "%d번째, %s 뒤",
	Connect: "연결 %d/%d회", Round: "%d차 연결 %d/%d회", RoundShort: "%d차 %d/%d", WaitsRound: "대기, %d차 라운드", Waits: "대기",
	Ack: "ack", Refused: "거부", Record: "레코드", Add: "add", Reply: "응답", Handled: "handled", Throws: "예외", GivesUp: "포기",
	Error: "에러", Value: "ok", Again: "다시, %d번째", Commit: "커밋 %d", DeadLetter: "dead letter", NoAnswer: "응답 없음", Crashes: "중단됨", Refund: "환불",
	AgainShort: "%d번째", ToWorker: "%s, w%d", ToWorkerShort: "w%d", SessionOver: "w%d 세션 만료", SessionShort: "w%d 만료", Marks: "setPublished()",
	BrokerGone: "브로커 %d 다운", BrokerBack: "브로커 %d 복구", GoneShort: "%d 다운", BackShort: "%d 복구", Leader: "leader 브로커 %d", Leaders: "leader 전체 브로커 %d", LeaderShort: "leader %d", NoLeader: "leader –",
	Replicated: "복제됨", RestartsShort: "재시작", DiesShort: "종료", NoAnswerShort: "무응답", MemoryShort: "소실", ColdShort: "미구독",
	LetIn: "그룹 참여 완료", LetInShort: "참여", Dies: "프로세스 종료", Restarts: "다시 시작", MemoryGone: "메모리 소실", Cold: "구독 없음", Job: "작업 %d", Gone: "%s 소실",

	CallerNothing: "호출자: 모름", CallerWaits: "호출자: 기다림", CallerDied: "호출자: 대기 중 종료",
	CallerValue: "호출자: 값, %s 뒤", CallerError: "호출자: 에러, %s 뒤",
	RowFact: "DB: %s", TooEarly: "DB: %s, 너무 이르게", ForEver: "DB: 영영 %s", RowStays: "DB: %s 그대로",
	CallerYet: "호출자: 아직 모름", ExitCode: "종료 코드 %d", StillWaits: "#%d 호출자는 계속 대기", NoneLeft: "#%d 나간 요청 없음",
	ToBroker: "받는 곳: 브로커 %d", OneHas: "저장됨: 브로커 %d", OneHasTwice: "또 저장됨: 브로커 %d", Visible: "컨슈머에게 보임", BrokerLost: "브로커에서 사라짐", AckedLost: "ack 뒤에 사라짐",
	NotCommitted: "커밋 안 됨", NothingDone: "handled, 한 일 없음", DoneTimes: "실제: %d번 처리됨", Delivered: "실제: %[2]s 중 %[1]s", Fell: "일부가 사라짐", Declined: "거절, 예외는 없음", Refilled: "리필됨",
	BrokerHas: "브로커에 저장됨", BrokerTwice: "브로커에 또 저장됨", ProducerKnows: "프로듀서: 저장 확인",
	WaitsMemory: "#%d 메모리에서 대기", WaitsOn: "#%d 메모리에서 계속 대기", WaitsMetadata: "#%d 메타데이터 대기",
	FirstUsedUp: "첫 라운드 소진", UsedUp: "%d차 라운드 소진", RefusedToo: "%d/%[3]d~%[2]d/%[3]d회도 거부됨",
	Connected: "클라이언트: 다시 연결됨", Dropped: "아무도 모름: 에러 버려짐", MayExist: "저장됐는지 알 수 없음", NeverOut: "나간 것 없음",
	NothingSent: "아무것도 보내지 않음", NobodyWaits: "기다리는 곳 없음", HandledOnly: "handled, 완료는 아님",
	Accepted: "패널: 접수함", Unheard: "패널만 접수, 아무도 모름", MayAccept: "접수됐는지 알 수 없음", TrulyIs: "실제: %s", MoneyBack: "돈: %s P 환불", MoneyGone: "돈: %s P 사라짐",

	Notes: [2]string{"타이머, 작업, 에러", "어느 것도 남지 않아"}, LeadsTo: "#%d 주문은 끝남", DeadNotes: [2]string{"dead letter만 남고", "처리하는 곳은 없음"}, RunOver: "실행이 끝남",
	Began: "%s  %s", Over: "%s  %s: 끝남",
	Legend: [4]string{"레코드 또는 응답", "상태 이벤트, 에러", "여기서 끊김", "실제로 일어남"},
	Empty:  "#%d 주문은 아직 발행을 호출하지 않아 그릴 것이 없습니다.",
	Fates: [sim.TruthCount]string{
		"#%d 주문은 아직 전달되지 않았습니다.", "#%d 주문은 처리 중입니다.", "#%d 주문은 전송 중입니다.", "#%d 주문은 로그에 있고 처리 전입니다.", "#%d 주문은 메모리에 있고, 나간 것은 없습니다.",
		"#%d 주문은 재시도를 기다립니다.", "#%d 주문의 응답이 없어 알 수 없습니다.", "#%d 주문이 로그에 여러 번 있습니다.", "#%d 주문은 요청이 하나도 나가지 않았습니다.", "#%d 주문은 컨슈머에 도달해 완료됐습니다.", "#%d 주문은 끝났고 DB에도 그렇게 기록됐습니다.",
	},
	LostSent: "#%d 주문은 전송됐지만 유실됐습니다.", DoneTwice: "#%d 주문은 완료됐고, 작업은 %d번 실행됐습니다.", DoneUntold: "#%d 주문은 완료됐지만 DB 기록은 %s입니다.",
	InHand: "#%d 주문은 아직 주문 서비스에 있습니다.", Several: "주문을 차례로 그립니다. 화살표 하나가 메시지 하나입니다.",
	Left: "앞의 %d줄은 생략했습니다", Until: "%s초까지",
}

// Participant is a column of the diagram: whoever sends, receives or learns.
type Participant uint8

// The participants, from left to right.
const (
	AtService Participant = iota
	AtProducer
	AtBroker
	AtConsumer
	AtPanel
	ParticipantCount
)
