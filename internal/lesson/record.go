package lesson

import (
	"time"

	"orderflow/sim"
)

// Record is how far somebody has come in a lesson, and what was answered.
type Record struct {
	Lesson  string   `json:"lesson"`
	Scene   int      `json:"scene"` // at which it goes on, from 0; as many as there are: it is finished
	Answers []Answer `json:"answers,omitempty"`
	Solved  []int    `json:"solved,omitempty"` // scenes whose task was done
}

// Answer is what a room has answered to the question of a scene.
type Answer struct {
	Scene int   `json:"scene"`
	Right int   `json:"right"`           // choice that was right, from 0
	First []int `json:"first,omitempty"` // hands of the first round, by choice; nil = there was one round
	Hands []int `json:"hands"`           // of the last round; none counted = the question was passed over
}

// Chosen returns the choice that most hands were for; -1 where there were none, or
// two have as many.
func (a *Answer) Chosen() int {
	best, chosen := 0, -1
	for i, n := range a.Hands {
		switch {
		case n > best:
			best, chosen = n, i
		case n == best:
			chosen = -1
		}
	}
	return chosen
}

// Answer returns what was answered to the question of a scene; nil where nothing was.
func (r *Record) Answer(scene int) *Answer {
	for i := range r.Answers {
		if r.Answers[i].Scene == scene {
			return &r.Answers[i]
		}
	}
	return nil
}

// Keep notes an answer, in the place of one that was given before.
func (r *Record) Keep(a Answer) {
	if before := r.Answer(a.Scene); before != nil {
		*before = a
		return
	}
	r.Answers = append(r.Answers, a)
}

// Show is the whole state of what a room sees, as the presenter's notes have it.
type Show struct {
	Lesson  string        `json:"lesson,omitempty"` // "" = the story, without a lesson
	Title   sim.Text      `json:"title"`
	Scene   int           `json:"scene"` // from 1
	Scenes  int           `json:"scenes"`
	Notes   sim.Text      `json:"notes"`
	Cue     sim.Text      `json:"cue"`  // on the screen
	Next    sim.Text      `json:"next"` // that comes then
	Asked   *ShowQuestion `json:"asked,omitempty"`
	Task    sim.Text      `json:"task"`
	Elapsed time.Duration `json:"elapsed_ns"` // real time since the lesson, or the story, was begun
	Planned time.Duration `json:"planned_ns"` // until here; 0 = not known
	Whole   time.Duration `json:"whole_ns"`   // planned for all of it; 0 = not known
	At      time.Duration `json:"at_ns"`      // virtual time
	Mode    string        `json:"mode"`
	Paused  bool          `json:"paused"`
	Lang    string        `json:"lang"` // en or ko
}

// ShowQuestion is a question that stands.
type ShowQuestion struct {
	Text    sim.Text   `json:"text"`
	Choices []sim.Text `json:"choices"`
	Hands   []int      `json:"hands"`
	First   []int      `json:"first,omitempty"`
	Shown   bool       `json:"shown"`
	Right   int        `json:"right"` // choice that is right, from 0: the presenter knows
	Why     sim.Text   `json:"why"`
}
