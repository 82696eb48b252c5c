package kafkax

import (
	"slices"
	"strconv"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/internal/store"
	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// What the order service and its Writers tell.

func (c *correspondent) name(list []store.New, listed int) {
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

func (c *correspondent) create(list []store.New) []*order {
	c.mu.Lock()
	defer c.mu.Unlock()
	orders := make([]*order, len(list))
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
func (c *correspondent) tellCreated(t *trail, again bool) {
	e := sim.Event{Type: sim.OrderCreated, Order: t.order.Number, N: 1, Detail: &sim.Detail{Order: &t.order.Order}}
	t.flow = c.say(sayCreated, 0, trace.Observation{Order: t.order.ID}, &saying{Event: e.AppendJSON(nil), Number: int(t.order.Number), Flag: again})
}

func (c *correspondent) pay(o *order, outbox bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	t.row, t.outboxed = sim.RowPaid, outbox
	c.sayOf(t, sayPaid, nil)
}

func (c *correspondent) called(o *order, by sim.By) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	t.calls++
	c.sayOf(t, sayCalled, &saying{By: by})
}

func (c *correspondent) callsOf(o *order) uint32 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return trailOf(o).calls
}

func (c *correspondent) knows(o *order, outcome sim.Outcome, waited time.Duration, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	e := knowledge(outcome, waited, err)
	e.N = 1
	c.sayOf(t, sayKnows, &saying{Event: e.AppendJSON(nil)})
}

func (c *correspondent) learn(o *order) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	c.sayOf(t, sayLearned, nil)
}

func (c *correspondent) mark(o *order, row sim.Row) { c.published(o, row, false) }

func (c *correspondent) published(o *order, row sim.Row, sent bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	if t.marked = true; !t.row.Final() {
		t.row = row
	}
	t.outboxed = t.outboxed && !sent
	c.sayOf(t, saySettled, &saying{Row: row, Flag: sent})
}

func (c *correspondent) publishFailed(o *order, f store.Failure) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	if f.Changed {
		t.row = sim.RowPublishFailed
	}
	t.returned = t.returned || f.Refunded > 0
	c.sayOf(t, sayFailed, &saying{Flag: f.Changed, Points: f.Refunded})
}

func (c *correspondent) viewed(life uint32, messages []kafka.Message, err error) {
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

func (c *correspondent) asks(o *order, correlation string) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	c.byReply[correlation] = t
	t.asks = append(t.asks, correlation)
	c.say(sayAsks, t.flow, trace.Observation{Order: t.order.ID}, &saying{Reply: correlation})
}

func (c *correspondent) asked(correlation string) *order {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.byReply[correlation].handle()
}

func (c *correspondent) received(life uint32, at position, correlation string, settle func() bool) error {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dead(life) {
		return nil
	}
	c.read = max(c.read, at.offset+1)
	t := c.byReply[correlation]
	if t == nil {
		return errNobodyAsked
	}
	waited := settle()
	c.say(sayReceived, t.flow, trace.Observation{Order: t.order.ID, Topic: sim.Reply.String(), Partition: at.partition, Offset: at.offset}, &saying{Reply: correlation, Flag: waited})
	delete(c.byReply, correlation)
	t.asks = slices.DeleteFunc(t.asks, func(one string) bool { return one == correlation })
	return nil
}

func (c *correspondent) followed(d *delivery, moved bool, refunded int64) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if moved {
		trailOf(d.order).row = d.row
		trailOf(d.order).returned = trailOf(d.order).returned || refunded > 0
	}
	d.cause = c.say(sayFollowed, d.cause, c.about(d), &saying{Row: d.row, Flag: moved, Points: refunded})
}

// follow is that of chronicle: whether the row of another service's order moves on,
// the journals know.
func (c *correspondent) follow(d *delivery) { c.followed(d, false, 0) }

func (c *correspondent) began(b batch) {
	if c.names.TopicOf(b.topic) != sim.Orders {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dead(b.life) {
		return
	}
	c.say(sayTries, 0, trace.Observation{Topic: sim.Orders.String(), Partition: b.partition}, &saying{Keys: b.keys, Number: int(b.try)})
}

func (c *correspondent) over(b batch, result attemptResult) {
	if c.names.TopicOf(b.topic) != sim.Orders {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.dead(b.life) {
		return
	}
	v := verdictOf(result)
	c.say(sayTried, 0, trace.Observation{Topic: sim.Orders.String(), Partition: b.partition}, &saying{Keys: b.keys, Number: int(b.try), Base: &v.base, Code: v.code, Flag: v.answered})
}

func (c *correspondent) backsOff(b batch, wait time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.names.TopicOf(b.topic) != sim.Orders || c.dead(b.life) {
		return
	}
	c.say(sayBacksOff, 0, trace.Observation{Topic: sim.Orders.String(), Partition: b.partition}, &saying{Keys: b.keys, Number: int(b.try), Wait: int64(wait)})
}

func (c *correspondent) completed(life uint32, messages []kafka.Message, err error) (done []*order) {
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
func (c *correspondent) dead(life uint32) bool { return life != 0 && life != c.life }

// serviceExited is that of chronicle: what it had in memory the journals know.
func (c *correspondent) serviceExited(e sim.Event, _ uint8) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.life = 0
	e.Type = sim.ServiceExited
	c.trouble = c.event(sayExited, e)
	return c.trouble
}

func (c *correspondent) serviceStarted(life uint32, ended sim.EventID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.life = life; ended != 0 {
		c.event(sayEvent, sim.Event{Type: sim.ServiceRestarted, Cause: ended})
	}
}

func (c *correspondent) answersFrom() int64 {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.read
}
