package stage

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"
	"unicode/utf8"

	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// clip is what one shot list, or the tape of the demo, shows.
type clip struct {
	name     string
	about    string // what it is about: its first line
	scenario string
	from     string // of a shot list: the moment at which it begins
	speed    string // of a tape: as the flag --speed has it
	opening  bool   // likewise: it begins with the opening
	unseen   []shot // likewise: the way to where it begins
	shots    []shot
}

// shot is one step of a clip: keys, the text which says that they have done
// their work, and how long the room may look at it.
type shot struct {
	keys  string // by Bubble Tea's names, between blanks; ×3 is the one before three times
	typed string // or a text, into the field that is open
	see   inBoth // not on the screen before, but after; empty: nothing is waited for
	look  time.Duration
}

// inBoth is a text on the screen, in English and in Korean.
type inBoth [2]string

// The time that a clip takes beside its looks.
const (
	keystroke = 100 * time.Millisecond // TypingSpeed of demo-start.tape
	keyStands = 600 * time.Millisecond // of a film
	keyRow    = 150 * time.Millisecond // likewise, of keys in a row
	waitMax   = 300 * time.Second      // a whole story, on a machine that is busy
	looksAt   = 200 * time.Millisecond // between two looks for a text
	staysFor  = 300 * time.Millisecond // a text that is waited for
)

// film is a clip that is played without a terminal, in the time it would take.
type film struct {
	*Player
	lang   words.Lang
	seen   bool          // the clip has begun
	quick  bool          // a tape: keys come one after the other, as they are typed
	length time.Duration // of what is seen so far
	stood  time.Duration // since the last key
	opened *opened       // of all films
}

// opened is what films have shown so far.
type opened struct {
	names  map[string]bool // of screens
	panels [moment.PanelKindCount]bool
}

func newOpened() *opened { return &opened{names: map[string]bool{}} }

// add adds what another film has shown.
func (o *opened) add(other *opened) {
	for name, found := range other.names {
		o.names[name] = o.names[name] || found
	}
	for kind, found := range other.panels {
		o.panels[kind] = o.panels[kind] || found
	}
}

// newFilm starts what the tape starts.
func newFilm(t *testing.T, c *clip, lang words.Lang, shown *opened) *film {
	stage := func(scenario string) (Restart, error) {
		return func(mode sim.Mode) (Source, error) {
			return uitest.NewRun(t, scenario, func(config *sim.Config) { config.Mode = mode }), nil
		}, nil
	}
	restart, _ := stage(c.scenario)
	setup := &Setup{
		Restart: restart, Stage: stage, Pace: pace.StoryPace, Opening: true, Rests: true,
		Options: moment.Options{Model: engine.ModelCard(), Width: clipWidth, Height: clipHeight, Lang: lang},
	}
	tape := c.speed != ""
	if tape {
		setup.Paused, setup.Opening, setup.Rests = true, c.opening, false
		if _, err := fmt.Sscan(c.speed, &setup.Speed); err != nil {
			t.Fatalf("%s: speed %q: %v", c.name, c.speed, err)
		}
	}
	f := &film{Player: New(uitest.NewRun(t, c.scenario), setup), lang: lang, opened: shown, quick: tape}
	if tape {
		f.pass(time.Second)
	}
	return f
}

// reach lets time pass up to a moment: the sentence with which a clip begins.
func (f *film) reach(from string) error {
	id, is := strings.CutPrefix(from, "cue:")
	if !is {
		return nil
	}
	if err := f.pressed("K"); err != nil {
		return err
	}
	for told := time.Duration(0); told < waitMax; told += looksAt {
		if cue, _ := f.Telling(); cue.ID == id {
			return nil
		}
		f.pass(looksAt)
	}
	return fmt.Errorf("the sentence %s never comes", id)
}

// shoot plays one shot. The error says what a recording would not do.
func (f *film) shoot(s shot) error {
	want := s.see[f.lang]
	if want != "" && f.shows(want) {
		return fmt.Errorf("%q is on the screen before %s%s: there is nothing to wait for", want, s.keys, s.typed)
	}
	for _, key := range s.pressed() {
		if utf8.RuneCountInString(key) > 1 && tapeKeys[key] == "" {
			return fmt.Errorf("VHS has no key %s", key)
		}
		if _, writes := f.top().screen.(writer); f.find(key) == nil && (s.typed == "" || !writes) {
			return fmt.Errorf("key %s does nothing here", key)
		}
		if err := f.pressed(key); err != nil {
			return err
		}
		f.opened.names[nameOf(f.top().screen)], f.opened.panels[panelOf(f.Player).Kind] = true, true
		f.pass(f.keyTakes(s))
	}
	f.stood = 0
	if err := f.await(want); err != nil {
		return err
	}
	f.pass(s.look)
	return nil
}

// keyTakes is for how long what a key does is seen before the next: of a shot list
// longer, where it is not one of a row.
func (f *film) keyTakes(s shot) time.Duration {
	switch {
	case f.quick:
		return keystroke
	case s.typed != "" || strings.Contains(s.keys, "×"):
		return keyRow
	}
	return keyStands
}

// await lets time pass until a text is on the screen. It has to stay there for
// a while: a recording looks only now and then.
func (f *film) await(want string) error {
	if want == "" {
		return nil
	}
	for waited := time.Duration(0); !f.shows(want); waited += looksAt {
		if waited > waitMax || f.Idle() {
			return fmt.Errorf("%q does not come:\n%s", want, f.text())
		}
		f.pass(looksAt)
	}
	f.pass(staysFor)
	if !f.shows(want) {
		return fmt.Errorf("%q goes within %s:\n%s", want, staysFor, f.text())
	}
	return nil
}

// pass lets time pass.
func (f *film) pass(span time.Duration) {
	f.play(span)
	f.stood += span
	if f.seen {
		f.length += span
	}
}

func (f *film) text() string { return f.Draw().Text() }

func (f *film) shows(text string) bool { return strings.Contains(f.text(), text) }

// pressed returns the keys of a shot, one by one.
func (s *shot) pressed() []string {
	if s.typed != "" {
		return strings.Split(s.typed, "")
	}
	var keys []string
	for _, field := range strings.Fields(s.keys) {
		var times int
		if n, _ := fmt.Sscanf(field, "×%d", &times); n == 1 {
			keys = append(keys, slices.Repeat(keys[len(keys)-1:], times-1)...)
			continue
		}
		keys = append(keys, field)
	}
	return keys
}
