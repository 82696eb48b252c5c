package stage

import (
	"strings"
	"testing"
	"time"

	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/internal/uitest"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
	"orderflow/ui/words"
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
	p.playback.SetPace(pace.RealPace)
	for range 300 {
		l.pass(p, 100*time.Millisecond)
		if behind := l.now - p.playback.Cursor.At; l.now > time.Second && behind < pace.LiveHold || behind > pace.LiveHold+200*time.Millisecond {
			t.Fatalf("at %s it is %s behind", l.now, behind)
		}
	}
}

// TestLiveTellsWhatHappened: sentences follow what happens, and nothing waits for
// them; a pause keeps the one that stands.
func TestLiveTellsWhatHappened(t *testing.T) {
	l, p := newLivePlayer(t)
	told := map[string]bool{}
	for range 50 * 50 {
		l.pass(p, FrameEvery)
		m := p.Moment()
		if m.Cue == nil {
			continue
		}
		told[m.Cue.Lines[words.English]] = true
		if c := &p.track.Cues[p.cueNow()]; p.log.At(c.Event).At > m.At {
			t.Fatalf("at %s it tells of what happens at %s", m.At, p.log.At(c.Event).At)
		}
		if behind := l.now - m.At; behind > 12*time.Second {
			t.Fatalf("it is %s behind", behind)
		}
	}
	if len(told) < 10 {
		t.Errorf("%d sentences", len(told))
	}
	p.Press("home")
	p.Press("space")
	if p.Moment().Cue != nil {
		t.Error("at the beginning something is told already")
	}
}

// closableRun is a live run that can be closed.
type closableRun struct {
	liveRun
	closed bool
}

// Close ends the run.
func (l *closableRun) Close() error {
	l.closed = true
	return nil
}

// newClosable returns a player of a live run, which can start others.
func newClosable(t *testing.T) (first, second *closableRun, p *Player) {
	t.Helper()
	begin := func(mode sim.Mode) *closableRun {
		l := &closableRun{liveRun: liveRun{all: uitest.WholeRun(t, "outage", func(c *sim.Config) { c.Mode = mode }), log: &sim.Log{}}}
		l.Advance(0)
		return l
	}
	first, second = begin(sim.Emit), begin(sim.EmitAwait)
	restart := func(sim.Mode) (Source, error) { return second, nil }
	return first, second, newPlayer(first, restart, moment.Options{Width: 120, Height: 36})
}

// TestALiveRunIsKeptAsItsLog: another one ends it, and u goes back to what it
// came to, where one stood. The one that goes on goes on meanwhile.
func TestALiveRunIsKeptAsItsLog(t *testing.T) {
	first, second, p := newClosable(t)
	first.pass(p, 3*time.Second)
	p.Press("x")
	first.pass(p, time.Second)
	at := p.playback.Cursor
	pressAll(t, p, "2")
	if p.source != second || !strings.Contains(said(p), "The one before has ended") {
		t.Fatalf("%q is said", said(p))
	}
	if left := p.TakeLeft(); len(left) != 1 || left[0] != first || len(p.TakeLeft()) > 0 {
		t.Errorf("%d sources are to be closed", len(left))
	}
	second.pass(p, 2*time.Second)
	pressAll(t, p, "u", "enter")
	if p.playback.Cursor != at || len(p.inputs) != 1 || !p.fixed() {
		t.Fatalf("back at %+v with %d acts, want %+v", p.playback.Cursor, len(p.inputs), at)
	}
	if len(p.TakeLeft()) > 0 {
		t.Error("looking back ends the run that goes on")
	}
	pressAll(t, p, "o")
	if p.notice.kind != fixedNotice {
		t.Errorf("a run that has ended is acted upon, and %q is said", said(p))
	}
	second.now += 4 * time.Second
	pressAll(t, p, "u", "enter")
	if p.source != second || p.clock == nil {
		t.Fatal("the run that goes on is not shown again")
	}
	second.pass(p, time.Second)
	if got := p.log.At(sim.EventID(p.log.Len())).At; got < 4*time.Second {
		t.Errorf("what happened meanwhile is not there: the log ends at %s", got)
	}
	if open := p.Open(); len(open) != 2 || open[0] != second {
		t.Errorf("%d sources are in use", len(open))
	}
}

// slowRun is a live run that has not begun: it says what it waits for.
type slowRun struct {
	liveRun
	what  sim.Text
	since time.Duration
}

// Waits returns what the test has set.
func (s *slowRun) Waits() (sim.Text, time.Duration) { return s.what, s.since }

// TestLiveSaysWhatItWaitsFor: before a run begins its place says what it waits for
// and for how long, an answer goes before it, and it is gone when the run begins.
func TestLiveSaysWhatItWaitsFor(t *testing.T) {
	s := &slowRun{liveRun: liveRun{all: &sim.Log{}, log: &sim.Log{}}, what: sim.Text{English: "Waiting for brokers", Korean: "브로커를 기다립니다"}}
	for lang, want := range []string{"Waiting for brokers · 3 s", "브로커를 기다립니다 · 3초"} {
		p := newPlayer(s, nil, moment.Options{Width: 80, Height: 24, Lang: words.Lang(lang)})
		s.since = 2900 * time.Millisecond
		before := p.Pulse()
		s.since = 3100 * time.Millisecond
		if p.Pulse() == before {
			t.Error("a second passes, and nothing says that the screen has changed")
		}
		if text := p.Draw().Text(); !strings.Contains(text, want) {
			t.Errorf("%q is not shown:\n%s", want, text)
		}
		p.Press("?")
		p.Press("esc")
		p.Press("9")
		if text := p.Draw().Text(); strings.Contains(text, want) {
			t.Errorf("an answer does not go before it:\n%s", text)
		}
		p.Tick(10 * time.Second)
		if text := p.Draw().Text(); !strings.Contains(text, want) {
			t.Errorf("it does not come back:\n%s", text)
		}
	}
	s.what = sim.Text{}
	p := newPlayer(s, nil, moment.Options{Width: 80, Height: 24})
	if text := p.Draw().Text(); strings.Contains(text, "Waiting for brokers") || p.Moment().Notice != "" {
		t.Errorf("it has begun:\n%s", text)
	}
}

// TestLiveSaysWhatHasNoEffect: a setting that a real Kafka cannot follow is named at
// the beginning; on the simulator the summary is enough.
func TestLiveSaysWhatHasNoEffect(t *testing.T) {
	all := uitest.WholeRun(t, "calm", func(c *sim.Config) { c.Client, c.Retries = sim.KafkaGo, 2 })
	for lang, want := range []string{"Without effect on a real Kafka: retries", "실제 Kafka에서는 효과가 없는 설정입니다: retries"} {
		p := newPlayer(&liveRun{all: all, log: &sim.Log{}}, nil, moment.Options{Width: 80, Height: 24, Lang: words.Lang(lang)})
		p.Tick(FrameEvery)
		if text := p.Draw().Text(); !strings.Contains(text, want) {
			t.Errorf("%q is not said:\n%s", want, text)
		}
	}
	p := newPlayer(Replay(all), nil, moment.Options{Width: 80, Height: 24})
	p.Tick(FrameEvery)
	if text := p.Draw().Text(); strings.Contains(text, "Without effect") {
		t.Errorf("it is said of what is not live:\n%s", text)
	}
}

// TestLiveSaysHowFarTheScreenIsBehind: what is done to a live run is not said to show
// in a moment where the screen is many seconds behind, nor where it rests.
func TestLiveSaysHowFarTheScreenIsBehind(t *testing.T) {
	l, p := newLivePlayer(t)
	l.pass(p, 3*time.Second)
	p.Press("space")
	p.Press("o")
	if want := "You place one more order. It shows when the story goes on."; said(p) != want {
		t.Errorf("%q is said, want %q", said(p), want)
	}
	l.pass(p, 20*time.Second)
	for key, want := range map[string]string{"x": "You stop all brokers. The screen is 21", "o": "You place one more order. The screen is 21"} {
		p.Press(key)
		if !strings.HasPrefix(said(p), want) || !strings.HasSuffix(said(p), " s behind: end goes to now.") {
			t.Errorf("%s: %q is said, want %q", key, said(p), want)
		}
	}
	p.Press("end")
	p.Press("o")
	if !strings.Contains(said(p), "in a moment") && !strings.Contains(said(p), "goes on") {
		t.Errorf("%q is said", said(p))
	}
}

// TestLiveShowsWhatWasAskedOfARemedy: the list says it at once, though the screen is
// behind, and the next press asks for the reverse.
func TestLiveShowsWhatWasAskedOfARemedy(t *testing.T) {
	l, p := newLivePlayer(t)
	l.pass(p, 3*time.Second)
	p.Press("space")
	l.pass(p, 20*time.Second)
	pressAll(t, p, "R")
	if text := p.Draw().Text(); !strings.Contains(text, "sweeper             off") {
		t.Fatalf("sweeper is on:\n%s", text)
	}
	pressAll(t, p, "space")
	if text := p.Draw().Text(); !strings.Contains(text, "○ sweeper             on") {
		t.Errorf("what was asked for is not shown:\n%s", text)
	}
	pressAll(t, p, "space")
	if len(l.acts) != 2 || !l.acts[0].Remedy.On || l.acts[1].Remedy.On {
		t.Errorf("the acts are %+v", l.acts)
	}
	if text := p.Draw().Text(); !strings.Contains(text, "○ sweeper             off") {
		t.Errorf("what was asked for is not shown:\n%s", text)
	}
}

// TestLiveShowsWhatWasAskedBeforeSomethingElse: an act that shows at once does not hide
// one before it that does not show yet.
func TestLiveShowsWhatWasAskedBeforeSomethingElse(t *testing.T) {
	l, p := newLivePlayer(t)
	l.pass(p, 3*time.Second)
	pressAll(t, p, "end", "R", "space", "esc", "o")
	l.pass(p, 500*time.Millisecond)
	pressAll(t, p, "end", "R")
	if text := p.Draw().Text(); !strings.Contains(text, "○ sweeper             on") {
		t.Errorf("what was asked for is not shown:\n%s", text)
	}
}

// TestALiveRunOfOthersIsNotBegunAnew: the keys of the modes say so in words that fit,
// and the help does not list what cannot be done.
func TestALiveRunOfOthersIsNotBegunAnew(t *testing.T) {
	l, p := newLivePlayer(t)
	l.pass(p, 3*time.Second)
	for lang, want := range []string{"This run is live", "지금 진행 중인 실행"} {
		p.options.Lang = words.Lang(lang)
		for _, key := range []string{"1", "2", "3"} {
			p.Press(key)
			if !strings.HasPrefix(p.notice.text(p.options.Lang), want) {
				t.Errorf("%s: %q is said", key, p.notice.text(p.options.Lang))
			}
		}
	}
	p.options.Lang = words.English
	pressAll(t, p, "?")
	w := &words.English.Catalogue().Keys
	text := p.Draw().Text()
	for _, does := range []intent.Action{intent.ModeAction, intent.ScenariosAction, intent.SeedAction, intent.CompareAction, intent.FuturesAction, intent.HandleAction} {
		if strings.Contains(text, w.Help[does]) {
			t.Errorf("the help lists %q:\n%s", w.Help[does], text)
		}
	}
	for _, does := range []intent.Action{intent.BreakAction, intent.OrderAction, intent.FaultsAction, intent.RemediesAction} {
		if !strings.Contains(text, w.Help[does]) {
			t.Errorf("the help does not list %q:\n%s", w.Help[does], text)
		}
	}
}

// TestTheNextLiveRunIsWithoutWhatWasDone: nothing of it can be done again at its time,
// and the card and the answer say so.
func TestTheNextLiveRunIsWithoutWhatWasDone(t *testing.T) {
	for _, acts := range []string{"", "x"} {
		first, second, p := newClosable(t)
		first.pass(p, 3*time.Second)
		if acts != "" {
			pressAll(t, p, acts)
		}
		first.pass(p, time.Minute)
		if !p.finished() {
			t.Fatal("the run is not over")
		}
		for lang, want := range []string{"without your acts", "개입 없이"} {
			p.options.Lang = words.Lang(lang)
			if text := p.Draw().Text(); strings.Contains(text, want) != (acts != "") {
				t.Errorf("after %q: %q on the card is wrong:\n%s", acts, want, text)
			}
		}
		p.options.Lang = words.English
		pressAll(t, p, "2")
		if p.source != second || len(second.acts) != 0 || len(p.inputs) != 0 {
			t.Errorf("after %q the next run begins with %+v", acts, second.acts)
		}
		if strings.Contains(said(p), "not done again") != (acts != "") {
			t.Errorf("after %q: %q is said", acts, said(p))
		}
	}
}

// TestLiveWordsGoAlongWithThePicture: on the clock of who watches, a sentence of an order
// stands until it has been read, and no longer once its order has gone on.
func TestLiveWordsGoAlongWithThePicture(t *testing.T) {
	const late = 2500 * time.Millisecond // that the picture may need for a change or two
	for _, scenario := range []string{"calm", "outage", "acks1-loss", "lost-ack", "broker-crash"} {
		for run := range 6 {
			l, mode := &liveRun{log: &sim.Log{}}, sim.Mode(run%3)
			l.all = uitest.WholeRun(t, scenario, func(c *sim.Config) {
				c.Client, c.Mode = sim.KafkaGo, mode
				if run >= 3 {
					c.Orders, c.Rate = 20, sim.Rate{Orders: 1, Per: time.Second}
				}
			})
			l.Advance(0)
			p := newPlayer(l, nil, moment.Options{Width: 80, Height: 24})
			at, since, gone := -1, time.Duration(0), time.Duration(-1)
			for !p.finished() && l.now < 2*time.Minute {
				l.pass(p, FrameEvery)
				i := p.cueNow()
				if i != at {
					if at >= 0 && i == at+1 {
						before, c := &p.track.Cues[at], &p.track.Cues[i]
						if stood := l.now - since; c.Gravity() <= before.Gravity() && stood < before.Reading*4/5 { // where it is behind it hurries
							t.Errorf("%s %s: %q is cut short after %s by %q", scenario, mode, before.Text[words.English], stood, c.Text[words.English])
						}
					}
					at, since, gone = i, l.now, -1
				}
				if i < 0 {
					continue
				}
				c := &p.track.Cues[i]
				if gone < 0 && p.goneOn(c.Event) {
					gone = l.now
				}
				if stands := l.now - max(since+c.Reading, gone); gone >= 0 && stands > late {
					t.Fatalf("%s %s: at %s %q stands %s after its order has gone on:\n%s", scenario, mode, l.now, c.Text[words.English], stands, p.Draw().Text())
				}
			}
		}
	}
}

// goneOn reports whether the order of an event has come to another change by now.
func (p *Player) goneOn(told sim.EventID) bool {
	e := p.log.At(told)
	for _, c := range p.layer.Changes {
		of := p.log.At(c.First)
		if of.N > told && int(of.N) <= p.playback.Cursor.N && e.Order != 0 && of.Order == e.Order && (of.Type != sim.RetryScheduled || e.Type != sim.RetryScheduled) {
			return true
		}
	}
	return false
}
