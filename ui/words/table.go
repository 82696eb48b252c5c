package words

// tableWords are those of the orders table.
type tableWords struct {
	InTruth      string `max:"10"`
	RangeOf      string `max:"24" args:"from 4; to 11; orders 12"`
	NotCalled    string `max:"17"`
	OnWay        string `max:"17"`
	Waiting      string `max:"17"`
	Stored       string `max:"17"`
	Unseen       string `max:"17"`
	Memory       string `max:"17"`
	UsedUp       string `max:"17"`
	Retrying     string `max:"17" args:"try 2; tries 6; span 0.4 s"`
	Unknown      string `max:"17"`
	Elsewhere    string `max:"17"`
	Duplicated   string `max:"17" args:"often twice"`
	SentAgain    string `max:"17"`
	GivenUp      string `max:"17"`
	Leaving      string `max:"17"`
	Lost         string `max:"10"`
	Finished     string `max:"10"`
	Twice        string `max:"14" args:"often 12 times"`
	Bought       string `max:"14" args:"often 12 times"`
	NotDone      string `max:"10"`
	Canceled     string `max:"10"`
	Partly       string `max:"10" args:"percent 40"`
	Left         string `max:"10" args:"percent 40"`
	Worker       string `max:"17" args:"worker 1"`
	Working      string `max:"17"`
	PanelPending string `max:"17"`
	Panel        string `max:"17" args:"percent 14"`
}

var englishTable = tableWords{
	InTruth:      "in truth",
	RangeOf:      "%[1]d–%[2]d of %[3]d",
	NotCalled:    "not handed over",
	OnWay:        "on the wire",
	Waiting:      "waits as LAG",
	Stored:       "in the log",
	Unseen:       "not replicated",
	Memory:       "waits in memory",
	UsedUp:       "no try left",
	Retrying:     "try %[1]d/%[2]d in %[3]s",
	Unknown:      "nobody can tell",
	Elsewhere:    "handled elsewhere",
	Duplicated:   "in log %[1]s",
	SentAgain:    "to be sent again",
	GivenUp:      "given up",
	Leaving:      "in memory",
	Lost:         "LOST",
	Finished:     "finished",
	Twice:        "done %[1]s",
	Bought:       "paid %[1]s",
	NotDone:      "not done",
	Canceled:     "canceled",
	Partly:       "%[1]d %% done",
	Left:         "%[1]d %% left",
	Worker:       "w%[1]d works on it",
	Working:      "being worked on",
	PanelPending: "asks the panel",
	Panel:        "panel %[1]d %%",
}

var koreanTable = tableWords{
	InTruth:      "실제",
	RangeOf:      "%[3]d건 중 %[1]d–%[2]d",
	NotCalled:    "전달 전",
	OnWay:        "전송 중",
	Waiting:      "LAG로 대기",
	Stored:       "로그에 있음",
	Unseen:       "복제되기 전",
	Memory:       "메모리에서 대기",
	UsedUp:       "남은 시도 없음",
	Retrying:     "%[1]d/%[2]d회 %[3]s 뒤",
	Unknown:      "알 수 없음",
	Elsewhere:    "다른 곳에서 처리",
	Duplicated:   "로그에 %[1]s",
	SentAgain:    "다시 보낼 예정",
	GivenUp:      "포기됨",
	Leaving:      "메모리에 있음",
	Lost:         "유실",
	Finished:     "완료",
	Twice:        "%[1]s 처리",
	Bought:       "%[1]s 구매",
	NotDone:      "미처리",
	Canceled:     "취소",
	Partly:       "%[1]d %% 처리",
	Left:         "%[1]d %% 남음",
	Worker:       "w%[1]d 처리 중",
	Working:      "처리 중",
	PanelPending: "패널에 요청 중",
	Panel:        "패널 작업 %[1]d %%",
}
