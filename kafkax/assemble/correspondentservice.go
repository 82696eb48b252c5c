package assemble

import (
	"slices"
	"strconv"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/store"
	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// What the order service and its Writers tell.

// Name is that of [chronicle.Keeper].
func (c *Correspondent) Name(list []store.New, listed int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	fresh := make(map[string]bool, len(list))
	for i := range list {
		o := &list[i].Order
		c.last++
		o.Number = c.last
		if plan := list[i].Plan; plan == 0 || plan > listed {
			o.ID = strconv.Itoa(int(o.Number))
		}
		for c.byID[o.ID] != nil || fresh[o.ID] {
			o.ID += "+"
		}
		fresh[o.ID] = true
	}
}

// Create is that of [chronicle.Keeper].
func (c *Correspondent) Create(list []store.New) []*chronicle.Order {
	c.mu.Lock()
	defer c.mu.Unlock()
	orders := make([]*chronicle.Order, len(list))
	for i := range list {
		o := list[i].Order
		t := c.enter(o)
		t.row = sim.RowCreated
		t.hands++ // of the order service
		c.tellCreated(t, false)
		orders[i] = t.handle()
	}
	return orders
}

// tellCreated tells that an order has been created; again: as may have been told before.
func (c *Correspondent) tellCreated(t *trail, again bool) {
	e := sim.Event{Type: sim.OrderCreated, Order: t.order.Number, N: 1, Detail: &sim.Detail{Order: &t.order.Order}}
	t.flow = c.say(sayCreated, 0, trace.Observation{Order: t.order.ID}, &saying{Event: e.AppendJSON(nil), Number: int(t.order.Number), Flag: again})
}

// Pay is that of [chronicle.Keeper].
func (c *Correspondent) Pay(o *chronicle.Order, outbox bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	t.row, t.outboxed = sim.RowPaid, outbox
	c.sayOf(t, sayPaid, nil)
}

// Called is that of [chronicle.Keeper].
func (c *Correspondent) Called(o *chronicle.Order, by sim.By) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	t.calls++
	c.sayOf(t, sayCalled, &saying{By: by})
}

// CallsOf is that of [chronicle.Keeper].
func (c *Correspondent) CallsOf(o *chronicle.Order) uint32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return trailOf(o).calls
}

// Knows is that of [chronicle.Keeper].
func (c *Correspondent) Knows(o *chronicle.Order, outcome sim.Outcome, waited time.Duration, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	e := knowledge(outcome, waited, err)
	e.N = 1
	c.sayOf(t, sayKnows, &saying{Event: e.AppendJSON(nil)})
}

// Learn is that of [chronicle.Keeper].
func (c *Correspondent) Learn(o *chronicle.Order) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	c.sayOf(t, sayLearned, nil)
}

// Mark is that of [chronicle.Keeper].
func (c *Correspondent) Mark(o *chronicle.Order, row sim.Row) { c.Published(o, row, false) }

// Published is that of [chronicle.Keeper].
func (c *Correspondent) Published(o *chronicle.Order, row sim.Row, sent bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	if t.marked = true; !t.row.Final() {
		t.row = row
	}
	t.outboxed = t.outboxed && !sent
	c.sayOf(t, saySettled, &saying{Row: row, Flag: sent})
}

// PublishFailed is that of [chronicle.Keeper].
func (c *Correspondent) PublishFailed(o *chronicle.Order, f store.Failure) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	if f.Changed {
		t.row = sim.RowPublishFailed
	}
	t.returned = t.returned || f.Refunded > 0
	c.sayOf(t, sayFailed, &saying{Flag: f.Changed, Points: f.Refunded})
}

// Viewed is that of [chronicle.Keeper].
func (c *Correspondent) Viewed(life uint32, messages []kafka.Message, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, m := range messages {
		if t := c.byID[string(m.Key)]; t != nil {
			t.hands--
		}
	}
	if err == nil || c.dead(life) {
		return
	}
	c.say(sayViewLost, 0, trace.Observation{}, &saying{Keys: keysOf(messages), Code: gaveUpCode(err), Text: causeText(err).Text})
}

func keysOf(messages []kafka.Message) []string {
	keys := make([]string, len(messages))
	for i, m := range messages {
		keys[i] = string(m.Key)
	}
	return keys
}

// Asks is that of [chronicle.Keeper].
func (c *Correspondent) Asks(o *chronicle.Order, correlation string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	c.byReply[correlation] = t
	t.asks = append(t.asks, correlation)
	c.say(sayAsks, t.flow, trace.Observation{Order: t.order.ID}, &saying{Reply: correlation})
}

// Asked is that of [chronicle.Keeper].
func (c *Correspondent) Asked(correlation string) *chronicle.Order {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.byReply[correlation].handle()
}

// Received is that of [chronicle.Keeper].
func (c *Correspondent) Received(life uint32, at chronicle.Position, correlation string, settle func() bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dead(life) {
		return nil
	}
	c.read = max(c.read, at.Offset+1)
	t := c.byReply[correlation]
	if t == nil {
		return errNobodyAsked
	}
	waited := settle()
	c.say(sayReceived, t.flow, trace.Observation{Order: t.order.ID, Topic: sim.Reply.String(), Partition: at.Partition, Offset: at.Offset}, &saying{Reply: correlation, Flag: waited})
	delete(c.byReply, correlation)
	t.asks = slices.DeleteFunc(t.asks, func(one string) bool { return one == correlation })
	return nil
}

// Followed is that of [chronicle.Keeper].
func (c *Correspondent) Followed(d *chronicle.Delivery, moved bool, refunded int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if moved {
		trailOf(d.Order).row = d.Row
		trailOf(d.Order).returned = trailOf(d.Order).returned || refunded > 0
	}
	d.Cause = c.say(sayFollowed, d.Cause, c.about(d), &saying{Row: d.Row, Flag: moved, Points: refunded})
}

// Follow is that of [chronicle.Keeper]: whether the row of another service's order moves on,
// the journals know.
func (c *Correspondent) Follow(d *chronicle.Delivery) { c.Followed(d, false, 0) }

// Began is that of [chronicle.Keeper].
func (c *Correspondent) Began(b chronicle.Batch) {
	if c.names.TopicOf(b.Topic) != sim.Orders {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dead(b.Life) {
		return
	}
	c.say(sayTries, 0, trace.Observation{Topic: sim.Orders.String(), Partition: b.Partition}, &saying{Keys: b.Keys, Number: int(b.Try)})
}

// Over is that of [chronicle.Keeper].
func (c *Correspondent) Over(b chronicle.Batch, result chronicle.AttemptResult) {
	if c.names.TopicOf(b.Topic) != sim.Orders {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dead(b.Life) {
		return
	}
	v := verdictOf(result)
	c.say(sayTried, 0, trace.Observation{Topic: sim.Orders.String(), Partition: b.Partition}, &saying{Keys: b.Keys, Number: int(b.Try), Base: &v.base, Code: v.code, Flag: v.answered})
}

// BacksOff is that of [chronicle.Keeper].
func (c *Correspondent) BacksOff(b chronicle.Batch, wait time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.names.TopicOf(b.Topic) != sim.Orders || c.dead(b.Life) {
		return
	}
	c.say(sayBacksOff, 0, trace.Observation{Topic: sim.Orders.String(), Partition: b.Partition}, &saying{Keys: b.Keys, Number: int(b.Try), Wait: int64(wait)})
}

// Completed is that of [chronicle.Keeper].
func (c *Correspondent) Completed(life uint32, messages []kafka.Message, err error) (done []*chronicle.Order) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dead(life) {
		return nil
	}
	s := &saying{Keys: keysOf(messages)}
	if err != nil {
		s.Code, s.Text = gaveUpCode(err), causeText(err).Text
	}
	c.say(sayCompleted, 0, trace.Observation{}, s)
	for _, key := range s.Keys {
		if t := c.byID[key]; t != nil {
			done = append(done, t.handle())
		}
	}
	return done
}

// dead reports whether what a client of this process says is void; the lock is held.
func (c *Correspondent) dead(life uint32) bool { return life != 0 && life != c.life }

// ServiceExited is that of [chronicle.Keeper]: what it had in memory the journals know.
func (c *Correspondent) ServiceExited(e sim.Event, _ uint8) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.life = 0
	e.Type = sim.ServiceExited
	c.trouble = c.event(sayExited, e)
	return c.trouble
}

// ServiceStarted is that of [chronicle.Keeper].
func (c *Correspondent) ServiceStarted(life uint32, ended sim.EventID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.life = life; ended != 0 {
		c.event(sayEvent, sim.Event{Type: sim.ServiceRestarted, Cause: ended})
	}
}

// AnswersFrom is that of [chronicle.Keeper].
func (c *Correspondent) AnswersFrom() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.read
}
