package ui

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
)

// TestEveryTruthHasACause: whatever an order's truth is, the log says why, and
// every cause stands on an event up to the cursor.
func TestEveryTruthHasACause(t *testing.T) {
	random := rand.New(rand.NewPCG(23, 23))
	seen := map[sim.Truth]bool{}
	for name, log := range lawLogs(t) {
		randomMoments(log, 30, random, func(m *Moment) {
			for number := range m.State.Orders.Each() {
				if number > 12 {
					break
				}
				d := m.dossier(number)
				for lang := range catalogues {
					f := &frame{m: m, s: m.State, t: Lang(lang).catalogue()}
					told := f.reasons(d)
					if len(told) == 0 {
						t.Fatalf("%s at %s: nothing about #%d, which is %s", name, m.At, number, d.o.Truth())
					}
					checkReasons(t, m, told)
					if words := f.verdict(d.o); strings.Contains(words, "%!") {
						t.Fatalf("%s: %q", name, words)
					}
				}
				seen[d.o.Truth()] = true
			}
		})
	}
	for truth := sim.NotCalled; truth < sim.TruthCount; truth++ {
		if !seen[truth] && truth != sim.Uncertain && truth != sim.Duplicated {
			t.Errorf("no run shows an order that is %s", truth)
		}
	}
}

func checkReasons(t *testing.T, m *Moment, told []reason) {
	t.Helper()
	for _, r := range told {
		if r.event == 0 || r.event > m.N || r.second > m.N {
			t.Fatalf("%q stands on events %d and %d; the cursor is at %d", r.head, r.event, r.second, m.N)
		}
		for _, words := range []string{r.head, r.detail} {
			if strings.Contains(words, "%!") || columns(words) > 76 {
				t.Fatalf("%q", words)
			}
		}
	}
}

func TestWhyOfALostOrder(t *testing.T) {
	p := outagePlayer(t)
	p.show(27 * time.Second)
	p.press("w")
	events := p.whyEvents()
	want := []sim.EventType{sim.FaultStarted, sim.PublishGaveUp, sim.OrderMarked}
	if len(events) != len(want) {
		t.Fatalf("%d causes, want %d", len(events), len(want))
	}
	for i, n := range events {
		if got := p.log.At(n).Type; got != want[i] {
			t.Errorf("cause %d is %s, want %s", i+1, got, want[i])
		}
	}
	p.press("3")
	if m := p.moment(); m.N < events[2] || m.At != p.log.At(events[2]).At || m.Why.Kind != NoPlace {
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
		log := scenarioLog(t, "calm", func(c *sim.Config) {
			c.Orders, c.Until = 9, 40*time.Second
			c.Faults = append(c.Faults, fault)
		})
		m := momentAt(log, 25*time.Second)
		f := &frame{m: m, s: m.State, t: &english}
		found := want == ""
		for number := range m.State.Orders.Each() {
			if o := m.State.Order(number); o.Truth() == sim.Waiting {
				for _, r := range f.reasons(m.dossier(number)) {
					found = found || strings.Contains(r.head, want)
				}
			}
		}
		if !found {
			t.Errorf("%s: no order that waits is explained by %q", spec, want)
		}
	}
}
