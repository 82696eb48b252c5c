package role

import (
	"context"
	"sync"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/system"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// instance is one process of the order service: its Writers, whoever waits in it
// for an answer, the reader of the answers, and the jobs. A fault may end it, and
// another one takes its place. What it had in memory is gone with it; rows and
// outbox are in the database.
type instance struct {
	service *service
	company *Company
	journal chronicle.Keeper
	number  uint32          // of all of the run's, from 1
	name    string          // in the database, where the jobs of several take orders
	ctx     context.Context // its life
	stop    context.CancelFunc

	emit     *kafka.Writer // asynchronous: client.emit() without await, and client.send()
	await    *kafka.Writer // synchronous: await lastValueFrom(client.emit())
	activity *kafka.Writer // asynchronous: the activity log
	replies  *replyDesk
	ready    chan struct{} // closed when it has made its first connection, or tried to

	desk     sync.RWMutex // held for reading while it does something that lasts, for writing as it ends
	leaving  bool         // it is closed in order: it takes no more orders
	over     bool
	routines sync.WaitGroup
	closing  sync.Once
}

// newInstance opens a process's Writers.
func newInstance(v *service, number uint32) *instance {
	s := v.company
	i := &instance{service: v, company: s, journal: v.journal, number: number, name: record.DrawInstance(), replies: newReplyDesk(), ready: make(chan struct{})}
	i.ctx, i.stop = context.WithCancel(s.ctx)
	acks, watch := kafka.RequiredAcks(s.config.Acks), processWatch{s.guard, number}
	publish := wire.Role{Duty: wire.DutyPublish, Life: number}
	i.emit = s.clients.writer(publish, s.names.Topic(sim.Orders), acks, watch)
	i.emit.Async, i.emit.Completion = true, s.guard.completion(i.emitted)
	i.await = s.clients.writer(publish, s.names.Topic(sim.Orders), acks, watch)
	i.await.Completion = s.guard.completion(func(messages []kafka.Message, err error) { i.journal.Completed(number, messages, err) })
	i.activity = s.clients.writer(wire.Role{Duty: wire.DutyReport, Life: number}, s.names.Topic(sim.Activity), acks, watch)
	i.activity.Async, i.activity.Completion = true, s.guard.completion(i.logged)
	return i
}

// listen begins to read the answers.
func (v *instance) listen() {
	v.spawn("reply reader", func() { v.readReplies(v.ctx) })
}

// work begins everything else.
func (v *instance) work() {
	v.spawn("first connection", func() {
		defer close(v.ready)
		v.connect(v.ctx)
	})
	v.spawn("outbox relay", func() { v.runJob(v.ctx, sim.ByOutbox, sim.Outbox, sim.RelayInterval) })
	v.spawn("sweeper", func() { v.runJob(v.ctx, sim.BySweeper, sim.Sweeper, sim.SweepInterval) })
	v.spawn("lease", func() { v.live(v.ctx) })
}

// metadataTimeout bounds what the first connection asks.
const metadataTimeout = 10 * time.Second

// connect lets the Writer of the run's mode connect and learn who leads what,
// once. Where that fails nothing more happens until the first call.
func (v *instance) connect(ctx context.Context) {
	w := v.emit
	if v.company.config.Mode == sim.EmitAwait || v.company.config.Mode == sim.Emit && v.company.has(sim.Outbox) {
		w = v.await
	}
	client := kafka.Client{Addr: w.Addr, Timeout: metadataTimeout, Transport: w.Transport}
	_, _ = client.Metadata(ctx, &kafka.MetadataRequest{Topics: []string{w.Topic}}) // the first call will tell
}

// lives does something as the process, unless that is over. It does not end
// meanwhile: what it has begun to write is written, and told.
func (v *instance) lives(do func()) {
	v.desk.RLock()
	defer v.desk.RUnlock()
	if !v.over {
		do()
	}
}

// note does something in the database for an order, and then tells the log.
func (v *instance) note(o *chronicle.Order, do func() error, tell func()) (ok bool) {
	v.lives(func() { ok = v.company.write(o, do, tell) })
	return ok
}

// spawn runs something in the process. It reports false where that is over.
func (v *instance) spawn(what string, do func()) (runs bool) {
	v.lives(func() {
		v.routines.Add(1)
		runs = v.company.Spawn(what, func() {
			defer v.routines.Done()
			do()
		})
		if !runs {
			v.routines.Done()
		}
	})
	return runs
}

// after does something later, if the process still runs.
func (v *instance) after(d time.Duration, do func()) {
	v.spawn("timer", func() {
		if system.Sleep(v.ctx, d) {
			do()
		}
	})
}

// takes reports whether the process takes orders.
func (v *instance) takes() bool {
	v.desk.RLock()
	defer v.desk.RUnlock()
	return !v.over && !v.leaving
}

// close closes the Writers, once nothing of the process writes any more.
func (v *instance) close() {
	v.closing.Do(func() {
		v.routines.Wait()
		closeWriter(v.emit)
		closeWriter(v.await)
		closeWriter(v.activity)
	})
}

// processWatch tells of the tries of a process's Writers.
type processWatch struct {
	Guard
	life uint32
}

// Began is that of [chronicle.AttemptWatcher].
func (w processWatch) Began(b chronicle.Batch) {
	b.Life = w.life
	w.Guard.Began(b)
}

// Over is that of [chronicle.AttemptWatcher].
func (w processWatch) Over(b chronicle.Batch, result chronicle.AttemptResult) {
	b.Life = w.life
	w.Guard.Over(b, result)
}

// BacksOff is that of [chronicle.AttemptWatcher].
func (w processWatch) BacksOff(b chronicle.Batch, wait time.Duration) {
	b.Life = w.life
	w.Guard.BacksOff(b, wait)
}
