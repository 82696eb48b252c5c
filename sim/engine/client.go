package engine

import (
	"time"

	"orderflow/sim"
)

// client is a kafkajs client: connections, metadata, and the reconnect rounds
// that everybody shares who waits for the connection. The order service has
// one for orders and one for the activity log, so that page views neither
// keep the metadata of orders fresh nor stand in their way.
type client struct {
	e            *Engine
	home         *instance     // whose it is
	quiet        bool          // the activity log's: its connections and rounds are not recorded
	conns        []*connection // by broker; index 0 is not used
	draw         *sim.Stream   // choices of brokers, sleeps of rounds
	dead         bool          // its process died
	phase        clientPhase
	starters     []*publish
	waiting      []func() // for it to be ready, or dead
	known        [sim.Activity + 1]bool
	topics       topicLock
	leaders      []uint8 // of sns.orders, as the last metadata said
	refreshing   *refreshing
	connecting   *round
	connectors   []func(failure)
	failingLater []*publish // waited in a used-up round; see reconnect.go
	rounds       uint32
	live         []*publish // in its memory or on the wire, oldest first
	numbers      sequences
	sends        uint64             // how many publishes it began
	metadataAt   time.Duration      // kafka-go: when it last had fresh metadata, or Never
	writers      []*partitionWriter // kafka-go: one for each partition written to
}

type clientPhase uint8

const (
	clientNew        clientPhase = iota // never connected, and nothing under way
	clientConnecting                    // the first connect is under way
	clientReady                         // has been connected once
)

// failure says why something ended; a zero failure is a success.
type failure struct {
	code  sim.Code
	text  string
	cause sim.EventID
}

func newClient(home *instance, name string, life uint64) *client {
	e := home.s.e
	c := &client{e: e, home: home, quiet: name != ordersClient, draw: e.stream(name, life), sends: life << 40, metadataAt: sim.Never}
	for _, b := range e.cluster.brokers {
		c.conns = append(c.conns, &connection{e: e, quiet: c.quiet, broker: b})
	}
	return c
}

// The order service's two clients.
const (
	ordersClient   = "client"
	activityClient = "activity client"
)

// note records an event of a client's connections, unless nobody looks at them.
func (c *client) note(event sim.Event) sim.EventID {
	if c.quiet {
		return event.Cause
	}
	return c.e.record(event)
}

// start makes the client's one connect at 0 s, or after its process restarted.
func (c *client) start() {
	seed := c.conns[c.seed(0)]
	c.phase = clientConnecting
	seed.open(asksVersions, func(code sim.Code) {
		if c.dead {
			return
		}
		if code != sim.NoError {
			c.phase = clientNew
			c.letStart()
			return
		}
		c.joinThenReady()
	})
}

// joinThenReady: Nest's client awaits its consumer's JoinGroup, and only then
// connects its producer (measured). What is called meanwhile waits.
func (c *client) joinThenReady() {
	ready := func() {
		if !c.dead {
			c.phase = clientReady
			c.letStart()
			c.tellWaiting()
		}
	}
	if c.quiet {
		ready()
		return
	}
	c.home.joinFirst(ready)
}

// tellWaiting goes on with what waited for the client to be ready.
func (c *client) tellWaiting() {
	waiting := c.waiting
	c.waiting = nil
	for _, do := range waiting {
		do()
	}
}

// letStart lets the publishes begin that waited for the start.
func (c *client) letStart() {
	waiting := c.starters
	c.starters = nil
	for _, p := range waiting {
		p.begin()
	}
}

// seed returns the broker of the k-th connect: the seed brokers in rotation.
func (c *client) seed(k int) int { return k%len(c.e.cluster.ids) + 1 }

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
func (c *client) die(cause sim.EventID) {
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
		if p.topic == sim.Orders {
			c.e.record(sim.Event{Type: sim.MemoryLost, Order: p.order, Topic: p.topic, Cause: cause})
		}
		p.over = true
	}
	c.live = nil
	c.tellWaiting()
}

// metadata asks an open connection who leads what.
func (c *client) metadata(conn *connection, done func(failure)) {
	var answer []uint8
	conn.send(&request{
		serve: func(reply func(answerOf)) {
			c.e.after(c.draw.Between(metadataMin, metadataMax), func() {
				answer = c.e.cluster.leaders()
				reply(answerOf{})
			})
		},
		answered: func(answerOf) {
			c.leaders = answer
			done(failure{})
		},
		failed: func(code sim.Code, cause sim.EventID) { done(failure{code: code, cause: cause}) },
	}, c.e.config.RequestTimeout)
}

// leaders returns the leaders of sns.orders as the brokers know them.
func (c *cluster) leaders() []uint8 {
	list := make([]uint8, len(c.partitions))
	for i, p := range c.partitions {
		list[i] = p.leader
	}
	return list
}
