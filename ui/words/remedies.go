package words

import "orderflow/sim"

// Remedies are the words of the remedies. A cure and its limit are one sentence
// in two lines.
type Remedies struct {
	Title   string                  `max:"30"`
	On      string                  `max:"4"`
	Off     string                  `max:"4"`
	Cures   [sim.RemedyCount]string `max:"45"`
	Limits  [sim.RemedyCount]string `max:"45"`
	Running string                  `max:"74" args:"here on; start on"`
	Live    string                  `max:"74" args:"here on"`
	Fixed   string                  `max:"74"`
}

var englishRemedies = Remedies{
	Title: "remedies",
	On:    "on",
	Off:   "off",
	Cures: [sim.RemedyCount]string{
		sim.Sweeper:            "publishes rows again that are not published;",
		sim.Outbox:             "row and event are written in one transaction;",
		sim.IdempotentProducer: "the broker refuses a retry's second copy;",
		sim.Dedupe:             "the consumer does no order's work twice;",
		sim.DeadLetter:         "a record that fails too often is put aside;",
		sim.Reconcile:          "asks the panel, after a silence or a drop;",
		sim.SendTimeoutRemedy:  "ends the wait for an answer of send();",
	},
	Limits: [sim.RemedyCount]string{
		sim.Sweeper:            "it never finds a row that says PUBLISHED.",
		sim.Outbox:             "its relay may send twice: it needs dedupe.",
		sim.IdempotentProducer: "a second publish makes a second copy.",
		sim.Dedupe:             "what never came in stays undone.",
		sim.DeadLetter:         "nobody does its work: the order stays undone.",
		sim.Reconcile:          "it does nothing for work done in-house.",
		sim.SendTimeoutRemedy:  "the work may still be done, later.",
	},
	Running: "space: %[1]s from here.   0: a new run, %[2]s from 0 s. This one is kept.",
	Live:    "space: %[1]s from here. From 0 s: start again with --remedy.",
	Fixed:   "A recorded log: what is on was switched on in its run.",
}

var koreanRemedies = Remedies{
	Title: "대책",
	On:    "켜짐",
	Off:   "꺼짐",
	Cures: [sim.RemedyCount]string{
		sim.Sweeper:            "PUBLISHED가 아닌 행을 다시 보내지만,",
		sim.Outbox:             "행과 이벤트를 한 트랜잭션에 기록하지만,",
		sim.IdempotentProducer: "재시도로 생긴 두 번째 사본을 거부하지만,",
		sim.Dedupe:             "컨슈머가 같은 주문을 두 번 처리하지 않지만,",
		sim.DeadLetter:         "계속 실패하는 레코드를 따로 보관하지만,",
		sim.Reconcile:          "응답이 없거나 수량이 줄면 패널에 물어보지만,",
		sim.SendTimeoutRemedy:  "send()의 응답을 끝없이 기다리지 않지만,",
	},
	Limits: [sim.RemedyCount]string{
		sim.Sweeper:            "PUBLISHED인 행은 절대 찾지 못합니다.",
		sim.Outbox:             "두 번 보낼 수 있어 dedupe가 필요합니다.",
		sim.IdempotentProducer: "다시 발행하면 사본은 또 생깁니다.",
		sim.Dedupe:             "오지 않은 주문은 여전히 처리되지 않습니다.",
		sim.DeadLetter:         "그 주문의 작업은 아무도 하지 않습니다.",
		sim.Reconcile:          "자체 처리 작업에는 도움이 되지 않습니다.",
		sim.SendTimeoutRemedy:  "작업은 나중에 실행될 수도 있습니다.",
	},
	Running: "space: 지금부터 %[1]s.   0: 0초부터 %[2]s, 새 실행. 이 실행은 보관합니다.",
	Live:    "space: 지금부터 %[1]s. 0초부터 켜려면 --remedy로 다시 시작하세요.",
	Fixed:   "저장된 로그입니다. 켜진 것은 그 실행에서 켠 것입니다.",
}
