package words

import "orderflow/sim"

// laneWords are those of the three ways side by side.
type laneWords struct {
	Title        string    `max:"12"`
	Purpose      [3]string `max:"22"` // by sim.Mode
	RowsSaid     string    `max:"9"`
	InTruth      string    `max:"9"`
	Finished     string    `max:"9"`
	Lost         string    `max:"12" args:"orders 5"`
	ToldPart     string    `max:"12" args:"orders 5"`
	Nothing      string    `max:"22"`
	NothingSum   string    `max:"32" args:"points 52,000"`
	NoneTold     string    `max:"24"`
	ToldOne      string    `max:"24"`
	ToldMany     string    `max:"24" args:"callers 5"`
	WaitOne      string    `max:"24"`
	WaitMany     string    `max:"24" args:"callers 6"`
	AllKnow      string    `max:"24"`
	Back         string    `max:"24" args:"points 52,000"`
	Views        string    `max:"24" args:"records 3"`
	Places       [4]string `max:"10"`
	Labels       [5]string `max:"20"`
	LabelsShort  [5]string `max:"18"`
	TellsNothing [2]string `max:"24"` // wide and narrow
	TellsAnswer  [2]string `max:"24"` // wide and narrow
	TellsResult  [2]string `max:"24"` // wide and narrow
	TellsError   [2]string `max:"24"` // wide and narrow
	MeansCall    [2]string `max:"24"` // wide and narrow
	MeansBroker  [2]string `max:"24"` // wide and narrow
	MeansWorker  [2]string `max:"24"` // wide and narrow
	DoneUnknown  string    `max:"28" args:"done 0; callers 12"`
	DoneKnown    string    `max:"28" args:"done 7; callers 7"`
	DoneCaveats  string    `max:"28" args:"done 7; callers 7"`
	WaitsOr      string    `max:"24" args:"usually 6 ms; longest 20 s"`
	WaitsOrShort string    `max:"24" args:"usually 6 ms; longest 20 s"`
	NoDifference [2]string `max:"24"` // wide and narrow
	Hangs        [3]string `max:"24"`
	Begin        [2]string `max:"54"`
	AllFailed    string    `max:"54" args:"orders five"`
	AllFailedOne string    `max:"54"`
	OnlyWaited   string    `max:"54"`
	NobodyTold   string    `max:"54"`
	Failed       string    `max:"54" args:"emit 5; awaited 5; send 3"`
	WereTold     string    `max:"54" args:"emit 0; awaited 5; send 3"`
	StillWait    string    `max:"54" args:"callers 3"`
	StillWaitOne string    `max:"54"`
	Unread       string    `max:"54"`
	UnreadThen   string    `max:"54" args:"callers 6"`
	UnreadOne    string    `max:"54"`
	Twice        string    `max:"54" args:"orders two"`
	TwiceOne     string    `max:"54"`
	TwiceThen    string    `max:"54"`
	TwiceIn      string    `max:"54" args:"emit 1; awaited 1; send 0"`
	Done         string    `max:"54" args:"emit 2; awaited 2; send 8"`
	ErrorBack    string    `max:"54"`
	Waiting      string    `max:"54" args:"emit 8"`
	WaitingThen  string    `max:"54" args:"awaited 3"`
	WaitingOne   string    `max:"54"`
	WaitingNone  string    `max:"54"`
	Said         string    `max:"54" args:"emit 12; awaited 12; send 11"`
	Same         string    `max:"54"`
	SameEnd      string    `max:"54"`
	SameWaits    string    `max:"54" args:"emit 1 ms; awaited 6 ms; send 0.8 s"`
	NoWaits      string    `max:"54"`
}

var englishLanes = laneWords{
	Title: "compare",
	Purpose: [3]string{
		sim.Emit:      "fire and forget",
		sim.EmitAwait: "know the hand-over",
		sim.Send:      "know the result",
	},
	RowsSaid:   "rows said",
	InTruth:    "in truth",
	Finished:   "FINISHED",
	Lost:       "%[1]s LOST",
	ToldPart:   "%[1]s told",
	Nothing:    "P taken for nothing",
	NothingSum: "%[1]s P taken for nothing",
	NoneTold:   "no caller was told",
	ToldOne:    "1 caller was told",
	ToldMany:   "%[1]s callers were told",
	WaitOne:    "1 caller waits",
	WaitMany:   "%[1]s callers wait",
	AllKnow:    "all told: it worked",
	Back:       "%[1]s P given back",
	Views:      "%[1]s page views lost",
	Places: [4]string{
		"producer",
		"broker",
		"consumers",
		"done",
	},
	Labels: [5]string{
		"awaiting tells you",
		"success means",
		"a worker has done it",
		"the caller waits",
		"if nobody consumes",
	},
	LabelsShort: [5]string{
		"awaiting tells",
		"success means",
		"a worker did it",
		"the caller waits",
		"nobody consumes",
	},
	TellsNothing: [2]string{
		"nothing",
		"nothing",
	},
	TellsAnswer: [2]string{
		"the broker's answer",
		"hand-over",
	},
	TellsResult: [2]string{
		"the worker's answer",
		"result",
	},
	TellsError: [2]string{
		"that it failed",
		"failure",
	},
	MeansCall: [2]string{
		"a call was made",
		"called",
	},
	MeansBroker: [2]string{
		"the broker has it",
		"handed over",
	},
	MeansWorker: [2]string{
		"a worker answered",
		"answered",
	},
	DoneUnknown:  "not known: %[1]d of %[2]d",
	DoneKnown:    "known: %[1]d of %[2]d",
	DoneCaveats:  "known: %[1]d of %[2]d, with caveats",
	WaitsOr:      "%[1]s, or %[2]s",
	WaitsOrShort: "%[1]s, %[2]s",
	NoDifference: [2]string{
		"no difference",
		"the same",
	},
	Hangs: [3]string{
		"it hangs with them",
		"hangs with them",
		"hangs",
	},
	Begin: [2]string{
		"Three runs of the same orders,",
		"with the same seed and the same faults.",
	},
	AllFailed:    "%[1]s orders failed in all three.",
	AllFailedOne: "One order failed in all three.",
	OnlyWaited:   "Only the two that waited know it.",
	NobodyTold:   "No caller was told of it in any.",
	Failed:       "Failed: %[1]d with emit(), %[2]d awaited, %[3]d with send().",
	WereTold:     "Callers told of it: %[1]d, %[2]d and %[3]d.",
	StillWait:    "With send(), %[1]d callers wait for ever.",
	StillWaitOne: "With send(), one caller waits for ever.",
	Unread:       "Nobody consumes. Only send() notices.",
	UnreadThen:   "Its %[1]d callers wait for ever.",
	UnreadOne:    "Its caller waits for ever.",
	Twice:        "%[1]s orders were done more than once in all three.",
	TwiceOne:     "One order was done more than once in all three.",
	TwiceThen:    "How it is published makes no difference there.",
	TwiceIn:      "Done again: %[1]d with emit(), %[2]d awaited, %[3]d with send().",
	Done:         "Done: %[1]d with emit(), %[2]d awaited, %[3]d with send().",
	ErrorBack:    "With send() a worker's error goes to the caller.",
	Waiting:      "With emit(), %[1]d rows already say PUBLISHED.",
	WaitingThen:  "Awaited, %[1]d do. The other callers wait.",
	WaitingOne:   "With emit(), one row already says PUBLISHED.",
	WaitingNone:  "Awaited, none does. The callers wait.",
	Said:         "Rows that said PUBLISHED: %[1]d, %[2]d and %[3]d.",
	Same:         "So far all three bring the same.",
	SameEnd:      "All three brought the same.",
	SameWaits:    "Their callers waited %[1]s, %[2]s and %[3]s.",
	NoWaits:      "No caller has an answer yet.",
}

var koreanLanes = laneWords{
	Title: "비교",
	Purpose: [3]string{
		sim.Emit:      "보내고 잊기",
		sim.EmitAwait: "전달 여부를 안다",
		sim.Send:      "결과를 안다",
	},
	RowsSaid:   "DB 누계",
	InTruth:    "실제",
	Finished:   "완료",
	Lost:       "유실 %[1]s",
	ToldPart:   "통보됨 %[1]s",
	Nothing:    "P 처리 없이 차감",
	NothingSum: "처리 없이 차감 %[1]s P",
	NoneTold:   "통보받은 호출자 없음",
	ToldOne:    "호출자 1명이 통보받음",
	ToldMany:   "호출자 %[1]s명이 통보받음",
	WaitOne:    "호출자 1명이 기다림",
	WaitMany:   "호출자 %[1]s명이 기다림",
	AllKnow:    "모두 성공으로 통보됨",
	Back:       "환불 %[1]s P",
	Views:      "페이지 조회 %[1]s건 유실",
	Places: [4]string{
		"프로듀서",
		"브로커",
		"컨슈머",
		"완료",
	},
	Labels: [5]string{
		"await가 알려 주는 것",
		"성공의 뜻",
		"워커가 처리했나",
		"호출자의 대기",
		"컨슈머가 없으면",
	},
	LabelsShort: [5]string{
		"알려 주는 것",
		"성공의 뜻",
		"처리했나",
		"호출자의 대기",
		"컨슈머가 없으면",
	},
	TellsNothing: [2]string{
		"없음",
		"없음",
	},
	TellsAnswer: [2]string{
		"브로커의 응답",
		"전달 여부",
	},
	TellsResult: [2]string{
		"워커의 응답",
		"처리 결과",
	},
	TellsError: [2]string{
		"실패했다는 것",
		"실패",
	},
	MeansCall: [2]string{
		"호출했다",
		"호출했다",
	},
	MeansBroker: [2]string{
		"브로커가 받았다",
		"전달됐다",
	},
	MeansWorker: [2]string{
		"워커가 응답했다",
		"응답했다",
	},
	DoneUnknown:  "모름: %[2]d건 중 %[1]d건",
	DoneKnown:    "앎: %[2]d건 중 %[1]d건",
	DoneCaveats:  "앎: %[2]d건 중 %[1]d건, 조건부",
	WaitsOr:      "%[1]s, 또는 %[2]s",
	WaitsOrShort: "%[1]s, %[2]s",
	NoDifference: [2]string{
		"차이 없음",
		"차이 없음",
	},
	Hangs: [3]string{
		"함께 멈춤",
		"함께 멈춤",
		"함께 멈춤",
	},
	Begin: [2]string{
		"같은 주문을 세 번 실행합니다.",
		"seed도 장애도 같습니다.",
	},
	AllFailed:    "세 방식 모두 %[1]s건이 실패했습니다.",
	AllFailedOne: "세 방식 모두 1건이 실패했습니다.",
	OnlyWaited:   "그 사실을 아는 것은 기다린 두 방식뿐입니다.",
	NobodyTold:   "통보받은 호출자는 어느 방식에도 없습니다.",
	Failed:       "실패: emit() %[1]d건, await %[2]d건, send() %[3]d건.",
	WereTold:     "통보받은 호출자는 %[1]d명, %[2]d명, %[3]d명입니다.",
	StillWait:    "send()의 호출자 %[1]d명은 끝없이 기다립니다.",
	StillWaitOne: "send()의 호출자 1명은 끝없이 기다립니다.",
	Unread:       "소비하는 곳이 없고, send()만 그것을 압니다.",
	UnreadThen:   "send()의 호출자 %[1]d명은 끝없이 기다립니다.",
	UnreadOne:    "send()의 호출자 1명은 끝없이 기다립니다.",
	Twice:        "세 방식 모두 %[1]s건이 두 번 이상 실행됐습니다.",
	TwiceOne:     "세 방식 모두 1건이 두 번 이상 실행됐습니다.",
	TwiceThen:    "발행 방식으로는 막을 수 없습니다.",
	TwiceIn:      "두 번 이상: emit() %[1]d건, await %[2]d건, send() %[3]d건.",
	Done:         "완료: emit() %[1]d건, await %[2]d건, send() %[3]d건.",
	ErrorBack:    "send()에서는 워커의 에러가 호출자에게 갑니다.",
	Waiting:      "emit()에서는 벌써 %[1]d건이 PUBLISHED입니다.",
	WaitingThen:  "await에서는 %[1]d건뿐, 나머지는 기다립니다.",
	WaitingOne:   "emit()에서는 벌써 1건이 PUBLISHED입니다.",
	WaitingNone:  "await에서는 아직 없고, 호출자는 기다립니다.",
	Said:         "PUBLISHED 기록은 각각 %[1]d건, %[2]d건, %[3]d건입니다.",
	Same:         "지금까지 세 방식의 결과는 같습니다.",
	SameEnd:      "세 방식의 결과는 같습니다.",
	SameWaits:    "호출자는 각각 %[1]s, %[2]s, %[3]s 기다렸습니다.",
	NoWaits:      "아직 응답을 받은 호출자가 없습니다.",
}
