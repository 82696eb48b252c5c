package words

// noticeWords are the lines the program says of itself, in the caption's place.
type noticeWords struct {
	Over      string `max:"76"`
	Inputs    string `max:"76"`
	Fixed     string `max:"76"`
	Planned   string `max:"76" args:"fault broker-down"`
	Past      string `max:"76"`
	Bookmarks string `max:"76"`
	Same      string `max:"76"`
	Failed    string `max:"76" args:"reason no more orders"`
	Printed   string `max:"76" args:"file order-4.txt"`
	Denied    string `max:"76"`
	Unprinted string `max:"76" args:"reason no space left"`
	Alone     string `max:"76"`
	Full      string `max:"76"`
	Unkept    string `max:"76" args:"reason no such file"`
	Idle      string `max:"76" args:"settings retries, services"`
}

var englishNotice = noticeWords{
	Over:      "The run is over: nothing can be added to it here.",
	Inputs:    "This run has had 10,000 inputs, and takes no more.",
	Fixed:     "This is a recorded log: it can be watched, not acted upon.",
	Planned:   "Planned: %[1]s",
	Past:      "That time is over: want one after the cursor, or step back first.",
	Bookmarks: "A run has at most 32 bookmarks.",
	Same:      "No order differs between these two futures, to the end of both.",
	Failed:    "That was not possible: %[1]s",
	Printed:   "Printed (.txt, .svg): %[1]s",
	Denied:    "Not printed: this directory must not be written to.",
	Unprinted: "Not printed: %[1]s",
	Alone:     "Not stopped: no shell is here that could continue it. q ends it.",
	Full:      "The disk is full: --record saves no more of the log. The run goes on.",
	Unkept:    "--record saves no more of the log, the run goes on: %[1]s",
	Idle:      "Without effect on a real Kafka: %[1]s",
}

var koreanNotice = noticeWords{
	Over:      "실행이 끝났습니다. 이 시점에는 아무것도 추가할 수 없습니다.",
	Inputs:    "이 실행에 입력한 횟수가 10,000회에 도달해 더는 받지 않습니다.",
	Fixed:     "저장된 로그입니다. 볼 수만 있고 바꿀 수는 없습니다.",
	Planned:   "예정됨: %[1]s",
	Past:      "이미 지난 시각입니다. 커서 이후의 시각을 쓰거나 먼저 이전으로 돌아가세요.",
	Bookmarks: "책갈피는 실행마다 32개까지입니다.",
	Same:      "두 미래는 끝까지 어느 주문에서도 차이가 없습니다.",
	Failed:    "처리할 수 없습니다: %[1]s",
	Printed:   "저장했습니다(.txt, .svg): %[1]s",
	Denied:    "저장하지 못했습니다. 이 디렉터리에는 쓸 수 없습니다.",
	Unprinted: "저장하지 못했습니다: %[1]s",
	Alone:     "멈추지 않았습니다. 다시 이어 줄 셸이 없습니다. 끝내려면 q를 누르세요.",
	Full:      "디스크가 가득 차 --record가 저장을 멈췄습니다. 실행은 계속됩니다.",
	Unkept:    "--record가 저장을 멈췄습니다. 실행은 계속됩니다: %[1]s",
	Idle:      "실제 Kafka에서는 효과가 없는 설정입니다: %[1]s",
}
