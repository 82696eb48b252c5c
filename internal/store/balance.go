package store

import (
	"context"

	"orderflow/sim"
)

// Balance is what the ledger says in all, and whether it can be true.
type Balance struct {
	Orders   int
	Paid     int64 // points that customers have paid
	Refunded int64 // of those, given back
	Earned   int64 // of those, of orders that are over
	Held     int64 // of those, of orders that are not over
	Unknown  int   // publish attempts without an outcome
	Dead     int   // dead letters
	Wrong    []string
}

// wrongs are the ways in which a ledger can be false, each with a query for the
// orders of which it is.
var wrongs = []struct{ what, query string }{
	{"a movement without two entries that sum to zero", `SELECT m.order_id FROM movements m LEFT JOIN entries e ON e.movement = m.seq
		GROUP BY m.seq, m.order_id HAVING COUNT(e.account) <> 2 OR SUM(e.points) <> 0`},
	{"more is given back or earned than was paid", `SELECT m.order_id FROM movements m JOIN entries e ON e.movement = m.seq WHERE e.account = 'held'
		GROUP BY m.order_id HAVING SUM(e.points) < 0`},
	{"what was paid is not the price", `SELECT o.id FROM orders o JOIN movements m ON m.order_id = o.id AND m.kind = 'paid'
		JOIN entries e ON e.movement = m.seq AND e.account = 'held' WHERE e.points <> o.points`},
	{"the row says paid or more, and no points were taken", `SELECT o.id FROM orders o WHERE o.status <> 'created'
		AND NOT EXISTS (SELECT 1 FROM movements m WHERE m.order_id = o.id AND m.kind = 'paid')`},
	{"the order is over, and points of it are held", `SELECT o.id FROM orders o JOIN movements m ON m.order_id = o.id JOIN entries e ON e.movement = m.seq
		WHERE e.account = 'held' AND o.status IN ('completed', 'partial', 'canceled', 'refunded') GROUP BY o.id HAVING SUM(e.points) <> 0`},
}

// Balance adds the ledger up.
func (s *Store) Balance(ctx context.Context) (b Balance, err error) {
	err = s.in(ctx, func(t *tx) error {
		b = Balance{}
		sum := func(why kind, to account) (points int64, err error) {
			err = t.row("SELECT COALESCE(SUM(e.points), 0) FROM movements m JOIN entries e ON e.movement = m.seq WHERE m.kind = $1 AND e.account = $2", string(why), string(to)).Scan(&points)
			return points, err
		}
		for _, figure := range []struct {
			why kind
			at  *int64
		}{{paid, &b.Paid}, {refunded, &b.Refunded}, {earned, &b.Earned}} {
			if *figure.at, err = sum(figure.why, ways[figure.why].to); err != nil {
				return err
			}
		}
		err := t.row(`SELECT (SELECT COUNT(*) FROM orders), (SELECT COALESCE(SUM(points), 0) FROM entries WHERE account = 'held'),
			(SELECT COUNT(*) FROM attempts WHERE outcome IS NULL), (SELECT COUNT(*) FROM dead_letters)`).Scan(&b.Orders, &b.Held, &b.Unknown, &b.Dead)
		if err != nil {
			return err
		}
		for _, wrong := range wrongs {
			orders, err := collect(t, ids, wrong.query)
			if err != nil {
				return err
			}
			for _, id := range orders {
				b.Wrong = append(b.Wrong, "order "+sim.Printable(id, sim.NameLengthMax)+": "+wrong.what)
			}
		}
		return nil
	})
	b.add(s.forgotten())
	if b.Paid != b.Refunded+b.Earned+b.Held {
		b.Wrong = append(b.Wrong, "the points do not add up")
	}
	return b, err
}

// Err is what is wrong with the ledger of a database; nil where it adds up.
func (b *Balance) Err(name string) error {
	if len(b.Wrong) == 0 {
		return nil
	}
	return sim.Refuse("%s: the ledger does not balance: %s (%d in all)", "%s: 원장이 맞지 않습니다: %s(모두 %d건)", name, b.Wrong[0], len(b.Wrong))
}

// Text says in a sentence what the ledger of a database says.
func (b *Balance) Text(name string) sim.Text {
	return sim.Say("%s: %d orders; %d points paid = %d given back + %d earned + %d held, the ledger balances; attempts without an outcome: %d, dead letters: %d",
		"%s: 주문 %d건, 결제 %d포인트 = 환불 %d + 매출 %d + 보류 %d, 원장이 맞습니다. 결과를 모르는 발행 시도 %d건, dead letter %d건",
		name, b.Orders, b.Paid, b.Refunded, b.Earned, b.Held, b.Unknown, b.Dead)
}
