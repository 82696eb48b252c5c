package film

import (
	"bytes"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/internal/handle"
	"orderflow/internal/hostile"
	"orderflow/sim"
	"orderflow/sim/engine"
	"orderflow/ui/moment"
	"orderflow/ui/stage"
	"orderflow/ui/words"
)

// house makes the runs of a scenario, as a command line does.
type house struct{ scenario string }

func (h house) config(t *testing.T) sim.Config {
	t.Helper()
	s, err := sim.FindScenario(h.scenario)
	if err != nil {
		t.Fatal(err)
	}
	return s.Config
}

func (h house) restart(c sim.Config) stage.Restart {
	return func(mode sim.Mode) (stage.Source, error) {
		c.Mode = mode
		return engine.NewSession(c, sim.Header{Scenario: c.Scenario, Seed: c.Seed})
	}
}

func (h house) setup(t *testing.T, o moment.Options) stage.Setup {
	t.Helper()
	other := func(scenario string) sim.Config {
		if scenario == "" {
			return h.config(t)
		}
		return house{scenario}.config(t)
	}
	return stage.Setup{
		Restart: h.restart(h.config(t)), Options: o,
		Stage: func(scenario string) (stage.Restart, error) { return h.restart(other(scenario)), nil },
		Sow: func(scenario string, seed uint64) (stage.Restart, error) {
			c := other(scenario)
			c.Seed = seed
			return h.restart(c), nil
		},
	}
}

// begin returns a player at the beginning of a sitting.
func (h house) begin(t *testing.T, opens *Opens, o moment.Options) *stage.Player {
	t.Helper()
	source, err := engine.NewSession(opens.Run.Config, sim.Header{Scenario: h.scenario, Seed: opens.Run.Config.Seed}, opens.Run.Inputs...)
	if err != nil {
		t.Fatal(err)
	}
	return opens.Player(source, h.setup(t, o))
}

// host is somebody who sits at a screen, and what they did.
type host struct {
	t       *testing.T
	player  *stage.Player
	sitting Sitting
	now     time.Duration
	making  int // ticks until the run that is wanted is made
	marks   []string
}

func newHost(t *testing.T, h house, opens Opens) *host {
	t.Helper()
	opens.Run.Engine, opens.Run.Config = engine.Version, h.config(t)
	return &host{t: t, player: h.begin(t, &opens, moment.Options{Width: 120, Height: 36}), sitting: Sitting{Opens: opens}}
}

// does lets something be done, and notes it.
func (h *host) does(d stage.Deed) {
	h.sitting.Deeds = append(h.sitting.Deeds, Sat{Real: h.now.Truncate(time.Millisecond), Place: h.player.Place(), Deed: d})
	h.player.Do(d)
	h.marks = append(h.marks, markOf(h.player, d))
}

func (h *host) press(keys ...string) {
	for _, key := range keys {
		h.does(stage.Deed{Kind: stage.KeyDeed, Text: key})
	}
}

// sits lets time pass as on a screen, whose frames come as they come; runs are made
// away from it.
func (h *host) sits(span time.Duration, random *rand.Rand) {
	for until := h.now + span; h.now < until; {
		step := time.Duration(5+random.IntN(60)) * time.Millisecond
		h.now += step
		if !h.player.Idle() {
			h.player.Tick(step)
		}
		if h.player.Wants() {
			h.making++
			if h.making > 3 {
				h.making = 0
				h.does(stage.Deed{Kind: stage.TakeDeed})
			}
		}
	}
}

// markOf says what a player shows, and what was done to it.
func markOf(p *stage.Player, d stage.Deed) string {
	log := p.LogShown()
	mode := sim.Mode(0)
	if log.Len() > 0 {
		mode = log.At(1).Detail.Setup.Mode
	}
	return fmt.Sprintf("%v %q: %s seed %d %s, %+v, %d acts, %d sources", d.Kind, d.Text, log.Header.Scenario, log.Header.Seed, mode, p.Place(), len(p.Done()), len(p.Open()))
}

// watcher is the hand of a film, and what the player showed after each deed.
type watcher struct {
	*sat
	marks *[]string
}

func (w *watcher) Act(p *stage.Player) ([]string, error) {
	var all []string
	for {
		before := len(w.deeds)
		if before == 0 {
			return all, nil
		}
		next := w.deeds[0]
		rest := w.deeds[1:]
		w.deeds = w.deeds[:1:1]
		keys, err := w.sat.Act(p)
		if len(w.deeds) == 1 {
			w.deeds = append(w.deeds, rest...)
			return append(all, keys...), err
		}
		w.deeds = rest
		*w.marks = append(*w.marks, markOf(p, next.Deed))
		all = append(all, keys...)
		if err != nil {
			return all, err
		}
	}
}

// written is a sitting as it is read from its file.
func (s *Sitting) written(t *testing.T) *Sitting {
	t.Helper()
	line, err := s.Opens.Line()
	if err != nil {
		t.Fatal(err)
	}
	line = append(line, '\n')
	text := line
	for i := range s.Deeds {
		text = append(append(text, s.Deeds[i].Line()...), '\n')
	}
	text = append(append(text, (&Seal{Log: "ab"}).Line()...), '\n')
	read, err := ReadSitting(bytes.NewReader(text))
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return read
}

// keysOfHosts are what presenters press.
var keysOfHosts = strings.Fields("o x X , . m M > < left right shift+right B ' p [ p ] p ] [ 2 3 1 N z up down pgdown pgup end home esc space space space enter w a e d c u enter esc R space S down enter F enter L t K C tab Z b Y ?")

// TestTheFilmOfASittingShowsTheSameRuns: whatever was done, and however the frames
// came, the film has the same runs, acts and places after each deed; at any frame
// rate, size and language.
func TestTheFilmOfASittingShowsTheSameRuns(t *testing.T) {
	for i, scenario := range []string{"outage", "calm", "lost-ack", "outage", "rolling-deploy", "outage"} {
		t.Run(fmt.Sprint(i, " ", scenario), func(t *testing.T) {
			t.Parallel()
			random := rand.New(rand.NewPCG(uint64(i), 5))
			at := house{scenario}
			h := newHost(t, at, Opens{Opening: i%2 == 0, Paused: i == 1, Stops: i == 3})
			h.does(stage.Deed{Kind: stage.SizeDeed, X: 120, Y: 36})
			for range 60 {
				h.sits(time.Duration(random.IntN(2500))*time.Millisecond, random)
				if random.IntN(8) == 0 {
					h.sits(time.Minute, random) // they talk
				}
				switch random.IntN(14) {
				case 0:
					h.does(stage.Deed{Kind: stage.ClickDeed, X: random.IntN(120), Y: random.IntN(36)})
					h.does(stage.Deed{Kind: stage.DragDeed, X: random.IntN(120)})
					h.does(stage.Deed{Kind: stage.ReleaseDeed})
				case 1:
					h.does(stage.Deed{Kind: stage.WheelDeed, Down: random.IntN(2) == 0})
				default:
					h.press(keysOfHosts[random.IntN(len(keysOfHosts))])
				}
			}
			h.does(stage.Deed{Kind: stage.LeaveDeed})
			sitting := h.sitting.written(t)
			for j, o := range []Options{{FPS: 10}, {FPS: 25, Lang: words.Korean}} {
				size := []moment.Options{{Width: 80, Height: 24}, {Width: 160, Height: 50, Lang: words.Korean}}[j]
				var marks []string
				o.Hand = &watcher{sitting.Again(j == 1).(*sat), &marks}
				p := at.begin(t, &sitting.Opens, size)
				made, err := Roll(p, o, nil)
				if err != nil {
					t.Fatalf("film %d: %v", j, err)
				}
				for k := range h.marks {
					if k >= len(marks) || marks[k] != h.marks[k] && h.sitting.Deeds[k].Deed.Kind != stage.LeaveDeed {
						t.Fatalf("film %d, deed %d:\n%s\nthe sitting had\n%s\nafter\n%s", j, k, slices.Concat(marks, []string{"nothing"})[min(k, len(marks))], h.marks[k], strings.Join(h.marks[max(0, k-3):k], "\n"))
					}
				}
				if p.LogShown().Len() != h.player.LogShown().Len() || !slices.EqualFunc(p.Done(), h.player.Done(), func(a, b sim.Input) bool { return a.At == b.At }) {
					t.Errorf("film %d ends with another run", j)
				}
				t.Log("sitting", h.now, "film", made.Length, "keys", len(made.Presses))
				if j == 1 && made.Length < h.now*8/10 || j == 0 && made.Length > h.now {
					t.Errorf("film %d takes %s of %s", j, made.Length, h.now)
				}
			}
		})
	}
}

// TestTalkIsCutOut: what stands while somebody talks is seen as long as it takes to see
// what a key did; with talk it all is.
func TestTalkIsCutOut(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 1))
	h := newHost(t, house{"outage"}, Opens{})
	h.sits(10*time.Second, random)
	h.press("space")
	h.sits(5*time.Minute, random)
	h.press("o")
	h.sits(3*time.Minute, random)
	h.press("space")
	h.sits(5*time.Second, random)
	h.does(stage.Deed{Kind: stage.LeaveDeed})
	for talk, want := range map[bool]time.Duration{false: 18 * time.Second, true: h.now} {
		made, err := Roll(house{"outage"}.begin(t, &h.sitting.Opens, moment.Options{Width: 80, Height: 24}), Options{FPS: 10, Hand: h.sitting.Again(talk)}, nil)
		if err != nil {
			t.Fatal(err)
		}
		if d := made.Length - want; d < -2*time.Second || d > 2*time.Second {
			t.Errorf("with talk %v it takes %s, want about %s", talk, made.Length, want)
		}
		if keys := made.Presses; len(keys) != 3 || keys[0].Key != "space" || keys[1].Key != "o" || keys[0].At < 8*time.Second {
			t.Errorf("its keys are %v", keys)
		}
	}
}

// TestAStoryThatRanByItselfRunsByItself: with no key pressed the film shows the three
// modes, and the three side by side, as the screen did.
func TestAStoryThatRanByItselfRunsByItself(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 1))
	h := newHost(t, house{"outage"}, Opens{Opening: true})
	h.sits(8*time.Minute, random)
	h.does(stage.Deed{Kind: stage.LeaveDeed})
	if h.player.Place().Run != 2 {
		t.Fatalf("it went on %d times", h.player.Place().Run)
	}
	p := house{"outage"}.begin(t, &h.sitting.Opens, moment.Options{Width: 80, Height: 24})
	made, err := Roll(p, Options{FPS: 10, Hand: h.sitting.Again(false)}, nil)
	if err != nil || p.Place() != h.player.Place() || made.Length > 6*time.Minute {
		t.Errorf("%v: %+v, want %+v; it takes %s", err, p.Place(), h.player.Place(), made.Length)
	}
}

// TestASittingThatBroke: a program was killed, and what it had written is played; it
// ends where nothing more is known and nothing moves.
func TestASittingThatBroke(t *testing.T) {
	random := rand.New(rand.NewPCG(2, 1))
	h := newHost(t, house{"calm"}, Opens{})
	h.sits(6*time.Second, random)
	h.press("space")
	line, _ := h.sitting.Opens.Line()
	text := append(append(append(line, '\n'), h.sitting.Deeds[0].Line()...), "\n{\"real_ms\":70"...)
	read, err := ReadSitting(bytes.NewReader(text))
	if err != nil || read.Seal != nil || len(read.Deeds) != 1 {
		t.Fatalf("%v: %+v", err, read)
	}
	made, err := Roll(house{"calm"}.begin(t, &read.Opens, moment.Options{Width: 80, Height: 24}), Options{FPS: 10, Hand: read.Again(false)}, nil)
	if err != nil || made.Length < 6*time.Second || made.Length > 9*time.Second {
		t.Errorf("%v: it takes %s", err, made.Length)
	}
}

// TestASittingOfAHandleBeginsThere: where the handle says, with what was done.
func TestASittingOfAHandleBeginsThere(t *testing.T) {
	h := newHost(t, house{"outage"}, Opens{Stood: true, Paused: true})
	if h.player.Place().Cursor.Wall != 0 {
		t.Fatal("it stands somewhere")
	}
	opens := h.sitting.Opens
	opens.Run.Inputs = []sim.Input{{At: 2 * time.Second, NewOrder: true}}
	opens.Run.View = handle.View{At: 12 * time.Second, Pace: "brisk"}
	p := house{"outage"}.begin(t, &opens, moment.Options{Width: 80, Height: 24})
	if at := p.Place(); at.Cursor.At != 12*time.Second || at.Run != 0 || len(p.Done()) != 1 {
		t.Errorf("it stands at %+v", at)
	}
}

// TestHostileSittings: each gets one clear line in both languages.
func TestHostileSittings(t *testing.T) {
	h := newHost(t, house{"calm"}, Opens{})
	first, _ := h.sitting.Opens.Line()
	opens := string(first) + "\n"
	deed := `{"real_ms":5,"turn":0,"wall_ns":0,"at_ns":0,"n":0,"key":"x"}` + "\n"
	if _, err := ReadSitting(strings.NewReader(opens + deed)); err != nil {
		t.Fatal(err)
	}
	wrong := map[string]string{
		"nothing": "", "no sitting": "hello\n", "a log": `{"orderflow":1,"scenario":"calm"}` + "\n", "a newer one": `{"sitting":7,"more":1}` + "\n", "null": "null\n",
		"no run": `{"sitting":1,"version":"v","run":"","lang":"en"}` + "\n", "another language": strings.Replace(opens, `"lang":"en"`, `"lang":"fr"`, 1),
		"an unknown field": opens + strings.Replace(deed, `"key"`, `"kye"`, 1), "two deeds": opens + strings.Replace(deed, `"key"`, `"leave":true,"key"`, 1),
		"no deed": opens + `{"real_ms":5,"turn":0,"wall_ns":0,"at_ns":0,"n":0}` + "\n", "a time below 0": opens + strings.Replace(deed, `:5`, `:-5`, 1),
		"a time too late": opens + strings.Replace(deed, `:5`, `:9223372036854775807`, 1), "a count": opens + strings.Replace(deed, `"n":0`, `"n":99999999999`, 1),
		"time goes back": opens + strings.Replace(deed, `:5`, `:50`, 1) + deed, "after the end": opens + `{"log_sha256":"a"}` + "\n" + deed,
		"two on a line": opens + strings.TrimSuffix(deed, "\n") + deed, "a window": opens + `{"real_ms":5,"turn":0,"wall_ns":0,"at_ns":0,"n":0,"size":[99999,1]}` + "\n",
		"too much": opens + strings.Repeat(deed, SatMax+1),
	}
	for _, text := range hostile.Texts {
		wrong["first: "+text.Name] = text.Text + "\n"
		wrong["then: "+text.Name] = opens + text.Text + "\n"
	}
	for name, text := range wrong {
		_, err := ReadSitting(strings.NewReader(text))
		if err == nil {
			t.Errorf("%s: is taken", name)
			continue
		}
		said := sim.TextOf(err)
		for _, line := range []string{said.English, said.Korean} {
			if line == "" || strings.Contains(line, "\n") || sim.Printable(line, 1000) != line {
				t.Errorf("%s: %q", name, line)
			}
		}
	}
}

func FuzzReadSitting(f *testing.F) {
	f.Add(`{"sitting":1,"version":"v","run":"engine 1\nscenario calm\ncursor 0 0 0\n","lang":"en"}` + "\n" + `{"real_ms":5,"turn":0,"wall_ns":0,"at_ns":0,"n":0,"key":"x"}` + "\n")
	f.Fuzz(func(t *testing.T, text string) {
		s, err := ReadSitting(strings.NewReader(text))
		if err != nil {
			return
		}
		for i := range s.Deeds {
			if again, err := readSat(s.Deeds[i].Line()); err != nil || again != s.Deeds[i] {
				t.Fatalf("%+v becomes %+v: %v", s.Deeds[i], again, err)
			}
		}
	})
}
