package lesson

import (
	"time"

	"orderflow/sim"
)

// World is what a condition can look at: the fold of a log, with the names of
// its JSON report. All its fields are those of one event.
type World struct {
	At       float64  `expr:"at"`    // virtual seconds
	Event    string   `expr:"event"` // the type of the event that has just happened
	Mode     string   `expr:"mode"`
	Acks     int      `expr:"acks"`
	Ended    bool     `expr:"ended"` // the run is over
	Remedies []string `expr:"remedies"`

	Orders    []Order         `expr:"orders"`
	Order     func(int) Order `expr:"order"` // by number, from 1; one that was not created has neither row nor rungs
	Totals    Totals          `expr:"totals"`
	Anomalies []Anomaly       `expr:"anomalies"`
	Faults    []Fault         `expr:"faults"`

	BrokersDown  int `expr:"brokers_down"`
	InMemory     int `expr:"in_memory"` // orders whose record is only in the producer's memory
	Waiting      int `expr:"waiting"`   // callers that have called and know nothing yet
	Lag          int `expr:"lag"`       // LAG of the groups that carry orders out
	ActivityLost int `expr:"activity_lost"`
	Exits        int `expr:"exits"` // of the order service's process
}

// Order is an order, with the fields of the JSON report.
type Order struct {
	Number     int      `expr:"number"`
	ID         string   `expr:"id"`
	Channel    string   `expr:"channel"`
	Product    string   `expr:"product"`
	Quantity   int      `expr:"quantity"`
	Points     int      `expr:"points"`
	Fulfilment string   `expr:"fulfilment"`
	Row        string   `expr:"row"`
	Truth      string   `expr:"truth"`
	Caller     string   `expr:"caller"`
	CallerMs   float64  `expr:"caller_ms"` // from the call to when the caller knew; -1 = it does not know
	Error      string   `expr:"error"`
	Published  bool     `expr:"published"` // setPublished ran
	Requests   int      `expr:"requests"`
	Copies     int      `expr:"copies"`
	Handled    int      `expr:"handled"`
	Committed  bool     `expr:"committed"`
	Replies    int      `expr:"replies"`
	Done       int      `expr:"done"` // how often its work was really done
	Jobs       int      `expr:"jobs"`
	Delivered  int      `expr:"delivered"`
	Charged    int      `expr:"charged"`
	Refunded   int      `expr:"refunded"`
	Rungs      []string `expr:"rungs"` // those it has reached
	Anomalies  []string `expr:"anomalies"`
}

// Totals count orders, and add up points.
type Totals struct {
	Orders     int     `expr:"orders"`
	Published  int     `expr:"published"`
	Appended   int     `expr:"appended"`
	Finished   int     `expr:"finished"`
	Lost       int     `expr:"lost"`
	Duplicated int     `expr:"duplicated"`
	Unknown    int     `expr:"unknown"`
	Charged    int     `expr:"points_charged"`
	Refunded   int     `expr:"points_refunded"`
	ForNothing int     `expr:"points_lost"` // of orders that are lost
	Cost       float64 `expr:"provider_cost"`
}

// Anomaly is one the checker has named.
type Anomaly struct {
	Name  string `expr:"name"`
	Order int    `expr:"order"`
}

// Fault is a fault of the run.
type Fault struct {
	Name string `expr:"name"`
	On   bool   `expr:"on"`
	Over bool   `expr:"over"`
}

// worldOf returns the world after an event.
func worldOf(s *sim.State, last *sim.Event) *World {
	w := &World{
		At: s.At.Seconds(), Mode: s.Setup.Mode.String(), Acks: s.Setup.Acks, Ended: s.Ended != 0, InMemory: len(s.Client.Memory),
		Waiting: s.CallersWaiting, ActivityLost: s.ActivityLost, Exits: s.Service.Exits,
	}
	if last != nil {
		w.Event = last.Type.String()
	}
	for r := range sim.RemedyCount {
		if s.Remedies.Has(r) {
			w.Remedies = append(w.Remedies, r.String())
		}
	}
	w.Order = func(number int) Order {
		if number < 1 || number > len(w.Orders) {
			return Order{Number: number}
		}
		return w.Orders[number-1]
	}
	for number := range s.Orders.Each() {
		w.Orders = append(w.Orders, orderOf(s.Order(number)))
	}
	t := s.Totals()
	w.Totals = Totals{
		Orders: t.Orders, Published: t.Published, Appended: t.Appended, Finished: t.Finished, Lost: t.Lost, Duplicated: t.Duplicated, Unknown: t.Unknown,
		Charged: int(t.PointsCharged), Refunded: int(t.PointsRefunded), ForNothing: int(s.ForNothing), Cost: float64(t.ProviderCost) / 100,
	}
	for i := range s.Anomalies {
		w.Anomalies = append(w.Anomalies, Anomaly{s.Anomalies[i].Name.String(), int(s.Anomalies[i].Order)})
	}
	for i := range s.Faults {
		f := &s.Faults[i]
		w.Faults = append(w.Faults, Fault{f.Fault.Name.String(), f.End == sim.Never, f.End != sim.Never})
	}
	for b := 1; b < len(s.Brokers); b++ {
		if s.Brokers[b].Down {
			w.BrokersDown++
		}
	}
	for i := range s.Partitions {
		w.Lag += int(s.Partitions[i].Lag(sim.InHouseGroup) + s.Partitions[i].Lag(sim.ExternalGroup))
	}
	return w
}

func orderOf(o *sim.OrderState) Order {
	out := Order{
		Number: int(o.Order.Number), ID: o.Order.ID, Channel: o.Order.Channel.String(), Product: o.Order.Product.String(),
		Quantity: int(o.Order.Quantity), Points: int(o.Order.Points), Fulfilment: o.Order.Fulfilment.String(), Row: o.Row.String(),
		Truth: o.Truth().String(), Caller: callerOf(o).String(), CallerMs: -1, Published: o.Marked, Requests: int(o.Requests), Copies: int(o.Copies),
		Handled: int(o.Handled), Committed: o.Committed(), Replies: int(o.Replies), Done: int(o.WorkDone), Jobs: int(o.Jobs),
		Delivered: int(o.Delivered), Charged: int(o.Charged), Refunded: int(o.Refunded),
	}
	if c := callerOf(o); c == sim.Nothing && o.Caller != sim.OutcomeNone || c == sim.Value || c == sim.Failure {
		out.CallerMs = float64(o.CallerAt) / float64(time.Millisecond)
	}
	if o.Caller == sim.Failure {
		out.Error = o.ErrorString()
	}
	for r := range sim.RungCount {
		if o.Reached(r) {
			out.Rungs = append(out.Rungs, r.String())
		}
	}
	for a := sim.PhantomPublish; a < sim.AnomalyCount; a++ {
		if o.Has(a) {
			out.Anomalies = append(out.Anomalies, a.String())
		}
	}
	return out
}

// callerOf returns what the caller of an order knows; one that has not called
// knows nothing.
func callerOf(o *sim.OrderState) sim.Outcome {
	if o.Caller == sim.OutcomeNone {
		return sim.Nothing
	}
	return o.Caller
}
