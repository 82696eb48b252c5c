package words

// NoHandle says why a run has no handle.
type NoHandle uint8

// The reasons.
const (
	LiveRun NoHandle = iota
	SavedLog
	TooMuch
	Unsaid
	noHandleCount
)

// handleWords are those of the handle of a run.
type handleWords struct {
	Title   string                `max:"30"`
	Is      string                `max:"148"`
	Copied  string                `max:"148"`
	Without string                `max:"148"`
	Lesson  string                `max:"148"`
	Refused [noHandleCount]string `max:"56"` // by NoHandle
}

var englishHandle = handleWords{
	Title:   "handle of this run",
	Is:      "It names this run, all that was done to it, and where you stand. Whoever enters this is there again, paused:",
	Copied:  "The handle was copied, where the terminal allows that (OSC 52); else mark it here.",
	Without: "Other futures, what lies over the stage, and language, size and colours are not in it.",
	Lesson:  "Opened, the run is told as a story, without the lesson.",
	Refused: [noHandleCount]string{
		LiveRun:  "A live run happens once: no handle can name it.",
		SavedLog: "A recorded log has no handle: it is its own file.",
		TooMuch:  "Too much for 2,000 characters: --record keeps it.",
		Unsaid:   "No handle can name this run: --record keeps it.",
	},
}

var koreanHandle = handleWords{
	Title:   "이 실행의 핸들",
	Is:      "이 실행과 지금까지 개입한 일, 지금 보는 자리를 가리킵니다. 이 명령을 치면 같은 자리에서 멈춘 채 열립니다.",
	Copied:  "터미널이 허용하면(OSC 52) 이미 복사됐습니다. 아니면 여기서 선택해 복사하세요.",
	Without: "떠나온 다른 미래, 무대 위에 연 창, 언어와 크기와 색은 들어 있지 않습니다.",
	Lesson:  "열면 수업이 아니라 이야기로 들려줍니다.",
	Refused: [noHandleCount]string{
		LiveRun:  "live 실행은 한 번뿐이라 핸들로 가리킬 수 없습니다.",
		SavedLog: "저장된 로그에는 핸들이 없습니다. 파일이 그 몫입니다.",
		TooMuch:  "2,000자를 넘어 핸들이 없습니다. --record로 저장하세요.",
		Unsaid:   "핸들로 쓸 수 없는 실행입니다. --record로 저장하세요.",
	},
}
