package story

import (
	"slices"
	"strconv"
	"time"

	"orderflow/sim"
	"orderflow/ui/moment"
)

// Line is a sentence that somebody wrote for one run, and the event at which it
// comes.
type Line struct {
	Event sim.EventID
	Text  Text
	Spot  moment.Spot // NoSpot: that of the event
	Order sim.OrderID // 0 = that of the event
	After int         // stops that come before it
}

// Recital is what is told of a run instead of its story: the lines that were
// written for it, and where the story stops until it is let go on.
type Recital struct {
	Lines  []Line        // in the order of their events
	Stops  []sim.EventID // ascending
	Before int           // lines of the runs before it, after which its own are numbered
}

// recital tells what was written for one run. What is done to that run makes
// another of it, which is told by its events.
type recital struct {
	maker
	line int // that is told next
	stop int // that comes next
}

func (r *recital) clone() teller {
	c := *r
	c.maker = *r.maker.clone().(*maker) //nolint:forcetypeassert // its clone is one
	return &c
}

// left reports whether the run at a beat is another than the lines were written for.
func (t *Track) left(b *beat) bool { return t.sitting.Forked > 0 && b.Event > t.sitting.Forked }

func (r *recital) ready(t *Track, b *beat) bool { return r.maker.ready(t, b) }

func (r *recital) told(t *Track, b *beat) (cues []Cue) {
	if t.left(b) {
		return r.maker.told(t, b)
	}
	return r.due(t, b)
}

// due returns the lines that come with a beat, and those before it that are not
// told yet; none that a stop comes before.
func (r *recital) due(t *Track, b *beat) (cues []Cue) {
	e := t.log.At(b.Event)
	for lines := t.sitting.Recital.Lines; r.line < len(lines) && lines[r.line].Event <= b.Event && lines[r.line].After <= r.stop; r.line++ {
		l := &lines[r.line]
		c := Cue{ID: "l" + strconv.Itoa(t.sitting.Recital.Before+r.line+1), Event: b.Event, Spot: l.Spot, Order: l.Order, Text: l.Text}
		if c.Spot == moment.NoSpot {
			c.Spot = spotOf(e, t.state(t.lastOf(b)))
		}
		if c.Order == 0 {
			c.Order = e.Order
		}
		cues = append(cues, c)
	}
	return cues
}

// rest makes the motion stand at the stops that it has come to, until what stands
// there has been read.
func (t *Track) rest() {
	r, is := t.teller.(*recital)
	if !is {
		return
	}
	stops := t.sitting.Recital.Stops
	for r.stop < len(stops) && (stops[r.stop] <= t.last.Event || t.whole()) {
		t.stand(max(t.read(), t.at))
		t.stops = append(t.stops, t.at)
		r.stop++
		if t.left(&t.last) || t.last.Event == 0 {
			continue
		}
		for _, c := range r.due(t, &t.last) {
			t.stand(t.read())
			t.add(&t.last, c, false)
		}
	}
}

// Rests returns the wall times of the stops of a recital that are known by now.
func (t *Track) Rests() []time.Duration { return slices.Clip(t.stops) }
