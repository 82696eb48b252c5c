package ui

import (
	"fmt"
	"time"

	"orderflow/sim"
)

// plotOrder plots an event of one of the orders.
func (p *plotter) plotOrder(e *sim.Event) {
	if e.Topic > sim.Orders && e.Topic != sim.Reply && e.Topic != sim.Status || e.Group == sim.StatisticsGroup {
		return
	}
	switch {
	case e.Type <= sim.ServiceRestarted:
		p.plotService(e)
	case e.Type <= sim.RecordTruncated && e.Topic <= sim.Orders:
		p.plotProducer(e)
	case e.Type == sim.FaultStruck:
		p.rows[p.add(e, diagramRow{shape: faultShape, glyph: '▲', label: fmt.Sprintf(p.w.Began, clock(e.At), p.faultName(e.Fault)), pen: lost})].order = e.Order
	case e.Type <= sim.WorkFinished && e.Topic <= sim.Orders:
		p.plotConsumer(e)
	case e.Type <= sim.StatusSent:
		p.plotPanel(e)
	default:
		p.plotReply(e)
	}
}

func (p *plotter) plotService(e *sim.Event) {
	w, mode := p.w, p.state.Setup.Mode%3
	switch e.Type {
	case sim.PublishCalled:
		label, fact := fmt.Sprintf(w.Calls[mode], e.Order), w.CallerWaits
		if mode == sim.Emit {
			fact = w.CallerNothing
		}
		switch sim.By(e.Word) {
		case sim.BySweeper:
			label, fact = fmt.Sprintf(w.Sweeper, e.Order), ""
		case sim.ByOutbox:
			label, fact = fmt.Sprintf(w.Outbox, e.Order), ""
		}
		p.happens(e, atService, label, fact).short = w.CallShort[mode]
	case sim.OrderMarked:
		p.marked[e.Order] = len(p.rows)
		p.rowSays(e)
	case sim.RowChanged:
		if cause := p.log.At(max(e.Cause, 1)); cause.Type == sim.StatusSent {
			from := atConsumer
			r := &p.rows[p.add(e, diagramRow{shape: statusShape, from: from, to: atService, label: fmt.Sprintf(w.Status, sim.Row(e.Word)), short: sim.Row(e.Word).String()})]
			r.fact, r.factPen = fmt.Sprintf(w.RowFact, rowWord(sim.Row(e.Word))), belief
			return
		}
		p.rowSays(e)
	case sim.PointsRefunded:
		p.happens(e, atService, w.Refund, fmt.Sprintf(w.MoneyBack, grouped(e.Value)))
	case sim.CallerKnows:
		p.callerKnows(e)
	case sim.ServiceExited:
		p.happens(e, atService, w.Dies, "").lostHere()
	case sim.ServiceRestarted:
		p.happens(e, atService, w.Restarts, "")
	}
}

// rowSays plots what the order service writes into the row by itself.
func (p *plotter) rowSays(e *sim.Event) {
	row := rowWord(sim.Row(e.Word))
	r := p.happens(e, atService, fmt.Sprintf(p.w.RowSays, row), fmt.Sprintf(p.w.RowFact, row))
	r.short, r.pen, r.factPen = row, belief, belief
}

// callerKnows plots the end of the caller's waiting; an emit() that nobody
// awaits has none.
func (p *plotter) callerKnows(e *sim.Event) {
	w := p.w
	after := p.t.span(time.Duration(e.Value))
	switch sim.Outcome(e.Word) {
	case sim.Value:
		if p.state.Setup.Mode == sim.Send {
			r := p.happens(e, atService, w.Value, fmt.Sprintf(w.CallerValue, after))
			r.glyph = '✓'
			return
		}
		p.add(e, diagramRow{shape: statusShape, from: atProducer, to: atService, label: w.Value, fact: fmt.Sprintf(w.CallerValue, after)})
	case sim.Failure:
		shape, from := statusShape, atProducer
		if e.Code == sim.TimeoutError {
			shape, from = happeningShape, atService
		}
		p.add(e, diagramRow{shape: shape, from: from, to: atService, glyph: '✗', label: w.Error, pen: lost, fact: fmt.Sprintf(w.CallerError, after), factPen: lost})
	case sim.Unknown:
		r := p.happens(e, atService, w.NoAnswer, w.CallerDied)
		r.glyph, r.pen, r.factPen = '?', unknown, unknown
	}
}

func (p *plotter) plotProducer(e *sim.Event) {
	w := p.w
	switch e.Type {
	case sim.MemoryWaiting:
		p.waitsInMemory(e)
	case sim.RequestSent:
		delete(p.waits, e.Order)
		label := fmt.Sprintf(w.Produce, e.Order)
		if e.Try > 1 {
			label = fmt.Sprintf(w.ProduceTry, e.Order, e.Try)
		}
		p.sent[e.Order] = len(p.rows)
		p.message(e, atProducer, atBroker, label, "").short = w.ProduceShort
	case sim.RequestAcked:
		p.message(e, atBroker, atProducer, w.Ack, w.ProducerKnows)
	case sim.RequestRefused:
		r := p.message(e, atBroker, atProducer, w.Refused, e.Code.String())
		r.pen, r.factPen = lost, lost
		p.early(e.Order)
	case sim.RequestFailed:
		p.requestFailed(e)
	case sim.RetryScheduled:
		r := p.happens(e, atProducer, fmt.Sprintf(w.Retry, e.Try, p.t.seconds(time.Duration(e.Value))), fmt.Sprintf(w.WaitsMemory, e.Order))
		r.glyph, r.pen, r.short = '↻', waiting, fmt.Sprintf(p.t.Producer.TryOf, e.Try, attemptsKafkaJS)
	case sim.PublishGaveUp:
		p.gaveUp(e)
	case sim.MemoryLost:
		delete(p.waits, e.Order)
		p.happens(e, atProducer, w.MemoryGone, "").lostHere()
	case sim.NeverSubscribed:
		p.happens(e, atService, w.Cold, w.NothingSent).lostHere()
	case sim.RecordAppended:
		p.appended(e)
	case sim.RecordTruncated:
		p.happens(e, atBroker, fmt.Sprintf(w.Gone, recordPlace(e)), fmt.Sprintf(w.TrulyIs, p.w.Truths[sim.Lost])).lostHere()
	}
}

func recordPlace(e *sim.Event) string { return fmt.Sprintf("P%d@%d", e.Partition, e.Offset) }

func (p *plotter) appended(e *sim.Event) {
	label, fact, glyph := recordPlace(e), p.w.BrokerHas, '●'
	p.copies[e.Order]++
	if p.copies[e.Order] > 1 {
		label, fact, glyph = fmt.Sprintf(p.w.Copy, label, p.copies[e.Order]), p.w.BrokerTwice, '◆'
	}
	r := p.happens(e, atBroker, label, fact)
	r.glyph, r.short = glyph, recordPlace(e)
}

// waitsInMemory plots that an order waits for the connection, once for each round.
func (p *plotter) waitsInMemory(e *sim.Event) {
	fact := p.w.WaitsMemory
	if p.waited[e.Order] {
		fact = p.w.WaitsOn
	}
	p.waits[e.Order], p.waited[e.Order] = e.Round, true
	r := p.happens(e, atProducer, fmt.Sprintf(p.w.WaitsRound, e.Round), fmt.Sprintf(fact, e.Order))
	r.glyph, r.pen, r.factPen, r.short = '○', waiting, waiting, p.w.Waits
	p.early(e.Order)
}

// early says of a row that says PUBLISHED that it came too early: its record
// is not in the log yet, and something is in its way.
func (p *plotter) early(number sim.OrderID) {
	i, found := p.marked[number]
	if !found || p.copies[number] > 0 {
		return
	}
	r := &p.rows[i]
	r.fact, r.factPen = fmt.Sprintf(p.w.TooEarly, rowWord(sim.Row(p.log.At(r.event).Word))), lost
}

// requestFailed plots a request without an answer: it broke off on its way, or
// its answer did.
func (p *plotter) requestFailed(e *sim.Event) {
	i, found := p.sent[e.Order]
	p.early(e.Order)
	switch {
	case !e.Flag:
		p.message(e, atProducer, atBroker, fmt.Sprintf(p.w.Produce, e.Order), p.w.NeverOut).breaks().short = p.w.ProduceShort
		return
	case found && !p.arrivedSince(e.Order, i):
		p.rows[i].breaks()
		r := p.happens(e, atProducer, p.w.NoAnswer, p.w.MayExist)
		r.glyph, r.pen, r.factPen = '?', unknown, unknown
		return
	}
	p.message(e, atBroker, atProducer, p.w.Ack, p.w.MayExist).breaks().factPen = unknown
}

// arrivedSince reports whether a copy of the order came into the log after a line.
func (p *plotter) arrivedSince(number sim.OrderID, i int) bool {
	for _, r := range p.rows[i:] {
		if r.order == number && r.event > 0 && p.log.At(r.event).Type == sim.RecordAppended {
			return true
		}
	}
	return false
}

// gaveUp plots the end of a publish: with emit() into a Subject that nobody observes.
func (p *plotter) gaveUp(e *sim.Event) {
	delete(p.waits, e.Order)
	if p.state.Setup.Mode == sim.Emit {
		r := &p.rows[p.add(e, diagramRow{shape: statusShape, from: atProducer, to: atService, label: p.w.Error, fact: p.w.Dropped})]
		r.breaks().factPen = lost
		return
	}
	p.happens(e, atProducer, p.w.GivesUp, e.Code.String()).lostHere().factPen = lost
}

// plotConnect plots a connect of a round that one of the orders waits for, and
// every success while one waits at all. Of a later round the connects between
// its first and its last share a line.
func (p *plotter) plotConnect(e *sim.Event) {
	waiter, inRound := p.waiter(e.Round)
	if waiter == 0 || e.Type == sim.ConnectRefused && !inRound {
		return
	}
	if e.Type == sim.Reconnected {
		if i := len(p.rows) - 1; i >= 0 && p.rows[i].round == e.Round {
			p.rows[i].fact, p.rows[i].factPen = p.w.Connected, ink
		}
		return
	}
	label := fmt.Sprintf(p.w.Connect, e.Try, connectsOfRound)
	if e.Round > 1 {
		label = fmt.Sprintf(p.w.Round, e.Round, e.Try, connectsOfRound)
	}
	r := diagramRow{shape: messageShape, from: atProducer, to: atBroker, label: label, short: fmt.Sprintf(p.w.RoundShort, e.Round, e.Try, connectsOfRound), round: e.Round, tryN: e.Try}
	if e.Type == sim.ConnectSucceeded {
		r.fact, r.factPen = fmt.Sprintf(p.w.WaitsMetadata, waiter), waiting
		p.add(e, r)
		return
	}
	r.broken, r.pen = true, lost
	p.refusedToo(&r, e)
	p.add(e, r)
}

// refusedToo gives a refused connect its words, and hides those it stands for.
func (p *plotter) refusedToo(r *diagramRow, e *sim.Event) {
	for i := range p.rows {
		if before := &p.rows[i]; e.Round > 1 && before.round == e.Round && before.tryN > 1 && before.broken {
			before.hidden = true
		}
	}
	switch {
	case e.Value == 0 && e.Round == 1:
		r.fact = p.w.FirstUsedUp
	case e.Value == 0:
		r.fact = fmt.Sprintf(p.w.UsedUp, e.Round)
	case e.Round > 1 && e.Try > 2:
		r.fact, r.factPen = fmt.Sprintf(p.w.RefusedToo, 2, e.Try-1, connectsOfRound), quiet
	}
}

// waiter returns an order that waits for the connection, in this round if any.
func (p *plotter) waiter(round uint16) (number sim.OrderID, inRound bool) {
	for _, n := range p.orders {
		r, waits := p.waits[n]
		if waits && (number == 0 || r == round && !inRound) {
			number, inRound = n, inRound || r == round
		}
	}
	return number, inRound
}

func (p *plotter) plotConsumer(e *sim.Event) {
	w, o := p.w, p.state.Order(e.Order)
	if e.Type == sim.WorkFinished {
		p.finished(e)
		return
	}
	if e.Group != o.Order.Fulfilment.Carrier() {
		return
	}
	p.worker = e.Worker
	switch e.Type {
	case sim.RecordPolled:
		p.message(e, atBroker, atConsumer, w.Record, "")
	case sim.HandlerStarted:
		if e.Try > 1 {
			r := p.happens(e, atConsumer, fmt.Sprintf(w.Again, e.Try), "")
			r.glyph, r.pen = '◆', unknown
		}
	case sim.HandlerReturned:
		if i := len(p.rows) - 1; i >= 0 && p.rows[i].order == e.Order && p.log.At(p.rows[i].event).Type == sim.WorkFinished {
			return // the work was done in the handler
		}
		fact := ""
		if o.Order.Fulfilment == sim.External {
			fact = w.HandledOnly
		}
		p.happens(e, atConsumer, w.Handled, fact)
	case sim.HandlerFailed:
		p.happens(e, atConsumer, w.Throws, e.Code.String()).lostHere().factPen = lost
	case sim.ConsumerCrashed:
		p.happens(e, atConsumer, w.Crashes, "").lostHere()
	case sim.RecordCommitted:
		p.message(e, atConsumer, atBroker, fmt.Sprintf(w.Commit, e.Offset+1), "")
	case sim.CommitFailed:
		p.message(e, atConsumer, atBroker, fmt.Sprintf(w.Commit, e.Offset+1), "").breaks()
	case sim.DeadLettered:
		p.message(e, atConsumer, atBroker, w.DeadLetter, "")
	}
}

// finished plots that the work is really done: by the handler, or by the panel.
func (p *plotter) finished(e *sim.Event) {
	fact := fmt.Sprintf(p.w.TrulyIs, p.w.Truths[sim.Done])
	if i := len(p.rows) - 1; e.Job > 0 && i >= 0 && p.rows[i].order == e.Order && p.log.At(p.rows[i].event).Type == sim.JobEnded {
		p.rows[i].fact, p.rows[i].factPen = fact, done
		return
	}
	at := atConsumer
	if e.Job > 0 {
		at = atPanel
	}
	r := p.happens(e, at, p.w.Handled, fact)
	r.pen, r.factPen = done, done
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
		p.message(e, atPanel, atConsumer, w.Refused, e.Code.String()).pen = lost
	case sim.PanelSilent:
		p.message(e, atPanel, atConsumer, w.NoAnswer, w.MayExist).breaks().factPen = unknown
	case sim.JobProgressed:
		p.happens(e, atPanel, fmt.Sprintf("%d %%", e.Value), "").pen = moving
	case sim.JobEnded:
		r := p.happens(e, atPanel, sim.JobStatus(e.Word).String(), "")
		r.pen, r.short = done, "100 %"
		if sim.JobStatus(e.Word) != sim.JobCompleted {
			r.lostHere().short = ""
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
