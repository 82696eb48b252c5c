package pace

import (
	"slices"
	"sort"
	"time"

	"orderflow/sim"
)

// pageSize is how many events are laid together: the state of laying is kept
// before every pageSize events, so that a fork goes on from there.
const pageSize = 4096

// Layer is the wall layout W of a log: it lays story events on the wall
// clock, left to right. What is laid depends only on the events up to it, so
// a log that grows or forks never moves it.
type Layer struct {
	log     *sim.Log
	count   int // events laid
	facts   factBook
	head    walker
	starts  []walker // before the events of each page
	page    *page    // the page that is being laid, the last of them
	pages   []*page
	latest  Latest
	Changes []change
	Marks   []mark
}

// change is what the audience perceives as one thing that happened.
type change struct {
	First sim.EventID
	wall  time.Duration // W of first
	at    time.Duration // virtual time of first
	turn  bool          // the story turns with it
}

// mark is a mark of the timeline and the event that makes it.
type mark struct {
	laid
	Kind MarkKind
}

// page is a stretch of pageSize events, of which the story events are kept.
type page struct {
	places []laid
}

// segment is the way between two story events.
type segment struct {
	from laid // event 0: the beginning of the log
	to   laid // event 0: nothing more is laid
}

// open reports whether the next story event is not laid yet.
func (g segment) open() bool { return g.to.Event == 0 }

// NewLayer returns the layout of a log of which nothing is laid yet.
func NewLayer(log *sim.Log) *Layer {
	return &Layer{log: log, head: newWalker()}
}

// Latest is the story event that was laid last.
type Latest struct {
	Event  sim.EventID // 0 = none yet
	Change int         // the one it belongs to, from 0
	Wall   time.Duration
	Begins bool // its change begins with it
	Turns  bool // the story turns with that change
	New    bool // the first of its kind
}

// Latest returns the story event that was added last.
func (l *Layer) Latest() Latest { return l.latest }

// Len returns how many events are laid.
func (l *Layer) Len() int { return l.count }

// End returns the wall time of the last event that is laid.
func (l *Layer) End() time.Duration { return l.head.last.wall }

// Add lays the log's next event.
func (l *Layer) Add(e *sim.Event) {
	if l.count%pageSize == 0 {
		l.starts = append(l.starts, l.head.clone())
		if l.page != nil {
			l.page.places = slices.Clone(l.page.places) // it grows no more: what it reserved is given back
		}
		l.page = &page{}
		l.pages = append(l.pages, l.page)
	}
	l.count++
	l.facts.remember(e)
	m := l.head.classifier.classify(e, l.facts)
	if m.class == asBackground {
		return
	}
	l.latest = l.head.add(e.N, m)
	place := l.head.last
	l.page.places = append(l.page.places, place)
	if l.latest.Begins {
		l.Changes = append(l.Changes, change{First: e.N, wall: place.wall, at: e.At, turn: l.latest.Turns})
	}
	l.mark(e, place)
}

// add lays a story event and says how.
func (w *walker) add(event sim.EventID, m storyEvent) Latest {
	_, known := w.seen[m.kind]
	place, begins, turns := w.lay(event, m)
	return Latest{Event: event, Change: place.change, Wall: place.wall, Begins: begins, Turns: turns, New: !known}
}

// mark keeps what the timeline shows.
func (l *Layer) mark(e *sim.Event, place laid) {
	var m MarkKind
	switch e.Type {
	case sim.FaultStarted:
		m = MarkFaultBegins
	case sim.FaultEnded:
		m = MarkFaultEnds
	case sim.PublishGaveUp, sim.MemoryLost:
		if e.Type == sim.PublishGaveUp && l.head.classifier.mode != sim.Emit || l.marked(MarkLost, place) {
			return
		}
		m = MarkLost
	case sim.AnomalyFound:
		if m = anomalyMark(sim.Anomaly(e.Word)); m == 0 || l.marked(m, place) {
			return
		}
	default:
		return
	}
	l.Marks = append(l.Marks, mark{laid: place, Kind: m})
}

// anomalyMark returns how the timeline shows an anomaly; 0 = not at all.
func anomalyMark(name sim.Anomaly) MarkKind {
	switch name {
	case sim.PhantomPublish, sim.GhostCharge, sim.AckedLoss:
		return MarkLost
	case sim.DuplicateRecord, sim.DuplicateWork, sim.DuplicatePurchase:
		return MarkTwice
	case sim.BlockedPartition:
		return MarkBlocked
	case sim.Reordered: // it can be seen, and nobody doubts where anything is
		return 0
	}
	return MarkDoubt
}

// markGrain is the part of the story so far, in virtual time and on the wall,
// within which a second mark of a kind is not kept: no timeline is wide enough
// to show both, and what a frame looks at must not grow with the orders.
const markGrain = 1024

// marked reports whether this very instant, or what looks like it on a timeline,
// has such a mark already.
func (l *Layer) marked(kind MarkKind, place laid) bool {
	for i := len(l.Marks) - 1; i >= 0; i-- {
		m := &l.Marks[i]
		instant := place.at-m.at <= Burst
		if !instant && (place.at-m.at > place.at/markGrain || place.wall-m.wall > place.wall/markGrain) {
			return false
		}
		if m.Kind == kind {
			return true
		}
	}
	return false
}

// Fork makes the layout that of another log, whose first n events are those
// of the present one. They keep their places.
func (l *Layer) Fork(log *sim.Log, n int) {
	l.log = log
	if n >= l.count {
		return
	}
	l.facts.forget(sim.EventID(n))
	number := n / pageSize
	l.head = l.starts[number].clone()
	l.starts = l.starts[:number]
	l.page, l.pages, l.count = nil, l.pages[:number], number*pageSize
	l.Changes = l.Changes[:l.head.count]
	for len(l.Marks) > 0 && int(l.Marks[len(l.Marks)-1].Event) > l.count {
		l.Marks = l.Marks[:len(l.Marks)-1]
	}
	for l.count < n {
		l.Add(log.At(sim.EventID(l.count + 1)))
	}
}

// Again lays the events from one to another once more, which are laid already,
// and calls told for each that makes the story.
func (l *Layer) Again(from, to sim.EventID, told func(e *sim.Event, latest Latest)) {
	for number := (int(from) - 1) / pageSize; from <= to; number++ {
		w := l.starts[number].clone()
		for n := sim.EventID(number*pageSize + 1); n <= min(to, sim.EventID((number+1)*pageSize)); n++ {
			e := l.log.At(n)
			m := w.classifier.classify(e, l.facts)
			if m.class == asBackground {
				continue
			}
			if latest := w.add(e.N, m); n >= from {
				told(e, latest)
			}
		}
		from = max(from, sim.EventID((number+1)*pageSize+1))
	}
}

// around returns the segment that begins with the i-th story event of a page;
// −1 is the last one before the page.
func (l *Layer) around(number, i int) segment {
	p := l.pages[number]
	s := segment{from: l.starts[number].last}
	if i >= 0 {
		s.from = p.places[i]
	}
	for i++; i >= len(p.places); i = 0 {
		number++
		if number == len(l.starts) {
			return s
		}
		p = l.pages[number]
	}
	s.to = p.places[i]
	return s
}

// segmentAt returns the segment in which the wall time lies: from.wall ≤ wall < to.wall.
func (l *Layer) segmentAt(wall time.Duration) segment {
	number := sort.Search(len(l.starts), func(i int) bool { return l.starts[i].last.wall > wall }) - 1
	if number < 0 {
		return segment{}
	}
	p := l.pages[number]
	i := sort.Search(len(p.places), func(i int) bool { return p.places[i].wall > wall }) - 1
	return l.around(number, i)
}

// segmentOf returns the segment in which event n lies: from.event ≤ n < to.event.
func (l *Layer) segmentOf(n sim.EventID) segment {
	if n == 0 || l.count == 0 {
		return l.segmentAt(0)
	}
	number := (min(int(n), l.count) - 1) / pageSize
	p := l.pages[number]
	i := sort.Search(len(p.places), func(i int) bool { return p.places[i].Event > n }) - 1
	return l.around(number, i)
}

// changeAt returns the index of the last change that begins at or before the
// wall time; −1 if there is none.
func (l *Layer) changeAt(wall time.Duration) int {
	return sort.Search(len(l.Changes), func(i int) bool { return l.Changes[i].wall > wall }) - 1
}

// changeOf returns the index of the last change that begins at or before event
// n; −1 if there is none.
func (l *Layer) changeOf(n sim.EventID) int {
	return sort.Search(len(l.Changes), func(i int) bool { return l.Changes[i].First > n }) - 1
}

// Events returns the events of a change from its first to event n, ascending,
// at most limit.
func (l *Layer) Events(i int, n sim.EventID, limit int) []sim.EventID {
	var list []sim.EventID
	first := l.Changes[i].First
	for number := (int(first) - 1) / pageSize; number < len(l.starts); number++ {
		for _, place := range l.pages[number].places {
			if place.Event > n || len(list) == limit {
				return list
			}
			if place.change == i {
				list = append(list, place.Event)
			}
		}
	}
	return list
}
