package ui

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
)

func storyPlayback(l *Layer) playback { return newPlayback(scale{layer: l}, false) }

func outageLayer(t testing.TB) *Layer { return layAll(uitest.WholeRun(t, "outage")) }

func TestPlaybackDoesNotDependOnFrames(t *testing.T) {
	l := outageLayer(t)
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 0))
		one, many := storyPlayback(l), storyPlayback(l)
		whole := time.Duration(random.Int64N(int64(55 * time.Second)))
		one.advance(whole, 0)
		for left := whole; left > 0; {
			before := many.cursor
			span := min(left, time.Duration(random.Int64N(int64(300*time.Millisecond))))
			many.advance(span, 0)
			left -= span
			if many.cursor.wall < before.wall || many.cursor.at < before.at || many.cursor.n < before.n {
				t.Fatalf("the cursor goes back from %+v to %+v", before, many.cursor)
			}
		}
		if one.cursor != many.cursor {
			t.Fatalf("after %s: in one frame %+v, in many %+v", whole, one.cursor, many.cursor)
		}
	}
}

func TestSpeedDividesTheWallTime(t *testing.T) {
	l := outageLayer(t)
	for _, speed := range []float64{1.0 / 64, 0.25, 1, 4, 64} {
		p := storyPlayback(l)
		p.setSpeed(speed)
		p.advance(time.Duration(float64(20*time.Second)/speed), 0)
		if off := p.cursor.wall - 20*time.Second; off.Abs() > time.Microsecond {
			t.Errorf("speed %v: the cursor is at %s of the story after 20 s / speed", speed, p.cursor.wall)
		}
	}
}

func TestStepsShowEveryChangeOnce(t *testing.T) {
	for _, pace := range []Pace{StoryPace, RealPace} {
		l := outageLayer(t)
		p := storyPlayback(l)
		p.scale.pace = pace
		var forth []position
		for p.step() {
			if len(forth) > 0 && p.cursor.wall <= forth[len(forth)-1].wall {
				t.Fatalf("%s: step %d does not go on", pace, len(forth))
			}
			if !p.standing() {
				t.Fatalf("%s: step %d does not stand on its change", pace, len(forth))
			}
			forth = append(forth, p.cursor)
		}
		if pace == StoryPace && len(forth) != len(l.changes) {
			t.Errorf("%d steps for %d changes", len(forth), len(l.changes))
		}
		if p.cursor.n != l.Len() {
			t.Errorf("%s: the last step shows %d of %d events", pace, p.cursor.n, l.Len())
		}
		for i := len(forth) - 2; i >= 0; i-- {
			p.stepBack()
			if p.cursor != forth[i] {
				t.Fatalf("%s: step back to %d is at %+v, the step was at %+v", pace, i, p.cursor, forth[i])
			}
		}
		p.stepBack()
		if p.cursor.wall != 0 {
			t.Errorf("%s: a step back from the first change is not the beginning", pace)
		}
	}
}

func TestMilestonesAreTheTurns(t *testing.T) {
	p := storyPlayback(outageLayer(t))
	var turns []sim.EventType
	for p.milestone(true) {
		turns = append(turns, p.scale.layer.log.At(p.scale.layer.changes[p.scale.lastChange(p.cursor)].first).Type)
	}
	want := []sim.EventType{sim.HandlerReturned, sim.FaultStarted, sim.RoundUsedUp, sim.FaultEnded, sim.Reconnected, sim.PublishGaveUp, sim.RecordAppended}
	if !slices.Equal(turns, want) {
		t.Errorf("the turns of the outage are %v, want %v", turns, want)
	}
	for range len(turns) - 1 {
		if !p.milestone(false) {
			t.Fatal("no way back over the turns")
		}
	}
	if first := p.scale.layer.log.At(p.scale.layer.changes[p.scale.lastChange(p.cursor)].first).Type; first != sim.HandlerReturned {
		t.Errorf("the first turn is %s", first)
	}
}

// followScript follows a synthetic log as it grows, and measures how far behind the cursor is.
func followScript(t *testing.T, seed int) (worst, end, wall float64) {
	t.Helper()
	log := scriptJournal(makeScript(seed, chosenScript), chosenScript)
	l := NewLayer(log)
	p := newPlayback(scale{layer: l}, true)
	const tick = 20 * time.Millisecond
	last := log.At(sim.EventID(log.Len())).At
	for now := tick; p.cursor.at < last; now += tick {
		for l.Len() < log.Len() && log.At(sim.EventID(l.Len()+1)).At <= now {
			l.Add(log.At(sim.EventID(l.Len() + 1)))
		}
		before := p.cursor
		p.advance(tick, now)
		if p.cursor.at < before.at || p.cursor.n < before.n {
			t.Fatalf("the cursor goes back from %+v to %+v", before, p.cursor)
		}
		if p.cursor.at > now {
			t.Fatalf("the cursor is at %s, the source at %s", p.cursor.at, now)
		}
		worst = max(worst, (now - p.cursor.at).Seconds())
		end, wall = (now - p.cursor.at).Seconds(), now.Seconds()
		if now > 10*time.Minute {
			t.Fatal("the cursor never arrives")
		}
	}
	return worst, end, wall
}

func TestFollowingALiveSourceAsThePrototype(t *testing.T) {
	for _, c := range []struct {
		seed             int
		worst, end, wall float64
	}{{1, 9.5, 0.6, 47.5}, {42, 8.7, 2.7, 40.8}} {
		worst, end, wall := followScript(t, c.seed)
		if math.Abs(worst-c.worst) > 0.1 || math.Abs(end-c.end) > 0.1 || math.Abs(wall-c.wall) > 0.1 {
			t.Errorf("seed %d: farthest behind %.1f s, at the end %.1f s, wall %.1f s; the prototype: %.1f, %.1f, %.1f", c.seed, worst, end, wall, c.worst, c.end, c.wall)
		}
	}
}

func TestLiveWithoutNewsIsRealTime(t *testing.T) {
	log := newJournal(sim.Emit, 1).log
	l := layAll(log)
	p := newPlayback(scale{layer: l}, true)
	for now := time.Duration(0); now < 3*time.Second; now += 20 * time.Millisecond {
		p.advance(20*time.Millisecond, now)
	}
	if want := 3*time.Second - 20*time.Millisecond - liveHold; p.cursor.at != want {
		t.Errorf("the cursor is at %s, want %s", p.cursor.at, want)
	}
}

func TestRatioIsAStepOfOneTwoFive(t *testing.T) {
	for _, c := range []struct {
		r    float64
		want Ratio
	}{{1, Ratio{N: 1}}, {0.9, Ratio{N: 1}}, {1.3, Ratio{N: 1}}, {1.5, Ratio{N: 2}}, {18, Ratio{N: 20}}, {0.5, Ratio{true, 2}}, {0.25, Ratio{true, 5}}, {0.019, Ratio{true, 50}}, {0, Ratio{true, 1000}}} {
		if got := roundRatio(c.r); got != c.want {
			t.Errorf("%v is shown as %+v, want %+v", c.r, got, c.want)
		}
	}
}

func TestRatioChangesAtMostOnceASecond(t *testing.T) {
	for _, speed := range []float64{0.5, 1, 4} {
		p := storyPlayback(outageLayer(t))
		p.setSpeed(speed)
		last, changed := p.ratio(), -time.Hour
		for wall := time.Duration(0); p.cursor.wall < p.scale.end(); wall += 20 * time.Millisecond {
			p.advance(20*time.Millisecond, 0)
			if now := p.ratio(); now != last {
				if wall-changed < ratioEvery-20*time.Millisecond {
					t.Fatalf("speed %v: the ratio changes after %s", speed, wall-changed)
				}
				last, changed = now, wall
			}
		}
	}
}

func TestPaceRealIsVirtualTime(t *testing.T) {
	p := storyPlayback(outageLayer(t))
	p.advance(10*time.Second, 0)
	at := p.cursor.at
	p.setPace(RealPace)
	if p.cursor.at != at || p.cursor.wall != at {
		t.Fatalf("changing the pace moves the cursor from %s to %+v", at, p.cursor)
	}
	p.advance(time.Second, 0)
	if p.cursor.at != at+time.Second {
		t.Errorf("a second later it is at %s, want %s", p.cursor.at, at+time.Second)
	}
	p.setPace(StoryPace)
	if p.cursor.at != at+time.Second {
		t.Errorf("back at story pace it is at %s", p.cursor.at)
	}
}
