package words

// teachingWords are those of a lesson on the stage.
type teachingWords struct {
	Progress  string `max:"28" args:"scene 2; scenes 5"`
	Left      string `max:"16" args:"minutes 3"` // of the lesson
	LeftShort string `max:"14"`                  // less than a minute

	AnswerTitle string `max:"30"`
	AskedAgain  string `max:"24"` // the second round

	TaskTitle    string `max:"24"`
	SolvedTitle  string `max:"24"`
	Solved       string `max:"76"`
	Begin        string `max:"18"`
	NextHint     string `max:"18"`
	ShowSolution string `max:"22"`
	BackToTask   string `max:"22"`
	SkipTask     string `max:"16"`
	GoOn         string `max:"12"`

	EndTitle  string `max:"24"`
	Score     string `max:"44" args:"right 2; questions 3"`
	AllRight  string `max:"60"`
	Unasked   string `max:"60"`
	Repeat    string `max:"24"`
	RepeatKey string `max:"22"`
	FreePlay  string `max:"18"`
	Restart   string `max:"18"`

	NextLesson string `max:"36" args:"lesson three-ways"`

	WorldTitle string `max:"76" args:"choice in the broker's log"`
	WorldHere  string `max:"20"`
	WorldThere string `max:"20"`
}

var englishTeaching = teachingWords{
	Progress:  "%[1]d of %[2]d",
	Left:      "%[1]d min left",
	LeftShort: "1 min left",

	AnswerTitle: "what came of it",
	AskedAgain:  "asked again",

	TaskTitle:    "your turn",
	SolvedTitle:  "done",
	Solved:       "That is it: the log says so.",
	Begin:        "begin",
	NextHint:     "a hint",
	ShowSolution: "show the solution",
	BackToTask:   "back to the task",
	SkipTask:     "skip it",
	GoOn:         "go on",

	EndTitle:  "the lesson is over",
	Score:     "%[1]d of %[2]d questions answered right",
	AllRight:  "Nothing to repeat.",
	Unasked:   "No question was answered.",
	Repeat:    "worth repeating",
	RepeatKey: "repeat it",
	FreePlay:  "play on freely",
	Restart:   "once more",

	NextLesson: "lesson %[1]s",

	WorldTitle: "Here it would be: %[1]s",
	WorldHere:  "as it was",
	WorldThere: "the other world",
}

var koreanTeaching = teachingWords{
	Progress:  "%[1]d/%[2]d 장면",
	Left:      "%[1]d분 남음",
	LeftShort: "1분 남음",

	AnswerTitle: "결과",
	AskedAgain:  "다시 물은 결과",

	TaskTitle:    "직접 해 보기",
	SolvedTitle:  "해냈습니다",
	Solved:       "맞습니다. 로그가 증명합니다.",
	Begin:        "시작",
	NextHint:     "힌트 보기",
	ShowSolution: "풀이 보기",
	BackToTask:   "과제로 돌아가기",
	SkipTask:     "건너뛰기",
	GoOn:         "계속",

	EndTitle:  "수업이 끝났습니다",
	Score:     "질문 %[2]d개 중 %[1]d개를 맞혔습니다",
	AllRight:  "다시 볼 것이 없습니다.",
	Unasked:   "답한 질문이 없습니다.",
	Repeat:    "다시 볼 만한 장면",
	RepeatKey: "다시 보기",
	FreePlay:  "자유롭게 보기",
	Restart:   "처음부터",

	NextLesson: "%[1]s 수업",

	WorldTitle: "여기서 맞는 답: %[1]s",
	WorldHere:  "실제",
	WorldThere: "다른 조건",
}
