package trace

import (
	"fmt"
	"math/rand/v2"
	"testing"
	"time"
)

// epoch is when the broker's clock begins in these tests.
var epoch = time.Date(2026, 5, 1, 12, 0, 0, 0, time.UTC)

// teller is a process whose clock begins, and goes, as it likes.
type teller struct {
	source Source
	seq    uint64
	behind time.Duration // the broker's clock minus the process's
}

// sends returns a record of observations that happened at times of the broker's clock,
// sent at another.
func (p *teller) sends(sent time.Duration, at ...time.Duration) *Record {
	r := &Record{Source: p.source, Sent: sent - p.behind}
	for _, t := range at {
		p.seq++
		r.List = append(r.List, Observation{Seq: p.seq, Clock: t - p.behind, Kind: fmt.Sprintf("%s@%s", p.source.Role, t)})
	}
	return r
}

// all gives out what can be given out now.
func all(m *Merger) (kinds []string) {
	for t := m.Next(); t != nil; t = m.Next() {
		kinds = append(kinds, t.Kind)
	}
	return kinds
}

func want(t *testing.T, m *Merger, kinds ...string) {
	t.Helper()
	if got := all(m); fmt.Sprint(got) != fmt.Sprint(kinds) {
		t.Errorf("given out: %v, want %v", got, kinds)
	}
}

const second = time.Second

// TestTimesOfTwoMachines: clocks that are hours apart do not change what came first.
func TestTimesOfTwoMachines(t *testing.T) {
	m := NewMerger()
	a, b := &teller{source: Source{"a", "1"}, behind: -3 * time.Hour}, &teller{source: Source{"b", "1"}, behind: 7 * time.Hour}
	m.Add(a.sends(second, second), epoch.Add(second))
	m.Add(b.sends(second, second), epoch.Add(second))
	want(t, m, "a@1s", "b@1s")
	m.Add(b.sends(2800*time.Millisecond, 2*second, 2800*time.Millisecond), epoch.Add(2800*time.Millisecond))
	want(t, m) // a may have seen something before
	m.Add(a.sends(3*second, 2500*time.Millisecond, 3*second), epoch.Add(3*second))
	want(t, m, "b@2s", "a@2.5s", "b@2.8s")
	m.Add(b.sends(3100*time.Millisecond), epoch.Add(3100*time.Millisecond))
	want(t, m, "a@3s")
}

// TestASilentProcessIsNotWaitedFor longer than Silence; what it says then is late.
func TestASilentProcessIsNotWaitedFor(t *testing.T) {
	m := NewMerger()
	a, b := &teller{source: Source{"a", "1"}}, &teller{source: Source{"b", "1"}}
	m.Add(a.sends(second, second), epoch.Add(second))
	m.Add(b.sends(second, second), epoch.Add(second))
	want(t, m, "a@1s", "b@1s")
	m.Add(b.sends(2500*time.Millisecond, 2500*time.Millisecond), epoch.Add(2500*time.Millisecond))
	want(t, m)
	m.Add(b.sends(3*second), epoch.Add(3*second))
	want(t, m, "b@2.5s")
	if m.Silent(a.source) {
		t.Error("2 s are not longer than 2 s")
	}
	m.Add(a.sends(3500*time.Millisecond, 1500*time.Millisecond), epoch.Add(3500*time.Millisecond))
	late := m.Next()
	if late == nil || !late.Late || late.Kind != "a@1.5s" {
		t.Errorf("what comes late is %+v", late)
	}
}

// TestAnEffectWaitsForItsCause, whatever the clocks say, but for what never comes.
func TestAnEffectWaitsForItsCause(t *testing.T) {
	m, caused := NewMerger(), false
	m.Possible = func(t *Told) bool { return t.Source.Role != "effect" || caused }
	a, b := &teller{source: Source{"cause", "1"}}, &teller{source: Source{"effect", "1"}}
	m.Add(a.sends(second), epoch.Add(second))
	m.Add(b.sends(second, 900*time.Millisecond), epoch.Add(second))
	m.Add(a.sends(1100*time.Millisecond, time.Second), epoch.Add(1100*time.Millisecond))
	m.Add(b.sends(1200*time.Millisecond), epoch.Add(1200*time.Millisecond))
	want(t, m, "cause@1s")
	caused = true
	want(t, m, "effect@900ms")
	caused = false
	m.Add(b.sends(2*second, 2*second), epoch.Add(2*second))
	m.Add(a.sends(3900*time.Millisecond), epoch.Add(3900*time.Millisecond))
	m.Add(b.sends(3900*time.Millisecond), epoch.Add(3900*time.Millisecond))
	want(t, m)
	m.Add(a.sends(4*second), epoch.Add(4*second))
	m.Add(b.sends(4*second), epoch.Add(4*second))
	want(t, m, "effect@2s")
}

// TestWhatIsToldTwiceCountsOnce, and what is missing is counted.
func TestWhatIsToldTwiceCountsOnce(t *testing.T) {
	m, a := NewMerger(), &teller{source: Source{"a", "1"}}
	r := a.sends(second, second)
	for range 2 {
		if missing, _ := m.Add(r, epoch.Add(second)); missing != 0 {
			t.Errorf("%d are missing", missing)
		}
	}
	want(t, m, "a@1s")
	a.seq += 3
	if missing, _ := m.Add(a.sends(2*second, 2*second), epoch.Add(2*second)); missing != 3 {
		t.Errorf("%d are missing, want 3", missing)
	}
	want(t, m, "a@2s")
}

// TestAnyOrderOfSendingIsOneOrder: with random clocks and delays nothing is lost, each
// process keeps its order, and who reads the same records gets the same.
func TestAnyOrderOfSendingIsOneOrder(t *testing.T) {
	for seed := range uint64(200) {
		r := rand.New(rand.NewPCG(seed, 1))
		type sending struct {
			record *Record
			at     time.Time
		}
		var list []sending
		var tellers []*teller
		for i := range 4 {
			tellers = append(tellers, &teller{source: Source{"p", fmt.Sprint(i)}, behind: time.Duration(r.Int64N(int64(time.Hour)))})
		}
		said := 0
		for at := time.Duration(0); at < 20*second; at += time.Duration(r.Int64N(int64(second / 2))) {
			p := tellers[r.IntN(4)]
			list = append(list, sending{p.sends(at, at-min(at, time.Duration(r.Int64N(int64(second/10)))), at), epoch.Add(at + time.Duration(r.Int64N(int64(second/20))))})
			said += 2
		}
		for _, p := range tellers {
			list = append(list, sending{p.sends(30 * second), epoch.Add(30 * second)})
		}
		merge := func() (told []*Told) {
			m := NewMerger()
			for _, s := range list {
				m.Add(s.record, s.at)
				for t := m.Next(); t != nil; t = m.Next() {
					told = append(told, t)
				}
			}
			return told
		}
		one, other := merge(), merge()
		if len(one) != said || fmt.Sprint(one[len(one)-1]) != fmt.Sprint(other[len(other)-1]) {
			t.Fatalf("seed %d: %d of %d are given out", seed, len(one), said)
		}
		last := map[Source]uint64{}
		for i, o := range one {
			if o.Seq != last[o.Source]+1 || fmt.Sprint(*o) != fmt.Sprint(*other[i]) {
				t.Fatalf("seed %d: %s %d follows %d", seed, o.Source, o.Seq, last[o.Source])
			}
			last[o.Source] = o.Seq
		}
	}
}

// TestTooManyProcesses: of each that is more than SourcesMax it is said once, and the
// others go on.
func TestTooManyProcesses(t *testing.T) {
	m := NewMerger()
	turnedAway := 0
	for round := range 3 {
		at := time.Duration(round+1) * second
		for i := range SourcesMax + 3 {
			p := &teller{source: Source{"worker", fmt.Sprintf("%03d", i)}, seq: uint64(round)}
			missing, full := m.Add(p.sends(at, at), epoch.Add(at))
			if missing > 0 {
				t.Errorf("of %s %d observations are missing", p.source.Instance, missing)
			}
			if full {
				turnedAway++
			}
		}
		if n := len(all(m)); n != SourcesMax {
			t.Errorf("%d observations are given out, want %d", n, SourcesMax)
		}
	}
	if turnedAway != 3 {
		t.Errorf("%d times a process is turned away, want each of 3 once", turnedAway)
	}
}
