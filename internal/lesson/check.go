package lesson

import (
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
)

// checkSeeds are the seeds on which a lesson is played whose runs do not say
// which they have, beside their own.
var checkSeeds = []uint64{1, 2, 3, 4}

// Report is what a check has found.
type Report struct {
	Lesson                           *Lesson
	Plan                             *Plan // on its own seeds
	Runs, Moments, Questions, Worlds int
	Tasks, Seeds                     int
	Problems                         []error
}

// Check plays a lesson to its end, on several seeds where it does not say which.
func Check(l *Lesson, m Maker) *Report {
	r := &Report{Lesson: l, Seeds: 1}
	counted := func(c sim.Config) (*sim.Log, error) {
		r.Runs++
		return m(c)
	}
	r.Plan, r.Problems = planOf(l, counted, nil)
	r.count()
	if len(r.Problems) == 0 {
		if _, err := TableOf(l, counted); err != nil {
			r.Problems = append(r.Problems, err)
		}
	}
	if len(r.Problems) > 0 || l.pinned() {
		return r
	}
	for _, seed := range checkSeeds {
		r.Seeds++
		if _, problems := planOf(l, counted, &seed); len(problems) > 0 {
			for _, err := range problems {
				r.Problems = append(r.Problems, sim.Refuse("%v (with seed %d)", "%v(seed %d)", err, seed))
			}
			break
		}
	}
	return r
}

// count counts what the plan has.
func (r *Report) count() {
	for _, a := range r.Plan.Acts {
		for _, part := range a.Parts {
			r.Moments++
			if part.Task != nil {
				r.Tasks++
			}
			if part.Question == nil {
				continue
			}
			r.Questions++
			for _, c := range part.Question.Choices {
				if c.World != nil {
					r.Worlds++
				}
			}
		}
	}
}

// pinned reports whether each run of the lesson says which seed it has.
func (l *Lesson) pinned() bool {
	if l.Run.pins() {
		return true
	}
	for i := range l.Scenes {
		if i == 0 && l.Scenes[i].Run == nil || l.Scenes[i].Run != nil && !l.Scenes[i].Run.pins() {
			return false
		}
	}
	return true
}

// reading returns how long a question takes to read, with its choices.
func reading(q *Question) time.Duration {
	sum := typeset.Reading(q.Text.English, q.Text.Korean)
	for _, c := range q.Choices {
		sum += typeset.Reading(c.Text.English, c.Text.Korean) / 2 // it is skimmed
	}
	return sum
}
