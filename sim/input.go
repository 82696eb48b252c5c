package sim

import (
	"errors"
	"slices"
	"time"
)

// Input is what a user does to a run while it goes: it is an event of the log
// with cause 0. Exactly one of its fields beside At is set.
type Input struct {
	At       time.Duration // virtual time
	Fault    *Fault        // begins; From is taken from At
	Repair   bool          // every fault that still acts ends
	NewOrder bool          // one more order is created now
	Remedy   *RemedySwitch //
}

// RemedySwitch turns a remedy on or off.
type RemedySwitch struct {
	Remedy Remedy
	On     bool
}

// InputsMax bounds the inputs of a run.
const InputsMax = 10_000

// ErrTooManyInputs is returned by Session.Act beyond InputsMax.
var ErrTooManyInputs = errors.New("too many inputs in one run")

// ErrOver is returned by Session.Act at or after the end of the run's virtual time.
var ErrOver = errors.New("the run is over")

// Session is a simulation that can be acted upon at any time of its past. It
// keeps the log of what was computed so far, which may run ahead of what is
// being watched; acting before its end makes a fork and keeps the first future.
type Session struct {
	config Config
	header Header
	inputs []Input
	engine *Engine
	log    *Log
	forks  []Fork
}

// Fork is a future that was left when somebody acted in its past.
type Fork struct {
	At  time.Duration // where the present log leaves it
	Log *Log
}

// NewSession starts a simulation. An error says what is wrong with the configuration.
func NewSession(config Config, header Header) (*Session, error) {
	s := &Session{config: config, header: header}
	return s, s.restart()
}

func (s *Session) restart() error {
	log := &Log{Header: s.header}
	engine, err := NewEngine(s.config, s.inputs, log.Append)
	if err != nil {
		return err
	}
	s.engine, s.log = engine, log
	return nil
}

// Log returns the log so far. After Act it may be another log.
func (s *Session) Log() *Log { return s.log }

// Config returns the configuration the session was started with.
func (s *Session) Config() Config { return s.config }

// Forks returns the futures that were left, oldest first.
func (s *Session) Forks() []Fork { return s.forks }

// Advance computes everything up to and including the virtual time until.
func (s *Session) Advance(until time.Duration) { s.engine.Advance(until) }

// Act adds an input at a virtual time. Where the log already goes beyond it,
// the present future is kept as a fork and everything after at is computed anew.
func (s *Session) Act(at time.Duration, in Input) error {
	if len(s.inputs) >= InputsMax {
		return ErrTooManyInputs
	}
	if at >= s.config.Until {
		return ErrOver
	}
	if in.Fault != nil {
		if err := s.config.check(in.Fault); err != nil {
			return err
		}
	}
	in.At = at.Truncate(time.Microsecond)
	reached := s.engine.Now()
	before := s.inputs
	i, _ := slices.BinarySearchFunc(s.inputs, in, func(a, b Input) int {
		if a.At <= b.At { // after the inputs of the same instant
			return -1
		}
		return 1
	})
	s.inputs = slices.Insert(slices.Clone(s.inputs), i, in)
	left := Fork{At: in.At, Log: s.log}
	if err := s.restart(); err != nil {
		s.inputs = before
		return err
	}
	if left.Log.Until(in.At) < left.Log.Len() {
		s.forks = append(s.forks, left)
	}
	s.Advance(reached)
	return nil
}
