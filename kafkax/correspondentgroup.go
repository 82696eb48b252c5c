package kafkax

import (
	"slices"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/trace"
	"orderflow/sim"
)

// What the gate, the consumers, the panel's client and the faults of a process tell.

func (c *correspondent) link(from role, broker int, what linkEvent) {
	if from.duty != dutyPublish && from.duty != dutyConsume {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	cause := sim.EventID(0)
	if what == linkCut || what == linkRefused {
		cause = c.trouble
	}
	c.say(sayLink, cause, c.by(from), &saying{Duty: from.duty, Broker: broker, Link: what})
}

// by is what an observation has of a connection's role.
func (c *correspondent) by(from role) trace.Observation {
	if from.duty != dutyConsume {
		return trace.Observation{}
	}
	return trace.Observation{Group: from.group.String(), Member: from.worker}
}

// sent is that of wireWatcher. A heartbeat is told once for each id.
func (c *correspondent) sent(x *exchange) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if asks, member := asksOf(x.request); asks == asksToStay {
		if c.said[x.from] == member {
			return
		}
		c.said[x.from] = member
	}
	if x.commit != nil || x.produce != nil && (x.from.duty != dutyPublish || !c.tells(x)) || c.dead(x.from.life) {
		return // a commit counts once it is answered
	}
	c.say(saySent, 0, c.by(x.from), &saying{Duty: x.from.duty, Broker: x.broker, Wire: sayingOf(x)})
}

// tells reports whether a Produce is about orders or their answers.
func (c *correspondent) tells(x *exchange) bool {
	for i := range x.produce.parts {
		if t := c.names.topicOf(x.produce.parts[i].topic); t == sim.Orders || t == sim.Reply {
			return true
		}
	}
	return false
}

func (c *correspondent) answered(x *exchange) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case x.produce != nil && !c.tells(x):
		return
	case x.commit != nil:
		c.stored(x)
	case x.assignment != nil && x.assignment.code == 0:
		c.refused[x.from] = sim.NoError
	case x.refusal != 0:
		c.refused[x.from] = commitCodes[x.refusal]
	}
	if x.produce == nil && x.commit == nil && x.assignment == nil && x.refusal == 0 {
		return // nobody makes anything of it
	}
	c.say(sayAnswered, 0, c.by(x.from), &saying{Duty: x.from.duty, Broker: x.broker, Wire: sayingOf(x)})
}

// stored takes in the answer to a commit: what is stored has left this process.
func (c *correspondent) stored(x *exchange) {
	for _, p := range x.commit.parts {
		if p.code != 0 {
			c.refused[x.from] = commitCodes[p.code]
			continue
		}
		at := position{topic: c.names.topicOf(p.topic), partition: p.partition, offset: p.offset - 1}
		for ; c.records[at] != nil; at.offset-- {
			if t := c.records[at]; x.from.group != sim.ExternalGroup || t.order.Fulfilment != sim.External { // of which the panel still tells
				c.forget(t)
			}
			delete(c.records, at)
		}
	}
}

// polled is that of chronicle. Whether the order is one of the run, only the
// journals know; that it is an order, its record says.
func (c *correspondent) polled(d *delivery) (err error) {
	var order sim.Order
	own, from := c.names.wrote(d.message), &stranger{}
	switch {
	case d.at.topic == sim.Orders && own:
		order, err = orderIn(d.message)
	case d.at.topic == sim.Orders:
		from = strangerIn(d.message)
		order, err = from.order, from.wrong
	default:
		d.status, d.row, err = decodeStatus(d.message)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	about := c.about(d)
	about.Order = string(d.message.Key)
	if d.carrier = sim.InHouseGroup; order.Fulfilment == sim.External {
		d.carrier = sim.ExternalGroup
	}
	if err == nil && !own && d.at.topic == sim.Orders {
		err = c.takes(from, d.at)
	}
	if err != nil {
		if from.reply != "" && c.byReply[from.reply] == nil && len(c.byReply) < refusedMax {
			c.byReply[from.reply] = &trail{foreign: true, refused: true}
		}
		return err
	}
	switch d.trail = c.byID[about.Order]; {
	case d.trail != nil:
	case d.at.topic == sim.Orders:
		d.trail = c.enter(order)
		d.trail.foreign = !own
	default: // of another service's order, or of nobody's: the journals know
		d.trail = &trail{order: sim.Order{ID: about.Order}, foreign: true}
	}
	if d.at.topic == sim.Orders {
		c.records[d.at] = d.trail
	}
	d.cause = c.say(sayPolled, 0, about, &saying{Row: d.row, Delivered: d.status.Delivered, Flag: own})
	return nil
}

// takes refuses a second record of another service's order: its first one has come
// here too, unless the group has rebalanced since. Which ids the run's own orders
// have, and whether there are too many, only the journals know. The lock is held.
func (c *correspondent) takes(from *stranger, at position) error {
	first, taken := c.adopted[from.order.ID]
	switch {
	case taken && first != at:
		return &takenError{id: from.order.ID}
	case !taken && len(c.adopted) == adoptedMax:
		return errAdoptedEnough
	}
	c.adopted[from.order.ID] = at
	return nil
}

func (c *correspondent) handling(d *delivery) {
	c.mu.Lock()
	defer c.mu.Unlock()
	d.cause = c.say(sayHandling, d.cause, c.about(d), nil)
}

func (c *correspondent) failed(d *delivery, code sim.Code, again time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	d.cause = c.say(sayThrew, d.cause, c.about(d), &saying{Code: code, Wait: int64(again)})
}

func (c *correspondent) committing(list []*delivery) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.concluding, list[0].role)
	for _, d := range list {
		c.say(sayCommits, d.cause, c.about(d), nil)
		if d.at.topic == sim.Status {
			c.concluding[d.role] = append(c.concluding[d.role], d.trail)
		}
	}
}

func (c *correspondent) uncommitted(list []*delivery, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, d := range lastOfPartitions(list) {
		d.cause = c.say(sayNoCommit, d.cause, c.about(d), &saying{Code: commitCode(err, c.refused[d.role])})
	}
}

func (c *correspondent) reported(t *trail, group sim.Group, row sim.Row, cause sim.EventID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(sayReported, cause, trace.Observation{Order: t.order.ID, Group: group.String()}, &saying{Row: row})
}

func (c *correspondent) answering(t *trail, correlation string, cause sim.EventID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if other := c.byReply[correlation]; t.foreign && other != nil && other != t {
		c.say(sayRefused, cause, trace.Observation{}, &saying{Text: "a request gets no answer: its correlation id is that of another one"})
		return false
	}
	if c.byReply[correlation] = t; !slices.Contains(t.asks, correlation) {
		t.asks = append(t.asks, correlation)
	}
	if t.refused {
		return true // of no order
	}
	c.say(sayAnswering, cause, trace.Observation{Order: t.order.ID}, &saying{Reply: correlation})
	return true
}

func (c *correspondent) answerLost(t *trail, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unask(t)
	if t.refused {
		return
	}
	c.say(sayNoAnswer, 0, trace.Observation{Order: t.order.ID}, &saying{Code: codeOf(err)})
}

func (c *correspondent) answerDone(t *trail) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.unask(t)
}

// unask lets go of the requests of an order: one that is answered again is asked
// for again.
func (c *correspondent) unask(t *trail) {
	for _, correlation := range t.asks {
		if c.byReply[correlation] == t {
			delete(c.byReply, correlation)
		}
	}
	t.asks = nil
}

func (c *correspondent) attend(g *group, present bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(sayAttends, 0, trace.Observation{Group: g.group.String()}, &saying{Flag: present})
}

func (c *correspondent) left(g *group, cause sim.EventID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if cause != 0 {
		c.say(sayLeft, cause, trace.Observation{Group: g.group.String()}, &saying{Number: g.size})
	}
}

func (c *correspondent) asksPanel(d *delivery, try int) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.asksPanelLocked(d, try)
}

func (c *correspondent) asksOnce(d *delivery) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if d.trail.asked == 0 {
		d.cause = c.asksPanelLocked(d, 1)
	}
}

func (c *correspondent) asksPanelLocked(d *delivery, try int) sim.EventID {
	d.trail.asked = c.say(sayAsksPanel, d.cause, c.about(d), &saying{Number: try})
	return d.trail.asked
}

func (c *correspondent) accepts(t *trail, job uint32, cost int64, answered bool) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.say(sayAccepted, t.asked, trace.Observation{Order: t.order.ID}, &saying{Job: job, Points: cost, Flag: answered})
}

// faultBegins is that of chronicle: the journals know of it from who acted.
func (c *correspondent) faultBegins(f *faultEntry) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.trouble = faultCause | sim.EventID(f.number)
	return c.trouble
}

// faultEnds is that of chronicle. Of a fault that is over by what it does, the
// journals do not know when.
func (c *correspondent) faultEnds(f *faultEntry, _ sim.EventID) sim.EventID {
	if f.Name == sim.ServiceRestart {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.say(sayOver, faultCause|sim.EventID(f.number), trace.Observation{}, nil)
	}
	return faultCause | faultOver | sim.EventID(f.number)
}

func (c *correspondent) strike(e sim.Event) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.trouble = c.event(sayStruck, e)
	return c.trouble
}

func (c *correspondent) concerned(f *faultEntry, ids []string) sim.OrderID {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, id := range ids {
		if t := c.byID[id]; t != nil && f.concerns(t.order.Number, 0) {
			return t.order.Number
		}
	}
	return 0
}

func (c *correspondent) produced(x *exchange, topic sim.Topic) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return x.about(topic, c.names, c.byReply)
}

// passing is that of chronicle: what a worker has in its hands is what it commits.
func (c *correspondent) passing(x *exchange, part *commitPart, is func(*trail) bool) (first *trail) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.names.topicOf(part.topic) == sim.Status {
		return firstOfWhich(c.concluding[x.from], is)
	}
	at := position{topic: c.names.topicOf(part.topic), partition: part.partition, offset: part.offset - 1}
	for t := c.records[at]; t != nil; t = c.records[at] {
		if is(t) {
			first = t
		}
		at.offset--
	}
	return first
}

// dropped is that of chronicle: each of the orders in an event of its own.
func (c *correspondent) dropped(x *exchange, cause sim.EventID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range x.produce.parts {
		for _, r := range x.produce.parts[i].records {
			if t := c.byID[r.key]; t != nil && c.names.topicOf(x.produce.parts[i].topic) == sim.Orders {
				c.event(sayEvent, sim.Event{
					Type: sim.RequestDropped, Order: t.order.Number, Topic: sim.Orders, Partition: int16(x.produce.parts[i].partition),
					Broker: eventBroker(x.broker), Try: t.try, Cause: cause,
				})
			}
		}
	}
}

// leaderOf is that of chronicle: who leads, only who watches knows.
func (c *correspondent) leaderOf(int) int { return 0 }

// brokers is that of chronicle: which brokers a fault keeps away the journals know
// from control.
func (c *correspondent) brokers(int, int, sim.Event) {}

func (c *correspondent) announce(partition int16, leader uint8, inSync []uint8) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(sayLeader, 0, trace.Observation{Topic: sim.Orders.String(), Partition: int32(partition)}, &saying{Broker: int(leader), Brokers: inSync})
}

// turns is that of chronicle: when a look began, the observation itself says.
func (c *correspondent) turns() turns { return turns{began: c.clock()} }

func (c *correspondent) answers(broker int, reason sim.Reason) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if before, told := c.reasons[broker]; told && before == reason {
		return
	}
	c.reasons[broker] = reason
	c.say(sayBroker, 0, trace.Observation{}, &saying{Broker: broker, Reason: reason})
}

func (c *correspondent) observed(v *sight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(saySight, 0, trace.Observation{}, &saying{Sight: sightSayingOf(v), Wait: int64(c.clock() - v.turns.began)})
}

// found is that of chronicle. Of a record that the run has not written it tells what
// is in it: the journals adopt the order.
func (c *correspondent) found(at position, m kafka.Message) {
	about := trace.Observation{Topic: at.topic.String(), Partition: at.partition, Offset: at.offset}
	more := &saying{Keys: []string{string(m.Key)}}
	if c.names.wrote(m) {
		about.Order = string(m.Key)
	} else {
		more.tellsOf(strangerIn(m))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(sayFound, 0, about, more)
}
