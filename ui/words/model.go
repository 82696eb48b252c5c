package words

// modelWords are those around the model card, which has its own in both
// languages.
type modelWords struct {
	Title  string `max:"40"`
	Note   string `max:"74"`
	Run    string `max:"40"`
	Began  string `max:"21"`
	Prefix string `max:"21"`
	Door   string `max:"21"`
}

var englishModel = modelWords{
	Title:  "model card",
	Note:   "What is simulated, with which figures, and where each comes from.",
	Run:    "this run",
	Began:  "0 s was at",
	Prefix: "topics and groups",
	Door:   "listening on",
}

var koreanModel = modelWords{
	Title:  "모델 카드",
	Note:   "무엇을 어떤 값으로 시뮬레이션하는지, 그 값은 어디서 왔는지 보여 줍니다.",
	Run:    "이번 실행",
	Began:  "0초 시각",
	Prefix: "토픽과 그룹",
	Door:   "연결 주소",
}
