package ui

import (
	"fmt"
	"slices"

	"orderflow/sim"
)

func (p *plotter) plotConsumer(e *sim.Event) {
	w, o, passed := p.w, p.state.Order(e.Order), p.passed[e.Order]
	if e.Type == sim.WorkFinished {
		p.finished(e)
		return
	}
	if e.Group != o.Order.Fulfilment.Carrier() {
		return
	}
	switch e.Type {
	case sim.RecordPolled:
		p.polled(e)
	case sim.HandlerStarted:
		passed.worked = false
		if e.Try > 1 {
			r := p.happens(e, atConsumer, fmt.Sprintf(w.Again, e.Try), "")
			r.glyph, r.pen, r.short = '◆', unknown, fmt.Sprintf(w.AgainShort, e.Try)
		}
	case sim.HandlerReturned:
		p.returned(e, o.Order.Fulfilment)
	case sim.HandlerFailed:
		p.happens(e, atConsumer, w.Throws, e.Code.String()).lostHere().factPen = lost
	case sim.RecordCommitted:
		passed.worker = 0
		p.message(e, atConsumer, atBroker, fmt.Sprintf(w.Commit, e.Offset+1), "")
	case sim.CommitFailed:
		p.message(e, atConsumer, atBroker, fmt.Sprintf(w.Commit, e.Offset+1), "").breaks()
	case sim.DeadLettered:
		passed.dead = true
		p.message(e, atConsumer, atBroker, w.DeadLetter, "")
	}
}

// polled plots that a worker has the record: which one of them, where the
// order is in the log more than once.
func (p *plotter) polled(e *sim.Event) {
	passed := p.passed[e.Order]
	passed.worker, passed.polled = e.Worker, true
	if !slices.Contains(p.workers, e.Worker) {
		p.workers = append(p.workers, e.Worker)
	}
	label := p.w.Record
	if passed.copies > 1 {
		label += " " + recordPlace(e)
	}
	p.message(e, atBroker, atConsumer, label, "").short = p.w.Record
}

// returned plots a handler that returns without having done the work: the
// panel does it, or nobody.
func (p *plotter) returned(e *sim.Event, by sim.Fulfilment) {
	passed := p.passed[e.Order]
	switch {
	case passed.worked:
		passed.worked = false // its end stands in the line of the work
	case by == sim.External:
		p.happens(e, atConsumer, p.w.Handled, p.w.HandledOnly)
	default:
		p.happens(e, atConsumer, p.w.Handled, p.w.NothingDone).factPen = lost
	}
}

// finished plots that the work is really done: by the handler, or by the panel.
func (p *plotter) finished(e *sim.Event) {
	passed := p.passed[e.Order]
	passed.done++
	passed.worked = e.Job == 0
	fact, pen, glyph := fmt.Sprintf(p.w.TrulyIs, p.w.Truths[sim.Done]), done, '●'
	if passed.done > 1 {
		fact, pen, glyph = fmt.Sprintf(p.w.DoneTimes, passed.done), unknown, '◆'
	}
	if i := len(p.rows) - 1; e.Job > 0 && i >= 0 && p.rows[i].order == e.Order && p.log.At(p.rows[i].event).Type == sim.JobEnded {
		p.rows[i].fact, p.rows[i].factPen, p.rows[i].glyph, p.rows[i].pen = fact, pen, glyph, pen
		return
	}
	at := atConsumer
	if e.Job > 0 {
		at = atPanel
	}
	r := p.happens(e, at, p.w.Handled, fact)
	r.glyph, r.pen, r.factPen = glyph, pen, pen
}

// plotWorker plots that a worker which has one of the orders dies and starts
// again, and that its group does not count on it any more.
func (p *plotter) plotWorker(e *sim.Event) {
	if !p.carries(e.Group) {
		return
	}
	switch e.Type {
	case sim.ConsumerCrashed:
		fact, ours := "", slices.Contains(p.orders, p.log.At(max(e.Cause, 1)).Order)
		if p.holds(e.Worker) {
			fact, ours = p.w.NotCommitted, true
		}
		if ours {
			p.crashed = e.Worker
			p.happens(e, atConsumer, p.w.Crashes, fact).lostHere()
		}
	case sim.ConsumerRestarted:
		if p.crashed == e.Worker {
			p.crashed = 0
			p.happens(e, atConsumer, p.w.Restarts, "").short = p.w.RestartsShort
		}
	case sim.MemberLeft:
		if sim.Reason(e.Word) == sim.ReasonSessionTimeout && (p.holds(e.Worker) || p.unread(e.Group)) {
			p.happens(e, atBroker, fmt.Sprintf(p.w.SessionOver, e.Worker), "").short = fmt.Sprintf(p.w.SessionShort, e.Worker)
		}
	}
}

// unread reports whether a record of one of the orders that the group carries
// out is in the log, and nobody has fetched it.
func (p *plotter) unread(group sim.Group) bool {
	return slices.ContainsFunc(p.orders, func(number sim.OrderID) bool {
		o, passed := p.state.Order(number), p.passed[number]
		return o != nil && o.Order.Fulfilment.Carrier() == group && passed.copies > 0 && !passed.polled
	})
}

// plotLetIn plots that the client of an order service that started again has
// joined its group, which one of the orders waited for.
func (p *plotter) plotLetIn(e *sim.Event) {
	waits := func(number sim.OrderID) bool {
		return p.passed[number].called > 0 && p.passed[number].sent < p.passed[number].called
	}
	if letsIn(e) && slices.ContainsFunc(p.orders, waits) && (&Moment{Log: p.log}).letIn(e) {
		p.happens(e, atProducer, p.w.LetIn, "").short = p.w.LetInShort
	}
}

// carries reports whether the group carries out one of the orders.
func (p *plotter) carries(group sim.Group) bool {
	return slices.ContainsFunc(p.orders, func(number sim.OrderID) bool {
		o := p.state.Order(number)
		return o != nil && o.Order.Fulfilment.Carrier() == group
	})
}

// holds reports whether the worker has a record of the orders that is not committed.
func (p *plotter) holds(worker uint8) bool {
	return slices.ContainsFunc(p.orders, func(number sim.OrderID) bool { return p.passed[number].worker == worker })
}

func (p *plotter) plotPanel(e *sim.Event) {
	w := p.w
	switch e.Type {
	case sim.PanelCalled:
		p.message(e, atConsumer, atPanel, w.Add, "")
	case sim.PanelAccepted:
		r := p.message(e, atPanel, atConsumer, fmt.Sprintf(w.Job, e.Job), w.Accepted)
		r.short = fmt.Sprint(e.Job)
		if !e.Flag {
			r.breaks().fact = w.Unheard
		}
	case sim.PanelRefusal:
		label := w.Refused
		if e.Value > 0 {
			label = fmt.Sprintf("%s %d", w.Refused, e.Value)
		}
		fact := e.Code.String()
		if declines(e) {
			fact = w.Declined // what it said stands in the fault's line
		}
		r := p.message(e, atPanel, atConsumer, label, fact)
		r.pen, r.short = lost, w.Refused
	case sim.PanelSilent:
		r := p.message(e, atPanel, atConsumer, w.NoAnswer, w.MayAccept).breaks()
		r.short, r.factPen = w.NoAnswerShort, unknown
	case sim.JobProgressed:
		p.happens(e, atPanel, fmt.Sprintf("%d %%", e.Value), "").pen = moving
	case sim.JobDropped, sim.JobRefilled:
		r := p.happens(e, atPanel, w.Fell, fmt.Sprintf(w.Delivered, grouped(e.Value), grouped(int64(p.state.Order(e.Order).Order.Quantity))))
		if r.pen, r.factPen = lost, lost; e.Type == sim.JobRefilled {
			r.label, r.pen, r.factPen = w.Refilled, done, done
		}
	case sim.RefillOrdered:
		p.message(e, atConsumer, atPanel, "refill", "")
	case sim.JobEnded:
		r := p.happens(e, atPanel, sim.JobStatus(e.Word).String(), "")
		r.pen, r.short = done, "100 %"
		if sim.JobStatus(e.Word) != sim.JobCompleted {
			r.lostHere().short = ""
			r.fact, r.factPen = fmt.Sprintf(w.Delivered, grouped(e.Offset), grouped(int64(p.state.Order(e.Order).Order.Quantity))), lost
		}
	}
}

func (p *plotter) plotReply(e *sim.Event) {
	w := p.w
	switch e.Type {
	case sim.ReplySent:
		p.message(e, atConsumer, atBroker, w.Reply, "")
	case sim.ReplyFailed:
		p.message(e, atConsumer, atBroker, w.Reply, e.Code.String()).breaks()
	case sim.ReplyReceived:
		p.message(e, atBroker, atService, w.Reply, "")
	case sim.ReplyDropped:
		p.message(e, atBroker, atService, w.Reply, w.NobodyWaits).breaks()
	}
}
