package kafkax

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strconv"
	"time"

	"github.com/twmb/franz-go/pkg/kgo"
	"github.com/twmb/franz-go/pkg/kmsg"
	"github.com/twmb/franz-go/pkg/kversion"

	"orderflow/internal/system"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// A run may last: what is over is let go of, so that its memory is bounded by what
// is open. An order goes when nothing more can be heard of it, from the journal
// and, where nobody asked for every order, from the fold; a record when every
// group has committed it. A database in memory forgets such orders, and an embedded
// Kafka such records. What is on a disk stays.

const (
	closeEvery = time.Second
	closeAfter = 10 * time.Second // since an order came where it is, and since it was looked at last
	closeMost  = 512              // at once: who has something to tell waits meanwhile
	ordersOpen = 100_000          // orders that are not over or were not looked at yet: another waits
	recordsMin = 1000             // that a partition of the embedded Kafka keeps in any case
)

// ordersWait says that as many orders are open as may be.
var ordersWait = fmt.Sprintf("%d orders are not over: the next waits until some are", ordersOpen)

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

// closeOrders lets go of what is over, again and again, until the session ends.
func (s *Session) closeOrders() {
	var cut *cutter
	if s.cluster.embedded != nil {
		var err error
		if cut, err = newCutter(s); err != nil {
			s.fail(err)
			return
		}
		defer cut.client.Close()
	}
	for system.Sleep(s.ctx, closeEvery) {
		for more := true; more; {
			var closed []string
			closed, more = s.book.close()
			if len(closed) > 0 && !s.wrote(s.store.Forget(s.ctx, closed)) {
				return
			}
		}
		if cut != nil {
			cut.cut(s.ctx)
		}
	}
}

// close lets go of orders that are over, and returns their ids. more says that
// others are to be looked at now.
func (j *journal) close() (closed []string, more bool) {
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
func (j *journal) closable(t *trail, now time.Duration) bool {
	if t.hands > 0 || t.kept > 0 || t.reports > 0 || t.unread > 0 {
		return false
	}
	s := j.recorder.State()
	o := s.Order(t.order.Number)
	return o != nil && now-o.TruthAt >= closeAfter && !o.Outboxed && (o.Marked || o.Refunded > 0 || o.Row.Final()) && s.Over(o)
}

// letGo forgets an order; the lock is held.
func (j *journal) letGo(t *trail) {
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
func (j *journal) inOrder() []*trail {
	list := make([]*trail, 0, len(j.orders))
	for _, number := range slices.Sorted(maps.Keys(j.orders)) {
		list = append(list, j.orders[number])
	}
	return list
}

// raise lets go of the first records of a partition, as far as every group that
// reads them has committed them and the log watcher has read; the lock is held.
func (j *journal) raise(partition int32) {
	at := position{topic: sim.Orders, partition: partition, offset: j.floor[partition]}
	for ; at.offset < j.read[partition]; at.offset++ {
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
	j.floor[partition] = at.offset
}

// passed reports whether all groups have committed the record.
func (c *copyTrail) passed() bool {
	return c.committed[sim.InHouseGroup] && c.committed[sim.ExternalGroup] && c.committed[sim.StatisticsGroup]
}

// hold keeps an order until done is called as often. It reports false where the
// order was let go of already.
func (j *journal) hold(o *order) bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := o.trail
	t.hands++
	return j.orders[t.order.Number] == t
}

// done ends a hold.
func (j *journal) done(o *order) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t := o.trail
	t.hands--
}

// room reports whether one more order may begin. That none may is said, once each time.
func (j *journal) room() bool {
	j.mu.Lock()
	defer j.mu.Unlock()
	full := len(j.unclosed) >= ordersOpen
	if full && !j.full {
		j.record(sim.Event{Type: sim.LimitReached, Detail: &sim.Detail{Text: ordersWait}})
	}
	j.full = full
	return !full
}

// cutter shortens the topics of the embedded Kafka.
type cutter struct {
	session *Session
	client  *kgo.Client
	floors  map[position]int64 // by a partition's first position
}

func newCutter(s *Session) (*cutter, error) {
	client, err := kgo.NewClient(
		kgo.SeedBrokers(s.cluster.seeds...), kgo.Dialer(s.cluster.dial), kgo.ClientID(wire.Role{Duty: wire.DutyAdmin}.ClientID()),
		kgo.DisableClientMetrics(), kgo.MaxVersions(kversion.V3_0_0()),
	)
	if err != nil {
		return nil, fmt.Errorf("shortening the topics: %w", err)
	}
	return &cutter{session: s, client: client, floors: make(map[position]int64)}, nil
}

// cut deletes the records that everybody has read. What fails is tried again.
func (c *cutter) cut(ctx context.Context) {
	for at, floor := range c.session.book.floors() {
		if floor -= recordsMin; floor < c.floors[at]+recordsMin {
			continue
		}
		part := kmsg.NewDeleteRecordsRequestTopicPartition()
		part.Partition, part.Offset = at.partition, floor
		topic := kmsg.NewDeleteRecordsRequestTopic()
		topic.Topic = c.session.names.Topic(at.topic)
		topic.Partitions = append(topic.Partitions, part)
		request := kmsg.NewPtrDeleteRecordsRequest()
		request.Topics = append(request.Topics, topic)
		if _, err := request.RequestWith(ctx, c.client); err == nil {
			c.floors[at] = floor
		}
	}
}

// floors returns how far the topics' partitions were read by all who read them.
// Nobody reads the activity log.
func (j *journal) floors() map[position]int64 {
	j.mu.Lock()
	defer j.mu.Unlock()
	floors := map[position]int64{
		{topic: sim.Reply}:    j.heard,
		{topic: sim.Status}:   j.commits[commitKey{group: sim.ServiceGroup, topic: sim.Status}],
		{topic: sim.Activity}: j.views,
	}
	for partition, floor := range j.floor {
		floors[position{topic: sim.Orders, partition: partition}] = floor
	}
	return floors
}
