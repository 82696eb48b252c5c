package ui

import (
	"fmt"
	"slices"
	"strings"
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
	round, tryN uint32
}

// diagram is the way of some orders as a function of a log's prefix.
type diagram struct {
	orders  []sim.OrderID
	rows    []diagramRow
	panel   bool // one of the orders is carried out by the panel
	workers []uint8
	passed  map[sim.OrderID]*passage
	left    int // earlier lines that are left out
}

// passage is what has been plotted of one order so far. Lines are counted from 1.
type passage struct {
	called, marked, sent int    // the lines of its last call, its mark and its last request
	by                   sim.By // who called last
	round                uint32 // of the client, in which it waits
	waits, waited        bool   // for the connection; that it did so before
	trying               bool   // a try of its own is set
	asked                bool   // a request left, or broke off, since its last retry was set
	hindered             bool   // something was in its way before it was in the log
	pending              bool   // its caller waits
	copies, acks         int
	worker               uint8 // has a record of it that is not committed; 0 = none
	worked               bool  // the work was done in the handler that runs
	done                 int   // how often the work was done
	dead                 bool  // it was put aside as a dead letter
	polled               bool  // a worker had it
}

// plotter makes a diagram from a log.
type plotter struct {
	*diagram
	t       *Catalogue
	w       *spaceWords
	log     *sim.Log
	state   *sim.State
	brokers bool  // one broker goes alone, so that it matters which one it is
	crashed uint8 // the worker whose crash is drawn
}

// plot returns the diagram of the orders after the log's first n events, whose
// fold is state.
func plot(log *sim.Log, state *sim.State, orders []sim.OrderID, t *Catalogue) *diagram {
	p := &plotter{diagram: &diagram{orders: orders, passed: map[sim.OrderID]*passage{}}, t: t, w: &t.Space, log: log, state: state}
	first := sim.EventID(0)
	for _, number := range orders {
		p.passed[number] = &passage{}
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
	p.tidy()
	p.closing()
	p.wrap()
	return p.diagram
}

// tidy takes out what is hidden, and what went on in the cluster after the last
// line of an order.
func (p *plotter) tidy() {
	last := -1
	for i := range p.rows {
		if p.rows[i].order != 0 {
			last = i
		}
	}
	open := slices.ContainsFunc(p.orders, func(number sim.OrderID) bool { return p.goesOn(number) })
	several := len(p.workers) > 1
	i := -1
	p.rows = slices.DeleteFunc(p.rows, func(r diagramRow) bool {
		i++
		return r.hidden || i > last && !open && r.order == 0 && (r.shape == faultShape || r.from != atService)
	})
	for i := range p.rows {
		if r := &p.rows[i]; several && r.shape == messageShape && r.event > 0 {
			if e := p.log.At(r.event); e.Type == sim.RecordPolled {
				r.short, r.label = fmt.Sprintf(p.w.ToWorkerShort, e.Worker), fmt.Sprintf(p.w.ToWorker, r.label, e.Worker)
			}
		}
	}
	if last < 0 {
		p.rows = nil
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

// closing says what became of the orders that are lost, and of callers that
// are still waiting when the run is over.
func (p *plotter) closing() {
	for _, number := range p.orders {
		o := p.state.Order(number)
		if o == nil {
			continue
		}
		lost := o.Truth() == sim.Lost
		if lost {
			p.closeLost(o, number)
		}
		if passed := p.passed[number]; passed.pending && p.state.Ended != 0 {
			label := p.w.RunOver
			if lost {
				label = ""
			}
			p.note(o, label, fmt.Sprintf(p.w.StillWaits, number))
		}
	}
}

func (p *plotter) closeLost(o *sim.OrderState, number sim.OrderID) {
	notes := [...]string{p.w.Notes[0], p.w.Notes[1], fmt.Sprintf(p.w.LeadsTo, number)}
	if p.passed[number].dead {
		notes = [...]string{p.w.DeadNotes[0], p.w.DeadNotes[1], ""}
	}
	facts := [...]string{fmt.Sprintf(p.w.ForEver, rowWord(o.Row)), fmt.Sprintf(p.w.TrulyIs, p.w.Truths[sim.Lost]), fmt.Sprintf(p.w.MoneyGone, grouped(o.Charged-o.Refunded))}
	for i := range notes {
		p.note(o, notes[i], facts[i])
	}
}

// note appends words that no event stands for.
func (p *plotter) note(o *sim.OrderState, label, fact string) {
	p.add(p.log.At(o.LastEvent), diagramRow{shape: noteShape, label: label, fact: fact, pen: quiet, factPen: lost})
}

// wrap continues facts that are too long for their column in a line of their
// own, and drops the first lines of a diagram that is too long.
func (p *plotter) wrap() {
	var rows []diagramRow
	for i := range p.rows {
		r := p.rows[i]
		head, tail := r.fact, ""
		if r.shape != faultShape {
			head, tail = brokenInTwo(r.fact)
		}
		r.fact = head
		rows = append(rows, r)
		if tail != "" {
			rows = append(rows, diagramRow{event: r.event, order: r.order, at: r.at, shape: noteShape, from: r.from, to: r.from, fact: tail, factPen: r.factPen})
		}
	}
	if p.left = max(0, len(rows)-diagramRowsMax); p.left > 0 {
		rows = rows[p.left:]
	}
	p.rows = rows
}

// brokenInTwo breaks a fact that is wider than its column: after a space or an
// underscore, or before a capital letter, as errors are named.
func brokenInTwo(text string) (head, tail string) {
	if columns(text) <= factWidthShort {
		return text, ""
	}
	at := 0
	for i := range text {
		if i == 0 || columns(text[:i]) > factWidthShort {
			continue
		}
		before, next := text[i-1], text[i]
		if before == '_' || before == ' ' || 'A' <= next && next <= 'Z' && 'a' <= before && before <= 'z' {
			at = i
		}
	}
	if at == 0 {
		return text, ""
	}
	return strings.TrimSuffix(text[:at], " "), text[at:]
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

// plotShared plots what concerns all orders: faults and brokers, the process of
// the order service and those of the workers, and the client's rounds while one
// of the orders waits for them.
func (p *plotter) plotShared(e *sim.Event) {
	switch e.Type {
	case sim.FaultStarted, sim.FaultEnded:
		p.plotFault(e)
	case sim.BrokerStopped, sim.BrokerStarted:
		p.plotBroker(e)
	case sim.LeaderElected:
		p.plotElection(e)
	case sim.ConnectRefused, sim.ConnectSucceeded, sim.Reconnected:
		p.plotConnect(e)
	case sim.ServiceExited, sim.ServiceRestarted:
		p.plotProcess(e)
	case sim.ConsumerCrashed, sim.ConsumerRestarted, sim.MemberLeft:
		p.plotWorker(e)
	case sim.MemberJoined:
		p.plotLetIn(e)
	}
}
