package story

import (
	"time"

	"orderflow/sim"
)

// Of a run whose events happen by themselves.
const (
	settled  = 100 * time.Millisecond // after which a change is told as far as it has gone
	staleMax = 4 * time.Second        // a sentence that waits for longer is left out
)

// weight is how grave what a cue tells is: of a live run the graver one is told.
type weight uint8

const (
	light weight = iota
	turning
	outage // of a fault, and of the run's end
	damage
	answer // to what the presenter did
)

// weights are those of the turns that weigh more than others.
var weights = map[sim.EventType]weight{
	sim.FaultStarted: outage, sim.FaultEnded: outage, sim.ServiceExited: outage, sim.RunEnded: outage, sim.PublishGaveUp: damage, sim.MemoryLost: damage,
	sim.RequestDropped: damage, sim.CallerKnows: damage, sim.RecordTruncated: damage, sim.AnomalyFound: damage,
}

// Gravity says how grave what the cue tells is, for who has to choose among turns.
func (c *Cue) Gravity() int { return int(c.weight) }

func (b *beat) weight() weight {
	switch {
	case b.act != nil:
		return answer
	case b.Turns || b.kind == sim.RunEnded:
		return max(turning, weights[b.kind])
	}
	return light
}

// passed reports whether all that happened up to a virtual time is known.
func (t *Track) passed(at time.Duration) bool {
	return t.over || t.log.At(sim.EventID(t.known)).At > at || t.sitting.Live && t.now > at
}

// complete reports whether the change that begins with a beat is known whole.
func (t *Track) complete(b *beat) bool {
	return t.over || t.next(b) != 0 || t.sitting.Live && t.passed(t.log.At(b.Event).At+settled)
}

// lastOf returns the last event at which the sentence of a change looks.
func (t *Track) lastOf(b *beat) sim.EventID {
	n := sim.EventID(t.known)
	if next := t.next(b); next != 0 {
		n = next - 1
	}
	if t.sitting.Live {
		n = min(n, sim.EventID(t.log.Until(t.log.At(b.Event).At+settled)))
	}
	return n
}

// clock returns the time on which a beat is told, at the earliest.
func (t *Track) clock(b *beat) time.Duration {
	if t.sitting.Live {
		return t.log.At(b.Event).At
	}
	return t.at + b.Wall - t.last.Wall
}

// addLive adds a cue of a live run, which delays nothing. Where the one before
// has not been read, it waits, and the next takes its place; what is graver does
// not wait.
func (t *Track) addLive(c Cue) {
	c.Start = t.log.At(c.Event).At
	for n := len(t.Cues); n > 0 && t.Cues[n-1].Start > c.Start; n = len(t.Cues) {
		if t.Cues[n-1].weight > c.weight {
			return
		}
		t.Cues = t.Cues[:n-1]
	}
	if n := len(t.Cues); n > 0 && t.Cues[n-1].weight >= c.weight {
		read := t.Cues[n-1].Read()
		if read-c.Start > staleMax {
			return
		}
		c.Start = max(c.Start, read)
	}
	t.Cues = append(t.Cues, c)
}
