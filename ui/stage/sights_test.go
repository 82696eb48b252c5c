package stage

import (
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// sight is something there is to see. All are held to the laws of frames in all
// sizes and languages; a golden has only one that shows what no other does, in
// the looks that differ in more than their words.
type sight struct {
	name    string
	shows   string // what its golden is there to show
	looks   string // of its golden, by the names of parseLook; "" for none
	escapes bool   // the golden also says what the pens are
	scene   scene
	at      func(*sim.Log) time.Duration
	acts    []sim.Input // done to the run, before
	open    func(*Player)
	keys    string // pressed at last
	told    bool   // the narration tells; else what has changed is, and only the motion says where the timeline stands
	boxes   int    // of a panel that shows one at a time where it is narrow
}

// scene is a run of the simulation.
type scene struct {
	scenario string // "" for outage, or drawn
	mode     sim.Mode
	fault    string
	orders   int // 0 for those of the scenario; more come in the same time
}

// goldenSizes are the sizes of the goldens: compact, full, spacious.
var goldenSizes = [...]moment.Options{{Width: 80, Height: 24}, {Width: 120, Height: 36}, {Width: 200, Height: 60}, {Width: 60, Height: 18}, {Width: 119, Height: 40}, {Width: 300, Height: 90}}

// The looks that most sights have: a layout of its own in each size, or the
// same boxes in all of them.
const (
	everySize = "80x24 en, 120x36 en, 200x60 en, 120x36 ko"
	oneSize   = "120x36 en"
)

// howPens says how to read a grid of pens.
const howPens = `

In the grids of pens a letter stands for each character: i ink, q quiet, b belief,
d done, m moving, w waiting, l lost, u unknown, f faint, n line, y the upper bar and
claims; a capital for bold, # for focus, * for what is LOST and filled, and a digit
for what else is filled: the place of its letter in this list, from 0.`

var (
	retries  = atTime(15100 * time.Millisecond)
	given    = atTime(27 * time.Second)
	pending  = atTime(11100 * time.Millisecond)
	ghosts   = atTime(30 * time.Second)
	working  = atTime(40 * time.Second)
	inOutage = atTime(12480 * time.Millisecond)
	inHouse  = intent.Place{Kind: intent.GroupPlace, Number: uint32(sim.InHouseGroup)}
	external = intent.Place{Kind: intent.GroupPlace, Number: uint32(sim.ExternalGroup)}
)

// allSights is everything there is to see, and why.
var allSights = slices.Concat(narrated(boardSights), panelSights, placeSights, sheetSights, otherSights)

// narrated returns sights as the narration tells them.
func narrated(sights []sight) []sight {
	for i := range sights {
		sights[i].told = true
	}
	return sights
}

var boardSights = []sight{
	{
		name: "board-calm", looks: everySize, at: afterFirst(sim.RequestSent, 3, 0),
		shows: "Nothing is wrong: #3 is on its way, and its claim runs ahead of it for a moment only.",
	},
	{
		name: "board-phantom", looks: everySize, at: afterFirst(sim.MemoryWaiting, 4, 200*time.Microsecond),
		shows: "What the program is about: the row of #4 says PUBLISHED, its token stands before the wall, and its claim goes through it.",
	},
	{
		name: "board-rounds", looks: oneSize, at: atTime(19500 * time.Millisecond),
		shows: "The pile before the wall, in two rounds of connects; the sessions of the consumers run down.",
	},
	{
		name: "board-overtakes", looks: oneSize, at: afterFirst(sim.RequestSent, 12, 0),
		shows: "The wall is open for #12 alone, which overtakes the orders that were called before it.",
	},
	{
		name: "board-back", looks: everySize + ", 60x18 ko, 160x45 en", at: afterFirst(sim.PublishGaveUp, 0, 0),
		shows: "The client is back, and five orders are LOST in one instant: what is filled is what to look at.",
	},
	{
		name: "board-ghosts", looks: oneSize, at: ghosts,
		shows: "The consumers are back, and the sessions of their old selves hold what waits as LAG before their wall.",
	},
	{
		name: "board-end", looks: everySize + ", 60x18 en", at: atEnd,
		shows: "The end: the card with what PUBLISHED proved, and the seconds until the next mode; where there is little room lanes make way.",
	},
	{
		name: "board-await", looks: oneSize, scene: scene{mode: sim.EmitAwait}, at: atTime(19500 * time.Millisecond),
		shows: "The outage where calls are awaited: no claim runs ahead, there is no gap, and callers wait instead.",
	},
	{
		name: "board-send-back", looks: oneSize, scene: scene{mode: sim.Send}, at: afterFirst(sim.PublishGaveUp, 0, 0),
		shows: "Under send the callers are told that five orders were given up: failing openly does not look like LOST.",
	},
	{
		name: "board-folded", looks: "80x24 en, 120x36 ko", at: given, keys: "z",
		shows: "The lanes folded into cohorts: those that met the producer the same way, each in one lane.",
	},
	{
		name: "board-many", looks: "120x36 en", scene: scene{orders: 600}, at: given,
		shows: "More orders than lanes: a lane for each cohort, with counts where they stand, and the bars on one scale.",
	},
	{
		name: "board-drawn", looks: oneSize, scene: scene{scenario: "drawn"}, at: retries,
		shows: "The stage from a log that no engine wrote: what changes here is layout, not physics.",
	},
	{
		name: "board-colours", looks: "80x24 en, 80x24 en pens", escapes: true, at: given,
		shows: "Which pen everything on the stage has while orders are lost, late and on their way, and what each pen sends to a terminal." + howPens,
	},
	{
		name: "board-focus", looks: "80x24 en pens", at: working, keys: "tab down tab",
		shows: "A place that is pointed at, and one in the spotlight: of the one the label is bold, of the other the title is in reverse video." + howPens,
	},
	{
		name: "board-ascii", looks: "80x24 en ascii", at: given,
		shows: "The stage on a terminal that has only ASCII: what is filled has brackets.",
	},
	{
		name: "board-small", looks: "59x10 en, 60x10 ko", at: retries,
		shows: "A window that is too small says how large it must be.",
	},
	{
		name: "board-big", looks: "80x24 en big, 120x60 ko big", at: given,
		shows: "The stage for the back of the room: thick bars, five titles, cohorts with filled chips, and the money.",
	},
	{
		name: "board-big-end", looks: "80x24 en big", at: atEnd,
		shows: "The end for the back of the room: the card takes the place of the lanes.",
	},
	{
		name: "board-opening", looks: "80x24 en, 120x36 ko", at: atTime(0), open: func(p *Player) { p.showOpening(8 * time.Second) },
		shows: "The opening: the places that were named stand there and say what they are, and the first order with them.",
	},
	{
		name: "board-title", looks: "80x24 en", at: atTime(0), open: func(p *Player) { p.showOpening(time.Second) },
		shows: "The title that stands before the opening.",
	},
	{
		name: "board-question", looks: "80x24 en, 120x36 ko", at: atTime(7010 * time.Millisecond), open: func(p *Player) { p.push(asked(p, 0)) }, keys: "1 2 2 enter",
		shows: "The room is asked what will happen, and its hands are counted and shown.",
	},
	{
		name: "board-help", looks: everySize, at: retries, keys: "?",
		shows: "All keys, over the stage.",
	},

	{name: "drawn-calm", scene: scene{scenario: "drawn"}, at: atTime(5004 * time.Millisecond)},             // board-calm
	{name: "drawn-phantom", scene: scene{scenario: "drawn"}, at: atTime(7004 * time.Millisecond)},          // board-phantom
	{name: "drawn-back", scene: scene{scenario: "drawn"}, at: atTime(27877 * time.Millisecond)},            // board-back
	{name: "drawn-end", scene: scene{scenario: "drawn"}, at: atEnd},                                        // board-end
	{name: "board-retries", at: retries},                                                                   // board-rounds, before
	{name: "board-late", at: afterFirst(sim.RecordAppended, 11, 0)},                                        // order-late says it
	{name: "board-await-calm", scene: scene{mode: sim.EmitAwait}, at: afterFirst(sim.RequestSent, 3, 0)},   // board-calm but for the name of the mode
	{name: "board-await-back", scene: scene{mode: sim.EmitAwait}, at: afterFirst(sim.PublishGaveUp, 0, 0)}, // nothing is lost: lanes-failed
	{name: "board-await-ghosts", scene: scene{mode: sim.EmitAwait}, at: ghosts},                            // board-ghosts
	{name: "board-await-end", scene: scene{mode: sim.EmitAwait}, at: atEnd},                                // lanes-end has its numbers
	{name: "board-send", scene: scene{mode: sim.Send}, at: atTime(19500 * time.Millisecond)},               // board-await with another line of code
	{name: "board-send-calm", scene: scene{mode: sim.Send}, at: afterFirst(sim.RequestSent, 3, 0)},         // board-send
	{name: "board-send-ghosts", scene: scene{mode: sim.Send}, at: ghosts},                                  // board-ghosts
	{name: "board-send-end", scene: scene{mode: sim.Send}, at: atEnd},                                      // lanes-end has its numbers
	{name: "board-many-end", scene: scene{orders: 600}, at: atEnd},                                         // board-end
	{name: "board-answered", at: given, open: func(p *Player) { p.push(answered(p, 1)) }},                  // board-question
}

// asked returns the screen of a question of the run that is shown.
func asked(p *Player, question int) *questionScreen {
	q := &p.room.questions.List[question]
	return &questionScreen{vote: &vote{asked: q, question: question, hands: make([]int, len(q.Choices))}, left: q.Thinking()}
}

// answered returns the screen of a question whose answer has come true.
func answered(p *Player, question int) *questionScreen {
	s := asked(p, question)
	s.over, s.left = true, answerStands
	return s
}

var panelSights = []sight{
	{
		name: "order-lost", looks: everySize + ", 80x24 en box 2, 80x24 en box 3, 80x24 en box 4", at: given, keys: "enter", boxes: 5,
		shows: "A lost order: its ladder with the rung that broke, its row and points, its record, and its chain of events.",
	},
	{
		name: "order-job", looks: oneSize, at: working, open: place(intent.OrderPlace, 11), boxes: 5,
		shows: "An order that the panel outside carries out: its job and how far that is.",
	},
	{
		name: "order-late", looks: oneSize, at: atEnd, open: place(intent.OrderPlace, 9), boxes: 5,
		shows: "An order that arrived after all, long after its row had said so.",
	},
	{
		name: "order-told", looks: oneSize, scene: scene{mode: sim.Send}, at: atTime(28 * time.Second), open: place(intent.OrderPlace, 4), boxes: 5,
		shows: "An order that was given up under send: its caller was told, and its row never said PUBLISHED.",
	},
	{
		name: "why-lost", looks: everySize, at: given, keys: "w",
		shows: "The reasons of a loss, each with the event it was read from, over the board.",
	},
	{
		name: "why-waits", looks: oneSize, at: pending, open: asksAbout(4),
		shows: "Why an order is not done that waits in memory.",
	},
	{
		name: "why-job", looks: oneSize, at: working, open: asksAbout(11),
		shows: "Why an order is not done whose job runs.",
	},
	{
		name: "why-ghost", looks: oneSize, at: ghosts, open: asksAbout(9),
		shows: "Why an order is not done whose record no living worker reads.",
	},
	{
		name: "why-untold", looks: oneSize, at: ghosts, open: asksAbout(2),
		shows: "Why an order is not done whose work is over, while its row was not told.",
	},
	{
		name: "why-done", looks: oneSize, at: atTime(6 * time.Second), open: asksAbout(1),
		shows: "The answer about an order with which nothing is wrong.",
	},
	{
		name: "why-told", looks: "80x24 en, 120x36 en", scene: scene{mode: sim.Send}, at: atTime(28 * time.Second), open: place(intent.OrderPlace, 4), keys: "w",
		shows: "Reasons over a panel: of an order that was given up under send, and not lost without a word.",
	},
	{
		name: "anomalies", looks: everySize, at: atEnd, keys: "a",
		shows: "All anomalies of the outage, with the evidence of the first.",
	},
	{
		name: "events", looks: everySize + ", 80x24 en pens", at: given, keys: "e",
		shows: "The event log, its last event selected." + howPens,
	},
	{
		name: "events-order", looks: oneSize, at: given, keys: "e up o",
		shows: "The events of one order alone.",
	},
	{
		name: "events-search", looks: oneSize, at: given, keys: "e / g a v e",
		shows: "A search while it is typed, and what it finds.",
	},

	{name: "order-waits", at: pending, keys: "enter", boxes: 5},                                                    // why-waits says it; the boxes are those of order-lost
	{name: "order-send-late", scene: scene{mode: sim.Send}, at: atTime(28 * time.Second), keys: "enter", boxes: 5}, // order-late
	{name: "why-send-late", scene: scene{mode: sim.Send}, at: atTime(28 * time.Second), keys: "enter w"},           // why-ghost
	{name: "order-chain", at: given, keys: "enter tab up k"},                                                       // a cursor some lines up
	{name: "anomalies-second", at: given, keys: "a down j"},                                                        // a cursor one line down
	{name: "events-kept", at: given, keys: "e / r o u n d enter up"},                                               // events-search after enter
}

var placeSights = []sight{
	{
		name: "service-waits", looks: everySize, scene: scene{mode: sim.EmitAwait}, at: retries, open: place(intent.ServicePlace, 0), boxes: 3,
		shows: "The order service while its callers wait: what its rows say, and what its callers know.",
	},
	{
		name: "service-published", looks: oneSize, at: given, open: place(intent.ServicePlace, 0), boxes: 3,
		shows: "The order service whose rows say PUBLISHED, and whose callers know nothing.",
	},
	{
		name: "producer-rounds", looks: everySize + ", 80x24 en box 2, 80x24 en box 3", at: atTime(19500 * time.Millisecond), open: place(intent.ProducerPlace, 0), boxes: 3,
		shows: "The producer in two rounds of connects at once, and what waits in its memory in each.",
	},
	{
		name: "producer-given-up", looks: oneSize, at: given, open: place(intent.ProducerPlace, 0), boxes: 3,
		shows: "The producer that is connected again: what it gave up at that moment, and what it still holds.",
	},
	{
		name: "partition-lag", looks: everySize + ", 80x24 en box 2, 80x24 en box 3", at: atTime(24500 * time.Millisecond), open: place(intent.PartitionPlace, 1), boxes: 3,
		shows: "A partition with records that no group has read.",
	},
	{
		name: "partition-empty", looks: oneSize, at: atTime(5 * time.Second), open: place(intent.PartitionPlace, 1), boxes: 3,
		shows: "A partition to which nothing was written yet.",
	},
	{
		name: "partition-gone", looks: oneSize, at: atTime(12 * time.Second), open: place(intent.PartitionPlace, 2), boxes: 3,
		shows: "A partition none of whose replicas answers.",
	},
	{
		name: "partition-leader", looks: oneSize, scene: scene{fault: "leader-failover:from=4s,for=20s,partition=all"}, at: atTime(8 * time.Second), open: place(intent.PartitionPlace, 0), boxes: 3,
		shows: "A partition that has no leader while its replicas run.",
	},
	{
		name: "partition-poison", looks: oneSize, scene: scene{fault: "poison:order=1"}, at: atTime(14 * time.Second), open: place(intent.PartitionPlace, 0), boxes: 3,
		shows: "A partition that a record holds up which can never be handled.",
	},
	{
		name: "group-ghost", looks: everySize + ", 80x24 en box 2, 80x24 en box 3", at: ghosts, open: openPanel(inHouse), boxes: 3,
		shows: "A group whose partitions are held by sessions of members that are not there any more.",
	},
	{
		name: "group-works", looks: oneSize, at: atTime(36500 * time.Millisecond), open: openPanel(inHouse), boxes: 3,
		shows: "A group that does what it should.",
	},
	{
		name: "group-crashed", looks: oneSize, scene: scene{fault: "consumer-crash:at=before-commit,order=1"}, at: atTime(9 * time.Second), open: openPanel(inHouse), boxes: 3,
		shows: "A member died before its commit: its new process waits for the session of the dead one.",
	},
	{
		name: "group-absent", looks: oneSize, scene: scene{fault: "consumer-absent:from=3s"}, at: atTime(9 * time.Second), open: openPanel(external), boxes: 3,
		shows: "A group without a member.",
	},
	{
		name: "job-runs", looks: everySize + ", 80x24 en box 2, 80x24 en box 3", at: working, open: place(intent.JobPlace, 8842), boxes: 3,
		shows: "A job at the panel outside that runs, and what the service knows of it.",
	},
	{
		name: "job-untold", looks: oneSize, at: atTime(15 * time.Second), open: place(intent.JobPlace, 8841), boxes: 3,
		shows: "A job that goes on while the service hears nothing of it.",
	},
	{
		name: "job-twice", looks: oneSize, scene: scene{fault: "provider-timeout:order=2"}, at: atTime(20 * time.Second), open: place(intent.JobPlace, 8842), boxes: 3,
		shows: "An order that the panel has accepted twice.",
	},
	{
		name: "job-partial", looks: oneSize, scene: scene{fault: "provider-partial:count=2"}, at: working, open: place(intent.JobPlace, 8841), boxes: 3,
		shows: "A job that ended with a part of what was ordered, and what was given back.",
	},
	{
		name: "why-partition", looks: "80x24 en, 120x36 en", at: atTime(24500 * time.Millisecond), open: place(intent.PartitionPlace, 1), keys: "w",
		shows: "Why a partition has LAG, over its panel.",
	},
	{
		name: "why-poison", looks: "80x24 en", scene: scene{fault: "poison:order=1"}, at: atTime(14 * time.Second), open: place(intent.PartitionPlace, 0), keys: "w",
		shows: "Why a partition stands still behind a poison record.",
	},
	{
		name: "why-leader", looks: "80x24 en", scene: scene{fault: "leader-failover:from=4s,for=20s,partition=all"}, at: atTime(8 * time.Second), open: place(intent.PartitionPlace, 0), keys: "w",
		shows: "Why a partition without a leader takes no record.",
	},
	{
		name: "why-group-ghost", looks: "80x24 en", at: ghosts, open: openPanel(inHouse), keys: "w",
		shows: "Why a group reads nothing whose members are back.",
	},
	{
		name: "why-absent", looks: "80x24 en", scene: scene{fault: "consumer-absent:from=3s"}, at: atTime(9 * time.Second), open: openPanel(external), keys: "w",
		shows: "Why a group without a member reads nothing.",
	},
	{
		name: "why-twice", looks: "80x24 en", scene: scene{fault: "provider-timeout:order=2"}, at: atTime(20 * time.Second), open: place(intent.JobPlace, 8842), keys: "w",
		shows: "Why there is a second job of one order.",
	},

	{name: "group-gone", at: atTime(12 * time.Second), open: openPanel(inHouse), boxes: 3},                                                                        // partition-gone
	{name: "group-external", at: ghosts, open: openPanel(external), boxes: 3},                                                                                     // group-ghost, of another group
	{name: "why-empty", at: atTime(5 * time.Second), open: place(intent.PartitionPlace, 1), keys: "w"},                                                            // one sentence, which the panel's caption has too
	{name: "why-partition-gone", at: atTime(12 * time.Second), open: place(intent.PartitionPlace, 2), keys: "w"},                                                  // as above
	{name: "why-group-gone", at: atTime(12 * time.Second), open: openPanel(inHouse), keys: "w"},                                                                   // as above
	{name: "why-group-external", at: ghosts, open: openPanel(external), keys: "w"},                                                                                // why-group-ghost
	{name: "why-service", scene: scene{mode: sim.EmitAwait}, at: retries, open: place(intent.ServicePlace, 0), keys: "w"},                                         // why-group-ghost
	{name: "why-producer", at: given, open: place(intent.ProducerPlace, 0), keys: "w"},                                                                            // why-group-ghost
	{name: "why-group-works", at: atTime(36500 * time.Millisecond), open: openPanel(inHouse), keys: "w"},                                                          // nothing is wrong
	{name: "why-group-crashed", scene: scene{fault: "consumer-crash:at=before-commit,order=1"}, at: atTime(9 * time.Second), open: openPanel(inHouse), keys: "w"}, // why-group-ghost
	{name: "why-job-runs", at: working, open: place(intent.JobPlace, 8842), keys: "w"},                                                                            // why-job
	{name: "why-job-untold", at: atTime(15 * time.Second), open: place(intent.JobPlace, 8841), keys: "w"},                                                         // job-untold has it as its caption
	{name: "why-job-partial", scene: scene{fault: "provider-partial:count=2"}, at: working, open: place(intent.JobPlace, 8841), keys: "w"},                        // job-partial has it as its caption
}

var sheetSights = []sight{
	{
		name: "sheet-form", looks: "80x24 en, 120x36 en, 120x36 ko", at: inOutage, keys: sheetKeys["form"],
		shows: "The form of a fault: its parameters, one of them typed, and the flag that does the same.",
	},
	{
		name: "sheet-form-error", looks: "80x24 en", at: inOutage, keys: sheetKeys["form-error"],
		shows: "A value without its unit: the form says what is wrong where it is wrong.",
	},
	{
		name: "sheet-form-crash", looks: oneSize, at: inOutage, keys: sheetKeys["form-crash"],
		shows: "The form of a fault with fewer parameters, one of them to be chosen, below all faults in four columns.",
	},
	{
		name: "sheet-bookmarks", looks: "80x24 en", at: inOutage, keys: sheetKeys["bookmarks"],
		shows: "The bookmarks on the timeline, and the cursor on the one that ' has gone to.",
	},
	{
		name: "sheet-recording", looks: "80x24 en", at: inOutage, keys: sheetKeys["recording"],
		shows: "What is shown while the screen is filmed: the bar with the caption, and the keys that were pressed.",
	},
	{
		name: "sheet-remedies", looks: "80x24 en, 120x36 en, 120x36 ko", at: inOutage, keys: sheetKeys["remedies"],
		shows: "The remedies, one of them switched on at this moment of the run.",
	},
	{
		name: "sheet-glossary", looks: "80x24 en, 120x36 en, 120x36 ko", at: inOutage, keys: sheetKeys["glossary"],
		shows: "The glossary: words and what they mean, wrapped and paged.",
	},
	{
		name: "sheet-model", looks: "80x24 en, 120x36 en, 120x36 ko", at: inOutage, keys: sheetKeys["model"],
		shows: "The model card: what is simulated, and where its figures come from.",
	},
	{
		name: "sheet-scenarios", looks: "80x24 en, 120x36 en, 120x36 ko", at: inOutage, keys: sheetKeys["scenarios"],
		shows: "The scenarios, and what the selected one promises.",
	},

	{name: "sheet-handle", at: inOutage, keys: "Y"},                         // it changes with the engine
	{name: "sheet-glossary-2", at: inOutage, keys: sheetKeys["glossary-2"]}, // sheet-glossary, some lines on
	{name: "sheet-model-2", at: inOutage, keys: sheetKeys["model-2"]},       // sheet-model, at its end
}

var otherSights = []sight{
	{
		name: "diagram-lost", looks: everySize + ", 120x36 en ascii", at: given, open: diagram(0, 3, 4),
		shows: "The diagram of an order that arrived beside one that was lost.",
	},
	{
		name: "diagram-calm", looks: oneSize, scene: scene{scenario: "calm"}, at: atTime(5 * time.Second), open: diagram(0, 1, 2),
		shows: "The diagram where nothing goes wrong, and the outside panel takes part.",
	},
	{
		name: "diagram-send", looks: oneSize, scene: scene{mode: sim.Send}, at: ghosts, open: diagram(0, 4),
		shows: "The diagram under send, with the reply's way.",
	},
	{
		name: "diagram-selected", looks: oneSize, at: given, open: diagram(4, 4),
		shows: "A message of the diagram is selected, and its event is told.",
	},
	{
		name: "lanes-failed", looks: everySize, at: atTime(27500 * time.Millisecond), keys: "c",
		shows: "The three modes side by side after the outage, where they differ most.",
	},
	{
		name: "lanes-waits", looks: oneSize, at: atTime(9 * time.Second), keys: "c",
		shows: "The three modes during the outage: the same records wait, and the rows say different things.",
	},
	{
		name: "lanes-end", looks: oneSize, at: atEnd, keys: "c",
		shows: "What each of the three modes came to.",
	},
	{
		name: "futures-differs", looks: everySize, acts: repaired, at: atTime(13100 * time.Millisecond), keys: "u",
		shows: "Two futures of a run that was repaired, just after the first thing that happened in one of them alone.",
	},
	{
		name: "futures-many", looks: oneSize, scene: scene{scenario: "calm"}, acts: manyActs, at: atTime(31 * time.Second), keys: "u",
		shows: "The present and four futures, of acts done one before the other: three fit, and the list says so.",
	},
	{
		name: "futures-bounded", looks: "80x24 en", scene: scene{scenario: "calm"}, acts: addedOrders(sim.FuturesMax + 2), at: atTime(14 * time.Second), keys: "u down j down",
		shows: "More futures than are kept: the list scrolls, and says that the oldest are gone.",
	},

	{name: "diagram-finished", at: given, open: diagram(0, 3)},                                           // in diagram-lost
	{name: "diagram-waits", at: atTime(9 * time.Second), open: diagram(0, 5)},                            // the beginning of diagram-lost
	{name: "diagram-external", at: given, open: diagram(0, 2)},                                           // in diagram-calm
	{name: "lanes-calm", scene: scene{scenario: "calm"}, at: atTime(1003 * time.Millisecond), keys: "c"}, // three times the same
	{name: "futures-before", acts: repaired, at: atTime(9 * time.Second), keys: "u"},                     // no difference yet
	{name: "futures-parts", acts: repaired, at: atTime(12480001 * time.Microsecond), keys: "u"},          // an instant before futures-differs
	{name: "futures-end", acts: repaired, at: atEnd, keys: "u"},                                          // futures-many has ends
}

var (
	repaired = []sim.Input{at(12480*time.Millisecond, sim.Input{Repair: true})}
	manyActs = []sim.Input{at(20*time.Second, breaks()), at(15*time.Second, sim.Input{NewOrder: true}), at(9*time.Second, sim.Input{Remedy: &sim.RemedySwitch{Remedy: sim.Sweeper, On: true}}), at(25*time.Second, sim.Input{NewOrder: true})}
)

func atTime(at time.Duration) func(*sim.Log) time.Duration {
	return func(*sim.Log) time.Duration { return at }
}

func atEnd(*sim.Log) time.Duration { return -1 }

// afterFirst returns the time of the first event of a type that fits, plus a while.
func afterFirst(t sim.EventType, order sim.OrderID, while time.Duration) func(*sim.Log) time.Duration {
	return func(log *sim.Log) time.Duration {
		for e := range log.All() {
			if e.Type == t && (order == 0 || e.Order == order) && e.Topic <= sim.Orders {
				return e.At + while
			}
		}
		return 0
	}
}

// place opens the panel of a place.
func place(kind intent.PlaceKind, number uint32) func(*Player) {
	return openPanel(intent.Place{Kind: kind, Number: number})
}

func openPanel(place intent.Place) func(*Player) { return func(p *Player) { p.openPlace(place) } }

// asksAbout opens why an order is as it is.
func asksAbout(order sim.OrderID) func(*Player) {
	return func(p *Player) { p.askWhy(moment.PlaceOf(order)) }
}

// diagram opens the diagram of some orders.
func diagram(row int, orders ...sim.OrderID) func(*Player) {
	return func(p *Player) { p.push(&diagramScreen{orders: orders, row: row}) }
}

func (s scene) config(t *testing.T) func(*sim.Config) {
	return func(c *sim.Config) {
		c.Mode = s.mode
		if s.orders > 0 {
			c.Rate = sim.Rate{Orders: c.Rate.Orders * int64(s.orders), Per: c.Rate.Per * time.Duration(c.Orders)}
			c.Orders = s.orders
		}
		if s.fault != "" {
			fault, err := sim.ParseFault(s.fault)
			if err != nil {
				t.Fatal(err)
			}
			c.Faults = []sim.Fault{fault}
		}
	}
}

func (s scene) named() string {
	if s.scenario == "" {
		return "outage"
	}
	return s.scenario
}

// staged returns what is on the screen.
func (s scene) staged(t *testing.T) staged {
	restart := func(mode sim.Mode) (Source, error) {
		other := s
		other.mode = mode
		return uitest.NewRun(t, s.named(), other.config(t)), nil
	}
	if s.scenario == "drawn" {
		return staged{Source: Replay(readDrawn(t, "testdata/outage.script")), Restart: restart}
	}
	source, _ := restart(s.mode)
	return staged{Source: source, Restart: restart}
}

// log returns the whole run.
func (s scene) log(t *testing.T) *sim.Log {
	if s.scenario == "drawn" {
		return readDrawn(t, "testdata/outage.script")
	}
	return uitest.ScenarioLog(t, s.named(), s.config(t))
}

// player returns a player that shows a sight.
func (s sight) player(t *testing.T, l look) *Player {
	t.Helper()
	l.Model = engine.ModelCard()
	when := s.at(s.scene.log(t))
	var p *Player
	if len(s.acts) > 0 {
		p = forkedPlayer(t, s.scene.named(), s.acts...)
		p.options = l.Options
		p.goTo(when)
	} else {
		c := s.scene.staged(t)
		p = newPlayer(c.Source, c.Restart, l.Options)
		if !s.told {
			p.playback.SetPace(pace.BriskPace)
		}
		p.stage = func(name string) (Restart, error) { return scene{scenario: name}.staged(t).Restart, nil }
		p.Show(when)
	}
	if s.open != nil {
		s.open(p)
	}
	for _, key := range strings.Fields(s.keys + strings.Repeat(" tab", max(l.box-1, 0))) {
		if err := p.pressed(key); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

// drawSight draws a sight and holds that it is whole, of the glyphs it may have,
// and sent to the terminal as it is.
func drawSight(t *testing.T, s sight, l look) canvas.Canvas {
	t.Helper()
	p := s.player(t, l)
	frame := p.Draw()
	text := frame.Text()
	cells := grid(t, text, l.Width, l.Height)
	covered := onTop[*diagramScreen](p) != nil // its lines end at no corner
	if fault := brokenBorder(bright(frame, cells)); fault != "" && !l.ASCII && !covered {
		t.Errorf("%s\n%s", fault, text)
	}
	for _, r := range text {
		if _, known := canvas.Glyphs[r]; r > '~' && (l.ASCII || !known && (r < 0xac00 || r > 0xd7a3)) {
			t.Errorf("%dx%d: %c (%U) is not in the glyph table", l.Width, l.Height, r, r)
		}
	}
	if strings.Contains(text, "%!") {
		t.Errorf("a verb is wrong in\n%s", text)
	}
	holdPens(t, frame)
	return frame
}

// holdPens holds that a terminal shows each character in its pen.
func holdPens(t *testing.T, frame canvas.Canvas) {
	t.Helper()
	rest, style := frame.ANSI(), ""
	for i, cell := range frame.Cells {
		if i%frame.Width() == 0 {
			rest, style = strings.TrimPrefix(rest, "\n"), ""
		}
		if cell.Rune == 0 {
			continue
		}
		for strings.HasPrefix(rest, "\x1b") {
			end := strings.IndexByte(rest, 'm') + 1
			style, rest = rest[:end], rest[end:]
		}
		if !strings.HasPrefix(rest, string(cell.Rune)) {
			t.Fatalf("cell %d is %c, and the terminal is sent %.20q", i, cell.Rune, rest)
		}
		rest = rest[len(string(cell.Rune)):]
		if want := frame.Styles.Of(cell.Pen); (cell.Rune != ' ' || cell.Pen&canvas.Focus != 0) && style != want {
			t.Fatalf("cell %d, %c, has pen %d, and is shown by %q", i, cell.Rune, cell.Pen, style)
		}
		if i%frame.Width() == frame.Width()-1 {
			rest = strings.TrimPrefix(rest, "\x1b[m")
		}
	}
	if rest != "\n" {
		t.Fatalf("after the last cell the terminal is sent %q", rest)
	}
}

// TestEverySightIsWhole: whether it has a golden or not, in every size and
// language and in ASCII.
func TestEverySightIsWhole(t *testing.T) {
	uitest.SingleThreaded(t)
	for _, s := range allSights {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			if (s.looks == "") != (s.shows == "") {
				t.Error("a golden must say what it is there to show")
			}
			for _, size := range goldenSizes {
				for _, size.Lang = range []words.Lang{words.English, words.Korean} {
					for box := range max(s.boxes, 1) {
						if box == 0 || size.Width <= 80 {
							drawSight(t, s, look{Options: size, box: box + 1})
						}
					}
				}
				if size.Width < 200 {
					size.ASCII, size.Lang = true, words.English
					drawSight(t, s, look{Options: size})
				}
			}
		})
	}
}
