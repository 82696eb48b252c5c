package words

import "orderflow/sim"

// whoWords say who knows what about the selected order, and what its code does.
// Where a text has variants, the widest is the first. RowMeans is what a row
// claims, after its word, and Answered what PUBLISHED claims under send().
type whoWords struct {
	Title        [2]string                   `max:"18"`
	Believes     [2]string                   `max:"20"`
	InTruth      [2]string                   `max:"20"`
	Caller       [2]string                   `max:"20"`
	Customer     [2]string                   `max:"20"`
	CallerIs     string                      `max:"38" args:"knows nothing yet, waits 5.0 s"`
	PaidBack     string                      `max:"20" args:"points 10,000"`
	NoOrder      string                      `max:"20"`
	RowMeans     [sim.RowRefunded + 1]string `max:"24"`
	Answered     string                      `max:"24"`
	Truths       [sim.WhereCount][3]string   `max:"38" args:"(span 15.0 s); (try 3); (tries 6); (worker 2); (percent 50); (time 22.005 s); (often twice)"`
	Throws       [2]string                   `max:"38"`
	SentAgain    [2]string                   `max:"30"`
	Knows        [sim.Unknown + 1][2]string  `max:"30" args:"(span 20.9 s)"`
	Outside      [2]string                   `max:"30"` // what the caller of another service's order knows
	HowFar       [2]string                   `max:"28" args:"(order 1157)"`
	Why          string                      `max:"24"`
	Events       string                      `max:"24"`
	Code         string                      `max:"24" args:"call await emit()"`
	Relay        string                      `max:"14"`
	Sweeper      string                      `max:"14"`
	NotCalled    [2]string                   `max:"48"`
	Starts       [2]string                   `max:"48"`
	RanFirst     [2]string                   `max:"48"`
	Blind        [2]string                   `max:"48"`
	Arrived      [2]string                   `max:"48"`
	Failed       [2]string                   `max:"48" args:"span 20 s"`
	LostLater    [2]string                   `max:"48"`
	WentWell     [2]string                   `max:"48"`
	Died         [2]string                   `max:"48"`
	Adopted      [2]string                   `max:"48"`
	DiedWith     [2]string                   `max:"48"`
	WaitsBroker  [2]string                   `max:"48" args:"span 20.9 s"`
	WaitsHandler [2]string                   `max:"48" args:"span 20.9 s"`
	BrokerSaid   [2]string                   `max:"48" args:"span 20.9 s"`
	HandlerSaid  [2]string                   `max:"48" args:"span 20.9 s"`
	Threw        [2]string                   `max:"48" args:"span 20.9 s"`
	RunsAgain    [2]string                   `max:"48" args:"(span 20.9 s)"`
	RanAgain     [2]string                   `max:"48" args:"(span 20.9 s)"`
	RetryJob     string                      `max:"20"`
	JobSwitch    [2]string                   `max:"6"`
	JobPasses    string                      `max:"52" args:"row PUBLISH-FAILED"`
	JobFinds     string                      `max:"52"`
	JobWouldFind string                      `max:"52"`
	JobSettled   string                      `max:"52"`
}

var englishWho = whoWords{
	Title: [2]string{
		"who knows what",
		"who knows",
	},
	Believes: [2]string{
		"the service believes",
		"believes",
	},
	InTruth: [2]string{
		"in truth",
		"truth",
	},
	Caller: [2]string{
		"the caller knows",
		"caller",
	},
	Customer: [2]string{
		"the customer sees",
		"customer",
	},
	CallerIs: "caller: %[1]s",
	PaidBack: "%[1]s P refunded",
	NoOrder:  "no order yet",
	RowMeans: [sim.RowRefunded + 1]string{
		sim.RowNone:          "not ours, nobody told",
		sim.RowCreated:       "not paid yet",
		sim.RowPaid:          "not published yet",
		sim.RowPublished:     "the broker has it",
		sim.RowPublishFailed: "not sent",
		sim.RowProcessing:    "the work has begun",
		sim.RowCompleted:     "the work is done",
		sim.RowPartial:       "a part is done",
		sim.RowCanceled:      "nothing is done",
		sim.RowRefunded:      "the points are back",
	},
	Answered: "a worker answered",
	Truths: [sim.WhereCount][3]string{
		sim.NowUncalled: {
			"not handed over yet",
			"not handed over",
			"not sent",
		},
		sim.NowLeaving: {
			"in the producer's memory",
			"in memory",
			"in memory",
		},
		sim.NowHeld: {
			"in memory, waits to join, %[1]s",
			"in memory, %[1]s",
			"in memory",
		},
		sim.NowUnconnected: {
			"in the producer's memory, %[1]s",
			"in memory, %[1]s",
			"in memory",
		},
		sim.NowMetadata: {
			"in the producer's memory, %[1]s",
			"in memory, %[1]s",
			"in memory",
		},
		sim.NowUsedUp: {
			"in memory, no try left, %[1]s",
			"in memory, no try left",
			"no try left",
		},
		sim.NowBetweenTries: {
			"in memory, try %[2]d of %[3]d in %[1]s",
			"try %[2]d/%[3]d in %[1]s",
			"in memory",
		},
		sim.NowInHand: {
			"given up, back with the service",
			"given up",
			"given up",
		},
		sim.NowOnWire: {
			"on the wire",
			"on the wire",
			"on the wire",
		},
		sim.NowUnanswered: {
			"nobody can tell: no answer came",
			"nobody can tell",
			"unknown",
		},
		sim.NowElsewhere: {
			"handled elsewhere, nothing told",
			"handled elsewhere",
			"elsewhere",
		},
		sim.NowStored: {
			"in the log, nobody has read it yet",
			"in the log, not read yet",
			"in the log",
		},
		sim.NowUnseen: {
			"in the log of its leader alone",
			"not replicated yet",
			"not replicated",
		},
		sim.NowWaiting: {
			"in the log, not handled: it is LAG",
			"in the log, waits as LAG",
			"waits as LAG",
		},
		sim.NowDoubled: {
			"%[7]s in the log, not handled",
			"%[7]s in the log",
			"in log %[7]s",
		},
		sim.NowAtWorker: {
			"worker w%[4]d works on it, %[1]s",
			"w%[4]d works on it",
			"worked on",
		},
		sim.NowAsking: {
			"the panel is being asked, %[1]s",
			"the panel is asked",
			"panel asked",
		},
		sim.NowAtPanel: {
			"the panel works on it, %[5]d %%",
			"the panel: %[5]d %%",
			"panel %[5]d %%",
		},
		sim.NowDone: {
			"finished at %[6]s",
			"finished %[6]s",
			"finished",
		},
		sim.NowFallen: {
			"finished, then only %[5]d %% left",
			"only %[5]d %% left",
			"%[5]d %% left",
		},
		sim.NowDoneTwice: {
			"finished, and done %[7]s",
			"done %[7]s",
			"done %[7]s",
		},
		sim.NowBoughtTwice: {
			"finished, and bought %[7]s",
			"bought %[7]s",
			"bought %[7]s",
		},
		sim.NowPartial: {
			"over, with %[5]d %% delivered",
			"%[5]d %% delivered",
			"%[5]d %% done",
		},
		sim.NowCanceled: {
			"over: the panel canceled it",
			"canceled",
			"canceled",
		},
		sim.NowEnded: {
			"over, and not done",
			"not done",
			"not done",
		},
		sim.NowUnsent: {
			"LOST: nobody will send it again",
			"LOST: nobody sends it",
			"LOST",
		},
		sim.NowNowhere: {
			"LOST: it never came into the log",
			"LOST: not in the log",
			"LOST",
		},
		sim.NowGone: {
			"LOST: its record is gone",
			"LOST: record gone",
			"LOST",
		},
		sim.NowUndone: {
			"LOST: nobody will do the work",
			"LOST: nobody does it",
			"LOST",
		},
	},
	Throws: [2]string{
		"in the log, and its handler throws",
		"its handler throws",
	},
	SentAgain: [2]string{
		"given up, to be sent again",
		"to be sent again",
	},
	Knows: [sim.Unknown + 1][2]string{
		sim.OutcomeNone: {
			"not called yet",
			"not called",
		},
		sim.Nothing: {
			"nothing",
			"nothing",
		},
		sim.Value: {
			"an answer, after %[1]s",
			"an answer",
		},
		sim.Failure: {
			"an error, after %[1]s",
			"an error",
		},
		sim.Pending: {
			"nothing yet, waits %[1]s",
			"waits %[1]s",
		},
		sim.Unknown: {
			"nothing: it died waiting",
			"it died",
		},
	},
	Outside: [2]string{
		"not ours: nobody here can tell",
		"nobody here can tell",
	},
	HowFar: [2]string{
		"how far did #%[1]d get?",
		"how far?",
	},
	Why:     "why",
	Events:  "what happened to it",
	Code:    "the code · %[1]s",
	Relay:   "outbox relay",
	Sweeper: "sweeper",
	NotCalled: [2]string{
		"line 2 is not called yet",
		"line 2 not yet",
	},
	Starts: [2]string{
		"it starts at once, also without subscribe()",
		"it starts at once",
	},
	RanFirst: [2]string{
		"it ran before anything was on the wire",
		"it ran before the send",
	},
	Blind: [2]string{
		"it ran at once; it does not ask about line 2",
		"it does not ask about line 2",
	},
	Arrived: [2]string{
		"the broker has it; line 3 did not wait for that",
		"line 3 did not wait for it",
	},
	Failed: [2]string{
		"line 2 failed %[1]s later; nobody was listening",
		"line 2 failed %[1]s later, unheard",
	},
	LostLater: [2]string{
		"line 2 went well; the loss came later, unheard",
		"lost later, unheard",
	},
	WentWell: [2]string{
		"it went well; line 3 could not know that",
		"it went well, unasked",
	},
	Died: [2]string{
		"the process died while line 2 waited",
		"the process died",
	},
	Adopted: [2]string{
		"another service published it, with its own code",
		"another service published it",
	},
	DiedWith: [2]string{
		"the process died, and line 2 with it",
		"the process died",
	},
	WaitsBroker: [2]string{
		"line 2 waits for the broker, %[1]s so far",
		"line 2 waits, %[1]s so far",
	},
	WaitsHandler: [2]string{
		"line 2 waits for the worker, %[1]s so far",
		"line 2 waits, %[1]s so far",
	},
	BrokerSaid: [2]string{
		"the broker answered line 2 after %[1]s",
		"an answer after %[1]s",
	},
	HandlerSaid: [2]string{
		"the worker answered line 2 after %[1]s",
		"an answer after %[1]s",
	},
	Threw: [2]string{
		"line 2 threw after %[1]s; line 3 never ran",
		"line 2 threw after %[1]s",
	},
	RunsAgain: [2]string{
		"line 2 threw after %[1]s, and runs again",
		"it threw, and runs again",
	},
	RanAgain: [2]string{
		"line 2 threw after %[1]s, then it went well",
		"it threw, then went well",
	},
	RetryJob: "the retry job",
	JobSwitch: [2]string{
		"off",
		"on",
	},
	JobPasses:    "it never looks at a row that says %[1]s",
	JobFinds:     "it finds this row, and publishes it again",
	JobWouldFind: "it would find this row, and is switched off",
	JobSettled:   "it leaves a row alone whose points are back",
}

var koreanWho = whoWords{
	Title: [2]string{
		"누가 무엇을 아는가",
		"누가 아는가",
	},
	Believes: [2]string{
		"서비스가 믿는 것",
		"믿음",
	},
	InTruth: [2]string{
		"실제",
		"실제",
	},
	Caller: [2]string{
		"호출자가 아는 것",
		"호출자",
	},
	Customer: [2]string{
		"고객에게 보이는 것",
		"고객",
	},
	CallerIs: "호출자: %[1]s",
	PaidBack: "환불 %[1]s P",
	NoOrder:  "아직 주문이 없습니다",
	RowMeans: [sim.RowRefunded + 1]string{
		sim.RowNone:          "외부 주문, 알 수 없음",
		sim.RowCreated:       "결제 전",
		sim.RowPaid:          "발행 전",
		sim.RowPublished:     "브로커에 있다",
		sim.RowPublishFailed: "전송되지 않았다",
		sim.RowProcessing:    "작업이 시작됐다",
		sim.RowCompleted:     "작업이 끝났다",
		sim.RowPartial:       "일부만 됐다",
		sim.RowCanceled:      "작업하지 않았다",
		sim.RowRefunded:      "포인트를 돌려줬다",
	},
	Answered: "워커가 응답했다",
	Truths: [sim.WhereCount][3]string{
		sim.NowUncalled: {
			"아직 전달 전",
			"전달 전",
			"전달 전",
		},
		sim.NowLeaving: {
			"프로듀서 메모리에 있음",
			"메모리에 있음",
			"메모리",
		},
		sim.NowHeld: {
			"메모리에서 참여를 %[1]s째 기다림",
			"메모리에 %[1]s째",
			"메모리",
		},
		sim.NowUnconnected: {
			"프로듀서 메모리에 있음, %[1]s",
			"메모리에 %[1]s째",
			"메모리",
		},
		sim.NowMetadata: {
			"프로듀서 메모리에 있음, %[1]s",
			"메모리에 %[1]s째",
			"메모리",
		},
		sim.NowUsedUp: {
			"메모리에 있음, 남은 시도 없음, %[1]s",
			"메모리에, 남은 시도 없음",
			"남은 시도 없음",
		},
		sim.NowBetweenTries: {
			"메모리에서 재시도 %[2]d/%[3]d, %[1]s 뒤",
			"재시도 %[2]d/%[3]d, %[1]s 뒤",
			"메모리",
		},
		sim.NowInHand: {
			"포기되어 주문 서비스로 돌아옴",
			"포기됨",
			"포기됨",
		},
		sim.NowOnWire: {
			"전송 중",
			"전송 중",
			"전송 중",
		},
		sim.NowUnanswered: {
			"응답이 없어 아무도 알 수 없음",
			"알 수 없음",
			"알 수 없음",
		},
		sim.NowElsewhere: {
			"다른 곳에서 처리, 결과 모름",
			"다른 곳에서 처리",
			"다른 곳",
		},
		sim.NowStored: {
			"로그에 있음, 아직 읽은 곳 없음",
			"로그에 있음, 읽기 전",
			"로그에 있음",
		},
		sim.NowUnseen: {
			"leader의 로그에만 있음",
			"복제되기 전",
			"복제 전",
		},
		sim.NowWaiting: {
			"로그에서 처리를 기다림, LAG로 집계",
			"로그에서 LAG로 대기",
			"LAG로 대기",
		},
		sim.NowDoubled: {
			"로그에 %[7]s, 처리 전",
			"로그에 %[7]s",
			"로그에 %[7]s",
		},
		sim.NowAtWorker: {
			"워커(w%[4]d)가 처리 중, %[1]s",
			"w%[4]d 처리 중",
			"처리 중",
		},
		sim.NowAsking: {
			"패널에 요청 중, %[1]s",
			"패널에 요청 중",
			"패널 요청",
		},
		sim.NowAtPanel: {
			"패널이 작업 중, %[5]d %%",
			"패널 작업 %[5]d %%",
			"패널 %[5]d %%",
		},
		sim.NowDone: {
			"%[6]s에 완료",
			"완료 %[6]s",
			"완료",
		},
		sim.NowFallen: {
			"완료 뒤 %[5]d %%만 남음",
			"%[5]d %%만 남음",
			"%[5]d %% 남음",
		},
		sim.NowDoneTwice: {
			"완료, %[7]s 처리됨",
			"%[7]s 처리",
			"%[7]s 처리",
		},
		sim.NowBoughtTwice: {
			"완료, %[7]s 구매됨",
			"%[7]s 구매",
			"%[7]s 구매",
		},
		sim.NowPartial: {
			"%[5]d %%만 이행되고 끝남",
			"%[5]d %% 이행",
			"%[5]d %% 이행",
		},
		sim.NowCanceled: {
			"패널이 취소해 끝남",
			"취소됨",
			"취소됨",
		},
		sim.NowEnded: {
			"처리되지 않고 끝남",
			"미처리",
			"미처리",
		},
		sim.NowUnsent: {
			"유실: 아무도 다시 보내지 않음",
			"유실: 보낼 곳 없음",
			"유실",
		},
		sim.NowNowhere: {
			"유실: 로그에 도착하지 못함",
			"유실: 로그에 없음",
			"유실",
		},
		sim.NowGone: {
			"유실: 레코드가 사라짐",
			"유실: 사라짐",
			"유실",
		},
		sim.NowUndone: {
			"유실: 아무도 처리하지 않음",
			"유실: 처리 없음",
			"유실",
		},
	},
	Throws: [2]string{
		"로그에 있지만 핸들러가 예외를 던짐",
		"핸들러가 예외를 던짐",
	},
	SentAgain: [2]string{
		"포기됨, 다시 보낼 예정",
		"다시 보낼 예정",
	},
	Knows: [sim.Unknown + 1][2]string{
		sim.OutcomeNone: {
			"아직 호출 전",
			"호출 전",
		},
		sim.Nothing: {
			"없음",
			"없음",
		},
		sim.Value: {
			"응답, %[1]s 뒤",
			"응답",
		},
		sim.Failure: {
			"에러, %[1]s 뒤",
			"에러",
		},
		sim.Pending: {
			"아직 없음, %[1]s째 대기",
			"%[1]s째 대기",
		},
		sim.Unknown: {
			"없음, 기다리다 종료됨",
			"종료됨",
		},
	},
	Outside: [2]string{
		"외부 호출자라 알 수 없음",
		"알 수 없음",
	},
	HowFar: [2]string{
		"#%[1]d 주문은 어디까지?",
		"어디까지?",
	},
	Why:     "이유",
	Events:  "지금까지 일어난 일",
	Code:    "코드 · %[1]s",
	Relay:   "outbox 릴레이",
	Sweeper: "sweeper",
	NotCalled: [2]string{
		"2행은 아직 호출 전",
		"2행 호출 전",
	},
	Starts: [2]string{
		"subscribe() 없이도 바로 시작됨",
		"바로 시작됨",
	},
	RanFirst: [2]string{
		"전송되기 전에 실행됨",
		"전송 전에 실행됨",
	},
	Blind: [2]string{
		"바로 실행됨. 2행의 결과는 확인하지 않음",
		"2행의 결과는 확인하지 않음",
	},
	Arrived: [2]string{
		"브로커에 도착함. 3행은 기다리지 않았음",
		"3행은 기다리지 않았음",
	},
	Failed: [2]string{
		"%[1]s 뒤 2행 실패, 에러를 받는 코드 없음",
		"%[1]s 뒤 실패, 받는 코드 없음",
	},
	LostLater: [2]string{
		"2행은 성공했지만, 그 뒤에 유실됨",
		"2행이 성공한 뒤에 유실됨",
	},
	WentWell: [2]string{
		"잘 끝났지만, 3행은 알 수 없었음",
		"잘 끝남. 3행은 모름",
	},
	Died: [2]string{
		"2행을 기다리다 프로세스가 죽음",
		"프로세스가 죽음",
	},
	Adopted: [2]string{
		"다른 서비스가 자기 코드로 발행한 주문",
		"다른 서비스가 발행",
	},
	DiedWith: [2]string{
		"프로세스가 죽어 2행도 사라짐",
		"프로세스가 죽음",
	},
	WaitsBroker: [2]string{
		"2행이 브로커의 응답을 %[1]s째 기다림",
		"2행이 %[1]s째 기다림",
	},
	WaitsHandler: [2]string{
		"2행이 워커의 응답을 %[1]s째 기다림",
		"2행이 %[1]s째 기다림",
	},
	BrokerSaid: [2]string{
		"브로커가 2행에 %[1]s 뒤 응답",
		"%[1]s 뒤 응답",
	},
	HandlerSaid: [2]string{
		"워커가 2행에 %[1]s 뒤 응답",
		"%[1]s 뒤 응답",
	},
	Threw: [2]string{
		"2행이 %[1]s 뒤 예외. 3행은 실행되지 않음",
		"2행이 %[1]s 뒤 예외",
	},
	RunsAgain: [2]string{
		"2행이 %[1]s 뒤 예외. 지금 다시 실행 중",
		"예외 뒤 다시 실행 중",
	},
	RanAgain: [2]string{
		"2행이 %[1]s 뒤 예외. 다시 실행해 성공",
		"예외 뒤 다시 성공",
	},
	RetryJob: "재시도 작업",
	JobSwitch: [2]string{
		"꺼짐",
		"켜짐",
	},
	JobPasses:    "%[1]s인 행은 조회하지 않음",
	JobFinds:     "이 행을 찾아 다시 발행함",
	JobWouldFind: "이 행을 찾을 수 있지만, 꺼져 있음",
	JobSettled:   "포인트를 돌려준 행은 조회하지 않음",
}
