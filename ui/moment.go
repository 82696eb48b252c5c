package ui

import (
	"time"

	"orderflow/sim"
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

	Wall    float64 // the cursor, seconds of wall time at speed 1
	WallEnd float64 // the end of what is laid, or will be laid as far as that is known; the timeline's right end
	// WallOf returns the wall second of an event, which may lie beyond N; false
	// where it is not laid yet.
	WallOf func(n sim.EventID) (wall float64, laid bool)
	Marks  []Mark        // of what was played once, ascending by Wall
	End    time.Duration // virtual time of the run's end as far as it is known; 0 = not known
	Speed  float64       // of playback; 1 = as laid
	Real   bool          // pace real: wall time is virtual time
	Ratio  Ratio         // virtual time per wall time, over the last 2 s
	Behind time.Duration // live: how far the cursor is behind its source; 0 = not

	Paused    bool
	Finished  bool // the cursor stands at the end of a run that is over: the end card is shown
	NextMode  sim.Mode
	Countdown int // seconds until NextMode starts by itself; 0 = it does not

	Selected sim.OrderID // what the user selected; 0 = the selection follows the change
	TableTop sim.OrderID // first order of the table where the user scrolled it; 0 = by itself

	Sheet     Over  // what lies over the board; nil = nothing
	Panel     Panel // what is open in the board's place
	Focus     Place // what is pointed at on the board; its zero value = nothing
	Why       Place // about what why was asked; its zero value = about nothing
	Searching bool  // a search in the event log is being typed

	Footer     []KeyHint    // the keys that do something now, most used first; help is the last
	Help       []KeyHint    // the whole key table, in its order; the help overlay is drawn where it is not empty
	Diagram    *DiagramView // the space-time diagram is drawn in the board's place; nil where it is not
	Lanes      *LanesView   // the three ways are drawn in the board's place; nil where they are not
	Futures    *FuturesView // the futures are drawn in the board's place; nil where they are not
	Echo       KeyHint      // the key that was pressed last, where it is to be shown
	CaptionBar bool         // the caption stands at the bottom too, in two rows
	memo       *memo        // what was read of the log before; nil = nothing
	Blank      bool         // the presenter has blanked the screen
	Notice     string       // one line from the program, such as a refused input; takes the caption's place
}

// Over is something that lies over the board; it draws itself.
type Over interface{ LiesOver() }

// Change is what the room perceives as one thing that happened: one or more
// events laid close together.
type Change struct {
	First  sim.EventID   // its first event; 0 = there is no change yet
	Events []sim.EventID // those at or before the cursor, ascending
	Wall   float64       // wall second of First
}

// Mark is a mark of the timeline.
type Mark struct {
	Wall float64 // seconds
	Kind MarkKind
}

// MarkKind says what a mark means.
type MarkKind uint8

// The kinds of marks; where two stand at one place, the first of this list is seen.
const (
	MarkBookmark    MarkKind = iota + 1 // ▾, set by the user
	MarkLost                            // ✗, one for each instant
	MarkFaultBegins                     // ▲, followed by ═ while the fault lasts
	MarkFaultEnds                       // ▲
	MarkTwice                           // ◆, an anomaly: a second copy, work or purchase
	MarkBlocked                         // □, an anomaly: a blocked partition
	MarkDoubt                           // ?, any other anomaly: belief is not truth
	markKindCount   = MarkDoubt
)

// Ratio is the clock ratio in steps of 1-2-5: Slow and N=50 is shown as
// "slow ×1/50", N=1 as "×1", not Slow and N=20 as "fast ×20". N=0 shows nothing.
type Ratio struct {
	Slow bool
	N    int
}

// KeyHint is an entry of the key table as footer and help show it. Its words
// come from the catalogue.
type KeyHint struct {
	Keys string // as shown, such as "space", "[ ]" or "1 2 3"
	Does Action
}

// Action is what a key does.
type Action uint8

// The actions, in the order in which the help lists them.
const (
	NoAction         Action = iota
	PauseAction             // pause and resume
	StepAction              // to the next change
	BackAction              // to the change before
	HomeAction              // to the beginning
	EndAction               // to the end of what was computed; live: to now
	MilestoneAction         // from turn to turn
	SpeedAction             // slower and faster
	PaceAction              // story or real
	ModeAction              // a new run in another mode, same seed and faults
	OrderAction             // one more order
	BreakAction             // the brokers go away
	RepairAction            // every fault ends
	SelectAction            // the order above or below
	ScrollAction            // a page of orders
	FollowAction            // give the selection back
	LangAction              // English or Korean
	ThemeAction             // the next palette
	BlankAction             // a blank screen, for presenters
	HelpAction              //
	QuitAction              //
	FaultsAction            // the fault form
	BreakNowAction          // in the form: what it says breaks
	LaterAction             // in the form: it breaks at a time to come
	FieldAction             // in the form: the next field
	ChangeAction            // in the form: the next value
	RemediesAction          // the switches of the remedies
	SwitchAction            // in the remedies: on or off
	GlossaryAction          // what the words mean
	ModelAction             // the model card
	ScenariosAction         // the list of the scenarios
	StartAction             // in the list: the selected scenario starts
	BookmarkAction          // a bookmark here, or none
	ToBookmarkAction        // to the next bookmark
	KeyEchoAction           // the keys that are pressed, shown
	CaptionBarAction        // the caption at the bottom too
	OpenAction              // the panel of the selected order
	WhyAction               // why the order is where it is
	AnomaliesAction         // what the checker found
	EventsAction            // the event log
	OnlyOrderAction         // in the event log: one order
	OnlyTypeAction          // in the event log: one type
	SearchAction            // in the event log: a search
	KeepAction              // the search stays
	DropAction              // the search is dropped
	EraseAction             // the last character
	MoveAction              // the line above or below in a list
	JumpAction              // to the event of the line
	NextOrderAction         // the panel of the next order
	BoxAction               // compact: the next box of a panel
	CloseAction             // back to what was there before
	DiagramAction           // the space-time diagram of the selected order
	OtherOrderAction        // in the diagram: the next order in the last one's place
	AddOrderAction          // in the diagram: the next order beside the others
	PageAction              // in the diagram: a page of lines
	PrintAction             // in the diagram: print it as text and as a picture
	CompareAction           // the three ways side by side
	LaneAction              // in the comparison: the lane above or below
	DifferenceAction        // in the comparison: to where the lanes first differ
	OpenLaneAction          // in the comparison: this lane is the run of the board
	FocusAction             // the next place of the board is pointed at
	ScrubAction             // along the timeline
	EventStepAction         // one event forward or back
	NextPlaceAction         // the panel of the next partition, group or job
	FuturesAction           // the futures of the run, side by side
	FutureAction            // in the futures: the one above or below
	OpenFutureAction        // in the futures: this one is the run of the board
	CloseHelpAction         // the help is closed
	RowsAction              // in the diagram: the rows above or below
	actionCount
)

// Options say how a frame is drawn.
type Options struct {
	Width, Height int // columns and lines, from 1×1
	Lang          Lang
	ASCII         bool // glyph for glyph; no layout changes
	Theme         Theme
	Model         []sim.ModelSection // what the model card says
	Big           bool               // the compact layout with a blank line between the lines, where it fits
}

// The sizes of the layouts, in columns and lines.
const (
	CompactWidth  = 80
	CompactHeight = 24
	FullWidth     = 120
	FullHeight    = 36
)
