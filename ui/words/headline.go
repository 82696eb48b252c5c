package words

// headlineWords are those of the bars, of the gap and of the money. A part of
// the bars is named with how many orders it is.
type headlineWords struct {
	RowsSaid    string `max:"9"`
	InTruth     string `max:"9"`
	Published   string `max:"9"`
	Finished    string `max:"9"`
	Gap         string `max:"8" args:"orders 8"`
	Working     string `max:"16" args:"orders 8"`
	OnWay       string `max:"16" args:"orders 8"`
	Waiting     string `max:"16" args:"orders 8"`
	Memory      string `max:"16" args:"orders 8"`
	Retrying    string `max:"16" args:"orders 8"`
	Unknown     string `max:"16" args:"orders 8"`
	Duplicated  string `max:"16" args:"orders 8"`
	Lost        string `max:"16" args:"orders 8"`
	Ended       string `max:"16" args:"orders 8"`
	Told        string `max:"16" args:"orders 8"`
	DoneTwice   string `max:"16" args:"orders 1"`
	DoneAgain   string `max:"16" args:"orders 1"`
	CallerWaits string `max:"20"`
	CallersWait string `max:"20" args:"callers 7"`
	Taken       string `max:"32" args:"points 21,000"`
	Nothing     string `max:"32" args:"points 21,000"`
	TakenBack   string `max:"40" args:"taken 56,000; back 14,400"`
	ForNothing  string `max:"16"`
}

var englishHeadline = headlineWords{
	RowsSaid:    "rows said",
	InTruth:     "in truth",
	Published:   "PUBLISHED",
	Finished:    "FINISHED",
	Gap:         "gap %[1]s",
	Working:     "%[1]s working",
	OnWay:       "%[1]s on its way",
	Waiting:     "%[1]s waiting",
	Memory:      "%[1]s in memory",
	Retrying:    "%[1]s retrying",
	Unknown:     "%[1]s unknown",
	Duplicated:  "%[1]s duplicated",
	Lost:        "%[1]s LOST",
	Ended:       "%[1]s ended early",
	Told:        "%[1]s told",
	DoneTwice:   "%[1]s done twice",
	DoneAgain:   "%[1]s done again",
	CallerWaits: "1 caller waits",
	CallersWait: "%[1]s callers wait",
	Taken:       "%[1]s P taken",
	Nothing:     "%[1]s P for nothing",
	TakenBack:   "%[1]s P taken, %[2]s given back",
	ForNothing:  "P for nothing",
}

var koreanHeadline = headlineWords{
	RowsSaid:    "DB 누계",
	InTruth:     "실제",
	Published:   "PUBLISHED",
	Finished:    "완료",
	Gap:         "차이 %[1]s",
	Working:     "처리 중 %[1]s",
	OnWay:       "전송 중 %[1]s",
	Waiting:     "대기 중 %[1]s",
	Memory:      "메모리에 %[1]s",
	Retrying:    "재시도 중 %[1]s",
	Unknown:     "알 수 없음 %[1]s",
	Duplicated:  "중복 %[1]s",
	Lost:        "유실 %[1]s",
	Ended:       "조기 종료 %[1]s",
	Told:        "통보됨 %[1]s",
	DoneTwice:   "두 번 처리 %[1]s",
	DoneAgain:   "다시 처리 %[1]s",
	CallerWaits: "기다리는 호출자 1",
	CallersWait: "기다리는 호출자 %[1]s",
	Taken:       "차감 %[1]s P",
	Nothing:     "처리 없이 차감 %[1]s P",
	TakenBack:   "차감 %[1]s P, 환불 %[2]s P",
	ForNothing:  "P 처리 없이 차감",
}
