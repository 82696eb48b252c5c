package role

import (
	"context"
	"encoding/hex"
	"errors"
	"math/rand/v2"
	"strconv"
	"sync"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/store"
	"orderflow/internal/system"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// service is the order service: it creates orders, and lets the process that
// runs do with each what its code does. instance.go has that process.
type service struct {
	company *Company
	journal chronicle.Keeper
	taking  sync.Mutex // held while a job takes orders, until they are counted

	mu      sync.Mutex
	now     *instance     // the process that runs or, while none does, the last
	changed chan struct{} // closed when there is another one

	traces func() sim.TraceRun

	idsMu sync.Mutex
	ids   *rand.Rand // correlation ids
}

func newService(s *Company) *service {
	v := &service{company: s, journal: s.journal, changed: make(chan struct{}), ids: draws(s.config.Seed, "correlation", 0)}
	v.traces = sync.OnceValue(s.traces)
	v.now = newInstance(v, 1)
	s.journal.ServiceStarted(v.now.number, 0)
	return v
}

// run creates the configured orders that the database does not have yet, each
// at its time, and those that users add, until ctx is done.
func (v *service) run(ctx context.Context) {
	config := &v.company.config
	missing, number := config.Count()-len(v.company.legacy.Planned), 0
	v.journal.Move(missing)
	extra := uint64(0)
	for next := 1; ; {
		var due <-chan time.Time
		if next <= missing {
			due = time.After(config.Rate.At(sim.OrderID(next)) - sim.CreateLead - v.journal.Time())
			if !v.journal.Room() {
				due = time.After(chronicle.CloseEvery)
			}
		}
		select {
		case <-due:
			if !v.journal.Room() {
				continue
			}
			var batch []store.New
			for now := v.journal.Time(); next <= missing && len(batch) < createMost && config.Rate.At(sim.OrderID(next))-sim.CreateLead <= now; next++ {
				for number++; v.company.legacy.Planned[number]; number++ {
				}
				batch = append(batch, store.New{Order: config.Order(sim.OrderID(number)), Plan: number})
			}
			v.create(ctx, batch)
		case <-v.company.newOrders:
			extra++
			v.create(ctx, []store.New{{Order: config.AddedOrder(v.company.legacy.Added + extra)}})
		case <-ctx.Done():
			return
		}
	}
}

// createMost bounds the orders that are created together, because they are due at
// one time.
const createMost = 256

// create makes orders and lets each run its way, once a process takes them. Those
// that are in no file are called by their number.
func (v *service) create(ctx context.Context, list []store.New) {
	v.journal.Name(list, len(v.company.config.OrderList))
	for {
		i := v.serving(ctx)
		if i == nil {
			return
		}
		var orders []*chronicle.Order
		failed := false
		i.lives(func() {
			if failed = !v.company.Wrote(v.company.store.Create(ctx, list...)); !failed {
				orders = v.journal.Create(list)
			}
		})
		if failed {
			v.journal.Move(-len(list))
			return
		}
		for _, o := range orders {
			if !i.spawn("order", func() { i.carry(i.ctx, o) }) {
				v.journal.Done(o)
				v.journal.Move(-1)
			}
		}
		if orders != nil {
			return
		}
	}
}

// close ends what the process that ran last has open.
func (v *service) close() { v.current().close() }

// correlation draws the correlation id of a send().
func (v *service) correlation() string {
	v.idsMu.Lock()
	defer v.idsMu.Unlock()
	var id [16]byte
	for i := range id {
		id[i] = byte(v.ids.Uint32())
	}
	return hex.EncodeToString(id[:])
}

// carry does for one order what the order service's code does.
func (v *instance) carry(ctx context.Context, o *chronicle.Order) {
	defer v.journal.Move(-1) // the order was still to come
	defer v.journal.Done(o)
	paidLead := between(draws(v.company.config.Seed, "paid", uint64(o.Number)), sim.PaidLeadMin, sim.PaidLeadMax)
	if !system.Sleep(ctx, sim.CreateLead-paidLead) {
		return
	}
	outbox := v.company.has(sim.Outbox)
	if !v.note(o, func() error { return v.company.store.Pay(ctx, o.ID, outbox) }, func() { v.journal.Pay(o, outbox) }) || outbox || !system.Sleep(ctx, paidLead) {
		return // with an outbox, the relay publishes
	}
	a, ok := v.attempt(ctx, o, sim.ByService)
	if !ok {
		return
	}
	if v.company.config.Mode == sim.Emit {
		v.emitOnly(ctx, o)
		return
	}
	start := time.Now()
	err := v.deliver(ctx, o)
	if ctx.Err() != nil {
		return // the process ends
	}
	v.tell(o, time.Since(start), err)
	if v.acked(o, err) {
		return
	}
	v.conclude(ctx, o, a, sim.ByService, err)
}

// attempt writes that the order is about to be published. Only then it is.
func (v *instance) attempt(ctx context.Context, o *chronicle.Order, by sim.By) (a int64, ok bool) {
	ok = v.note(o, func() (err error) {
		a, err = v.company.store.Attempt(ctx, o.ID, by)
		return err
	}, func() { v.journal.Called(o, by) })
	if ok && v.journal.CallsOf(o) == 1 && v.journal.Hold(o) { // until logged
		v.viewLater(o)
	}
	return a, ok
}

// message is the record of an order, with the context of the call that makes it.
// Where its consumers are other processes, it has the order's number too: they could
// not know it.
func (v *instance) message(o *chronicle.Order) kafka.Message {
	m := v.company.names.Message(o.Order)
	m.Headers = append(m.Headers, v.service.traceContext(o))
	if !v.company.alone {
		m.Headers = append(m.Headers, kafka.Header{Key: record.HeaderNumber, Value: strconv.AppendUint(nil, uint64(o.Number), 10)})
	}
	return m
}

// emitOnly is the trap: client.emit(); order.setPublished(). Nobody waits, so
// the attempt has no outcome.
func (v *instance) emitOnly(ctx context.Context, o *chronicle.Order) {
	start := time.Now()
	if v.unserialisable(o) {
		_ = v.unserialised(o) // nobody hears of it
	} else {
		v.write(v.emit, v.message(o))
	}
	v.lives(func() { v.journal.Knows(o, sim.Nothing, time.Since(start), nil) })
	if v.exits(o, sim.AfterCall) {
		return
	}
	var row sim.Row
	v.note(o, func() (err error) {
		row, err = v.company.store.Mark(ctx, o.ID)
		return err
	}, func() { v.journal.Mark(o, row) })
}

// write hands a record to an asynchronous Writer. Where the Writer refuses it
// at once, as it does while it never had metadata, its completion is told.
func (v *instance) write(w *kafka.Writer, m kafka.Message) {
	if err := w.WriteMessages(v.ctx, m); err != nil {
		w.Completion([]kafka.Message{m}, err)
	}
}

// emitted is told how the record of an emit() or a send() fared. The caller of
// an emit() has long gone on; that of a send() gets the error, and waits on after
// the ack.
func (v *instance) emitted(messages []kafka.Message, err error) {
	for _, o := range v.journal.Completed(v.number, messages, err) {
		if err != nil {
			v.replies.fail(o, err)
			continue
		}
		v.exits(o, sim.AfterAck)
	}
}

// logged is told how a page view fared. Nobody waits for it.
func (v *instance) logged(messages []kafka.Message, err error) {
	v.journal.Viewed(v.number, messages, err)
}

// viewLater emits the page view that follows a call, unless the process is over by then.
func (v *instance) viewLater(o *chronicle.Order) {
	wait := between(draws(v.company.config.Seed, "activity", uint64(o.Number)), sim.ActivityMin, sim.ActivityMax)
	if !v.spawn("timer", func() {
		if !system.Sleep(v.ctx, wait) {
			v.journal.Done(o)
			return
		}
		v.view(o)
	}) {
		v.journal.Done(o)
	}
}

// view emits a page view to the activity log.
func (v *instance) view(o *chronicle.Order) {
	v.write(v.activity, kafka.Message{Key: []byte(o.ID), Value: record.Encode(record.PageView{ID: o.ID, Page: "/orders/" + o.ID})})
}

// writeAwaited is the cure: await the hand-over, then mark.
func (v *instance) writeAwaited(ctx context.Context, o *chronicle.Order) error {
	m := v.message(o)
	err := v.await.WriteMessages(ctx, m)
	var written kafka.WriteErrors
	if err != nil && ctx.Err() == nil && !errors.As(err, &written) {
		v.journal.Completed(v.number, []kafka.Message{m}, err) // it never came to a try
	}
	return firstOf(err)
}

// firstOf returns the error of the one record that was written.
func firstOf(err error) error {
	var written kafka.WriteErrors
	if errors.As(err, &written) {
		for _, err := range written {
			if err != nil {
				return err
			}
		}
	}
	return err
}

// tell says what the caller of a publish came to know, and after how long.
func (v *instance) tell(o *chronicle.Order, waited time.Duration, err error) {
	outcome := sim.Value
	if err != nil {
		outcome = sim.Failure
	}
	v.lives(func() { v.journal.Knows(o, outcome, waited, err) })
}

// conclude does what the code does with the outcome it waited for: setPublished,
// or the catch block. The relay marks its own row and the order's in one transaction.
func (v *instance) conclude(ctx context.Context, o *chronicle.Order, a int64, by sim.By, err error) {
	db, id := v.company.store, o.ID
	if err != nil {
		var f store.Failure
		v.note(o, func() (failed error) {
			f, failed = db.PublishFailed(ctx, id, a, chronicle.CallerCode(err), v.company.plan())
			return failed
		}, func() { v.journal.Learn(o); v.journal.PublishFailed(o, f) })
		return
	}
	var row sim.Row
	var sent bool
	v.note(o, func() (err error) {
		row, sent, err = db.Published(ctx, id, a, by == sim.ByOutbox)
		return err
	}, func() { v.journal.Learn(o); v.journal.Published(o, row, sent) })
}

// request is client.send(): the record carries a correlation id, and the caller
// waits for the answer with the same id. It does not wait for its own write.
func (v *instance) request(ctx context.Context, o *chronicle.Order) error {
	correlation := v.service.correlation()
	m := v.message(o)
	m.Headers = append(m.Headers, record.Request{Correlation: correlation, Topic: v.company.names.Topic(sim.Reply), Partition: record.ReplyPartition}.Headers()...)
	answer := v.replies.expect(o, correlation)
	defer v.replies.forget(o, correlation)
	v.journal.Asks(o, correlation)
	v.write(v.emit, m)
	var timeout <-chan time.Time
	if limit := v.patience(); limit > 0 {
		timeout = time.After(limit)
	} else {
		v.journal.Move(-1) // a caller without a timeout keeps nothing going
		defer v.journal.Move(1)
	}
	select {
	case err := <-answer:
		return err
	case <-timeout:
		return chronicle.ErrTimeout
	case <-ctx.Done():
		return ctx.Err()
	}
}

// patience is how long a send() waits for its answer; 0 = for ever.
func (v *instance) patience() time.Duration {
	if limit := v.company.config.SendTimeout; limit > 0 || !v.company.has(sim.SendTimeoutRemedy) {
		return limit
	}
	return sim.SendTimeoutDefault
}

// unserialisable lets a fault make the payload one that cannot be written.
func (v *instance) unserialisable(o *chronicle.Order) (is bool) {
	v.lives(func() { is = v.company.faults.strike(sim.SerializeFault, o, 0, 0) != nil })
	return is
}

// unserialised is a payload that cannot be written: no request at all.
func (v *instance) unserialised(o *chronicle.Order) error {
	err := chronicle.ErrSerialize
	v.journal.Completed(v.number, []kafka.Message{v.message(o)}, err)
	return err
}
