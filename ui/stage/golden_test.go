package stage

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

var updateFrames = flag.Bool("update", false, "rewrite the expected frames in testdata/frames; read the diff")

// goldenSizes are the sizes of the goldens: compact, full, spacious.
var goldenSizes = [...]moment.Options{{Width: 80, Height: 24}, {Width: 120, Height: 36}, {Width: 200, Height: 60}}

// sight is a moment of a story that is worth a golden.
type sight struct {
	name string
	at   func(*sim.Log) time.Duration
}

func atTime(at time.Duration) func(*sim.Log) time.Duration {
	return func(*sim.Log) time.Duration { return at }
}

func atEnd(log *sim.Log) time.Duration { return log.At(sim.EventID(log.Len())).At }

// afterFirst returns the time of the first event of a type that fits, plus a while.
func afterFirst(t sim.EventType, order sim.OrderID, while time.Duration) func(*sim.Log) time.Duration {
	return func(log *sim.Log) time.Duration {
		for e := range log.All() {
			if e.Type == t && (order == 0 || e.Order == order) && e.Topic <= sim.Orders {
				return e.At + while
			}
		}
		return 0
	}
}

// drawnSights are the moments of the drawn story, as it was drawn.
var drawnSights = [...]sight{
	{"1-calm", atTime(5004 * time.Millisecond)},
	{"2-phantom", atTime(7004 * time.Millisecond)},
	{"3-retries", atTime(15100 * time.Millisecond)},
	{"4-back", atTime(27877 * time.Millisecond)},
	{"5-end", atEnd},
}

// outageSights are moments of the default scenario.
var outageSights = [...]sight{
	{"1-calm", afterFirst(sim.RequestSent, 3, 0)},
	{"2-phantom", afterFirst(sim.MemoryWaiting, 4, 200*time.Microsecond)},
	{"3-retries", atTime(15100 * time.Millisecond)},
	{"4-rounds", atTime(19500 * time.Millisecond)},
	{"5-overtakes", afterFirst(sim.RequestSent, 12, 0)},
	{"6-back", afterFirst(sim.PublishGaveUp, 0, 0)},
	{"7-late", afterFirst(sim.RecordAppended, 11, 0)},
	{"7-ghosts", atTime(30 * time.Second)},
	{"8-end", atEnd},
}

// checkGolden compares a frame with the one in testdata/frames.
func checkGolden(t *testing.T, name, got string) {
	t.Helper()
	file := filepath.Join("testdata", "frames", name+".txt")
	if *updateFrames {
		if err := os.MkdirAll(filepath.Dir(file), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(file, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	want, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if got != string(want) {
		t.Errorf("%s has changed; look at it and rewrite it with -update:\n%s", file, got)
	}
}

func goldenStory(t *testing.T, story string, log *sim.Log, sights []sight) {
	for _, sight := range sights {
		m := momentAt(log, sight.at(log))
		m.Countdown = 0
		if m.Finished {
			m.NextMode, m.Countdown = (m.State.Setup.Mode+1)%3, 8
		}
		for _, size := range goldenSizes {
			for _, size.Lang = range []words.Lang{words.English, words.Korean} {
				name := fmt.Sprintf("%s-%s-%dx%d-%s", story, sight.name, size.Width, size.Height, size.Lang)
				text := Draw(m, size).Text()
				if fault := brokenBorder(grid(t, text, size.Width, size.Height)); fault != "" {
					t.Errorf("%s: %s", name, fault)
				}
				checkGolden(t, name, text)
			}
		}
	}
}

func TestDrawnFrames(t *testing.T) {
	goldenStory(t, "drawn", readDrawn(t, "testdata/outage.script"), drawnSights[:])
}

func TestOutageFrames(t *testing.T) {
	for _, mode := range []sim.Mode{sim.Emit, sim.EmitAwait, sim.Send} {
		log := uitest.ScenarioLog(t, "outage", func(c *sim.Config) { c.Mode = mode })
		sights := outageSights[:]
		if mode != sim.Emit {
			sights = []sight{outageSights[0], outageSights[3], outageSights[5], outageSights[7]}
		}
		goldenStory(t, "outage-"+mode.String(), log, sights)
	}
}

func TestOtherFrames(t *testing.T) {
	log := uitest.ScenarioLog(t, "outage", nil)
	m := momentAt(log, 15100*time.Millisecond)
	for _, size := range goldenSizes {
		checkGolden(t, fmt.Sprintf("ascii-%dx%d", size.Width, size.Height), Draw(m, moment.Options{Width: size.Width, Height: size.Height, ASCII: true}).Text())
	}
	for _, lang := range []words.Lang{words.English, words.Korean} {
		checkGolden(t, "small-60x10-"+lang.String(), Draw(m, moment.Options{Width: 60, Height: 10, Lang: lang}).Text())
		m.show(&helpScreen{of: (&boardScreen{}).table()})
		for _, size := range goldenSizes {
			size.Lang = lang
			checkGolden(t, fmt.Sprintf("help-%dx%d-%s", size.Width, size.Height, lang), Draw(m, size).Text())
		}
		m.show()
	}
	for depth, name := range map[canvas.Depth]string{canvas.TrueColor: "true", canvas.Colors256: "256", canvas.Colors16: "16", canvas.NoColor: "none"} {
		checkGolden(t, "colours-"+name+"-80x24", Draw(m, moment.Options{Width: 80, Height: 24, Theme: canvas.Theme{Depth: depth}}).ANSI())
	}
}

func TestABlankScreenIsBlank(t *testing.T) {
	m := momentAt(readDrawn(t, "testdata/outage.script"), 7*time.Second)
	m.show(&blankScreen{})
	for _, line := range grid(t, Draw(m, moment.Options{Width: 80, Height: 24}).Text(), 80, 24) {
		for _, r := range line {
			if r != ' ' {
				t.Fatalf("%c on a blank screen", r)
			}
		}
	}
}
