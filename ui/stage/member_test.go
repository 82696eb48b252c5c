package stage

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// hinders returns what the log says of a worker last that keeps it from
// reading, or nil: read from the events alone, without the fold.
func hinders(m *Scene, worker uint8) *sim.Event {
	for id := m.N; id > 0; id-- {
		e := m.Log.At(id)
		if e.Group != sim.InHouseGroup || e.Worker != worker {
			continue
		}
		switch e.Type {
		case sim.MemberJoined, sim.ConsumerRetrying, sim.RecordPolled, sim.ConsumerReconnected:
			return nil
		case sim.MemberAbandoned, sim.ConsumerCrashed, sim.ConsumerRestarted, sim.MemberJoining, sim.RebalanceNoticed, sim.ConsumerDisconnected:
			return e
		}
	}
	return nil
}

// Nobody who is stopped, joining, a ghost, crashed or without a connection is
// said to be idle, in any box.
func TestWhoStandsStillIsNotSaidToBeIdle(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(31, 31))
	seen := 0
	for name, log := range lawLogs(t) {
		if name == "drawn" {
			continue // nobody joins in it
		}
		randomMoments(log, 60, random, func(m *Scene) {
			m.show(onlyHelp(m)...)
			workers := m.State.Setup.Workers
			if workers > 2 {
				return
			}
			for w := range uint8(workers) {
				e := hinders(m, w+1)
				if e == nil {
					continue
				}
				seen++
				for _, size := range goldenSizes {
					for _, size.Lang = range []words.Lang{words.English, words.Korean} {
						idle := size.Lang.Catalogue().Member.Stands[sim.StandsIdle]
						text := Draw(m, size).Text()
						if strings.Contains(text, fmt.Sprintf("w%d · %s ", w+1, idle)) || strings.Contains(text, fmt.Sprintf("w%d %s ", w+1, idle)) {
							t.Fatalf("%s at %s, after event %d (%s), w%d is said to be idle:\n%s", name, m.At, e.N, e.Type, w+1, text)
						}
					}
				}
			}
		})
	}
	if seen < 100 {
		t.Errorf("somebody stood still in %d moments only", seen)
	}
}

// heldRun is an order service that dies over its second order and starts again
// behind the ghost of its own client.
func heldRun(t *testing.T, mode sim.Mode) *sim.Log {
	t.Helper()
	fault, err := sim.ParseFault("caller-exit:at=after-call,order=2")
	if err != nil {
		t.Fatal(err)
	}
	return uitest.ScenarioLog(t, "calm", func(c *sim.Config) {
		c.Mode, c.Orders, c.ExternalRatio, c.Faults = mode, 6, 0, []sim.Fault{fault}
	})
}

// What is called after the order service has started again waits in memory
// until its client has joined its group, and the screen says so, not that a
// connection were missing.
func TestAStartedServiceWaitsForItsOwnGhost(t *testing.T) {
	log := heldRun(t, sim.Emit)
	m := momentAt(log, 20*time.Second)
	if !m.State.Client.Held || len(m.State.Client.Memory) != 4 {
		t.Fatalf("held %t, %d orders in memory", m.State.Client.Held, len(m.State.Client.Memory))
	}
	for lang, want := range map[words.Lang][3]string{
		words.English: {"not joined: no sending", "joins at 30.9 s", "in memory, waits to join"},
		words.Korean:  {"참여 전, 보내지 못함", "30.9초에 참여", "메모리에서 참여를"},
	} {
		text := Draw(m, moment.Options{Width: 120, Height: 36, Lang: lang}).Text()
		for _, words := range want {
			if !strings.Contains(text, words) {
				t.Errorf("it does not say %q:\n%s", words, text)
			}
		}
		for _, wrong := range []string{lang.Catalogue().Box.Empty, strings.TrimPrefix(lang.Catalogue().Track.Connected, "%[1]s · ")} {
			if strings.Contains(text, wrong) {
				t.Errorf("it says %q:\n%s", wrong, text)
			}
		}
		f := readerFor(m, lang)
		if r := f.Reasons(m.Dossier(4)); r[0].Head != lang.Catalogue().Why.Held || m.Log.At(r[0].Second).Type != sim.MemberAbandoned {
			t.Errorf("the first cause is %+v", r[0])
		}
	}
	for want, look := range map[string]sim.EventType{
		"The order service runs again. Its client sends nothing until the ghost of the dead one is gone, at 30.9 s.": sim.ServiceRestarted,
	} {
		if got := captionOf(momentAt(log, afterFirst(look, 0, 20*time.Millisecond)(log)), words.English); got != want {
			t.Errorf("%q, want %q", got, want)
		}
	}
	for e := range log.All() {
		if e.LetsClientIn() {
			if got := captionOf(momentAt(log, e.At), words.English); got != "The client has joined its group: the four orders that waited leave now." {
				t.Errorf("as it is let in: %q", got)
			}
			if m := momentAt(log, e.At); m.State.Client.Held {
				t.Error("it is let in, and still held")
			}
		}
	}
}

// In an outage every worker becomes a stranger to its own group: that it joins is
// on the stage, who waits for whom in the panel of the group, and why an order is
// not fetched is told by the ghost.
func TestTheOutageTellsWhomTheConsumersWaitFor(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	m := momentAt(log, 30*time.Second)
	board := m.open
	for lang, want := range map[words.Lang][2][]string{
		words.English: {{"in-house   joining"}, {"w1   joining", "w2   joining", "ghost until 35.8 s"}},
		words.Korean:  {{"in-house   참여 중"}, {"w1   참여 중", "w2   참여 중", "유령 35.8초까지"}},
	} {
		for i, open := range []stack{board, board.over(panelScreens[moment.GroupPanel](moment.PanelOf(inHouse)))} {
			m.open = open
			text := Draw(m, moment.Options{Width: 120, Height: 36, Lang: lang}).Text()
			for _, words := range want[i] {
				if !strings.Contains(text, words) {
					t.Errorf("it does not say %q:\n%s", words, text)
				}
			}
		}
	}
	f := readerFor(m, words.English)
	for order, want := range map[sim.OrderID][2]string{
		9:  {"A ghost of w1 is counted until 35.8 s.", "A JoinGroup waits for all members, dead ones too."},
		11: {"A ghost of w1 is counted until 35.0 s.", ""}, // the external consumer has not asked to join yet
		2:  {"", "The order service waits for its ghost until 35.8 s."},
	} {
		found := false
		for _, r := range f.Reasons(m.Dossier(order)) {
			found = found || (want[0] == "" || r.Head == want[0]) && (want[1] == "" || r.Detail == want[1])
		}
		if !found {
			t.Errorf("#%d: no cause says %q: %+v", order, want, f.Reasons(m.Dossier(order)))
		}
	}
	if got := f.GroupVerdict(sim.InHouseGroup); got != "The group in-house waits for a ghost until 35.8 s: nobody reads." {
		t.Errorf("%q", got)
	}
}
