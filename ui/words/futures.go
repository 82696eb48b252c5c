package words

import (
	"fmt"
	"time"
)

// futureWords are those of the futures side by side.
type futureWords struct {
	Title                          string `max:"42"` // 8
	TitleShort                     string `max:"20"` // 8
	Now, Kept                      string `max:"6"`
	NowIs, KeptIs                  string `max:"14"` // what was done
	Did                            string `max:"36"` // broker down, 12.480 s
	Repaired, NewOrder             string `max:"18"`
	RemedyOn, RemedyOff            string `max:"24"` // sweeper
	More                           string `max:"12"` // 2
	Inputs                         string `max:"12"` // 2
	AsItWas                        string `max:"22"`
	WithoutIt, WithoutThem         string `max:"22"`
	Without                        string `max:"16"` // what was done
	Marks                          string `max:"36"`
	MarksShort                     string `max:"16"`
	OnBoard                        string `max:"20"`
	Parts                          string `max:"30"` // 12.480 s
	Range                          string `max:"24"` // 1, 2, 8
	LetGo                          string `max:"40"` // 3, 8
	Lost, Finished, All            string `max:"30"`
	Nothing, Panel, Last           string `max:"30"`
	AllShort, PanelShort           string `max:"18"`
	LastShort, NothingShort        string `max:"18"`
	Ended                          string `max:"20"` // 38.096 s
	Dollars                        string `max:"10"` // 21.60
	Differ                         string `max:"30"` // 1, 2
	DifferShort                    string `max:"18"` // 1, 2
	Difference                     string `max:"58"` // 13.004 s, 1, memory-waiting, 7
	None                           string `max:"40"`
	Before                         string `max:"76"` // 12.480 s, 1, 2
	Part                           string `max:"40"` // 1, 2, 12.480 s
	PartShort                      string `max:"24"` // 12.480 s
	MoreLost, MoreDone, MoreSay    string `max:"48"` // 1, three
	OneLost, OneDone, OneSays      string `max:"48"` // 1
	MoreFailed, MoreOrders, MoreIn string `max:"48"` // 1, three
	OneFailed, OneOrder, OneIn     string `max:"48"` // 1
	MoreMoney                      string `max:"48"` // 1, 8,000
	Same, SameEnd                  string `max:"48"`
}

var englishFutures = futureWords{
	Title: "futures of one run: the present, %d kept", TitleShort: "futures: %d kept", Now: "now", Kept: "kept", NowIs: "now: %s", KeptIs: "kept: %s",
	Did: "%s at %s", Repaired: "repaired", NewOrder: "one more order", RemedyOn: "%s on", RemedyOff: "%s off", More: ", %d more", Inputs: "%d inputs",
	AsItWas: "left as it was", WithoutIt: "without it", WithoutThem: "without them", Without: "without %s", OnBoard: "on the board", Parts: "parts from 1 at %s",
	Range: "kept: %d–%d of %d", LetGo: "%d let go: at most %d are kept",
	Marks: "differs from the lane above", MarksShort: "not as above", Lost: "LOST", Finished: "FINISHED", All: "PUBLISHED · FINISHED · LOST", AllShort: "PUBL · FIN · LOST",
	Nothing: "points taken for nothing", NothingShort: "for nothing", Panel: "panel paid", PanelShort: "panel paid", Last: "last event", LastShort: "last event",
	Ended: "%s, the end", Dollars: "%s $", Differ: "%d and %d first differ", DifferShort: "%d, %d first differ", Difference: "at %s, in %d: %s of #%d", None: "in no order so far",
	Before: "Until %s futures %d and %d are one and the same run.",
	Part:   "Futures %d and %d part at %s", PartShort: "Parted at %s: ",
	MoreLost: "in %d, %s more orders are LOST.", OneLost: "in %d, one more order is LOST.",
	MoreDone: "in %d, %s more orders are finished.", OneDone: "in %d, one more order is finished.",
	MoreSay: "in %d, %s more rows have said PUBLISHED.", OneSays: "in %d, one more row has said PUBLISHED.",
	MoreFailed: "in %d, %s more rows say PUBLISH-FAILED.", OneFailed: "in %d, one more row says PUBLISH-FAILED.",
	MoreOrders: "in %d, there are %s more orders.", OneOrder: "in %d, there is one more order.",
	MoreIn: "in %d, %s more orders wait in memory.", OneIn: "in %d, one more order waits in memory.",
	MoreMoney: "in %d, %s P more are taken for nothing.",
	Same:      "so far they come to the same.", SameEnd: "they come to the same end.",
}

var koreanFutures = futureWords{
	Title: "한 실행의 여러 미래: 지금과 보관 %d개", TitleShort: "미래: %d개 보관", Now: "지금", Kept: "보관", NowIs: "지금: %s", KeptIs: "보관: %s",
	Did: "%[2]s에 %[1]s", Repaired: "복구", NewOrder: "주문 추가", RemedyOn: "%s 켬", RemedyOff: "%s 끔", More: " 외 %d건", Inputs: "입력 %d건",
	AsItWas: "그대로 둔 미래", WithoutIt: "그 일이 없는 미래", WithoutThem: "그 일들이 없는 미래", Without: "%s 없이", OnBoard: "보드에 표시 중", Parts: "%s에 1번과 갈라짐",
	Range: "보관 %[3]d개 중 %[1]d–%[2]d", LetGo: "%d개 버림: 최대 %d개 보관",
	Marks: "위 미래와 다름", MarksShort: "위와 다름", Lost: "유실", Finished: "완료", All: "PUBLISHED · 완료 · 유실", AllShort: "PUBL · 완료 · 유실",
	Nothing: "처리 없이 차감", NothingShort: "처리 없이 차감", Panel: "패널에 지불", PanelShort: "패널에 지불", Last: "마지막 이벤트", LastShort: "마지막 이벤트",
	Ended: "%s, 끝", Dollars: "%s $", Differ: "%d번과 %d번의 첫 차이", DifferShort: "%d, %d번 첫 차이", Difference: "%[1]s, %[2]d번 미래: %[3]s, #%[4]d 주문", None: "아직 어느 주문에도 없음",
	Before: "%s까지 %d번과 %d번 미래는 똑같은 실행입니다.",
	Part:   "%d번과 %d번 미래는 %s에 갈라집니다", PartShort: "%s에 갈라짐. ",
	MoreLost: "%d번에서 주문 %s건이 더 유실됐습니다.", OneLost: "%d번에서 주문 1건이 더 유실됐습니다.",
	MoreDone: "%d번에서 주문 %s건이 더 완료됐습니다.", OneDone: "%d번에서 주문 1건이 더 완료됐습니다.",
	MoreSay: "%d번에서 %s건이 더 PUBLISHED로 기록됐습니다.", OneSays: "%d번에서 1건이 더 PUBLISHED로 기록됐습니다.",
	MoreFailed: "%d번에서 %s건이 더 PUBLISH-FAILED 상태입니다.", OneFailed: "%d번에서 1건이 더 PUBLISH-FAILED 상태입니다.",
	MoreOrders: "%d번에 주문이 %s건 더 있습니다.", OneOrder: "%d번에 주문이 1건 더 있습니다.",
	MoreIn: "%d번에서 %s건이 더 메모리에서 대기합니다.", OneIn: "%d번에서 1건이 더 메모리에서 대기합니다.",
	MoreMoney: "%d번에서 %s P가 더 처리 없이 차감됐습니다.",
	Same:      "아직은 결과가 같습니다.", SameEnd: "끝까지 결과가 같습니다.",
}

// Moment returns a virtual time to the millisecond, with its unit.
func (t *Catalogue) Moment(at time.Duration) string { return fmt.Sprintf(t.Seconds, Clock(at)) }
