package assemble

import (
	"errors"
	"fmt"
	"time"

	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// act takes in what a presenter has done to the run.
func (a *Assembly) act(t *trace.Told, s *saying) error {
	if s.Act == nil || s.Number <= 0 || s.Number >= faultOver {
		return errors.New("it says nothing of what was done")
	}
	in, err := s.Act.Input()
	switch {
	case err != nil:
		return err
	case in.Fault != nil:
		return a.begin(*in.Fault, uint16(s.Number), t.At)
	case in.Repair:
		for _, number := range a.order {
			a.end(a.faults[number], 0, t.At)
		}
	case in.Remedy != nil:
		a.journal.Note(sim.Event{Type: sim.RemedySwitched, Word: uint8(in.Remedy.Remedy), Flag: in.Remedy.On})
	}
	return nil
}

// begin lets a fault begin: the processes do what it does, the log says that it does it.
func (a *Assembly) begin(f sim.Fault, number uint16, at time.Time) error {
	if a.faults[number] != nil {
		return nil
	}
	if len(a.order) >= sim.FaultsMax {
		return fmt.Errorf("fault %s: at most %d in one run", f.Name, sim.FaultsMax)
	}
	g := &staged{Fault: f, number: uint16(len(a.order) + 1)}
	a.faults[number] = g
	a.order = append(a.order, number)
	g.begun = a.journal.Note(sim.Event{Type: sim.FaultStarted, Fault: g.number, Value: int64(f.For), Detail: &sim.Detail{Text: f.String()}})
	if f.For != sim.Forever {
		g.over = at.Add(f.For)
	}
	if f.Name == sim.BrokerDown {
		g.away = true
		a.journal.Brokers(a.brokers, f.Broker, sim.Event{Type: sim.BrokerStopped, Word: uint8(f.How.Reason()), Cause: g.begun})
	}
	return nil
}

// end ends a fault, unless it is over already.
func (a *Assembly) end(f *staged, cause sim.EventID, at time.Time) {
	if f.ended != 0 {
		return
	}
	f.ended = a.journal.Note(sim.Event{Type: sim.FaultEnded, Fault: f.number, Cause: cause})
	if f.away {
		f.back = at.Add(f.PortDelay(a.brokers))
	}
}

// pass lets happen what time brings until a moment: the end of faults, and brokers that
// are back.
func (a *Assembly) pass(until time.Time) {
	for {
		var next *staged
		var when time.Time
		for _, number := range a.order {
			f := a.faults[number]
			at := f.over
			if f.ended != 0 {
				at = f.back
			}
			if !at.IsZero() && (next == nil || at.Before(when)) && (f.ended == 0 || f.away) {
				next, when = f, at
			}
		}
		if next == nil || when.After(until) {
			return
		}
		a.at(when)
		if next.ended == 0 {
			a.end(next, next.begun, when)
			continue
		}
		next.away = false
		a.journal.Brokers(a.brokers, next.Broker, sim.Event{Type: sim.BrokerStarted, Cause: next.ended})
	}
}
