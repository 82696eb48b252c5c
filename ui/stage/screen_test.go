package stage

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
)

// TestEveryScreenIsKnown: whatever is declared as a screen is one of
// everyScreen, and so is tested and has its keys in EveryKey.
func TestEveryScreenIsKnown(t *testing.T) {
	known := map[string]bool{"*stage.listScreen": true, "*stage.sideScreen": true, "*stage.openScreen": true} // parts of screens
	known["*stage.questionScreen"] = true                                                                     // no key opens it: the story asks
	for _, s := range append(everyScreen(), lessonScreens...) {
		known[strings.Fields(nameOf(s))[0]] = true
	}
	files, err := filepath.Glob("*.go")
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		source, err := os.ReadFile(file)
		if err != nil {
			t.Fatal(err)
		}
		for _, found := range regexp.MustCompile(`(?m)^type (\w+Screen) struct`).FindAllSubmatch(source, -1) {
			if name := "*stage." + string(found[1]); !known[name] {
				t.Errorf("%s: %s is not one of everyScreen", file, name)
			}
		}
	}
}

// TestEscPops: esc goes back to what a screen lies over.
func TestEscPops(t *testing.T) {
	for _, s := range everyScreen()[1:] {
		p := playerAt(t, 27*time.Second, "x", moment.Options{Width: 120, Height: 36})
		for _, key := range strings.Fields(openedBy[nameOf(s)]) {
			if err := p.pressed(key); err != nil {
				t.Fatal(err)
			}
		}
		if nameOf(p.top().screen) != nameOf(s) {
			t.Errorf("%q opens %s, want %s", openedBy[nameOf(s)], nameOf(p.top().screen), nameOf(s))
			continue
		}
		want := p.screens[:len(p.screens)-1]
		p.Press("esc")
		if len(p.screens) != len(want) || p.top().screen != want.top().screen {
			t.Errorf("esc on %s leads to %s", nameOf(s), nameOf(p.top().screen))
		}
	}
}

// TestWhatStaysWhenAnotherRunIsShown: what is about the run closes; the help is
// then that of the board.
func TestWhatStaysWhenAnotherRunIsShown(t *testing.T) {
	for keys, want := range map[string][]screen{
		"enter w": {&boardScreen{}}, "e /": {&boardScreen{}}, "F": {&boardScreen{}}, "d": {&boardScreen{}}, "g": {&boardScreen{}}, "c": {&boardScreen{}},
		"enter ?": {&boardScreen{}, &helpScreen{}}, "?": {&boardScreen{}, &helpScreen{}}, "c b": {&boardScreen{}, &blankScreen{}},
	} {
		p := playerAt(t, 20*time.Second, keys, moment.Options{Width: 120, Height: 36})
		p.load(uitest.NewRun(t, "calm"), nil)
		if !slices.EqualFunc(p.screens, want, func(o openScreen, s screen) bool { return nameOf(o.screen) == nameOf(s) }) {
			t.Errorf("after %s there are %d screens, %s on top", keys, len(p.screens), nameOf(p.top().screen))
		}
		if help := onTop[*helpScreen](p); help != nil && len(help.of) != len((&boardScreen{}).table()) {
			t.Errorf("after %s the help is not that of the board", keys)
		}
	}
}

// TestAClickOnWhatHasClosedDoesNothing: the frame that was drawn last shows it
// still, but its items are not those of what is open now.
func TestAClickOnWhatHasClosedDoesNothing(t *testing.T) {
	p := playerAt(t, 20*time.Second, "S", moment.Options{Width: 120, Height: 36})
	shown := p.Draw().Zones
	item := slices.IndexFunc(shown, func(z canvas.Zone) bool { return z.Does.Item == 7 })
	p.Press("esc")
	p.Press("F")
	p.Click(shown[item].X, shown[item].Y)
	if form := onTop[*faultScreen](p).form; form.Name != sim.BrokerDown {
		t.Errorf("a click on a scenario chooses %s", form.Name)
	}
}
