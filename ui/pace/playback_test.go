package pace

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
)

func storyPlayback(l *Layer) Playback { return NewPlayback(Scale{Layer: l}, false) }

func outageLayer(t testing.TB) *Layer { return layAll(uitest.WholeRun(t, "outage")) }

func TestPlaybackDoesNotDependOnFrames(t *testing.T) {
	l := outageLayer(t)
	for seed := range uint64(20) {
		random := rand.New(rand.NewPCG(seed, 0))
		one, many := storyPlayback(l), storyPlayback(l)
		whole := time.Duration(random.Int64N(int64(55 * time.Second)))
		one.Advance(whole, 0)
		for left := whole; left > 0; {
			before := many.Cursor
			span := min(left, time.Duration(random.Int64N(int64(300*time.Millisecond))))
			many.Advance(span, 0)
			left -= span
			if many.Cursor.Wall < before.Wall || many.Cursor.At < before.At || many.Cursor.N < before.N {
				t.Fatalf("the cursor goes back from %+v to %+v", before, many.Cursor)
			}
		}
		if one.Cursor != many.Cursor {
			t.Fatalf("after %s: in one frame %+v, in many %+v", whole, one.Cursor, many.Cursor)
		}
	}
}

func TestSpeedDividesTheWallTime(t *testing.T) {
	l := outageLayer(t)
	for _, speed := range []float64{1.0 / 64, 0.25, 1, 4, 64} {
		p := storyPlayback(l)
		p.SetSpeed(speed)
		p.Advance(time.Duration(float64(20*time.Second)/speed), 0)
		if off := p.Cursor.Wall - 20*time.Second; off.Abs() > time.Microsecond {
			t.Errorf("speed %v: the cursor is at %s of the story after 20 s / speed", speed, p.Cursor.Wall)
		}
	}
}

func TestStepsShowEveryChangeOnce(t *testing.T) {
	for _, pace := range []Pace{StoryPace, RealPace} {
		l := outageLayer(t)
		p := storyPlayback(l)
		p.Scale.Pace = pace
		var forth []position
		for p.Step() {
			if len(forth) > 0 && p.Cursor.Wall <= forth[len(forth)-1].Wall {
				t.Fatalf("%s: step %d does not go on", pace, len(forth))
			}
			if !p.Standing() {
				t.Fatalf("%s: step %d does not stand on its change", pace, len(forth))
			}
			forth = append(forth, p.Cursor)
		}
		if pace == StoryPace && len(forth) != len(l.Changes) {
			t.Errorf("%d steps for %d changes", len(forth), len(l.Changes))
		}
		if p.Cursor.N != l.Len() {
			t.Errorf("%s: the last step shows %d of %d events", pace, p.Cursor.N, l.Len())
		}
		for i := len(forth) - 2; i >= 0; i-- {
			p.StepBack()
			if p.Cursor != forth[i] {
				t.Fatalf("%s: step back to %d is at %+v, the step was at %+v", pace, i, p.Cursor, forth[i])
			}
		}
		p.StepBack()
		if p.Cursor.Wall != 0 {
			t.Errorf("%s: a step back from the first change is not the beginning", pace)
		}
	}
}

func TestMilestonesAreTheTurns(t *testing.T) {
	p := storyPlayback(outageLayer(t))
	var turns []sim.EventType
	for p.Milestone(true) {
		turns = append(turns, p.Scale.Layer.log.At(p.Scale.Layer.Changes[p.Scale.LastChange(p.Cursor)].First).Type)
	}
	want := []sim.EventType{sim.HandlerReturned, sim.FaultStarted, sim.RoundUsedUp, sim.FaultEnded, sim.Reconnected, sim.PublishGaveUp, sim.RecordAppended}
	if !slices.Equal(turns, want) {
		t.Errorf("the turns of the outage are %v, want %v", turns, want)
	}
	for range len(turns) - 1 {
		if !p.Milestone(false) {
			t.Fatal("no way back over the turns")
		}
	}
	if first := p.Scale.Layer.log.At(p.Scale.Layer.Changes[p.Scale.LastChange(p.Cursor)].First).Type; first != sim.HandlerReturned {
		t.Errorf("the first turn is %s", first)
	}
}

// followScript follows a synthetic log as it grows, and measures how far behind the cursor is.
func followScript(t *testing.T, seed int) (worst, end, wall float64) {
	t.Helper()
	log := scriptJournal(makeScript(seed, chosenScript), chosenScript)
	l := NewLayer(log)
	p := NewPlayback(Scale{Layer: l}, true)
	const tick = 20 * time.Millisecond
	last := log.At(sim.EventID(log.Len())).At
	for now := tick; p.Cursor.At < last; now += tick {
		for l.Len() < log.Len() && log.At(sim.EventID(l.Len()+1)).At <= now {
			l.Add(log.At(sim.EventID(l.Len() + 1)))
		}
		before := p.Cursor
		p.Advance(tick, now)
		if p.Cursor.At < before.At || p.Cursor.N < before.N {
			t.Fatalf("the cursor goes back from %+v to %+v", before, p.Cursor)
		}
		if p.Cursor.At > now {
			t.Fatalf("the cursor is at %s, the source at %s", p.Cursor.At, now)
		}
		worst = max(worst, (now - p.Cursor.At).Seconds())
		end, wall = (now - p.Cursor.At).Seconds(), now.Seconds()
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
	p := NewPlayback(Scale{Layer: l}, true)
	for now := time.Duration(0); now < 3*time.Second; now += 20 * time.Millisecond {
		p.Advance(20*time.Millisecond, now)
	}
	if want := 3*time.Second - 20*time.Millisecond - LiveHold; p.Cursor.At != want {
		t.Errorf("the cursor is at %s, want %s", p.Cursor.At, want)
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
		p.SetSpeed(speed)
		last, changed := p.Ratio(), -time.Hour
		for wall := time.Duration(0); p.Cursor.Wall < p.Scale.End(); wall += 20 * time.Millisecond {
			p.Advance(20*time.Millisecond, 0)
			if now := p.Ratio(); now != last {
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
	p.Advance(10*time.Second, 0)
	at := p.Cursor.At
	p.SetPace(RealPace)
	if p.Cursor.At != at || p.Cursor.Wall != at {
		t.Fatalf("changing the pace moves the cursor from %s to %+v", at, p.Cursor)
	}
	p.Advance(time.Second, 0)
	if p.Cursor.At != at+time.Second {
		t.Errorf("a second later it is at %s, want %s", p.Cursor.At, at+time.Second)
	}
	p.SetPace(StoryPace)
	if p.Cursor.At != at+time.Second {
		t.Errorf("back at story pace it is at %s", p.Cursor.At)
	}
}
