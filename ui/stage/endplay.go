package stage

import (
	"time"

	"orderflow/sim"
)

// endplayAfter is how long the end of a run is shown before the same seed
// starts in the next mode. Any key cancels it.
const endplayAfter = 8 * time.Second

// endplay counts down at the end of a run that was played to its end: the
// screen goes on, it never just stops.
type endplay struct {
	armed bool
	left  time.Duration
}

// arm starts the countdown.
func (e *endplay) arm(atEnd bool) {
	if atEnd && !e.armed {
		*e = endplay{armed: true, left: endplayAfter}
	}
}

// seconds returns what is left in whole seconds, rounded up; 0 = no countdown.
func (e *endplay) seconds() int {
	if !e.armed {
		return 0
	}
	return int((e.left + time.Second - 1) / time.Second)
}

// tickEndplay lets a span of real time pass.
func (p *Player) tickEndplay(span time.Duration) {
	if !p.endplay.armed || !p.onBoard() {
		return
	}
	if p.endplay.left -= span; p.endplay.left <= 0 {
		p.endplay = endplay{}
		p.startIn(p.nextMode())
	}
}

// runMode returns the mode of the run that is shown.
func (p *Player) runMode() sim.Mode { return p.history.Head.Setup.Mode }

// nextMode returns the mode after the one that is shown: emit, awaited emit,
// send, and round again.
func (p *Player) nextMode() sim.Mode { return (p.runMode() + 1) % (sim.Send + 1) }
