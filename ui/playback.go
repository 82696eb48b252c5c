package ui

import (
	"math"
	"time"
)

// The limits and laws of playback.
const (
	speedMax   = 64.0                   // and 1/64
	liveHold   = 250 * time.Millisecond // the cursor is never closer to a live source than this
	behindMax  = 5 * time.Second        // further behind a live source the gaps are divided
	catchUpMax = 4.0
	ratioSpan  = 2 * time.Second // wall time over which the clock ratio is the mean
	ratioEvery = time.Second     // and how often it changes
	ratioMax   = 1000
)

// playback moves the cursor along a scale. It never moves it back by itself.
type playback struct {
	scale  scale
	cursor position
	speed  float64
	paused bool

	live   bool
	tail   bool    // live: the cursor is beyond what is laid, in real time
	target laid    // live: the matter-event the cursor goes to
	rest   float64 // live: wall nanoseconds until it is there
	factor float64 // live: by which gaps are divided
}

func newPlayback(s scale, live bool) playback {
	return playback{scale: s, speed: 1, live: live, factor: 1}
}

// advance plays for a span of real time; now is the time of a live source.
func (p *playback) advance(span, now time.Duration) {
	left := float64(span) * p.speed
	if !p.live {
		p.moveTo(min(p.cursor.wall+time.Duration(left), p.scale.end()))
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
func (p *playback) settle() {
	if !p.tail {
		return
	}
	g := p.segment()
	if p.tail = g.open(); !p.tail {
		p.cursor.wall = g.wall(p.cursor.at)
	}
}

// segment returns the way to the next matter-event.
func (p *playback) segment() segment {
	if p.tail {
		return p.scale.segmentOf(p.cursor.n)
	}
	return p.scale.segmentAt(p.cursor.wall)
}

// cross goes towards the next matter-event of a live log, in its gap, and
// returns what is left of the wall time. Where none is known the tail begins.
func (p *playback) cross(left float64, now time.Duration) float64 {
	g := p.segment()
	if p.tail = g.open(); p.tail {
		return left
	}
	if p.target != g.to {
		p.target, p.factor = g.to, catchUp(now-p.cursor.at)
		p.rest = float64(g.to.wall-p.start(g)) / p.factor
	}
	if left >= p.rest {
		p.moveTo(g.to.wall)
		return left - p.rest
	}
	p.moveTo(p.cursor.wall + time.Duration(float64(g.to.wall-p.cursor.wall)*left/p.rest))
	p.rest -= left
	return 0
}

// start returns where the way to the next matter-event starts. At story pace
// it takes the whole gap, also where a part of the virtual time passed while
// nothing was known.
func (p *playback) start(g segment) time.Duration {
	if p.scale.pace == RealPace {
		return p.cursor.wall
	}
	return g.from.wall
}

// drift goes on in real time, a little behind the source.
func (p *playback) drift(left float64, now time.Duration) {
	at := max(p.cursor.at, min(p.cursor.at+time.Duration(left), now-liveHold))
	p.cursor = position{wall: p.cursor.wall + at - p.cursor.at, at: at, n: max(p.cursor.n, p.scale.until(at))}
}

// catchUp returns by how much the gaps are divided for a cursor this far behind.
func catchUp(behind time.Duration) float64 {
	return min(catchUpMax, 1+max(0, (behind-behindMax).Seconds()/5))
}

// behind returns how far the cursor is behind a live source, where that is
// more than it has to be.
func (p *playback) behind(now time.Duration) time.Duration {
	if behind := now - p.cursor.at; p.live && behind > behindMax {
		return behind
	}
	return 0
}

// moveTo moves the cursor on.
func (p *playback) moveTo(wall time.Duration) {
	if wall <= p.cursor.wall {
		return
	}
	next := p.scale.position(wall)
	next.at, next.n = max(next.at, p.cursor.at), max(next.n, p.cursor.n)
	p.cursor = next
}

// seek puts the cursor anywhere.
func (p *playback) seek(to position) {
	p.cursor, p.target = to, laid{}
	p.tail = p.live && p.scale.segmentOf(to.n).open()
}

// seekWall puts the cursor at a wall time.
func (p *playback) seekWall(wall time.Duration) {
	p.seek(p.scale.position(min(max(wall, 0), p.scale.end())))
}

// seekTime puts the cursor where everything up to a virtual time is shown.
func (p *playback) seekTime(at time.Duration) {
	at = max(at, 0)
	p.seek(position{wall: p.scale.wallAt(at), at: at, n: p.scale.until(at)})
}

// step moves the cursor to where the next change is shown whole. It reports
// false where no more is laid.
func (p *playback) step() bool {
	i := p.scale.lastChange(p.cursor)
	end := p.scale.changeEnd(i)
	for p.cursor.wall >= end {
		i++
		if i >= len(p.scale.layer.changes) {
			return false
		}
		end = p.scale.changeEnd(i)
	}
	p.seekWall(end)
	return true
}

// stepBack moves the cursor to where the change before is shown whole.
func (p *playback) stepBack() {
	i := p.scale.lastChange(p.cursor) - 1
	end := p.scale.changeEnd(i)
	for i >= 0 && end >= p.cursor.wall { // pace real: changes of one instant
		i--
		end = p.scale.changeEnd(i)
	}
	p.seekWall(end)
}

// milestone moves the cursor to the next or the last turn of the story. It
// reports false where there is none.
func (p *playback) milestone(forward bool) bool {
	changes, by := p.scale.layer.changes, -1
	if forward {
		by = 1
	}
	for i := p.scale.lastChange(p.cursor) + by; i >= 0 && i < len(changes); i += by {
		if changes[i].turn {
			end := p.scale.changeEnd(i)
			p.seekWall(end)
			return true
		}
	}
	return false
}

// standing reports whether the cursor stands where its change is shown whole.
func (p *playback) standing() bool {
	end := p.scale.changeEnd(p.scale.lastChange(p.cursor))
	return p.cursor.wall == end
}

// setSpeed sets the speed, within its limits.
func (p *playback) setSpeed(speed float64) {
	p.speed = min(max(speed, 1/speedMax), speedMax)
}

// setPace changes the scale under the cursor, which stays where it is in
// virtual time.
func (p *playback) setPace(pace Pace) {
	p.scale.pace = pace
	at := p.cursor.at
	wall := at
	if pace != RealPace {
		wall = p.scale.segmentOf(p.cursor.n).wall(at)
	}
	p.seek(position{wall: wall, at: at, n: p.cursor.n})
}

// ratio returns virtual time per wall time: the mean of the last ratioSpan of
// wall time at the last whole second, so that it can be read. It depends on
// the cursor, the layout and the speed alone.
func (p *playback) ratio() Ratio {
	unit := float64(ratioEvery) * p.speed
	whole := time.Duration(math.Floor(float64(p.cursor.wall)/unit) * unit)
	span := min(time.Duration(float64(ratioSpan)*p.speed), whole)
	if span <= 0 {
		return Ratio{}
	}
	virtual := p.scale.position(whole).at - p.scale.position(whole-span).at
	return roundRatio(float64(virtual) / float64(span) * p.speed * p.factor)
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
