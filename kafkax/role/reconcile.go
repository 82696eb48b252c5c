package role

import (
	"context"
	"errors"
	"maps"
	"math"
	"net/http"
	"slices"
	"strings"
	"time"

	"orderflow/internal/panel"
	"orderflow/internal/system"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// The remedy reconcile asks the panel what it really did: before an order is
// bought for which something may have been bought already, and at whole multiples
// of an interval for what of completed jobs has gone again. The API that panels
// have in common knows neither the buyer's orders nor a question for them; orderflow
// panel does (action=orders), and of one that does not the log says so.

// refillsAsked bounds the jobs of a panel elsewhere of which the run asks whether
// something has gone again: the last ones.
const refillsAsked = 10_000

// buyer returns what the run calls itself at the panel: the same for all processes
// of a run, and for all runs on one database, since their orders have the same numbers.
func (p *panelDesk) buyer(ctx context.Context) (string, error) {
	if !p.company.alone {
		return p.company.names.Prefix, nil
	}
	return p.company.store.Meta(ctx, "buyer", record.DrawInstance())
}

// unsure reports whether the panel may have a job for the order of which nobody
// here knows.
func (p *panelDesk) unsure(d *chronicle.Delivery) bool {
	return p.company.has(sim.Reconcile) && p.journal.MayHaveBought(d.Order)
}

// find asks the panel for the job that was bought for an order. found is false
// where there is none, and where the panel cannot be asked.
func (p *panelDesk) find(ctx context.Context, d *chronicle.Delivery) (number uint32, found bool, err error) {
	number, found, err = p.client.Bought(ctx, d.Order.Number)
	switch {
	case mute(err):
		p.once.Do(func() {
			p.journal.Note(sim.Event{Type: sim.LimitReached, Cause: d.Cause, Detail: &sim.Detail{
				Text: "the panel cannot be asked what was bought for an order: where its answer is lost, reconcile buys again",
			}})
		})
		return 0, false, nil
	case err != nil || !found:
		return 0, false, err
	}
	d.Cause = p.found(d, number)
	return number, true, nil
}

// mute reports whether an error is that of a panel which does not know the question.
func mute(err error) bool {
	var no panel.Declined
	var unclear panel.Unclear
	var status panel.Refused
	return errors.As(err, &no) || errors.As(err, &unclear) || errors.As(err, &status) && status < http.StatusInternalServerError && status != http.StatusTooManyRequests
}

// found returns the last event of a job that the panel was asked for. Of one
// elsewhere it may be the first that is heard of it.
func (p *panelDesk) found(d *chronicle.Delivery, number uint32) sim.EventID {
	p.mu.Lock()
	defer p.mu.Unlock()
	b, o := p.jobs[number], d.Order
	switch {
	case b != nil:
	case p.server == nil && !p.spent.has[number]:
		p.journal.AsksOnce(d) // or another process has
		b = p.enter(o, number, p.cost(&o.Order), true)
	default: // it is over, and nothing more was to be heard of it
		b = &purchase{number: number, order: o, cost: p.cost(&o.Order), event: p.journal.FlowOf(o), over: true, moved: time.Now()}
		p.jobs[number] = b
		p.journal.Hold(o)
	}
	b.awaited = true
	return b.event
}

// lacks notes what of a completed job has gone again; the lock is held.
func (p *panelDesk) lacks(b *purchase, job *panel.Job) {
	b.missing = job.Quantity - job.Delivered
	p.mends(b)
}

// mends lets the run wait until what is missing of a job is delivered once more,
// as long as somebody will ask for that; the lock is held.
func (p *panelDesk) mends(b *purchase) {
	if mends := b.missing > 0 && p.company.has(sim.Reconcile); mends != b.mends {
		b.mends = mends
		p.journal.Move(map[bool]int{false: -1, true: 1}[mends])
	}
}

// reconciles is told that the remedy was switched.
func (p *panelDesk) reconciles() {
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, b := range p.jobs {
		p.mends(b)
	}
}

// mend orders what is missing once more, at every multiple of the interval, while
// the remedy is on.
func (p *panelDesk) mend(ctx context.Context) {
	for try := 1; system.Sleep(ctx, sim.ReconcileInterval-p.journal.Time()%sim.ReconcileInterval); {
		if !p.company.has(sim.Reconcile) {
			continue
		}
		failed := !p.mended(ctx)
		for part := range slices.Chunk(p.incomplete(), panel.StatusesMax) {
			failed = !p.refill(ctx, part, try) || failed
		}
		try++
		if !failed {
			try = 1
		}
	}
}

// incomplete lists the jobs of which something may be missing, ascending: those of
// the panel inside that have lost something, or what another one has completed.
func (p *panelDesk) incomplete() (numbers []uint32) {
	p.mu.Lock()
	defer p.mu.Unlock()
	for number, b := range p.jobs {
		if b.missing > 0 {
			numbers = append(numbers, number)
		}
	}
	for _, b := range p.refillable {
		if b.refill == 0 {
			numbers = append(numbers, b.number)
		}
	}
	slices.Sort(numbers)
	return numbers
}

// refill orders refills of jobs, and reports whether the panel could be asked.
func (p *panelDesk) refill(ctx context.Context, numbers []uint32, try int) bool {
	refills, err := p.client.Refill(ctx, numbers)
	if ctx.Err() != nil {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, number := range numbers {
		b := p.jobs[number]
		switch {
		case b == nil || b.order == nil: // let go of meanwhile
		case err != nil && !mute(err):
			p.note(b, sim.Event{Type: sim.PanelRefusal, Try: uint32(min(try, math.MaxUint16)), Code: codeOfPanel(err)})
		case p.server == nil && refills[number] != 0: // of one inside the panel itself tells; another one does not say how much
			b.refill = refills[number]
			p.note(b, sim.Event{Type: sim.RefillOrdered})
		}
	}
	return err == nil
}

// mended asks a panel elsewhere for the refills that it has taken on, and reports
// whether it could be asked.
func (p *panelDesk) mended(ctx context.Context) bool {
	p.mu.Lock()
	under := make(map[uint32]*purchase)
	for _, b := range p.refillable {
		if b.refill != 0 {
			under[b.refill] = b
		}
	}
	p.mu.Unlock()
	asked := true
	for part := range slices.Chunk(slices.Sorted(maps.Keys(under)), panel.StatusesMax) {
		words, err := p.client.Refills(ctx, part)
		asked = asked && err == nil
		p.mu.Lock()
		for refill, word := range words {
			b := under[refill]
			switch {
			case b == nil || b.order == nil: // nobody asked for it, or it was let go of meanwhile
			case strings.EqualFold(word, "Completed"):
				b.refill = 0
				p.note(b, sim.Event{Type: sim.JobRefilled, Value: int64(b.order.Quantity)})
			case strings.EqualFold(word, "Rejected"):
				b.refill = 0
			}
		}
		p.mu.Unlock()
	}
	return asked
}
