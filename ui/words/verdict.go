package words

// verdictWords say in one sentence what the row says of an order and what is
// true.
type verdictWords struct {
	NotCalled    string `max:"72" args:"order 4"`
	Leaving      string `max:"72" args:"order 4"`
	OnWay        string `max:"72" args:"order 4"`
	Waiting      string `max:"72" args:"order 4"`
	Unknown      string `max:"72" args:"order 4"`
	Elsewhere    string `max:"72" args:"order 4"`
	Twice        string `max:"72" args:"order 4"`
	Stored       string `max:"72" args:"order 4"`
	Unseen       string `max:"72" args:"order 4"`
	EndedUntold  string `max:"72" args:"order 4; row PUBLISHED"`
	MemoryMarked string `max:"72" args:"order 4"`
	Memory       string `max:"72" args:"order 4; row PUBLISH-FAILED"`
	UsedUp       string `max:"72" args:"order 4"`
	InHand       string `max:"72" args:"order 4; row CREATED"`
	Ended        string `max:"72" args:"order 4; row PUBLISH-FAILED"`
	Retrying     string `max:"72" args:"order 4; try 2; tries 6"`
	Working      string `max:"72" args:"order 4"`
	PanelOnly    string `max:"72" args:"order 4; job 8841; percent 50"`
	Panel        string `max:"72" args:"order 4; job 8841; percent 50"`
	NeverSent    string `max:"72" args:"order 4; row PUBLISH-FAILED"`
	Gone         string `max:"72" args:"order 4; row PUBLISHED"`
	NoWork       string `max:"72" args:"order 4; row PUBLISH-FAILED"`
	Finished     string `max:"72" args:"order 4"`
	DoneTwice    string `max:"72" args:"order 4"`
	BoughtTwice  string `max:"72" args:"order 4"`
	FinishedLate string `max:"72" args:"order 4; span 11.1 s"`
	NotTold      string `max:"72" args:"order 4; row PROCESSING"`
	FinishedGone string `max:"72" args:"order 4; left 500; of 1,000"`
}

var englishVerdict = verdictWords{
	NotCalled:    "#%[1]d exists. Publish was not called for it yet.",
	Leaving:      "#%[1]d is handed over, and still in the producer's memory.",
	OnWay:        "#%[1]d is on the wire. The broker has not answered yet.",
	Waiting:      "#%[1]d is in the log and counts as LAG. Nobody has handled it yet.",
	Unknown:      "#%[1]d has no answer. Nobody can tell whether it is in the log.",
	Elsewhere:    "#%[1]d was handled by a foreign consumer: what came of it is not told.",
	Twice:        "#%[1]d is in the log more than once. Nobody has handled it yet.",
	Stored:       "#%[1]d is in the log. No consumer has read it yet.",
	Unseen:       "#%[1]d is only in its leader's log. No consumer can see it yet.",
	EndedUntold:  "#%[1]d is over without complete work. Its row still says %[2]s.",
	MemoryMarked: "#%[1]d says PUBLISHED. It is only in the producer's memory.",
	Memory:       "#%[1]d is only in the producer's memory. Its row says %[2]s.",
	UsedUp:       "#%[1]d is only in memory, and has no try left: it will be given up.",
	InHand:       "#%[1]d failed, and is back with the order service. Its row says %[2]s.",
	Ended:        "#%[1]d is over without complete work, and its row says %[2]s.",
	Retrying:     "#%[1]d was refused. It waits in memory for try %[2]d of %[3]d.",
	Working:      "#%[1]d is being worked on. It is not finished.",
	PanelOnly:    "#%[1]d is not finished: the panel's job %[2]d is at %[3]d %%.",
	Panel:        "#%[1]d is handled, not finished: the panel's job %[2]d is at %[3]d %%.",
	NeverSent:    "#%[1]d says %[2]s, and nobody is going to send it.",
	Gone:         "#%[1]d says %[2]s. Its record was in the log, and is gone.",
	NoWork:       "#%[1]d says %[2]s, and nobody is going to do the work.",
	Finished:     "#%[1]d is finished, and its row says so.",
	DoneTwice:    "#%[1]d is finished, and its work was done more than once.",
	BoughtTwice:  "#%[1]d was bought from the panel more than once.",
	FinishedLate: "#%[1]d is finished. Its record came into the log %[2]s late.",
	NotTold:      "#%[1]d is finished. Its row still says %[2]s.",
	FinishedGone: "#%[1]d was finished. Now only %[2]s of %[3]s are left.",
}

var koreanVerdict = verdictWords{
	NotCalled:    "#%[1]d 주문은 생성됐지만 아직 발행을 호출하지 않았습니다.",
	Leaving:      "#%[1]d 주문은 전달됐고, 아직 프로듀서 메모리에 있습니다.",
	OnWay:        "#%[1]d 주문은 전송 중이며 브로커의 응답은 아직입니다.",
	Waiting:      "#%[1]d 주문은 로그에 있고 LAG로 집계됩니다. 처리는 아직입니다.",
	Unknown:      "#%[1]d 주문의 응답이 없습니다. 저장됐는지 아무도 모릅니다.",
	Elsewhere:    "#%[1]d 주문은 다른 컨슈머가 처리했고, 결과는 보고되지 않았습니다.",
	Twice:        "#%[1]d 주문은 로그에 두 번 이상 있고 처리는 아직입니다.",
	Stored:       "#%[1]d 주문은 로그에 있습니다. 읽은 컨슈머는 아직 없습니다.",
	Unseen:       "#%[1]d 주문은 leader의 로그에만 있어 컨슈머가 아직 볼 수 없습니다.",
	EndedUntold:  "#%[1]d 주문은 작업을 마치지 못하고 끝났지만, DB 기록은 아직 %[2]s입니다.",
	MemoryMarked: "#%[1]d 주문은 PUBLISHED로 기록됐지만 메모리에만 있습니다.",
	Memory:       "#%[1]d 주문은 프로듀서 메모리에만 있습니다. DB 기록은 %[2]s입니다.",
	UsedUp:       "#%[1]d 주문은 메모리에만 있고, 남은 시도가 없어 곧 포기됩니다.",
	InHand:       "#%[1]d 주문은 실패해 주문 서비스로 돌아왔습니다. DB 기록은 %[2]s입니다.",
	Ended:        "#%[1]d 주문은 작업을 마치지 못하고 끝났고, DB도 %[2]s입니다.",
	Retrying:     "#%[1]d 주문은 거부돼 메모리에서 재시도(%[2]d/%[3]d)를 기다립니다.",
	Working:      "#%[1]d 주문은 처리 중이며 아직 완료가 아닙니다.",
	PanelOnly:    "#%[1]d 주문은 아직 완료가 아닙니다. 패널 작업(%[2]d)은 %[3]d %%입니다.",
	Panel:        "#%[1]d 주문은 접수만 끝났고, 패널 작업(%[2]d)은 %[3]d %% 진행됐습니다.",
	NeverSent:    "#%[1]d 주문의 DB 기록은 %[2]s인데, 앞으로 아무도 보내지 않습니다.",
	Gone:         "#%[1]d 주문의 DB 기록은 %[2]s인데, 로그에 있던 레코드가 사라졌습니다.",
	NoWork:       "#%[1]d 주문의 DB 기록은 %[2]s인데, 아무도 처리하지 않습니다.",
	Finished:     "#%[1]d 주문은 완료됐고 DB에도 반영됐습니다.",
	DoneTwice:    "#%[1]d 주문은 완료됐지만 작업이 두 번 이상 실행됐습니다.",
	BoughtTwice:  "#%[1]d 주문의 작업은 패널에서 두 번 이상 구매됐습니다.",
	FinishedLate: "#%[1]d 주문은 완료됐지만, 로그에는 %[2]s 늦게 도착했습니다.",
	NotTold:      "#%[1]d 주문은 완료됐지만, DB 기록은 아직 %[2]s입니다.",
	FinishedGone: "#%[1]d 주문은 완료됐지만, 이제 %[3]s 중 %[2]s만 남았습니다.",
}
