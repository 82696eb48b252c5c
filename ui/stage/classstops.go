package stage

import (
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/story"
	"orderflow/ui/words"
)

// stop is where the story stops for the room.
type stop struct {
	kind  stopKind
	step  int
	event sim.EventID
}

type stopKind uint8

const (
	askStop    stopKind = iota // the room is asked
	answerStop                 // the answer shows
	taskStop                   // the room does something itself
	endStop                    // the scene is over
)

// stopsOf returns where the story of an act stops, in order.
func (c *class) stopsOf(act int) (list []stop) {
	for i, s := range c.steps {
		if s.act != act {
			continue
		}
		if q := s.part.Question; q != nil {
			list = append(list, stop{askStop, i, q.Event}, stop{answerStop, i, q.Seen})
		}
		if s.part.Task != nil {
			list = append(list, stop{taskStop, i, s.part.To})
		}
		list = append(list, stop{endStop, i, s.part.To})
	}
	return list
}

// recital returns what is told of an act.
func (c *class) recital(act int, stops []stop) *story.Recital {
	r := &story.Recital{}
	before := 0
	for n, s := range c.steps {
		if s.act < act {
			r.Before += len(s.part.Cues)
		}
		if s.act != act {
			continue
		}
		for before < len(stops) && stops[before].step < n {
			before++
		}
		for i := range s.part.Cues {
			cue := &s.part.Cues[i]
			line := story.Line{After: before, Event: cue.Event, Spot: moment.SpotOf(cue.Place), Order: cue.Order}
			if cue.After {
				line.After++ // the question
			}
			line.Text[words.English], line.Text[words.Korean] = cue.Text.English, cue.Text.Korean
			r.Lines = append(r.Lines, line)
		}
	}
	for _, s := range stops {
		r.Stops = append(r.Stops, s.event)
	}
	return r
}

// recital returns what is told of a source instead of its story; nil where the
// story is.
func (p *Player) recital(source Source, inputs []sim.Input) *story.Recital {
	if c := p.class; c != nil && source == c.run.Source && len(inputs) == 0 {
		return c.recital(c.steps[min(c.now, len(c.steps)-1)].act, c.stops)
	}
	return nil
}

// restAt returns the wall time of a stop, and computes and lays up to it.
func (p *Player) restAt(i int) (time.Duration, bool) {
	for len(p.track.Rests()) <= i && (!p.over || p.layer.Len() < p.log.Len()) {
		p.runAhead()
		p.layAll()
	}
	rests := p.track.Rests()
	if i >= len(rests) {
		return p.playback.Scale.End(), p.over
	}
	return rests[i], true
}

// teach plays the lesson for a span of real time, up to where it stops next.
func (p *Player) teach(span time.Duration) {
	c := p.class
	at, known := p.restAt(c.next)
	if known && c.Fast && !p.playback.Paused {
		p.playback.SeekWall(max(at, p.playback.Cursor.Wall))
	} else {
		p.playback.Advance(span, 0)
	}
	if known && p.playback.Cursor.Wall >= at {
		p.stopHere(at)
	}
}

// taught plays for a span of real time where that is up to the lesson, and reports
// whether it is.
func (p *Player) taught(span time.Duration) bool {
	if p.class == nil {
		return false
	}
	if s, open := p.top().screen.(*worldScreen); open {
		s.pass(p, span)
		return true
	}
	if !p.inScene() || !p.onBoard() {
		return false
	}
	p.teach(span)
	return true
}

// Passed tells a lesson how much real time has passed since the screen was opened:
// a room talks while nothing moves.
func (p *Player) Passed(sum time.Duration) {
	c := p.class
	if c == nil {
		return
	}
	if span := sum - c.passed; c.passed > 0 && c.now < len(c.took) {
		c.took[c.now] += span
	}
	c.passed = sum
}

// tickClass lets a span of time pass for the lesson.
func (p *Player) tickClass(span time.Duration) {
	if p.class == nil {
		return
	}
	if p.class.Alone {
		p.goOnAlone(span)
	}
	p.measureClass()
	p.watchTask()
	p.stopBeyond()
}

// stopBeyond stops where the lesson does, if the cursor was moved beyond that or stands
// at the end.
func (p *Player) stopBeyond() {
	if !p.inScene() || !p.onBoard() {
		return
	}
	if at, known := p.restAt(p.class.next); known && (p.playback.Cursor.Wall > at || p.finished() && !p.playback.Paused) {
		p.stopHere(min(at, p.playback.Scale.End()))
	}
}

// hushed reports whether a sentence was told before the card of the lesson that was
// last on the screen.
func (p *Player) hushed(cue int) bool {
	return p.teaching() && p.playback.Cursor.Wall >= p.class.hush && p.track.Cues[cue].Start < p.class.hush
}

// stopHere does what the story stops for.
func (p *Player) stopHere(at time.Duration) {
	c := p.class
	p.playback.SeekWall(at)
	p.rush = false
	s := c.stops[c.next]
	if s.kind != endStop {
		c.hush = at
	}
	part := c.steps[s.step].part
	c.now = s.step
	c.next++
	switch s.kind {
	case askStop:
		p.push(&askScreen{part: part, hands: make([]int, len(part.Question.Choices))})
	case answerStop:
		p.push(&answerScreen{part: part, answer: c.answerOf(part)})
	case taskStop:
		p.push(&taskScreen{part: part})
	case endStop:
		p.sceneOver()
	}
}
