package stage

import (
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// Press does what a key, by Bubble Tea's name, does now.
func (p *Player) Press(key string) {
	p.endplay = endplay{}
	p.notice = noNotice
	field, writes := p.top().screen.(writer)
	b := p.find(key)
	if writes && field.takes(key) {
		b = nil
	}
	p.heard(key, b)
	switch {
	case b != nil:
		b.press(p, key)
	case writes:
		field.typed(key)
	}
	p.played = max(p.played, p.playback.Cursor.N)
}

func (p *Player) pause() { p.playback.Paused = !p.playback.Paused }

// step shows the next change whole. It pauses, as stepping back does.
func (p *Player) step() {
	p.playback.Paused = true
	p.grow()
	p.playback.Step()
}

func (p *Player) stepBack() {
	p.playback.Paused, p.rush = true, false
	p.playback.StepBack()
}

func (p *Player) home() {
	p.rush = false
	p.playback.SeekWall(0)
}

func (p *Player) end() {
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
func (p *Player) scrub(key string) {
	p.rush = false
	p.grow()
	by := scrubWall
	if strings.HasPrefix(key, "shift+") {
		by = scrubFar
	}
	if strings.HasSuffix(key, "left") {
		by = -by
	}
	p.playback.SeekWall(p.playback.Cursor.Wall + by)
}

// stepEvent moves the cursor by one event, of the story or background; events that
// share an instant are shown together.
func (p *Player) stepEvent(key string) {
	p.playback.Paused, p.rush = true, false
	p.grow()
	now := p.playback.Cursor.N
	if key == ">" {
		if now < p.layer.Len() {
			p.seekEvent(sim.EventID(now + 1))
		}
		return
	}
	for n := now - 1; n > 0 && p.playback.Cursor.N >= now; n-- {
		p.seekEvent(sim.EventID(n))
	}
}

// milestone goes to the next turn of the story, or with M to the one before.
func (p *Player) milestone(key string) {
	p.playback.Paused, p.rush = true, false
	p.grow()
	p.playback.Milestone(key == "m")
}

func (p *Player) changeSpeed(key string) {
	factor := 2.0
	if key == "[" {
		factor = 0.5
	}
	p.playback.SetSpeed(p.playback.Speed * factor)
}

func (p *Player) changePace() {
	p.playback.SetPace((p.playback.Scale.Pace + 1) % pace.Pace(len(pace.PaceNames)))
}

// chooseMode starts a new run with the same seed and faults.
func (p *Player) chooseMode(key string) { p.startIn(sim.Mode(key[0] - '1')) }

// startIn shows the run that waits in a mode, or asks for one: whoever drives the
// player makes its source.
func (p *Player) startIn(mode sim.Mode) {
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
func (p *Player) carried() []sim.Input {
	if p.wanted == nil || *p.wanted == p.runMode() {
		return nil
	}
	return p.inputs
}

// Take shows a run that was renewed.
func (p *Player) Take(source Source, inputs []sim.Input, err error) {
	if err != nil {
		p.wanted, p.notice = nil, noticeOf(err)
		return
	}
	p.park(source)
	p.load(source)
	p.inputs = inputs
	p.tellLetGo()
}

func (p *Player) newOrder() { p.act(sim.Input{NewOrder: true}) }

func (p *Player) repair() { p.act(sim.Input{Repair: true}) }

// breakBroker takes all brokers away until they are repaired.
func (p *Player) breakBroker() {
	fault, err := sim.ParseFault("broker-down")
	if err != nil {
		panic(err) // the simplest of all faults
	}
	p.act(sim.Input{Fault: &fault})
}

// act adds an input right after what has happened at the cursor's time, and
// reports whether that was possible.
func (p *Player) act(in sim.Input) bool {
	in.At = p.playback.Cursor.At.Truncate(time.Microsecond) + time.Microsecond
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

func (p *Player) changeLang() {
	p.options.Lang = (p.options.Lang + 1) % words.Lang(len(words.Catalogues))
}

func (p *Player) changePalette() {
	p.options.Theme.Palette = (p.options.Theme.Palette + 1) % canvas.Palette(len(canvas.PaletteNames))
}

func (p *Player) quit() { p.leaving = true }
