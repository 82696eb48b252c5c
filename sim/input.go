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
// being watched; acting before its end makes another future and keeps the one
// that is left.
type Session struct {
	config  Config
	header  Header
	present *Future
	kept    []*Future // at most FuturesMax
	leaves  int       // how often a future was left
	letGo   int       // futures that were let go
}

// NewSession starts a simulation. An error says what is wrong with the configuration.
func NewSession(config Config, header Header) (*Session, error) {
	if err := config.Keepable(); err != nil {
		return nil, err
	}
	present, err := newFuture(config, header, nil)
	return &Session{config: config, header: header, present: present}, err
}

// Log returns the log so far. After Act it may be another log.
func (s *Session) Log() *Log { return s.present.log }

// Config returns the configuration the session was started with.
func (s *Session) Config() Config { return s.config }

// Advance computes everything up to and including the virtual time until.
func (s *Session) Advance(until time.Duration) { s.present.Advance(until) }

// Act adds an input at a virtual time. Where the log already goes beyond it,
// the present future is kept and everything after at is computed anew.
func (s *Session) Act(at time.Duration, in Input) error {
	if len(s.present.inputs) >= InputsMax {
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
	left := s.present
	i, _ := slices.BinarySearchFunc(left.inputs, in, func(a, b Input) int {
		if a.At <= b.At { // after the inputs of the same instant
			return -1
		}
		return 1
	})
	next, err := s.future(slices.Insert(slices.Clone(left.inputs), i, in))
	if err != nil {
		return err
	}
	s.present = next
	if left.log.Until(in.At) < left.log.Len() {
		s.keep(left)
	}
	s.Advance(left.engine.Now())
	return nil
}
