package stage

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/board"
	"orderflow/ui/chrome"
	"orderflow/ui/words"
)

// required are the values without which a consumer fault is none.
var required = map[sim.FaultName]string{sim.ConsumerSlow: ",delay=2s", sim.ConsumerCrash: ",at=before-commit"}

// markOf returns the title of the box that has a mark, and what the mark says.
func markOf(t *testing.T, p *Player) (on, said string) {
	t.Helper()
	cells := grid(t, p.Draw().Text(), p.options.Width, p.options.Height)
	bottom := chrome.WayTop + board.WayHeight
	if p.compact() {
		bottom = chrome.ShortTop + board.ShortHeight
	}
	for y := bottom - 1; y > 1; y-- {
		x := slices.Index(cells[y], '▲')
		if x < 0 {
			continue
		}
		if on != "" {
			t.Fatalf("two marks in\n%s", p.Draw().Text())
		}
		left := x
		for !strings.ContainsRune("╰│╎", cells[y][left]) {
			left--
		}
		top := y - 1
		for cells[top][left] != '╭' {
			top--
		}
		on, said = string(cells[top][left:left+14]), string(cells[y][x:x+14])
	}
	return on, said
}

func TestAMarkStandsWhereTheFaultsGroupIs(t *testing.T) {
	for name := sim.ProduceError; name <= sim.ProviderDrop; name++ {
		if !slices.Contains(name.Shape().Keys, sim.KeyGroup) {
			continue
		}
		for _, look := range []struct {
			group, full, compact string // where the mark stands; "" = nowhere
		}{
			{"", "in-house", "consumers"},
			{",group=in-house", "in-house", "consumers"},
			{",group=external", "external panel", "consumers"},
			{",group=statistics", "broker", ""},
		} {
			for _, size := range goldenSizes {
				fault := fmt.Sprintf("%s:from=1ms,for=60s%s%s", name, required[name], look.group)
				p := playerOn(t, fault, 500*time.Millisecond, size)
				want := look.full
				if p.compact() {
					want = look.compact
				}
				on, said := markOf(t, p)
				if want == "" && on != "" || !strings.Contains(on, want[:min(len(want), 8)]) {
					t.Errorf("%s at %d columns: the mark stands on %q, not on %q:\n%s", fault, size.Width, on, want, Draw(p.Scene(), size).Text())
				}
				if look.group == ",group=statistics" && on != "" && !strings.Contains(said, "statistics") {
					t.Errorf("%s: the mark says %q", fault, said)
				}
			}
		}
	}
}

// An absent group is nothing that a worker of another group waits for.
func TestOnlyTheAbsentGroupIsSaidToBeAbsent(t *testing.T) {
	for _, lang := range []words.Lang{words.English, words.Korean} {
		for _, size := range goldenSizes {
			size.Lang = lang
			p := playerOn(t, "consumer-absent:from=1s,group=statistics", 5*time.Second, size)
			// a worker that has just left its group and joins it anew
			m := p.Scene()
			g := &m.State.Groups[sim.InHouseGroup]
			g.Seen, g.Members = true, make([]sim.MemberState, 2)
			for i := range g.Members {
				g.Members[i].Silent, g.Members[i].GhostUntil = sim.Never, sim.Never
			}
			said := &lang.Catalogue().Member
			if frame := Draw(m, size).Text(); strings.Contains(frame, "w1 "+said.Briefly[sim.StandsAbsent]) || strings.Contains(frame, "w1 · "+said.Stands[sim.StandsAbsent]) {
				t.Errorf("the in-house group is said to be absent:\n%s", frame)
			}
		}
	}
}
