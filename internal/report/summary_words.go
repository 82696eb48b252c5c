package report

import "orderflow/sim"

// summaryWords is the catalogue of the summary in one language.
type summaryWords struct {
	head           string // mode, client, acks, scenario, seed, engine
	modes          [3]string
	fault          string
	faultOpen      string // since when
	faultOver      string // from, to
	strikes        string // how often
	remedy         string
	noEffect       string
	idle           [sim.NoEffectReasonCount]string
	noOrders       string
	columns        [8]string // id, what, row, truth, caller, copies, handled, points
	countColumn    string
	channels       [4]string // by sim.Channel
	products       [4]string // by sim.Product
	truths         [sim.TruthCount]string
	finishedTimes  string    // how often
	finishedLeft   string    // how much is left of it, in percent
	inLog          string    // copies
	panel          string    // percent
	outcomes       [6]string // by sim.Outcome
	ordersLabel    string
	orderTotals    string // orders, published, appended, finished, lost, duplicated, unknown
	pointsLabel    string
	pointTotals    string // charged, refunded, for nothing, panel
	callersLabel   string
	anomaliesLabel string
	none           string
	endLabel       string
	ended          string                      // when, why, events, hash
	ends           [sim.ReasonLimit + 1]string // by sim.Reason, of those that end a run
	sentence       string                      // published, orders, finished, says/say, order is/orders are, row/rows
	others         string                      // count, parts
	theOthers      string                      // the one part
	fates          [fateCount]string           // count, is/are, s/-
	lostAndBack    string                      // points for nothing, points given back
	forNothing     string                      // points
	givenBack      string                      // points
	nothingTaken   string
}

// plural returns one or many; languages without plurals do not use it.
func (w *summaryWords) plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// summaryCatalogue is indexed by ui.Lang. Where a format names its arguments
// by number, a language may leave some out.
var summaryCatalogue = [...]summaryWords{
	{
		head:  "%s · %s · acks %d · scenario %s · seed %d · engine %s",
		modes: [...]string{"emit()", "await emit()", "send()"},
		fault: "fault", faultOpen: "from %[1]s on", faultOver: "from %[1]s to %[2]s", strikes: "struck %[1]d×",
		remedy: "remedies", noEffect: "no effect",
		idle: [...]string{
			"it needs acks -1", "kafka-go has no idempotent writer", "the mode is not send", "it only works on the simulator",
			"kafka-go has retry rules and timeouts of its own",
		},
		noOrders: "no order was created",
		columns:  [...]string{"id", "what", "row says", "in truth", "caller knows", "copies", "handled", "points"}, countColumn: "orders",
		channels: [...]string{"", "insta", "blog", "youtube"}, products: [...]string{"", "likes", "followers", "views"},
		truths:        [...]string{"not called", "in work", "on the wire", "waits: LAG", "in memory", "retrying", "unknown", "duplicated", "LOST", "finished", "over"},
		finishedTimes: "finished ×%d", finishedLeft: "finished, %d %% left", inLog: "in log ×%d", panel: "panel %d %%",
		outcomes:    [...]string{"-", "nothing", "value", "error", "pending", "unknown"},
		ordersLabel: "orders", orderTotals: "%s · PUBLISHED %s · in the log %s · finished %s · LOST %s · duplicated %s · unknown %s",
		pointsLabel: "points", pointTotals: "%s taken · %s given back · %s taken for nothing · panel paid %s $",
		callersLabel: "callers know", anomaliesLabel: "anomalies", none: "none",
		endLabel: "end", ended: "%s · %s · %s events · log hash %s",
		ends:     [...]string{"the log goes no further", "nothing more can happen", "the time limit", "ended by hand", sim.ReasonCrash: "this program broke off", sim.ReasonLimit: "as many events as there may be"},
		sentence: "%[1]s of %[2]s %[6]s %[4]s PUBLISHED and %[3]s %[5]s finished",
		others:   "; of the other %[1]s orders %[2]s", theOthers: "; the other %[1]s",
		fates: [...]string{
			fateLost: "%[1]s %[2]s LOST", fateUnknown: "%[1]s %[2]s unknown", fateWorking: "%[1]s %[2]s in work", fateOnTheWay: "%[1]s %[2]s on the wire",
			fateWaiting: "%[1]s wait%[3]s in the log as LAG", fateDuplicated: "%[1]s %[2]s in the log more than once and not done", fateInMemory: "%[1]s %[2]s only in the producer's memory",
			fateRetrying: "%[1]s %[2]s between tries", fateNotCalled: "%[1]s %[2]s not published yet", fateRefunded: "%[1]s %[2]s refunded", fatePartial: "%[1]s %[2]s done in part",
			fateCanceled: "%[1]s %[2]s canceled", fateOver: "%[1]s %[2]s over without work",
		},
		lostAndBack:  ": %[1]s points are taken for nothing, %[2]s are given back.",
		forNothing:   ": %[1]s points are taken for nothing.",
		givenBack:    ": %[1]s points are given back, none are taken for nothing.",
		nothingTaken: ": no points are taken for nothing.",
	},
	{
		head:  "%s · %s · acks %d · 시나리오 %s · seed %d · 엔진 %s",
		modes: [...]string{"emit()", "await emit()", "send()"},
		fault: "장애", faultOpen: "%[1]s부터 계속", faultOver: "%[1]s부터 %[2]s까지", strikes: "%[1]d회 발생",
		remedy: "대책", noEffect: "효과 없음",
		idle: [...]string{
			"acks -1에서만 동작합니다", "kafka-go에는 멱등 writer가 없습니다", "send 방식이 아닙니다", "시뮬레이터에서만 동작합니다",
			"kafka-go는 자체 재시도 규칙과 타임아웃을 따릅니다",
		},
		noOrders: "생성된 주문이 없습니다",
		columns:  [...]string{"id", "주문 내용", "DB 기록", "실제", "호출자가 아는 것", "사본", "handled", "포인트"}, countColumn: "주문",
		channels: [...]string{"", "인스타", "블로그", "유튜브"}, products: [...]string{"", "좋아요", "팔로워", "조회수"},
		truths:        [...]string{"호출 전", "처리 중", "전송 중", "대기: LAG", "메모리에서 대기", "재시도 중", "알 수 없음", "중복", "유실", "완료", "종료"},
		finishedTimes: "완료 ×%d", finishedLeft: "완료, %d %% 남음", inLog: "로그에 ×%d", panel: "패널 %d %%",
		outcomes:    [...]string{"-", "없음", "값", "에러", "대기 중", "불명"},
		ordersLabel: "주문", orderTotals: "%s건 · PUBLISHED %s건 · 로그 저장 %s건 · 완료 %s건 · 유실 %s건 · 중복 %s건 · 알 수 없음 %s건",
		pointsLabel: "포인트", pointTotals: "%s P 차감 · %s P 환불 · %s P 처리 없이 차감 · 패널에 지불 %s $",
		callersLabel: "호출자", anomaliesLabel: "이상", none: "없음",
		endLabel: "끝", ended: "%s · %s · 이벤트 %s개 · 로그 해시 %s",
		ends:     [...]string{"로그가 여기서 끝납니다", "더 일어날 일이 없습니다", "시간 제한", "직접 종료", sim.ReasonCrash: "이 프로그램의 오류로 중단", sim.ReasonLimit: "이벤트 수 한도"},
		sentence: "주문 %[2]s건 중 %[1]s건이 PUBLISHED로 기록됐고 %[3]s건이 완료됐으며",
		others:   ", 나머지 %[1]s건은 %[2]s이고", theOthers: ", 나머지는 %[1]s이고",
		fates: [...]string{
			fateLost: "유실 %[1]s건", fateUnknown: "알 수 없음 %[1]s건", fateWorking: "처리 중 %[1]s건", fateOnTheWay: "전송 중 %[1]s건",
			fateWaiting: "로그에서 대기(LAG) %[1]s건", fateDuplicated: "로그에 중복 저장 %[1]s건", fateInMemory: "메모리에서 대기 %[1]s건",
			fateRetrying: "재시도 중 %[1]s건", fateNotCalled: "아직 발행 전 %[1]s건", fateRefunded: "환불 %[1]s건", fatePartial: "일부 처리 %[1]s건",
			fateCanceled: "취소 %[1]s건", fateOver: "작업 없이 종료 %[1]s건",
		},
		lostAndBack:  ", %[1]s P가 처리 없이 차감되고 %[2]s P가 환불됐습니다.",
		forNothing:   ", %[1]s P가 처리 없이 차감됐습니다.",
		givenBack:    ", %[1]s P가 환불됐고 처리 없이 차감된 포인트는 없습니다.",
		nothingTaken: ", 처리 없이 차감된 포인트는 없습니다.",
	},
}
