package stage

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// TestEveryTruthHasACause: whatever an order's truth is, the log says why, and
// every cause stands on an event up to the cursor.
func TestEveryTruthHasACause(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(23, 23))
	seen := map[sim.Truth]bool{}
	for name, log := range lawLogs(t) {
		randomMoments(log, 30, random, func(m *Scene) {
			for number := range m.State.Orders.Each() {
				if number > 12 {
					break
				}
				d := m.Dossier(number)
				for lang := range words.Catalogues {
					f := readerFor(m, words.Lang(lang))
					told := f.Reasons(d)
					if len(told) == 0 {
						t.Fatalf("%s at %s: nothing about #%d, which is %s", name, m.At, number, d.State.Truth())
					}
					checkReasons(t, m, told)
					if said := f.Verdict(d.State); strings.Contains(said, "%!") {
						t.Fatalf("%s: %q", name, said)
					}
				}
				seen[d.State.Truth()] = true
			}
		})
	}
	for truth := sim.NotCalled; truth < sim.TruthCount; truth++ {
		if !seen[truth] && truth != sim.Uncertain && truth != sim.Duplicated {
			t.Errorf("no run shows an order that is %s", truth)
		}
	}
}

func checkReasons(t *testing.T, m *Scene, told []tell.Reason) {
	t.Helper()
	for _, r := range told {
		if r.Event == 0 || r.Event > m.N || r.Second > m.N {
			t.Fatalf("%q stands on events %d and %d; the cursor is at %d", r.Head, r.Event, r.Second, m.N)
		}
		for _, said := range []string{r.Head, r.Detail} {
			if strings.Contains(said, "%!") || canvas.Columns(said) > 76 {
				t.Fatalf("%q", said)
			}
		}
	}
}

func TestWhyOfALostOrder(t *testing.T) {
	p := outagePlayer(t)
	p.Show(27 * time.Second)
	p.Press("w")
	events := onTop[*whyScreen](p).events(p)
	want := []sim.EventType{sim.FaultStarted, sim.PublishGaveUp, sim.OrderMarked}
	if len(events) != len(want) {
		t.Fatalf("%d causes, want %d", len(events), len(want))
	}
	for i, n := range events {
		if got := p.log.At(n).Type; got != want[i] {
			t.Errorf("cause %d is %s, want %s", i+1, got, want[i])
		}
	}
	p.Press("3")
	if m := p.Scene(); m.N < events[2] || m.At != p.log.At(events[2]).At || isOpen[*whyScreen](m) {
		t.Errorf("key 3 leads to event %d at %s, want %d", m.N, m.At, events[2])
	}
}

func TestWhyNamesWhatKeepsALagWaiting(t *testing.T) {
	for spec, want := range map[string]string{
		"consumer-absent:from=3s": "is absent", "poison:order=3": "throws", "consumer-crash:at=before-commit,order=3,restart=40s": "",
	} {
		fault, err := sim.ParseFault(spec)
		if err != nil {
			t.Fatal(err)
		}
		log := uitest.ScenarioLog(t, "calm", func(c *sim.Config) {
			c.Orders, c.Until = 9, 40*time.Second
			c.Faults = append(c.Faults, fault)
		})
		m := momentAt(log, 25*time.Second)
		f := readerFor(m, words.English)
		found := want == ""
		for number := range m.State.Orders.Each() {
			if o := m.State.Order(number); o.Truth() == sim.Waiting {
				for _, r := range f.Reasons(m.Dossier(number)) {
					found = found || strings.Contains(r.Head, want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no order that waits is explained by %q", spec, want)
		}
	}
}

// A poisoned order has its fault in its story, and no other order has it.
func TestAFaultOfOneOrderIsInItsStoryAlone(t *testing.T) {
	fault, err := sim.ParseFault("poison:order=3")
	if err != nil {
		t.Fatal(err)
	}
	log := uitest.ScenarioLog(t, "calm", func(c *sim.Config) {
		c.Orders, c.Until, c.Faults = 5, 40*time.Second, append(c.Faults, fault)
	})
	m := momentAt(log, 30*time.Second)
	for number := range m.State.Orders.Each() {
		told := slices.ContainsFunc(m.Dossier(number).Chain(), func(e *sim.Event) bool { return e.Type == sim.FaultStarted })
		if told != (number == 3) {
			t.Errorf("#%d has the fault in its story: %t", number, told)
		}
	}
}

// The footer offers the keys of the causes that are told, and no more.
func TestWhyOffersTheKeysOfItsCauses(t *testing.T) {
	offers := map[int]string{0: "", 1: "1", 2: "1 2", 3: "1 2 3"}
	seen := map[int]bool{}
	for _, lang := range []words.Lang{words.English, words.Korean} {
		p := outagePlayer(t)
		p.options.Lang = lang
		for _, at := range []time.Duration{0, 7001 * time.Millisecond, 8 * time.Second, 27 * time.Second} {
			p.Show(at)
			p.askWhy(intent.Place{Kind: intent.OrderPlace, Number: 4}) // of which the log has nothing at 0 s
			count := len(onTop[*whyScreen](p).events(p))
			seen[count] = true
			offered := ""
			for _, hint := range p.footer() {
				if hint.Does == intent.JumpAction {
					offered = hint.Keys
				}
			}
			frame := p.Draw().Text()
			jump := lang.Catalogue().Keys.Footer[intent.JumpAction]
			if offered != offers[count] || strings.Contains(frame, jump) != (count > 0) {
				t.Errorf("%d causes, and %q is offered in\n%s", count, offered, frame)
			}
			p.pop()
		}
	}
	for count := range offers {
		if !seen[count] {
			t.Errorf("no answer with %d causes was asked for", count)
		}
	}
}

// What a row says since this very moment it has not said before.
func TestWhyDoesNotSayThatAMarkOfNowIsOld(t *testing.T) {
	p := outagePlayer(t)
	p.Show(afterFirst(sim.OrderMarked, 4, 0)(p.log))
	for lang, want := range map[words.Lang]string{words.English: "The row says PUBLISHED as of this moment.", words.Korean: "방금 PUBLISHED로 기록됐습니다."} {
		p.options.Lang = lang
		p.askWhy(intent.Place{Kind: intent.OrderPlace, Number: 4})
		if frame := p.Draw().Text(); !strings.Contains(frame, want) || strings.Contains(frame, " 0 ms") {
			t.Errorf("no %q in\n%s", want, frame)
		}
		p.pop()
	}
}

// No cause of any order speaks of a time before, where there was none.
func TestNothingWasSaidBeforeItWasSaid(t *testing.T) {
	random := rand.New(rand.NewPCG(29, 29))
	for name, log := range lawLogs(t) {
		randomMoments(log, 30, random, func(m *Scene) {
			for number := range m.State.Orders.Each() {
				if number > 12 {
					break
				}
				f := readerFor(m, words.English)
				for _, r := range f.Reasons(m.Dossier(number)) {
					if strings.Contains(r.Head, "already") && strings.Contains(r.Head, " 0 ms") {
						t.Fatalf("%s at %s, #%d: %q", name, m.At, number, r.Head)
					}
				}
			}
		})
	}
}

// TestWhyAnOrderIsNotPaid: an order that was only just created was not paid.
func TestWhyAnOrderIsNotPaid(t *testing.T) {
	log := uitest.WholeRun(t, "outage")
	for i := range log.Len() {
		e := log.At(sim.EventID(i + 1))
		says := map[sim.EventType][]string{
			sim.OrderCreated: {"It was created 0 ms ago, and is not paid yet.", "0ms 전에 생성됐고 아직 결제 전입니다."},
			sim.OrderPaid:    {"It was paid 0 ms ago; publish was not called yet.", "0ms 전에 결제됐고 아직 호출 전입니다."},
		}[e.Type]
		if e.Order != 1 || says == nil {
			continue
		}
		for lang, want := range says {
			m := momentAt(log, e.At)
			m.show(&whyScreen{about: moment.PlaceOf(1)})
			if text := Draw(m, moment.Options{Width: 120, Height: 36, Lang: words.Lang(lang)}).Text(); !strings.Contains(text, want) {
				t.Errorf("%s: not %q:\n%s", e.Type, want, text)
			}
		}
	}
}
