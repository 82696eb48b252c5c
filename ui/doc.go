// Package ui is the screen of orderflow: a Bubble Tea program that shows any
// log of package sim, from whichever engine. Messages go in, frames are painted;
// what happens between them is package stage's, which knows no terminal.
//
// The rooms below it, from the lowest: intent, canvas, words, pace, moment,
// tell, chrome, then the views (board, panels, spacetime, lanes, sheets), and
// stage. Each imports only what stands before it, and no view another view. Room
// notes, the presenter's view of a show in another terminal, knows canvas and words alone.
package ui
