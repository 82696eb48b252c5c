package words

// futureWords are those of the futures side by side.
type futureWords struct {
	Title       string `max:"28" args:"kept 8"`
	TitleGone   string `max:"28" args:"kept 8; gone 3"`
	Now         string `max:"6"`
	Kept        string `max:"6"`
	Did         string `max:"36" args:"did broker down; time 12.480 s"`
	Repaired    string `max:"18"`
	NewOrder    string `max:"18"`
	RemedyOn    string `max:"24" args:"remedy sweeper"`
	RemedyOff   string `max:"24" args:"remedy sweeper"`
	More        string `max:"12" args:"more 2"`
	Inputs      string `max:"12" args:"inputs 2"`
	Input       string `max:"12"`
	AsItWas     string `max:"22"`
	WithoutIt   string `max:"22"`
	WithoutThem string `max:"22"`
	Without     string `max:"16" args:"did repaired"`
	OnBoard     string `max:"20"`
	Parts       string `max:"30" args:"time 12.480 s"`
	Stood       string `max:"30" args:"time 12.480 s"`
	Seed        string `max:"24" args:"seed 165"`
	Other       string `max:"76" args:"future 2; run await emit(); time 12.480 s"`
	OtherShort  string `max:"76" args:"future 2; time 12.480 s"`
	Apart       string `max:"76"`
	ApartShort  string `max:"40"`
	Range       string `max:"24" args:"more 6"`
	LetGo       string `max:"40" args:"gone 3; limit 8"`
	Differ      string `max:"30" args:"future 1; other 2"`
	Difference  string `max:"58" args:"time 13.004 s; future 1; event memory-waiting; order 7"`
	None        string `max:"40"`
	Before      string `max:"76" args:"time 12.480 s; future 1; other 2"`
	Part        string `max:"40" args:"future 1; other 2; time 12.480 s"`
	PartShort   string `max:"24" args:"time 12.480 s"`
	MoreLost    string `max:"48" args:"future 1; orders three"`
	MoreDone    string `max:"48" args:"future 1; orders three"`
	MoreSay     string `max:"48" args:"future 1; rows three"`
	OneLost     string `max:"48" args:"future 1"`
	OneDone     string `max:"48" args:"future 1"`
	OneSays     string `max:"48" args:"future 1"`
	MoreFailed  string `max:"48" args:"future 1; rows three"`
	MoreOrders  string `max:"48" args:"future 1; orders three"`
	MoreIn      string `max:"48" args:"future 1; orders three"`
	OneFailed   string `max:"48" args:"future 1"`
	OneOrder    string `max:"48" args:"future 1"`
	OneIn       string `max:"48" args:"future 1"`
	MoreMoney   string `max:"48" args:"future 1; points 8,000"`
	Same        string `max:"48"`
	SameEnd     string `max:"48"`
}

var englishFutures = futureWords{
	Title:       "futures: %[1]d kept",
	TitleGone:   "futures: %[1]d kept, %[2]d gone",
	Now:         "now",
	Kept:        "kept",
	Did:         "%[1]s at %[2]s",
	Repaired:    "repaired",
	NewOrder:    "one more order",
	RemedyOn:    "%[1]s on",
	RemedyOff:   "%[1]s off",
	More:        ", %[1]d more",
	Inputs:      "%[1]d acts",
	Input:       "one act",
	AsItWas:     "left as it was",
	WithoutIt:   "without it",
	WithoutThem: "without them",
	Without:     "without %[1]s",
	OnBoard:     "on the stage",
	Parts:       "parts from 1 at %[1]s",
	Stood:       "you stood at %[1]s",
	Seed:        "seed %[1]d",
	Other:       "%[1]d is another run: %[2]s. enter goes back to %[3]s in it.",
	OtherShort:  "%[1]d is another run. enter goes back to %[2]s in it.",
	Apart:       "another run: it is shown where you stood in it, and compared with nothing",
	ApartShort:  "another run, where you stood in it",
	Range:       "%[1]d more: ↑ ↓",
	LetGo:       "%[1]d let go: at most %[2]d are kept",
	Differ:      "%[1]d and %[2]d first differ",
	Difference:  "at %[1]s, in %[2]d: %[3]s of #%[4]d",
	None:        "in no order so far",
	Before:      "Until %[1]s futures %[2]d and %[3]d are one and the same run.",
	Part:        "Futures %[1]d and %[2]d part at %[3]s",
	PartShort:   "Parted at %[1]s: ",
	MoreLost:    "in %[1]d, %[2]s more orders are LOST.",
	MoreDone:    "in %[1]d, %[2]s more orders are finished.",
	MoreSay:     "in %[1]d, %[2]s more rows have said PUBLISHED.",
	OneLost:     "in %[1]d, one more order is LOST.",
	OneDone:     "in %[1]d, one more order is finished.",
	OneSays:     "in %[1]d, one more row has said PUBLISHED.",
	MoreFailed:  "in %[1]d, %[2]s more rows say PUBLISH-FAILED.",
	MoreOrders:  "in %[1]d, there are %[2]s more orders.",
	MoreIn:      "in %[1]d, %[2]s more orders wait in memory.",
	OneFailed:   "in %[1]d, one more row says PUBLISH-FAILED.",
	OneOrder:    "in %[1]d, there is one more order.",
	OneIn:       "in %[1]d, one more order waits in memory.",
	MoreMoney:   "in %[1]d, %[2]s P more are taken for nothing.",
	Same:        "so far they come to the same.",
	SameEnd:     "they come to the same end.",
}

var koreanFutures = futureWords{
	Title:       "미래: %[1]d개 보관",
	TitleGone:   "미래: %[1]d개 보관, %[2]d개 버림",
	Now:         "지금",
	Kept:        "보관",
	Did:         "%[2]s에 %[1]s",
	Repaired:    "복구",
	NewOrder:    "주문 추가",
	RemedyOn:    "%[1]s 켬",
	RemedyOff:   "%[1]s 끔",
	More:        " 외 %[1]d건",
	Inputs:      "개입 %[1]d건",
	Input:       "개입 1건",
	AsItWas:     "그대로 둔 미래",
	WithoutIt:   "그 일이 없는 미래",
	WithoutThem: "그 일들이 없는 미래",
	Without:     "%[1]s 제외",
	OnBoard:     "무대에 표시 중",
	Parts:       "%[1]s에 1번과 갈라짐",
	Stood:       "있던 자리 %[1]s",
	Seed:        "시드 %[1]d",
	Other:       "%[1]d번은 다른 실행입니다: %[2]s. enter로 %[3]s 시점에 돌아갑니다.",
	OtherShort:  "%[1]d번은 다른 실행입니다. enter로 %[2]s 시점에 돌아갑니다.",
	Apart:       "다른 실행: 있던 자리에서 표시하고, 지금과는 비교하지 않음",
	ApartShort:  "다른 실행: 있던 자리에서",
	Range:       "%[1]d개 더 있음: ↑ ↓",
	LetGo:       "%[1]d개 버림: 최대 %[2]d개 보관",
	Differ:      "%[1]d번과 %[2]d번의 첫 차이",
	Difference:  "%[1]s, %[2]d번 미래: %[3]s, #%[4]d 주문",
	None:        "아직 어느 주문에도 없음",
	Before:      "%[1]s까지 %[2]d번과 %[3]d번 미래는 똑같은 실행입니다.",
	Part:        "%[1]d번과 %[2]d번 미래는 %[3]s에 갈라집니다",
	PartShort:   "%[1]s에 갈라짐. ",
	MoreLost:    "%[1]d번에서 주문 %[2]s건이 더 유실됐습니다.",
	MoreDone:    "%[1]d번에서 주문 %[2]s건이 더 완료됐습니다.",
	MoreSay:     "%[1]d번에서 %[2]s건이 더 PUBLISHED로 기록됐습니다.",
	OneLost:     "%[1]d번에서 주문 1건이 더 유실됐습니다.",
	OneDone:     "%[1]d번에서 주문 1건이 더 완료됐습니다.",
	OneSays:     "%[1]d번에서 1건이 더 PUBLISHED로 기록됐습니다.",
	MoreFailed:  "%[1]d번에서 %[2]s건이 더 PUBLISH-FAILED 상태입니다.",
	MoreOrders:  "%[1]d번에 주문이 %[2]s건 더 있습니다.",
	MoreIn:      "%[1]d번에서 %[2]s건이 더 메모리에서 대기합니다.",
	OneFailed:   "%[1]d번에서 1건이 더 PUBLISH-FAILED 상태입니다.",
	OneOrder:    "%[1]d번에 주문이 1건 더 있습니다.",
	OneIn:       "%[1]d번에서 1건이 더 메모리에서 대기합니다.",
	MoreMoney:   "%[1]d번에서 %[2]s P가 더 처리 없이 차감됐습니다.",
	Same:        "아직은 결과가 같습니다.",
	SameEnd:     "끝까지 결과가 같습니다.",
}
