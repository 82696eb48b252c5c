package words

// producerWords are those of the producer.
type producerWords struct {
	GivenUp   string `max:"18" args:"time 27.877"`
	Lost      string `max:"5"`
	Told      string `max:"5"`
	LostCount string `max:"20" args:"orders 12"`
	Span      string `max:"14" args:"from ✗4; to ✗8"`
}

var englishProducer = producerWords{
	GivenUp:   "given up %[1]s",
	Lost:      "LOST",
	Told:      "told",
	LostCount: "%[1]d LOST",
	Span:      "%[1]s to %[2]s",
}

var koreanProducer = producerWords{
	GivenUp:   "포기 %[1]s",
	Lost:      "유실",
	Told:      "통보",
	LostCount: "%[1]d건 유실",
	Span:      "%[1]s ~ %[2]s",
}
