package kafkax

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"syscall"
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
	linkBroken            // by the broker, or by what is between
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
			if !errors.Is(ctx.Err(), context.Canceled) { // then nobody waits for it any more
				g.watcher.link(from, broker, linkRefused)
			}
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
	how := g.reachOf(from, broker)
	switch {
	case g.closed, how == reachClosed:
		return fmt.Errorf("dialing broker %d: %w", broker, net.ErrClosed)
	case how == reachRefused:
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

// guests counts the connections of others that are open now, those too that their
// clients have closed while a freeze held requests back.
func (g *gate) guests() (n int) {
	g.mu.Lock()
	defer g.mu.Unlock()
	for c := range g.conns {
		if c.from.duty == dutyForeign {
			n++
		}
	}
	return n
}
