package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/chrome"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

func TestSpeedText(t *testing.T) {
	for speed, want := range map[float64]string{1: "×1", 64: "×64", 1.0 / 64: "×1/64", 0.5: "×1/2", 1.5: "×1.5", 0.75: "×0.75", 2.25: "×2.2"} {
		if got := chrome.SpeedText(speed); got != want {
			t.Errorf("speed %g is shown as %s, want %s", speed, got, want)
		}
	}
}

// TestNobodyWaitsForAnEmit: an emit() that nobody awaits takes an instant, and the
// stage does not say meanwhile that somebody waits.
func TestNobodyWaitsForAnEmit(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	for e := range log.All() {
		if e.Type != sim.PublishCalled {
			continue
		}
		m := momentAt(log, e.At)
		if m.State.CallersWaiting == 0 {
			t.Fatalf("at %s the call is over: nothing is tested", e.At)
		}
		text := Draw(m, moment.Options{Width: 120, Height: 36}).Text()
		if callers := tell.CallersOf(m.State, m.At); callers.Waiting > 0 {
			t.Fatalf("at %s %d callers wait", e.At, callers.Waiting)
		}
		for _, wrong := range []string{"caller waits", words.English.Catalogue().Track.Waits, "waits 0"} {
			if strings.Contains(text, wrong) {
				t.Fatalf("at %s: %q stands there\n%s", e.At, wrong, text)
			}
		}
	}
}

// TestAFaultIsOverThatHasStruck: what strikes once is named until it has struck and
// for a while after it; then all brokers can be taken away again by a key.
func TestAFaultIsOverThatHasStruck(t *testing.T) {
	fault, err := sim.ParseFault("ack-lost:order=2")
	if err != nil {
		t.Fatal(err)
	}
	p := newPlayer(uitest.NewRun(t, "calm", func(c *sim.Config) { c.Mode, c.Faults = sim.EmitAwait, []sim.Fault{fault} }), nil, moment.Options{Width: 120, Height: 36})
	for at, named := range map[int]bool{2: true, 4: true, 15: false} {
		p.Show(time.Duration(at) * time.Second)
		if head, _, _ := strings.Cut(p.Draw().Text(), "\n"); strings.Contains(head, "ack lost") != named {
			t.Errorf("at %d s: %q", at, head)
		}
	}
	p.Show(15 * time.Second)
	if !p.canBreak() {
		t.Error("nothing acts any more, and nothing can be broken")
	}
}
