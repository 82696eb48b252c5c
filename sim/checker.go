package sim

import "slices"

// checker names anomalies. It looks only at the state and the events, never
// into an engine, so it judges a real Kafka by the same rules.
type checker struct {
	touched   []OrderID         // orders of the present instant
	all       bool              // every order must be looked at
	ending    Reason            // the run is about to end
	real      bool              // a real cluster: only within a partition is there one order
	first     map[int16]arrival // the highest order number that was appended so far, by partition; of a simulation in all, at 0
	overtaken []overtaken
	adopted   OrderID // the last that another service published: its number says when it was seen, not when it was made
}

// arrival is an order's first copy in the log.
type arrival struct {
	order  OrderID
	event  EventID
	offset int64
}

// overtaken is an order that a later one overtook into the log, at this instant.
type overtaken struct {
	by, order arrival
}

// see notes which orders an event may have brought into an anomaly.
func (c *checker) see(e *Event) {
	if e.Type == AnomalyFound {
		return
	}
	if e.Order != 0 && (len(c.touched) == 0 || c.touched[len(c.touched)-1] != e.Order) {
		c.touched = append(c.touched, e.Order)
	}
	switch e.Type {
	case RunStarted:
		c.real = e.setup().Real()
	case ServiceExited, RemedySwitched:
		c.all = true
	case OrderAdopted:
		c.adopted = e.Order
	case RecordAppended:
		if e.Topic == Orders && e.Try <= 1 && (e.Order != 0 || !c.real) && (e.Order == 0 || e.Order != c.adopted) {
			c.arrive(e)
		}
	}
}

// arrive compares an order's first copy with what arrived before it: in a
// simulation anywhere in the topic, for there one clock has seen them all; on a
// real cluster in its partition, by offset, for answers come as they like.
func (c *checker) arrive(e *Event) {
	a, partition := arrival{order: e.Order, event: e.N, offset: e.Offset}, int16(0)
	if c.real {
		partition = e.Partition
	}
	first := c.first[partition]
	earlier := c.real && a.offset < first.offset // it was appended before, and is heard of only now
	switch {
	case a.order > first.order && earlier:
		c.overtaken = append(c.overtaken, overtaken{by: a, order: first})
	case a.order <= first.order && !earlier:
		c.overtaken = append(c.overtaken, overtaken{by: first, order: a})
	}
	if a.order > first.order {
		if c.first == nil {
			c.first = make(map[int16]arrival)
		}
		c.first[partition] = a
	}
}

// end makes the checker look at every order once more: the run is about to end.
func (c *checker) end(reason Reason) { c.all, c.ending = true, reason }

// take returns the anomalies of the instant that is over, first all of one
// name, orders ascending.
func (c *checker) take(s *State) []Event {
	if c.all {
		c.touched = c.touched[:0]
		for number := range s.Orders.Each() {
			c.touched = append(c.touched, number)
		}
	}
	if c.ending == 0 {
		c.touched = slices.DeleteFunc(c.touched, func(n OrderID) bool { o := s.Order(n); return o == nil || o.unremarkable() })
	}
	if len(c.touched) == 0 && len(c.overtaken) == 0 {
		c.all = false
		return nil
	}
	slices.Sort(c.touched)
	c.touched = slices.Compact(c.touched)
	var found []Event
	for _, x := range c.overtaken {
		if o := s.Order(x.order.order); o != nil {
			found = append(found, anomaly(s.At, o, Reordered, []EventID{x.by.event, x.order.event}))
		}
	}
	for i := range rules {
		found = c.judge(s, &rules[i], found)
	}
	c.touched, c.overtaken, c.all = c.touched[:0], c.overtaken[:0], false
	return found
}

// Over reports whether nothing can happen to an order any more, as far as the
// log says: nothing of it is in a memory, in the log unhandled, at work or at
// the panel, nobody waits for it, and every anomaly of it is named. Whether
// something will still be done for it unasked, only who runs it knows.
func (s *State) Over(o *OrderState) bool {
	if o.Live > 0 || o.pending > 0 || o.running > 0 || o.activeJobs > 0 || o.loose() || o.Caller == Pending {
		return false
	}
	return (o.truth == Lost || o.truth == Ended || o.truth == Done && o.Row.Final()) && s.allNamed(o)
}

// allNamed reports whether every anomaly of the order is named, those included
// that are only named when a run ends.
func (s *State) allNamed(o *OrderState) bool {
	for _, reason := range []Reason{ReasonQuiet, ReasonUntil} {
		c := checker{ending: reason}
		for i := range rules {
			if !o.Has(rules[i].name) && rules[i].holds(&c, s, o) {
				return false
			}
		}
	}
	return true
}

// judge appends the anomalies of one name.
func (c *checker) judge(s *State, r *rule, found []Event) []Event {
	for _, number := range c.touched {
		if o := s.Order(number); o != nil && !o.Has(r.name) && r.holds(c, s, o) {
			found = append(found, anomaly(s.At, o, r.name, r.evidence(o)))
		}
	}
	return found
}
