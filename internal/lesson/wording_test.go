package lesson_test

import (
	"strings"
	"testing"

	"orderflow/internal/lesson"
	"orderflow/sim"
)

// TestFiguresInATextAreThoseOfItsMoment: what stands in braces is filled in when
// the text is told, and set as on the screen.
func TestFiguresInATextAreThoseOfItsMoment(t *testing.T) {
	const text = `
lesson: figures
minutes: 1
title: {en: figures, ko: 숫자}
after: {en: after, ko: 뒤}
run: {scenario: outage}
scenes:
  - until: '#2.paid'
    say:
      - {en: 'paid {order(1).points}', ko: '{order(1).points}포인트', at: '#1.paid'}
      - {en: 'taken {totals.points_charged}, {round(order(1).caller_ms)} ms, {mode}', ko: '{totals.points_charged}', at: '#2.paid'}
`
	l, err := lesson.Read("figures.yaml", []byte(strings.TrimSpace(text)))
	if err != nil {
		t.Fatal(err)
	}
	plan, problems := lesson.NewPlan(l, played)
	for _, err := range problems {
		t.Error(sim.TextOf(err).English)
	}
	cues := plan.Acts[0].Parts[0].Cues
	if len(cues) != 2 {
		t.Fatalf("%d cues, want 2", len(cues))
	}
	if got, want := cues[0].Text, (sim.Text{English: "paid 6,000", Korean: "6,000포인트"}); got != want {
		t.Errorf("got %+v, want %+v", got, want)
	}
	if got, want := cues[1].Text.English, "taken 8,000, 1 ms, emit"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}
