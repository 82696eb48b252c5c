package pace

import (
	"maps"
	"math"
	"slices"
	"time"

	"orderflow/sim"
)

// The constants of the story pace: wall time at speed 1 where nothing else is
// said. They were chosen on a prototype so that the story of an outage takes
// 39 to 52 s, never changes more than three times in a second and never stands
// still for more than 1.2 s.
const (
	Burst       = 40 * time.Millisecond  // virtual: at most this far behind its order's last event: one movement
	flightGap   = 70 * time.Millisecond  // a follow-up inside a change
	echoJoin    = 400 * time.Millisecond // virtual: echoes this close to the event before them are one change with it
	crowdSpan   = time.Second            // virtual: in which at most crowdSize changes of known kinds are laid
	crowdSize   = 6
	shortestGap = 340 * time.Millisecond
	longestGap  = 1200 * time.Millisecond
	turnWeight  = 0.90 // seconds, as the four below
	newWeight   = 0.65
	rungWeight  = 0.36 // new, but right behind its order's last event
	stepWeight  = 0.40
	echoWeight  = 0.34
	waitWeight  = 0.06 // times log2(1 + d / waitUnit): longer waits look longer
	waitUnit    = 50 * time.Millisecond
	glideSize   = 10 // from this many events on a change glides faster, so that it stays below 1.4 s
)

// walker is the state of laying between two events: what is laid next depends
// on it and on the event alone.
type walker struct {
	classifier classifier
	last       laid                   // the last story event; event 0 = none yet
	count      int                    // changes begun
	seen       map[kind]time.Duration // virtual time of the last event of each kind
	own        map[sim.OrderID]flight // of orders whose last event may still be joined
	sizes      map[int]int            // events in the changes that may still be joined
	recent     []time.Duration        // virtual starts of the last crowdSize changes of known kinds
	sweep      int                    // entries at which what is too old to be joined is swept out
}

// laid is a story event on the wall clock.
type laid struct {
	Event  sim.EventID
	change int           // its change, from 0
	wall   time.Duration // W
	at     time.Duration // virtual time
}

// flight is an order's last story event and the change it is in.
type flight struct {
	at     time.Duration
	change int
}

const sweepMin = 64

// newWalker returns the state before the first event. The end of a run is no
// news of its own: it joins what happens last, or is a step after a silence.
func newWalker() walker {
	seen := map[kind]time.Duration{{event: sim.RunEnded}: -time.Hour}
	return walker{seen: seen, own: map[sim.OrderID]flight{}, sizes: map[int]int{}, sweep: sweepMin}
}

// clone returns a walker that goes on independently.
func (w *walker) clone() walker {
	w.sweepOut(w.last.at)
	c := *w
	c.seen, c.own, c.sizes = maps.Clone(w.seen), maps.Clone(w.own), maps.Clone(w.sizes)
	c.recent = slices.Clone(w.recent)
	return c
}

// lay gives a story event its place. It reports whether a change begins, and
// whether the story turns with it.
func (w *walker) lay(event sim.EventID, m storyEvent) (l laid, begins, turns bool) {
	into, weight := w.rule(&m)
	gap := w.joinGap(into)
	if into < 0 {
		into, begins, turns = w.count, true, weight == turnWeight
		gap = w.changeGap(weight, m.at)
		w.begin(&m)
	}
	w.seen[m.kind] = m.at
	w.sizes[into]++
	if m.order != 0 {
		w.own[m.order] = flight{at: m.at, change: into}
	}
	if len(w.own)+len(w.sizes) > w.sweep {
		w.sweepOut(m.at)
	}
	w.last = laid{Event: event, change: into, wall: w.last.wall + gap, at: m.at}
	return w.last, begins, turns
}

// rule finds the first rule that fits: the change the event joins, or −1 and
// the weight of a new change in seconds.
func (w *walker) rule(m *storyEvent) (into int, weight float64) {
	before, known := w.seen[m.kind]
	distance := m.at - w.last.at
	mine, flying := w.own[m.order]
	flying = flying && m.at-mine.at <= Burst
	latest := w.count - 1
	switch {
	case !known && m.class >= asTurnOnce:
		return -1, turnWeight
	case !known && flying:
		return -1, rungWeight
	case !known:
		return -1, newWeight
	case flying && m.class != asTurn:
		return mine.change, 0
	case w.crowded(m.at) && m.order != 0:
		return latest, 0
	case m.class == asTurn && m.at-before <= Burst:
		return latest, 0
	case m.class == asTurn:
		return -1, turnWeight
	case distance <= Burst && latest >= 0:
		return latest, 0
	case m.class == asEcho && distance <= echoJoin:
		return latest, 0
	case m.class == asEcho:
		return -1, echoWeight
	}
	return -1, stepWeight
}

// crowded reports whether as many changes of known kinds as the audience can
// follow were begun within the last second of virtual time.
func (w *walker) crowded(at time.Duration) bool {
	return len(w.recent) == crowdSize && at-w.recent[0] < crowdSpan
}

// begin notes a new change.
func (w *walker) begin(m *storyEvent) {
	w.count++
	if _, known := w.seen[m.kind]; !known {
		return
	}
	if len(w.recent) == crowdSize {
		w.recent = slices.Delete(w.recent, 0, 1)
	}
	w.recent = append(w.recent, m.at)
}

// changeGap is the wall time between the last story event and a new change.
func (w *walker) changeGap(weight float64, at time.Duration) time.Duration {
	distance := time.Duration(0)
	if w.last.Event != 0 {
		distance = at - w.last.at
	}
	seconds := weight + waitWeight*math.Log2(1+float64(distance)/float64(waitUnit))
	return min(max(ofSeconds(seconds), shortestGap), longestGap)
}

// joinGap is the wall time between the last story event and one that joins a change.
func (w *walker) joinGap(into int) time.Duration {
	size := w.sizes[into] + 1
	if size <= glideSize {
		return flightGap
	}
	return max(flightGap*glideSize*glideSize/time.Duration(size)/time.Duration(size), 1)
}

// sweepOut forgets what is too old to be joined: a memory of the last burst is enough.
func (w *walker) sweepOut(at time.Duration) {
	maps.DeleteFunc(w.own, func(_ sim.OrderID, f flight) bool { return at-f.at > Burst })
	wanted := map[int]int{w.count - 1: w.sizes[w.count-1]}
	for _, f := range w.own {
		wanted[f.change] = w.sizes[f.change]
	}
	w.sizes = wanted
	w.sweep = max(sweepMin, 2*(len(w.own)+len(w.sizes)))
}

func ofSeconds(s float64) time.Duration { return time.Duration(math.Round(s * 1e9)) }
