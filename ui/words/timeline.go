package words

// timeWords are those of the timeline.
type timeWords struct {
	Of    string `max:"20" args:"at 5.0; end 38.1"`
	At    string `max:"20" args:"at 5.0"`
	Event string `max:"16" args:"event 32"`
}

var englishTime = timeWords{
	Of:    "%[1]s of %[2]s s",
	At:    "%[1]s s",
	Event: "event %[1]d",
}

var koreanTime = timeWords{
	Of:    "%[1]s / %[2]s초",
	At:    "%[1]s초",
	Event: "이벤트 %[1]d",
}
