package words

import "orderflow/sim"

// anomalyWords are those of the anomalies panel.
type anomalyWords struct {
	Title    string                `max:"40"`
	Evidence string                `max:"40"`
	None     string                `max:"40"`
	Caption  string                `max:"72" args:"anomalies 12"`
	One      string                `max:"72"`
	Nothing  string                `max:"72"`
	Event    string                `max:"10"`
	At       string                `max:"10"`
	Name     string                `max:"10"`
	Order    string                `max:"10"`
	Points   string                `max:"10"`
	Meanings [sim.Stuck + 1]string `max:"150"`
	Jumps    string                `max:"40" args:"keys 1 2 3"`
}

var englishAnomalies = anomalyWords{
	Title:    "anomalies",
	Evidence: "what proves it",
	None:     "The checker has found none so far.",
	Caption:  "The checker names %[1]d anomalies, each with its evidence.",
	One:      "The checker names one anomaly, with its evidence.",
	Nothing:  "The checker has found nothing so far.",
	Event:    "event",
	At:       "at",
	Name:     "name",
	Order:    "order",
	Points:   "points",
	Meanings: [sim.Stuck + 1]string{
		0:                     "An anomaly of another version.",
		sim.PhantomPublish:    "The row says published, nothing is in the log, and no attempt is left.",
		sim.GhostCharge:       "Points were taken, the work is not done, and nobody will try again.",
		sim.UnmarkedPublish:   "The record is in the log, and the row does not say published.",
		sim.DuplicateRecord:   "The log has more than one copy of this order.",
		sim.DuplicateWork:     "The work of this order was done more than once.",
		sim.DuplicatePurchase: "The panel was paid more than once for this order.",
		sim.AckedLoss:         "The broker acknowledged the record, and then it was lost.",
		sim.BlockedPartition:  "A record that cannot be handled holds up those behind it.",
		sim.LostReply:         "The work was done, and the answer never came.",
		sim.LateExecution:     "The work was done after the caller had given up.",
		sim.Reordered:         "A later order came into the log before this one.",
		sim.Stuck:             "Nothing is wrong with it, and nothing moves.",
	},
	Jumps: "%[1]s jump to it",
}

var koreanAnomalies = anomalyWords{
	Title:    "이상",
	Evidence: "증거",
	None:     "지금까지 발견된 이상이 없습니다.",
	Caption:  "검사기가 이상 %[1]d건을 증거와 함께 찾았습니다.",
	One:      "검사기가 이상 1건을 증거와 함께 찾았습니다.",
	Nothing:  "검사기가 지금까지 찾은 것이 없습니다.",
	Event:    "이벤트",
	At:       "시각",
	Name:     "이름",
	Order:    "주문",
	Points:   "포인트",
	Meanings: [sim.Stuck + 1]string{
		0:                     "다른 버전의 이상입니다.",
		sim.PhantomPublish:    "DB에는 PUBLISHED인데 로그에는 없고, 남은 시도도 없습니다.",
		sim.GhostCharge:       "포인트는 차감됐는데 작업은 없고, 아무도 다시 시도하지 않습니다.",
		sim.UnmarkedPublish:   "레코드는 로그에 있는데 DB 기록은 PUBLISHED가 아닙니다.",
		sim.DuplicateRecord:   "이 주문의 사본이 로그에 둘 이상 있습니다.",
		sim.DuplicateWork:     "이 주문의 작업이 두 번 이상 실행됐습니다.",
		sim.DuplicatePurchase: "이 주문으로 패널에 두 번 이상 지불했습니다.",
		sim.AckedLoss:         "브로커가 ack를 보낸 레코드가 사라졌습니다.",
		sim.BlockedPartition:  "처리할 수 없는 레코드가 뒤의 것들을 막고 있습니다.",
		sim.LostReply:         "작업은 끝났는데 응답이 오지 않았습니다.",
		sim.LateExecution:     "호출자가 포기한 뒤에 작업이 실행됐습니다.",
		sim.Reordered:         "나중 주문이 이 주문보다 먼저 로그에 들어왔습니다.",
		sim.Stuck:             "문제는 없는데 아무것도 진행되지 않습니다.",
	},
	Jumps: "%[1]s 해당 이벤트로 이동",
}
