package stage

import (
	"strconv"
	"time"

	"orderflow/internal/lesson"
	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/story"
	"orderflow/ui/words"
)

// For how long a card stands where nobody is in the room.
const (
	taskStands = 6 * time.Second
	endStands  = 12 * time.Second
)

// goOnAlone goes on by itself once what stands has been read: questions have
// their think time, and a task is shown solved.
func (p *Player) goOnAlone(span time.Duration) {
	c := p.class
	var stands time.Duration
	switch s := p.top().screen.(type) {
	case *askScreen:
		stands = max(s.part.Question.Think, p.lasts[askedID(s.part)])
	case *answerScreen:
		stands = max(answerTakes+typeset.Reading(s.part.Question.Why.English, s.part.Question.Why.Korean), p.lasts[answerID(s.part)])
	case *taskScreen:
		stands = taskStands
	case *lessonEndScreen:
		c.ended = c.stood+span >= max(endStands, p.lasts[endID])
		c.stood += span
		return
	default:
		c.stood = 0
		return
	}
	if c.stood += span; c.stood < stands {
		return
	}
	c.stood = 0
	if s, tasks := p.top().screen.(*taskScreen); tasks && !s.solved {
		p.showSolution()
		return
	}
	p.Press("enter")
}

// endID is the id of what one can say after a lesson, as a sentence.
const endID = "after"

// askedID and answerID are the ids of a question of a lesson, and of what came of
// it, as sentences.
func askedID(part *lesson.Part) string  { return "q" + strconv.Itoa(part.Scene+1) }
func answerID(part *lesson.Part) string { return "a" + strconv.Itoa(part.Scene+1) }

// Over reports whether nothing more comes by itself: the run is over or stands, and
// it is no lesson, or that has ended.
func (p *Player) Over() bool {
	if p.class != nil {
		return p.class.ended
	}
	return p.finished() || p.Idle()
}

// Telling returns the sentence that stands, and whether the story turns with it;
// its id is "" where none does.
func (p *Player) Telling() (cue story.Cue, turns bool) {
	if p.opening.wanted {
		if i := p.opening.cue(); i >= 0 {
			o := &p.opening.cues[i]
			return o.Cue, false
		}
		return story.Cue{}, false
	}
	if i := p.cueNow(); i >= 0 && p.telling() && p.onBoard() && !p.hushed(i) {
		return p.track.Cues[i], p.track.Cues[i].Turns
	}
	return story.Cue{}, false
}

// Asked returns the question that stands, or what came of it, or of the lesson, as a
// sentence; its id is "" where none does.
func (p *Player) Asked() story.Cue {
	switch s := p.top().screen.(type) {
	case *askScreen:
		return p.askedCue(askedID(s.part), s.part.Question, s.part.Question.Text)
	case *answerScreen:
		return p.askedCue(answerID(s.part), s.part.Question, s.part.Question.Why)
	case *lessonEndScreen:
		return p.askedCue(endID, &lesson.Question{}, p.class.Plan.Lesson.After)
	}
	return story.Cue{}
}

// Choices returns what the question that stands offers or, once it is answered, the
// choice that has come true; nil where there is none.
func (p *Player) Choices(lang words.Lang) (list []string) {
	switch s := p.top().screen.(type) {
	case *askScreen:
		return questionOf(s.part.Question, lang).Choices
	case *answerScreen:
		return questionOf(s.part.Question, lang).Choices[s.part.Question.Right:][:1]
	}
	return nil
}

// askedCue returns a text of a card as a sentence.
func (p *Player) askedCue(id string, q *lesson.Question, t sim.Text) story.Cue {
	c := story.Cue{ID: id, Event: q.Event, Order: q.Order}
	c.Text[words.English], c.Text[words.Korean] = t.English, t.Korean
	c.Reading = max(story.ReadingTime(c.Text), p.lasts[id])
	return c
}

// ShowWhole goes on to where all is shown that happens with what the cursor has come to: a
// picture shows what is so, and no glide that has only begun.
func (p *Player) ShowWhole() { p.playback.Complete() }

// Here returns the state at the cursor, good until something is done, and the
// event that was shown last; nil where none was.
func (p *Player) Here() (*sim.State, *sim.Event) {
	n := p.playback.Cursor.N
	if n < 1 {
		return p.history.At(0), nil
	}
	return p.history.At(n), p.log.At(sim.EventID(n))
}
