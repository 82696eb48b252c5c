package role

import (
	"context"
	"maps"
	"slices"
	"strconv"
	"sync"
	"time"

	"orderflow/internal/panel"
	"orderflow/internal/system"
	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// What the run knows of the panel's jobs, and how it asks how they stand.
const (
	pollsAtOnce = 8           // calls for statuses
	standstill  = time.Minute // a job elsewhere that has not moved for so long is waited for no more
	spentKept   = 10_000      // numbers of jobs elsewhere that are over: one that comes again is no new job
)

// purchase is a job of the panel.
type purchase struct {
	number  uint32
	order   *chronicle.Order
	cost    int64       // cents
	event   sim.EventID // the last of it
	silent  bool        // it is known that the job never moves
	awaited bool        // a worker is about to be told its number
	waits   bool        // the run waits for its end
	percent int64       // delivered, of a job elsewhere
	moved   time.Time   // of a job elsewhere: when its status last changed
	losses  int         // still to come
	over    bool
	missing int64 // of a completed job: what has gone again
	mends   bool  // the run waits until that is delivered once more

	completed bool   // of a job elsewhere: it was, whatever has gone again since
	refill    uint32 // of one elsewhere: the number of the refill that is under way
}

// watch records what becomes true in the panel inside. It is called under the
// panel's lock.
func (p *panelDesk) watch(c panel.Change) {
	o := p.journal.OrderOf(c.Job.Order)
	if o == nil {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if c.Kind == panel.Accepted {
		p.accept(o, &c.Job, c.Answered)
		return
	}
	b := p.jobs[c.Job.Number]
	if b == nil {
		return
	}
	switch c.Kind {
	case panel.Progressed:
		p.progress(b, c.Percent)
	case panel.Ended:
		b.losses = len(c.Job.Losses)
		p.journal.Move(b.losses)
		p.end(b, c.Job.Status, c.Job.Delivered, c.Job.Returned)
		if !b.silent {
			p.journal.Move(-1)
		}
	case panel.Dropped:
		if c.Gone > 0 {
			p.note(b, sim.Event{Type: sim.JobDropped, Value: c.Job.Delivered})
		}
		p.lacks(b, &c.Job)
		b.losses--
		p.journal.Move(-1)
	case panel.RefillOrdered:
		p.note(b, sim.Event{Type: sim.RefillOrdered, Value: c.Job.Refills[len(c.Job.Refills)-1].Count})
	case panel.Refilled:
		p.note(b, sim.Event{Type: sim.JobRefilled, Value: c.Job.Delivered})
		p.lacks(b, &c.Job)
	}
	p.settle(b)
}

// accept enters a job that the panel inside has taken on.
func (p *panelDesk) accept(o *chronicle.Order, job *panel.Job, answered bool) {
	b := p.enter(o, job.Number, job.Charge, answered)
	if b.silent = job.Silent(); !b.silent {
		p.journal.Move(1)
	}
}

// enter records that the panel has a job; the lock is held.
func (p *panelDesk) enter(o *chronicle.Order, number uint32, cost int64, answered bool) *purchase {
	b := &purchase{number: number, order: o, cost: cost, awaited: answered, moved: time.Now()}
	p.jobs[number] = b
	b.event = p.journal.Accepts(o, number, cost, answered)
	p.journal.Hold(o)
	return b
}

// note records what has become of a job.
func (p *panelDesk) note(b *purchase, e sim.Event) {
	e.Order, e.Job, e.Cause = b.order.Number, b.number, b.event
	if n := p.journal.Note(e); n != 0 {
		b.event = n
	}
}

func (p *panelDesk) progress(b *purchase, percent int64) {
	p.note(b, sim.Event{Type: sim.JobProgressed, Value: percent})
}

// end records how a job ended.
func (p *panelDesk) end(b *purchase, word sim.JobStatus, delivered, returned int64) {
	b.over = true
	p.note(b, sim.Event{Type: sim.JobEnded, Word: uint8(word), Offset: delivered, Value: returned})
	if b.completed = word == sim.JobCompleted; b.completed {
		p.note(b, sim.Event{Type: sim.WorkFinished, Value: delivered})
	}
}

// settle lets go of a job of which nothing more will be heard; the lock is held.
func (p *panelDesk) settle(b *purchase) {
	if b.order == nil || !b.over || b.losses > 0 || b.missing > 0 || b.awaited || p.followed[b.number] != nil || slices.Contains(p.refillable, b) {
		return
	}
	if p.server == nil && b.completed && p.company.has(sim.Reconcile) { // what of it is gone again only a refill can tell
		if p.refillable = append(p.refillable, b); len(p.refillable) <= refillsAsked {
			return
		}
		b, p.refillable = p.refillable[0], p.refillable[1:]
	}
	p.journal.Done(b.order)
	delete(p.jobs, b.number)
	if p.server == nil {
		p.spent.add(b.number)
	}
	b.order = nil
}

// spentNumbers are those of the last jobs elsewhere that are over.
type spentNumbers struct {
	has   map[uint32]bool
	order []uint32 // as they came
}

func (s *spentNumbers) add(number uint32) {
	if s.has[number] {
		return
	}
	if s.has == nil {
		s.has = make(map[uint32]bool)
	}
	s.has[number] = true
	if s.order = append(s.order, number); len(s.order) > spentKept {
		delete(s.has, s.order[0])
		s.order = s.order[1:]
	}
}

// bought returns the event with which the panel has accepted a job whose number
// a worker was told. An error says that the number cannot be that of a new job.
func (p *panelDesk) bought(o *chronicle.Order, number uint32, cost int64) (sim.EventID, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b := p.jobs[number]
	switch {
	case p.server != nil && b != nil:
	case p.server == nil && b == nil && !p.spent.has[number]:
		b = p.enter(o, number, cost, true)
	default:
		return 0, panel.Unclear("its order is one that the panel has given before")
	}
	return b.event, nil
}

// follow lets the end of a job be reported. The run waits for it, unless the
// job is known to never move.
func (p *panelDesk) follow(number uint32) {
	p.mu.Lock()
	defer p.mu.Unlock()
	b := p.jobs[number]
	if b.awaited = false; p.followed[number] != nil {
		return
	}
	p.followed[number] = b
	if !b.silent {
		b.waits = true
		p.journal.Move(1)
	}
}

// resume follows a job that an earlier run has bought. A panel that did not sell
// it knows no such job: it is over, and nothing of it is delivered.
func (p *panelDesk) resume(o *chronicle.Order, number uint32, sold bool) {
	b := &purchase{number: number, order: o, cost: p.cost(&o.Order), event: p.journal.FlowOf(o), waits: true, moved: time.Now()}
	p.journal.Move(1)
	p.journal.Hold(o)
	p.mu.Lock()
	if p.followed[number] = b; sold {
		p.jobs[number] = b
	} else {
		p.end(b, sim.JobCanceled, 0, 0)
	}
	p.mu.Unlock()
	if !sold {
		p.report(b, sim.RowCanceled, 0)
	}
}

// poll asks the panel how the followed jobs stand, until ctx is done.
func (p *panelDesk) poll(ctx context.Context) {
	draw := draws(p.company.config.Seed, "poll", 0)
	for system.Sleep(ctx, between(draw, sim.PanelPollMin, sim.PanelPollMax)) {
		var calls sync.WaitGroup
		places := make(chan struct{}, pollsAtOnce)
		for part := range slices.Chunk(p.followedJobs(), panel.StatusesMax) {
			places <- struct{}{}
			calls.Go(func() {
				defer p.company.guard.Rescue("status poll")
				defer func() { <-places }()
				p.ask100(ctx, part)
			})
		}
		calls.Wait()
	}
}

func (p *panelDesk) followedJobs() []uint32 {
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Sorted(maps.Keys(p.followed))
}

// ask100 asks for up to 100 jobs in one call. What fails is asked again soon.
func (p *panelDesk) ask100(ctx context.Context, numbers []uint32) {
	said, err := p.client.Statuses(ctx, numbers)
	if ctx.Err() != nil {
		return
	}
	for _, number := range numbers {
		status, known := said[number]
		p.heard(number, status, err == nil && known)
	}
}

// heard takes in what the panel says of a job.
func (p *panelDesk) heard(number uint32, status panel.Status, known bool) {
	p.mu.Lock()
	b := p.followed[number]
	delivered, usable := b.delivered(status)
	if known = known && usable; known && p.server == nil && !b.over {
		p.observe(b, status, delivered)
	}
	row := rowOf[status.Word]
	if !known || row == 0 {
		p.standsStill(b)
		row = 0
	}
	p.mu.Unlock()
	if row != 0 {
		p.report(b, row, delivered)
	}
}

// report tells the order service how a job has ended, and follows it no more.
func (p *panelDesk) report(b *purchase, row sim.Row, delivered int64) {
	p.mu.Lock()
	event, o := b.event, b.order
	delete(p.followed, b.number)
	p.mu.Unlock()
	if p.company.concluded(o, row, delivered) {
		p.company.reporter.tell(o, sim.ExternalGroup, row, b.number, delivered, event)
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if b.waits {
		b.waits = false
		p.journal.Move(-1)
	}
	p.settle(b)
}

// rowOf translates the panel's last words.
var rowOf = map[sim.JobStatus]sim.Row{sim.JobCompleted: sim.RowCompleted, sim.JobPartial: sim.RowPartial, sim.JobCanceled: sim.RowCanceled}

// delivered returns how much of a job is delivered, as far as the panel says it.
func (b *purchase) delivered(status panel.Status) (pieces int64, usable bool) {
	quantity := int64(b.order.Quantity)
	switch {
	case status.Remains >= 0:
		return max(0, quantity-status.Remains), true
	case status.Word == sim.JobCompleted:
		return quantity, true
	}
	return 0, status.Word != sim.JobPartial // of a part it must be said how large it is
}

// observe records what the panel elsewhere says that has become of a job.
func (p *panelDesk) observe(b *purchase, status panel.Status, delivered int64) {
	percent := delivered * 100 / int64(b.order.Quantity)
	switch {
	case rowOf[status.Word] != 0:
		returned := int64(0)
		if status.Charge >= 0 {
			returned = max(0, b.cost-status.Charge)
		}
		p.end(b, status.Word, delivered, returned)
	case status.Word == sim.JobInProgress && percent > b.percent && percent < 100:
		b.percent, b.moved = percent, time.Now()
		p.progress(b, percent)
	}
}

// standsStill lets the run wait no more for a job elsewhere that does not move.
func (p *panelDesk) standsStill(b *purchase) {
	if p.server != nil || !b.waits || time.Since(b.moved) < standstill {
		return
	}
	b.waits = false
	p.journal.Note(sim.Event{Type: sim.LimitReached, Cause: b.event, Detail: &sim.Detail{
		Text: "job " + strconv.FormatUint(uint64(b.number), 10) + " of the panel has not moved for " + standstill.String() + ": the run does not wait for it",
	}})
	p.journal.Move(-1)
}
