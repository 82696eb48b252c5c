package engine

import (
	"time"

	"orderflow/sim"
)

// panel is the external marketing panel: it sells likes, followers and views
// over the de-facto SMM panel API v2, works on its own clock, and has no
// idempotency key: who asks twice buys twice.
type panel struct {
	e     *Engine
	next  uint32
	jobs  map[sim.OrderID]*job // the last job of each order that is not over
	drops drops
}

// job is one purchase.
type job struct {
	number   uint32
	order    sim.OrderID
	quantity int64
	ending   sim.JobStatus
	share    int64 // delivered, per mille
	cost     int64 // cents
	worker   *worker
	answered bool // the consumer knows its number
	status   sim.JobStatus
	event    sim.EventID
	nth      uint32    // job of its order, from 1
	dropped  dropState // what becomes of it after Completed
}

func newPanel(e *Engine) *panel {
	return &panel{e: e, next: sim.FirstJob, jobs: map[sim.OrderID]*job{}, drops: drops{e: e, owed: map[sim.OrderID]int{}}}
}

// buy is the external consumer's handler: action=add.
func (w *worker) buy(b *batch, r *record) {
	e := w.e
	if known := e.panel.jobs[r.order]; known != nil && e.remedies.Has(sim.Reconcile) {
		known.answered, known.worker = true, w // it asked the panel first, and found the job
		w.after(e.panel.latency(r.order), func() { w.bought(b, r, known) })
		return
	}
	w.call(b, r, 1)
}

// call asks the panel to add a job. Of faults that meet here the one that lets
// the order come back strikes first, so that the other strikes then: an HTTP
// status is tried again, a silence is delivered again, a no with 200 is the end.
func (w *worker) call(b *batch, r *record, try uint32) {
	e := w.e
	b.cause = e.record(sim.Event{Type: sim.PanelCalled, Order: r.order, Worker: w.id, Try: try, Cause: b.cause})
	if f := e.standing(sim.ProviderDown, r.order, 0); f != nil {
		w.refused(b, r, try, sim.Event{Code: sim.PanelDown, Cause: max(b.cause, f.event)})
		return
	}
	if f := e.strike(sim.ProviderError, r.order, 0, func(f *faultEntry) bool { return f.Text == "" }); f != nil {
		w.refused(b, r, try, sim.Event{Code: sim.PanelRefused, Value: int64(f.HTTP), Cause: max(b.cause, f.struck)})
		return
	}
	if f := e.strike(sim.ProviderTimeout, r.order, 0, nil); f != nil {
		w.unanswered(b, r, f)
		return
	}
	if f := e.strike(sim.ProviderError, r.order, 0, nil); f != nil {
		w.declined(b, r, try, f)
		return
	}
	w.after(e.panel.latency(r.order), func() { w.bought(b, r, e.panel.accept(w, r.order, b.cause, true)) })
}

// unanswered is a call whose answer does not come; the panel may have accepted.
func (w *worker) unanswered(b *batch, r *record, f *faultEntry) {
	e := w.e
	if f.Accepted {
		e.after(e.panel.latency(r.order), func() { e.panel.accept(w, r.order, b.cause, false) })
	}
	w.after(sim.PanelAnswerTimeout, func() {
		b.cause = e.record(sim.Event{Type: sim.PanelSilent, Order: r.order, Cause: b.cause})
		w.throws(b, r, sim.PanelTimeout, sim.PlainError, b.cause)
	})
}

// refused backs off and asks again, a few times; then the handler throws.
func (w *worker) refused(b *batch, r *record, try uint32, refusal sim.Event) {
	refusal.Type, refusal.Order, refusal.Try = sim.PanelRefusal, r.order, try
	wait := time.Duration(0)
	if try < sim.PanelTriesMax {
		wait = sim.PanelBackoff << (try - 1)
	}
	w.after(w.e.panel.latency(r.order), func() {
		b.cause = w.e.record(refusal)
		if wait == 0 {
			w.throws(b, r, refusal.Code, sim.PlainError, b.cause)
			return
		}
		w.after(wait, func() { w.call(b, r, try+1) })
	})
}

// declined is the panel's no with status 200. For the HTTP client that is a
// success, so the handler does not throw: it reports the order as canceled.
func (w *worker) declined(b *batch, r *record, try uint32, f *faultEntry) {
	cause := max(b.cause, f.struck)
	w.after(w.e.panel.latency(r.order), func() {
		b.cause = w.e.record(sim.Event{Type: sim.PanelRefusal, Order: r.order, Try: try, Code: sim.PanelRefused, Value: sim.HTTPOK, Cause: cause, Detail: textDetail(f.Text)})
		w.report(statusReport{group: w.group.id, order: r.order, row: sim.RowCanceled}, b.cause)
		w.panelAnswered(b, r, b.cause)
	})
}

// bought is the panel's answer with the number of the job.
func (w *worker) bought(b *batch, r *record, j *job) {
	w.report(statusReport{group: w.group.id, order: r.order, row: sim.RowProcessing}, j.event)
	w.panelAnswered(b, r, j.event)
}

// panelAnswered is the end of a handler that has the panel's answer.
func (w *worker) panelAnswered(b *batch, r *record, cause sim.EventID) {
	slow := w.e.strike(sim.ConsumerSlow, r.order, w.group.id, nil)
	delay := commitMin
	if slow != nil {
		delay = slow.Delay
	}
	w.group.done[r.order] = cause
	w.after(delay, func() { w.returned(b, r, cause) })
}

func (p *panel) latency(order sim.OrderID) time.Duration {
	return p.e.stream("panel-answer", uint64(order)).Between(sim.PanelAnswerMin, sim.PanelAnswerMax)
}

// accept makes a job and takes the money for it.
func (p *panel) accept(w *worker, order sim.OrderID, cause sim.EventID, answered bool) *job {
	e := p.e
	o := e.order(order)
	j := &job{number: p.next, order: order, quantity: int64(o.Order.Quantity), ending: sim.JobCompleted, share: 1000, worker: w, answered: answered}
	p.next++
	j.cost = sim.PanelCost(j.quantity)
	j.nth = o.Jobs + 1
	j.event = e.record(sim.Event{Type: sim.PanelAccepted, Order: order, Job: j.number, Value: j.cost, Flag: answered, Cause: cause})
	p.jobs[order] = j
	if f := e.strike(sim.ProviderSilent, order, 0, nil); f != nil {
		return j
	}
	if f := e.strike(sim.ProviderPartial, order, 0, nil); f != nil {
		j.ending, j.share = sim.JobPartial, int64(f.Ratio)
	} else if f := e.strike(sim.ProviderCancel, order, 0, nil); f != nil {
		j.ending, j.share = sim.JobCanceled, int64(f.Ratio)
	}
	draw := e.stream("panel", uint64(order)<<16|uint64(o.Jobs))
	p.work(j, draw.Between(sim.JobMin, sim.JobMax), draw.Between(sim.PanelPollMin, sim.PanelPollMax))
	return j
}

// work lets a job run: a quarter at a time, to its end.
func (p *panel) work(j *job, length, poll time.Duration) {
	e := p.e
	for _, percent := range []int64{25, 50, 75} {
		if percent*10 >= j.share {
			break
		}
		e.after(length*time.Duration(percent)/100, func() {
			j.status = sim.JobInProgress
			j.event = e.record(sim.Event{Type: sim.JobProgressed, Order: j.order, Job: j.number, Value: percent, Cause: j.event})
		})
	}
	e.after(length*time.Duration(j.share)/1000, func() { p.finish(j, poll) })
}

func (p *panel) finish(j *job, poll time.Duration) {
	e := p.e
	j.status = j.ending
	delivered := j.quantity * j.share / 1000
	j.event = e.record(sim.Event{Type: sim.JobEnded, Order: j.order, Job: j.number, Word: uint8(j.ending), Offset: delivered, Value: j.cost - j.cost*j.share/1000, Cause: j.event})
	row := map[sim.JobStatus]sim.Row{sim.JobCompleted: sim.RowCompleted, sim.JobPartial: sim.RowPartial, sim.JobCanceled: sim.RowCanceled}[j.ending]
	if j.ending == sim.JobCompleted {
		j.event = e.record(sim.Event{Type: sim.WorkFinished, Order: j.order, Job: j.number, Value: delivered, Cause: j.event})
		p.drops.strike(j)
	}
	e.after(poll, func() {
		if p.jobs[j.order] == j && !e.remedies.Has(sim.Reconcile) {
			delete(p.jobs, j.order)
		}
		if j.answered {
			j.worker.report(statusReport{group: sim.ExternalGroup, order: j.order, row: row, delivered: delivered}, j.event)
		}
	})
}
