package kafkax

import (
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
	acks  int

	mu       sync.Mutex
	recorder *sim.Recorder
	start    time.Time // of 0 s; zero while the session is being prepared
	ended    bool

	orders  []*trail // by number, from 1: index number−1
	byID    map[string]*trail
	byReply map[string]*trail // by the correlation id of a send()
	records map[position]*copyTrail
	onWire  map[position]batch   // the batch that a partition's Writer works on; offset is not used
	links   map[role]*linkCount  // of consumers
	readers [sim.GroupCount]bool // groups whose commits the run waits for
	commits map[commitKey]int64  // committed offsets
	members map[role]*assignment // of the groups, as last assigned
	outage  sim.EventID          // the last event that took a broker away
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
	partition int32
}

func newJournal(n names, acks int, sinks ...func(sim.Event)) *journal {
	return &journal{
		names: n, acks: acks, recorder: sim.NewRecorder(sinks...),
		byID: make(map[string]*trail), byReply: make(map[string]*trail), records: make(map[position]*copyTrail),
		onWire: make(map[position]batch), links: make(map[role]*linkCount), commits: make(map[commitKey]int64), members: make(map[role]*assignment),
		motion: newMotion(),
	}
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

// end closes the log.
func (j *journal) end(reason sim.Reason) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.record(sim.Event{Type: sim.RunEnded, Word: uint8(reason)})
	j.ended = true
}

// trail is what the journal knows of one order: the events that later ones
// follow from.
type trail struct {
	order   sim.Order
	flow    sim.EventID // the last step of the order service
	wire    sim.EventID // the last step of the producer: called, sent, failed or to be retried
	broker  uint8       // to which the last attempt went
	try     uint16      // attempts of the present publish
	calls   uint16      // publish calls
	sent    bool        // the present attempt has left
	copies  uint16      // records in sns.orders
	runs    uint16      // handler executions of the group that carries it out
	row     sim.Row     // what the row says
	status  sim.EventID // the last status event sent for it
	answers uint16      // records in sns.orders.reply
	answer  sim.EventID // what the next record of the reply topic follows from
}

// copyTrail is one record of sns.orders.
type copyTrail struct {
	trail      *trail // nil: not an order of this run
	appended   sim.EventID
	replicated sim.EventID
	committed  [sim.GroupCount]bool
}

// create adds the next order and records that it exists.
func (j *journal) create(config *sim.Config) *trail {
	j.mu.Lock()
	defer j.mu.Unlock()
	number := sim.OrderID(len(j.orders) + 1)
	t := &trail{order: config.Order(number)}
	for j.byID[t.order.ID] != nil {
		t.order.ID += "+" // a generated number that a file has taken
	}
	j.orders = append(j.orders, t)
	j.byID[t.order.ID] = t
	t.row = sim.RowCreated
	t.flow = j.record(sim.Event{Type: sim.OrderCreated, Order: number, Detail: &sim.Detail{Order: &t.order}})
	return t
}

// step records the next step of the order service for the order.
func (j *journal) step(t *trail, e sim.Event) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.stepLocked(t, e)
}

func (j *journal) stepLocked(t *trail, e sim.Event) sim.EventID {
	e.Order, e.Cause = t.order.Number, t.flow
	if n := j.record(e); n != 0 {
		t.flow = n
	}
	return t.flow
}

// find returns the order with this id, or nil.
func (j *journal) find(id string) *trail {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.byID[id]
}

// mark records that setPublished ran. It never moves back a row that a status
// event has moved on.
func (j *journal) mark(t *trail) {
	j.mu.Lock()
	defer j.mu.Unlock()
	t.row = max(t.row, sim.RowPublished)
	if t.row == sim.RowPublishFailed {
		t.row = sim.RowPublished
	}
	j.stepLocked(t, sim.Event{Type: sim.OrderMarked, Word: uint8(t.row)})
}
