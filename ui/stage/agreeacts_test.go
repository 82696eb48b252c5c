package stage

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
)

// TestTheClockStandsWhereItSaysSo: whatever is open, the first line shows a clock
// that stands where it stands, and one that goes where it goes.
func TestTheClockStandsWhereItSaysSo(t *testing.T) {
	hold := func(name string, p *Player) {
		t.Helper()
		line, _, _ := strings.Cut(p.Draw().Text(), "\n")
		before := p.playback.Cursor.Wall
		for range 3 {
			p.Tick(FrameEvery)
		}
		switch goes := p.playback.Cursor.Wall != before; {
		case strings.TrimSpace(line) == "" && !goes: // a blank screen
		case goes != strings.Contains(line, "▸ ") || goes == strings.Contains(line, "‖ "):
			t.Errorf("%s: the clock goes: %t, and the frame says %q", name, goes, line)
		}
	}
	for _, s := range everyScreen() {
		keys := strings.ReplaceAll(openedBy[nameOf(s)], "end a", "a")
		p := playerAt(t, 27*time.Second, "", moment.Options{Width: 120, Height: 36})
		for _, key := range strings.Fields(keys) {
			p.Press(key)
		}
		hold(nameOf(s), p)
		p.Press("space")
		hold(nameOf(s)+", space", p)
	}
	hold("a question", askedPlayer(t))
	end := playerAt(t, -1, "", moment.Options{Width: 120, Height: 36})
	hold("the end", end)
	for _, keys := range []string{"space", "space space", ".", ". space", ",", "home", "home space", "end", "]", "[ ["} {
		p := playerAt(t, 20*time.Second, "", moment.Options{Width: 120, Height: 36})
		for _, key := range strings.Fields(keys) {
			p.Press(key)
		}
		hold(keys, p)
	}
}

// acts are what the presenter does, by keys.
var acts = []string{"o", "x", "x o", "o o o", "R space esc", "R 0", "2", "F enter", "o R down space esc", "3 o", "x R 0"}

// TestWordsAndPictureAgreeAfterAnAct: what the presenter does is answered, and
// told, by sentences that are of what the picture shows; also where more orders
// come than were planned, and after the end.
func TestWordsAndPictureAgreeAfterAnAct(t *testing.T) {
	uitest.SingleThreaded(t)
	t.Parallel()
	turn := 0
	for _, scenario := range []string{"outage", "calm", "lost-ack", "poison", "panel-timeout", "activity-log"} {
		for i, at := range []time.Duration{5 * time.Second, 20 * time.Second, 27 * time.Second, -1} {
			restart := func(mode sim.Mode) (Source, error) {
				return uitest.NewRun(t, scenario, func(c *sim.Config) { c.Mode = mode }), nil
			}
			for range len(acts) / 2 {
				keys := acts[turn%len(acts)]
				source, _ := restart(sim.Mode((i + turn) % 3))
				turn++
				p := newPlayer(source, restart, moment.Options{Width: 120, Height: 36})
				p.Show(at)
				for _, key := range strings.Fields(keys) {
					if err := p.pressed(key); err != nil {
						t.Fatal(err)
					}
					holdAgreed(t, p, scenario+" after "+keys)
				}
				for looks := range 30 {
					p.Tick(FrameEvery * 25)
					p.options = agreeSizes[looks%len(agreeSizes)]
					holdAgreed(t, p, scenario+" after "+keys)
				}
			}
		}
	}
}

func holdAgreed(t *testing.T, p *Player, what string) {
	t.Helper()
	l := seenBy(p)
	for _, a := range agreements {
		if wrong := a.wrong(l); wrong != "" {
			t.Fatalf("%s: %s: %s\nat %s, event %d\n%s", what, a.name, wrong, l.m.At, l.m.N, l.text)
		}
	}
}

// TestPageViewsAreToldOfAlike: what of the activity log is lost is told of in all
// modes alike, or in none.
func TestPageViewsAreToldOfAlike(t *testing.T) {
	for _, scenario := range []string{"outage", "activity-log", "outbox-cure", "broker-crash"} {
		for _, at := range []time.Duration{10 * time.Second, 23 * time.Second, 25 * time.Second, 28 * time.Second, 40 * time.Second, -1} {
			var told [3]string
			var lost [3]int
			for mode := sim.Emit; mode <= sim.Send; mode++ {
				log := uitest.ScenarioLog(t, scenario, func(c *sim.Config) { c.Mode = mode })
				p := newPlayer(Replay(log), nil, moment.Options{})
				p.Show(at)
				lost[mode] = p.Moment().State.ActivityLost
				for _, size := range agreeSizes {
					text := Draw(p.Scene(), size).Text()
					told[mode] += fmt.Sprint(strings.Contains(text, "age view") || strings.Contains(text, "페이지 조회"), " ")
				}
			}
			if lost[0] == lost[1] && lost[1] == lost[2] && (told[0] != told[1] || told[1] != told[2]) {
				t.Errorf("%s at %s: %d page views are lost in each mode; told of at each size: %q", scenario, at, lost[0], told)
			}
		}
	}
}

// TestMoreOrdersThanWerePlanned: nothing on any screen says of fewer orders than
// there are.
func TestMoreOrdersThanWerePlanned(t *testing.T) {
	for _, keys := range []string{"", "enter", "d", "g", "S", "R", "F", "u", "c", "a", "e", "w", "z"} {
		for _, size := range agreeSizes {
			p := playerAt(t, -1, "o o o", size)
			p.Show(-1)
			if p.count() != 15 {
				t.Fatalf("%d orders", p.count())
			}
			p.Press(keys)
			text := p.Draw().Text()
			for _, fewer := range []string{"of 12 ", "of 12│", "/12│", "of 12.", "of twelve", "12건 중", "/ 12 "} {
				if i := strings.Index(text, fewer); i >= 0 {
					t.Errorf("%q at %dx%d: %q\n%s", keys, size.Width, size.Height, fewer, text)
				}
			}
		}
	}
}

// TestARemedyIsOfferedFromHereOrFromTheStart: the sheet says both, at each size and
// in both languages, and for what is on as for what is off.
func TestARemedyIsOfferedFromHereOrFromTheStart(t *testing.T) {
	for _, keys := range []string{"R", "R space", "R down down space down"} {
		for _, size := range agreeSizes {
			p := playerAt(t, 20*time.Second, keys, size)
			text := p.Draw().Text()
			for _, offers := range [][]string{{"from here", "지금부터", "여기부터"}, {"from 0 s", "0초부터"}} {
				if !slices.ContainsFunc(offers, func(said string) bool { return strings.Contains(text, said) }) {
					t.Errorf("%q at %dx%d does not offer %q:\n%s", keys, size.Width, size.Height, offers, text)
				}
			}
		}
	}
}
