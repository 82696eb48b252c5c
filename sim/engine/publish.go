package engine

import (
	"slices"
	"time"

	"orderflow/sim"
)

// publish is one producer.send of the order service: one record, with its own
// tries by the kafkajs retry law.
type publish struct {
	client    *client
	order     sim.OrderID
	topic     sim.Topic
	carrier   sim.Group
	target    *partition // of sns.orders; nil for the activity log
	exchange  *exchange  // of a send(); nil for an event
	try       int
	sleep     time.Duration
	draw      *sim.Stream
	known     bool // its topic was known when it began
	waited    bool // in a round, so its next try is not its own
	event     sim.EventID
	failsWith failure
	over      bool
	timer     *timer
	sequence  int64 // of the request under way; idempotent producer
	done      func(failure)
}

// send begins a publish; done is called once, unless the process dies first.
func (c *client) send(p *publish) {
	p.client = c
	c.sends++
	p.draw = c.e.stream("retry", uint64(p.order)<<8|uint64(p.topic)<<4|c.sends&15)
	c.live = append(c.live, p)
	c.e.law.begin(p)
}

// begin makes sure that the client is connected.
func (p *publish) begin() {
	c := p.client
	switch {
	case p.over:
	case c.phase == clientNew:
		c.firstConnect(p)
	case c.phase == clientConnecting:
		c.starters = append(c.starters, p)
		if c.connecting != nil {
			p.waitIn(c.connecting, p.event)
		}
	default:
		if p.addressed() {
			p.attempt()
		}
	}
}

// addressed reports whether the record can be sent: a request needs a partition
// to which its answer is to go.
func (p *publish) addressed() bool {
	if p.exchange == nil {
		return true
	}
	if f := p.exchange.address(); f != nil {
		f.cause = p.event
		p.fail(*f)
		return false
	}
	return true
}

// waitIn records that the publish waits for the connection in a round.
func (p *publish) waitIn(r *round, cause sim.EventID) {
	if p == nil || p.over {
		return
	}
	p.waited = true
	p.event = p.client.note(sim.Event{Type: sim.MemoryWaiting, Order: p.order, Topic: p.topic, Offset: int64(r.number), Cause: max(cause, p.event)})
}

// attempt is one try.
func (p *publish) attempt() {
	if p.over {
		return
	}
	p.try++
	if p.client.known[p.topic] {
		p.deliver()
		return
	}
	p.learn()
}

// learn asks for the metadata of a topic that the client does not know; one
// publish does at a time.
func (p *publish) learn() {
	c := p.client
	if p.try > 1 {
		p.event = c.note(sim.Event{Type: sim.MemoryWaiting, Order: p.order, Topic: p.topic, Cause: p.event})
	}
	c.topics.acquire(p, func(held bool) {
		switch {
		case c.dead:
		case !held:
			p.fail(failure{code: sim.NonRetriableError, text: sim.LockTimeout.String(), cause: p.event})
		case c.known[p.topic]:
			p.learned(failure{})
		default:
			c.refresh(p, p.event, p.learned)
		}
	})
}

// learned ends learn. Who waited in a used-up round fails; an answer that does
// not come costs one of the record's own tries.
func (p *publish) learned(f failure) {
	c := p.client
	switch {
	case p.over:
	case f.code == sim.NoError:
		c.known[p.topic] = true
		p.waited = false
		c.e.after(p.draw.Between(coldStartMin, coldStartMax), p.deliver)
	case f.code == sim.NonRetriableError:
		p.fail(failure{code: f.code, text: f.code.String(), cause: f.cause})
	default:
		p.retry(f.code)
	}
	if !c.dead {
		c.topics.release()
	}
}

// deliver finds the leader, connects to it and sends the request.
func (p *publish) deliver() {
	if p.over {
		return
	}
	p.known = true
	leader := p.leader()
	if leader == 0 {
		p.refreshThenRetry(sim.NotLeaderOrFollower, p.event)
		return
	}
	conn := p.client.conns[leader]
	conn.open(versionsKnown, func(code sim.Code) {
		switch {
		case p.over:
		case code == sim.NoError:
			p.request(conn)
		default:
			p.refreshThenRetry(code, p.event)
		}
	})
}

// leader returns the broker that leads the record's partition, as far as the client knows.
func (p *publish) leader() uint8 {
	if p.target == nil {
		return p.client.leaders[0]
	}
	return p.client.leaders[p.target.number]
}

// request puts the record's Produce on the wire.
func (p *publish) request(conn *connection) {
	p.sequence = sequenceNone
	if p.target != nil {
		p.sequence = p.client.takeSequence(p.target)
	}
	q := &produceRequest{
		client: p.client, topic: p.topic, target: p.target, records: []*publish{p}, sequence: p.sequence, answered: p.answered,
		failed: func(code sim.Code, cause sim.EventID) { p.requestFailed(conn, code, cause) },
	}
	q.send(conn, p.client.e.config.RequestTimeout)
}

// sent records that the record leaves in a request, and returns that event with
// itself as the cause of what becomes of the request.
func (p *publish) sent(conn *connection) sim.Event {
	e := sim.Event{Type: sim.RequestSent, Order: p.order, Topic: p.topic, Broker: conn.broker.id, Try: uint32(p.try), Cause: p.event}
	if p.target != nil {
		e.Partition = p.target.number
	}
	p.event = p.client.e.record(e)
	e.Cause = p.event
	return e
}

// answered takes the broker's answer.
func (p *publish) answered(a answerOf) {
	if a.code == sim.NoError {
		p.acked(a)
		return
	}
	p.client.giveBack(p.target, p.sequence)
	p.refused(a)
	if final(a.code) {
		p.fail(failure{code: sim.ProtocolError, text: a.code.String(), cause: p.event})
		return
	}
	p.refreshThenRetry(a.code, p.event)
}

// refused records that a broker answered with an error.
func (p *publish) refused(a answerOf) {
	p.event = p.client.e.record(sim.Event{
		Type: sim.RequestRefused, Order: p.order, Topic: p.topic, Partition: p.target.number,
		Broker: p.leader(), Try: uint32(p.try), Code: a.code, Cause: max(a.cause, p.event),
	})
}

// final reports whether a client does not try again after this answer.
func final(c sim.Code) bool {
	return c == sim.MessageTooLarge || c == sim.TopicAuthorizationFailed || c == sim.OutOfOrderSequence
}

func (p *publish) acked(a answerOf) {
	if p.topic == sim.Orders {
		p.event = p.client.e.record(sim.Event{
			Type: sim.RequestAcked, Order: p.order, Topic: p.topic, Partition: p.target.number, Offset: a.offset,
			Broker: p.leader(), Try: uint32(p.try), Cause: max(a.cause, p.event),
		})
	}
	p.end(failure{cause: p.event})
}

// requestFailed: no answer came. A cut connection makes the client reconnect
// by one round before the record's own next try.
func (p *publish) requestFailed(conn *connection, code sim.Code, cause sim.EventID) {
	if p.over {
		return
	}
	if p.target != nil {
		p.client.giveBack(p.target, p.sequence)
	}
	p.unanswered(conn, code, cause)
	if code == sim.RequestTimedOut {
		p.retry(code)
		return
	}
	p.client.connect(p.event, func(f failure) {
		switch {
		case p.over:
		case f.code != sim.NoError:
			p.fail(f)
		default:
			p.refreshThenRetry(code, p.event)
		}
	})
	if r := p.client.connecting; r != nil && !p.over {
		p.waitIn(r, r.event)
	}
}

// unanswered records that no answer came.
func (p *publish) unanswered(conn *connection, code sim.Code, cause sim.EventID) {
	if p.topic == sim.Orders {
		p.event = p.client.e.record(sim.Event{
			Type: sim.RequestFailed, Order: p.order, Topic: p.topic, Partition: p.target.number, Broker: conn.broker.id,
			Try: uint32(p.try), Code: code, Flag: true, Cause: max(cause, p.event),
		})
	}
}

// refreshThenRetry refreshes the metadata, then sleeps, then tries again.
func (p *publish) refreshThenRetry(code sim.Code, cause sim.EventID) {
	p.client.refresh(p, cause, func(f failure) {
		switch {
		case p.over:
		case f.code == sim.NonRetriableError:
			p.fail(f)
		default:
			p.retry(code)
		}
	})
}

// retry plans the next try, or gives up after the last of producer.retry.
func (p *publish) retry(code sim.Code) {
	tries := p.client.e.law.tries()
	if p.try > tries.retries {
		p.fail(failure{code: sim.NumberOfRetriesExceeded, text: code.String(), cause: p.event})
		return
	}
	p.sleep = tries.sleep(p.draw, p.sleep)
	if !p.waited {
		p.sleeps(p.sleep)
	}
	p.waited = false
	p.timer = p.client.e.timer(p.sleep, p.attempt)
}

// sleeps records that the record waits for its next try.
func (p *publish) sleeps(sleep time.Duration) {
	if p.topic == sim.Orders {
		p.event = p.client.e.record(sim.Event{Type: sim.RetryScheduled, Order: p.order, Topic: p.topic, Try: uint32(p.try + 1), Value: int64(sleep), Cause: p.event})
	}
}

// fail gives the record up.
func (p *publish) fail(f failure) {
	if p.over {
		return
	}
	e := p.client.e
	p.event = e.record(sim.Event{Type: sim.PublishGaveUp, Order: p.order, Topic: p.topic, Try: uint32(p.try), Code: f.code, Cause: max(f.cause, p.event), Detail: textDetail(f.text)})
	f.cause = p.event
	p.end(f)
}

func textDetail(text string) *sim.Detail {
	if text == "" {
		return nil
	}
	return &sim.Detail{Text: text}
}

// end takes the publish off the client's memory and tells the caller.
func (p *publish) end(f failure) {
	p.over = true
	c := p.client
	if i := slices.Index(c.live, p); i >= 0 {
		c.live = slices.Delete(c.live, i, i+1)
	}
	if p.done != nil {
		p.done(f)
	}
}
