package spacetime

import (
	"fmt"
	"time"

	"orderflow/sim"
	"orderflow/ui/canvas"
	"orderflow/ui/words"
)

func (p *plotter) plotProducer(e *sim.Event) {
	w, passed := p.w, p.passed[e.Order]
	switch e.Type {
	case sim.MemoryWaiting:
		p.waitsInMemory(e)
	case sim.RequestSent:
		p.requestSent(e)
	case sim.RequestAcked:
		passed.acks++
		p.message(e, words.AtBroker, words.AtProducer, w.Ack, w.ProducerKnows)
	case sim.RequestRefused:
		r := p.message(e, words.AtBroker, words.AtProducer, w.Refused, e.Code.String())
		r.pen, r.factPen = canvas.Lost, canvas.Lost
		p.early(e.Order)
	case sim.RequestFailed:
		p.requestFailed(e)
	case sim.RequestDropped:
		p.dropped(e)
	case sim.RetryScheduled:
		p.retries(e)
	case sim.PublishGaveUp:
		p.gaveUp(e)
	case sim.MemoryLost:
		passed.waits = false
		p.early(e.Order)
		p.happens(e, words.AtProducer, w.MemoryGone, "").lostHere().short = w.MemoryShort
	case sim.NeverSubscribed:
		p.early(e.Order)
		p.happens(e, words.AtService, w.Cold, w.NothingSent).lostHere().short = w.ColdShort
	case sim.RecordAppended:
		p.appended(e)
	case sim.RecordReplicated:
		p.replicated(e)
	case sim.RecordTruncated:
		p.truncated(e)
	}
}

func (p *plotter) requestSent(e *sim.Event) {
	passed := p.passed[e.Order]
	passed.waits, passed.asked = false, true
	fact := ""
	if p.brokers {
		fact = fmt.Sprintf(p.w.ToBroker, e.Broker)
	}
	passed.sent = len(p.Rows) + 1
	p.request(e, fact).factPen = canvas.Quiet
}

// request appends the arrow of a Produce request.
func (p *plotter) request(e *sim.Event, fact string) *DiagramRow {
	r := p.message(e, words.AtProducer, words.AtBroker, fmt.Sprintf(p.w.Produce, e.Order), fact)
	r.short = p.w.ProduceShort
	if e.Try > 1 {
		r.label, r.short = fmt.Sprintf(p.w.ProduceTry, e.Order, e.Try), fmt.Sprintf(p.w.TryShort, e.Try)
	}
	return r
}

// retries plots that the next try of the order itself is set. Where nothing was
// tried on the wire since the one before, there was no leader to send it to.
func (p *plotter) retries(e *sim.Event) {
	passed, fact := p.passed[e.Order], p.w.WaitsMemory
	if !passed.asked {
		fact = p.w.NoneLeft
		p.early(e.Order)
	}
	passed.asked = false
	r := p.happens(e, words.AtProducer, fmt.Sprintf(p.w.Retry, e.Try, p.t.SecondsOf(time.Duration(e.Value))), fmt.Sprintf(fact, e.Order))
	r.glyph, r.pen, r.short = '↻', canvas.Waiting, fmt.Sprintf(p.w.TryShort, e.Try)
}

// dropped plots that a request never came into the log: its arrow is broken.
func (p *plotter) dropped(e *sim.Event) {
	i := p.passed[e.Order].sent
	if i == 0 || e.Code == sim.DuplicateSequence {
		return
	}
	if r := &p.Rows[i-1]; r.Event > 0 && p.log.At(r.Event).Try == e.Try {
		r.broken, r.pen = true, canvas.Lost
	}
}

func recordPlace(e *sim.Event) string { return fmt.Sprintf("P%d@%d", e.Partition, e.Offset) }

func (p *plotter) appended(e *sim.Event) {
	passed := p.passed[e.Order]
	passed.copies++
	label, fact, glyph := recordPlace(e), p.w.BrokerHas, '●'
	if passed.copies > 1 {
		label, fact, glyph = fmt.Sprintf(p.w.Copy, label, passed.copies), p.w.BrokerTwice, '◆'
	}
	if p.brokers && e.Broker > 0 {
		fact = fmt.Sprintf([...]string{p.w.OneHas, p.w.OneHasTwice}[min(passed.copies, 2)-1], e.Broker)
	}
	if i := passed.sent; i > 0 && p.Rows[i-1].Event == e.Cause && p.Rows[i-1].broken { // it was given up as lost, and arrives
		p.Rows[i-1].broken, p.Rows[i-1].pen = false, 0
	}
	r := p.happens(e, words.AtBroker, label, fact)
	r.glyph, r.short = glyph, recordPlace(e)
}

// replicatedLate is how late replicas are that are told of: what takes less
// happens in one glance.
const replicatedLate = 40 * time.Millisecond

// replicated plots that every in-sync replica has the record, where that comes
// late or after the ack: no consumer sees it before.
func (p *plotter) replicated(e *sim.Event) {
	i := len(p.Rows) - 1
	for ; i >= 0; i-- {
		if r := &p.Rows[i]; r.order == e.Order && r.Event > 0 && p.log.At(r.Event).Type == sim.RecordAppended && p.log.At(r.Event).Offset == e.Offset {
			break
		}
	}
	if i < 0 || e.At-p.Rows[i].At < replicatedLate {
		return
	}
	r := p.happens(e, words.AtBroker, p.w.Replicated, p.w.Visible)
	r.short = recordPlace(e)
}

// truncated plots that an elected leader did not have the record.
func (p *plotter) truncated(e *sim.Event) {
	passed := p.passed[e.Order]
	passed.copies = max(0, passed.copies-1)
	fact := p.w.BrokerLost
	if passed.acks > 0 {
		fact = p.w.AckedLost
	}
	p.happens(e, words.AtBroker, fmt.Sprintf(p.w.Gone, recordPlace(e)), fact).lostHere().factPen = canvas.Lost
}

// waitsInMemory plots that an order waits for the connection, once for each round.
func (p *plotter) waitsInMemory(e *sim.Event) {
	passed, fact := p.passed[e.Order], p.w.WaitsMemory
	if passed.waited {
		fact = p.w.WaitsOn
	}
	passed.round, passed.waits, passed.waited = e.Round(), true, true
	label := fmt.Sprintf(p.w.WaitsRound, e.Round())
	if e.Round() == 0 {
		label = p.w.Waits
	}
	r := p.happens(e, words.AtProducer, label, fmt.Sprintf(fact, e.Order))
	r.glyph, r.pen, r.factPen, r.short = '○', canvas.Waiting, canvas.Waiting, p.w.Waits
	p.early(e.Order)
}

// requestFailed plots a request without an answer: it broke off on its way, or
// its answer did.
func (p *plotter) requestFailed(e *sim.Event) {
	i := p.passed[e.Order].sent - 1
	p.passed[e.Order].asked = true
	p.early(e.Order)
	switch {
	case !e.Flag:
		p.request(e, p.w.NeverOut).breaks()
		return
	case i >= 0 && !p.arrivedSince(e.Order, i):
		p.Rows[i].breaks()
		r := p.happens(e, words.AtProducer, p.w.NoAnswer, p.w.MayExist)
		r.glyph, r.pen, r.factPen = '?', canvas.Unknown, canvas.Unknown
		return
	}
	p.message(e, words.AtBroker, words.AtProducer, p.w.Ack, p.w.MayExist).breaks().factPen = canvas.Unknown
}

// arrivedSince reports whether a copy of the order came into the log after a line.
func (p *plotter) arrivedSince(number sim.OrderID, i int) bool {
	for _, r := range p.Rows[i:] {
		if r.order == number && r.Event > 0 && p.log.At(r.Event).Type == sim.RecordAppended {
			return true
		}
	}
	return false
}

// gaveUp plots the end of a publish: with an emit() that nobody observes the
// error goes into a Subject that drops it.
func (p *plotter) gaveUp(e *sim.Event) {
	passed := p.passed[e.Order]
	passed.waits = false
	p.early(e.Order)
	if p.state.Setup.Mode == sim.Emit && passed.by == sim.ByService && !p.observed() {
		r := &p.Rows[p.add(e, DiagramRow{Shape: statusShape, from: words.AtProducer, to: words.AtService, label: p.w.Error, fact: p.w.Dropped})]
		r.breaks().factPen = canvas.Lost
		return
	}
	p.happens(e, words.AtProducer, p.w.GivesUp, e.Code.String()).lostHere().factPen = canvas.Lost
}

// plotConnect plots a connect of a round that one of the orders waits for, and
// every success while one waits at all. Of a later round the connects between
// its first and its last share a line.
func (p *plotter) plotConnect(e *sim.Event) {
	waiter, inRound := p.waiter(e.Round())
	if waiter == 0 || e.Type == sim.ConnectRefused && !inRound {
		return
	}
	if e.Type == sim.Reconnected {
		if i := len(p.Rows) - 1; i >= 0 && p.Rows[i].round == e.Round() {
			p.Rows[i].fact, p.Rows[i].factPen = p.w.Connected, canvas.Ink
		}
		return
	}
	label := fmt.Sprintf(p.w.Connect, e.Try, p.state.Setup.Connects())
	if e.Round() > 1 {
		label = fmt.Sprintf(p.w.Round, e.Round(), e.Try, p.state.Setup.Connects())
	}
	r := DiagramRow{Shape: messageShape, from: words.AtProducer, to: words.AtBroker, label: label, short: fmt.Sprintf(p.w.RoundShort, e.Round(), e.Try, p.state.Setup.Connects()), round: e.Round(), tryN: e.Try}
	if e.Type == sim.ConnectSucceeded {
		r.fact, r.factPen = fmt.Sprintf(p.w.WaitsOn, waiter), canvas.Waiting
		if inRound {
			r.fact = fmt.Sprintf(p.w.WaitsMetadata, waiter)
		}
		p.add(e, r)
		return
	}
	r.broken, r.pen = true, canvas.Lost
	p.refusedToo(&r, e)
	p.add(e, r)
}

// refusedToo gives a refused connect its words, and hides those it stands for.
func (p *plotter) refusedToo(r *DiagramRow, e *sim.Event) {
	for i := range p.Rows {
		if before := &p.Rows[i]; e.Round() > 1 && before.round == e.Round() && before.tryN > 1 && before.broken {
			before.hidden = true
		}
	}
	switch {
	case e.Value == 0 && e.Round() == 1:
		r.fact = p.w.FirstUsedUp
	case e.Value == 0:
		r.fact = fmt.Sprintf(p.w.UsedUp, e.Round())
	case e.Round() > 1 && e.Try > 2:
		r.fact, r.factPen = fmt.Sprintf(p.w.RefusedToo, 2, e.Try-1, p.state.Setup.Connects()), canvas.Quiet
	}
}

// waiter returns an order that waits for the connection, in this round if any.
func (p *plotter) waiter(round uint32) (number sim.OrderID, inRound bool) {
	for _, n := range p.orders {
		passed := p.passed[n]
		if passed.waits && (number == 0 || passed.round == round && !inRound) {
			number, inRound = n, inRound || passed.round == round
		}
	}
	return number, inRound
}
