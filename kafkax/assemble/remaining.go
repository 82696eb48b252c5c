package assemble

import (
	"slices"
	"strconv"
	"time"

	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// A process that has some of the roles lets go of what has left it, as a journal does
// (closing.go): its memory is bounded by what is open. A consumer's order has left when
// its records are committed, its answers are written and the panel has no more to tell of
// it; the order service's when no job can find its row and nobody waits for it.

// forgetAfter is for how long the order service keeps an order of which something may
// come still: a report, or an answer. It is also when a database in memory lets go of it.
const forgetAfter = 10 * time.Minute

// remaining is what a correspondent knows of what it keeps.
type remaining struct {
	serves   bool                   // it is that of the order service
	durable  bool                   // whose database keeps what is let go of here
	planned  func(id string) bool   // ids of the run's plan
	counted  bool                   // no orders file: every id of the run's own is a number
	open     []*trail               // of the order service, as they are looked at next
	named    map[sim.OrderID]bool   // of the order service: numbers of orders that are not called by them
	gone     map[string]sim.OrderID // those of them that were let go of, by id
	departed []leftOrder            // that a database in memory has
	full     bool                   // there are as many open orders as may be
}

// leftOrder is an order that was let go of.
type leftOrder struct {
	id string
	at time.Duration
}

func newRemaining() remaining {
	return remaining{named: make(map[sim.OrderID]bool), gone: make(map[string]sim.OrderID)}
}

// OfPlan says of which run the correspondent is; serves, that it is the order service's,
// and durable, that its database outlives it.
func (c *Correspondent) OfPlan(plan *sim.Config, serves, durable bool) {
	c.serves, c.durable, c.planned, c.counted = serves, durable, plannedIDs(plan), len(plan.OrderList) == 0
}

// plannedIDs tells of an id whether the plan of a run has it.
func plannedIDs(c *sim.Config) func(id string) bool {
	listed := make(map[string]bool, len(c.OrderList))
	for i := range c.OrderList {
		listed[c.OrderList[i].ID] = true
	}
	first, last := sim.OrderID(len(c.OrderList)), sim.OrderID(c.Count())
	return func(id string) bool {
		n := numbered(id)
		return listed[id] || n > first && n <= last
	}
}

// numbered returns the number that an id is; 0 if it is none.
func numbered(id string) sim.OrderID {
	n, err := strconv.ParseUint(id, 10, 31)
	if err != nil || strconv.FormatUint(n, 10) != id {
		return 0
	}
	return sim.OrderID(n)
}

// isOwn reports whether an order of the run itself has the id, as far as this process
// can know; the lock is held.
func (c *Correspondent) isOwn(id string) bool {
	t, n := c.byID[id], numbered(id)
	return t != nil && !t.order.Foreign || c.planned != nil && c.planned(id) || c.counted && n > 0 && n <= c.last
}

// keep enters an order, unless it is there; the lock is held.
func (c *Correspondent) keep(t *trail) {
	if c.orders[t.order.Number] == t {
		return
	}
	c.orders[t.order.Number], c.byID[t.order.ID] = t, t
	if !c.serves {
		return
	}
	c.open = append(c.open, t)
	if numbered(t.order.ID) != t.order.Number {
		c.named[t.order.Number] = true
	}
}

// Hold is that of [chronicle.Keeper].
func (c *Correspondent) Hold(o *chronicle.Order) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	t.hands++
	return c.orders[t.order.Number] == t
}

// Done is that of [chronicle.Keeper].
func (c *Correspondent) Done(o *chronicle.Order) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	t.hands--
	c.release(t)
}

// inHand notes that a worker has a record; the lock is held.
func (c *Correspondent) inHand(at chronicle.Position, t *trail) {
	if before := c.records[at]; before != nil {
		before.kept--
	}
	c.records[at] = t
	t.kept++
}

// passed lets go of a record that is committed; the lock is held.
func (c *Correspondent) passed(at chronicle.Position) {
	t := c.records[at]
	delete(c.records, at)
	t.kept--
	c.release(t)
}

// sweep lets go of the records of a partition up to a committed one, if many are kept:
// what was in hand when the partition went to another process.
func (c *Correspondent) sweep(last chronicle.Position) {
	if len(c.records) < 2*chronicle.UncommittedMax {
		return
	}
	for at := range c.records {
		if at.Topic == last.Topic && at.Partition == last.Partition && at.Offset <= last.Offset {
			c.passed(at)
		}
	}
}

// release lets go of a consumer's order that has left it; the lock is held.
func (c *Correspondent) release(t *trail) {
	if !c.serves && t.kept == 0 && t.hands == 0 && len(t.asks) == 0 && c.orders[t.order.Number] == t {
		c.forget(t)
	}
}

// forget lets go of an order; the lock is held.
func (c *Correspondent) forget(t *trail) {
	delete(c.orders, t.order.Number)
	delete(c.byID, t.order.ID)
	for _, correlation := range t.asks {
		delete(c.byReply, correlation)
	}
	if !c.durable {
		c.departed = append(c.departed, leftOrder{t.order.ID, c.Clock()})
	}
	if c.named[t.order.Number] {
		c.gone[t.order.ID] = t.order.Number
	}
}

// reportedOn returns the order that a status event is about, and that is not kept: one of
// the run that was let go of, if the database has it still, or another service's, or
// nobody's, which the journals know. The lock is held.
func (c *Correspondent) reportedOn(id string) (*trail, error) {
	number := c.gone[id]
	if n := numbered(id); number == 0 && n <= c.last && !c.named[n] {
		number = n
	}
	switch {
	case number == 0:
		t := newTrail(sim.Order{ID: id})
		t.order.Foreign = true
		return t, nil
	case !c.durable && !slices.ContainsFunc(c.departed, func(o leftOrder) bool { return o.id == id }):
		return nil, chronicle.UnknownOrder(id)
	}
	return newTrail(sim.Order{ID: id, Number: number}), nil
}

// opened returns how many of the order service's orders are not let go of.
func (c *Correspondent) opened() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return len(c.open)
}

// close lets go of those of the order service's next orders that are over, and returns the
// ids of those that a database in memory may let go of.
func (c *Correspondent) close() (closed []string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	now := c.Clock()
	for range min(len(c.open), closeMost) {
		t := c.open[0]
		c.open[0] = nil
		if c.open = c.open[1:]; !c.closable(t, now) {
			c.open = append(c.open, t)
			continue
		}
		c.forget(t)
	}
	for len(c.departed) > 0 && now-c.departed[0].at >= forgetAfter {
		closed = append(closed, c.departed[0].id)
		c.departed = c.departed[1:]
	}
	return closed
}

// closable reports whether nothing more is expected of an order, or nothing has been
// heard of it for long; the lock is held.
func (c *Correspondent) closable(t *trail, now time.Duration) bool {
	quiet, final := now-t.looked, t.row.Final() || t.returned
	if t.hands > 0 || t.outboxed || !final && !t.marked {
		return false
	}
	return quiet >= forgetAfter || final && len(t.asks) == 0 && quiet >= closeAfter
}

// Room is that of [chronicle.Keeper], of the orders that are kept here.
func (c *Correspondent) Room() bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	full := len(c.orders) >= OrdersOpen
	if full && !c.full {
		c.event(sayEvent, sim.Event{Type: sim.LimitReached, Detail: &sim.Detail{Text: ordersWait}})
	}
	c.full = full
	return !full
}

// CloseAll looks at all of the order service's orders once, a part at a time, and has the
// database forget those it may, until that fails.
func (c *Correspondent) CloseAll(forget func(ids []string) bool) bool {
	for left := c.opened(); left >= 0; left -= closeMost {
		if closed := c.close(); len(closed) > 0 && !forget(closed) {
			return false
		}
	}
	return true
}
