// Package lesson has the lessons that take a room through one question: watch,
// predict, see, say why, do it yourself. It reads them, finds out from the log
// what they speak of, and checks that they hold. It knows no terminal.
//
// A lesson is a YAML file:
//
//	lesson: published        its name: the file's
//	version: 1               of this format; may be left out
//	minutes: 6               that it takes, 1 to 30
//	title: {en: …, ko: …}    as every text, in both languages
//	after: {en: …, ko: …}    what one can say afterwards
//	run: {scenario: outage, mode: emit}   or any keys of a scenario file
//	scenes: […]
//	handout: {trap: …, cure: …, checklist: […], table: […]}
//
// and a scene is
//
//	run:    another run begins, with the lesson's run as far as it does not say otherwise
//	until:  the scene plays to the first event at which this holds; left out: to the end of the run
//	say:    what is told, a text or several. Each may have at (the first event at which that
//	        holds; else it follows the one before), place (that it lights: service, producer, broker,
//	        consumers, done) and order (that it selects)
//	notes:  for the presenter
//	ask:    question, choices, think (for how long it stands where nobody answers). A choice has
//	        a text, right (what must hold at the reveal), and world (the keys of a run in which it
//	        would be right)
//	reveal: until (plays on to there; left out: nothing more plays), say, why
//	do:     task, done (holds as soon as it is solved), hints, solution (flags of the command line
//	        with which it is solved)
//
// Conditions are expressions of github.com/expr-lang/expr over the folded log: see
// [World]. `#4.lost` is short for an order's truth, rung or anomaly. In a text, {…}
// holds an expression, filled in at the moment the text stands for.
//
// # Where to begin
//
// doc.go the format, read.go and parse.go the file, condition.go and world.go what can be
// asked of a log, plan.go what the logs of its runs say, check.go; record.go and store.go
// how far somebody has come; the lessons themselves in lessons/.
//
// # Not obvious
//
//   - A lesson is planned before it plays. lesson.NewPlan plays its runs to their end and
//     finds its moments, figures and right answers as numbers of events; the stage plays the
//     same runs again, and only stops there. Whatever the room does makes another run, so a
//     lesson's own is always the planned one, and esc leads back to it.
//   - What follows a question is not told before it, though it may hang on the same event: a
//     line of a recital knows how many stops come before it (story.Line.After).
//   - A store merges changes, not records. Two programs may play one lesson: lesson.Store
//     remembers the record it handed out, and under the lock it puts into the file only the
//     answers that have changed since. What cannot be written waits in memory, and goes into
//     the file with the next change that can.
package lesson
