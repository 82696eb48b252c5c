package ui

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
)

// lanesPlayer returns a player of a scenario with the comparison open.
func lanesPlayer(t *testing.T, scenario string, at time.Duration, inputs ...sim.Input) *player {
	t.Helper()
	restart := func(mode sim.Mode) (Source, error) {
		return uitest.NewRun(t, scenario, func(c *sim.Config) { c.Mode = mode }), nil
	}
	source, _ := restart(sim.Emit)
	p := newPlayer(source, restart, Options{Width: 120, Height: 36})
	p.show(at)
	for _, in := range inputs {
		p.act(in)
		p.show(at)
	}
	p.press("c")
	if p.moment().Lanes == nil {
		t.Fatal("c does not open the comparison")
	}
	return p
}

func TestLaneFrames(t *testing.T) {
	for name, p := range map[string]*player{
		"calm": lanesPlayer(t, "calm", 1003*time.Millisecond), "waits": lanesPlayer(t, "outage", 9*time.Second),
		"failed": lanesPlayer(t, "outage", 27500*time.Millisecond), "end": lanesPlayer(t, "outage", -1),
	} {
		for _, size := range goldenSizes {
			for _, size.Lang = range []Lang{English, Korean} {
				text := Draw(p.moment(), size).Text()
				if fault := brokenBorder(grid(t, text, size.Width, size.Height)); fault != "" {
					t.Errorf("%s: %s", name, fault)
				}
				checkGolden(t, fmt.Sprintf("lanes-%s-%dx%d-%s", name, size.Width, size.Height, size.Lang), text)
			}
		}
	}
}

// TestLanesAreTheirRuns: a lane shows what a run in its mode shows at that
// time, also after an input, and wherever the cursor was before.
func TestLanesAreTheirRuns(t *testing.T) {
	random := rand.New(rand.NewPCG(23, 23))
	p := lanesPlayer(t, "calm", 5*time.Second, sim.Input{NewOrder: true})
	for range 20 {
		at := time.Duration(random.Int64N(int64(40 * time.Second)))
		p.reach(at)
		p.playback.seekTime(at)
		for i, lane := range p.moment().Lanes.Lanes {
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
	random := rand.New(rand.NewPCG(29, 29))
	for _, scenario := range sim.Scenarios() {
		p := lanesPlayer(t, scenario.Name, time.Duration(random.Int64N(int64(40*time.Second))))
		for range 15 {
			p.playback.seekWall(time.Duration(random.Float64() * float64(p.playback.scale.end())))
			m := p.moment()
			for range 6 {
				o := Options{Width: 1 + random.IntN(260), Height: 1 + random.IntN(80), Lang: Lang(random.IntN(2)), ASCII: random.IntN(5) == 0}
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
	p.press("f")
	m := p.moment()
	a, b, c := differs(m.Lanes.Lanes[0].State), differs(m.Lanes.Lanes[1].State), differs(m.Lanes.Lanes[2].State)
	if a == b && b == c || m.At >= 2*time.Second {
		t.Errorf("f goes to %s: %v %v %v", m.At, a, b, c)
	}
	at := m.At
	var shown Source
	p.shown = func(source Source) { shown = source }
	p.press("down")
	p.press("enter")
	if shown != p.source {
		t.Error("whoever saves the run is not told which one is shown")
	}
	if m := p.moment(); m.Lanes != nil || m.State.Setup.Mode != sim.EmitAwait || m.At != at {
		t.Errorf("enter shows %s at %s", m.State.Setup.Mode, m.At)
	}
	shown = nil
	p.press("c")
	if shown != p.source {
		t.Error("a lane is taken for the run that is shown")
	}
	p.press("space")
	before := p.playback.cursor
	p.tick(300 * time.Millisecond)
	if p.playback.cursor == before {
		t.Error("the lanes do not move")
	}
	p.press("esc")
	if p.moment().Lanes != nil {
		t.Error("esc does not close the comparison")
	}
}

func TestALogCannotBeCompared(t *testing.T) {
	p := newPlayer(Replay(uitest.ScenarioLog(t, "outage", nil)), nil, Options{})
	p.press("c")
	if p.moment().Lanes != nil {
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
		p.tick(50 * time.Millisecond)
		grid(t, Draw(p.moment(), p.options).Text(), p.options.Width, p.options.Height)
	}
}
