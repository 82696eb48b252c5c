// Package moment is everything that a frame depends on: a log, a cursor in it
// and what is open; what has just changed, and what the log has about an order.
//
// A moment is a plain value, made anew for every frame: stepping back, seeking
// and single frames need no code of their own, and nothing is undone or kept as
// truth.
//
// # Where to begin
//
// moment.go what a frame depends on, news.go what has just changed, dossier.go what the log
// has about an order, memo.go.
//
// # Not obvious
//
//   - Where an order is has one answer. sim.State.Standing reads it off the fold and the
//     clock; table, ladder, verdict, diagram and the rules of why only word it, and
//     ui/spacetime/standing_test.go holds them to it, whenever something becomes true of an
//     order. sim.MemberStanding is that of a member.
//   - A memo is no cache of truth. ui/moment/memo.go keeps what was read of the log for one
//     (log, cursor), and the answer to why; a test draws every frame with and without it.
package moment
