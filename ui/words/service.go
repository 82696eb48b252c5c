package words

// serviceWords are those of the order service.
type serviceWords struct {
	Title      string    `max:"15"`
	Down       string    `max:"15"`
	Lines      [8]string `max:"14"` // created to points
	EndedEarly string    `max:"14"`
	Failed     string    `max:"10"`
}

var englishService = serviceWords{
	Title: "order service",
	Down:  "service DOWN",
	Lines: [8]string{
		"created",
		"paid",
		"PUBLISHED",
		"processing",
		"completed",
		"publish-failed",
		"refunded",
		"points",
	},
	EndedEarly: "ended early",
	Failed:     "failed",
}

var koreanService = serviceWords{
	Title: "주문 서비스",
	Down:  "서비스 · 중단",
	Lines: [8]string{
		"created",
		"paid",
		"PUBLISHED",
		"processing",
		"completed",
		"publish-failed",
		"refunded",
		"포인트",
	},
	EndedEarly: "조기 종료",
	Failed:     "실패",
}
