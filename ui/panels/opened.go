package panels

import (
	"orderflow/sim"
)

// PageLines is how many lines pgup and pgdown move in a list.
const PageLines = 10

// IndexOf returns where an event is in a list, or the end of the list.
func IndexOf(events []sim.EventID, event sim.EventID) int {
	for i, e := range events {
		if e == event {
			return i
		}
	}
	return max(0, len(events)-1)
}
