package stage

import (
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

// seen reports whether the screen shows what was done.
func (p *Player) seen(in *sim.Input) bool {
	at := p.playback.Cursor.At
	if at < in.At || at >= in.At+underwayMax {
		return at >= in.At
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
