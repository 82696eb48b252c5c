package sim

import (
	"slices"
	"time"
)

// anomaly returns the event that names an anomaly. Its evidence is ascending,
// without repetitions; its cause is the last event of the order.
func anomaly(at time.Duration, o *OrderState, name Anomaly, evidence []EventID) Event {
	slices.Sort(evidence)
	evidence = slices.Compact(evidence)
	if evidence[0] == 0 {
		evidence = evidence[1:]
	}
	e := Event{At: at, Type: AnomalyFound, Order: o.Order.Number, Word: uint8(name), Cause: o.LastEvent, Detail: &Detail{Evidence: evidence}}
	if name == GhostCharge {
		e.Value = o.Charged - o.Refunded
	}
	return e
}

// rule says when a single order shows an anomaly, and which events prove it.
type rule struct {
	name     Anomaly
	holds    func(*checker, *State, *OrderState) bool
	evidence func(*OrderState) []EventID
}

// unremarkable reports whether no rule can hold for the order while the run goes
// on. That is so nearly always, and spares the rules.
func (o *OrderState) unremarkable() bool {
	return o.truth != Lost && o.Copies <= 1 && o.WorkDone <= 1 && o.Jobs <= 1 && o.failures <= ConsumerRetries && !o.replyFailed &&
		o.Caller != Failure && o.Row != RowPublishFailed && (o.Marked || o.Foreign || !o.flowOver) && (o.Copies > 0 || !o.Reached(Acked))
}

// rules holds one rule for each anomaly but reordered, which two orders show
// together; see checker.arrive.
var rules = []rule{
	{PhantomPublish, func(_ *checker, _ *State, o *OrderState) bool {
		return o.truth == Lost && o.Marked && o.Appended == 0
	}, func(o *OrderState) []EventID { return []EventID{o.RungEvent[Marked], o.LastEvent} }},

	{GhostCharge, func(_ *checker, _ *State, o *OrderState) bool {
		return o.truth == Lost && o.Charged > o.Refunded
	}, func(o *OrderState) []EventID { return []EventID{o.RungEvent[Paid], o.LastEvent} }},

	{AckedLoss, func(_ *checker, s *State, o *OrderState) bool {
		return o.Reached(Acked) && o.Copies == 0 && o.Live == 0 && s.Setup.Acks != 0
	}, func(o *OrderState) []EventID { return []EventID{o.RungEvent[Acked], o.LastEvent} }},

	{UnmarkedPublish, func(_ *checker, _ *State, o *OrderState) bool {
		return !o.Foreign && o.Copies > 0 && o.Live == 0 && !o.Marked && o.Row <= RowPublishFailed && (o.flowOver || o.Row == RowPublishFailed && !o.toMark)
	}, func(o *OrderState) []EventID { return []EventID{o.LastCopy, o.LastEvent} }},

	{DuplicateRecord, func(_ *checker, _ *State, o *OrderState) bool {
		return o.Copies > 1
	}, func(o *OrderState) []EventID { return []EventID{o.RungEvent[Appended], o.LastCopy} }},

	{DuplicateWork, func(_ *checker, _ *State, o *OrderState) bool {
		return o.WorkDone > 1
	}, func(o *OrderState) []EventID { return []EventID{o.RungEvent[Finished], o.LastWork} }},

	{DuplicatePurchase, func(_ *checker, _ *State, o *OrderState) bool {
		return o.Jobs > 1
	}, func(o *OrderState) []EventID { return []EventID{o.RungEvent[Accepted], o.LastJob} }},

	{BlockedPartition, func(_ *checker, _ *State, o *OrderState) bool {
		return o.failures > ConsumerRetries && o.pending > 0
	}, func(o *OrderState) []EventID { return []EventID{o.RungEvent[Polled], o.LastEvent} }},

	{LostReply, func(c *checker, s *State, o *OrderState) bool {
		done := s.Setup.Mode == Send && (o.WorkDone > 0 || o.Jobs > 0) && !o.Answered && o.Committed()
		return done && (o.replyFailed || c.ending != 0 && o.Caller == Pending && o.Replies == 0)
	}, func(o *OrderState) []EventID { return []EventID{o.RungEvent[Handled], o.LastEvent} }},

	{LateExecution, func(_ *checker, _ *State, o *OrderState) bool {
		return o.Caller == Failure && o.By != ByOutbox && o.WorkDone > 0 && o.Rungs[Finished] > o.CalledAt+o.CallerAt
	}, func(o *OrderState) []EventID { return []EventID{o.KnowsEvent, o.RungEvent[Finished]} }},

	{Stuck, func(c *checker, _ *State, o *OrderState) bool {
		return c.ending == ReasonQuiet && (o.truth == Ended && !o.Row.Final() && o.believed() || o.truth == Working || o.truth == Retrying || o.truth == OnTheWay || o.truth == Waiting || o.truth == Duplicated || o.truth == InMemory || o.truth == Uncertain && !o.elsewhere)
	}, func(o *OrderState) []EventID { return []EventID{o.LastEvent} }},
}
