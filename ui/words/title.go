package words

// titleWords are those of the title that stands before the first sentence of
// the story.
type titleWords struct {
	Question string    `max:"42"`
	Orders   [2]string `max:"14" args:"orders 12"` // one, several
	Outages  [2]string `max:"14" args:"outages 2"` // one, several
	Faults   [2]string `max:"14" args:"faults 2"`  // one, several
	NoFault  string    `max:"14"`
	Seconds  string    `max:"14" args:"seconds 100"`
	Minutes  string    `max:"14" args:"minutes 4"`
	Skip     string    `max:"36"`
}

var englishTitle = titleWords{
	Question: "Is a PUBLISHED order a processed order?",
	Orders: [2]string{
		"%[1]s order",
		"%[1]s orders",
	},
	Outages: [2]string{
		"%[1]s outage",
		"%[1]s outages",
	},
	Faults: [2]string{
		"%[1]s fault",
		"%[1]s faults",
	},
	NoFault: "no fault",
	Seconds: "%[1]s seconds",
	Minutes: "%[1]s minutes",
	Skip:    "any key skips",
}

var koreanTitle = titleWords{
	Question: "PUBLISHED 주문은 처리된 주문일까요?",
	Orders: [2]string{
		"주문 %[1]s건",
		"주문 %[1]s건",
	},
	Outages: [2]string{
		"장애 %[1]s번",
		"장애 %[1]s번",
	},
	Faults: [2]string{
		"장애 %[1]s가지",
		"장애 %[1]s가지",
	},
	NoFault: "장애 없음",
	Seconds: "%[1]s초",
	Minutes: "%[1]s분",
	Skip:    "아무 키나 누르면 건너뜁니다",
}
