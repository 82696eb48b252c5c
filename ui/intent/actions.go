package intent

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
	ActionCount
)
