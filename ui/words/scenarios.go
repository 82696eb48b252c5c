package words

// scenarioWords are those of the list.
type scenarioWords struct {
	Title string `max:"30"`
}
