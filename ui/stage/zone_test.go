package stage

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/sheets"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// TestZonesLieOnTheFrame: whatever is open, a zone is inside the frame and its
// key is bound.
func TestZonesLieOnTheFrame(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(5, 8))
	openers := []string{"", "enter", "w", "a", "e", "e /", "d", "c", "R", "S", "g", "i", "F", "Y", "?", "tab enter", strings.Repeat("tab ", 4) + "enter", "b"}
	for _, keys := range openers {
		for range 4 {
			o := moment.Options{Width: 80 + random.IntN(140), Height: 24 + random.IntN(50), Big: random.IntN(3) == 0, Lang: words.Lang(random.IntN(2))}
			p := playerAt(t, time.Duration(20+random.IntN(12))*time.Second, keys, o)
			zones := p.Draw().Zones
			if len(zones) == 0 {
				t.Errorf("%q: nothing of the frame can be clicked", keys)
			}
			for _, z := range zones {
				if z.X < 0 || z.Y < 0 || z.X+z.W > o.Width || z.Y+z.H > o.Height+1 {
					t.Errorf("%q at %dx%d: a zone at %v is outside", keys, o.Width, o.Height, z.Rect)
				}
				if z.Does.Key != "" && z.Does.Key != "esc" && onTop[*laneScreen](p) == nil && p.find(z.Does.Key) == nil && !stale(p, z) {
					t.Errorf("%q: a zone presses %q, which is not bound on %s", keys, z.Does.Key, nameOf(p.top().screen))
				}
			}
		}
	}
}

// stale reports whether a zone is of what lies below what is open: it is
// covered, so it cannot be clicked.
func stale(p *Player, z canvas.Zone) bool {
	for y := z.Y; y < z.Y+z.H; y++ {
		for x := z.X; x < z.X+z.W; x++ {
			if canvas.ZoneAt(p.Draw().Zones, x, y) == z.Does {
				return false
			}
		}
	}
	return true
}

// TestClicksAnywhere: clicks, drags and turns of the wheel anywhere leave a
// whole frame, whatever they have opened.
func TestClicksAnywhere(t *testing.T) {
	uitest.SingleThreaded(t)
	random := rand.New(rand.NewPCG(34, 55))
	for range 12 {
		o := moment.Options{Width: 80 + random.IntN(130), Height: 24 + random.IntN(40), Lang: words.Lang(random.IntN(2)), Big: random.IntN(4) == 0}
		p := playerAt(t, time.Duration(10+random.IntN(25))*time.Second, "", o)
		for range 120 {
			x, y := random.IntN(o.Width+4)-2, random.IntN(o.Height+4)-2
			switch random.IntN(5) {
			case 0:
				p.Wheel(random.IntN(2) == 0)
			case 1:
				p.Drag(x)
				p.Release()
			default:
				p.Draw()
				p.Click(x, y)
			}
			if p.leaving {
				t.Fatal("a click quits")
			}
			if p.wanted != nil {
				p.wanted = nil
			}
			if random.IntN(10) == 0 {
				wholeFrame(t, p.Scene(), o)
			}
		}
	}
}

func TestAClickOnALineSelectsItAndAgainJumps(t *testing.T) {
	p := playerAt(t, 27*time.Second, "e", moment.Options{Width: 120, Height: 36})
	var line canvas.Zone
	for _, z := range p.Draw().Zones {
		if z.Does.Line != 0 {
			line = z
			break
		}
	}
	p.Click(line.X+3, line.Y)
	if _, selected := onTop[*eventScreen](p).lines(p); selected != sim.EventID(line.Does.Line) {
		t.Fatalf("a click on event %d selects %d", line.Does.Line, selected)
	}
	for _, z := range p.Draw().Zones {
		if z.Does.Line == line.Does.Line {
			p.Click(z.X+3, z.Y)
			break
		}
	}
	if !p.onBoard() || p.Scene().N < sim.EventID(line.Does.Line) {
		t.Errorf("a second click does not jump: %s, event %d", nameOf(p.top().screen), p.Scene().N)
	}
}

func TestAClickBesideASheetClosesIt(t *testing.T) {
	for _, keys := range []string{"F", "R", "S", "g", "i", "?", "w"} {
		p := playerAt(t, 20*time.Second, keys, moment.Options{Width: 120, Height: 36})
		p.Draw()
		p.Click(60, 0)
		if !p.onBoard() {
			t.Errorf("%s: a click beside it leaves %s", keys, nameOf(p.top().screen))
		}
	}
}

func TestTheFormIsFilledByMouse(t *testing.T) {
	p := playerAt(t, 20*time.Second, "F", moment.Options{Width: 120, Height: 36})
	item := func(n int) {
		for _, z := range p.Draw().Zones {
			if z.Does.Item == n {
				p.Click(z.X, z.Y)
				return
			}
		}
		t.Fatalf("item %d is not on the form", n)
	}
	item(3)
	form := &onTop[*faultScreen](p).form
	if form.Name != sim.FaultShapes()[2].Name {
		t.Errorf("a click chooses %s", form.Name)
	}
	item(sheets.FieldItems + 2)
	if form.Field != 1 {
		t.Errorf("a click goes to field %d", form.Field)
	}
}

// TestAClickIsOnTheFrameThatWasDrawnLast: what has changed since nobody has
// seen, and the tab key goes from place to place of what was seen.
func TestAClickIsOnTheFrameThatWasDrawnLast(t *testing.T) {
	for _, does := range []func(p *Player, z canvas.Zone){
		func(p *Player, z canvas.Zone) { p.Click(z.X, z.Y) },
		func(p *Player, _ canvas.Zone) { p.Press("tab") },
	} {
		p := playerAt(t, 20*time.Second, "", moment.Options{Width: 120, Height: 36})
		shown := p.Draw().Zones
		first := ring(shown)[0]
		zone := shown[slices.IndexFunc(shown, func(z canvas.Zone) bool { return z.Does.Place == first })]
		p.Resize(80, 24)
		if canvas.ZoneAt(Draw(p.Scene(), p.options).Zones, zone.X, zone.Y).Place == first {
			t.Fatal("the place is where it was before: nothing is tested")
		}
		does(p, zone)
		if p.focus != first {
			t.Errorf("%v is pointed at, the frame shows %v", p.focus, first)
		}
	}
}

// TestAnAnswerIsFoundOnce: drawing, the footer and the keys of the causes read
// the same one, until the moment is another.
func TestAnAnswerIsFoundOnce(t *testing.T) {
	p := playerAt(t, 27*time.Second, "w", moment.Options{Width: 120, Height: 36})
	answer := func() *tell.Answer { return tell.NewReader(p.Scene().Moment, p.options.Lang).Answer(askedAbout(p)) }
	first := answer()
	p.Draw()
	onTop[*whyScreen](p).events(p)
	if again := answer(); len(first.Reasons) == 0 || again != first {
		t.Error("the same answer was looked for again")
	}
	p.playback.SeekTime(27*time.Second + time.Millisecond)
	if answer() == first {
		t.Error("at another moment it is the same answer")
	}
}
