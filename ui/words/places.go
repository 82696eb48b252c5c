package words

// boxWords are those of the places of the stage. Where a text has variants, the
// widest is the first.
type boxWords struct {
	Service      string    `max:"13"`
	ServiceDown  string    `max:"13"`
	Instances    string    `max:"19" args:"instances 16"`
	SomeRun      string    `max:"19" args:"running 15; instances 16"`
	Producer     [2]string `max:"17"`
	Broker       [2]string `max:"6"`
	Consumers    [2]string `max:"9"`
	Statistics   [2]string `max:"10"`
	Done         string    `max:"4"`
	Orders       string    `max:"6"`
	OrdersOf     string    `max:"17" args:"orders 1,100; of 1,200"`
	Callers      [2]string `max:"15"`
	HeadOrder    string    `max:"5"`
	HeadRow      string    `max:"8"`
	Round        [2]string `max:"10" args:"round 2"`
	RoundOK      [2]string `max:"17" args:"round 2"`
	RoundUsed    [2]string `max:"17" args:"round 2"`
	Connecting   string    `max:"7"`
	Try          [2]string `max:"12" args:"try 3; tries 6"`
	Again        [3]string `max:"22" args:"time 26.897"`
	GivenUp      [2]string `max:"12" args:"orders 717"`
	Lost         string    `max:"4"`
	Told         string    `max:"6"`
	SomeLost     string    `max:"8" args:"orders 2"`
	Span         string    `max:"7" args:"from ✗4; to ✗8"`
	InMemory     [2]string `max:"14"`
	Empty        string    `max:"6"`
	Leaving      string    `max:"14"`
	Waits        string    `max:"14"`
	Client       string    `max:"20" args:"client kafka-go; acks -1"`
	NotJoined    [2]string `max:"22"`
	JoinsAt      [2]string `max:"18" args:"time 30.9 s"`
	NotRunning   [2]string `max:"14"`
	PageViews    string    `max:"22" args:"records 12"`
	NoConnection [2]string `max:"13"`
	NoAnswer     [2]string `max:"10"`
	NoLeader     [2]string `max:"9"`
	LeaderAway   [2]string `max:"9"`
	Deleted      [2]string `max:"16"`
	Blocks       string    `max:"10" args:"order 3"`
	More         string    `max:"8" args:"partitions 61"`
	Session      [2]string `max:"18" args:"silent 20.4; session 30"`
	Of           [2]string `max:"9" args:"orders 12"`
	Opening      [4]string `max:"25"` // what a place is, in few words, in their order
}

var englishBox = boxWords{
	Service:     "order service",
	ServiceDown: "service DOWN",
	Instances:   "order service ×%[1]d",
	SomeRun:     "service, %[1]d/%[2]d run",
	Producer: [2]string{
		"producer's memory",
		"producer",
	},
	Broker: [2]string{
		"broker",
		"Kafka",
	},
	Consumers: [2]string{
		"consumers",
		"workers",
	},
	Statistics: [2]string{
		"statistics",
		"stats",
	},
	Done:     "done",
	Orders:   "orders",
	OrdersOf: "%[1]s of %[2]s",
	Callers: [2]string{
		"callers waiting",
		"callers",
	},
	HeadOrder: "order",
	HeadRow:   "row says",
	Round: [2]string{
		"round %[1]d",
		"r%[1]d",
	},
	RoundOK: [2]string{
		"round %[1]d connected",
		"r%[1]d connected",
	},
	RoundUsed: [2]string{
		"round %[1]d used up",
		"r%[1]d used up",
	},
	Connecting: "trying",
	Try: [2]string{
		"try %[1]d/%[2]d",
		"%[1]d/%[2]d",
	},
	Again: [3]string{
		"connected again %[1]s",
		"connected %[1]s",
		"back %[1]s",
	},
	GivenUp: [2]string{
		"%[1]s given up",
		"✗ %[1]s",
	},
	Lost:     "LOST",
	Told:     "told",
	SomeLost: "%[1]s LOST",
	Span:     "%[1]s–%[2]s",
	InMemory: [2]string{
		"in memory only",
		"in memory",
	},
	Empty:   "empty",
	Leaving: "about to leave",
	Waits:   "waits",
	Client:  "%[1]s, acks %[2]d",
	NotJoined: [2]string{
		"not joined: no sending",
		"not joined",
	},
	JoinsAt: [2]string{
		"joins at %[1]s",
		"at %[1]s",
	},
	NotRunning: [2]string{
		"is not running",
		"down",
	},
	PageViews: "page views lost: %[1]s",
	NoConnection: [2]string{
		"NO CONNECTION",
		"GONE",
	},
	NoAnswer: [2]string{
		"NO ANSWER",
		"FROZEN",
	},
	NoLeader: [2]string{
		"no leader",
		"✗",
	},
	LeaderAway: [2]string{
		"no answer",
		"✗",
	},
	Deleted: [2]string{
		"topic deleted",
		"deleted",
	},
	Blocks: "#%[1]d blocks",
	More:   "+%[1]d more",
	Session: [2]string{
		"session %[1]s/%[2]s s",
		"%[1]s/%[2]s s",
	},
	Of: [2]string{
		"of %[1]s",
		"/%[1]s",
	},
	Opening: [4]string{
		"one row for each order",
		"not sent yet",
		"a log",
		"workers",
	},
}

var koreanBox = boxWords{
	Service:     "주문 서비스",
	ServiceDown: "서비스 중단",
	Instances:   "주문 서비스 ×%[1]d",
	SomeRun:     "서비스 %[1]d/%[2]d 실행",
	Producer: [2]string{
		"프로듀서 메모리",
		"프로듀서",
	},
	Broker: [2]string{
		"브로커",
		"Kafka",
	},
	Consumers: [2]string{
		"컨슈머",
		"컨슈머",
	},
	Statistics: [2]string{
		"statistics",
		"stats",
	},
	Done:     "완료",
	Orders:   "주문",
	OrdersOf: "%[1]s / %[2]s",
	Callers: [2]string{
		"기다리는 호출자",
		"호출자",
	},
	HeadOrder: "주문",
	HeadRow:   "DB 기록",
	Round: [2]string{
		"%[1]d차 라운드",
		"%[1]d차",
	},
	RoundOK: [2]string{
		"%[1]d차 라운드 연결됨",
		"%[1]d차 연결됨",
	},
	RoundUsed: [2]string{
		"%[1]d차 라운드 소진",
		"%[1]d차 소진",
	},
	Connecting: "연결 중",
	Try: [2]string{
		"시도 %[1]d/%[2]d",
		"%[1]d/%[2]d",
	},
	Again: [3]string{
		"다시 연결됨 %[1]s",
		"재연결 %[1]s",
		"연결 %[1]s",
	},
	GivenUp: [2]string{
		"%[1]s건 포기",
		"✗ %[1]s",
	},
	Lost:     "유실",
	Told:     "통보됨",
	SomeLost: "유실 %[1]s",
	Span:     "%[1]s~%[2]s",
	InMemory: [2]string{
		"메모리에만",
		"메모리",
	},
	Empty:   "비었음",
	Leaving: "전송 직전",
	Waits:   "대기",
	Client:  "%[1]s, acks %[2]d",
	NotJoined: [2]string{
		"참여 전, 보내지 못함",
		"참여 전",
	},
	JoinsAt: [2]string{
		"%[1]s에 참여",
		"%[1]s에",
	},
	NotRunning: [2]string{
		"실행되지 않음",
		"중단",
	},
	PageViews: "활동 로그 유실 %[1]s건",
	NoConnection: [2]string{
		"연결 안 됨",
		"다운",
	},
	NoAnswer: [2]string{
		"응답 없음",
		"멈춤",
	},
	NoLeader: [2]string{
		"leader ✗",
		"✗",
	},
	LeaderAway: [2]string{
		"응답 없음",
		"✗",
	},
	Deleted: [2]string{
		"토픽 삭제됨",
		"삭제됨",
	},
	Blocks: "#%[1]d 뒤 막힘",
	More:   "외 %[1]d개",
	Session: [2]string{
		"세션 %[1]s/%[2]s초",
		"%[1]s/%[2]s초",
	},
	Of: [2]string{
		"전체 %[1]s",
		"/%[1]s",
	},
	Opening: [4]string{
		"주문마다 한 행",
		"아직 못 보냄",
		"로그",
		"워커",
	},
}
