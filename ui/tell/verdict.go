package tell

import (
	"fmt"

	"orderflow/internal/typeset"
	"orderflow/sim"
)

// Verdict says what the row says of an order and what is true.
func (f *Reader) Verdict(o *sim.OrderState) string {
	t, st := &f.Words.Verdict, f.Standing(o)
	said := [sim.WhereCount]string{
		sim.NowUncalled: t.NotCalled, sim.NowLeaving: t.Leaving, sim.NowHeld: t.Memory, sim.NowUnconnected: t.Memory, sim.NowMetadata: t.Memory, sim.NowUsedUp: t.UsedUp,
		sim.NowBetweenTries: t.Retrying, sim.NowInHand: t.InHand, sim.NowOnWire: t.OnWay, sim.NowUnanswered: t.Unknown, sim.NowElsewhere: t.Elsewhere,
		sim.NowStored: t.Stored, sim.NowUnseen: t.Unseen, sim.NowWaiting: t.Waiting, sim.NowDoubled: t.Twice, sim.NowAtWorker: t.Working, sim.NowAsking: t.Working, sim.NowAtPanel: t.Panel,
		sim.NowDone: t.Finished, sim.NowFallen: t.FinishedGone, sim.NowDoneTwice: t.DoneTwice, sim.NowBoughtTwice: t.BoughtTwice,
		sim.NowPartial: t.Ended, sim.NowCanceled: t.Ended, sim.NowEnded: t.Ended, sim.NowUnsent: t.NeverSent, sim.NowNowhere: t.NeverSent, sim.NowGone: t.Gone, sim.NowUndone: t.NoWork,
	}[st.Where]
	facts := []any{o.Order.Number, RowWord(o.Row)}
	switch once := st.Where == sim.NowDone || st.Where == sim.NowFallen; {
	case st.Where == sim.NowBetweenTries:
		facts = []any{o.Order.Number, o.Try, f.Attempts()}
	case st.Where == sim.NowAtPanel:
		if facts = []any{o.Order.Number, o.Job, o.Percent}; !o.Reached(sim.Handled) {
			said = t.PanelOnly
		}
	case said == t.Memory && st.Belief == sim.Ahead:
		said = t.MemoryMarked
	case said == t.Ended && st.Belief == sim.Behind:
		said = t.EndedUntold
	case once && st.Belief == sim.Behind:
		said = t.NotTold
	case st.Where == sim.NowFallen:
		facts = []any{o.Order.Number, typeset.Grouped(o.Delivered), typeset.Grouped(int64(o.Order.Quantity))}
	case st.Where == sim.NowDone && LateArrival(o):
		said, facts = t.FinishedLate, []any{o.Order.Number, f.Words.SecondsOf(o.Rungs[sim.Appended] - o.CalledAt)}
	}
	return fmt.Sprintf(said, facts...) // its verbs are numbered, so that it may leave facts out
}

// LateArrival reports whether the order's record came into the log late.
func LateArrival(o *sim.OrderState) bool {
	return o.Reached(sim.Appended) && o.CalledAt != sim.Never && o.Rungs[sim.Appended]-o.CalledAt >= LateFrom
}
