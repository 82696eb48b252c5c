package ui

import (
	"math/rand/v2"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
)

// TestZonesLieOnTheFrame: whatever is open, a zone is inside the frame and its
// key is bound.
func TestZonesLieOnTheFrame(t *testing.T) {
	uitest.SingleThreaded(t)
	random := rand.New(rand.NewPCG(5, 8))
	openers := []string{"", "enter", "w", "a", "e", "e /", "d", "c", "R", "S", "g", "i", "F", "?", "tab enter", strings.Repeat("tab ", 4) + "enter", "b"}
	for _, keys := range openers {
		for range 4 {
			o := Options{Width: 80 + random.IntN(140), Height: 24 + random.IntN(50), Big: random.IntN(3) == 0, Lang: Lang(random.IntN(2))}
			p := playerAt(t, time.Duration(20+random.IntN(12))*time.Second, keys, o)
			zones := p.zones()
			if len(zones) == 0 {
				t.Errorf("%q: nothing of the frame can be clicked", keys)
			}
			for _, z := range zones {
				if z.x < 0 || z.y < 0 || z.x+z.w > o.Width || z.y+z.h > o.Height+1 {
					t.Errorf("%q at %dx%d: a zone at %v is outside", keys, o.Width, o.Height, z.rect)
				}
				if z.does.key != "" && z.does.key != "esc" && p.mode != laneKeys && p.find(z.does.key) == nil && !stale(p, z) {
					t.Errorf("%q: a zone presses %q, which is not bound in mode %d", keys, z.does.key, p.mode)
				}
			}
		}
	}
}

// stale reports whether a zone is of what lies below what is open: it is
// covered, so it cannot be clicked.
func stale(p *player, z zone) bool {
	for y := z.y; y < z.y+z.h; y++ {
		for x := z.x; x < z.x+z.w; x++ {
			if zoneAt(p.zones(), x, y) == z.does {
				return false
			}
		}
	}
	return true
}

// TestClicksAnywhere: clicks, drags and turns of the wheel anywhere leave a
// whole frame, whatever they have opened.
func TestClicksAnywhere(t *testing.T) {
	random := rand.New(rand.NewPCG(34, 55))
	for range 12 {
		o := Options{Width: 80 + random.IntN(130), Height: 24 + random.IntN(40), Lang: Lang(random.IntN(2)), Big: random.IntN(4) == 0}
		p := playerAt(t, time.Duration(10+random.IntN(25))*time.Second, "", o)
		for range 120 {
			x, y := random.IntN(o.Width+4)-2, random.IntN(o.Height+4)-2
			switch random.IntN(5) {
			case 0:
				p.wheel(random.IntN(2) == 0)
			case 1:
				p.drag(x)
				p.release()
			default:
				p.click(x, y)
			}
			if p.leaving {
				t.Fatal("a click quits")
			}
			if p.wanted != nil {
				p.wanted = nil
			}
			if random.IntN(10) == 0 {
				wholeFrame(t, p.moment(), o)
			}
		}
	}
}

func TestAClickOnALineSelectsItAndAgainJumps(t *testing.T) {
	p := playerAt(t, 27*time.Second, "e", Options{Width: 120, Height: 36})
	var line zone
	for _, z := range p.zones() {
		if z.does.line != 0 {
			line = z
			break
		}
	}
	p.click(line.x+3, line.y)
	if _, selected := p.lines(); selected != sim.EventID(line.does.line) || p.panel.Kind != EventsPanel {
		t.Fatalf("a click on event %d selects %d", line.does.line, selected)
	}
	for _, z := range p.zones() {
		if z.does.line == line.does.line {
			p.click(z.x+3, z.y)
			break
		}
	}
	if p.panel.Kind != NoPanel || p.moment().N < sim.EventID(line.does.line) {
		t.Errorf("a second click does not jump: panel %d, event %d", p.panel.Kind, p.moment().N)
	}
}

func TestAClickBesideASheetClosesIt(t *testing.T) {
	for _, keys := range []string{"F", "R", "S", "g", "i", "?", "w"} {
		p := playerAt(t, 20*time.Second, keys, Options{Width: 120, Height: 36})
		p.click(60, 0)
		if p.mode != boardKeys || p.sheet != nil {
			t.Errorf("%s: a click beside it leaves mode %d", keys, p.mode)
		}
	}
}

func TestTheFormIsFilledByMouse(t *testing.T) {
	p := playerAt(t, 20*time.Second, "F", Options{Width: 120, Height: 36})
	item := func(n int) {
		for _, z := range p.zones() {
			if z.does.item == n {
				p.click(z.x, z.y)
				return
			}
		}
		t.Fatalf("item %d is not on the form", n)
	}
	item(3)
	form, _ := p.sheet.(FaultForm)
	if form.Name != sim.FaultShapes()[2].Name {
		t.Errorf("a click chooses %s", form.Name)
	}
	item(fieldItems + 2)
	if form, _ = p.sheet.(FaultForm); form.Field != 1 {
		t.Errorf("a click goes to field %d", form.Field)
	}
}
