package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
)

// TestTheEndSaysWhatIsTrue: the sentence, the card and the code at the end of a
// run follow from what happened, not from the mode.
func TestTheEndSaysWhatIsTrue(t *testing.T) {
	for _, test := range []struct {
		scenario string
		change   func(*sim.Config)
		want     []string
		not      []string
	}{
		{scenario: "outage", want: []string{"Quiet: no error, LAG 0. Five PUBLISHED orders will never be done.", "that emit() was called.", "ghost-charge ×5"}, not: []string{"activity log"}},
		{scenario: "outbox-cure", want: []string{"The run is over: all twelve orders are finished.", "that the broker had it.", "the code · outbox relay", "✗ activity log: 3 lost", "lost, no harm"}, not: []string{"no error", "late-execution", "unmarked-publish"}},
		{scenario: "activity-log", want: []string{"value 7, error 5", "✗ activity log: 3 lost", "lost, no harm", "that the broker had it."}},
		{scenario: "panel-timeout", want: []string{"duplicate-purchase  ×1  #2", "all three orders are finished, one more than once."}, not: []string{"no error"}},
		{scenario: "send-coupling", want: []string{"none of six orders is finished", "nothing: no row says it"}, not: []string{"It did not prove", "no of"}},
		{scenario: "poison", want: []string{"blocked-partition   ×1  #3"}},
		{scenario: "panel-partial", want: []string{"two finished, one ended early, and the rows say so."}, not: []string{"ghost-charge", "LOST"}},
		{scenario: "calm", change: func(c *sim.Config) { c.Orders, c.Acks = 1, 0; c.Mode = sim.EmitAwait }, want: []string{"Quiet: no error, LAG 0. #1 is finished.", "that it had left.", "that a broker has it."}},
		{scenario: "outage", change: func(c *sim.Config) {
			c.Mode, c.Observe = sim.EmitAwait, sim.Observe{Kind: sim.AwaitObservable}
		}, want: []string{"that emit() was called."}},
	} {
		text := Draw(momentAtEnd(uitest.ScenarioLog(t, test.scenario, test.change)), moment.Options{Width: 120, Height: 36}).Text()
		for _, words := range test.want {
			if !strings.Contains(text, words) {
				t.Errorf("%s: %q is not said at the end:\n%s", test.scenario, words, text)
			}
		}
		for _, words := range test.not {
			if strings.Contains(text, words) {
				t.Errorf("%s: %q is said at the end:\n%s", test.scenario, words, text)
			}
		}
	}
}

// momentAtEnd returns the moment at the end of a log.
func momentAtEnd(log *sim.Log) *Scene {
	p := newPlayer(Replay(log), nil, moment.Options{})
	p.Show(-1)
	return p.Scene()
}

// TestTheLadderSaysARungOnce: an order whose handler threw waits to be handled;
// it is not polled and not polled at once.
func TestTheLadderSaysARungOnce(t *testing.T) {
	m := momentAt(uitest.ScenarioLog(t, "poison", nil), 15*time.Second)
	m.Selected = 3
	text := Draw(m, moment.Options{Width: 120, Height: 36}).Text()
	if n := strings.Count(text, "polled"); n != 1 || !strings.Contains(text, "□ handled        –      counts as LAG") {
		t.Errorf("polled is said %d times:\n%s", n, text)
	}
}

// TestTheCodeIsThatOfWhoeverPublishes: with an outbox the relay waits for the
// broker, whatever the mode.
func TestTheCodeIsThatOfWhoeverPublishes(t *testing.T) {
	log := uitest.ScenarioLog(t, "outbox-cure", nil)
	m := momentAt(log, 28*time.Second)
	m.Selected = 4
	text := Draw(m, moment.Options{Width: 120, Height: 36}).Text()
	for _, words := range []string{"the code · outbox relay", "outbox.add(order)", "await lastValueFrom(this.client.emit(…));", "then it went well"} {
		if !strings.Contains(text, words) {
			t.Errorf("%q is not there:\n%s", words, text)
		}
	}
}
