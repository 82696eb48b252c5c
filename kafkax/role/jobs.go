package role

import (
	"context"
	"time"

	"orderflow/internal/store"
	"orderflow/internal/system"
	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// Two jobs publish what nobody has published yet: the sweeper looks at the rows
// of the orders, the outbox relay at those of the outbox. Both know what the
// database says and nothing of what is in flight. What they take is theirs
// until they know how that went, or until their process is dead.

// jobsAtOnce bounds what one job has taken and not yet published.
const jobsAtOnce = 32

// runJob lets a job look at every multiple of an interval, while its remedy is on.
func (v *instance) runJob(ctx context.Context, by sim.By, remedy sim.Remedy, interval time.Duration) {
	slots := make(chan struct{}, jobsAtOnce)
	for system.Sleep(ctx, interval-v.journal.Time()%interval) {
		for v.takes() && v.company.has(remedy) && v.look(ctx, by, slots) {
		}
	}
}

// look publishes what the job finds. It reports whether there may be more.
func (v *instance) look(ctx context.Context, by sim.By, slots chan struct{}) bool {
	free := cap(slots) - len(slots)
	if free == 0 {
		return false
	}
	taken := v.take(ctx, by, free)
	for _, id := range taken {
		o := v.journal.Find(id)
		if o == nil || !v.journal.Hold(o) { // another process knows it
			v.giveBack(ctx, id)
			v.journal.Move(-1)
			continue
		}
		slots <- struct{}{}
		if !v.spawn("job", func() {
			defer func() { <-slots }()
			v.republish(ctx, o, by)
		}) {
			<-slots
			v.journal.Move(-1)
		}
	}
	return len(taken) == free && len(slots) < cap(slots)
}

// take takes orders for a job, and counts each as something that goes on.
func (v *instance) take(ctx context.Context, by sim.By, limit int) (taken []string) {
	v.service.taking.Lock()
	defer v.service.taking.Unlock()
	v.lives(func() {
		list, err := v.company.store.Take(ctx, by, v.name, sim.SweepAge, limit)
		if v.company.Wrote(err) && len(list) > 0 {
			taken = list
			v.journal.Move(len(taken))
		}
	})
	return taken
}

// giveBack lets others take an order.
func (v *instance) giveBack(ctx context.Context, id string) {
	v.lives(func() { v.company.Wrote(v.company.store.GiveBack(ctx, v.name, id)) })
}

// republish publishes an order for a job and waits, in every mode: a job that
// did not wait could mark nothing. Only the first call of all has a caller.
func (v *instance) republish(ctx context.Context, o *chronicle.Order, by sim.By) {
	defer v.journal.Move(-1)
	defer v.journal.Done(o)
	a, ok := v.attempt(ctx, o, by)
	if !ok {
		return
	}
	start := time.Now()
	err := v.deliver(ctx, o)
	if ctx.Err() != nil {
		return // its lease runs out
	}
	if v.journal.CallsOf(o) == 1 {
		v.tell(o, time.Since(start), err)
	}
	if v.acked(o, err) {
		return
	}
	v.conclude(ctx, o, a, by, err)
	if err != nil {
		v.giveBack(ctx, o.ID)
	}
}

// deliver publishes an order in the run's mode and returns when it knows how
// that went.
func (v *instance) deliver(ctx context.Context, o *chronicle.Order) error {
	v.exitsSoon(o)
	if v.unserialisable(o) {
		return v.unserialised(o)
	}
	if v.company.config.Mode == sim.Send {
		return v.request(ctx, o)
	}
	return v.writeAwaited(ctx, o)
}

// live renews what the jobs have taken, for as long as this process lives.
func (v *instance) live(ctx context.Context) {
	for system.Sleep(ctx, store.Lease/3) {
		if v.company.plan().Again {
			v.lives(func() { v.company.Wrote(v.company.store.Renew(ctx, v.name)) })
		}
	}
}
