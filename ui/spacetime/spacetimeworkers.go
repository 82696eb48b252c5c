package spacetime

import (
	"fmt"
	"slices"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/moment"
	"orderflow/ui/tell"
	"orderflow/ui/words"
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
			r := p.happens(e, words.AtConsumer, fmt.Sprintf(w.Again, e.Try), "")
			r.glyph, r.pen, r.short = '◆', canvas.Unknown, fmt.Sprintf(w.AgainShort, e.Try)
		}
	case sim.HandlerReturned:
		p.returned(e, o.Order.Fulfilment)
	case sim.HandlerFailed:
		p.happens(e, words.AtConsumer, w.Throws, e.Code.String()).lostHere().factPen = canvas.Lost
	case sim.RecordCommitted:
		passed.worker = 0
		p.message(e, words.AtConsumer, words.AtBroker, fmt.Sprintf(w.Commit, e.Offset+1), "")
	case sim.CommitFailed:
		p.message(e, words.AtConsumer, words.AtBroker, fmt.Sprintf(w.Commit, e.Offset+1), "").breaks()
	case sim.DeadLettered:
		passed.dead = true
		p.message(e, words.AtConsumer, words.AtBroker, w.DeadLetter, "")
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
	p.message(e, words.AtBroker, words.AtConsumer, label, "").short = p.w.Record
}

// returned plots a handler that returns without having done the work: the
// panel does it, or nobody.
func (p *plotter) returned(e *sim.Event, by sim.Fulfilment) {
	passed := p.passed[e.Order]
	switch {
	case passed.worked:
		passed.worked = false // its end stands in the line of the work
	case by == sim.External:
		p.happens(e, words.AtConsumer, p.w.Handled, p.w.HandledOnly)
	default:
		p.happens(e, words.AtConsumer, p.w.Handled, p.w.NothingDone).factPen = canvas.Lost
	}
}

// finished plots that the work is really done: by the handler, or by the panel.
func (p *plotter) finished(e *sim.Event) {
	passed := p.passed[e.Order]
	passed.done++
	passed.worked = e.Job == 0
	fact, pen, glyph := fmt.Sprintf(p.w.TrulyIs, p.w.Truths[sim.Done]), canvas.Done, '●'
	if passed.done > 1 {
		fact, pen, glyph = fmt.Sprintf(p.w.DoneTimes, passed.done), canvas.Unknown, '◆'
	}
	if i := len(p.Rows) - 1; e.Job > 0 && i >= 0 && p.Rows[i].order == e.Order && p.log.At(p.Rows[i].Event).Type == sim.JobEnded {
		p.Rows[i].fact, p.Rows[i].factPen, p.Rows[i].glyph, p.Rows[i].pen = fact, pen, glyph, pen
		return
	}
	at := words.AtConsumer
	if e.Job > 0 {
		at = words.AtPanel
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
			p.happens(e, words.AtConsumer, p.w.Crashes, fact).lostHere()
		}
	case sim.ConsumerRestarted:
		if p.crashed == e.Worker {
			p.crashed = 0
			p.happens(e, words.AtConsumer, p.w.Restarts, "").short = p.w.RestartsShort
		}
	case sim.MemberLeft:
		if sim.Reason(e.Word) == sim.ReasonSessionTimeout && (p.holds(e.Worker) || p.unread(e.Group)) {
			p.happens(e, words.AtBroker, fmt.Sprintf(p.w.SessionOver, e.Worker), "").short = fmt.Sprintf(p.w.SessionShort, e.Worker)
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
	if e.LetsClientIn() && slices.ContainsFunc(p.orders, waits) && (&moment.Moment{Log: p.log}).LetIn(e) {
		p.happens(e, words.AtProducer, p.w.LetIn, "").short = p.w.LetInShort
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
		p.message(e, words.AtConsumer, words.AtPanel, w.Add, "")
	case sim.PanelAccepted:
		r := p.message(e, words.AtPanel, words.AtConsumer, fmt.Sprintf(w.Job, e.Job), w.Accepted)
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
		if tell.Declines(e) {
			fact = w.Declined // what it said stands in the fault's line
		}
		r := p.message(e, words.AtPanel, words.AtConsumer, label, fact)
		r.pen, r.short = canvas.Lost, w.Refused
	case sim.PanelSilent:
		r := p.message(e, words.AtPanel, words.AtConsumer, w.NoAnswer, w.MayAccept).breaks()
		r.short, r.factPen = w.NoAnswerShort, canvas.Unknown
	case sim.JobProgressed:
		p.happens(e, words.AtPanel, fmt.Sprintf("%d %%", e.Value), "").pen = canvas.Moving
	case sim.JobDropped, sim.JobRefilled:
		r := p.happens(e, words.AtPanel, w.Fell, fmt.Sprintf(w.Delivered, typeset.Grouped(e.Value), typeset.Grouped(int64(p.state.Order(e.Order).Order.Quantity))))
		if r.pen, r.factPen = canvas.Lost, canvas.Lost; e.Type == sim.JobRefilled {
			r.label, r.pen, r.factPen = w.Refilled, canvas.Done, canvas.Done
		}
	case sim.RefillOrdered:
		p.message(e, words.AtConsumer, words.AtPanel, "refill", "")
	case sim.JobEnded:
		r := p.happens(e, words.AtPanel, sim.JobStatus(e.Word).String(), "")
		r.pen, r.short = canvas.Done, "100 %"
		if sim.JobStatus(e.Word) != sim.JobCompleted {
			r.lostHere().short = ""
			r.fact, r.factPen = fmt.Sprintf(w.Delivered, typeset.Grouped(e.Offset), typeset.Grouped(int64(p.state.Order(e.Order).Order.Quantity))), canvas.Lost
		}
	}
}

func (p *plotter) plotReply(e *sim.Event) {
	w := p.w
	switch e.Type {
	case sim.ReplySent:
		p.message(e, words.AtConsumer, words.AtBroker, w.Reply, "")
	case sim.ReplyFailed:
		p.message(e, words.AtConsumer, words.AtBroker, w.Reply, e.Code.String()).breaks()
	case sim.ReplyReceived:
		p.message(e, words.AtBroker, words.AtService, w.Reply, "")
	case sim.ReplyDropped:
		p.message(e, words.AtBroker, words.AtService, w.Reply, w.NobodyWaits).breaks()
	}
}
