package stage

import (
	"time"
)

// endplayAfter is how long the end of a run is shown before the next begins by
// itself: its card can be read. Any key cancels it.
const endplayAfter = 12 * time.Second

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
		p.goOn()
	}
}
