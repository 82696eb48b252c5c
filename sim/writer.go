package sim

import "time"

// The rules of kafka-go's Writer (v0.4.51) where they differ from kafkajs:
// a batch waits for its timeout, a connection is taken from a pool so that
// nothing stands behind a stalled Produce, metadata is at most six seconds
// old, and ten attempts come 100·n² ms, at most 1 s, apart.

// writerMetadataTTL is how old kafka-go's metadata may get.
const writerMetadataTTL = 6 * time.Second

func writerBackoff(try int) time.Duration {
	return min(time.Duration(try*try)*writerBackoffMin, writerBackoffMax)
}

// beginWrite is the batch whose timeout is over. A Writer that never had
// metadata fails at once when no broker can be reached (measured).
func (p *publish) beginWrite() {
	c := p.client
	if p.over {
		return
	}
	if !c.learn() && c.metadataAt == Never {
		p.fail(failure{code: WriteFailed, text: ConnectionRefused.String(), cause: p.event})
		return
	}
	p.write()
}

// learn refreshes the metadata if it is too old and a broker serves; it
// reports whether it is fresh.
func (c *client) learn() bool {
	if c.metadataAt != Never && c.e.now-c.metadataAt < writerMetadataTTL {
		return true
	}
	if !c.e.cluster.anyHealthy() {
		return false
	}
	c.metadataAt, c.leaders = c.e.now, c.e.cluster.leaders()
	return true
}

// write is one attempt over a connection of the pool.
func (p *publish) write() {
	if p.over {
		return
	}
	p.try++
	p.client.learn()
	leader := p.leader()
	if leader == 0 {
		p.retry(NotLeaderOrFollower)
		return
	}
	conn := &connection{e: p.client.e, broker: p.client.e.cluster.brokers[leader], pooled: true}
	conn.open(func(code Code) {
		switch {
		case p.over:
		case code == NoError:
			p.request(conn)
		default:
			p.retry(code)
		}
	})
}
