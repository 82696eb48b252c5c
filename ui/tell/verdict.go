package tell

import (
	"fmt"

	"orderflow/internal/typeset"
	"orderflow/sim"
)

// Verdict says what the row says of an order and what is true.
func (f *Reader) Verdict(o *sim.OrderState) string {
	t, number, row := &f.Words.Verdict, o.Order.Number, RowWord(o.Row)
	switch o.Truth() {
	case sim.NotCalled:
		return fmt.Sprintf(t.NotCalled, number)
	case sim.InMemory:
		if f.Leaving(o) {
			return fmt.Sprintf(t.Leaving, number)
		}
		if o.Marked {
			return fmt.Sprintf(t.MemoryMarked, number)
		}
		return fmt.Sprintf(t.Memory, number, row)
	case sim.Retrying:
		if f.InHand(o) {
			return fmt.Sprintf(t.InHand, number, row)
		}
		return fmt.Sprintf(t.Retrying, number, o.Try, f.Attempts())
	case sim.OnTheWay:
		return fmt.Sprintf(t.OnWay, number)
	case sim.Waiting:
		if f.unseen(o) {
			return fmt.Sprintf(t.Unseen, number)
		}
		return fmt.Sprintf(t.Waiting, number)
	case sim.Working:
		switch {
		case o.Jobs > 0 && !o.Reached(sim.Handled):
			return fmt.Sprintf(t.PanelOnly, number, o.Job, o.Percent)
		case o.Jobs > 0:
			return fmt.Sprintf(t.Panel, number, o.Job, o.Percent)
		}
		return fmt.Sprintf(t.Working, number)
	case sim.Uncertain:
		return fmt.Sprintf(t.Unknown, number)
	case sim.Duplicated:
		return fmt.Sprintf(t.Twice, number)
	case sim.Ended:
		if !o.Row.Final() && o.Row != sim.RowPublishFailed {
			return fmt.Sprintf(t.EndedUntold, number, row)
		}
		return fmt.Sprintf(t.Ended, number, row)
	case sim.Lost:
		return f.lostVerdict(o)
	}
	return f.doneVerdict(o)
}

func (f *Reader) lostVerdict(o *sim.OrderState) string {
	t, number, row := &f.Words.Verdict, o.Order.Number, RowWord(o.Row)
	switch {
	case o.Appended == 0:
		return fmt.Sprintf(t.NeverSent, number, row)
	case o.Copies == 0:
		return fmt.Sprintf(t.Gone, number, row)
	}
	return fmt.Sprintf(t.NoWork, number, row)
}

func (f *Reader) doneVerdict(o *sim.OrderState) string {
	t, number := &f.Words.Verdict, o.Order.Number
	switch {
	case o.Jobs > 1:
		return fmt.Sprintf(t.BoughtTwice, number)
	case o.WorkDone > 1:
		return fmt.Sprintf(t.DoneTwice, number)
	case !o.Row.Final():
		return fmt.Sprintf(t.NotTold, number, RowWord(o.Row))
	case o.Gone > 0:
		return fmt.Sprintf(t.FinishedGone, number, typeset.Grouped(o.Delivered), typeset.Grouped(int64(o.Order.Quantity)))
	case lateArrival(o):
		return fmt.Sprintf(t.FinishedLate, number, f.Words.SecondsOf(o.Rungs[sim.Appended]-o.CalledAt))
	}
	return fmt.Sprintf(t.Finished, number)
}

// lateArrival reports whether the order's record came into the log late.
func lateArrival(o *sim.OrderState) bool {
	return o.Reached(sim.Appended) && o.CalledAt != sim.Never && o.Rungs[sim.Appended]-o.CalledAt >= LateFrom
}
