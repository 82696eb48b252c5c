package tell

import (
	"fmt"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/moment"
	"orderflow/ui/words"
)

// Survey is what is known of the order service's callers and rows, counted one
// by one.
type Survey struct {
	Callers  [sim.Unknown + 1]int // by what they know
	Longest  sim.OrderID          // whose caller waits longest; 0 = none
	Unsent   int                  // in the outbox
	Findable int                  // rows that the sweeper looks for
}

// surveyed is what a survey is asked for by.
type surveyed struct{}

// Survey counts the callers and rows of at most countedMax orders, once for a
// moment.
func (f *Reader) Survey() *Survey {
	return moment.Once(f.Moment, surveyed{}, func() *Survey {
		s, looked := &Survey{}, 0
		for number := range f.State.Orders.Each() {
			looked++
			if looked > countedMax {
				break
			}
			o := f.State.Order(number)
			s.Callers[o.Caller%(sim.Unknown+1)]++
			if o.Caller == sim.Pending && (s.Longest == 0 || o.CalledAt < f.State.Order(s.Longest).CalledAt) {
				s.Longest = number
			}
			if o.Outboxed {
				s.Unsent++
			}
			if Findable(o) {
				s.Findable++
			}
		}
		return s
	})
}

// Findable reports whether the sweeper looks for rows like the order's.
func Findable(o *sim.OrderState) bool {
	return (o.Row == sim.RowCreated || o.Row == sim.RowPaid || o.Row == sim.RowPublishFailed) && o.Charged > o.Refunded
}

// ServiceVerdict says in one sentence how the order service is.
func (f *Reader) ServiceVerdict() string {
	t, s := &f.Words.Serving, f.State
	switch {
	case s.Service.Down:
		return t.Down
	case s.Service.Away() > 0:
		return fmt.Sprintf(t.SomeDown, s.Setup.Services-s.Service.Away(), s.Setup.Services)
	case f.Waiting() == 1:
		return t.OneWaits
	case f.Waiting() > 1:
		return fmt.Sprintf(t.Wait, typeset.Grouped(int64(f.Waiting())))
	case s.GapSize() > 0:
		return fmt.Sprintf(t.Ahead, typeset.Grouped(int64(s.Published)), typeset.Grouped(int64(s.Finished)))
	case s.Published > 0:
		return t.CameTrue
	}
	return t.Empty
}

// serviceReasons returns why the order service is as it is.
func (f *Reader) serviceReasons() []Reason {
	t := &f.Words.Serving
	var found causes
	if f.State.Service.Away() > 0 {
		if e := f.Moment.Latest(sim.ServiceExited, anyEvent); e != nil {
			found.add(Reason{Head: t.Exited, Event: e.N}, true)
		}
	}
	if number := f.Survey().Longest; number != 0 {
		o := f.State.Order(number)
		found.add(Reason{Head: fmt.Sprintf(t.WaitsLongest, number, f.Words.SecondsOf(f.Since(o.CalledAt))), Event: o.RungEvent[sim.Called]}, true)
	}
	failed := f.Moment.Latest(sim.CallerKnows, func(e *sim.Event) bool { return sim.Outcome(e.Word) == sim.Failure && !e.Background() })
	if failed != nil {
		found.add(Reason{Head: fmt.Sprintf(t.LastFailed, failed.Order), Event: failed.N, Detail: fmt.Sprintf(f.Words.Why.ErrorName, failed.Code)}, true)
	}
	if e := f.Moment.Latest(sim.OrderMarked, anyEvent); e != nil {
		found.add(Reason{Head: fmt.Sprintf(t.LastMarked, e.Order), Event: e.N}, true)
	}
	for _, r := range f.gapReasons(sim.TruthCount) {
		found.add(r, true)
	}
	return found.list()
}

// ProducerVerdict says in one sentence how the producer is.
func (f *Reader) ProducerVerdict() string {
	t, c := &f.Words.Sending, &f.State.Client
	held := typeset.Grouped(int64(len(c.Memory)))
	next := f.nextRound()
	switch {
	case f.State.Service.Down:
		return t.Down
	case c.Held:
		return t.Held
	case next != nil && next.NextAt == sim.Never:
		return fmt.Sprintf(t.Connecting, held)
	case next != nil:
		return fmt.Sprintf(t.NoConnection, held, f.Words.SecondsOf(max(0, next.NextAt-f.Moment.At)))
	case len(c.Memory) > 0:
		return fmt.Sprintf(t.Holds, held)
	case len(c.LostAt) > 0:
		last := &c.LostAt[len(c.LostAt)-1]
		return fmt.Sprintf(t.GaveUp, typeset.Grouped(int64(len(last.Orders))), words.Clock(last.At))
	}
	return t.Rests
}

// nextRound returns the running round whose connect comes first, or nil.
func (f *Reader) nextRound() *sim.RoundState {
	var next *sim.RoundState
	for i := range f.State.Client.Rounds {
		if r := &f.State.Client.Rounds[i]; r.Running && r.Try > 0 && (next == nil || nextAt(r) < nextAt(next)) {
			next = r
		}
	}
	return next
}

// nextAt is when a round's next connect comes; one that is under way is first.
func nextAt(r *sim.RoundState) time.Duration { return max(r.NextAt, 0) }

// producerReasons returns why the producer is as it is.
func (f *Reader) producerReasons() []Reason {
	t := &f.Words.Sending
	var found causes
	if memory := f.State.Client.Memory; len(memory) > 0 {
		o := f.State.Order(memory[0])
		st := f.Standing(o)
		found.add(Reason{Head: fmt.Sprintf(t.WaitsFirst, memory[0], f.Words.SecondsOf(f.Since(st.Since))), Event: o.LastEvent}, true)
	}
	if e := f.Moment.Latest(sim.ConnectRefused, anyEvent); e != nil && f.nextRound() != nil {
		found.add(Reason{Head: fmt.Sprintf(t.RefusedLast, e.Round(), e.Try, f.Connects()), Event: e.N, Detail: fmt.Sprintf(f.Words.Why.ErrorName, e.Code)}, true)
	}
	if losses := f.State.Client.LostAt; len(losses) > 0 {
		last := &losses[len(losses)-1]
		e := f.Moment.Latest(sim.PublishGaveUp, func(e *sim.Event) bool { return e.Topic == sim.Orders && e.Order == last.Orders[0] })
		if e != nil {
			found.add(Reason{Head: fmt.Sprintf(t.LostTogether, typeset.Grouped(int64(len(last.Orders))), f.Words.NumbersOf(last.Orders)), Event: e.N, Detail: fmt.Sprintf(f.Words.Why.ErrorName, e.Code)}, true)
		}
	}
	if e := f.Moment.Latest(sim.RequestSent, func(e *sim.Event) bool { return !e.Background() }); e != nil {
		found.add(Reason{Head: fmt.Sprintf(t.SentLast, e.Order), Event: e.N}, true)
	}
	return found.list()
}
