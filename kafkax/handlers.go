package kafkax

import (
	"context"
	"errors"

	"orderflow/sim"
)

// errHandler marks a handler that threw; what it threw is in the log.
var errHandler = errors.New("the handler threw")

// inHouse carries an order out on the company's own server.
func (w *worker) inHouse(ctx context.Context, d *delivery) (func(), error) {
	if d.trail.order.Fulfilment != sim.InHouse {
		return nil, nil
	}
	s := w.session
	s.journal.handling(d)
	if thrown, answer, err := w.throws(d); thrown {
		return answer, err
	}
	s.reporter.tell(d.trail, sim.InHouseGroup, sim.RowProcessing, 0, 0, d.cause)
	work := between(draws(s.config.Seed, "work", uint64(d.trail.order.Number)), sim.WorkMin, sim.WorkMax)
	if f := s.faults.strike(sim.ConsumerSlow, d.trail, d.role.group, d.role.worker); f != nil {
		work = f.Delay
	}
	if !sleep(ctx, work) {
		return nil, ctx.Err()
	}
	quantity := int64(d.trail.order.Quantity)
	d.note(s.journal, sim.Event{Type: sim.WorkFinished, Order: d.trail.order.Number, Value: quantity, Cause: d.cause})
	s.reporter.tell(d.trail, sim.InHouseGroup, sim.RowCompleted, 0, quantity, d.cause)
	d.note(s.journal, d.event(sim.HandlerReturned))
	return w.answers(d, encode(answerPayload{ID: d.trail.order.ID, Result: "done"}), nil), nil
}

// external buys an order from the panel. The handler is done when the panel
// has accepted; the panel is not.
func (w *worker) external(ctx context.Context, d *delivery) (func(), error) {
	if d.trail.order.Fulfilment != sim.External {
		return nil, nil
	}
	s := w.session
	s.journal.handling(d)
	if thrown, answer, err := w.throws(d); thrown {
		return answer, err
	}
	number, err := w.buy(ctx, d)
	var no panelNo
	declined := errors.As(err, &no)
	if err != nil && !declined {
		return w.threw(d, codeOfPanel(err), sim.PlainError)
	}
	answer := answerPayload{ID: d.trail.order.ID, Result: "accepted", Job: number}
	if declined { // with status 200: nothing throws, and the order is over
		answer.Result = "declined"
		s.reporter.tell(d.trail, sim.ExternalGroup, sim.RowCanceled, 0, 0, d.cause)
	} else {
		s.reporter.tell(d.trail, sim.ExternalGroup, sim.RowProcessing, number, 0, d.cause)
		s.follow(d.trail, number)
	}
	if f := s.faults.strike(sim.ConsumerSlow, d.trail, d.role.group, d.role.worker); f != nil && !sleep(ctx, f.Delay) {
		return nil, ctx.Err()
	}
	d.note(s.journal, d.event(sim.HandlerReturned))
	return w.answers(d, encode(answer), nil), nil
}

// buy asks the panel to add a job, again where it refuses. Where the answer does not come it gives up:
// whether the job was bought is not known.
func (w *worker) buy(ctx context.Context, d *delivery) (uint32, error) {
	s := w.session
	for try := 1; ; try++ {
		d.note(s.journal, sim.Event{Type: sim.PanelCalled, Order: d.trail.order.Number, Worker: w.role.worker, Try: uint32(try), Cause: d.cause})
		number, event, err := s.panel.add(ctx, d.trail, d.cause, w.role.worker)
		d.cause = event
		if err == nil || ctx.Err() != nil {
			return number, err
		}
		wait := sim.PanelBackoff << (try - 1)
		e := sim.Event{Type: sim.PanelRefusal, Order: d.trail.order.Number, Try: uint32(try), Code: codeOfPanel(err), Cause: event}
		if errors.Is(err, errPanelTimeout) {
			e.Type, e.Code, e.Try = sim.PanelSilent, sim.NoError, 0
		}
		var status panelRefusal
		if errors.As(err, &status) {
			e.Value = int64(status)
		}
		var no panelNo
		if errors.As(err, &no) {
			e.Value, e.Detail = sim.HTTPOK, &sim.Detail{Text: string(no)}
		}
		if try == sim.PanelTriesMax || e.Type == sim.PanelSilent || e.Value == sim.HTTPOK {
			wait = 0
		}
		d.note(s.journal, e)
		if wait == 0 || !sleep(ctx, wait) {
			return 0, err
		}
	}
}

// codeOfPanel names an error of the panel's API.
func codeOfPanel(err error) sim.Code {
	switch {
	case errors.Is(err, errPanelTimeout):
		return sim.PanelTimeout
	case errors.Is(err, errPanelDown):
		return sim.PanelDown
	}
	return sim.PanelRefused
}

// follow polls a job's status until it has ended, and reports that.
func (s *Session) follow(t *trail, number uint32) {
	ends := s.panel.ends(number)
	if ends {
		s.journal.move(1)
	}
	s.spawn("status poll", func() {
		if ends {
			defer s.journal.move(-1)
		}
		draw := draws(s.config.Seed, "poll", uint64(number))
		for sleep(s.ctx, between(draw, sim.PanelPollMin, sim.PanelPollMax)) {
			status, delivered, event := s.panel.status(number)
			if row := rowOf[status]; row != 0 {
				s.reporter.tell(t, sim.ExternalGroup, row, number, delivered, event)
				return
			}
		}
	})
}

// rowOf translates the panel's last words.
var rowOf = map[sim.JobStatus]sim.Row{sim.JobCompleted: sim.RowCompleted, sim.JobPartial: sim.RowPartial, sim.JobCanceled: sim.RowCanceled}

// statistics counts orders. It only shows that an event has any number of listeners.
func (w *worker) statistics(context.Context, *delivery) (func(), error) { return nil, nil }

// statuses moves the order service's rows as status events say.
func (w *worker) statuses(_ context.Context, d *delivery) (func(), error) {
	w.session.journal.follow(d)
	return nil, nil
}

// answers returns what answers the caller of a send(); nil for an event.
func (w *worker) answers(d *delivery, value, failure []byte) func() {
	r, isRequest, err := requestOf(d.message)
	if err != nil || !isRequest {
		return nil
	}
	s, cause, t := w.session, d.cause, d.trail
	return func() {
		if f := s.faults.strike(sim.ReplyUnproducible, t, sim.ReplyGroup, 0); f != nil {
			value = make([]byte, unproducibleBytes)
		}
		s.reporter.answer(t, answerMessage(r, value, failure), cause)
	}
}

// unproducibleBytes is more than a Writer sends in one record: that is how an
// answer cannot be written.
const unproducibleBytes = 2 << 20

// throws lets a fault make the handler throw before any work is done.
func (w *worker) throws(d *delivery) (thrown bool, answer func(), err error) {
	faults := w.session.faults
	if f := faults.strike(sim.Poison, d.trail, d.role.group, d.role.worker); f != nil {
		answer, err = w.threw(d, sim.Poisoned, sim.PlainError)
		return true, answer, err
	}
	f := faults.strike(sim.HandlerError, d.trail, d.role.group, d.role.worker)
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
func (w *worker) threw(d *delivery, code sim.Code, kind sim.ErrorKind) (func(), error) {
	_, isRequest, err := requestOf(d.message)
	if again := err != nil || !isRequest || kind == sim.Retriable; again {
		w.session.journal.failed(d, code, handlerRetries[d.failures%len(handlerRetries)])
		return nil, errHandler
	}
	if kind == sim.Empty {
		d.note(w.session.journal, d.event(sim.HandlerReturned))
		return w.answers(d, []byte("null"), nil), nil
	}
	w.session.journal.failed(d, code, 0)
	thrown := internalError
	if kind == sim.RPCError {
		thrown = refusedError
	}
	return w.answers(d, []byte("{}"), encode(thrown)), nil
}
