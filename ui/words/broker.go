package words

// brokerWords are those of the broker.
type brokerWords struct {
	Rest string `max:"16" args:"partitions 61"`
}

var englishBroker = brokerWords{
	Rest: "and %[1]d more",
}

var koreanBroker = brokerWords{
	Rest: "그 외 %[1]d개",
}
