package intent

// Action is what a key does.
type Action uint8

// Group is a part of the help: what actions are about.
type Group uint8

// The groups, in the order in which help and footer have them.
const (
	PlaybackGroup  Group = iota // time: forward, back, faster
	ActsGroup                   // what changes the run, or begins another
	LookingGroup                // what is asked about the run
	ComparingGroup              // runs side by side
	ScreenGroup                 // the screen itself
	GroupCount
)

// groups are what the actions are about.
var groups = [ActionCount]Group{
	PauseAction: PlaybackGroup, StepAction: PlaybackGroup, BackAction: PlaybackGroup, HomeAction: PlaybackGroup, EndAction: PlaybackGroup, NowAction: PlaybackGroup,
	MilestoneAction: PlaybackGroup, SpeedAction: PlaybackGroup, PaceAction: PlaybackGroup, ScrubAction: PlaybackGroup, EventStepAction: PlaybackGroup,
	BookmarkAction: PlaybackGroup, ToBookmarkAction: PlaybackGroup,

	LessonAction: PlaybackGroup, NextSceneAction: PlaybackGroup, SceneAction: PlaybackGroup,

	ModeAction: ActsGroup, SeedAction: ActsGroup, ScenariosAction: ActsGroup, StartAction: ActsGroup, OrderAction: ActsGroup,
	BreakAction: ActsGroup, RepairAction: ActsGroup, FaultsAction: ActsGroup, BreakNowAction: ActsGroup, LaterAction: ActsGroup,
	FieldAction: ActsGroup, ChangeAction: ActsGroup, RemediesAction: ActsGroup, SwitchAction: ActsGroup, FromStartAction: ActsGroup,

	OpenAction: LookingGroup, WhyAction: LookingGroup, AnomaliesAction: LookingGroup, EventsAction: LookingGroup, DiagramAction: LookingGroup,
	FocusAction: LookingGroup, SelectAction: LookingGroup, FollowAction: LookingGroup, FoldAction: LookingGroup, GlossaryAction: LookingGroup,
	ModelAction: LookingGroup, ScrollAction: LookingGroup, MoveAction: LookingGroup, RowsAction: LookingGroup, PageAction: LookingGroup,
	JumpAction: LookingGroup, NextOrderAction: LookingGroup, NextPlaceAction: LookingGroup, BoxAction: LookingGroup, OtherOrderAction: LookingGroup,
	AddOrderAction: LookingGroup, PrintAction: LookingGroup, OnlyOrderAction: LookingGroup, OnlyTypeAction: LookingGroup, SearchAction: LookingGroup,
	KeepAction: LookingGroup, DropAction: LookingGroup, EraseAction: LookingGroup,

	CompareAction: ComparingGroup, LaneAction: ComparingGroup, DifferenceAction: ComparingGroup, OpenLaneAction: ComparingGroup, FuturesAction: ComparingGroup,
	FutureAction: ComparingGroup, OpenFutureAction: ComparingGroup, SameTimeAction: ComparingGroup,

	LangAction: ScreenGroup, ThemeAction: ScreenGroup, BigAction: ScreenGroup, KeyEchoAction: ScreenGroup, CaptionBarAction: ScreenGroup,
	HandleAction: ScreenGroup, BlankAction: ScreenGroup, HelpAction: ScreenGroup, QuitAction: ScreenGroup, CloseAction: ScreenGroup, CloseHelpAction: ScreenGroup,
}

// Group returns what an action is about.
func (a Action) Group() Group { return groups[a%ActionCount] }

// KeyHint is an entry of the key table as footer and help show it. Its words
// come from the catalogue.
type KeyHint struct {
	Keys string // as shown, such as "space", "[ ]" or "1 2 3"
	Does Action
}

// The actions, in the order in which the help lists them.
const (
	NoAction         Action = iota
	PauseAction             // pause and resume
	StepAction              // to the next sentence, or to the next change
	BackAction              // to the one before
	HomeAction              // to the beginning
	EndAction               // to the end of what was computed; live: to now
	MilestoneAction         // from turn to turn
	SpeedAction             // slower and faster
	PaceAction              // story, brisk or real
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
	HandAction              // in a question: one hand more for a choice
	TakeHandAction          // in a question: the last hand is taken back
	RevealAction            // in a question: the hands are shown, then what happens
	SkipAction              // in a question: the story goes on without it
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
	GoOnAction              // at the end: what comes next
	SeedAction              // a new run with the next seed
	FoldAction              // orders that met the same are one lane
	BigAction               // for the back of the room
	FromStartAction         // in the remedies: a new run that has it from 0 s on
	SameTimeAction          // in the futures: this one, at the time that is shown
	LessonAction            // back to the lesson, or to its task
	NextSceneAction         // the next scene of the lesson
	SceneAction             // the scene of the lesson again, or the one before
	AskAgainAction          // in a question: another round of hands
	WorldAction             // at an answer: the world in which another choice is right
	BeginAction             // at a task: the room begins
	HintAction              // at a task: a hint, or the solution
	RepeatAction            // at the end of a lesson: a scene again
	OnceMoreAction          // at the end of a lesson: all of it again
	LearnAction             // at the end: a lesson
	HandleAction            // the handle of the run, copied and shown
	NowAction               // live: from what is late to now
	ActionCount
)
