package words

// headlineWords are those of the bars and of the gap line.
type headlineWords struct {
	RowsSay      string `max:"9"`
	InTruth      string `max:"9"`
	Gap          string `max:"9"`
	Published    string `max:"9"`
	Finished     string `max:"9"`
	Working      string `max:"16" args:"orders 8"`
	OnWay        string `max:"16" args:"orders 8"`
	Waiting      string `max:"16" args:"orders 8"`
	Memory       string `max:"16" args:"orders 8"`
	Retrying     string `max:"16" args:"orders 8"`
	Unknown      string `max:"16" args:"orders 8"`
	Duplicated   string `max:"16" args:"orders 8"`
	Lost         string `max:"16" args:"orders 8"`
	Ended        string `max:"16" args:"orders 8"`
	CallerWaits  string `max:"20"`
	CallersWait  string `max:"20" args:"callers 7"`
	Taken        string `max:"32" args:"points 21,000"`
	Nothing      string `max:"32" args:"points 21,000"`
	NothingShort string `max:"32" args:"points 21,000"`
	TakenBack    string `max:"40" args:"taken 56,000; back 14,400"`
}

var englishHeadline = headlineWords{
	RowsSay:      "rows say",
	InTruth:      "in truth",
	Gap:          "gap",
	Published:    "PUBLISHED",
	Finished:     "FINISHED",
	Working:      "%[1]d working",
	OnWay:        "%[1]d on its way",
	Waiting:      "%[1]d waiting",
	Memory:       "%[1]d in memory",
	Retrying:     "%[1]d retrying",
	Unknown:      "%[1]d unknown",
	Duplicated:   "%[1]d duplicated",
	Lost:         "%[1]d LOST",
	Ended:        "%[1]d ended early",
	CallerWaits:  "1 caller waits",
	CallersWait:  "%[1]d callers wait",
	Taken:        "%[1]s P taken",
	Nothing:      "%[1]s P taken for nothing",
	NothingShort: "%[1]s P for nothing",
	TakenBack:    "%[1]s P taken, %[2]s given back",
}

var koreanHeadline = headlineWords{
	RowsSay:      "DB 기록",
	InTruth:      "실제",
	Gap:          "차이",
	Published:    "PUBLISHED",
	Finished:     "완료",
	Working:      "처리 중 %[1]d",
	OnWay:        "전송 중 %[1]d",
	Waiting:      "대기 중 %[1]d",
	Memory:       "메모리에 %[1]d",
	Retrying:     "재시도 중 %[1]d",
	Unknown:      "알 수 없음 %[1]d",
	Duplicated:   "중복 %[1]d",
	Lost:         "유실 %[1]d",
	Ended:        "조기 종료 %[1]d",
	CallerWaits:  "호출자 1명 대기",
	CallersWait:  "호출자 %[1]d명 대기",
	Taken:        "차감 %[1]s P",
	Nothing:      "처리 없이 차감 %[1]s P",
	NothingShort: "처리 없이 %[1]s P",
	TakenBack:    "차감 %[1]s P, 환불 %[2]s P",
}
