package words

import "orderflow/sim"

// ladderWords are those of the selected order.
type ladderWords struct {
	NoOrder      string                `max:"41"`
	Rungs        [sim.RungCount]string `max:"13"`
	Lost         string                `max:"13"`
	InHand       string                `max:"13"`
	RowSays      string                `max:"20" args:"row PUBLISHED"`
	AfterMark    [2]string             `max:"20" args:"span 2 ms"` // in full; briefly
	AfterCall    [2]string             `max:"20" args:"span 2 ms"` // in full; briefly
	NoRequest    string                `max:"20"`
	NeverLeft    string                `max:"20"`
	Refused      string                `max:"20"`
	LateBy       string                `max:"12" args:"span 11.1 s"`
	Seen         string                `max:"19"`
	Nobody       string                `max:"19"`
	ByPanel      string                `max:"19"`
	TrulyDone    string                `max:"19"`
	ByWorker     string                `max:"19" args:"worker 1"`
	WorkTook     string                `max:"19" args:"span 1.3 s"`
	SoFar        string                `max:"19" args:"span 1.3 s"`
	NextOffset   string                `max:"19" args:"offset 2"`
	Job          string                `max:"19" args:"job 8841"`
	JobAt        string                `max:"20" args:"job 8841; percent 14"`
	WaitsLag     string                `max:"20"`
	Elsewhere    string                `max:"20"`
	Stored       string                `max:"20"`
	Unseen       string                `max:"20"`
	Twice        string                `max:"20" args:"often twice"`
	Unsure       string                `max:"20"`
	UnsureToo    string                `max:"41"`
	WaitsMemory  string                `max:"41"`
	Leaving      string                `max:"41"`
	WaitedMemory string                `max:"42" args:"span 8.1 s"`
	Metadata     string                `max:"42" args:"span 8.1 s"`
	UsedUp       string                `max:"42" args:"span 8.1 s"`
	Held         string                `max:"42" args:"span 8.1 s"`
	WhyUsedUpAt  string                `max:"44" args:"connects six; time 15.959"`
	WaitsTry     string                `max:"41" args:"try 2; tries 6; span 0.4 s"`
	WhyReconnect [2]string             `max:"19" args:"span 1 ms"`
	WhyAtOnce    [2]string             `max:"19"`
	WhyTries     [2]string             `max:"19"`
	WhyRefused   [2]string             `max:"19"`
	WhyMetadata  [2]string             `max:"19"`
	WhyUsedUp    [2]string             `max:"21" args:"connects six"`
	WhyGone      [2]string             `max:"19"`
	WhyDied      [2]string             `max:"19"`
	WhyNoWork    [2]string             `max:"19"`
	WhyPutAside  [2]string             `max:"19"`
	WhySwitched  [2]string             `max:"19"`
	Delivered    [2]string             `max:"22" args:"delivered 800; of 2,000"` // of how many; alone
}

var englishLadder = ladderWords{
	NoOrder: "no order yet",
	Rungs: [sim.RungCount]string{
		sim.Created:    "created",
		sim.Paid:       "paid",
		sim.Called:     "called",
		sim.OnWire:     "on the wire",
		sim.Appended:   "appended",
		sim.Replicated: "replicated",
		sim.Acked:      "acked",
		sim.Marked:     "MARKED",
		sim.Polled:     "polled",
		sim.Handled:    "handled",
		sim.Committed:  "committed",
		sim.Accepted:   "accepted",
		sim.Finished:   "finished",
		sim.Reported:   "reported",
	},
	Lost:    "LOST",
	InHand:  "in hand",
	RowSays: "row says %[1]s",
	AfterMark: [2]string{
		"%[1]s after the mark",
		"%[1]s after mark",
	},
	AfterCall: [2]string{
		"%[1]s after the call",
		"%[1]s after call",
	},
	NoRequest:    "no request has left",
	NeverLeft:    "no request ever left",
	Refused:      "refused so far",
	LateBy:       "%[1]s late",
	Seen:         "consumers see it",
	Nobody:       "nobody waits for it",
	ByPanel:      "external consumer",
	TrulyDone:    "truly done",
	ByWorker:     "by worker w%[1]d",
	WorkTook:     "%[1]s of work",
	SoFar:        "%[1]s so far",
	NextOffset:   "next offset %[1]d",
	Job:          "job %[1]d",
	JobAt:        "job %[1]d at %[2]d %%",
	WaitsLag:     "counts as LAG",
	Elsewhere:    "not told to us",
	Stored:       "being copied",
	Unseen:       "no consumer sees it",
	Twice:        "%[1]s in the log",
	Unsure:       "nobody can tell",
	UnsureToo:    "a request left, no answer came",
	WaitsMemory:  "waits in memory for the connection",
	Leaving:      "in memory, about to leave",
	WaitedMemory: "%[1]s in memory, waits for the connection",
	Metadata:     "%[1]s in memory, waits for the metadata",
	UsedUp:       "%[1]s in memory, no try left for it",
	Held:         "%[1]s in memory, waits for the JoinGroup",
	WhyUsedUpAt:  "its %[1]s were used up at %[2]s s",
	WaitsTry:     "its own try %[1]d of %[2]d in %[3]s",
	WhyReconnect: [2]string{
		"%[1]s after the",
		"connection was back",
	},
	WhyAtOnce: [2]string{
		"the very moment the",
		"connection was back",
	},
	WhyTries: [2]string{
		"its last try",
		"was refused",
	},
	WhyRefused: [2]string{
		"refused with an",
		"error for good",
	},
	WhyMetadata: [2]string{
		"no metadata came",
		"in time",
	},
	WhyUsedUp: [2]string{
		"its round of %[1]s",
		"was used up",
	},
	WhyGone: [2]string{
		"acked, but not",
		"replicated",
	},
	WhyDied: [2]string{
		"it was in a memory",
		"that is gone",
	},
	WhyNoWork: [2]string{
		"handled, and no",
		"work was done",
	},
	WhyPutAside: [2]string{
		"failed too often,",
		"was put aside",
	},
	WhySwitched: [2]string{
		"what would send it",
		"was switched off",
	},
	Delivered: [2]string{
		"%[1]s of %[2]s",
		"%[1]s of it",
	},
}

var koreanLadder = ladderWords{
	NoOrder: "아직 주문이 없습니다",
	Rungs: [sim.RungCount]string{
		sim.Created:    "created",
		sim.Paid:       "paid",
		sim.Called:     "called 호출",
		sim.OnWire:     "on-wire 전송",
		sim.Appended:   "appended",
		sim.Replicated: "replicated",
		sim.Acked:      "acked",
		sim.Marked:     "MARKED 기록",
		sim.Polled:     "polled",
		sim.Handled:    "handled",
		sim.Committed:  "committed",
		sim.Accepted:   "accepted",
		sim.Finished:   "finished",
		sim.Reported:   "reported",
	},
	Lost:    "LOST 유실",
	InHand:  "서비스",
	RowSays: "DB는 %[1]s",
	AfterMark: [2]string{
		"기록보다 %[1]s 뒤",
		"기록 %[1]s 뒤",
	},
	AfterCall: [2]string{
		"호출보다 %[1]s 뒤",
		"호출 %[1]s 뒤",
	},
	NoRequest:    "나간 요청 없음",
	NeverLeft:    "한 번도 나가지 않음",
	Refused:      "지금까지 거부됨",
	LateBy:       "%[1]s 늦음",
	Seen:         "컨슈머에게 보임",
	Nobody:       "기다리는 곳 없음",
	ByPanel:      "외부 컨슈머",
	TrulyDone:    "실제 완료",
	ByWorker:     "워커(w%[1]d)",
	WorkTook:     "작업 %[1]s",
	SoFar:        "%[1]s째",
	NextOffset:   "다음 오프셋 %[1]d",
	Job:          "작업 %[1]d",
	JobAt:        "작업 %[1]d · %[2]d %%",
	WaitsLag:     "LAG로 집계됨",
	Elsewhere:    "보고되지 않음",
	Stored:       "복사되는 중",
	Unseen:       "컨슈머에게 안 보임",
	Twice:        "로그에 %[1]s",
	Unsure:       "알 수 없음",
	UnsureToo:    "요청은 나갔지만 응답이 없습니다",
	WaitsMemory:  "메모리에서 연결을 기다리는 중",
	Leaving:      "메모리에 있음, 곧 전송됨",
	WaitedMemory: "메모리에서 %[1]s째 연결을 기다리는 중",
	Metadata:     "메모리에서 %[1]s째, 메타데이터를 기다림",
	UsedUp:       "메모리에서 %[1]s째, 남은 시도가 없음",
	Held:         "메모리에서 %[1]s째 JoinGroup을 기다림",
	WhyUsedUpAt:  "연결 시도 %[1]s번이 %[2]s초에 모두 소진",
	WaitsTry:     "개별 재시도 %[1]d/%[2]d, %[3]s 뒤",
	WhyReconnect: [2]string{
		"재연결되고 %[1]s",
		"뒤에 유실됨",
	},
	WhyAtOnce: [2]string{
		"다시 연결된",
		"바로 그 순간",
	},
	WhyTries: [2]string{
		"마지막 시도까지",
		"거부됨",
	},
	WhyRefused: [2]string{
		"재시도할 수 없는",
		"에러로 거부",
	},
	WhyMetadata: [2]string{
		"메타데이터가",
		"제때 오지 않음",
	},
	WhyUsedUp: [2]string{
		"%[1]s번의 연결 시도가",
		"모두 소진",
	},
	WhyGone: [2]string{
		"응답 뒤, 복제되기",
		"전에 사라짐",
	},
	WhyDied: [2]string{
		"사라진 메모리에만",
		"있었음",
	},
	WhyNoWork: [2]string{
		"handled지만",
		"한 일이 없음",
	},
	WhyPutAside: [2]string{
		"너무 자주 실패해",
		"따로 보관됨",
	},
	WhySwitched: [2]string{
		"다시 보낼 수단이",
		"꺼짐",
	},
	Delivered: [2]string{
		"%[2]s 중 %[1]s",
		"%[1]s만",
	},
}
