// Package moment is everything that a frame depends on: a log, a cursor in it
// and what is open; what has just changed, and what the log has about an order.
//
// A moment is a plain value, made anew for every frame: stepping back, seeking
// and single frames need no code of their own, and nothing is undone or kept as
// truth.
package moment
