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
package lesson
