package track

import (
	"slices"

	"orderflow/sim"
	"orderflow/ui/canvas"
)

// drawWalls draws what stops the orders, over the lanes that it stops.
func (f *frame) drawWalls() {
	f.drawNearWall()
	f.drawFarWall()
	f.drawConnect()
}

// drawNearWall draws the wall between producer and broker. It falls from above,
// and opens from below.
func (f *frame) drawNearWall() {
	x, top, end := f.cols.Wall(), f.rows.Places, f.rows.LanesEnd
	if gone, _ := f.Unreachable(); gone {
		fallen := share(f.motion.since(0, sim.BrokerStopped), fallLasts)
		f.wall(x, top, top+int(fallen*float64(end-top)), canvas.Lost, '█')
		return
	}
	holes := f.drawPartWalls(x)
	closed := 1 - share(f.motion.since(0, sim.BrokerStarted), reopenLasts)
	still := top + int(closed*float64(end-top))
	f.wall(x, top, still, canvas.Lost, '█')
	waits := f.Disconnected()
	if !waits {
		end = f.rows.Lanes + int((1-share(f.motion.since(0, sim.Reconnected), vanishLasts))*float64(end-f.rows.Lanes))
	}
	for y := max(f.rows.Lanes, still); y < end; y++ {
		if !holes[y] {
			f.Set(x, y, canvas.Waiting, '╎')
		}
	}
}

// drawPartWalls draws the wall in the lanes of orders whose partition has no
// leader that can be reached. It returns the lines in which a wall that will open
// is not drawn: these, and those of orders that pass it.
func (f *frame) drawPartWalls(x int) map[int]bool {
	holes := map[int]bool{}
	for i := range f.lanes {
		switch l := &f.lanes[i]; {
		case l.o == nil:
		case f.cutOff(l.o):
			f.wall(x, l.y, l.y+1, canvas.Lost, '█')
			holes[l.y] = true
		case f.passed(l.o):
			holes[l.y] = true
		}
	}
	return holes
}

// drawConnect draws a connect of the client: it goes to the wall, and is refused,
// or through.
func (f *frame) drawConnect() {
	y, from := f.rows.Places+f.rows.PlacesH/2, f.cols.Wire()
	for _, c := range [...]struct {
		t  sim.EventType
		to int
	}{{sim.ConnectRefused, f.cols.Wall() - 1}, {sim.ConnectSucceeded, f.cols.Broker() - 1}} {
		if left := f.motion.until(0, c.t); left <= tickLasts {
			f.Set(from+int((1-left/tickLasts)*float64(c.to-from)), y, canvas.Moving|canvas.Bold, '▸')
		}
	}
	if f.motion.since(0, sim.ConnectRefused) < refusedLasts {
		f.Set(f.cols.Wall()-1, y, canvas.Lost|canvas.Bold, '✗')
	}
}

// passed reports whether an order has passed the wall since the brokers are back.
func (f *frame) passed(o *sim.OrderState) bool {
	back := sim.Never
	for _, b := range f.State.Brokers[1 : f.Brokers()+1] {
		back = max(back, b.Since)
	}
	return o.Reached(sim.OnWire) && o.Rungs[sim.OnWire] >= back
}

// barrier is how a group of consumers is kept from its records.
type barrier uint8

const (
	noBarrier    barrier = iota
	willOpen             // it joins, or waits for that
	keepsThemOut         // it is cut off, absent or crashed
)

// drawFarWall draws the wall between broker and consumers: through all where no
// order can pass, else in the lanes of those whose group cannot read.
func (f *frame) drawFarWall() {
	x := f.cols.FarWall()
	if len(f.State.Partitions) == 0 {
		return
	}
	kept := [...]barrier{f.barrierOf(sim.InHouseGroup), f.barrierOf(sim.ExternalGroup)}
	if highest := slices.Min(kept[:]); highest != noBarrier {
		f.wall(x, f.rows.Places, f.rows.LanesEnd, barrierPen(highest), '╎')
		return
	}
	for i := range f.lanes {
		l := &f.lanes[i]
		if l.o == nil {
			continue
		}
		if b := f.barrierOf(l.o.Order.Fulfilment.Carrier()); b != noBarrier {
			f.wall(x, l.y, l.y+1, barrierPen(b), '╎')
		}
	}
}

func barrierPen(b barrier) canvas.Pen {
	if b == willOpen {
		return canvas.Waiting
	}
	return canvas.Lost
}

// barrierOf returns what keeps a group from reading.
func (f *frame) barrierOf(g sim.Group) barrier {
	c := f.Census(g)
	if gone, _ := f.Unreachable(); gone {
		return keepsThemOut
	}
	switch {
	case c.Reading() > 0 || c.Count == 0:
		return noBarrier
	case c.Stand[sim.StandsJoining]+c.Stand[sim.StandsStarting]+c.Stand[sim.StandsStopped] > 0:
		return willOpen
	}
	return keepsThemOut
}

// wall draws a wall from one line up to another.
func (f *frame) wall(x, from, end int, p canvas.Pen, glyph rune) {
	for y := from; y < end; y++ {
		f.Set(x, y, p, glyph)
	}
}
