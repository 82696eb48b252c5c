package lesson_test

import (
	"testing"

	"orderflow/internal/lesson"
	"orderflow/sim"
)

// TestASkeletonHolds: what --new writes passes the check, and says the same to the
// room whatever language its comments have.
func TestASkeletonHolds(t *testing.T) {
	text, err := lesson.Skeleton("mine")
	if err != nil {
		t.Fatal(err)
	}
	for _, skeleton := range []string{text.English, text.Korean} {
		l, err := lesson.Read("mine.yaml", []byte(skeleton))
		if err != nil {
			t.Fatal(err)
		}
		r := lesson.Check(l, played)
		for _, err := range r.Problems {
			t.Error(sim.TextOf(err).English)
		}
		if r.Questions != 1 || r.Worlds != 1 || r.Tasks != 1 || len(l.Handout.Table) == 0 {
			t.Errorf("%+v does not show all there is", r)
		}
	}
	for _, name := range []string{"", "Mine", "../mine", "mine.yaml", "내수업"} {
		if _, err := lesson.Skeleton(name); err == nil {
			t.Errorf("%q is a name", name)
		}
	}
}
