package tell

import (
	"fmt"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/moment"
)

// endingOrdersMax bounds the orders of a run that is over which are looked at
// one by one. Beyond it only what the fold counts is told.
const endingOrdersMax = 200_000

// Proof is what a row that says PUBLISHED proves: what the order service had
// been told when it wrote that.
type Proof uint8

// The proofs, each more than the one before.
const (
	ProvesCall   Proof = iota // it had called emit()
	ProvesSent                // the request had left, and with acks=0 nobody answers
	ProvesLeader              // the leader had answered, and with acks=1 nobody else has it yet
	ProvesAck                 // the broker had answered
	ProvesReply               // the handler had answered
)

// Ending is what a run has come to: what its rows proved, what its callers know,
// and what it has shown beside.
type Ending struct {
	Whole     bool // every order was looked at
	Marked    int  // rows that ever said PUBLISHED
	Proof     Proof
	Callers   [sim.Unknown + 1]int // orders by what their callers know
	Soonest   time.Duration        // of the callers that were told of a failure
	Latest    time.Duration
	LostFirst sim.OrderID // the first and the last order that is lost
	LostLast  sim.OrderID
	Lessons   []Lesson // the gravest first
}

// endingOf is what an ending is remembered by.
type endingOf struct{ words any }

// Ending looks at every order once.
func (f *Reader) Ending() *Ending {
	return moment.Once(f.Moment, endingOf{f.Words}, f.ending)
}

func (f *Reader) ending() *Ending {
	e := &Ending{Whole: f.State.Count() <= endingOrdersMax, Proof: ProvesReply}
	if !e.Whole {
		e.Marked = f.State.Published
		return e
	}
	told := f.newLessons()
	for number := range f.State.Orders.Each() {
		o := f.State.Order(number)
		e.add(f.State, o)
		told.add(o)
	}
	e.Lessons = told.lessons(e)
	return e
}

func (e *Ending) add(s *sim.State, o *sim.OrderState) {
	e.Callers[o.Caller%(sim.Unknown+1)]++
	if o.Marked {
		e.Marked++
		e.Proof = min(e.Proof, proves(s, o))
	}
	if o.Caller == sim.Failure {
		if e.Latest = max(e.Latest, o.CallerAt); e.Soonest == 0 || o.CallerAt < e.Soonest {
			e.Soonest = o.CallerAt
		}
	}
	if o.Truth() == sim.Lost {
		if e.LostLast = o.Order.Number; e.LostFirst == 0 {
			e.LostFirst = o.Order.Number
		}
	}
}

// proves returns what the order's PUBLISHED proved.
func proves(s *sim.State, o *sim.OrderState) Proof {
	marked := o.RungEvent[sim.Marked]
	before := func(r sim.Rung) bool { return o.Reached(r) && o.RungEvent[r] < marked }
	switch {
	case s.Setup.Mode == sim.Send && o.Caller == sim.Value:
		return ProvesReply
	case s.Setup.Acks == 0 && before(sim.OnWire):
		return ProvesSent
	case s.Setup.Acks == 1 && before(sim.Acked) && s.Setup.Brokers() > 1:
		return ProvesLeader
	case s.Setup.Acks != 0 && before(sim.Acked):
		return ProvesAck
	}
	return ProvesCall
}

// ProofWords says what every PUBLISHED proved, and what it did not; the second
// is empty where no row said it.
func (f *Reader) ProofWords() (proved, not string) {
	t, e := &f.Words.Card, f.Ending()
	switch {
	case !e.Whole:
		return t.Proof[ProvesCall], t.NoProof[ProvesCall]
	case e.Marked == 0:
		return t.NoRow, ""
	}
	return t.Proof[e.Proof], t.NoProof[e.Proof]
}

// ToldWords says how many callers were told how it went, and how late.
func (f *Reader) ToldWords() string {
	t, e := &f.Words.Card, f.Ending()
	failed, ours := e.Callers[sim.Failure], f.State.Count()-f.State.Adopted // of another service's, nobody here can tell
	many := func(n int) string { return typeset.Grouped(int64(n)) }
	switch waited := f.Words.HeardBetween(e.Soonest, e.Latest); {
	case failed == 1:
		return fmt.Sprintf(t.ToldOne, waited)
	case failed > 1:
		return fmt.Sprintf(t.ToldSome, many(failed), waited)
	case e.Callers[sim.Pending] > 0:
		return fmt.Sprintf(t.ToldWaits, many(e.Callers[sim.Pending]))
	case e.Callers[sim.Value] == 1:
		return t.ToldOnly
	case e.Callers[sim.Value] > 0:
		return fmt.Sprintf(t.ToldAll, many(e.Callers[sim.Value]))
	case ours == 0:
		return t.ToldNobody
	}
	return fmt.Sprintf(t.ToldNone, many(ours))
}

// LostWords names the orders that are lost: one after the other, or between which.
func (f *Reader) LostWords() string {
	e, lost := f.Ending(), f.State.Truths[sim.Lost]
	switch {
	case e.LostFirst == 0:
		return ""
	case lost == int(e.LostLast-e.LostFirst)+1:
		var list []sim.OrderID
		for number := e.LostFirst; number <= e.LostLast; number++ {
			list = append(list, number)
		}
		return f.Words.NumbersOf(list)
	}
	return fmt.Sprintf(f.Words.Card.Among, named(e.LostFirst), named(e.LostLast))
}
