package words

// panelWords are those of the external panel.
type panelWords struct {
	Title     string `max:"19"`
	Job       string `max:"19" args:"job 8841; order 2"`
	NoJob     string `max:"21"`
	More      string `max:"8" args:"jobs 2"`
	Handled   string `max:"22"`
	NeedsNone string `max:"22"`
	NotTold   string `max:"22"`
	Fell      string `max:"22"`
	Refills   string `max:"22"`
	Told      string `max:"22" args:"span 7.5 s"`
	Paid      string `max:"22" args:"dollars 21.60"`
}

var englishPanel = panelWords{
	Title:     "external panel",
	Job:       "job %[1]d · #%[2]d",
	NoJob:     "no job yet",
	More:      "+%[1]d more",
	Handled:   "handled ✓  finished ·",
	NeedsNone: "needs no broker",
	NotTold:   "row not told yet",
	Fell:      "a part is gone again",
	Refills:   "a refill is ordered",
	Told:      "row told %[1]s later",
	Paid:      "panel paid %[1]s $",
}

var koreanPanel = panelWords{
	Title:     "외부 패널",
	Job:       "작업 %[1]d · #%[2]d",
	NoJob:     "아직 작업 없음",
	More:      "외 %[1]d건",
	Handled:   "handled ✓  완료 ·",
	NeedsNone: "브로커와 무관하게 진행",
	NotTold:   "DB에 아직 반영 안 됨",
	Fell:      "일부가 다시 사라짐",
	Refills:   "리필 진행 중",
	Told:      "%[1]s 뒤 DB에 반영",
	Paid:      "패널에 지불 %[1]s $",
}
