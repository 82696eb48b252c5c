package stage

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
)

func manyOrders(t testing.TB, w, h int) *Player {
	source := uitest.NewRun(t, "calm", func(c *sim.Config) { c.Orders, c.Rate = 60, sim.Rate{Orders: 5, Per: time.Second} })
	p := newPlayer(source, nil, moment.Options{Width: w, Height: h})
	p.Show(14 * time.Second)
	return p
}

func TestAClickSelectsTheRowUnderIt(t *testing.T) {
	for _, size := range [][2]int{{80, 24}, {100, 40}, {120, 36}, {200, 60}} {
		p := manyOrders(t, size[0], size[1])
		for _, scrolled := range []int{0, -9, 3} {
			p.scroll(scrolled)
			lines := strings.Split(p.Draw().Text(), "\n")
			found := 0
			for y, line := range lines {
				before, _, _ := strings.Cut(line, "×")
				var order int
				if _, err := fmt.Sscanf(strings.TrimLeft(before, " │|▸>"), "#%d", &order); err != nil {
					continue
				}
				found++
				if got := moment.OrderOf(canvas.ZoneAt(p.Draw().Zones, 10, y).Place); int(got) != order {
					t.Fatalf("%dx%d: line %d shows #%d, a click on it selects #%d", size[0], size[1], y, order, got)
				}
			}
			if found < 8 {
				t.Fatalf("%dx%d: only %d rows", size[0], size[1], found)
			}
		}
	}
}

func TestClicksElsewhereSelectNothing(t *testing.T) {
	p := manyOrders(t, 120, 36)
	p.Draw()
	for _, place := range [][2]int{{0, 0}, {5, 12}, {0, 20}, {10, 11}, {500, 500}, {-1, -1}} {
		p.Click(place[0], place[1])
		if p.selected != 0 {
			t.Errorf("a click at %v selects #%d", place, p.selected)
		}
	}
}

func TestArrowsMoveTheSelectionAndEscGivesItBack(t *testing.T) {
	p := outagePlayer(t)
	p.Show(15100 * time.Millisecond)
	p.endplay = endplay{}
	followed := p.Scene().Shown()
	p.Press("down")
	if p.Scene().Shown() != followed+1 {
		t.Errorf("down selects #%d after #%d", p.Scene().Shown(), followed)
	}
	p.Press("k")
	p.Press("up")
	if p.Scene().Shown() != followed-1 {
		t.Errorf("up selects #%d", p.Scene().Shown())
	}
	for range 30 {
		p.Press("up")
	}
	if p.Scene().Shown() != 1 {
		t.Errorf("the topmost is #%d", p.Scene().Shown())
	}
	for range 30 {
		p.Press("j")
	}
	if got := int(p.Scene().Shown()); got != p.count() {
		t.Errorf("the lowest is #%d of %d", got, p.count())
	}
	p.Press("esc")
	if p.Scene().Shown() != followed || p.hasSelected() {
		t.Error("esc does not give the selection back")
	}
}
