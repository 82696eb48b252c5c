package stage

import (
	"slices"
	"time"

	"orderflow/sim"
	"orderflow/ui/words"
)

// underwayMax is how long after its time, on the screen, an act counts as under
// way where nothing is seen of it.
const underwayMax = 3 * time.Second

// underway returns what the user did to a live run and the screen does not show
// yet, or nil: its cursor is behind the source.
func (p *Player) underway() *sim.Input {
	if p.clock == nil || p.unseen == nil || p.seen(p.unseen) {
		return nil
	}
	return p.unseen
}

// unseenInputs returns what the user did to a live run and the screen does not show
// yet, in the order in which it was done.
func (p *Player) unseenInputs() []sim.Input {
	if p.clock == nil {
		return nil
	}
	young := len(p.inputs)
	for young > 0 && p.playback.Cursor.At < p.inputs[young-1].At+underwayMax {
		young--
	}
	return slices.DeleteFunc(slices.Clone(p.inputs[young:]), func(in sim.Input) bool { return p.seen(&in) })
}

// remedyAsked reports whether a remedy is on, once all that was asked for is done.
func (p *Player) remedyAsked(remedy sim.Remedy) bool {
	on := p.history.At(p.playback.Cursor.N).Remedies.Has(remedy)
	for _, in := range p.unseenInputs() {
		if in.Remedy != nil && in.Remedy.Remedy == remedy {
			on = in.Remedy.On
		}
	}
	return on
}

// seen reports whether the screen shows what was done.
func (p *Player) seen(in *sim.Input) bool {
	at := p.playback.Cursor.At
	switch {
	case at < in.At || at >= in.At+underwayMax:
		return at >= in.At
	case in.Remedy != nil:
		return p.history.At(p.playback.Cursor.N).Remedies.Has(in.Remedy.Remedy) == in.Remedy.On
	case in.NewOrder:
		return true // its lane comes with it
	}
	faults := p.history.At(p.playback.Cursor.N).Faults
	acting, struck := false, false
	for i := range faults {
		acting = acting || faults[i].End == sim.Never
		struck = struck || faults[i].Start >= in.At
	}
	if in.Fault != nil {
		return struck
	}
	return !acting
}

// underwayWords says what is under way.
func (p *Player) underwayWords(w *words.Catalogue) string {
	switch {
	case p.unseen.Repair:
		return w.Answers.Underway[1]
	case *p.unseen.Fault == *brokersDown().Fault:
		return w.Answers.Underway[0]
	}
	return w.Answers.Underway[2]
}
