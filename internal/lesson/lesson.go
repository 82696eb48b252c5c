package lesson

import (
	"time"

	"orderflow/sim"
)

// Limits of a lesson. What is longer is refused as it is read.
const (
	BytesMax    = 256 << 10 // of a file
	entriesMax  = 10_000    // lines and commas of a file: the parser compares each key of a mapping with all others
	minutesMax  = 30
	scenesMax   = 40
	saysMax     = 12 // of a scene or a reveal
	choicesMax  = 9  // as there are digits
	hintsMax    = 6
	listMax     = 12  // of a checklist, or rows of a table
	OrdersMax   = 200 // of a run
	nestingMax  = 24  // of what is written
	titleMax    = 40  // columns, at 80×24
	lineMax     = 42  // columns of a line of a sentence
	linesMax    = 2
	questionMax = 76 // columns of a line of a question
	choiceMax   = 44 // columns, so that the hands have room at 80×24
	thinkLeast  = 5 * time.Second
	thinkMost   = 5 * time.Minute
)

// Version is that of the format.
const Version = 1

// Places are what a sentence may light, in the order in which an order passes them.
var Places = []string{"service", "producer", "broker", "consumers", "done"}

// Lesson is what a teacher wrote.
type Lesson struct {
	Name    string
	Minutes int
	Title   sim.Text
	After   sim.Text // what one can say afterwards
	Run     Run
	Scenes  []Scene
	Handout Handout

	src *source
}

// Scene is a part of a lesson.
type Scene struct {
	Run    *Run       // another run begins; nil: the one before goes on
	Until  *Condition // nil: the end of the run
	Say    []Say
	Notes  sim.Text
	Ask    *Ask
	Reveal *Reveal
	Do     *Task

	at place
}

// Say is a sentence.
type Say struct {
	Text  Wording
	At    *Condition // nil: it follows the sentence before
	Place string     // "": that of what happens
	Order int        // that it selects; 0 = none

	at place
}

// Ask is a question to the room.
type Ask struct {
	Question Wording
	Choices  []Choice
	Think    time.Duration

	at place
}

// Choice is a possible answer.
type Choice struct {
	Text  Wording
	Right *Condition // nil: never
	World *Run       // nil: none

	at place
}

// Reveal is how the answer shows.
type Reveal struct {
	Until *Condition // nil: nothing more plays
	Say   []Say
	Why   Wording

	at place
}

// Task is what the room does itself.
type Task struct {
	Task     Wording
	Done     *Condition
	Hints    []Wording
	Solution string // flags

	at place
}

// Handout is what a page has beside the lesson's questions.
type Handout struct {
	Trap, Cure sim.Text
	Checklist  []sim.Text
	Table      []Row
}

// Row is a row of a table: what, and a value that is computed at the end of the
// run of each mode.
type Row struct {
	What  sim.Text
	Value *Value
}

// place is where something is written.
type place struct{ line, column int }
