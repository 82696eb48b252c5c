package stage

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// pressedFrame draws the default scenario in a mode at a time, after keys.
func pressedFrame(t *testing.T, mode sim.Mode, at time.Duration, keys string, o moment.Options) string {
	t.Helper()
	c := outageShow(t)
	source, err := c.Restart(mode)
	if err != nil {
		t.Fatal(err)
	}
	frame, err := Frame(source, c.Restart, Still{At: at, Keys: strings.Fields(keys), Options: o})
	if err != nil {
		t.Fatal(err)
	}
	return frame.Text()
}

// randomPanel opens something about a moment.
func randomPanel(m *Scene, random *rand.Rand) {
	count := max(m.State.Count(), 1)
	var over []screen
	if random.IntN(3) == 0 {
		over = append(over, &whyScreen{about: intent.Place{Kind: intent.PlaceKind(1 + random.IntN(int(intent.PlaceKindCount)-1)), Number: uint32(random.IntN(count))}})
	}
	panel := moment.Panel{Kind: moment.PanelKind(1 + random.IntN(int(moment.PanelKindCount)-1)), Order: sim.OrderID(1 + random.IntN(count)), Box: random.IntN(5), Of: uint32(random.IntN(4))}
	if panel.Kind == moment.JobPanel {
		panel.Of += 8841
	}
	m.show(slices.Concat([]screen{panelScreens[panel.Kind](panel)}, over, onlyHelp(m))...)
}

func TestPanelsAreWholeAtEverySize(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	random := rand.New(rand.NewPCG(17, 17))
	for name, log := range lawLogs(t) {
		t.Run(name, func(t *testing.T) {
			randomMoments(log, 40, random, func(m *Scene) {
				randomPanel(m, random)
				o := moment.Options{Width: 1 + random.IntN(260), Height: 1 + random.IntN(80), Lang: words.Lang(random.IntN(2)), ASCII: random.IntN(5) == 0}
				if random.IntN(2) == 0 {
					o.Width, o.Height = []int{80, 120}[random.IntN(2)], 36
				}
				cells := wholeFrame(t, m, o)
				if strings.Contains(string(flat(cells)), "%!") {
					t.Fatalf("a verb is not filled in\n%s", Draw(m, o).Text())
				}
				for _, r := range string(flat(cells)) {
					if _, known := canvas.Glyphs[r]; r > '~' && !known && (r < 0xac00 || r > 0xd7a3) {
						t.Fatalf("%c (%U) is not in the glyph table", r, r)
					}
				}
			})
		})
	}
}

func TestAJumpShowsItsEvent(t *testing.T) {
	for _, keys := range []string{"a down", "e", "e pgup up", "e / g a v e enter up", "enter", "enter up k up", "enter home", "enter pgup"} {
		p := outagePlayer(t)
		p.Show(27 * time.Second)
		for _, key := range strings.Fields(keys) {
			p.Press(key)
		}
		_, want := listOf(p.top().screen).lines(p)
		if panelOf(p).Kind == moment.AnomaliesPanel {
			want = p.log.At(want).Detail.Evidence[0]
		}
		p.Press("enter")
		m := p.Scene()
		if m.N < want || m.At != p.log.At(want).At && m.N != want {
			t.Errorf("%s: the cursor is at event %d, want %d", keys, m.N, want)
		}
		if !m.Paused || !p.onBoard() {
			t.Errorf("%s: a jump does not lead to a paused board", keys)
		}
	}
}

func TestAPanelLeavesNoTrace(t *testing.T) {
	o := moment.Options{Width: 120, Height: 36}
	for _, keys := range []string{"enter esc", "enter n esc up down esc", "enter ? ? esc", "enter b space esc", "enter up pgdown esc", "w esc", "e / a b enter esc", "a L down L esc", "e o y up home esc", "enter w esc up esc", "w w"} {
		plain, keyed := pressedFrame(t, sim.Emit, 20*time.Second, "esc", o), pressedFrame(t, sim.Emit, 20*time.Second, keys+" esc", o)
		if plain != keyed {
			t.Errorf("%q leaves a trace:\n%s\n%s", keys, plain, keyed)
		}
	}
}

func TestHelpOverAPanelShowsItsKeys(t *testing.T) {
	p := outagePlayer(t)
	p.Show(27 * time.Second)
	p.Press("enter")
	p.Press("?")
	help, order := onTop[*helpScreen](p), &orderScreen{}
	if help == nil || !isOpen[*orderScreen](p.Scene()) || len(help.of) != len(order.table()) {
		t.Errorf("the help over a panel has %d keys, the panel %d", len(help.of), len(order.table()))
	}
	p.Press("?")
	if onTop[*orderScreen](p) == nil {
		t.Error("the panel is not there any more below the help")
	}
}

func TestTheEventLogIsFiltered(t *testing.T) {
	p := outagePlayer(t)
	p.Show(27 * time.Second)
	count := func(keys string) int {
		for _, key := range strings.Fields(keys) {
			p.Press(key)
		}
		lines, _ := listOf(p.top().screen).lines(p)
		return len(lines)
	}
	all := int(p.Scene().N)
	if got := count("e"); got != all {
		t.Errorf("%d of %d events are listed", got, all)
	}
	if got := count("/ q ? # enter"); got != 0 || p.leaving || panelOf(p).Search != "q?#" {
		t.Errorf("a search for %q finds %d events", panelOf(p).Search, got)
	}
	if got := count("/" + strings.Repeat(" backspace", 3) + " # 7 enter"); got == 0 || got == all {
		t.Errorf("a search for %q finds %d events", panelOf(p).Search, got)
	}
	if got := count("/ esc o"); got == 0 || panelOf(p).Order == 0 {
		t.Errorf("one order has %d events", got)
	}
	if got := count("y"); got == 0 || panelOf(p).Type != sim.AnomalyFound {
		t.Errorf("one type of one order has %d events, of type %s", got, panelOf(p).Type)
	}
	if got := count("o y"); got != all {
		t.Errorf("without a filter %d of %d events are listed", got, all)
	}
}
