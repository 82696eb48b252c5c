package stage

import (
	"slices"

	"orderflow/sim"
)

// parked are the runs that wait, by mode, where another one has taken their
// place: a run that has futures waits until its mode is chosen again, and they
// with it. All are of the present Restart: those of another scenario are let
// go, for they would need its runs too.
type parked struct {
	runs    [sim.Send + 1]Source // nil where none waits
	foreign bool                 // the run that is shown is of another Restart: a scenario was chosen
	letGo   int                  // futures that were let go with the scenario before
}

// futuresKept returns how many futures a source keeps.
func futuresKept(source Source) int {
	if forks, ok := source.(Forking); ok {
		return len(forks.Futures()) - 1
	}
	return 0
}

// park keeps the run that is shown, where it has futures and another one takes
// its place.
func (p *Player) park(next Source) {
	if next == p.source {
		return
	}
	if p.parked.foreign {
		p.parked.letGo += futuresKept(p.source)
		p.parked.foreign = false
	} else if futuresKept(p.source) > 0 {
		p.parked.runs[p.runMode()] = p.source
	}
	if i := slices.Index(p.parked.runs[:], next); i >= 0 {
		p.parked.runs[i] = nil
	}
}

// Parks reports whether a run waits.
func (p *Player) Parks(source Source) bool { return slices.Contains(p.parked.runs[:], source) }

// forgetParked lets go of the runs that wait, as another scenario is chosen.
func (p *Player) forgetParked() {
	letGo := 0
	for _, source := range p.parked.runs {
		letGo += futuresKept(source)
	}
	p.parked = parked{foreign: true, letGo: p.parked.letGo + letGo}
}

// waiting returns the run that has futures in a mode, or nil.
func (p *Player) waiting(mode sim.Mode) Source {
	if mode == p.runMode() && !p.parked.foreign && futuresKept(p.source) > 0 {
		return p.source
	}
	return p.parked.runs[mode]
}

// resume shows the run that waits in a mode from its beginning, with what was
// done in just the run before. What that had been before is one of its futures
// now. It reports false where none waits.
func (p *Player) resume(mode sim.Mode, inputs []sim.Input) bool {
	source := p.waiting(mode)
	if source == nil {
		return false
	}
	before := p.beforeActing()
	err := source.(Forking).Begin(inputs) // only those wait
	same := source == p.source
	p.Take(source, inputs, err)
	if err != nil {
		return true
	}
	p.tellShown()
	if same && p.source.(Forking).Futures()[0] != before.future {
		before.inPast = before.played > 0
		p.tellLeft(before)
	}
	return true
}

// tellLetGo says how many futures went with the scenario before.
func (p *Player) tellLetGo() {
	if p.parked.letGo > 0 {
		p.notice = notice{kind: goneNotice, count: p.parked.letGo, left: noticeSpan}
	}
	p.parked.letGo = 0
}
