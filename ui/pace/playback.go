package pace

import (
	"math"
	"time"

	"orderflow/sim"
)

// The limits and laws of playback.
const (
	speedMax   = 64.0                   // and 1/64
	LiveHold   = 250 * time.Millisecond // the cursor is never closer to a live source than this
	behindMax  = 5 * time.Second        // further behind a live source the gaps are divided
	catchUpMax = 4.0
	ratioSpan  = 2 * time.Second // wall time over which the clock ratio is the mean
	ratioEvery = time.Second     // and how often it changes
	ratioMax   = 1000
)

// Playback moves the cursor along a scale. It never moves it back by itself.
type Playback struct {
	Scale  Scale
	Cursor position
	Speed  float64
	Paused bool

	live   bool
	tail   bool    // live: the cursor is beyond what is laid, in real time
	target laid    // live: the story event the cursor goes to
	rest   float64 // live: wall nanoseconds until it is there
	factor float64 // live: by which gaps are divided
}

// NewPlayback returns a playback at the beginning of a scale.
func NewPlayback(s Scale, live bool) Playback {
	return Playback{Scale: s, Speed: 1, live: live, factor: 1}
}

// Advance plays for a span of real time; now is the time of a live source.
func (p *Playback) Advance(span, now time.Duration) {
	left := float64(span) * p.Speed
	if !p.live {
		p.moveTo(min(p.Cursor.Wall+time.Duration(left), p.Scale.End()))
		return
	}
	p.settle()
	for left > 0 {
		if left = p.cross(left, now); p.tail {
			p.drift(left, now)
			return
		}
	}
}

// settle finds the cursor's place anew where what was beyond the layout has
// been laid since.
func (p *Playback) settle() {
	if !p.tail {
		return
	}
	g := p.segment()
	if p.tail = g.open(); !p.tail {
		p.Cursor.Wall = g.wall(p.Cursor.At)
	}
}

// segment returns the way to the next story event.
func (p *Playback) segment() segment {
	if p.tail {
		return p.Scale.segmentOf(p.Cursor.N)
	}
	return p.Scale.segmentAt(p.Cursor.Wall)
}

// cross goes towards the next story event of a live log, in its gap, and
// returns what is left of the wall time. Where none is known the tail begins.
func (p *Playback) cross(left float64, now time.Duration) float64 {
	g := p.segment()
	if p.tail = g.open(); p.tail {
		return left
	}
	if p.target != g.to {
		p.target, p.factor = g.to, CatchUp(now-p.Cursor.At)
		p.rest = float64(g.to.wall-p.start(g)) / p.factor
	}
	if left >= p.rest {
		p.moveTo(g.to.wall)
		return left - p.rest
	}
	p.moveTo(p.Cursor.Wall + time.Duration(float64(g.to.wall-p.Cursor.Wall)*left/p.rest))
	p.rest -= left
	return 0
}

// start returns where the way to the next story event starts. At story pace
// it takes the whole gap, also where a part of the virtual time passed while
// nothing was known.
func (p *Playback) start(g segment) time.Duration {
	if p.Scale.Pace == RealPace {
		return p.Cursor.Wall
	}
	return g.from.wall
}

// drift goes on in real time, a little behind the source.
func (p *Playback) drift(left float64, now time.Duration) {
	at := max(p.Cursor.At, min(p.Cursor.At+time.Duration(left), now-LiveHold))
	p.Cursor = position{Wall: p.Cursor.Wall + at - p.Cursor.At, At: at, N: max(p.Cursor.N, p.Scale.Until(at))}
}

// CatchUp returns by how much the gaps are divided for a cursor this far behind a live
// source.
func CatchUp(behind time.Duration) float64 {
	return min(catchUpMax, 1+max(0, (behind-behindMax).Seconds()/5))
}

// Behind returns how far the cursor is behind a live source, where that is
// more than it has to be.
func (p *Playback) Behind(now time.Duration) time.Duration {
	if behind := now - p.Cursor.At; p.live && behind > behindMax {
		return behind
	}
	return 0
}

// moveTo moves the cursor on.
func (p *Playback) moveTo(wall time.Duration) {
	if wall <= p.Cursor.Wall {
		return
	}
	next := p.Scale.position(wall)
	next.At, next.N = max(next.At, p.Cursor.At), max(next.N, p.Cursor.N)
	p.Cursor = next
}

// seek puts the cursor anywhere.
func (p *Playback) seek(to position) {
	p.Cursor, p.target = to, laid{}
	p.tail = p.live && p.Scale.segmentOf(to.N).open()
}

// SeekWall puts the cursor at a wall time.
func (p *Playback) SeekWall(wall time.Duration) {
	p.seek(p.Scale.position(min(max(wall, 0), p.Scale.End())))
}

// SeekTime puts the cursor where everything up to a virtual time is shown.
func (p *Playback) SeekTime(at time.Duration) {
	at = max(at, 0)
	p.seek(position{Wall: p.Scale.WallAt(at), At: at, N: p.Scale.Until(at)})
}

// Step moves the cursor to where the next change is shown whole. It reports
// false where no more is laid.
func (p *Playback) Step() bool {
	i := p.Scale.LastChange(p.Cursor)
	end := p.Scale.changeEnd(i)
	for p.Cursor.Wall >= end {
		i++
		if i >= len(p.Scale.Layer.Changes) {
			return false
		}
		end = p.Scale.changeEnd(i)
	}
	p.SeekWall(end)
	return true
}

// StepBack moves the cursor to where the change before is shown whole.
func (p *Playback) StepBack() {
	i := p.Scale.LastChange(p.Cursor) - 1
	end := p.Scale.changeEnd(i)
	for i >= 0 && end >= p.Cursor.Wall { // pace real: changes of one instant
		i--
		end = p.Scale.changeEnd(i)
	}
	p.SeekWall(end)
}

// Milestone moves the cursor to the next or the last turn of the story. It
// reports false where there is none.
func (p *Playback) Milestone(forward bool) bool {
	changes, by := p.Scale.Layer.Changes, -1
	if forward {
		by = 1
	}
	for i := p.Scale.LastChange(p.Cursor) + by; i >= 0 && i < len(changes); i += by {
		if changes[i].turn {
			end := p.Scale.changeEnd(i)
			p.SeekWall(end)
			return true
		}
	}
	return false
}

// Complete goes on to where all of the change at the cursor is shown that happens at
// its time.
func (p *Playback) Complete() {
	end := p.Scale.changeEnd(p.Scale.LastChange(p.Cursor))
	if wall, laid := p.Scale.WallOf(sim.EventID(p.Scale.Until(p.Cursor.At))); laid {
		end = min(end, wall)
	}
	if end > p.Cursor.Wall {
		p.SeekWall(end)
	}
}

// Standing reports whether the cursor stands where its change is shown whole.
func (p *Playback) Standing() bool {
	end := p.Scale.changeEnd(p.Scale.LastChange(p.Cursor))
	return p.Cursor.Wall == end
}

// SetSpeed sets the speed, within its limits.
func (p *Playback) SetSpeed(speed float64) {
	p.Speed = min(max(speed, 1/speedMax), speedMax)
}

// SetPace changes the scale under the cursor, which stays where it is in
// virtual time.
func (p *Playback) SetPace(pace Pace) {
	p.Scale.Pace = pace
	at := p.Cursor.At
	wall := at
	if pace != RealPace {
		wall = p.Scale.shown(p.Scale.segmentOf(p.Cursor.N).wall(at))
	}
	p.seek(position{Wall: wall, At: at, N: p.Cursor.N})
}

// Ratio returns virtual time per wall time: the mean of the last ratioSpan of
// wall time at the last whole second, so that it can be read. Time for which the
// motion stands does not count. It depends on the cursor, the layout and the
// speed alone.
func (p *Playback) Ratio() Ratio {
	unit := float64(ratioEvery) * p.Speed
	whole := time.Duration(math.Floor(float64(p.Cursor.Wall)/unit) * unit)
	span := min(time.Duration(float64(ratioSpan)*p.Speed), whole)
	if span <= 0 {
		return Ratio{}
	}
	virtual := p.Scale.passed(whole, span)
	return roundRatio(float64(virtual) / float64(span) * p.Speed * p.factor)
}

// roundRatio rounds to the nearest step of 1-2-5.
func roundRatio(r float64) Ratio {
	slow := r < 1
	if slow {
		r = 1 / max(r, 1.0/ratioMax)
	}
	best, distance := 1, math.Inf(1)
	for decade := 1; decade <= ratioMax; decade *= 10 {
		for _, unit := range [...]int{1, 2, 5} {
			if d := math.Abs(math.Log(r / float64(unit*decade))); d < distance {
				best, distance = unit*decade, d
			}
		}
	}
	return Ratio{Slow: slow && best > 1, N: best}
}
