// Package handle names a run of the simulator, with all that was done to it and
// where somebody stood in it, by a line of text that can be sent to somebody else.
//
// A handle is "of1:" and then, as base64url without padding, the run as text,
// deflated. The text has a fact a line, in one order, so that a run has one text:
//
//	engine 1                        version of the physics
//	scenario outage                 that the settings below differ from
//	mode send                       a setting, as the flag of the name has it
//	order 1,person,blog,…           an order of a file, as CSV
//	cursor 12480000000 31250000000 412
//	pace brisk                      how it is played, and what is looked at
//	+1500000 broker-down:for=3s     what was done, so many µs after the act before
//
// What it is not: a log. Another version of the engine may make another run of it,
// so it says which one it was.
//
// # Where to begin
//
// doc.go the format, write.go, read.go.
//
// # Not obvious
//
//   - A handle is no log. It names what a run is made of (internal/handle), and engine.Version
//     says whether the same run will come of it; its view has what a frame depends on beside
//     the log, and a wall time that is no place of the story any more gives way to the virtual
//     time (Player.standAt).
package handle
