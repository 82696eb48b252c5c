package stage

import (
	"cmp"
	"fmt"
	"math/rand/v2"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/charmbracelet/x/ansi"

	"orderflow/internal/hostile"
	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
)

// mover drives a player as a terminal would, and checks after each move what
// must hold whatever was done.
type mover struct {
	t       *testing.T
	p       *Player
	pressed map[string]int // how often each key of each screen did something
	quits   int
}

func newMover(t *testing.T, c staged) *mover {
	t.Helper()
	v := &mover{t: t, p: New(c.Source, &Setup{Restart: c.Restart, Stage: c.Stage, Sow: c.Sow, Prints: true}), pressed: map[string]int{}}
	v.resize(120, 36)
	return v
}

// do makes a move, and what it brings about.
func (v *mover) do(what string, move func()) {
	v.t.Helper()
	move()
	if start := v.p.Wish(); start != nil {
		v.p.Take(start())
	}
	v.p.TakePrintout()
	if v.p.Left() {
		v.quits++
		v.p.leaving = false
	}
	v.check(what)
}

// check holds the frame and the cursor against their laws.
func (v *mover) check(what string) {
	v.t.Helper()
	p := v.p
	c := p.playback.Cursor
	if c.N > p.layer.Len() || c.N < p.log.Until(c.At-1) || p.history.At(c.N).N != sim.EventID(c.N) {
		v.t.Fatalf("after %s the cursor is %+v of %d events", what, c, p.layer.Len())
	}
	frame := p.Draw()
	text := ansi.Strip(frame.String())
	lines := strings.Split(text, "\n")
	if want := max(p.options.Height, 1); len(lines) != want {
		v.t.Fatalf("after %s: %d lines, want %d", what, len(lines), want)
	}
	for y, line := range lines {
		if got, want := uitest.TerminalWidth(line), max(p.options.Width, 1); got != want {
			v.t.Fatalf("after %s: line %d has %d columns, want %d: %q", what, y, got, want, line)
		}
	}
	if act := hostile.Act(text); act != "" {
		v.t.Fatalf("after %s: %s", what, act)
	}
}

// key presses a key by its name.
func (v *mover) key(name string) {
	v.t.Helper()
	if v.p.find(name) != nil {
		v.pressed[fmt.Sprint(nameOf(v.p.top().screen), " ", name)]++
	}
	v.do("key "+name, func() { v.p.Press(name) })
}

func (v *mover) resize(width, height int) {
	v.t.Helper()
	v.do(fmt.Sprintf("size %d×%d", width, height), func() { v.p.Resize(width, height) })
}

// pass lets time pass in frames.
func (v *mover) pass(frames int, span time.Duration) {
	v.t.Helper()
	for range frames {
		before := v.p.playback.Cursor
		v.do("a frame", func() { v.p.Tick(span) })
		if after := v.p.playback.Cursor; after.At < before.At || after.N < before.N {
			v.t.Fatalf("playing moves the cursor from %+v to %+v", before, after)
		}
	}
}

// mouse does something with the mouse, which may be beyond the window.
func (v *mover) mouse(what, x, y int) {
	v.t.Helper()
	moves := [...]func(){
		func() { v.p.Click(x, y) }, func() { v.p.Click(x, y) },
		func() {
			if v.p.Held() {
				v.p.Drag(x)
			}
		},
		v.p.Release, func() { v.p.Wheel(false) }, func() { v.p.Wheel(true) },
	}
	v.do(fmt.Sprintf("mouse %d at %d, %d", what%6, x, y), moves[what%6])
}

// bound are the keys of what is on top, by their names.
func (v *mover) bound() []string {
	return v.p.Bound(intent.NoAction)
}

// rarest returns the key of those that do something now that was pressed least
// often so far.
func (v *mover) rarest(random *rand.Rand) string {
	mode := nameOf(v.p.top().screen)
	keys := slices.DeleteFunc(v.bound(), func(key string) bool { return v.p.find(key) == nil })
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
			v.do("a paste", func() { v.p.Paste(hostile.Texts[a%len(hostile.Texts)].Text) })
		case what < 209:
			v.do("a light terminal", func() { v.p.SetBackground(true) })
		case what < 212:
			v.do("not stopped", v.p.TellAlone)
		default:
			v.pass(1+b%4, time.Duration(a)*2*time.Millisecond)
		}
	}
}

// configuration returns what can be on the screen: a run that can be acted upon, a
// recorded one, one that cannot be started anew, and nothing.
func configuration(t testing.TB, which int) staged {
	switch which % 4 {
	case 1:
		return staged{Source: Replay(uitest.ScenarioLog(t, "outage", nil))}
	case 2:
		return staged{Source: uitest.NewRun(t, "panel-partial")}
	case 3:
		return staged{Source: Replay(&sim.Log{})}
	}
	c := outageShow(t)
	c.Sow = func(name string, seed uint64) (Restart, error) {
		return func(mode sim.Mode) (Source, error) {
			return uitest.NewRun(t, cmp.Or(name, "outage"), func(c *sim.Config) { c.Mode, c.Seed = mode, seed }), nil
		}, nil
	}
	c.Stage = func(name string) (Restart, error) {
		return func(mode sim.Mode) (Source, error) {
			return uitest.NewRun(t, name, func(c *sim.Config) { c.Mode = mode }), nil
		}, nil
	}
	return c
}

// openedBy are the keys that lead from the board to each screen.
var openedBy = map[string]string{
	nameOf(&helpScreen{}): "?", nameOf(&blankScreen{}): "b", nameOf(&orderScreen{}): "enter", nameOf(&whyScreen{}): "w", nameOf(&anomalyScreen{}): "end a",
	nameOf(&eventScreen{}): "e", nameOf(&searchScreen{}): "e / 9", nameOf(&placeScreen{}): "tab enter", nameOf(&diagramScreen{}): "d",
	nameOf(&faultScreen{}): "F", nameOf(&remedyScreen{}): "R", nameOf(newGlossary()): "g", nameOf(newModelCard()): "i", nameOf(&scenarioScreen{}): "S", nameOf(&handleScreen{}): "Y",
	nameOf(&laneScreen{}): "c", nameOf(&futureScreen{}): "u",
}

// TestEveryKeyOfEveryMode: from every mode every key that is bound there is
// pressed, in any order, between clicks, windows and the passing of time.
func TestEveryKeyOfEveryMode(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	v := newMover(t, configuration(t, 0))
	random := rand.New(rand.NewPCG(31, 31))
	type missed struct {
		name, key string
	}
	left := func() (rest []missed) {
		for _, s := range everyScreen() {
			for _, b := range s.table() {
				for _, key := range b.keys {
					if v.pressed[fmt.Sprint(nameOf(s), " ", key)] == 0 {
						rest = append(rest, missed{nameOf(s), key})
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
			for _, key := range strings.Fields(strings.Repeat("esc ", 2) + uitest.Sights[random.IntN(len(uitest.Sights))]) {
				v.key(key)
			}
		case 10: // a key that was not pressed yet, where it is bound
			rest := left()
			next := rest[random.IntN(len(rest))]
			for _, key := range strings.Fields(strings.Repeat("esc ", 3) + openedBy[next.name] + " " + next.key) {
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
	for seed := range 24 {
		t.Run(strconv.Itoa(seed), func(t *testing.T) {
			if seed >= 4 { // the others are enough to see that players share nothing
				uitest.SingleThreaded(t)
			}
			t.Parallel()
			random := rand.New(rand.NewPCG(uint64(seed), 32))
			moves := make([]byte, 600)
			for i := range moves {
				moves[i] = byte(random.IntN(256))
			}
			newMover(t, configuration(t, seed)).moves(moves)
		})
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
