package kafkax

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"time"

	"orderflow/sim"
)

// jobsMax bounds the jobs under way; the panel refuses more.
const jobsMax = 1000

// Errors of the panel's API, as the external consumer sees them.
var (
	errPanelDown    = errors.New("connecting to the panel: refused")
	errPanelTimeout = fmt.Errorf("waiting for the panel's answer: nothing within %s", sim.PanelAnswerTimeout)
)

// panelNo is the panel's answer with status 200 and an error: {"error": "…"}.
// For the HTTP client that is a success.
type panelNo string

func (n panelNo) Error() string { return "adding a job: the panel answered " + string(n) }

// panelRefusal is the panel's HTTP status where it refuses.
type panelRefusal int

func (r panelRefusal) Error() string {
	return fmt.Sprintf("adding a job: the panel answered %d", int(r))
}

// panel is the external marketing panel: it speaks the de-facto SMM panel API
// v2 (add, status) in this process, and works on its own clock whether or not
// anybody asks. It knows no idempotency key: adding twice buys twice.
type panel struct {
	journal *journal
	faults  *faultBook
	seed    uint64
	spawn   func(what string, do func())
	ctx     context.Context

	mu     sync.Mutex
	last   uint32
	active int             // jobs under way
	jobs   map[uint32]*job // all of the run: no more than orders and their retries
}

// job is one purchase.
type job struct {
	number    uint32
	silent    bool // accepted, and never moves
	trail     *trail
	status    sim.JobStatus
	delivered int64
	cost      int64       // cents
	event     sim.EventID // the last of this job
}

func newPanel(ctx context.Context, j *journal, faults *faultBook, seed uint64, spawn func(string, func())) *panel {
	return &panel{journal: j, faults: faults, seed: seed, spawn: spawn, ctx: ctx, last: sim.FirstJob - 1, jobs: make(map[uint32]*job)}
}

// add is action=add: it buys the order's quantity and returns the job's
// number. An error may come although the job was bought: errPanelTimeout.
func (p *panel) add(ctx context.Context, t *trail, cause sim.EventID, worker uint8) (uint32, sim.EventID, error) {
	if f := p.faults.strike(sim.ProviderDown, t, sim.ExternalGroup, worker); f != nil {
		return 0, cause, errPanelDown
	}
	draw := draws(p.seed, "panel", uint64(t.order.Number))
	if !sleep(ctx, between(draw, sim.PanelAnswerMin, sim.PanelAnswerMax)) {
		return 0, cause, ctx.Err()
	}
	if f := p.faults.strike(sim.ProviderError, t, sim.ExternalGroup, worker); f != nil {
		if f.Text != "" {
			return 0, cause, panelNo(f.Text)
		}
		return 0, cause, panelRefusal(f.HTTP)
	}
	f := p.faults.strike(sim.ProviderTimeout, t, sim.ExternalGroup, worker)
	if f == nil || f.Accepted {
		number, event, err := p.accept(t, cause, f == nil)
		if err != nil || f == nil {
			return number, event, err
		}
	}
	if !sleep(ctx, sim.PanelAnswerTimeout) {
		return 0, cause, ctx.Err()
	}
	return 0, cause, errPanelTimeout
}

// accept buys the job and lets it run.
func (p *panel) accept(t *trail, cause sim.EventID, answered bool) (uint32, sim.EventID, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.active >= jobsMax {
		return 0, cause, panelRefusal(429)
	}
	p.active++
	p.last++
	bought := &job{number: p.last, trail: t, status: sim.JobPending}
	p.jobs[bought.number] = bought
	bought.cost = sim.PanelCost(int64(t.order.Quantity))
	bought.event = p.journal.note(sim.Event{Type: sim.PanelAccepted, Order: t.order.Number, Job: bought.number, Value: bought.cost, Flag: answered, Cause: cause})
	bought.silent = p.faults.strike(sim.ProviderSilent, t, sim.ExternalGroup, 0) != nil
	if !bought.silent {
		p.journal.move(1)
		p.spawn("panel job", func() { p.work(bought) })
	}
	return bought.number, bought.event, nil
}

// work carries a job out, a quarter at a time.
func (p *panel) work(b *job) {
	defer p.journal.move(-1)
	end, share := sim.JobCompleted, int64(1000)
	if f := p.faults.strike(sim.ProviderPartial, b.trail, sim.ExternalGroup, 0); f != nil {
		end, share = sim.JobPartial, int64(f.Ratio)
	} else if f := p.faults.strike(sim.ProviderCancel, b.trail, sim.ExternalGroup, 0); f != nil {
		end, share = sim.JobCanceled, int64(f.Ratio)
	}
	takes := between(draws(p.seed, "job", uint64(b.trail.order.Number)), sim.JobMin, sim.JobMax)
	passed := int64(0) // per mille of the time
	for _, percent := range []int64{25, 50, 75} {
		if percent*10 >= share {
			break
		}
		if !sleep(p.ctx, takes*time.Duration(percent*10-passed)/1000) {
			return
		}
		passed = percent * 10
		p.progress(b, percent)
	}
	if sleep(p.ctx, takes*time.Duration(share-passed)/1000) {
		p.finish(b, end, share)
	}
}

func (p *panel) progress(b *job, percent int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b.status, b.delivered = sim.JobInProgress, int64(b.trail.order.Quantity)*percent/100
	b.event = p.journal.note(sim.Event{Type: sim.JobProgressed, Order: b.trail.order.Number, Job: b.number, Value: percent, Cause: b.event})
}

// finish ends a job that has delivered a share, in per mille, and charges it.
func (p *panel) finish(b *job, status sim.JobStatus, share int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.active--
	b.status, b.delivered = status, int64(b.trail.order.Quantity)*share/1000
	order := b.trail.order.Number
	b.event = p.journal.note(sim.Event{
		Type: sim.JobEnded, Order: order, Job: b.number, Word: uint8(status), Offset: b.delivered,
		Value: b.cost - b.cost*share/1000, Cause: b.event,
	})
	if status == sim.JobCompleted {
		b.event = p.journal.note(sim.Event{Type: sim.WorkFinished, Order: order, Job: b.number, Value: b.delivered, Cause: b.event})
		p.planDrops(b)
	}
}

// planDrops lets every provider-drop that acts on a completed job take its part
// away again, later. Nobody is told.
func (p *panel) planDrops(b *job) {
	var acting []*faultEntry
	for {
		f := p.faults.strikeBeside(acting, sim.ProviderDrop, b.trail, sim.ExternalGroup)
		if f == nil {
			return
		}
		acting = append(acting, f)
		share, delay := int64(f.Ratio), f.Delay
		p.journal.move(1)
		p.spawn("panel drop", func() {
			defer p.journal.move(-1)
			if sleep(p.ctx, delay) {
				p.drop(b, share)
			}
		})
	}
}

// drop takes a share of the order's quantity away again, in per mille.
func (p *panel) drop(b *job, share int64) {
	p.mu.Lock()
	defer p.mu.Unlock()
	gone := min(int64(b.trail.order.Quantity)*share/1000, b.delivered)
	if gone == 0 {
		return
	}
	b.delivered -= gone
	b.event = p.journal.note(sim.Event{Type: sim.JobDropped, Order: b.trail.order.Number, Job: b.number, Value: b.delivered, Cause: b.event})
}

// status is action=status: the panel's word on a job it has accepted, how much
// is delivered, and the event that says so.
func (p *panel) status(number uint32) (sim.JobStatus, int64, sim.EventID) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b := p.jobs[number]
	return b.status, b.delivered, b.event
}

// ends reports whether a job will end by itself.
func (p *panel) ends(number uint32) bool {
	p.mu.Lock()
	defer p.mu.Unlock()
	return !p.jobs[number].silent
}
