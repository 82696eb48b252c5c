// Package notes is the presenter's view of a show that runs in another terminal: what
// is said now and next, the notes, the question with the hands, and the time.
//
// A frame is a function of a [View] and the time of day; a [Screen] is the machine of
// its keys, without a terminal.
//
// # Where to begin
//
// draw.go a frame as a function of (state, connection, size, time of day), screen.go its
// keys, text.go the same as text.
package notes
