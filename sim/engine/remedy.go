package engine

import (
	"time"

	"orderflow/sim"
)

// Two jobs publish what nobody has published yet: the sweeper looks at the rows
// of the orders, the outbox relay at the rows of the outbox. Both know what the
// database says and nothing of what is in flight in the process's memory: a
// row whose first publish is still under way looks like one that was never
// called. What a job itself publishes it has locked in the database until it
// knows how that went, so that no row is taken twice at once; the lock goes
// with its process.

// republish is what one of the jobs has to do with one order.
type republish struct {
	calls
	taken  bool        // the job publishes the order, and does not know yet how that went
	next   *timer      // its next look at the order; nil or over where none is planned
	last   sim.EventID // how its last try failed; 0 = there was none
	called sim.EventID // its last call
}

func (f *flow) republish(by sim.By) *republish {
	if by == sim.ByOutbox {
		return &f.relay
	}
	return &f.sweep
}

// finds reports whether a job would find the order, when the time has come.
// The sweeper finds no row that says published; the relay every outbox row that
// is not marked sent, whatever the order's row says by now.
func (s *service) finds(f *flow, by sim.By) bool {
	if by == sim.ByOutbox {
		return s.e.remedies.Has(sim.Outbox) && f.unsent
	}
	return s.e.remedies.Has(sim.Sweeper) && f.charged && !f.refunded && (f.row == sim.RowPaid || f.row == sim.RowPublishFailed)
}

// look plans a job's next look at the order, if it would find it.
func (s *service) look(f *flow, by sim.By) {
	j := f.republish(by)
	j.next.stop()
	if j.taken || !s.finds(f, by) {
		return
	}
	j.next = s.e.timer(s.lookAt(f, by)-s.e.now, func() { s.take(f, by) })
}

// lookAt returns when a job finds the order at the earliest: both look at whole
// multiples of their interval, and the sweeper leaves a row alone that has only
// just come to say what it says.
func (s *service) lookAt(f *flow, by sim.By) time.Duration {
	if by == sim.ByOutbox {
		return nextMultiple(s.e.now, relayInterval)
	}
	return nextMultiple(max(s.e.now, f.rowAt+sweepAge), sweepInterval)
}

// nextMultiple returns the first whole multiple of interval after a time.
func nextMultiple(after, interval time.Duration) time.Duration {
	return after.Truncate(interval) + interval
}

// take publishes what a job finds. Every process has the jobs; the lock gives a
// row to one of them. Without a process nobody looks.
func (s *service) take(f *flow, by sim.By) {
	j, up := f.republish(by), s.up()
	if j.taken || !s.finds(f, by) || len(up) == 0 {
		return
	}
	j.taken, j.at = true, up[int(f.number)%len(up)]
	s.publish(f, j.at, by, max(f.rowBy, j.last))
}

// publishByJob publishes and waits, in every mode and however the service's own
// calls treat the Observable: a job that did not wait could mark nothing.
func (s *service) publishByJob(f *flow, by sim.By) {
	first := f.publishes == 1 // nobody else waits for the order
	j := f.republish(by)
	j.called = f.called
	ended := func(r failure) {
		if first {
			r.cause = s.knows(f, outcomeOf(r), r)
		}
		s.jobEnded(f, by, r)
	}
	if s.e.config.Mode == sim.Send {
		s.requestByJob(f, j, ended)
	} else {
		s.produce(f, &j.calls, nil, ended)
	}
	at := j.at
	at.run(s.draw.Between(callReturnMin, callReturnMax), func() { at.exits(f, sim.AfterCall) })
}

// requestByJob is a job's own send(): it ends with the answer, an error, or the
// same timeout as the service's.
func (s *service) requestByJob(f *flow, j *republish, ended func(failure)) {
	x := &exchange{flow: f, at: j.at, job: ended}
	j.requests = append(j.requests, x)
	s.produce(f, &j.calls, x, func(r failure) {
		if r.code != sim.NoError {
			s.resolve(x, true, r)
			return
		}
		x.at.exits(f, sim.AfterAck)
	})
	if limit := s.patience(); limit > 0 {
		called := f.called
		x.at.run(limit+s.draw.Between(0, timeoutCallbackDelay), func() {
			s.resolve(x, true, failure{code: sim.TimeoutError, text: "timeout has occurred", cause: called})
		})
	}
}

// patience is how long a send() waits for its answer; 0 = for ever.
func (s *service) patience() time.Duration {
	if s.e.config.SendTimeout == 0 && s.e.remedies.Has(sim.SendTimeoutRemedy) {
		return sendTimeoutDefault
	}
	return s.e.config.SendTimeout
}

// jobEnded is a job that knows how its publish went: it marks, or says that it
// failed and looks again. The relay marks its own row and the order's in one
// transaction.
func (s *service) jobEnded(f *flow, by sim.By, r failure) {
	j := f.republish(by)
	if r.code == sim.NoError && s.e.config.Mode != sim.Send && j.at.exits(f, sim.AfterAck) {
		return
	}
	j.at.run(s.draw.Between(markMin, markMax), func() {
		j.taken = false
		r.cause = max(r.cause, j.called)
		if r.code != sim.NoError {
			j.last = r.cause
			s.publishFailed(f, r.cause)
			s.look(f, by)
			return
		}
		if by == sim.ByOutbox && f.unsent {
			f.unsent = false
			r.cause = s.e.record(sim.Event{Type: sim.OutboxSent, Order: f.number, Cause: r.cause})
		}
		s.mark(f, r.cause)
	})
}

// recover is a new process, or a job that was just switched on, reading the
// database.
func (s *service) recover() {
	if !s.e.remedies.Has(sim.Sweeper) && !s.e.remedies.Has(sim.Outbox) {
		return
	}
	for _, f := range s.flows {
		if f != nil {
			s.look(f, sim.BySweeper)
			s.look(f, sim.ByOutbox)
		}
	}
}

// switchRemedy turns a remedy on or off while the run goes.
func (e *Engine) switchRemedy(r sim.RemedySwitch) {
	e.remedies = e.remedies.With(r.Remedy, r.On)
	e.record(sim.Event{Type: sim.RemedySwitched, Word: uint8(r.Remedy), Flag: r.On})
	if r.On && len(e.service.up()) > 0 && (r.Remedy == sim.Sweeper || r.Remedy == sim.Outbox) {
		e.service.recover()
	}
	if r.On && r.Remedy == sim.Reconcile {
		e.panel.drops.reconcileAll()
	}
}
