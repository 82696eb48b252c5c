package words

import "orderflow/sim"

// cardWords are those of the card at the end.
type cardWords struct {
	Title         string    `max:"41"`
	Proved        string    `max:"19"`
	NotProved     string    `max:"19"`
	Proof         [4]string `max:"23"` // by proof
	NoProof       [4]string `max:"23"` // by proof
	NoRow         string    `max:"23"`
	Activity      string    `max:"19"`
	ActivityLost  string    `max:"23" args:"records 3"`
	LatestArrival string    `max:"19"`
	Overtaken     string    `max:"19"`
	Unfinished    string    `max:"19"`
	CallerKnew    string    `max:"19"`
	Span          string    `max:"23" args:"from 4; to 8"`
	Among         string    `max:"23" args:"from 4; to 8"`
	By            string    `max:"23" args:"overtaken #9 #10 #11; order 12"`
	Panel         string    `max:"12" args:"order 11"`
	Times         string    `max:"23" args:"outcome nothing; callers 12"`
	Outcomes      [6]string `max:"8"`  // by sim.Outcome
	Question      [3]string `max:"43"` // by the next mode
	QuestionShort [3]string `max:"32"`
	Next          string    `max:"41" args:"key 2; seconds 8"`
	NextNow       string    `max:"41" args:"key 2"`
	Again         string    `max:"41"`
}

var englishCard = cardWords{
	Title:     "what the room saw",
	Proved:    "PUBLISHED proved",
	NotProved: "It did not prove",
	Proof: [4]string{
		"that emit() was called.",
		"that it had left.",
		"that the broker had it.",
		"that it was handled.",
	},
	NoProof: [4]string{
		"that anything was sent.",
		"that a broker has it.",
		"that anyone handled it.",
		"that it is finished.",
	},
	NoRow:         "nothing: no row says it",
	Activity:      "activity log",
	ActivityLost:  "%[1]s lost, no harm",
	LatestArrival: "latest arrival",
	Overtaken:     "overtaken",
	Unfinished:    "handled, unfinished",
	CallerKnew:    "caller knew",
	Span:          "#%[1]d to #%[2]d",
	Among:         "among #%[1]d to #%[2]d",
	By:            "%[1]s by #%[2]d",
	Panel:         "#%[1]d panel",
	Times:         "%[1]s, %[2]d times",
	Outcomes: [6]string{
		sim.OutcomeNone: "–",
		sim.Nothing:     "nothing",
		sim.Value:       "value",
		sim.Failure:     "error",
		sim.Pending:     "pending",
		sim.Unknown:     "unknown",
	},
	Question: [3]string{
		sim.Emit:      "Same orders, same faults, but not awaited?",
		sim.EmitAwait: "Same orders, same faults, but awaited?",
		sim.Send:      "Same orders, same faults, but with send()?",
	},
	QuestionShort: [3]string{
		sim.Emit:      "The same run, not awaited?",
		sim.EmitAwait: "The same run, awaited?",
		sim.Send:      "The same run with send()?",
	},
	Next:    "%[1]d   next in %[2]d s   (any other key: stay)",
	NextNow: "%[1]d   starts it",
	Again:   ",   step back     home   watch again",
}

var koreanCard = cardWords{
	Title:     "지금 본 것",
	Proved:    "PUBLISHED가 증명",
	NotProved: "증명하지 못함",
	Proof: [4]string{
		"emit()을 호출했다는 것",
		"전송을 시작했다는 것",
		"브로커에 있었다는 것",
		"처리(handled)됐다는 것",
	},
	NoProof: [4]string{
		"무언가 전송됐다는 것",
		"브로커에 있다는 것",
		"누군가 처리했다는 것",
		"작업이 끝났다는 것",
	},
	NoRow:         "없음: PUBLISHED 없음",
	Activity:      "활동 로그",
	ActivityLost:  "%[1]s건 유실, 피해 없음",
	LatestArrival: "가장 늦은 도착",
	Overtaken:     "추월당함",
	Unfinished:    "handled, 미완료",
	CallerKnew:    "호출자가 아는 것",
	Span:          "#%[1]d부터 #%[2]d까지",
	Among:         "#%[1]d ~ #%[2]d 중",
	By:            "%[1]s (#%[2]d 주문에)",
	Panel:         "#%[1]d 패널",
	Times:         "%[1]s, %[2]d번",
	Outcomes: [6]string{
		sim.OutcomeNone: "–",
		sim.Nothing:     "없음",
		sim.Value:       "값",
		sim.Failure:     "에러",
		sim.Pending:     "대기 중",
		sim.Unknown:     "불명",
	},
	Question: [3]string{
		sim.Emit:      "같은 주문, 같은 장애, 기다리지 않는다면?",
		sim.EmitAwait: "같은 주문, 같은 장애, await였다면?",
		sim.Send:      "같은 주문, 같은 장애, send()였다면?",
	},
	QuestionShort: [3]string{
		sim.Emit:      "같은 실행, 기다리지 않는다면?",
		sim.EmitAwait: "같은 실행, await였다면?",
		sim.Send:      "같은 실행, send()였다면?",
	},
	Next:    "%[1]d   %[2]d초 뒤 시작   (다른 키: 그대로)",
	NextNow: "%[1]d   시작",
	Again:   ",   이전으로     home   다시 보기",
}
