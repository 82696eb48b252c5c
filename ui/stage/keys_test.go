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
		if !slices.Equal(b.keys, []string{"esc"}) || b.does != intent.PauseAction {
			seen[b.does]++
		}
		if b.shown == "" && !unlisted(b.does, b.keys) || len(b.keys) == 0 || b.press == nil {
			t.Errorf("action %d: incomplete", b.does)
		}
		for _, key := range b.keys {
			if err := CheckKey(key); err != nil {
				t.Errorf("action %d: %v", b.does, err)
			}
		}
	}
	panels := map[intent.Action]int{}
	for _, s := range slices.Concat(everyScreen()[1:], lessonScreens, []screen{&questionScreen{}}) {
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

// unlisted reports whether keys that do something have no place of their own in
// the help: those that go on at the end, and to now, and the other face of a remote's F5.
func unlisted(does intent.Action, keys []string) bool {
	return does == intent.GoOnAction || does == intent.NowAction || does == intent.PauseAction && slices.Equal(keys, []string{"esc"})
}

// inTurn are the actions that share keys, one at a time.
var inTurn = [][2]intent.Action{
	{intent.BreakAction, intent.RepairAction},
	{intent.PauseAction, intent.GoOnAction},
	{intent.GoOnAction, intent.StepAction},
	{intent.EndAction, intent.NowAction},
	{intent.FollowAction, intent.PauseAction},
	{intent.LessonAction, intent.FollowAction},
	{intent.LessonAction, intent.PauseAction},
	{intent.BeginAction, intent.HintAction},
	{intent.HintAction, intent.GoOnAction},
	{intent.GoOnAction, intent.CloseAction},
}

// reserved are the keys of panels that do not exist yet, and n, which a lesson has.
var reserved = []string{"n", "s"}

// lessonScreens are those of a lesson, which no key of the story opens.
var lessonScreens = []screen{&boardScreen{teaches: true}, &boardScreen{learns: true}, &askScreen{}, &answerScreen{}, &taskScreen{}, &lessonEndScreen{}, &worldScreen{}}

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
	for _, s := range slices.Concat(everyScreen(), lessonScreens, []screen{&questionScreen{}}) {
		taken := map[string]intent.Action{}
		for _, b := range s.table() {
			for _, key := range b.keys {
				if other, found := taken[key]; found && !slices.Contains(inTurn, [2]intent.Action{other, b.does}) {
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
			does := h.Does
			if does == intent.GoOnAction && p.playback.Paused && !p.finished() {
				does = intent.PauseAction // it lets go on what stands
			}
			if does == intent.PauseAction && h.Does == does && p.playback.Paused {
				t.Errorf("after %q the footer offers to stop what stands", key)
			}
			if !slices.ContainsFunc(p.top().keys, func(b binding) bool { return b.does == does && b.live(p) }) {
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

// TestTabReachesEveryPanel: whatever has a panel can be pointed at on the stage.
func TestTabReachesEveryPanel(t *testing.T) {
	for _, size := range [][2]int{{60, 18}, {80, 24}, {120, 36}, {200, 60}} {
		p := playerAt(t, 9*time.Second, "", moment.Options{Width: size[0], Height: size[1]})
		opens := map[moment.PanelKind]bool{}
		for range 40 {
			before := p.Draw()
			p.Press("tab")
			if p.notice == noNotice && slices.Equal(p.Draw().Cells, before.Cells) {
				t.Errorf("%d×%d: what is pointed at is not seen: %v", size[0], size[1], p.focus)
			}
			opens[moment.PanelOf(p.target()).Kind] = true
		}
		for _, kind := range []moment.PanelKind{moment.OrderPanel, moment.PartitionPanel, moment.GroupPanel, moment.JobPanel, moment.ServicePanel, moment.ProducerPanel} {
			if !opens[kind] {
				t.Errorf("%d×%d: tab does not reach a panel of kind %d", size[0], size[1], kind)
			}
		}
	}
}

// TestTheKeyThatIsShownCutsNoHint: what stands beside it in the footer is whole.
func TestTheKeyThatIsShownCutsNoHint(t *testing.T) {
	if testing.Short() {
		t.Skip("many frames, one after the other")
	}
	for width := 60; width <= 160; width++ {
		for _, lang := range []words.Lang{words.English, words.Korean} {
			p := playerAt(t, 20*time.Second, "K", moment.Options{Width: width, Height: 36, Lang: lang})
			for _, key := range []string{".", "w", "esc", "pgdown"} {
				p.Press(key)
				lines := strings.Split(strings.TrimRight(p.Draw().Text(), "\n"), "\n")
				footer := lines[len(lines)-1]
				if !strings.Contains(footer, key) {
					t.Fatalf("%d, %s: %s is not shown: %q", width, lang, key, footer)
				}
				said, _, _ := strings.Cut(footer, " "+key+"  ")
				for _, hint := range p.Moment().Footer {
					said = strings.Replace(said, hint.Keys+" "+lang.Catalogue().Keys.Footer[hint.Does], "", 1)
				}
				if strings.TrimSpace(said) != "" {
					t.Errorf("%d, %s: a hint is cut beside %s: %q in %q", width, lang, key, said, footer)
				}
			}
		}
	}
}
