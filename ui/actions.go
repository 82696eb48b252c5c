package ui

import (
	"strings"
	"time"

	"orderflow/sim"
)

// press does what a key, by Bubble Tea's name, does now.
func (p *player) press(key string) {
	p.endplay = endplay{}
	p.notice = noNotice
	b := p.find(key)
	if form, open := p.sheet.(FaultForm); open && p.mode == faultKeys && form.takesText(key) {
		b = nil
	}
	p.heard(key, b)
	switch {
	case b != nil:
		b.press(p, key)
	case p.mode == faultKeys:
		p.typeField(key)
	case p.mode == searchKeys:
		p.typeSearch(key)
	}
	p.played = max(p.played, p.playback.cursor.n)
}

func (p *player) pause() { p.playback.paused = !p.playback.paused }

// step shows the next change whole. It pauses, as stepping back does.
func (p *player) step() {
	p.playback.paused = true
	p.grow()
	p.playback.step()
}

func (p *player) stepBack() {
	p.playback.paused, p.rush = true, false
	p.playback.stepBack()
}

func (p *player) home() {
	p.rush = false
	p.playback.seekWall(0)
}

func (p *player) end() {
	p.grow()
	p.toEnd()
}

// scrubWall and scrubFar are how far the cursor goes along the timeline by one
// key, in wall time at speed 1.
const (
	scrubWall = time.Second
	scrubFar  = 5 * time.Second
)

// scrub moves the cursor along the timeline; a story that plays goes on there.
func (p *player) scrub(key string) {
	p.rush = false
	p.grow()
	by := scrubWall
	if strings.HasPrefix(key, "shift+") {
		by = scrubFar
	}
	if strings.HasSuffix(key, "left") {
		by = -by
	}
	p.playback.seekWall(p.playback.cursor.wall + by)
}

// stepEvent moves the cursor by one event, matter or texture; events that
// share an instant are shown together.
func (p *player) stepEvent(key string) {
	p.playback.paused, p.rush = true, false
	p.grow()
	now := p.playback.cursor.n
	if key == ">" {
		if now < p.layer.Len() {
			p.seekEvent(sim.EventID(now + 1))
		}
		return
	}
	for n := now - 1; n > 0 && p.playback.cursor.n >= now; n-- {
		p.seekEvent(sim.EventID(n))
	}
}

// milestone goes to the next turn of the story, or with M to the one before.
func (p *player) milestone(key string) {
	p.playback.paused, p.rush = true, false
	p.grow()
	p.playback.milestone(key == "m")
}

func (p *player) changeSpeed(key string) {
	factor := 2.0
	if key == "[" {
		factor = 0.5
	}
	p.playback.setSpeed(p.playback.speed * factor)
}

func (p *player) changePace() {
	p.playback.setPace((p.playback.scale.pace + 1) % Pace(len(paceNames)))
}

// chooseMode starts a new run with the same seed and faults.
func (p *player) chooseMode(key string) { p.startIn(sim.Mode(key[0] - '1')) }

// startIn shows the run that waits in a mode, or asks for one: whoever drives the
// player makes its source.
func (p *player) startIn(mode sim.Mode) {
	p.wanted = &mode
	p.resume(mode, p.carried())
}

// renew makes the source of the run that is wanted, with what the user did to
// the present one. It may be called from another goroutine than the player's.
func renew(restart Restart, mode sim.Mode, inputs []sim.Input) (Source, error) {
	source, err := restart(mode)
	if err != nil {
		return nil, err
	}
	for _, in := range inputs {
		if err := source.Act(in.At, in); err != nil {
			return nil, err
		}
	}
	return source, nil
}

// carried returns what of the user's inputs goes into the run that is wanted:
// all of them for another mode, so that the runs can be compared, and none
// where the present mode is started afresh.
func (p *player) carried() []sim.Input {
	if p.wanted == nil || *p.wanted == p.runMode() {
		return nil
	}
	return p.inputs
}

// take shows a run that was renewed.
func (p *player) take(source Source, inputs []sim.Input, err error) {
	if err != nil {
		p.wanted, p.notice = nil, noticeOf(err)
		return
	}
	p.park(source)
	p.load(source)
	p.inputs = inputs
	p.tellLetGo()
}

func (p *player) newOrder() { p.act(sim.Input{NewOrder: true}) }

func (p *player) repair() { p.act(sim.Input{Repair: true}) }

// breakBroker takes all brokers away until they are repaired.
func (p *player) breakBroker() {
	fault, err := sim.ParseFault("broker-down")
	if err != nil {
		panic(err) // the simplest of all faults
	}
	p.act(sim.Input{Fault: &fault})
}

// act adds an input right after what has happened at the cursor's time, and
// reports whether that was possible.
func (p *player) act(in sim.Input) bool {
	in.At = p.playback.cursor.at.Truncate(time.Microsecond) + time.Microsecond
	if p.clock != nil {
		in.At = p.now() // what happens by itself has no past to act in
	}
	before := p.beforeActing()
	if err := p.source.Act(in.At, in); err != nil {
		p.notice = noticeOf(err)
		return false
	}
	p.inputs = append(p.inputs[:len(p.inputs):len(p.inputs)], in)
	p.adopt(in.At)
	p.tellLeft(before)
	return true
}

func (p *player) changeLang() { p.options.Lang = (p.options.Lang + 1) % Lang(len(noticeTexts)) }

func (p *player) changePalette() {
	p.options.Theme.Palette = (p.options.Theme.Palette + 1) % Palette(len(paletteNames))
}

func (p *player) blank() { p.toggle(blankKeys) }

func (p *player) toggleHelp() { p.toggle(helpKeys) }

// toggle lays a mode over what is open, or goes back to that.
func (p *player) toggle(mode keyMode) {
	if p.mode == mode {
		p.mode, p.under = p.under, boardKeys
		return
	}
	p.mode, p.under = mode, p.mode
}

func (p *player) quit() { p.leaving = true }

// What follows says whether an action does something now.

func (p *player) canPlay() bool { return !p.finished() }

// still reports whether the screen waits for a key, whatever playback would do.
func (p *player) still() bool { return p.playback.paused || !p.mode.plays() || p.finished() }

func (p *player) beforeEnd() bool { return !p.finished() }

func (p *player) afterStart() bool { return p.playback.cursor.wall > 0 }

// resting reports whether nothing plays: then the keys that jump are shown.
func (p *player) resting() bool { return p.playback.paused || p.finished() }

func (p *player) canRestart() bool { return p.restart != nil }

// canAct reports whether an input can be added: not to a recorded log, nor to
// what happened by itself and is over.
func (p *player) canAct() bool {
	return !p.fixed() && (p.clock == nil || !p.over)
}

// fixed reports whether the log is a recorded one: it is all there, and grows
// no more, whatever it says of the run's limit.
func (p *player) fixed() bool {
	_, fixed := p.source.(replay)
	return fixed
}

func (p *player) canBreak() bool { return p.canAct() && !p.faulty() }

func (p *player) canRepair() bool { return p.canAct() && p.faulty() }

// faulty reports whether a fault acts at the cursor.
func (p *player) faulty() bool {
	faults := p.history.at(p.playback.cursor.n).Faults
	for i := range faults {
		if faults[i].End == sim.Never {
			return true
		}
	}
	return false
}
