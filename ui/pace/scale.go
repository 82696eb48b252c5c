package pace

import (
	"time"

	"orderflow/sim"
)

// Pace is the law by which virtual time becomes wall time.
type Pace uint8

// The paces.
const (
	StoryPace Pace = iota // motion waits for the narration, where there is one
	BriskPace             // the motion alone: every change gets the time it takes to see it
	RealPace              // wall time is virtual time
)

// PaceNames are the paces as they are written on the command line.
var PaceNames = [...]string{"story", "brisk", "real"}

func (p Pace) String() string { return PaceNames[p] }

// ParsePace reads story, brisk or real.
func ParsePace(s string) (Pace, error) {
	for i, name := range PaceNames {
		if s == name {
			return Pace(i), nil
		}
	}
	return StoryPace, sim.Refuse("pace %q is not known: want story, brisk or real", "pace %q: 없는 값입니다. story, brisk, real 중에서 고르세요", sim.Printable(s, 40))
}

// position is a place of the cursor, told in its three ways.
type position struct {
	Wall time.Duration // wall time at speed 1
	At   time.Duration // virtual time
	N    int           // events at or before it
}

// Narration makes the motion of a story wait. Both ways it goes on.
type Narration interface {
	// Wall returns when a place W of the motion is shown: where it stands there,
	// when it gets there.
	Wall(motion time.Duration) time.Duration
	// Motion returns the place W of the motion at a wall time.
	Motion(wall time.Duration) time.Duration
	// End returns up to when all is known.
	End() time.Duration
}

// Scale is a layout seen through a pace: it maps wall time to virtual time and
// back. Beyond what is laid both pass alike.
type Scale struct {
	Layer     *Layer
	Pace      Pace
	Narration Narration // that makes the motion wait at pace story; nil = none
}

// Narrated reports whether the motion waits for a narration.
func (s Scale) Narrated() bool { return s.Pace == StoryPace && s.Narration != nil }

// shown returns when a place W of the motion is shown.
func (s Scale) shown(motion time.Duration) time.Duration {
	if s.Narrated() {
		return s.Narration.Wall(motion)
	}
	return motion
}

// motion returns the place W of the motion at a wall time.
func (s Scale) motion(wall time.Duration) time.Duration {
	if s.Narrated() {
		return s.Narration.Motion(wall)
	}
	return wall
}

// End returns the wall time of the last story event, or when its sentence is read.
func (s Scale) End() time.Duration {
	switch {
	case s.Pace == RealPace:
		return s.Layer.head.last.at
	case s.Narrated():
		return s.Narration.End()
	}
	return s.Layer.End()
}

// position returns the place of a wall time.
func (s Scale) position(wall time.Duration) position {
	if s.Pace == RealPace {
		return position{Wall: wall, At: wall, N: s.Until(wall)}
	}
	motion := s.motion(wall)
	g := s.Layer.segmentAt(motion)
	at := g.virtual(motion)
	n := max(s.Until(at), int(g.from.Event))
	if !g.open() {
		n = min(n, int(g.to.Event)-1)
	}
	return position{Wall: wall, At: at, N: n}
}

// segmentAt returns the segment in which the wall time lies: from.wall ≤ wall < to.wall.
func (s Scale) segmentAt(wall time.Duration) segment {
	if s.Pace == RealPace {
		return s.segmentOf(s.Until(wall))
	}
	return s.Layer.segmentAt(wall)
}

// segmentOf returns the segment that begins at or before an event by its ordinal.
func (s Scale) segmentOf(n int) segment {
	g := s.Layer.segmentOf(sim.EventID(n))
	if s.Pace == RealPace {
		g.from.wall, g.to.wall = g.from.at, g.to.at
	}
	return g
}

// Until returns how many laid events happened at or before a virtual time.
func (s Scale) Until(at time.Duration) int {
	return min(s.Layer.log.Until(at), s.Layer.count)
}

// WallAt returns the wall time at which all of a virtual time's events are shown.
func (s Scale) WallAt(at time.Duration) time.Duration {
	if s.Pace == RealPace {
		return at
	}
	return s.shown(s.segmentOf(s.Until(at)).wall(at))
}

// WallOf returns the wall time at which an event is shown; false where it is
// not laid yet.
func (s Scale) WallOf(n sim.EventID) (time.Duration, bool) {
	if n == 0 || int(n) > s.Layer.count {
		return 0, false
	}
	e := s.Layer.log.At(n)
	if s.Pace == RealPace {
		return e.At, true
	}
	g := s.Layer.segmentOf(n)
	if g.from.Event == n {
		return s.shown(g.from.wall), true
	}
	return s.shown(g.wall(e.At)), true
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
		return g.from.wall // background events between two story events of one instant
	}
	return g.from.wall + portion(g.to.wall-g.from.wall, at-g.from.at, g.to.at-g.from.at)
}

// portion returns whole·part/of, which are all below half a day.
func portion(whole, part, of time.Duration) time.Duration {
	return time.Duration(float64(whole) * (float64(part) / float64(of)))
}

// ChangeWall returns the wall time of a change.
func (s Scale) ChangeWall(c *change) time.Duration {
	if s.Pace == RealPace {
		return c.at
	}
	return s.shown(c.wall)
}

// LastChange returns the index of the last change that begins at or before a
// position; −1 if there is none.
func (s Scale) LastChange(p position) int {
	if s.Pace == RealPace {
		return s.Layer.changeOf(sim.EventID(p.N))
	}
	return s.Layer.changeAt(s.motion(p.Wall))
}

// passed returns the virtual time of the last stretch of the motion up to a wall time.
func (s Scale) passed(wall, span time.Duration) time.Duration {
	if s.Pace == RealPace {
		return span
	}
	at := func(motion time.Duration) time.Duration { return s.Layer.segmentAt(motion).virtual(motion) }
	motion := s.motion(wall)
	return at(motion) - at(max(0, motion-span))
}

// NextTurn returns the wall time at which the next turn of the story after a
// wall time is shown whole; false where none is laid.
func (s Scale) NextTurn(wall time.Duration) (end time.Duration, found bool) {
	i := max(0, s.LastChange(s.position(wall)))
	for ; i < len(s.Layer.Changes); i++ {
		if s.Layer.Changes[i].turn {
			if end = s.changeEnd(i); end > wall {
				return end, true
			}
		}
	}
	return 0, false
}

// changeEnd returns the wall time at which all of a change is shown: that of
// the last event before the next change. At pace real the changes of one
// instant are shown together.
func (s Scale) changeEnd(i int) time.Duration {
	changes, log := s.Layer.Changes, s.Layer.log
	switch {
	case i < 0:
		return 0
	case i+1 >= len(changes):
		return s.End()
	case s.Pace != RealPace:
		return s.shown(s.Layer.segmentOf(changes[i+1].First - 1).from.wall)
	}
	for i++; i < len(changes); i++ {
		first := changes[i].First
		if before := log.At(first - 1).At; log.At(first).At > before {
			return before
		}
	}
	return s.End()
}
