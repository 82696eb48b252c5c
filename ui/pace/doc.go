// Package pace lays a log on the wall clock so that a room can follow: W(log),
// the cursor in it, and the states it passes.
//
// Pace and speed never reach an engine, which only runs ahead of the cursor.
//
// # Where to begin
//
// classifier.go which events make the story, pace.go, layer.go, scale.go the three paces,
// playback.go, history.go.
package pace
