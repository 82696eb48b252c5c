package lesson_test

import (
	"regexp"
	"testing"

	"orderflow/internal/lesson"
	"orderflow/sim"
)

// TestNoQuestionIsAnsweredWhereItIsAsked: a question is a prediction. What makes
// its answer right has not happened yet as it is asked, so nobody can read it off
// the screen, and the lesson plays on before it says why.
func TestNoQuestionIsAnsweredWhereItIsAsked(t *testing.T) {
	eachEmbedded(t, func(t *testing.T, l *lesson.Lesson, plan *lesson.Plan) {
		for _, act := range plan.Acts {
			for i := range act.Parts {
				q := act.Parts[i].Question
				if q == nil {
					continue
				}
				if q.Seen <= q.Event {
					t.Errorf("scene %d: nothing plays between %q and its answer", act.Parts[i].Scene+1, q.Text.English)
				}
				right := l.Scenes[act.Parts[i].Scene].Ask.Choices[q.Right]
				if is, err := right.Right.Holds(foldedTo(act.Log, q.Event)); err != nil || is {
					t.Errorf("scene %d: %q is right already where it is asked (%v)", act.Parts[i].Scene+1, q.Choices[q.Right].Text.English, err)
				}
			}
		}
	})
}

// foldedTo returns the state after an event, and the event.
func foldedTo(log *sim.Log, n sim.EventID) (*sim.State, *sim.Event) {
	s := sim.NewState()
	for i := sim.EventID(1); i <= n; i++ {
		s.Apply(log.At(i))
	}
	return s, log.At(n)
}

// TestEmbeddedLessonsSpeakOneKorean: what is on the screen or the page is written in
// the polite style of all that the product says (합니다), not in the plain style
// (한다) and not in the familiar one (해요). Questions may end in 까요, requests in 세요, proposals in 시다.
func TestEmbeddedLessonsSpeakOneKorean(t *testing.T) {
	plain := regexp.MustCompile(`(?:^|[^니시])다(?:[.?!]|$)`)
	familiar := regexp.MustCompile(`[가-힣]*[^까세]요(?:[.?!]|$)`)
	eachEmbedded(t, func(t *testing.T, l *lesson.Lesson, plan *lesson.Plan) {
		for _, text := range shownTexts(l, plan) {
			for _, wrong := range []*regexp.Regexp{plain, familiar} {
				if found := wrong.FindString(text.Korean); found != "" {
					t.Errorf("%q: %q is in another style", text.Korean, found)
				}
			}
		}
	})
}

// eachEmbedded plans each embedded lesson.
func eachEmbedded(t *testing.T, look func(*testing.T, *lesson.Lesson, *lesson.Plan)) {
	t.Helper()
	for _, l := range lesson.Embedded() {
		t.Run(l.Name, func(t *testing.T) {
			plan, problems := lesson.NewPlan(l, played)
			if len(problems) > 0 {
				t.Fatal(sim.TextOf(problems[0]).English)
			}
			look(t, l, plan)
		})
	}
}

// shownTexts returns all that a lesson shows or prints, but for the presenter's notes.
func shownTexts(l *lesson.Lesson, plan *lesson.Plan) []sim.Text {
	list := append([]sim.Text{l.Title, l.After, l.Handout.Trap, l.Handout.Cure}, l.Handout.Checklist...)
	for i := range l.Handout.Table {
		list = append(list, l.Handout.Table[i].What)
	}
	for _, act := range plan.Acts {
		for i := range act.Parts {
			part := &act.Parts[i]
			for j := range part.Cues {
				list = append(list, part.Cues[j].Text)
			}
			if q := part.Question; q != nil {
				list = append(list, q.Text, q.Why)
				for j := range q.Choices {
					list = append(list, q.Choices[j].Text)
				}
			}
			if part.Task != nil {
				list = append(append(list, part.Task.Text), part.Task.Hints...)
			}
		}
	}
	return list
}
