package stage

import (
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
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

func newLivePlayer(t *testing.T) (*liveRun, *Player) {
	l := &liveRun{all: uitest.WholeRun(t, "outage"), log: &sim.Log{}}
	l.Advance(0)
	return l, newPlayer(l, nil, moment.Options{Width: 120, Height: 36})
}

// pass lets time pass for the source and on the screen alike.
func (l *liveRun) pass(p *Player, span time.Duration) {
	for ; span > 0; span -= FrameEvery {
		l.now += FrameEvery
		p.Tick(FrameEvery)
	}
}

func TestLiveStaysBehindItsSourceAndArrives(t *testing.T) {
	l, p := newLivePlayer(t)
	farthest := time.Duration(0)
	for range 60 {
		before := p.playback.Cursor
		l.pass(p, time.Second)
		if p.playback.Cursor.At < before.At || p.playback.Cursor.At > l.now {
			t.Fatalf("the cursor goes from %s to %s while the source is at %s", before.At, p.playback.Cursor.At, l.now)
		}
		farthest = max(farthest, p.now()-p.playback.Cursor.At)
	}
	if m := p.Scene(); m.Behind != 0 {
		t.Errorf("at the end it is said to be %s behind", m.Behind)
	}
	if farthest > 12*time.Second {
		t.Errorf("it falls %s behind", farthest)
	}
	if !p.finished() {
		t.Errorf("at %s the cursor is still at %s", l.now, p.playback.Cursor.At)
	}
	if p.find("x") != nil || p.find("o") != nil {
		t.Error("what is over by itself can still be acted upon")
	}
}

func TestLivePausedFallsBehindAndOneKeyJumpsToNow(t *testing.T) {
	l, p := newLivePlayer(t)
	l.pass(p, 3*time.Second)
	p.Press("space")
	at := p.playback.Cursor
	l.pass(p, 20*time.Second)
	if p.playback.Cursor != at {
		t.Fatal("paused, the cursor moves")
	}
	if behind := p.Scene().Behind; behind < 19*time.Second {
		t.Errorf("it is said to be %s behind", behind)
	}
	if p.Idle() {
		t.Error("while it is paused nothing fetches what happens")
	}
	p.Press("end")
	if got := l.now - p.playback.Cursor.At; got > pace.LiveHold {
		t.Errorf("after the jump to now it is %s behind", got)
	}
	if p.Scene().Behind != 0 {
		t.Error("it is still said to be behind")
	}
}

func TestLiveActsNow(t *testing.T) {
	l, p := newLivePlayer(t)
	l.pass(p, 3*time.Second)
	p.Press("home")
	p.Press("x")
	if len(l.acts) != 1 || l.acts[0].At != l.now || l.acts[0].Fault == nil {
		t.Errorf("at %s the inputs are %+v", l.now, l.acts)
	}
}

func TestLiveAtPaceRealFollowsTheClock(t *testing.T) {
	l, p := newLivePlayer(t)
	p.Press("p")
	for range 300 {
		l.pass(p, 100*time.Millisecond)
		if behind := l.now - p.playback.Cursor.At; l.now > time.Second && behind < pace.LiveHold || behind > pace.LiveHold+200*time.Millisecond {
			t.Fatalf("at %s it is %s behind", l.now, behind)
		}
	}
}
