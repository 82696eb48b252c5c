package words

// brokerWords are those of the broker.
type brokerWords struct {
	Title        string `max:"23"`
	Gone         string `max:"23"`
	Frozen       string `max:"23"`
	Short        string `max:"11"`
	ShortGone    string `max:"11"`
	ShortFrozen  string `max:"11"`
	InSync       string `max:"10" args:"replicas 2; of 3"`
	InSyncUnsure string `max:"10"`
	Rest         string `max:"16" args:"partitions 61"`
}

var englishBroker = brokerWords{
	Title:        "broker · sns.orders",
	Gone:         "broker · NO CONNECTION",
	Frozen:       "broker · NO ANSWER",
	Short:        "broker",
	ShortGone:    "broker GONE",
	ShortFrozen:  "NO ANSWER",
	InSync:       "ISR %[1]d of %[2]d",
	InSyncUnsure: "ISR ?",
	Rest:         "and %[1]d more",
}

var koreanBroker = brokerWords{
	Title:        "브로커 · sns.orders",
	Gone:         "브로커 · 연결 안 됨",
	Frozen:       "브로커 · 응답 없음",
	Short:        "브로커",
	ShortGone:    "브로커 다운",
	ShortFrozen:  "응답 없음",
	InSync:       "ISR %[1]d / %[2]d",
	InSyncUnsure: "ISR ?",
	Rest:         "그 외 %[1]d개",
}
