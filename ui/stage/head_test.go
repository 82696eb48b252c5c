package stage

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// headSizes are sizes at which a layout begins or ends, and some between.
var headSizes = [][2]int{{60, 18}, {61, 19}, {79, 23}, {80, 24}, {100, 30}, {109, 33}, {110, 34}, {119, 40}, {120, 36}, {140, 41}, {160, 45}, {200, 60}, {60, 90}, {300, 18}, {300, 90}}

// TestHeadAndFootStandEverywhere: at every size and in both languages, mode,
// caption, both bars, the timeline and the keys are there, whatever is opened in
// the place of the stage or over it.
func TestHeadAndFootStandEverywhere(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	for i, keys := range []string{"", "enter", "enter tab", "e", "a", "d", "F", "R", "S", "g", "i"} {
		for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
			if keys != "" && !takesTurn(i, mode) {
				continue
			}
			t.Run(fmt.Sprintf("%q %s", keys, mode), func(t *testing.T) {
				for _, at := range []time.Duration{0, 22 * time.Second, 26900 * time.Millisecond, -1} {
					p := playerIn(t, mode, at, keys)
					for _, size := range headSizes {
						for _, p.options.Lang = range []words.Lang{words.English, words.Korean} {
							p.Resize(size[0], size[1])
							holdHead(t, p, p.options)
						}
					}
				}
			})
		}
	}
}

// playerIn returns the outage in a mode at a virtual time, with keys pressed.
func playerIn(t *testing.T, mode sim.Mode, at time.Duration, keys string) *Player {
	t.Helper()
	c := outageShow(t)
	source, err := c.Restart(mode)
	if err != nil {
		t.Fatal(err)
	}
	p := newPlayer(source, c.Restart, moment.Options{Width: 120, Height: 36})
	p.Show(at)
	for _, key := range strings.Fields(keys) {
		if err := p.pressed(key); err != nil {
			t.Fatal(err)
		}
	}
	return p
}

func holdHead(t *testing.T, p *Player, o moment.Options) {
	t.Helper()
	frame, w := p.Draw(), o.Lang.Catalogue()
	text := frame.Text()
	cells := grid(t, text, o.Width, o.Height)
	count := func(x int, r rune) (n int) {
		for y := range cells {
			if cells[y][x] == r {
				n++
			}
		}
		return n
	}
	lines := strings.Split(text, "\n")
	switch {
	case !strings.Contains(lines[0], w.Status.Mode[p.runMode()]):
		t.Fatalf("%dx%d %s: no mode in\n%s", o.Width, o.Height, o.Lang, text)
	case count(1, '▌') != 2 || count(1, '├') != 1:
		t.Fatalf("%dx%d %s: no caption, or no timeline in\n%s", o.Width, o.Height, o.Lang, text)
	case strings.Count(text, w.Headline.RowsSaid) != 1 || !strings.Contains(text, w.Headline.InTruth):
		t.Fatalf("%dx%d %s: not two bars in\n%s", o.Width, o.Height, o.Lang, text)
	case strings.TrimSpace(lines[o.Height-1]) == "":
		t.Fatalf("%dx%d %s: no keys in\n%s", o.Width, o.Height, o.Lang, text)
	}
}

// TestTheGlyphSaysWhetherTheClockStands: it stands while something is open over
// the story, and goes on in the diagram.
func TestTheGlyphSaysWhetherTheClockStands(t *testing.T) {
	for keys, want := range map[string]string{"": "▸", "space": "‖", "F": "‖", "enter": "‖", "w": "‖", "e": "‖", "d": "▸", "d space": "‖"} {
		o := moment.Options{Width: 120, Height: 36}
		row := strings.Split(playerAt(t, 22*time.Second, keys, o).Draw().Text(), "\n")[0]
		if !strings.Contains(row, want+" 22.") {
			t.Errorf("after %q: %q, want %s", keys, row, want)
		}
	}
}
