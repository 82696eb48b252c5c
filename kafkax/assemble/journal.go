package assemble

import (
	"strconv"
	"sync"
	"time"

	"orderflow/internal/store"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/record"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Journal turns what many goroutines see into one log. Everything the run
// knows about orders and records is kept here, under one lock, so that the log
// has one order and every event its cause. Its methods are called from inside
// the gate and the clients; they never wait and never call back.
type Journal struct {
	names record.Names

	mu       sync.Mutex
	recorder *sim.Recorder
	start    time.Time // of 0 s; zero while the run is being prepared
	clock    time.Time // what it is told happens now; zero = the time at which it is told
	ended    bool

	orders map[sim.OrderID]*trail // that are not over, as far as was looked
	keeping
	byID    map[string]*trail
	planned func(id string) bool              // ids that the run's own orders have, or will have; nil: none that is not in use
	byReply map[string]*trail                 // by the correlation id of a send()
	records map[chronicle.Position]*copyTrail // of sns.orders, from floor on
	replies map[chronicle.Position]bool       // of the reply topic: those that are in the log, from heard on
	links   map[wire.Role]*linkCount          // of consumers
	readers [sim.GroupCount]bool              // groups whose commits the run waits for: of whom somebody is there
	present [sim.GroupCount]bool              // of whom the run's own members are
	commits map[CommitKey]int64               // committed offsets
	handled map[CommitKey]sim.EventID         // what the next commit follows from
	members map[wire.Role]*wire.Assignment    // of the groups, as last assigned
	trouble sim.EventID                       // the last event that may cut connections
	run     sim.EventID                       // run-started
	leaders []uint8                           // of sns.orders, as announced
	motion  motion
	sizes   [sim.GroupCount]uint8 // how many members of its own the run has
	outside outside
	exited  sim.EventID // the last service-exited

	life        uint32                           // of the order service's process that runs; what another one's clients still say is void
	accepted    map[uint32]sim.EventID           // jobs of the panel that the log has
	answersRead int64                            // the next offset of the reply topic that the order service reads
	concluding  map[wire.Role][]*chronicle.Order // of the order that the status event is about which a member commits
	reserved    map[string]bool                  // ids that are given to orders which are yet to be created
	adopted     int                              // orders of other services
	refusals    int                              // records of theirs that were refused
}

// NewJournal returns the journal of a run. Every event goes to every sink, in order, from the
// goroutine that tells of it: a sink must not wait.
func NewJournal(n record.Names, sinks ...func(sim.Event)) *Journal {
	return &Journal{
		names: n, recorder: sim.NewRecorder(sinks...),
		orders: make(map[sim.OrderID]*trail), keeping: newKeeping(), byID: make(map[string]*trail), byReply: make(map[string]*trail), records: make(map[chronicle.Position]*copyTrail), replies: make(map[chronicle.Position]bool),
		links: make(map[wire.Role]*linkCount), commits: make(map[CommitKey]int64), handled: make(map[CommitKey]sim.EventID), members: make(map[wire.Role]*wire.Assignment),
		motion: newMotion(), outside: newOutside(), accepted: make(map[uint32]sim.EventID), concluding: make(map[wire.Role][]*chronicle.Order), reserved: make(map[string]bool),
	}
}

// ForgetOrders lets the fold let go of orders that are over: nobody asks for each of them.
func (j *Journal) ForgetOrders() { j.forgets = true }

// OfMany says that the roles of the run are several processes, whose plan is known: not all that
// begins is told, and of ids only the plan says whose they are.
func (j *Journal) OfMany(plan *sim.Config) { j.motion.loose, j.planned = true, plannedIDs(plan) }

// Names returns how the topics and groups of the run are called.
func (j *Journal) Names() record.Names { return j.names }

// Open records the start of the run.
func (j *Journal) Open(setup *sim.Setup) {
	j.mu.Lock()
	defer j.mu.Unlock()
	for g := range j.sizes {
		j.sizes[g] = uint8(setup.Members(sim.Group(g)))
	}
	j.run = j.record(sim.Event{Type: sim.RunStarted, Detail: &sim.Detail{Setup: setup}})
}

// State returns a copy of the fold so far.
func (j *Journal) State() *sim.State {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.recorder.State().Clone()
}

// LogHash is that of [chronicle.Keeper].
func (j *Journal) LogHash() string {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.recorder.LogHash()
}

// Begin sets 0 s to now: what was recorded so far happened at 0 s.
func (j *Journal) Begin() {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.start = time.Now()
}

// beginAt sets 0 s to a time, once.
func (j *Journal) beginAt(at time.Time) {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.start.IsZero() {
		j.start = at
	}
}

// Origin returns when 0 s was; zero before.
func (j *Journal) Origin() time.Time {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.start
}

// now returns the time of the log, which never goes back.
func (j *Journal) now() time.Duration { return max(j.happens(), j.recorder.At()) }

// happens returns when what is told happens, in whole microseconds, as in the simulation.
func (j *Journal) happens() time.Duration {
	switch {
	case j.start.IsZero():
		return 0
	case j.clock.IsZero():
		return time.Since(j.start).Truncate(time.Microsecond)
	}
	return j.clock.Sub(j.start).Truncate(time.Microsecond)
}

// lateLeast is by how much an observation comes too late for its place in the log
// before the event says when it happened: below, it is how well clocks agree.
const lateLeast = time.Millisecond

// late gives an event that is told too late its own time.
func late(e *sim.Event, own time.Duration) {
	var d sim.Detail
	if e.Detail != nil {
		d = *e.Detail
	}
	d.Own = own
	e.Detail = &d
}

// record appends an event; the lock is held. After the end of the run it does
// nothing: a cluster goes on for a moment, a log does not.
func (j *Journal) record(e sim.Event) sim.EventID {
	if j.ended {
		return 0
	}
	own := j.happens()
	if e.At = max(own, j.recorder.At()); own > 0 && e.At-own >= lateLeast {
		late(&e, own)
	}
	return j.recorder.Record(e)
}

// Note appends one event that needs nothing else.
func (j *Journal) Note(e sim.Event) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.record(e)
}

// Settle records the anomalies of an instant that is over.
func (j *Journal) Settle() {
	j.mu.Lock()
	defer j.mu.Unlock()
	if !j.ended {
		j.recorder.Settle(j.now())
	}
}

// End closes the log.
func (j *Journal) End(reason sim.Reason) {
	j.mu.Lock()
	defer j.mu.Unlock()
	j.record(sim.Event{Type: sim.RunEnded, Word: uint8(reason)})
	j.ended = true
}

// trail is what the journal knows of one order: what it is, what its row says,
// and the events that later ones follow from.
type trail struct {
	order   chronicle.Order // what the roles have in hand of it
	row     sim.Row
	marked  bool
	flow    sim.EventID                      // the last step of the order service
	learned sim.EventID                      // what the caller of an awaited call learned its outcome from
	told    [sim.RowCanceled + 1]sim.EventID // the last status event of each row that was sent for it
	asked   sim.EventID                      // the last panel-called
	reports int                              // status events the order service has not read
	unread  int                              // answers the order service has not read
	hands   int                              // who works on it and has more to tell: the service, its jobs, the panel, writes on their way
	kept    int                              // its records that the journal keeps
	looked  time.Duration                    // when it was created, or looked at last
	asks    []string                         // correlation ids of its send()s

	calls    uint32      // publish calls
	try      uint32      // attempts of the publish that the producer is at
	sent     bool        // the present attempt has left
	pending  int         // calls of which the producer has not spoken yet
	broker   uint8       // to which it went
	requests uint32      // how many have left
	wire     sim.EventID // the last step of the producer: called, sent, failed or to be retried
	next     sim.EventID // the last call of a publish that waits behind the present one; 0 = none does

	restored bool // an earlier run has created it
	outboxed bool // of a correspondent: the relay has still to publish it
	returned bool // of a correspondent: points were given back

	copies  uint32             // records in sns.orders
	at      chronicle.Position // of the last
	runs    uint32             // handler executions of the group that carries it out
	answers uint32             // records in sns.orders.reply
	answer  sim.EventID        // what the next record of the reply topic follows from
}

// newTrail returns what a chronicle knows of an order that it has just heard of.
func newTrail(o sim.Order) *trail {
	t := &trail{order: chronicle.Order{Order: o}}
	t.order.Trail = t
	return t
}

// trailOf returns what a chronicle knows of an order in the hands of a role.
func trailOf(o *chronicle.Order) *trail { return o.Trail.(*trail) }

// newRefused returns what stands for a record that asks for an answer, and whose order
// was not adopted.
func newRefused() *trail {
	t := newTrail(sim.Order{})
	t.order.Foreign, t.order.Refused = true, true
	return t
}

// handle returns what roles have in hand of an order; nil of none.
func (t *trail) handle() *chronicle.Order {
	if t == nil {
		return nil
	}
	return &t.order
}

// copyTrail is one record of sns.orders.
type copyTrail struct {
	trail      *trail // nil: not an order of this run
	appended   sim.EventID
	replicated sim.EventID
	committed  [sim.GroupCount]bool
	finished   bool  // by the run's own consumer that carries it out, as far as a commit; or by another's, and that is recorded
	wrong      error // why it is no order of the run
}

// Name gives the next orders their numbers and ids. One that is not of a file, which
// has the first so many of the plan, is called by its number.
func (j *Journal) Name(list []store.New, listed int) {
	j.mu.Lock()
	defer j.mu.Unlock()
	fresh := make(map[string]bool, len(list))
	for i := range list {
		o := &list[i].Order
		o.Number = sim.OrderID(j.created + 1 + i)
		if plan := list[i].Plan; plan == 0 || plan > listed {
			o.ID = strconv.Itoa(int(o.Number))
		}
		for j.claimed(o.ID) || fresh[o.ID] {
			o.ID += "+" // a number that an order of a file, or of another service, has as its id
		}
		fresh[o.ID], j.reserved[o.ID] = true, true
	}
}

// claimed reports whether an order has the id, had it, or is about to.
func (j *Journal) claimed(id string) bool {
	if j.byID[id] != nil || j.reserved[id] || j.taken[id] {
		return true
	}
	n, err := strconv.Atoi(id)
	return err == nil && n > 0 && n <= j.created && strconv.Itoa(n) == id && j.orders[sim.OrderID(n)] == nil // it was let go of
}

// Create adds orders and records that they exist.
func (j *Journal) Create(list []store.New) []*chronicle.Order {
	j.mu.Lock()
	defer j.mu.Unlock()
	orders := make([]*chronicle.Order, len(list))
	for i := range list {
		t := j.add(list[i].Order)
		t.hands++ // of the order service
		orders[i] = t.handle()
	}
	return orders
}

// add is Create while the lock is held.
func (j *Journal) add(o sim.Order) *trail {
	t := newTrail(o)
	t.row = sim.RowCreated
	j.enter(t)
	t.flow = j.record(sim.Event{Type: sim.OrderCreated, Order: o.Number, Detail: &sim.Detail{Order: &t.order.Order}})
	return t
}

// enter gives an order the next number: those of other services come between.
func (j *Journal) enter(t *trail) {
	j.created++
	t.order.Number = sim.OrderID(j.created)
	j.orders[t.order.Number], j.byID[t.order.ID] = t, t
	if t.looked = j.now(); !t.order.Foreign { // whose rows say nothing that is final
		j.unclosed = append(j.unclosed, t)
	}
	delete(j.reserved, t.order.ID)
}

// stepLocked records the next step of the order service for the order; the
// lock is held.
func (j *Journal) stepLocked(t *trail, e sim.Event) sim.EventID {
	e.Order, e.Cause = t.order.Number, t.flow
	if n := j.record(e); n != 0 {
		t.flow = n
	}
	return t.flow
}

// Time returns the time of the log now.
func (j *Journal) Time() time.Duration {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.now()
}

// OrderOf returns the order with a number; nil if there is none.
func (j *Journal) OrderOf(n sim.OrderID) *chronicle.Order {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.orders[n].handle()
}

// Find returns the order with this id, or nil.
func (j *Journal) Find(id string) *chronicle.Order {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.byID[id].handle()
}

// CallsOf returns how often the order was published.
func (j *Journal) CallsOf(o *chronicle.Order) uint32 {
	j.mu.Lock()
	defer j.mu.Unlock()
	return trailOf(o).calls
}

// FlowOf returns the last step of the order service for the order.
func (j *Journal) FlowOf(o *chronicle.Order) sim.EventID {
	j.mu.Lock()
	defer j.mu.Unlock()
	return trailOf(o).flow
}
