package words

// bigWords are those of the stage as it is drawn for the back of the room.
type bigWords struct {
	Places [5]string `max:"13"` // as an order passes them
	Told   string    `max:"6"`
}

var englishBig = bigWords{
	Places: [5]string{
		"order service",
		"producer",
		"broker",
		"consumers",
		"done",
	},
	Told: "told",
}

var koreanBig = bigWords{
	Places: [5]string{
		"주문 서비스",
		"프로듀서",
		"브로커",
		"컨슈머",
		"완료",
	},
	Told: "통보됨",
}
