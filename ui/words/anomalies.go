package words

import (
	"orderflow/sim"
)

// anomalyWords are those of the anomalies panel.
type anomalyWords struct {
	Title, Evidence, None          string                `max:"40"`
	Caption                        string                `max:"72"` // 12
	One, Nothing                   string                `max:"72"`
	Event, At, Name, Order, Points string                `max:"10"`
	Meanings                       [sim.Stuck + 1]string `max:"150"`
	Jumps                          string                `max:"40"`
}

var englishAnomalies = anomalyWords{
	Title: "anomalies", Evidence: "what proves it", None: "The checker has found none so far.",
	Caption: "The checker names %d anomalies, each with its evidence.", One: "The checker names one anomaly, with its evidence.", Nothing: "The checker has found nothing so far.",
	Event: "event", At: "at", Name: "name", Order: "order", Points: "points",
	Meanings: [sim.Stuck + 1]string{
		"An anomaly of another version.",
		"The row says published, nothing is in the log, and no attempt is left.",
		"Points were taken, the work is not done, and nobody will try again.",
		"The record is in the log, and the row does not say published.",
		"The log has more than one copy of this order.",
		"The work of this order was done more than once.",
		"The panel was paid more than once for this order.",
		"The broker acknowledged the record, and then it was lost.",
		"A record that cannot be handled holds up those behind it.",
		"The work was done, and the answer never came.",
		"The work was done after the caller had given up.",
		"A later order came into the log before this one.",
		"Nothing is wrong with it, and nothing moves.",
	},
	Jumps: "%s jump to it",
}

var koreanAnomalies = anomalyWords{
	Title: "이상", Evidence: "증거", None: "지금까지 발견된 이상이 없습니다.",
	Caption: "검사기가 이상 %d건을 증거와 함께 찾았습니다.", One: "검사기가 이상 1건을 증거와 함께 찾았습니다.", Nothing: "검사기가 지금까지 찾은 것이 없습니다.",
	Event: "이벤트", At: "시각", Name: "이름", Order: "주문", Points: "포인트",
	Meanings: [sim.Stuck + 1]string{
		"다른 버전의 이상입니다.",
		"DB에는 PUBLISHED인데 로그에는 없고, 남은 시도도 없습니다.",
		"포인트는 차감됐는데 작업은 없고, 아무도 다시 시도하지 않습니다.",
		"레코드는 로그에 있는데 DB 기록은 PUBLISHED가 아닙니다.",
		"이 주문의 사본이 로그에 둘 이상 있습니다.",
		"이 주문의 작업이 두 번 이상 실행됐습니다.",
		"이 주문으로 패널에 두 번 이상 지불했습니다.",
		"브로커가 ack를 보낸 레코드가 사라졌습니다.",
		"처리할 수 없는 레코드가 뒤의 것들을 막고 있습니다.",
		"작업은 끝났는데 응답이 오지 않았습니다.",
		"호출자가 포기한 뒤에 작업이 실행됐습니다.",
		"나중 주문이 이 주문보다 먼저 로그에 들어왔습니다.",
		"문제는 없는데 아무것도 진행되지 않습니다.",
	},
	Jumps: "%s 해당 이벤트로 이동",
}
