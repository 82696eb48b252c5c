package moment

import "orderflow/sim"

// GaveUp reports whether by an event a call was given up with what it held.
func GaveUp(e *sim.Event) bool { return e.Type == sim.PublishGaveUp || e.Type == sim.MemoryLost }
