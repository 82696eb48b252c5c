package stage

import (
	"strings"
	"time"

	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/story"
	"orderflow/ui/words"
)

// opening is what is told before the first order, once in a sitting. No virtual
// time passes meanwhile.
type opening struct {
	wanted bool
	cues   []story.OpeningCue // none while only its title stands
	at     time.Duration      // since it began
}

// read reads what is told, once that is known. Where there is nothing to tell,
// the story begins.
func (o *opening) read(track *story.Track) {
	if o.wanted && o.cues == nil {
		o.cues = track.Opening()
		o.wanted = len(o.cues) > 0
	}
}

// pass lets time pass and returns what is left of it for the story.
func (o *opening) pass(span time.Duration) time.Duration {
	o.at += span
	left := o.at - o.cues[len(o.cues)-1].Read()
	if left < 0 {
		return 0
	}
	*o = opening{}
	return left
}

// cue returns the index of the sentence that stands; −1 while the title does.
func (o *opening) cue() int {
	i := -1
	for i+1 < len(o.cues) && o.cues[i+1].Start <= o.at {
		i++
	}
	return i
}

// show puts the opening into a moment.
func (o *opening) show(m *moment.Moment) {
	if !o.wanted {
		return
	}
	i := o.cue()
	m.Opening, m.Cue = &moment.Opening{Title: i < 0}, &moment.Cue{}
	if len(o.cues) > 0 {
		if d := m.Log.At(o.cues[0].Event).Detail; d != nil {
			m.Opening.First = d.Order
		}
	}
	for j := range o.cues {
		c := &o.cues[j]
		for lang := range words.Catalogues {
			m.Opening.Boxes[c.Spot][lang] = strings.Split(c.Box[lang], "\n")
		}
		if j == i {
			m.Opening.Shown = c.Spot
			m.Cue = &moment.Cue{Lines: c.Text, Spot: c.Spot, Order: c.Order}
		}
	}
}

// showOpening shows the opening as it is so long after it began.
func (p *Player) showOpening(at time.Duration) {
	p.Show(0)
	p.opening = opening{wanted: true, at: at}
	p.opening.read(p.track)
}

// skipping are the keys that end the opening, and whether they do nothing else.
var skipping = map[intent.Action]bool{
	intent.PauseAction: true, intent.StepAction: true, intent.BackAction: true, intent.HomeAction: true,
	intent.EndAction: false, intent.MilestoneAction: false, intent.PaceAction: false, intent.ScrubAction: false, intent.EventStepAction: false,
	intent.ModeAction: false, intent.OrderAction: false, intent.BreakAction: false, intent.RepairAction: false,
}

// skip ends the opening where a key of playback is pressed, and reports whether
// that is all the key does. One that lets a story begin that was started paused
// lets the opening begin.
func (p *Player) skip(b *binding) bool {
	only, skips := skipping[b.does]
	if !p.opening.wanted || !skips || !p.top().plays() || b.does == intent.PauseAction && p.playback.Paused {
		return false
	}
	p.opening = opening{}
	return only
}
