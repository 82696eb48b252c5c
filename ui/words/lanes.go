package words

import "orderflow/sim"

// laneWords are those of the three ways side by side.
type laneWords struct {
	Title          string    `max:"42"`
	TitleShort     string    `max:"42"`
	Heads          [4]string `max:"26"`
	Knows          string    `max:"30" args:"order 4"`
	Code           [3]string `max:"32"` // by sim.Mode
	Purpose        [3]string `max:"22"`
	Paid           string    `max:"15"`
	Published      string    `max:"15"`
	Processing     string    `max:"15"`
	Completed      string    `max:"15"`
	Fail           string    `max:"15"`
	InMemory       string    `max:"24"`
	Given          string    `max:"24"`
	Told           string    `max:"24"`
	End            string    `max:"12" args:"offset 4"`
	Connected      string    `max:"14"`
	Cut            string    `max:"14"`
	Outcomes       [6]string `max:"16"` // by sim.Outcome
	NoOrder        string    `max:"16"`
	Waited         string    `max:"22" args:"span 20.9 s"`
	WaitsSoFar     string    `max:"22" args:"span 20.9 s"`
	Gap            string    `max:"8" args:"orders 8"`
	Marks          string    `max:"36"`
	LabelShort     [5]string `max:"18"`
	MarksShort     string    `max:"16"`
	Tells          string    `max:"28"`
	Means          string    `max:"28"`
	Processed      string    `max:"28"`
	NoFault        string    `max:"28"`
	NoConsumer     string    `max:"28"`
	TellsNothing   string    `max:"26"`
	TellsHandOver  string    `max:"26"`
	TellsError     string    `max:"26"`
	TellsAnswer    string    `max:"22"`
	TellsResult    string    `max:"22"`
	TellsShort     string    `max:"17"`
	MeansTried     string    `max:"22"`
	MeansBroker    string    `max:"22"`
	MeansService   string    `max:"22"`
	ProcessedNo    string    `max:"20" args:"processed 8; orders 8"`
	ProcessedShort string    `max:"20" args:"processed 8; orders 8"`
	ProcessedYes   string    `max:"26" args:"processed 8; orders 8"`
	NoDifference   string    `max:"22"`
	Hangs          string    `max:"22"`
	Begin          string    `max:"76"`
	Same           string    `max:"76"`
	AllFailed      string    `max:"76" args:"orders five"`
	AllFailedOne   string    `max:"76"`
	Failed         string    `max:"76" args:"emit 5; awaited 5; send 5"`
	Waiting        string    `max:"76" args:"emit 8; awaited 3"`
	CallersWait    string    `max:"22" args:"callers 3"`
}

var englishLanes = laneWords{
	Title:      "compare: three ways, one seed, same faults",
	TitleShort: "compare: three ways",
	Heads: [4]string{
		"order service: rows say",
		"in the producer",
		"broker",
		"done",
	},
	Knows: "#%[1]d: what the caller knows",
	Code: [3]string{
		sim.Emit:      "emit()",
		sim.EmitAwait: "await lastValueFrom(emit())",
		sim.Send:      "await lastValueFrom(send())",
	},
	Purpose: [3]string{
		sim.Emit:      "fire and forget",
		sim.EmitAwait: "know the hand-over",
		sim.Send:      "know the result",
	},
	Paid:       "paid, waiting",
	Published:  "PUBLISHED",
	Processing: "processing",
	Completed:  "completed",
	Fail:       "publish-failed",
	InMemory:   "in memory",
	Given:      "LOST",
	Told:       "given up, callers told",
	End:        "end %[1]d",
	Connected:  "connected",
	Cut:        "no connection",
	Outcomes: [6]string{
		sim.OutcomeNone: "not called",
		sim.Nothing:     "nothing",
		sim.Value:       "value",
		sim.Failure:     "error",
		sim.Pending:     "still waits",
		sim.Unknown:     "died waiting",
	},
	NoOrder:    "no such order",
	Waited:     "waited %[1]s",
	WaitsSoFar: "%[1]s so far",
	Gap:        "gap %[1]d",
	Marks:      "differs from the lane above",
	LabelShort: [5]string{
		"awaiting tells you",
		"\"success\" means",
		"processed",
		"waited, no fault",
		"if none consumes",
	},
	MarksShort:     "not as above",
	Tells:          "awaiting tells you",
	Means:          "\"success\" means",
	Processed:      "consumer has processed it",
	NoFault:        "caller waited, no fault",
	NoConsumer:     "if nobody consumes",
	TellsNothing:   "nothing",
	TellsHandOver:  "hand-over failed or not",
	TellsError:     "that it failed",
	TellsAnswer:    "the broker's answer",
	TellsResult:    "the handler's result",
	TellsShort:     "failed or not",
	MeansTried:     "it was attempted",
	MeansBroker:    "the broker answered",
	MeansService:   "the service answered",
	ProcessedNo:    "not known: %[1]d of %[2]d",
	ProcessedShort: "yes: %[1]d of %[2]d",
	ProcessedYes:   "yes: %[1]d of %[2]d, with caveats",
	NoDifference:   "no difference",
	Hangs:          "hangs with them",
	Begin:          "Three runs of the same orders, with the same seed and the same faults.",
	Same:           "So far the three ways differ only in how long their callers waited.",
	AllFailed:      "%[1]s orders failed in all three lanes. Only the two that waited know it.",
	AllFailedOne:   "One order failed in all three lanes. Only the two that waited know it.",
	Failed:         "Failed: %[1]d orders with emit(), %[2]d awaited, %[3]d with send(). Who was told?",
	Waiting:        "With emit(), %[1]d have said PUBLISHED; awaited, %[2]d have, the others wait.",
	CallersWait:    "%[1]d callers wait",
}

var koreanLanes = laneWords{
	Title:      "비교: 세 가지 방식, 같은 seed, 같은 장애",
	TitleShort: "비교: 세 가지 방식",
	Heads: [4]string{
		"주문 서비스: DB 기록",
		"프로듀서 안",
		"브로커",
		"완료",
	},
	Knows: "#%[1]d: 호출자가 아는 것",
	Code: [3]string{
		sim.Emit:      "emit()",
		sim.EmitAwait: "await lastValueFrom(emit())",
		sim.Send:      "await lastValueFrom(send())",
	},
	Purpose: [3]string{
		sim.Emit:      "보내고 잊기",
		sim.EmitAwait: "전달 여부 확인",
		sim.Send:      "결과 확인",
	},
	Paid:       "결제 후 대기",
	Published:  "PUBLISHED",
	Processing: "processing",
	Completed:  "completed",
	Fail:       "publish-failed",
	InMemory:   "메모리에서 대기",
	Given:      "유실",
	Told:       "포기, 호출자에게 통보",
	End:        "end %[1]d",
	Connected:  "연결됨",
	Cut:        "연결 없음",
	Outcomes: [6]string{
		sim.OutcomeNone: "호출 전",
		sim.Nothing:     "아무것도 모름",
		sim.Value:       "값",
		sim.Failure:     "에러",
		sim.Pending:     "아직 대기",
		sim.Unknown:     "대기 중 종료",
	},
	NoOrder:    "없는 주문",
	Waited:     "%[1]s 대기",
	WaitsSoFar: "지금까지 %[1]s",
	Gap:        "차이 %[1]d",
	Marks:      "위 방식과 다름",
	LabelShort: [5]string{
		"await가 알려 줌",
		"\"성공\"의 뜻",
		"처리됐나",
		"장애 없을 때 대기",
		"컨슈머 없을 때",
	},
	MarksShort:     "위와 다름",
	Tells:          "await가 알려 주는 것",
	Means:          "\"성공\"의 뜻",
	Processed:      "컨슈머가 처리했나",
	NoFault:        "장애 없을 때 대기",
	NoConsumer:     "소비하는 곳이 없으면",
	TellsNothing:   "없음",
	TellsHandOver:  "전달 성공 또는 실패",
	TellsError:     "실패했다는 것",
	TellsAnswer:    "브로커의 응답",
	TellsResult:    "핸들러의 결과",
	TellsShort:     "성공 또는 실패",
	MeansTried:     "시도했음",
	MeansBroker:    "브로커가 응답함",
	MeansService:   "서비스가 응답함",
	ProcessedNo:    "모름: %[2]d건 중 %[1]d건",
	ProcessedShort: "예: %[2]d건 중 %[1]d건",
	ProcessedYes:   "예: %[2]d건 중 %[1]d건, 조건부",
	NoDifference:   "차이 없음",
	Hangs:          "함께 멈춤",
	Begin:          "같은 주문, 같은 seed, 같은 장애로 세 번 실행합니다.",
	Same:           "지금까지는 호출자가 기다린 시간만 다릅니다.",
	AllFailed:      "세 방식 모두 %[1]s건이 실패했지만, 기다린 두 방식만 그 사실을 압니다.",
	AllFailedOne:   "세 방식 모두 1건이 실패했지만, 기다린 두 방식만 그 사실을 압니다.",
	Failed:         "실패: emit() %[1]d건, await %[2]d건, send() %[3]d건. 누가 통보받았나요?",
	Waiting:        "PUBLISHED 기록이 emit()은 %[1]d건, await는 %[2]d건입니다. 나머지는 기다립니다.",
	CallersWait:    "호출자 %[1]d명 대기",
}
