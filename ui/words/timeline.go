package words

// timeWords are those of the timeline.
type timeWords struct {
	Of string `max:"20" args:"at 5.0; end 38.1"`
	At string `max:"20" args:"at 5.0"`
}

var englishTime = timeWords{
	Of: "%[1]s of %[2]s s",
	At: "%[1]s s",
}

var koreanTime = timeWords{
	Of: "%[1]s / %[2]s초",
	At: "%[1]s초",
}
