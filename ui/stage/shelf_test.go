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
	"orderflow/ui/words"
)

// stagedPlayer shows a scenario, and can start it in every mode, with any seed,
// and any other.
func stagedPlayer(t *testing.T, scenario string) *Player {
	t.Helper()
	sow := func(name string, seed uint64) (Restart, error) {
		if name == "" {
			name = scenario
		}
		return func(mode sim.Mode) (Source, error) {
			return uitest.NewRun(t, name, func(c *sim.Config) {
				c.Mode = mode
				if seed > 0 {
					c.Seed = seed
				}
			}), nil
		}, nil
	}
	restart, _ := sow(scenario, 0)
	source, _ := restart(sim.Emit)
	p := newPlayer(source, restart, moment.Options{Width: 120, Height: 36})
	p.stage, p.sow = func(name string) (Restart, error) { return sow(name, 0) }, sow
	p.Show(-1)
	return p
}

// pressAll presses keys, and starts the runs that they ask for.
func pressAll(t *testing.T, p *Player, keys ...string) {
	t.Helper()
	for _, key := range keys {
		if err := p.pressed(key); err != nil {
			t.Fatal(err)
		}
	}
}

// fork does something in the past, so that the future that was seen is kept.
func fork(t *testing.T, p *Player, when time.Duration, key string) {
	t.Helper()
	p.playback.Paused = true
	p.playback.SeekTime(when)
	pressAll(t, p, key)
}

// logsOf returns the logs of the futures, the present one first.
func logsOf(p *Player) (logs []*sim.Log) {
	for _, f := range p.allFutures() {
		logs = append(logs, f.Log())
	}
	return logs
}

// picture returns the frame that is shown, without what is said of keys.
func picture(p *Player) string {
	m := p.Scene()
	m.Notice, m.Footer = "", nil
	return Draw(m, p.options).ANSI()
}

// said returns what is said in the caption's place.
func said(p *Player) string { return p.notice.text(words.English) }

// TestNoKeyThrowsARunAway: whatever run another one has taken the place of, u
// leads back to where one stood in it, with all that was done.
func TestNoKeyThrowsARunAway(t *testing.T) {
	for name, keys := range map[string][]string{
		"a mode": {"2"}, "two modes": {"2", "N"}, "a scenario": {"S", "down", "enter"}, "a seed": {"N"}, "a remedy from 0 s": {"R", "0"},
		"a mode of another scenario": {"S", "down", "enter", "3"}, "a seed and a mode": {"N", "2"},
	} {
		for _, before := range []string{"", "x", "3", "3 x"} { // a mode that follows is told in another way
			t.Run(name+" "+before, func(t *testing.T) {
				checkWayBack(t, strings.Fields(before), keys)
			})
		}
	}
}

// checkWayBack does something, starts another run by some keys, and goes back.
func checkWayBack(t *testing.T, before, keys []string) {
	t.Helper()
	p := stagedPlayer(t, "outage")
	for _, key := range before {
		if key == "x" {
			p.playback.SeekWall(17 * time.Second)
			p.playback.Advance(300*time.Millisecond, 0)
		}
		pressAll(t, p, key)
	}
	p.playback.Paused = false
	p.playback.SeekWall(20 * time.Second)
	p.playback.Advance(300*time.Millisecond, 0)
	pressAll(t, p, "B", "down")
	cursor, inputs, bookmarks := p.playback.Cursor, p.inputs, p.bookmarks
	p.follow()
	want := picture(p)
	pressAll(t, p, keys...)
	if p.playback.Cursor.At >= time.Second {
		t.Fatalf("the new run begins at %s", p.playback.Cursor.At)
	}
	p.play(time.Second)
	pressAll(t, p, "u")
	list := onTop[*futureScreen](p)
	if list == nil {
		t.Fatal("u shows nothing")
	}
	for i := range list.list {
		if i > 0 && list.stands[i].playback.Cursor == cursor {
			list.selected = i
		}
	}
	pressAll(t, p, "enter")
	if got := p.playback.Cursor; got != cursor || !slices.Equal(p.inputs, inputs) || !slices.Equal(p.bookmarks, bookmarks) || p.playback.Paused {
		t.Errorf("back at %+v with %d acts and %d bookmarks, want %+v", got, len(p.inputs), len(p.bookmarks), cursor)
	}
	if !strings.Contains(said(p), "back where you stood") {
		t.Errorf("%q is said", said(p))
	}
	p.notice = noNotice
	if got := picture(p); got != want {
		t.Error("another picture than was left")
	}
}

// TestAKeyAfterWhyDestroysNothing: the digits of why, and those of the modes.
func TestAKeyAfterWhyDestroysNothing(t *testing.T) {
	p := stagedPlayer(t, "outage")
	p.Show(22 * time.Second)
	fork(t, p, 22*time.Second, "x")
	at, inputs := p.playback.Cursor, len(p.inputs)
	pressAll(t, p, "w", "1")
	if !p.onBoard() || p.runMode() != sim.Emit || len(p.inputs) != inputs {
		t.Fatalf("1 in why does not just go to its cause: %s, %d acts", nameOf(p.top().screen), len(p.inputs))
	}
	p.playback.SeekWall(at.Wall)
	pressAll(t, p, "1")
	if p.playback.Cursor.At > time.Second || len(p.inputs) != 0 {
		t.Fatalf("1 leads to %s", p.playback.Cursor.At)
	}
	pressAll(t, p, "u", "enter")
	if p.playback.Cursor.Wall != at.Wall || len(p.inputs) != inputs {
		t.Errorf("back at %+v with %d acts, want %+v", p.playback.Cursor, len(p.inputs), at)
	}
}

// TestBeginningAgainIsNoLoss: the mode that is shown, with nothing done, is the
// same run; a bookmark leads back.
func TestBeginningAgainIsNoLoss(t *testing.T) {
	p := stagedPlayer(t, "outage")
	p.Show(22 * time.Second)
	at, log := p.playback.Cursor.At, p.log
	pressAll(t, p, "1")
	if p.log != log || p.playback.Cursor.At > time.Second || p.hasFutures() {
		t.Errorf("at %s, %d kept", p.playback.Cursor.At, len(p.keptEntries()))
	}
	if !strings.Contains(said(p), "' goes back to 22.000 s") {
		t.Errorf("%q is said", said(p))
	}
	pressAll(t, p, "'")
	if p.playback.Cursor.At != at {
		t.Errorf("' leads to %s", p.playback.Cursor.At)
	}
	p.seekTime(24 * time.Second)
	pressAll(t, p, "2", ".", "1")
	if !strings.Contains(said(p), "' goes back to 24.000 s") || len(p.bookmarks) != 2 {
		t.Errorf("after another mode %q is said, and there are %d bookmarks", said(p), len(p.bookmarks))
	}
}

func TestFuturesAreKeptThroughOtherModes(t *testing.T) {
	p := stagedPlayer(t, "calm")
	fork(t, p, 5*time.Second, "o")
	kept := logsOf(p)
	pressAll(t, p, "2")
	if p.runMode() != sim.EmitAwait || len(p.allFutures()) != 1 || len(p.inputs) != 1 || len(p.keptEntries()) != 2 {
		t.Fatalf("mode %s, %d futures, %d inputs, %d kept", p.runMode(), len(p.allFutures()), len(p.inputs), len(p.keptEntries()))
	}
	p.play(time.Second)
	pressAll(t, p, "3", "1")
	if p.runMode() != sim.Emit || !slices.Equal(logsOf(p), kept) {
		t.Fatalf("mode %s, %d futures of %d", p.runMode(), len(p.allFutures()), len(kept))
	}
	if p.playback.Cursor.At > time.Second || p.log != kept[0] {
		t.Errorf("it begins at %s", p.playback.Cursor.At)
	}
	pressAll(t, p, "u")
	if v := futuresOf(p.Scene()); v == nil || v.Kept != 2 {
		t.Errorf("u shows %+v, want the other future and the awaited run", v)
	}
}

// What was done in the other mode is done in the run that waited, too, so that
// the two can be compared; what that had been is one of its futures.
func TestARunThatWaitedTakesWhatWasDoneSince(t *testing.T) {
	p := stagedPlayer(t, "calm")
	fork(t, p, 5*time.Second, "o")
	kept := logsOf(p)
	pressAll(t, p, "2")
	p.Show(8 * time.Second)
	pressAll(t, p, "o", "1")
	if n := len(p.inputs); n != 2 || len(p.allFutures()[0].Inputs()) != 2 {
		t.Fatalf("%d inputs", n)
	}
	for _, log := range kept {
		if !slices.Contains(logsOf(p), log) {
			t.Error("a future was let go")
		}
	}
	fresh := uitest.NewRun(t, "calm")
	for _, in := range p.inputs {
		if err := fresh.Act(in.At, in); err != nil {
			t.Fatal(err)
		}
	}
	fresh.Advance(time.Hour)
	p.Show(-1)
	var got, want strings.Builder
	_, _ = p.log.WriteTo(&got)
	_, _ = fresh.Log().WriteTo(&want)
	if got.String() != want.String() {
		t.Error("the run is not what its inputs make")
	}
}

func TestStartingTheSameModeAfreshKeepsWhatWasThere(t *testing.T) {
	p := stagedPlayer(t, "calm")
	fork(t, p, 5*time.Second, "o")
	kept := logsOf(p)
	p.Show(9 * time.Second)
	pressAll(t, p, "1")
	if len(p.inputs) != 0 || len(p.allFutures()[0].Inputs()) != 0 || p.log != kept[1] {
		t.Errorf("%d inputs in a run that is started afresh", len(p.inputs))
	}
	if !slices.Contains(logsOf(p), kept[0]) || !strings.Contains(said(p), "kept: u") {
		t.Errorf("the run before is not kept, or it is not said: %q", said(p))
	}
}

func TestALaneOfARunThatWaitsHasItsFutures(t *testing.T) {
	p := stagedPlayer(t, "calm")
	fork(t, p, 5*time.Second, "o")
	kept := logsOf(p)
	pressAll(t, p, "2")
	p.Show(8 * time.Second)
	pressAll(t, p, "c", "up", "enter")
	if p.runMode() != sim.Emit || !slices.Equal(logsOf(p), kept) {
		t.Errorf("mode %s with %d futures", p.runMode(), len(p.allFutures()))
	}
	if list := p.keptEntries(); len(list) != 2 || list[1].run == nil || modeOf(list[1].run.source) != sim.EmitAwait {
		t.Errorf("the awaited run is not kept: %+v", list)
	}
}

// TestAnotherScenarioIsNoLoss: the runs of the one before are all there, and
// those of its modes are not taken for those of the other.
func TestAnotherScenarioIsNoLoss(t *testing.T) {
	p := stagedPlayer(t, "calm")
	fork(t, p, 5*time.Second, "o")
	pressAll(t, p, "2")
	p.Show(6 * time.Second)
	calm := p.log.Header.Scenario
	pressAll(t, p, "S", "down", "enter")
	if p.log.Header.Scenario == calm || len(p.keptEntries()) != 3 || !strings.Contains(said(p), "kept: u") {
		t.Fatalf("%s, %d kept, %q is said", p.log.Header.Scenario, len(p.keptEntries()), said(p))
	}
	for _, mode := range []string{"1", "2", "3"} {
		pressAll(t, p, mode)
		if p.log.Header.Scenario == calm {
			t.Errorf("mode %s is one of the scenario before", mode)
		}
	}
	pressAll(t, p, "u")
	list := onTop[*futureScreen](p)
	list.selected = slices.IndexFunc(list.list, func(e entry) bool { return e.run != nil && e.run.source.Log().Header.Scenario == calm })
	pressAll(t, p, "enter", "3")
	if p.log.Header.Scenario != calm || p.runMode() != sim.Send {
		t.Errorf("a mode after going back is one of %s", p.log.Header.Scenario)
	}
}

// TestWhatIsKeptHasALimit: beyond it one is let go, and it is said. What a key
// brings back goes before what was done by hand.
func TestWhatIsKeptHasALimit(t *testing.T) {
	p := stagedPlayer(t, "calm")
	fork(t, p, 5*time.Second, "o")
	acted := p.log
	for seed := range keptMax + 2 {
		p.Show(3 * time.Second)
		p.inputs = nil
		pressAll(t, p, "N")
		if n := len(p.keptEntries()); n > keptMax {
			t.Fatalf("%d are kept after %d seeds", n, seed+1)
		}
	}
	if p.gone() == 0 || !strings.Contains(said(p), fmt.Sprintf("oldest of %d", keptMax)) {
		t.Errorf("%d were let go, and %q is said", p.gone(), said(p))
	}
	if !slices.ContainsFunc(p.keptEntries(), func(e entry) bool { return e.future != nil && e.future.Log() == acted }) {
		t.Error("what was done by hand went before what a key brings back")
	}
	pressAll(t, p, "u")
	if frame := p.Draw().Text(); !strings.Contains(frame, fmt.Sprintf("%d let go: at most %d are kept", p.gone(), keptMax)) {
		t.Errorf("the futures do not say it:\n%s", frame)
	}
}

// The screen says which run is shown, also where it had waited: it is the one
// that is saved.
func TestARunThatWaitedIsTheOneThatIsSaved(t *testing.T) {
	p := stagedPlayer(t, "calm")
	var shown Source
	p.shown = func(source Source) { shown = source }
	fork(t, p, 5*time.Second, "o")
	first := p.source
	pressAll(t, p, "2", "1")
	if p.source != first || shown != first {
		t.Errorf("shown %p, saved %p, want %p", p.source, shown, first)
	}
}

// TestAnotherSeedIsAnotherRun: with what was done, and its own modes.
func TestAnotherSeedIsAnotherRun(t *testing.T) {
	p := stagedPlayer(t, "calm")
	fork(t, p, 5*time.Second, "o")
	seed := p.log.Header.Seed
	pressAll(t, p, "N")
	if p.log.Header.Seed != seed+1 || len(p.inputs) != 1 || p.runMode() != sim.Emit {
		t.Fatalf("seed %d, %d acts", p.log.Header.Seed, len(p.inputs))
	}
	pressAll(t, p, "2")
	if p.log.Header.Seed != seed+1 || p.runMode() != sim.EmitAwait {
		t.Errorf("another mode has seed %d", p.log.Header.Seed)
	}
}
