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

// hold is a wait of the motion for the narration.
type hold struct {
	motion time.Duration // W at which motion stands
	before time.Duration // all holds before this one
	length time.Duration
}

// beat is a story event of the motion that is not told yet.
type beat struct {
	pace.Latest
	fired []int // lines of the script that it brings
	spine bool  // of a kind that brings a cue where nobody wrote any
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
	holds   []hold
	shift   time.Duration // all holds
	floor   time.Duration // wall before which no further beat is
}

// teller finds the cues of a log.
type teller interface {
	// note is called for each story event, in order, with the state after it.
	note(b *beat, e *sim.Event, s *sim.State)
	// ready reports whether enough of the log is known to tell a beat.
	ready(t *Track, b *beat) bool
	// told returns the cues that a beat brings.
	told(t *Track, b *beat) []Cue
	// after returns the cues that come when the change before a beat is over.
	after(t *Track) []Cue
}

// NewTrack returns the narration of a log, of which nothing is told yet.
func NewTrack(log *sim.Log) *Track {
	t := &Track{log: log, layer: pace.NewLayer(log), history: pace.NewHistory(log)}
	t.teller = &maker{}
	if s := ScriptOf(log.Header.Scenario); s != nil {
		t.teller = &player{script: s}
	}
	return t
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
		if latest := t.layer.Latest(); latest.Event == e.N {
			b := beat{Latest: latest}
			t.teller.note(&b, e, t.history.Head)
			t.beats = append(t.beats, b)
		}
		t.over = t.over || e.Type == sim.RunEnded
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
		t.last = *b
		t.beats = t.beats[1:]
	}
	if t.over {
		t.pause()
	}
}

// pause lays the cues that come when a change is over: motion stands meanwhile.
func (t *Track) pause() {
	for _, c := range t.teller.after(t) {
		c.Start = max(t.read(), t.wall(&t.last))
		t.add(&t.last, c)
		t.wait(t.last.Wall, c.Start-t.wall(&t.last))
	}
}

// lay gives a beat its wall time, and the cues that it brings.
func (t *Track) lay(b *beat, cues []Cue) {
	at := t.wall(b)
	wanted := max(t.floor, at)
	if len(cues) > 0 {
		wanted = max(wanted, t.read())
	}
	t.wait(t.last.Wall, wanted-at)
	for _, c := range cues {
		c.Start = max(t.wall(b), t.read())
		t.add(b, c)
		t.floor = c.Start
	}
}

func (t *Track) add(b *beat, c Cue) {
	c.Change, c.Reading = b.Change, c.Text.reading()
	t.Cues = append(t.Cues, c)
}

// wait makes the motion stand.
func (t *Track) wait(motion, length time.Duration) {
	if length <= 0 {
		return
	}
	if n := len(t.holds); n > 0 && t.holds[n-1].motion == motion {
		t.holds[n-1].length += length
	} else {
		t.holds = append(t.holds, hold{motion: motion, before: t.shift, length: length})
	}
	t.shift += length
}

// wall returns when a beat is shown, as far as waits are laid.
func (t *Track) wall(b *beat) time.Duration { return b.Wall + t.shift }

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
func (t *Track) End() time.Duration { return max(t.read(), t.wall(&t.last)) }

// Wall returns when a place W of the motion is shown; where it waits, when it
// gets there.
func (t *Track) Wall(motion time.Duration) time.Duration {
	i := sort.Search(len(t.holds), func(i int) bool { return t.holds[i].motion >= motion })
	if i == 0 {
		return motion
	}
	return motion + t.holds[i-1].before + t.holds[i-1].length
}

// Motion returns the place W of the motion at a wall time.
func (t *Track) Motion(wall time.Duration) time.Duration {
	i := sort.Search(len(t.holds), func(i int) bool { return t.holds[i].motion+t.holds[i].before > wall })
	if i == 0 {
		return wall
	}
	h := t.holds[i-1]
	return max(h.motion, wall-h.before-h.length)
}

// At returns the index of the cue that stands at a wall time; −1 before the first.
func (t *Track) At(wall time.Duration) int {
	i, exact := slices.BinarySearchFunc(t.Cues, wall, func(c Cue, wall time.Duration) int { return cmp.Compare(c.Start, wall) })
	if exact {
		return i
	}
	return i - 1
}
