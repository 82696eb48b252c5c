package words

// futureWords are those of the futures side by side.
type futureWords struct {
	Title        string `max:"42" args:"kept 8"`
	TitleShort   string `max:"20" args:"kept 8"`
	Now          string `max:"6"`
	Kept         string `max:"6"`
	NowIs        string `max:"14" args:"did repaired"`
	KeptIs       string `max:"14" args:"did repaired"`
	Did          string `max:"36" args:"did broker down; time 12.480 s"`
	Repaired     string `max:"18"`
	NewOrder     string `max:"18"`
	RemedyOn     string `max:"24" args:"remedy sweeper"`
	RemedyOff    string `max:"24" args:"remedy sweeper"`
	More         string `max:"12" args:"more 2"`
	Inputs       string `max:"12" args:"inputs 2"`
	AsItWas      string `max:"22"`
	WithoutIt    string `max:"22"`
	WithoutThem  string `max:"22"`
	Without      string `max:"16" args:"did repaired"`
	Marks        string `max:"36"`
	MarksShort   string `max:"16"`
	OnBoard      string `max:"20"`
	Parts        string `max:"30" args:"time 12.480 s"`
	Range        string `max:"24" args:"from 1; to 2; kept 8"`
	LetGo        string `max:"40" args:"gone 3; limit 8"`
	Lost         string `max:"30"`
	Finished     string `max:"30"`
	All          string `max:"30"`
	Nothing      string `max:"30"`
	Panel        string `max:"30"`
	Last         string `max:"30"`
	AllShort     string `max:"18"`
	PanelShort   string `max:"18"`
	LastShort    string `max:"18"`
	NothingShort string `max:"18"`
	Ended        string `max:"20" args:"time 38.096 s"`
	Dollars      string `max:"10" args:"dollars 21.60"`
	Differ       string `max:"30" args:"future 1; other 2"`
	DifferShort  string `max:"18" args:"future 1; other 2"`
	Difference   string `max:"58" args:"time 13.004 s; future 1; event memory-waiting; order 7"`
	None         string `max:"40"`
	Before       string `max:"76" args:"time 12.480 s; future 1; other 2"`
	Part         string `max:"40" args:"future 1; other 2; time 12.480 s"`
	PartShort    string `max:"24" args:"time 12.480 s"`
	MoreLost     string `max:"48" args:"future 1; orders three"`
	MoreDone     string `max:"48" args:"future 1; orders three"`
	MoreSay      string `max:"48" args:"future 1; rows three"`
	OneLost      string `max:"48" args:"future 1"`
	OneDone      string `max:"48" args:"future 1"`
	OneSays      string `max:"48" args:"future 1"`
	MoreFailed   string `max:"48" args:"future 1; rows three"`
	MoreOrders   string `max:"48" args:"future 1; orders three"`
	MoreIn       string `max:"48" args:"future 1; orders three"`
	OneFailed    string `max:"48" args:"future 1"`
	OneOrder     string `max:"48" args:"future 1"`
	OneIn        string `max:"48" args:"future 1"`
	MoreMoney    string `max:"48" args:"future 1; points 8,000"`
	Same         string `max:"48"`
	SameEnd      string `max:"48"`
}

var englishFutures = futureWords{
	Title:        "futures of one run: the present, %[1]d kept",
	TitleShort:   "futures: %[1]d kept",
	Now:          "now",
	Kept:         "kept",
	NowIs:        "now: %[1]s",
	KeptIs:       "kept: %[1]s",
	Did:          "%[1]s at %[2]s",
	Repaired:     "repaired",
	NewOrder:     "one more order",
	RemedyOn:     "%[1]s on",
	RemedyOff:    "%[1]s off",
	More:         ", %[1]d more",
	Inputs:       "%[1]d inputs",
	AsItWas:      "left as it was",
	WithoutIt:    "without it",
	WithoutThem:  "without them",
	Without:      "without %[1]s",
	Marks:        "differs from the lane above",
	MarksShort:   "not as above",
	OnBoard:      "on the board",
	Parts:        "parts from 1 at %[1]s",
	Range:        "kept: %[1]d–%[2]d of %[3]d",
	LetGo:        "%[1]d let go: at most %[2]d are kept",
	Lost:         "LOST",
	Finished:     "FINISHED",
	All:          "PUBLISHED · FINISHED · LOST",
	Nothing:      "points taken for nothing",
	Panel:        "panel paid",
	Last:         "last event",
	AllShort:     "PUBL · FIN · LOST",
	PanelShort:   "panel paid",
	LastShort:    "last event",
	NothingShort: "for nothing",
	Ended:        "%[1]s, the end",
	Dollars:      "%[1]s $",
	Differ:       "%[1]d and %[2]d first differ",
	DifferShort:  "%[1]d, %[2]d first differ",
	Difference:   "at %[1]s, in %[2]d: %[3]s of #%[4]d",
	None:         "in no order so far",
	Before:       "Until %[1]s futures %[2]d and %[3]d are one and the same run.",
	Part:         "Futures %[1]d and %[2]d part at %[3]s",
	PartShort:    "Parted at %[1]s: ",
	MoreLost:     "in %[1]d, %[2]s more orders are LOST.",
	MoreDone:     "in %[1]d, %[2]s more orders are finished.",
	MoreSay:      "in %[1]d, %[2]s more rows have said PUBLISHED.",
	OneLost:      "in %[1]d, one more order is LOST.",
	OneDone:      "in %[1]d, one more order is finished.",
	OneSays:      "in %[1]d, one more row has said PUBLISHED.",
	MoreFailed:   "in %[1]d, %[2]s more rows say PUBLISH-FAILED.",
	MoreOrders:   "in %[1]d, there are %[2]s more orders.",
	MoreIn:       "in %[1]d, %[2]s more orders wait in memory.",
	OneFailed:    "in %[1]d, one more row says PUBLISH-FAILED.",
	OneOrder:     "in %[1]d, there is one more order.",
	OneIn:        "in %[1]d, one more order waits in memory.",
	MoreMoney:    "in %[1]d, %[2]s P more are taken for nothing.",
	Same:         "so far they come to the same.",
	SameEnd:      "they come to the same end.",
}

var koreanFutures = futureWords{
	Title:        "한 실행의 여러 미래: 지금과 보관 %[1]d개",
	TitleShort:   "미래: %[1]d개 보관",
	Now:          "지금",
	Kept:         "보관",
	NowIs:        "지금: %[1]s",
	KeptIs:       "보관: %[1]s",
	Did:          "%[2]s에 %[1]s",
	Repaired:     "복구",
	NewOrder:     "주문 추가",
	RemedyOn:     "%[1]s 켬",
	RemedyOff:    "%[1]s 끔",
	More:         " 외 %[1]d건",
	Inputs:       "입력 %[1]d건",
	AsItWas:      "그대로 둔 미래",
	WithoutIt:    "그 일이 없는 미래",
	WithoutThem:  "그 일들이 없는 미래",
	Without:      "%[1]s 없이",
	Marks:        "위 미래와 다름",
	MarksShort:   "위와 다름",
	OnBoard:      "보드에 표시 중",
	Parts:        "%[1]s에 1번과 갈라짐",
	Range:        "보관 %[3]d개 중 %[1]d–%[2]d",
	LetGo:        "%[1]d개 버림: 최대 %[2]d개 보관",
	Lost:         "유실",
	Finished:     "완료",
	All:          "PUBLISHED · 완료 · 유실",
	Nothing:      "처리 없이 차감",
	Panel:        "패널에 지불",
	Last:         "마지막 이벤트",
	AllShort:     "PUBL · 완료 · 유실",
	PanelShort:   "패널에 지불",
	LastShort:    "마지막 이벤트",
	NothingShort: "처리 없이 차감",
	Ended:        "%[1]s, 끝",
	Dollars:      "%[1]s $",
	Differ:       "%[1]d번과 %[2]d번의 첫 차이",
	DifferShort:  "%[1]d, %[2]d번 첫 차이",
	Difference:   "%[1]s, %[2]d번 미래: %[3]s, #%[4]d 주문",
	None:         "아직 어느 주문에도 없음",
	Before:       "%[1]s까지 %[2]d번과 %[3]d번 미래는 똑같은 실행입니다.",
	Part:         "%[1]d번과 %[2]d번 미래는 %[3]s에 갈라집니다",
	PartShort:    "%[1]s에 갈라짐. ",
	MoreLost:     "%[1]d번에서 주문 %[2]s건이 더 유실됐습니다.",
	MoreDone:     "%[1]d번에서 주문 %[2]s건이 더 완료됐습니다.",
	MoreSay:      "%[1]d번에서 %[2]s건이 더 PUBLISHED로 기록됐습니다.",
	OneLost:      "%[1]d번에서 주문 1건이 더 유실됐습니다.",
	OneDone:      "%[1]d번에서 주문 1건이 더 완료됐습니다.",
	OneSays:      "%[1]d번에서 1건이 더 PUBLISHED로 기록됐습니다.",
	MoreFailed:   "%[1]d번에서 %[2]s건이 더 PUBLISH-FAILED 상태입니다.",
	MoreOrders:   "%[1]d번에 주문이 %[2]s건 더 있습니다.",
	MoreIn:       "%[1]d번에서 %[2]s건이 더 메모리에서 대기합니다.",
	OneFailed:    "%[1]d번에서 1건이 더 PUBLISH-FAILED 상태입니다.",
	OneOrder:     "%[1]d번에 주문이 1건 더 있습니다.",
	OneIn:        "%[1]d번에서 1건이 더 메모리에서 대기합니다.",
	MoreMoney:    "%[1]d번에서 %[2]s P가 더 처리 없이 차감됐습니다.",
	Same:         "아직은 결과가 같습니다.",
	SameEnd:      "끝까지 결과가 같습니다.",
}
