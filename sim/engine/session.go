package engine

import (
	"cmp"
	"slices"
	"time"

	"orderflow/sim"
)

// keptMargin is how many events one instant may have after the limit of a log
// that is kept, so that what is written can be read again.
const keptMargin = sim.LogEventsMax / 20

// Session is a simulation that can be acted upon at any time of its past. It
// keeps the log of what was computed so far, which may run ahead of what is
// being watched; acting before its end makes another future and keeps the one
// that is left.
type Session struct {
	config  sim.Config
	header  sim.Header
	present *course
	kept    []*course // at most FuturesMax
	leaves  int       // how often a future was left
	letGo   int       // futures that were let go
}

// NewSession starts a simulation to which inputs are done, in ascending order of
// At. An error says what is wrong with the configuration, or with an input.
func NewSession(config sim.Config, header sim.Header, inputs ...sim.Input) (*Session, error) {
	if err := config.Keepable(); err != nil {
		return nil, err
	}
	if len(inputs) > sim.InputsMax {
		return nil, sim.ErrTooManyInputs
	}
	for i := range inputs {
		if err := inputs[i].Check(&config); err != nil {
			return nil, err
		}
	}
	present, err := newCourse(config, header, inputs)
	return &Session{config: config, header: header, present: present}, err
}

// Log returns the log so far. After Act it may be another log.
func (s *Session) Log() *sim.Log { return s.present.Log() }

// Config returns the configuration the session was started with.
func (s *Session) Config() sim.Config { return s.config }

// Advance computes everything up to and including the virtual time until.
func (s *Session) Advance(until time.Duration) { s.present.Advance(until) }

// Act adds an input at a virtual time. Where the log already goes beyond it,
// the present future is kept and everything after at is computed anew.
func (s *Session) Act(at time.Duration, in sim.Input) error {
	if len(s.present.Inputs()) >= sim.InputsMax {
		return sim.ErrTooManyInputs
	}
	in.At = at.Truncate(time.Microsecond)
	if err := in.Check(&s.config); err != nil {
		return err
	}
	left := s.present
	i, _ := slices.BinarySearchFunc(left.Inputs(), in, func(a, b sim.Input) int {
		if a.At <= b.At { // after the inputs of the same instant
			return -1
		}
		return 1
	})
	next, err := s.course(slices.Insert(slices.Clone(left.Inputs()), i, in))
	if err != nil {
		return err
	}
	s.present = next
	if left.Log().Until(in.At) < left.Log().Len() {
		s.keep(left)
	}
	s.Advance(left.engine.Now())
	return nil
}

// course is a future with the engine that computes it.
type course struct {
	*sim.Future
	engine *Engine
	left   int // how many had been left when it was, itself included; 0 = it never was
}

// newCourse starts the simulation of a configuration to which the inputs are
// done. They are in ascending order of At.
func newCourse(config sim.Config, header sim.Header, inputs []sim.Input) (*course, error) {
	log := &sim.Log{Header: header}
	engine, err := New(config, inputs, log.Append)
	if err != nil {
		return nil, err
	}
	engine.limit = sim.LogEventsMax - keptMargin
	return &course{Future: sim.NewFuture(inputs, log, engine.Advance), engine: engine}, nil
}

// Futures returns the present future, whose log is that of the session, and
// then those that are kept, the last one that was left first. A future that
// took the present's place stays where it put that one.
func (s *Session) Futures() []*sim.Future {
	list := []*sim.Future{s.present.Future}
	for _, c := range s.kept {
		list = append(list, c.Future)
	}
	return list
}

// LetGo returns how many futures were let go because only so many are kept.
func (s *Session) LetGo() int { return s.letGo }

// Drop lets go of one of Futures that is not the present one.
func (s *Session) Drop(i int) {
	s.kept = slices.Delete(s.kept, i-1, i)
	s.letGo++
}

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
func (s *Session) Begin(inputs []sim.Input) error {
	inputs = slices.Clone(inputs)
	slices.SortStableFunc(inputs, func(a, b sim.Input) int { return cmp.Compare(a.At, b.At) })
	if s.present.Is(inputs) {
		return nil
	}
	next, err := s.course(inputs)
	if err != nil {
		return err
	}
	left := s.present
	s.present = next
	s.keep(left)
	return nil
}

// course returns the future in which just these inputs are done: that which is
// kept, for the same inputs make the same log, else a new one.
func (s *Session) course(inputs []sim.Input) (*course, error) {
	for i, c := range s.kept {
		if c.Is(inputs) {
			s.kept = slices.Delete(s.kept, i, i+1)
			return c, nil
		}
	}
	return newCourse(s.config, s.header, inputs)
}

// leave remembers when a future was left.
func (s *Session) leave(c *course) {
	s.leaves++
	c.left = s.leaves
}

// keep puts a future that was left first among those that are kept.
func (s *Session) keep(c *course) {
	s.leave(c)
	s.kept = slices.Insert(s.kept, 0, c)
	if len(s.kept) <= sim.FuturesMax {
		return
	}
	oldest := 0
	for i, kept := range s.kept {
		if kept.left < s.kept[oldest].left {
			oldest = i
		}
	}
	s.Drop(oldest + 1)
}
