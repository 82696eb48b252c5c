package story

import (
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/words"
)

// questionsOf returns what a room is asked of a whole run.
func questionsOf(t testing.TB, scenario string, change func(*sim.Config)) []Question {
	t.Helper()
	log := uitest.ScenarioLog(t, scenario, change)
	q, s := NewQuestions(log), sim.NewState()
	for i := 1; i <= log.Len(); i++ {
		e := log.At(sim.EventID(i))
		s.Apply(e)
		q.Add(e, s)
	}
	return q.List
}

// TestTheRoomIsAskedOfTheOutage: where the message of the first order is that is
// called into the outage, and what becomes of those that wait; the log says what
// is right.
func TestTheRoomIsAskedOfTheOutage(t *testing.T) {
	list := questionsOf(t, "outage", nil)
	if len(list) != 2 {
		t.Fatalf("%d questions: %v", len(list), list)
	}
	where, becomes := &list[0], &list[1]
	if where.Text[words.English] != "#4 says PUBLISHED.\nWhere is its message?" || where.At < 7*time.Second || where.At > 7100*time.Millisecond || len(where.Choices) != 3 {
		t.Errorf("the first asks %+v", where)
	}
	if where.Right != 1 || where.Choices[where.Right][words.English] != "in the producer's memory" || where.Seen <= where.Event {
		t.Errorf("right is %d, seen by event %d", where.Right, where.Seen)
	}
	if becomes.Text[words.Korean] != "0.5초 뒤 브로커가 복구됩니다.\n메모리에 있는 8건은 어떻게 될까요?" || becomes.At != 22*time.Second || len(becomes.Choices) != 4 {
		t.Errorf("the second asks %+v", becomes)
	}
	if becomes.Right != 2 || becomes.Choices[0][words.English] != "all eight are sent" {
		t.Errorf("right is %d of %v", becomes.Right, becomes.Choices)
	}
	if becomes.Thinking() < thinkMin {
		t.Errorf("it stands for %s", becomes.Thinking())
	}
}

// TestTheAnswerFollowsFromTheRun: with an outage that ends before the round is
// used up all are sent, and where the service does not claim too much nothing is
// asked.
func TestTheAnswerFollowsFromTheRun(t *testing.T) {
	short := questionsOf(t, "outage", func(c *sim.Config) { c.Faults[0].For = 3 * time.Second })
	if n := len(short); n != 2 || short[1].Right != 0 {
		t.Errorf("a short outage: %+v", short)
	}
	for _, mode := range []sim.Mode{sim.EmitAwait, sim.Send} {
		if list := questionsOf(t, "outage", func(c *sim.Config) { c.Mode = mode }); len(list) > 0 {
			t.Errorf("%s: %+v", mode, list)
		}
	}
	if list := questionsOf(t, "calm", nil); len(list) > 0 {
		t.Errorf("calm: %+v", list)
	}
}

// TestAQuestionLooksNotAhead: what is asked and what is known of the answer
// depends on the log up to there alone.
func TestAQuestionLooksNotAhead(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	q, s := NewQuestions(log), sim.NewState()
	for i := 1; i <= log.Len(); i++ {
		e := log.At(sim.EventID(i))
		s.Apply(e)
		q.Add(e, s)
		for j := range q.List {
			if a := &q.List[j]; a.Seen > e.N || a.Seen == 0 && a.Right >= 0 || a.Event > e.N {
				t.Fatalf("at event %d: %+v", e.N, a)
			}
		}
	}
}
