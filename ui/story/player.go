package story

import (
	"slices"

	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// player tells what a script says.
type player struct {
	script  *Script
	follows bool // another mode was shown before
	lines   []line
	speed   int
	met     []int           // how many events met the anchor of each line
	fired   map[string]bool // lines whose event has come
	last    int             // line that was told last, if the change it belongs to is not over; −1 = none
	cue     Cue             // that it made, and the order that is selected by then
	marks   sim.OrderID
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
	at := t.log.At(b.Event).At
	for _, i := range b.fired {
		if within := p.lines[i].within; within >= 0 && !t.passed(at+within) {
			return false
		}
	}
	return !b.grave() || t.complete(b)
}

// graves are what is told of in any case: where the script has nothing to say,
// in the words of the event.
var graves = map[sim.EventType]bool{
	sim.FaultStarted: true, sim.FaultEnded: true, sim.PublishGaveUp: true, sim.MemoryLost: true, sim.CallerKnows: true, sim.RequestDropped: true,
	sim.ServiceExited: true, sim.LeaderElected: true, sim.RecordSkipped: true, sim.RecordAppended: true, sim.RemedySwitched: true, sim.RunEnded: true,
	sim.JobDropped: true, sim.BrokerStopped: true, sim.TopicDeleted: true,
}

func (b *beat) grave() bool {
	return graves[b.kind] && (b.Begins && (b.Turns || b.kind == sim.JobDropped) || b.kind == sim.RemedySwitched || b.kind == sim.RunEnded)
}

// scripted reports whether the script has something to say about the change of a beat.
func (t *Track) scripted(b *beat) bool {
	return slices.ContainsFunc(t.beats[:min(len(t.beats), eventsRead)], func(other beat) bool { return other.Change == b.Change && len(other.fired) > 0 })
}

func (p *player) told(t *Track, b *beat) (cues []Cue) {
	e := t.log.At(b.Event)
	for _, i := range b.fired {
		n := b.Event
		if within := p.lines[i].within; within >= 0 {
			n = sim.EventID(min(t.log.Until(e.At+within), t.known))
		}
		if c, holds := p.lines[i].cue(at{event: e, state: t.state(n), follows: p.follows}, e.Order); holds {
			p.last, p.cue, p.marks = i, c, t.marked(&c, e)
			c.Order = p.marks
			cues = append(cues, c)
		}
	}
	if len(cues) == 0 && b.grave() && (len(b.fired) > 0 || !t.scripted(b)) {
		p.last = -1
		return append(cues, t.sentence(b))
	}
	return cues
}

// marked returns the order that a cue selects: its own, else the one that is
// selected by itself as its event comes, so that the mark rests while it stands.
func (t *Track) marked(c *Cue, e *sim.Event) sim.OrderID {
	if c.Order != 0 {
		return c.Order
	}
	m := &moment.Moment{Log: t.log, N: e.N, State: t.state(e.N), At: e.At, Change: moment.Change{First: e.N, Events: []sim.EventID{e.N}}}
	return m.Shown()
}

func (p *player) after(t *Track) (cues []Cue) {
	if p.last < 0 {
		return nil
	}
	for i := p.last + 1; i < len(p.lines) && p.lines[i].at.then; i++ {
		if c, holds := p.lines[i].cue(at{event: t.log.At(p.cue.Event), state: t.state(t.last.Event), follows: p.follows}, p.cue.Order); holds {
			if c.Order == 0 {
				c.Order = p.marks
			}
			cues = append(cues, c)
		}
	}
	p.last = -1
	return cues
}

// cue fills a line in for an event, and the order that it is about where the
// line has none. It selects an order that it names, if it names any. It reports
// whether the line's conditions hold.
func (l *line) cue(a at, about sim.OrderID) (Cue, bool) {
	if l.order != 0 {
		about = l.order
	}
	a.order = a.state.Order(about)
	for _, c := range l.when {
		if c.holds(a) != c.wanted {
			return Cue{}, false
		}
	}
	if about == 0 && a.event.Type == sim.RunEnded {
		about = l.standsOut(a)
	}
	c := Cue{ID: l.id, Event: a.event.N, Spot: l.spot, Order: about, Unaware: l.unaware}
	if named := l.text[words.English].names(a); len(named) > 0 && !slices.Contains(named, about) {
		c.Order = named[0]
	}
	for lang := range c.Text {
		c.Text[lang] = l.text[lang].fill(a, words.Lang(lang))
	}
	return c, true
}

// standsOut returns the order that a line about a whole run is about: the first of
// those that the fewest are, of all sets that it asks for; 0 = none.
func (l *line) standsOut(a at) sim.OrderID {
	var fewest []sim.OrderID
	for i := range l.when {
		if set := l.when[i].set; set != "" {
			if orders := a.of(set); fewest == nil || len(orders) < len(fewest) {
				fewest = orders
			}
		}
	}
	if len(fewest) == 0 {
		return 0
	}
	return fewest[0]
}
