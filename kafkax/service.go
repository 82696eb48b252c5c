package kafkax

import (
	"context"
	"encoding/hex"
	"errors"
	"fmt"
	"math/rand/v2"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/sim"
)

// replyPartition is where answers go: the reply topic has one partition, and
// the service reads it.
const replyPartition = 0

// errTimeout is what the caller of a send() with a timeout gets.
var errTimeout = errors.New("no answer within the send timeout")

// service is the order service: it creates orders, takes the points,
// publishes in the run's mode, marks rows, and follows the status events.
type service struct {
	session  *Session
	journal  *journal
	emit     *kafka.Writer // asynchronous: client.emit() without await, and client.send()
	await    *kafka.Writer // synchronous: await lastValueFrom(client.emit())
	activity *kafka.Writer // asynchronous: the activity log
	replies  *replyDesk
	ids      *rand.Rand // correlation ids; used by the one goroutine that creates orders
}

// newService opens the service's Writers.
func newService(s *Session) *service {
	v := &service{session: s, journal: s.journal, replies: newReplyDesk(), ids: draws(s.config.Seed, "correlation", 0)}
	acks := kafka.RequiredAcks(s.config.Acks)
	publish := role{duty: dutyPublish}
	v.emit = s.clients.writer(publish, s.names.topic(sim.Orders), acks, guard{s})
	v.emit.Async, v.emit.Completion = true, guard{s}.completion(v.emitted)
	v.await = s.clients.writer(publish, s.names.topic(sim.Orders), acks, guard{s})
	v.await.Completion = guard{s}.completion(func(messages []kafka.Message, err error) { v.journal.completed(messages, err) })
	v.activity = s.clients.writer(role{duty: dutyReport}, s.names.topic(sim.Activity), acks, guard{s})
	v.activity.Async, v.activity.Completion = true, guard{s}.completion(v.logged)
	return v
}

// connect lets the Writer of the run's mode connect and learn who leads what,
// once. Where that fails nothing more happens until the first call.
func (v *service) connect(ctx context.Context) {
	w := v.emit
	if v.session.config.Mode == sim.EmitAwait {
		w = v.await
	}
	client := kafka.Client{Addr: w.Addr, Timeout: requestTimeout, Transport: w.Transport}
	_, _ = client.Metadata(ctx, &kafka.MetadataRequest{Topics: []string{w.Topic}}) // the first call will tell
}

// run creates the configured orders, each at its time, and those that users
// add, until ctx is done.
func (v *service) run(ctx context.Context) {
	config := &v.session.config
	planned := sim.OrderID(config.Count())
	v.journal.move(int(planned))
	extra := uint64(0)
	for next := sim.OrderID(1); ; {
		var due <-chan time.Time
		if next <= planned {
			due = time.After(config.Rate.At(next) - sim.CreateLead - v.journal.time())
		}
		select {
		case <-due:
			v.create(config.Order(next), int(next) > len(config.OrderList))
			next++
		case <-v.session.newOrders:
			extra++
			v.create(config.AddedOrder(extra), true)
		case <-ctx.Done():
			return
		}
	}
}

// create makes an order and lets it run its way. generated orders are called
// by their number.
func (v *service) create(o sim.Order, generated bool) {
	t := v.journal.create(o, generated)
	correlation := v.correlation()
	v.session.spawn("order", func() { v.carry(t, correlation) })
}

func (v *service) close() {
	closeWriter(v.emit)
	closeWriter(v.await)
	closeWriter(v.activity)
}

// correlation draws the correlation id of a send().
func (v *service) correlation() string {
	var id [16]byte
	for i := range id {
		id[i] = byte(v.ids.Uint32())
	}
	return hex.EncodeToString(id[:])
}

// carry does for one order what the order service's code does.
func (v *service) carry(t *trail, correlation string) {
	ctx := v.session.ctx
	defer v.journal.move(-1) // the order was still to come
	paidLead := between(draws(v.session.config.Seed, "paid", uint64(t.order.Number)), sim.PaidLeadMin, sim.PaidLeadMax)
	if !sleep(ctx, sim.CreateLead-paidLead) {
		return
	}
	v.journal.pay(t)
	if !sleep(ctx, paidLead) {
		return
	}
	v.session.after(between(draws(v.session.config.Seed, "activity", uint64(t.order.Number)), sim.ActivityMin, sim.ActivityMax), func() { v.view(t) })
	v.journal.called(t, sim.ByService)
	if f := v.session.faults.strike(sim.SerializeFault, t, 0, 0); f != nil {
		v.unserialised(t)
		return
	}
	switch v.session.config.Mode {
	case sim.Emit:
		v.emitOnly(t)
	case sim.EmitAwait:
		v.emitAwaited(ctx, t)
	case sim.Send:
		v.send(ctx, t, correlation)
	}
}

// message is the record of an order.
func message(t *trail) kafka.Message {
	return kafka.Message{Key: []byte(t.order.ID), Value: encodeOrder(t.order)}
}

// emitOnly is the trap: client.emit(); order.setPublished().
func (v *service) emitOnly(t *trail) {
	start := time.Now()
	v.write(v.emit, message(t))
	v.journal.knows(t, sim.Nothing, time.Since(start), nil)
	v.journal.mark(t)
}

// write hands a record to an asynchronous Writer. Where the Writer refuses it
// at once, as it does while it never had metadata, its completion is told.
func (v *service) write(w *kafka.Writer, m kafka.Message) {
	if err := w.WriteMessages(v.session.ctx, m); err != nil {
		w.Completion([]kafka.Message{m}, err)
	}
}

// emitted is told how the record of an emit() or a send() fared. The caller of
// an emit() has long gone on; that of a send() gets the error.
func (v *service) emitted(messages []kafka.Message, err error) {
	for _, t := range v.journal.completed(messages, err) {
		if err != nil {
			v.replies.fail(t, err)
		}
	}
}

// logged is told how a page view fared. Nobody waits for it.
func (v *service) logged(messages []kafka.Message, err error) {
	if err != nil {
		v.journal.viewLost(messages, err)
	}
}

// view emits a page view to the activity log.
func (v *service) view(t *trail) {
	v.write(v.activity, kafka.Message{Key: []byte(t.order.ID), Value: encode(activityPayload{ID: t.order.ID, Page: "/orders/" + t.order.ID})})
}

// emitAwaited is the cure: await the hand-over, then mark.
func (v *service) emitAwaited(ctx context.Context, t *trail) {
	start := time.Now()
	m := message(t)
	err := v.await.WriteMessages(ctx, m)
	if ctx.Err() != nil {
		return // the session ends
	}
	var written kafka.WriteErrors
	if err != nil && !errors.As(err, &written) {
		v.journal.completed([]kafka.Message{m}, err) // it never came to a try
	}
	v.conclude(t, time.Since(start), firstOf(err))
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

// conclude does what the code does with the outcome it waited for.
func (v *service) conclude(t *trail, waited time.Duration, err error) {
	if err != nil {
		v.journal.knows(t, sim.Failure, waited, err)
		v.journal.publishFailed(t)
		return
	}
	v.journal.knows(t, sim.Value, waited, nil)
	v.journal.mark(t)
}

// send is client.send(): the record carries a correlation id, and the caller
// waits for the answer with the same id. It does not wait for its own write.
func (v *service) send(ctx context.Context, t *trail, correlation string) {
	start := time.Now()
	m := message(t)
	m.Headers = request{correlation: correlation, topic: v.session.names.topic(sim.Reply), partition: replyPartition}.headers()
	answer := v.replies.expect(t, correlation)
	defer v.replies.forget(correlation)
	v.journal.asks(t, correlation)
	v.write(v.emit, m)
	var timeout <-chan time.Time
	if limit := v.session.config.SendTimeout; limit > 0 {
		timeout = time.After(limit)
	} else {
		v.journal.move(-1) // a caller without a timeout keeps nothing going
		defer v.journal.move(1)
	}
	select {
	case err := <-answer:
		v.conclude(t, time.Since(start), err)
	case <-timeout:
		v.conclude(t, time.Since(start), errTimeout)
	case <-ctx.Done():
	}
}

// unserialised is a payload that cannot be written: no request at all.
func (v *service) unserialised(t *trail) {
	err := fmt.Errorf("the payload cannot be serialised: %w", errSerialize)
	v.journal.completed([]kafka.Message{message(t)}, err)
	if v.session.config.Mode != sim.Emit {
		v.conclude(t, 0, err)
		return
	}
	v.journal.knows(t, sim.Nothing, 0, nil)
	v.journal.mark(t)
}

// errSerialize marks what --fault serialize-error did.
var errSerialize = errors.New("serialize-error")
