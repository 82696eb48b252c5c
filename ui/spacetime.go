package ui

import (
	"fmt"
	"slices"
	"time"

	"orderflow/sim"
)

// Limits of a space-time diagram.
const (
	diagramOrdersMax = 6     // orders in one diagram
	diagramRowsMax   = 5_000 // lines of one diagram: the last ones are kept
)

// participant is a column of the diagram: whoever sends, receives or learns.
type participant uint8

const (
	atService participant = iota
	atProducer
	atBroker
	atConsumer
	atPanel
	participantCount
)

// rowShape is how a line of the diagram is drawn.
type rowShape uint8

const (
	happeningShape rowShape = iota // something became true in one place
	messageShape                   // a record or an answer
	statusShape                    // a status event, or an error within the process
	faultShape                     // across all columns
	noteShape                      // words at a place, without an event
)

// diagramRow is one line: what happened when, between whom, and what is known
// from then on. Screen, text and picture are drawn from the same rows.
type diagramRow struct {
	event       sim.EventID
	order       sim.OrderID // 0 for what all orders share
	at          time.Duration
	shape       rowShape
	from, to    participant // the same where it happens in one place
	glyph       rune        // of a happening
	pen         pen
	label       string
	short       string // where there is little room; empty = label
	broken      bool   // it did not arrive
	fact        string // who knows what now
	factPen     pen
	hidden      bool // stands in another line
	round, tryN uint16
}

// diagram is the way of some orders as a function of a log's prefix.
type diagram struct {
	orders []sim.OrderID
	rows   []diagramRow
	panel  bool // one of the orders is carried out by the panel
	worker uint8
	left   int // earlier lines that are left out
}

// plotter makes a diagram from a log.
type plotter struct {
	*diagram
	t      *Catalogue
	w      *spaceWords
	log    *sim.Log
	state  *sim.State
	waits  map[sim.OrderID]uint16 // the round an order waits in
	waited map[sim.OrderID]bool
	sent   map[sim.OrderID]int // the line of its last request
	marked map[sim.OrderID]int // the line that says PUBLISHED
	copies map[sim.OrderID]int
}

// plot returns the diagram of the orders after the log's first n events, whose
// fold is state.
func plot(log *sim.Log, state *sim.State, orders []sim.OrderID, t *Catalogue) *diagram {
	p := &plotter{
		diagram: &diagram{orders: orders}, t: t, w: &t.Space, log: log, state: state,
		waits: map[sim.OrderID]uint16{}, waited: map[sim.OrderID]bool{}, sent: map[sim.OrderID]int{}, marked: map[sim.OrderID]int{}, copies: map[sim.OrderID]int{},
	}
	first := sim.EventID(0)
	for _, number := range orders {
		o := state.Order(number)
		if o == nil || !o.Reached(sim.Created) {
			continue
		}
		if first == 0 || o.RungEvent[sim.Created] < first {
			first = o.RungEvent[sim.Created]
		}
		p.panel = p.panel || o.Order.Fulfilment == sim.External
	}
	if first == 0 {
		return p.diagram
	}
	p.actingAt(first)
	for n := first; n <= state.N; n++ {
		if e := log.At(n); slices.Contains(orders, e.Order) {
			p.plotOrder(e)
		} else if e.Order == 0 {
			p.plotShared(e)
		}
	}
	p.closing()
	p.tidy()
	return p.diagram
}

// tidy takes out what is hidden, and faults after the last line of an order.
func (p *plotter) tidy() {
	last := -1
	for i := range p.rows {
		if p.rows[i].order != 0 {
			last = i
		}
	}
	open := slices.ContainsFunc(p.orders, func(number sim.OrderID) bool { return p.goesOn(number) })
	i := -1
	p.rows = slices.DeleteFunc(p.rows, func(r diagramRow) bool {
		i++
		return r.hidden || r.shape == faultShape && i > last && !open
	})
	if last < 0 {
		p.rows = nil
	}
	if p.left = max(0, len(p.rows)-diagramRowsMax); p.left > 0 {
		p.rows = p.rows[p.left:]
	}
}

// goesOn reports whether more can happen to the order.
func (p *plotter) goesOn(number sim.OrderID) bool {
	o := p.state.Order(number)
	if o == nil {
		return false
	}
	switch o.Truth() {
	case sim.Lost, sim.Done, sim.Ended:
		return false
	}
	return true
}

// add appends a line of an event and returns its index.
func (p *plotter) add(e *sim.Event, r diagramRow) int {
	r.event, r.at, r.order = e.N, e.At, e.Order
	p.rows = append(p.rows, r)
	return len(p.rows) - 1
}

// happens appends what becomes true in one place.
func (p *plotter) happens(e *sim.Event, at participant, label, fact string) *diagramRow {
	return &p.rows[p.add(e, diagramRow{shape: happeningShape, from: at, to: at, glyph: '●', label: label, fact: fact})]
}

// message appends an arrow.
func (p *plotter) message(e *sim.Event, from, to participant, label, fact string) *diagramRow {
	return &p.rows[p.add(e, diagramRow{shape: messageShape, from: from, to: to, label: label, fact: fact})]
}

// breaks makes a line one that did not arrive.
func (r *diagramRow) breaks() *diagramRow {
	r.broken, r.pen = true, lost
	return r
}

// lostHere makes a line one of something that broke in its place.
func (r *diagramRow) lostHere() *diagramRow {
	r.glyph, r.pen = '✗', lost
	return r
}

// actingAt shows the states that act already when the first order comes.
func (p *plotter) actingAt(first sim.EventID) {
	for i := range p.state.Faults {
		f := &p.state.Faults[i]
		begins := p.log.At(f.Event)
		if f.Event < first && lasting(faultOf(f)) && (f.End == sim.Never || f.End >= p.log.At(first).At) {
			p.faultBegins(begins)
		}
	}
}

// lasting reports whether the fault is a state rather than something that
// strikes single requests.
func lasting(name sim.FaultName) bool {
	switch name {
	case sim.BrokerDown, sim.LeaderFailover, sim.ReplicaSlow, sim.ConsumerAbsent, sim.ProviderDown, sim.Poison:
		return true
	}
	return false
}

func (p *plotter) faultBegins(e *sim.Event) {
	p.rows[p.add(e, diagramRow{shape: faultShape, glyph: '▲', label: fmt.Sprintf(p.w.Began, clock(e.At), p.faultName(e.Fault)), pen: lost})].order = 0
}

func (p *plotter) faultName(number uint16) string {
	for i := range p.state.Faults {
		if f := &p.state.Faults[i]; f.Number == number {
			return p.t.Faults[faultOf(f)]
		}
	}
	return p.t.Faults[0]
}

// plotShared plots what concerns all orders: faults, and the client's rounds
// while one of the orders waits for them.
func (p *plotter) plotShared(e *sim.Event) {
	switch e.Type {
	case sim.FaultStarted:
		if i := slices.IndexFunc(p.state.Faults, func(f sim.FaultState) bool { return f.Number == e.Fault }); i >= 0 && lasting(faultOf(&p.state.Faults[i])) {
			p.faultBegins(e)
		}
	case sim.FaultEnded:
		if i := slices.IndexFunc(p.state.Faults, func(f sim.FaultState) bool { return f.Number == e.Fault }); i >= 0 && lasting(faultOf(&p.state.Faults[i])) {
			p.add(e, diagramRow{shape: faultShape, label: fmt.Sprintf(p.w.Over, clock(e.At), p.faultName(e.Fault)), pen: quiet})
		}
	case sim.ConnectRefused, sim.ConnectSucceeded, sim.Reconnected:
		p.plotConnect(e)
	case sim.ServiceExited:
		p.happens(e, atService, p.w.Dies, "").lostHere()
	case sim.ServiceRestarted:
		p.happens(e, atService, p.w.Restarts, "")
	}
}

// closing says what became of the orders that are lost.
func (p *plotter) closing() {
	for _, number := range p.orders {
		o := p.state.Order(number)
		if o == nil || o.Truth() != sim.Lost {
			continue
		}
		e := p.log.At(o.LastEvent)
		notes := [...]string{p.w.Notes[0], p.w.Notes[1], fmt.Sprintf(p.w.LeadsTo, number)}
		facts := [...]string{fmt.Sprintf(p.w.ForEver, rowWord(o.Row)), fmt.Sprintf(p.w.TrulyIs, p.w.Truths[sim.Lost]), fmt.Sprintf(p.w.MoneyGone, grouped(int64(o.Charged-o.Refunded)))}
		for i := range notes {
			p.add(e, diagramRow{shape: noteShape, from: atService, to: atService, label: notes[i], fact: facts[i], pen: quiet, factPen: lost})
		}
	}
}
