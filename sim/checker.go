package sim

import "slices"

// checker names anomalies. It looks only at the state and the events, never
// into an engine, so it judges a real Kafka by the same rules.
type checker struct {
	touched []OrderID // orders of the present instant
	all     bool      // every order must be looked at
}

func newChecker() checker { return checker{} }

// see notes which orders an event may have brought into an anomaly.
func (c *checker) see(s *State, e *Event) {
	if e.Type == AnomalyFound {
		return
	}
	if e.Order != 0 && (len(c.touched) == 0 || c.touched[len(c.touched)-1] != e.Order) {
		c.touched = append(c.touched, e.Order)
	}
	if e.Type == ServiceExited || e.Type == RemedySwitched {
		c.all = true
	}
	if e.Type == RunEnded {
		c.all = true
	}
}

// take returns the anomalies of the instant that is over, first all of one
// name, orders ascending.
func (c *checker) take(s *State) []Event {
	if c.all {
		c.touched = c.touched[:0]
		for number := range s.Orders.Each() {
			c.touched = append(c.touched, number)
		}
	}
	if len(c.touched) == 0 {
		return nil
	}
	slices.Sort(c.touched)
	c.touched = slices.Compact(c.touched)
	var found []Event
	for _, rule := range rules {
		for _, number := range c.touched {
			o := s.Order(number)
			if o == nil || o.Has(rule.name) {
				continue
			}
			if evidence := rule.find(s, o); evidence != nil {
				found = append(found, anomaly(s, o, rule.name, evidence))
			}
		}
	}
	c.touched, c.all = c.touched[:0], false
	return found
}

func anomaly(s *State, o *OrderState, name Anomaly, evidence []EventID) Event {
	slices.Sort(evidence)
	evidence = slices.Compact(evidence)
	if evidence[0] == 0 {
		evidence = evidence[1:]
	}
	e := Event{At: s.At, Type: AnomalyFound, Order: o.Order.Number, Word: uint8(name), Cause: o.LastEvent, Detail: &Detail{Evidence: evidence}}
	if name == GhostCharge {
		e.Value = int64(o.Charged - o.Refunded)
	}
	return e
}

// rules holds one rule for each anomaly that a single order can show. A rule
// returns the events that prove it, or nil.
var rules = []struct {
	name Anomaly
	find func(*State, *OrderState) []EventID
}{
	{PhantomPublish, func(_ *State, o *OrderState) []EventID {
		if !o.Marked || o.Appended > 0 || o.live > 0 || o.truth != Lost {
			return nil
		}
		return []EventID{o.RungEvent[Marked], o.LastEvent}
	}},
	{GhostCharge, func(_ *State, o *OrderState) []EventID {
		if o.truth != Lost || o.Charged <= o.Refunded {
			return nil
		}
		return []EventID{o.RungEvent[Paid], o.LastEvent}
	}},
	{AckedLoss, func(_ *State, o *OrderState) []EventID {
		if !o.Reached(Acked) || o.Appended == 0 || o.Copies > 0 {
			return nil
		}
		return []EventID{o.RungEvent[Acked], o.LastEvent}
	}},
	{DuplicateRecord, func(_ *State, o *OrderState) []EventID {
		if o.Copies < 2 {
			return nil
		}
		return []EventID{o.RungEvent[Appended], o.LastEvent}
	}},
	{DuplicateWork, func(_ *State, o *OrderState) []EventID {
		if o.WorkDone < 2 {
			return nil
		}
		return []EventID{o.RungEvent[Finished], o.LastEvent}
	}},
	{DuplicatePurchase, func(_ *State, o *OrderState) []EventID {
		if o.Jobs < 2 {
			return nil
		}
		return []EventID{o.RungEvent[Accepted], o.LastEvent}
	}},
}
