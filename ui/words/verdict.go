package words

// verdictWords say in one sentence what the row says of an order and what is
// true.
type verdictWords struct {
	NotCalled, Leaving, OnWay, Waiting, Unknown, Twice string `max:"72"` // 4
	Unseen                                             string `max:"72"` // 4
	EndedUntold                                        string `max:"72"` // 4, PROCESSING
	MemoryMarked                                       string `max:"72"` // 4
	Memory, InHand, Ended                              string `max:"72"` // 4, PUBLISH-FAILED
	Retrying                                           string `max:"72"` // 4, 2, 6
	Working                                            string `max:"72"` // 4
	PanelOnly                                          string `max:"72"` // 4, 8841, 50
	Panel                                              string `max:"72"` // 4, 8841, 50
	NeverSent, Gone, NoWork                            string `max:"72"` // 4, PUBLISH-FAILED
	Finished, DoneTwice, BoughtTwice                   string `max:"72"` // 4
	FinishedLate                                       string `max:"72"` // 4, 11.1 s
	NotTold                                            string `max:"72"` // 4, PROCESSING
	FinishedGone                                       string `max:"72"` // 4, 500, 1,000
}

var englishVerdict = verdictWords{
	NotCalled: "#%d exists. Publish was not called for it yet.", Leaving: "#%d is handed over, and still in the producer's memory.", OnWay: "#%d is on the wire. The broker has not answered yet.",
	Waiting: "#%d is in the log and counts as LAG. Nobody has handled it yet.", Unseen: "#%d is only in its leader's log. No consumer can see it yet.",
	EndedUntold: "#%d is over without complete work. Its row still says %s.", Unknown: "#%d has no answer. Nobody can tell whether it is in the log.",
	Twice: "#%d is in the log more than once. Nobody has handled it yet.", MemoryMarked: "#%d says PUBLISHED. It is only in the producer's memory.",
	Memory: "#%d is only in the producer's memory. Its row says %s.", InHand: "#%d failed, and is back with the order service. Its row says %s.",
	Ended: "#%d is over without complete work, and its row says %s.", Retrying: "#%d was refused. It waits in memory for try %d of %d.",
	Working: "#%d is being worked on. It is not finished.", PanelOnly: "#%d is not finished: the panel's job %d is at %d %%.", Panel: "#%d is handled, not finished: the panel's job %d is at %d %%.",
	NeverSent: "#%d says %s, and nobody is going to send it.", Gone: "#%d says %s. Its record was in the log, and is gone.", NoWork: "#%d says %s, and nobody is going to do the work.",
	Finished: "#%d is finished, and its row says so.", DoneTwice: "#%d is finished, and its work was done more than once.", BoughtTwice: "#%d was bought from the panel more than once.",
	FinishedLate: "#%d is finished. Its record came into the log %s late.", NotTold: "#%d is finished. Its row still says %s.", FinishedGone: "#%d was finished. Now only %s of %s are left.",
}

var koreanVerdict = verdictWords{
	NotCalled: "#%d 주문은 생성됐지만 아직 발행을 호출하지 않았습니다.", Leaving: "#%d 주문은 전달됐고, 아직 프로듀서 메모리에 있습니다.", OnWay: "#%d 주문은 전송 중이며 브로커의 응답은 아직입니다.",
	Waiting: "#%d 주문은 로그에 있고 LAG로 집계됩니다. 처리는 아직입니다.", Unseen: "#%d 주문은 leader의 로그에만 있어 컨슈머가 아직 볼 수 없습니다.",
	EndedUntold: "#%d 주문은 작업을 마치지 못하고 끝났지만, DB 기록은 아직 %s입니다.", Unknown: "#%d 주문의 응답이 없습니다. 저장됐는지 아무도 모릅니다.",
	Twice: "#%d 주문은 로그에 두 번 이상 있고 처리는 아직입니다.", MemoryMarked: "#%d 주문은 PUBLISHED로 기록됐지만 메모리에만 있습니다.",
	Memory: "#%d 주문은 프로듀서 메모리에만 있습니다. DB 기록은 %s입니다.", InHand: "#%d 주문은 실패해 주문 서비스로 돌아왔습니다. DB 기록은 %s입니다.",
	Ended: "#%d 주문은 작업을 마치지 못하고 끝났고, DB도 %s입니다.", Retrying: "#%d 주문은 거부돼 메모리에서 재시도(%d/%d)를 기다립니다.",
	Working: "#%d 주문은 처리 중이며 아직 완료가 아닙니다.", PanelOnly: "#%d 주문은 아직 완료가 아닙니다. 패널 작업(%d)은 %d %%입니다.", Panel: "#%d 주문은 handled일 뿐이고, 패널 작업(%d)은 %d %%입니다.",
	NeverSent: "#%d 주문의 DB 기록은 %s인데, 앞으로 아무도 보내지 않습니다.", Gone: "#%d 주문의 DB 기록은 %s인데, 로그에 있던 레코드가 사라졌습니다.", NoWork: "#%d 주문의 DB 기록은 %s인데, 아무도 처리하지 않습니다.",
	Finished: "#%d 주문은 완료됐고 DB에도 반영됐습니다.", DoneTwice: "#%d 주문은 완료됐지만 작업이 두 번 이상 실행됐습니다.", BoughtTwice: "#%d 주문의 작업은 패널에서 두 번 이상 구매됐습니다.",
	FinishedLate: "#%d 주문은 완료됐지만, 로그에는 %s 늦게 도착했습니다.", NotTold: "#%d 주문은 완료됐지만, DB 기록은 아직 %s입니다.", FinishedGone: "#%[1]d 주문은 완료됐지만, 이제 %[3]s 중 %[2]s만 남았습니다.",
}
