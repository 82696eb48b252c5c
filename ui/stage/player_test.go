package stage

import (
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
)

// staged is a source, and what can be started beside it.
type staged struct {
	Source  Source
	Restart Restart
	Stage   Stage
	Sow     Sow
}

// outageShow returns the default run.
func outageShow(t testing.TB) staged {
	restart := func(mode sim.Mode) (Source, error) {
		return uitest.NewRun(t, "outage", func(c *sim.Config) { c.Mode = mode }), nil
	}
	source, _ := restart(sim.Emit)
	return staged{Source: source, Restart: restart}
}

// checkFrame draws what a player shows and checks that it is a frame.
func checkFrame(t testing.TB, p *Player, w, h int) {
	t.Helper()
	lines := strings.Split(strings.TrimSuffix(p.Draw().Text(), "\n"), "\n")
	if len(lines) != h {
		t.Fatalf("%d lines instead of %d", len(lines), h)
	}
	for y, line := range lines {
		if got := ansi.StringWidth(line); got != w {
			t.Fatalf("line %d of %d×%d has %d columns: %q", y, w, h, got, line)
		}
	}
}

func outagePlayer(t testing.TB) *Player {
	c := outageShow(t)
	p := briskPlayer(c.Source, c.Restart, moment.Options{Width: 120, Height: 36})
	p.Show(0)
	p.endplay = endplay{}
	return p
}

// briskPlayer returns a player whose motion waits for no sentence.
func briskPlayer(source Source, restart Restart, o moment.Options) *Player {
	p := newPlayer(source, restart, o)
	p.playback.SetPace(pace.BriskPace)
	return p
}

// play lets real time pass in frames.
func (p *Player) play(span time.Duration) {
	for ; span > 0; span -= FrameEvery {
		p.Tick(FrameEvery)
	}
}

func TestActingForksAtTheCursor(t *testing.T) {
	p := outagePlayer(t)
	p.play(5 * time.Second)
	before, log := p.playback.Cursor, p.log
	p.Press("o")
	after := p.playback.Cursor
	if p.log == log {
		t.Fatal("acting before the end of the log has made no other log")
	}
	if after.At < before.At || after.At > before.At+2*time.Microsecond || after.N < before.N {
		t.Fatalf("acting moves the cursor from %+v to %+v", before, after)
	}
	created := func() bool {
		return slices.ContainsFunc(p.Scene().Change.Events, func(n sim.EventID) bool { return p.log.At(n).Type == sim.OrderCreated })
	}
	if !created() {
		t.Errorf("the new order is not the change that is shown: %+v", p.Scene().Change)
	}
	if said(p) != "You place one more order: #2." || !p.onBoard() {
		t.Errorf("%q is said", said(p))
	}
	p.play(60 * time.Second)
	if got := p.Scene().State.Count(); got != 13 {
		t.Errorf("%d orders at the end, want 13", got)
	}
}

func TestBreakingAndRepairingTheBroker(t *testing.T) {
	c := staged{Source: uitest.NewRun(t, "calm")}
	p := newPlayer(c.Source, nil, moment.Options{Width: 120, Height: 36})
	p.play(3 * time.Second)
	hint := func() intent.Action {
		for _, h := range p.Scene().Footer {
			if h.Keys == "x" {
				return h.Does
			}
		}
		return intent.NoAction
	}
	if hint() != intent.BreakAction {
		t.Fatal("the footer does not offer to break the broker")
	}
	p.Press("x")
	if !p.faulty() || hint() != intent.RepairAction {
		t.Fatal("x has not broken the broker, or the footer does not offer the repair")
	}
	p.play(6 * time.Second)
	p.Press("x")
	if p.faulty() || hint() != intent.BreakAction {
		t.Fatal("x has not repaired the broker")
	}
}

func TestModesAreNewRunsWithTheSameInputs(t *testing.T) {
	p := outagePlayer(t)
	p.play(5 * time.Second)
	p.Press("o")
	if err := p.pressed("2"); err != nil {
		t.Fatal(err)
	}
	if p.runMode() != sim.EmitAwait || p.playback.Cursor.Wall != 0 {
		t.Fatalf("mode %s at %s", p.runMode(), p.playback.Cursor.Wall)
	}
	p.play(60 * time.Second)
	if got := p.Scene().State.Count(); got != 13 {
		t.Errorf("%d orders: the user's order is not in the new run", got)
	}
	if err := p.pressed("2"); err != nil {
		t.Fatal(err)
	}
	p.play(60 * time.Second)
	if got := p.Scene().State.Count(); got != 12 {
		t.Errorf("%d orders: the same mode again is the run as it was given", got)
	}
}

func TestTheEndGoesOnUnlessAKeyIsPressed(t *testing.T) {
	p := outagePlayer(t)
	end := outageLength(t, sim.Emit)
	p.play(end + endplayAfter/2)
	if m := p.Scene(); !m.Finished || m.Countdown == 0 || m.NextMode != sim.EmitAwait {
		t.Fatalf("finished %v, countdown %d, next %s", m.Finished, m.Countdown, m.NextMode)
	}
	p.Press("K") // bound to nothing
	p.play(20 * time.Second)
	if m := p.Scene(); p.wanted != nil || m.Countdown != 0 {
		t.Fatal("a key has not cancelled it")
	}
	p.Press("home")
	p.play(end + endplayAfter + time.Second)
	if p.wanted == nil || p.wanted.mode != sim.EmitAwait {
		t.Fatal("watched again to its end, it does not go on")
	}
}

func TestReplaysCannotBeActedUpon(t *testing.T) {
	p := newPlayer(Replay(uitest.WholeRun(t, "outage")), nil, moment.Options{Width: 120, Height: 36})
	p.play(3 * time.Second)
	for _, key := range []string{"o", "x", "1", "2"} {
		if p.find(key) != nil {
			t.Errorf("%s does something", key)
		}
	}
	p.Press("end")
	if m := p.Scene(); !m.Finished || int(m.N) != p.log.Len() {
		t.Errorf("the end shows event %d of %d", m.N, p.log.Len())
	}
}

func TestATornLogEndsWhereItEnds(t *testing.T) {
	log := uitest.WholeRun(t, "outage").Prefix(140)
	p := newPlayer(Replay(log), nil, moment.Options{Width: 120, Height: 36})
	p.play(60 * time.Second)
	if !p.finished() || p.playback.Cursor.N < 130 {
		t.Errorf("finished %v at event %d", p.finished(), p.playback.Cursor.N)
	}
}

// TestATornLogIsNotWaitedFor: whatever it says of the time until which its run
// could have gone on.
func TestATornLogIsNotWaitedFor(t *testing.T) {
	log := uitest.WholeRun(t, "outage").Prefix(140)
	setup := *log.At(1).Detail.Setup
	setup.Until = math.MaxInt64
	log.At(1).Detail.Setup = &setup
	p := newPlayer(Replay(log), nil, moment.Options{Width: 120, Height: 36})
	for frames := 0; p.growing(); frames++ {
		p.grow()
		if frames > 100 {
			t.Fatal("the screen waits for what will never come")
		}
	}
	p.Press("end")
	if !p.finished() || !p.Idle() {
		t.Errorf("finished %v at event %d, idle %v", p.finished(), p.playback.Cursor.N, p.Idle())
	}
}

func TestMarksAreOfWhatWasPlayed(t *testing.T) {
	p := outagePlayer(t)
	count := func() int { return len(p.Scene().Marks) }
	if count() != 0 {
		t.Error("the future is marked before it was played")
	}
	p.Press("end")
	if count() != 3 {
		t.Errorf("%d marks at the end", count())
	}
	p.Press("home")
	if count() != 3 {
		t.Errorf("%d marks after going back", count())
	}
}

func TestSpeedStaysWithinItsLimits(t *testing.T) {
	p := outagePlayer(t)
	for range 20 {
		p.Press("]")
	}
	if p.playback.Speed != 64 {
		t.Errorf("speed %v", p.playback.Speed)
	}
	for range 20 {
		p.Press("[")
	}
	if p.playback.Speed != 1.0/64 {
		t.Errorf("speed %v", p.playback.Speed)
	}
}

// sizes are window sizes at and around the borders of the layouts.
var sizes = [][2]int{{120, 36}, {80, 24}, {79, 24}, {119, 36}, {120, 35}, {200, 60}, {1, 1}, {160, 48}}

func FuzzKeys(f *testing.F) {
	keys := []string{
		"space", ".", ",", "home", "end", "m", "M", "[", "]", "p", "1", "2", "3", "o", "x", "up", "down", "esc", "L", "t", "b", "?",
		"pgdown", "pgup", "f5", "ㅌ", "enter", "F", "z", "u",
	}
	const clicks, wheels, resizes = 60, 120, 140 // what the moves above the keys do, up to these
	f.Add([]byte{0, 1, 1, 2, 14, 200, 220, 13, 4, 3, 10, 230, 21, 21, 20, 20, 45, 90, 125, 133})
	f.Add([]byte{14, 200, 200, 14, 13, 4, 2, 2, 14, 11, 250, 9, 1, 2, 9, 130, 131, 50, 110, 132})
	f.Fuzz(func(t *testing.T, moves []byte) {
		p := outagePlayer(t)
		for _, move := range moves[:min(len(moves), 40)] {
			before, i := p.playback.Cursor, int(move)
			switch {
			case i < len(keys):
				if err := p.pressed(keys[i]); err != nil {
					t.Fatal(err)
				}
			case i < clicks:
				p.Draw()
				p.Click(2*(i-len(keys)), i-len(keys))
			case i < wheels:
				p.scroll(i - (clicks+wheels)/2)
			case i < resizes:
				size := sizes[i%len(sizes)]
				p.options.Width, p.options.Height = size[0], size[1]
			default:
				p.Tick(time.Duration(move) * 5 * time.Millisecond)
				if after := p.playback.Cursor; after.At < before.At || after.N < before.N {
					t.Fatalf("playing moves the cursor from %+v to %+v", before, after)
				}
			}
			c := p.playback.Cursor
			if c.N > p.layer.Len() || c.N < p.log.Until(c.At-1) || p.history.At(c.N).N != sim.EventID(c.N) {
				t.Fatalf("after move %d the cursor is %+v of %d events", move, c, p.layer.Len())
			}
			checkFrame(t, p, p.options.Width, p.options.Height)
		}
	})
}

// outageLength returns the wall time at which the story of the outage is over.
func outageLength(t testing.TB, mode sim.Mode) time.Duration {
	t.Helper()
	return lengthOf(uitest.WholeRun(t, "outage", func(c *sim.Config) { c.Mode = mode }))
}

// lengthOf returns the wall time at which the story of a log is over.
func lengthOf(log *sim.Log) time.Duration {
	p := briskPlayer(Replay(log), nil, moment.Options{})
	p.Show(-1)
	return p.playback.Cursor.Wall
}
