package role

import (
	"context"
	"errors"
	"time"

	"orderflow/internal/system"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/sim"
)

// A report may come before the log watcher and the run's own consumers have seen
// the record that it is about. So one on an order that nobody knows is looked at
// again for a while; but strangers, who may write what they like, cannot hold up
// the reports of others for longer than the patience of a worker's life.
const (
	unknownEvery    = 50 * time.Millisecond
	unknownWait     = time.Second      // for one report
	unknownPatience = 10 * time.Second // for all on orders that never came
)

// polled finds the order that a record is about.
func (w *worker) polled(ctx context.Context, d *chronicle.Delivery) error {
	err := w.company.journal.Polled(d)
	waited := time.Duration(0)
	for errors.Is(err, chronicle.ErrUnknownOrder) && w.topic == sim.Status && waited < unknownWait && w.waited+waited < unknownPatience && system.Sleep(ctx, unknownEvery) {
		waited += unknownEvery
		err = w.company.journal.Polled(d)
	}
	if err != nil {
		w.waited += waited
	}
	return err
}

// refused passes over a record that is no order of the run. A caller that waits
// for an answer gets an error that says why.
func (w *worker) refused(d *chronicle.Delivery, wrong error) (answer func()) {
	j := w.company.journal
	if !chronicle.IsTaken(wrong) { // that one is in the log
		j.Refuse(*d, wrong)
	}
	r, isRequest, err := record.RequestOf(d.Message)
	if err != nil || !isRequest || w.topic != sim.Orders || d.Carrier != w.role.Group {
		return nil
	}
	o := j.Asked(r.Correlation)
	if o == nil || !o.Refused {
		return nil // it is somebody else's, who gets an answer of his own
	}
	said := record.Encode(record.Failure{Status: "error", Message: sim.Printable(wrong.Error(), record.ErrorTextMax)})
	return func() { w.company.reporter.answer(o, r, record.AnswerMessage(r, []byte("{}"), said), d.Cause) }
}
