package track

import (
	"cmp"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
)

// spotlit returns the place in the spotlight: that of the cue, else that of which the
// caption tells, else that of the last change; none at the end.
func (f *frame) spotlit() moment.Spot {
	switch {
	case f.Moment.Finished:
		return moment.NoSpot
	case f.Moment.Cue != nil && f.Moment.Cue.Spot != moment.NoSpot:
		return f.Moment.Cue.Spot
	}
	told := moment.Once(f.Moment, spotAsked{}, func() sim.Event {
		_, about := f.Told()
		return about
	})
	return cmp.Or(f.spotOf(&told), f.changeSpot())
}

// spotAsked is the event of which the caption tells.
type spotAsked struct{}

// changeSpot returns the place of the last change: the first beyond the order
// service at which something happened, so that the light does not run along with
// an order whose whole way is one change.
func (f *frame) changeSpot() moment.Spot {
	for _, e := range f.News.Events {
		if e.Background() {
			continue
		}
		if spot := f.spotOf(e); spot > moment.ServiceSpot {
			return spot
		}
	}
	return moment.ServiceSpot
}

// spotOf returns the place where an event happened, of an anomaly that where its order
// is; NoSpot where it has none.
func (f *frame) spotOf(e *sim.Event) moment.Spot {
	if e.Type != sim.AnomalyFound {
		return moment.EventSpot(e, f.State)
	}
	if o := f.State.Order(e.Order); o != nil {
		return stopSpots[stopOf(ptr(f.Standing(o)))]
	}
	return moment.NoSpot
}

func ptr[T any](v T) *T { return &v }

// stopSpots are the places of the stops.
var stopSpots = [...]moment.Spot{
	stopService: moment.ServiceSpot, stopMemory: moment.ProducerSpot, stopWire: moment.ProducerSpot, stopLog: moment.BrokerSpot, stopWork: moment.ConsumersSpot, stopDone: moment.DoneSpot,
}

// spotColumns returns the columns of a place: from, and behind its last.
func (f *frame) spotColumns(s moment.Spot) (from, end int) {
	c := &f.cols
	switch s {
	case moment.ServiceSpot:
		return 1, c.Track - 1
	case moment.ProducerSpot:
		return c.Track, c.Wire()
	case moment.BrokerSpot:
		return c.Broker(), c.Reach()
	case moment.ConsumersSpot:
		return c.Consumers(), c.Consumers() + c.C
	case moment.DoneSpot:
		return c.Done(), c.Done() + c.D
	}
	return 0, 0
}

// drawBand puts the place in the spotlight on a ground of its own, down through
// the lanes.
func (f *frame) drawBand() {
	from, end := f.spotColumns(f.spot)
	for y := f.rows.Places; y < f.rows.LanesEnd; y++ {
		f.Ground(from, y, end, canvas.Surf)
	}
}
