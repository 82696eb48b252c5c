package words

// laneWords are those of the three ways side by side.
type laneWords struct {
	Title, TitleShort                            string    `max:"42"`
	Heads                                        [4]string `max:"26"`
	Knows                                        string    `max:"30"` // 4
	Code                                         [3]string `max:"32"` // by sim.Mode
	Purpose                                      [3]string `max:"22"`
	Paid, Published, Processing, Completed, Fail string    `max:"15"`
	InMemory, Given, Told                        string    `max:"24"`
	End                                          string    `max:"12"` // 4
	Connected, Cut                               string    `max:"14"`
	Outcomes                                     [6]string `max:"16"` // by sim.Outcome
	NoOrder                                      string    `max:"16"`
	Waited, WaitsSoFar                           string    `max:"22"` // 20.9 s
	Gap                                          string    `max:"8"`  // 8
	Marks                                        string    `max:"36"`
	LabelShort                                   [5]string `max:"18"`
	MarksShort                                   string    `max:"16"`
	Tells, Means, Processed, NoFault, NoConsumer string    `max:"28"`
	TellsNothing, TellsHandOver, TellsError      string    `max:"26"`
	TellsAnswer, TellsResult                     string    `max:"22"`
	TellsShort                                   string    `max:"17"`
	MeansTried, MeansBroker, MeansService        string    `max:"22"`
	ProcessedNo, ProcessedShort                  string    `max:"20"` // 0, 8
	ProcessedYes                                 string    `max:"26"` // 8, 8
	NoDifference, Hangs                          string    `max:"22"`
	Begin, Same                                  string    `max:"76"`
	AllFailed                                    string    `max:"76"` // five
	AllFailedOne                                 string    `max:"76"`
	Failed                                       string    `max:"76"` // 5, 5, 5
	Waiting                                      string    `max:"76"` // 8, 3
	CallersWait                                  string    `max:"22"` // 3
}

var englishLanes = laneWords{
	Title: "compare: three ways, one seed, same faults", TitleShort: "compare: three ways",
	Heads: [4]string{"order service: rows say", "in the producer", "broker", "done"}, Knows: "#%d: what the caller knows",
	Code:    [3]string{"emit()", "await lastValueFrom(emit())", "await lastValueFrom(send())"},
	Purpose: [3]string{"fire and forget", "know the hand-over", "know the result"},
	Paid:    "paid, waiting", Published: "PUBLISHED", Processing: "processing", Completed: "completed", Fail: "publish-failed",
	InMemory: "in memory", Given: "LOST", Told: "given up, callers told", End: "end %d", Connected: "connected", Cut: "no connection",
	Outcomes: [6]string{"not called", "nothing", "value", "error", "still waits", "died waiting"}, NoOrder: "no such order", Waited: "waited %s", WaitsSoFar: "%s so far",
	Gap: "gap %d", Marks: "differs from the lane above",
	LabelShort: [5]string{"awaiting tells you", "\"success\" means", "processed", "waited, no fault", "if none consumes"}, MarksShort: "not as above",
	Tells: "awaiting tells you", Means: "\"success\" means", Processed: "consumer has processed it", NoFault: "caller waited, no fault", NoConsumer: "if nobody consumes",
	TellsNothing: "nothing", TellsHandOver: "hand-over failed or not", TellsShort: "failed or not", TellsError: "that it failed", TellsAnswer: "the broker's answer", TellsResult: "the handler's result",
	MeansTried: "it was attempted", MeansBroker: "the broker answered", MeansService: "the service answered",
	ProcessedNo: "not known: %d of %d", ProcessedYes: "yes: %d of %d, with caveats", ProcessedShort: "yes: %d of %d", NoDifference: "no difference", Hangs: "hangs with them",
	Begin: "Three runs of the same orders, with the same seed and the same faults.", Same: "So far the three ways differ only in how long their callers waited.",
	AllFailed: "%s orders failed in all three lanes. Only the two that waited know it.", Failed: "Failed: %d orders with emit(), %d awaited, %d with send(). Who was told?",
	Waiting: "With emit(), %d have said PUBLISHED; awaited, %d have, the others wait.", AllFailedOne: "One order failed in all three lanes. Only the two that waited know it.", CallersWait: "%d callers wait",
}

var koreanLanes = laneWords{
	Title: "비교: 세 가지 방식, 같은 seed, 같은 장애", TitleShort: "비교: 세 가지 방식",
	Heads: [4]string{"주문 서비스: DB 기록", "프로듀서 안", "브로커", "완료"}, Knows: "#%d: 호출자가 아는 것",
	Code:    [3]string{"emit()", "await lastValueFrom(emit())", "await lastValueFrom(send())"},
	Purpose: [3]string{"보내고 잊기", "전달 여부 확인", "결과 확인"},
	Paid:    "결제 후 대기", Published: "PUBLISHED", Processing: "processing", Completed: "completed", Fail: "publish-failed",
	InMemory: "메모리에서 대기", Given: "유실", Told: "포기, 호출자에게 통보", End: "end %d", Connected: "연결됨", Cut: "연결 없음",
	Outcomes: [6]string{"호출 전", "아무것도 모름", "값", "에러", "아직 대기", "대기 중 종료"}, NoOrder: "없는 주문", Waited: "%s 대기", WaitsSoFar: "지금까지 %s",
	Gap: "차이 %d", Marks: "위 방식과 다름",
	LabelShort: [5]string{"await가 알려 줌", "\"성공\"의 뜻", "처리됐나", "장애 없을 때 대기", "컨슈머 없을 때"}, MarksShort: "위와 다름",
	Tells: "await가 알려 주는 것", Means: "\"성공\"의 뜻", Processed: "컨슈머가 처리했나", NoFault: "장애 없을 때 대기", NoConsumer: "소비하는 곳이 없으면",
	TellsNothing: "없음", TellsHandOver: "전달 성공 또는 실패", TellsShort: "성공 또는 실패", TellsError: "실패했다는 것", TellsAnswer: "브로커의 응답", TellsResult: "핸들러의 결과",
	MeansTried: "시도했음", MeansBroker: "브로커가 응답함", MeansService: "서비스가 응답함",
	ProcessedNo: "모름: %[2]d건 중 %[1]d건", ProcessedYes: "예: %[2]d건 중 %[1]d건, 조건부", ProcessedShort: "예: %[2]d건 중 %[1]d건", NoDifference: "차이 없음", Hangs: "함께 멈춤",
	Begin: "같은 주문, 같은 seed, 같은 장애로 세 번 실행합니다.", Same: "지금까지는 호출자가 기다린 시간만 다릅니다.",
	AllFailed: "세 방식 모두 %s건이 실패했지만, 기다린 두 방식만 그 사실을 압니다.", Failed: "실패: emit() %d건, await %d건, send() %d건. 누가 통보받았나요?",
	Waiting: "PUBLISHED 기록이 emit()은 %d건, await는 %d건입니다. 나머지는 기다립니다.", AllFailedOne: "세 방식 모두 1건이 실패했지만, 기다린 두 방식만 그 사실을 압니다.", CallersWait: "호출자 %d명 대기",
}
