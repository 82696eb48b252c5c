package kafkax

import (
	"strconv"
	"sync"
	"time"

	"orderflow/sim"
)

// journal turns what many goroutines see into one log. Everything the session
// knows about orders and records is kept here, under one lock, so that the log
// has one order and every event its cause. Its methods are called from inside
// the gate and the clients; they never wait and never call back.
type journal struct {
	names names

	mu       sync.Mutex
	recorder *sim.Recorder
	start    time.Time // of 0 s; zero while the session is being prepared
	ended    bool

	orders  []*trail // by number, from 1: index number−1
	byID    map[string]*trail
	byReply map[string]*trail         // by the correlation id of a send()
	records map[position]*copyTrail   // of sns.orders
	replies map[position]bool         // of the reply topic: those that are in the log
	onWire  map[position]batch        // the batch that a partition's Writer works on; offset is not used
	links   map[role]*linkCount       // of consumers
	readers [sim.GroupCount]bool      // groups whose commits the run waits for
	commits map[commitKey]int64       // committed offsets
	handled map[commitKey]sim.EventID // what the next commit follows from
	members map[role]*assignment      // of the groups, as last assigned
	trouble sim.EventID               // the last event that may cut connections
	run     sim.EventID               // run-started
	leaders []uint8                   // of sns.orders, as announced
	motion  motion
}

// position is a place in a topic of the run.
type position struct {
	topic     sim.Topic
	partition int32
	offset    int64
}

// commitKey names a group's committed offset.
type commitKey struct {
	group     sim.Group
	topic     sim.Topic
	partition int32
}

func newJournal(n names, sinks ...func(sim.Event)) *journal {
	return &journal{
		names: n, recorder: sim.NewRecorder(sinks...),
		byID: make(map[string]*trail), byReply: make(map[string]*trail), records: make(map[position]*copyTrail), replies: make(map[position]bool),
		onWire: make(map[position]batch), links: make(map[role]*linkCount), commits: make(map[commitKey]int64), handled: make(map[commitKey]sim.EventID), members: make(map[role]*assignment),
		motion: newMotion(),
	}
}

// open records the start of the run.
func (j *journal) open(setup *sim.Setup) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.run = j.record(sim.Event{Type: sim.RunStarted, Detail: &sim.Detail{Setup: setup}})
}

// state returns a copy of the fold so far.
func (j *journal) state() *sim.State {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.recorder.State().Clone()
}

func (j *journal) logHash() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.recorder.LogHash()
}

// begin sets 0 s to now: what was recorded so far happened at 0 s.
func (j *journal) begin() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.start = time.Now()
}

// now returns the time of the log, whole microseconds, as in the simulation.
func (j *journal) now() time.Duration {
	if j.start.IsZero() {
		return 0
	}
	return max(time.Since(j.start).Truncate(time.Microsecond), j.recorder.At())
}

// record appends an event; the lock is held. After the end of the run it does
// nothing: a cluster goes on for a moment, a log does not.
func (j *journal) record(e sim.Event) sim.EventID {
	if j.ended {
		return 0
	}
	e.At = j.now()
	return j.recorder.Record(e)
}

// note appends one event that needs nothing else.
func (j *journal) note(e sim.Event) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.record(e)
}

// settle records the anomalies of an instant that is over.
func (j *journal) settle() {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !j.ended {
		j.recorder.Settle(j.now())
	}
}

// end closes the log.
func (j *journal) end(reason sim.Reason) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.record(sim.Event{Type: sim.RunEnded, Word: uint8(reason)})
	j.ended = true
}

// trail is what the journal knows of one order: what it is, what its row says,
// and the events that later ones follow from.
type trail struct {
	order    sim.Order
	row      sim.Row
	refunded bool
	flow     sim.EventID                      // the last step of the order service
	learned  sim.EventID                      // what the caller of an awaited call learned its outcome from
	told     [sim.RowCanceled + 1]sim.EventID // the last status event of each row that was sent for it
	reports  int                              // status events the order service has not read
	unread   int                              // answers the order service has not read

	calls  uint32      // publish calls
	try    uint32      // attempts of the present publish
	sent   bool        // the present attempt has left
	broker uint8       // to which it went
	wire   sim.EventID // the last step of the producer: called, sent, failed or to be retried

	copies  uint32      // records in sns.orders
	runs    uint32      // handler executions of the group that carries it out
	answers uint32      // records in sns.orders.reply
	answer  sim.EventID // what the next record of the reply topic follows from
}

// copyTrail is one record of sns.orders.
type copyTrail struct {
	trail      *trail // nil: not an order of this run
	appended   sim.EventID
	replicated sim.EventID
	committed  [sim.GroupCount]bool
}

// create adds the next order and records that it exists. A generated order is
// called by its number.
func (j *journal) create(o sim.Order, generated bool) *trail {
	j.mu.Lock()
	defer j.mu.Unlock()
	o.Number = sim.OrderID(len(j.orders) + 1)
	if generated {
		o.ID = strconv.Itoa(int(o.Number))
	}
	for j.byID[o.ID] != nil {
		o.ID += "+" // a number that an order of a file has as its id
	}
	t := &trail{order: o, row: sim.RowCreated}
	j.orders = append(j.orders, t)
	j.byID[o.ID] = t
	t.flow = j.record(sim.Event{Type: sim.OrderCreated, Order: o.Number, Detail: &sim.Detail{Order: &t.order}})
	return t
}

// stepLocked records the next step of the order service for the order; the
// lock is held.
func (j *journal) stepLocked(t *trail, e sim.Event) sim.EventID {
	e.Order, e.Cause = t.order.Number, t.flow
	if n := j.record(e); n != 0 {
		t.flow = n
	}
	return t.flow
}

// time returns the time of the log now.
func (j *journal) time() time.Duration {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.now()
}
