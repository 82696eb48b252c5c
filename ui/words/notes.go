package words

// notesWords are those of the presenter's notes.
type notesWords struct {
	Scene   string `max:"16" args:"scene 2; scenes 12"`
	Paused  string `max:"10"`
	Elapsed string `max:"18" args:"elapsed 1:03:12"`
	Planned string `max:"18" args:"planned 1:03:12"` // until here
	Whole   string `max:"14" args:"planned 1:03:12"` // for all of it

	OnTime        string `max:"16"` // the pace in a word
	SecondsAhead  string `max:"16" args:"seconds 59"`
	MinutesAhead  string `max:"16" args:"minutes 12"`
	SecondsBehind string `max:"16" args:"seconds 59"`
	MinutesBehind string `max:"16" args:"minutes 12"`

	Now   string `max:"6"` // what stands in the margin
	Next  string `max:"6"`
	Asked string `max:"6"`
	Why   string `max:"6"`
	Task  string `max:"6"`
	Notes string `max:"6"`
	Title string `max:"6"`
	Time  string `max:"6"`

	First   string `max:"16" args:"hands 12"` // in the first round
	Hidden  string `max:"40"`
	Shown   string `max:"40"`
	Unknown string `max:"54"`

	Name  string `max:"20"`
	Wait  string `max:"80"`
	Ended string `max:"80"`
	Read  string `max:"20" args:"process 1234567"`
	Lines string `max:"20" args:"from 101; to 119; lines 119"`

	Keys   string `max:"8"`
	Quit   string `max:"8"`
	Scroll string `max:"10"`
	Lang   string `max:"10"`
	Theme  string `max:"8"`
	Fewer  string `max:"8"`
}

var englishNotes = notesWords{
	Scene:   "scene %[1]d of %[2]d",
	Paused:  "paused",
	Elapsed: "elapsed %[1]s",
	Planned: "planned %[1]s",
	Whole:   "of %[1]s",

	OnTime:        "on time",
	SecondsAhead:  "%[1]d s ahead",
	MinutesAhead:  "%[1]d min ahead",
	SecondsBehind: "%[1]d s behind",
	MinutesBehind: "%[1]d min behind",

	Now:   "now",
	Next:  "next",
	Asked: "asked",
	Why:   "why",
	Task:  "task",
	Notes: "notes",
	Title: "title",
	Time:  "time",

	First:   "first %[1]d",
	Hidden:  "the room does not see them",
	Shown:   "the room sees them",
	Unknown: "Which choice is right is not known yet.",

	Name:  "presenter's notes",
	Wait:  "No show runs. Start orderflow in another terminal: these notes find it.",
	Ended: "The show has ended. These notes wait for the next one.",
	Read:  "show %[1]d",
	Lines: "%[1]d–%[2]d of %[3]d",

	Keys:   "keys",
	Quit:   "quit",
	Scroll: "scroll",
	Lang:   "language",
	Theme:  "colours",
	Fewer:  "fewer",
}

var koreanNotes = notesWords{
	Scene:   "장면 %[1]d/%[2]d",
	Paused:  "멈춤",
	Elapsed: "경과 %[1]s",
	Planned: "계획 %[1]s",
	Whole:   "전체 %[1]s",

	OnTime:        "제시간",
	SecondsAhead:  "%[1]d초 빠름",
	MinutesAhead:  "%[1]d분 빠름",
	SecondsBehind: "%[1]d초 늦음",
	MinutesBehind: "%[1]d분 늦음",

	Now:   "지금",
	Next:  "다음",
	Asked: "질문",
	Why:   "해설",
	Task:  "과제",
	Notes: "노트",
	Title: "제목",
	Time:  "시간",

	First:   "처음 %[1]d명",
	Hidden:  "청중에게는 보이지 않습니다",
	Shown:   "청중에게도 보입니다",
	Unknown: "어느 답이 맞는지 아직 모릅니다.",

	Name:  "발표자 노트",
	Wait:  "실행 중인 발표 화면이 없습니다. 다른 터미널에서 orderflow를 시작하세요.",
	Ended: "발표 화면이 끝났습니다. 다시 시작하면 이어집니다.",
	Read:  "화면 %[1]d",
	Lines: "%[1]d–%[2]d/%[3]d줄",

	Keys:   "키",
	Quit:   "종료",
	Scroll: "스크롤",
	Lang:   "언어",
	Theme:  "색",
	Fewer:  "접기",
}
