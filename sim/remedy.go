package sim

import "time"

// again plans the next try of a job that publishes rows which are not
// published: the sweeper, or the outbox relay for orders that were paid while
// it was on. Both look at every whole multiple of their interval.
func (s *service) again(f *flow) {
	by, interval := BySweeper, sweepInterval
	if s.e.remedies.Has(Outbox) {
		by, interval = ByOutbox, relayInterval
	}
	s.run(untilNext(s.e.now, interval), func() { s.publishAgain(f, by) })
}

// untilNext returns the time from now to the next multiple of interval that is
// at least half an interval away: a job leaves alone what is quite new.
func untilNext(now, interval time.Duration) time.Duration {
	next := (now + interval/2).Truncate(interval) + interval
	return next - now
}

func (s *service) publishAgain(f *flow, by By) {
	on := by == BySweeper && s.e.remedies.Has(Sweeper) || by == ByOutbox && s.e.remedies.Has(Outbox)
	if !on || !f.unpublished() {
		return
	}
	s.publish(f, by, s.e.order(f.number).LastEvent)
}

// unpublished reports whether a job that looks at rows which are not
// published finds this one. A row that says published is never found.
func (f *flow) unpublished() bool {
	return f.charged && !f.marked && !f.refunded && f.inFlight == 0 && f.row <= RowPublishFailed
}

// toOutbox writes the event into the outbox, in the transaction that takes the points.
func (s *service) toOutbox(f *flow, cause EventID) {
	s.run(s.draw.between(callReturnMin, relayInterval), func() { s.publish(f, ByOutbox, cause) })
}

// recover is a new process finding unpublished rows in the database.
func (s *service) recover() {
	if !s.e.remedies.Has(Sweeper) && !s.e.remedies.Has(Outbox) {
		return
	}
	for _, f := range s.flows {
		if f != nil && f.unpublished() {
			s.again(f)
		}
	}
}

// switchRemedy turns a remedy on or off while the run goes.
func (e *Engine) switchRemedy(r RemedySwitch) {
	e.remedies = e.remedies.With(r.Remedy, r.On)
	e.record(Event{Type: RemedySwitched, Word: uint8(r.Remedy), Flag: r.On})
	if r.On && !e.service.down && (r.Remedy == Sweeper || r.Remedy == Outbox) {
		e.service.recover()
	}
}
