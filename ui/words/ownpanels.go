package words

import "orderflow/sim"

// servingWords are those of the panel of the order service.
type servingWords struct {
	Title        string                  `max:"30"`
	Down         string                  `max:"72"`
	SomeDown     string                  `max:"72" args:"running 2; instances 3"`
	OneWaits     string                  `max:"72"`
	Wait         string                  `max:"72" args:"callers 12"`
	Ahead        string                  `max:"72" args:"rows 12; finished 7"`
	CameTrue     string                  `max:"72"`
	Empty        string                  `max:"72"`
	Rows         string                  `max:"34"`
	Ever         string                  `max:"30"`
	Points       string                  `max:"30"`
	Back         string                  `max:"30"`
	Callers      string                  `max:"30"`
	Knowers      [sim.Unknown + 1]string `max:"26"`
	Jobs         string                  `max:"34"`
	Process      string                  `max:"18" args:"instance 2"`
	Only         string                  `max:"18"`
	Runs         string                  `max:"24"`
	IsDown       string                  `max:"24"`
	More         string                  `max:"28" args:"processes 12"`
	SweeperFinds string                  `max:"34" args:"rows 3"`
	RelayHas     string                  `max:"34" args:"records 3"`
	Off          string                  `max:"34"`
	Means        [3]string               `max:"100"`
	Why          string                  `max:"44"`
	WaitsLongest string                  `max:"52" args:"order 4; span 20.9 s"`
	LastFailed   string                  `max:"52" args:"order 8"`
	LastMarked   string                  `max:"52" args:"order 12"`
	Exited       string                  `max:"52"`
}

// sendingWords are those of the panel of the producer.
type sendingWords struct {
	Title        string                `max:"34" args:"client kafka-go"`
	Down         string                `max:"72"`
	Held         string                `max:"72"`
	NoConnection string                `max:"72" args:"orders 8; span 3.3 s"`
	Connecting   string                `max:"72" args:"orders 8"`
	Holds        string                `max:"72" args:"orders 8"`
	GaveUp       string                `max:"72" args:"orders 5; time 26.897"`
	Rests        string                `max:"72"`
	Rounds       string                `max:"34"`
	Round        string                `max:"12"`
	Connects     string                `max:"12"`
	Next         string                `max:"24"`
	Waiting      string                `max:"10"`
	In           string                `max:"20" args:"span 3.3 s"`
	Trying       string                `max:"20"`
	Used         string                `max:"20" args:"time 15.960"`
	OK           string                `max:"22" args:"time 26.897"`
	NoRound      string                `max:"50"`
	Own          string                `max:"28" args:"try 3; tries 6"`
	More         string                `max:"28" args:"orders 12"`
	Settings     string                `max:"54" args:"acks -1; tries 6"`
	Memory       string                `max:"34" args:"orders 8"`
	Since        string                `max:"20" args:"span 15.0 s"`
	InRound      string                `max:"20" args:"round 3"`
	GivenUp      string                `max:"34"`
	None         string                `max:"30"`
	How          [sim.LossCount]string `max:"34"`
	PageViews    string                `max:"40" args:"records 12"`
	Means        [3]string             `max:"100"`
	Why          string                `max:"44"`
	RefusedLast  string                `max:"52" args:"round 3; connect 5; connects 6"`
	WaitsFirst   string                `max:"52" args:"order 4; span 15.0 s"`
	LostTogether string                `max:"52" args:"count 5; orders #4 to #8"`
	SentLast     string                `max:"52" args:"order 12"`
}

var englishServing = servingWords{
	Title:    "the order service",
	Down:     "The order service is down. Nothing is called, and nobody is told.",
	SomeDown: "Processes that run: %[1]d of %[2]d. The memory of the others is gone.",
	OneWaits: "One caller waits, and knows nothing yet.",
	Wait:     "Callers that wait, and know nothing yet: %[1]s.",
	Ahead:    "Rows that ever said PUBLISHED: %[1]s. Truly finished: %[2]s.",
	CameTrue: "Every row that said PUBLISHED came true.",
	Empty:    "There is no order yet.",
	Rows:     "what the rows say now",
	Ever:     "ever said PUBLISHED",
	Points:   "points taken",
	Back:     "points given back",
	Callers:  "its callers",
	Knowers: [sim.Unknown + 1]string{
		sim.OutcomeNone: "not called yet",
		sim.Nothing:     "know nothing",
		sim.Value:       "have an answer",
		sim.Failure:     "have an error",
		sim.Pending:     "wait for an answer",
		sim.Unknown:     "died waiting",
	},
	Jobs:         "its processes and jobs",
	Process:      "process %[1]d",
	Only:         "its process",
	Runs:         "runs",
	IsDown:       "is down",
	More:         "and %[1]d more",
	SweeperFinds: "finds %[1]s rows to send again",
	RelayHas:     "has %[1]s to send",
	Off:          "off",
	Means: [3]string{
		"The row is what the service believes: PUBLISHED means that setPublished() ran.",
		"Only a consumer's status event moves a row further.",
		"The sweeper looks only at rows that are not PUBLISHED.",
	},
	Why:          "why is the order service as it is?",
	WaitsLongest: "#%[1]d waits longest, for %[2]s.",
	LastFailed:   "The caller of #%[1]d was told of an error last.",
	LastMarked:   "#%[1]d was the last row to say PUBLISHED.",
	Exited:       "A process of the order service died.",
}

var englishSending = sendingWords{
	Title:        "the producer (%[1]s)",
	Down:         "The producer's process is down, and its memory is gone.",
	Held:         "The client has not joined its group yet: until then it sends nothing.",
	NoConnection: "No connection: %[1]s wait in memory. The next connect comes in %[2]s.",
	Connecting:   "No connection: %[1]s wait in memory. A connect is under way.",
	Holds:        "Only in its memory, and nowhere else: %[1]s.",
	GaveUp:       "Its memory is empty. It gave up %[1]s at %[2]s s.",
	Rests:        "Its memory is empty: it has sent all it was given.",
	Rounds:       "reconnect rounds, and own tries",
	Round:        "round",
	Connects:     "connects",
	Next:         "next, or its end",
	Waiting:      "waiting",
	In:           "in %[1]s",
	Trying:       "tries now",
	Used:         "used up at %[1]s",
	OK:           "connected at %[1]s",
	NoRound:      "No round goes on, and no record waits for a try.",
	Own:          "own try %[1]d of %[2]d",
	More:         "and %[1]s more",
	Settings:     "acks %[1]d · tries a record up to %[2]d times",
	Memory:       "only in its memory: %[1]s",
	Since:        "for %[1]s",
	InRound:      "round %[1]d",
	GivenUp:      "given up",
	None:         "nothing so far",
	How: [sim.LossCount]string{
		sim.LostAtOnce:    "as the client reconnected",
		sim.LostReconnect: "a moment after reconnecting",
		sim.LostMetadata:  "as no metadata came in time",
		sim.LostUsedUp:    "as its round was used up",
		sim.LostTries:     "after its last try",
		sim.LostRefused:   "refused for good",
		sim.LostTruncated: "its record was truncated",
		sim.LostSwitched:  "what would send it is off",
		sim.LostMemory:    "as the process died",
		sim.LostAside:     "put aside",
		sim.LostUndone:    "no work was done",
	},
	PageViews: "activity log: %[1]s lost, no harm",
	Means: [3]string{
		"What emit() hands over exists in memory only, until it is on the wire.",
		"All that wait in a round leave together, or are given up together.",
		"A refused record has tries of its own. A process that dies takes all of it along.",
	},
	Why:          "why is the producer as it is?",
	RefusedLast:  "Round %[1]d: connect %[2]d of %[3]d was refused.",
	WaitsFirst:   "#%[1]d waits longest in memory, for %[2]s.",
	LostTogether: "%[1]s given up together: %[2]s.",
	SentLast:     "#%[1]d was sent last.",
}

var koreanServing = servingWords{
	Title:    "주문 서비스",
	Down:     "주문 서비스가 중단됐습니다. 호출도 통보도 없습니다.",
	SomeDown: "프로세스 %[2]d개 중 %[1]d개가 실행 중입니다. 나머지 메모리는 사라졌습니다.",
	OneWaits: "호출자 1명이 기다리며, 아직 아무것도 모릅니다.",
	Wait:     "호출자 %[1]s명이 기다리며, 아직 아무것도 모릅니다.",
	Ahead:    "PUBLISHED였던 적이 있는 행 %[1]s건. 실제로 완료된 것은 %[2]s건입니다.",
	CameTrue: "PUBLISHED였던 행은 모두 사실이 됐습니다.",
	Empty:    "아직 주문이 없습니다.",
	Rows:     "지금 DB에 적힌 것",
	Ever:     "PUBLISHED였던 적 있음",
	Points:   "차감한 포인트",
	Back:     "돌려준 포인트",
	Callers:  "호출자",
	Knowers: [sim.Unknown + 1]string{
		sim.OutcomeNone: "호출 전",
		sim.Nothing:     "아는 것 없음",
		sim.Value:       "응답을 받음",
		sim.Failure:     "에러를 받음",
		sim.Pending:     "기다리는 중",
		sim.Unknown:     "기다리다 종료됨",
	},
	Jobs:         "프로세스와 작업",
	Process:      "프로세스 %[1]d",
	Only:         "프로세스",
	Runs:         "실행 중",
	IsDown:       "중단됨",
	More:         "그 외 %[1]d개",
	SweeperFinds: "다시 보낼 행 %[1]s건",
	RelayHas:     "보낼 것 %[1]s건",
	Off:          "꺼짐",
	Means: [3]string{
		"행은 서비스가 믿는 것입니다. PUBLISHED는 setPublished()가 실행됐다는 뜻입니다.",
		"그 뒤의 상태는 컨슈머의 상태 이벤트가 와야 바뀝니다.",
		"sweeper는 PUBLISHED가 아닌 행만 조회합니다.",
	},
	Why:          "주문 서비스는 왜 이런가?",
	WaitsLongest: "#%[1]d 주문의 호출자가 가장 오래(%[2]s) 기다립니다.",
	LastFailed:   "#%[1]d 주문의 호출자가 마지막으로 에러를 받았습니다.",
	LastMarked:   "마지막으로 PUBLISHED가 된 것은 #%[1]d 주문입니다.",
	Exited:       "주문 서비스 프로세스가 죽었습니다.",
}

var koreanSending = sendingWords{
	Title:        "프로듀서 (%[1]s)",
	Down:         "프로듀서의 프로세스가 중단됐고, 메모리는 사라졌습니다.",
	Held:         "클라이언트가 아직 그룹에 참여하지 못해 아무것도 보내지 않습니다.",
	NoConnection: "연결이 없습니다. 메모리에 %[1]s건, 다음 연결 시도는 %[2]s 뒤입니다.",
	Connecting:   "연결이 없습니다. 메모리에 %[1]s건, 지금 연결을 시도하는 중입니다.",
	Holds:        "메모리에만 있고 다른 곳에는 없는 주문: %[1]s건.",
	GaveUp:       "메모리가 비었습니다. %[2]s초에 %[1]s건을 포기했습니다.",
	Rests:        "메모리가 비었습니다. 받은 것을 모두 보냈습니다.",
	Rounds:       "재연결 라운드와 개별 재시도",
	Round:        "라운드",
	Connects:     "연결 시도",
	Next:         "다음, 또는 결말",
	Waiting:      "대기",
	In:           "%[1]s 뒤",
	Trying:       "시도 중",
	Used:         "%[1]s에 소진",
	OK:           "%[1]s에 연결",
	NoRound:      "진행 중인 라운드도, 재시도도 없습니다.",
	Own:          "개별 재시도 %[1]d/%[2]d",
	More:         "그 외 %[1]s건",
	Settings:     "acks %[1]d · 레코드마다 최대 %[2]d번 시도",
	Memory:       "메모리에만: %[1]s건",
	Since:        "%[1]s째",
	InRound:      "%[1]d차 라운드",
	GivenUp:      "포기한 것",
	None:         "아직 없음",
	How: [sim.LossCount]string{
		sim.LostAtOnce:    "다시 연결된 바로 그때",
		sim.LostReconnect: "다시 연결된 직후",
		sim.LostMetadata:  "메타데이터가 오지 않아",
		sim.LostUsedUp:    "라운드가 소진되면서",
		sim.LostTries:     "마지막 시도까지 실패해",
		sim.LostRefused:   "재시도할 수 없는 에러로",
		sim.LostTruncated: "레코드가 잘려 나가",
		sim.LostSwitched:  "다시 보낼 수단이 꺼져",
		sim.LostMemory:    "프로세스가 죽으면서",
		sim.LostAside:     "따로 보관되어",
		sim.LostUndone:    "한 일이 없어",
	},
	PageViews: "활동 로그 유실 %[1]s건, 피해 없음",
	Means: [3]string{
		"emit()이 넘긴 것은 전송되기 전까지 메모리에만 있습니다.",
		"한 라운드에서 기다리는 것은 함께 나가거나 함께 포기됩니다.",
		"거부된 레코드는 따로 재시도합니다. 프로세스가 죽으면 모두 사라집니다.",
	},
	Why:          "프로듀서는 왜 이런가?",
	RefusedLast:  "%[1]d차 라운드: 연결 시도 %[2]d/%[3]d 거부됨.",
	WaitsFirst:   "#%[1]d 주문이 메모리에서 가장 오래(%[2]s) 기다립니다.",
	LostTogether: "함께 포기한 주문 %[1]s건: %[2]s.",
	SentLast:     "마지막으로 전송된 것은 #%[1]d 주문입니다.",
}
