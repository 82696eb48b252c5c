package stage

import (
	"fmt"
	"strconv"
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/story"
	"orderflow/ui/words"
)

// answer tells what the user did: the narration does, where it is told, unless
// there is more to say.
func (p *Player) answer(in *sim.Input) {
	_, told := p.track.Answer(in.At)
	told = told && p.telling() && p.playback.Scale.Narrated() && p.top().plays()
	also := p.notice.also
	if told && also == nil {
		return
	}
	p.tellDone(in)
	if also != nil {
		p.notice.also = also
		p.tell(p.notice)
	}
	p.notice.instead = told
}

// tellDone says what the user did, where it acts. What is live shows it later.
func (p *Player) tellDone(in *sim.Input) {
	live, count, seen := p.clock != nil, p.count(), p.seenWhen()
	n := notice{kind: saidNotice, spot: story.ActSpot(in)}
	if in.NewOrder && !live {
		n.order = sim.OrderID(count)
	}
	n.said = phraseOf(func(w *words.Catalogue) string {
		if !live {
			return w.Acted(in, sim.OrderID(count))
		}
		return doingWords(w, in) + " " + seen(w)
	})
	p.tell(n)
}

// doingWords says what is being done to what is live.
func doingWords(w *words.Catalogue, in *sim.Input) string {
	t := &w.Answers
	switch {
	case in.Repair:
		return t.Repairing
	case in.NewOrder:
		return t.Ordering
	case in.Remedy != nil && in.Remedy.On:
		return fmt.Sprintf(t.Switching[1], in.Remedy.Remedy)
	case in.Remedy != nil:
		return fmt.Sprintf(t.Switching[0], in.Remedy.Remedy)
	case in.StopsBrokers():
		return t.Stopping
	}
	return fmt.Sprintf(t.Breaking, w.Faults[in.Fault.Name])
}

// seenWhen says when what is done to a live run now is seen: at once, or when the
// cursor comes to it.
func (p *Player) seenWhen() func(w *words.Catalogue) string {
	behind, rests := p.playback.Behind(p.now()), p.playback.Paused
	return func(w *words.Catalogue) string {
		switch {
		case behind > 0:
			return fmt.Sprintf(w.Answers.Late, fmt.Sprintf(w.Seconds, strconv.Itoa(int(behind/time.Second))))
		case rests:
			return w.Answers.Resting
		}
		return w.Answers.Soon
	}
}

// emphasise puts the place that a notice is about into the spotlight, as the
// sentence that stands would.
func (n notice) emphasise(m *moment.Moment) {
	if n.spot == moment.NoSpot {
		return
	}
	cue := moment.Cue{Spot: n.spot, Order: n.order}
	for lang := range cue.Lines {
		cue.Lines[lang] = n.text(words.Lang(lang))
	}
	m.Cue = &cue
}
