package stage

import "orderflow/sim"

// still reports whether the screen waits for a key, whatever playback would do.
func (p *Player) still() bool { return p.playback.Paused || !p.top().plays() || p.finished() }

func (p *Player) beforeEnd() bool { return !p.finished() }

func (p *Player) afterStart() bool { return p.playback.Cursor.Wall > 0 }

// late reports whether the screen is behind a live source by more than it has to be.
func (p *Player) late() bool { return p.playback.Behind(p.now()) > 0 }

// inTime reports whether the end is what lies before the cursor: a screen that is late
// goes to now.
func (p *Player) inTime() bool { return p.beforeEnd() && !p.late() }

// endKey is the key that goes to now.
func endKey(*Player) string { return "end" }

// resting reports whether nothing plays: then the keys that jump are shown.
func (p *Player) resting() bool { return p.playback.Paused || p.finished() }

func (p *Player) canRestart() bool { return p.restart != nil }

// canAct reports whether an input can be added: not to a recorded log, nor to
// what happened by itself and is over.
func (p *Player) canAct() bool {
	return !p.fixed() && (p.clock == nil || !p.over)
}

// fixed reports whether the log is a recorded one: it is all there, and grows
// no more, whatever it says of the run's limit.
func (p *Player) fixed() bool {
	_, fixed := p.source.(replay)
	return fixed
}

func (p *Player) canBreak() bool { return p.canAct() && !p.faulty() && p.underway() == nil }

func (p *Player) canRepair() bool { return p.canAct() && p.faulty() && p.underway() == nil }

// faulty reports whether a fault acts where the next act would: at the cursor,
// or now where the run is live.
func (p *Player) faulty() bool {
	state := p.history.Head
	if p.clock == nil {
		state = p.history.At(p.playback.Cursor.N)
	}
	faults := state.Faults
	for i := range faults {
		if faults[i].End == sim.Never && !faults[i].Spent() {
			return true
		}
	}
	return false
}
