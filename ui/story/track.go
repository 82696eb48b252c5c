package story

import (
	"strings"
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/pace"
)

// Cue is a sentence of the narration and when it stands.
type Cue struct {
	ID        string
	Event     sim.EventID // that brings it
	Change    int         // of the motion, to which it belongs, from 0
	Turns     bool        // the first sentence of a change with which the story turns
	Spot      moment.Spot // that it lights
	Order     sim.OrderID // that it selects; 0 = none
	Text      Text
	Start     time.Duration // wall; of a live run virtual time
	Reading   time.Duration // for how long it stands at least
	Unaware   bool          // it says that the order service does not know yet what its client will find out
	Unnoticed bool          // live: it says that nobody knows yet of a broker that is back
	weight    weight
	shown     time.Duration // live: when it is seen; see screen
}

// Read returns when the cue has been read.
func (c *Cue) Read() time.Duration { return c.Start + c.Reading }

// Holds reports whether what the cue says is still so in a state: what the order
// service does not know it learns as a connect of its client is refused or, of a broker
// that is back, succeeds.
func (c *Cue) Holds(s *sim.State) bool {
	return (!c.Unaware || s.Client.LastRefused < c.Event) && (!c.Unnoticed || s.Client.LastServed < c.Event)
}

// Lasting returns what of the cue stays so when the rest does not hold any more: its
// first sentence, where that is a line of its own; else nothing.
func (c *Cue) Lasting() (t Text) {
	for lang := range t {
		first, _, more := strings.Cut(c.Text[lang], "\n")
		if !more || !strings.HasSuffix(first, ".") {
			return Text{}
		}
		t[lang] = first
	}
	return t
}

// Sitting is what is told depends on beside the log.
type Sitting struct {
	Follows bool                     // the audience has seen the same orders and faults in another mode
	Live    bool                     // events happen by themselves, and no sentence delays them
	Acts    []sim.Input              // what the presenter did, as far as it is known
	Recital *Recital                 // what is told instead of the story; nil = the story is
	Lasts   map[string]time.Duration // for how long a cue is spoken, by its id
	Forked  sim.EventID              // after which the run is another than that of the recital; 0 = it is not
}

// leg is a stretch of the motion, up to where the next begins. Where the next
// begins at the same W, motion stands in between.
type leg struct {
	motion time.Duration // W
	wall   time.Duration
	speed  int // in percent of the motion's own
}

const atEase = 100 // percent: the motion's own speed

// beat is a story event of the motion that is not told yet.
type beat struct {
	pace.Latest
	fired []int // lines of the script that it brings
	kind  sim.EventType
	spine bool       // of a kind that brings a cue where nobody wrote any
	act   *sim.Input // with which the presenter made it happen
}

// Track is the narration of a log: its cues, and the waits that they put into
// the motion. It is a function of the log and of the sitting; a log that grows
// never moves what is laid.
type Track struct {
	Cues []Cue

	sitting Sitting
	log     *sim.Log
	known   int           // events that are added
	now     time.Duration // live: all that happened up to then is known
	over    bool
	layer   *pace.Layer
	history *pace.History
	shown   *sim.State // that was looked at last
	teller  teller     // nil before the first story event
	beats   []beat     // laid by the motion, and not yet told
	last    beat       // that was told last
	untold  untold     // live: what no sentence has told
	screen  screen     // live: where who watches is
	legs    []leg
	at      time.Duration   // wall from which the motion goes on, at the beat that was told last
	saved   []saved         // before each stretch of savedEvery events
	stops   []time.Duration // wall: where the story stops, as far as that is known
}

// teller finds the cues of a log.
type teller interface {
	// note is called for each story event, in order, with the state after it.
	note(b *beat, e *sim.Event, s *sim.State)
	// hurry returns how fast motion goes where it has nothing to tell, in percent.
	hurry() int
	// ready reports whether enough of the log is known to tell a beat.
	ready(t *Track, b *beat) bool
	// told returns the cues that a beat brings.
	told(t *Track, b *beat) []Cue
	// after returns the cues that come when the change before a beat is over.
	after(t *Track) []Cue
	// clone returns a teller that goes on independently.
	clone() teller
}

// NewTrack returns the narration of a log, of which nothing is told yet, by
// itself: it is grown.
func NewTrack(log *sim.Log, s Sitting) *Track {
	return Along(log, pace.NewLayer(log), pace.NewHistory(log), s)
}

// Along returns the narration of a log, of which nothing is told yet, beside
// its layout and its history: whatever is added to them is added to it then.
func Along(log *sim.Log, layer *pace.Layer, history *pace.History, s Sitting) *Track {
	return &Track{sitting: s, log: log, layer: layer, history: history, shown: sim.NewState(), legs: []leg{{speed: atEase}}}
}

// choose finds who tells the run: what was written for its scenario, of the
// client that it is about, or else the sentences of its events.
func (t *Track) choose(run *sim.Setup) {
	t.teller = &maker{}
	if t.sitting.Recital != nil {
		t.teller = &recital{}
		return
	}
	if s := ScriptOf(t.log.Header.Scenario); s != nil && run.Engine != "" && run.Client == sim.NestJS && s.Tells(run.Mode) {
		t.teller = &player{script: s, follows: t.sitting.Follows}
	}
}

// Of returns the whole narration of a log that does not grow any more.
func Of(log *sim.Log, s Sitting) *Track {
	t := NewTrack(log, s)
	t.Grow(log.Len())
	t.Finish()
	return t
}

// Grow tells what can be told of the first n events of the log.
func (t *Track) Grow(n int) {
	for t.known < n {
		e := t.log.At(sim.EventID(t.known + 1))
		t.layer.Add(e)
		t.history.Add(e)
		t.Add(e)
	}
	t.tell()
}

// Add takes the log's next event, which layout and history have by now.
func (t *Track) Add(e *sim.Event) {
	if t.known%savedEvery == 0 {
		t.tell()
		t.save()
	}
	t.known++
	if latest := t.layer.Latest(); latest.Event == e.N {
		t.note(e, latest, t.history.Head)
	}
	t.over = t.over || e.Type == sim.RunEnded
}

// note takes an event that makes the story; s is the state after it.
func (t *Track) note(e *sim.Event, latest pace.Latest, s *sim.State) {
	if t.teller == nil {
		t.choose(&s.Setup)
	}
	b := beat{Latest: latest, kind: e.Type, act: t.sitting.act(e)}
	t.teller.note(&b, e, s)
	t.beats = append(t.beats, b)
}

// Tell tells what can be told of the events that were added. Of a live run all
// that happened up to a time is known.
func (t *Track) Tell(now time.Duration) {
	t.now = max(t.now, now)
	t.tell()
}

// Finish tells the rest of a log that ends where it was grown to.
func (t *Track) Finish() {
	t.over = true
	t.tell()
}

// Act tells what the presenter did so far.
func (t *Track) Act(acts []sim.Input) { t.sitting.Acts = acts }

// tell lays the beats that can be laid.
func (t *Track) tell() {
	for len(t.beats) > 0 {
		b := &t.beats[0]
		t.catchUp(t.log.At(b.Event).At)
		if !t.teller.ready(t, b) {
			return
		}
		if b.Begins {
			t.pause()
		}
		t.rest()
		if t.sitting.Live {
			t.watch(b)
		}
		t.lay(b, t.answered(b, t.teller.told(t, b)))
		t.pass(b)
		t.beats = t.beats[1:]
	}
	t.catchUp(t.now)
	if t.over {
		t.pause()
		t.rest()
	}
}

// pause lays the cues that come when a change is over: motion stands meanwhile.
func (t *Track) pause() {
	if t.teller == nil {
		return
	}
	for _, c := range t.teller.after(t) {
		t.stand(t.read())
		t.add(&t.last, c, false)
	}
}

// lay gives a beat its wall time, and the cues that it brings. What comes after
// the sentence that stands has been read, and brings none, is hurried through
// where the teller says so.
func (t *Track) lay(b *beat, cues []Cue) {
	t.stand(t.at)
	gap, speed := b.Wall-t.last.Wall, t.teller.hurry()
	slow := gap
	if speed != atEase {
		slow = min(max(t.read()-t.at, 0), gap)
	}
	takes := slow + lasts(gap-slow, speed)
	if len(cues) > 0 {
		t.stand(t.read() - takes)
	}
	if slow < gap {
		t.legs = append(t.legs, leg{motion: t.last.Wall + slow, wall: t.at + slow, speed: speed})
	}
	t.at += takes
	t.last = *b
	for i, c := range cues {
		t.stand(t.read())
		t.add(b, c, i == 0 && b.Begins && b.Turns)
	}
}

// lasts returns how long a stretch of the motion takes at a speed.
func lasts(motion time.Duration, speed int) time.Duration {
	s := time.Duration(speed)
	return (motion*atEase + s - 1) / s
}

func (t *Track) add(b *beat, c Cue, turns bool) {
	c.Start, c.Change, c.Turns, c.Reading, c.weight = t.at, b.Change, turns, max(c.Text.reading(), t.sitting.Lasts[c.ID]), b.weight()
	if t.sitting.Live {
		c.weight = b.liveWeight()
		t.addLive(c)
		return
	}
	t.Cues = append(t.Cues, c)
}

// stand makes the motion stand where it is, until a wall time, and go on at its
// own speed.
func (t *Track) stand(until time.Duration) {
	if t.sitting.Live || until <= t.at && t.legs[len(t.legs)-1].speed == atEase {
		return
	}
	t.at = max(t.at, until)
	t.legs = append(t.legs, leg{motion: t.last.Wall, wall: t.at, speed: atEase})
}

// read returns when the cue that was told last has been read.
func (t *Track) read() time.Duration {
	if len(t.Cues) == 0 {
		return 0
	}
	if t.sitting.Live {
		return t.readLive()
	}
	return t.Cues[len(t.Cues)-1].Read()
}

// state returns the state after the first n events, good until the next call.
func (t *Track) state(n sim.EventID) *sim.State {
	t.shown = t.history.Reach(t.shown, int(n))
	return t.shown
}

// whole reports whether all is told.
func (t *Track) whole() bool { return t.over && len(t.beats) == 0 }
