package stage

import (
	"slices"
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// Press does what a key, by Bubble Tea's name, does now. Every key is answered:
// by what it changes on the screen, or by a line that says why it changes nothing.
func (p *Player) Press(key string) {
	p.touched()
	if p.wakes(key) || p.decided(key) {
		return
	}
	b, there := p.bound(key)
	field, writes := p.top().screen.(writer)
	switch {
	case writes && (there != here || field.takes(key)):
		p.heard(key, nil)
		field.typed(key)
		if p.looksTheSame() {
			p.refuseText(key)
		}
	case there == here && b.live(p):
		p.heard(key, b)
		p.do(b, key)
	default:
		p.heard(key, nil)
		p.refuse(key, b, there)
	}
	p.played = max(p.played, p.playback.Cursor.N)
}

// touched takes note of the user's hand: nothing starts by itself now, what was
// said has been read, and what was asked was asked before.
func (p *Player) touched() {
	p.sure, p.asking = p.asking, intent.NoAction
	p.endplay, p.notice = endplay{}, noNotice
}

// do does what a key is bound to, and says so where nothing is seen of it.
func (p *Player) do(b *binding, key string) {
	stood, unseen := p.playback.Paused, p.top().screen != p.drawn.top // it came after the frame with which what follows is compared
	if b.does == intent.PauseAction && !p.top().plays() && p.top().bound(p, key) == nil {
		p.playOver()
	} else if !p.skip(b) {
		b.press(p, key)
	}
	if why, is := p.top().screen.(*whyScreen); is && b.does == intent.SelectAction {
		why.about = p.target()
	}
	begins := b.does == intent.PauseAction && p.playback.Paused != stood // what stands may look as what goes on
	if p.notice == noNotice && !p.leaving && p.wanted == nil && !begins && !unseen && p.looksTheSame() {
		p.tellEdge(key, b)
	}
}

// playOver closes what lies over the story, and lets it go on.
func (p *Player) playOver() {
	for len(p.screens) > 1 && !p.top().plays() {
		p.pop()
	}
	p.playOn()
}

// step shows the next change whole. It pauses, as stepping back does.
func (p *Player) step() {
	p.study()
	p.grow()
	p.playback.Step()
}

func (p *Player) stepBack() {
	p.study()
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
	p.study()
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
	p.rest()
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
	name := p.playback.Scale.Pace.String()
	p.say(func(w *words.Catalogue) string { return w.Answers.Pace[max(0, slices.Index(words.PaceNames[:], name))] })
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

func (p *Player) newOrder() { p.act(sim.Input{NewOrder: true}) }

func (p *Player) repair() { p.act(sim.Input{Repair: true}) }

// breakBroker takes all brokers away until they are repaired.
func (p *Player) breakBroker() { p.act(brokersDown()) }

// brokersDown is the simplest of all faults.
func brokersDown() sim.Input {
	fault := sim.NewFault(sim.BrokerDown)
	return sim.Input{Fault: &fault}
}

// act adds an input right after what has happened at the cursor's time, and
// reports whether that was possible. It is told at once, whatever is seen of it.
func (p *Player) act(in sim.Input) bool {
	in.At = p.playback.Cursor.At.Truncate(time.Microsecond) + time.Microsecond
	if p.clock != nil {
		in.At = p.now() // what happens by itself has no past to act in
	}
	before := p.beforeActing()
	if err := p.source.Act(in.At, in); err != nil {
		p.tell(noticeOf(err))
		return false
	}
	p.inputs, p.acted = append(p.inputs[:len(p.inputs):len(p.inputs)], in), true
	p.sitting.acted = true
	if p.clock != nil && (in.Fault != nil || in.Repair) {
		p.unseen = &in
	}
	p.adopt(in.At)
	p.tellLeft(before)
	p.answer(&in)
	return true
}

func (p *Player) changeLang() {
	p.options.Lang = (p.options.Lang + 1) % words.Lang(len(words.Catalogues))
}

func (p *Player) changePalette() {
	p.options.Theme.Palette = p.options.Theme.Palette.Next()
	palette := p.options.Theme.Palette
	p.say(func(w *words.Catalogue) string { return w.Answers.Colours[palette] })
}
