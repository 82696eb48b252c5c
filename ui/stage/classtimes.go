package stage

import (
	"time"

	"orderflow/internal/lesson"
	"orderflow/internal/typeset"
	"orderflow/ui/moment"
	"orderflow/ui/story"
)

// measureClass finds out how long the scenes of one more act take.
func (p *Player) measureClass() {
	c := p.class
	if c == nil || c.timed == len(c.Plan.Acts) {
		return
	}
	if len(c.Times) == len(c.steps) {
		c.times, c.timed = c.Times, len(c.Plan.Acts)
		return
	}
	c.measure(c.timed)
	c.timed++
}

// measure finds out how long the scenes of an act take at reading speed.
func (c *class) measure(act int) {
	stops := c.stopsOf(act)
	track := story.Of(c.Plan.Acts[act].Log, story.Sitting{Recital: c.recital(act, stops)})
	before := time.Duration(0)
	for i, wall := range track.Rests() {
		s := c.steps[stops[i].step]
		took := wall - before
		before = wall
		switch stops[i].kind {
		case askStop:
			took += s.part.Question.Think
		case answerStop:
			took += answerTakes + typeset.Reading(s.part.Question.Why.English, s.part.Question.Why.Korean)
		case taskStop:
			took += taskTakes
		}
		c.times[stops[i].step] += took
	}
}

// TimesOf returns how long each scene of a lesson takes at reading speed, with
// the questions' think times, and a minute for each task.
func TimesOf(plan *lesson.Plan) []time.Duration {
	c := newClass(&Lesson{Plan: plan})
	for act := range plan.Acts {
		c.measure(act)
	}
	return c.times
}

// For how long a room looks at an answer beyond reading it, and works on a task.
const (
	answerTakes = 6 * time.Second
	taskTakes   = 60 * time.Second
)

// leftOf returns how long the lesson still takes, from the scene that plays on;
// 0 = that is not known yet.
func (c *class) leftOf() (sum time.Duration) {
	if c.timed < len(c.Plan.Acts) {
		return 0
	}
	for _, d := range c.times[min(c.now, len(c.steps)):] {
		sum += d
	}
	return sum
}

// timeOf returns how long a scene takes; 0 = it is over.
func (c *class) timeOf(i int) time.Duration {
	if i < len(c.times) {
		return c.times[i]
	}
	return 0
}

// progress returns how far the room has come; nil without a lesson.
func (p *Player) progress() *moment.Progress {
	c := p.class
	if c == nil {
		return nil
	}
	of := &moment.Progress{
		Lesson: c.Plan.Lesson.Name, Scene: min(c.now+1, len(c.steps)), Scenes: len(c.steps), Left: c.leftOf(), Astray: p.astray(), Tasked: c.task, Hints: c.hints,
	}
	if c.now < len(c.steps) {
		return of
	}
	of.End = &moment.LessonEnd{After: c.Plan.Lesson.After}
	of.End.Questions, of.End.Answered, of.End.Right = c.score()
	if p.hasNextLesson() {
		of.End.Next = c.Next
	}
	for _, i := range c.wrong() {
		of.End.Repeat = append(of.End.Repeat, c.steps[i].part.Question.Text)
	}
	return of
}
