package sim

import (
	"slices"
	"time"
)

// publish is one producer.send of the order service: one record, with its own
// tries by the kafkajs retry law.
type publish struct {
	client   *client
	order    OrderID
	topic    Topic
	carrier  Group
	target   *partition // of sns.orders; nil for the activity log
	exchange *exchange  // of a send(); nil for an event
	try      int
	sleep    time.Duration
	draw     *stream
	known    bool // its topic was known when it began
	waited   bool // in a round, so its next try is not its own
	event    EventID
	doom     failure
	over     bool
	timer    *timer
	sequence int64 // of the request under way; idempotent producer
	done     func(failure)
}

// send begins a publish; done is called once, unless the process dies first.
func (c *client) send(p *publish) {
	p.client = c
	c.sends++
	p.draw = c.e.stream("retry", uint64(p.order)<<8|uint64(p.topic)<<4|c.sends&15)
	c.live = append(c.live, p)
	if c.e.config.Client == KafkaGo {
		p.timer = c.e.timer(writerBatchTimeout, p.beginWrite)
		return
	}
	p.begin()
}

// begin makes sure that the client is connected and knows the topic.
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
	case !c.known[p.topic]:
		c.refresh(p, p.event, func(f failure) {
			if f.code != NoError {
				p.fail(failure{code: NonRetriableError, text: f.code.String(), cause: f.cause})
				return
			}
			c.known[p.topic] = true
			p.waited = false
			c.e.after(p.draw.between(coldStartMin, coldStartMax), p.attempt)
		})
	default:
		p.attempt()
	}
}

// waitIn records that the publish waits for the connection in a round.
func (p *publish) waitIn(r *round, cause EventID) {
	if p == nil || p.over {
		return
	}
	p.waited = true
	p.event = p.client.note(Event{Type: MemoryWaiting, Order: p.order, Topic: p.topic, Offset: int64(r.number), Cause: max(cause, p.event)})
}

// attempt is one try: find the leader, connect to it, send the request.
func (p *publish) attempt() {
	if p.over {
		return
	}
	p.try++
	p.known = true
	leader := p.leader()
	if leader == 0 {
		p.refreshThenRetry(NotLeaderOrFollower, p.event)
		return
	}
	conn := p.client.conns[leader]
	conn.open(func(code Code) {
		switch {
		case p.over:
		case code == NoError:
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

// request puts the Produce on the wire.
func (p *publish) request(conn *connection) {
	e := p.client.e
	acks := e.config.Acks
	p.sequence = sequenceNone
	if p.target != nil {
		p.sequence = p.client.takeSequence(p.target)
	}
	sequence := p.sequence
	sent := Event{Type: RequestSent, Order: p.order, Topic: p.topic, Broker: conn.broker.id, Try: uint32(p.try), Cause: p.event}
	if p.target != nil {
		sent.Partition = p.target.number
	}
	p.event = e.record(sent)
	sent.Cause = p.event
	r := &request{failed: func(code Code, cause EventID) { p.requestFailed(conn, code, cause) }, oneWay: acks == 0}
	r.serve = func(answer func(answerOf)) { p.served(conn, r, sequence, answer) }
	r.answered = func(a answerOf) { p.answered(r, a) }
	if p.topic == Orders {
		r.dropped = func(code Code, cause EventID) { p.dropped(sent, code, cause) }
	}
	timeout := requestTimeout
	if e.config.Client == KafkaGo {
		timeout = writerTimeout
	}
	conn.send(r, timeout)
	if acks == 0 {
		p.acked(answerOf{cause: p.event})
	}
}

// dropped records that a Produce will never be in the log, and that the
// producer is not told.
func (p *publish) dropped(sent Event, code Code, cause EventID) {
	sent.Type, sent.Code, sent.Cause = RequestDropped, code, max(cause, sent.Cause)
	p.client.e.record(sent)
}

// served is the broker's work on a Produce.
func (p *publish) served(conn *connection, r *request, sequence int64, answer func(answerOf)) {
	e := p.client.e
	e.after(e.cluster.draw.between(appendMin, appendMax), func() {
		switch {
		case conn.silent && e.config.Acks == 0:
			answer(answerOf{lost: true, cause: p.event})
		case p.topic != Orders:
			answer(answerOf{})
		case p.target.leader != conn.broker.id:
			answer(answerOf{code: NotLeaderOrFollower, cause: p.event, lost: e.config.Acks == 0})
		default:
			p.appendAtLeader(conn, r, sequence, answer)
		}
	})
}

func (p *publish) appendAtLeader(conn *connection, r *request, sequence int64, answer func(answerOf)) {
	e := p.client.e
	if f := e.strike(ProduceError, p.order, 0, nil); f != nil && f.Code != NotEnoughReplicasAfterAppend {
		conn.silent = e.config.Acks == 0
		answer(answerOf{code: f.Code, cause: f.struck, lost: e.config.Acks == 0})
		return
	} else if f != nil {
		p.put(r, sequence)
		answer(answerOf{code: f.Code, cause: f.struck})
		return
	}
	if e.config.Acks == -1 && len(p.target.inSync) < MinInSync {
		answer(answerOf{code: NotEnoughReplicas, cause: p.event})
		return
	}
	offset, event, code := p.put(r, sequence)
	if code != NoError {
		answer(answerOf{code: code, cause: p.event})
		return
	}
	p.answerAck(offset, event, answer)
}

// put appends the record, unless the broker takes an idempotent producer's
// request for one it has, or for one out of order.
func (p *publish) put(r *request, sequence int64) (offset int64, event EventID, code Code) {
	e := p.client.e
	offset, duplicate, code := p.target.producer.check(p.client, sequence)
	if duplicate {
		r.drop(DuplicateSequence, p.event)
	}
	if duplicate || code != NoError {
		return offset, p.event, code
	}
	copies := e.order(p.order).Appended + 1
	offset, event = e.cluster.append(p.target, record{order: p.order, carrier: p.carrier, copy: copies, publish: p}, p.event)
	r.decided = true
	p.target.producer.appended(sequence, offset)
	return offset, event, NoError
}

// answerAck answers at the chosen acks, or as an ack fault has it.
func (p *publish) answerAck(offset int64, event EventID, answer func(answerOf)) {
	e := p.client.e
	reply := func(cause EventID) {
		a := answerOf{offset: offset, cause: cause}
		if f := e.strike(AckLost, p.order, 0, nil); f != nil {
			a.lost, a.cause = true, f.struck
		} else if f := e.strike(AckSwallowed, p.order, 0, nil); f != nil {
			a.never, a.cause = true, f.struck
		} else if f := e.strike(AckDelay, p.order, 0, nil); f != nil {
			a.delay = f.Delay
		}
		answer(a)
	}
	if e.config.Acks == -1 && p.target.high <= offset {
		limit := e.deadline(func() { p.ackTimedOut(offset, event, answer) })
		p.target.waiting = append(p.target.waiting, ackWait{offset: offset, done: reply, limit: limit})
		return
	}
	reply(event)
}

// ackTimedOut is the broker answering a write whose replicas did not come in
// time (kafkajs sends timeout = 30 s). The record stays.
func (p *publish) ackTimedOut(offset int64, event EventID, answer func(answerOf)) {
	p.target.waiting = slices.DeleteFunc(p.target.waiting, func(w ackWait) bool { return w.offset == offset && w.limit.over })
	answer(answerOf{code: RequestTimedOut, cause: event})
}

// answered takes the broker's answer.
func (p *publish) answered(r *request, a answerOf) {
	if p.over || a.code.afterAppend() {
		r.drop(NoError, a.cause) // unless it was appended: nobody is told, or what is told says nothing about it
	}
	if p.over {
		return
	}
	r.decided = true
	if a.code == NoError {
		p.acked(a)
		return
	}
	p.client.giveBack(p.target, p.sequence)
	p.event = p.client.e.record(Event{
		Type: RequestRefused, Order: p.order, Topic: p.topic, Partition: p.target.number,
		Broker: p.leader(), Try: uint32(p.try), Code: a.code, Cause: max(a.cause, p.event),
	})
	if a.code == MessageTooLarge || a.code == TopicAuthorizationFailed || a.code == OutOfOrderSequence {
		code := ProtocolError
		if p.client.e.config.Client == KafkaGo {
			code = WriteFailed
		}
		p.fail(failure{code: code, text: a.code.String(), cause: p.event})
		return
	}
	p.refreshThenRetry(a.code, p.event)
}

func (p *publish) acked(a answerOf) {
	if p.topic == Orders {
		p.event = p.client.e.record(Event{
			Type: RequestAcked, Order: p.order, Topic: p.topic, Partition: p.target.number, Offset: a.offset,
			Broker: p.leader(), Try: uint32(p.try), Cause: max(a.cause, p.event),
		})
	}
	p.end(failure{cause: p.event})
}

// requestFailed: no answer came. A cut connection makes the client reconnect
// by one round before the record's own next try.
func (p *publish) requestFailed(conn *connection, code Code, cause EventID) {
	if p.over {
		return
	}
	e := p.client.e
	if p.target != nil {
		p.client.giveBack(p.target, p.sequence)
	}
	if p.topic == Orders {
		p.event = e.record(Event{
			Type: RequestFailed, Order: p.order, Topic: p.topic, Partition: p.target.number, Broker: conn.broker.id,
			Try: uint32(p.try), Code: code, Flag: true, Cause: max(cause, p.event),
		})
	}
	if code == RequestTimedOut || e.config.Client == KafkaGo {
		p.retry(code)
		return
	}
	p.client.connect(p.event, func(f failure) {
		switch {
		case p.over:
		case f.code != NoError:
			p.fail(f)
		default:
			p.refreshThenRetry(code, p.event)
		}
	})
	if r := p.client.connecting; r != nil && !p.over {
		p.waitIn(r, r.event)
	}
}

// refreshThenRetry refreshes the metadata, then sleeps, then tries again.
func (p *publish) refreshThenRetry(code Code, cause EventID) {
	if p.client.e.config.Client == KafkaGo {
		p.retry(code)
		return
	}
	p.client.refresh(p, cause, func(f failure) {
		switch {
		case p.over:
		case f.code == NonRetriableError:
			p.fail(f)
		default:
			p.retry(code)
		}
	})
}

// retry plans the next try, or gives up after the sixth.
func (p *publish) retry(code Code) {
	e := p.client.e
	again := p.attempt
	if e.config.Client == KafkaGo {
		if p.try >= writerAttemptsMax {
			p.fail(failure{code: WriteFailed, text: code.String(), cause: p.event})
			return
		}
		p.sleep, again = writerBackoff(p.try), p.write
	} else {
		if p.try >= attemptsMax {
			p.fail(failure{code: NumberOfRetriesExceeded, text: code.String(), cause: p.event})
			return
		}
		p.sleep = retrySleep(p.draw, p.sleep)
	}
	if p.topic == Orders && !p.waited {
		p.event = e.record(Event{Type: RetryScheduled, Order: p.order, Topic: p.topic, Try: uint32(p.try + 1), Value: int64(p.sleep), Cause: p.event})
	}
	p.waited = false
	p.timer = e.timer(p.sleep, again)
}

// fail gives the record up.
func (p *publish) fail(f failure) {
	if p.over {
		return
	}
	e := p.client.e
	p.event = e.record(Event{Type: PublishGaveUp, Order: p.order, Topic: p.topic, Try: uint32(p.try), Code: f.code, Cause: max(f.cause, p.event), Detail: textDetail(f.text)})
	f.cause = p.event
	p.end(f)
}

func textDetail(text string) *Detail {
	if text == "" {
		return nil
	}
	return &Detail{Text: text}
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
