package ui

import (
	"fmt"
	"strings"

	"orderflow/sim"
)

// What follows tells what a number of the headline is made of, and why.

// countedMax bounds the orders that are looked at one by one for an answer.
const countedMax = 100_000

// numberAnswer tells why a number of the headline is what it is.
func (f *frame) numberAnswer(about Place) answer {
	t := &f.t.Why
	switch about.Kind {
	case PublishedPlace:
		return answer{t.OfPublished, fmt.Sprintf(t.Says, grouped(int64(f.s.Published)), grouped(int64(f.s.Finished))), f.publishedReasons()}
	case FinishedPlace:
		return answer{t.OfFinished, fmt.Sprintf(t.Says, grouped(int64(f.s.Published)), grouped(int64(f.s.Finished))), f.finishedReasons()}
	case GapPlace:
		return answer{t.OfGap, fmt.Sprintf(t.GapIs, grouped(int64(f.s.GapSize()))), f.gapReasons(sim.TruthCount)}
	case PartPlace:
		truth := sim.Truth(about.Number) % sim.TruthCount
		return answer{fmt.Sprintf(t.OfPart, f.t.Space.Truths[truth]), f.t.Why.PartIs[truth], f.gapReasons(truth)}
	case PointsPlace:
		return answer{t.OfPoints, f.pointsVerdict(), f.pointsReasons()}
	}
	return answer{title: t.OfGap, heading: t.Nothing}
}

// crowd is orders of which the same is true, as many as were counted.
type crowd struct {
	count int
	named []sim.OrderID // the first of them
}

// crowdNamed is how many orders of a crowd are named.
const crowdNamed = 4

func (c *crowd) add(number sim.OrderID) {
	c.count++
	if len(c.named) < crowdNamed {
		c.named = append(c.named, number)
	}
}

// String names the orders of a crowd, such as #4 #5 #6 #7 +1.
func (c *crowd) String() string {
	var b strings.Builder
	for i, number := range c.named {
		if i > 0 {
			b.WriteByte(' ')
		}
		b.WriteString(named(number))
	}
	if more := c.count - len(c.named); more > 0 {
		fmt.Fprintf(&b, " +%d", more)
	}
	return b.String()
}

// crowds sorts orders by what is true of them, those that fit.
func (f *frame) crowds(fits func(*sim.OrderState) bool) *[sim.TruthCount]crowd {
	var found [sim.TruthCount]crowd
	looked := 0
	for number := range f.s.Orders.Each() {
		looked++
		if looked > countedMax {
			break
		}
		if o := f.s.Order(number); fits(o) {
			found[o.Truth()].add(number)
		}
	}
	return &found
}

// crowdReason tells of a crowd by the first cause of its first order.
func (f *frame) crowdReason(c *crowd, truth sim.Truth) (reason, bool) {
	if c.count == 0 {
		return reason{}, false
	}
	r := reason{head: fmt.Sprintf(f.t.Why.Crowds[truth], c)}
	d := f.m.dossier(c.named[0])
	r.event = d.o.LastEvent
	if causes := f.reasons(d); len(causes) > 0 {
		r.event, r.detail = causes[0].event, causes[0].head
	}
	return r, true
}

// gapOrder is the order in which the parts of the gap are told: what is worst first.
var gapOrder = [...]sim.Truth{sim.Lost, sim.Uncertain, sim.Duplicated, sim.InMemory, sim.Retrying, sim.Waiting, sim.Working, sim.OnTheWay, sim.Ended, sim.NotCalled}

// gapReasons tells what the gap is made of, its worst parts first; of one part,
// who they are, and the causes of the first of them.
func (f *frame) gapReasons(only sim.Truth) []reason {
	all := f.crowds(func(o *sim.OrderState) bool { return o.Marked && o.Truth() != sim.Done })
	var found causes
	if only < sim.TruthCount {
		c := &all[only]
		if c.count == 0 {
			return nil
		}
		found.add(f.crowdReason(c, only))
		for i, r := range f.reasons(f.m.dossier(c.named[0])) {
			if i > 0 {
				r.head = named(c.named[0]) + ": " + r.head
				found.add(r, true)
			}
		}
		return found.list()
	}
	for _, truth := range gapOrder {
		found.add(f.crowdReason(&all[truth], truth))
	}
	return found.list()
}

// publishedReasons tells what PUBLISHED was said upon.
func (f *frame) publishedReasons() []reason {
	t := &f.t.Why
	var before, after crowd
	looked := 0
	for number := range f.s.Orders.Each() {
		o := f.s.Order(number)
		looked++
		if looked > countedMax {
			break
		}
		switch {
		case !o.Reached(sim.Marked):
		case o.Reached(sim.Acked) && o.Rungs[sim.Acked] <= o.Rungs[sim.Marked]:
			after.add(number)
		default:
			before.add(number)
		}
	}
	var found causes
	mark := func(c *crowd, words, detail string) {
		if c.count > 0 {
			found.add(reason{head: fmt.Sprintf(words, c), event: f.s.Order(c.named[0]).RungEvent[sim.Marked], detail: detail}, true)
		}
	}
	mark(&before, t.MarkedBefore, t.MarkedBlind)
	mark(&after, t.MarkedAfter, t.MarkedKnows)
	for _, r := range f.gapReasons(sim.TruthCount) {
		found.add(r, true)
	}
	return found.list()
}

// finishedReasons tells what was finished last, and what is next.
func (f *frame) finishedReasons() []reason {
	t := &f.t.Why
	var found causes
	if e := f.m.latest(sim.WorkFinished, anyEvent); e != nil {
		found.add(reason{head: fmt.Sprintf(t.LastDone, e.Order), event: e.N, detail: t.DoneMeans}, true)
	}
	all := f.crowds(func(o *sim.OrderState) bool { return o.Truth() != sim.Done && o.Reached(sim.Called) })
	for _, truth := range gapOrder {
		found.add(f.crowdReason(&all[truth], truth))
	}
	return found.list()
}

func (f *frame) pointsVerdict() string {
	t := &f.t.Why
	if f.s.ForNothing > 0 {
		return fmt.Sprintf(t.PointsLost, grouped(f.s.ForNothing), grouped(f.s.Charged))
	}
	return fmt.Sprintf(t.PointsTaken, grouped(f.s.Charged-f.s.Refunded))
}

// pointsReasons tells what became of the points.
func (f *frame) pointsReasons() []reason {
	t := &f.t.Why
	var found causes
	all := f.crowds(func(o *sim.OrderState) bool { return o.Charged > o.Refunded })
	found.add(f.crowdReason(&all[sim.Lost], sim.Lost))
	if e := f.m.latest(sim.PointsRefunded, anyEvent); e != nil {
		found.add(reason{head: fmt.Sprintf(t.PointsBack, grouped(f.s.Refunded)), event: e.N}, true)
	}
	if done := &all[sim.Done]; done.count > 0 {
		found.add(reason{head: fmt.Sprintf(t.PointsWorked, done), event: f.s.Order(done.named[0]).RungEvent[sim.Finished]}, true)
	}
	if e := f.m.latest(sim.OrderPaid, anyEvent); e != nil {
		found.add(reason{head: fmt.Sprintf(t.PaidLast, grouped(e.Value), e.Order), event: e.N, detail: t.PaidFirst}, true)
	}
	return found.list()
}
