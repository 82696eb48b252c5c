package stage

import (
	"errors"
	"fmt"
	"strconv"
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// Source is where the log comes from. The screen never knows which engine
// makes it. Its methods are called from one goroutine at a time, and the log
// grows only while Advance or Act runs. A source that also has a Close method
// is closed when another takes its place.
type Source interface {
	// Log returns the log so far. After Act it may be another log that shares
	// everything before the action.
	Log() *sim.Log
	// Advance makes the log reach the virtual time until, as far as it can: an
	// engine computes, a live source hands over what has happened.
	Advance(until time.Duration)
	// Act is an input at a virtual time of the log.
	Act(at time.Duration, in sim.Input) error
}

// Clock is what a live source has beside: events happen by themselves.
type Clock interface {
	// Now returns the present time of the source, on the scale of its log.
	Now() time.Duration
}

// Waiter is what a live source has beside whose run has not begun yet.
type Waiter interface {
	// Waits returns what the run waits for, and for how long it has; an empty text
	// once it has begun.
	Waits() (what sim.Text, since time.Duration)
}

// waits says what the run waits for, in whole seconds; nothing once it has begun, unless
// nobody hears of it any more: that is about its brokers.
func (p *Player) waits() notice {
	w, ok := p.source.(Waiter)
	if !ok {
		return noNotice
	}
	what, since := w.Waits()
	if what == (sim.Text{}) {
		return noNotice
	}
	n := notice{kind: saidNotice, said: phraseOf(func(w *words.Catalogue) string {
		return w.Of(what) + " · " + fmt.Sprintf(w.Seconds, strconv.Itoa(int(since.Seconds())))
	})}
	if p.now() > 0 {
		n.spot = moment.BrokerSpot
	}
	return n
}

// ErrFixed is returned when somebody acts on a log that is only replayed.
var ErrFixed = errors.New("a recorded log cannot be acted upon")

// replay is a log that is over.
type replay struct{ log *sim.Log }

// Replay returns a source that shows a log which was recorded before.
func Replay(log *sim.Log) Source { return replay{log} }

// Log returns the recorded log.
func (r replay) Log() *sim.Log { return r.log }

// Advance does nothing: the log is whole.
func (r replay) Advance(time.Duration) {}

// Act returns ErrFixed.
func (r replay) Act(time.Duration, sim.Input) error { return ErrFixed }
