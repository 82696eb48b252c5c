package words

// scenarioWords are those of the list.
type scenarioWords struct {
	Title string `max:"30"`
}

var englishScenarios = scenarioWords{
	Title: "scenarios",
}

var koreanScenarios = scenarioWords{
	Title: "시나리오",
}
