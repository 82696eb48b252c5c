package words

// eventLogWords are those of the event log panel.
type eventLogWords struct {
	Title     string `max:"30"`
	Shown     string `max:"40" args:"shown 137; events 137"`
	OnlyOrder string `max:"20"` // before what is shown
	OnlyType  string `max:"20"` // before what is shown
	Search    string `max:"12"`
	Ask       string `max:"60"`
	None      string `max:"60"`
	Event     string `max:"8"`
	At        string `max:"8"`
	Order     string `max:"8"`
	Type      string `max:"8"`
	Cause     string `max:"8"`
	Fields    string `max:"30"`
	Own       string `max:"24" args:"time 118.150"`
}

var englishEventLog = eventLogWords{
	Title:     "event log",
	Shown:     "%[1]d of %[2]d events",
	OnlyOrder: "only",
	OnlyType:  "only",
	Search:    "search:",
	Ask:       "a type, an error, #order or a number; enter keeps it",
	None:      "No event up to here fits.",
	Event:     "event",
	At:        "at",
	Order:     "order",
	Type:      "type",
	Cause:     "cause",
	Fields:    "what it did",
	Own:       "(was at %[1]s)",
}

var koreanEventLog = eventLogWords{
	Title:     "이벤트 로그",
	Shown:     "이벤트 %[2]d개 중 %[1]d개",
	OnlyOrder: "이 주문만",
	OnlyType:  "이 종류만",
	Search:    "검색:",
	Ask:       "종류, 에러, #주문 또는 번호. enter 유지",
	None:      "여기까지 맞는 이벤트가 없습니다.",
	Event:     "이벤트",
	At:        "시각",
	Order:     "주문",
	Type:      "종류",
	Cause:     "원인",
	Fields:    "내용",
	Own:       "(실제 %[1]s)",
}
