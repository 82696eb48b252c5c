// Package pace lays a log on the wall clock so that a room can follow: W(log),
// the cursor in it, and the states it passes.
//
// Pace and speed never reach an engine, which only runs ahead of the cursor.
package pace
