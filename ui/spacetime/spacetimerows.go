package spacetime

import (
	"fmt"
	"time"

	"orderflow/internal/typeset"
	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/tell"
	"orderflow/ui/words"
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
		p.plotStrike(e)
	case e.Type == sim.ConsumerCrashed, e.Type == sim.MemberLeft:
		p.plotWorker(e)
	case e.Type <= sim.WorkFinished && e.Topic <= sim.Orders:
		p.plotConsumer(e)
	case e.Type <= sim.StatusSent:
		p.plotPanel(e)
	default:
		p.plotReply(e)
	}
}

func (p *plotter) plotService(e *sim.Event) {
	switch e.Type {
	case sim.PublishCalled:
		p.called(e)
	case sim.OrderMarked:
		p.passed[e.Order].marked = len(p.Rows) + 1
		p.marks(e)
	case sim.RowChanged:
		if p.log.At(max(e.Cause, 1)).Type == sim.StatusSent {
			r := &p.Rows[p.add(e, DiagramRow{Shape: statusShape, from: words.AtConsumer, to: words.AtService, label: fmt.Sprintf(p.w.Status, sim.Row(e.Word)), short: sim.Row(e.Word).String()})]
			r.fact, r.factPen = fmt.Sprintf(p.w.RowFact, tell.RowWord(sim.Row(e.Word))), canvas.Belief
			return
		}
		p.rowSays(e)
	case sim.PointsRefunded:
		p.happens(e, words.AtService, p.w.Refund, fmt.Sprintf(p.w.MoneyBack, typeset.Grouped(e.Value)))
	case sim.CallerKnows:
		p.callerKnows(e)
	case sim.ServiceExited, sim.ServiceRestarted:
		p.plotProcess(e)
	}
}

// called plots a call of publish: by the order service, whose caller waits or
// not, or by one of its jobs.
func (p *plotter) called(e *sim.Event) {
	w, mode, passed := p.w, p.state.Setup.Mode%3, p.passed[e.Order]
	passed.called, passed.by = len(p.Rows)+1, sim.By(e.Word)
	switch passed.by {
	case sim.BySweeper:
		p.happens(e, words.AtService, fmt.Sprintf(w.Sweeper, e.Order), "")
		return
	case sim.ByOutbox:
		p.happens(e, words.AtService, fmt.Sprintf(w.Outbox, e.Order), "")
		return
	}
	fact := w.CallerNothing
	switch {
	case mode != sim.Emit:
		passed.pending, fact = true, w.CallerWaits
	case p.observed():
		fact = w.CallerYet
	}
	p.happens(e, words.AtService, fmt.Sprintf(w.Calls[mode], e.Order), fact).short = fmt.Sprintf(w.CallShort[mode], e.Order)
}

// observed reports whether somebody looks at what emit() returns, so that an
// error is not dropped.
func (p *plotter) observed() bool {
	o, err := sim.ParseObserve(p.state.Setup.Observe)
	return err == nil && o.Kind != sim.ObserveNever && o.Kind != sim.AwaitObservable
}

// marks plots setPublished(), which never takes a row back from what a status
// event has made of it.
func (p *plotter) marks(e *sim.Event) {
	row := sim.Row(e.Word)
	if row == sim.RowPublished {
		p.rowSays(e)
		return
	}
	r := p.happens(e, words.AtService, p.w.Marks, fmt.Sprintf(p.w.RowStays, tell.RowWord(row)))
	r.short, r.pen, r.factPen = firstWord(p.w.RowSays), canvas.Belief, canvas.Belief
}

// rowSays plots what the order service writes into the row by itself.
func (p *plotter) rowSays(e *sim.Event) {
	row := tell.RowWord(sim.Row(e.Word))
	r := p.happens(e, words.AtService, fmt.Sprintf(p.w.RowSays, row), fmt.Sprintf(p.w.RowFact, row))
	r.short, r.pen, r.factPen = row, canvas.Belief, canvas.Belief
	if passed := p.passed[e.Order]; passed.hindered && passed.copies == 0 && sim.Row(e.Word) == sim.RowPublished {
		r.fact, r.factPen = fmt.Sprintf(p.w.TooEarly, row), canvas.Lost
	}
}

// plotProcess plots that the order service's process dies, with whoever waits
// in it, or starts again.
func (p *plotter) plotProcess(e *sim.Event) {
	if e.Type == sim.ServiceRestarted {
		p.happens(e, words.AtService, p.w.Restarts, "").short = p.w.RestartsShort
		return
	}
	r := p.happens(e, words.AtService, p.w.Dies, fmt.Sprintf(p.w.ExitCode, e.Value)).lostHere()
	r.short = p.w.DiesShort
	for _, number := range p.orders {
		if passed := p.passed[number]; passed.pending {
			passed.pending = false
			r.fact, r.factPen = p.w.CallerDied, canvas.Unknown
		}
	}
}

// callerKnows plots the end of the caller's waiting. Of an emit() that nobody
// awaits there is none; where it was send(), nobody had subscribed.
func (p *plotter) callerKnows(e *sim.Event) {
	w, passed := p.w, p.passed[e.Order]
	passed.pending = false
	after := p.t.Span(time.Duration(e.Value))
	switch sim.Outcome(e.Word) {
	case sim.Nothing:
		if i := passed.called; i > 0 && passed.by == sim.ByService {
			p.Rows[i-1].fact = w.CallerNothing
		}
	case sim.Value:
		if p.state.Setup.Mode == sim.Send {
			p.happens(e, words.AtService, w.Value, fmt.Sprintf(w.CallerValue, after)).glyph = '✓'
			return
		}
		p.add(e, DiagramRow{Shape: statusShape, from: words.AtProducer, to: words.AtService, label: w.Value, fact: fmt.Sprintf(w.CallerValue, after)})
	case sim.Failure:
		p.callerFails(e, fmt.Sprintf(w.CallerError, after))
	case sim.Unknown:
		r := p.happens(e, words.AtService, w.NoAnswer, w.CallerDied)
		r.glyph, r.pen, r.factPen = '?', canvas.Unknown, canvas.Unknown
	}
}

// callerFails plots an error that reaches the caller: from the producer at the
// moment it gives up; else it comes from a reply, from a timer, or from what
// the caller itself does too late.
func (p *plotter) callerFails(e *sim.Event, fact string) {
	if cause := p.log.At(max(e.Cause, 1)); cause.Type == sim.PublishGaveUp && cause.At == e.At {
		p.add(e, DiagramRow{Shape: statusShape, from: words.AtProducer, to: words.AtService, label: p.w.Error, pen: canvas.Lost, fact: fact, factPen: canvas.Lost})
		return
	}
	r := p.happens(e, words.AtService, e.Code.String(), fact).lostHere()
	r.short, r.factPen = p.w.Error, canvas.Lost
}

// early says of a row that says PUBLISHED that it came too early: its record
// is not in the log yet, and something is in its way.
func (p *plotter) early(number sim.OrderID) {
	passed := p.passed[number]
	if passed.copies > 0 {
		return
	}
	passed.hindered = true
	if passed.marked > 0 {
		r := &p.Rows[passed.marked-1]
		r.fact, r.factPen = fmt.Sprintf(p.w.TooEarly, tell.RowWord(sim.Row(p.log.At(r.Event).Word))), canvas.Lost
	}
}
