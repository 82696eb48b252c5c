package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"

	"orderflow/sim"
)

// New is an order that is not in the database yet.
type New struct {
	Order sim.Order
	Plan  int // its number in the run's plan, from 1; 0 = somebody added it
}

// Create writes the rows of new orders.
func (s *Store) Create(ctx context.Context, list ...New) error {
	return s.in(ctx, func(t *tx) error {
		for i := range list {
			o, planned := &list[i].Order, sql.NullInt64{Int64: int64(list[i].Plan), Valid: list[i].Plan > 0}
			err := t.exec(`INSERT INTO orders (id, plan, customer, channel, product, quantity, points, fulfilment, link, status, status_at)
				VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, {now})`,
				o.ID, planned, o.Customer.String(), o.Channel.String(), o.Product.String(), o.Quantity, o.Points, o.Fulfilment.String(), o.Link, sim.RowCreated.String())
			if err != nil {
				return err
			}
		}
		return nil
	})
}

// Pay takes the order's points. With outbox, the event that is to be published
// is written in the same transaction.
func (s *Store) Pay(ctx context.Context, id string, outbox bool) error {
	return s.in(ctx, func(t *tx) error {
		var points int64
		err := t.row("UPDATE orders SET status = 'paid', status_at = {now}, taken_by = '' WHERE id = $1 RETURNING points", id).Scan(&points)
		if err != nil {
			return notIn(id, err)
		}
		if err := t.move(id, paid, points); err != nil {
			return err
		}
		if outbox {
			return t.exec("INSERT INTO outbox (order_id, at) VALUES ($1, {now})", id)
		}
		return nil
	})
}

// Attempt writes that somebody is about to publish the order. Until [Store.Published]
// or [Store.PublishFailed] says how that went, nobody knows.
func (s *Store) Attempt(ctx context.Context, id string, by sim.By) (attempt int64, err error) {
	err = s.in(ctx, func(t *tx) error {
		return t.row("INSERT INTO attempts (order_id, by, at) VALUES ($1, $2, {now}) RETURNING seq", id, callers[by]).Scan(&attempt)
	})
	return attempt, err
}

// callers names who publishes.
var callers = map[sim.By]string{sim.ByService: "service", sim.BySweeper: "sweeper", sim.ByOutbox: "outbox"}

// Outcomes of an attempt.
const (
	acked  = "acked"
	failed = "failed"
)

// Mark is setPublished where nobody has waited for the attempt, so that its outcome stays unknown.
// It never moves a row back that a status event has moved on, and returns what the row says.
func (s *Store) Mark(ctx context.Context, id string) (row sim.Row, err error) {
	err = s.in(ctx, func(t *tx) error {
		row, err = t.mark(id)
		return err
	})
	return row, err
}

// Published is setPublished after an attempt that succeeded. An outbox row of
// the order is marked sent in the same transaction where the relay has published
// it; sent reports whether one was.
func (s *Store) Published(ctx context.Context, id string, attempt int64, relay bool) (row sim.Row, sent bool, err error) {
	err = s.in(ctx, func(t *tx) error {
		if err := t.over(attempt, acked, ""); err != nil {
			return err
		}
		if relay {
			n, err := t.changed("UPDATE outbox SET sent_at = {now}, taken_by = '' WHERE order_id = $1 AND sent_at IS NULL", id)
			if err != nil {
				return err
			}
			sent = n > 0
		}
		row, err = t.mark(id)
		return err
	})
	return row, sent, err
}

// mark says published, unless the row says more already.
func (t *tx) mark(id string) (sim.Row, error) {
	var status string
	err := t.row(`UPDATE orders SET marked = 1, taken_by = '',
			status = CASE WHEN status IN (`+notFollowed+`) THEN 'published' ELSE status END,
			status_at = CASE WHEN status IN (`+notFollowed+`) THEN {now} ELSE status_at END
		WHERE id = $1 RETURNING status`, id).Scan(&status)
	if err != nil {
		return 0, notIn(id, err)
	}
	return named[sim.Row](status)
}

// notFollowed lists what a row says before a status event has moved it on.
const notFollowed = "'created', 'paid', 'published', 'publish-failed'"

// Failure is what the catch block does with an error.
type Failure struct {
	Changed  bool  // the row says publish-failed now, and did not before
	Refunded int64 // points given back; 0 where a job will publish again, or the order is further than that
}

// Plan says what a catch block relies on.
type Plan struct {
	Again  bool // a job looks for rows that are not published
	Outbox bool // and the event goes into the outbox
}

// PublishFailed is the catch block: the row says so. Where no job publishes
// again the points are given back, and what is in the outbox is withdrawn.
func (s *Store) PublishFailed(ctx context.Context, id string, attempt int64, code sim.Code, plan Plan) (f Failure, err error) {
	err = s.in(ctx, func(t *tx) error {
		f = Failure{}
		if err := t.over(attempt, failed, code.String()); err != nil {
			return err
		}
		o, err := t.order(id)
		if err != nil || o.row >= sim.RowProcessing || o.marked {
			return err
		}
		f.Changed = o.row != sim.RowPublishFailed
		if err := t.set(id, sim.RowPublishFailed); err != nil {
			return err
		}
		if plan.Outbox && f.Changed {
			if err := t.exec("INSERT INTO outbox (order_id, at) VALUES ($1, {now}) ON CONFLICT (order_id) DO NOTHING", id); err != nil {
				return err
			}
		}
		if plan.Again {
			return nil
		}
		if err := t.exec("DELETE FROM outbox WHERE order_id = $1 AND sent_at IS NULL", id); err != nil {
			return err
		}
		f.Refunded, err = t.refund(id, o.points)
		return err
	})
	return f, err
}

// Follow moves a row on as a status event says, never back. moved reports
// whether it did; a part that was not delivered is given back.
func (s *Store) Follow(ctx context.Context, id string, row sim.Row, delivered int64) (moved bool, refunded int64, err error) {
	err = s.in(ctx, func(t *tx) error {
		moved, refunded = false, 0
		before := notFollowed
		if row > sim.RowProcessing {
			before += ", 'processing'"
		}
		var points, quantity int64
		err := t.row("UPDATE orders SET status = $2, status_at = {now}, taken_by = '' WHERE id = $1 AND status IN ("+before+") RETURNING points, quantity", id, row.String()).
			Scan(&points, &quantity)
		if errors.Is(err, sql.ErrNoRows) {
			_, err := t.order(id) // it is further already, or there is none
			return err
		}
		if err != nil {
			return err
		}
		moved = true
		if !row.Final() {
			return nil
		}
		back := int64(0)
		if row != sim.RowCompleted {
			back = points * max(0, quantity-delivered) / quantity
		}
		if refunded, err = t.refund(id, back); err != nil {
			return err
		}
		return t.earn(id)
	})
	return moved, refunded, err
}

// orderRow is what the transactions need of an order.
type orderRow struct {
	row    sim.Row
	marked bool
	points int64
}

// order reads an order, and keeps others from changing it.
func (t *tx) order(id string) (o orderRow, err error) {
	var status string
	var marked int64
	err = t.row("SELECT status, marked, points FROM orders WHERE id = $1{lock}", id).Scan(&status, &marked, &o.points)
	if err != nil {
		return o, notIn(id, err)
	}
	o.marked = marked != 0
	o.row, err = named[sim.Row](status)
	return o, err
}

// notIn says of an order that was not found that it is not there.
func notIn(id string, err error) error {
	if errors.Is(err, sql.ErrNoRows) {
		return fmt.Errorf("order %q is not in it", sim.Printable(id, sim.NameLengthMax))
	}
	return err
}

func (t *tx) set(id string, row sim.Row) error {
	return t.exec("UPDATE orders SET status = $2, status_at = {now}, taken_by = '' WHERE id = $1", id, row.String())
}

// over writes how an attempt went.
func (t *tx) over(attempt int64, outcome, code string) error {
	return t.exec("UPDATE attempts SET outcome = $2, error = $3, over_at = {now} WHERE seq = $1", attempt, outcome, code)
}

// named finds the value of an enumeration that has the name.
func named[T interface {
	~uint8
	String() string
}](name string) (T, error) {
	for v := range T(64) {
		if v.String() == name {
			return v, nil
		}
	}
	return 0, fmt.Errorf("%q is not known", sim.Printable(name, sim.NameLengthMax))
}
