package sim

import (
	"errors"
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

// StopsBrokers reports whether the input takes all brokers away.
func (in *Input) StopsBrokers() bool {
	return in.Fault != nil && in.Fault.Name == BrokerDown && in.Fault.Broker == 0
}

// Check returns why an input cannot be done to a run: it is ErrOver at or after
// the end of the run's virtual time.
func (in *Input) Check(c *Config) error {
	if in.At >= c.Until {
		return ErrOver
	}
	if in.Fault != nil {
		return c.CheckFault(in.Fault)
	}
	return nil
}

// InputsMax bounds the inputs of a run.
const InputsMax = 10_000

// ErrTooManyInputs is returned by Session.Act beyond InputsMax.
var ErrTooManyInputs = errors.New("too many inputs in one run")

// ErrOver is returned by Session.Act at or after the end of the run's virtual time.
var ErrOver = errors.New("the run is over")
