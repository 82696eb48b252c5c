package stage

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
)

func TestTheScreenIsAFunctionOfLogAndCursor(t *testing.T) {
	random := rand.New(rand.NewPCG(9, 9))
	for range 8 {
		played := outagePlayer(t)
		for range 6 {
			played.play(time.Duration(random.Int64N(int64(8 * time.Second))))
			if played.finished() {
				break
			}
			sought := outagePlayer(t)
			sought.playback.SeekWall(played.playback.Cursor.Wall)
			sought.played = sought.playback.Cursor.N
			if sought.playback.Cursor != played.playback.Cursor {
				t.Fatalf("played to %+v, sought %+v", played.playback.Cursor, sought.playback.Cursor)
			}
			want, got := Draw(played.Scene(), played.options).ANSI(), Draw(sought.Scene(), sought.options).ANSI()
			if got != want {
				t.Fatalf("at %s of the story, a screen that was played and one that was sought differ:\n%s\n%s", played.playback.Cursor.Wall, want, got)
			}
		}
	}
}

func TestFrameShowsTheMomentThatIsAskedFor(t *testing.T) {
	c := outageShow(t)
	draw := func(at time.Duration, keys string) string {
		t.Helper()
		source, err := c.Restart(sim.Emit)
		if err != nil {
			t.Fatal(err)
		}
		canvas, err := Frame(source, c.Restart, Still{At: at, Keys: strings.Fields(keys), Options: moment.Options{Width: 120, Height: 36}})
		if err != nil {
			t.Fatal(err)
		}
		return canvas.Text()
	}
	for _, look := range []struct {
		at         time.Duration
		keys, want string
	}{
		{7004 * time.Millisecond, "", "▸ 7.004 s"},
		{7004 * time.Millisecond, "space", "‖ 7.004 s"},
		{7004 * time.Millisecond, "] ]", "▸ 7.0 s  ×4"},
		{-1, "", "the same run, but awaited   in 12 s"},
		{-1, "esc", "‖ 46.5 s"},
		{time.Hour, "", "‖ 46.5 s"},
		{0, "end", "‖ 46.5 s"},
		{20 * time.Second, "2", "await"},
		{5 * time.Second, "x", "broker down"},
		{8 * time.Second, "?", "?"},
	} {
		if got := draw(look.at, look.keys); !strings.Contains(got, look.want) {
			t.Errorf("at %s, keys %q: no %q in\n%s", look.at, look.keys, look.want, got)
		}
	}
	told := regexp.MustCompile(`(?m)^ ▌.*$`) // what is said of the last key
	if plain, keyed := draw(20*time.Second, ""), draw(20*time.Second, "down up esc"); told.ReplaceAllString(plain, "") != told.ReplaceAllString(keyed, "") {
		t.Error("moving the selection and giving it back leaves a trace")
	}
}

func TestFrameRefusesKeysThatDoNotExist(t *testing.T) {
	for key, good := range map[string]bool{"q": true, "?": true, "space": true, "ctrl+c": true, "shift+tab": true, "한": true, "f12": true, "entr": false, "": false, "ctrl+": false, "\x1b[A": false} {
		if err := CheckKey(key); (err == nil) != good {
			t.Errorf("key %q: %v", key, err)
		}
	}
}

func TestFrameAtAnySize(t *testing.T) {
	p := outagePlayer(t)
	p.Show(27 * time.Second)
	random := rand.New(rand.NewPCG(2, 3))
	for range 300 {
		p.options.Width, p.options.Height = 1+random.IntN(260), 1+random.IntN(90)
		p.options.Lang, p.options.ASCII = words.Lang(random.IntN(2)), random.IntN(2) == 0
		checkFrame(t, p, p.options.Width, p.options.Height)
	}
}

// TestAFrameKnowsTheAnomaliesOfItsTime: an anomaly is named with the next event
// after its instant, however long that is in coming.
func TestAFrameKnowsTheAnomaliesOfItsTime(t *testing.T) {
	var anomaly *sim.Event
	for e := range uitest.WholeRun(t, "poison").All() {
		if e.Type == sim.AnomalyFound && sim.Anomaly(e.Word) == sim.BlockedPartition {
			anomaly = e
			break
		}
	}
	canvas, err := Frame(uitest.NewRun(t, "poison"), nil, Still{At: anomaly.At, Options: moment.Options{Width: 120, Height: 36}, Pace: pace.BriskPace}) // at which each change is told
	if err != nil {
		t.Fatal(err)
	}
	if text := canvas.Text(); !strings.Contains(text, "▌ #3 cannot be handled,") || !strings.Contains(text, "▌ and holds up every record behind it.") {
		t.Errorf("the frame right after the anomaly does not tell of it:\n%s", text)
	}
}

// TestAFrameInALullIsWhereItWouldBePlayed: how long a quiet time looks is known
// once what follows is; a frame in it neither stands at the end nor goes back.
func TestAFrameInALullIsWhereItWouldBePlayed(t *testing.T) {
	before := -1
	for at := 2 * time.Second; at < 70*time.Second; at += 2 * time.Second {
		canvas, err := Frame(uitest.NewRun(t, "acks1-loss"), nil, Still{At: at, Options: moment.Options{Width: 120, Height: 36}})
		if err != nil {
			t.Fatal(err)
		}
		lines := strings.Split(canvas.Text(), "\n")
		if strings.Contains(lines[0], "‖ 46.5 s") {
			t.Fatalf("at %s the run is said to be over:\n%s", at, canvas.Text())
		}
		cursor := slices.Index([]rune(lines[33]), '●')
		if cursor < before {
			t.Errorf("at %s the cursor went back on the timeline: %s", at, lines[33])
		}
		before = cursor
	}
}
