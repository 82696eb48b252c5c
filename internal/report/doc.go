// Package report writes what a person reads of runs without a screen: the
// summary of a run, the comparison of the three modes, and the lists of what
// is simulated. It knows logs and states, not the flags that made them.
package report
