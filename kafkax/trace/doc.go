// Package trace carries what the processes of one run observe to whoever watches
// them: each process writes its observations, as CloudEvents, to one topic of the
// run, and everybody who reads that topic from its beginning puts them into the
// same order.
//
//	process ─▸ Spool (a file, bounded) ─▸ topic, one partition ─▸ Merger ─▸ one order
//
// The clocks of machines differ, and the order in which records reach the topic is
// that in which they were sent and not that in which things happened. So every
// observation has the time of its own process's clock, every record the time at
// which it was sent on that clock, and the broker adds its own (LogAppendTime). The
// difference of the two is how far that clock is from the common one, plus what
// the way took; the least of many is taken (see [Merger]).
//
// What is merged depends on the records alone and on no clock of the reader, so all
// readers get the same.
//
// # File map
//
//	observation.go  what is observed, and by whom
//	codec.go        how a record has it: a batch of CloudEvents, decoded strictly
//	merger.go       one order out of several; clock.go: one clock out of several
//	spool.go        what waits to be sent, in a file that survives its process
//	line.go         the two topics: what is sent to them, and read from them
package trace
