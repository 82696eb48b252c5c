package stage

import (
	"slices"
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// stagedPlayer shows a scenario, and can start it in every mode, and any other.
func stagedPlayer(t *testing.T, scenario string) *Player {
	t.Helper()
	stage := func(name string) (Restart, error) {
		return func(mode sim.Mode) (Source, error) {
			return uitest.NewRun(t, name, func(c *sim.Config) { c.Mode = mode }), nil
		}, nil
	}
	restart, _ := stage(scenario)
	source, _ := restart(sim.Emit)
	p := newPlayer(source, restart, moment.Options{Width: 120, Height: 36})
	p.stage = stage
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

func TestFuturesAreKeptThroughOtherModes(t *testing.T) {
	p := stagedPlayer(t, "calm")
	fork(t, p, 5*time.Second, "o")
	kept := logsOf(p)
	pressAll(t, p, "2")
	if p.runMode() != sim.EmitAwait || p.hasFutures() || len(p.inputs) != 1 {
		t.Fatalf("mode %s, %d futures, %d inputs", p.runMode(), len(p.allFutures()), len(p.inputs))
	}
	pressAll(t, p, "3", "1")
	if p.runMode() != sim.Emit || !slices.Equal(logsOf(p), kept) || p.notice != noNotice {
		t.Fatalf("mode %s, %d futures of %d, notice %q", p.runMode(), len(p.allFutures()), len(kept), p.notice.text(words.English))
	}
	if p.playback.Cursor.At > time.Second || p.log != kept[0] {
		t.Errorf("it begins at %s", p.playback.Cursor.At)
	}
	p.Show(-1)
	pressAll(t, p, "u")
	if v := futuresOf(p.Scene()); v == nil || v.Kept != 1 {
		t.Errorf("u shows %+v", v)
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
	if !slices.Contains(logsOf(p), kept[0]) || p.notice.kind != keptNotice {
		t.Errorf("the run before is not kept, or it is not said: %q", p.notice.text(words.English))
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
}

func TestAnotherScenarioSaysHowManyFuturesItCosts(t *testing.T) {
	p := stagedPlayer(t, "calm")
	fork(t, p, 5*time.Second, "o")
	pressAll(t, p, "2")
	p.Show(-1)
	fork(t, p, 6*time.Second, "o")
	fork(t, p, 4*time.Second, "o")
	pressAll(t, p, "S", "down", "enter")
	for lang, want := range map[words.Lang]string{words.English: "let go with it: 3.", words.Korean: "보관한 미래 3개는"} {
		p.options.Lang = lang
		if frame := p.Draw().Text(); !strings.Contains(frame, want) {
			t.Errorf("no %q in\n%s", want, frame)
		}
	}
	for _, mode := range []string{"1", "2", "3"} {
		pressAll(t, p, mode)
		if p.hasFutures() || p.notice != noNotice {
			t.Errorf("mode %s has futures of the scenario before, notice %q", mode, p.notice.text(words.English))
		}
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
