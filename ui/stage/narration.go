package stage

import (
	"time"

	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/story"
)

// telling reports whether the sentences of the narration are told: not at
// another pace, nor while the user goes from change to change.
func (p *Player) telling() bool {
	return p.playback.Scale.Pace == pace.StoryPace && !p.stepping
}

// cueNow returns the index of the cue that stands at the cursor; −1 before the first.
func (p *Player) cueNow() int {
	if p.clock != nil {
		return p.track.At(p.playback.Cursor.At)
	}
	return p.track.At(p.playback.Cursor.Wall)
}

// cue returns the sentence that stands, as far as it is so; nil where that of the
// change is told.
func (p *Player) cue() *moment.Cue {
	if !p.telling() {
		return nil
	}
	i := p.cueNow()
	if i < 0 {
		return p.silence()
	}
	if p.hushed(i) {
		return &moment.Cue{}
	}
	c := &p.track.Cues[i]
	said := c.Text
	if !c.Holds(p.history.At(p.playback.Cursor.N)) {
		if said = c.Lasting(); said == (story.Text{}) {
			return nil
		}
	}
	return &moment.Cue{Lines: said, Spot: c.Spot, Order: c.Order}
}

// silence returns what stands before the first sentence: none, for it comes at
// once. A story that has not begun, or rests there, says what is about to happen.
func (p *Player) silence() *moment.Cue {
	if len(p.track.Cues) == 0 || p.clock != nil || p.playback.Paused || p.playback.Cursor.Wall == 0 {
		return nil
	}
	return &moment.Cue{}
}

// byCues reports whether a key goes from sentence to sentence: that of a remote
// also while the story rests. A live story waits for no sentence.
func (p *Player) byCues(key string) bool {
	return p.telling() && p.clock == nil && (!p.playback.Paused || key == "pgdown" || key == "pgup")
}

// forth goes on to the next sentence, or shows the next change whole.
func (p *Player) forth(key string) {
	switch {
	case p.stopped:
		p.playOn()
	case p.byCues(key):
		p.toCue(p.cueNow() + 1)
	default:
		p.step()
	}
}

// back goes back to the sentence before, or to the change before.
func (p *Player) back(key string) {
	switch {
	case p.stopped:
		p.playOn()
		p.toCue(p.cueNow() - 1)
	case p.byCues(key):
		p.toCue(p.cueNow() - 1)
	default:
		p.stepBack()
	}
}

// toCue puts the cursor where a cue begins; after the last it is the end.
func (p *Player) toCue(i int) {
	p.rush = false
	p.grow()
	switch {
	case i < 0:
		p.playback.SeekWall(0)
	case i < len(p.track.Cues):
		p.playback.SeekWall(p.track.Cues[i].Start)
	default:
		p.playback.SeekWall(p.playback.Scale.End())
	}
	p.stopBeyond()
}

// pause stops the story where it is, with its sentence, or lets it go on.
func (p *Player) pause() {
	if p.playback.Paused {
		p.playOn()
		return
	}
	p.playback.Paused = true
}

// escPauses reports whether esc has nothing to give back.
func (p *Player) escPauses() bool { return p.beforeEnd() && !p.hasSelected() }

func (p *Player) playOn() { p.playback.Paused, p.stopped, p.stepping = false, false, false }

// rest stops the story somewhere else.
func (p *Player) rest() { p.playback.Paused, p.stopped, p.rush = true, false, false }

// study stops the story: from now on the changes are told, not the narration.
func (p *Player) study() {
	p.rest()
	p.stepping = true
}

// opened returns what is left of a span of real time after the opening.
func (p *Player) opened(span time.Duration) time.Duration {
	if !p.opening.wanted {
		return span
	}
	return p.opening.pass(time.Duration(float64(span) * p.playback.Speed))
}

// advance plays for a span of real time, up to the next turn where the story
// stops at each.
func (p *Player) advance(span time.Duration) {
	if p.taught(span) {
		return
	}
	at, turns := p.nextStop()
	p.playback.Advance(span, p.now())
	if !turns || p.playback.Cursor.Wall < at {
		return
	}
	if p.clock == nil {
		p.playback.SeekWall(at)
	}
	p.playback.Paused, p.stopped = true, true
}

// nextStop returns where the story stops next.
func (p *Player) nextStop() (at time.Duration, found bool) {
	wall := p.playback.Cursor.Wall
	switch {
	case !p.stops:
		return 0, false
	case p.playback.Scale.Narrated():
		return p.track.NextStop(wall)
	}
	return p.playback.Scale.NextTurn(wall)
}

// seekTime puts the cursor at a virtual time, as far as it can be known when that
// is shown.
func (p *Player) seekTime(at time.Duration) {
	for p.clock == nil && !p.over && !p.track.Knows(at) {
		p.runAhead()
		p.layAll()
	}
	p.playback.SeekTime(at)
}
