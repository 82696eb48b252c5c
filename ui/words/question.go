package words

// questionWords are those of the card that asks the room.
type questionWords struct {
	Where          [2]string `max:"42" args:"order #4"` // of what a row says, the message is
	WhereChoices   [3]string `max:"40"`
	Becomes        [2]string `max:"46" args:"orders eight"` // of those that wait when the broker comes back
	BecomesChoices [4]string `max:"40" args:"orders eight"`

	Title  string `max:"24"`
	Hand   string `max:"12"`
	Hands  string `max:"14" args:"hands 14"`
	Count  string `max:"18"`
	Take   string `max:"18"`
	See    string `max:"18"`
	Show   string `max:"18"`
	Skip   string `max:"12"`
	GoOn   string `max:"12"`
	OnSoon string `max:"16" args:"seconds 6"`
	Again  string `max:"18"`
	World  string `max:"30"` // a choice that is wrong here: the world in which it is right
}

var englishQuestion = questionWords{
	Where: [2]string{
		"%[1]s says PUBLISHED.",
		"Where is its message?",
	},
	WhereChoices: [3]string{
		"in the broker's log",
		"in the producer's memory",
		"with a worker",
	},
	Becomes: [2]string{
		"The broker comes back in half a second.",
		"What becomes of the %[1]s orders in memory?",
	},
	BecomesChoices: [4]string{
		"all %[1]s are sent",
		"all %[1]s are lost",
		"some are lost, the rest come late",
		"all are sent, some of them twice",
	},

	Title:  "what do you expect?",
	Hand:   "1 hand",
	Hands:  "%[1]d hands",
	Count:  "count a hand",
	Take:   "take it back",
	See:    "see what happens",
	Show:   "show the hands",
	Skip:   "skip",
	GoOn:   "go on",
	OnSoon: "in %[1]d s",
	Again:  "ask again",
	World:  "where that would be right",
}

var koreanQuestion = questionWords{
	Where: [2]string{
		"%[1]s 주문은 PUBLISHED입니다.",
		"메시지는 어디에 있을까요?",
	},
	WhereChoices: [3]string{
		"브로커 로그",
		"프로듀서 메모리",
		"워커",
	},
	Becomes: [2]string{
		"0.5초 뒤 브로커가 복구됩니다.",
		"메모리에 있는 %[1]s건은 어떻게 될까요?",
	},
	BecomesChoices: [4]string{
		"%[1]s건 모두 전송된다",
		"%[1]s건 모두 유실된다",
		"일부는 유실, 나머지는 늦게 전송된다",
		"모두 전송되고, 일부는 두 번 전송된다",
	},

	Title:  "어떻게 될까요?",
	Hand:   "1명",
	Hands:  "%[1]d명",
	Count:  "한 명 추가",
	Take:   "되돌리기",
	See:    "결과 보기",
	Show:   "손 든 수 보기",
	Skip:   "건너뛰기",
	GoOn:   "계속",
	OnSoon: "%[1]d초 뒤",
	Again:  "다시 묻기",
	World:  "그 답이 맞는 조건 보기",
}
