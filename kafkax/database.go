package kafkax

import (
	"context"
	"errors"

	"orderflow/internal/store"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// What the order service and the consumers write is in a database, and what
// they say of it is what the database said. The log learns of it afterwards,
// under the order's own lock, so that it has both in one order.

// remedies returns the remedies that are on now.
func (s *Session) remedies() sim.Remedies {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.cures
}

// has reports whether a remedy is on.
func (s *Session) has(r sim.Remedy) bool { return s.remedies().Has(r) }

// switchRemedy turns a remedy on or off from now on.
func (s *Session) switchRemedy(r sim.RemedySwitch) error {
	if r.Remedy == sim.IdempotentProducer {
		return sim.Refuse("remedy %s: kafka-go has no idempotent writer", "대책 %s: kafka-go에는 멱등 프로듀서가 없습니다", r.Remedy)
	}
	s.mu.Lock()
	s.cures = s.cures.With(r.Remedy, r.On)
	s.journal.note(sim.Event{Type: sim.RemedySwitched, Word: uint8(r.Remedy), Flag: r.On})
	s.mu.Unlock()
	if r.Remedy == sim.Reconcile {
		s.panel.reconciles()
	}
	return nil
}

// wrote reports whether the database did what it was asked for. Where it could
// not, the run fails: nothing that follows would be true.
func (s *Session) wrote(err error) bool {
	if err != nil && s.ctx.Err() == nil {
		s.fail(err)
	}
	return err == nil
}

// write does something in the database for an order, and then tells the log.
func (s *Session) write(o *order, do func() error, tell func()) bool {
	o.desk.Lock()
	defer o.desk.Unlock()
	if !s.wrote(do()) {
		return false
	}
	tell()
	return true
}

// plan says what the service's catch block relies on.
func (s *Session) plan() store.Plan {
	cures := s.remedies()
	return store.Plan{Again: cures.Has(sim.Sweeper) || cures.Has(sim.Outbox), Outbox: cures.Has(sim.Outbox)}
}

// nothingLeft reports whether the jobs will find no order any more. What they
// have taken is counted where all is that goes on.
func (s *Session) nothingLeft() bool {
	cures := s.remedies()
	if !cures.Has(sim.Sweeper) && !cures.Has(sim.Outbox) {
		return true
	}
	s.service.taking.Lock()
	defer s.service.taking.Unlock()
	n, err := s.store.Left(s.ctx, store.Jobs{Outbox: cures.Has(sim.Outbox), Sweeper: cures.Has(sim.Sweeper)}, s.service.current().name)
	return s.wrote(err) && n == 0
}

// openStore opens the run's database. In a durable one, the names on a real
// cluster are those of the run that made it, so that a later run goes on with
// the same topics and groups.
func openStore(ctx context.Context, o *Options) (*store.Store, record.Names, error) {
	if o.DB != "" {
		o.waitFor("an answer of the database %s", "데이터베이스(%s)의 답을 기다립니다", store.Name(o.DB))
	}
	n := o.names()
	db, err := store.Open(ctx, o.DB)
	if err != nil {
		return nil, n, err
	}
	if err = db.Alone(ctx); err == nil && n.Prefix != "" && db.Durable() {
		n.Prefix, err = db.Meta(ctx, "prefix", n.Prefix)
		if _, own := record.PrefixOf(n.Prefix); err == nil && !own {
			err = sim.Refuse("%s: its prefix %q is none of this program's", "%s: 접두어 %q은(는) 이 프로그램의 것이 아닙니다", db.Name(), sim.Printable(n.Prefix, sim.NameLengthMax))
		}
	}
	if err != nil {
		return nil, n, errors.Join(err, db.Close())
	}
	return db, n, nil
}
