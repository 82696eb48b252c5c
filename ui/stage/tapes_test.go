package stage

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// The tapes of the folder tapes/ are written here, with -update: one for each
// of panelClips and one for each scenario, in both languages. Each is played
// first, so that a tape which is written can also be recorded to its end.
const (
	tapeFolder = "../../tapes"
	tapeStart  = "start.tape" // what all of them begin with; written by hand
)

// How long a clip may be.
const (
	shortestClip = 12 * time.Second
	longestClip  = 32 * time.Second
	storyLength  = 22 * time.Second // of a scenario's story, where it is longer at speed 1
)

// scenarioClip shows what a scenario promises, its story, and its end card.
func scenarioClip(t *testing.T, s *sim.Scenario) clip {
	story := lengthOf(uitest.WholeRun(t, s.Name))
	speed := max(1, math.Ceil(2*story.Seconds()/storyLength.Seconds())/2) // as the screen can show it
	return clip{
		name: "scenario-" + s.Name, about: s.Promise, scenario: s.Name, speed: strconv.FormatFloat(speed, 'f', -1, 64),
		unseen: []shot{{keys: "S", see: inBoth{"─ scenarios ─", "─ 시나리오 ─"}}},
		shots: []shot{
			{look: 3500 * time.Millisecond},
			{keys: "enter", see: inBoth{"─ " + words.English.Catalogue().Card.Title + " ─", "─ " + words.Korean.Catalogue().Card.Title + " ─"}, look: 4 * time.Second},
		},
	}
}

// allClips returns the clips of this program.
func allClips(t *testing.T) []clip {
	clips := slices.Clone(panelClips)
	for _, s := range sim.Scenarios() {
		clips = append(clips, scenarioClip(t, &s))
	}
	return clips
}

func TestTapes(t *testing.T) {
	uitest.SingleThreaded(t)
	tapes := map[string]bool{tapeStart: true}
	for _, c := range allClips(t) {
		for _, lang := range []words.Lang{words.English, words.Korean} {
			name := fmt.Sprintf("%s-%s", c.name, lang)
			tapes[name+".tape"] = true
			t.Run(name, func(t *testing.T) {
				t.Parallel()
				if length := playClip(t, &c, lang).length; length < shortestClip || length > longestClip {
					t.Errorf("the clip is %s long; want %s to %s", length, shortestClip, longestClip)
				}
				checkTape(t, name+".tape", c.tape("tapes/out/"+name+".gif", lang))
			})
		}
	}
	files, err := filepath.Glob(filepath.Join(tapeFolder, "*.tape"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !tapes[filepath.Base(file)] {
			t.Errorf("%s is the tape of no panel and no scenario", file)
		}
	}
}

func TestDemoTape(t *testing.T) {
	length := playClip(t, &demoClip, words.English).length
	t.Logf("%s", length)
	if length > 40*time.Second {
		t.Errorf("the demo is %s long", length)
	}
	checkTape(t, "../demo.tape", demoClip.tape("demo.gif", words.English))
}

func TestEveryPanelHasATape(t *testing.T) {
	uitest.SingleThreaded(t)
	shown := newOpened()
	for _, c := range allClips(t) {
		shown.add(&playClip(t, &c, words.English).shown)
	}
	shown.names[nameOf(&blankScreen{})] = true // there is nothing to see
	for _, s := range everyScreen() {
		if !shown.names[nameOf(s)] {
			t.Errorf("no tape shows what %s is for", nameOf(s))
		}
	}
	for kind, found := range shown.panels {
		if !found {
			t.Errorf("no tape shows the panel %d", kind)
		}
	}
}

// played is what came of a clip.
type played struct {
	length time.Duration
	shown  opened
	err    error
}

// plays are the clips that were played, by name and language.
var plays sync.Map

// playClip plays a clip as it would be recorded, once.
func playClip(t *testing.T, c *clip, lang words.Lang) *played {
	t.Helper()
	key := fmt.Sprint(c.name, lang)
	before, known := plays.Load(key)
	if !known {
		before, _ = plays.LoadOrStore(key, newPlayed(t, c, lang))
	}
	p := before.(*played)
	if p.err != nil {
		t.Fatal(p.err)
	}
	return p
}

func newPlayed(t *testing.T, c *clip, lang words.Lang) *played {
	t.Helper()
	p := played{shown: *newOpened()}
	f := newFilm(t, c, lang, &p.shown)
	for _, s := range c.unseen {
		if err := f.shoot(s); err != nil {
			p.err = fmt.Errorf("%s: before it begins: %w", c.name, err)
			return &p
		}
	}
	f.seen = true
	for _, s := range c.shots {
		if err := f.shoot(s); err != nil {
			p.err = fmt.Errorf("%s: %w", c.name, err)
			return &p
		}
	}
	p.length = f.length
	return &p
}

// checkTape compares a tape with the one in the folder.
func checkTape(t *testing.T, name, want string) {
	file := filepath.Join(tapeFolder, name)
	if *update {
		if err := os.WriteFile(file, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	got, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if string(got) != want {
		t.Errorf("%s is not what the table says; rewrite it with -update:\n%s", file, want)
	}
}

// tape returns the text of the tape that records a clip.
func (c *clip) tape(output string, lang words.Lang) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n# Written by go test ./ui/stage -run Tape -update; the table is in ui/tapepanels_test.go.\n\n", c.about)
	fmt.Fprintf(&b, "Output %s\nSource tapes/%s\n\n", output, tapeStart)
	start := "./orderflow --scenario " + c.scenario
	if c.orders > 0 {
		start += fmt.Sprintf(" --orders %d", c.orders)
	}
	fmt.Fprintf(&b, "Type@10ms \"%s --lang %s --size %dx%d --speed %s --paused\"\nEnter\n", start, lang, moment.FullWidth, moment.FullHeight, c.speed)
	b.WriteString(waitFor(lang.Catalogue().Keys.Footer[intent.HelpAction]))
	for _, s := range c.unseen {
		b.WriteString(s.tape(lang))
	}
	b.WriteString("Show\n")
	for _, s := range c.shots {
		b.WriteString(s.tape(lang))
	}
	b.WriteString("\nHide\nType \"q\"\nWait@10s\n")
	return b.String()
}

// tape returns a shot as commands.
func (s *shot) tape(lang words.Lang) string {
	var b strings.Builder
	if s.typed != "" {
		fmt.Fprintf(&b, "Type %q\n", s.typed)
	}
	if s.typed == "" {
		b.WriteString(typeKeys(s.pressed()))
	}
	if s.see[lang] != "" {
		b.WriteString(waitFor(s.see[lang]))
	}
	if s.look > 0 {
		fmt.Fprintf(&b, "Sleep %s\n", s.look)
	}
	return b.String()
}

// tapeKeys are VHS's names of the keys that are no characters.
var tapeKeys = map[string]string{
	"enter": "Enter", "esc": "Escape", "tab": "Tab", "space": "Space", "backspace": "Backspace",
	"up": "Up", "down": "Down", "left": "Left", "right": "Right", "pgup": "PageUp", "pgdown": "PageDown",
}

// typeKeys returns the commands that press keys; those that are the same, one after the other, are one.
func typeKeys(keys []string) string {
	var b strings.Builder
	for len(keys) > 0 {
		count := 1
		for count < len(keys) && keys[count] == keys[0] {
			count++
		}
		switch name := tapeKeys[keys[0]]; {
		case name == "":
			fmt.Fprintf(&b, "Type %q\n", strings.Repeat(keys[0], count))
		case count == 1:
			b.WriteString(name + "\n")
		default:
			fmt.Fprintf(&b, "%s %d\n", name, count)
		}
		keys = keys[count:]
	}
	return b.String()
}

// waitFor returns the command that waits for a text on the screen.
func waitFor(text string) string {
	return fmt.Sprintf("Wait+Screen@%ds /%s/\n", waitMax/time.Second, strings.ReplaceAll(regexp.QuoteMeta(text), "/", `\/`))
}
