package words

// codeWords say what the running line of code did.
type codeWords struct {
	Title           string `max:"41" args:"call emit()"`
	Before          string `max:"43"`
	Running         string `max:"43"`
	EmitRan         string `max:"43"`
	EmitBlind       string `max:"43"`
	EmitBackground  string `max:"43"`
	EmitArrived     string `max:"43"`
	EmitLost        string `max:"45" args:"span 20.9 s"`
	EmitDone        string `max:"43"`
	Died            string `max:"43"`
	WaitsAck        string `max:"43" args:"span 20.9 s"`
	WaitsReply      string `max:"43" args:"span 20.9 s"`
	HasAck          string `max:"43" args:"span 20.9 s"`
	HasReply        string `max:"43" args:"span 20.9 s"`
	Threw           string `max:"43" args:"span 20.9 s"`
	RunsAgain       string `max:"43" args:"span 20.9 s"`
	RanAgain        string `max:"43" args:"span 8.9 s"`
	Relay           string `max:"24"`
	Sweeper         string `max:"24"`
	ShortBlind      string `max:"52"`
	ShortBackground string `max:"52"`
	ShortLost       string `max:"52" args:"span 20.9 s"`
}

var englishCode = codeWords{
	Title:           "the code · %[1]s",
	Before:          "not called yet",
	Running:         "starts at once, subscribed or not",
	EmitRan:         "ran before anything was on the wire",
	EmitBlind:       "ran; it does not ask how line 2 ended",
	EmitBackground:  "line 2 goes on in the background, unwatched",
	EmitArrived:     "the broker has it; line 3 did not wait",
	EmitLost:        "line 2 failed %[1]s later; nobody subscribed",
	EmitDone:        "it went well; line 3 could not know",
	Died:            "the process died while line 2 waited",
	WaitsAck:        "line 2 waits for the broker, %[1]s so far",
	WaitsReply:      "line 2 waits for the handler, %[1]s so far",
	HasAck:          "the broker answered line 2 after %[1]s",
	HasReply:        "the handler answered line 2 after %[1]s",
	Threw:           "line 2 threw after %[1]s; line 3 never ran",
	RunsAgain:       "line 2 threw after %[1]s and is run again",
	RanAgain:        "line 2 threw after %[1]s, then it went well",
	Relay:           "outbox relay",
	Sweeper:         "sweeper",
	ShortBlind:      "ran; it does not ask how line 2 (emit) ended",
	ShortBackground: "line 2 (emit) goes on in the background, unwatched",
	ShortLost:       "line 2 failed %[1]s later; nobody subscribed",
}

var koreanCode = codeWords{
	Title:           "코드 · %[1]s",
	Before:          "아직 호출 전",
	Running:         "구독과 무관하게 바로 시작됩니다.",
	EmitRan:         "전송되기 전에 실행됐습니다.",
	EmitBlind:       "실행됨. 윗줄의 결과는 확인하지 않습니다.",
	EmitBackground:  "emit()은 백그라운드에서 진행, 보는 곳 없음",
	EmitArrived:     "브로커가 저장함. 이 줄은 기다리지 않음",
	EmitLost:        "emit()은 %[1]s 뒤 실패. 구독자가 없음",
	EmitDone:        "잘 끝났지만, 이 줄은 알 수 없었습니다.",
	Died:            "윗줄을 기다리다 프로세스가 죽었습니다.",
	WaitsAck:        "브로커의 응답을 %[1]s째 기다리는 중",
	WaitsReply:      "핸들러의 응답을 %[1]s째 기다리는 중",
	HasAck:          "브로커가 %[1]s 뒤 응답",
	HasReply:        "핸들러가 %[1]s 뒤 응답",
	Threw:           "%[1]s 뒤 예외. 다음 줄은 실행되지 않음",
	RunsAgain:       "%[1]s 뒤 예외. 지금 다시 실행하는 중",
	RanAgain:        "%[1]s 뒤 예외. 다시 실행해 성공",
	Relay:           "outbox 릴레이",
	Sweeper:         "sweeper",
	ShortBlind:      "실행됨. emit()의 결과는 확인하지 않습니다.",
	ShortBackground: "emit()은 백그라운드에서 진행 중, 보는 곳 없음",
	ShortLost:       "emit()은 %[1]s 뒤 실패. 구독자가 없어 아무도 모름",
}
