package track

import (
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
	told := moment.Once(f.Moment, spotAsked{}, f.About)
	if told.Type == 0 {
		return f.changeSpot()
	}
	if spot := f.spotOf(&told); spot != moment.NoSpot {
		return spot
	}
	return f.changeSpot()
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

// spotOf returns the place where an event happened; NoSpot where it has none.
func (f *frame) spotOf(e *sim.Event) moment.Spot {
	switch t := e.Type; {
	case t == sim.FaultStarted, t == sim.FaultEnded, t == sim.FaultStruck:
		return f.faultSpot(e.Fault)
	case t == sim.AnomalyFound:
		if o := f.State.Order(e.Order); o != nil {
			return stopSpots[stopOf(ptr(f.Standing(o)))]
		}
		return moment.NoSpot
	case t == sim.WorkFinished, t == sim.RowChanged && sim.Row(e.Word) == sim.RowCompleted:
		return moment.DoneSpot
	case t >= sim.OrderCreated && t <= sim.ServiceRestarted, t >= sim.ReplySent && t <= sim.ReplyDropped, t == sim.RemedySwitched:
		return moment.ServiceSpot
	case t == sim.RequestAcked: // of which is said what the broker has
		return moment.BrokerSpot
	case t >= sim.MemoryWaiting && t <= sim.NeverSubscribed:
		return moment.ProducerSpot
	case t >= sim.RecordAppended && t <= sim.BrokerStarted, t == sim.OrderAdopted:
		return moment.BrokerSpot
	case t >= sim.MemberJoined && t <= sim.StatusSent:
		return moment.ConsumersSpot
	}
	return moment.NoSpot
}

func ptr[T any](v T) *T { return &v }

// stopSpots are the places of the stops.
var stopSpots = [...]moment.Spot{
	stopService: moment.ServiceSpot, stopMemory: moment.ProducerSpot, stopWire: moment.ProducerSpot, stopLog: moment.BrokerSpot, stopWork: moment.ConsumersSpot, stopDone: moment.DoneSpot,
}

// faultSpot returns the place where a fault acts.
func (f *frame) faultSpot(number uint16) moment.Spot {
	for i := range f.State.Faults {
		if s := &f.State.Faults[i]; s.Number == number {
			return spotOfFault(s.Fault.Name)
		}
	}
	return moment.NoSpot
}

func spotOfFault(name sim.FaultName) moment.Spot {
	switch name {
	case sim.CallerExit, sim.SerializeFault, sim.ServiceRestart:
		return moment.ServiceSpot
	case sim.ProduceError, sim.AckLost, sim.AckSwallowed, sim.AckDelay, sim.BrokerDown, sim.LeaderFailover, sim.ReplicaSlow:
		return moment.BrokerSpot
	case 0:
		return moment.NoSpot
	}
	return moment.ConsumersSpot
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
