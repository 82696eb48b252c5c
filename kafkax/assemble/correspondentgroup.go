package assemble

import (
	"slices"
	"time"

	"github.com/segmentio/kafka-go"

	"orderflow/kafkax/chronicle"
	"orderflow/kafkax/observe"
	"orderflow/kafkax/proxy"
	"orderflow/kafkax/record"
	"orderflow/kafkax/trace"
	"orderflow/kafkax/wire"
	"orderflow/sim"
)

// What the gate, the consumers, the panel's client and the faults of a process tell.

// Link is that of wire.Watcher.
func (c *Correspondent) Link(from wire.Role, broker int, what wire.LinkEvent) {
	if from.Duty != wire.DutyPublish && from.Duty != wire.DutyConsume {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	cause := sim.EventID(0)
	if what == wire.LinkCut || what == wire.LinkRefused {
		cause = c.trouble
	}
	c.say(sayLink, cause, c.by(from), &saying{Duty: from.Duty, Broker: broker, Link: what})
}

// by is what an observation has of a connection's role.
func (c *Correspondent) by(from wire.Role) trace.Observation {
	if from.Duty != wire.DutyConsume {
		return trace.Observation{}
	}
	return trace.Observation{Group: from.Group.String(), Member: from.Worker}
}

// Sent is that of wire.Watcher. A heartbeat is told once for each id.
func (c *Correspondent) Sent(x *wire.Exchange) {
	if x.From.Duty == wire.DutyForeign {
		return // what of it is in the log, its answer tells
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if x.Asks == wire.AsksToStay {
		if c.said[x.From] == x.Member {
			return
		}
		c.said[x.From] = x.Member
	}
	if x.Commit != nil || x.Produce != nil && (x.From.Duty != wire.DutyPublish || !c.tells(x)) || c.dead(x.From.Life) {
		return // a commit counts once it is answered
	}
	c.say(saySent, 0, c.by(x.From), &saying{Duty: x.From.Duty, Broker: x.Broker, Wire: sayingOf(x)})
}

// tells reports whether a Produce is about orders or their answers.
func (c *Correspondent) tells(x *wire.Exchange) bool {
	for i := range x.Produce.Parts {
		if t := c.names.TopicOf(x.Produce.Parts[i].Topic); t == sim.Orders || t == sim.Reply {
			return true
		}
	}
	return false
}

// Answered is that of wire.Watcher.
func (c *Correspondent) Answered(x *wire.Exchange) {
	c.mu.Lock()
	defer c.mu.Unlock()
	switch {
	case x.Produce != nil && !c.tells(x):
		return
	case x.From.Duty == wire.DutyForeign:
		if x.Produce == nil && x.Commit == nil {
			return // whose member it is, who looks at the cluster sees
		}
	case x.Commit != nil:
		c.stored(x)
	case x.Assignment != nil && x.Assignment.Code == 0:
		c.refused[x.From] = sim.NoError
	case x.Refusal != 0:
		c.refused[x.From] = commitCodes[x.Refusal]
	}
	if x.Produce == nil && x.Commit == nil && x.Assignment == nil && x.Refusal == 0 {
		return // nobody makes anything of it
	}
	c.say(sayAnswered, 0, c.by(x.From), &saying{Duty: x.From.Duty, Broker: x.Broker, Wire: sayingOf(x)})
}

// stored takes in the answer to a commit: what is stored has left this process.
func (c *Correspondent) stored(x *wire.Exchange) {
	for _, p := range x.Commit.Parts {
		if p.Code != 0 {
			c.refused[x.From] = commitCodes[p.Code]
			continue
		}
		at := chronicle.Position{Topic: c.names.TopicOf(p.Topic), Partition: p.Partition, Offset: p.Offset - 1}
		for ; c.records[at] != nil; at.Offset-- {
			c.passed(at)
		}
		c.sweep(at)
	}
}

// Polled is that of [chronicle.Keeper]. Whether the order is one of the run, only the
// journals know; that it is an order, its record says.
func (c *Correspondent) Polled(d *chronicle.Delivery) (err error) {
	var order sim.Order
	own, from := c.names.Wrote(d.Message), &stranger{}
	switch {
	case d.At.Topic == sim.Orders && own:
		order, err = record.OrderIn(d.Message)
	case d.At.Topic == sim.Orders:
		from = strangerIn(d.Message)
		order, err = from.order, from.wrong
	default:
		d.Status, d.Row, err = record.DecodeStatus(d.Message)
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	about := c.about(d)
	about.Order = string(d.Message.Key)
	if d.Carrier = sim.InHouseGroup; order.Fulfilment == sim.External {
		d.Carrier = sim.ExternalGroup
	}
	if err == nil && !own && d.At.Topic == sim.Orders {
		err = c.takes(from, d.At)
	}
	if err != nil {
		if from.reply != "" && c.byReply[from.reply] == nil && len(c.byReply) < refusedMax {
			c.byReply[from.reply] = newRefused()
		}
		return err
	}
	t := c.byID[about.Order]
	switch {
	case t != nil:
	case d.At.Topic == sim.Orders:
		t = c.enter(order)
		t.order.Foreign = !own
	default:
		if t, err = c.reportedOn(about.Order); err != nil {
			return err
		}
	}
	if d.Order = t.handle(); d.At.Topic == sim.Orders {
		c.inHand(d.At, t)
	}
	d.Cause = c.say(sayPolled, 0, about, &saying{Row: d.Row, Delivered: d.Status.Delivered, Flag: own})
	return nil
}

// takes refuses a second record of another service's order: its first one has come
// here too, unless the group has rebalanced since. Nor may it have the id of one of
// the run's own: those of the plan, and those that came here. Whether there are too many
// only the journals know. The lock is held.
func (c *Correspondent) takes(from *stranger, at chronicle.Position) error {
	first, taken := c.adopted[from.order.ID]
	switch {
	case taken && first != at, !taken && c.isOwn(from.order.ID):
		return &chronicle.TakenError{ID: from.order.ID}
	case !taken && len(c.adopted) == adoptedMax:
		return errAdoptedEnough
	}
	c.adopted[from.order.ID] = at
	return nil
}

// Handling is that of [chronicle.Keeper].
func (c *Correspondent) Handling(d *chronicle.Delivery) {
	c.mu.Lock()
	defer c.mu.Unlock()
	d.Cause = c.say(sayHandling, d.Cause, c.about(d), nil)
}

// Failed is that of [chronicle.Keeper].
func (c *Correspondent) Failed(d *chronicle.Delivery, code sim.Code, again time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	d.Cause = c.say(sayThrew, d.Cause, c.about(d), &saying{Code: code, Wait: int64(again)})
}

// Committing is that of [chronicle.Keeper].
func (c *Correspondent) Committing(list []*chronicle.Delivery) {
	c.mu.Lock()
	defer c.mu.Unlock()
	delete(c.concluding, list[0].Role)
	for _, d := range list {
		c.say(sayCommits, d.Cause, c.about(d), nil)
		if d.At.Topic == sim.Status {
			c.concluding[d.Role] = append(c.concluding[d.Role], d.Order)
		}
	}
}

// Uncommitted is that of [chronicle.Keeper].
func (c *Correspondent) Uncommitted(list []*chronicle.Delivery, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for _, d := range lastOfPartitions(list) {
		d.Cause = c.say(sayNoCommit, d.Cause, c.about(d), &saying{Code: commitCode(err, c.refused[d.Role])})
	}
}

// Reported is that of [chronicle.Keeper].
func (c *Correspondent) Reported(o *chronicle.Order, group sim.Group, row sim.Row, cause sim.EventID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	c.say(sayReported, cause, trace.Observation{Order: t.order.ID, Group: group.String()}, &saying{Row: row})
}

// Answering is that of [chronicle.Keeper].
func (c *Correspondent) Answering(o *chronicle.Order, correlation string, cause sim.EventID) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	if other := c.byReply[correlation]; t.order.Foreign && other != nil && other != t {
		c.say(sayRefused, cause, trace.Observation{}, &saying{Text: notAnswered})
		return false
	}
	if c.byReply[correlation] = t; !slices.Contains(t.asks, correlation) {
		t.asks = append(t.asks, correlation)
	}
	if t.order.Refused {
		return true // of no order
	}
	c.keep(t) // it may be committed already
	c.say(sayAnswering, cause, trace.Observation{Order: t.order.ID}, &saying{Reply: correlation})
	return true
}

// AnswerLost is that of [chronicle.Keeper].
func (c *Correspondent) AnswerLost(o *chronicle.Order, err error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	c.unask(t)
	if t.order.Refused {
		return
	}
	c.say(sayNoAnswer, 0, trace.Observation{Order: t.order.ID}, &saying{Code: codeOf(err)})
}

// AnswerDone is that of [chronicle.Keeper].
func (c *Correspondent) AnswerDone(o *chronicle.Order) {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	c.unask(t)
}

// unask lets go of the requests of an order: one that is answered again is asked
// for again.
func (c *Correspondent) unask(t *trail) {
	for _, correlation := range t.asks {
		if c.byReply[correlation] == t {
			delete(c.byReply, correlation)
		}
	}
	t.asks = nil
	c.release(t)
}

// Attend is that of [chronicle.Keeper].
func (c *Correspondent) Attend(g sim.Group, present bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(sayAttends, 0, trace.Observation{Group: g.String()}, &saying{Flag: present})
}

// Left is that of [chronicle.Keeper].
func (c *Correspondent) Left(g sim.Group, members int, cause sim.EventID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if cause != 0 {
		c.say(sayLeft, cause, trace.Observation{Group: g.String()}, &saying{Number: members})
	}
}

// AsksPanel is that of [chronicle.Keeper].
func (c *Correspondent) AsksPanel(d *chronicle.Delivery, try int) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.asksPanelLocked(d, try)
}

// AsksOnce is that of [chronicle.Keeper].
func (c *Correspondent) AsksOnce(d *chronicle.Delivery) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if trailOf(d.Order).asked == 0 {
		d.Cause = c.asksPanelLocked(d, 1)
	}
}

func (c *Correspondent) asksPanelLocked(d *chronicle.Delivery, try int) sim.EventID {
	trailOf(d.Order).asked = c.say(sayAsksPanel, d.Cause, c.about(d), &saying{Number: try})
	return trailOf(d.Order).asked
}

// Accepts is that of [chronicle.Keeper].
func (c *Correspondent) Accepts(o *chronicle.Order, job uint32, cost int64, answered bool) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := trailOf(o)
	return c.say(sayAccepted, t.asked, trace.Observation{Order: t.order.ID}, &saying{Job: job, Points: cost, Flag: answered})
}

// FaultBegins is that of [chronicle.Keeper]: the journals know of it from who acted.
func (c *Correspondent) FaultBegins(f *chronicle.NumberedFault) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.trouble = faultCause | sim.EventID(f.Number)
	if c.teller != nil {
		c.acting[f.Number] = f.String()
		c.teller.Tell(proxy.Event{Type: proxy.FaultBegan, Fault: f.String()})
	}
	return c.trouble
}

// FaultEnds is that of [chronicle.Keeper]. Of a fault that is over by what it does, the
// journals do not know when.
func (c *Correspondent) FaultEnds(f *chronicle.NumberedFault, _ sim.EventID) sim.EventID {
	if c.teller != nil {
		c.teller.Tell(proxy.Event{Type: proxy.FaultOver, Fault: f.String()})
	}
	if f.Name == sim.ServiceRestart {
		c.mu.Lock()
		defer c.mu.Unlock()
		c.say(sayOver, faultCause|sim.EventID(f.Number), trace.Observation{}, nil)
	}
	return faultCause | faultOver | sim.EventID(f.Number)
}

// Strike is that of [chronicle.Keeper].
func (c *Correspondent) Strike(e sim.Event) sim.EventID {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.trouble = c.event(sayStruck, e)
	if text := c.acting[e.Fault]; text != "" {
		c.teller.Tell(proxy.Event{Type: proxy.Struck, Fault: text})
	}
	return c.trouble
}

// StruckAtPanel is told that a fault strikes a purchase. The panel knows an order by its
// number alone.
func (c *Correspondent) StruckAtPanel(number uint16, order sim.OrderID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e := sim.Event{Type: sim.FaultStruck, N: 1, Fault: number, Group: sim.ExternalGroup}
	c.say(sayStruck, faultCause|sim.EventID(number), trace.Observation{}, &saying{Event: e.AppendJSON(nil), Number: int(order)})
}

// HappenedAtPanel is told what has become of a job of which its buyer was not told. The panel
// knows an order by its number alone.
func (c *Correspondent) HappenedAtPanel(order sim.OrderID, e sim.Event) {
	c.mu.Lock()
	defer c.mu.Unlock()
	e.N = 1
	c.say(sayAtPanel, 0, trace.Observation{}, &saying{Event: e.AppendJSON(nil), Number: int(order)})
}

// Concerned is that of [chronicle.Keeper].
func (c *Correspondent) Concerned(f *chronicle.NumberedFault, ids []string) sim.OrderID {
	c.mu.Lock()
	defer c.mu.Unlock()
	return firstConcerned(f, ids, c.byID)
}

// Produced is that of [chronicle.Keeper].
func (c *Correspondent) Produced(x *wire.Exchange, topic sim.Topic) []string {
	c.mu.Lock()
	defer c.mu.Unlock()
	return ordersOf(x, topic, c.names, c.byReply)
}

// Passing is that of [chronicle.Keeper]: what a worker has in its hands is what it commits.
func (c *Correspondent) Passing(x *wire.Exchange, part *wire.CommitPart, is func(*chronicle.Order) bool) (first *chronicle.Order) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.names.TopicOf(part.Topic) == sim.Status {
		return firstOfWhich(c.concluding[x.From], is)
	}
	at := chronicle.Position{Topic: c.names.TopicOf(part.Topic), Partition: part.Partition, Offset: part.Offset - 1}
	for t := c.records[at]; t != nil; t = c.records[at] {
		if is(&t.order) {
			first = &t.order
		}
		at.Offset--
	}
	return first
}

// Dropped is that of [chronicle.Keeper]: each of the orders in an event of its own.
func (c *Correspondent) Dropped(x *wire.Exchange, cause sim.EventID) {
	c.mu.Lock()
	defer c.mu.Unlock()
	for i := range x.Produce.Parts {
		for _, r := range x.Produce.Parts[i].Records {
			if t := c.byID[r.Key]; t != nil && c.names.TopicOf(x.Produce.Parts[i].Topic) == sim.Orders {
				c.event(sayEvent, sim.Event{
					Type: sim.RequestDropped, Order: t.order.Number, Topic: sim.Orders, Partition: int16(x.Produce.Parts[i].Partition),
					Broker: observe.EventBroker(x.Broker), Try: t.try, Cause: cause,
				})
			}
		}
	}
}

// LeaderOf is that of [chronicle.Keeper]: who leads, only who watches knows.
func (c *Correspondent) LeaderOf(int) int { return 0 }

// Brokers is that of [chronicle.Keeper]: which brokers a fault keeps away the journals know
// from control.
func (c *Correspondent) Brokers(int, int, sim.Event) {}

// Announce is that of [chronicle.Keeper].
func (c *Correspondent) Announce(partition int16, leader uint8, inSync []uint8) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(sayLeader, 0, trace.Observation{Topic: sim.Orders.String(), Partition: int32(partition)}, &saying{Broker: int(leader), Brokers: inSync})
}

// Turns is that of [chronicle.Keeper]: when a look began, the observation itself says.
func (c *Correspondent) Turns() observe.Turns { return observe.Turns{Began: c.Clock()} }

// Answers is that of observe.Watcher: told when it changes.
func (c *Correspondent) Answers(broker int, reason sim.Reason) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if before, told := c.reasons[broker]; told && before == reason {
		return
	}
	c.reasons[broker] = reason
	c.say(sayBroker, 0, trace.Observation{}, &saying{Broker: broker, Reason: reason})
}

// Observed is that of observe.Watcher.
func (c *Correspondent) Observed(v *observe.Sight) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(saySight, 0, trace.Observation{}, &saying{Sight: sightSayingOf(v), Wait: int64(c.Clock() - v.Turns.Began)})
}

// Found is that of [chronicle.Keeper]. Of a record that the run has not written it tells what
// is in it: the journals adopt the order.
func (c *Correspondent) Found(at chronicle.Position, m kafka.Message) {
	about := trace.Observation{Topic: at.Topic.String(), Partition: at.Partition, Offset: at.Offset}
	more := &saying{Keys: []string{string(m.Key)}}
	if c.names.Wrote(m) {
		about.Order = string(m.Key)
	} else {
		more.tellsOf(strangerIn(m))
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.say(sayFound, 0, about, more)
}

// MayHaveBought is that of [chronicle.Keeper]: what another process has done it cannot know,
// nor ask for an order whose number nobody has told.
func (c *Correspondent) MayHaveBought(o *chronicle.Order) bool {
	t := trailOf(o)
	return t.order.Number < chronicle.AlienFrom
}
