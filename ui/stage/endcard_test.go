package stage

import (
	"fmt"
	"regexp"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// TestTheEndSaysWhatIsTrue: the sentence and the card at the end of a run follow
// from what happened, not from the mode.
func TestTheEndSaysWhatIsTrue(t *testing.T) {
	for _, test := range []struct {
		scenario string
		change   func(*sim.Config)
		said     string
		want     []string
		not      []string
	}{
		{scenario: "outage", said: "Quiet: no error, LAG 0. Five PUBLISHED orders will never be done.", want: []string{"that emit() was called."}, not: []string{"page view"}},
		{scenario: "outbox-cure", said: "The run is over: all twelve orders are finished.", want: []string{"that the broker has it.", "+ outbox", "3 page views lost, no harm"}, not: []string{"Quiet: no error"}},
		{scenario: "panel-timeout", said: "The run is over: all three orders are finished, one more than once.", want: []string{"bought twice"}, not: []string{"Quiet: no error"}},
		{scenario: "send-coupling", said: "The run is over: none of six orders is finished.", want: []string{"nothing: no row said it"}, not: []string{"It did not prove", "no of"}},
		{scenario: "panel-partial", said: "Quiet: two finished, one ended early, and the rows say so.", not: []string{"✗"}},
		{scenario: "calm", change: func(c *sim.Config) { c.Orders, c.Acks = 1, 0; c.Mode = sim.EmitAwait }, said: "Quiet: no error, LAG 0. #1 is finished.", want: []string{"that it had left.", "that a broker has it."}},
		{scenario: "outage", change: func(c *sim.Config) {
			c.Mode, c.Observe = sim.EmitAwait, sim.Observe{Kind: sim.AwaitObservable}
		}, want: []string{"that emit() was called."}},
	} {
		scene := momentAtEnd(uitest.ScenarioLog(t, test.scenario, test.change))
		text := Draw(scene, moment.Options{Width: 80, Height: 24}).Text()
		if f := tell.NewReader(scene.Moment, words.English); test.said != "" {
			f.Read()
			if got := f.Caption()[0]; got != test.said {
				t.Errorf("%s: at the end is said %q, want %q", test.scenario, got, test.said)
			}
		}
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
	text := Draw(m, moment.Options{Width: 200, Height: 60}).Text()
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

// TestSentenceAndMarkAreOfTheSameOrders: also when an order comes after the end,
// and the run ends once more.
func TestSentenceAndMarkAreOfTheSameOrders(t *testing.T) {
	named := regexp.MustCompile(`#(\d+)`)
	for _, scenario := range []string{"outage", "acks1-loss", "lost-ack", "poison", "panel-partial"} {
		source := uitest.NewRun(t, scenario)
		p := newPlayer(source, nil, moment.Options{Width: 120, Height: 36})
		p.Show(-1)
		p.Press("o")
		for range 1500 {
			scene := p.Scene()
			f := tell.NewReader(scene.Moment, words.English)
			f.Read()
			said, shown := f.Caption()[0], scene.Shown()
			told := scene.Cue != nil && scene.Cue.Order != 0
			if told { // the sentence of the narration stands, and says whom it is about
				said = scene.Cue.Lines[words.English]
			}
			o := scene.State.Order(shown)
			if !told && scene.Finished && scene.State.Truths[sim.Lost] > 0 && (o == nil || o.Truth() != sim.Lost) {
				t.Fatalf("%s: %q, and #%d is marked", scenario, said, shown)
			}
			if scene.Notice != "" && !told {
				said = "" // it hides the sentence of the event
			}
			if of := named.FindAllStringSubmatch(said, -1); len(of) == 1 && of[0][1] != fmt.Sprint(shown) {
				t.Fatalf("%s at %s: %q, and #%d is marked", scenario, scene.At, said, shown)
			}
			p.Tick(FrameEvery)
		}
		if !p.finished() {
			t.Errorf("%s does not end once more", scenario)
		}
	}
}
