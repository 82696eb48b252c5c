package report

// comparisonWords is the catalogue of compare in one language.
type comparisonWords struct {
	head            string // scenario, seed
	fault           string
	modes           [3]string
	knowledge       string
	delivery        string
	eventDriven     string
	requestResponse string
	outcomesLabel   string
	outcomes        [6]string // by sim.Outcome
	told            string
	processed       string
	finishedThen    string
	of              string // how many, of how many
	waiting         string
	waitedMedian    string
	waitedMost      string
	waitedBroker    string
	waitedConsumer  string
	hanging         string
	orders          string
	published       string
	finished        string
	lost            string
	refunded        string
	duplicated      string
	unknown         string
	latest          string
	money           string
	taken           string
	back            string
	forNothing      string
	panel           string
	anomalies       string
	none            string
	calmSentence    string // three rungs, three medians
	sentence        string // lost, points for nothing, failed, points back, failed, hanging
}

// comparisonCatalogue is indexed by ui.Lang.
var comparisonCatalogue = [...]comparisonWords{
	{
		head: "three ways, one seed · scenario %s · seed %d", fault: "fault",
		modes:     [...]string{"emit()", "await emit()", "send()"},
		knowledge: "what the caller knew", delivery: "delivery", eventDriven: "event-driven", requestResponse: "request–response",
		outcomesLabel: "awaiting tells", outcomes: [...]string{"", "nothing", "value", "error", "still waits", "unknown"},
		told: "then, every order was", processed: "  and handled", finishedThen: "  and finished", of: "%s of %s",
		waiting: "who waited for whom", waitedMedian: "caller, median", waitedMost: "caller, most", waitedBroker: "  for the broker",
		waitedConsumer: "  for the consumer", hanging: "hangs for ever",
		orders: "orders", published: "rows say PUBLISHED", finished: "in truth finished", lost: "LOST", refunded: "given back", duplicated: "done twice", unknown: "unknown",
		latest: "latest arrival",
		money:  "money", taken: "taken", back: "given back", forNothing: "taken for nothing", panel: "paid to the panel",
		anomalies: "anomalies", none: "none",
		calmSentence: "When the caller went on, every order was at least %s with emit(), %s with an awaited emit() and %s with send(); it had waited %s, %s and %s.",
		sentence:     "emit(): %d lost and %s P gone, and no caller knows. Awaited: %d errors that reached the caller, %s P given back. send(): %d errors, and %d callers hang.",
	},
	{
		head: "세 가지 방식, 하나의 seed · 시나리오 %s · seed %d", fault: "장애",
		modes:     [...]string{"emit()", "await emit()", "send()"},
		knowledge: "호출자가 아는 것", delivery: "전달 방식", eventDriven: "이벤트", requestResponse: "요청–응답",
		outcomesLabel: "await가 알려 주는 것", outcomes: [...]string{"", "없음", "값", "에러", "아직 대기", "불명"},
		told: "그때 모든 주문은", processed: "  handled까지", finishedThen: "  완료까지", of: "%[2]s건 중 %[1]s건",
		waiting: "누가 누구를 기다렸나", waitedMedian: "호출자, 중앙값", waitedMost: "호출자, 최대", waitedBroker: "  브로커를 기다림",
		waitedConsumer: "  컨슈머를 기다림", hanging: "끝없이 대기",
		orders: "주문", published: "DB 기록 PUBLISHED", finished: "실제 완료", lost: "유실", refunded: "환불", duplicated: "두 번 처리", unknown: "알 수 없음",
		latest: "가장 늦은 도착",
		money:  "돈", taken: "차감", back: "환불", forNothing: "처리 없이 차감", panel: "패널에 지불",
		anomalies: "이상", none: "없음",
		calmSentence: "호출자가 다음으로 넘어갈 때 주문은 emit()이면 적어도 %s, await한 emit()이면 %s, send()면 %s 상태였고, 그동안 %s, %s, %s 기다렸습니다.",
		sentence:     "emit(): %d건 유실, %s P가 사라졌지만 아무도 모릅니다. await: 에러 %d건이 호출자에게 전달되고 %s P가 환불됩니다. send(): 에러 %d건, 호출자 %d명이 멈춰 있습니다.",
	},
}
