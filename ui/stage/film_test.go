package stage

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

// clip is what one tape shows.
type clip struct {
	name     string // of its tapes, before the language
	about    string // what it is about: the first line of the tape
	scenario string
	orders   int    // 0: those of the scenario
	speed    string // as the flag --speed has it
	unseen   []shot // the way to where the clip begins
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
	keystroke = 100 * time.Millisecond // TypingSpeed of start.tape
	waitMax   = 90 * time.Second
	staysFor  = 300 * time.Millisecond // a text that is waited for: VHS looks now and then
)

// film is a clip that is played without a terminal, in the time it would take.
type film struct {
	*Player
	lang   words.Lang
	seen   bool          // the clip has begun
	length time.Duration // of what is seen so far
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
	some := func(config *sim.Config) {
		if c.orders > 0 {
			config.Orders = c.orders
		}
	}
	stage := func(scenario string) (Restart, error) {
		return func(mode sim.Mode) (Source, error) {
			return uitest.NewRun(t, scenario, func(config *sim.Config) { config.Mode = mode }, some), nil
		}, nil
	}
	restart, _ := stage(c.scenario)
	o := moment.Options{Model: engine.ModelCard(), Width: moment.FullWidth, Height: moment.FullHeight, Lang: lang}
	f := &film{Player: newPlayer(uitest.NewRun(t, c.scenario, some), restart, o), lang: lang, opened: shown}
	f.stage = stage
	var speed float64
	if _, err := fmt.Sscan(c.speed, &speed); err != nil {
		t.Fatalf("%s: speed %q: %v", c.name, c.speed, err)
	}
	f.configure(pace.StoryPace, speed, true)
	f.pass(time.Second)
	return f
}

// shoot plays one shot. The error says what a recording would not do.
func (f *film) shoot(s shot) error {
	want := s.see[f.lang]
	if want != "" && f.shows(want) {
		return fmt.Errorf("%q is on the screen before %s%s: there is nothing to wait for", want, s.keys, s.typed)
	}
	for _, key := range s.pressed() {
		if _, writes := f.top().screen.(writer); f.find(key) == nil && (s.typed == "" || !writes) {
			return fmt.Errorf("key %s does nothing here", key)
		}
		if err := f.pressed(key); err != nil {
			return err
		}
		f.opened.names[nameOf(f.top().screen)], f.opened.panels[panelOf(f.Player).Kind] = true, true
		f.pass(keystroke)
	}
	if err := f.await(want); err != nil {
		return err
	}
	f.pass(s.look)
	return nil
}

// await lets time pass until a text is on the screen. It has to stay there for
// a while: a recording looks only now and then.
func (f *film) await(want string) error {
	if want == "" {
		return nil
	}
	for waited := time.Duration(0); !f.shows(want); waited += 2 * FrameEvery {
		if waited > waitMax || f.Idle() {
			return fmt.Errorf("%q does not come:\n%s", want, f.text())
		}
		f.pass(2 * FrameEvery)
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
