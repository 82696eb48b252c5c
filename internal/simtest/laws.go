package simtest

import (
	"fmt"
	"strings"

	"orderflow/sim"
)

// Unbalanced returns what does not add up in a state, whatever log it is of.
func Unbalanced(s *sim.State) string {
	for n := range s.Orders.Each() {
		o := s.Order(n)
		switch {
		case o.Refunded < 0 || o.Refunded > o.Charged:
			return fmt.Sprintf("order %d paid %d and has %d back", n, o.Charged, o.Refunded)
		case o.Cost < 0:
			return fmt.Sprintf("order %d has cost %d", n, o.Cost)
		case o.Delivered < 0 || o.Delivered > int64(o.Order.Quantity):
			return fmt.Sprintf("order %d: %d delivered of %d", n, o.Delivered, o.Order.Quantity)
		}
	}
	if s.Refunded < 0 || s.Refunded > s.Charged || s.ForNothing < 0 || s.ForNothing > s.Charged-s.Refunded || s.Cost < 0 {
		return fmt.Sprintf("%d points taken, %d back, %d for nothing; the panel has %d", s.Charged, s.Refunded, s.ForNothing, s.Cost)
	}
	for i := range s.Partitions {
		if p := &s.Partitions[i]; p.High < 0 || p.High > p.End {
			return fmt.Sprintf("P%d: high watermark %d, log end offset %d", i, p.High, p.End)
		}
	}
	return ""
}

// Inconsistent recomputes every counter of a state from its orders.
func Inconsistent(s *sim.State) string {
	if wrong := Unbalanced(s); wrong != "" {
		return wrong
	}
	type counters struct {
		Rows                                    [sim.RowRefunded + 1]int
		Truths, Gap                             [sim.TruthCount]int
		Published, Finished, Appended, Double   int
		CallersWaiting, InFlight, Twice, Often  int
		Adopted, GivenUp, GivenUpLost           int
		Charged, Refunded, ForNothing, PanelPay int64
	}
	var want counters
	for n := range s.Orders.Each() {
		o := s.Order(n)
		truth := o.Truth()
		want.Rows[o.Row]++
		want.Truths[truth]++
		want.Charged, want.Refunded, want.PanelPay = want.Charged+o.Charged, want.Refunded+o.Refunded, want.PanelPay+o.Cost
		for _, c := range [...]struct {
			of *int
			is bool
		}{
			{&want.Published, o.Marked},
			{&want.Gap[truth], o.Marked && truth != sim.Done},
			{&want.Finished, truth == sim.Done},
			{&want.Appended, o.Appended > 0},
			{&want.Double, o.WorkDone > 1 || o.Jobs > 1},
			{&want.Twice, o.WorkDone > 1},
			{&want.Often, o.WorkDone > 2},
			{&want.CallersWaiting, o.Caller == sim.Pending},
			{&want.InFlight, o.InFlight()},
			{&want.Adopted, o.Foreign},
			{&want.GivenUp, o.GivenUp()},
			{&want.GivenUpLost, o.GivenUp() && truth == sim.Lost},
		} {
			if c.is {
				*c.of++
			}
		}
		if truth == sim.Lost {
			want.ForNothing += o.Charged - o.Refunded
		}
		if o.Reached(sim.Polled) && (!o.Reached(sim.Replicated) || o.Rungs[sim.Polled] < o.Rungs[sim.Replicated]) {
			return fmt.Sprintf("order %d was polled before it was replicated", n)
		}
	}
	got := counters{s.Rows, s.Truths, s.Gap, s.Published, s.Finished, s.Appended, s.Duplicated, s.CallersWaiting, s.InFlight, s.DoneTwice, s.DoneOften, s.Adopted, s.GivenUp, s.GivenUpLost, s.Charged, s.Refunded, s.ForNothing, s.Cost}
	if got != want {
		return fmt.Sprintf("counters are %+v, recomputed %+v", got, want)
	}
	return miscounted(s)
}

// miscounted recomputes what the cohorts of a state count, and holds stations
// to standings.
func miscounted(s *sim.State) string {
	got := s.Cohorts()
	want := make([]sim.Cohort, len(got))
	for i, c := range got {
		want[i] = sim.Cohort{Way: c.Way, Instance: c.Instance, Round: c.Round}
	}
	for n := range s.Orders.Each() {
		o := s.Order(n)
		if where := s.Standing(o, s.At).Where; where.Station() != o.Station() {
			return fmt.Sprintf("order %d stands at %s, and its place %d is at %s", n, o.Station(), where, where.Station())
		}
		i := s.CohortOf(o)
		if i < 0 {
			if o.Requests > 0 || o.Appended > 0 {
				return fmt.Sprintf("order %d has left, and is in no cohort", n)
			}
			continue
		}
		countIn(&want[i], s, o)
	}
	for i := range got {
		if got[i] != want[i] {
			return fmt.Sprintf("cohort %d is %+v, recomputed %+v", i+1, got[i], want[i])
		}
	}
	return ""
}

// countIn adds an order to a cohort.
func countIn(c *sim.Cohort, s *sim.State, o *sim.OrderState) {
	n, truth := o.Order.Number, o.Truth()
	if c.Count == 0 {
		c.First = n
	}
	c.Last = n
	c.Count++
	c.Stations[o.Station()]++
	c.Rows[o.Row]++
	if s.Standing(o, s.At).Belief == sim.Ahead {
		c.Ahead++
	}
	if truth == sim.Lost {
		c.Lost++
		c.ForNothing += o.Charged - o.Refunded
	}
	if truth == sim.Ended && o.Caller == sim.Failure {
		c.Told++
	}
	if !truth.Over() {
		c.Open++
	}
}

// LossLaw holds the law that LOST is for ever: what was LOST at the end of an
// event, or named phantom-publish or ghost-charge, is never appended or
// finished afterwards. Only a user who switches a remedy can save an order.
type LossLaw struct {
	lost  map[sim.OrderID]sim.EventID // since which event it is LOST
	named map[sim.OrderID]sim.EventID // by which event it was named

	usedUp map[sim.OrderID]bool // after its last event it had no try left
}

// NewLossLaw returns one that has seen nothing.
func NewLossLaw() *LossLaw {
	return &LossLaw{lost: map[sim.OrderID]sim.EventID{}, named: map[sim.OrderID]sim.EventID{}, usedUp: map[sim.OrderID]bool{}}
}

// See looks at an event that is folded into s. It returns what is wrong.
func (m *LossLaw) See(s *sim.State, e *sim.Event) string {
	switch {
	case e.Type == sim.RemedySwitched:
		clear(m.lost)
		clear(m.named)
	case e.Type == sim.AnomalyFound && (sim.Anomaly(e.Word) == sim.PhantomPublish || sim.Anomaly(e.Word) == sim.GhostCharge):
		m.named[e.Order] = e.N
	case e.Type == sim.ServiceExited: // every order is judged anew
		for n := range s.Orders.Each() {
			m.note(s.Order(n), e)
		}
	}
	o := s.Order(e.Order)
	if o == nil {
		return ""
	}
	if e.Type == sim.RequestSent && e.Topic != sim.Activity && m.usedUp[e.Order] { // its page view goes its own way
		return fmt.Sprintf("order %d had no try left, and is sent at event %d", e.Order, e.N)
	}
	m.usedUp[e.Order] = s.Standing(o, e.At).Where == sim.NowUsedUp
	since, lost := m.lost[e.Order]
	by, named := m.named[e.Order]
	done := e.Type == sim.WorkFinished || e.Type == sim.RecordAppended && e.Topic == sim.Orders
	switch {
	case lost && done:
		return fmt.Sprintf("order %d was LOST at event %d, then %s at event %d", e.Order, since, e.Type, e.N)
	case named && done:
		return fmt.Sprintf("order %d was named at event %d, then %s at event %d", e.Order, by, e.Type, e.N)
	case lost && o.Truth() != sim.Lost && o.Truth() != sim.Ended:
		return fmt.Sprintf("order %d was LOST at event %d, and is %s after event %d (%s)", e.Order, since, o.Truth(), e.N, e.Type)
	}
	m.note(o, e)
	return ""
}

func (m *LossLaw) note(o *sim.OrderState, e *sim.Event) {
	n := o.Order.Number
	if _, known := m.lost[n]; o.Truth() == sim.Lost && !known {
		m.lost[n] = e.N
	}
	if o.Truth() != sim.Lost {
		delete(m.lost, n) // the points came back
	}
}

// TotalsOf writes every counter and every anomaly of a state.
func TotalsOf(s *sim.State) string {
	b := &strings.Builder{}
	fmt.Fprintf(b, "%+v rows %v truths %v gap %v refunded orders %d, for nothing %d, errors %d, activity lost %d, fates %v, cohorts %+v, anomalies %v", s.Totals(), s.Rows, s.Truths, s.Gap,
		s.RefundedOrders, s.ForNothing, s.Errors, s.ActivityLost, s.Fates(), s.Cohorts(), s.Found)
	for _, a := range s.Anomalies {
		fmt.Fprintf(b, " %s of %d by %v,", a.Name, a.Order, a.Evidence)
	}
	return b.String()
}
