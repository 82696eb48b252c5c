package story

import (
	"slices"
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// Of a run whose events happen by themselves.
const (
	settled  = 100 * time.Millisecond // after which a change is told as far as it has gone
	staleMax = 4 * time.Second        // a sentence that waits for longer is left out
	turnMax  = 2 * staleMax           // and a turn, if it is not over by then, is told later than that by no more
)

// weight is how grave what a cue tells is: of a live run the graver one is told.
type weight uint8

const (
	light weight = iota
	turning
	outage // of a fault, and of the run's end
	damage
	answer // to what the presenter did
)

// weights are those of the turns that weigh more than others.
var weights = map[sim.EventType]weight{
	sim.FaultStarted: outage, sim.FaultEnded: outage, sim.ServiceExited: outage, sim.RunEnded: outage, sim.PublishGaveUp: damage, sim.MemoryLost: damage,
	sim.RequestDropped: damage, sim.CallerKnows: damage, sim.RecordTruncated: damage, sim.AnomalyFound: damage,
}

// Gravity says how grave what the cue tells is, for who has to choose among turns.
func (c *Cue) Gravity() int { return int(c.weight) }

func (b *beat) weight() weight {
	switch {
	case b.act != nil:
		return answer
	case b.Turns || b.kind == sim.RunEnded:
		return max(turning, weights[b.kind])
	}
	return light
}

// liveWeight is that of what happens by itself: that the world changes is news, and
// damage of a kind that was told before is less.
func (b *beat) liveWeight() weight {
	if w := b.weight(); w != damage || b.New {
		return w
	}
	return turning
}

// passed reports whether all that happened up to a virtual time is known.
func (t *Track) passed(at time.Duration) bool {
	return t.over || t.log.At(sim.EventID(t.known)).At > at || t.sitting.Live && t.now > at
}

// complete reports whether the change that begins with a beat is known whole; of a live
// run, as far as it is told.
func (t *Track) complete(b *beat) bool {
	if t.sitting.Live {
		return t.passed(t.log.At(b.Event).At + settled)
	}
	return t.over || t.next(b) != 0
}

// brief leaves of what is told of an order that goes on at once the first sentence, which
// says what has happened: what is so then is over before it can be read.
func (t *Track) brief(c Cue, b *beat) Cue {
	if !t.sitting.Live || b.weight() != light || !t.goesOn(b) {
		return c
	}
	for lang, text := range c.Text {
		if first, _, more := strings.Cut(strings.ReplaceAll(text, "\n", " "), ". "); more {
			c.Text[lang] = inLines([]string{first + "."})
		}
	}
	return c
}

// goesOn reports whether another change of the same order comes at once.
func (t *Track) goesOn(b *beat) bool {
	e := t.log.At(b.Event)
	for i := range t.beats {
		next := &t.beats[i]
		of := t.log.At(next.Event)
		switch {
		case of.At > e.At+settled:
			return false
		case next.Event > b.Event && next.Begins && of.Order == e.Order && e.Order != 0:
			return true
		}
	}
	return false
}

// screen is when the change that was told last is seen by who watches a live run from
// its beginning: the motion takes its time for what happens at once, and so has whoever
// reads; where it is far behind it hurries.
type screen struct {
	goes  time.Duration // of the source: when the motion to it begins
	shown time.Duration // of the source
	at    time.Duration // virtual
	wall  time.Duration // W
}

// watch lets the screen come to a beat, as the playback does. The sentences that wait
// stand where it is then when the ones before have been read.
func (t *Track) watch(b *beat) {
	before, at := t.screen, t.log.At(b.Event).At
	t.screen = screen{at: at, wall: b.Wall, goes: max(before.shown, at)}
	t.screen.shown = t.screen.goes + time.Duration(float64(b.Wall-before.wall)/pace.CatchUp(before.shown-before.at))
	for i := len(t.Cues) - 1; i >= 0 && t.Cues[i].shown > before.shown; i-- {
		c := &t.Cues[i]
		c.Start = max(t.screen.timeOf(c.shown, &before), t.log.At(c.Event).At)
	}
}

// timeOf returns the virtual time that is on the screen at a time of the source, not
// before that of the beat before: in real time up to where the motion to the beat begins,
// and after the beat.
func (s *screen) timeOf(shown time.Duration, before *screen) time.Duration {
	from := min(s.at, before.at+s.goes-before.shown)
	switch {
	case shown >= s.shown:
		return s.at + shown - s.shown
	case shown <= s.goes:
		return min(s.at, before.at+shown-before.shown)
	}
	return from + time.Duration(float64(s.at-from)*float64(shown-s.goes)/float64(s.shown-s.goes))
}

// readLive returns the virtual time at which the sentence that was told last has been
// read, with what the screen has come to by now.
func (t *Track) readLive() time.Duration {
	c := &t.Cues[len(t.Cues)-1]
	return t.screen.at + max(c.Reading-(t.screen.shown-c.shown), 0)
}

// lastOf returns the last event at which the sentence of a change looks.
func (t *Track) lastOf(b *beat) sim.EventID {
	n := sim.EventID(t.known)
	if next := t.next(b); next != 0 {
		n = next - 1
	}
	if t.sitting.Live {
		n = min(n, sim.EventID(t.log.Until(t.log.At(b.Event).At+settled)))
	}
	return n
}

// clock returns the time on which a beat is told, at the earliest.
func (t *Track) clock(b *beat) time.Duration {
	if t.sitting.Live {
		return t.log.At(b.Event).At
	}
	return t.at + b.Wall - t.last.Wall
}

// addLive adds a cue of a live run, which delays nothing. Where the one before
// has not been read, it waits, and the next takes its place; what is graver does
// not wait.
func (t *Track) addLive(c Cue) {
	c.Start = t.log.At(c.Event).At
	for n := len(t.Cues); n > 0 && t.Cues[n-1].Start > c.Start; n = len(t.Cues) {
		if t.Cues[n-1].weight > c.weight {
			t.leave(c)
			return
		}
		t.leave(t.Cues[n-1])
		t.Cues = t.Cues[:n-1]
	}
	if n := len(t.Cues); n > 0 && t.Cues[n-1].weight >= c.weight {
		read := t.readLive()
		if read-c.Start > staleMax {
			t.leave(c)
			return
		}
		c.Start = max(c.Start, read)
	}
	t.tellLive(c)
}

func (t *Track) tellLive(c Cue) {
	c.shown = t.screen.shown + c.Start - t.screen.at
	t.Cues = append(t.Cues, c)
	t.untold = untold{turn: t.untold.turn}
}

// untold is what a live run has brought and no sentence has told. What stands gives
// way to it as soon as it has been read, where the picture has left what it says.
type untold struct {
	newest beat // the last change; Event 0 = none
	moved  bool // a change since was of the order of which the sentence that stands tells
	turn   Cue  // the last turn that was left out; Event 0 = none was
}

// leave leaves a sentence out. A turn, the gravest of the last, is told later, if it is
// not over by then.
func (t *Track) leave(c Cue) {
	if c.weight >= max(turning, t.untold.turn.weight) {
		t.untold.turn = c
	}
}

// pass notes a beat that is over, told or not. A sentence that waits gives way to it
// where it is of the same order.
func (t *Track) pass(b *beat) {
	n := len(t.Cues)
	if !t.sitting.Live || !b.Begins || n == 0 || t.Cues[n-1].Event >= b.Event {
		return
	}
	e, last := t.log.At(b.Event), &t.Cues[n-1]
	same := e.Order != 0 && e.Order == t.log.At(last.Event).Order
	if same && last.Start > e.At && last.weight == light {
		if c := t.newCue(b); c.Text[words.English] != "" {
			c.Start, c.shown = last.Start, last.shown
			*last = c
			return
		}
	}
	t.untold.newest, t.untold.moved = *b, t.untold.moved || same
}

// newCue makes the cue of a change.
func (t *Track) newCue(b *beat) Cue {
	c := t.brief(t.sentence(b), b)
	c.Change, c.Reading, c.weight = b.Change, max(c.Text.reading(), t.sitting.Lasts[c.ID]), b.liveWeight()
	return c
}

// catchUp tells, up to a time, what the picture has gone on to since the sentence
// that stands: a turn that was left out, else the last change, where that sentence is
// of an order that has moved on.
func (t *Track) catchUp(until time.Duration) {
	for t.sitting.Live && len(t.Cues) > 0 {
		read := t.readLive()
		if read >= until {
			return
		}
		c, found := t.leftTurn(read)
		if !found {
			c, found = t.lastChange()
		}
		if !found {
			return
		}
		c.Start = max(read, t.log.At(c.Event).At)
		t.tellLive(c)
	}
}

// leftTurn returns the turn that was left out, where it can still be told at a time.
func (t *Track) leftTurn(at time.Duration) (Cue, bool) {
	c := t.untold.turn
	t.untold.turn = Cue{}
	if c.Event == 0 || at-t.log.At(c.Event).At > turnMax {
		return Cue{}, false
	}
	s, e := t.state(max(c.Event, t.untold.newest.Event)), t.log.At(c.Event)
	switch e.Type {
	case sim.FaultStarted:
		return c, slices.ContainsFunc(s.Faults, func(f sim.FaultState) bool { return f.Number == e.Fault && f.End == sim.Never })
	case sim.FaultEnded:
		return c, !slices.ContainsFunc(s.Faults, func(f sim.FaultState) bool { return f.End == sim.Never })
	case sim.ServiceExited:
		return c, s.Service.Down
	}
	return c, true
}

// lastChange returns the sentence of the last change, where the picture has left what
// the one that stands says.
func (t *Track) lastChange() (Cue, bool) {
	u := t.untold
	if !u.moved || u.newest.Event == 0 {
		return Cue{}, false
	}
	c := t.newCue(&u.newest)
	said := c.Text[words.English] != "" && c.Text != t.Cues[len(t.Cues)-1].Text
	t.untold.newest, t.untold.moved = beat{}, !said // else the next change is told
	return c, said
}
