package store

import (
	"context"
	"database/sql"
	"fmt"
	"time"

	"orderflow/sim"
)

// Attempt is one call of publish.
type Attempt struct {
	By     sim.By
	Over   bool          // its outcome is known
	Waited time.Duration // until then
	Error  sim.Code      // NoError after a success
}

// Known is all that the database knows of an order.
type Known struct {
	Order      sim.Order // its number is its place in the order of creation
	Plan       int       // its number in the run's plan; 0 = somebody added it
	Row        sim.Row
	Marked     bool
	Paid       int64
	Refunded   int64
	Outboxed   bool // it is in the outbox, sent or not
	Sent       bool // and marked sent
	Attempts   []Attempt
	Deliveries []int64 // what the in-house server delivered, each time
}

// Orders lists all orders, in the order of their creation.
func (s *Store) Orders(ctx context.Context) (list []*Known, err error) {
	err = s.in(ctx, func(t *tx) error {
		list, err = collect(t, known, `SELECT o.id, o.plan, o.customer, o.channel, o.product, o.quantity, o.points, o.fulfilment, o.link, o.status, o.marked,
				COALESCE((SELECT SUM(e.points) FROM movements m JOIN entries e ON e.movement = m.seq WHERE m.order_id = o.id AND m.kind = 'paid' AND e.account = 'held'), 0),
				COALESCE((SELECT SUM(e.points) FROM movements m JOIN entries e ON e.movement = m.seq WHERE m.order_id = o.id AND m.kind = 'refunded' AND e.account = 'customers'), 0),
				CASE WHEN b.seq IS NULL THEN 0 ELSE 1 END, CASE WHEN b.sent_at IS NULL THEN 0 ELSE 1 END
			FROM orders o LEFT JOIN outbox b ON b.order_id = o.id ORDER BY o.seq`)
		if err != nil {
			return err
		}
		byID := make(map[string]*Known, len(list))
		for i, k := range list {
			k.Order.Number = sim.OrderID(i + 1)
			byID[k.Order.ID] = k
		}
		return t.histories(byID)
	})
	return list, err
}

func known(rows *sql.Rows) (*Known, error) {
	k := &Known{}
	var customer, channel, product, fulfilment, status string
	var plan sql.NullInt64
	var marked, outboxed, sent int64
	o := &k.Order
	err := rows.Scan(&o.ID, &plan, &customer, &channel, &product, &o.Quantity, &o.Points, &fulfilment, &o.Link, &status, &marked, &k.Paid, &k.Refunded, &outboxed, &sent)
	if err != nil {
		return nil, err
	}
	k.Plan, k.Marked, k.Outboxed, k.Sent = int(plan.Int64), marked != 0, outboxed != 0, sent != 0
	var wrong [5]error
	o.Customer, wrong[0] = named[sim.Customer](customer)
	o.Channel, wrong[1] = named[sim.Channel](channel)
	o.Product, wrong[2] = named[sim.Product](product)
	o.Fulfilment, wrong[3] = named[sim.Fulfilment](fulfilment)
	k.Row, wrong[4] = named[sim.Row](status)
	for _, err := range wrong {
		if err != nil {
			return nil, fmt.Errorf("order %q: %w", sim.Printable(o.ID, sim.NameLengthMax), err)
		}
	}
	if o.Quantity < 1 || o.Points < 1 {
		return nil, fmt.Errorf("order %q: quantity and points must be above 0", sim.Printable(o.ID, sim.NameLengthMax))
	}
	return k, nil
}

// histories adds what there are several of for an order.
func (t *tx) histories(byID map[string]*Known) error {
	_, err := collect(t, func(rows *sql.Rows) (none struct{}, err error) {
		var id, by, code string
		var outcome sql.NullString
		var waited int64
		if err := rows.Scan(&id, &by, &outcome, &code, &waited); err != nil {
			return none, err
		}
		a := Attempt{Over: outcome.Valid, Waited: time.Duration(max(0, waited)) * time.Microsecond}
		for caller, name := range callers {
			if name == by {
				a.By = caller
			}
		}
		if outcome.String == failed {
			a.Error = codeOf(code)
		}
		if k := byID[id]; k != nil {
			k.Attempts = append(k.Attempts, a)
		}
		return none, nil
	}, "SELECT order_id, by, outcome, error, COALESCE(over_at - at, 0) FROM attempts ORDER BY seq")
	if err != nil {
		return err
	}
	_, err = collect(t, func(rows *sql.Rows) (none struct{}, err error) {
		var id string
		var delivered int64
		if err := rows.Scan(&id, &delivered); err != nil {
			return none, err
		}
		if k := byID[id]; k != nil {
			k.Deliveries = append(k.Deliveries, delivered)
		}
		return none, nil
	}, "SELECT order_id, delivered FROM deliveries ORDER BY seq")
	return err
}
