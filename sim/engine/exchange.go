package engine

import (
	"time"

	"orderflow/sim"
)

// exchange is one subscription of a send(): a request with a correlation id,
// and the waiting for its answer.
type exchange struct {
	flow      *flow
	at        *instance     // whose client sent the request
	partition int16         // of the reply topic, where its answer is to go
	addressed bool          // the client knows the partition
	over      bool          // answered, failed, timed out, or its process died
	job       func(failure) // who waits, where it is a job and not the caller
}

// answer is what a handler answers to a request.
type answer struct {
	code sim.Code // why the handler threw, or NoError
	text string
}

// send is client.send(). It is cold: what is sent depends on who subscribes.
func (s *service) send(f *flow, observe sim.ObserveKind) {
	switch observe {
	case sim.ObserveNever, sim.AwaitObservable:
		event := s.e.record(sim.Event{Type: sim.NeverSubscribed, Order: f.number, Topic: sim.Orders, Cause: f.called})
		f.run(s.draw.Between(callReturnMin, callReturnMax), func() {
			s.knows(f, sim.Nothing, failure{cause: event})
			s.mark(f, event)
		})
	case sim.ObserveLate:
		f.run(s.e.config.Observe.Delay, func() { s.request(f, true) })
	case sim.ObserveTwice:
		s.request(f, true)
		f.publishes++
		f.called = s.e.record(sim.Event{Type: sim.PublishCalled, Order: f.number, Worker: f.own.at.name(), Word: uint8(sim.ByService), Try: f.publishes, Cause: f.called})
		s.request(f, true)
	case sim.SubscribeNoHandler:
		s.request(f, false)
		f.run(s.draw.Between(callReturnMin, callReturnMax), func() {
			s.knows(f, sim.Nothing, failure{cause: f.called})
			s.mark(f, f.called)
		})
	default:
		s.request(f, true)
	}
	f.run(s.draw.Between(callReturnMin, callReturnMax), func() { f.own.at.exits(f, sim.AfterCall) })
}

// request subscribes: the request is produced, and the timeout begins.
func (s *service) request(f *flow, awaited bool) {
	x := &exchange{flow: f, at: f.own.at}
	f.own.requests = append(f.own.requests, x)
	s.produce(f, &f.own, x, func(r failure) {
		if r.code != sim.NoError {
			s.resolve(x, awaited, r)
			return
		}
		x.at.exits(f, sim.AfterAck) // while it waits for the answer
	})
	limit := s.patience()
	if limit == 0 {
		return
	}
	late, called := s.draw.Between(0, timeoutCallbackDelay), f.called
	f.timeout = s.e.timer(limit+late, func() {
		s.resolve(x, awaited, failure{code: sim.TimeoutError, text: "timeout has occurred", cause: called})
	})
}

// resolve ends an exchange with a value or an error.
func (s *service) resolve(x *exchange, awaited bool, r failure) {
	if x.over {
		return
	}
	x.over = true
	switch {
	case x.job != nil:
		x.job(r)
	case awaited:
		r.cause = s.knows(x.flow, outcomeOf(r), r)
		s.conclude(x.flow, r)
	case r.code != sim.NoError:
		x.at.exit(x.flow.number, sim.ReasonUnhandled, 1, r.cause)
	}
}

// address writes the partition of the reply topic onto the request: the lowest
// its client was given. A client that was given none sends nothing (measured).
func (x *exchange) address() *failure {
	if x.addressed {
		return nil
	}
	w := x.at.consumer(sim.ReplyGroup)
	if w == nil || w.lowest() < 0 {
		return &failure{code: sim.OtherError, text: "The client consumer did not subscribe to the corresponding reply topic (" + sim.Reply.String() + ")."}
	}
	x.partition, x.addressed = int16(w.lowest()), true
	return nil
}

// replied hands an answer to the exchange it belongs to; one that nobody in the
// process that reads it waits for is dropped.
func (s *service) replied(w *worker, r *record) {
	x := r.exchange
	event := sim.Event{Type: sim.ReplyReceived, Order: r.order, Cause: r.appended}
	if x == nil || x.over || x.at != s.instanceOf(w) || x.job == nil && x.flow.settled && s.e.config.Observe.Kind != sim.ObserveTwice {
		event.Type = sim.ReplyDropped
		s.e.record(event)
		return
	}
	result := failure{code: r.answer.code, text: r.answer.text}
	result.cause = s.e.record(event)
	s.resolve(x, s.e.config.Observe.Kind != sim.SubscribeNoHandler, result)
}

// reply is the server's producer writing the answer of a handler. It does not
// wait for it, and the commit does not wait either (measured: commit first).
func (e *Engine) reply(w *worker, r *record, a answer, cause sim.EventID) {
	draw := e.stream("reply", uint64(r.order)<<32|uint64(r.copy))
	w.after(draw.Between(replyDelayMin, replyDelayMax)+w.heartbeatSlack(), func() { e.writeReply(w, *r, a, cause, draw, 1, 0) })
}

func (e *Engine) writeReply(w *worker, r record, a answer, cause sim.EventID, draw *sim.Stream, try int, sleep time.Duration) {
	if f := e.strike(sim.ReplyUnproducible, r.order, 0, nil); f != nil {
		e.record(sim.Event{Type: sim.ReplyFailed, Order: r.order, Code: sim.MessageTooLarge, Cause: max(cause, f.struck)})
		return
	}
	again := func(code sim.Code, cause sim.EventID) {
		if try > standard.Retries {
			e.record(sim.Event{Type: sim.ReplyFailed, Order: r.order, Code: code, Cause: cause})
			return
		}
		sleep = retrySleep(draw, sleep)
		w.after(sleep, func() { e.writeReply(w, r, a, cause, draw, try+1, sleep) })
	}
	p := e.cluster.replies[r.publish.exchange.partition]
	if leader := e.cluster.leaderFor(p); leader == nil || !leader.healthy() {
		again(sim.ConnectionRefused, cause)
		return
	}
	copies := e.order(r.order).Replies + 1
	event := e.cluster.append(p, record{order: r.order, copy: copies, exchange: r.publish.exchange, answer: a}, cause)
	if f := e.strike(sim.ReplyAckLost, r.order, 0, nil); f != nil {
		again(sim.ConnectionClosed, event)
	}
}
