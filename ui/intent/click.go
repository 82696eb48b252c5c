package intent

// Click is what a click does. Its zero value does nothing: such a zone covers
// what lies under it.
type Click struct {
	Key   string // that key is pressed
	Place Place  // it is selected; once more: opened
	Line  uint32 // the line of a list with this event is selected; once more: entered
	Item  int    // the item of what is open, from 1, is chosen; once more: entered
	Time  bool   // the timeline is taken hold of
}

// ArrowKeys are the keys whose names on the screen are signs.
var ArrowKeys = map[string]string{"↑": "up", "↓": "down", "←": "left", "→": "right"}
