package sim

import (
	"cmp"
	"slices"
	"time"
)

// FuturesMax bounds the futures that are kept beside the present one. Beyond it
// the one that was left longest ago is let go, and counted.
const FuturesMax = 8

// Future is one course of a run: what was done to it, and the log that follows.
// It only ever grows: acting makes another future, so whoever holds one can go
// on computing it.
type Future struct {
	inputs  []Input
	log     *Log
	compute func(until time.Duration)
}

// NewFuture returns the future in which the inputs are done, in ascending order
// of At; compute makes its log reach a virtual time.
func NewFuture(inputs []Input, log *Log, compute func(until time.Duration)) *Future {
	return &Future{inputs: inputs, log: log, compute: compute}
}

// Log returns the log as far as it is computed.
func (f *Future) Log() *Log { return f.log }

// Inputs returns what was done, in ascending order of At. It is the future's
// own: read it, or clone it.
func (f *Future) Inputs() []Input { return f.inputs }

// Advance computes everything up to and including the virtual time until.
func (f *Future) Advance(until time.Duration) { f.compute(until) }

// Is reports whether the future is that in which just these inputs are done.
func (f *Future) Is(inputs []Input) bool {
	return slices.EqualFunc(f.inputs, inputs, func(a, b Input) bool { return a.same(&b) })
}

// Parting returns the virtual time at which two futures of one session part:
// before it their logs are the same. False where they are the same future.
func (f *Future) Parting(other *Future) (at time.Duration, found bool) {
	a, b := f.inputs, other.inputs
	i := 0
	for i < len(a) && i < len(b) && a[i].same(&b[i]) {
		i++
	}
	a, b = a[i:], b[i:]
	switch {
	case len(a) == 0 && len(b) == 0:
		return 0, false
	case len(a) == 0:
		return b[0].At, true
	case len(b) == 0:
		return a[0].At, true
	}
	return min(a[0].At, b[0].At), true
}

// Own returns the inputs of the future that not all the others have, in
// ascending order of At. Without others there are none.
func (f *Future) Own(others []*Future) []Input {
	var own []Input
	for i := range f.inputs {
		in := &f.inputs[i]
		nth := countOf(f.inputs[:i+1], in)
		if slices.ContainsFunc(others, func(o *Future) bool { return countOf(o.inputs, in) < nth }) {
			own = append(own, *in)
		}
	}
	return own
}

// countOf returns how often an input is among others, which are in ascending
// order of At.
func countOf(inputs []Input, in *Input) int {
	n := 0
	i, _ := slices.BinarySearchFunc(inputs, in.At, func(a Input, at time.Duration) int { return cmp.Compare(a.At, at) })
	for ; i < len(inputs) && inputs[i].At == in.At; i++ {
		if inputs[i].same(in) {
			n++
		}
	}
	return n
}

// same reports whether two inputs are the same thing, done at the same time.
func (in *Input) same(other *Input) bool {
	if in.At != other.At || in.Repair != other.Repair || in.NewOrder != other.NewOrder {
		return false
	}
	return equal(in.Fault, other.Fault) && equal(in.Remedy, other.Remedy)
}

// equal compares what two pointers point at.
func equal[T comparable](a, b *T) bool {
	if a == nil || b == nil {
		return a == b
	}
	return *a == *b
}
