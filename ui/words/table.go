package words

// tableWords are those of the orders table.
type tableWords struct {
	Title        string `max:"10"`
	RowSays      string `max:"10"`
	InTruth      string `max:"10"`
	About        string `max:"10"`
	Foot         string `max:"56"`
	FootLost     string `max:"56"`
	FootEnd      string `max:"66" args:"taken 96,000; worked 54,000; nothing 42,000"`
	FootRefund   string `max:"66" args:"taken 96,000; worked 60,000; refunded 30,000; nothing 6,000"`
	Of           string `max:"16" args:"shown 8; orders 12"`
	RangeOf      string `max:"24" args:"from 4; to 11; orders 12"`
	Empty        string `max:"60"`
	NotCalled    string `max:"17"`
	OnWay        string `max:"17"`
	Waiting      string `max:"17"`
	Unseen       string `max:"17"`
	Memory       string `max:"17"`
	Retrying     string `max:"17" args:"try 2; tries 6; span 0.4 s"`
	Unknown      string `max:"17"`
	Duplicated   string `max:"17"`
	SentAgain    string `max:"17"`
	GivenUp      string `max:"17"`
	Leaving      string `max:"17"`
	Lost         string `max:"10"`
	Finished     string `max:"10"`
	Twice        string `max:"10"`
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
	Title:        "orders",
	RowSays:      "row says",
	InTruth:      "in truth",
	About:        "for",
	Foot:         "each row: what the order service believes, what is true",
	FootLost:     "no retry job looks at a row that says PUBLISHED",
	FootEnd:      "%[1]s P taken = %[2]s P worked off + %[3]s P for nothing",
	FootRefund:   "%[1]s P = %[2]s worked off + %[3]s refunded + %[4]s for nothing",
	Of:           "%[1]d of %[2]d",
	RangeOf:      "%[1]d–%[2]d of %[3]d",
	Empty:        "no order yet",
	NotCalled:    "not handed over",
	OnWay:        "on the wire",
	Waiting:      "waits as LAG",
	Unseen:       "not replicated",
	Memory:       "waits in memory",
	Retrying:     "try %[1]d/%[2]d in %[3]s",
	Unknown:      "nobody can tell",
	Duplicated:   "twice in the log",
	SentAgain:    "to be sent again",
	GivenUp:      "given up",
	Leaving:      "in memory",
	Lost:         "LOST",
	Finished:     "finished",
	Twice:        "done twice",
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
	Title:        "주문",
	RowSays:      "DB 기록",
	InTruth:      "실제",
	About:        "대상",
	Foot:         "왼쪽은 주문 서비스의 기록, 오른쪽은 실제 상태",
	FootLost:     "PUBLISHED인 행을 조회하는 재시도 작업은 없습니다",
	FootEnd:      "차감 %[1]s P = 처리 %[2]s P + 처리 없이 %[3]s P",
	FootRefund:   "%[1]s P = 처리 %[2]s + 환불 %[3]s + 처리 없이 %[4]s",
	Of:           "%[2]d건 중 %[1]d건",
	RangeOf:      "%[3]d건 중 %[1]d–%[2]d",
	Empty:        "아직 주문이 없습니다",
	NotCalled:    "전달 전",
	OnWay:        "전송 중",
	Waiting:      "LAG로 대기",
	Unseen:       "복제되기 전",
	Memory:       "메모리에서 대기",
	Retrying:     "%[1]d/%[2]d회 %[3]s 뒤",
	Unknown:      "알 수 없음",
	Duplicated:   "로그에 두 번",
	SentAgain:    "다시 보낼 예정",
	GivenUp:      "포기됨",
	Leaving:      "메모리에 있음",
	Lost:         "유실",
	Finished:     "완료",
	Twice:        "두 번 처리",
	NotDone:      "미처리",
	Canceled:     "취소",
	Partly:       "%[1]d %% 처리",
	Left:         "%[1]d %% 남음",
	Worker:       "w%[1]d 처리 중",
	Working:      "처리 중",
	PanelPending: "패널에 요청 중",
	Panel:        "패널 작업 %[1]d %%",
}
