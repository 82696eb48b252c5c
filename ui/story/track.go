package story

import (
	"cmp"
	"slices"
	"sort"
	"time"

	"orderflow/sim"
	"orderflow/ui/pace"
)

// Cue is a sentence of the narration and when it stands.
type Cue struct {
	ID      string
	Event   sim.EventID // that brings it
	Change  int         // of the motion, to which it belongs, from 0
	Place   Place       // that it lights
	Order   sim.OrderID // that it selects; 0 = none
	Text    Text
	Start   time.Duration // wall
	Reading time.Duration // for how long it stands at least
}

// Read returns when the cue has been read.
func (c *Cue) Read() time.Duration { return c.Start + c.Reading }

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
	spine bool // of a kind that brings a cue where nobody wrote any
}

// Track is the narration of a log: its cues, and the waits that they put into
// the motion. It is a function of the log alone; a log that grows never moves
// what is laid.
type Track struct {
	Cues []Cue

	log     *sim.Log
	known   int // events that are added
	over    bool
	layer   *pace.Layer
	history *pace.History
	teller  teller
	beats   []beat // laid by the motion, and not yet told
	last    beat   // that was told last
	legs    []leg
	at      time.Duration // wall from which the motion goes on, at the beat that was told last
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
}

// tellEvery is after how many events a long log is told as far as it is known.
const tellEvery = 4096

// NewTrack returns the narration of a log, of which nothing is told yet.
func NewTrack(log *sim.Log) *Track {
	return &Track{log: log, layer: pace.NewLayer(log), history: pace.NewHistory(log), legs: []leg{{speed: atEase}}, teller: &maker{}}
}

// choose finds who tells the run: what was written for its scenario, of the
// client that it is about, or else the sentences of its events.
func (t *Track) choose(run *sim.Setup) {
	if s := ScriptOf(t.log.Header.Scenario); s != nil && run.Client == sim.NestJS {
		t.teller = &player{script: s}
	}
}

// Of returns the whole narration of a log that does not grow any more.
func Of(log *sim.Log) *Track {
	t := NewTrack(log)
	t.Grow(log.Len())
	t.Finish()
	return t
}

// Grow tells what can be told of the first n events of the log.
func (t *Track) Grow(n int) {
	for t.known < n {
		t.known++
		e := t.log.At(sim.EventID(t.known))
		t.layer.Add(e)
		t.history.Add(e)
		if e.Type == sim.RunStarted {
			t.choose(&t.history.Head.Setup)
		}
		if latest := t.layer.Latest(); latest.Event == e.N {
			b := beat{Latest: latest, kind: e.Type}
			t.teller.note(&b, e, t.history.Head)
			t.beats = append(t.beats, b)
		}
		t.over = t.over || e.Type == sim.RunEnded
		if t.known%tellEvery == 0 {
			t.tell()
		}
	}
	t.tell()
}

// Finish tells the rest of a log that ends where it was grown to.
func (t *Track) Finish() {
	t.over = true
	t.tell()
}

// tell lays the beats that can be laid.
func (t *Track) tell() {
	for len(t.beats) > 0 {
		b := &t.beats[0]
		if !t.teller.ready(t, b) {
			return
		}
		if b.Begins {
			t.pause()
		}
		t.lay(b, t.teller.told(t, b))
		t.beats = t.beats[1:]
	}
	if t.over {
		t.pause()
	}
}

// pause lays the cues that come when a change is over: motion stands meanwhile.
func (t *Track) pause() {
	for _, c := range t.teller.after(t) {
		t.stand(t.read())
		t.add(&t.last, c, t.at)
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
	takes := slow + (gap-slow)*atEase/time.Duration(speed)
	if len(cues) > 0 {
		t.stand(t.read() - takes)
	}
	if slow < gap {
		t.legs = append(t.legs, leg{motion: t.last.Wall + slow, wall: t.at + slow, speed: speed})
	}
	t.at += takes
	t.last = *b
	for _, c := range cues {
		t.stand(t.read())
		t.add(b, c, t.at)
	}
}

func (t *Track) add(b *beat, c Cue, start time.Duration) {
	c.Start, c.Change, c.Reading = start, b.Change, c.Text.reading()
	t.Cues = append(t.Cues, c)
}

// stand makes the motion stand where it is, until a wall time, and go on at its
// own speed.
func (t *Track) stand(until time.Duration) {
	if until <= t.at && t.legs[len(t.legs)-1].speed == atEase {
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
	return t.Cues[len(t.Cues)-1].Read()
}

// state returns the state after the first n events, good until the next call.
func (t *Track) state(n sim.EventID) *sim.State { return t.history.At(int(n)) }

// End returns when all is shown and read.
func (t *Track) End() time.Duration { return max(t.read(), t.at) }

// Wall returns when a place W of the motion is shown: where it stands there,
// when it gets there.
func (t *Track) Wall(motion time.Duration) time.Duration {
	i := sort.Search(len(t.legs), func(i int) bool { return t.legs[i].motion >= motion })
	l := &t.legs[max(i-1, 0)]
	return l.wall + (motion-l.motion)*atEase/time.Duration(l.speed)
}

// Motion returns the place W of the motion at a wall time.
func (t *Track) Motion(wall time.Duration) time.Duration {
	i := sort.Search(len(t.legs), func(i int) bool { return t.legs[i].wall > wall })
	l := &t.legs[max(i-1, 0)]
	motion := l.motion + (wall-l.wall)*time.Duration(l.speed)/atEase
	if i < len(t.legs) {
		return min(motion, t.legs[i].motion)
	}
	return min(motion, t.last.Wall)
}

// At returns the index of the cue that stands at a wall time; −1 before the first.
func (t *Track) At(wall time.Duration) int {
	i, exact := slices.BinarySearchFunc(t.Cues, wall, func(c Cue, wall time.Duration) int { return cmp.Compare(c.Start, wall) })
	if exact {
		return i
	}
	return i - 1
}
