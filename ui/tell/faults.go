package tell

import (
	"orderflow/sim"
)

// Faults returns the acting fault that began last and the one that ended last.
func (f *Reader) Faults() (acting, over *sim.FaultState) {
	for i := range f.State.Faults {
		fault := &f.State.Faults[i]
		switch {
		case fault.End == sim.Never:
			acting = fault
		case over == nil || fault.End >= over.End:
			over = fault
		}
	}
	return acting, over
}

// FaultName returns a fault as the screen calls it.
func (f *Reader) FaultName(s *sim.FaultState) string { return f.Words.Faults[s.Fault.Name] }
