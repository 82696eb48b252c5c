package engine

import (
	"time"

	"orderflow/sim"
)

// worker is one process of a consumer group: a Nest server, or the order
// service's client, on kafkajs. Its files: this one has what runs in it,
// batch.go the handling of what it fetched, fetcher.go its fetchers, runner.go
// what keeps them running, consumerclient.go its connections.
type worker struct {
	e      *Engine
	group  *group
	draw   *sim.Stream
	id     uint8
	alive  bool // the process runs
	life   int  // what an older life planned is void
	phase  consumerPhase
	client consumerClient

	member      *member     // as which the coordinator knows it; nil = none
	coordinator uint8       // as found when it joined; never looked up between joins
	entered     sim.EventID // the last event that changed how it stands with its group
	assigned    []int       // partitions, ascending
	resolved    []int64     // next offset to handle, by partition
	committed   []int64     // as far as the client knows

	fetchers     []*fetcher
	stopping     *consumerError         // why all of them are to end
	retries      int                    // used up of the runner's; only a rebalance or a crash gives them back
	sleep        time.Duration          // the runner's next
	beat         time.Duration          // its last heartbeat
	heartbeating []func(*consumerError) // who waits for the one under way

	queue     []*batch
	working   *batch
	handling  sim.OrderID // whose handler runs; 0 = none
	failing   failing
	unsent    []unsentReport
	onJoining func() // what waits for its first join
	onLeaving func() // what waits for it to have left in order
}

// failing counts how often the record that fails now has failed in a row.
type failing struct {
	partition *partition
	offset    int64
	times     int
}

// consumerPhase says what a consumer is at.
type consumerPhase uint8

const (
	consumerStopped    consumerPhase = iota // its process does not run
	consumerConnecting                      // it starts, and looks for a broker
	consumerJoining                         // it waits for JoinGroup or SyncGroup
	consumerFetching                        // its fetchers run
	consumerSleeping                        // between two tries of the runner
	consumerCrashed                         // kafkajs starts it again by itself
)

func newWorker(g *group, id uint8) *worker {
	w := &worker{e: g.e, group: g, id: id, draw: g.e.stream("consumer", uint64(g.id)<<8|uint64(id))}
	w.client.w = w
	return w
}

// after plans something in this life of the worker.
func (w *worker) after(delay time.Duration, do func()) {
	w.e.after(delay, w.thisLife(do))
}

// later plans something of its connections in this life of the worker: by
// itself it does not keep a run alive.
func (w *worker) later(delay time.Duration, do func()) {
	w.e.background(delay, w.thisLife(do))
}

// law is the retry law of its client: of connects, and of the runner's sleeps.
// The members in the order service's process have that client's settings.
func (w *worker) law() retryLaw {
	if !w.group.consumesOrders() {
		return w.e.law.rounds()
	}
	return standardRetry
}

// patience is how long its client waits for an answer.
func (w *worker) patience() time.Duration {
	if !w.group.consumesOrders() {
		return w.e.law.patience()
	}
	return standard.RequestTimeout
}

// hop draws the time of one way over the network.
func (w *worker) hop() time.Duration { return w.draw.Between(hopMin, hopMax) }

// soon is a moment later: a packet arrives.
func (w *worker) soon(do func()) { w.later(w.hop(), do) }

// thisLife makes do void once this life of the worker is over.
func (w *worker) thisLife(do func()) func() {
	life := w.life
	return func() {
		if w.life == life {
			do()
		}
	}
}

// steady reports whether nothing is under way by which the worker would change
// by itself: its fetchers poll, sleep or wait for the worker, and need not be
// made anew.
func (w *worker) steady() bool {
	if !w.alive {
		return true
	}
	if w.phase != consumerFetching || w.stopping != nil || w.client.stale || w.member == nil || w.member.gone {
		return false
	}
	for _, f := range w.fetchers {
		if f.state == fetcherBetween || f.known != w.client.pool {
			return false
		}
	}
	return true
}

// visible is a partition's high watermark or leader moving.
func (g *group) visible(p *partition) {
	if m := g.assigned[p.number]; m != nil && m.worker.member == m && m.worker.phase == consumerFetching {
		w := m.worker
		for _, f := range w.fetchers {
			f.look()
		}
	}
}

// event returns an event of this worker at a record.
func (w *worker) event(t sim.EventType, p *partition, offset int64, order sim.OrderID, cause sim.EventID) sim.Event {
	return sim.Event{Type: t, Order: order, Group: w.group.id, Worker: w.id, Topic: p.topic, Partition: p.number, Offset: offset, Cause: cause}
}

// lifeEvent is an event that ends the handler under way, if any.
func (w *worker) lifeEvent(t sim.EventType, reason sim.Reason, next time.Duration, cause sim.EventID) sim.Event {
	return sim.Event{Type: t, Order: w.handling, Group: w.group.id, Worker: w.id, Word: uint8(reason), Value: int64(next), Cause: cause}
}

// concerns reports whether the worker's group carries the order of the record out.
func (w *worker) concerns(r *record) bool {
	return w.group.id > sim.StatisticsGroup || r.carrier == w.group.id
}
