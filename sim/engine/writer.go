package engine

import (
	"time"

	"orderflow/sim"
)

// The rules of kafka-go's Writer (v0.4.51, read in its writer.go) where they
// differ from kafkajs. What is written to one partition within a batch's
// timeout is one request, and shares its fate. A partition's batches go out
// one after the other: a batch waits in memory while the one before it is
// tried again. A connection is taken from a pool so that nothing stands behind
// a stalled Produce, metadata is at most six seconds old, and ten attempts
// come 100·n² ms, at most 1 s, apart.

// writerMetadataTTL is how old kafka-go's metadata may get.
const writerMetadataTTL = 6 * time.Second

func writerBackoff(try int) time.Duration {
	return min(time.Duration(try*try)*writerBackoffMin, writerBackoffMax)
}

// partitionWriter is the Writer's queue of one partition.
type partitionWriter struct {
	client  *client
	target  *partition // of sns.orders; nil for the activity log
	filling *writeBatch
	queue   []*writeBatch // full or timed out; the first is being written
}

// writeBatch is what becomes one request.
type writeBatch struct {
	writer  *partitionWriter
	records []*publish
	try     int
}

// write adds a record to its partition's batch. A Writer that never had
// metadata fails at once when no broker can be reached (measured).
func (c *client) write(p *publish) {
	if !c.learn() && c.metadataAt == sim.Never {
		p.timer = c.e.timer(0, func() { p.fail(failure{code: sim.WriteFailed, text: sim.ConnectionRefused.String(), cause: p.event}) })
		return
	}
	w := c.writerOf(p.target)
	b := w.filling
	if b == nil {
		b = &writeBatch{writer: w}
		w.filling = b
		c.e.after(sim.WriterBatchTimeout, func() { w.flush(b) })
	}
	b.records = append(b.records, p)
	if len(b.records) == writerBatchSize {
		w.flush(b)
	}
}

// writerOf returns the queue of a partition.
func (c *client) writerOf(target *partition) *partitionWriter {
	for _, w := range c.writers {
		if w.target == target {
			return w
		}
	}
	w := &partitionWriter{client: c, target: target}
	c.writers = append(c.writers, w)
	return w
}

// flush closes a batch that is full or whose timeout is over.
func (w *partitionWriter) flush(b *writeBatch) {
	if w.filling != b || w.client.dead {
		return
	}
	w.filling = nil
	w.queue = append(w.queue, b)
	if len(w.queue) == 1 {
		b.write()
	}
}

// learn refreshes the metadata if it is too old and a broker serves; it
// reports whether it is fresh.
func (c *client) learn() bool {
	if c.metadataAt != sim.Never && c.e.now-c.metadataAt < writerMetadataTTL {
		return true
	}
	if !c.e.cluster.anyHealthy() {
		return false
	}
	c.metadataAt, c.leaders = c.e.now, c.e.cluster.leaders()
	return true
}

// write is one attempt over a connection of the pool.
func (b *writeBatch) write() {
	c := b.writer.client
	b.try++
	for _, p := range b.records {
		p.try = b.try
	}
	c.learn()
	leader := b.records[0].leader()
	if leader == 0 {
		b.retry(sim.NotLeaderOrFollower)
		return
	}
	conn := &connection{e: c.e, broker: c.e.cluster.brokers[leader], pooled: true}
	conn.open(asksVersions, func(code sim.Code) {
		switch {
		case c.dead:
		case code == sim.NoError:
			b.request(conn)
		default:
			b.retry(code)
		}
	})
}

// request puts the batch on the wire.
func (b *writeBatch) request(conn *connection) {
	q := &produceRequest{
		client: b.writer.client, topic: b.records[0].topic, target: b.writer.target, records: b.records, sequence: sequenceNone,
		answered: b.answered, failed: func(code sim.Code, cause sim.EventID) { b.failed(conn, code, cause) },
	}
	q.send(conn, writerTimeout)
}

// answered takes the broker's answer for all records of the batch.
func (b *writeBatch) answered(a answerOf) {
	if b.writer.client.dead {
		return
	}
	if a.code == sim.NoError {
		b.over(func(p *publish) {
			p.acked(a)
			a.offset++
		})
		return
	}
	for _, p := range b.records {
		p.refused(a)
	}
	if final(a.code) {
		b.fail(a.code)
		return
	}
	b.retry(a.code)
}

// failed: no answer came.
func (b *writeBatch) failed(conn *connection, code sim.Code, cause sim.EventID) {
	if b.writer.client.dead {
		return
	}
	for _, p := range b.records {
		p.unanswered(conn, code, cause)
	}
	b.retry(code)
}

// retry plans the batch's next attempt, or gives up after the last.
func (b *writeBatch) retry(code sim.Code) {
	if b.try >= sim.WriterAttempts {
		b.fail(code)
		return
	}
	sleep := writerBackoff(b.try)
	timer := b.writer.client.e.timer(sleep, b.write)
	for _, p := range b.records {
		p.sleeps(sleep)
		p.timer = timer
	}
}

// fail gives all records of the batch up.
func (b *writeBatch) fail(code sim.Code) {
	b.over(func(p *publish) { p.fail(failure{code: sim.WriteFailed, text: code.String(), cause: p.event}) })
}

// over ends the batch, record by record, and turns to the next.
func (b *writeBatch) over(end func(*publish)) {
	w := b.writer
	for _, p := range b.records {
		if !p.over {
			end(p)
		}
	}
	w.queue[0] = nil
	w.queue = w.queue[1:]
	if len(w.queue) > 0 && !w.client.dead {
		w.queue[0].write()
	}
}
