package ui

import (
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
)

// liveRun is a source whose events happen by themselves, on a clock that the
// test moves.
type liveRun struct {
	all  *sim.Log
	log  *sim.Log
	now  time.Duration
	acts []sim.Input
}

// Log returns what has happened and was handed over.
func (l *liveRun) Log() *sim.Log { return l.log }

// Now returns the test's time.
func (l *liveRun) Now() time.Duration { return l.now }

// Advance hands over what has happened.
func (l *liveRun) Advance(time.Duration) {
	for l.log.Len() < l.all.Len() && l.all.At(sim.EventID(l.log.Len()+1)).At <= l.now {
		l.log.Append(*l.all.At(sim.EventID(l.log.Len() + 1)))
	}
}

// Act keeps the input.
func (l *liveRun) Act(at time.Duration, in sim.Input) error {
	in.At = at
	l.acts = append(l.acts, in)
	return nil
}

func newLivePlayer(t *testing.T) (*liveRun, *player) {
	l := &liveRun{all: uitest.WholeRun(t, "outage"), log: &sim.Log{}}
	l.Advance(0)
	return l, newPlayer(l, nil, Options{Width: 120, Height: 36})
}

// pass lets time pass for the source and on the screen alike.
func (l *liveRun) pass(p *player, span time.Duration) {
	for ; span > 0; span -= FrameEvery {
		l.now += FrameEvery
		p.tick(FrameEvery)
	}
}

func TestLiveStaysBehindItsSourceAndArrives(t *testing.T) {
	l, p := newLivePlayer(t)
	farthest := time.Duration(0)
	for range 60 {
		before := p.playback.cursor
		l.pass(p, time.Second)
		if p.playback.cursor.at < before.at || p.playback.cursor.at > l.now {
			t.Fatalf("the cursor goes from %s to %s while the source is at %s", before.at, p.playback.cursor.at, l.now)
		}
		farthest = max(farthest, p.now()-p.playback.cursor.at)
	}
	if m := p.moment(); m.Behind != 0 {
		t.Errorf("at the end it is said to be %s behind", m.Behind)
	}
	if farthest > 12*time.Second {
		t.Errorf("it falls %s behind", farthest)
	}
	if !p.finished() {
		t.Errorf("at %s the cursor is still at %s", l.now, p.playback.cursor.at)
	}
	if p.find("x") != nil || p.find("o") != nil {
		t.Error("what is over by itself can still be acted upon")
	}
}

func TestLivePausedFallsBehindAndOneKeyJumpsToNow(t *testing.T) {
	l, p := newLivePlayer(t)
	l.pass(p, 3*time.Second)
	p.press("space")
	at := p.playback.cursor
	l.pass(p, 20*time.Second)
	if p.playback.cursor != at {
		t.Fatal("paused, the cursor moves")
	}
	if behind := p.moment().Behind; behind < 19*time.Second {
		t.Errorf("it is said to be %s behind", behind)
	}
	if p.idle() {
		t.Error("while it is paused nothing fetches what happens")
	}
	p.press("end")
	if got := l.now - p.playback.cursor.at; got > liveHold {
		t.Errorf("after the jump to now it is %s behind", got)
	}
	if p.moment().Behind != 0 {
		t.Error("it is still said to be behind")
	}
}

func TestLiveActsNow(t *testing.T) {
	l, p := newLivePlayer(t)
	l.pass(p, 3*time.Second)
	p.press("home")
	p.press("x")
	if len(l.acts) != 1 || l.acts[0].At != l.now || l.acts[0].Fault == nil {
		t.Errorf("at %s the inputs are %+v", l.now, l.acts)
	}
}

func TestLiveAtPaceRealFollowsTheClock(t *testing.T) {
	l, p := newLivePlayer(t)
	p.press("p")
	for range 300 {
		l.pass(p, 100*time.Millisecond)
		if behind := l.now - p.playback.cursor.at; l.now > time.Second && behind < liveHold || behind > liveHold+200*time.Millisecond {
			t.Fatalf("at %s it is %s behind", l.now, behind)
		}
	}
}
