package track

import "orderflow/sim"

// lane is one order, or several, in one line of the frame or more.
type lane struct {
	y, lines int             // its line, and how many there are for it
	o        *sim.OrderState // whose lane it is; nil: that of several
	run      sim.Cohort      // of several: who, how many, and where they stand
	holds    bool            // of several: the marked order is among them
	tokens   []token
	claim    claim
	chips    [2]chip
}

// The number of orders from which each has no lane of its own any more, by how
// many lines there are.
const (
	lanesLow   = 12
	lanesHigh  = 20
	highFrom   = 44  // lines
	SinglesMax = 200 // orders; with more there are lanes of cohorts
)

// laneCount returns how many lanes the rows are shared out for.
func (f *frame) laneCount() int { return lanesOf(f.orders(), f.Height()) }

// lanesOf returns how many lanes a number of orders gets in so many lines.
func lanesOf(orders, height int) int {
	most := lanesLow
	if height >= highFrom {
		most = lanesHigh
	}
	return max(1, min(orders, most))
}

// orders returns how many orders there are, or will be.
func (f *frame) orders() int { return max(f.State.Setup.Orders, f.State.Count()) }

// foldForCard leaves so many lines to the lanes: a card takes the others. What
// is lost or was told openly keeps a lane of its own while that fits.
func (f *frame) foldForCard(lines int) { f.card = lines }

// drawLanes draws the lanes: what stands on them, then the band of the
// spotlight, then the claims and what is filled, which lie over it.
func (f *frame) drawLanes() {
	f.lanes = f.planLanes()
	f.findMotion()
	for i := range f.lanes {
		if l := &f.lanes[i]; l.o != nil {
			f.drawOrder(l)
		} else {
			f.drawRun(l)
		}
	}
	f.drawBand()
	for i := range f.lanes {
		f.drawOver(&f.lanes[i])
	}
	f.drawLegend()
}

// drawOver draws what of a lane lies over the ground of the spotlight.
func (f *frame) drawOver(l *lane) {
	high := f.rows.LaneH == 3 && l.lines == 3 && l.o != nil
	f.drawClaim(l, high)
	for i := range l.chips {
		f.drawChip(l.y, &l.chips[i], high)
	}
}

// planLanes returns the lanes of the frame from the top.
func (f *frame) planLanes() []lane {
	cohort := opened(f.Moment)
	switch {
	case f.card > 0:
		return f.lanesBesideCard()
	case cohort >= 0:
		return f.openedLanes(cohort)
	case f.Moment.Folded || f.orders() > SinglesMax:
		return f.cohortLanes(f.rows.LanesEnd - f.rows.Lanes)
	case f.orders() > f.rows.LaneCount:
		if lanes := f.lanesAround(); lanes != nil {
			return lanes
		}
		return f.windowLanes()
	}
	return f.singleLanes()
}

// singleLanes gives each order a lane. Where there is room, a blank line stands
// between those of two eras of the run: they meet the producer another way.
func (f *frame) singleLanes() []lane {
	lanes := make([]lane, 0, f.State.Count())
	blanks := f.rows.LanesEnd - f.rows.Lanes - f.rows.LaneCount*f.rows.LaneH
	gaps, era := 0, uint16(0)
	for number := sim.OrderID(1); int(number) <= f.State.Count(); number++ {
		o := f.State.Order(number)
		if o == nil {
			continue
		}
		if len(lanes) > 0 && o.Era != era && gaps < blanks {
			gaps++
		}
		era = o.Era
		lanes = append(lanes, lane{y: f.laneAt(len(lanes)) + gaps, lines: f.rows.LaneH, o: o})
	}
	return lanes
}

// laneAt returns the line of a lane, from 0.
func (f *frame) laneAt(i int) int {
	y := f.rows.Lanes + i*f.rows.LaneH
	if f.rows.LaneH == 3 {
		y++
	}
	return y
}
