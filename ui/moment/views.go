package moment

import (
	"time"

	"orderflow/sim"
)

// FuturesView is what the user has open of the futures.
type FuturesView struct {
	Lanes       []FutureLane // at most futureLanes, the present one first
	Selected    int          // future, from 0 = the present one
	Kept, LetGo int          // futures
	Order       sim.OrderID  // whose caller is shown; 0 = chosen by itself

	Other      int           // the future that is compared with the present one
	Parting    time.Duration // where the two part
	Cause      *sim.Input    // what was done there
	Difference *sim.Event    // the first event of an order in which they differ, up to the cursor
	Where      int           // the future that it is in
}

// FutureLane is one future as far as it has come at the cursor.
type FutureLane struct {
	Future  int // from 0 = the present one
	State   *sim.State
	With    []sim.Input // what was done in it and not in the present one; in that, what not all have
	Without []sim.Input // what was done in the present one and not in it
	Parting time.Duration
}

// LaneCount is how many ways to publish are compared.
const LaneCount = 3

// Lane is one way to publish, as far as its run has come at the cursor.
type Lane struct {
	Mode  sim.Mode
	State *sim.State
}

// LanesView is what the user has open of the comparison.
type LanesView struct {
	Lanes    [LaneCount]Lane
	Selected int         // lane, from 0
	Order    sim.OrderID // whose caller is shown; 0 = chosen by itself
}
