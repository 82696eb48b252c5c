package chrome

// WayTop is the first row of the way in the full layout, shortTop in the compact one.
const (
	WayTop   = 7
	ShortTop = 5
)

// TimelineSpan returns the columns between which the cursor moves, both
// included.
func TimelineSpan(width int, full bool) (first, last int) {
	room := 22 // of the time
	if full {
		room = 30 // and the event
	}
	return 2, width - 3 - room
}
