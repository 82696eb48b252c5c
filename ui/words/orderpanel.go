package words

import "orderflow/sim"

// orderPanelWords are those of the order panel.
type orderPanelWords struct {
	Ladder       string                  `max:"26"` // titles of the boxes
	Belief       string                  `max:"26"` // titles of the boxes
	Chain        string                  `max:"26"` // titles of the boxes
	Jumps        string                  `max:"26"` // titles of the boxes
	Row          string                  `max:"26"` // titles of the boxes
	Ledger       string                  `max:"26"` // titles of the boxes
	Record       string                  `max:"26"` // titles of the boxes
	BoxOf        string                  `max:"12" args:"box 1; boxes 5"`
	Rung         string                  `max:"15"`
	At           string                  `max:"15"`
	After        string                  `max:"15"`
	Means        string                  `max:"15"`
	Event        string                  `max:"12"`
	EventAt      string                  `max:"12"`
	Because      string                  `max:"12"`
	Never        string                  `max:"6"`
	Exists       string                  `max:"20"`
	NotLeft      string                  `max:"20"`
	WasCalled    string                  `max:"20" args:"call emit()"`
	LeftAfter    string                  `max:"20" args:"span 3 ms"`
	ByNothing    string                  `max:"20"`
	NoCopy       string                  `max:"20"`
	NoWork       string                  `max:"20"`
	CallerKnows  string                  `max:"16"`
	CustomerSees string                  `max:"16"`
	Caller       [sim.Unknown + 1]string `max:"32" args:"span 20.9 s"` // by sim.Outcome
	LastWord     string                  `max:"14"`
	NotSwept     [3]string               `max:"34"`
	Swept        [3]string               `max:"34"`
	NotSweptOff  [3]string               `max:"34"`
	OverRow      [3]string               `max:"34"`
	OpenRow      [3]string               `max:"34"`
	Sweeper      [2]string               `max:"34"` // off, on
	NoHelp       string                  `max:"22"`
	Help         string                  `max:"22"`
	Taken        string                  `max:"22"`
	PaidPanel    string                  `max:"22"`
	Worked       string                  `max:"22"`
	Refunded     string                  `max:"22"`
	Missing      string                  `max:"22"`
	Open         string                  `max:"22"`
	Expected     string                  `max:"34"`
	Anomaly      string                  `max:"34"`
	NoAnomaly    string                  `max:"34"`
	Topic        string                  `max:"10"`
	Partition    string                  `max:"10"`
	Offset       string                  `max:"10"`
	Key          string                  `max:"10"`
	Headers      string                  `max:"10"`
	Value        string                  `max:"10"`
	NoHeaders    string                  `max:"4"`
	InMemory     string                  `max:"35" args:"span 14.9 s"`
	Existed      string                  `max:"35" args:"span 14.9 s"`
	WasInMemory  string                  `max:"35" args:"span 14.9 s"`
	Copies       string                  `max:"35" args:"times 2"`
}

var englishOrderPanel = orderPanelWords{
	Ladder:       "how far did it get?",
	Belief:       "MARKED is belief",
	Chain:        "how it came to that",
	Jumps:        "enter jumps",
	Row:          "what the row has said",
	Ledger:       "the points",
	Record:       "the record",
	BoxOf:        "%[1]d/%[2]d  tab",
	Rung:         "rung",
	At:           "at",
	After:        "after",
	Means:        "what it means",
	Event:        "event",
	EventAt:      "at",
	Because:      "because of",
	Never:        "never",
	Exists:       "the order exists",
	NotLeft:      "no request left",
	WasCalled:    "%[1]s was called",
	LeftAfter:    "left after %[1]s",
	ByNothing:    "the broker answered",
	NoCopy:       "the record is gone",
	NoWork:       "nobody will do it",
	CallerKnows:  "caller knows",
	CustomerSees: "customer sees",
	Caller: [sim.Unknown + 1]string{
		sim.OutcomeNone: "not called yet",
		sim.Nothing:     "nothing (nobody subscribed)",
		sim.Value:       "value, after %[1]s",
		sim.Failure:     "error, after %[1]s",
		sim.Pending:     "waits, %[1]s so far",
		sim.Unknown:     "it died waiting",
	},
	LastWord: "← last word",
	NotSwept: [3]string{
		"The retry job looks for rows",
		"that are NOT published.",
		"It will never look at this one.",
	},
	Swept: [3]string{
		"The sweeper looks for rows",
		"like this one, and publishes",
		"them again.",
	},
	NotSweptOff: [3]string{
		"This row is not published.",
		"A sweeper would find it and",
		"publish it.",
	},
	OverRow: [3]string{
		"The order service expects",
		"nothing more for this order.",
		"The customer sees this.",
	},
	OpenRow: [3]string{
		"This is what the order service",
		"believes. Only a status event",
		"can tell it more.",
	},
	Sweeper: [2]string{
		"sweeper: off",
		"sweeper: on",
	},
	NoHelp:      "(would not help)",
	Help:        "(would send it)",
	Taken:       "taken from customer",
	PaidPanel:   "paid to a panel",
	Worked:      "worked off",
	Refunded:    "refunded",
	Missing:     "missing",
	Open:        "still open",
	Expected:    "expected: work or refund",
	Anomaly:     "anomaly:  ",
	NoAnomaly:   "none found",
	Topic:       "topic",
	Partition:   "partition",
	Offset:      "offset",
	Key:         "key",
	Headers:     "headers",
	Value:       "value",
	NoHeaders:   "–",
	InMemory:    "It is in memory for %[1]s so far.",
	Existed:     "It existed in memory for %[1]s.",
	WasInMemory: "It left memory after %[1]s.",
	Copies:      "It is in the log %[1]d times.",
}

var koreanOrderPanel = orderPanelWords{
	Ladder:       "어디까지 갔나?",
	Belief:       "MARKED는 기록일 뿐",
	Chain:        "어떻게 여기까지 왔나",
	Jumps:        "enter 이동",
	Row:          "DB에 기록된 것",
	Ledger:       "포인트",
	Record:       "레코드",
	BoxOf:        "%[1]d/%[2]d  tab",
	Rung:         "단계",
	At:           "시각",
	After:        "간격",
	Means:        "의미",
	Event:        "이벤트",
	EventAt:      "시각",
	Because:      "원인",
	Never:        "없음",
	Exists:       "주문 생성됨",
	NotLeft:      "나간 요청 없음",
	WasCalled:    "%[1]s 호출됨",
	LeftAfter:    "%[1]s 뒤 전송",
	ByNothing:    "브로커가 응답",
	NoCopy:       "레코드가 사라짐",
	NoWork:       "처리할 곳 없음",
	CallerKnows:  "호출자가 아는 것",
	CustomerSees: "고객이 보는 것",
	Caller: [sim.Unknown + 1]string{
		sim.OutcomeNone: "아직 호출 전",
		sim.Nothing:     "없음 (구독한 곳 없음)",
		sim.Value:       "값, %[1]s 뒤",
		sim.Failure:     "에러, %[1]s 뒤",
		sim.Pending:     "대기 중, %[1]s째",
		sim.Unknown:     "대기 중 종료됨",
	},
	LastWord: "← 마지막",
	NotSwept: [3]string{
		"재시도 작업은 PUBLISHED가",
		"아닌 행만 찾습니다.",
		"이 행은 영영 보지 않습니다.",
	},
	Swept: [3]string{
		"sweeper는 이런 행을 찾아",
		"PUBLISHED가 될 때까지",
		"다시 발행합니다.",
	},
	NotSweptOff: [3]string{
		"PUBLISHED가 아닌 행입니다.",
		"sweeper가 있다면 찾아서",
		"보낼 것입니다.",
	},
	OverRow: [3]string{
		"주문 서비스는 이 주문에 대해",
		"더 기다리는 것이 없습니다.",
		"고객에게도 이렇게 보입니다.",
	},
	OpenRow: [3]string{
		"주문 서비스가 아는 상태입니다.",
		"상태 이벤트가 와야만",
		"그 뒤를 알 수 있습니다.",
	},
	Sweeper: [2]string{
		"sweeper: 꺼짐",
		"sweeper: 켜짐",
	},
	NoHelp:      "(도움 안 됨)",
	Help:        "(다시 보냄)",
	Taken:       "고객에게서 차감",
	PaidPanel:   "패널에 지불",
	Worked:      "처리에 사용",
	Refunded:    "환불",
	Missing:     "사라진 포인트",
	Open:        "아직 미정",
	Expected:    "기대: 처리 또는 환불",
	Anomaly:     "이상: ",
	NoAnomaly:   "발견되지 않음",
	Topic:       "topic",
	Partition:   "partition",
	Offset:      "offset",
	Key:         "key",
	Headers:     "headers",
	Value:       "value",
	NoHeaders:   "–",
	InMemory:    "%[1]s째 메모리에 있습니다.",
	Existed:     "메모리에 %[1]s 동안 있었습니다.",
	WasInMemory: "%[1]s 뒤 메모리를 떠났습니다.",
	Copies:      "로그에 %[1]d번 있습니다.",
}
