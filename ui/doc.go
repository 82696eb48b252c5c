// Package ui is the screen of orderflow: a Bubble Tea program that shows any
// log of package sim, from whichever engine.
//
// Data flows one way:
//
//	Source → log → layer (when) and history (what) → Moment → Draw → frame
//
// A [Source] hands over a log that may still grow. The layer lays the log on
// the wall clock, so that the room can follow; the history folds it again to
// the state at any event. Playback is a cursor in that layout. A [Moment] is
// everything a frame depends on, and [Draw] makes the frame of it: the screen
// is a function of (log, cursor), so stepping back, seeking and single frames
// need no code of their own, and nothing is undone or cached as truth.
//
// Files, by what they are about:
//
//	when       pace.go, matter.go, layer.go, scale.go, playback.go
//	what       history.go, moment.go
//	the user   keys.go, actions.go, zone.go, place.go, select.go, endplay.go, notice.go, player.go
//	terminal   program.go, update_*.go, run.go, painter.go; frame.go without one
//	drawing    board.go and what it calls; canvas.go, theme.go, glyphs.go
//	other views  spacetime*.go: the messages of orders, as rows first, printout.go: printed; lanes*.go: three runs side by side;
//	             future*.go: the futures of one run, on the lanes; parked.go: where they wait while another mode is shown
//	panels     opened.go, panelkeys.go; orderpanel.go, why*.go, anomalies.go, eventlog.go; place*.go and *panel.go: partition, group, job; all read from dossier.go and the log
//	sheets     sheet.go, faultform.go, remedysheet.go, textsheet.go, scenariosheet.go; recording.go, big.go
//	words      catalogue.go, english.go, korean.go
//
// What is not obvious: pace and speed never reach an engine, which only runs
// ahead of the cursor; a source is used by one goroutine at a time; acting
// makes another log that shares everything before the action, so its layout
// does too; the player reads no clock, so tests let time pass as they like.
package ui
