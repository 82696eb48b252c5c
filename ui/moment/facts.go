package moment

import (
	"time"

	"orderflow/sim"
)

func GaveUp(e *sim.Event) bool { return e.Type == sim.PublishGaveUp || e.Type == sim.MemoryLost }

// FaultOf returns the name of a fault from the text the log has of it.
func FaultOf(s *sim.FaultState) sim.FaultName { return FaultIn(s).Name }

// FaultIn returns a fault as it was asked for; its zero value where another
// version wrote the log.
func FaultIn(f *sim.FaultState) sim.Fault {
	fault, err := sim.ParseFault(f.Text)
	if err != nil {
		return sim.Fault{}
	}
	return fault
}

// SameInstant is how far apart events of one instant may be, in virtual time.
const SameInstant = 50 * time.Millisecond

// Within reports whether two times are one instant.
func Within(a, b time.Duration) bool {
	return b != sim.Never && a-b <= SameInstant && b-a <= SameInstant
}
