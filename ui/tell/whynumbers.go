package tell

import (
	"fmt"
	"strings"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/intent"
	"orderflow/ui/words"
)

// countedMax bounds the orders that are looked at one by one for an answer.
const countedMax = 100_000

// numberAnswer tells why a number of the headline is what it is.
func (f *Reader) numberAnswer(about intent.Place) Answer {
	t := &f.Words.Why
	switch about.Kind {
	case intent.PublishedPlace:
		return Answer{t.OfPublished, fmt.Sprintf(t.Says, typeset.Grouped(int64(f.State.Published)), typeset.Grouped(int64(f.State.Finished))), f.publishedReasons()}
	case intent.FinishedPlace:
		return Answer{t.OfFinished, fmt.Sprintf(t.Says, typeset.Grouped(int64(f.State.Published)), typeset.Grouped(int64(f.State.Finished))), f.finishedReasons()}
	case intent.GapPlace:
		return Answer{t.OfGap, fmt.Sprintf(t.GapIs, typeset.Grouped(int64(f.State.GapSize()))), f.gapReasons(sim.TruthCount)}
	case intent.PartPlace:
		truth := sim.Truth(about.Number) % sim.TruthCount
		return Answer{fmt.Sprintf(t.OfPart, f.Words.Space.Truths[truth]), f.Words.Why.PartIs[truth], f.gapReasons(truth)}
	case intent.PointsPlace:
		return Answer{t.OfPoints, f.pointsVerdict(), f.pointsReasons()}
	}
	return Answer{Title: t.OfGap, Heading: t.Nothing}
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
		b.WriteString(words.Named(number))
	}
	if more := c.count - len(c.named); more > 0 {
		fmt.Fprintf(&b, " +%d", more)
	}
	return b.String()
}

// crowds sorts orders by what is true of them, those that fit.
func (f *Reader) crowds(fits func(*sim.OrderState) bool) *[sim.TruthCount]crowd {
	var found [sim.TruthCount]crowd
	looked := 0
	for number := range f.State.Orders.Each() {
		looked++
		if looked > countedMax {
			break
		}
		if o := f.State.Order(number); fits(o) {
			found[o.Truth()].add(number)
		}
	}
	return &found
}

// crowdReason tells of a crowd by the first cause of its first order.
func (f *Reader) crowdReason(c *crowd, truth sim.Truth) (Reason, bool) {
	if c.count == 0 {
		return Reason{}, false
	}
	r := Reason{Head: fmt.Sprintf(f.Words.Why.Crowds[truth], c)}
	d := f.Moment.Dossier(c.named[0])
	r.Event = d.State.LastEvent
	if causes := f.Reasons(d); len(causes) > 0 {
		r.Event, r.Detail = causes[0].Event, causes[0].Head
	}
	return r, true
}

// gapOrder is the order in which the parts of the gap are told: what is worst first.
var gapOrder = [...]sim.Truth{sim.Lost, sim.Uncertain, sim.Duplicated, sim.InMemory, sim.Retrying, sim.Waiting, sim.Working, sim.OnTheWay, sim.Ended, sim.NotCalled}

// gapReasons tells what the gap is made of, its worst parts first; of one part,
// who they are, and the causes of the first of them.
func (f *Reader) gapReasons(only sim.Truth) []Reason {
	all := f.crowds(func(o *sim.OrderState) bool { return o.Marked && o.Truth() != sim.Done })
	var found causes
	if only < sim.TruthCount {
		c := &all[only]
		if c.count == 0 {
			return nil
		}
		found.add(f.crowdReason(c, only))
		for i, r := range f.Reasons(f.Moment.Dossier(c.named[0])) {
			if i > 0 {
				r.Head = words.Named(c.named[0]) + ": " + r.Head
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
func (f *Reader) publishedReasons() []Reason {
	t := &f.Words.Why
	var before, after crowd
	looked := 0
	for number := range f.State.Orders.Each() {
		o := f.State.Order(number)
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
			found.add(Reason{Head: fmt.Sprintf(words, c), Event: f.State.Order(c.named[0]).RungEvent[sim.Marked], Detail: detail}, true)
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
func (f *Reader) finishedReasons() []Reason {
	t := &f.Words.Why
	var found causes
	if e := f.Moment.Latest(sim.WorkFinished, anyEvent); e != nil {
		found.add(Reason{Head: fmt.Sprintf(t.LastDone, e.Order), Event: e.N, Detail: t.DoneMeans}, true)
	}
	all := f.crowds(func(o *sim.OrderState) bool { return o.Truth() != sim.Done && o.Reached(sim.Called) })
	for _, truth := range gapOrder {
		found.add(f.crowdReason(&all[truth], truth))
	}
	return found.list()
}

func (f *Reader) pointsVerdict() string {
	t := &f.Words.Why
	if f.State.ForNothing > 0 {
		return fmt.Sprintf(t.PointsLost, typeset.Grouped(f.State.ForNothing), typeset.Grouped(f.State.Charged))
	}
	return fmt.Sprintf(t.PointsTaken, typeset.Grouped(f.State.Charged-f.State.Refunded))
}

// pointsReasons tells what became of the points.
func (f *Reader) pointsReasons() []Reason {
	t := &f.Words.Why
	var found causes
	all := f.crowds(func(o *sim.OrderState) bool { return o.Charged > o.Refunded })
	found.add(f.crowdReason(&all[sim.Lost], sim.Lost))
	if e := f.Moment.Latest(sim.PointsRefunded, anyEvent); e != nil {
		found.add(Reason{Head: fmt.Sprintf(t.PointsBack, typeset.Grouped(f.State.Refunded)), Event: e.N}, true)
	}
	if done := &all[sim.Done]; done.count > 0 {
		found.add(Reason{Head: fmt.Sprintf(t.PointsWorked, done), Event: f.State.Order(done.named[0]).RungEvent[sim.Finished]}, true)
	}
	if e := f.Moment.Latest(sim.OrderPaid, anyEvent); e != nil {
		found.add(Reason{Head: fmt.Sprintf(t.PaidLast, typeset.Grouped(e.Value), e.Order), Event: e.N, Detail: t.PaidFirst}, true)
	}
	return found.list()
}
