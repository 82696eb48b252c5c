package story

import (
	"cmp"
	"slices"
	"sort"
	"time"
)

// Knows reports whether it is known for good when a virtual time is shown.
func (t *Track) Knows(at time.Duration) bool {
	return t.whole() || t.last.Event != 0 && t.log.At(t.last.Event).At > at
}

// End returns when all is shown and read, or up to when it is known.
func (t *Track) End() time.Duration {
	if t.whole() {
		return max(t.read(), t.at)
	}
	return t.at
}

// Wall returns when a place W of the motion is shown: where it stands there,
// when it gets there.
func (t *Track) Wall(motion time.Duration) time.Duration {
	i := sort.Search(len(t.legs), func(i int) bool { return t.legs[i].motion >= motion })
	l := &t.legs[max(i-1, 0)]
	return l.wall + lasts(motion-l.motion, l.speed)
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

// At returns the index of the cue that stands at a wall time, of a live run at a
// virtual time; −1 before the first.
func (t *Track) At(wall time.Duration) int {
	i, exact := slices.BinarySearchFunc(t.Cues, wall, func(c Cue, wall time.Duration) int { return cmp.Compare(c.Start, wall) })
	if exact {
		return i
	}
	return i - 1
}

// NextStop returns when the first sentence of the next turn after a wall time has
// been read, right before another can come; false where none is told.
func (t *Track) NextStop(wall time.Duration) (at time.Duration, found bool) {
	for i := max(0, t.At(wall)); i < len(t.Cues); i++ {
		if c := &t.Cues[i]; c.Turns && c.Read()-1 > wall {
			return c.Read() - 1, true
		}
	}
	return 0, false
}
