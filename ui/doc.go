// Package ui is the screen of orderflow: a Bubble Tea program that shows any
// log of package sim, from whichever engine. Messages go in, frames are painted;
// what happens between them is package stage's, which knows no terminal.
//
// The rooms below it, from the lowest: intent, canvas, words, pace, moment,
// tell, story, chrome, then the views (track, panels, spacetime, lanes, sheets), and
// stage. Each imports only what stands before it, and no view another view. Room
// notes, the presenter's view of a show in another terminal, knows canvas and words alone.
//
// # Where to begin
//
// messages in, frames painted (painter.go) behind one glass.go through the one way to the
// terminal (outlet.go); stopping, pasting, keeping the log, offering the state
// (offering.go).
//
// # Not obvious
//
//   - The screen is painted by ui/painter.go, cell by cell where frames differ, one painting
//     at a time, and written by ui/outlet.go, which lets frames through only while it has seen
//     the alternate screen opened, erases that screen before it is left (a tmux whose window
//     has grown takes rows of it along), and never lets a terminal that reads nothing hold up
//     the program. Bubble Tea's renderer erases and writes every line with a wide character
//     anew for each frame: 180 KB a second in Korean, and it flickers.
package ui
