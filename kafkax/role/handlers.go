package role

import (
	"context"
	"errors"

	"orderflow/internal/panel"
	"orderflow/internal/system"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// errHandler marks a handler that threw; what it threw is in the log.
var errHandler = errors.New("the handler threw")

// inHouse carries an order out on the company's own server.
func (w *worker) inHouse(ctx context.Context, d *chronicle.Delivery) (func(), error) {
	if d.Order.Fulfilment != sim.InHouse {
		return nil, nil
	}
	s := w.company
	s.journal.Handling(d)
	if thrown, answer, err := w.throws(d); thrown {
		return answer, err
	}
	if seen, answer, err := w.seen(d, "done"); seen {
		return answer, err
	}
	s.reporter.tell(d.Order, sim.InHouseGroup, sim.RowProcessing, 0, 0, d.Cause)
	work := between(draws(s.config.Seed, "work", uint64(d.Order.Number)), sim.WorkMin, sim.WorkMax)
	if f := s.faults.strike(sim.ConsumerSlow, d.Order, d.Role.Group, d.Role.Worker); f != nil {
		work = f.Delay
	}
	if !system.Sleep(ctx, work) {
		return nil, ctx.Err()
	}
	quantity := int64(d.Order.Quantity)
	if err := w.finish(d, quantity); err != nil {
		return nil, err
	}
	s.reporter.tell(d.Order, sim.InHouseGroup, sim.RowCompleted, 0, quantity, d.Cause)
	d.Note(s.journal, d.Event(sim.HandlerReturned))
	return w.answers(d, record.Encode(record.Answer{ID: d.Order.ID, Result: "done"}), nil), nil
}

// external buys an order from the panel. The handler is done when the panel
// has accepted; the panel is not.
func (w *worker) external(ctx context.Context, d *chronicle.Delivery) (func(), error) {
	if d.Order.Fulfilment != sim.External {
		return nil, nil
	}
	s := w.company
	s.journal.Handling(d)
	if thrown, answer, err := w.throws(d); thrown {
		return answer, err
	}
	if seen, answer, err := w.seen(d, "accepted"); seen {
		return answer, err
	}
	number, err := w.buy(ctx, d)
	var no panel.Declined
	declined := errors.As(err, &no)
	if err != nil && !declined {
		return w.threw(d, codeOfPanel(err), sim.PlainError)
	}
	if err := w.bought(d, number); err != nil {
		return nil, err
	}
	answer := record.Answer{ID: d.Order.ID, Result: "accepted", Job: number}
	if declined { // with status 200: nothing throws, and the order is over
		answer.Result = "declined"
		s.reporter.tell(d.Order, sim.ExternalGroup, sim.RowCanceled, 0, 0, d.Cause)
	} else {
		s.reporter.tell(d.Order, sim.ExternalGroup, sim.RowProcessing, number, 0, d.Cause)
		s.panel.follow(number)
	}
	if f := s.faults.strike(sim.ConsumerSlow, d.Order, d.Role.Group, d.Role.Worker); f != nil && !system.Sleep(ctx, f.Delay) {
		return nil, ctx.Err()
	}
	d.Note(s.journal, d.Event(sim.HandlerReturned))
	return w.answers(d, record.Encode(answer), nil), nil
}

// buy asks the panel to add a job, again where it refuses. Where nobody knows
// whether it was bought it gives up. With reconcile the panel is asked first what
// was bought for the order, if something may have been.
func (w *worker) buy(ctx context.Context, d *chronicle.Delivery) (uint32, error) {
	desk := w.company.panel
	unsure := desk.unsure(d)
	for try := 1; ; try++ {
		number, found, err := uint32(0), false, error(nil)
		if unsure {
			number, found, err = desk.find(ctx, d)
			unsure = err != nil
		}
		if err == nil && !found {
			d.Cause = desk.journal.AsksPanel(d, try)
			number, err = desk.add(ctx, d)
		}
		if err == nil || ctx.Err() != nil {
			return number, err
		}
		wait := desk.refused(d, try, err)
		if wait == 0 || !system.Sleep(ctx, wait) {
			return 0, err
		}
	}
}

// statistics counts orders. It only shows that an event has any number of listeners.
func (w *worker) statistics(context.Context, *chronicle.Delivery) (func(), error) { return nil, nil }

// statuses moves the order service's rows as status events say. It lives in that
// one's process.
func (w *worker) statuses(_ context.Context, d *chronicle.Delivery) (func(), error) {
	var moved bool
	var refunded int64
	s := w.company
	if d.Order.Foreign {
		s.journal.Follow(d)
		return nil, nil
	}
	if !s.service.current().note(d.Order, func() (err error) {
		moved, refunded, err = s.store.Follow(s.ctx, d.Order.ID, d.Row, d.Status.Delivered)
		return err
	}, func() { s.journal.Followed(d, moved, refunded) }) {
		return nil, errHandler
	}
	return nil, nil
}

// answers returns what answers the caller of a send(); nil for an event.
func (w *worker) answers(d *chronicle.Delivery, value, failure []byte) func() {
	r, isRequest, err := record.RequestOf(d.Message)
	if err != nil || !isRequest {
		return nil
	}
	s, cause, o := w.company, d.Cause, d.Order
	return func() {
		if f := s.faults.strike(sim.ReplyUnproducible, o, sim.ReplyGroup, 0); f != nil {
			value = make([]byte, unproducibleBytes)
		}
		s.reporter.answer(o, r, record.AnswerMessage(r, value, failure), cause)
	}
}

// unproducibleBytes is more than a Writer sends in one record: that is how an
// answer cannot be written.
const unproducibleBytes = 2 << 20

// throws lets a fault make the handler throw before any work is done.
func (w *worker) throws(d *chronicle.Delivery) (thrown bool, answer func(), err error) {
	faults := w.company.faults
	if f := faults.strike(sim.Poison, d.Order, d.Role.Group, d.Role.Worker); f != nil {
		answer, err = w.threw(d, sim.Poisoned, sim.PlainError)
		return true, answer, err
	}
	f := faults.strike(sim.HandlerError, d.Order, d.Role.Group, d.Role.Worker)
	if f == nil {
		return false, nil, nil
	}
	code := map[sim.ErrorKind]sim.Code{
		sim.PlainError: sim.InternalServerError, sim.RPCError: sim.RPCException,
		sim.Retriable: sim.RetriableException, sim.Empty: sim.EmptyResult,
	}[f.Kind]
	answer, err = w.threw(d, code, f.Kind)
	return true, answer, err
}

// threw does what NestJS's server does with an error: a request is answered
// with it and committed, unless it is retriable; an event runs again.
func (w *worker) threw(d *chronicle.Delivery, code sim.Code, kind sim.ErrorKind) (func(), error) {
	_, isRequest, err := record.RequestOf(d.Message)
	if again := err != nil || !isRequest || kind == sim.Retriable; again {
		if w.company.has(sim.DeadLetter) && d.Failures+1 >= sim.DeadLetterAfter {
			return nil, w.bury(d, code)
		}
		w.company.journal.Failed(d, code, handlerRetries[d.Failures%len(handlerRetries)])
		return nil, errHandler
	}
	if kind == sim.Empty {
		d.Note(w.company.journal, d.Event(sim.HandlerReturned))
		return w.answers(d, []byte("null"), nil), nil
	}
	w.company.journal.Failed(d, code, 0)
	thrown := record.InternalError
	if kind == sim.RPCError {
		thrown = record.RefusedError
	}
	return w.answers(d, []byte("{}"), record.Encode(thrown)), nil
}
