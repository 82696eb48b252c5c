package ui

import (
	"time"

	"orderflow/sim"
)

// Pace is the law by which virtual time becomes wall time.
type Pace uint8

// The paces.
const (
	StoryPace Pace = iota // every change gets the time it takes to see it
	RealPace              // wall time is virtual time
)

var paceNames = [...]string{"story", "real"}

func (p Pace) String() string { return paceNames[p] }

// ParsePace reads story or real.
func ParsePace(s string) (Pace, error) {
	for i, name := range paceNames {
		if s == name {
			return Pace(i), nil
		}
	}
	return StoryPace, sim.Refuse("pace %q is not known: want story or real", "pace %q: 없는 값입니다. story, real 중에서 고르세요", sim.Printable(s, 40))
}

// position is a place of the cursor, told in its three ways.
type position struct {
	wall time.Duration // wall time at speed 1
	at   time.Duration // virtual time
	n    int           // events at or before it
}

// scale is a layout seen through a pace: it maps wall time to virtual time and
// back. Beyond what is laid both pass alike.
type scale struct {
	layer *Layer
	pace  Pace
}

// end returns the wall time of the last matter-event.
func (s scale) end() time.Duration {
	if s.pace == RealPace {
		return s.layer.head.last.at
	}
	return s.layer.End()
}

// position returns the place of a wall time.
func (s scale) position(wall time.Duration) position {
	if s.pace == RealPace {
		return position{wall: wall, at: wall, n: s.until(wall)}
	}
	g := s.layer.segmentAt(wall)
	at := g.virtual(wall)
	n := max(s.until(at), int(g.from.event))
	if !g.open() {
		n = min(n, int(g.to.event)-1)
	}
	return position{wall: wall, at: at, n: n}
}

// segmentAt returns the segment in which the wall time lies: from.wall ≤ wall < to.wall.
func (s scale) segmentAt(wall time.Duration) segment {
	if s.pace == RealPace {
		return s.segmentOf(s.until(wall))
	}
	return s.layer.segmentAt(wall)
}

// segmentOf returns the segment that begins at or before the n-th event.
func (s scale) segmentOf(n int) segment {
	g := s.layer.segmentOf(sim.EventID(n))
	if s.pace == RealPace {
		g.from.wall, g.to.wall = g.from.at, g.to.at
	}
	return g
}

// until returns how many laid events happened at or before a virtual time.
func (s scale) until(at time.Duration) int {
	return min(s.layer.log.Until(at), s.layer.count)
}

// wallAt returns the wall time at which all of a virtual time's events are shown.
func (s scale) wallAt(at time.Duration) time.Duration {
	if s.pace == RealPace {
		return at
	}
	return s.segmentOf(s.until(at)).wall(at)
}

// wallOf returns the wall time at which an event is shown; false where it is
// not laid yet.
func (s scale) wallOf(n sim.EventID) (time.Duration, bool) {
	if n == 0 || int(n) > s.layer.count {
		return 0, false
	}
	e := s.layer.log.At(n)
	if s.pace == RealPace {
		return e.At, true
	}
	g := s.layer.segmentOf(n)
	if g.from.event == n {
		return g.from.wall, true
	}
	return g.wall(e.At), true
}

// virtual returns the virtual time of a wall time in the segment.
func (g segment) virtual(wall time.Duration) time.Duration {
	if g.open() {
		return g.from.at + wall - g.from.wall
	}
	return g.from.at + portion(g.to.at-g.from.at, wall-g.from.wall, g.to.wall-g.from.wall)
}

// wall returns the wall time of a virtual time in the segment.
func (g segment) wall(at time.Duration) time.Duration {
	switch {
	case g.open():
		return g.from.wall + at - g.from.at
	case at >= g.to.at:
		return g.from.wall // texture between two matter-events of one instant
	}
	return g.from.wall + portion(g.to.wall-g.from.wall, at-g.from.at, g.to.at-g.from.at)
}

// portion returns whole·part/of, which are all below half a day.
func portion(whole, part, of time.Duration) time.Duration {
	return time.Duration(float64(whole) * (float64(part) / float64(of)))
}

// changeWall returns the wall time of a change.
func (s scale) changeWall(c *change) time.Duration {
	if s.pace == RealPace {
		return c.at
	}
	return c.wall
}

// lastChange returns the index of the last change that begins at or before a
// position; −1 if there is none.
func (s scale) lastChange(p position) int {
	if s.pace == StoryPace {
		return s.layer.changeAt(p.wall)
	}
	return s.layer.changeOf(sim.EventID(p.n))
}

// changeEnd returns the wall time at which all of a change is shown: that of
// the last event before the next change. At pace real the changes of one
// instant are shown together.
func (s scale) changeEnd(i int) time.Duration {
	changes, log := s.layer.changes, s.layer.log
	switch {
	case i < 0:
		return 0
	case i+1 >= len(changes):
		return s.end()
	case s.pace == StoryPace:
		return s.layer.segmentOf(changes[i+1].first - 1).from.wall
	}
	for i++; i < len(changes); i++ {
		first := changes[i].first
		if before := log.At(first - 1).At; log.At(first).At > before {
			return before
		}
	}
	return s.end()
}
