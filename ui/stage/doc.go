// Package stage is the interactive machine without a terminal: keys, clicks,
// sizes and time go in, frames come out.
//
//	Source → log → pace (when) and history (what) → Moment → Draw → frame
//
// A [Source] hands over a log that may still grow, and is used by one goroutine
// at a time. Acting makes another log that shares everything before the action,
// so its layout does too. The player reads no clock, so tests let time pass as
// they like.
package stage
