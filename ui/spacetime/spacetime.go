package spacetime

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/tell"
	"orderflow/ui/words"
)

// Limits of a space-time diagram.
const (
	DiagramOrdersMax = 6     // orders in one diagram
	diagramRowsMax   = 5_000 // lines of one diagram: the last ones are kept
)

// RowShape is how a line of the diagram is drawn.
type RowShape uint8

// The shapes of a line.
const (
	happeningShape RowShape = iota // something became true in one place
	messageShape                   // a record or an answer
	statusShape                    // a status event, or an error within the process
	faultShape                     // across all columns
	NoteShape                      // words at a place, without an event
)

// DiagramRow is one line: what happened when, between whom, and what is known
// from then on. Screen, text and picture are drawn from the same rows.
type DiagramRow struct {
	Event       sim.EventID
	order       sim.OrderID // 0 for what all orders share
	At          time.Duration
	Shape       RowShape
	from, to    words.Participant // the same where it happens in one place
	glyph       rune              // of a happening
	pen         canvas.Pen
	label       string
	short       string // where there is little room; empty = label
	broken      bool   // it did not arrive
	fact        string // who knows what now
	factPen     canvas.Pen
	hidden      bool // stands in another line
	round, tryN uint32
}

// Diagram is the way of some orders as a function of a log's prefix.
type Diagram struct {
	orders  []sim.OrderID
	Rows    []DiagramRow
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
	*Diagram
	t       *words.Catalogue
	w       *words.SpaceWords
	log     *sim.Log
	state   *sim.State
	brokers bool  // one broker goes alone, so that it matters which one it is
	crashed uint8 // the worker whose crash is drawn
}

// Plot returns the diagram of the orders after the log's first n events, whose
// fold is state.
func Plot(log *sim.Log, state *sim.State, orders []sim.OrderID, t *words.Catalogue) *Diagram {
	p := &plotter{Diagram: &Diagram{orders: orders, passed: map[sim.OrderID]*passage{}}, t: t, w: &t.Space, log: log, state: state}
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
		return p.Diagram
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
	return p.Diagram
}

// tidy takes out what is hidden, and what went on in the cluster after the last
// line of an order.
func (p *plotter) tidy() {
	last := -1
	for i := range p.Rows {
		if p.Rows[i].order != 0 {
			last = i
		}
	}
	open := slices.ContainsFunc(p.orders, func(number sim.OrderID) bool { return p.goesOn(number) })
	several := len(p.workers) > 1
	i := -1
	p.Rows = slices.DeleteFunc(p.Rows, func(r DiagramRow) bool {
		i++
		return r.hidden || i > last && !open && r.order == 0 && (r.Shape == faultShape || r.from != words.AtService)
	})
	for i := range p.Rows {
		if r := &p.Rows[i]; several && r.Shape == messageShape && r.Event > 0 {
			if e := p.log.At(r.Event); e.Type == sim.RecordPolled {
				r.short, r.label = fmt.Sprintf(p.w.ToWorkerShort, e.Worker), fmt.Sprintf(p.w.ToWorker, r.label, e.Worker)
			}
		}
	}
	if last < 0 {
		p.Rows = nil
	}
}

// goesOn reports whether more can happen to the order.
func (p *plotter) goesOn(number sim.OrderID) bool {
	o := p.state.Order(number)
	return o != nil && !o.Truth().Over()
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
	facts := [...]string{fmt.Sprintf(p.w.ForEver, tell.RowWord(o.Row)), fmt.Sprintf(p.w.TrulyIs, p.w.Truths[sim.Lost]), fmt.Sprintf(p.w.MoneyGone, typeset.Grouped(o.Charged-o.Refunded))}
	for i := range notes {
		p.note(o, notes[i], facts[i])
	}
}

// note appends words that no event stands for.
func (p *plotter) note(o *sim.OrderState, label, fact string) {
	p.add(p.log.At(o.LastEvent), DiagramRow{Shape: NoteShape, label: label, fact: fact, pen: canvas.Quiet, factPen: canvas.Lost})
}

// wrap continues facts that are too long for their column in a line of their
// own, and drops the first lines of a diagram that is too long.
func (p *plotter) wrap() {
	var rows []DiagramRow
	for i := range p.Rows {
		r := p.Rows[i]
		head, tail := r.fact, ""
		if r.Shape != faultShape {
			head, tail = brokenInTwo(r.fact)
		}
		r.fact = head
		rows = append(rows, r)
		if tail != "" {
			rows = append(rows, DiagramRow{Event: r.Event, order: r.order, At: r.At, Shape: NoteShape, from: r.from, to: r.from, fact: tail, factPen: r.factPen})
		}
	}
	if p.left = max(0, len(rows)-diagramRowsMax); p.left > 0 {
		rows = rows[p.left:]
	}
	p.Rows = rows
}

// brokenInTwo breaks a fact that is wider than its column: after a space or an
// underscore, or before a capital letter, as errors are named.
func brokenInTwo(text string) (head, tail string) {
	if canvas.Columns(text) <= factWidthNarrow {
		return text, ""
	}
	at := 0
	for i := range text {
		if i == 0 || canvas.Columns(text[:i]) > factWidthNarrow {
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
func (p *plotter) add(e *sim.Event, r DiagramRow) int {
	r.Event, r.At, r.order = e.N, e.At, e.Order
	p.Rows = append(p.Rows, r)
	return len(p.Rows) - 1
}

// happens appends what becomes true in one place.
func (p *plotter) happens(e *sim.Event, at words.Participant, label, fact string) *DiagramRow {
	return &p.Rows[p.add(e, DiagramRow{Shape: happeningShape, from: at, to: at, glyph: '●', label: label, fact: fact})]
}

// message appends an arrow.
func (p *plotter) message(e *sim.Event, from, to words.Participant, label, fact string) *DiagramRow {
	return &p.Rows[p.add(e, DiagramRow{Shape: messageShape, from: from, to: to, label: label, fact: fact})]
}

// breaks makes a line one that did not arrive.
func (r *DiagramRow) breaks() *DiagramRow {
	r.broken, r.pen = true, canvas.Lost
	return r
}

// lostHere makes a line one of something that broke in its place.
func (r *DiagramRow) lostHere() *DiagramRow {
	r.glyph, r.pen = '✗', canvas.Lost
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
