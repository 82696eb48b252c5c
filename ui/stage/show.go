package stage

import (
	"slices"
	"sync"
	"time"

	"orderflow/internal/lesson"
	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/story"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// ShowState returns the whole state of what a room sees, for the presenter's notes.
// The player reads no clock: whoever drives it knows how much real time has passed.
func (p *Player) ShowState() lesson.Show {
	m := p.Moment()
	show := lesson.Show{
		Title:  titleOf(p.log.Header.Scenario),
		Cue:    cueOn(m),
		Next:   p.cueAfter(),
		Asked:  p.askedNow(),
		At:     m.At.Truncate(showStep),
		Mode:   p.runMode().String(),
		Paused: m.Paused,
		Lang:   p.options.Lang.String(),
	}
	p.showLesson(&show)
	return show
}

// showLesson adds what a lesson has for its presenter.
func (p *Player) showLesson(show *lesson.Show) {
	c := p.class
	if c == nil {
		return
	}
	show.Lesson, show.Title, show.Scene, show.Scenes = c.Plan.Lesson.Name, c.Plan.Lesson.Title, min(c.now+1, len(c.steps)), len(c.steps)
	if c.timed == len(c.Plan.Acts) {
		for i, took := range c.times {
			show.Whole += took
			if i < c.now && i >= c.first {
				show.Planned += took
			}
		}
		if c.now < len(c.took) {
			show.Planned += min(c.took[c.now], c.timeOf(c.now)) // within a scene one is on time until it is over
		}
	}
	s := c.step()
	if s == nil {
		return
	}
	show.Notes = s.part.Notes
	if s.part.Task != nil {
		show.Task = s.part.Task.Text
	}
	if asked := p.lessonAsked(); asked != nil {
		show.Asked = asked
	}
}

// lessonAsked returns the question of a lesson that stands, or its answer; nil =
// none does.
func (p *Player) lessonAsked() *lesson.ShowQuestion {
	for _, open := range slices.Backward(p.screens) {
		switch s := open.screen.(type) {
		case *askScreen:
			return showQuestion(s.part.Question, s.hands, s.first, s.shown)
		case *answerScreen:
			return showQuestion(s.part.Question, s.answer.Hands, s.answer.First, true)
		}
	}
	return nil
}

func showQuestion(q *lesson.Question, hands, first []int, shown bool) *lesson.ShowQuestion {
	out := &lesson.ShowQuestion{Text: q.Text, Hands: slices.Clone(hands), First: slices.Clone(first), Shown: shown, Right: q.Right, Why: q.Why}
	for i := range q.Choices {
		out.Choices = append(out.Choices, q.Choices[i].Text)
	}
	return out
}

// showStep is how exactly notes are told the virtual time.
const showStep = 100 * time.Millisecond

// titleOf returns the title of a scenario; of one that is not ours its name.
func titleOf(scenario string) sim.Text {
	if title, ours := titles()[scenario]; ours {
		return title
	}
	return sim.Text{English: scenario, Korean: scenario}
}

// titles are those of the scenarios by their names.
var titles = sync.OnceValue(func() map[string]sim.Text {
	list := map[string]sim.Text{}
	for _, s := range sim.Scenarios() {
		list[s.Name] = s.Title
	}
	return list
})

// cueOn returns the sentence that stands on the screen: that of the narration, else
// that of what has just happened.
func cueOn(m *moment.Moment) sim.Text {
	if m.Cue != nil {
		return textOf(m.Cue.Lines)
	}
	var said [len(words.Catalogues)]string
	for lang := range said {
		r := tell.NewReader(m, words.Lang(lang))
		r.Read()
		said[lang] = r.Caption()[0]
	}
	return textOf(said)
}

// cueAfter returns the sentence that comes next, where it is known by now.
func (p *Player) cueAfter() sim.Text {
	if o := &p.opening; o.wanted && o.cue()+1 < len(o.cues) {
		return textOf(o.cues[o.cue()+1].Text)
	}
	next := p.cueNow() + 1
	if p.opening.wanted {
		next = 0
	}
	if !p.telling() || next >= len(p.track.Cues) {
		return sim.Text{}
	}
	return textOf(p.track.Cues[next].Text)
}

// askedNow returns the question that stands; nil = none does. Which choice is right
// the log may say before the room sees it.
func (p *Player) askedNow() *lesson.ShowQuestion {
	for _, open := range slices.Backward(p.screens) {
		if s, asks := open.screen.(*questionScreen); asks {
			q := &lesson.ShowQuestion{Text: textOf(s.asked.Text), Hands: slices.Clone(s.hands), Shown: s.over || s.shown, Right: p.room.questions.List[s.question].Right}
			for _, choice := range s.asked.Choices {
				q.Choices = append(q.Choices, textOf(choice))
			}
			return q
		}
	}
	return nil
}

func textOf(t story.Text) sim.Text {
	return sim.Text{English: t[words.English], Korean: t[words.Korean]}
}
