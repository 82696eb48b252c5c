package story

import (
	"slices"

	"orderflow/sim"
	"orderflow/ui/words"
)

// player tells what a script says.
type player struct {
	script *Script
	lines  []line
	speed  int
	met    []int           // how many events met the anchor of each line
	fired  map[string]bool // lines whose event has come
	last   int             // line that was told last, if the change it belongs to is not over; −1 = none
	cue    Cue             // that it made
}

func (p *player) note(b *beat, e *sim.Event, s *sim.State) {
	if p.lines == nil {
		p.lines, p.speed = p.script.modes[s.Setup.Mode].lines, p.script.modes[s.Setup.Mode].hurry
		p.met, p.fired, p.last = make([]int, len(p.lines)), map[string]bool{}, -1
	}
	for i := range p.lines {
		a := &p.lines[i].at
		if !a.fits(e, s) || a.after != "" && !p.fired[a.after] {
			continue
		}
		p.met[i]++
		if p.met[i] == a.nth {
			b.fired = append(b.fired, i)
		}
	}
	for _, i := range b.fired {
		p.fired[p.lines[i].id] = true
	}
}

func (p *player) hurry() int { return max(p.speed, atEase) }

func (p *player) ready(t *Track, b *beat) bool {
	at, now := t.log.At(b.Event).At, t.log.At(sim.EventID(t.known)).At
	for _, i := range b.fired {
		if within := p.lines[i].within; within >= 0 && !t.over && now <= at+within {
			return false
		}
	}
	return t.over || !b.grave() || t.next(b) != 0
}

// graves are what is told of in any case: where the script has nothing to say,
// in the words of the event.
var graves = map[sim.EventType]bool{
	sim.FaultStarted: true, sim.FaultEnded: true, sim.PublishGaveUp: true, sim.MemoryLost: true, sim.CallerKnows: true, sim.RequestDropped: true,
	sim.ServiceExited: true, sim.LeaderElected: true, sim.RecordSkipped: true, sim.RecordAppended: true, sim.RemedySwitched: true, sim.RunEnded: true,
}

func (b *beat) grave() bool {
	return graves[b.kind] && (b.Begins && b.Turns || b.kind == sim.RemedySwitched || b.kind == sim.RunEnded)
}

// scripted reports whether the script has something to say about the change of a beat.
func (t *Track) scripted(b *beat) bool {
	return slices.ContainsFunc(t.beats, func(other beat) bool { return other.Change == b.Change && len(other.fired) > 0 })
}

func (p *player) told(t *Track, b *beat) (cues []Cue) {
	e := t.log.At(b.Event)
	for _, i := range b.fired {
		n := b.Event
		if within := p.lines[i].within; within >= 0 {
			n = sim.EventID(min(t.log.Until(e.At+within), t.known))
		}
		if c, holds := p.lines[i].cue(e, e.Order, t.state(n)); holds {
			cues = append(cues, c)
			p.last, p.cue = i, c
		}
	}
	if len(cues) == 0 && b.grave() && (len(b.fired) > 0 || !t.scripted(b)) {
		p.last = -1
		return append(cues, t.sentence(b))
	}
	return cues
}

func (p *player) after(t *Track) (cues []Cue) {
	if p.last < 0 {
		return nil
	}
	for i := p.last + 1; i < len(p.lines) && p.lines[i].at.then; i++ {
		if c, holds := p.lines[i].cue(t.log.At(p.cue.Event), p.cue.Order, t.state(t.last.Event)); holds {
			cues = append(cues, c)
		}
	}
	p.last = -1
	return cues
}

// cue fills a line in for an event, and the order that it is about where the
// line names none. It reports whether the line's conditions hold.
func (l *line) cue(e *sim.Event, about sim.OrderID, s *sim.State) (Cue, bool) {
	if l.order != 0 {
		about = l.order
	}
	a := at{event: e, order: s.Order(about), state: s}
	for _, c := range l.when {
		if c.holds(a) != c.wanted {
			return Cue{}, false
		}
	}
	c := Cue{ID: l.id, Event: e.N, Place: l.place, Order: about}
	for lang := range c.Text {
		c.Text[lang] = l.text[lang].fill(a, words.Lang(lang))
	}
	return c, true
}
