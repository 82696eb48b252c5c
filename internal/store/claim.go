package store

import (
	"cmp"
	"context"
	"database/sql"
	"slices"
	"time"

	"orderflow/sim"
)

// Lease is how long a row belongs to the process that has taken it, from the
// last [Store.Renew] on. Then that process is dead, or stands still, and another
// may take the row.
const Lease = 3 * time.Second

// Take takes up to so many orders for one of the jobs, the oldest first, that
// nobody else has taken: for the relay ([sim.ByOutbox]) those whose outbox row is
// not marked sent, for the sweeper ([sim.BySweeper]) those whose row says paid or
// publish-failed since age, and whose points are not back. It returns their ids.
func (s *Store) Take(ctx context.Context, by sim.By, owner string, age time.Duration, limit int) (taken []string, err error) {
	statement, args := takeOutbox, []any{owner, Lease.Microseconds(), limit}
	if by == sim.BySweeper {
		statement, args = takeOrders, append(args, age.Microseconds())
	}
	err = s.in(ctx, func(t *tx) error {
		rows, err := collect(t, numbered, statement, args...)
		slices.SortFunc(rows, func(a, b row) int { return cmp.Compare(a.seq, b.seq) })
		taken = nil
		for _, r := range rows {
			taken = append(taken, r.id)
		}
		return err
	})
	return taken, err
}

const (
	takeOutbox = `UPDATE outbox SET taken_by = $1, taken_until = {now} + $2 WHERE seq IN (
		SELECT seq FROM outbox WHERE sent_at IS NULL AND (taken_by = '' OR taken_until < {now}) ORDER BY seq LIMIT $3{skip}) RETURNING seq, order_id`
	takeOrders = `UPDATE orders SET taken_by = $1, taken_until = {now} + $2 WHERE seq IN (
		SELECT seq FROM orders WHERE status IN ('paid', 'publish-failed') AND status_at <= {now} - $4 AND (taken_by = '' OR taken_until < {now})
			AND NOT EXISTS (SELECT 1 FROM movements m WHERE m.order_id = orders.id AND m.kind = 'refunded')
		ORDER BY seq LIMIT $3{skip}) RETURNING seq, id`
)

// row is a row that was taken.
type row struct {
	seq int64
	id  string
}

func numbered(rows *sql.Rows) (r row, err error) { return r, rows.Scan(&r.seq, &r.id) }

// Renew tells that the process lives: what it has taken is its own for another
// lease.
func (s *Store) Renew(ctx context.Context, owner string) error {
	return s.in(ctx, func(t *tx) error {
		if err := t.exec("UPDATE outbox SET taken_until = {now} + $2 WHERE taken_by = $1 AND sent_at IS NULL", owner, Lease.Microseconds()); err != nil {
			return err
		}
		return t.exec("UPDATE orders SET taken_until = {now} + $2 WHERE taken_by = $1 AND status IN ('paid', 'publish-failed')", owner, Lease.Microseconds())
	})
}

// GiveBack lets others take what the process has taken for a job; an empty id is
// all that it has taken.
func (s *Store) GiveBack(ctx context.Context, owner, id string) error {
	return s.in(ctx, func(t *tx) error {
		if err := t.exec("UPDATE outbox SET taken_by = '' WHERE taken_by = $1 AND ($2 = '' OR order_id = $2)", owner, id); err != nil {
			return err
		}
		return t.exec("UPDATE orders SET taken_by = '' WHERE taken_by = $1 AND ($2 = '' OR id = $2)", owner, id)
	})
}

// Jobs says which jobs run.
type Jobs struct{ Outbox, Sweeper bool }

// Left counts the orders that the jobs will still find, without those that the
// owner has taken already.
func (s *Store) Left(ctx context.Context, jobs Jobs, owner string) (n int, err error) {
	err = s.in(ctx, func(t *tx) error {
		return t.row(`SELECT (SELECT COUNT(*) FROM outbox WHERE $1 = 1 AND sent_at IS NULL AND taken_by <> $3)
			+ (SELECT COUNT(*) FROM orders WHERE $2 = 1 AND status IN ('paid', 'publish-failed') AND taken_by <> $3
				AND NOT EXISTS (SELECT 1 FROM movements m WHERE m.order_id = orders.id AND m.kind = 'refunded'))`, bit(jobs.Outbox), bit(jobs.Sweeper), owner).Scan(&n)
	})
	return n, err
}

func bit(b bool) int {
	if b {
		return 1
	}
	return 0
}

// Backfill writes into the outbox what was paid while there was none, and is not
// published: a run that relies on the relay must find it there.
func (s *Store) Backfill(ctx context.Context) error {
	return s.in(ctx, func(t *tx) error {
		return t.exec(`INSERT INTO outbox (order_id, at) SELECT id, {now} FROM orders
			WHERE status IN ('paid', 'publish-failed') AND NOT EXISTS (SELECT 1 FROM movements m WHERE m.order_id = orders.id AND m.kind = 'refunded')
			ORDER BY seq ON CONFLICT (order_id) DO NOTHING`)
	})
}
