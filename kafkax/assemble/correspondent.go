package assemble

import (
	"sync"
	"time"

	"orderflow/internal/store"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/proxy"
	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// Correspondent is the chronicle of a process that has some of the roles only: it
// writes what it is told to the trace. It knows no more than its process does: the
// orders that went through its hands, and its own members of groups. An event that
// it returns is the number of its observation.
type Correspondent struct {
	names record.Names
	spool *trace.Spool
	start time.Time // of the process

	mu         sync.Mutex
	zero       time.Time         // 0 s; zero before
	remaining                    // what of it may be let go of
	teller     *proxy.Teller     // of a proxy: says what faults do; nil for the others
	acting     map[uint16]string // of a proxy: the faults that have begun
	orders     map[sim.OrderID]*trail
	byID       map[string]*trail
	last       sim.OrderID // number of the last order that this process has made
	alien      sim.OrderID // of the last order whose number nobody has told
	byReply    map[string]*trail
	records    map[chronicle.Position]*trail    // of sns.orders, in the hands of its workers
	adopted    map[string]chronicle.Position    // records of other services' orders that its workers have taken, at most adoptedMax
	said       map[wire.Role]string             // the id by which a member was named last
	refused    map[wire.Role]sim.Code           // the coordinator's last no to it
	reasons    map[int]sim.Reason               // why a broker gives no answer, as told last
	trouble    sim.EventID                      // the last that may cut connections
	concluding map[wire.Role][]*chronicle.Order // of the order that the status event is about which a member commits
	life       uint32                           // of the order service in it; what an earlier one's clients say is void
	read       int64                            // the next offset of the reply topic
}

// NewCorrespondent returns the chronicle of a process that began at a time.
func NewCorrespondent(n record.Names, spool *trace.Spool, began time.Time) *Correspondent {
	return &Correspondent{
		remaining: newRemaining(), acting: make(map[uint16]string),
		names: n, spool: spool, start: began, alien: chronicle.AlienFrom,
		orders: make(map[sim.OrderID]*trail), byID: make(map[string]*trail), byReply: make(map[string]*trail), records: make(map[chronicle.Position]*trail), adopted: make(map[string]chronicle.Position),
		said: make(map[wire.Role]string), refused: make(map[wire.Role]sim.Code), reasons: make(map[int]sim.Reason), concluding: make(map[wire.Role][]*chronicle.Order),
	}
}

// SayTo lets a proxy say what faults do in it.
func (c *Correspondent) SayTo(t *proxy.Teller) { c.teller = t }

// Clock is the time of the observations: since the process began.
func (c *Correspondent) Clock() time.Duration { return time.Since(c.start).Truncate(time.Microsecond) }

// faultCause marks the event with which a fault begins: of those the journals know,
// and not this process. What follows the mark is the fault's number.
const faultCause = 1 << 31

// say tells the trace something, and returns its number; the lock is held.
func (c *Correspondent) say(kind string, cause sim.EventID, about trace.Observation, more *saying) sim.EventID {
	o := about
	o.Kind, o.Clock, o.Data = kind, c.Clock(), encodeSaying(more)
	if t := c.byID[o.Order]; t != nil {
		t.looked = o.Clock
	}
	if cause&faultCause != 0 {
		o.Fault = uint16(cause)
	} else {
		o.Parent = uint64(cause)
	}
	return sim.EventID(c.spool.Add(&o))
}

// sayOf says something about an order that follows from its last step; the lock is held.
func (c *Correspondent) sayOf(t *trail, kind string, more *saying) {
	t.flow = c.say(kind, t.flow, trace.Observation{Order: t.order.ID}, more)
}

// Note is that of [chronicle.Keeper].
func (c *Correspondent) Note(e sim.Event) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.event(sayEvent, e)
}

// event tells an event as a log has it; the lock is held.
func (c *Correspondent) event(kind string, e sim.Event) sim.EventID {
	about := trace.Observation{Member: e.Worker}
	if t := c.orders[e.Order]; t != nil {
		about.Order = t.order.ID
	}
	cause := e.Cause
	e.Order, e.Cause, e.N = 0, 0, 1
	return c.say(kind, cause, about, &saying{Event: e.AppendJSON(nil)})
}

// Move is that of [chronicle.Keeper].
func (c *Correspondent) Move(int) {}

// Begin is that of [chronicle.Keeper].
func (c *Correspondent) Begin() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.zero = time.Now()
	c.say(sayBegun, 0, trace.Observation{}, nil)
}

// Time is that of [chronicle.Keeper]: since 0 s; nothing before it, and in processes that do not set it.
func (c *Correspondent) Time() time.Duration {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.zero.IsZero() {
		return 0
	}
	return time.Since(c.zero).Truncate(time.Microsecond)
}

// Restored is that of [chronicle.Keeper]: the journals know these orders, from the life before.
func (c *Correspondent) Restored(list []*store.Known) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, k := range list {
		t := c.enter(k.Order)
		t.calls = uint32(len(k.Attempts))
		t.row, t.marked, t.returned, t.outboxed = k.Row, k.Marked, k.Refunded > 0, k.Outboxed && !k.Sent
		if len(k.Attempts) == 0 { // the life before may have died between the database and the trace
			c.tellCreated(t, true)
		}
	}
	return true
}

// enter notes an order; the lock is held. One that has no number gets one that
// nobody else has.
func (c *Correspondent) enter(o sim.Order) *trail {
	if o.Number == 0 {
		c.alien++
		o.Number = c.alien
	}
	t := newTrail(o)
	t.looked = c.Clock()
	c.keep(t)
	if o.Number < chronicle.AlienFrom {
		c.last = max(c.last, o.Number)
	}
	return t
}

// Find is that of [chronicle.Keeper].
func (c *Correspondent) Find(id string) *chronicle.Order {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.byID[id].handle()
}

// OrderOf is that of [chronicle.Keeper].
func (c *Correspondent) OrderOf(n sim.OrderID) *chronicle.Order {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.orders[n].handle()
}

// FlowOf is that of [chronicle.Keeper].
func (c *Correspondent) FlowOf(o *chronicle.Order) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	return trailOf(o).flow
}

// Refuse is that of [chronicle.Keeper].
func (c *Correspondent) Refuse(d chronicle.Delivery, why error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	about := c.about(&d)
	about.Order = ""
	c.say(sayRefused, d.Cause, about, &saying{Text: sim.Printable(why.Error(), record.ErrorTextMax)})
}

// about is what an observation has of a delivery.
func (c *Correspondent) about(d *chronicle.Delivery) trace.Observation {
	o := trace.Observation{Topic: d.At.Topic.String(), Partition: d.At.Partition, Offset: d.At.Offset, Group: d.Role.Group.String(), Member: d.Role.Worker}
	if d.Order != nil {
		o.Order = d.Order.ID
	}
	return o
}

// Hello says that the process begins.
func (c *Correspondent) Hello() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(sayHello, 0, trace.Observation{}, nil)
}

// Acts says what this process's presenter does to the run; number is what all know it by.
func (c *Correspondent) Acts(number uint16, in sim.Input) {
	c.mu.Lock()
	defer c.mu.Unlock()
	a := ActOf(in)
	c.say(sayAct, 0, trace.Observation{}, &saying{Number: int(number), Act: &a})
}

// Bye says that it ends.
func (c *Correspondent) Bye() {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(trace.KindBye, 0, trace.Observation{}, nil)
}

var _ chronicle.Keeper = (*Correspondent)(nil)
