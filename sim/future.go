package sim

import (
	"cmp"
	"slices"
	"time"
)

// FuturesMax bounds the futures that a session keeps beside the present one.
// Beyond it the one that was left longest ago is let go, and counted.
const FuturesMax = 8

// keptMargin is how many events one instant may have after the limit of a log
// that is kept, so that what is written can be read again.
const keptMargin = LogEventsMax / 20

// Future is one course of a simulation: what was done to it, and the log that
// follows. It only ever grows: acting makes another future, so whoever holds
// one can go on computing it.
type Future struct {
	inputs []Input
	engine *Engine
	log    *Log
	left   int // the how-manieth to be left; 0 = it never was
}

// newFuture starts the simulation of a configuration to which the inputs are
// done. They are in ascending order of At.
func newFuture(config Config, header Header, inputs []Input) (*Future, error) {
	log := &Log{Header: header}
	engine, err := NewEngine(config, inputs, log.Append)
	if err != nil {
		return nil, err
	}
	engine.limit = LogEventsMax - keptMargin
	return &Future{inputs: inputs, engine: engine, log: log}, nil
}

// Log returns the log as far as it is computed.
func (f *Future) Log() *Log { return f.log }

// Inputs returns what was done, in ascending order of At. It is the future's
// own: read it, or clone it.
func (f *Future) Inputs() []Input { return f.inputs }

// Advance computes everything up to and including the virtual time until.
func (f *Future) Advance(until time.Duration) { f.engine.Advance(until) }

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

// Futures returns the present future, whose log is that of the session, and
// then those that are kept, the last one that was left first. A future that
// took the present's place stays where it put that one.
func (s *Session) Futures() []*Future { return append([]*Future{s.present}, s.kept...) }

// LetGo returns how many futures were let go because of FuturesMax.
func (s *Session) LetGo() int { return s.letGo }

// Switch makes a future of Futures the present one, and keeps the present one
// in its place. Which is shown never changes what any of them computes.
func (s *Session) Switch(i int) {
	if i == 0 {
		return
	}
	s.leave(s.present)
	s.present, s.kept[i-1] = s.kept[i-1], s.present
}

// Begin makes the future in which just these inputs are done the present one,
// and keeps the one that was. Inputs of one instant are done in their order here.
func (s *Session) Begin(inputs []Input) error {
	inputs = slices.Clone(inputs)
	slices.SortStableFunc(inputs, func(a, b Input) int { return cmp.Compare(a.At, b.At) })
	if sameInputs(s.present.inputs, inputs) {
		return nil
	}
	next, err := s.future(inputs)
	if err != nil {
		return err
	}
	left := s.present
	s.present = next
	s.keep(left)
	return nil
}

// future returns the future in which just these inputs are done: that which is
// kept, for the same inputs make the same log, else a new one.
func (s *Session) future(inputs []Input) (*Future, error) {
	for i, f := range s.kept {
		if sameInputs(f.inputs, inputs) {
			s.kept = slices.Delete(s.kept, i, i+1)
			return f, nil
		}
	}
	return newFuture(s.config, s.header, inputs)
}

// leave remembers when a future was left.
func (s *Session) leave(f *Future) {
	s.leaves++
	f.left = s.leaves
}

// keep keeps a future that was left, as the first of its like.
func (s *Session) keep(f *Future) {
	s.leave(f)
	s.kept = slices.Insert(s.kept, 0, f)
	if len(s.kept) <= FuturesMax {
		return
	}
	oldest := 0
	for i, kept := range s.kept {
		if kept.left < s.kept[oldest].left {
			oldest = i
		}
	}
	s.kept = slices.Delete(s.kept, oldest, oldest+1)
	s.letGo++
}

func sameInputs(a, b []Input) bool {
	return slices.EqualFunc(a, b, func(a, b Input) bool { return a.same(&b) })
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
