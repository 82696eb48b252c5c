package stage

import (
	"slices"

	"orderflow/sim"
)

// sitting is what the audience has seen since the program was started, or since
// other orders or faults were chosen.
type sitting struct {
	scenario string // whose runs were shown
	seed     uint64
	modes    []sim.Mode // of the runs that were shown, the first one first
	acted    bool       // the presenter has taken over: nothing starts by itself any more
}

// see notes that a run in a mode is shown. With another scenario or seed the
// audience has seen nothing of it yet.
func (s *sitting) see(of *sim.Header, mode sim.Mode) {
	if s.scenario != of.Scenario || s.seed != of.Seed {
		s.scenario, s.seed, s.modes = of.Scenario, of.Seed, nil
	}
	if !slices.Contains(s.modes, mode) {
		s.modes = append(s.modes, mode)
	}
}

// follows reports whether a run in a mode follows one in another.
func (s *sitting) follows(mode sim.Mode) bool {
	return len(s.modes) > 0 && s.modes[0] != mode
}

// seenAll reports whether each mode was shown.
func (s *sitting) seenAll() bool { return len(s.modes) > int(sim.Send) }

// next returns the mode after one: emit, awaited emit, send, and round again,
// without those that were shown as long as there are others.
func (s *sitting) next(mode sim.Mode) sim.Mode {
	for range sim.Send + 1 {
		mode = modeAfter(mode)
		if !slices.Contains(s.modes, mode) {
			return mode
		}
	}
	return modeAfter(mode)
}

func modeAfter(mode sim.Mode) sim.Mode { return (mode + 1) % (sim.Send + 1) }

// begins notes that a run is shown, and reports whether it follows another of
// the same orders and faults.
func (p *Player) begins() (follows bool) {
	if p.clock == nil && p.log.Len() == 0 {
		p.source.Advance(0) // the first event says what run it is
	}
	if p.log.Len() == 0 {
		return false
	}
	d := p.log.At(1).Detail
	if d == nil || d.Setup == nil {
		return false
	}
	p.sitting.see(&p.log.Header, d.Setup.Mode)
	return p.sitting.follows(d.Setup.Mode)
}

// runMode returns the mode of the run that is shown.
func (p *Player) runMode() sim.Mode { return p.history.Head.Setup.Mode }

// nextMode returns the mode of the run that comes next.
func (p *Player) nextMode() sim.Mode { return p.sitting.next(p.runMode()) }

// compares reports whether the three ways side by side come next: each was shown.
func (p *Player) compares() bool { return p.sitting.seenAll() && p.canCompare() }

// goesOn reports whether something comes next by itself.
func (p *Player) goesOn() bool {
	return p.canRestart() && !p.sitting.acted && (p.compares() || !p.sitting.seenAll())
}

// goOn starts what comes next: the same run in the next mode, or the three side
// by side. In a lesson that is where the lesson goes on.
func (p *Player) goOn() {
	if p.class != nil {
		p.classGoesOn()
		return
	}
	if p.compares() {
		openLanes(p)
		return
	}
	mode := p.nextMode()
	p.startIn(mode)
	if p.wanted != nil { // it is being made; what it tells says more
		p.notice = notice{kind: saidNotice, said: p.beginsWords(mode)}
	}
}

// spaceKey is what the footer shows of the keys that go on at the end. In the help
// they have their places.
func spaceKey(*Player) string { return "space" }

// atEnd reports whether the run is over and something can come next.
func (p *Player) atEnd() bool { return p.finished() && p.canRestart() }
