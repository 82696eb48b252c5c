package chrome

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

const ms = time.Millisecond

// row returns a line of a frame without the blanks at its end.
func row(f *Frame, y int) string {
	return strings.TrimRight(strings.Split(f.Text(), "\n")[y], " ")
}

// down is an outage from 6.5 s on for 16 s.
func down(t *testing.T, end time.Duration) sim.FaultState {
	t.Helper()
	fault, err := sim.ParseFault("broker-down:from=6500ms,for=16s")
	if err != nil {
		t.Fatal(err)
	}
	return sim.FaultState{Fault: fault, Start: 6500 * ms, For: 16 * time.Second, End: end}
}

// TestTheStatusIsDrawnAsPlanned holds row 0 to the frames it was drawn for.
func TestTheStatusIsDrawnAsPlanned(t *testing.T) {
	slow := pace.Ratio{Slow: true, N: 50}
	for _, c := range []struct {
		name  string
		width int
		lang  words.Lang
		at    time.Duration
		end   time.Duration
		set   func(m *moment.Moment)
		want  string
	}{
		{"an outage", 120, 0, 22 * time.Second, sim.Never, nil, " orderflow   emit()   ▸ 22.0 s                                        ▲ broker down · 0.5 s left   seed 165 · SIMULATED"},
		{"slowed", 120, 0, 26897 * ms, 22500 * ms, func(m *moment.Moment) { m.Ratio = slow }, " orderflow   emit()   ▸ 26.897 s  slow motion ×1/50                       broker back, 4.4 s ago   seed 165 · SIMULATED"},
		{"slowed, narrow", 80, 0, 26897 * ms, 22500 * ms, func(m *moment.Moment) { m.Ratio = slow }, " orderflow   emit()   ▸ 26.897 s  slow motion ×1/50                   SIMULATED"},
		{"slowed, in Korean", 80, words.Korean, 26897 * ms, 22500 * ms, func(m *moment.Moment) { m.Ratio = slow }, " orderflow   emit()   ▸ 26.897초  느린 재생 ×1/50                    시뮬레이션"},
		{"the end", 80, 0, 38500 * ms, 22500 * ms, func(m *moment.Moment) { m.Still, m.Finished = true, true }, " orderflow   emit()   ‖ 38.5 s                                        SIMULATED"},
		{"fast is not said", 80, 0, 30 * time.Second, 22500 * ms, func(m *moment.Moment) { m.Ratio = pace.Ratio{N: 20} }, " orderflow   emit()   ▸ 30.0 s               broker back, 7.5 s ago   SIMULATED"},
		{"long over", 80, 0, 32 * time.Second, 22500 * ms, nil, " orderflow   emit()   ▸ 32.0 s                                        SIMULATED"},
		{"a speed that was chosen", 80, 0, 32 * time.Second, 22500 * ms, func(m *moment.Moment) { m.Speed = 2 }, " orderflow   emit()   ▸ 32.0 s  ×2                                    SIMULATED"},
		{"stands while something is open", 80, 0, 22 * time.Second, sim.Never, func(m *moment.Moment) { m.Still = true }, " orderflow   emit()   ‖ 22.000 s         ▲ broker down · 0.5 s left   SIMULATED"},
		{"remedies", 120, 0, 22 * time.Second, sim.Never, func(m *moment.Moment) {
			m.State.Remedies = m.State.Remedies.With(sim.Sweeper, true).With(sim.Dedupe, true)
		}, " orderflow   emit()   + sweeper   + dedupe   ▸ 22.0 s                 ▲ broker down · 0.5 s left   seed 165 · SIMULATED"},
		{"another fault", 120, 0, 22 * time.Second, sim.Never, func(m *moment.Moment) {
			m.State.Faults = append(m.State.Faults, sim.FaultState{Fault: sim.Fault{Name: sim.ConsumerSlow}, For: sim.Forever, End: sim.Never})
		}, " orderflow   emit()   ▸ 22.0 s                                     ▲ broker down · 0.5 s left +1   seed 165 · SIMULATED"},
		{"it has struck as often as it was to, a moment ago", 80, 0, 10 * time.Second, 22500 * ms, func(m *moment.Moment) {
			m.State.Faults = []sim.FaultState{{Fault: sim.Fault{Name: sim.CallerExit, Count: 1}, For: sim.Forever, End: sim.Never, Strikes: 1, Struck: 3 * time.Second}}
		}, " orderflow   emit()   ▸ 10.0 s                       ▲ service dies   SIMULATED"},
		{"and long ago", 80, 0, 13 * time.Second, 22500 * ms, func(m *moment.Moment) {
			m.State.Faults = []sim.FaultState{{Fault: sim.Fault{Name: sim.CallerExit, Count: 1}, For: sim.Forever, End: sim.Never, Strikes: 1, Struck: 3 * time.Second}}
		}, " orderflow   emit()   ▸ 13.0 s                                        SIMULATED"},
		{"it strikes again and again", 80, 0, time.Minute, 22500 * ms, func(m *moment.Moment) {
			m.State.Faults = []sim.FaultState{{Fault: sim.Fault{Name: sim.CallerExit, Count: sim.Always}, For: sim.Forever, End: sim.Never, Strikes: 7, Struck: 3 * time.Second}}
		}, " orderflow   emit()   ▸ 60.0 s                       ▲ service dies   SIMULATED"},
		{"a run on a cluster of others", 140, 0, 32 * time.Second, 22500 * ms, func(m *moment.Moment) {
			m.Log.Header.Prefix, m.Log.Header.Began = "orderflow-1a2b3c4d.", time.Date(2026, 11, 27, 19, 33, 13, 0, time.FixedZone("", 9*60*60))
		}, " orderflow   emit()   ▸ 32.0 s                                                           orderflow-1a2b3c4d 19:33:13 · seed 165 · SIMULATED"},
		{"clients of others may come in", 140, 0, 32 * time.Second, 22500 * ms, func(m *moment.Moment) {
			m.Log.Header.Door, m.Log.Header.Began = "127.0.0.1:19092", time.Date(2026, 11, 27, 19, 33, 13, 0, time.FixedZone("", 9*60*60))
		}, " orderflow   emit()   ▸ 32.0 s                                               listening on 127.0.0.1:19092 · 19:33:13 · seed 165 · SIMULATED"},
		{"behind what is live", 80, 0, 22897 * ms, sim.Never, func(m *moment.Moment) { m.Behind, m.Ratio = 11400*ms, slow }, " orderflow   emit()   ▸ 22.8 s  11 s behind           ▲ broker down   SIMULATED"},
		{"behind, in Korean", 60, words.Korean, 22897 * ms, sim.Never, func(m *moment.Moment) {
			m.Behind, m.State.Remedies = 128*time.Second, m.State.Remedies.With(sim.Sweeper, true).With(sim.Dedupe, true)
		}, "  emit()   + 2   ▸ 22.8초  128초 뒤처짐      ▲   시뮬레이션"},
		{"a remedy that has room beside what is shorter", 80, words.Korean, 14500 * ms, sim.Never, func(m *moment.Moment) {
			m.Behind, m.State.Setup.Mode, m.State.Remedies = 12*time.Second, sim.EmitAwait, m.State.Remedies.With(sim.Sweeper, true)
		}, " orderflow   await emit()   + sweeper   ▸ 14.5초  12초 뒤처짐    ▲   시뮬레이션"},
		{"no room for the name", 60, 0, 22 * time.Second, sim.Never, nil, "  emit()   ▸ 22.0 s               ▲ broker down   SIMULATED"},
	} {
		n := counts{orders: 12}
		f := n.frame(moment.Options{Width: c.width, Height: 36, Lang: c.lang})
		f.Moment.At, f.State.Faults = c.at, []sim.FaultState{down(t, c.end)}
		if c.set != nil {
			c.set(f.Moment)
		}
		f.DrawStatus()
		if got := row(f, 0); got != c.want {
			t.Errorf("%s: drawn\n%q, want\n%q", c.name, got, c.want)
		}
	}
}

// TestTheStatusKeepsApart: whatever is on, at every width the parts of row 0
// stand apart and whole, and the gravest fault is named.
func TestTheStatusKeepsApart(t *testing.T) {
	random := rand.New(rand.NewPCG(4, 4))
	for range 4000 {
		n := counts{orders: 12}
		f := n.frame(moment.Options{Width: StageWidth + random.IntN(241), Height: 36, Lang: words.Lang(random.IntN(2))})
		m := f.Moment
		m.At, m.State.Setup.Mode = time.Duration(random.IntN(1e6))*ms, sim.Mode(random.IntN(3))
		m.Speed, m.Still, m.Ratio = []float64{1, 2, 0.25}[random.IntN(3)], random.IntN(3) == 0, pace.Ratio{Slow: random.IntN(2) == 0, N: 1 + random.IntN(1000)}
		m.Log.Header.Seed = random.Uint64() >> random.IntN(64)
		if random.IntN(2) == 0 {
			m.Log.Header.Prefix, m.Log.Header.Began = "orderflow-1a2b3c4d.", time.Unix(random.Int64N(1<<31), 0)
			m.Log.Header.Door = []string{"", "127.0.0.1:65535"}[random.IntN(2)]
		}
		m.State.Setup.Engine = []string{"sim", "embedded", "kafka"}[random.IntN(3)]
		for remedy := range sim.RemedyCount {
			m.State.Remedies = m.State.Remedies.With(remedy, random.IntN(3) == 0)
		}
		for range random.IntN(3) {
			name := sim.FaultName(1 + random.IntN(int(sim.ServiceRestart)))
			m.State.Faults = append(m.State.Faults, sim.FaultState{Fault: sim.Fault{Name: name}, For: []time.Duration{sim.Forever, time.Hour}[random.IntN(2)], End: sim.Never, Strikes: 1})
		}
		var titles []string
		if random.IntN(2) == 0 {
			titles = []string{"#4 insta likes ×500 · in-house · person", "#4 insta likes"}
		}
		f.DrawStatus(titles...)
		text := row(f, 0)
		if strings.Contains(text, "…") || !strings.HasSuffix(text, f.Engine()) || !strings.Contains(text, f.Words.Status.Mode[m.State.Setup.Mode]) || !strings.Contains(text, f.clock()) {
			t.Fatalf("%d columns: %q", f.Width(), text)
		}
		if worst, _ := f.worstFault(); worst != nil && f.Width() >= 100 && !strings.Contains(text, f.FaultName(worst)) {
			t.Fatalf("%d columns: %s is not named in %q", f.Width(), f.FaultName(worst), text)
		}
	}
}
