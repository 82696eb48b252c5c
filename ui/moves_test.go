package ui

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"orderflow/internal/hostile"
	"orderflow/sim"
	"orderflow/ui/internal/uitest"
)

// mover drives the model as Bubble Tea would, without a terminal, and checks
// after each message what must hold whatever was done.
type mover struct {
	t       *testing.T
	m       *program
	now     time.Time
	pressed map[string]int // how often each key of each mode did something
	quits   int
}

func newMover(t *testing.T, c Config) *mover {
	t.Helper()
	v := &mover{t: t, m: c.program(), now: time.Unix(0, 0), pressed: map[string]int{}}
	v.m.Init()
	v.resize(120, 36)
	return v
}

// send hands a message over, and does what its command would bring about.
func (v *mover) send(msg tea.Msg) {
	v.t.Helper()
	p := v.m.player
	before := p.playback.cursor
	v.m.Update(msg)
	if v.m.renewing {
		inputs := p.carried()
		source, err := renew(p.restart, *p.wanted, inputs)
		v.m.Update(renewedMsg{source: source, inputs: inputs, err: err})
	}
	if v.m.err != nil {
		v.t.Fatalf("after %T %v: %v", msg, msg, v.m.err)
	}
	if v.m.leaving {
		v.quits++
		v.m.leaving, p.leaving = false, false
	}
	v.check(msg)
	if _, frame := msg.(frameMsg); frame {
		if after := p.playback.cursor; after.at < before.at || after.n < before.n {
			v.t.Fatalf("playing moves the cursor from %+v to %+v", before, after)
		}
	}
}

// check holds the frame and the cursor against their laws.
func (v *mover) check(msg tea.Msg) {
	v.t.Helper()
	p := v.m.player
	c := p.playback.cursor
	if c.n > p.layer.Len() || c.n < p.log.Until(c.at-1) || p.history.at(c.n).N != sim.EventID(c.n) {
		v.t.Fatalf("after %T %v the cursor is %+v of %d events", msg, msg, c, p.layer.Len())
	}
	text := ansi.Strip(v.m.frame.String())
	lines := strings.Split(text, "\n")
	if want := max(p.options.Height, 1); len(lines) != want {
		v.t.Fatalf("after %T %v: %d lines, want %d", msg, msg, len(lines), want)
	}
	for y, line := range lines {
		if got, want := uitest.TerminalWidth(line), max(p.options.Width, 1); got != want {
			v.t.Fatalf("after %T %v: line %d has %d columns, want %d: %q", msg, msg, y, got, want, line)
		}
	}
	if act := hostile.Act(text); act != "" {
		v.t.Fatalf("after %T %v: %s", msg, msg, act)
	}
}

// key presses a key by its name.
func (v *mover) key(name string) {
	v.t.Helper()
	p := v.m.player
	if p.find(name) != nil {
		v.pressed[fmt.Sprint(p.mode, " ", name)]++
	}
	v.send(tea.KeyPressMsg{Text: name})
}

func (v *mover) resize(width, height int) {
	v.t.Helper()
	v.send(tea.WindowSizeMsg{Width: width, Height: height})
}

// pass lets time pass in frames, as long as anything moves.
func (v *mover) pass(frames int, span time.Duration) {
	v.t.Helper()
	for range frames {
		v.now = v.now.Add(span)
		v.send(frameMsg{at: v.now, generation: v.m.generation})
	}
}

// mouse does something with the mouse, which may be beyond the window.
func (v *mover) mouse(what, x, y int) {
	v.t.Helper()
	at := tea.Mouse{X: x, Y: y, Button: tea.MouseLeft}
	switch what % 6 {
	case 0, 1:
		v.send(tea.MouseClickMsg(at))
	case 2:
		v.send(tea.MouseMotionMsg(at))
	case 3:
		v.send(tea.MouseReleaseMsg(at))
	case 4:
		at.Button = tea.MouseWheelUp
		v.send(tea.MouseWheelMsg(at))
	default:
		at.Button = tea.MouseWheelDown
		v.send(tea.MouseWheelMsg(at))
	}
}

// bound are the keys of the mode, by their names.
func (v *mover) bound() []string {
	var keys []string
	for _, b := range v.m.player.keys[v.m.player.mode] {
		keys = append(keys, b.keys...)
	}
	return keys
}

// rarest returns the key of those that do something now that was pressed least
// often so far.
func (v *mover) rarest(random *rand.Rand) string {
	mode := v.m.player.mode
	keys := slices.DeleteFunc(v.bound(), func(key string) bool { return v.m.player.find(key) == nil })
	random.Shuffle(len(keys), func(i, j int) { keys[i], keys[j] = keys[j], keys[i] })
	return slices.MinFunc(keys, func(a, b string) int {
		return cmp.Compare(v.pressed[fmt.Sprint(mode, " ", a)], v.pressed[fmt.Sprint(mode, " ", b)])
	})
}

// moves does what the bytes say, three for each move.
func (v *mover) moves(bytes []byte) {
	v.t.Helper()
	for ; len(bytes) >= 3; bytes = bytes[3:] {
		what, a, b := bytes[0], int(bytes[1]), int(bytes[2])
		switch {
		case what < 128:
			keys := v.bound()
			v.key(keys[(a+256*b)%len(keys)])
		case what < 140:
			v.key(string(rune(' ' + a%95)))
		case what < 190:
			v.mouse(int(what), a-5, b/2-5)
		case what < 200:
			v.resize(1+a+a/6, 1+b*100/255)
		case what < 203:
			v.resize(sizes[a%len(sizes)][0], sizes[a%len(sizes)][1])
		case what < 206:
			v.send(tea.PasteMsg{Content: hostile.Texts[a%len(hostile.Texts)].Text})
		case what < 209:
			v.send(tea.BackgroundColorMsg{})
		case what < 212:
			v.send(resumedMsg{stopped: true})
		default:
			v.pass(1+b%4, time.Duration(a)*2*time.Millisecond)
		}
	}
}

// configuration returns what can be on the screen: a run that can be acted upon, a
// recorded one, one that cannot be started anew, and nothing.
func configuration(t testing.TB, which int) Config {
	switch which % 4 {
	case 1:
		return Config{Source: Replay(uitest.ScenarioLog(t, "outage", nil))}
	case 2:
		return Config{Source: uitest.NewRun(t, "panel-partial")}
	case 3:
		return Config{Source: Replay(&sim.Log{})}
	}
	c := outageConfig(t)
	c.Stage = func(name string) (Restart, error) {
		return func(mode sim.Mode) (Source, error) {
			return uitest.NewRun(t, name, func(c *sim.Config) { c.Mode = mode }), nil
		}, nil
	}
	c.Print = func(printout Printout) (string, error) { return printout.Name, nil }
	return c
}

// openedBy are the keys that lead from the board to each mode.
var openedBy = [keyModeCount]string{
	helpKeys: "?", blankKeys: "b", orderKeys: "enter", whyKeys: "w", anomalyKeys: "end a", eventKeys: "e", searchKeys: "e / 9", placeKeys: "tab enter", diagramKeys: "d",
	faultKeys: "F", remedyKeys: "R", glossaryKeys: "g", modelKeys: "i", scenarioKeys: "S", laneKeys: "c", futureKeys: "u",
}

// TestEveryKeyOfEveryMode: from every mode every key that is bound there is
// pressed, in any order, between clicks, windows and the passing of time.
func TestEveryKeyOfEveryMode(t *testing.T) {
	v := newMover(t, configuration(t, 0))
	p := v.m.player
	random := rand.New(rand.NewPCG(31, 31))
	type missed struct {
		mode keyMode
		key  string
	}
	left := func() (rest []missed) {
		for mode, table := range p.keys {
			for _, b := range table {
				for _, key := range b.keys {
					if v.pressed[fmt.Sprint(mode, " ", key)] == 0 {
						rest = append(rest, missed{keyMode(mode), key})
					}
				}
			}
		}
		return rest
	}
	for step := 0; len(left()) > 0; step++ {
		if step == 6000 {
			t.Fatalf("in %d steps these keys were never pressed where they do something: %v", step, left())
		}
		switch random.IntN(12) {
		case 0:
			v.mouse(random.IntN(6), random.IntN(130)-5, random.IntN(50)-5)
		case 1:
			v.resize(sizes[random.IntN(len(sizes))][0], sizes[random.IntN(len(sizes))][1])
		case 2:
			v.pass(3, 200*time.Millisecond)
		case 3:
			v.key("9") // typed, where something is
		case 11: // something is opened that takes several keys
			for _, key := range strings.Fields(strings.Repeat("esc ", 2) + hostileSights[random.IntN(len(hostileSights))]) {
				v.key(key)
			}
		case 10: // a key that was not pressed yet, where it is bound
			rest := left()
			next := rest[random.IntN(len(rest))]
			for _, key := range strings.Fields(strings.Repeat("esc ", 3) + openedBy[next.mode] + " " + next.key) {
				v.key(key)
			}
		case 4, 5, 6:
			keys := v.bound()
			v.key(keys[random.IntN(len(keys))])
		default:
			v.key(v.rarest(random))
		}
	}
	if v.quits == 0 {
		t.Error("nothing has quit")
	}
}

func TestRandomMoves(t *testing.T) {
	uitest.SingleThreaded(t)
	for seed := range 24 {
		random := rand.New(rand.NewPCG(uint64(seed), 32))
		moves := make([]byte, 600)
		for i := range moves {
			moves[i] = byte(random.IntN(256))
		}
		newMover(t, configuration(t, seed)).moves(moves)
	}
}

// FuzzMoves: keys of every mode, mouse, pastes, windows and time, in any order.
func FuzzMoves(f *testing.F) {
	f.Add(uint8(0), []byte("\x00\x01\x00\xf0\x20\x03\x00\x0d\x00\xa0\x20\x20\xbf\x05\x20\x8a\x2f\x00\xcc\x01\x01"))
	f.Add(uint8(1), []byte("\x00\x20\x00\x00\x03\x00\x00\x05\x00\xc9\x01\x01\x00\x02\x00\xff\xff\x03\x00\x01\x00"))
	f.Fuzz(func(t *testing.T, which uint8, moves []byte) {
		v := newMover(t, configuration(t, int(which)))
		v.moves(moves[:min(len(moves), 90)])
	})
}
