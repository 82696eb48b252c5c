package store

import (
	"context"
	"encoding/json"
)

// Forget lets a database in memory go of orders that are over, so that a run may
// last: what they add to the balance it keeps. A database that outlives the
// process keeps the orders too.
func (s *Store) Forget(ctx context.Context, orders []string) error {
	if !s.memory {
		return nil
	}
	list, err := json.Marshal(orders)
	if err != nil {
		return s.failed(err)
	}
	var sums Balance
	err = s.in(ctx, func(t *tx) error {
		sums = Balance{}
		err := t.row(`SELECT COUNT(*), (SELECT COUNT(*) FROM attempts WHERE outcome IS NULL AND order_id IN (SELECT value FROM json_each($1)))
			FROM orders WHERE id IN (SELECT value FROM json_each($1))`, string(list)).Scan(&sums.Orders, &sums.Unknown)
		if err != nil {
			return err
		}
		err = t.row(`SELECT COALESCE(SUM(CASE WHEN m.kind = 'paid' THEN e.points END), 0), COALESCE(-SUM(CASE WHEN m.kind = 'refunded' THEN e.points END), 0),
				COALESCE(-SUM(CASE WHEN m.kind = 'earned' THEN e.points END), 0), COALESCE(SUM(e.points), 0)
			FROM movements m JOIN entries e ON e.movement = m.seq AND e.account = 'held' WHERE m.order_id IN (SELECT value FROM json_each($1))`,
			string(list)).Scan(&sums.Paid, &sums.Refunded, &sums.Earned, &sums.Held)
		if err != nil {
			return err
		}
		for _, statement := range forgetting {
			if err := t.exec(statement, string(list)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.closed.add(sums)
	return nil
}

// forgetting deletes all that there is of orders but dead letters, of which each
// is something that somebody has to look at.
var forgetting = []string{
	"DELETE FROM entries WHERE movement IN (SELECT seq FROM movements WHERE order_id IN (SELECT value FROM json_each($1)))",
	"DELETE FROM movements WHERE order_id IN (SELECT value FROM json_each($1))",
	"DELETE FROM attempts WHERE order_id IN (SELECT value FROM json_each($1))",
	"DELETE FROM outbox WHERE order_id IN (SELECT value FROM json_each($1))",
	"DELETE FROM inbox WHERE order_id IN (SELECT value FROM json_each($1))",
	"DELETE FROM deliveries WHERE order_id IN (SELECT value FROM json_each($1))",
	"DELETE FROM orders WHERE id IN (SELECT value FROM json_each($1))",
}

// forgotten returns what the forgotten orders add to the balance.
func (s *Store) forgotten() Balance {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.closed
}

// add adds the figures of others.
func (b *Balance) add(o Balance) {
	b.Orders += o.Orders
	b.Paid += o.Paid
	b.Refunded += o.Refunded
	b.Earned += o.Earned
	b.Held += o.Held
	b.Unknown += o.Unknown
}
