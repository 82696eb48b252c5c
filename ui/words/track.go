package words

// trackWords are those of the lanes. Of an array the widest variant comes first.
type trackWords struct {
	Followers string    `max:"9"` // where followers has no room
	Waits     string    `max:"6"`
	Died      string    `max:"6"`
	Outside   string    `max:"8"` // of another service's order, beside its row
	Round     [2]string `max:"21" args:"span 115.0 s; round 12"`
	Connected string    `max:"20" args:"span 115.0 s"`
	UsedUp    [3]string `max:"24" args:"span 115.0 s"`
	Held      string    `max:"21" args:"span 115.0 s"`
	Try       [2]string `max:"18" args:"try 3; tries 6; span 2.4 s"`
	SentAgain [2]string `max:"18"`
	GivenUp   [2]string `max:"18"`
	Told      [2]string `max:"14"`
	NotSent   [2]string `max:"14"`
	Unknown   [2]string `max:"16"`
	Elsewhere [2]string `max:"16"`
	Record    string    `max:"10" args:"partition 1; offset 123456"`
	Unseen    [2]string `max:"17" args:"partition 1; offset 123456"`
	Behind    [2]string `max:"20" args:"partition 1; offset 123456; order 3"`
	Doubled   [2]string `max:"14" args:"copies 2; partition 1; offset 12"`
	Again     [2]string `max:"14" args:"span 0.1 s"`
	AgainSoon [2]string `max:"14"`
	Worker    [2]string `max:"12" args:"worker 2; span 0.5 s"`
	Asking    [2]string `max:"14"`
	Percent   string    `max:"5" args:"percent 50"`
	Fallen    [2]string `max:"9" args:"percent 60"`
	Twice     [2]string `max:"9" args:"(often twice); (times 2)"`
	Bought    [2]string `max:"9" args:"jobs 2"`
	Partly    [2]string `max:"16" args:"percent 40"`
	Canceled  [2]string `max:"16"`
	NotDone   [2]string `max:"16"`
	Lost      string    `max:"4"`
	Truth     string    `max:"30"`
	Claim     string    `max:"34"`
	Orders    string    `max:"14" args:"orders 1,440"`
	Order     string    `max:"14"`
	Share     string    `max:"18" args:"rows 12,305; orders 12,440"`
	Mixed     string    `max:"10"`
}

var englishTrack = trackWords{
	Followers: "foll.",
	Waits:     "waits",
	Died:      "died",
	Outside:   "not ours",
	Round: [2]string{
		"%[1]s · round %[2]d",
		"%[1]s r%[2]d",
	},
	Connected: "%[1]s · connected",
	UsedUp: [3]string{
		"%[1]s · no try left",
		"no try left",
		"no tries",
	},
	Held: "%[1]s · joining",
	Try: [2]string{
		"try %[1]d/%[2]d %[3]s",
		"%[1]d/%[2]d %[3]s",
	},
	SentAgain: [2]string{
		"to be sent again",
		"again",
	},
	GivenUp: [2]string{
		"given up",
		"over",
	},
	Told: [2]string{
		"failed, told",
		"told",
	},
	NotSent: [2]string{
		"never sent",
		"over",
	},
	Unknown: [2]string{
		"nobody can tell",
		"no answer",
	},
	Elsewhere: [2]string{
		"done elsewhere?",
		"elsewhere",
	},
	Record: "P%[1]d@%[2]d",
	Unseen: [2]string{
		"P%[1]d@%[2]d unseen",
		"unseen",
	},
	Behind: [2]string{
		"P%[1]d@%[2]d behind #%[3]d",
		"behind #%[3]d",
	},
	Doubled: [2]string{
		"×%[1]d P%[2]d@%[3]d",
		"×%[1]d",
	},
	Again: [2]string{
		"again in %[1]s",
		"%[1]s",
	},
	AgainSoon: [2]string{
		"again soon",
		"again",
	},
	Worker: [2]string{
		"w%[1]d  %[2]s",
		"w%[1]d",
	},
	Asking: [2]string{
		"asks the panel",
		"asks",
	},
	Percent: "%[1]d %%",
	Fallen: [2]string{
		"%[1]d %% left",
		"%[1]d %%",
	},
	Twice: [2]string{
		"%[1]s",
		"×%[2]d",
	},
	Bought: [2]string{
		"%[1]d jobs",
		"×%[1]d",
	},
	Partly: [2]string{
		"%[1]d %% delivered",
		"%[1]d %%",
	},
	Canceled: [2]string{
		"canceled",
		"canc.",
	},
	NotDone: [2]string{
		"not done",
		"over",
	},
	Lost:   "LOST",
	Truth:  "where the order truly is",
	Claim:  "what the row claims",
	Orders: "%[1]s orders",
	Order:  "1 order",
	Share:  "%[1]s of %[2]s",
	Mixed:  "mixed rows",
}

var koreanTrack = trackWords{
	Followers: "팔로워",
	Waits:     "대기",
	Died:      "종료",
	Outside:   "외부",
	Round: [2]string{
		"%[1]s · %[2]d차 라운드",
		"%[1]s r%[2]d",
	},
	Connected: "%[1]s · 연결됨",
	UsedUp: [3]string{
		"%[1]s · 남은 시도 없음",
		"남은 시도 없음",
		"시도 끝",
	},
	Held: "%[1]s · 참여 대기",
	Try: [2]string{
		"%[1]d/%[2]d회 %[3]s 뒤",
		"%[1]d/%[2]d %[3]s",
	},
	SentAgain: [2]string{
		"다시 보낼 예정",
		"재전송",
	},
	GivenUp: [2]string{
		"포기됨",
		"포기",
	},
	Told: [2]string{
		"실패, 통보됨",
		"통보됨",
	},
	NotSent: [2]string{
		"전송된 적 없음",
		"끝남",
	},
	Unknown: [2]string{
		"아무도 모름",
		"응답 없음",
	},
	Elsewhere: [2]string{
		"다른 곳에서?",
		"다른 곳",
	},
	Record: "P%[1]d@%[2]d",
	Unseen: [2]string{
		"P%[1]d@%[2]d 복제 전",
		"복제 전",
	},
	Behind: [2]string{
		"P%[1]d@%[2]d #%[3]d 뒤",
		"#%[3]d 뒤",
	},
	Doubled: [2]string{
		"×%[1]d P%[2]d@%[3]d",
		"×%[1]d",
	},
	Again: [2]string{
		"%[1]s 뒤 다시",
		"%[1]s",
	},
	AgainSoon: [2]string{
		"곧 다시",
		"다시",
	},
	Worker: [2]string{
		"w%[1]d  %[2]s",
		"w%[1]d",
	},
	Asking: [2]string{
		"패널에 요청",
		"요청",
	},
	Percent: "%[1]d %%",
	Fallen: [2]string{
		"%[1]d %% 남음",
		"%[1]d %%",
	},
	Twice: [2]string{
		"%[1]s",
		"×%[2]d",
	},
	Bought: [2]string{
		"작업 %[1]d",
		"×%[1]d",
	},
	Partly: [2]string{
		"%[1]d %% 처리",
		"%[1]d %%",
	},
	Canceled: [2]string{
		"취소됨",
		"취소",
	},
	NotDone: [2]string{
		"처리 안 됨",
		"미처리",
	},
	Lost:   "유실",
	Truth:  "주문의 실제 위치",
	Claim:  "DB 기록이 말하는 위치",
	Orders: "주문 %[1]s건",
	Order:  "주문 1건",
	Share:  "%[2]s건 중 %[1]s",
	Mixed:  "섞임",
}
