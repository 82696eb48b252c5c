package stage

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/internal/handle"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// opensHandle returns a player that stands where a handle says, as orderflow open
// makes one.
func opensHandle(t *testing.T, text string, o moment.Options) *Player {
	t.Helper()
	run, err := handle.Decode(text)
	if err != nil {
		t.Fatal(err)
	}
	source, err := engine.NewSession(run.Config, sim.Header{Scenario: run.Config.Scenario, Seed: run.Config.Seed, Version: "test"}, run.Inputs...)
	if err != nil {
		t.Fatal(err)
	}
	restart := func(mode sim.Mode) (Source, error) {
		c := run.Config
		c.Mode = mode
		return engine.NewSession(c, source.Log().Header)
	}
	return New(source, &Setup{Restart: restart, Rests: true, Options: o, Stand: &run.View})
}

// handleSizes are windows of every layout.
var handleSizes = []moment.Options{{Width: 80, Height: 24}, {Width: 120, Height: 36, Lang: words.Korean}, {Width: 60, Height: 18}, {Width: 200, Height: 60}, {Width: 100, Height: 40, ASCII: true}}

// wander does something to a run, or in it, as users do.
func wander(t *testing.T, p *Player, random *rand.Rand) {
	t.Helper()
	keys := strings.Fields("o x X , . m M > < left right shift+right shift+left B ' p ] [ 2 3 1 N z up down pgdown pgup end home esc space")
	switch random.IntN(5) {
	case 0:
		p.play(time.Duration(random.IntN(4000)) * time.Millisecond)
	case 1:
		pressAll(t, p, strings.Fields(fmt.Sprintf("R %s space esc", strings.Repeat("down ", random.IntN(6))))...)
	case 2:
		pressAll(t, p, strings.Fields(fmt.Sprintf("F %s enter", strings.Repeat("down ", random.IntN(24))))...)
		p.toBoard()
	default:
		pressAll(t, p, keys[random.IntN(len(keys))])
	}
}

// TestAHandleOpensTheSameFrame: whatever was done, at whatever place, whoever opens
// the handle sees what was seen by who made it.
func TestAHandleOpensTheSameFrame(t *testing.T) {
	uitest.SingleThreaded(t)
	for i, scenario := range []string{"outage", "calm", "lost-ack", "panel-timeout", "outage", "poison"} {
		t.Run(fmt.Sprint(i, " ", scenario), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(uint64(i), 14))
			p := stagedPlayer(t, scenario)
			p.Show(time.Duration(random.IntN(30)) * time.Second)
			for step := range 120 {
				wander(t, p, random)
				if step%4 > 0 {
					continue
				}
				p.options = handleSizes[random.IntN(len(handleSizes))]
				checkHandle(t, p)
			}
		})
	}
}

// checkHandle opens the handle of what a player shows, and compares the frames.
func checkHandle(t *testing.T, p *Player) {
	t.Helper()
	p.notice, p.endplay, p.tableTop, p.focus = noNotice, endplay{}, 0, intent.Place{}
	p.asking, p.rush = intent.NoAction, false
	p.playback.Paused, p.stopped = true, false
	p.toBoard()
	p.growAll()
	text, err := p.Handle()
	if err != nil {
		t.Fatal(err)
	}
	again := opensHandle(t, text, p.options)
	want, got := p.Draw(), again.Draw()
	// what was left, and other scenarios and seeds to go to, are not in a handle
	m, n := p.Scene(), again.Scene()
	m.Footer, n.Footer = nil, nil
	if !slices.Equal(Draw(m, p.options).Cells, Draw(n, p.options).Cells) {
		t.Fatalf("%s\nis another frame: %+v %+v\n%s", text, p.Cursor(), again.Cursor(), differing(want.ANSI(), got.ANSI()))
	}
	if twice, err := again.Handle(); err != nil || twice != text {
		t.Fatalf("its handle is another: %v\n%s\n%s", err, text, twice)
	}
}

// differing returns the lines in which two frames differ.
func differing(a, b string) string {
	var lines []string
	after := strings.Split(b, "\n")
	for i, line := range strings.Split(a, "\n") {
		if line != after[i] {
			lines = append(lines, line, after[i])
		}
	}
	return strings.Join(lines, "\n")
}

// TestAHandleOfTheOpening: the opening is where it was, too.
func TestAHandleOfTheOpening(t *testing.T) {
	c := outageShow(t)
	o := moment.Options{Width: 120, Height: 36}
	p := New(c.Source, &Setup{Restart: c.Restart, Options: o, Opening: true})
	for range 200 {
		p.Tick(FrameEvery)
	}
	p.playback.Paused = true
	text, err := p.Handle()
	if err != nil {
		t.Fatal(err)
	}
	if again := opensHandle(t, text, o); picture(again) != picture(p) {
		t.Errorf("is another frame:\n%s\n%s", picture(p), picture(again))
	}
}

// TestYCopiesTheHandleAndMovesNothing: it is copied, shown, and where one stood one
// stands.
func TestYCopiesTheHandleAndMovesNothing(t *testing.T) {
	p := playerAt(t, 12480*time.Millisecond, "x", moment.Options{Width: 100, Height: 36})
	p.playback.Paused, p.notice = false, noNotice
	before, cursor := picture(p), p.Cursor()
	pressAll(t, p, "Y")
	text := p.TakeCopied()
	if want, err := p.Handle(); err != nil || text != want || p.TakeCopied() != "" {
		t.Fatalf("%q is copied, not %q (%v)", text, want, err)
	}
	if frame := squeezed(p.Draw()); !strings.Contains(strings.ReplaceAll(frame, "┃┃", ""), text[:60]) {
		t.Errorf("%s is not shown:\n%s", text, p.Draw().Text())
	}
	pressAll(t, p, "esc")
	if picture(p) != before || p.Cursor() != cursor {
		t.Error("something moved")
	}
	for _, opener := range []string{"d", "enter", "e", "w", "c"} { // wherever a run is shown
		p := playerAt(t, 12480*time.Millisecond, "", moment.Options{Width: 100, Height: 36})
		pressAll(t, p, opener, "ㅛ")
		if onTop[*handleScreen](p) == nil || p.TakeCopied() == "" {
			t.Errorf("%s Y shows no handle", opener)
		}
	}
}

// TestQuittingAHandleAsksForNothing: what it says is not lost; what is done then is.
func TestQuittingAHandleAsksForNothing(t *testing.T) {
	made := playerAt(t, 12480*time.Millisecond, "o x", moment.Options{Width: 100, Height: 36})
	text, err := made.Handle()
	if err != nil {
		t.Fatal(err)
	}
	for _, keys := range []string{"q", "o q"} {
		p := opensHandle(t, text, made.options)
		pressAll(t, p, strings.Fields(keys)...)
		if p.Left() != (keys == "q") {
			t.Errorf("%s: it has ended: %v", keys, p.Left())
		}
	}
}

// TestNoHandleIsSaidInALine: where a run has none, a line says why.
func TestNoHandleIsSaidInALine(t *testing.T) {
	refused := func(p *Player, why words.NoHandle) {
		t.Helper()
		p.Draw()
		p.Press("Y")
		if want := words.English.Catalogue().Handle.Refused[why]; said(p) != want || p.TakeCopied() != "" || !p.onBoard() {
			t.Errorf("Y says %q, want %q", said(p), want)
		}
	}
	o := moment.Options{Width: 120, Height: 36}
	saved := newPlayer(Replay(uitest.ScenarioLog(t, "outage", nil)), nil, o)
	saved.Show(0)
	refused(saved, words.SavedLog)
	orders := func(n int) *Player {
		var list []sim.Order
		for i := range n {
			c := sim.DefaultConfig()
			order := c.Order(sim.OrderID(i + 1))
			order.Link = "https://shop.example/" + strings.Repeat(fmt.Sprint(i*7919), 5)
			list = append(list, order)
		}
		source := uitest.NewRun(t, "calm", func(c *sim.Config) { c.OrderList, c.Orders = list, n })
		p := newPlayer(source, nil, o)
		p.Show(0)
		return p
	}
	refused(orders(400), words.TooMuch)
	few := orders(5)
	few.playback.Paused = true
	checkHandle(t, few)
}

// TestAnotherStoryOpensAtTheSameTime: where the place of the story is not one any
// more, the virtual time is.
func TestAnotherStoryOpensAtTheSameTime(t *testing.T) {
	p := playerAt(t, 12480*time.Millisecond, "", moment.Options{Width: 120, Height: 36})
	run, err := p.Named()
	if err != nil {
		t.Fatal(err)
	}
	for name, change := range map[string]func(*handle.View){
		"a wall elsewhere":       func(v *handle.View) { v.Wall /= 2 },
		"a wall beyond the end":  func(v *handle.View) { v.Wall = time.Hour },
		"more events than there": func(v *handle.View) { v.N = 1_000_000 },
		"fewer events":           func(v *handle.View) { v.N = 3 },
	} {
		view := run.View
		change(&view)
		again := New(p.source, &Setup{Options: p.options, Stand: &view})
		if c := again.Cursor(); c.At != run.View.At || c.N != run.View.N {
			t.Errorf("%s: stands at %+v, want %s", name, c, run.View.At)
		}
	}
	view := run.View
	view.At, view.Wall, view.N, view.Pace = time.Hour, 0, 0, pace.RealPace.String()
	if c := New(p.source, &Setup{Options: p.options, Stand: &view}).Cursor(); c.N == 0 {
		t.Errorf("a time after the end stands at %+v", c)
	}
}
