package stage

import (
	"orderflow/sim"
	"orderflow/ui/track"
	"orderflow/ui/words"
)

// inCohorts reports whether the lanes are those of cohorts, and none is opened.
func (p *Player) inCohorts() bool { return p.unfolded == 0 && p.folds() }

// folds reports whether orders that met the same share a lane.
func (p *Player) folds() bool { return p.folded || p.crowded() }

// crowded reports whether there are too many orders for a lane each.
func (p *Player) crowded() bool {
	return max(p.count(), p.history.Head.Setup.Orders) > track.SinglesMax
}

// canFold reports whether lanes can be folded and unfolded.
func (p *Player) canFold() bool { return p.hasOrders() && !p.crowded() }

// toggleFold lets orders that met the same share a lane, or gives each its own.
func (p *Player) toggleFold() {
	p.folded, p.unfolded = !p.folded, 0
	p.saySwitched(p.folded, func(w *words.Answers) *[2]string { return &w.Folded })
}

// cohortOf returns the cohort of an order; nil where nothing of it was handed
// over yet.
func (p *Player) cohortOf(order sim.OrderID) *sim.Cohort {
	state := p.history.At(p.playback.Cursor.N)
	o := state.Order(order)
	if o == nil {
		return nil
	}
	i := state.CohortOf(o)
	if i < 0 {
		return nil
	}
	return &state.Cohorts()[i]
}

// unfold opens the cohort of an order: each of its orders has a lane. It reports
// false where the order has one anyway.
func (p *Player) unfold(order sim.OrderID) bool {
	c := p.cohortOf(order)
	if !p.onBoard() || !p.inCohorts() || c == nil || c.Count < 2 {
		return false
	}
	p.unfolded = c.First
	p.say(func(w *words.Catalogue) string { return w.Answers.Unfolded })
	return true
}

// nextLane returns the order that the selection goes to from another one: the next
// order, or the first of the next lane where orders share one. Where there is
// none it is the same.
func (p *Player) nextLane(from sim.OrderID, up bool) sim.OrderID {
	switch c := p.cohortOf(from); {
	case p.unfolded != 0 && p.folds():
		return p.nextOfCohort(from, up)
	case !p.inCohorts() || c == nil:
		return p.nextOrder(from, up)
	case up:
		return p.cohortBeside(c, -1).First
	default:
		if next := p.cohortBeside(c, 1); next != c {
			return next.First
		}
		if last := c.Last + 1; p.cohortOf(last) == nil && int(last) <= p.count() {
			return last
		}
		return from
	}
}

func (p *Player) nextOrder(from sim.OrderID, up bool) sim.OrderID {
	if up {
		return max(from, 2) - 1
	}
	return min(from+1, sim.OrderID(p.count()))
}

// cohortBeside returns the cohort after one, or before it; itself where there is none.
func (p *Player) cohortBeside(c *sim.Cohort, by int) *sim.Cohort {
	list := p.history.At(p.playback.Cursor.N).Cohorts()
	for i := range list {
		if list[i].First == c.First && i+by >= 0 && i+by < len(list) {
			return &list[i+by]
		}
	}
	return c
}

// nextOfCohort returns the next order of the cohort that is opened.
func (p *Player) nextOfCohort(from sim.OrderID, up bool) sim.OrderID {
	open := p.cohortOf(p.unfolded)
	if open == nil {
		return from
	}
	first, last := open.First, open.Last
	for next := p.nextOrder(from, up); next >= first && next <= last; next = p.nextOrder(next, up) {
		if c := p.cohortOf(next); c != nil && c.First == first && next != from {
			return next
		}
		if next == p.nextOrder(next, up) {
			break
		}
	}
	return min(max(from, first), last)
}
