package store

import "orderflow/sim"

// The ledger is kept double: what leaves one account enters another in the same
// movement, so that all entries together are zero at any moment.

// account is where points are.
type account string

const (
	customers account = "customers" // who have bought them, outside of the order service
	held      account = "held"      // of orders that are paid and not over
	revenue   account = "revenue"   // of orders that are over
)

// kind is why points move. An order has one movement of a kind at most.
type kind string

const (
	paid     kind = "paid"
	refunded kind = "refunded"
	earned   kind = "earned"
)

// ways says from where to where points go.
var ways = map[kind]struct{ from, to account }{
	paid:     {customers, held},
	refunded: {held, customers},
	earned:   {held, revenue},
}

// move writes a movement and its two entries.
func (t *tx) move(id string, why kind, points int64) error {
	var movement int64
	if err := t.row("INSERT INTO movements (order_id, kind, at) VALUES ($1, $2, {now}) RETURNING seq", id, string(why)).Scan(&movement); err != nil {
		return err
	}
	way := ways[why]
	return t.exec("INSERT INTO entries (movement, account, points) VALUES ($1, $2, $3), ($1, $4, $5)", movement, string(way.from), -points, string(way.to), points)
}

// holds returns how many of an order's points are held, and whether some were
// given back already.
func (t *tx) holds(id string) (points int64, back bool, err error) {
	var backs int64
	err = t.row(`SELECT COALESCE(SUM(e.points), 0), COUNT(CASE WHEN m.kind = 'refunded' THEN 1 END)
		FROM movements m JOIN entries e ON e.movement = m.seq WHERE m.order_id = $1 AND e.account = 'held'`, id).Scan(&points, &backs)
	return points, backs > 0, err
}

// refund gives points of an order back, once, and never more than are held. It
// returns how many.
func (t *tx) refund(id string, points int64) (int64, error) {
	if points <= 0 {
		return 0, nil
	}
	holds, back, err := t.holds(id)
	points = min(points, holds)
	if err != nil || back || points <= 0 {
		return 0, err
	}
	return points, t.move(id, refunded, points)
}

// earn takes what is still held of an order that is over.
func (t *tx) earn(id string) error {
	holds, _, err := t.holds(id)
	if err != nil || holds <= 0 {
		return err
	}
	return t.move(id, earned, holds)
}

// codeOf reads the code of an error that was stored; one of another version of
// the program is some error.
func codeOf(name string) sim.Code {
	code, err := named[sim.Code](name)
	if err != nil {
		return sim.OtherError
	}
	return code
}
