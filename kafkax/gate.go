package kafkax

import (
	"context"
	"fmt"
	"net"
	"os"
	"sync"
	"syscall"
	"time"
)

// dialFunc opens a connection, like [net.Dialer.DialContext].
type dialFunc func(ctx context.Context, network, address string) (net.Conn, error)

// wireWatcher is told what passes the gate. The calls come from the goroutine
// that writes or reads the connection, in the order of that connection.
type wireWatcher interface {
	link(from role, broker int, what linkEvent)
	sent(x *exchange)
	answered(x *exchange)
}

// linkEvent is what happens to a connection.
type linkEvent uint8

const (
	linkOpened  linkEvent = iota + 1
	linkRefused           // it never was
	linkClosed            // by the client
	linkCut               // by a fault
)

// reach says how a broker can be reached through the gate.
type reach uint8

const (
	reachOpen    reach = iota
	reachFrozen        // connections stay open and are accepted, nothing answers
	reachRefused       // connections are cut and refused
)

// gate stands between the Kafka clients of a session and the network. It sees
// every request and answer as a Kafka frame, tells the watcher about the ones
// that matter, and makes the faults that are made of connections: brokers that
// go away, come back or freeze, answers that are lost, late or swallowed, and
// commits that are cut. It works the same on the embedded cluster and, seen
// from this process, on a real one.
type gate struct {
	dial    dialFunc
	watcher wireWatcher

	mu      sync.Mutex
	brokers map[string]int // from 1, by address; an address that is not known counts as 0
	outages map[*outage]struct{}
	rules   []*rule
	conns   map[*gatedConn]struct{}
	closed  bool
	flushes sync.WaitGroup // goroutines that write out what a freeze held back
}

func newGate(dial dialFunc, watcher wireWatcher) *gate {
	return &gate{
		dial:    dial,
		watcher: watcher,
		brokers: make(map[string]int),
		outages: make(map[*outage]struct{}),
		conns:   make(map[*gatedConn]struct{}),
	}
}

// learn tells the gate which broker, from 1, listens at the address.
func (g *gate) learn(address string, broker int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.brokers[address] = broker
}

// dialer returns a dial function whose connections carry the role.
func (g *gate) dialer(from role) dialFunc {
	return func(ctx context.Context, network, address string) (net.Conn, error) {
		conn, broker, err := g.connect(ctx, from, network, address)
		if err != nil {
			g.watcher.link(from, broker, linkRefused)
			return nil, err
		}
		return conn, nil
	}
}

func (g *gate) connect(ctx context.Context, from role, network, address string) (*gatedConn, int, error) {
	broker, err := g.admit(from, address)
	if err != nil {
		return nil, broker, err
	}
	inner, err := g.dial(ctx, network, address)
	if err != nil {
		return nil, broker, fmt.Errorf("dialing %s: %w", address, err)
	}
	conn := newGatedConn(g, inner, from, broker)
	if err := g.register(conn); err != nil {
		inner.Close()
		return nil, broker, err
	}
	return conn, broker, nil
}

// admit reports which broker listens at the address, and an error where a
// connect to it is refused now.
func (g *gate) admit(from role, address string) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	broker := g.brokers[address]
	return broker, g.admission(from, broker)
}

func (g *gate) admission(from role, broker int) error {
	if g.closed {
		return fmt.Errorf("dialing broker %d: %w", broker, net.ErrClosed)
	}
	if g.reachOf(from, broker) == reachRefused {
		return refusal
	}
	return nil
}

// register adds a connection unless its broker went away while it was opened.
func (g *gate) register(c *gatedConn) error {
	g.mu.Lock()
	defer g.mu.Unlock()
	if err := g.admission(c.from, c.broker); err != nil {
		return err
	}
	g.conns[c] = struct{}{}
	g.watcher.link(c.from, c.broker, linkOpened)
	if g.reachOf(c.from, c.broker) == reachFrozen {
		c.freeze()
	}
	return nil
}

// forget removes a connection that is over, and says why.
func (g *gate) forget(c *gatedConn, why linkEvent) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.drop(c, why)
}

func (g *gate) drop(c *gatedConn, why linkEvent) {
	if _, open := g.conns[c]; open {
		delete(g.conns, c)
		g.watcher.link(c.from, c.broker, why)
	}
}

// refusal is what a closed port answers, and reset what a cut connection does.
// kafka-go retries just these, so they are the system's own errors.
var (
	refusal = &net.OpError{Op: "dial", Net: "tcp", Err: os.NewSyscallError("connect", syscall.ECONNREFUSED)}
	reset   = &net.OpError{Op: "read", Net: "tcp", Err: os.NewSyscallError("read", syscall.ECONNRESET)}
)

// outage is one cause for a broker to be out of reach. Several may overlap:
// the broker is back when the last has ended.
type outage struct {
	gate   *gate
	broker int   // from 1; 0 = all
	only   *role // whose connections are concerned; nil = everybody's
	reach  reach
}

func (o *outage) hits(from role, broker int) bool {
	return (o.broker == 0 || o.broker == broker) && (o.only == nil || *o.only == from)
}

// begin takes a broker, or with 0 all of them, out of everybody's reach.
func (g *gate) begin(broker int, r reach) *outage {
	return g.enter(&outage{gate: g, broker: broker, reach: r})
}

// isolate cuts one client off from all brokers, as the death of its process does.
func (g *gate) isolate(r role) *outage {
	return g.enter(&outage{gate: g, only: &r, reach: reachRefused})
}

func (g *gate) enter(o *outage) *outage {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.outages[o] = struct{}{}
	g.apply()
	return o
}

// end makes the broker reachable again unless another outage holds it.
func (o *outage) end() {
	o.gate.mu.Lock()
	defer o.gate.mu.Unlock()
	delete(o.gate.outages, o)
	o.gate.apply()
}

// lift ends every outage.
func (g *gate) lift() {
	g.mu.Lock()
	defer g.mu.Unlock()
	clear(g.outages)
	g.apply()
}

// reachable reports whether anybody can reach the broker.
func (g *gate) reachable(broker int) bool {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.reachOf(role{}, broker) == reachOpen
}

// reachOf returns how a client can reach the broker now. Refused wins over
// frozen.
func (g *gate) reachOf(from role, broker int) reach {
	worst := reachOpen
	for o := range g.outages {
		if o.hits(from, broker) {
			worst = max(worst, o.reach)
		}
	}
	return worst
}

// apply brings the open connections in line with the outages.
func (g *gate) apply() {
	for c := range g.conns {
		switch g.reachOf(c.from, c.broker) {
		case reachRefused:
			g.drop(c, linkCut)
			c.cut(reset)
		case reachFrozen:
			c.freeze()
		default:
			if c.thaw() {
				g.flushes.Go(c.flush)
			}
		}
	}
}

// close cuts every connection and refuses new ones with an error that no
// client retries. It returns when nothing of the gate runs any more.
func (g *gate) close() {
	g.mu.Lock()
	g.closed = true
	for c := range g.conns {
		g.drop(c, linkClosed)
		c.cut(net.ErrClosed)
	}
	g.mu.Unlock()
	g.flushes.Wait()
}

// open counts the connections that are open now.
func (g *gate) open() int {
	g.mu.Lock()
	defer g.mu.Unlock()
	return len(g.conns)
}

// rule is a fault that acts on requests or on their answers.
type rule struct {
	does    ruleAction
	delay   time.Duration          // delayAnswer
	matches func(x *exchange) bool // which requests
	left    int                    // how many more it strikes; below 0: without end
	struck  func(x *exchange)      // told of each strike as it happens; may be nil
}

// ruleAction is what a rule does to the request it strikes.
type ruleAction uint8

const (
	loseAnswer    ruleAction = iota + 1 // the broker answers, the connection is cut before the answer arrives
	swallowAnswer                       // the answer is dropped, the connection stays open
	delayAnswer                         // the answer comes late
	cutRequest                          // the connection is cut before the request leaves
)

func (r *rule) strike(x *exchange) {
	if r.struck != nil {
		r.struck(x)
	}
}

// add installs a rule. The first installed rule that matches a request acts on it.
func (g *gate) add(r *rule) {
	g.mu.Lock()
	defer g.mu.Unlock()
	g.rules = append(g.rules, r)
}

// remove takes a rule away. Requests it has struck stay struck.
func (g *gate) remove(r *rule) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for i, installed := range g.rules {
		if installed == r {
			g.rules = append(g.rules[:i:i], g.rules[i+1:]...)
			return
		}
	}
}

// judge returns the rule that strikes the request, if any, and counts the strike.
func (g *gate) judge(x *exchange) *rule {
	g.mu.Lock()
	defer g.mu.Unlock()
	for _, r := range g.rules {
		if r.left == 0 || x.silent() && r.does != cutRequest || !r.matches(x) {
			continue
		}
		if r.left > 0 {
			r.left--
		}
		return r
	}
	return nil
}
