// Package report writes what a person reads of runs without a screen: the
// summary of a run, the comparison of the three modes, and the lists of what
// is simulated. It knows logs and states, not the flags that made them.
//
// # Where to begin
//
// words.go; the page of a lesson: handout.go what is on it, handoutmarkdown.go,
// handouthtml.go.
package report
