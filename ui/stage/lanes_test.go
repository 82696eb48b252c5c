package stage

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// lanesPlayer returns a player of a scenario with the comparison open.
func lanesPlayer(t *testing.T, scenario string, at time.Duration, inputs ...sim.Input) *Player {
	t.Helper()
	restart := func(mode sim.Mode) (Source, error) {
		return uitest.NewRun(t, scenario, func(c *sim.Config) { c.Mode = mode }), nil
	}
	source, _ := restart(sim.Emit)
	p := newPlayer(source, restart, moment.Options{Width: 120, Height: 36})
	p.Show(at)
	for _, in := range inputs {
		p.act(in)
		p.Show(at)
	}
	p.Press("c")
	if !isOpen[*laneScreen](p.Scene()) {
		t.Fatal("c does not open the comparison")
	}
	return p
}

// TestLanesAreTheirRuns: a lane shows what a run in its mode shows at that
// time, also after an input, and wherever the cursor was before.
func TestLanesAreTheirRuns(t *testing.T) {
	random := rand.New(rand.NewPCG(23, 23))
	p := lanesPlayer(t, "calm", 5*time.Second, sim.Input{NewOrder: true})
	for range 20 {
		at := time.Duration(random.Int64N(int64(40 * time.Second)))
		p.reach(at)
		p.playback.SeekTime(at)
		for i, lane := range lanesOf(p.Scene()).Lanes {
			session := uitest.NewRun(t, "calm", func(c *sim.Config) { c.Mode = sim.Mode(i) })
			for _, in := range p.inputs {
				if err := session.Act(in.At, in); err != nil {
					t.Fatal(err)
				}
			}
			session.Advance(at)
			want := sim.Fold(session.Log(), session.Log().Until(at))
			if lane.State.N != want.N || differs(lane.State) != differs(want) || lane.State.Setup.Mode != sim.Mode(i) {
				t.Fatalf("at %s lane %d shows event %d, its run %d", at, i, lane.State.N, want.N)
			}
		}
	}
}

func TestLanesAreWholeAtEverySize(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(29, 29))
	for _, scenario := range sim.Scenarios() {
		p := lanesPlayer(t, scenario.Name, time.Duration(random.Int64N(int64(40*time.Second))))
		for range 15 {
			p.playback.SeekWall(time.Duration(random.Float64() * float64(p.playback.Scale.End())))
			m := p.Scene()
			for range 6 {
				o := moment.Options{Width: 1 + random.IntN(260), Height: 1 + random.IntN(80), Lang: words.Lang(random.IntN(2)), ASCII: random.IntN(5) == 0}
				text := string(flat(wholeFrame(t, m, o)))
				if strings.Contains(text, "%!") {
					t.Fatalf("%s: a verb is wrong in\n%s", scenario.Name, text)
				}
			}
		}
	}
}

func TestKeysOfTheLanes(t *testing.T) {
	p := lanesPlayer(t, "outage", 27500*time.Millisecond)
	p.Press("f")
	m := p.Scene()
	a, b, c := differs(lanesOf(m).Lanes[0].State), differs(lanesOf(m).Lanes[1].State), differs(lanesOf(m).Lanes[2].State)
	if a == b && b == c || m.At >= 2*time.Second {
		t.Errorf("f goes to %s: %v %v %v", m.At, a, b, c)
	}
	at := m.At
	var shown Source
	p.shown = func(source Source) { shown = source }
	p.Press("down")
	p.Press("enter")
	if shown != p.source {
		t.Error("whoever saves the run is not told which one is shown")
	}
	if m := p.Scene(); isOpen[*laneScreen](m) || m.State.Setup.Mode != sim.EmitAwait || m.At != at {
		t.Errorf("enter shows %s at %s", m.State.Setup.Mode, m.At)
	}
	shown = nil
	p.Press("c")
	if shown != p.source {
		t.Error("a lane is taken for the run that is shown")
	}
	p.Press("space")
	before := p.playback.Cursor
	p.Tick(300 * time.Millisecond)
	if p.playback.Cursor == before {
		t.Error("the lanes do not move")
	}
	p.Press("esc")
	if isOpen[*laneScreen](p.Scene()) {
		t.Error("esc does not close the comparison")
	}
}

func TestALogCannotBeCompared(t *testing.T) {
	p := newPlayer(Replay(uitest.ScenarioLog(t, "outage", nil)), nil, moment.Options{})
	p.Press("c")
	if isOpen[*laneScreen](p.Scene()) {
		t.Error("a recorded log is compared")
	}
}

// TestPanelsUnderAnyKeys: whatever is pressed in the diagram and the
// comparison, every frame is whole.
func TestPanelsUnderAnyKeys(t *testing.T) {
	random := rand.New(rand.NewPCG(31, 31))
	keys := []string{"d", "c", "tab", "+", "up", "down", "enter", "esc", "f", ".", ",", "end", "home", "space", "b", "?", "L", "2", "x", "o", "u"}
	p := lanesPlayer(t, "outage", 9*time.Second)
	for range 300 {
		key := keys[random.IntN(len(keys))]
		if err := p.pressed(key); err != nil {
			t.Fatal(err)
		}
		p.Tick(50 * time.Millisecond)
		grid(t, p.Draw().Text(), p.options.Width, p.options.Height)
	}
}
