package stage

import (
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

func TestEveryActionHasOneKeyOnTheBoard(t *testing.T) {
	seen := map[intent.Action]int{}
	for _, b := range (&boardScreen{}).table() {
		seen[b.does]++
		if b.shown == "" || len(b.keys) == 0 || b.press == nil {
			t.Errorf("action %d: incomplete", b.does)
		}
		for _, key := range b.keys {
			if err := checkKey(key); err != nil {
				t.Errorf("action %d: %v", b.does, err)
			}
		}
	}
	panels := map[intent.Action]int{}
	for _, s := range everyScreen()[1:] {
		for _, b := range s.table() {
			panels[b.does]++
		}
	}
	for a := intent.NoAction + 1; a < intent.ActionCount; a++ {
		if seen[a] != 1 && (seen[a] > 1 || panels[a] == 0) && a != intent.ScrollAction {
			t.Errorf("action %d has %d bindings", a, seen[a])
		}
	}
}

// reserved are the keys of panels that do not exist yet.
var reserved = []string{"n", "s"}

func TestReservedKeysAreFree(t *testing.T) {
	for _, b := range (&boardScreen{}).table() {
		for _, key := range b.keys {
			if slices.Contains(reserved, key) {
				t.Errorf("%s is reserved", key)
			}
		}
	}
}

func TestNoKeyDoesTwoThingsAtOnce(t *testing.T) {
	for _, s := range everyScreen() {
		taken := map[string]intent.Action{}
		for _, b := range s.table() {
			for _, key := range b.keys {
				if other, found := taken[key]; found && (other != intent.BreakAction || b.does != intent.RepairAction) {
					t.Errorf("%s: %s does %d and %d", nameOf(s), key, other, b.does)
				}
				taken[key] = b.does
			}
		}
	}
}

func TestTheFooterShowsOnlyWhatDoesSomethingNow(t *testing.T) {
	p := outagePlayer(t)
	for _, key := range []string{"", "space", "end", "home", "?", "?", "b", "b", "down"} {
		if key != "" {
			p.Press(key)
		}
		hints := p.footer()
		if p.onBoard() && hints[len(hints)-1].Does != intent.HelpAction {
			t.Errorf("after %q the footer does not end in help: %v", key, hints)
		}
		for _, h := range hints {
			if !slices.ContainsFunc(p.top().keys, func(b binding) bool { return b.does == h.Does && b.live(p) }) {
				t.Errorf("after %q the footer shows %v, which does nothing", key, h)
			}
		}
	}
}

func TestPresenterRemotes(t *testing.T) {
	p := outagePlayer(t)
	p.play(3e9)
	p.Press("pgdown")
	at := p.playback.Cursor
	if !p.playback.Paused {
		t.Error("pgdown does not step")
	}
	p.Press("pgup")
	if p.playback.Cursor.Wall >= at.Wall {
		t.Error("pgup does not step back")
	}
	p.Press("f5")
	if p.playback.Paused {
		t.Error("f5 does not resume")
	}
	p.Press("b")
	if onTop[*blankScreen](p) == nil {
		t.Error("b does not blank")
	}
	p.play(1e9)
	p.Press(".")
	if onTop[*blankScreen](p) != nil || p.playback.Paused {
		t.Error("the next key of the remote does not bring the screen back")
	}
}

func TestHangulKeys(t *testing.T) {
	p := outagePlayer(t)
	p.Press("ㅣ")
	if p.options.Lang != words.Korean {
		t.Error("the key of L does not switch the language in Hangul")
	}
	p.Press("ㅂ")
	if !p.leaving {
		t.Error("the key of q does not quit in Hangul")
	}
}

// The word beside a key is what the key does there.
func TestTheFooterSaysWhatAKeyDoesThere(t *testing.T) {
	for _, look := range []struct {
		keys      string
		lang      words.Lang
		has, lack string
	}{
		{"?", words.English, "esc close", "esc help"},
		{"?", words.Korean, "esc 닫기", "esc 도움말"},
		{"d", words.English, "↑ ↓ scroll", "↑ ↓ move"},
		{"d", words.Korean, "↑ ↓ 스크롤", "↑ ↓ 이동"},
	} {
		frame := pressedFrame(t, sim.Emit, 12*time.Second, look.keys, moment.Options{Width: 120, Height: 36, Lang: look.lang})
		lines := strings.Split(strings.TrimRight(frame, "\n"), "\n")
		if footer := lines[len(lines)-1]; !strings.Contains(footer, look.has) || strings.Contains(footer, look.lack) {
			t.Errorf("after %s: no %q in %q", look.keys, look.has, footer)
		}
	}
}
