package engine

import (
	"slices"
	"time"

	"orderflow/sim"
)

// produceRequest is one Produce request with its records, all of one partition,
// and what the broker does with it. kafkajs sends each record in a request of its
// own, kafka-go all of a batch in one: they are refused, doubled, lost and
// acknowledged together.
type produceRequest struct {
	client   *client
	topic    sim.Topic
	target   *partition // of sns.orders; nil for the activity log
	records  []*publish
	sequence int64 // idempotent producer
	answered func(answerOf)
	failed   func(sim.Code, sim.EventID)
}

// send puts the request on the wire.
func (q *produceRequest) send(conn *connection, timeout time.Duration) {
	var left []sim.Event
	for _, p := range q.records {
		left = append(left, p.sent(conn))
	}
	r := &request{failed: q.failed, oneWay: q.client.e.config.Acks == 0}
	r.serve = func(answer func(answerOf)) { q.served(conn, r, answer) }
	r.answered = func(a answerOf) { q.heard(r, a) }
	if q.topic == sim.Orders {
		r.dropped = func(code sim.Code, cause sim.EventID) { q.dropped(left, code, cause) }
	}
	conn.send(r, timeout)
	if r.oneWay {
		q.answered(answerOf{})
	}
}

// dropped records that the records of a Produce will never be in the log, and
// that the producer is not told. left are the events of their leaving.
func (q *produceRequest) dropped(left []sim.Event, code sim.Code, cause sim.EventID) {
	for _, e := range left {
		e.Type, e.Code, e.Cause = sim.RequestDropped, code, max(cause, e.Cause)
		q.client.e.record(e)
	}
}

// heard takes the broker's answer.
func (q *produceRequest) heard(r *request, a answerOf) {
	over := q.records[0].over // they end together
	if over || a.code.AfterAppend() {
		r.drop(sim.NoError, a.cause) // unless it was appended: nobody is told, or what is told says nothing about it
	}
	if !over {
		r.decided = true
		q.answered(a)
	}
}

// served is the broker's work on the request.
func (q *produceRequest) served(conn *connection, r *request, answer func(answerOf)) {
	e := q.client.e
	e.after(e.cluster.draw.Between(appendMin, appendMax), func() {
		switch {
		case conn.silent && e.config.Acks == 0:
			answer(answerOf{lost: true, cause: q.records[0].event})
		case q.topic != sim.Orders:
			answer(answerOf{})
		case q.target.leader != conn.broker.id:
			answer(answerOf{code: sim.NotLeaderOrFollower, lost: e.config.Acks == 0})
		default:
			q.appendAtLeader(conn, r, answer)
		}
	})
}

func (q *produceRequest) appendAtLeader(conn *connection, r *request, answer func(answerOf)) {
	e := q.client.e
	if f := q.strike(sim.ProduceError); f != nil && f.Code != sim.NotEnoughReplicasAfterAppend {
		conn.silent = e.config.Acks == 0
		answer(answerOf{code: f.Code, cause: f.struck, lost: e.config.Acks == 0})
		return
	} else if f != nil {
		q.put(r)
		answer(answerOf{code: f.Code, cause: f.struck})
		return
	}
	if e.config.Acks == -1 && len(q.target.inSync) < e.cluster.minInSync() {
		answer(answerOf{code: sim.NotEnoughReplicas})
		return
	}
	first, last, code := q.put(r)
	if code != sim.NoError {
		answer(answerOf{code: code})
		return
	}
	q.answerAck(first, last, answer)
}

// strike lets a fault strike the request, for the first of its records that it
// acts on: one request counts once.
func (q *produceRequest) strike(name sim.FaultName) *faultEntry {
	for _, p := range q.records {
		if f := q.client.e.strike(name, p.order, 0, nil); f != nil {
			return f
		}
	}
	return nil
}

// put appends the records, unless the broker takes an idempotent producer's
// request for one it has, or for one out of order. It returns the offset of
// the first record and the event of the last.
func (q *produceRequest) put(r *request) (first int64, last sim.EventID, code sim.Code) {
	first, duplicate, code := q.target.producer.check(q.client, q.sequence)
	if duplicate {
		r.drop(sim.DuplicateSequence, q.records[0].event)
	}
	if duplicate || code != sim.NoError {
		return first, q.records[0].event, code
	}
	first = q.target.end()
	for _, p := range q.records {
		copies := q.client.e.order(p.order).Appended + 1
		last = q.client.e.cluster.append(q.target, record{order: p.order, carrier: p.carrier, copy: copies, publish: p}, p.event)
	}
	r.decided = true
	q.target.producer.appended(q.sequence, first)
	return first, last, sim.NoError
}

// answerAck answers at the chosen acks, or as an ack fault has it. The request
// is acknowledged when its last record is.
func (q *produceRequest) answerAck(first int64, event sim.EventID, answer func(answerOf)) {
	e := q.client.e
	reply := func(cause sim.EventID) {
		a := answerOf{offset: first, cause: cause}
		if f := q.strike(sim.AckLost); f != nil {
			a.lost, a.cause = true, f.struck
		} else if f := q.strike(sim.AckSwallowed); f != nil {
			a.never, a.cause = true, f.struck
		} else if f := q.strike(sim.AckDelay); f != nil {
			a.delay = f.Delay
		}
		answer(a)
	}
	last := first + int64(len(q.records)) - 1
	if e.config.Acks == -1 && q.target.high <= last {
		limit := e.deadline(produceTimeout, func() { q.ackTimedOut(last, event, answer) })
		q.target.waiting = append(q.target.waiting, ackWait{offset: last, done: reply, limit: limit})
		return
	}
	reply(event)
}

// ackTimedOut is the broker answering a write whose replicas did not come in
// time. The records stay.
func (q *produceRequest) ackTimedOut(last int64, event sim.EventID, answer func(answerOf)) {
	q.target.waiting = slices.DeleteFunc(q.target.waiting, func(w ackWait) bool { return w.offset == last && w.limit.over })
	answer(answerOf{code: sim.RequestTimedOut, cause: event})
}
