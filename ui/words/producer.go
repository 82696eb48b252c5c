package words

// producerWords are those of the producer.
type producerWords struct {
	GivenUp     string `max:"18" args:"time 27.877"`
	Lost        string `max:"5"`
	Told        string `max:"5"`
	LostCount   string `max:"20" args:"orders 12"`
	ToldCount   string `max:"20" args:"orders 12"`
	Span        string `max:"14" args:"from ✗4; to ✗8"`
	AsReconnect string `max:"25"`
	AsUsedUp    string `max:"25"`
	AsTries     string `max:"25"`
	AsRefused   string `max:"25"`
	AsUntold    string `max:"25"`
	AsDied      string `max:"25"`
}

var englishProducer = producerWords{
	GivenUp:     "given up %[1]s",
	Lost:        "LOST",
	Told:        "told",
	LostCount:   "%[1]d LOST",
	ToldCount:   "%[1]d given up",
	Span:        "%[1]s to %[2]s",
	AsReconnect: "as the client reconnected",
	AsUsedUp:    "as its round was used up",
	AsTries:     "after their last try",
	AsRefused:   "refused, not retriable",
	AsUntold:    "as no metadata came",
	AsDied:      "as the process died",
}

var koreanProducer = producerWords{
	GivenUp:     "포기 %[1]s",
	Lost:        "유실",
	Told:        "통보",
	LostCount:   "%[1]d건 유실",
	ToldCount:   "%[1]d건 포기",
	Span:        "%[1]s ~ %[2]s",
	AsReconnect: "다시 연결된 바로 그때",
	AsUsedUp:    "라운드가 소진되면서",
	AsTries:     "마지막 시도까지 실패",
	AsRefused:   "재시도할 수 없는 에러",
	AsUntold:    "메타데이터가 오지 않아",
	AsDied:      "프로세스가 죽으면서",
}
