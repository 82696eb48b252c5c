package stage

import (
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"
	"time"

	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/words"
)

// The shot lists of examples/films are written here, with -update: one for each of
// panelClips. Each is played first, in both languages, so that a list which is
// written also makes a film. demo.tape is written alike.
const (
	clipFolder = "../../examples/films"
	tapeStart  = "testdata/demo-start.tape" // what the tape begins with; written by hand
	tapeFolder = "../.."
)

// The terminal that is recorded.
const (
	clipWidth  = 120
	clipHeight = 36
)

// How long a clip may be.
const (
	shortestClip = 12 * time.Second
	longestClip  = 40 * time.Second
	longestDemo  = 90 * time.Second
)

// TestClips plays every clip in both languages, and holds the shot lists to the
// table.
func TestClips(t *testing.T) {
	uitest.SingleThreaded(t)
	lists := map[string]bool{}
	for _, c := range panelClips {
		lists[c.name+".keys"] = true
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			english, korean := playClip(t, &c, words.English), playClip(t, &c, words.Korean)
			for lang, p := range []*played{english, korean} {
				if p.length < shortestClip || p.length > longestClip {
					t.Errorf("%s: the clip is %s long; want %s to %s", words.Lang(lang), p.length, shortestClip, longestClip)
				}
			}
			checkWritten(t, filepath.Join(clipFolder, c.name+".keys"), c.keys(english, korean))
		})
	}
	files, err := filepath.Glob(filepath.Join(clipFolder, "*.keys"))
	if err != nil {
		t.Fatal(err)
	}
	for _, file := range files {
		if !lists[filepath.Base(file)] {
			t.Errorf("%s is the shot list of no panel", file)
		}
	}
}

func TestDemoTape(t *testing.T) {
	length := playClip(t, &demoClip, words.English).length
	t.Logf("%s", length)
	if length > longestDemo {
		t.Errorf("the demo is %s long", length)
	}
	checkWritten(t, filepath.Join(tapeFolder, "demo.tape"), demoClip.tape(t, "demo.gif", words.English))
}

func TestEveryPanelHasAClip(t *testing.T) {
	uitest.SingleThreaded(t)
	shown := newOpened()
	for _, c := range panelClips {
		shown.add(&playClip(t, &c, words.English).shown)
	}
	shown.names[nameOf(&blankScreen{})] = true // there is nothing to see
	for _, s := range everyScreen() {
		if !shown.names[nameOf(s)] {
			t.Errorf("no clip shows what %s is for", nameOf(s))
		}
	}
	for kind, found := range shown.panels {
		if !found {
			t.Errorf("no clip shows the panel %d", kind)
		}
	}
}

// played is what came of a clip.
type played struct {
	length time.Duration
	stands []time.Duration // after each shot, until its text has come and was looked at
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
	if p.err = f.reach(c.from); p.err != nil {
		return &p
	}
	f.seen = true
	for _, s := range c.shots {
		f.stood = 0
		if err := f.shoot(s); err != nil {
			p.err = fmt.Errorf("%s: %w", c.name, err)
			return &p
		}
		p.stands = append(p.stands, f.stood)
	}
	p.length = f.length
	return &p
}

// checkWritten compares a file with what the table says.
func checkWritten(t *testing.T, file, want string) {
	t.Helper()
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

// keys returns the shot list of a clip: what it waits for on the screen is a time, the
// longer one of both languages.
func (c *clip) keys(both ...*played) string {
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n# orderflow export %s --keys examples/films/%s.keys --as gif -o %[3]s.gif\n", c.about, c.scenario, c.name)
	fmt.Fprintf(&b, "# Written by go test ./ui/stage -run Clips -update; the table is in ui/stage/panelclips_test.go.\n\nfrom '%s'\nat 0s: K\nat '%[1]s': ", c.from)
	for i, s := range c.shots {
		var steps []string
		if s.typed != "" {
			steps = append(steps, "type '"+s.typed+"'")
		} else if s.keys != "" {
			steps = append(steps, strings.Split(strings.ReplaceAll(s.keys, " ×", "×"), " ")...)
		}
		hold := time.Duration(0)
		for _, p := range both {
			hold = max(hold, p.stands[i])
		}
		steps = append(steps, "hold "+hold.Round(100*time.Millisecond).String())
		fmt.Fprintf(&b, "%s\n", strings.ReplaceAll(strings.Join(steps, ", "), "×", " ×"))
	}
	b.WriteString("cut\n")
	return b.String()
}

// tape returns the text of the tape that records a clip.
func (c *clip) tape(t *testing.T, output string, lang words.Lang) string {
	t.Helper()
	begins, err := os.ReadFile(tapeStart)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	fmt.Fprintf(&b, "# %s\n# Written by go test ./ui/stage -run Tape -update; the table is in ui/stage/panelclips_test.go.\n\n", c.about)
	fmt.Fprintf(&b, "Output %s\n\n%s\n", output, begins)
	start := fmt.Sprintf("./orderflow --scenario %s --lang %s --size %dx%d --speed %s --paused", c.scenario, lang, clipWidth, clipHeight, c.speed)
	if !c.opening {
		start += " --no-opening"
	}
	fmt.Fprintf(&b, "Type@10ms \"%s\"\nEnter\n", start)
	b.WriteString(waitFor(c.firstSeen(lang)))
	for _, s := range c.unseen {
		b.WriteString(s.tape(lang))
	}
	b.WriteString("Show\n")
	for _, s := range c.shots {
		b.WriteString(s.tape(lang))
	}
	b.WriteString("\nHide\nCtrl+C\nWait@10s\n")
	return b.String()
}

// firstSeen returns what is on the screen once the program has started.
func (c *clip) firstSeen(lang words.Lang) string {
	if c.opening {
		return lang.Catalogue().Title.Question
	}
	return lang.Catalogue().Keys.Footer[intent.HelpAction]
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
