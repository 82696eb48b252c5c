package words

// workerWords are those of the in-house consumers.
type workerWords struct {
	InHouse    string `max:"19"`
	TitleShort string `max:"10"`
	Many       string `max:"21" args:"workers 64; busy 12"`
}

var englishWorkers = workerWords{
	InHouse:    "in-house",
	TitleShort: "consumers",
	Many:       "%[1]d workers · %[2]d busy",
}

var koreanWorkers = workerWords{
	InHouse:    "자체 처리",
	TitleShort: "컨슈머",
	Many:       "워커 %[1]d · 처리 중 %[2]d",
}
