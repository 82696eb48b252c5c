package words

import "orderflow/sim"

// cardWords are those of the card at the end.
type cardWords struct {
	Title          string    `max:"30"`
	Lost           string    `max:"8"` // beside the figure
	LostCount      string    `max:"16" args:"orders 5"`
	Proved         string    `max:"21"`
	NotProved      string    `max:"21"`
	ProvedShort    string    `max:"12"`
	NotProvedShort string    `max:"13"`
	Proof          [5]string `max:"30"` // by what every PUBLISHED proved
	NoProof        [5]string `max:"30"` // by the same
	NoRow          string    `max:"30"`
	Callers        string    `max:"21"` // who were told
	CallersWere    string    `max:"40" args:"who none of 12"`
	CallersShort   string    `max:"32" args:"who none of 12"`
	ToldNone       string    `max:"24" args:"orders 12"`
	ToldOne        string    `max:"24" args:"waited 20 s"`
	ToldSome       string    `max:"24" args:"callers 5; waited 12 to 20 s"`
	ToldAll        string    `max:"24" args:"callers 12"`
	ToldOnly       string    `max:"24"` // of one caller
	ToldWaits      string    `max:"24" args:"callers 6"`
	ToldNobody     string    `max:"24"`
	Nothing        string    `max:"36" args:"points 52,000"`
	NothingShort   string    `max:"28" args:"points 52,000"`
	ForNothing     string    `max:"20"` // under the figure
	Back           string    `max:"32" args:"points 52,000"`
	GivenBack      string    `max:"20"` // under the figure
	NoHarmOne      string    `max:"34"`
	NoHarm         string    `max:"34" args:"records 3"`
	Taken          string    `max:"32" args:"points 92,000"`
	Among          string    `max:"24" args:"first #4; last #9"` // of the lost, where others lie between
	Next           [3]string `max:"32"`                          // by the next mode
	NextShort      [3]string `max:"24"`
	Compare        string    `max:"32"`
	In             string    `max:"10" args:"seconds 12"`
	Unrepeated     string    `max:"20"`
	Stay           string    `max:"24"`
	StayShort      string    `max:"16"`
	CompareAll     string    `max:"20"`
	Again          string    `max:"20"`
	With           string    `max:"24" args:"remedy idempotent-producer"`
	Learn          string    `max:"24"`
	ToLesson       string    `max:"24"`
	Lessons        lessonWords
}

// lessonWords are what a run has shown beside that, in one line each: of which
// orders, and what.
type lessonWords struct {
	AckedGone    string                  `max:"51" args:"orders #4 to #8"`
	Truncated    string                  `max:"51" args:"orders #4 to #8"`
	Died         string                  `max:"51" args:"orders #4 to #8"`
	GivenUpEarly string                  `max:"51" args:"orders #4 to #8"`
	Refused      string                  `max:"51" args:"orders #4 to #8"`
	Aside        string                  `max:"51" args:"orders #4 to #8"`
	Undone       string                  `max:"51" args:"orders #4 to #8"`
	Skipped      string                  `max:"51" args:"orders #4 to #8"`
	BoughtTwice  string                  `max:"51" args:"orders #4 to #8"`
	TwiceInLog   string                  `max:"51" args:"orders #4 to #8"`
	DoneTwice    string                  `max:"51" args:"orders #4 to #8"`
	DoneOften    string                  `max:"51" args:"orders #4 to #8; times 7"`
	OnceDespite  string                  `max:"51" args:"orders #4 to #8"`
	Blocks       string                  `max:"51" args:"orders #3; behind six"`
	BlocksNone   string                  `max:"51" args:"orders #3"`
	Unanswered   string                  `max:"51" args:"orders #4 to #8"`
	Unread       string                  `max:"51" args:"orders #4 to #8"`
	Open         string                  `max:"51" args:"orders #4 to #8"`
	Waits        string                  `max:"51" args:"orders #4 to #8"`
	AtPanel      string                  `max:"51" args:"orders #4 to #8"`
	NobodyKnows  string                  `max:"51" args:"orders #4 to #8"`
	InMemory     string                  `max:"51" args:"orders #4 to #8"`
	ToldDone     string                  `max:"51" args:"orders #4 to #8"`
	Unheard      string                  `max:"51" args:"orders #4 to #8"`
	Unmarked     string                  `max:"51" args:"orders #4 to #8"`
	ErrorBack    string                  `max:"51" args:"orders #4 to #8"`
	Partial      string                  `max:"51" args:"orders #2; percent 40"`
	Canceled     string                  `max:"51" args:"orders #4 to #8"`
	Declined     string                  `max:"51" args:"orders #4 to #8"`
	Fallen       string                  `max:"51" args:"orders #4 to #8"`
	Resent       string                  `max:"51" args:"orders #4 to #8; remedy sweeper"`
	FailedOpenly string                  `max:"51" args:"orders #4 to #8"`
	Redelivered  string                  `max:"51" args:"orders #4 to #8; times 3"`
	NewLeader    string                  `max:"51"`
	GroupAway    string                  `max:"51" args:"group statistics"`
	LateAnswer   string                  `max:"51" args:"order #12; span 31 s"`
	LateRead     string                  `max:"51" args:"order #12; span 31 s"`
	LateSent     string                  `max:"51" args:"order #12; span 31 s"`
	Early        string                  `max:"51" args:"order #12; span 31 s"`
	Unfinished   string                  `max:"51" args:"order #12; span 31 s"`
	Overtaken    string                  `max:"51" args:"orders #4 to #11; by #12"`
	ToNobody     string                  `max:"51" args:"orders #4 to #8; span 12 to 20 s"`
	Remedies     [sim.RemedyCount]string `max:"51"` // where nothing else shows what it saw to
}

var englishCard = cardWords{
	Title:          "what PUBLISHED proved",
	Lost:           "LOST",
	LostCount:      "%[1]s LOST",
	Proved:         "PUBLISHED proved",
	NotProved:      "It did not prove",
	ProvedShort:    "It proved",
	NotProvedShort: "Not proved",
	Proof: [5]string{
		"that emit() was called.",
		"that it had left.",
		"that one broker has it.",
		"that the broker has it.",
		"that a worker answered.",
	},
	NoProof: [5]string{
		"that anything was sent.",
		"that a broker has it.",
		"that a second one has it.",
		"that anyone has handled it.",
		"that the work is finished.",
	},
	NoRow:        "nothing: no row said it.",
	Callers:      "Callers told",
	CallersWere:  "Callers told %[1]s",
	CallersShort: "told: %[1]s",
	ToldNone:     "none of %[1]s.",
	ToldOne:      "1, after %[1]s.",
	ToldSome:     "%[1]s, after %[2]s.",
	ToldAll:      "all %[1]s: it worked.",
	ToldOnly:     "1: it worked.",
	ToldWaits:    "%[1]s still wait.",
	ToldNobody:   "nobody called.",
	Nothing:      "%[1]s P taken for nothing",
	NothingShort: "%[1]s P for nothing",
	ForNothing:   "taken for nothing",
	Back:         "%[1]s P given back",
	GivenBack:    "given back",
	NoHarmOne:    "1 page view lost, no harm",
	NoHarm:       "%[1]s page views lost, no harm",
	Taken:        "%[1]s P taken",
	Among:        "among %[1]s to %[2]s",
	Next: [3]string{
		sim.Emit:      "the same run, not awaited",
		sim.EmitAwait: "the same run, but awaited",
		sim.Send:      "the same run, with send()",
	},
	NextShort: [3]string{
		sim.Emit:      "the same, not awaited",
		sim.EmitAwait: "the same, awaited",
		sim.Send:      "the same, with send()",
	},
	Compare:    "all three, side by side",
	In:         "in %[1]d s",
	Unrepeated: "without your acts",
	Stay:       "any other key: stay",
	StayShort:  "other key: stay",
	CompareAll: "compare all three",
	Again:      "watch again",
	With:       "+ %[1]s",
	Learn:      "a lesson about it",
	ToLesson:   "back to the lesson",
	Lessons: lessonWords{
		AckedGone:    "%[1]s: acknowledged, then gone with the leader",
		Truncated:    "%[1]s: in the leader's log, and gone with it",
		Died:         "%[1]s: only in memory, gone with the process",
		GivenUpEarly: "%[1]s: given up before a new leader was elected",
		Refused:      "%[1]s: refused for good, and nobody looked",
		Aside:        "%[1]s: put aside, and nobody does its work",
		Undone:       "%[1]s: handled, committed, and no work was done",
		Skipped:      "%[1]s: the sweeper skips what says PUBLISHED",
		BoughtTwice:  "%[1]s: bought twice, and the panel paid twice",
		TwiceInLog:   "%[1]s: in the log twice, so it was done twice",
		DoneTwice:    "%[1]s: done twice, for it came again uncommitted",
		DoneOften:    "%[1]s: done up to %[2]d times, and not committed",
		OnceDespite:  "%[1]s: in the log twice, and done once",
		Blocks:       "%[1]s: never skipped, %[2]s behind it wait as LAG",
		BlocksNone:   "%[1]s: never skipped, its partition is blocked",
		Unanswered:   "%[1]s: nobody reads, so nobody answers",
		Unread:       "%[1]s: in the broker's log, and nobody reads it",
		Open:         "%[1]s: not done yet as the run was ended",
		Waits:        "%[1]s: the caller still waits for an answer",
		AtPanel:      "%[1]s: accepted by the panel, and not finished",
		NobodyKnows:  "%[1]s: nobody can tell whether the log has it",
		InMemory:     "%[1]s: still only in the producer's memory",
		ToldDone:     "%[1]s: told it failed, and done all the same",
		Unheard:      "%[1]s: done, and the caller never heard of it",
		Unmarked:     "%[1]s: in the log, and no row says so",
		ErrorBack:    "%[1]s: the handler's error went to its caller",
		Partial:      "%[1]s: handled, and only %[2]d %% was delivered",
		Canceled:     "%[1]s: handled, and then canceled by the panel",
		Declined:     "%[1]s: handled, and the panel said no",
		Fallen:       "%[1]s: finished, and a part of it is gone again",
		Resent:       "%[1]s: failed at first, sent by the %[2]s",
		FailedOpenly: "%[1]s: failed, and the service knows it",
		Redelivered:  "%[1]s: handled %[2]d times, and done once",
		NewLeader:    "a new leader took over, and no order was lost",
		GroupAway:    "%[1]s stood still, and no order noticed",
		LateAnswer:   "%[1]s: its caller waited %[2]s for the answer",
		LateRead:     "%[1]s: %[2]s in the log before anybody read it",
		LateSent:     "%[1]s: %[2]s in the producer's memory, then sent",
		Early:        "%[1]s: done %[2]s after its row said PUBLISHED",
		Unfinished:   "%[1]s: finished %[2]s after it was handled",
		Overtaken:    "%[1]s: overtaken by %[2]s",
		ToNobody:     "%[1]s: the error came %[2]s late, to nobody",
		Remedies: [sim.RemedyCount]string{
			sim.Sweeper:            "sweeper: it looks at rows that are not PUBLISHED",
			sim.Outbox:             "outbox: a row waits for the broker's answer",
			sim.IdempotentProducer: "idempotent-producer: no second copy was kept",
			sim.Dedupe:             "dedupe: no work was done twice",
			sim.DeadLetter:         "dead-letter: nothing had to be put aside",
			sim.Reconcile:          "reconcile: nothing was bought twice",
			sim.SendTimeoutRemedy:  "send-timeout: no caller waits for ever",
		},
	},
}

var koreanCard = cardWords{
	Title:          "PUBLISHED가 증명한 것",
	Lost:           "건 유실",
	LostCount:      "%[1]s건 유실",
	Proved:         "PUBLISHED가 증명한 것",
	NotProved:      "증명하지 못한 것",
	ProvedShort:    "증명한 것",
	NotProvedShort: "증명 못 한 것",
	Proof: [5]string{
		"emit()이 호출됐다는 것",
		"전송을 시작했다는 것",
		"브로커 한 대가 받았다는 것",
		"브로커가 받았다는 것",
		"워커가 응답했다는 것",
	},
	NoProof: [5]string{
		"실제로 전송됐다는 것",
		"브로커가 받았다는 것",
		"다른 브로커도 받았다는 것",
		"누군가 처리했다는 것",
		"작업이 끝났다는 것",
	},
	NoRow:        "없음: PUBLISHED인 행이 없음",
	Callers:      "통보받은 호출자",
	CallersWere:  "통보받은 호출자 %[1]s",
	CallersShort: "통보: %[1]s",
	ToldNone:     "%[1]s명 중 0명",
	ToldOne:      "1명, %[1]s 뒤",
	ToldSome:     "%[1]s명, %[2]s 뒤",
	ToldAll:      "%[1]s명 모두 성공",
	ToldOnly:     "1명, 성공",
	ToldWaits:    "%[1]s명이 아직 대기",
	ToldNobody:   "호출 없음",
	Nothing:      "처리 없이 차감 %[1]s P",
	NothingShort: "처리 없이 %[1]s P",
	ForNothing:   "처리 없이 차감",
	Back:         "환불 %[1]s P",
	GivenBack:    "환불",
	NoHarmOne:    "페이지 조회 1건 유실, 피해 없음",
	NoHarm:       "페이지 조회 %[1]s건 유실, 피해 없음",
	Taken:        "차감 %[1]s P",
	Among:        "%[1]s ~ %[2]s 중",
	Next: [3]string{
		sim.Emit:      "같은 실행을 await 없이",
		sim.EmitAwait: "같은 실행을 await로",
		sim.Send:      "같은 실행을 send()로",
	},
	NextShort: [3]string{
		sim.Emit:      "await 없이",
		sim.EmitAwait: "await로",
		sim.Send:      "send()로",
	},
	Compare:    "세 방식을 나란히",
	In:         "%[1]d초 뒤",
	Unrepeated: "개입 없이",
	Stay:       "다른 키: 머무름",
	StayShort:  "다른 키: 머무름",
	CompareAll: "세 방식 비교",
	Again:      "다시 보기",
	With:       "+ %[1]s",
	Learn:      "이 내용의 수업",
	ToLesson:   "수업으로 돌아가기",
	Lessons: lessonWords{
		AckedGone:    "%[1]s: ack까지 받았지만 leader와 함께 사라짐",
		Truncated:    "%[1]s: leader의 로그와 함께 사라짐",
		Died:         "%[1]s: 메모리에만 있다가 프로세스와 함께 사라짐",
		GivenUpEarly: "%[1]s: 새 leader가 선출되기 전에 포기됨",
		Refused:      "%[1]s: 영구 거부됐지만 확인한 곳이 없음",
		Aside:        "%[1]s: 따로 보관됐고, 작업은 아무도 하지 않음",
		Undone:       "%[1]s: 처리와 커밋까지 됐지만 작업은 없었음",
		Skipped:      "%[1]s: PUBLISHED인 행은 sweeper도 건너뜀",
		BoughtTwice:  "%[1]s: 두 번 구매해 패널에 두 번 지불",
		TwiceInLog:   "%[1]s: 로그에 두 번 저장돼 두 번 실행됨",
		DoneTwice:    "%[1]s: 커밋 전에 다시 전달돼 두 번 실행됨",
		DoneOften:    "%[1]s: 커밋되지 않아 최대 %[2]d번 실행됨",
		OnceDespite:  "%[1]s: 로그에는 두 번, 작업은 한 번",
		Blocks:       "%[1]s: 건너뛰지 않아 뒤의 %[2]s건이 LAG로 대기",
		BlocksNone:   "%[1]s: 건너뛰지 않아 파티션이 막힘",
		Unanswered:   "%[1]s: 읽는 곳이 없어 응답도 없음",
		Unread:       "%[1]s: 브로커에 있지만 읽는 곳이 없음",
		Open:         "%[1]s: 실행이 끝나 아직 처리되지 않음",
		Waits:        "%[1]s: 호출자가 아직 응답을 기다림",
		AtPanel:      "%[1]s: 패널이 접수했지만 끝나지 않음",
		NobodyKnows:  "%[1]s: 로그에 있는지 아무도 알 수 없음",
		InMemory:     "%[1]s: 아직 프로듀서 메모리에만 있음",
		ToldDone:     "%[1]s: 실패로 통보됐지만 작업은 끝남",
		Unheard:      "%[1]s: 작업은 끝났지만 호출자는 모름",
		Unmarked:     "%[1]s: 로그에 있지만 DB에는 기록이 없음",
		ErrorBack:    "%[1]s: 핸들러의 에러가 호출자에게 돌아감",
		Partial:      "%[1]s: 처리(handled)됐지만 %[2]d %%만 완료",
		Canceled:     "%[1]s: 처리(handled)됐지만 패널이 취소",
		Declined:     "%[1]s: 처리(handled)됐지만 패널이 거절",
		Fallen:       "%[1]s: 완료됐지만 일부가 다시 사라짐",
		Resent:       "%[1]s: 처음엔 실패, %[2]s가 다시 보냄",
		FailedOpenly: "%[1]s: 실패했고, 서비스가 그 사실을 앎",
		Redelivered:  "%[1]s: %[2]d번 전달됐지만 작업은 한 번",
		NewLeader:    "leader가 바뀌었지만 유실된 주문은 없음",
		GroupAway:    "%[1]s 그룹이 멈췄지만 주문에는 영향 없음",
		LateAnswer:   "%[1]s: 호출자가 %[2]s 동안 응답을 기다림",
		LateRead:     "%[1]s: 로그에서 %[2]s 동안 아무도 읽지 않음",
		LateSent:     "%[1]s: 프로듀서 메모리에서 %[2]s 기다려 전송됨",
		Early:        "%[1]s: PUBLISHED 기록 %[2]s 뒤에야 완료",
		Unfinished:   "%[1]s: 처리(handled) %[2]s 뒤에야 완료",
		Overtaken:    "%[1]s: %[2]s 주문이 앞지름",
		ToNobody:     "%[1]s: 에러는 %[2]s 뒤, 받는 코드 없음",
		Remedies: [sim.RemedyCount]string{
			sim.Sweeper:            "sweeper: PUBLISHED가 아닌 행만 조회함",
			sim.Outbox:             "outbox: 브로커가 응답해야 PUBLISHED로 기록",
			sim.IdempotentProducer: "idempotent-producer: 두 번째 사본 없음",
			sim.Dedupe:             "dedupe: 두 번 실행된 작업 없음",
			sim.DeadLetter:         "dead-letter: 따로 보관할 레코드 없음",
			sim.Reconcile:          "reconcile: 두 번 구매한 작업 없음",
			sim.SendTimeoutRemedy:  "send-timeout: 끝없이 기다리는 호출자 없음",
		},
	},
}
