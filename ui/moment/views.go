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
	Apart      bool          // that is of another run
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

	Apart    bool          // it is of another run; State is where the user stood in it
	Stood    time.Duration // where the user stood in it
	Scenario string        // of its run
	Seed     uint64
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

// WorldView is a run of a lesson beside another world.
type WorldView struct {
	Here, There *sim.State
	Order       sim.OrderID // that was asked about; 0 = none
	Said        string      // what is right there
	Other       []string    // what is other there
}

// Progress is how far a room has come in a lesson.
type Progress struct {
	Lesson        string        // its name
	Scene, Scenes int           // from 1
	Left          time.Duration // that the lesson still takes; 0 = that is not known
	Astray        bool          // the room is elsewhere
	Tasked        bool          // the task of the scene was begun
	Hints         int           // of it, that were given
	End           *LessonEnd    // nil while the lesson goes on
}

// LessonEnd is what a lesson came to.
type LessonEnd struct {
	After                      sim.Text // what one can say now
	Questions, Answered, Right int
	Repeat                     []sim.Text // questions that are worth asking again
	Next                       string     // the lesson that can be gone to; "" = none
}
