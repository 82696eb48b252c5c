package sim

import "time"

// client is a kafkajs client: connections, metadata, and the reconnect rounds
// that everybody shares who waits for the connection. The order service has
// one for orders and one for the activity log, so that page views neither
// keep the metadata of orders fresh nor stand in their way.
type client struct {
	e          *Engine
	quiet      bool // the activity log's: its connections and rounds are not recorded
	conns      [BrokerCount + 1]*connection
	draw       *stream // choices of brokers, sleeps of rounds
	dead       bool    // its process died
	phase      clientPhase
	starters   []*publish
	known      [Activity + 1]bool
	leaders    []uint8 // of sns.orders, as the last metadata said
	refreshing *refreshing
	connecting *round
	connectors []func(failure)
	doomed     []*publish // waited in a used-up round; see reconnect.go
	rounds     uint32
	live       []*publish // in its memory or on the wire, oldest first
	numbers    sequences
	sends      uint64        // how many publishes it began
	metadataAt time.Duration // kafka-go: when it last had fresh metadata, or Never
}

type clientPhase uint8

const (
	clientNew        clientPhase = iota // never connected, and nothing under way
	clientConnecting                    // the first connect is under way
	clientReady                         // has been connected once
)

// failure says why something ended; a zero failure is a success.
type failure struct {
	code  Code
	text  string
	cause EventID
}

func newClient(e *Engine, name string, life uint64) *client {
	c := &client{e: e, quiet: name != ordersClient, draw: e.stream(name, life), sends: life << 40, metadataAt: Never}
	for id := 1; id <= BrokerCount; id++ {
		c.conns[id] = &connection{e: e, quiet: c.quiet, broker: e.cluster.brokers[id]}
	}
	return c
}

// The order service's two clients.
const (
	ordersClient   = "client"
	activityClient = "activity client"
)

// note records an event of a client's connections, unless nobody looks at them.
func (c *client) note(event Event) EventID {
	if c.quiet {
		return event.Cause
	}
	return c.e.record(event)
}

// start makes the client's one connect at 0 s, or after its process restarted.
func (c *client) start() {
	seed := c.conns[c.seed(0)]
	c.phase = clientConnecting
	seed.open(func(code Code) {
		if c.dead {
			return
		}
		c.phase = clientNew
		if code == NoError {
			c.phase = clientReady
		}
		waiting := c.starters
		c.starters = nil
		for _, p := range waiting {
			p.begin()
		}
	})
}

// seed returns the broker of the k-th connect: the seed brokers in rotation.
func (c *client) seed(k int) int { return k%BrokerCount + 1 }

// connected reports whether some connection is open.
func (c *client) connected() bool {
	for _, conn := range c.conns[1:] {
		if conn.state == connectionOpen {
			return true
		}
	}
	return false
}

// die ends the client with its process: what is in its memory is gone.
func (c *client) die(cause EventID) {
	c.dead = true
	for _, conn := range c.conns[1:] {
		for _, r := range conn.sent {
			r.over = true
			r.timer.stop()
		}
		conn.sent = nil
		conn.drop(cause)
	}
	for _, p := range c.live {
		p.timer.stop()
		if p.topic == Orders {
			c.e.record(Event{Type: MemoryLost, Order: p.order, Topic: p.topic, Cause: cause})
		}
		p.over = true
	}
	c.live = nil
}

// metadata asks an open connection who leads what.
func (c *client) metadata(conn *connection, done func(failure)) {
	var answer []uint8
	conn.send(&request{
		serve: func(reply func(answerOf)) {
			c.e.after(c.draw.between(metadataMin, metadataMax), func() {
				answer = c.e.cluster.leaders()
				reply(answerOf{})
			})
		},
		answered: func(answerOf) {
			c.leaders = answer
			done(failure{})
		},
		failed: func(code Code, cause EventID) { done(failure{code: code, cause: cause}) },
	}, requestTimeout)
}

// leaders returns the leaders of sns.orders as the brokers know them.
func (c *cluster) leaders() []uint8 {
	list := make([]uint8, len(c.partitions))
	for i, p := range c.partitions {
		list[i] = p.leader
	}
	return list
}

// sleep draws the next sleep of the kafkajs retry law from the one before:
// 300 ms ± 20 %, then min(2·(t ± 20 %), 30 s).
func retrySleep(draw *stream, before time.Duration) time.Duration {
	if before == 0 {
		return draw.around(retryInitial, retryFactorPermille)
	}
	return min(retryMultiplier*draw.around(before, retryFactorPermille), retrySleepMax)
}
