package role

import (
	"orderflow/internal/store"
	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// What the order service and the consumers write is in a database, and what
// they say of it is what the database said. The log learns of it afterwards,
// under the order's own lock, so that it has both in one order.

// remedies returns the remedies that are on now.
func (s *Company) remedies() sim.Remedies {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cures
}

// has reports whether a remedy is on.
func (s *Company) has(r sim.Remedy) bool { return s.remedies().Has(r) }

// SwitchRemedy turns a remedy on or off from now on.
func (s *Company) SwitchRemedy(r sim.RemedySwitch) error {
	if r.Remedy == sim.IdempotentProducer {
		return sim.Refuse("remedy %s: kafka-go has no idempotent writer", "대책 %s: kafka-go에는 멱등 프로듀서가 없습니다", r.Remedy)
	}
	s.cure(r, func() { s.journal.Note(sim.Event{Type: sim.RemedySwitched, Word: uint8(r.Remedy), Flag: r.On}) })
	return nil
}

// RemedySwitched is told that a remedy was turned on or off, and that this is in the log.
func (s *Company) RemedySwitched(r sim.RemedySwitch) { s.cure(r, func() {}) }

// cure turns a remedy on or off, and tells that in the same moment.
func (s *Company) cure(r sim.RemedySwitch, tell func()) {
	s.mu.Lock()
	s.cures = s.cures.With(r.Remedy, r.On)
	tell()
	s.mu.Unlock()
	if r.Remedy == sim.Reconcile {
		s.panel.reconciles()
	}
}

// Wrote reports whether the database did what it was asked for. Where it could
// not, the run fails: nothing that follows would be true.
func (s *Company) Wrote(err error) bool {
	if err != nil && s.ctx.Err() == nil {
		s.guard.Fail(err)
	}
	return err == nil
}

// write does something in the database for an order, and then tells the log.
func (s *Company) write(o *chronicle.Order, do func() error, tell func()) bool {
	o.Desk.Lock()
	defer o.Desk.Unlock()
	if !s.Wrote(do()) {
		return false
	}
	tell()
	return true
}

// plan says what the service's catch block relies on.
func (s *Company) plan() store.Plan {
	cures := s.remedies()
	return store.Plan{Again: cures.Has(sim.Sweeper) || cures.Has(sim.Outbox), Outbox: cures.Has(sim.Outbox)}
}

// NothingLeft reports whether the jobs will find no order any more. What they
// have taken is counted where all is that goes on.
func (s *Company) NothingLeft() bool {
	cures := s.remedies()
	if !cures.Has(sim.Sweeper) && !cures.Has(sim.Outbox) {
		return true
	}
	s.service.taking.Lock()
	defer s.service.taking.Unlock()
	n, err := s.store.Left(s.ctx, store.Jobs{Outbox: cures.Has(sim.Outbox), Sweeper: cures.Has(sim.Sweeper)}, s.service.current().name)
	return s.Wrote(err) && n == 0
}
