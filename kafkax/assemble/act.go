package assemble

import (
	"errors"

	"orderflow/sim"
)

// Act is what a presenter does to the run, as control has it.
type Act struct {
	Fault  string `json:"fault,omitempty"` // as the command line writes it
	Repair bool   `json:"repair,omitempty"`
	Order  bool   `json:"order,omitempty"`
	Remedy string `json:"remedy,omitempty"`
	On     bool   `json:"on,omitempty"`
}

// ActOf returns an input as an act.
func ActOf(in sim.Input) Act {
	switch {
	case in.Fault != nil:
		f := *in.Fault
		f.From = 0
		return Act{Fault: f.String()}
	case in.Repair:
		return Act{Repair: true}
	case in.Remedy != nil:
		return Act{Remedy: in.Remedy.Remedy.String(), On: in.Remedy.On}
	}
	return Act{Order: true}
}

// Input is the reverse.
func (a *Act) Input() (in sim.Input, err error) {
	switch {
	case a.Fault != "":
		f, err := sim.ParseFault(a.Fault)
		return sim.Input{Fault: &f}, err
	case a.Repair:
		in.Repair = true
	case a.Order:
		in.NewOrder = true
	case a.Remedy != "":
		r, err := sim.ParseRemedy(a.Remedy)
		return sim.Input{Remedy: &sim.RemedySwitch{Remedy: r, On: a.On}}, err
	default:
		return in, errors.New("it asks for nothing")
	}
	return in, nil
}
