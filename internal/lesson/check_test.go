package lesson_test

import (
	"testing"
	"time"

	"orderflow/internal/lesson"
	"orderflow/internal/typeset"
	"orderflow/sim"
)

// TestWhatDoesNotHoldIsToldInOneLine: a lesson that can be read but does not hold
// on its logs fails with one line that has the place of what is wrong.
func TestWhatDoesNotHoldIsToldInOneLine(t *testing.T) {
	for name, c := range map[string]struct{ old, written, want string }{
		"a moment that never comes":      {"'#1.finished'", "'#2.lost'", "lessons/small.yaml:8:12: this moment never comes: #2.lost"},
		"a sentence's moment":            {"'#1.paid'", "'#2.paid'", "lessons/small.yaml:9:11: its moment does not come before the scene ends"},
		"a moment of the reveal":         {"reveal: {why", "reveal: {until: '#1.lost', why", "lessons/small.yaml:20:21: this moment never comes: #1.lost"},
		"two right choices":              {`order(1).caller == "value"`, "at > 0", "lessons/small.yaml:12:7: 2 of the choices are right at the reveal (seed 7): want exactly one"},
		"no right choice":                {`order(1).caller == "nothing"`, "at < 0", "lessons/small.yaml:12:7: 0 of the choices are right at the reveal (seed 7): want exactly one"},
		"a world of no use":              {"{mode: emit-await}", "{mode: emit}", "lessons/small.yaml:19:19: in this world the choice is not right either"},
		"a world that cannot be":         {"{mode: emit-await}", "{mode: emitt}", `lessons/small.yaml:19:25: mode "emitt" is not known: want emit, emit-await or send`},
		"a world too large":              {"{mode: emit-await}", "{orders: 1000}", "lessons/small.yaml:19:19: a lesson has 200 orders at most"},
		"a task that is done already":    {"totals.lost > 0", "totals.orders > 0", "lessons/small.yaml:22:7: the task is done before anybody does anything"},
		"a solution that does not solve": {"order=1'", "order=9'", "lessons/small.yaml:22:7: the solution does not solve the task"},
		"too little time to read": {
			"\"What does the caller know?\", ko: \"호출자는 무엇을 알까요?\"}\n      think: 20s",
			"\"What does the caller of this order know at this very moment, in which its work is done?\", ko: \"호출자는 무엇을 알까요?\"}\n      think: 5s",
			"lessons/small.yaml:12:7: think: 5s is too short to read the question, which takes ",
		},
		"a condition that fails":   {"'#1.finished'", "'orders[9].done > 0'", "lessons/small.yaml:8:12: cannot be computed: index out of range: 9 (array length is 0)"},
		"a choice that fails":      {`order(1).caller == "value"`, "orders[9].done > 0", "lessons/small.yaml:18:18: cannot be computed: index out of range: 9 (array length is 1)"},
		"a condition that goes on": {"'#1.paid'", "'len(map(1..100000, {map(1..100000, {#})})) > 0'", "lessons/small.yaml:9:47: cannot be computed: memory budget exceeded"},
		"a figure that fails":      {`"One order."`, `"One {orders[5].id}."`, "lessons/small.yaml:9:11: cannot be computed: index out of range: 5 (array length is 1)"},
		"a figure that is none":    {`"One order."`, `"One {orders}."`, "lessons/small.yaml:9:11: want an expression that is a number or a text"},
		"a value of the handout":   {"value: totals.lost", "value: orders", "lessons/small.yaml:27:49: want an expression that is a number or a text"},
	} {
		t.Run(name, func(t *testing.T) {
			l, err := lesson.Read("lessons/small.yaml", []byte(instead(t, c.old, c.written)))
			if err != nil {
				t.Fatal(sim.TextOf(err).English)
			}
			r := lesson.Check(l, played)
			if len(r.Problems) != 1 {
				t.Fatalf("%d lines: %v", len(r.Problems), r.Problems)
			}
			oneLine(t, r.Problems[0], c.want)
		})
	}
}

// TestALessonWithoutASeedIsPlayedOnSeveral: what holds on its own seed alone is
// found out.
func TestALessonWithoutASeedIsPlayedOnSeveral(t *testing.T) {
	text := instead(t, ", seed: 7", "")
	l, err := lesson.Read("small.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	if r := lesson.Check(l, played); len(r.Problems) > 0 || r.Seeds != 5 {
		t.Errorf("%d seeds, %v", r.Seeds, r.Problems)
	}
	first := uint64(0)
	moody := func(c sim.Config) (*sim.Log, error) {
		if first == 0 {
			first = c.Seed
		}
		if c.Seed != first {
			c.Mode = sim.Send
		}
		return played(c)
	}
	r := lesson.Check(l, moody)
	if len(r.Problems) == 0 {
		t.Fatal("it holds on every seed, though it should not")
	}
	oneLine(t, r.Problems[0], "small.yaml:12:7: 0 of the choices are right at the reveal (seed 1): want exactly one (with seed 1)")
}

// TestAQuestionAtTheEndIsAskedAtTheEndOfItsWorlds: a choice that is true of a run
// that has not begun is no proof that it is right in that world.
func TestAQuestionAtTheEndIsAskedAtTheEndOfItsWorlds(t *testing.T) {
	text := instead(t, "  - until: '#1.finished'\n    say", "  - say")
	text = replace(t, text, `order(1).caller == "nothing"`, `any(orders, .caller == "nothing")`)
	text = replace(t, text, `order(1).caller == "value"`, `all(orders, .caller == "value")`)
	l, err := lesson.Read("small.yaml", []byte(text))
	if err != nil {
		t.Fatal(err)
	}
	r := lesson.Check(l, played)
	if len(r.Problems) > 0 {
		t.Fatal(r.Problems)
	}
	w := r.Plan.Acts[0].Parts[0].Question.Choices[1].World
	if end := sim.EventID(w.Log.Len()); w.Asked != end || w.Seen != end {
		t.Errorf("asked at %d, seen at %d of %d", w.Asked, w.Seen, end)
	}
}

// TestFiguresAreThoseOfTheMoment: what stands in braces is filled in from the log.
func TestFiguresAreThoseOfTheMoment(t *testing.T) {
	text := instead(t, `en: "One order.", ko: "주문 하나."`, `en: "#{order(1).number}: {order(1).points} points, {order(1).points / 1000} thousand, {order(1).row}.", ko: "{order(1).points}포인트."`)
	l, err := lesson.Read("small.yaml", []byte(text))
	if err != nil {
		t.Fatal(sim.TextOf(err).English)
	}
	cue := lesson.Check(l, played).Plan.Acts[0].Parts[0].Cues[0].Text
	if want := (sim.Text{English: "#1: 20,000 points, 20 thousand, paid.", Korean: "20,000포인트."}); cue != want {
		t.Errorf("%+v", cue)
	}
}

// TestEmbeddedLessonsAreWhole: each asks twice at least, has a world in which a
// wrong answer would be right, a task with hints, notes for every scene and a handout,
// and leaves time to talk.
func TestEmbeddedLessonsAreWhole(t *testing.T) {
	for _, l := range lesson.Embedded() {
		t.Run(l.Name, func(t *testing.T) {
			r := lesson.Check(l, played)
			if r.Questions < 2 || r.Worlds < 1 || r.Tasks != 1 {
				t.Errorf("%d questions, %d worlds, %d tasks", r.Questions, r.Worlds, r.Tasks)
			}
			if l.Minutes < 3 || l.Minutes > 7 {
				t.Errorf("%d minutes", l.Minutes)
			}
			var whole time.Duration
			for _, act := range r.Plan.Acts {
				for _, p := range act.Parts {
					whole += length(&p)
					if p.Notes.English == "" || p.Notes.Korean == "" {
						t.Errorf("scene %d has no notes", p.Scene+1)
					}
					if p.Task != nil && len(p.Task.Hints) < 2 {
						t.Errorf("the task has %d hints", len(p.Task.Hints))
					}
				}
			}
			if most := time.Duration(l.Minutes) * time.Minute * 2 / 3; whole > most {
				t.Errorf("what is read and thought takes %s of %d minutes: no time to talk", whole, l.Minutes)
			}
			if h := l.Handout; h.Trap.English == "" || h.Cure.English == "" || len(h.Checklist) < 3 || len(h.Table) < 3 {
				t.Errorf("the handout is not whole: %d to check, %d rows", len(h.Checklist), len(h.Table))
			}
		})
	}
}

// length returns how long the sentences and the question of a scene stand.
func length(p *lesson.Part) (sum time.Duration) {
	for _, c := range p.Cues {
		sum += typeset.Reading(c.Text.English, c.Text.Korean)
	}
	if q := p.Question; q != nil {
		sum += q.Think + typeset.Reading(q.Why.English, q.Why.Korean)
	}
	return sum
}
