package store

import (
	"context"
	"database/sql"
	"errors"

	"orderflow/sim"
)

// Result is what a consumer group has done for an order, and what it reports.
type Result struct {
	Group     sim.Group
	ID        string
	Row       sim.Row // what it reports
	Delivered int64
	Job       uint32 // of the external panel
}

// Seen returns what the group has done for the order already; ok is false where
// its inbox knows nothing of it.
func (s *Store) Seen(ctx context.Context, group sim.Group, id string) (r Result, ok bool, err error) {
	r = Result{Group: group, ID: id}
	err = s.in(ctx, func(t *tx) error {
		var row string
		err := t.row("SELECT result, delivered, job FROM inbox WHERE grp = $1 AND order_id = $2", group.String(), id).Scan(&row, &r.Delivered, &r.Job)
		if errors.Is(err, sql.ErrNoRows) {
			return nil
		}
		if err == nil {
			ok = true
			r.Row, err = named[sim.Row](row)
		}
		return err
	})
	return r, ok, err
}

// Deliver is the work of the in-house server: what it delivers is written. With
// once, the inbox is written in the same transaction, and work that it knows is
// not done again. done reports whether it was done.
func (s *Store) Deliver(ctx context.Context, r Result, once bool) (done bool, err error) {
	err = s.in(ctx, func(t *tx) error {
		done = true
		if once {
			if done, err = t.enter(r); err != nil || !done {
				return err
			}
		}
		return t.exec("INSERT INTO deliveries (order_id, delivered, at) VALUES ($1, $2, {now})", r.ID, r.Delivered)
	})
	return done, err
}

// Remember writes into the group's inbox what it has done elsewhere.
func (s *Store) Remember(ctx context.Context, r Result) error {
	return s.in(ctx, func(t *tx) error {
		_, err := t.enter(r)
		return err
	})
}

func (t *tx) enter(r Result) (fresh bool, err error) {
	n, err := t.changed(`INSERT INTO inbox (grp, order_id, result, delivered, job, at) VALUES ($1, $2, $3, $4, $5, {now}) ON CONFLICT (grp, order_id) DO NOTHING`,
		r.Group.String(), r.ID, r.Row.String(), r.Delivered, r.Job)
	return n > 0, err
}

// Concluded changes what the group's inbox says of an order that it knows.
func (s *Store) Concluded(ctx context.Context, r Result) error {
	return s.in(ctx, func(t *tx) error {
		return t.exec("UPDATE inbox SET result = $3, delivered = $4, reported_at = NULL WHERE grp = $1 AND order_id = $2", r.Group.String(), r.ID, r.Row.String(), r.Delivered)
	})
}

// Reported writes that the order service's topic has the group's report.
func (s *Store) Reported(ctx context.Context, group sim.Group, id string, row sim.Row) error {
	return s.in(ctx, func(t *tx) error {
		return t.exec("UPDATE inbox SET reported_at = {now} WHERE grp = $1 AND order_id = $2 AND result = $3", group.String(), id, row.String())
	})
}

// Unreported lists what the inboxes know and no topic was seen to have: a
// process died between the work and the report.
func (s *Store) Unreported(ctx context.Context) (list []Result, err error) {
	err = s.in(ctx, func(t *tx) error {
		list, err = collect(t, result, "SELECT grp, order_id, result, delivered, job FROM inbox WHERE reported_at IS NULL ORDER BY at, order_id")
		return err
	})
	return list, err
}

// Purchases lists the panel's jobs that are not over, as far as the inbox knows.
func (s *Store) Purchases(ctx context.Context) (list []Result, err error) {
	err = s.in(ctx, func(t *tx) error {
		list, err = collect(t, result, "SELECT grp, order_id, result, delivered, job FROM inbox WHERE result = $1 AND job > 0 ORDER BY job", sim.RowProcessing.String())
		return err
	})
	return list, err
}

func result(rows *sql.Rows) (r Result, err error) {
	var group, row string
	if err = rows.Scan(&group, &r.ID, &row, &r.Delivered, &r.Job); err != nil {
		return r, err
	}
	if r.Group, err = named[sim.Group](group); err != nil {
		return r, err
	}
	r.Row, err = named[sim.Row](row)
	return r, err
}

// DeadLetter keeps a record that cannot be handled, so that its group can go on
// behind it.
func (s *Store) DeadLetter(ctx context.Context, group sim.Group, topic sim.Topic, partition int32, offset int64, id string, code sim.Code) error {
	return s.in(ctx, func(t *tx) error {
		return t.exec(`INSERT INTO dead_letters (grp, topic, part, at_offset, order_id, error, at) VALUES ($1, $2, $3, $4, $5, $6, {now})
			ON CONFLICT (grp, topic, part, at_offset) DO NOTHING`, group.String(), topic.String(), partition, offset, id, code.String())
	})
}
