package moment

import (
	"time"

	"orderflow/sim"
)

// GaveUp reports whether by an event a call was given up with what it held.
func GaveUp(e *sim.Event) bool { return e.Type == sim.PublishGaveUp || e.Type == sim.MemoryLost }

// SameInstant is how far apart events of one instant may be, in virtual time.
const SameInstant = 50 * time.Millisecond

// Within reports whether two times are one instant.
func Within(a, b time.Duration) bool {
	return b != sim.Never && a-b <= SameInstant && b-a <= SameInstant
}
