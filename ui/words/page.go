package words

// PageWords are those around a film that is a page: its player has its own.
type PageWords struct {
	Language    string `max:"20"`
	Captions    string `max:"20"`
	NoCaptions  string `max:"20"`
	Dark        string `max:"20"`
	Light       string `max:"20"`
	Stop        string `max:"44"`
	Chapters    string `max:"20"`
	Transcript  string `max:"20"`
	Player      string `max:"60" args:"name of the film"`
	Keys        string `max:"160"`
	Missing     string `max:"160"`
	Made        string `max:"100"`
	Licence     string `max:"60"`
	OfLanguages string `max:"20"` // its own name
}

var englishPage = PageWords{
	Language:    "Language",
	Captions:    "Captions",
	NoCaptions:  "none",
	Dark:        "Dark",
	Light:       "Light",
	Stop:        "Stop at each turn",
	Chapters:    "Chapters",
	Transcript:  "Transcript",
	Player:      "Film: %[1]s",
	Keys:        "Keys: space play and pause, left and right 5 s, [ and ] turn to turn, C captions, L language, T dark or light, F the whole screen.",
	Missing:     "The film needs a newer browser (Chrome 103, Firefox 113, Safari 16.4) with JavaScript. All that is said in it stands below.",
	Made:        "Made by orderflow from the log of a run. Player: asciinema-player, Apache-2.0.",
	Licence:     "Licences of the player",
	OfLanguages: "English",
}

var koreanPage = PageWords{
	Language:    "언어",
	Captions:    "자막",
	NoCaptions:  "없음",
	Dark:        "어둡게",
	Light:       "밝게",
	Stop:        "전환점마다 멈춤",
	Chapters:    "챕터",
	Transcript:  "대본",
	Player:      "영상: %[1]s",
	Keys:        "키: space 재생과 멈춤, 좌우 화살표 5초, [ ] 전환점 이동, C 자막, L 언어, T 어둡게·밝게, F 전체 화면.",
	Missing:     "영상을 보려면 JavaScript를 켠 최신 브라우저(Chrome 103, Firefox 113, Safari 16.4 이상)가 필요합니다. 영상의 모든 문장은 아래에 있습니다.",
	Made:        "orderflow가 실행 로그로 만든 영상입니다. 플레이어: asciinema-player, Apache-2.0.",
	Licence:     "플레이어 라이선스",
	OfLanguages: "한국어",
}
