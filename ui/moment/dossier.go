package moment

import (
	"slices"
	"time"

	"orderflow/sim"
)

// Dossier is what the log has, up to the cursor, about one order.
type Dossier struct {
	Moment *Moment
	State  *sim.OrderState
	Events []*sim.Event // the order's own, ascending, without its page view
	told   []*sim.Event // its chain, once it was asked for
}

// readDossier reads an order's events out of the log; nil where it does not exist.
func readDossier(m *Moment, number sim.OrderID) *Dossier {
	o := m.State.Order(number)
	if o == nil {
		return nil
	}
	d := &Dossier{Moment: m, State: o}
	for id := max(o.RungEvent[sim.Created], 1); id <= m.N; id++ {
		if e := m.Log.At(id); e.Order == number && e.Topic != sim.Activity && e.Group != sim.StatisticsGroup {
			d.Events = append(d.Events, e)
		}
	}
	return d
}

// Last returns the order's last event of a type that fits; nil where there is none.
func (d *Dossier) Last(t sim.EventType, fits func(*sim.Event) bool) *sim.Event {
	for i := len(d.Events) - 1; i >= 0; i-- {
		if e := d.Events[i]; e.Type == t && (fits == nil || fits(e)) {
			return e
		}
	}
	return nil
}

// Chain returns the events that led to where the order is, ascending: its own
// that tell something, what caused them, and the faults that acted on it.
func (d *Dossier) Chain() []*sim.Event {
	if d.told == nil {
		d.told = d.makeChain()
	}
	return d.told
}

func (d *Dossier) makeChain() []*sim.Event {
	kept := map[sim.EventID]*sim.Event{}
	seen := map[sim.EventID]bool{}
	for _, e := range d.Events {
		if !silentInChain(e) {
			kept[e.N] = e
		}
		d.climb(e, kept, seen)
	}
	d.addReconnected(kept)
	d.addRounds(kept)
	d.addFaults(kept)
	chain := make([]*sim.Event, 0, len(kept))
	for _, e := range kept {
		chain = append(chain, e)
	}
	slices.SortFunc(chain, func(a, b *sim.Event) int { return int(a.N) - int(b.N) })
	return lastConnects(chain)
}

// climb walks up the causes of an event, through what belongs to no order.
func (d *Dossier) climb(e *sim.Event, kept map[sim.EventID]*sim.Event, seen map[sim.EventID]bool) {
	for cause := e.Cause; cause != 0 && !seen[cause]; {
		seen[cause] = true
		c := d.Moment.Log.At(cause)
		if c.Order != 0 {
			return // another order's, or listed by itself
		}
		if c.Type.OfTheWorld() {
			kept[c.N] = c
		}
		cause = c.Cause
	}
}

// addReconnected adds the reconnecting that gave the order up at its instant.
func (d *Dossier) addReconnected(kept map[sim.EventID]*sim.Event) {
	for _, e := range d.Events {
		for id := e.N - 1; GaveUp(e) && id > 0 && d.Moment.Log.At(id).At == e.At; id-- {
			if c := d.Moment.Log.At(id); c.Type == sim.Reconnected {
				kept[c.N] = c
			}
		}
	}
}

// addRounds adds what became of the rounds in which the order waited, while it did.
func (d *Dossier) addRounds(kept map[sim.EventID]*sim.Event) {
	for i, e := range d.Events {
		if e.Type != sim.MemoryWaiting || e.Round() == 0 {
			continue
		}
		until := d.Moment.N
		if i+1 < len(d.Events) {
			until = d.Events[i+1].N
		}
		for id := e.N + 1; id <= until; id++ {
			if c := d.Moment.Log.At(id); c.Order == 0 && c.Round() == e.Round() && c.Type.OfTheWorld() {
				kept[c.N] = c
			}
		}
	}
}

// addFaults adds the lasting faults that act on the order and during which it
// was under way.
func (d *Dossier) addFaults(kept map[sim.EventID]*sim.Event) {
	from, to := d.span()
	for i := range d.Moment.State.Faults {
		fault := &d.Moment.State.Faults[i]
		if fault.Event == 0 || !fault.Fault.Name.Lasting() || !fault.Fault.Concerns(d.State.Order.Number) || fault.Start > to || fault.End != sim.Never && fault.End < from {
			continue
		}
		kept[fault.Event] = d.Moment.Log.At(fault.Event)
		if end := d.faultEnd(fault); end != nil {
			kept[end.N] = end
		}
	}
}

// span returns from when to when the order was under way.
func (d *Dossier) span() (from, to time.Duration) {
	from, to = d.Events[0].At, d.Moment.At
	if t := d.State.Truth(); (t == sim.Done || t == sim.Ended && d.State.Jobs > 0) && d.State.Row.Final() || t == sim.Lost || t == sim.Ended && d.State.Jobs == 0 {
		to = d.Moment.Log.At(d.State.LastEvent).At
	}
	if d.State.CalledAt != sim.Never {
		from = d.State.CalledAt
	}
	return from, to
}

// faultEnd returns the event that ended a fault, or nil.
func (d *Dossier) faultEnd(fault *sim.FaultState) *sim.Event {
	if fault.End == sim.Never {
		return nil
	}
	for id := sim.EventID(d.Moment.Log.Until(fault.End)); id > fault.Event; id-- {
		e := d.Moment.Log.At(id)
		if e.At < fault.End {
			return nil
		}
		if e.Type == sim.FaultEnded && e.Fault == fault.Number && id <= d.Moment.N {
			return e
		}
	}
	return nil
}

// silentInChain reports whether an event of an order adds nothing to its story
// that another one does not tell.
func silentInChain(e *sim.Event) bool {
	switch e.Type {
	case sim.OrderCreated, sim.HandlerStarted, sim.StatusSent:
		return e.Try <= 1
	case sim.CallerKnows:
		return sim.Outcome(e.Word) == sim.Nothing
	case sim.RequestSent, sim.RecordAppended, sim.RecordReplicated, sim.RequestAcked:
		return e.Topic > sim.Orders
	case sim.JobProgressed:
		return e.Value < 100
	}
	return false
}

// lastConnects leaves of the refused connects of each round only the last.
func lastConnects(chain []*sim.Event) []*sim.Event {
	last := map[uint32]sim.EventID{}
	for _, e := range chain {
		if e.Type == sim.ConnectRefused || e.Type == sim.ConnectSucceeded {
			last[e.Round()] = e.N
		}
	}
	return slices.DeleteFunc(chain, func(e *sim.Event) bool { return e.Type == sim.ConnectRefused && last[e.Round()] != e.N })
}

// ChainLines returns the events of the chain of a panel's order, and the
// selected one: by itself the last that is not a judgement of the checker.
func ChainLines(m *Moment, p Panel) (lines []sim.EventID, selected sim.EventID) {
	d := m.Dossier(p.Order)
	if d == nil {
		return nil, 0
	}
	for _, e := range d.Chain() {
		lines = append(lines, e.N)
		if e.Type != sim.AnomalyFound || selected == 0 {
			selected = e.N
		}
	}
	if p.Event != 0 {
		selected = p.Event
	}
	return lines, selected
}

// RowHistory returns the events that changed what the order's row says.
func (d *Dossier) RowHistory() []*sim.Event {
	var rows []*sim.Event
	before := sim.RowNone
	for _, e := range d.Events {
		if row := RowAfter(e); row != sim.RowNone && row != before {
			rows = append(rows, e)
			before = row
		}
	}
	return rows
}

// RowAfter returns what a row says after an event; RowNone where the event leaves it.
func RowAfter(e *sim.Event) sim.Row {
	switch e.Type {
	case sim.OrderCreated:
		return sim.RowCreated
	case sim.OrderPaid:
		return sim.RowPaid
	case sim.OrderMarked, sim.RowChanged:
		return sim.Row(e.Word)
	}
	return sim.RowNone
}
