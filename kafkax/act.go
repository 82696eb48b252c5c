package kafkax

import (
	"errors"

	"orderflow/sim"
)

// act is what a presenter does to the run, as control has it.
type act struct {
	Fault  string `json:"fault,omitempty"` // as the command line writes it
	Repair bool   `json:"repair,omitempty"`
	Order  bool   `json:"order,omitempty"`
	Remedy string `json:"remedy,omitempty"`
	On     bool   `json:"on,omitempty"`
}

// actOf returns an input as an act.
func actOf(in sim.Input) act {
	switch {
	case in.Fault != nil:
		f := *in.Fault
		f.From = 0
		return act{Fault: f.String()}
	case in.Repair:
		return act{Repair: true}
	case in.Remedy != nil:
		return act{Remedy: in.Remedy.Remedy.String(), On: in.Remedy.On}
	}
	return act{Order: true}
}

// Input is the reverse.
func (a *act) Input() (in sim.Input, err error) {
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
