package story

import (
	"strconv"
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// act returns what the presenter did with which an event happens; nil where it
// happens by itself, or nobody knows. What is done to a live run is told before
// anything is seen of it.
func (s *Sitting) act(e *sim.Event) *sim.Input {
	if e.Cause != 0 || s.Live {
		return nil
	}
	for i := range s.Acts {
		if in := &s.Acts[i]; e.At == in.At && brings(in, e.Type) {
			return in
		}
	}
	return nil
}

// brings reports whether what was done is seen as an event of a type.
func brings(in *sim.Input, t sim.EventType) bool {
	switch t {
	case sim.FaultStarted:
		return in.Fault != nil
	case sim.FaultEnded:
		return in.Repair
	case sim.OrderCreated:
		return in.NewOrder
	case sim.RemedySwitched:
		return in.Remedy != nil
	}
	return false
}

// answered returns the cues of a beat, after the one that says what the presenter
// did with it, where that is what happened.
func (t *Track) answered(b *beat, cues []Cue) []Cue {
	if b.act == nil || b.act == t.last.act { // a repair that ends several faults is told once
		return cues
	}
	e := t.log.At(b.Event)
	c := Cue{ID: "a" + strconv.FormatUint(uint64(b.Event), 10), Event: b.Event, Spot: ActSpot(b.act), Order: e.Order}
	for lang := range c.Text {
		c.Text[lang] = inLines([]string{words.Lang(lang).Catalogue().Acted(b.act, e.Order)})
	}
	c.Order = t.marked(&c, e)
	if b.act.Remedy != nil {
		cues = nil // their sentence says no more
	}
	return append([]Cue{c}, cues...)
}

// Answer returns when the sentence begins that says what the presenter did at a
// virtual time; false where none does.
func (t *Track) Answer(at time.Duration) (start time.Duration, found bool) {
	for i := range t.Cues {
		if c := &t.Cues[i]; c.weight == answer && t.log.At(c.Event).At == at {
			return c.Start, true
		}
	}
	return 0, false
}

// ActSpot returns the place where something that the user does acts.
func ActSpot(in *sim.Input) moment.Spot {
	switch {
	case in.Fault != nil:
		return moment.FaultSpot(in.Fault.Name)
	case in.Repair:
		return moment.BrokerSpot
	case in.Remedy != nil && (in.Remedy.Remedy == sim.Dedupe || in.Remedy.Remedy == sim.DeadLetter || in.Remedy.Remedy == sim.Reconcile):
		return moment.ConsumersSpot
	}
	return moment.ServiceSpot
}
