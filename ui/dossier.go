package ui

import (
	"slices"
	"time"

	"orderflow/sim"
)

// dossier is what the log has, up to the cursor, about one order.
type dossier struct {
	m      *Moment
	o      *sim.OrderState
	events []*sim.Event // the order's own, ascending, without its page view
	told   []*sim.Event // its chain, once it was asked for
}

// readDossier reads an order's events out of the log; nil where it does not exist.
func readDossier(m *Moment, number sim.OrderID) *dossier {
	o := m.State.Order(number)
	if o == nil {
		return nil
	}
	d := &dossier{m: m, o: o}
	for id := max(o.RungEvent[sim.Created], 1); id <= m.N; id++ {
		if e := m.Log.At(id); e.Order == number && e.Topic != sim.Activity && e.Group != sim.StatisticsGroup {
			d.events = append(d.events, e)
		}
	}
	return d
}

// last returns the order's last event of a type that fits; nil where there is none.
func (d *dossier) last(t sim.EventType, fits func(*sim.Event) bool) *sim.Event {
	for i := len(d.events) - 1; i >= 0; i-- {
		if e := d.events[i]; e.Type == t && (fits == nil || fits(e)) {
			return e
		}
	}
	return nil
}

// chain returns the events that led to where the order is, ascending: its own
// that tell something, what caused them, and the faults that acted on it.
func (d *dossier) chain() []*sim.Event {
	if d.told == nil {
		d.told = d.makeChain()
	}
	return d.told
}

func (d *dossier) makeChain() []*sim.Event {
	kept := map[sim.EventID]*sim.Event{}
	seen := map[sim.EventID]bool{}
	for _, e := range d.events {
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
func (d *dossier) climb(e *sim.Event, kept map[sim.EventID]*sim.Event, seen map[sim.EventID]bool) {
	for cause := e.Cause; cause != 0 && !seen[cause]; {
		seen[cause] = true
		c := d.m.Log.At(cause)
		if c.Order != 0 {
			return // another order's, or listed by itself
		}
		if worldInChain(c.Type) {
			kept[c.N] = c
		}
		cause = c.Cause
	}
}

// addReconnected adds the reconnecting that gave the order up at its instant.
func (d *dossier) addReconnected(kept map[sim.EventID]*sim.Event) {
	for _, e := range d.events {
		for id := e.N - 1; gaveUp(e) && id > 0 && d.m.Log.At(id).At == e.At; id-- {
			if c := d.m.Log.At(id); c.Type == sim.Reconnected {
				kept[c.N] = c
			}
		}
	}
}

// addRounds adds what became of the rounds in which the order waited, while it did.
func (d *dossier) addRounds(kept map[sim.EventID]*sim.Event) {
	for i, e := range d.events {
		if e.Type != sim.MemoryWaiting || e.Round() == 0 {
			continue
		}
		until := d.m.N
		if i+1 < len(d.events) {
			until = d.events[i+1].N
		}
		for id := e.N + 1; id <= until; id++ {
			if c := d.m.Log.At(id); c.Order == 0 && c.Round() == e.Round() && worldInChain(c.Type) {
				kept[c.N] = c
			}
		}
	}
}

// addFaults adds the lasting faults during which the order was under way.
func (d *dossier) addFaults(kept map[sim.EventID]*sim.Event) {
	from, to := d.span()
	for i := range d.m.State.Faults {
		fault := &d.m.State.Faults[i]
		if fault.Event == 0 || !lastingFault(faultOf(fault)) || fault.Start > to || fault.End != sim.Never && fault.End < from {
			continue
		}
		kept[fault.Event] = d.m.Log.At(fault.Event)
		if end := d.faultEnd(fault); end != nil {
			kept[end.N] = end
		}
	}
}

// span returns from when to when the order was under way.
func (d *dossier) span() (from, to time.Duration) {
	from, to = d.events[0].At, d.m.At
	if t := d.o.Truth(); (t == sim.Done || t == sim.Ended && d.o.Jobs > 0) && d.o.Row.Final() || t == sim.Lost || t == sim.Ended && d.o.Jobs == 0 {
		to = d.m.Log.At(d.o.LastEvent).At
	}
	if d.o.CalledAt != sim.Never {
		from = d.o.CalledAt
	}
	return from, to
}

// faultEnd returns the event that ended a fault, or nil.
func (d *dossier) faultEnd(fault *sim.FaultState) *sim.Event {
	if fault.End == sim.Never {
		return nil
	}
	for id := sim.EventID(d.m.Log.Until(fault.End)); id > fault.Event; id-- {
		e := d.m.Log.At(id)
		if e.At < fault.End {
			return nil
		}
		if e.Type == sim.FaultEnded && e.Fault == fault.Number && id <= d.m.N {
			return e
		}
	}
	return nil
}

// lastingFault reports whether a fault is a state of the world, which acts on
// whatever happens while it lasts; the others strike single events.
func lastingFault(name sim.FaultName) bool {
	switch name {
	case sim.BrokerDown, sim.LeaderFailover, sim.ReplicaSlow, sim.ConsumerAbsent, sim.ProviderDown, sim.ServiceRestart:
		return true
	}
	return false
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

// worldInChain reports whether an event that belongs to no order is told in
// the story of one.
func worldInChain(t sim.EventType) bool {
	switch t {
	case sim.FaultStarted, sim.FaultEnded, sim.FaultStruck, sim.RoundStarted, sim.ConnectRefused, sim.ConnectSucceeded, sim.RoundUsedUp, sim.Reconnected,
		sim.ConnectionCut, sim.LeaderElected, sim.ConsumerCrashed, sim.ConsumerRestarted, sim.ConsumerReconnected, sim.ServiceExited, sim.ServiceRestarted,
		sim.ConsumerRetrying, sim.MemberJoining, sim.MemberAbandoned, sim.RebalanceNoticed, sim.CoordinatorLoaded, sim.MemberJoined, sim.MemberLeft:
		return true
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

// chainLines returns the events of the open order's chain, and the selected
// one: by itself the last that is not a judgement of the checker.
func chainLines(m *Moment) (lines []sim.EventID, selected sim.EventID) {
	d := m.dossier(m.Panel.Order)
	if d == nil {
		return nil, 0
	}
	for _, e := range d.chain() {
		lines = append(lines, e.N)
		if e.Type != sim.AnomalyFound || selected == 0 {
			selected = e.N
		}
	}
	if m.Panel.Event != 0 {
		selected = m.Panel.Event
	}
	return lines, selected
}
