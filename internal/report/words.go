package report

import (
	"orderflow/sim"
	"orderflow/ui/words"
)

// The words of what a person reads without a screen, in the form of ui/words:
// the fields, then every language in their order, one entry a line. The tag
// args names what the verbs stand for, each with an example; one in brackets
// is for languages that need it. Where a field has the tag gaps, not every
// element of its array is ever said.

// summaryWords is the catalogue of the summary in one language.
type summaryWords struct {
	head           string    `args:"mode emit(); client nestjs; acks -1; scenario outage; seed 42; engine sim"`
	modes          [3]string // by sim.Mode
	fault          string
	faultOpen      string `args:"from 6.5 s"`
	faultOver      string `args:"from 6.5 s; to 22.0 s"`
	strikes        string `args:"times 3"`
	remedy         string
	noEffect       string
	began          string
	beganAs        string                          `args:"time 2026-11-27 10:33:13 +09:00; prefix orderflow-1a2b3c4d."`
	idle           [sim.NoEffectReasonCount]string // by sim.NoEffectReason
	noOrders       string
	columns        [8]string // id to points
	countColumn    string
	channels       [4]string              `gaps:"yes"` // by sim.Channel
	products       [4]string              `gaps:"yes"` // by sim.Product
	truths         [sim.TruthCount]string // by sim.Truth
	finishedTimes  string                 `args:"times 2"`
	finishedLeft   string                 `args:"percent 50"`
	inLog          string                 `args:"copies 2"`
	unseen         string
	panel          string    `args:"percent 50"`
	outcomes       [6]string // by sim.Outcome
	ordersLabel    string
	orderTotals    string `args:"orders 12; published 8; appended 7; finished 7; lost 5; duplicated 0; unknown 0"`
	foreign        string `args:"foreign 3"`
	notOurs        string `args:"row COMPLETED"`
	pointsLabel    string
	pointTotals    string `args:"taken 96,000; back 12,000; nothing 42,000; dollars 21.60"`
	callersLabel   string
	anomaliesLabel string
	none           string
	endLabel       string
	ended          string                       `args:"time 38.1 s; why nothing more can happen; events 1,024; hash 5f0c"`
	ends           [sim.ReasonUnseen + 1]string `gaps:"yes"` // by sim.Reason, of those that end a run
	sentence       string                       `args:"published 3; orders 8; finished 1; (says say); (is order is); (rows rows)"`
	others         string                       `args:"orders 7; parts 5 are LOST, 2 are in work"`
	theOthers      string                       `args:"part 1 is LOST"`
	fates          [fateCount]string            `args:"orders 5; (is are); (s s)"` // by fate
	lostAndBack    string                       `args:"nothing 42,000; back 12,000"`
	forNothing     string                       `args:"nothing 42,000"`
	givenBack      string                       `args:"back 12,000"`
	nothingTaken   string
	modelLabel     string
	modelSame      string
	modelDiffers   string                    `args:"what truth; model LOST; kafka finished; orders 2; ids 3, 4; why not known"`
	compared       [sim.ComparedCount]string `gaps:"yes"` // by sim.Compared
	hasAnomaly     [2]string                 // it has not, it has
	whys           [sim.WhyCount]string      // by sim.Why
}

// summaryCatalogue is indexed by words.Lang.
var summaryCatalogue = [...]summaryWords{
	words.English: {
		head: "%[1]s · %[2]s · acks %[3]d · scenario %[4]s · seed %[5]d · engine %[6]s",
		modes: [3]string{
			sim.Emit:      "emit()",
			sim.EmitAwait: "await emit()",
			sim.Send:      "send()",
		},
		fault:     "fault",
		faultOpen: "from %[1]s on",
		faultOver: "from %[1]s to %[2]s",
		strikes:   "struck %[1]d×",
		remedy:    "remedies",
		noEffect:  "no effect",
		began:     "began",
		beganAs:   "%[1]s · its topics and groups are called %[2]s*",
		idle: [sim.NoEffectReasonCount]string{
			sim.NeedsAcksAll:       "it needs acks -1",
			sim.NoIdempotentWriter: "kafka-go has no idempotent writer",
			sim.NeedsSend:          "the mode is not send",
			sim.NeedsSimulator:     "it only works on the simulator",
			sim.NeedsKafkaJS:       "kafka-go has retry rules and timeouts of its own",
		},
		noOrders: "no order was created",
		columns: [8]string{
			"id",
			"what",
			"row says",
			"in truth",
			"caller knows",
			"copies",
			"handled",
			"points",
		},
		countColumn: "orders",
		channels: [4]string{
			sim.Instagram: "insta",
			sim.Blog:      "blog",
			sim.YouTube:   "youtube",
		},
		products: [4]string{
			sim.Likes:     "likes",
			sim.Followers: "followers",
			sim.Views:     "views",
		},
		truths: [sim.TruthCount]string{
			sim.NotCalled:  "not called",
			sim.Working:    "in work",
			sim.OnTheWay:   "on the wire",
			sim.Waiting:    "waits: LAG",
			sim.InMemory:   "in memory",
			sim.Retrying:   "retrying",
			sim.Uncertain:  "unknown",
			sim.Duplicated: "duplicated",
			sim.Lost:       "LOST",
			sim.Done:       "finished",
			sim.Ended:      "over",
		},
		finishedTimes: "finished ×%[1]d",
		finishedLeft:  "finished, %[1]d %% left",
		inLog:         "in log ×%[1]d",
		unseen:        "not replicated",
		panel:         "panel %[1]d %%",
		outcomes: [6]string{
			sim.OutcomeNone: "-",
			sim.Nothing:     "nothing",
			sim.Value:       "value",
			sim.Failure:     "error",
			sim.Pending:     "pending",
			sim.Unknown:     "unknown",
		},
		ordersLabel:    "orders",
		orderTotals:    "%[1]s · PUBLISHED %[2]s · in the log %[3]s · finished %[4]s · LOST %[5]s · duplicated %[6]s · unknown %[7]s",
		foreign:        "%[1]s of them are another service's: their rows and points are not ours",
		notOurs:        "%[1]s, not ours",
		pointsLabel:    "points",
		pointTotals:    "%[1]s taken · %[2]s given back · %[3]s taken for nothing · panel paid %[4]s $",
		callersLabel:   "callers know",
		anomaliesLabel: "anomalies",
		none:           "none",
		endLabel:       "end",
		ended:          "%[1]s · %[2]s · %[3]s events · log hash %[4]s",
		ends: [sim.ReasonUnseen + 1]string{
			0:               "the log goes no further",
			sim.ReasonQuiet: "nothing more can happen",
			sim.ReasonUntil: "the time limit",
			sim.ReasonQuit:  "ended by hand",
			sim.ReasonCrash: "this program broke off",
			sim.ReasonLimit: "as many events as there may be",
		},
		sentence:  "%[1]s of %[2]s %[6]s %[4]s PUBLISHED and %[3]s %[5]s finished",
		others:    "; of the other %[1]s orders %[2]s",
		theOthers: "; the other %[1]s",
		fates: [fateCount]string{
			fateLost:       "%[1]s %[2]s LOST",
			fateUnknown:    "%[1]s %[2]s unknown",
			fateWorking:    "%[1]s %[2]s in work",
			fateOnTheWay:   "%[1]s %[2]s on the wire",
			fateWaiting:    "%[1]s wait%[3]s in the log as LAG",
			fateUnseen:     "%[1]s %[2]s in a leader's log only, not replicated",
			fateDuplicated: "%[1]s %[2]s in the log more than once and not done",
			fateInMemory:   "%[1]s %[2]s only in the producer's memory",
			fateRetrying:   "%[1]s %[2]s between tries",
			fateNotCalled:  "%[1]s %[2]s not published yet",
			fateRefunded:   "%[1]s %[2]s refunded",
			fatePartial:    "%[1]s %[2]s done in part",
			fateCanceled:   "%[1]s %[2]s canceled",
			fateOver:       "%[1]s %[2]s over without work",
		},
		lostAndBack:  ": %[1]s points are taken for nothing, %[2]s are given back.",
		forNothing:   ": %[1]s points are taken for nothing.",
		givenBack:    ": %[1]s points are given back, none are taken for nothing.",
		nothingTaken: ": no points are taken for nothing.",
		modelLabel:   "model said",
		modelSame:    "played in the simulator, every order came out the same",
		modelDiffers: "%[1]s: model %[2]s, Kafka %[3]s ×%[4]s: %[5]s (%[6]s)",
		compared: [sim.ComparedCount]string{
			sim.ComparedTruth:   "in truth",
			sim.ComparedRow:     "row",
			sim.ComparedCaller:  "caller knows",
			sim.ComparedCopies:  "copies",
			sim.ComparedHandled: "handled",
			sim.ComparedAnomaly: "anomaly",
		},
		hasAnomaly: [2]string{
			"no",
			"yes",
		},
		whys: [sim.WhyCount]string{
			sim.WhyUnknown:   "why is not known",
			sim.WhyOutside:   "something happened to the cluster that is not in the scenario",
			sim.WhyForeign:   "a foreign consumer handled it",
			sim.WhyUnordered: "the model compares all partitions; Kafka has an order only within one",
			sim.WhyAnswers:   "the model reads answers in a group of the process that ended; a real run in none",
			sim.WhyUntil:     "one of the runs was over before the order was",
			sim.WhyRejoin:    "a consumer that was cut off reads again from the committed offset; the model's consumers are kafkajs",
			sim.WhyMoment:    "the fault met it at another moment of its tries",
		},
	},
	words.Korean: {
		head: "%[1]s · %[2]s · acks %[3]d · 시나리오 %[4]s · seed %[5]d · 엔진 %[6]s",
		modes: [3]string{
			sim.Emit:      "emit()",
			sim.EmitAwait: "await emit()",
			sim.Send:      "send()",
		},
		fault:     "장애",
		faultOpen: "%[1]s부터 계속",
		faultOver: "%[1]s부터 %[2]s까지",
		strikes:   "%[1]d회 발생",
		remedy:    "대책",
		noEffect:  "효과 없음",
		began:     "시작",
		beganAs:   "%[1]s · 토픽과 그룹의 이름은 %[2]s*",
		idle: [sim.NoEffectReasonCount]string{
			sim.NeedsAcksAll:       "acks -1에서만 동작합니다",
			sim.NoIdempotentWriter: "kafka-go에는 멱등 writer가 없습니다",
			sim.NeedsSend:          "send 방식이 아닙니다",
			sim.NeedsSimulator:     "시뮬레이터에서만 동작합니다",
			sim.NeedsKafkaJS:       "kafka-go는 자체 재시도 규칙과 타임아웃을 따릅니다",
		},
		noOrders: "생성된 주문이 없습니다",
		columns: [8]string{
			"id",
			"주문 내용",
			"DB 기록",
			"실제",
			"호출자가 아는 것",
			"사본",
			"handled",
			"포인트",
		},
		countColumn: "주문",
		channels: [4]string{
			sim.Instagram: "인스타",
			sim.Blog:      "블로그",
			sim.YouTube:   "유튜브",
		},
		products: [4]string{
			sim.Likes:     "좋아요",
			sim.Followers: "팔로워",
			sim.Views:     "조회수",
		},
		truths: [sim.TruthCount]string{
			sim.NotCalled:  "호출 전",
			sim.Working:    "처리 중",
			sim.OnTheWay:   "전송 중",
			sim.Waiting:    "대기: LAG",
			sim.InMemory:   "메모리에서 대기",
			sim.Retrying:   "재시도 중",
			sim.Uncertain:  "알 수 없음",
			sim.Duplicated: "중복",
			sim.Lost:       "유실",
			sim.Done:       "완료",
			sim.Ended:      "종료",
		},
		finishedTimes: "완료 ×%[1]d",
		finishedLeft:  "완료, %[1]d %% 남음",
		inLog:         "로그에 ×%[1]d",
		unseen:        "복제 전",
		panel:         "패널 %[1]d %%",
		outcomes: [6]string{
			sim.OutcomeNone: "-",
			sim.Nothing:     "없음",
			sim.Value:       "값",
			sim.Failure:     "에러",
			sim.Pending:     "대기 중",
			sim.Unknown:     "불명",
		},
		ordersLabel:    "주문",
		orderTotals:    "%[1]s건 · PUBLISHED %[2]s건 · 로그 저장 %[3]s건 · 완료 %[4]s건 · 유실 %[5]s건 · 중복 %[6]s건 · 알 수 없음 %[7]s건",
		foreign:        "그중 %[1]s건은 다른 서비스의 주문입니다. 행과 포인트는 그 서비스의 것입니다",
		notOurs:        "%[1]s(외부)",
		pointsLabel:    "포인트",
		pointTotals:    "%[1]s P 차감 · %[2]s P 환불 · %[3]s P 처리 없이 차감 · 패널에 지불 %[4]s $",
		callersLabel:   "호출자",
		anomaliesLabel: "이상",
		none:           "없음",
		endLabel:       "끝",
		ended:          "%[1]s · %[2]s · 이벤트 %[3]s개 · 로그 해시 %[4]s",
		ends: [sim.ReasonUnseen + 1]string{
			0:               "로그가 여기서 끝납니다",
			sim.ReasonQuiet: "더 일어날 일이 없습니다",
			sim.ReasonUntil: "시간 제한",
			sim.ReasonQuit:  "직접 종료",
			sim.ReasonCrash: "이 프로그램의 오류로 중단",
			sim.ReasonLimit: "이벤트 수 한도",
		},
		sentence:  "주문 %[2]s건 중 %[1]s건이 PUBLISHED로 기록됐고 %[3]s건이 완료됐으며",
		others:    ", 나머지 %[1]s건은 %[2]s이고",
		theOthers: ", 나머지는 %[1]s이고",
		fates: [fateCount]string{
			fateLost:       "유실 %[1]s건",
			fateUnknown:    "알 수 없음 %[1]s건",
			fateWorking:    "처리 중 %[1]s건",
			fateOnTheWay:   "전송 중 %[1]s건",
			fateWaiting:    "로그에서 대기(LAG) %[1]s건",
			fateUnseen:     "복제되지 않고 leader에만 %[1]s건",
			fateDuplicated: "로그에 중복 저장 %[1]s건",
			fateInMemory:   "메모리에서 대기 %[1]s건",
			fateRetrying:   "재시도 중 %[1]s건",
			fateNotCalled:  "아직 발행 전 %[1]s건",
			fateRefunded:   "환불 %[1]s건",
			fatePartial:    "일부 처리 %[1]s건",
			fateCanceled:   "취소 %[1]s건",
			fateOver:       "작업 없이 종료 %[1]s건",
		},
		lostAndBack:  ", %[1]s P가 처리 없이 차감되고 %[2]s P가 환불됐습니다.",
		forNothing:   ", %[1]s P가 처리 없이 차감됐습니다.",
		givenBack:    ", %[1]s P가 환불됐고 처리 없이 차감된 포인트는 없습니다.",
		nothingTaken: ", 처리 없이 차감된 포인트는 없습니다.",
		modelLabel:   "모델의 예측",
		modelSame:    "시뮬레이터로 실행해도 모든 주문의 결과가 같습니다",
		modelDiffers: "%[1]s: 모델 %[2]s, Kafka %[3]s ×%[4]s: %[5]s (%[6]s)",
		compared: [sim.ComparedCount]string{
			sim.ComparedTruth:   "실제",
			sim.ComparedRow:     "DB 기록",
			sim.ComparedCaller:  "호출자가 아는 것",
			sim.ComparedCopies:  "사본",
			sim.ComparedHandled: "handled",
			sim.ComparedAnomaly: "이상",
		},
		hasAnomaly: [2]string{
			"없음",
			"있음",
		},
		whys: [sim.WhyCount]string{
			sim.WhyUnknown:   "이유는 모릅니다",
			sim.WhyOutside:   "시나리오에 없는 일이 클러스터에서 일어났습니다",
			sim.WhyForeign:   "다른 컨슈머가 처리했습니다",
			sim.WhyUnordered: "모델은 모든 파티션을 비교하지만 Kafka의 순서는 파티션 안에만 있습니다",
			sim.WhyAnswers:   "모델은 끝난 프로세스의 그룹에서 응답을 읽고, 실제 실행은 그룹 없이 읽습니다",
			sim.WhyUntil:     "주문이 끝나기 전에 한쪽 실행이 끝났습니다",
			sim.WhyRejoin:    "연결이 끊긴 컨슈머는 커밋한 오프셋부터 다시 읽습니다. 모델의 컨슈머는 kafkajs입니다",
			sim.WhyMoment:    "장애가 재시도의 다른 시점에 걸렸습니다",
		},
	},
}

// comparisonWords is the catalogue of compare in one language.
type comparisonWords struct {
	head            string `args:"scenario outage; seed 42"`
	fault           string
	modes           [3]string // by sim.Mode
	knowledge       string
	delivery        string
	eventDriven     string
	requestResponse string
	outcomesLabel   string
	outcomes        [6]string `gaps:"yes"` // by sim.Outcome; nothing to say where it is empty
	told            string
	processed       string
	finishedThen    string
	of              string `args:"some 7; all 12"`
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
	calmSentence    string `args:"emit called; awaited acked; send handled; emitWaited 1 ms; awaitedWaited 5 ms; sendWaited 1.3 s"`
	sentence        string `args:"lost 5; nothing 42,000; failed 5; back 42,000; sendFailed 5; hanging 3"`
}

// comparisonCatalogue is indexed by words.Lang.
var comparisonCatalogue = [...]comparisonWords{
	words.English: {
		head:  "three ways, one seed · scenario %[1]s · seed %[2]d",
		fault: "fault",
		modes: [3]string{
			sim.Emit:      "emit()",
			sim.EmitAwait: "await emit()",
			sim.Send:      "send()",
		},
		knowledge:       "what the caller knew",
		delivery:        "delivery",
		eventDriven:     "event-driven",
		requestResponse: "request–response",
		outcomesLabel:   "awaiting tells",
		outcomes: [6]string{
			sim.Nothing: "nothing",
			sim.Value:   "value",
			sim.Failure: "error",
			sim.Pending: "still waits",
			sim.Unknown: "unknown",
		},
		told:           "then, every order was",
		processed:      "  and handled",
		finishedThen:   "  and finished",
		of:             "%[1]s of %[2]s",
		waiting:        "who waited for whom",
		waitedMedian:   "caller, median",
		waitedMost:     "caller, most",
		waitedBroker:   "  for the broker",
		waitedConsumer: "  for the consumer",
		hanging:        "hangs for ever",
		orders:         "orders",
		published:      "rows say PUBLISHED",
		finished:       "in truth finished",
		lost:           "LOST",
		refunded:       "given back",
		duplicated:     "done twice",
		unknown:        "unknown",
		latest:         "latest arrival",
		money:          "money",
		taken:          "taken",
		back:           "given back",
		forNothing:     "taken for nothing",
		panel:          "paid to the panel",
		anomalies:      "anomalies",
		none:           "none",
		calmSentence: "When the caller went on, every order was at least %[1]s with emit(), %[2]s with an awaited emit() and %[3]s " +
			"with send(); it had waited %[4]s, %[5]s and %[6]s.",
		sentence: "emit(): %[1]d lost and %[2]s P gone, and no caller knows. Awaited: %[3]d errors that reached the caller, %[4]s P " +
			"given back. send(): %[5]d errors, and %[6]d callers hang.",
	},
	words.Korean: {
		head:  "세 가지 방식, 하나의 seed · 시나리오 %[1]s · seed %[2]d",
		fault: "장애",
		modes: [3]string{
			sim.Emit:      "emit()",
			sim.EmitAwait: "await emit()",
			sim.Send:      "send()",
		},
		knowledge:       "호출자가 아는 것",
		delivery:        "전달 방식",
		eventDriven:     "이벤트",
		requestResponse: "요청–응답",
		outcomesLabel:   "await가 알려 주는 것",
		outcomes: [6]string{
			sim.Nothing: "없음",
			sim.Value:   "값",
			sim.Failure: "에러",
			sim.Pending: "아직 대기",
			sim.Unknown: "불명",
		},
		told:           "그때 모든 주문은",
		processed:      "  handled까지",
		finishedThen:   "  완료까지",
		of:             "%[2]s건 중 %[1]s건",
		waiting:        "누가 누구를 기다렸나",
		waitedMedian:   "호출자, 중앙값",
		waitedMost:     "호출자, 최대",
		waitedBroker:   "  브로커를 기다림",
		waitedConsumer: "  컨슈머를 기다림",
		hanging:        "끝없이 대기",
		orders:         "주문",
		published:      "DB 기록 PUBLISHED",
		finished:       "실제 완료",
		lost:           "유실",
		refunded:       "환불",
		duplicated:     "두 번 처리",
		unknown:        "알 수 없음",
		latest:         "가장 늦은 도착",
		money:          "돈",
		taken:          "차감",
		back:           "환불",
		forNothing:     "처리 없이 차감",
		panel:          "패널에 지불",
		anomalies:      "이상",
		none:           "없음",
		calmSentence: "호출자가 다음으로 넘어갈 때 주문은 emit()이면 적어도 %[1]s, await한 emit()이면 %[2]s, send()면 %[3]s " +
			"상태였고, 그동안 %[4]s, %[5]s, %[6]s 기다렸습니다.",
		sentence: "emit(): %[1]d건 유실, %[2]s P가 사라졌지만 아무도 모릅니다. await: 에러 %[3]d건이 호출자에게 전달되고 %[4]s P가 " +
			"환불됩니다. send(): 에러 %[5]d건, 끝없이 기다리는 호출자 %[6]d명.",
	},
}

// listWords are those around the lists of the model, in one language.
type listWords struct {
	head      string
	faults    string
	events    string
	needed    string
	panelText string `args:"characters 200"`
}

// listCatalogue is indexed by words.Lang.
var listCatalogue = [...]listWords{
	words.English: {
		head:      "what is simulated, with which figures, and where they come from",
		faults:    "faults",
		events:    "events",
		needed:    "needed",
		panelText: "1 to %[1]d characters without a comma; not beside status=",
	},
	words.Korean: {
		head:      "무엇을 어떤 값으로 시뮬레이션하는지, 그 값은 어디서 왔는지",
		faults:    "장애",
		events:    "이벤트",
		needed:    "필수",
		panelText: "쉼표 없이 최대 %[1]d자, status=와 함께 쓸 수 없음",
	},
}
