package stage

import (
	"fmt"

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
	live, count := p.clock != nil, p.count()
	n := notice{kind: saidNotice, spot: story.ActSpot(in)}
	if in.NewOrder && !live {
		n.order = sim.OrderID(count)
	}
	n.said = phraseOf(func(w *words.Catalogue) string { return doneWords(w, in, live, count) })
	p.tell(n)
}

func doneWords(w *words.Catalogue, in *sim.Input, live bool, count int) string {
	t := &w.Answers
	switch {
	case !live || in.Remedy != nil:
		return w.Acted(in, sim.OrderID(count))
	case in.Repair:
		return t.Repairing
	case in.NewOrder:
		return t.Ordering
	case in.StopsBrokers():
		return t.Stopping
	}
	return fmt.Sprintf(t.Breaking, w.Faults[in.Fault.Name])
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
