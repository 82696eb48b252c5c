package track

import (
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/chrome"
	"orderflow/ui/moment"
)

// window is which orders have a lane each, where there are more than lanes: the
// ones before and after them share a lane.
type window struct {
	top, end     int // the first order with a lane of its own, and the one after the last
	above, below bool
}

// windowOf returns the window of so many orders in so many lanes. It holds the
// selected order, or begins with the one that the user scrolled to; by itself it
// shows the last ones, and moves by half of its lanes.
func windowOf(count, lanes int, selected, top sim.OrderID) window {
	if count <= lanes {
		return window{top: 1, end: count + 1}
	}
	step := max(1, lanes/2)
	singles := lanes - 1 // one lane is of those above
	begin := 1
	if count > singles {
		begin = 1 + (count-singles+step-1)/step*step
	}
	if shown := int(selected); shown > 0 && shown < begin {
		begin = 1 + (shown-1)/step*step
	}
	if top > 0 {
		begin = int(top)
	}
	begin = max(1, min(begin, count))
	w := window{top: begin, above: begin > 1}
	if w.above {
		lanes--
	}
	w.end = min(count+1, begin+lanes)
	if w.end <= count {
		w.below = true
		w.end = max(w.end-1, begin+1)
	}
	return w
}

// windowLanes gives a lane to each order of the window, and one to all above it
// and one to all below.
func (f *frame) windowLanes() []lane {
	w := windowOf(f.State.Count(), f.rows.LaneCount, f.Selected, f.Moment.TableTop)
	var lanes []lane
	if w.above {
		lanes = append(lanes, f.runLane(f.gather(1, w.top-1)))
	}
	for number := w.top; number < w.end; number++ {
		if o := f.State.Order(sim.OrderID(number)); o != nil {
			lanes = append(lanes, lane{o: o})
		}
	}
	if w.below {
		lanes = append(lanes, f.runLane(f.gather(w.end, f.State.Count())))
	}
	return f.stacked(lanes)
}

// stacked puts lanes one below the other.
func (f *frame) stacked(lanes []lane) []lane {
	for i := range lanes {
		lanes[i].y, lanes[i].lines = f.laneAt(i), 1
		if lanes[i].o != nil {
			lanes[i].lines = f.rows.LaneH
		}
	}
	return lanes
}

// runLane returns the lane of several orders.
func (f *frame) runLane(c sim.Cohort) lane {
	if c.Count == 1 {
		if o := f.State.Order(c.First); o != nil {
			return lane{o: o}
		}
	}
	return lane{run: c, holds: f.Selected >= c.First && f.Selected <= c.Last}
}

// gather counts orders that follow each other; not more than SinglesMax of them.
func (f *frame) gather(first, last int) sim.Cohort {
	c := sim.Cohort{First: sim.OrderID(first), Last: sim.OrderID(last)}
	for number := first; number <= last; number++ {
		if o := f.State.Order(sim.OrderID(number)); o != nil {
			f.countIn(&c, o)
		}
	}
	return c
}

// countIn counts an order in.
func (f *frame) countIn(c *sim.Cohort, o *sim.OrderState) {
	station := o.Station()
	c.Count++
	c.Stations[station]++
	c.Rows[o.Row]++
	if f.Standing(o).Belief == sim.Ahead {
		c.Ahead++
	}
	if !station.Over() {
		c.Open++
	}
	if station.Lost() {
		c.Lost++
		c.ForNothing += o.Charged - o.Refunded
	}
	if station == sim.StationEnded && o.Caller == sim.Failure {
		c.Told++
	}
}

// opened returns the index of the cohort that is opened; -1: none is.
func opened(m *moment.Moment) int {
	if o := m.State.Order(m.Unfolded); o != nil && (m.Folded || max(m.State.Setup.Orders, m.State.Count()) > SinglesMax) {
		return m.State.CohortOf(o)
	}
	return -1
}

// openedTop returns the first order of an opened cohort that has a lane of its own,
// where there is room for so many: the last ones are shown, unless the selected one
// lies before them or the user has scrolled.
func openedTop(m *moment.Moment, c *sim.Cohort, room int, selected sim.OrderID) int {
	inside := func(number sim.OrderID) bool { return number >= c.First && number <= c.Last }
	top := max(int(c.First), int(c.Last)-room+1)
	switch {
	case inside(m.TableTop):
		return int(m.TableTop)
	case inside(selected):
		return min(top, int(selected))
	}
	return top
}

// openedLanes shows a cohort, and below it a window of its orders.
func (f *frame) openedLanes(index int) []lane {
	c := f.State.Cohorts()[index]
	lanes, room := []lane{f.runLane(c)}, f.rows.LaneCount-1
	top := openedTop(f.Moment, &c, room, f.Selected)
	const strangers = 8 // orders of other cohorts that are passed for each lane
	for number := top; number <= int(c.Last) && room > 0 && number-top < strangers*f.rows.LaneCount; number++ {
		if o := f.State.Order(sim.OrderID(number)); o != nil && f.State.CohortOf(o) == index {
			lanes = append(lanes, lane{o: o})
			room--
		}
	}
	return f.stacked(lanes)
}

// lanesAround gives the order that is asked of a lane of its own, and each cohort another,
// where a window would fold orders into one lane that have not met the same; nil where it
// would not, or where there is no room for so many.
func (f *frame) lanesAround() []lane {
	o, count := f.State.Order(f.asked), f.State.Count()
	if w := windowOf(count, f.rows.LaneCount, f.Selected, f.Moment.TableTop); o == nil || f.alike(1, w.top-1) && f.alike(w.end, count) {
		return nil
	}
	var lanes []lane
	for i, c := range f.State.Cohorts() {
		switch {
		case c.Count != int(c.Last-c.First)+1:
			return nil // others are among them
		case i != f.State.CohortOf(o):
			lanes = append(lanes, f.runLane(c))
			continue
		case f.asked > c.First:
			lanes = append(lanes, f.runLane(f.gather(int(c.First), int(f.asked)-1)))
		}
		lanes = append(lanes, lane{o: o})
		if f.asked < c.Last {
			lanes = append(lanes, f.runLane(f.gather(int(f.asked)+1, int(c.Last))))
		}
	}
	if len(lanes) > f.rows.LaneCount {
		return nil
	}
	return f.stacked(lanes)
}

// alike reports whether orders that follow each other are of one cohort.
func (f *frame) alike(first, last int) bool {
	cohort := -1
	for number := first; number <= last; number++ {
		o := f.State.Order(sim.OrderID(number))
		if o == nil {
			continue
		}
		if of := f.State.CohortOf(o); cohort < 0 {
			cohort = of
		} else if of != cohort {
			return false
		}
	}
	return true
}

// fate is what of an order decides whether it keeps a lane of its own beside a card.
type fate uint8

const (
	otherFate fate = iota // it shares a lane with its neighbours
	lostFate
	toldFate
)

func fateOf(o *sim.OrderState) fate {
	switch {
	case o.Truth() == sim.Lost:
		return lostFate
	case o.Truth() == sim.Ended && o.Caller == sim.Failure:
		return toldFate
	}
	return otherFate
}

// lanesBesideCard folds the lanes into the lines that a card leaves: of those
// who follow each other and are neither lost nor told, one lane; then also of
// those who are; then of cohorts.
func (f *frame) lanesBesideCard() []lane {
	if f.orders() > SinglesMax {
		return f.cohortLanes(f.card)
	}
	for _, single := range [...]bool{true, false} {
		if lanes := f.runsByFate(single); len(lanes) <= f.card {
			return f.packed(lanes)
		}
	}
	return f.cohortLanes(f.card)
}

// runsByFate gives a lane to each run of orders of one fate; if single, each that
// is lost or told has one of its own.
func (f *frame) runsByFate(single bool) []lane {
	var lanes []lane
	first, count := 1, f.State.Count()
	for number := 1; number <= count; number++ {
		o, next := f.State.Order(sim.OrderID(number)), f.State.Order(sim.OrderID(number+1))
		if o == nil {
			continue
		}
		if next != nil && fateOf(next) == fateOf(o) && (fateOf(o) == otherFate || !single) {
			continue
		}
		lanes = append(lanes, f.runLane(f.gather(first, number)))
		first = number + 1
	}
	return lanes
}

// packed puts lanes one below the other, a line each.
func (f *frame) packed(lanes []lane) []lane {
	for i := range lanes {
		lanes[i].y, lanes[i].lines = f.rows.Lanes+i, 1
	}
	return lanes
}

// Window returns the first order that has a lane of its own at a moment, how many
// have one where there are more orders than lanes, and where the lanes are; no
// orders where each has one, or none.
func Window(m *moment.Moment, laid *moment.Options, selected sim.OrderID) (top, orders int, box canvas.Rect) {
	count := m.State.Count()
	total := max(m.State.Setup.Orders, count)
	if laid.Width < chrome.StageWidth || laid.Height < chrome.StageHeight {
		return 0, 0, canvas.Rect{}
	}
	rows := chrome.PlanRows(laid.Height, lanesOf(total, laid.Height))
	box = canvas.Rect{X: 1, Y: rows.Lanes, W: laid.Width - 2, H: rows.LanesEnd - rows.Lanes}
	if index := opened(m); index >= 0 {
		c, room := m.State.Cohorts()[index], rows.LaneCount-1
		return openedTop(m, &c, room, selected), min(room, c.Count), box
	}
	if total <= rows.LaneCount || total > SinglesMax || m.Folded {
		return 1, 0, box
	}
	w := windowOf(count, rows.LaneCount, selected, m.TableTop)
	return w.top, w.end - w.top, box
}
