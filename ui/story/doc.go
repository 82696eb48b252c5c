// Package story tells a log: numbered sentences, each with the event that brings
// it, and when it stands on the wall clock. Motion waits for them.
//
// Sentences are data, in cues/; the figures in them are those of the log.
package story
