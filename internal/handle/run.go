package handle

import (
	"time"

	"orderflow/sim"
)

// Run is what a handle names.
type Run struct {
	Engine int // version of the physics; see engine.Version
	Config sim.Config
	Inputs []sim.Input // that were done, in ascending order of At
	View   View
}

// View is where somebody stood in the run, and how it was told. How the screen
// looks, what lies over the stage, and what was left beside the run is not in it.
type View struct {
	At       time.Duration // virtual time
	Wall     time.Duration // of the story at Pace, at speed 1
	N        int           // events that were shown
	Opening  time.Duration // since the opening began that was still told; 0 = none was
	Pace     string        // one of paces; "" = story
	Seen     []sim.Mode    // of the runs that were shown, the first one first; nil = this one alone
	Follows  bool          // it is told as a run that follows another
	Speed    float64       // 0 = 1
	Stepping bool          // from change to change: the narration is silent
	Played   int           // events that had been shown, at the farthest; 0 = N
	Whole    bool          // the end of a run is known that has more events than one looks ahead
	Selected sim.OrderID   // 0 = none
	Folded   bool          // the lanes are folded into cohorts
	Unfolded sim.OrderID   // of the cohort that is opened; 0 = none

	Bookmarks []time.Duration // virtual times, ascending
}

// Limits of a view.
const (
	bookmarksMax = 32
	speedMax     = 64 // and 1/64
)

// paces are the paces of a view, the one that is not written first.
var paces = []string{"story", "brisk", "real"}
