package moment

import (
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/pace"
)

// Moment is all that a frame is a function of: the log, the cursor in it, and
// what playback knows of the way between them. It is a plain value, made anew
// for every frame; nothing in it is changed by drawing.
type Moment struct {
	// Log may reach beyond N. What lies beyond is not shown, except where a
	// token glides towards its next event and as Marks of what was played.
	Log   *sim.Log
	N     sim.EventID   // the last event at or before the cursor; 0 at the very beginning
	State *sim.State    // fold of the first N events
	At    time.Duration // virtual time of the cursor

	Change Change // the last change laid at or before the cursor; its zero value if there is none
	Fresh  bool   // the change is still marked: W(cursor) − W(Change) ≤ 0.9 s, or paused on it

	Wall    float64 // the cursor, seconds of wall time at speed 1; it goes on while the motion waits for a sentence
	WallEnd float64 // the end of what is laid, or will be laid as far as that is known; the timeline's right end
	// WallOf returns the wall second at which an event is shown, which may lie
	// beyond N; false where it is not laid yet. Where the motion waits for a
	// sentence, the wait lies before the event that comes next.
	WallOf func(n sim.EventID) (wall float64, laid bool)
	Marks  []Mark        // of what was played once, ascending by Wall
	End    time.Duration // virtual time of the run's end as far as it is known; 0 = not known
	Speed  float64       // of playback; 1 = as laid
	Real   bool          // pace real: wall time is virtual time
	Ratio  pace.Ratio    // virtual time per wall time, over the last 2 s
	Behind time.Duration // live: how far the cursor is behind its source; 0 = not

	Progress *Progress   // in a lesson; nil = there is none
	Cue      *Cue        // the sentence of the narration that stands, empty before the first; nil while stepping, and at a pace without one
	Opening  *Opening    // nil once the story has begun
	Stands   bool        // what is told of the change stands while the motion goes on: it has no figure that runs down
	Folded   bool        // the lanes are folded into cohorts, also where each order has room for one
	Unfolded sim.OrderID // an order of the cohort that is opened; 0 = none

	Paused     bool
	Still      bool // the cursor does not move by itself: paused, at the end, or something is open over the story
	Finished   bool // the cursor stands at the end of a run that is over: the end card is shown
	NextMode   sim.Mode
	Compares   bool        // the three modes side by side come next, not NextMode
	Countdown  int         // seconds until NextMode starts by itself; 0 = it does not
	Unrepeated bool        // what the user did to a live run is not done again in NextMode
	Asked      []sim.Input // live: what the user did that is not seen at the cursor yet

	Selected sim.OrderID // what the user selected; 0 = the selection follows the change
	TableTop sim.OrderID // first order of the table where the user scrolled it; 0 = by itself

	Focus intent.Place // what is pointed at on the board; its zero value = nothing

	Footer     []intent.KeyHint // the keys that do something now, most used first; help is the last
	Echo       intent.KeyHint   // the key that was pressed last, where it is to be shown
	CaptionBar bool             // the caption stands at the bottom too, in two rows
	Memo       *Memo            // what was read of the log before; nil = nothing
	Notice     string           // one line from the program, such as a refused input; takes the caption's place
}

// Change is what the audience perceives as one thing that happened: one or more
// events laid close together.
type Change struct {
	First  sim.EventID   // its first event; 0 = there is no change yet
	Events []sim.EventID // those at or before the cursor, ascending
	Wall   float64       // wall second of First
}

// Mark is a mark of the timeline.
type Mark struct {
	Wall float64 // seconds
	Kind pace.MarkKind
}
