package role

import (
	"orderflow/internal/store"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// What the consumers write: their work's result, with the remedy dedupe their
// inbox in the same transaction, and with dead-letter what cannot be handled. It
// is the run's own database, so that a member that is told to leave ends no write.

// seen reports whether the group's inbox knows the order: then the record is one
// more copy, or comes once more, and its work is not done again. answer is what
// its caller gets.
func (w *worker) seen(d *chronicle.Delivery, word string) (seen bool, answer func(), err error) {
	s := w.company
	if !s.has(sim.Dedupe) {
		return false, nil, nil
	}
	r, known, err := s.store.Seen(s.ctx, w.role.Group, d.Order.ID)
	if !s.Wrote(err) {
		return true, nil, errHandler
	}
	if !known {
		return false, nil, nil
	}
	if r.Row == sim.RowCanceled && r.Job == 0 {
		word = "declined"
	}
	d.Note(s.journal, d.Event(sim.HandlerReturned))
	return true, w.answers(d, record.Encode(record.Answer{ID: d.Order.ID, Result: word, Job: r.Job}), nil), nil
}

// finish is the end of the work of an in-house order: what was delivered is in
// the in-house server's database.
func (w *worker) finish(d *chronicle.Delivery, quantity int64) error {
	s := w.company
	var done bool
	if !s.write(d.Order, func() (err error) {
		done, err = s.store.Deliver(s.ctx, store.Result{Group: w.role.Group, ID: d.Order.ID, Row: sim.RowCompleted, Delivered: quantity}, s.has(sim.Dedupe))
		return err
	}, func() {
		if done {
			d.Note(s.journal, sim.Event{Type: sim.WorkFinished, Order: d.Order.Number, Value: quantity, Cause: d.Cause})
		}
	}) {
		return errHandler
	}
	return nil
}

// remembers reports whether jobs of the panel outlive the consumer's process:
// for dedupe, which buys none again, and for reconcile, which asks for them.
func (s *Company) remembers() bool { return s.has(sim.Dedupe) || s.has(sim.Reconcile) }

// bought remembers what the panel has accepted or, with job 0, declined.
func (w *worker) bought(d *chronicle.Delivery, job uint32) error {
	s := w.company
	if !s.remembers() {
		return nil
	}
	r := store.Result{Group: w.role.Group, ID: d.Order.ID, Row: sim.RowProcessing, Job: job}
	if job == 0 {
		r.Row = sim.RowCanceled
	}
	if !s.Wrote(s.store.Remember(s.ctx, r)) {
		return errHandler
	}
	return nil
}

// concluded remembers the panel's last word on a job, before it is reported.
func (s *Company) concluded(o *chronicle.Order, row sim.Row, delivered int64) bool {
	if !s.remembers() {
		return true
	}
	return s.Wrote(s.store.Concluded(s.ctx, store.Result{Group: sim.ExternalGroup, ID: o.ID, Row: row, Delivered: delivered}))
}

// bury puts a record aside that cannot be handled; its group goes on behind it.
func (w *worker) bury(d *chronicle.Delivery, code sim.Code) error {
	s := w.company
	s.journal.Failed(d, code, 0)
	if !s.Wrote(s.store.DeadLetter(s.ctx, w.role.Group, d.At.Topic, d.At.Partition, d.At.Offset, d.Order.ID, code)) {
		return errHandler
	}
	d.Note(s.journal, d.Event(sim.DeadLettered))
	return nil
}

// reportKept notes that the status topic has a report of what the inbox knows.
func (s *Company) reportKept(what report) {
	if s.remembers() {
		s.Wrote(s.store.Reported(s.ctx, what.group, what.order.ID, what.row))
	}
}
