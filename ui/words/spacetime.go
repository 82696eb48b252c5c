package words

import "orderflow/sim"

// SpaceWords are those of the space-time diagram: on the screen, as text and
// in the picture.
type SpaceWords struct {
	Title   string                   `max:"14"`
	Columns [ParticipantCount]string `max:"15"`
	Short   [ParticipantCount]string `max:"9"`
	Worker  string                   `max:"15" args:"group in-house; worker 1"`
	Who     string                   `max:"22"`
	Truths  [sim.TruthCount]string   `max:"13"`

	Calls         [3]string `max:"22" args:"order 4"` // by sim.Mode
	CallShort     [3]string `max:"10" args:"order 4"` // by sim.Mode
	Sweeper       string    `max:"20" args:"order 4"`
	Outbox        string    `max:"20" args:"order 4"`
	RowSays       string    `max:"19" args:"row PUBLISHED"`
	Marks         string    `max:"14"`
	Status        string    `max:"21" args:"row processing"`
	Produce       string    `max:"12" args:"order 4"`
	ProduceTry    string    `max:"19" args:"order 4; try 2"`
	ProduceShort  string    `max:"9"`
	TryShort      string    `max:"6" args:"try 2"`
	Copy          string    `max:"18" args:"place P2@0; copy 2"`
	Retry         string    `max:"18" args:"try 2; span 0.3 s"`
	Connect       string    `max:"14" args:"connect 1; connects 6"`
	Round         string    `max:"18" args:"round 2; connect 5; connects 6"`
	RoundShort    string    `max:"9" args:"round 2; connect 5; connects 6"`
	WaitsRound    string    `max:"18" args:"round 1"`
	Waits         string    `max:"9"`
	Ack           string    `max:"10"`
	Refused       string    `max:"10"`
	Record        string    `max:"10"`
	Add           string    `max:"10"`
	Reply         string    `max:"10"`
	Handled       string    `max:"14"`
	Throws        string    `max:"14"`
	GivesUp       string    `max:"14"`
	Error         string    `max:"14"`
	Value         string    `max:"14"`
	Again         string    `max:"16" args:"execution 2"`
	AgainShort    string    `max:"8" args:"execution 2"`
	ToWorker      string    `max:"16" args:"record record; worker 2"`
	ToWorkerShort string    `max:"5" args:"worker 2"`
	SessionOver   string    `max:"18" args:"worker 2"`
	SessionShort  string    `max:"8" args:"worker 2"`
	BrokerGone    string    `max:"18" args:"broker 2"`
	BrokerBack    string    `max:"18" args:"broker 2"`
	GoneShort     string    `max:"9" args:"broker 2"`
	BackShort     string    `max:"9" args:"broker 2"`
	LeaderShort   string    `max:"9" args:"broker 2"`
	Leader        string    `max:"16" args:"broker 2"`
	Leaders       string    `max:"20" args:"broker 2"`
	NoLeader      string    `max:"9"`
	RestartsShort string    `max:"9"`
	DiesShort     string    `max:"9"`
	NoAnswerShort string    `max:"8"`
	MemoryShort   string    `max:"8"`
	ColdShort     string    `max:"8"`
	Replicated    string    `max:"12"`
	Commit        string    `max:"12" args:"offset 1"`
	DeadLetter    string    `max:"14"`
	NoAnswer      string    `max:"14"`
	Crashes       string    `max:"14"`
	Refund        string    `max:"14"`
	Dies          string    `max:"18"`
	Restarts      string    `max:"18"`
	MemoryGone    string    `max:"18"`
	Cold          string    `max:"18"`
	LetIn         string    `max:"16"`
	LetInShort    string    `max:"9"`
	Job           string    `max:"12" args:"job 8841"`
	Gone          string    `max:"14" args:"place P2@0"`

	CallerNothing string `max:"26"`
	CallerWaits   string `max:"26"`
	CallerDied    string `max:"26"`
	CallerValue   string `max:"26" args:"span 20.9 s"`
	CallerError   string `max:"26" args:"span 20.9 s"`
	RowFact       string `max:"26" args:"row PUBLISHED"`
	TooEarly      string `max:"26" args:"row PUBLISHED"`
	ForEver       string `max:"26" args:"row PUBLISHED"`
	RowStays      string `max:"26" args:"row PUBLISHED"`
	CallerYet     string `max:"26"`
	ExitCode      string `max:"26" args:"code 137"`
	StillWaits    string `max:"26" args:"order 4"`
	NoneLeft      string `max:"26" args:"order 4"`
	ToBroker      string `max:"26" args:"broker 2"`
	OneHas        string `max:"26" args:"broker 2"`
	OneHasTwice   string `max:"26" args:"broker 2"`
	Visible       string `max:"26"`
	BrokerLost    string `max:"26"`
	AckedLost     string `max:"26"`
	NotCommitted  string `max:"26"`
	NothingDone   string `max:"26"`
	DoneTimes     string `max:"26" args:"times 2"`
	Delivered     string `max:"26" args:"delivered 800; of 2,000"`
	Fell          string `max:"20"`
	Refilled      string `max:"20"`
	Declined      string `max:"26"`
	BrokerHas     string `max:"26"`
	BrokerTwice   string `max:"26"`
	ProducerKnows string `max:"26"`
	WaitsMemory   string `max:"26" args:"order 4"`
	WaitsOn       string `max:"26" args:"order 4"`
	WaitsMetadata string `max:"26" args:"order 4"`
	FirstUsedUp   string `max:"26"`
	UsedUp        string `max:"26" args:"round 2"`
	RefusedToo    string `max:"26" args:"from 2; to 4; connects 6"`
	Connected     string `max:"26"`
	Dropped       string `max:"26"`
	MayExist      string `max:"26"`
	NeverOut      string `max:"26"`
	NothingSent   string `max:"26"`
	NobodyWaits   string `max:"26"`
	HandledOnly   string `max:"26"`
	Accepted      string `max:"26"`
	Unheard       string `max:"26"`
	MayAccept     string `max:"26"`
	TrulyIs       string `max:"26" args:"truth finished"`
	MoneyBack     string `max:"26" args:"points 9,000"`
	MoneyGone     string `max:"26" args:"points 9,000"`

	Notes       [2]string              `max:"22"` // beside the fate of a lost order
	LeadsTo     string                 `max:"22" args:"order 4"`
	DeadNotes   [2]string              `max:"22"` // beside that of one put aside
	RunOver     string                 `max:"22"`
	Began       string                 `max:"40" args:"time 6.500; fault broker down"`
	Over        string                 `max:"40" args:"time 6.500; fault broker down"`
	Legend      [4]string              `max:"22"`
	Empty       string                 `max:"60" args:"order 4"`
	Fates       [sim.TruthCount]string `max:"76" args:"order 4"`
	LostSent    string                 `max:"76" args:"order 4"`
	Elsewhere   string                 `max:"76" args:"order 4"`
	DoneTwice   string                 `max:"76" args:"order 4; times 2"`
	DoneUntold  string                 `max:"76" args:"order 4; row PROCESSING"`
	EndedUntold string                 `max:"76" args:"order 4; row PROCESSING"`
	InHand      string                 `max:"76" args:"order 4"`
	Several     string                 `max:"76"`
	Left        string                 `max:"60" args:"lines 100"`
	Until       string                 `max:"18" args:"time 27.000"`
}

var englishSpace = SpaceWords{
	Title: "space-time:",
	Columns: [ParticipantCount]string{
		AtService:  "order service",
		AtProducer: "producer",
		AtBroker:   "broker",
		AtConsumer: "consumer",
		AtPanel:    "panel",
	},
	Short: [ParticipantCount]string{
		AtService:  "service",
		AtProducer: "producer",
		AtBroker:   "broker",
		AtConsumer: "consumer",
		AtPanel:    "panel",
	},
	Worker: "%[1]s w%[2]d",
	Who:    "who knows what",
	Truths: [sim.TruthCount]string{
		sim.NotCalled:  "not called",
		sim.Working:    "working",
		sim.OnTheWay:   "on its way",
		sim.Waiting:    "LAG",
		sim.InMemory:   "in memory",
		sim.Retrying:   "retrying",
		sim.Uncertain:  "unknown",
		sim.Duplicated: "duplicated",
		sim.Lost:       "LOST",
		sim.Done:       "finished",
		sim.Ended:      "over",
	},

	Calls: [3]string{
		sim.Emit:      "emit() #%[1]d",
		sim.EmitAwait: "await emit() #%[1]d",
		sim.Send:      "send() #%[1]d",
	},
	CallShort: [3]string{
		sim.Emit:      "emit() #%[1]d",
		sim.EmitAwait: "await #%[1]d",
		sim.Send:      "send() #%[1]d",
	},
	Sweeper:       "sweeper: #%[1]d",
	Outbox:        "outbox: #%[1]d",
	RowSays:       "row %[1]s",
	Marks:         "setPublished()",
	Status:        "status: %[1]s",
	Produce:       "Produce #%[1]d",
	ProduceTry:    "Produce #%[1]d try %[2]d",
	ProduceShort:  "Produce",
	TryShort:      "try %[1]d",
	Copy:          "%[1]s copy %[2]d",
	Retry:         "try %[1]d in %[2]s",
	Connect:       "connect %[1]d/%[2]d",
	Round:         "round %[1]d: %[2]d/%[3]d",
	RoundShort:    "r%[1]d %[2]d/%[3]d",
	WaitsRound:    "waits, round %[1]d",
	Waits:         "waits",
	Ack:           "ack",
	Refused:       "refused",
	Record:        "record",
	Add:           "add",
	Reply:         "reply",
	Handled:       "handled",
	Throws:        "throws",
	GivesUp:       "gives up",
	Error:         "error",
	Value:         "ok",
	Again:         "again, no. %[1]d",
	AgainShort:    "again %[1]d",
	ToWorker:      "%[1]s to w%[2]d",
	ToWorkerShort: "to w%[1]d",
	SessionOver:   "w%[1]d: session over",
	SessionShort:  "w%[1]d out",
	BrokerGone:    "broker %[1]d gone",
	BrokerBack:    "broker %[1]d back",
	GoneShort:     "%[1]d gone",
	BackShort:     "%[1]d back",
	LeaderShort:   "leader %[1]d",
	Leader:        "leader broker %[1]d",
	Leaders:       "leaders: broker %[1]d",
	NoLeader:      "no leader",
	RestartsShort: "restarts",
	DiesShort:     "dies",
	NoAnswerShort: "silence",
	MemoryShort:   "gone",
	ColdShort:     "cold",
	Replicated:    "replicated",
	Commit:        "commit %[1]d",
	DeadLetter:    "dead letter",
	NoAnswer:      "no answer",
	Crashes:       "crashes",
	Refund:        "refund",
	Dies:          "process dies",
	Restarts:      "starts again",
	MemoryGone:    "memory gone",
	Cold:          "not subscribed",
	LetIn:         "joined its group",
	LetInShort:    "joined",
	Job:           "job %[1]d",
	Gone:          "%[1]s gone",

	CallerNothing: "caller: nothing",
	CallerWaits:   "caller: waits",
	CallerDied:    "caller: died waiting",
	CallerValue:   "caller: value, %[1]s",
	CallerError:   "caller: error, %[1]s",
	RowFact:       "row: %[1]s",
	TooEarly:      "row: %[1]s, too early",
	ForEver:       "row: %[1]s for ever",
	RowStays:      "row stays %[1]s",
	CallerYet:     "caller: nothing yet",
	ExitCode:      "exit code %[1]d",
	StillWaits:    "#%[1]d: caller still waits",
	NoneLeft:      "#%[1]d: no request left",
	ToBroker:      "to broker %[1]d",
	OneHas:        "broker %[1]d has it",
	OneHasTwice:   "broker %[1]d has it again",
	Visible:       "consumers can see it",
	BrokerLost:    "broker: no longer has it",
	AckedLost:     "acked, and gone",
	NotCommitted:  "not committed",
	NothingDone:   "handled, nothing done",
	DoneTimes:     "true: done %[1]d times",
	Delivered:     "true: %[1]s of %[2]s",
	Fell:          "a part is gone",
	Refilled:      "refilled",
	Declined:      "a no, and nothing throws",
	BrokerHas:     "broker has it",
	BrokerTwice:   "broker has it again",
	ProducerKnows: "producer: broker has it",
	WaitsMemory:   "#%[1]d waits in memory",
	WaitsOn:       "#%[1]d waits on, in memory",
	WaitsMetadata: "#%[1]d waits for the metadata",
	FirstUsedUp:   "first round used up",
	UsedUp:        "round %[1]d used up",
	RefusedToo:    "%[1]d/%[3]d to %[2]d/%[3]d: refused too",
	Connected:     "client: connected again",
	Dropped:       "nobody: error dropped",
	MayExist:      "may exist, or may not",
	NeverOut:      "it never left",
	NothingSent:   "nothing was sent",
	NobodyWaits:   "nobody waits for it",
	HandledOnly:   "handled, not finished",
	Accepted:      "panel: accepted it",
	Unheard:       "panel has it, none knows",
	MayAccept:     "panel may have it, or not",
	TrulyIs:       "true: %[1]s",
	MoneyBack:     "money: %[1]s P back",
	MoneyGone:     "money: %[1]s P gone",

	Notes: [2]string{
		"no timer, no job,",
		"no error is left",
	},
	LeadsTo: "that leads to #%[1]d",
	DeadNotes: [2]string{
		"only a dead letter",
		"is left of it",
	},
	RunOver: "the run is over",
	Began:   "%[1]s  %[2]s",
	Over:    "%[1]s  %[2]s: over",
	Legend: [4]string{
		"a record or an answer",
		"status event, error",
		"broke off here",
		"became true",
	},
	Empty: "#%[1]d has not been called yet: there is nothing to draw.",
	Fates: [sim.TruthCount]string{
		sim.NotCalled:  "#%[1]d is not handed over yet.",
		sim.Working:    "#%[1]d is being worked on.",
		sim.OnTheWay:   "#%[1]d is on the wire.",
		sim.Waiting:    "#%[1]d is in the log; nobody handled it yet.",
		sim.InMemory:   "#%[1]d waits in memory; nothing has left.",
		sim.Retrying:   "#%[1]d waits for a try of its own.",
		sim.Uncertain:  "#%[1]d has no answer; nobody can tell.",
		sim.Duplicated: "#%[1]d is in the log more than once.",
		sim.Lost:       "Of #%[1]d not one request ever left.",
		sim.Done:       "#%[1]d reaches the consumer and is finished.",
		sim.Ended:      "#%[1]d is over, and its row says so.",
	},
	LostSent:    "#%[1]d was sent, and it is LOST.",
	Elsewhere:   "#%[1]d was handled by a foreign consumer; no more is known.",
	DoneTwice:   "#%[1]d is finished, and the work was done %[2]d times.",
	DoneUntold:  "#%[1]d is finished; its row says %[2]s.",
	EndedUntold: "#%[1]d is over without complete work; its row still says %[2]s.",
	InHand:      "#%[1]d is still in the order service's hands.",
	Several:     "Orders one below the other: every arrow is a message.",
	Left:        "%[1]d earlier lines are left out",
	Until:       "up to %[1]s s",
}

var koreanSpace = SpaceWords{
	Title: "시공간:",
	Columns: [ParticipantCount]string{
		AtService:  "주문 서비스",
		AtProducer: "프로듀서",
		AtBroker:   "브로커",
		AtConsumer: "컨슈머",
		AtPanel:    "패널",
	},
	Short: [ParticipantCount]string{
		AtService:  "서비스",
		AtProducer: "프로듀서",
		AtBroker:   "브로커",
		AtConsumer: "컨슈머",
		AtPanel:    "패널",
	},
	Worker: "%[1]s w%[2]d",
	Who:    "누가 무엇을 아는가",
	Truths: [sim.TruthCount]string{
		sim.NotCalled:  "호출 전",
		sim.Working:    "처리 중",
		sim.OnTheWay:   "전송 중",
		sim.Waiting:    "LAG",
		sim.InMemory:   "메모리 대기",
		sim.Retrying:   "재시도 중",
		sim.Uncertain:  "알 수 없음",
		sim.Duplicated: "중복",
		sim.Lost:       "유실",
		sim.Done:       "완료",
		sim.Ended:      "종료",
	},

	Calls: [3]string{
		sim.Emit:      "emit() #%[1]d",
		sim.EmitAwait: "await emit() #%[1]d",
		sim.Send:      "send() #%[1]d",
	},
	CallShort: [3]string{
		sim.Emit:      "emit() #%[1]d",
		sim.EmitAwait: "await #%[1]d",
		sim.Send:      "send() #%[1]d",
	},
	Sweeper:       "sweeper: #%[1]d",
	Outbox:        "outbox: #%[1]d",
	RowSays:       "DB %[1]s",
	Marks:         "setPublished()",
	Status:        "상태: %[1]s",
	Produce:       "Produce #%[1]d",
	ProduceTry:    "Produce #%[1]d %[2]d번째",
	ProduceShort:  "Produce",
	TryShort:      "%[1]d번째",
	Copy:          "%[1]s 사본 %[2]d",
	Retry:         "%[1]d번째, %[2]s 뒤",
	Connect:       "연결 %[1]d/%[2]d회",
	Round:         "%[1]d차 연결 %[2]d/%[3]d회",
	RoundShort:    "%[1]d차 %[2]d/%[3]d",
	WaitsRound:    "대기, %[1]d차 라운드",
	Waits:         "대기",
	Ack:           "ack",
	Refused:       "거부",
	Record:        "레코드",
	Add:           "add",
	Reply:         "응답",
	Handled:       "handled",
	Throws:        "예외",
	GivesUp:       "포기",
	Error:         "에러",
	Value:         "ok",
	Again:         "다시, %[1]d번째",
	AgainShort:    "%[1]d번째",
	ToWorker:      "%[1]s, w%[2]d",
	ToWorkerShort: "w%[1]d",
	SessionOver:   "w%[1]d 세션 만료",
	SessionShort:  "w%[1]d 만료",
	BrokerGone:    "브로커 %[1]d 다운",
	BrokerBack:    "브로커 %[1]d 복구",
	GoneShort:     "%[1]d 다운",
	BackShort:     "%[1]d 복구",
	LeaderShort:   "leader %[1]d",
	Leader:        "leader 브로커 %[1]d",
	Leaders:       "leader 전체 브로커 %[1]d",
	NoLeader:      "leader –",
	RestartsShort: "재시작",
	DiesShort:     "종료",
	NoAnswerShort: "무응답",
	MemoryShort:   "소실",
	ColdShort:     "미구독",
	Replicated:    "복제됨",
	Commit:        "커밋 %[1]d",
	DeadLetter:    "dead letter",
	NoAnswer:      "응답 없음",
	Crashes:       "중단됨",
	Refund:        "환불",
	Dies:          "프로세스 종료",
	Restarts:      "다시 시작",
	MemoryGone:    "메모리 소실",
	Cold:          "구독 없음",
	LetIn:         "그룹 참여 완료",
	LetInShort:    "참여",
	Job:           "작업 %[1]d",
	Gone:          "%[1]s 소실",

	CallerNothing: "호출자: 모름",
	CallerWaits:   "호출자: 기다림",
	CallerDied:    "호출자: 대기 중 종료",
	CallerValue:   "호출자: 값, %[1]s 뒤",
	CallerError:   "호출자: 에러, %[1]s 뒤",
	RowFact:       "DB: %[1]s",
	TooEarly:      "DB: %[1]s, 너무 이르게",
	ForEver:       "DB: 영영 %[1]s",
	RowStays:      "DB: %[1]s 그대로",
	CallerYet:     "호출자: 아직 모름",
	ExitCode:      "종료 코드 %[1]d",
	StillWaits:    "#%[1]d 호출자는 계속 대기",
	NoneLeft:      "#%[1]d 나간 요청 없음",
	ToBroker:      "받는 곳: 브로커 %[1]d",
	OneHas:        "저장됨: 브로커 %[1]d",
	OneHasTwice:   "또 저장됨: 브로커 %[1]d",
	Visible:       "컨슈머에게 보임",
	BrokerLost:    "브로커에서 사라짐",
	AckedLost:     "ack 뒤에 사라짐",
	NotCommitted:  "커밋 안 됨",
	NothingDone:   "handled, 한 일 없음",
	DoneTimes:     "실제: %[1]d번 처리됨",
	Delivered:     "실제: %[2]s 중 %[1]s",
	Fell:          "일부가 사라짐",
	Refilled:      "리필됨",
	Declined:      "거절, 예외는 없음",
	BrokerHas:     "브로커에 저장됨",
	BrokerTwice:   "브로커에 또 저장됨",
	ProducerKnows: "프로듀서: 저장 확인",
	WaitsMemory:   "#%[1]d 메모리에서 대기",
	WaitsOn:       "#%[1]d 메모리에서 계속 대기",
	WaitsMetadata: "#%[1]d 메타데이터 대기",
	FirstUsedUp:   "첫 라운드 소진",
	UsedUp:        "%[1]d차 라운드 소진",
	RefusedToo:    "%[1]d/%[3]d~%[2]d/%[3]d회도 거부됨",
	Connected:     "클라이언트: 다시 연결됨",
	Dropped:       "아무도 모름: 에러 버려짐",
	MayExist:      "저장됐는지 알 수 없음",
	NeverOut:      "나간 것 없음",
	NothingSent:   "아무것도 보내지 않음",
	NobodyWaits:   "기다리는 곳 없음",
	HandledOnly:   "handled, 완료는 아님",
	Accepted:      "패널: 접수함",
	Unheard:       "패널만 접수, 아무도 모름",
	MayAccept:     "접수됐는지 알 수 없음",
	TrulyIs:       "실제: %[1]s",
	MoneyBack:     "돈: %[1]s P 환불",
	MoneyGone:     "돈: %[1]s P 사라짐",

	Notes: [2]string{
		"타이머, 작업, 에러",
		"어느 것도 남지 않아",
	},
	LeadsTo: "#%[1]d 주문은 끝남",
	DeadNotes: [2]string{
		"dead letter만 남고",
		"처리하는 곳은 없음",
	},
	RunOver: "실행이 끝남",
	Began:   "%[1]s  %[2]s",
	Over:    "%[1]s  %[2]s: 끝남",
	Legend: [4]string{
		"레코드 또는 응답",
		"상태 이벤트, 에러",
		"여기서 끊김",
		"실제로 일어남",
	},
	Empty: "#%[1]d 주문은 아직 발행을 호출하지 않아 그릴 것이 없습니다.",
	Fates: [sim.TruthCount]string{
		sim.NotCalled:  "#%[1]d 주문은 아직 전달되지 않았습니다.",
		sim.Working:    "#%[1]d 주문은 처리 중입니다.",
		sim.OnTheWay:   "#%[1]d 주문은 전송 중입니다.",
		sim.Waiting:    "#%[1]d 주문은 로그에 있고 처리 전입니다.",
		sim.InMemory:   "#%[1]d 주문은 메모리에 있고, 나간 것은 없습니다.",
		sim.Retrying:   "#%[1]d 주문은 재시도를 기다립니다.",
		sim.Uncertain:  "#%[1]d 주문의 응답이 없어 알 수 없습니다.",
		sim.Duplicated: "#%[1]d 주문이 로그에 여러 번 있습니다.",
		sim.Lost:       "#%[1]d 주문은 요청이 하나도 나가지 않았습니다.",
		sim.Done:       "#%[1]d 주문은 컨슈머에 도달해 완료됐습니다.",
		sim.Ended:      "#%[1]d 주문은 끝났고 DB에도 그렇게 기록됐습니다.",
	},
	LostSent:    "#%[1]d 주문은 전송됐지만 유실됐습니다.",
	Elsewhere:   "#%[1]d 주문은 다른 컨슈머가 처리했습니다. 결과는 모릅니다.",
	DoneTwice:   "#%[1]d 주문은 완료됐고, 작업은 %[2]d번 실행됐습니다.",
	DoneUntold:  "#%[1]d 주문은 완료됐지만 DB 기록은 %[2]s입니다.",
	EndedUntold: "#%[1]d 주문은 작업을 다 못 하고 끝났지만, DB 기록은 아직 %[2]s입니다.",
	InHand:      "#%[1]d 주문은 아직 주문 서비스에 있습니다.",
	Several:     "주문을 차례로 그립니다. 화살표 하나가 메시지 하나입니다.",
	Left:        "앞의 %[1]d줄은 생략했습니다",
	Until:       "%[1]s초까지",
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
