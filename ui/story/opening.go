package story

import (
	"time"

	"orderflow/sim"
)

// openingTitle is how long the title stands before the first sentence.
const openingTitle = 2600 * time.Millisecond

// OpeningCue is a sentence before the first order: its place appears with it,
// and says what it is.
type OpeningCue struct {
	Cue
	Box Text
}

// Opening returns what is told once in a sitting, before the run: what is sold,
// by whom, and the places in their order. Its wall times begin with its title.
// It is nil where nobody wrote one, or no order is known yet.
func (t *Track) Opening() []OpeningCue {
	p, written := t.teller.(*player)
	if !written {
		return nil
	}
	first := sim.EventID(1)
	for int(first) <= t.known && t.log.At(first).Type != sim.OrderCreated {
		first++
	}
	if int(first) > t.known {
		return nil
	}
	e, begins := t.log.At(first), openingTitle
	var list []OpeningCue
	for i := range p.script.opening {
		l := &p.script.opening[i]
		c, holds := l.cue(at{event: e, state: t.state(first), follows: p.follows}, e.Order)
		if !holds {
			continue
		}
		c.Start, c.Reading = begins, max(c.Text.reading(), t.sitting.Lasts[c.ID])
		begins = c.Read()
		list = append(list, OpeningCue{Cue: c, Box: l.box})
	}
	return list
}
