package words

// producerWords are those of the producer.
type producerWords struct {
	Title             string `max:"24" args:"client kafkajs"`
	TitleShort        string `max:"14"`
	Reconnect         string `max:"26" args:"connect 5; connects 6; span 1.2 s"`
	Round             string `max:"26" args:"round 2; connect 5; connects 6; span 1.2 s"`
	RoundLast         string `max:"26" args:"round 2; connect 6; connects 6"`
	RoundTries        string `max:"26" args:"round 2; connect 6; connects 6"`
	RoundWaits        string `max:"26" args:"round 2"`
	RoundUsed         string `max:"26" args:"round 2"`
	RoundOK           string `max:"26" args:"round 2"`
	RoundOut          string `max:"26" args:"round 3; span 0.3 s"`
	Held              string `max:"25"`
	HeldShort         string `max:"16"`
	HeldUntil         string `max:"16" args:"time 30.9 s"`
	HeldOne           string `max:"25"`
	HeldMany          string `max:"25"`
	ShortRound        string `max:"17" args:"connect 5; connects 6"`
	ShortRoundN       string `max:"17" args:"round 2; connect 5; connects 6"`
	ShortOK           string `max:"17" args:"round 3"`
	Refused           string `max:"11" args:"times 5"`
	In                string `max:"9" args:"span 1.2 s"`
	WaitsOne          string `max:"25"`
	WaitsMany         string `max:"25"`
	Leaving           string `max:"25"`
	WaitsShort        string `max:"4"`
	Again             string `max:"25" args:"time 27.876"`
	TryOf             string `max:"14" args:"try 1; tries 6"`
	WaitsAck          string `max:"20"`
	NoAnswer          string `max:"20"`
	OnWire            string `max:"25"`
	Nothing           string `max:"25"`
	NothingShort      string `max:"16"`
	InMemory          string `max:"25" args:"orders 5"`
	MoreRetrying      string `max:"25" args:"orders 5"`
	ActivityLost      string `max:"26" args:"records 3"`
	ActivityLostShort string `max:"17" args:"records 3"`
	Settings          string `max:"25" args:"acks -1; retries 5"`
	Attempts          string `max:"25" args:"acks -1; attempts 5"`
	GivenUp           string `max:"18" args:"time 27.877"`
	Lost              string `max:"5"`
	Told              string `max:"5"`
	LostCount         string `max:"20" args:"orders 12"`
	ToldCount         string `max:"20" args:"orders 12"`
	Span              string `max:"14" args:"from ✗4; to ✗8"`
	AsReconnect       string `max:"25"`
	AsUsedUp          string `max:"25"`
	AsTries           string `max:"25"`
	AsRefused         string `max:"25"`
	AsUntold          string `max:"25"`
	AsDied            string `max:"25"`
}

var englishProducer = producerWords{
	Title:             "producer (%[1]s)",
	TitleShort:        "producer",
	Reconnect:         "reconnect %[1]d/%[2]d · next %[3]s",
	Round:             "round %[1]d %[2]d/%[3]d · next %[4]s",
	RoundLast:         "round %[1]d %[2]d/%[3]d · the last",
	RoundTries:        "round %[1]d · connect %[2]d/%[3]d",
	RoundWaits:        "round %[1]d connected",
	RoundUsed:         "round %[1]d used up",
	RoundOK:           "round %[1]d ok · metadata",
	RoundOut:          "round %[1]d ok · sent in %[2]s",
	Held:              "not joined: sends nothing",
	HeldShort:         "not joined yet",
	HeldUntil:         "joins at %[1]s",
	HeldOne:           "waits for the JoinGroup",
	HeldMany:          "wait for the JoinGroup",
	ShortRound:        "reconnect %[1]d/%[2]d",
	ShortRoundN:       "round %[1]d  %[2]d/%[3]d",
	ShortOK:           "round %[1]d connected",
	Refused:           "%[1]d refused",
	In:                "in %[1]s",
	WaitsOne:          "waits for the connection",
	WaitsMany:         "wait for the connection",
	Leaving:           "about to leave",
	WaitsShort:        "wait",
	Again:             "connected again %[1]s",
	TryOf:             "try %[1]d of %[2]d",
	WaitsAck:          "waits for the ack",
	NoAnswer:          "no answer",
	OnWire:            "on the wire",
	Nothing:           "nothing in memory",
	NothingShort:      "none in memory",
	InMemory:          "in memory only: %[1]d",
	MoreRetrying:      "%[1]d more are retrying",
	ActivityLost:      "✗ activity log: %[1]s lost",
	ActivityLostShort: "✗ log: %[1]s lost",
	Settings:          "acks %[1]d   %[2]d retries",
	Attempts:          "acks %[1]d   %[2]d attempts",
	GivenUp:           "given up %[1]s",
	Lost:              "LOST",
	Told:              "told",
	LostCount:         "%[1]d LOST",
	ToldCount:         "%[1]d given up",
	Span:              "%[1]s to %[2]s",
	AsReconnect:       "as the client reconnected",
	AsUsedUp:          "as its round was used up",
	AsTries:           "after their last try",
	AsRefused:         "refused, not retriable",
	AsUntold:          "as no metadata came",
	AsDied:            "as the process died",
}

var koreanProducer = producerWords{
	Title:             "프로듀서 (%[1]s)",
	TitleShort:        "프로듀서",
	Reconnect:         "재연결 %[1]d/%[2]d · %[3]s 뒤 다음",
	Round:             "%[1]d차 라운드 %[2]d/%[3]d · %[4]s 뒤",
	RoundLast:         "%[1]d차 라운드 %[2]d/%[3]d · 마지막",
	RoundTries:        "%[1]d차 라운드 · 연결 %[2]d/%[3]d",
	RoundWaits:        "%[1]d차 라운드 연결됨",
	RoundUsed:         "%[1]d차 라운드 소진",
	RoundOK:           "%[1]d차 연결됨 · 메타데이터",
	RoundOut:          "%[1]d차 연결됨 · %[2]s 뒤 전송",
	Held:              "참여 전: 보내지 못함",
	HeldShort:         "참여 전",
	HeldUntil:         "%[1]s에 참여",
	HeldOne:           "JoinGroup을 기다리는 중",
	HeldMany:          "JoinGroup을 기다리는 중",
	ShortRound:        "재연결 %[1]d/%[2]d",
	ShortRoundN:       "%[1]d차 라운드 %[2]d/%[3]d",
	ShortOK:           "%[1]d차 라운드 연결됨",
	Refused:           "거부 %[1]d회",
	In:                "%[1]s 뒤",
	WaitsOne:          "연결을 기다리는 중",
	WaitsMany:         "연결을 기다리는 중",
	Leaving:           "곧 전송됨",
	WaitsShort:        "대기",
	Again:             "다시 연결됨 %[1]s",
	TryOf:             "%[1]d/%[2]d회 시도",
	WaitsAck:          "ack 대기 중",
	NoAnswer:          "응답 없음",
	OnWire:            "전송 중",
	Nothing:           "메모리에 없음",
	NothingShort:      "메모리에 없음",
	InMemory:          "메모리에만 있음: %[1]d건",
	MoreRetrying:      "그 외 %[1]d건 재시도 중",
	ActivityLost:      "✗ 활동 로그 %[1]s건 유실",
	ActivityLostShort: "✗ 활동 %[1]s 유실",
	Settings:          "acks %[1]d   재시도 %[2]d회",
	Attempts:          "acks %[1]d   시도 %[2]d회",
	GivenUp:           "포기 %[1]s",
	Lost:              "유실",
	Told:              "통보",
	LostCount:         "%[1]d건 유실",
	ToldCount:         "%[1]d건 포기",
	Span:              "%[1]s ~ %[2]s",
	AsReconnect:       "다시 연결된 바로 그때",
	AsUsedUp:          "라운드가 소진되면서",
	AsTries:           "마지막 시도까지 실패",
	AsRefused:         "재시도할 수 없는 에러",
	AsUntold:          "메타데이터가 오지 않아",
	AsDied:            "프로세스가 죽으면서",
}
