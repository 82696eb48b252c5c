package assemble

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"orderflow/kafkax/chronicle"
	"orderflow/sim"
)

// A run may last: what is over is let go of, so that its memory is bounded by what
// is open. An order goes when nothing more can be heard of it, from the journal
// and, where nobody asked for every order, from the fold; a record when every
// group has committed it. A database in memory forgets such orders, and an embedded
// Kafka such records. What is on a disk stays.

const (
	closeAfter = 10 * time.Second // since an order came where it is, and since it was looked at last
	closeMost  = 512              // at once: who has something to tell waits meanwhile
)

// OrdersOpen is how many orders of a run may be open: not over, or not looked at yet. Another
// one waits.
const OrdersOpen = 100_000

// ordersWait says that as many orders are open as may be.
var ordersWait = fmt.Sprintf("%d orders are not over: the next waits until some are", OrdersOpen)

// keeping is what a journal keeps of what is not over, and how far the rest goes.
type keeping struct {
	created  int             // orders
	unclosed []*trail        // orders that are not over, as they are looked at next
	full     bool            // there are as many as may be
	forgets  bool            // the fold lets them go too
	taken    map[string]bool // ids of a file, of orders that were let go of
	floor    map[int32]int64 // of sns.orders: what is before it was read and committed by everybody
	read     map[int32]int64 // of sns.orders: how far the log watcher has come
	heard    int64           // of the reply topic: how far the order service has read
	views    int64           // of the activity log: how many page views it has at least
}

func newKeeping() keeping {
	return keeping{taken: make(map[string]bool), floor: make(map[int32]int64), read: make(map[int32]int64)}
}

// Close lets go of orders that are over, and returns their ids. more says that
// others are to be looked at now.
func (j *Journal) Close() (closed []string, more bool) {
	j.mu.Lock()
	defer j.mu.Unlock()
	now := j.now()
	defer func() {
		if !j.ended {
			j.recorder.Settle(now) // only then the fold lets them go, and nothing else may happen for long
		}
	}()
	for range closeMost {
		if len(j.unclosed) == 0 || now-j.unclosed[0].looked < closeAfter {
			return closed, false
		}
		t := j.unclosed[0]
		j.unclosed[0] = nil
		j.unclosed = j.unclosed[1:]
		if !j.closable(t, now) {
			t.looked = now
			j.unclosed = append(j.unclosed, t)
			continue
		}
		closed = append(closed, t.order.ID)
		j.letGo(t)
	}
	return closed, true
}

// closable reports whether nothing more can be heard of an order: nobody works on
// it, nothing of it is on its way, and no job can find its row.
func (j *Journal) closable(t *trail, now time.Duration) bool {
	if t.hands > 0 || t.kept > 0 || t.reports > 0 || t.unread > 0 {
		return false
	}
	s := j.recorder.State()
	o := s.Order(t.order.Number)
	return o != nil && now-o.TruthAt >= closeAfter && !o.Outboxed && (o.Marked || o.Refunded > 0 || o.Row.Final()) && s.Over(o)
}

// letGo forgets an order; the lock is held.
func (j *Journal) letGo(t *trail) {
	delete(j.orders, t.order.Number)
	delete(j.byID, t.order.ID)
	if t.order.ID != strconv.Itoa(int(t.order.Number)) {
		j.taken[t.order.ID] = true
	}
	for _, correlation := range t.asks {
		delete(j.byReply, correlation)
	}
	if j.forgets {
		j.recorder.Release(t.order.Number)
	}
}

// inOrder lists the orders that are kept, by number; the lock is held.
func (j *Journal) inOrder() []*trail {
	list := make([]*trail, 0, len(j.orders))
	for _, number := range slices.Sorted(maps.Keys(j.orders)) {
		list = append(list, j.orders[number])
	}
	return list
}

// raise lets go of the first records of a partition, as far as every group that
// reads them has committed them and the log watcher has read; the lock is held.
func (j *Journal) raise(partition int32) {
	at := chronicle.Position{Topic: sim.Orders, Partition: partition, Offset: j.floor[partition]}
	for ; at.Offset < j.read[partition]; at.Offset++ {
		c := j.records[at]
		if c == nil { // the log has none there
			continue
		}
		if c.replicated == 0 || !c.passed() {
			break
		}
		delete(j.records, at)
		if c.trail != nil {
			c.trail.kept--
		}
	}
	j.floor[partition] = at.Offset
}

// passed reports whether all groups have committed the record.
func (c *copyTrail) passed() bool {
	return c.committed[sim.InHouseGroup] && c.committed[sim.ExternalGroup] && c.committed[sim.StatisticsGroup]
}

// Hold keeps an order until done is called as often. It reports false where the
// order was let go of already.
func (j *Journal) Hold(o *chronicle.Order) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	t.hands++
	return j.orders[t.order.Number] == t
}

// Done ends a hold.
func (j *Journal) Done(o *chronicle.Order) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := trailOf(o)
	t.hands--
}

// Room reports whether one more order may begin. That none may is said, once each time.
func (j *Journal) Room() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	full := len(j.unclosed) >= OrdersOpen
	if full && !j.full {
		j.record(sim.Event{Type: sim.LimitReached, Detail: &sim.Detail{Text: ordersWait}})
	}
	j.full = full
	return !full
}

// Floors returns how far the topics' partitions were read by all who read them.
// Nobody reads the activity log.
func (j *Journal) Floors() map[chronicle.Position]int64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	floors := map[chronicle.Position]int64{
		{Topic: sim.Reply}:    j.heard,
		{Topic: sim.Status}:   j.commits[CommitKey{Group: sim.ServiceGroup, Topic: sim.Status}],
		{Topic: sim.Activity}: j.views,
	}
	for partition, floor := range j.floor {
		floors[chronicle.Position{Topic: sim.Orders, Partition: partition}] = floor
	}
	return floors
}
